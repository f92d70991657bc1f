"""Everything that the paper process loads: sheets to bytes, pages to pictures, a chosen file to a logo.

It knows no database and no window, so that process starts quickly and may read hostile files. All of it is plain
functions of values that cross between processes; one call at a time, for neither library bears two threads. Only the
books that are being bound stay in the process between calls: a thousand orders in one call would keep the preview of
the order that is being typed waiting for as long.
"""

from __future__ import annotations

from osdesk.documents import day_sheet, logo, paper, raster
from osdesk.documents import report as reports
from osdesk.documents.logo import LogoReading
from osdesk.documents.raster import Picture
from osdesk.domain.checklists import ChecklistTemplate
from osdesk.domain.company import Company
from osdesk.domain.day_sheets import DaySheet
from osdesk.domain.reports import Report
from osdesk.domain.sheets import OrderSheet, Paper

__all__ = [
    "BookLost",
    "LogoReading",
    "Picture",
    "begin_book",
    "bind",
    "day_sheets",
    "drop_book",
    "finish_book",
    "header",
    "page_band",
    "page_picture",
    "page_sizes",
    "read_logo",
    "render",
    "report",
    "template_form",
]

#: Books whose maker was never heard of again (a window closed) go, the oldest first.
_MOST_BOOKS = 4
_books: dict[str, paper.Book] = {}


def render(sheets: tuple[OrderSheet, ...]) -> Paper:
    """One PDF of all the sheets, each on pages of its own; the same sheets give the same bytes.

    Raises `SheetTooLong` where half a sheet is asked for and too small, `ValueError` without sheets.
    """
    return paper.render(sheets)


class BookLost(Exception):
    """The process in which a book was being bound has ended meanwhile: begin again."""


def begin_book(key: str) -> None:
    """Begin one PDF whose sheets come a few at a time; `key` names it from now on."""
    while len(_books) >= _MOST_BOOKS:
        del _books[next(iter(_books))]
    _books[key] = paper.Book()


def bind(key: str, sheets: tuple[OrderSheet, ...]) -> None:
    """Draw sheets after those that the book has. Raises `BookLost`, or what `render` raises, which spoils the book."""
    _book(key).add(sheets)


def finish_book(key: str) -> Paper:
    """The book, bound: the bytes are those of all its sheets rendered at once. Raises `BookLost`."""
    book = _book(key)
    del _books[key]
    return book.finish()


def drop_book(key: str) -> None:
    """Forget a book that nobody wants any more."""
    _books.pop(key, None)


def _book(key: str) -> paper.Book:
    try:
        return _books[key]
    except KeyError:
        raise BookLost(key) from None


def header(company: Company, logo: bytes, language: str) -> Paper:
    """The head of the paper alone, on a page of its own height, to be shown while the company is typed."""
    return paper.header_strip(company, logo, language)


def day_sheets(sheets: tuple[DaySheet, ...]) -> Paper:
    """One PDF of day sheets, each beginning on a page of its own. Raises `ValueError` without sheets."""
    return day_sheet.render(sheets)


def report(made: Report, colour: str) -> Paper:
    """A report on A4, upright or lying; `colour` is the company's accent."""
    return reports.render(made, colour)


def template_form(template: ChecklistTemplate, company: Company, language: str = "pt_BR") -> Paper:
    """A checklist template as it is ticked on site, on a strip of paper in the company's colour."""
    return paper.template_strip(template, company, language)


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in mm."""
    return raster.page_sizes(pdf)


def page_picture(pdf: bytes, page: int, *, dpi: float = 0.0, width: int = 0) -> Picture:
    """A page (from 0) at `dpi`, or so many pixels wide; raises `IndexError` for one that isn't there."""
    return raster.page_picture(pdf, page, dpi=dpi, width=width)


def page_band(pdf: bytes, page: int, dpi: float, top: int, height: int) -> Picture:
    """The rows `top` to `top + height` of a page at `dpi`; fewer at its end, `IndexError` beyond it."""
    return raster.page_band(pdf, page, dpi, top, height)


def read_logo(data: bytes) -> LogoReading:
    """A chosen file read as a logo; raises `Unreadable` with a code `logo.…` (see `osdesk.documents.logo.read`)."""
    return logo.read(data)
