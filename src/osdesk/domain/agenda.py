"""The agenda: planned visits as light rows, what speaks against a plan, and where there is still room.

Nothing here forbids a plan: overlaps, hours, holidays and absences are shown to the person who plans.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from osdesk.domain.priorities import Priority
from osdesk.domain.visits import VisitOutcome


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
    with their names.
    """

    since: date
    until: date
    visits: Sequence[VisitRow]
    warnings: Sequence[Warned]
    loads: Sequence[Load]
    days_off: Sequence[tuple[date, str]]
