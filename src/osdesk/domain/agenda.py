"""The agenda: planned visits as light rows, what is said of a plan, and which status an order has after it.

Nothing here forbids a plan: overlaps, hours, holidays and absences are shown to the person who plans. How they are
found out is in `planning`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from osdesk.domain.priorities import Priority
from osdesk.domain.statuses import Status, StatusKind
from osdesk.domain.visits import VisitOutcome, VisitStatus

#: What a visit takes when neither its plan nor its type of service says it.
DEFAULT_MINUTES = 60


class VisitRow(NamedTuple):
    """One visit on the agenda or in the day: light, and all that its block shows.

    `planned_start` and `planned_end` are the office's wall clock on `day`; an end before the start lies on the next
    day. `minutes` is the standard duration of the order's type of service, for a plan without an end.
    """

    id: int
    order_id: int
    order_version: int
    number: str
    client: str
    reason: str
    place: str
    status_id: int
    service_type_id: int | None
    priority: Priority
    day: date | None
    planned_start: time | None
    planned_end: time | None
    technicians: tuple[int, ...]
    check_in: datetime | None
    check_out: datetime | None
    outcome: VisitOutcome | None
    minutes: int | None
    kilometres: Decimal | None = None
    deadline: date | None = None

    @property
    def status(self) -> VisitStatus:
        """As `Visit.status`."""
        if self.outcome is not None:
            return VisitStatus.NOT_DONE if self.outcome is VisitOutcome.NOT_DONE else VisitStatus.PARTIAL
        if self.check_in is None:
            return VisitStatus.SCHEDULED
        return VisitStatus.ON_SITE if self.check_out is None else VisitStatus.DONE

    @property
    def unfinished(self) -> bool:
        """Whether it is still to come or somebody is on site: only then is there something to say of its plan."""
        return self.outcome is None and self.check_out is None


class Waiting(NamedTuple):
    """An unfinished order with no visit to come: it waits beside the agenda to be planned."""

    order_id: int
    order_version: int
    number: str
    client: str
    reason: str
    place: str
    status_id: int
    service_type_id: int | None
    priority: Priority
    deadline: date | None
    deadline_time: time | None
    minutes: int | None


class Clash(StrEnum):
    """What speaks against a plan."""

    OVERLAP = "overlap"
    OUTSIDE_HOURS = "outside_hours"
    HOLIDAY = "holiday"
    ABSENT = "absent"
    SKILL = "skill"
    PAST_DEADLINE = "past_deadline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """One thing that speaks against a visit's plan: whom it is about, the other visit of an overlap, and a name (of the
    holiday, of the absence, of the skill that is wanted).
    """

    visit_id: int
    clash: Clash
    technician_id: int | None = None
    other_id: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One technician's day: working minutes, and how many of them are planned (standard durations where a plan has no
    end).
    """

    technician_id: int
    day: date
    capacity: int
    planned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A free stretch of a technician's day that a visit fits into."""

    technician_id: int
    day: date
    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """All that a stretch of days shows: its visits, what speaks against them, how full the days are, and the days off
    with their names. `before` are visits of the day before that run past midnight into the first day.
    """

    since: date
    until: date
    visits: Sequence[VisitRow]
    warnings: Sequence[Warned]
    loads: Sequence[Load]
    days_off: Sequence[tuple[date, str]]
    before: Sequence[VisitRow] = ()


def later(moment: datetime, minutes: float) -> datetime:
    """So many minutes later, or the end of all days: a plan for the last of them must not break the agenda."""
    try:
        return moment + timedelta(minutes=minutes)
    except OverflowError:
        return datetime.combine(date.max, time.max)


def span(row: VisitRow) -> tuple[datetime, datetime] | None:
    """From when to when a visit is planned on the office's wall clock; None without hours.

    An end before the start is the next day's. Without an end, or one that is its start, it takes the standard minutes.
    """
    if row.day is None or row.planned_start is None:
        return None
    start = datetime.combine(row.day, row.planned_start)
    if row.planned_end is None or row.planned_end == row.planned_start:
        return start, later(start, row.minutes or DEFAULT_MINUTES)
    end = datetime.combine(row.day, row.planned_end)
    return start, end if end > start else later(end, 24 * 60)


def minutes_of(row: VisitRow) -> int:
    """How many minutes are planned for a visit, with hours or without."""
    held = span(row)
    if held is None:
        return row.minutes or DEFAULT_MINUTES
    return (held[1] - held[0]) // timedelta(minutes=1)


def swapped(technicians: Sequence[int], gone: int | None, come: int | None) -> tuple[int, ...]:
    """The technicians of a visit that was dragged from one's row to another's: that one goes, the other stands in the
    place, each once. None stands for the row of visits that nobody goes to yet.
    """
    found = [come if each == gone else each for each in technicians]
    if gone is None or gone not in technicians:
        found.append(come)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def status_when_planned(now: Status, statuses: Sequence[Status]) -> Status:
    """The status after a visit was planned: what was only opened is scheduled. The same where it leads nowhere."""
    return _led(now, _keyed(statuses, "scheduled")) if now.key == "open" else now


def status_when_unplanned(now: Status, statuses: Sequence[Status]) -> Status:
    """The status once nothing is planned any more: what was scheduled is open again."""
    return _led(now, _keyed(statuses, "open")) if now.key == "scheduled" else now


def status_on_arrival(now: Status, statuses: Sequence[Status]) -> Status:
    """The status after somebody came: what was open or waited is running. Finished ones stay as they are."""
    if now.kind not in (StatusKind.OPEN, StatusKind.WAITING):
        return now
    running = next((status for status in statuses if status.kind is StatusKind.RUNNING), None)
    return _led(now, _keyed(statuses, "running") or running)


def _keyed(statuses: Sequence[Status], key: str) -> Status | None:
    return next((status for status in statuses if status.key == key), None)


def _led(now: Status, wanted: Status | None) -> Status:
    """The status wanted, where it may follow and nobody need be asked for a reason."""
    if wanted is None or wanted.asks_reason or (now.leads_to and wanted.id not in now.leads_to):
        return now
    return wanted
