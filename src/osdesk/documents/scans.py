"""Files of scanned pages: PDF, TIFF and pictures, read page by page; each page split off as a small file of its own.

Apart because these files come from outside and may be hostile: all that opens them is here and runs in the process for
foreign files. A PDF's page keeps its streams as they are; a picture is stored as PNG where it has few tones, else as
JPEG. PDFium works in the calling thread alone; codes are looked for beside it, in threads.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PIL import Image

from osdesk.documents import scan_blank, scan_codes, scan_pdf, scan_pictures
from osdesk.documents.raster import Picture
from osdesk.domain.problems import Unreadable
from osdesk.domain.scans import MOST_MEGABYTES, MOST_PAGES, ReadPage, ScanFile


class _Source(Protocol):
    """A file whose pages can be had one after another, in one thread."""

    pages: int

    def scan(self, page: int) -> tuple[bytes, float] | None:
        """The page as a scanner's JPEG and its dpi, where it is nothing else: cheaper than drawing, and in a thread."""

    def look(self, page: int) -> tuple[Image.Image, float]:
        """The page in grey, and its dpi (0: unknown)."""

    def closer(self, page: int) -> Image.Image | None:
        """A larger picture of the page, where there is one."""

    def keep(self, page: int, turns: int) -> tuple[bytes, str]:
        """The page as a file of its own, turned clockwise so many quarters, and its media type."""


@dataclass
class _Opened:
    file: ScanFile
    source: _Source


#: The files read last, whose pages are asked for a few at a time: one that was dropped, one from the watched folder.
_MOST_OPEN = 2
_open: dict[str, _Opened] = {}


def open_file(path: str) -> ScanFile:
    """What is in a file of pages. Raises `Unreadable` (`scan.…`), or `OSError` where there is no such file.

    Codes: `scan.empty`, `scan.too_heavy` (`megabytes`), `scan.unknown` (neither PDF nor picture), `scan.password`,
    `scan.damaged`, `scan.too_many_pages` (`most`, `pages`), `scan.too_large` (a picture, `megapixels`).
    """
    return _opened(path).file


def read_pages(file: ScanFile, pages: Sequence[int]) -> tuple[ReadPage, ...]:
    """Those pages, in that order. A page that can't be read says why and keeps none of the others back.

    Raises as `open_file`, and `Unreadable` `scan.changed` when the file is another one by now.
    """
    held = _open.get(file.path)
    if held is None or held.file != file:
        held = _opened(file.path)
        if held.file.source != file.source:
            raise Unreadable("scan.changed")
    source = held.source
    cores = os.cpu_count() or 2
    done: list[ReadPage] = []
    with ThreadPoolExecutor(cores, "codes") as threads:
        looking: list[tuple[int, _Looking]] = []
        for page in pages:
            looking.append((page, _begin(source, page, threads)))
            # Two pages in hand for each core: enough to keep them at work, and no more in memory.
            if len(looking) > 2 * cores:
                done.append(_finish(source, *looking.pop(0)))
        done += [_finish(source, *each) for each in looking]
    return tuple(done)


def drop_file(path: str) -> None:
    """Forget an opened file, and give its memory back."""
    _open.pop(path, None)


def page_picture(data: bytes, media_type: str, width: int, turns: int = 0) -> Picture:
    """A kept page turned clockwise by quarters and drawn just `width` pixels wide. Raises `Unreadable`."""
    drawn = scan_pdf.drawn if media_type == scan_pdf.PDF else scan_pictures.drawn
    found = scan_pictures.turned(drawn(data, width, sideways=turns % 2 == 1), turns)
    if found.width != width:
        height = max(1, round(found.height * width / found.width))
        found = found.resize((width, height), Image.Resampling.BILINEAR)
    return Picture(found.width, found.height, found.width * 4, found.convert("RGBX").tobytes("raw", "BGRX"))


def bound(pages: Sequence[tuple[bytes, str]]) -> bytes:
    """One PDF of kept pages (bytes and media type), in that order. Raises `Unreadable`."""
    return scan_pdf.bound([data if kind == scan_pdf.PDF else scan_pictures.as_pdf(data) for data, kind in pages])


# One page


@dataclass(frozen=True, slots=True)
class _Seen:
    blank: bool = False
    codes: scan_codes.Codes = scan_codes.NONE


#: A page being looked at (None in the end, where the scan alone didn't tell), or why it can't be.
_Looking = Future[_Seen] | Future[_Seen | None] | str


def _begin(source: _Source, page: int, threads: ThreadPoolExecutor) -> _Looking:
    """Have a page looked at: the scan in it, or, where it is more or less than that, the page drawn."""
    try:
        scan = source.scan(page)
        if scan is not None:
            return threads.submit(_look_at_scan, *scan)
        return threads.submit(_look, *source.look(page))
    except Unreadable as trouble:
        return trouble.code
    except MemoryError:
        return "scan.too_large"


def _look_at_scan(data: bytes, dpi: float) -> _Seen | None:
    """What a scanner's JPEG tells at a glance; None where the page must be drawn and looked at with more patience."""
    picture = scan_pictures.scanned_grey(data)
    if picture is None:
        return None
    codes = scan_codes.glance(picture)
    if codes.of_order:
        return _Seen(codes=codes)
    return _Seen(blank=True) if not codes.texts and scan_blank.is_blank(picture, dpi) else None


def _look(picture: Image.Image, dpi: float) -> _Seen:
    codes = scan_codes.glance(picture)
    if not codes.texts and scan_blank.is_blank(picture, dpi):
        return _Seen(blank=True)
    return _Seen(codes=scan_codes.find(picture, codes))


def _finish(source: _Source, page: int, looked: _Looking) -> ReadPage:
    if isinstance(looked, str):
        return ReadPage(page=page, trouble=looked)
    try:
        seen = looked.result()
        if seen is None:
            seen = _look(*source.look(page))
        if seen.blank:
            return ReadPage(page=page, blank=True)
        codes = seen.codes
        closer = None if codes.of_order else source.closer(page)
        if closer is not None:
            codes = scan_codes.find(closer, codes.joined(scan_codes.glance(closer)))
        data, media_type = source.keep(page, codes.turns)
    except Unreadable as trouble:
        return ReadPage(page=page, trouble=trouble.code)
    except MemoryError:
        return ReadPage(page=page, trouble="scan.too_large")
    return ReadPage(page=page, data=data, media_type=media_type, codes=codes.texts)


# Files


def _opened(path: str) -> _Opened:
    while len(_open) >= _MOST_OPEN:
        del _open[next(iter(_open))]
    place = Path(path)
    size = place.stat().st_size
    if size > MOST_MEGABYTES * 1_000_000:
        raise Unreadable("scan.too_heavy", megabytes=MOST_MEGABYTES)
    data = place.read_bytes()
    if not data:
        raise Unreadable("scan.empty")
    source: _Source = scan_pdf.PdfPages(data) if b"%PDF-" in data[:1024] else scan_pictures.Pictures(data)
    if source.pages > MOST_PAGES:
        raise Unreadable("scan.too_many_pages", most=MOST_PAGES, pages=source.pages)
    file = ScanFile(path=path, source=hashlib.sha256(data).hexdigest(), name=place.name, pages=source.pages)
    _open[path] = _Opened(file, source)
    return _open[path]
