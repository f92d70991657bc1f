"""What is carried over the agenda, and what letting go of it there would plan. Apart from the drawing and the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QPointF, QRectF

from osdesk.domain.agenda import DEFAULT_MINUTES, VisitRow, Waiting, minutes_of, span, swapped
from osdesk.domain.planning import STEP_MINUTES
from osdesk.domain.questions import NOBODY
from osdesk.ui.agenda.layout import Block, DayLayout, Layout

_LAST = 24 * 60 - STEP_MINUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A visit out of somebody's row, or (id 0) a waiting order; `grabbed` minutes after its start, or at its end."""

    row: VisitRow
    who: int = NOBODY
    grabbed: float = 0.0
    stretch: bool = False

    @property
    def waits(self) -> bool:
        """Whether it is an order without a visit yet."""
        return self.row.id == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a drop would make of it: the visit as it would be, in whose row, and the place to show."""

    row: VisitRow
    who: int
    box: QRectF
    block: Block | None = None


def as_row(held: Waiting) -> VisitRow:
    """An order that waits, as a visit that isn't planned yet."""
    return VisitRow(
        id=0,
        order_id=held.order_id,
        order_version=held.order_version,
        number=held.number,
        client=held.client,
        reason=held.reason,
        place=held.place,
        status_id=held.status_id,
        service_type_id=held.service_type_id,
        priority=held.priority,
        day=None,
        planned_start=None,
        planned_end=None,
        technicians=(),
        check_in=None,
        check_out=None,
        outcome=None,
        minutes=held.minutes,
        deadline=held.deadline,
    )


def target_for(layed: Layout, carried: Carried, at: QPointF) -> Target | None:
    """What a drop at that place of the whole would plan; None where there's nothing to plan for."""
    place, column = layed.row_at(at.y()), layed.column_at(at.x())
    person = layed.rows[place].person if place is not None else None
    if place is None or column is None or person is None:
        return None
    box = layed.cell(place, column.day)
    if isinstance(layed, DayLayout) and carried.stretch:
        return _stretched(layed, carried, at)
    if isinstance(layed, DayLayout):
        return _at_hour(layed, carried, at, person.id, place)
    row = moved(carried.row, who=carried.who, to=person.id, day=column.day)
    if carried.waits:
        hour = layed.sight.free_hour(person.id, column.day, row.minutes or DEFAULT_MINUTES)
        row = row._replace(planned_start=hour)
    return Target(row=row, who=person.id, box=box)


def moved(row: VisitRow, *, who: int, to: int, day: date) -> VisitRow:
    """A visit for another day, and from one's row in another's: only that one of its people is swapped."""
    people = row.technicians
    if who != to:
        people = swapped(people, gone=who or None, come=to or None)
    return row._replace(day=day, technicians=people)


def shifted(row: VisitRow, minutes: int) -> VisitRow:
    """A visit so many minutes later, within its day; one without an hour stays."""
    if row.planned_start is None:
        return row
    start = row.planned_start.hour * 60 + row.planned_start.minute
    return begun(row, min(max(0, start + minutes), _LAST))


def begun(row: VisitRow, minute: int) -> VisitRow:
    """A visit that begins at that minute of its day and takes as long as before."""
    start = time(minute // 60, minute % 60)
    if row.planned_start is None or row.planned_end is None:
        return row._replace(planned_start=start, planned_end=None)
    end = datetime.combine(date(2000, 1, 1), start) + timedelta(minutes=minutes_of(row))
    return row._replace(planned_start=start, planned_end=end.time())


def stretched(row: VisitRow, minutes: int) -> VisitRow:
    """A visit that takes so many minutes more; a quarter of an hour at least, less than a day."""
    if row.planned_start is None:
        return row
    whole = min(max(STEP_MINUTES, minutes_of(row) + minutes), _LAST)
    end = datetime.combine(date(2000, 1, 1), row.planned_start) + timedelta(minutes=whole)
    return row._replace(planned_end=end.time())


def _at_hour(layed: DayLayout, carried: Carried, at: QPointF, who: int, place: int) -> Target:
    row = moved(carried.row, who=carried.who, to=who, day=layed.sight.days[0])
    x = at.x() - carried.grabbed * layed.scale if row.planned_start is not None else at.x()
    minute = layed.minute_at(max(x, layed.axis)) if at.x() >= layed.axis else None
    row = begun(row, minute) if minute is not None else row._replace(planned_start=None, planned_end=None)
    line = layed.rows[place]
    if minute is None:
        return Target(row=row, who=who, box=QRectF(layed.left, line.top, max(layed.untimed, 40), line.height))
    left = layed.x_of(minute) or 0
    right = layed.x_of(min(minute + minutes_of(row), layed.last)) or 0
    box = QRectF(left, line.top, max(20.0, right - left), line.height)
    return Target(row=row, who=who, box=box)


def _stretched(layed: DayLayout, carried: Carried, at: QPointF) -> Target | None:
    row = carried.row
    held, place = span(row), layed.row_of(carried.who)
    if held is None or place is None:
        return None
    begins = (held[0] - datetime.combine(layed.sight.days[0], time())) / timedelta(minutes=1)
    minute = layed.first + (at.x() - layed.axis) / layed.scale
    whole = round((minute - begins) / STEP_MINUTES) * STEP_MINUTES
    row = stretched(row, whole - minutes_of(row))
    block = layed.block_of(carried.who, row.id)
    left = layed.x_of(begins) or 0
    right = layed.x_of(min(begins + minutes_of(row), layed.last)) or 0
    line = layed.rows[place]
    top, high = (block.box.top(), block.box.height()) if block is not None else (line.top, line.height)
    return Target(row=row, who=carried.who, box=QRectF(left, top, max(20.0, right - left), high))
