"""Sheets in, one PDF out: which frame stands where on which page, the cut line, and what the file says of itself."""

from __future__ import annotations

import io
from functools import lru_cache

from osdesk.documents import logo as logos
from osdesk.documents.archive import Description
from osdesk.documents.drawing import Surface
from osdesk.documents.facts import PROGRAM, Facts, clean
from osdesk.documents.forms import checklist_form
from osdesk.documents.header import Header, tab
from osdesk.documents.lines import broken
from osdesk.documents.marks import Rule, Sign, SignKind, words
from osdesk.documents.order_sheet import Frame, Layout, lay_out
from osdesk.documents.page import HALF_HEIGHT, PAGE_HEIGHT, PLAIN, WIDTH, Grid
from osdesk.documents.photo_pages import counted, photo_frames
from osdesk.documents.styles import SECTION_RULE, STEPS, Ink, Weight, accent
from osdesk.domain.checklists import ChecklistTemplate, from_template
from osdesk.domain.company import Company
from osdesk.domain.problems import Unreadable
from osdesk.domain.revisions import Claim, write_claim
from osdesk.domain.sheets import ChosenForm, Copies, LonePaper, OrderSheet, Paper, SheetOptions

A5_HEIGHT = 148.0
CUT_FROM, CUT_TO, CUT_GAP = 6.0, 203.0, (8.0, 16.9)
CUT_POINTS, CUT_ON, CUT_OFF = 0.5, 2.0, 1.4
SCISSORS_X, SCISSORS_WIDTH = 12.6, 5.6
HEADER_MARGIN = 4.0
STRIP_GRID = Grid(left=7.0, content=7.0, right=89.0)
STRIP_TOP, STRIP_TITLE = 8.0, 8.5


def render(sheets: tuple[OrderSheet, ...]) -> Paper:
    """One PDF of all the sheets, each beginning on a page of its own; the same bytes for the same sheets.

    Raises `SheetTooLong` where a half is asked for and too small; `ValueError` without sheets.
    """
    book = Book()
    book.add(sheets)
    return book.finish()


class Book:
    """One PDF of many sheets, bound a few at a time, so that its maker can tell how far it is, or think better of it.

    The bytes are those of the same sheets bound at once.
    """

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self._surface: Surface | None = None
        self._first: Layout | None = None
        self._starts: list[int] = []
        self._pages = 0
        self._sheets = 0
        self._photos_at = 0

    def add(self, sheets: tuple[OrderSheet, ...]) -> None:
        """Draw these after what is there. After `SheetTooLong` (a half asked for and too small) the book is spoilt."""
        for sheet in sheets:
            self._add(sheet)

    def finish(self) -> Paper:
        """Close it; nothing can be added any more. Raises `ValueError` without sheets."""
        surface, first = self._surface, self._first
        if surface is None or first is None:
            raise ValueError("there is nothing to render")
        _describe(surface, first, self._sheets)
        surface.save()
        photos = (("photos", self._photos_at, 0.0),) if self._photos_at else ()
        return Paper(
            pdf=self._file.getvalue(),
            pages=self._pages,
            form=first.form,
            size=first.step.points,
            copies_pages=len(first.frames),
            sections=first.sections + photos,
            starts=tuple(self._starts),
        )

    def _add(self, sheet: OrderSheet) -> None:
        prepared = prepared_logo(sheet.logo)
        layout = lay_out(sheet, prepared.size if prepared else (0, 0))
        if self._surface is None:
            self._surface = Surface(self._file, (WIDTH, PAGE_HEIGHT), sheet.language.replace("_", "-"))
            self._first = layout
        surface, name = self._surface, f"sheet{self._sheets}"
        surface.accent = accent(sheet.company.accent)
        surface.logo_form(prepared.name if prepared else "", prepared.data if prepared else b"")
        copies = {Copies.BOTH: (1, 2), Copies.COMPANY: (1,), Copies.CLIENT: (2,)}[sheet.options.copies]
        photos = photo_frames(layout)
        if layout.form is ChosenForm.HALF:
            self._starts.append(self._pages)
            _half_sheet(surface, layout, name, copies)
            self._pages += 1
            if photos:
                # Not on the back of a sheet that will be cut in two.
                self._starts.append(self._pages)
        else:
            self._starts += [self._pages + index * len(layout.frames) for index in range(len(copies))]
            _whole_pages(surface, layout, name, copies, len(photos))
            self._pages += len(copies) * len(layout.frames)
        if photos:
            if not self._sheets:
                self._photos_at = self._pages
            _photo_pages(surface, layout, photos)
            self._pages += len(photos)
        self._sheets += 1


def header_strip(company: Company, logo: bytes, language: str) -> Paper:
    """The head of the paper alone, for the form in which the company is typed: a page as high as it needs."""
    sheet = OrderSheet(company=company, logo=logo, language=language)
    prepared = prepared_logo(logo)
    layout = lay_out(sheet, prepared.size if prepared else (0, 0))
    header = Header(layout.facts, PLAIN, prepared.size if prepared else (0, 0))
    height = header.height + 2 * HEADER_MARGIN
    file = io.BytesIO()
    surface = Surface(file, (WIDTH, height), language.replace("_", "-"))
    _describe(surface, layout, 1)
    surface.accent = accent(company.accent)
    surface.logo_form(prepared.name if prepared else "", prepared.data if prepared else b"")
    surface.marks(tab(layout.facts, 1), 0.0, HEADER_MARGIN)
    surface.marks(header.marks(), 0.0, HEADER_MARGIN)
    surface.showPage()
    surface.save()
    return Paper(pdf=file.getvalue(), pages=1, form=ChosenForm.HALF, size=layout.step.points)


def template_strip(template: ChecklistTemplate, company: Company, language: str) -> Paper:
    """A template as it will be ticked on site: one column on a strip as high as it needs."""
    checklist = from_template(template)
    facts = Facts(OrderSheet(company=company, language=language, options=SheetOptions(blank=True)))
    section = checklist_form(facts, checklist, STRIP_GRID, STEPS[0], count=1)
    title = clean(f"{section.title} – {template.name}") if template.name.strip() else section.title
    names = broken(title, Weight.BOLD, STRIP_TITLE, STRIP_GRID.width)
    top = STRIP_TOP + 3.6 * (len(names) - 1)
    height = top + 2.8 + section.body.height + STRIP_TOP
    file = io.BytesIO()
    surface = Surface(file, (STRIP_GRID.right + STRIP_GRID.left, height), language.replace("_", "-"))
    surface.describe(
        Description(
            title=title,
            author=clean(company.name) or PROGRAM,
            subject=section.title,
            program=PROGRAM,
            language=language.replace("_", "-"),
        )
    )
    surface.accent = accent(company.accent)
    x, right = STRIP_GRID.content, STRIP_GRID.right
    surface.marks(
        [
            words(x, STRIP_TOP + 3.6 * index, name, Weight.BOLD, STRIP_TITLE, right=right, ink=Ink.ACCENT)
            for index, name in enumerate(names)
        ]
    )
    surface.marks([Rule(x, top + 1.5, right, SECTION_RULE)])
    for group in section.body.groups():
        surface.marks(group.marks, group.x, group.y + top + 2.8)
    surface.showPage()
    surface.save()
    return Paper(pdf=file.getvalue(), pages=1, form=ChosenForm.HALF, size=STEPS[0].points)


@lru_cache(maxsize=8)
def prepared_logo(data: bytes) -> logos.Prepared | None:
    """The logo ready to be embedded; None without one, or where it can't be read: paper comes out all the same."""
    if not data:
        return None
    try:
        return logos.prepare(data)
    except Unreadable:
        return None


def _half_sheet(surface: Surface, layout: Layout, name: str, copies: tuple[int, ...]) -> None:
    """Both copies on one sheet, or one alone on A5 or on the upper half of an A4."""
    (frame,) = layout.frames
    a5 = len(copies) == 1 and layout.facts.sheet.options.lone_paper is LonePaper.A5
    height = A5_HEIGHT if a5 else PAGE_HEIGHT
    surface.resize(WIDTH, height)
    surface.frame(name, WIDTH, HALF_HEIGHT, frame.groups)
    for index, copy in enumerate(copies):
        top = index * HALF_HEIGHT
        # The tab goes first, so that the text begins with which copy it is.
        surface.marks(tab(layout.facts, copy, frame.page), 0.0, frame.tab_top + top)
        surface.place(name, HALF_HEIGHT, top)
    if not a5:
        _cut_line(surface)
    surface.showPage()


def _whole_pages(surface: Surface, layout: Layout, name: str, copies: tuple[int, ...], photo_pages: int) -> None:
    """All pages of copy 1, then all of copy 2, which counts the pages of photos after it."""
    surface.resize(WIDTH, PAGE_HEIGHT)
    frames = {1: layout.frames, 2: counted(layout, photo_pages)}
    for copy in copies:
        kept = f"{name}copy2page" if copy == 2 and photo_pages else f"{name}page"
        for index, frame in enumerate(frames[copy]):
            surface.resize(WIDTH, PAGE_HEIGHT)
            if not surface.hasForm(f"{kept}{index}"):
                surface.frame(f"{kept}{index}", WIDTH, PAGE_HEIGHT, frame.groups)
            surface.marks(tab(layout.facts, copy, frame.page), 0.0, frame.tab_top)
            surface.place(f"{kept}{index}", PAGE_HEIGHT, 0.0)
            surface.showPage()


def _photo_pages(surface: Surface, layout: Layout, frames: tuple[Frame, ...]) -> None:
    """The photos that follow the client's copy."""
    for frame in frames:
        surface.resize(WIDTH, PAGE_HEIGHT)
        surface.marks(tab(layout.facts, 2, frame.page), 0.0, frame.tab_top)
        for group in frame.groups:
            surface.marks(group.marks, group.x, group.y)
        surface.showPage()


def _cut_line(surface: Surface) -> None:
    """Where the halves are cut apart, and folded."""
    surface.dashed(CUT_FROM, CUT_GAP[0], HALF_HEIGHT, CUT_POINTS, CUT_ON, CUT_OFF)
    surface.dashed(CUT_GAP[1], CUT_TO, HALF_HEIGHT, CUT_POINTS, CUT_ON, CUT_OFF)
    left = SCISSORS_X - SCISSORS_WIDTH / 2
    surface.marks([Sign(SignKind.SCISSORS, left, HALF_HEIGHT - SCISSORS_WIDTH, SCISSORS_WIDTH)])


def _claim(sheet: OrderSheet) -> str:
    number = sheet.order.number if sheet.order is not None else ""
    return write_claim(Claim(order_number=number, number=sheet.revision, code=sheet.verification))


def _describe(surface: Surface, layout: Layout, count: int) -> None:
    """Title, author, program, and when it was issued: the same sheet gives the same bytes."""
    facts = layout.facts
    sheet = facts.sheet
    client = clean(sheet.client.name) if sheet.client else ""
    title = f"{facts.document_number} – {client}" if client else facts.document_number
    if count > 1:
        title = facts.say.ngettext("{count} service order", "{count} service orders", count).format(count=count)
    surface.describe(
        Description(
            title=title,
            author=clean(sheet.company.name) or PROGRAM,
            subject=clean(facts.say.pgettext("paper", "Service order")),
            program=PROGRAM,
            language=sheet.language.replace("_", "-"),
            issued_at=sheet.issued_at if count == 1 else None,
            identity=f"{facts.order.code} {sheet.revision} {sheet.verification}",
            claim=_claim(sheet) if count == 1 and sheet.verification else "",
        )
    )
