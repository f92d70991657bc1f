"""What the process for foreign files does with scanned pages: a file to small files with codes, a page to a picture.

It knows no database and no window; what it opens may be hostile, and may end that process without taking anything with
it. One call at a time, for PDFium bears no two threads. The window only names these functions: what reads is imported
where they run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from osdesk.domain.problems import Unreadable
from osdesk.domain.scans import ReadPage, ScanFile

if TYPE_CHECKING:
    from osdesk.documents.raster import Picture

__all__ = ["bind", "drop", "look", "picture", "pictures", "read"]


def look(path: str) -> ScanFile:
    """What is in a file of scanned pages. Raises `Unreadable` with a code `scan.…`, or `OSError`."""
    from osdesk.documents import scans

    return scans.open_file(path)


def read(file: ScanFile, pages: Sequence[int]) -> tuple[ReadPage, ...]:
    """Those pages of it: split off, their codes read, blank ones known. Raises as `look`, and `scan.changed`."""
    from osdesk.documents import scans

    return scans.read_pages(file, pages)


def drop(path: str) -> None:
    """Forget the file: no more of its pages are wanted."""
    from osdesk.documents import scans

    scans.drop_file(path)


def picture(data: bytes, media_type: str, width: int, turns: int = 0) -> Picture:
    """A kept page for the screen: turned clockwise by quarters, just `width` pixels wide. Raises `Unreadable`."""
    from osdesk.documents import scans

    return scans.page_picture(data, media_type, width, turns)


def pictures(pages: Sequence[tuple[int, bytes, str, int]], width: int) -> tuple[tuple[int, int, Picture | None], ...]:
    """Pictures of kept pages, given as place, bytes, kind, turns; by place and turns, None where one can't be drawn."""
    drawn: list[tuple[int, int, Picture | None]] = []
    for place, data, media_type, turns in pages:
        try:
            drawn.append((place, turns, picture(data, media_type, width, turns)))
        except Unreadable:
            drawn.append((place, turns, None))
    return tuple(drawn)


def bind(pages: Sequence[tuple[bytes, str]]) -> bytes:
    """Kept pages (bytes and media type) as one PDF. Raises `Unreadable`."""
    from osdesk.documents import scans

    return scans.bound(pages)
