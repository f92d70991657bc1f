"""Photos and files of an order: what was stored of each, how it is told about, and what was drawn on it.

The bytes lie among the office's files, by their SHA-256; here is everything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from osdesk.domain.problems import Problem

#: Ten-thousandths of a photo's width and height: marks keep their place whatever size it is shown in.
WHOLE = 10_000
MOST_ATTACHMENTS = 1_000
MOST_MARKS = 100
#: How many photos a page of the paper may hold; 0 prints none.
PHOTOS_A_PAGE = (0, 2, 4, 6)


class AttachmentKind(StrEnum):
    """A photo is shown and printed; any other file is kept and handed out as it came."""

    PHOTO = "photo"
    FILE = "file"


class PhotoStage(StrEnum):
    """When it was taken, as the work goes."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class MarkKind(StrEnum):
    """What is drawn on a photo."""

    ARROW = "arrow"
    BOX = "box"
    CIRCLE = "circle"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoMark:
    """Something drawn on a photo, kept apart from it: from (`x`, `y`) to (`to_x`, `to_y`), in ten-thousandths of its
    width and height; an arrow points at its second end, `words` stand with their first line's top left at the first.
    """

    id: int | None = None
    kind: MarkKind = MarkKind.ARROW
    x: int = 0
    y: int = 0
    to_x: int = 0
    to_y: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A photo or a file of an order.

    `file` is the SHA-256 (hex) of what is kept: of a photo, the reduced and turned picture; `original` that of the file
    as it came, where the office keeps it, or "". `source` is the SHA-256 of the file as it came in any case: by it the
    same photo is known when it comes again. `size` is in bytes, `width` and `height` in pixels (0 for a file);
    `taken_at` is what the camera noted. `printed` says whether a photo goes on the paper, where photos print at all.
    """

    id: int | None = None
    kind: AttachmentKind = AttachmentKind.PHOTO
    file: str = ""
    original: str = ""
    source: str = ""
    name: str = ""
    media_type: str = ""
    size: int = 0
    width: int = 0
    height: int = 0
    taken_at: datetime | None = None
    stage: PhotoStage | None = None
    caption: str = ""
    printed: bool = True
    marks: tuple[PhotoMark, ...] = ()


def problems(attachments: tuple[Attachment, ...], path: str = "attachments") -> tuple[Problem, ...]:
    """What keeps photos and files from being stored."""
    found: list[Problem] = []
    if len(attachments) > MOST_ATTACHMENTS:
        found.append(Problem(field=path, code="attachments.too_many", facts={"most": MOST_ATTACHMENTS}))
    for index, attachment in enumerate(attachments):
        if len(attachment.marks) > MOST_MARKS:
            found.append(Problem(field=f"{path}.{index}.marks", code="marks.too_many", facts={"most": MOST_MARKS}))
    return tuple(found)
