"""Where everything of the agenda lies: rows of people, columns of days or hours, the blocks of visits in them.

Apart from the drawing: a drag asks the same places. Across the pixels are those of the view; down they are those of the
whole, of which the view shows a part. Only rows that are seen are ever filled with blocks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QRectF

from osdesk.domain.agenda import VisitRow
from osdesk.domain.planning import STEP_MINUTES
from osdesk.domain.questions import NOBODY
from osdesk.ui.agenda.sight import CROWD, Person, Sight, View, theirs
from osdesk.ui.theme import Theme

#: Pixels at 100 %.
NAMES, HEAD = 132, 39
_LOW, _ROOMY = 44, 95
_SLOT, _GAP, _ABOVE, _BELOW = 26, 2, 5, 8
_SMALL = 18
_IDLE_DAY = 74
_LANE = 54
_UNTIMED = 150
#: Blocks of a cell before *more*: of the week, of the month.
MOST = {View.WEEK: 3, View.MONTH: 4}
_MINUTES = 24 * 60
_LATEST = datetime.combine(date.max, time())


@dataclass(frozen=True, slots=True)
class RowBox:
    """One row: whose, and where. `person` is None in the row that unfolds those without visits (`folded` of them)."""

    person: Person | None
    top: float
    height: float
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One day."""

    day: date
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Block:
    """One visit in one row. `before` and `after` say that it goes on beyond what is shown."""

    row: VisitRow
    who: int
    day: date
    box: QRectF
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """What a cell has no room for: so many more, or with 0 the way back."""

    who: int
    day: date
    count: int
    box: QRectF


class Layout:
    """The week or the month: rows of people, columns of days."""

    def __init__(
        self,
        sight: Sight,
        theme: Theme,
        width: float,
        height: float,
        *,
        search: str = "",
        unfolded: bool = False,
        opened: Collection[tuple[int, date]] = (),
    ) -> None:
        """`height` is what rows have below the head; `opened` are the cells that show all they have."""
        self.sight = sight
        self.px = theme.px
        self.left = theme.px(NAMES)
        self.head = theme.px(HEAD)
        self.width = max(width, self.left + 80.0)
        self.opened = opened
        self.columns = self._columns()
        people, folded = self._people(search.split(), unfolded)
        self.rows = self._rows(people, folded, height)
        self._tops = [row.top for row in self.rows]
        self.total = self.rows[-1].top + self.rows[-1].height if self.rows else 0.0
        self._filled: dict[int, tuple[list[Block], list[More]]] = {}

    @classmethod
    def head_height(cls, theme: Theme) -> int:
        """What stands above the rows."""
        return theme.px(HEAD)

    @property
    def small(self) -> bool:
        """Whether blocks have room for hardly more than an hour."""
        return self.sight.view is View.MONTH

    def row_at(self, y: float) -> int | None:
        """The row at that height."""
        place = bisect_right(self._tops, y) - 1
        return place if 0 <= place < len(self.rows) and y < self.rows[place].top + self.rows[place].height else None

    def row_of(self, who: int) -> int | None:
        """The row of somebody."""
        return next((at for at, row in enumerate(self.rows) if row.person is not None and row.person.id == who), None)

    def column_at(self, x: float) -> Column | None:
        """The day there."""
        return next((each for each in self.columns if each.left <= x < each.left + each.width), None)

    def blocks(self, place: int) -> list[Block]:
        """The visits of a row that show."""
        return self._of(place)[0]

    def more(self, place: int) -> list[More]:
        """What its cells have no room for."""
        return self._of(place)[1]

    def block_of(self, who: int, visit_id: int) -> Block | None:
        """The block of a visit in somebody's row, where it shows."""
        place = self.row_of(who)
        return (
            next((each for each in self.blocks(place) if each.row.id == visit_id), None) if place is not None else None
        )

    def cell(self, place: int, day: date) -> QRectF:
        """A row's day."""
        row = self.rows[place]
        column = next((each for each in self.columns if each.day == day), self.columns[0])
        return QRectF(column.left, row.top, column.width, row.height)

    def minute_at(self, _x: float) -> int | None:
        """The minute of the day there; a week has none."""
        return None

    def x_of(self, _minute: float) -> float | None:
        """Where a minute of the day lies."""
        return None

    def _of(self, place: int) -> tuple[list[Block], list[More]]:
        found = self._filled.get(place)
        if found is None:
            found = self._filled[place] = self._fill(place)
        return found

    def _columns(self) -> list[Column]:
        """Days without visits that nobody works on are narrower."""
        sight = self.sight
        room = self.width - self.left
        idle = [
            sight.view is View.WEEK and day.weekday() not in sight.calendar.workdays and not sight.counts.get(day)
            for day in sight.days
        ]
        narrow = min(float(self.px(_IDLE_DAY)), room / max(1, len(idle)))
        wide = (room - narrow * sum(idle)) / max(1, len(idle) - sum(idle))
        found, left = [], float(self.left)
        for day, is_idle in zip(sight.days, idle, strict=True):
            width = narrow if is_idle and not all(idle) else wide if not all(idle) else room / len(idle)
            right = round(left + width)
            found.append(Column(day, round(left), right - round(left)))
            left += width
        return found

    def _people(self, words: Sequence[str], unfolded: bool) -> tuple[list[Person], int]:
        """Whose rows show, and how many are folded away."""
        people = [each for each in self.sight.people if not words or each.answers(words)]
        if unfolded or words or len(people) <= CROWD:
            return people, 0
        busy = {who for who, _day in self.sight.cells}
        shown = [each for each in people if each.id in busy or each.id == NOBODY]
        return shown, len(people) - len(shown)

    def _rows(self, people: Sequence[Person], folded: int, room: float) -> list[RowBox]:
        needs = self._needs(people)
        if folded:
            needs.append(float(self.px(_LOW)))
        # What is left of the height is shared, so that the lowest row ends where a person expects it.
        low = self._comfort(needs, room)
        found, top = [], 0.0
        for place, need in enumerate(needs):
            height = round(max(need, low))
            person = people[place] if place < len(people) else None
            found.append(RowBox(person, top, height, 0 if person is not None else folded))
            top += height
        return found

    def _comfort(self, needs: Sequence[float], room: float) -> float:
        """The height that all rows can have at least within the room, up to a comfortable one."""
        low, high = 0.0, float(self.px(_ROOMY))
        if sum(needs) >= room:
            return low
        for _turn in range(12):
            middle = (low + high) / 2
            if sum(max(need, middle) for need in needs) <= room:
                low = middle
            else:
                high = middle
        return low

    def _needs(self, people: Sequence[Person]) -> list[float]:
        most = MOST[self.sight.view]
        counts: dict[int, int] = {}
        for (who, day), rows in self.sight.cells.items():
            shown = len(rows) if len(rows) <= most else len(rows) + 1 if (who, day) in self.opened else most
            counts[who] = max(counts.get(who, 0), shown)
        return [max(float(self.px(_LOW)), self._slots(counts.get(each.id, 0))) for each in people]

    def _slots(self, count: int) -> float:
        slot = self.px(_SMALL if self.small else _SLOT)
        return self.px(_ABOVE + _BELOW) + count * (slot + self.px(_GAP))

    def _fill(self, place: int) -> tuple[list[Block], list[More]]:
        row = self.rows[place]
        blocks: list[Block] = []
        more: list[More] = []
        if row.person is None:
            return blocks, more
        who = row.person.id
        side = self.px(1 if self.small else 6)
        slot = self.px(_SMALL if self.small else _SLOT)
        most = MOST[self.sight.view]
        for column in self.columns:
            rows = self.sight.cells.get((who, column.day), ())
            whole = (who, column.day) in self.opened
            shown = rows if whole or len(rows) <= most else rows[: most - 1]
            top = row.top + self.px(_ABOVE)
            width = column.width - 2 * side
            for held in shown:
                blocks.append(Block(held, who, column.day, QRectF(column.left + side, top, width, slot)))
                top += slot + self.px(_GAP)
            if len(rows) > most:
                box = QRectF(column.left + side, top, width, slot)
                more.append(More(who, column.day, len(rows) - len(shown), box))
        return blocks, more


class DayLayout(Layout):
    """One day: rows of people, hours across; before them a column for visits without an hour, where there are some."""

    def _columns(self) -> list[Column]:
        sight = self.sight
        day = sight.days[0]
        rows = [*sight.agenda.before, *sight.agenda.visits]
        self.untimed = self.px(_UNTIMED) if any(sight.stretch(row) is None for row in rows) else 0
        self.axis = self.left + self.untimed
        self.first, self.last = self._hours(day, rows)
        self.scale = (self.width - self.axis - self.px(8)) / (self.last - self.first)
        return [Column(day, self.left, self.width - self.left)]

    def minute_at(self, x: float) -> int | None:
        """The quarter of an hour there; None left of the hours."""
        if x < self.axis:
            return None
        minute = self.first + (x - self.axis) / self.scale
        return min(max(0, round(minute / STEP_MINUTES) * STEP_MINUTES), _MINUTES - STEP_MINUTES)

    def x_of(self, minute: float) -> float | None:
        """Where a minute of the day lies."""
        return self.axis + (minute - self.first) * self.scale

    def _hours(self, day: date, rows: Sequence[VisitRow]) -> tuple[int, int]:
        """From which minute to which: the hours of work and whatever lies outside them, on whole hours."""
        calendar = self.sight.calendar
        first = calendar.opens.hour * 60 - 60
        last = calendar.closes.hour * 60 + (60 if calendar.closes.minute else 0) + 120
        for row in rows:
            held = self.sight.stretch(row)
            if held is not None:
                first = min(first, _minute(held[0], day))
                last = max(last, _minute(held[1], day))
        if any(person.id for person in self.sight.people) and self.sight.now.date() == day:
            first, last = min(first, self.sight.now.hour * 60), max(last, self.sight.now.hour * 60 + 60)
        return max(0, first // 60 * 60), min(_MINUTES, -(-last // 60) * 60)

    def _needs(self, people: Sequence[Person]) -> list[float]:
        self._laned: dict[int, list[tuple[VisitRow, int]]] = {}
        found = []
        for person in people:
            laned = self._laned[person.id] = _lanes(self.sight, self._visits(person.id))
            untimed = sum(
                self.sight.stretch(row) is None for row in self.sight.cells.get((person.id, self.sight.days[0]), ())
            )
            lanes = max((lane + 1 for _row, lane in laned), default=1)
            tall = max(lanes * self.px(_LANE), untimed * self.px(_SLOT + _GAP))
            found.append(float(tall + self.px(_ABOVE + _BELOW)))
        return found

    def _visits(self, who: int) -> list[VisitRow]:
        known = {person.id for person in self.sight.people}
        before = [
            row
            for row in self.sight.agenda.before
            if who in theirs(row) or (who == NOBODY and not known & set(theirs(row)))
        ]
        return [
            row
            for row in (*before, *self.sight.cells.get((who, self.sight.days[0]), ()))
            if self.sight.stretch(row) is not None
        ]

    def _fill(self, place: int) -> tuple[list[Block], list[More]]:
        row = self.rows[place]
        if row.person is None:
            return [], []
        who, day = row.person.id, self.sight.days[0]
        laned = self._laned[who]
        lanes = max((lane + 1 for _row, lane in laned), default=1)
        high = min((row.height - self.px(_ABOVE + _BELOW)) / lanes, self.px(66))
        blocks = []
        for held, lane in laned:
            planned = self.sight.stretch(held)
            if planned is None:
                continue
            start, end = _minute(planned[0], day), _minute(planned[1], day)
            left = self.x_of(max(start, self.first)) or 0
            right = self.x_of(min(end, self.last)) or 0
            top = row.top + self.px(_ABOVE) + lane * high
            box = QRectF(left + 1, top, max(self.px(14), right - left - 2), high - self.px(_GAP))
            blocks.append(Block(held, who, day, box, start < self.first, end > self.last))
        top = row.top + self.px(_ABOVE)
        for held in self.sight.cells.get((who, day), ()):
            if self.sight.stretch(held) is None:
                box = QRectF(self.left + self.px(6), top, self.untimed - self.px(12), self.px(_SLOT))
                blocks.append(Block(held, who, day, box))
                top += self.px(_SLOT + _GAP)
        return blocks, []


def _lanes(sight: Sight, rows: Sequence[VisitRow]) -> list[tuple[VisitRow, int]]:
    """Each visit with the lane it stands in, so that none lies upon another."""
    ends: list[datetime] = []
    found = []
    planned = [(held, row) for row in rows if (held := sight.stretch(row)) is not None]
    for (start, end), row in sorted(planned, key=lambda each: (each[0], each[1].id)):
        lane = next((at for at, until in enumerate(ends) if until <= start), len(ends))
        # A visit shown is never narrower than its icon.
        until = max(end, start + timedelta(minutes=20)) if start < _LATEST else end
        if lane == len(ends):
            ends.append(until)
        else:
            ends[lane] = until
        found.append((row, lane))
    return found


def _minute(moment: datetime, day: date) -> int:
    """Minutes since the midnight that a day begins with."""
    return round((moment - datetime.combine(day, time())) / timedelta(minutes=1))


def layout_for(sight: Sight) -> type[Layout]:
    """Which of the two lays it out."""
    return DayLayout if sight.view is View.DAY else Layout
