"""Where everything of the day's board lies: hours across, a row for each technician, blocks in lanes.

Apart from the drawing, for the keyboard and the pointer ask the same places. Only what is asked is laid out: of 400
technicians only those who have visits stand there, the others behind one line.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from osdesk.domain.agenda import VisitRow
from osdesk.domain.today import Today, by_person, hours, lanes, on_axis, theirs
from osdesk.ui.theme import Theme

#: Pixels at 100 %.
NAMES, NARROW_NAMES, HEAD = 128, 52, 30
_ROOMY, _LOW, _LANE = 74, 44, 40
_FOLD = 34
_ABOVE, _GAP = 6, 3
_UNTIMED, _SLOT = 104, 24


@dataclass(frozen=True, slots=True)
class Block:
    """One visit in one technician's row; `before` and `after`: it goes on beyond the hours shown."""

    row: VisitRow
    who: int
    box: QRectF
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One technician's row; `who` None is the line that folds and unfolds those without visits."""

    who: int | None
    top: float
    height: float
    blocks: tuple[Block, ...] = ()


class Axis:
    """The board laid out for a width and a height; down from the foot of its head."""

    def __init__(self, today: Today, theme: Theme, width: float, height: float, *, unfolded: bool) -> None:
        self.today, self._theme = today, theme
        px = theme.px
        self.names = px(NARROW_NAMES if width < px(520) else NAMES)
        shown, self.rest = by_person(today)
        self.unfolded = unfolded and bool(self.rest)
        people = [*shown, *(self.rest if self.unfolded else ())]
        known = {person.id for person in today.team}
        held: dict[int, list[VisitRow]] = {who: [] for who in people}
        for row in today.visits:
            for who in theirs(row, known):
                held[who].append(row)
        timeless = any(on_axis(row, today.now) is None for row in today.visits)
        self.left = self.names + (px(_UNTIMED) if timeless else 0)
        self.first, self.last = hours(today)
        self.scale = max(0.05, (width - self.left - px(14)) / (self.last - self.first))
        self.rows = self._rows(people, held, height)
        self.total = self.rows[-1].top + self.rows[-1].height if self.rows else 0.0
        self.blocks = [block for row in self.rows for block in row.blocks]

    def x_of(self, minute: float) -> float:
        """Where a minute of the day lies."""
        return self.left + (minute - self.first) * self.scale

    @property
    def now(self) -> float:
        """Where the line of this moment stands."""
        now = self.today.now
        return self.x_of(now.hour * 60 + now.minute)

    def block_at(self, x: float, y: float) -> Block | None:
        """The block there, the uppermost of several."""
        return next((block for block in reversed(self.blocks) if block.box.contains(x, y)), None)

    def fold_at(self, y: float) -> bool:
        """Whether the line that folds lies there."""
        return any(row.who is None and row.top <= y < row.top + row.height for row in self.rows)

    def _rows(self, people: list[int], held: dict[int, list[VisitRow]], room: float) -> list[Row]:
        px = self._theme.px
        fold = px(_FOLD) if self.rest else 0
        laid = {who: self._laned(held[who]) for who in people}
        needs = {who: self._need(*laid[who]) for who in people}
        spare = (room - fold - sum(needs.values())) / max(1, len(people))
        found, top = [], 0.0
        for who in people:
            roomy = max(needs[who], min(px(_ROOMY), needs[who] + max(0.0, spare)))
            height = float(round(roomy))
            found.append(Row(who, top, height, tuple(self._blocks(who, top, height, *laid[who]))))
            top += height
        if self.rest:
            found.append(Row(None, top, fold))
        return found

    def _laned(self, rows: list[VisitRow]) -> tuple[list[tuple[VisitRow, tuple[int, int], int]], list[VisitRow]]:
        """Visits with hours, each with its stretch and lane; and those without."""
        timed = [(row, reach) for row in rows if (reach := on_axis(row, self.today.now)) is not None]
        places = lanes([reach for _row, reach in timed])
        laned = [(row, reach, lane) for (row, reach), lane in zip(timed, places, strict=True)]
        # By the hour, so that arrows go from left to right.
        laned.sort(key=lambda each: (each[1], each[0].id))
        return laned, [row for row in rows if on_axis(row, self.today.now) is None]

    def _need(self, laned: list[tuple[VisitRow, tuple[int, int], int]], timeless: list[VisitRow]) -> float:
        px = self._theme.px
        count = max((lane + 1 for _row, _reach, lane in laned), default=1)
        return float(max(px(_LOW), count * px(_LANE) + 2 * px(_ABOVE), len(timeless) * px(_SLOT) + 2 * px(_ABOVE)))

    def _blocks(
        self,
        who: int,
        top: float,
        height: float,
        laned: list[tuple[VisitRow, tuple[int, int], int]],
        timeless: list[VisitRow],
    ) -> list[Block]:
        px = self._theme.px
        found = []
        for at, row in enumerate(timeless):
            box = QRectF(self.names, top + px(_ABOVE) + at * px(_SLOT), px(_UNTIMED - 10), px(_SLOT) - px(_GAP))
            found.append(Block(row, who, box))
        count = max((lane + 1 for _row, _reach, lane in laned), default=1)
        high = (height - 2 * px(_ABOVE)) / count
        for row, (start, end), lane in laned:
            left = self.x_of(min(max(start, self.first), self.last - 20)) + 1
            right = self.x_of(max(min(end, self.last), self.first + 20)) - 1
            box = QRectF(left, top + px(_ABOVE) + lane * high, max(float(px(18)), right - left), high - px(_GAP))
            found.append(Block(row, who, box, start < self.first, end > self.last))
        return found
