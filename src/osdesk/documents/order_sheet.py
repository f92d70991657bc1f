"""The two copies: which sections they hold, whether they fit a half, and the frames that both copies share.

Fitting is decided by measuring what will be drawn. A frame is a half or a whole page without its tab, which alone
tells copy 1 from copy 2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from osdesk.documents import forms
from osdesk.documents.checklists import checklist_sections
from osdesk.documents.facts import Facts, clean
from osdesk.documents.fields import client_section, remarks_section, request_section
from osdesk.documents.foot import continues, foot
from osdesk.documents.header import Header, NextHeader
from osdesk.documents.lines import paragraphs
from osdesk.documents.marks import Group, words
from osdesk.documents.materials import materials_section, priced
from osdesk.documents.page import EPSILON, FOR_FILING, PLAIN, Grid, Row, Rows, Section, section_rule, total
from osdesk.documents.signatures import MOST_EXTRA, TO_SIGN, TO_SIGN_FORM, TO_SIGN_WHOLE, Band
from osdesk.documents.styles import MOST_PADDING, SMALL, STEPS, TERMS_LEADING, WHOLE, Step, Weight
from osdesk.documents.visits import visits_form, visits_section
from osdesk.domain.company import SheetForm
from osdesk.domain.sheets import ChosenForm, OrderSheet, SheetTooLong

HALF_TOP, HALF_FOOT = 6.0, 142.6
PAGE_TOP, PAGE_FOOT, PAGE_BOTTOM = 10.0, 287.6, 280.4
BAND_ABOVE_FOOT = 3.2
BAND_AFTER_CONTENT = 8.0
SHARE_OF_PADDING, SHARE_OF_SIGNING = 0.62, 0.6
CLOSED_ABOVE = 6.0
LONGEST_TERMS = 60.0
"""Terms higher than this, in mm, become a section of whole pages: beside the signatures they couldn't be broken."""

FORM_LEAST_ROWS = 3
WHOLE_FORM_PITCH = 7.5
WHOLE_FORM_USUAL = (("visits", 3), ("materials", 8), ("observations", 6))
"""What whole pages of a form have to write on, by section, if that costs no page more."""
LEFT_TO_WRITE = ("materials", "observations")
"""What takes the room that is left, in turn."""


@dataclass(frozen=True)
class Frame:
    """A half or whole page as both copies have it; the tab comes at `tab_top`, with `page` of so many on it."""

    groups: tuple[Group, ...]
    tab_top: float
    page: tuple[int, int] | None = None


@dataclass(frozen=True)
class Layout:
    """One order laid out. `sections` are name, frame and top in mm of each section, the first of a name only."""

    facts: Facts
    form: ChosenForm
    step: Step
    frames: tuple[Frame, ...]
    sections: tuple[tuple[str, int, float], ...]


def lay_out(sheet: OrderSheet, logo: tuple[int, int] = (0, 0)) -> Layout:
    """The order on halves of a sheet if it fits, at the largest size that does, else on whole pages.

    `logo` is the logo's width and height in pixels. Raises `SheetTooLong` where a half is asked for and too small.
    """
    facts = Facts(sheet)
    grid = FOR_FILING if sheet.options.filing_holes else PLAIN
    header = Header(facts, grid, logo)
    if sheet.options.form is not SheetForm.FULL:
        missing = 0.0
        for step in STEPS:
            found, missing = _half(facts, grid, step, header)
            if found is not None:
                return found
        if sheet.options.form is SheetForm.HALF:
            raise SheetTooLong(missing)
    return _whole(facts, grid, header)


def _results(facts: Facts, grid: Grid, step: Step) -> list[Section]:
    """The sections of an order, those that have content."""
    found = [
        client_section(facts, grid, step),
        request_section(facts, grid, step),
        visits_section(facts, grid, step),
        *checklist_sections(facts, grid, step),
        materials_section(facts, grid, step),
        remarks_section(facts, grid, step),
    ]
    return [section for section in found if section is not None]


def _form(facts: Facts, grid: Grid, step: Step, visits: int, rows: int) -> list[Section]:
    """The sections of the blank form on half a sheet, with so many visits and rows to write in."""
    found = [
        client_section(facts, grid, step),
        request_section(facts, grid, step),
        visits_form(facts, grid, step, visits),
        *forms.checklist_forms(facts, grid, step),
    ]
    if priced(facts):
        found.append(forms.wide_materials_form(facts, grid, step, rows, forms.LINE_PITCH))
        found.append(forms.remarks_form(facts, grid, step, 2, forms.LINE_PITCH))
    else:
        found.append(forms.materials_form(facts, grid, step, rows))
    return [section for section in found if section is not None]


def _is_form(facts: Facts) -> bool:
    return facts.sheet.options.blank or facts.sheet.order is None


def _half(facts: Facts, grid: Grid, step: Step, header: Header) -> tuple[Layout | None, float]:
    """The half at this step, or None and how many mm are missing."""
    band = Band(facts, grid, TO_SIGN_FORM if _is_form(facts) else TO_SIGN)
    top = HALF_TOP + header.height
    room = HALF_FOOT - BAND_ABOVE_FOOT - band.height - top
    sections: list[Section] = []
    for candidate in _candidates(facts, grid, step):
        if sections and total(candidate, step.padding) > room + EPSILON:
            break
        sections = candidate
    slack = room - total(sections, step.padding)
    if slack < -EPSILON:
        return None, -slack
    padding = step.padding
    if sections:
        padding += min(SHARE_OF_PADDING * slack / (2 * len(sections)), MOST_PADDING - step.padding)
    slack = room - total(sections, padding)
    extra = min(SHARE_OF_SIGNING * slack, MOST_EXTRA)
    white = slack - extra
    groups = [Group(0.0, HALF_TOP, header.marks())]
    places: dict[str, tuple[int, float]] = {}
    y = top
    for index, section in enumerate(sections):
        if index:
            groups.append(Group(0.0, 0.0, (section_rule(grid, y),)))
        places.setdefault(section.key, (0, y))
        groups += section.groups(y + padding)
        y += section.height + 2 * padding
    if _is_form(facts):  # there remarks stand beside the materials
        places.setdefault("observations", places["materials"])
    if white > CLOSED_ABOVE and sections:
        groups.append(Group(0.0, 0.0, (section_rule(grid, y),)))
    y += white
    places["signature"] = (0, y)
    groups.append(Group(0.0, y, band.marks(extra)))
    groups.append(Group(0.0, 0.0, foot(facts, grid, HALF_FOOT)))
    frames = (Frame(tuple(groups), HALF_TOP),)
    return Layout(facts, ChosenForm.HALF, step, frames, _named(places)), 0.0


def _candidates(facts: Facts, grid: Grid, step: Step) -> Iterator[list[Section]]:
    """What to try for a half, the least first; of a blank form with ever more room to write."""
    if not _is_form(facts):
        yield _results(facts, grid, step)
        return
    yield _form(facts, grid, step, 1, FORM_LEAST_ROWS)
    visits = 2 if len(facts.order.visits) < 2 else 1
    # A second visit may be too much where another row is not.
    with_two = _form(facts, grid, step, visits, FORM_LEAST_ROWS)
    yield with_two
    for rows in range(FORM_LEAST_ROWS + 1, 20):
        yield _form(facts, grid, step, visits, rows)


def _named(places: dict[str, tuple[int, float]]) -> tuple[tuple[str, int, float], ...]:
    return tuple((key, frame, top) for key, (frame, top) in places.items())


def _whole(facts: Facts, grid: Grid, header: Header) -> Layout:
    """The order on pages of its own."""
    step = WHOLE
    band = Band(facts, grid, TO_SIGN_WHOLE)
    terms: list[Section] = []
    if band.terms_height > LONGEST_TERMS:
        terms.append(_terms_section(facts, grid))
        band = Band(facts, grid, TO_SIGN_WHOLE, with_terms=False)
    following = NextHeader(facts, grid)

    def paginated(sections: list[Section]) -> list[_Page]:
        return _paginated(facts, grid, [*sections, *terms], band, header, following)

    if _is_form(facts):
        pages = _whole_form_pages(facts, grid, step, paginated)
    else:
        pages = paginated(_results(facts, grid, step))
    frames = []
    places: dict[str, tuple[int, float]] = {}
    for number, page in enumerate(pages, 1):
        head = header.marks() if number == 1 else following.marks(number)
        groups = [Group(0.0, PAGE_TOP, head), *page.groups]
        if number < len(pages):
            groups.append(Group(0.0, 0.0, continues(facts, grid, PAGE_FOOT, number + 1)))
        groups.append(Group(0.0, 0.0, foot(facts, grid, PAGE_FOOT, (number, len(pages)))))
        frames.append(Frame(tuple(groups), PAGE_TOP, (number, len(pages))))
        for key, top in page.places:
            places.setdefault(key, (number - 1, top))
    return Layout(facts, ChosenForm.FULL, step, tuple(frames), _named(places))


def _whole_form_pages(
    facts: Facts, grid: Grid, step: Step, paginated: Callable[[list[Section]], list[_Page]]
) -> list[_Page]:
    """As few pages as the least of a form needs, and as much to write on as they hold.

    A sheet more for one line is paper wasted, and a page left empty under somebody who has to write is room wasted.
    Rows are 7.5 high, or 6.8 where that saves a page.
    """
    found = {}
    for pitch in (WHOLE_FORM_PITCH, forms.LINE_PITCH):
        sections = _whole_form(facts, grid, step, pitch, {})
        found[pitch] = sections, paginated(sections)
    pitch = min(found, key=lambda each: len(found[each][1]))
    sections, pages = found[pitch]
    fewest = len(pages)
    counts = {section.key: len(section.body.rows) for section in sections if isinstance(section.body, Rows)}

    def grow(key: str) -> bool:
        """One more to write on there, if it costs no page."""
        nonlocal pages, counts
        larger = {**counts, key: counts[key] + 1}
        tried = paginated(_whole_form(facts, grid, step, pitch, larger))
        if len(tried) == fewest:
            pages, counts = tried, larger
        return len(tried) == fewest

    for key, usual in WHOLE_FORM_USUAL:
        while counts[key] < usual and grow(key):
            pass
    left = list(LEFT_TO_WRITE)
    while left:
        left = [key for key in left if grow(key)]
    return pages


def _whole_form(facts: Facts, grid: Grid, step: Step, pitch: float, counts: Mapping[str, int]) -> list[Section]:
    """The sections of a form on whole pages with at least so many rows; two are free to write on, whatever is known."""
    found = [
        client_section(facts, grid, step),
        request_section(facts, grid, step),
        visits_form(facts, grid, step, counts.get("visits", 1), WHOLE_FORM_PITCH),
        *forms.checklist_forms(facts, grid, step),
        forms.wide_materials_form(facts, grid, step, counts.get("materials", 0), pitch),
        forms.remarks_form(facts, grid, step, counts.get("observations", 0), pitch),
    ]
    return [section for section in found if section is not None]


def _terms_section(facts: Facts, grid: Grid) -> Section:
    """Terms too long to stand beside the signatures."""
    rows = tuple(
        Row(TERMS_LEADING, (words(grid.content, 2.1, line, Weight.MEDIUM, SMALL, right=grid.right),))
        for line in paragraphs(facts.terms, Weight.MEDIUM, SMALL, grid.width)
    )
    title = clean(facts.say.pgettext("paper", "Terms and warranty"))
    return Section("terms", title, grid, Rows(rows, 2.1))


class _Page:
    """One page while it fills: what stands on it, and where the next section begins."""

    def __init__(self, top: float) -> None:
        self.groups: list[Group] = []
        self.places: list[tuple[str, float]] = []
        self.y = top
        self.empty = True

    def add(self, section: Section, grid: Grid, padding: float) -> None:
        """Put a section below what is there."""
        if not self.empty:
            self.groups.append(Group(0.0, 0.0, (section_rule(grid, self.y),)))
        self.places.append((section.key, self.y))
        self.groups += section.groups(self.y + padding)
        self.y += section.height + 2 * padding
        self.empty = False


def _paginated(
    facts: Facts, grid: Grid, sections: list[Section], band: Band, header: Header, following: NextHeader
) -> list[_Page]:
    """The sections on as many pages as they need; the signatures follow the last, never alone on a page."""
    padding = WHOLE.padding
    continued = clean(facts.say.pgettext("paper", "continued"))
    pages = [_Page(PAGE_TOP + header.height)]
    for index, section in enumerate(sections):
        after = BAND_AFTER_CONTENT + band.height if index == len(sections) - 1 else 0.0
        rest = section
        while True:
            page = pages[-1]
            if page.y + rest.height + 2 * padding + after <= PAGE_BOTTOM + EPSILON:
                page.add(rest, grid, padding)
                break
            parts = rest.split(PAGE_BOTTOM - page.y - 2 * padding, continued)
            if parts is None and page.empty:
                parts = rest.split(PAGE_BOTTOM - page.y - 2 * padding, continued, loose=True)
                if parts is None:  # one row that fills the page: only its signatures can go on
                    page.add(rest, grid, padding)
                    break
            if parts is not None:
                page.add(parts[0], grid, padding)
                rest = parts[1]
            pages.append(_Page(PAGE_TOP + following.height))
    page = pages[-1]
    top = page.y + BAND_AFTER_CONTENT
    if top + band.height > PAGE_BOTTOM + EPSILON:
        page = _Page(PAGE_TOP + following.height)
        pages.append(page)
        top = page.y + BAND_AFTER_CONTENT
    page.groups.append(Group(0.0, top, band.marks()))
    page.places.append(("signature", top))
    return pages
