"""Photos and files on their way in: what is offered, how it is to be read, and what came of it.

Apart from `attachments`, which are what an order keeps: these values only cross between the window and the process that
reads foreign files. They stand below both, so that the window needn't load what reads pictures to take them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from osdesk.domain.attachments import AttachmentKind
from osdesk.domain.problems import NOTHING
from osdesk.domain.text import clean

#: What cameras, phones and scanners call their pictures; what bears such a name and is none is refused.
PICTURE_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".png", ".webp", ".heic", ".heif", ".hif", ".avif", ".tif", ".tiff", ".bmp", ".gif"}
)
LONGEST_NAME = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file that somebody offers: by its `path`, or, where it was pasted, by its bytes and a name."""

    path: Path | None = None
    data: bytes = b""
    name: str = ""

    @property
    def called(self) -> str:
        """What it is called, as a name alone: no folder, no control characters, not too long."""
        name = self.path.name if self.path is not None else self.name
        name = clean(name.replace("\\", "/").rpartition("/")[2])
        if len(name) > LONGEST_NAME:
            stem, dot, suffix = name.rpartition(".")
            cut = LONGEST_NAME - len(suffix) - 1
            name = f"{stem[:cut]}{dot}{suffix}" if dot and len(suffix) < 12 else name[:LONGEST_NAME]
        return "" if name in {".", ".."} else name


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoOptions:
    """How photos are taken in: `edge` is the longest one in pixels; cameras that note no zone mean `time_zone`."""

    edge: int = 1600
    keep_original: bool = False
    keep_location: bool = False
    time_zone: str = "America/Sao_Paulo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A file that was read: `data` is what is to be kept (of a photo, the reduced and turned JPEG), `original` the
    file as it came where that is wanted too, `source` the SHA-256 (hex) of the file as it came.
    """

    kind: AttachmentKind
    name: str
    media_type: str
    data: bytes
    original: bytes = b""
    source: str
    width: int = 0
    height: int = 0
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedAway:
    """A file that was not taken: why, as a problem's code and facts."""

    name: str
    code: str
    facts: Mapping[str, object] = field(default_factory=lambda: dict(NOTHING))


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What came of some of the files, each with its place in what was offered; `over` when there are no more."""

    results: tuple[tuple[int, Arrived | TurnedAway], ...]
    over: bool


class ReadingLost(Exception):
    """The process in which files were being read has ended meanwhile: begin again with those that are left."""
