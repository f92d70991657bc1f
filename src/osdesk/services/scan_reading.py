"""What the process for foreign files loads for scanned pages: a file to small files with codes, a page to a picture.

It knows no database and no window; what it opens may be hostile, and may end that process without taking anything with
it. All of it is plain functions of values that cross between processes; one call at a time, for PDFium bears no two
threads. Apart from `foreign`, so that reading photos needs no PDFium.
"""

from __future__ import annotations

from osdesk.documents import scans
from osdesk.documents.raster import Picture
from osdesk.domain.scans import ReadPage, ScanFile

__all__ = ["Picture", "bind", "drop", "look", "picture", "read"]


def look(path: str) -> ScanFile:
    """What is in a file of scanned pages. Raises `Unreadable` with a code `scan.…`, or `OSError`."""
    return scans.open_file(path)


def read(file: ScanFile, pages: tuple[int, ...]) -> tuple[ReadPage, ...]:
    """Those pages of it: split off, their codes read, blank ones known. Raises as `look`, and `scan.changed`."""
    return scans.read_pages(file, pages)


def drop(path: str) -> None:
    """Forget the file: no more of its pages are wanted."""
    scans.drop_file(path)


def picture(data: bytes, media_type: str, width: int, turns: int = 0) -> Picture:
    """A kept page for the screen, about `width` pixels wide, then turned clockwise by quarters. Raises `Unreadable`."""
    return scans.page_picture(data, media_type, width, turns)


def bind(pages: tuple[tuple[bytes, str], ...]) -> bytes:
    """Kept pages (bytes and media type) as one PDF. Raises `Unreadable`."""
    return scans.bound(pages)
