"""A photo on a PDF: its JPEG bytes as they are, and over them, as vectors, what was drawn on it.

Apart from `drawing`, because a photo is embedded and drawn upon where all else there is a single mark.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc

from osdesk.documents import faces, lines
from osdesk.documents.facts import clean
from osdesk.documents.marks import Photo
from osdesk.documents.styles import POINT, Weight
from osdesk.domain import photo_marks
from osdesk.domain.attachments import MarkKind, PhotoMark
from osdesk.domain.photo_marks import Shape

_SCALE = 1 / POINT
# A circle's quarter as a Bézier curve.
_ROUND = 0.5523
#: Letters on a small photo are still read.
_LEAST_LETTERS = 6.5
_WHITE, _RED = "1 1 1", " ".join(f"{share:g}" for share in photo_marks.RED)


def embed(document: Any, data: bytes) -> tuple[str, str] | None:
    """Put a photo into ReportLab's document: its name there, and that by which it is drawn. The same bytes go in once.

    A JPEG goes in as it is, a PNG packed anew. None for what can't be read: a paper comes out all the same.
    """
    name = f"photo-{sha256(data).hexdigest()[:24]}"
    registered: str = document.getXObjectName(name)
    if not document.hasForm(name):
        held = pdfdoc.PDFImageXObject(name)
        if not held.loadImageFromJPEG(io.BytesIO(data)):
            try:
                held.loadImageFromSRC(ImageReader(io.BytesIO(data)))
            except Exception:  # noqa: BLE001  a decoder may raise anything on damaged data
                return None
        document.Reference(held, registered)
        document.addForm(name, held)
    return name, registered


def over(marks: tuple[PhotoMark, ...], photo: Photo, write: Any) -> Iterator[str]:
    """The operators of what was drawn on a photo, with the origin at the photo's lower left corner, in points.

    `write(text, weight, x, y, points, operators)` gives those of words, begun with these operators.
    """
    width, height = photo.width * _SCALE, photo.height * _SCALE
    unit = max(width, height)
    for mark in marks:
        path = " ".join(_path(shape, height) for shape in photo_marks.shapes(mark, width, height))
        if path:
            yield f"{_WHITE} RG {unit * photo_marks.HALO:.3f} w {path} S"
            yield f"{_RED} RG {unit * photo_marks.LINE:.3f} w {path} S"
        if mark.kind is MarkKind.WORDS:
            yield from _words(mark, width, height, write)


def _words(mark: PhotoMark, width: float, height: float, write: Any) -> Iterator[str]:
    text = clean(mark.words)
    if not text:
        return
    points = max(_LEAST_LETTERS, max(width, height) * photo_marks.LETTERS)
    left, _top = photo_marks.words_at(mark, width, height)
    room = max(width - left, width * 0.3)
    written = list(lines.broken(text, Weight.BOLD, points, room * POINT))
    top = photo_marks.words_top(mark, height, points, len(written))
    widest = max(faces.width(line, Weight.BOLD, points) for line in written) * _SCALE
    x = min(left, max(0.0, width - widest))
    for number, line in enumerate(written):
        base = top + points * (1 + number * photo_marks.LEADING)
        place = (x, height - base)
        yield write(line, Weight.BOLD, *place, points, f"{_WHITE} RG {points * 0.22:.3f} w 1 Tr")
        yield write(line, Weight.BOLD, *place, points, f"{_RED} rg 0 Tr")


def _path(shape: Shape, height: float) -> str:
    places = [(x, height - y) for x, y in shape.corners]
    if shape.oval:
        return _oval(*places)
    (x, y), *rest = places
    path = f"{x:.3f} {y:.3f} m " + " ".join(f"{px:.3f} {py:.3f} l" for px, py in rest)
    return f"{path} h" if shape.closed else path


def _oval(one: tuple[float, float], other: tuple[float, float]) -> str:
    x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    wide, high = abs(other[0] - one[0]) / 2, abs(other[1] - one[1]) / 2
    a, b = wide * _ROUND, high * _ROUND
    return (
        f"{x + wide:.3f} {y:.3f} m {x + wide:.3f} {y + b:.3f} {x + a:.3f} {y + high:.3f} {x:.3f} {y + high:.3f} c "
        f"{x - a:.3f} {y + high:.3f} {x - wide:.3f} {y + b:.3f} {x - wide:.3f} {y:.3f} c "
        f"{x - wide:.3f} {y - b:.3f} {x - a:.3f} {y - high:.3f} {x:.3f} {y - high:.3f} c "
        f"{x + a:.3f} {y - high:.3f} {x + wide:.3f} {y - b:.3f} {x + wide:.3f} {y:.3f} c h"
    )
