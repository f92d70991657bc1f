"""Pages of a PDF as pictures, for the screen and for the printer's bands. PDFium must never run in two threads."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]
from PIL import Image

from osdesk.documents.styles import POINT

#: Under so many dpi a page for the screen is drawn so many times larger and reduced: PDFium makes every line at least
#: a pixel wide, which turns the hairlines of a small preview into bars.
_FINER = ((100.0, 3), (150.0, 2))


@dataclass(frozen=True, slots=True)
class Picture:
    """A page or band: pixels of four bytes (blue, green, red, unused), rows of `stride` bytes from the top.

    That is `QImage.Format.Format_RGB32`. `top` is the band's first row within the page.
    """

    width: int
    height: int
    stride: int
    data: bytes
    top: int = 0


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in mm."""
    with pdfium.PdfDocument(pdf) as document:
        return tuple(
            (width * POINT, height * POINT)
            for width, height in (document.get_page_size(index) for index in range(len(document)))
        )


def page_picture(pdf: bytes, page: int, *, dpi: float = 0.0, width: int = 0) -> Picture:
    """A page at `dpi`, or so many pixels wide. Raises `IndexError` for a page that isn't there."""
    with pdfium.PdfDocument(pdf) as document:
        found = _page(document, page)
        scale = width / found.get_width() if width else dpi / 72
        across = width or round(found.get_width() * scale)
        rows = max(1, round(found.get_height() * scale))
        finer = next((times for least, times in _FINER if width and scale * 72 < least), 1)
        if finer == 1:
            return _drawn(found, across, rows, 0, None)
        return _reduced(_drawn(found, across * finer, rows * finer, 0, None), finer)


def page_band(pdf: bytes, page: int, dpi: float, top: int, height: int) -> Picture:
    """The rows `top` to `top + height` of a page at `dpi`, fewer at the page's end; exact to the pixel."""
    with pdfium.PdfDocument(pdf) as document:
        return _band(_page(document, page), dpi, top, height)


def _reduced(picture: Picture, times: int) -> Picture:
    """The same picture, `times` smaller each way, every pixel the mean of those it stands for."""
    size = (picture.width, picture.height)
    small = Image.frombuffer("RGBX", size, picture.data, "raw", "RGBX", picture.stride, 1).reduce(times)
    return Picture(small.width, small.height, small.width * 4, small.tobytes())


def _page(document: pdfium.PdfDocument, page: int) -> pdfium.PdfPage:
    if not 0 <= page < len(document):
        raise IndexError(f"there is no page {page} among {len(document)}")
    return document[page]


def _rows(page: pdfium.PdfPage, dpi: float) -> int:
    height: float = page.get_height()
    return round(height / 72 * dpi)


def _band(page: pdfium.PdfPage, dpi: float, top: int, height: int) -> Picture:
    width, rows = round(page.get_width() / 72 * dpi), _rows(page, dpi)
    return _drawn(page, width, rows, top, min(height, rows - top))


def _drawn(page: pdfium.PdfPage, width: int, rows: int, top: int, height: int | None) -> Picture:
    """The page scaled to width × rows, of which `height` rows from `top` are drawn."""
    wanted = rows if height is None else height
    if wanted < 1:
        raise IndexError(f"row {top} lies beyond the {rows} of the page")
    bitmap = pdfium.PdfBitmap.new_native(width, wanted, pdfium_c.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, wanted)
    pdfium_c.FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, rows, 0, pdfium_c.FPDF_ANNOT)
    data = ctypes.string_at(bitmap.buffer, bitmap.stride * wanted)
    return Picture(width, wanted, bitmap.stride, data, top)
