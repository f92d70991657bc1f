"""The day as the office sees it in one look, and the rules of its hours: what is late, where on the axis a visit is.

Every figure carries the question whose answers it counts, so that the list behind it can be opened. Plans are the
office's wall clock; what happened are instants, which are compared as such: on a day when clocks change an hour comes
twice or never.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from osdesk.domain.agenda import DEFAULT_MINUTES, VisitRow, later, span
from osdesk.domain.history import Deed, Entry
from osdesk.domain.outbox import OutboxCounts
from osdesk.domain.questions import NOBODY, OrderQuestion, OrderRow
from osdesk.domain.statuses import Status
from osdesk.domain.team import Technician
from osdesk.domain.visits import VisitStatus

_NOTHING = OutboxCounts()
#: Days of a week that is held against the one before.
WEEK = 7
_DAY = 24 * 60
_MINUTE = timedelta(minutes=1)
#: No block is shorter on the axis, in minutes: its icon must be seen.
_SHORTEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count, the sum of the totals where it is money, and the question that has just these answers."""

    rows: int = 0
    total: Decimal = Decimal(0)
    question: OrderQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Waited:
    """An order that waits for something (its status says for what), and since when."""

    order: OrderRow
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many orders were opened on a day, and how many done."""

    day: date
    opened: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days: opened and done orders; what the done ones come to is the second's total."""

    since: date
    until: date
    opened: Figure
    done: Figure
    days: tuple[DayCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """What is being typed at this workstation and not stored: how many records, and the oldest's moment."""

    count: int = 0
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """All that *Today* shows. `now` is in the office's zone.

    `visits` are those planned for the day, of the night before as far as they run into it, and of other days where
    somebody is on site now. `late_rows`, `due_rows` and `waited` are the first few of their figures. `unplanned` is
    None until it has been counted. `day_off` names a holiday.
    """

    now: datetime
    opens: time
    closes: time
    works: bool
    day_off: str
    statuses: tuple[Status, ...]
    team: tuple[Technician, ...]
    visits: tuple[VisitRow, ...]
    planned: Figure
    on_site: tuple[VisitRow, ...]
    there: Figure
    late: Figure
    late_rows: tuple[OrderRow, ...]
    due: Figure
    due_rows: tuple[OrderRow, ...]
    waiting: Figure
    waited: tuple[Waited, ...]
    unplanned: Figure | None = None
    drafts: Drafts = Drafts()
    outbox: OutboxCounts = _NOTHING
    scans: int = 0
    week: Week
    before: Week
    orders: int


def is_late(row: VisitRow, now: datetime) -> bool:
    """Whether somebody should have come by now and has not. A visit without hours is late only after its day."""
    if row.status is not VisitStatus.SCHEDULED or row.day is None:
        return False
    planned = span(row)
    if planned is None:
        return row.day < now.date()
    # Two times of one zone are compared by their clocks alone, whichever of the two hours it is.
    return planned[0].replace(tzinfo=now.tzinfo).astimezone(UTC) < now.astimezone(UTC)


def on_axis(row: VisitRow, now: datetime) -> tuple[int, int] | None:
    """From which to which minute of today's clock a visit's block reaches; None for one without hours.

    What happened stands where it happened: somebody on site until the plan's end, or until now when that has passed.
    Beyond midnight it goes under 0 and over 1440.
    """
    planned = span(row)
    start, end = planned if planned is not None else (None, None)
    if row.check_in is not None:
        start = row.check_in.astimezone(now.tzinfo).replace(tzinfo=None)
        if row.check_out is not None:
            end = row.check_out.astimezone(now.tzinfo).replace(tzinfo=None)
        else:
            here = now.replace(tzinfo=None)
            end = max(end or later(start, row.minutes or DEFAULT_MINUTES), here)
    if start is None or end is None:
        return None
    midnight = datetime.combine(now.date(), time())
    first = (start - midnight) // _MINUTE
    return first, max(first + _SHORTEST, (end - midnight) // _MINUTE)


def hours(today: Today) -> tuple[int, int]:
    """From which to which minute the axis reaches, on whole hours: hours of work, all visits, and now."""
    minute = today.now.hour * 60 + today.now.minute
    first, last = today.opens.hour * 60, today.closes.hour * 60 + (60 if today.closes.minute else 0)
    if last <= first:
        last = _DAY
    first, last = min(first, minute), max(last, minute + 1)
    for row in today.visits:
        reach = on_axis(row, today.now)
        if reach is not None:
            # Of what began before today only its end asks for room.
            begins = reach[0] if reach[0] >= 0 else max(0, reach[1] - 60)
            first, last = min(first, begins), max(last, reach[1])
    return max(0, first // 60 * 60), min(_DAY, -(-last // 60) * 60)


def lanes(reaches: Sequence[tuple[int, int]]) -> list[int]:
    """In which lane each stretch stands, so that none lies upon another: the first that is free, earliest first."""
    ends: list[int] = []
    found = [0] * len(reaches)
    for place in sorted(range(len(reaches)), key=lambda at: (reaches[at], at)):
        start, end = reaches[place]
        lane = next((at for at, until in enumerate(ends) if until <= start), len(ends))
        if lane == len(ends):
            ends.append(end)
        else:
            ends[lane] = end
        found[place] = lane
    return found


def by_person(today: Today) -> tuple[list[int], list[int]]:
    """The technicians with visits (`NOBODY` first where nobody goes to one), and the other active ones; by name."""
    known = {person.id for person in today.team}
    busy = {who for row in today.visits for who in theirs(row, known)}
    shown = [NOBODY] if NOBODY in busy else []
    shown += [person.id for person in today.team if person.id is not None and person.id in busy]
    rest = [person.id for person in today.team if person.id is not None and person.active and person.id not in busy]
    return shown, rest


def theirs(row: VisitRow, known: Iterable[int | None]) -> tuple[int, ...]:
    """In whose rows a visit stands; those who are gone from the team are nobody."""
    held = tuple(who for who in dict.fromkeys(row.technicians) if who in known)
    return held or (NOBODY,)


def waits_since(entries: Iterable[Entry], opened_at: datetime) -> datetime:
    """Since when an order has the status it has: the newest change to it, else since it was opened.

    `entries` come newest first. That a status was merged into another is no change of the order's.
    """
    for entry in entries:
        if entry.deed is not Deed.MERGED and any(change.field == "status_id" for change in entry.changes):
            return entry.at
    return opened_at
