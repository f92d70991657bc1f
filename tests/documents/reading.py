"""Papers read back: the text of a PDF by copies, its rules by their darkness, the words of a layout in boxes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdf
from PIL import Image

from osdesk.documents import faces
from osdesk.documents.header import tab
from osdesk.documents.marks import Words
from osdesk.documents.order_sheet import Layout
from osdesk.documents.styles import POINT
from osdesk.domain.sheets import ChosenForm
from osdesk.services import rendering

SECOND = re.compile("2ªVIA|COPY2|2\\.ªCOPIA")


def reader(pdf: bytes) -> pypdf.PdfReader:
    """The PDF, strictly read."""
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def bare(text: str) -> str:
    """Text without any space: where lines break and how wide gaps are is the layout's affair."""
    return re.sub(r"\s+", "", text)


def texts_of_copies(pdf: bytes) -> list[str]:
    """The text of copy 1 and of copy 2 without spaces, as a PDF reader finds it; one alone where there is one."""
    whole = bare("".join(page.extract_text() for page in reader(pdf).pages))
    second = SECOND.search(whole)
    if second is None or second.start() < 40:
        return [whole]
    return [whole[: second.start()], whole[second.start() :]]


def image(pdf: bytes, page: int = 0, dpi: float = 254.0) -> Image.Image:
    """A page in grey; at 254 dpi a pixel is a tenth of a millimetre."""
    picture = rendering.page_picture(pdf, page, dpi=dpi)
    size = (picture.width, picture.height)
    return Image.frombuffer("RGB", size, picture.data, "raw", "BGRX", picture.stride, 1).convert("L")


def levels(page: Image.Image, xs: Iterable[float], dpi: float, darker: int = 150) -> list[float]:
    """The heights in mm (middles, from the top) of level lines dark at all of these x, in mm."""
    scale = dpi / 25.4
    columns = [page.crop((round(x * scale), 0, round(x * scale) + 1, page.height)).tobytes() for x in xs]
    found: list[list[int]] = []
    for row in range(page.height):
        if all(column[row] < darker for column in columns):
            if found and found[-1][-1] == row - 1:
                found[-1].append(row)
            else:
                found.append([row])
    return [(rows[0] + rows[-1] + 1) / 2 / scale for rows in found]


@dataclass(frozen=True)
class Placed:
    """Words where they stand on their half or page, in mm."""

    words: Words
    left: float
    top: float
    right: float
    bottom: float
    column: tuple[float, float]


def covered(mark: Words) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what words cover."""
    size = mark.points * POINT
    return mark.x, mark.y - size * faces.ASCENT, mark.x + mark.width, mark.y + size * faces.DESCENT


def placed_words(layout: Layout, frame: int) -> Iterator[Placed]:
    """All visible words of a frame, the tab's too."""
    held = layout.frames[frame]
    groups = [(0.0, held.tab_top, tab(layout.facts, 1, held.page)), *held.groups]
    for dx, dy, marks in groups:
        for mark in marks:
            if isinstance(mark, Words) and not mark.hidden:
                left, top, right, bottom = covered(mark)
                column = (mark.left + dx, mark.right + dx)
                yield Placed(mark, left + dx, top + dy, right + dx, bottom + dy, column)


def outside(layout: Layout, edge: float = 10.0) -> list[str]:
    """What stands outside its column, or outside the sheet's margins."""
    bottom = 144.0 if layout.form is ChosenForm.HALF else 290.0
    return [
        f"{place.words.text!r} at {place.left:.2f}–{place.right:.2f}, {place.bottom:.2f} in {place.column}"
        for frame in range(len(layout.frames))
        for place in placed_words(layout, frame)
        if place.left < max(place.column[0], edge) - 0.01
        or place.right > min(place.column[1], 200.0) + 0.01
        or place.top < 5.0
        or place.bottom > bottom
    ]


def overlaps(layout: Layout) -> list[str]:
    """Pairs of words that cover each other."""
    found = []
    for frame in range(len(layout.frames)):
        places = sorted(placed_words(layout, frame), key=lambda place: place.top)
        for index, one in enumerate(places):
            for other in places[index + 1 :]:
                if other.top >= one.bottom - 0.02:
                    break
                if other.left < one.right - 0.05 and one.left < other.right - 0.05:
                    found.append(f"page {frame + 1}: {one.words.text!r} and {other.words.text!r} at {one.top:.2f}")
    return found
