"""A report on paper: its title and filter, the plot, and the table with its sums; pages are numbered.

Knows nothing of orders: a report comes as a table whose cells say what they are.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from osdesk.documents import faces, lines, plots
from osdesk.documents.archive import Description
from osdesk.documents.drawing import Surface
from osdesk.documents.facts import DOT, PROGRAM
from osdesk.documents.marks import Group, Mark, Rule, words, words_ending
from osdesk.documents.styles import (
    FOOT,
    HAIRLINE,
    HEADER_RULE,
    LABEL,
    SECTION_RULE,
    STRONG_RULE,
    Ink,
    Weight,
    accent,
)
from osdesk.domain import dates
from osdesk.domain.cells import FIGURES, cell_text
from osdesk.domain.reports import Report
from osdesk.domain.sheets import ChosenForm, Paper
from osdesk.texts import catalogue

A4 = (210.0, 297.0)
LEFT, TOP, BOTTOM = 14.0, 14.0, 14.0
POINTS, LEADING, ROW_PADDING = 8.0, 3.6, 0.75
HEAD_LEADING = 2.7
TITLE_POINTS, TITLE_LEADING = 15.0, 6.4
GAP = 3.0
LEAST_TEXT, MOST_TEXT = 22.0, 90.0
#: So many rows are measured to find how wide the columns must be.
_MEASURED = 400


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns stand: their left edges and widths, and which ones end at the right."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    figures: tuple[bool, ...]
    right: float


def render(report: Report, colour: str) -> Paper:
    """The report as a PDF on A4, upright or, where its columns need it, lying. `colour` is the company's accent."""
    natural = _natural(report)
    wide = _needs_width(report, natural)
    width, height = (A4[1], A4[0]) if wide else A4
    columns = _columns(report, natural, width)
    file = io.BytesIO()
    surface = Surface(file, (width, height), report.language.replace("_", "-"))
    surface.accent = accent(colour)
    surface.describe(
        Description(
            title=faces.cleaned(report.title),
            author=faces.cleaned(report.company) or PROGRAM,
            subject=faces.cleaned(report.about),
            program=PROGRAM,
            language=report.language.replace("_", "-"),
            issued_at=report.made_at,
        )
    )
    pages = list(_pages(report, columns, height))
    for number, groups in enumerate(pages, 1):
        surface.resize(width, height)
        for group in groups:
            surface.marks(group.marks, group.x, group.y)
        surface.marks(_foot(report, columns.right, height - 8.0, number, len(pages)))
        surface.showPage()
    surface.save()
    return Paper(pdf=file.getvalue(), pages=len(pages), form=ChosenForm.FULL, size=POINTS, copies_pages=len(pages))


def _pages(report: Report, columns: _Columns, height: float) -> Iterator[list[Group]]:
    """The marks of each page."""
    groups, y = _beginning(report, columns)
    floor = height - BOTTOM - 3.0
    head, head_height = _head(report, columns)
    if y + head_height + 12.0 > floor:
        yield groups
        groups, y = [], TOP
    groups.append(Group(0.0, y, head))
    y += head_height
    for row, row_height in _rows(report, columns):
        if y + row_height > floor:
            yield groups
            groups, y = [Group(0.0, TOP, head)], TOP + head_height
        groups.append(Group(0.0, y, row))
        y += row_height
    if report.note:
        note = lines.paragraphs(faces.cleaned_lines(report.note), Weight.MEDIUM, LABEL, columns.right - LEFT)
        if y + 3.0 + len(note) * HEAD_LEADING > floor:
            yield groups
            groups, y = [], TOP
        marks = [words(LEFT, index * HEAD_LEADING, line, Weight.MEDIUM, LABEL) for index, line in enumerate(note)]
        groups.append(Group(0.0, y + 4.0, marks))
    yield groups


def _beginning(report: Report, columns: _Columns) -> tuple[list[Group], float]:
    """Company and moment, title, filter and plot; and where the table begins."""
    room = columns.right - LEFT
    made: list[Mark] = [words(LEFT, TOP + 2.6, faces.cleaned(report.company), Weight.SEMIBOLD, 8.5)]
    moment = f"{dates.format_date(report.made_at.date(), report.language)} {dates.format_time(report.made_at)}"
    made.append(words_ending(columns.right, TOP + 2.6, faces.cleaned(moment), Weight.MEDIUM, 8.0))
    y = TOP + 11.0
    for line in lines.broken(faces.cleaned(report.title), Weight.BOLD, TITLE_POINTS, room):
        made.append(words(LEFT, y, line, Weight.BOLD, TITLE_POINTS, ink=Ink.ACCENT))
        y += TITLE_LEADING
    y -= 1.2
    for line in lines.paragraphs(faces.cleaned_lines(report.about), Weight.MEDIUM, 8.5, room):
        made.append(words(LEFT, y, line, Weight.MEDIUM, 8.5))
        y += 3.8
    made.append(Rule(LEFT, y - 1.4, columns.right, HEADER_RULE))
    y += 4.0
    if report.plot is not None and report.plot.labels:
        plot = Group(0.0, y, plots.marks_of(report.plot, LEFT, room, report.language))
        return [Group(0.0, 0.0, made), plot], y + plots.height_of(report.plot) + 3.0
    return [Group(0.0, 0.0, made)], y


def _head(report: Report, columns: _Columns) -> tuple[list[Mark], float]:
    """The headings, which stand on one baseline at the foot of the tallest."""
    broken = [
        lines.broken(faces.cleaned(column.title), Weight.SEMIBOLD, LABEL, width)
        for column, width in zip(report.columns, columns.widths, strict=True)
    ]
    most = max((len(each) for each in broken), default=1)
    made: list[Mark] = []
    for place, texts in enumerate(broken):
        for index, text in enumerate(texts):
            y = 2.6 + (most - len(texts) + index) * HEAD_LEADING
            made.append(_placed(columns, place, y, text, Weight.SEMIBOLD, LABEL))
    height = 2.6 + (most - 1) * HEAD_LEADING + 1.3
    made.append(Rule(LEFT, height, columns.right, SECTION_RULE))
    return made, height + 0.5


def _rows(report: Report, columns: _Columns) -> Iterator[tuple[list[Mark], float]]:
    for row in report.rows:
        marks, height = _row(report, columns, row.cells, Weight.MEDIUM)
        yield [*marks, Rule(LEFT, height, columns.right, HAIRLINE, Ink.GREY)], height
    if report.totals is not None:
        marks, height = _row(report, columns, report.totals, Weight.BOLD, blank_nothing=True)
        yield [Rule(LEFT, 0.0, columns.right, STRONG_RULE), *marks], height


def _row(
    report: Report, columns: _Columns, cells: Sequence[object], weight: Weight, *, blank_nothing: bool = False
) -> tuple[list[Mark], float]:
    made: list[Mark] = []
    most = 1
    for place, (cell, column) in enumerate(zip(cells, report.columns, strict=True)):
        if cell is None and blank_nothing:
            continue
        text = faces.cleaned(cell_text(cell, column.kind, report.language))  # type: ignore[arg-type]  # a cell
        shown = weight if place or weight is Weight.BOLD else Weight.SEMIBOLD
        broken = lines.broken(text, shown, POINTS, columns.widths[place])
        most = max(most, len(broken))
        for index, line in enumerate(broken):
            made.append(_placed(columns, place, ROW_PADDING + 2.5 + index * LEADING, line, shown, POINTS))
    return made, most * LEADING + 2 * ROW_PADDING


def _placed(columns: _Columns, place: int, y: float, text: str, weight: Weight, points: float) -> Mark:
    left, width = columns.lefts[place], columns.widths[place]
    if columns.figures[place]:
        return words_ending(left + width, y, text, weight, points)
    return words(left, y, text, weight, points, right=left + width)


def _natural(report: Report) -> list[float]:
    """How wide each column would like to be."""
    found = []
    measured = report.rows[:_MEASURED]
    for place, column in enumerate(report.columns):
        texts = [faces.cleaned(cell_text(row.cells[place], column.kind, report.language)) for row in measured]
        if report.totals is not None and report.totals[place] is not None:
            texts.append(faces.cleaned(cell_text(report.totals[place], column.kind, report.language)))
        widest = max((faces.width(text, Weight.BOLD, POINTS) for text in texts), default=0.0)
        longest = max(
            (faces.width(word, Weight.SEMIBOLD, LABEL) for word in faces.cleaned(column.title).split(" ")), default=0.0
        )
        found.append(max(widest, longest) + 0.2)
    return found


def _needs_width(report: Report, natural: Sequence[float]) -> bool:
    least = [
        width if column.kind in FIGURES else min(width, LEAST_TEXT + 10.0)
        for width, column in zip(natural, report.columns, strict=True)
    ]
    return sum(least) + GAP * (len(least) - 1) > A4[0] - 2 * LEFT


def _columns(report: Report, natural: Sequence[float], page: float) -> _Columns:
    """Figures get what they need; texts share the rest, each at most what it would like."""
    figures = tuple(column.kind in FIGURES for column in report.columns)
    room = page - 2 * LEFT - GAP * (len(natural) - 1)
    room -= sum(width for width, figure in zip(natural, figures, strict=True) if figure)
    wanted = {
        place: min(width, MOST_TEXT)
        for place, (width, figure) in enumerate(zip(natural, figures, strict=True))
        if not figure
    }
    given: dict[int, float] = {}
    # The narrow ones first, so that what they leave goes to the wide ones.
    for left, place in zip(range(len(wanted), 0, -1), sorted(wanted, key=lambda each: wanted[each]), strict=True):
        given[place] = max(min(wanted[place], room / left), min(wanted[place], LEAST_TEXT))
        room -= given[place]
    if given and room > 0:
        # The first text takes what nobody needs: figures stand at the right edge.
        given[min(given)] += room
    widths = tuple(given.get(place, width) for place, width in enumerate(natural))
    lefts = []
    x = LEFT
    for width in widths:
        lefts.append(x)
        x += width + GAP
    return _Columns(tuple(lefts), widths, figures, page - LEFT)


def _foot(report: Report, right: float, y: float, number: int, count: int) -> list[Mark]:
    say = catalogue(report.language)
    paged = say.pgettext("paper", "page {page} of {pages}").format(page=number, pages=count)
    texts = [faces.cleaned(report.company), faces.cleaned(report.title)]
    left = DOT.join(text for text in texts if text)
    room = right - LEFT - 50.0
    shown = lines.broken(left, Weight.MEDIUM, FOOT, room)[0]
    return [
        words(LEFT, y, shown, Weight.MEDIUM, FOOT),
        words_ending(right, y, faces.cleaned(f"{paged}{DOT}{PROGRAM}"), Weight.MEDIUM, FOOT),
    ]
