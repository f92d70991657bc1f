"""The rows of a day sheet: a visit with its facts and the boxes to write in, and the list of what to take along.

Apart from the sheet, which decides on which page they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from osdesk.documents import faces, lines
from osdesk.documents.facts import Facts, clean, joined, tie
from osdesk.documents.marks import Box, Mark, Rule, Sign, SignKind, Words, words, words_amid, words_ending
from osdesk.documents.page import PLAIN, Entry, Row, even
from osdesk.documents.styles import (
    BOX_LINE,
    HAIRLINE,
    LABEL,
    SMALL,
    SMALL_LEADING,
    TITLE,
    TITLE_LEADING,
    Ink,
    Weight,
)
from osdesk.domain import dates, money, phones
from osdesk.domain.day_sheets import DayVisit, TakeAlong
from osdesk.domain.priorities import Priority
from osdesk.domain.visits import VisitStatus

POINTS, LEADING, BASELINE = 8.5, 3.75, 2.95
NAME_POINTS, NAME_LEADING, NAME_BASELINE = 10.0, 4.5, 3.5
HOUR_POINTS = 13.0
VALUE, SECOND, SECOND_VALUE = 15.5, 92.0, 105.0
#: So many lines of a text stay together; a longer one may go on overleaf.
_TOGETHER = 12
#: Of a thing's quantity with its unit.
_AMOUNT, _BOX_GAP, _BETWEEN, _TALLEST = 16.0, 4.2, 4.0, 60.0
SMALL_BASELINE = 1.9
BOX_HEIGHT, BOX_ROW = 6.8, 8.4
TICK = 2.9


def visit_rows(facts: Facts, visit: DayVisit) -> tuple[Row, ...]:
    """A visit: its hour at the left, its facts beside it, and the boxes at its end."""
    found = [*_facts(facts, visit), _boxes(facts, visit)]
    left = list(_hour(facts, visit))
    high = max((mark.y for mark in left), default=0.0) + 1.0
    made = list(found)
    made[0] = Row(found[0].height, [*left, *found[0].marks], glue=True)
    short = high - sum(row.height for row in made)
    if short > 0:
        made[-1] = Row(made[-1].height + short, made[-1].marks)
    # The boxes never stand alone on a page, nor the name.
    if len(made) > 2:
        made[-2] = Row(made[-2].height, made[-2].marks, glue=True)
    return tuple(made)


def _hour(facts: Facts, visit: DayVisit) -> Iterator[Words]:
    """The hour, until when, the order's number, its priority and what is known of the visit."""
    x, right, room = PLAIN.left, PLAIN.content - 1.0, PLAIN.title_room
    say = facts.say
    # On the baselines of what stands beside it: the client's name, then one fact after the other.
    y = NAME_BASELINE
    if visit.planned_start is not None:
        yield words(x, y, dates.format_time(visit.planned_start), Weight.BOLD, HOUR_POINTS, right=right)
    else:
        for index, line in enumerate(lines.broken(clean(say.pgettext("paper", "no hour set")), Weight.BOLD, 9.0, room)):
            y = NAME_BASELINE + index * NAME_LEADING
            yield words(x, y, line, Weight.BOLD, 9.0, right=right)
    y += NAME_LEADING + BASELINE - NAME_BASELINE
    end = _until(facts, visit)
    if end:
        yield words(x, y, end, Weight.MEDIUM, 8.0, right=right)
        y += LEADING
    number = clean(f"{say.pgettext('paper', 'SO')} {visit.number}")
    for line in lines.broken(tie(number), Weight.SEMIBOLD, TITLE, room):
        yield words(x, y, line, Weight.SEMIBOLD, TITLE, right=right, ink=Ink.ACCENT)
        y += LEADING
    for text in _left_notes(facts, visit):
        for line in lines.broken(text, Weight.BOLD, TITLE, room):
            yield words(x, y, line, Weight.BOLD, TITLE, right=right)
            y += LEADING


def _until(facts: Facts, visit: DayVisit) -> str:
    """`até 10:30`, past midnight `até 04:00 (+1)`; "" where the plan has no end."""
    start, end = visit.planned_start, visit.planned_end
    if start is None or end is None or end == start:
        return ""
    shown = dates.format_time(end) + (" (+1)" if end < start else "")
    return tie(clean(facts.say.pgettext("paper", "until {time}").format(time=shown)))


def _left_notes(facts: Facts, visit: DayVisit) -> Iterator[str]:
    say = facts.say
    if visit.priority is not Priority.NORMAL:
        names = {Priority.HIGH: say.pgettext("paper", "High"), Priority.URGENT: say.pgettext("paper", "Urgent")}
        yield clean(names[visit.priority])
    if visit.status is not VisitStatus.SCHEDULED:
        yield clean(facts.visit_status(visit.status))


def _facts(facts: Facts, visit: DayVisit) -> Iterator[Row]:
    """The client's name, then what is known, each with its label; what is empty takes no room."""
    say = facts.say
    yield from _name(visit)
    address = facts.address(visit.address)
    yield from _labelled(say.pgettext("paper", "Address"), [address])
    yield from _pair(
        (say.pgettext("paper", "Contact"), clean(visit.contact)),
        (say.pgettext("paper", "Phone"), tie(clean(phones.format_phone(visit.phone)))),
    )
    yield from _pair(
        (say.pgettext("paper", "Type"), clean(visit.service_type)),
        (say.pgettext("paper", "Deadline"), _deadline(facts, visit)),
    )
    yield from _labelled(say.pgettext("paper", "Equipment"), [clean(visit.equipment)])
    yield from _labelled(say.pgettext("paper", "Reason"), faces.cleaned_lines(visit.reason))
    yield from _labelled(say.pgettext("paper", "Attention"), faces.cleaned_lines(visit.advice), Weight.BOLD)
    yield from _labelled(say.pgettext("paper", "Note"), faces.cleaned_lines(visit.note))
    names = [lines.unbroken(clean(name)) for name in visit.with_whom]
    yield from _labelled(say.pgettext("paper", "Together with"), [f"{faces.NO_BREAK_SPACE}· ".join(names)])


def _deadline(facts: Facts, visit: DayVisit) -> str:
    if visit.deadline is None:
        return ""
    day = facts.day(visit.deadline)
    if visit.deadline_time is None:
        return day
    until = facts.say.pgettext("paper", "{date} by {time}")
    return tie(until.format(date=day, time=dates.format_time(visit.deadline_time)))


def _name(visit: DayVisit) -> Iterator[Row]:
    x = PLAIN.content
    for line in lines.broken(clean(visit.client), Weight.BOLD, NAME_POINTS, PLAIN.width):
        yield Row(NAME_LEADING, [words(x, NAME_BASELINE, line, Weight.BOLD, NAME_POINTS, right=PLAIN.right)], glue=True)


def _labelled(label: str, texts: Iterable[str], weight: Weight = Weight.MEDIUM) -> Iterator[Row]:
    """A text under its label, as wide as the page, a row a line."""
    x, right = PLAIN.content + VALUE, PLAIN.right
    shown = lines.paragraphs(texts, weight, POINTS, right - x)
    for index, line in enumerate(shown):
        marks: list[Mark] = [words(x, BASELINE, line, weight, POINTS, right=right)]
        if not index:
            marks.insert(0, words(PLAIN.content, BASELINE, clean(label), Weight.REGULAR, LABEL, right=x))
        yield Row(LEADING, marks, glue=len(shown) <= _TOGETHER and index < len(shown) - 1)


def _pair(first: tuple[str, str], second: tuple[str, str]) -> Iterator[Row]:
    """Two short facts beside each other; one alone has the whole row."""
    if not first[1] or not second[1]:
        label, text = first if first[1] else second
        yield from _labelled(label, [text])
        return
    columns = (
        (PLAIN.content, VALUE, SECOND - 3.0),
        (PLAIN.content + SECOND, SECOND_VALUE - SECOND, PLAIN.width - SECOND),
    )
    broken = [
        lines.broken(lines.tied(text), Weight.MEDIUM, POINTS, width - offset)
        for (_label, text), (_x, offset, width) in zip((first, second), columns, strict=True)
    ]
    for index in range(max(map(len, broken))):
        marks: list[Mark] = []
        for (label, _text), (x, offset, width), shown in zip((first, second), columns, broken, strict=True):
            if not index:
                marks.append(words(x, BASELINE, clean(label), Weight.REGULAR, LABEL, right=x + offset))
            if index < len(shown):
                marks.append(words(x + offset, BASELINE, shown[index], Weight.MEDIUM, POINTS, right=x + width))
        yield Row(LEADING, marks, glue=index < max(map(len, broken)) - 1)


def _boxes(facts: Facts, visit: DayVisit) -> Row:
    """Check-in, check-out and kilometres in boxes, with what is known already; and how the visit ended, to tick."""
    say = facts.say
    came = facts.local(visit.check_in) if visit.check_in is not None else None
    left = facts.local(visit.check_out) if visit.check_out is not None else None
    known = facts.number(visit.kilometres) if visit.kilometres is not None else ""
    made: list[Mark] = []
    x = PLAIN.content
    for label, width, text, colon in (
        (say.pgettext("paper", "Check-in"), 16.0, dates.format_time(came) if came else "", True),
        (say.pgettext("paper", "Check-out"), 16.0, _clock(left, came), True),
        (say.pgettext("paper", "Km"), 17.0, known, False),
    ):
        shown = clean(label)
        made.append(words(x, 5.5, shown, Weight.REGULAR, LABEL))
        x += faces.width(shown, Weight.REGULAR, LABEL) + 1.2
        made.append(Box(x, 1.2, width, BOX_HEIGHT, BOX_LINE))
        middle = x + width / 2
        if text:
            made.append(words_amid(middle, 5.7, text, Weight.MEDIUM, POINTS, half=width / 2))
        elif colon:
            made.append(words_amid(middle, 5.6, ":", Weight.BOLD, 9.0, half=1.0))
        x += width + 4.0
    made += _ends(facts, visit)
    return Row(BOX_ROW, made)


def _clock(left: datetime | None, came: datetime | None) -> str:
    if left is None:
        return ""
    return dates.format_clock_after(left, (came or left).date()).replace(" ", faces.NO_BREAK_SPACE)


def _ends(facts: Facts, visit: DayVisit) -> Iterator[Mark]:
    """Four boxes to tick, in two columns, as on the blank form."""
    texts = (
        (VisitStatus.DONE, clean(facts.visit_status(VisitStatus.DONE))),
        (VisitStatus.PARTIAL, clean(facts.visit_status(VisitStatus.PARTIAL))),
        (None, clean(facts.say.pgettext("paper", "Come again"))),
        (VisitStatus.NOT_DONE, clean(facts.visit_status(VisitStatus.NOT_DONE))),
    )
    pitch = 26.0
    for index, (status, text) in enumerate(texts):
        x = PLAIN.right - 2 * pitch + (index % 2) * pitch
        y = 1.4 + (index // 2) * 3.7
        yield Box(x, y, TICK, TICK, BOX_LINE)
        if status is visit.status:
            yield Sign(SignKind.TICK, x, y, TICK)
        yield words(x + 4.1, y + 2.35, text, Weight.MEDIUM, 7, right=x + pitch)


# What to take along


def take_rows(facts: Facts, take: Sequence[TakeAlong]) -> tuple[Row, ...]:
    """What to take along, in two columns of boxes to tick, filled downwards; in one, where a thing needs many lines."""
    width = (PLAIN.width - _BETWEEN) / 2
    cells = [_Thing(facts, each, width) for each in take]
    if len(cells) < 2 or max(cell.height for cell in cells) > _TALLEST:
        cells = [_Thing(facts, each, PLAIN.width) for each in take]
        rows = [row for cell in cells for row in cell.rows(last=cell is cells[-1])]
    else:
        ends = even([Entry(cell.height, ()) for cell in cells], 2)
        columns = [cells[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)]
        rows = []
        for index in range(max(map(len, columns))):
            marks: list[Mark] = []
            pairs = [(place, column) for place, column in enumerate(columns) if index < len(column)]
            for place, column in pairs:
                x = PLAIN.content + place * (width + _BETWEEN)
                marks += column[index].marks(x, last=index == len(column) - 1)
            rows.append(Row(max(column[index].height for _place, column in pairs), marks))
    return tuple(_headed(facts, rows))


def _headed(facts: Facts, rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with their title at the left of the first."""
    title = lines.broken(clean(facts.say.pgettext("paper", "Take along")), Weight.BOLD, TITLE, PLAIN.title_room)
    heading = [
        words(PLAIN.left, BASELINE + index * TITLE_LEADING, line, Weight.BOLD, TITLE, right=PLAIN.content - 1.0,
              ink=Ink.ACCENT)
        for index, line in enumerate(title)
    ]  # fmt: skip
    short = max(0.0, heading[-1].y + 0.8 - sum(row.height for row in rows))
    for index, row in enumerate(rows):
        more = short if index == len(rows) - 1 else 0.0
        yield Row(row.height + more, (*heading, *row.marks) if not index else row.marks, glue=row.glue)


class _Thing:
    """A box, how much, what, and for which orders, in a column of a width."""

    def __init__(self, facts: Facts, held: TakeAlong, width: float) -> None:
        self._width = width
        self._left = _BOX_GAP + _AMOUNT + 1.8
        room = width - self._left
        quantity = money.format_quantity(held.quantity, facts.language)
        unit, text = clean(held.unit), clean(held.description)
        amount = f"{quantity}{faces.NO_BREAK_SPACE}{unit.replace(' ', faces.NO_BREAK_SPACE)}" if unit else quantity
        if faces.width(amount, Weight.BOLD, POINTS) > _AMOUNT:
            # A unit that is a description stands before it.
            amount, text = quantity, f"{unit} · {text}"
        self._amounts = lines.broken(amount, Weight.BOLD, POINTS, _AMOUNT)
        self._texts = lines.broken(lines.tied(text), Weight.MEDIUM, POINTS, room)
        said = facts.say.pgettext("paper", "SO")
        numbers = joined([tie(clean(f"{said} {number}")) for number in held.numbers])
        self._numbers = lines.broken(numbers, Weight.REGULAR, SMALL, room)

    def rows(self, *, last: bool) -> Iterator[Row]:
        """A row for each line, so that a thing of very many may go on overleaf."""
        x, right = PLAIN.content + self._left, PLAIN.content + self._width
        made: list[tuple[float, list[Mark]]] = [
            (LEADING, [words(x, BASELINE, line, Weight.MEDIUM, POINTS, right=right)]) for line in self._texts
        ]
        made += [
            (SMALL_LEADING, [words(x, SMALL_BASELINE, line, Weight.REGULAR, SMALL, right=right)])
            for line in self._numbers
        ]
        made[0][1][:0] = self._box(PLAIN.content)
        for index, (height, marks) in enumerate(made):
            ends = index == len(made) - 1
            if ends and not last:
                marks.append(Rule(PLAIN.content, height + 0.5, right, HAIRLINE, Ink.GREY))
            yield Row(height + (1.0 if ends else 0.0), marks, glue=not ends and len(made) <= _TOGETHER)

    @property
    def height(self) -> float:
        """All lines, with the hairline."""
        return max(len(self._texts) * LEADING + len(self._numbers) * SMALL_LEADING, len(self._amounts) * LEADING) + 1.0

    def marks(self, left: float, *, last: bool) -> list[Mark]:
        """Everything, from `left` on; no hairline under the last one of a column."""
        x, right = left + self._left, left + self._width
        made = self._box(left)
        y = 0.0
        for line in self._texts:
            made.append(words(x, y + BASELINE, line, Weight.MEDIUM, POINTS, right=right))
            y += LEADING
        for line in self._numbers:
            made.append(words(x, y + SMALL_BASELINE, line, Weight.REGULAR, SMALL, right=right))
            y += SMALL_LEADING
        if not last:
            made.append(Rule(left, self.height - 0.5, right, HAIRLINE, Ink.GREY))
        return made

    def _box(self, left: float) -> list[Mark]:
        made: list[Mark] = [Box(left, 0.55, TICK, TICK, BOX_LINE)]
        for index, line in enumerate(self._amounts):
            made.append(words_ending(left + _BOX_GAP + _AMOUNT, BASELINE + index * LEADING, line, Weight.BOLD, POINTS))
        return made
