"""Visits: the table of what was planned and done, and its form to fill in on site."""

from __future__ import annotations

from datetime import date, datetime

from osdesk.documents import faces, lines
from osdesk.documents.facts import Facts, clean
from osdesk.documents.header import date_to_write
from osdesk.documents.marks import Box, Mark, Rule, Sign, SignKind, words, words_amid
from osdesk.documents.page import Grid, Row, Rows, Section
from osdesk.documents.styles import (
    BOX_LINE,
    HAIRLINE,
    HEAD_BASELINE,
    HEAD_HEIGHT,
    HEAD_RULE,
    HEAD_RULE_AT,
    LABEL,
    NOTE_BASELINE,
    SMALL,
    SMALL_LEADING,
    WRITE_IN,
    Ink,
    Step,
    Weight,
)
from osdesk.domain import dates
from osdesk.domain.visits import Visit, VisitStatus, time_on_site, total_time

TECHNICIANS = 24.0
# From the right edge: check-in, check-out, time, status.
CHECK_IN, CHECK_OUT, TIME, STATUS = 74.0, 58.0, 42.0, 27.0
BETWEEN = 3.0
HAIRLINE_GAP = 0.35
# What is longer than this goes on in a row of its own, which may stand overleaf.
MOST_LINES = 20
SIGN_SIZE = 2.0

FORM_ROW = 7.4
FORM_HEAD = 3.0
TIME_WIDTH, TIME_HEIGHT = 16.0, 6.8
FORM_IN, FORM_OUT, FORM_STATUS, FORM_STATUS_PITCH = 82.0, 64.0, 45.0, 23.0
FORM_BOX = 2.9

_SIGNS = {
    VisitStatus.SCHEDULED: SignKind.RING,
    VisitStatus.ON_SITE: SignKind.HALF,
    VisitStatus.DONE: SignKind.FULL,
    VisitStatus.PARTIAL: SignKind.HALF,
    VisitStatus.NOT_DONE: SignKind.STRUCK,
}


def visits_section(facts: Facts, grid: Grid, step: Step) -> Section | None:
    """The table of visits; their time together stands under the title where there are two or more."""
    visits = facts.order.visits
    if not visits:
        return None
    rows = tuple(row for visit in visits for row in _rows(facts, visit, grid, step))
    head = Row(HEAD_HEIGHT, _head(facts, grid))
    notes: tuple[str, ...] = ()
    spent = total_time(visits)
    if len(visits) > 1 and spent:
        notes = (clean(facts.say.pgettext("paper", "total {duration}").format(duration=facts.duration(spent))),)
    return Section("visits", _title(facts, len(visits)), grid, Rows(rows, HEAD_BASELINE, head), notes)


def _title(facts: Facts, count: int) -> str:
    say = facts.say
    return clean(say.pgettext("paper", "Visit") if count == 1 else say.pgettext("paper", "Visits"))


def _head(facts: Facts, grid: Grid) -> list[Mark]:
    say = facts.say
    labels = (
        (grid.content, say.pgettext("paper", "Date"), grid.content + TECHNICIANS),
        (grid.content + TECHNICIANS, say.pgettext("paper", "Technicians"), grid.right - CHECK_IN),
        (grid.right - CHECK_IN, say.pgettext("paper", "Check-in"), grid.right - CHECK_OUT),
        (grid.right - CHECK_OUT, say.pgettext("paper", "Check-out"), grid.right - TIME),
        (grid.right - TIME, say.pgettext("paper", "Time"), grid.right - STATUS),
        (grid.right - STATUS, say.pgettext("paper", "Visit status"), grid.right),
    )
    made: list[Mark] = [
        words(x, HEAD_BASELINE, clean(text), Weight.REGULAR, LABEL, right=right) for x, text, right in labels
    ]
    made.append(Rule(grid.content, HEAD_RULE_AT, grid.right, HEAD_RULE))
    return made


def _rows(facts: Facts, visit: Visit, grid: Grid, step: Step) -> list[Row]:
    """A visit as one row; very many lines of names or notes go on in rows of their own."""
    y, points = step.baseline, step.points
    day = _day(facts, visit)
    marks: list[Mark] = []
    if day is not None:
        text = facts.day(day, weekday=True)
        marks.append(words(grid.content, y, text, Weight.MEDIUM, points, right=grid.content + TECHNICIANS))
    x = grid.content + TECHNICIANS
    right = grid.right - CHECK_IN
    names = lines.broken(_names(facts, visit), Weight.MEDIUM, points, right - BETWEEN - x)
    sign_x = grid.right - STATUS
    named = lines.broken(clean(facts.visit_status(visit.status)), Weight.BOLD, points, STATUS - 3.4)
    rows = []
    for start in range(0, len(names), MOST_LINES):
        part = names[start : start + MOST_LINES]
        shown = _stacked(part, x, y, step, Weight.MEDIUM, right)
        count = len(part)
        if start == 0:
            result = [
                *_times(facts, visit, grid, step),
                Sign(_SIGNS[visit.status], sign_x, y - points * 0.126 - SIGN_SIZE / 2, SIGN_SIZE),
                *_stacked(named, sign_x + 3.4, y, step, Weight.BOLD, grid.right),
            ]
            # Names that go on in another row are read without a break, after everything else.
            shown = [*shown, *result] if len(names) <= MOST_LINES else [*result, *shown]
            count = max(count, len(named))
        rows.append(Row(step.leading * count, [*marks, *shown]))
        marks = []
    texts = [line for text in (visit.reason, visit.observations) for line in faces.cleaned_lines(text)]
    notes = lines.paragraphs(texts, Weight.MEDIUM, SMALL, grid.right - x)
    last = rows[-1]
    together = [
        words(x, last.height + NOTE_BASELINE + index * SMALL_LEADING, note, Weight.MEDIUM, SMALL, right=grid.right)
        for index, note in enumerate(notes[:MOST_LINES])
    ]
    rows[-1] = Row(last.height + SMALL_LEADING * len(together), [*last.marks, *together])
    rows += [
        Row(SMALL_LEADING, (words(x, NOTE_BASELINE, note, Weight.MEDIUM, SMALL, right=grid.right),))
        for note in notes[MOST_LINES:]
    ]
    last = rows[-1]
    rows[-1] = Row(last.height, last.marks, (_hairline(grid, last.height + 0.1),), HAIRLINE_GAP)
    return rows


def _stacked(texts: list[str], x: float, y: float, step: Step, weight: Weight, right: float) -> list[Mark]:
    return [
        words(x, y + index * step.leading, text, weight, step.points, right=right)
        for index, text in enumerate(texts)
        if text
    ]


def _hairline(grid: Grid, y: float) -> Rule:
    return Rule(grid.content, y, grid.right, HAIRLINE, Ink.GREY)


def _names(facts: Facts, visit: Visit) -> str:
    names = [lines.unbroken(name) for name in map(facts.technician, visit.technicians) if name]
    # The dot stays with the name before it, so that a line never begins with it.
    return f"{faces.NO_BREAK_SPACE}· ".join(names)


def _day(facts: Facts, visit: Visit) -> date | None:
    return facts.local(visit.check_in).date() if visit.check_in else visit.day


def _times(facts: Facts, visit: Visit, grid: Grid, step: Step) -> list[Mark]:
    y, points = step.baseline, step.points
    if visit.check_in is None:
        planned = planned_hours(facts, visit)
        x = grid.right - CHECK_IN
        return [words(x, y, planned, Weight.MEDIUM, SMALL, right=grid.right - TIME)] if planned else []
    started = facts.local(visit.check_in)
    ended = facts.local(visit.check_out) if visit.check_out else None
    spent = time_on_site(visit)
    texts = (
        (CHECK_IN, dates.format_time(started), CHECK_OUT),
        (CHECK_OUT, _clock(ended, started.date()), TIME),
        (TIME, facts.duration(spent) if spent is not None else "", STATUS),
    )
    return [
        words(grid.right - x, y, text, Weight.MEDIUM, points, right=grid.right - end) for x, text, end in texts if text
    ]


def _clock(ended: datetime | None, started: date) -> str:
    return dates.format_clock_after(ended, started).replace(" ", faces.NO_BREAK_SPACE) if ended else ""


def planned_hours(facts: Facts, visit: Visit) -> str:
    """`prev. 14:00–16:00`; "" where nothing is planned."""
    if visit.planned_start is None:
        return ""
    hours = dates.format_time(visit.planned_start)
    if visit.planned_end is not None:
        hours += f"–{dates.format_time(visit.planned_end)}"
    return clean(facts.say.pgettext("paper", "planned {hours}").format(hours=hours))


def visits_form(facts: Facts, grid: Grid, step: Step, count: int, row: float = FORM_ROW) -> Section:
    """Visits to write in: as many rows as are planned, at least `count`, each `row` high."""
    planned: list[Visit] = list(facts.order.visits)
    planned += [Visit()] * (count - len(planned))
    say = facts.say
    heads = (
        (grid.content, say.pgettext("paper", "Date"), grid.content + TECHNICIANS),
        (grid.content + TECHNICIANS, say.pgettext("paper", "Technicians"), grid.right - FORM_IN),
        (grid.right - FORM_IN, say.pgettext("paper", "Check-in"), grid.right - FORM_OUT),
        (grid.right - FORM_OUT, say.pgettext("paper", "Check-out"), grid.right - FORM_STATUS),
        (grid.right - FORM_STATUS, say.pgettext("paper", "Visit status"), grid.right),
    )
    head = Row(
        FORM_HEAD,
        [words(x, HEAD_BASELINE, clean(text), Weight.REGULAR, LABEL, right=right) for x, text, right in heads],
    )
    rows = tuple(_form_row(facts, visit, grid, step, row) for visit in planned)
    return Section("visits", _title(facts, len(planned)), grid, Rows(rows, HEAD_BASELINE, head))


def _form_row(facts: Facts, visit: Visit, grid: Grid, step: Step, row: float) -> Row:
    middle = row / 2
    y = middle + 1.04
    marks: list[Mark] = []
    x = grid.content
    day = _day(facts, visit)
    if day is not None:
        text = facts.day(day, weekday=True)
        planned = planned_hours(facts, visit)
        above = 1.2 if planned else 0.0
        marks.append(words(x, y - above, text, Weight.MEDIUM, step.points, right=x + TECHNICIANS))
        if planned:
            marks.append(words(x, y + 1.6, planned, Weight.MEDIUM, SMALL, right=x + TECHNICIANS))
    else:
        marks += date_to_write(x, x + TECHNICIANS - 3.0, y)
    x += TECHNICIANS
    right = grid.right - FORM_IN
    names = _names(facts, visit)
    height = row
    if names:
        broken = lines.broken(names, Weight.MEDIUM, step.points, right - BETWEEN - x)
        marks += [
            words(x, y + index * step.leading, line, Weight.MEDIUM, step.points, right=right)
            for index, line in enumerate(broken)
        ]
        height = max(row, y + (len(broken) - 1) * step.leading + 0.9)
    else:
        marks.append(Rule(x, y + 0.35, right - BETWEEN, WRITE_IN))
    marks += _time_box(facts, visit.check_in, visit.check_in, grid.right - FORM_IN, row, step)
    marks += _time_box(facts, visit.check_out, visit.check_in, grid.right - FORM_OUT, row, step)
    marks += _status_boxes(facts, visit, grid, row)
    return Row(height, marks)


def _time_box(
    facts: Facts, moment: datetime | None, start: datetime | None, x: float, row: float, step: Step
) -> list[Mark]:
    """A box for an hour: with its colon, or with what is known already."""
    top = (row - TIME_HEIGHT) / 2
    middle = x + TIME_WIDTH / 2
    y = row / 2 + 1.04
    box = Box(x, top, TIME_WIDTH, TIME_HEIGHT, BOX_LINE)
    if moment is None:
        return [box, words_amid(middle, row / 2 + 0.9, ":", Weight.BOLD, 9.0, half=1.0)]
    text = _clock(facts.local(moment), facts.local(start or moment).date())
    return [box, words_amid(middle, y, text, Weight.MEDIUM, step.points, half=TIME_WIDTH / 2)]


def _status_boxes(facts: Facts, visit: Visit, grid: Grid, row: float) -> list[Mark]:
    """Four boxes to tick, in two columns; what is known is ticked."""
    again = clean(facts.say.pgettext("paper", "Come again"))
    texts = (
        (VisitStatus.DONE, clean(facts.visit_status(VisitStatus.DONE))),
        (VisitStatus.PARTIAL, clean(facts.visit_status(VisitStatus.PARTIAL))),
        (None, again),
        (VisitStatus.NOT_DONE, clean(facts.visit_status(VisitStatus.NOT_DONE))),
    )
    made: list[Mark] = []
    top = row / 2 - 3.2
    for index, (status, text) in enumerate(texts):
        column, line = index % 2, index // 2
        x = grid.right - FORM_STATUS + column * FORM_STATUS_PITCH
        y = top + line * 3.7
        right = grid.right if column else x + FORM_STATUS_PITCH - 0.5
        made.append(Box(x, y, FORM_BOX, FORM_BOX, BOX_LINE))
        if status is visit.status:
            made.append(Sign(SignKind.TICK, x, y, FORM_BOX))
        made.append(words(x + 4.1, y + 2.35, text, Weight.MEDIUM, 7, right=right))
    return made
