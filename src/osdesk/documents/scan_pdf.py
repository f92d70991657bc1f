"""A PDF of scanned pages: its pages drawn in grey for a look, and split off with their streams as they were.

Apart from `scans`, which reads files of any kind. PDFium must never run in two threads.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Sequence

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]
from PIL import Image

from osdesk.domain.problems import Unreadable

PDF = "application/pdf"

#: A page is looked at as it was scanned, but within these. Codes with modules of 0.46 mm read well at 150.
_LEAST_DPI, _DPI, _CLOSER_DPI = 100.0, 200.0, 300.0
#: A page drawn for a look has at most so many pixels, whatever size it says it has.
_MOST_PIXELS = 12_000_000
#: A picture inside a PDF with more (150 MB in grey) is no page of an office.
_MOST_INSIDE = 150_000_000


def drawn(data: bytes, width: int, *, sideways: bool = False) -> Image.Image:
    """The first page in colour, about so many pixels wide (`sideways`: high). Raises `Unreadable`."""
    with document(data) as held:
        page = held[0]
        scale = _fitting(page, width / (page.get_height() if sideways else page.get_width()))
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        size = (bitmap.width, bitmap.height)
        pixels = bytes(bitmap.buffer)
        return Image.frombuffer("RGBX", size, pixels, "raw", "BGRX", bitmap.stride, 1).convert("RGB")


def bound(parts: Sequence[bytes]) -> bytes:
    """One PDF of many, in that order. Raises `Unreadable`."""
    with pdfium.PdfDocument.new() as whole:
        for part in parts:
            with document(part) as held:
                whole.import_pages(held)
        return _saved(whole)


def document(data: bytes) -> pdfium.PdfDocument:
    """The document. Raises `Unreadable`: `scan.password`, `scan.damaged`."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as failure:
        reason = getattr(failure, "err_code", None)
        if reason == pdfium_c.FPDF_ERR_PASSWORD or "password" in str(failure).lower():
            raise Unreadable("scan.password") from failure
        raise Unreadable("scan.damaged") from failure


def _saved(document: pdfium.PdfDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _fitting(page: pdfium.PdfPage, scale: float) -> float:
    """The scale, or the largest at which the page has no more pixels than are drawn."""
    area = max(page.get_width() * page.get_height(), 1.0)
    return float(min(scale, (_MOST_PIXELS / area) ** 0.5))


class PdfPages:
    """A PDF."""

    def __init__(self, data: bytes) -> None:
        self._document = document(data)
        self.pages = len(self._document)
        if not self.pages:
            raise Unreadable("scan.damaged")

    def scan(self, page: int) -> tuple[bytes, float] | None:
        """The scanner's own JPEG and its dpi, where the page is that and nothing else, as it was scanned; or None."""
        found = self._page(page)
        if found.get_rotation() or pdfium_c.FPDFPage_GetAnnotCount(found) or pdfium_c.FPDFPage_CountObjects(found) != 1:
            return None
        (alone,) = found.get_objects(max_depth=1)
        if not isinstance(alone, pdfium.PdfImage) or alone.get_filters() != ["DCTDecode"]:
            return None
        left, bottom, right, top = alone.get_bounds()
        width, height = alone.get_px_size()
        matrix = alone.get_matrix()
        upright = matrix.a > 0 and matrix.d > 0 and abs(matrix.b) + abs(matrix.c) < 0.001 * matrix.a
        share = (right - left) * (top - bottom) / (found.get_width() * found.get_height())
        dpi = 72 * width / max(right - left, 1.0)
        plain = upright and not pdfium_c.FPDFPageObj_HasTransparency(alone) and 0.9 < share < 1.1
        if not plain or dpi < _LEAST_DPI or width * height > _MOST_PIXELS:
            return None
        return bytes(alone.get_data()), dpi

    def look(self, page: int) -> tuple[Image.Image, float]:
        """Drawn at the resolution of the scan inside it."""
        found = self._page(page)
        dpi = _scanned_at(found)
        return self._drawn(found, min(max(dpi, _LEAST_DPI), _DPI) if dpi else _DPI)

    def closer(self, page: int) -> Image.Image | None:
        """Larger, where the page has more to show than the first look took."""
        found = self._page(page)
        if 0 < _scanned_at(found) <= _DPI:
            return None
        return self._drawn(found, _CLOSER_DPI)[0]

    def keep(self, page: int, turns: int) -> tuple[bytes, str]:
        """The page alone, with the streams it had; turned by its own entry for that."""
        try:
            with pdfium.PdfDocument.new() as alone:
                alone.import_pages(self._document, [page])
                if turns:
                    kept = alone[0]
                    kept.set_rotation((kept.get_rotation() + 90 * turns) % 360)
                return _saved(alone), PDF
        except pdfium.PdfiumError as failure:
            raise Unreadable("scan.damaged_page") from failure

    def _page(self, page: int) -> pdfium.PdfPage:
        try:
            found = self._document[page]
        except pdfium.PdfiumError as failure:
            raise Unreadable("scan.damaged_page") from failure
        if not (found.get_width() > 1 and found.get_height() > 1):
            raise Unreadable("scan.damaged_page")
        return found

    def _drawn(self, page: pdfium.PdfPage, dpi: float) -> tuple[Image.Image, float]:
        scale = _fitting(page, dpi / 72)
        width, height = max(1, round(page.get_width() * scale)), max(1, round(page.get_height() * scale))
        bitmap = pdfium.PdfBitmap.new_native(width, height, pdfium_c.FPDFBitmap_Gray)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        pdfium_c.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium_c.FPDF_ANNOT)
        data = ctypes.string_at(bitmap.buffer, bitmap.stride * height)
        return Image.frombuffer("L", (width, height), data, "raw", "L", bitmap.stride, 1), scale * 72


def _scanned_at(page: pdfium.PdfPage) -> float:
    """The resolution of the largest picture on a page; 0 where it is drawn and not scanned."""
    best = 0.0
    for found in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        width, height = ctypes.c_uint(), ctypes.c_uint()
        if not pdfium_c.FPDFImageObj_GetImagePixelSize(found, ctypes.byref(width), ctypes.byref(height)):
            continue
        if width.value * height.value > _MOST_INSIDE:
            raise Unreadable("scan.too_large")
        left, bottom, right, top = found.get_bounds()
        # Turned by a quarter, its width lies along the page's height.
        across, along = sorted((right - left, top - bottom))
        short, long = sorted((width.value, height.value))
        if across * along > 0.2 * page.get_width() * page.get_height():
            best = max(best, 72 * short / max(across, 1.0), 72 * long / max(along, 1.0))
    return best
