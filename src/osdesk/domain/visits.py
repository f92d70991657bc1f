"""Visits: when somebody is to be on site, who, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from osdesk.domain.problems import Problem

LONGEST_VISIT = timedelta(hours=48)
#: More than the length of the country there and back.
LARGEST_DISTANCE = Decimal(20_000)


class VisitOutcome(StrEnum):
    """What a person says of a visit where the times alone don't tell."""

    PARTIAL = "partial"
    NOT_DONE = "not_done"


class VisitStatus(StrEnum):
    """The status of a visit: it follows from the times, unless an outcome was chosen."""

    SCHEDULED = "scheduled"
    ON_SITE = "on_site"
    DONE = "done"
    PARTIAL = "partial"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit. The plan (`day`, `planned_start`, `planned_end`) is the office's wall clock; check-in and check-out
    are instants in UTC. `technicians` are ids of the team, in the order chosen. `kilometres` (three decimals) is the
    distance driven for it, None when nobody said.
    """

    id: int | None = None
    day: date | None = None
    planned_start: time | None = None
    planned_end: time | None = None
    technicians: tuple[int, ...] = ()
    check_in: datetime | None = None
    check_out: datetime | None = None
    outcome: VisitOutcome | None = None
    reason: str = ""
    observations: str = ""
    kilometres: Decimal | None = None

    @property
    def status(self) -> VisitStatus:
        """The visit's status."""
        if self.outcome is VisitOutcome.NOT_DONE:
            return VisitStatus.NOT_DONE
        if self.outcome is VisitOutcome.PARTIAL:
            return VisitStatus.PARTIAL
        if self.check_in is None:
            return VisitStatus.SCHEDULED
        return VisitStatus.ON_SITE if self.check_out is None else VisitStatus.DONE


def time_on_site(visit: Visit, now: datetime | None = None) -> timedelta | None:
    """Time between check-in and check-out, or until `now` while somebody is on site; None without a check-in."""
    if visit.check_in is None:
        return None
    until = visit.check_out if visit.check_out is not None else now
    return None if until is None else max(until - visit.check_in, timedelta())


def total_time(visits: Iterable[Visit], now: datetime | None = None) -> timedelta:
    """Time on site of all visits together."""
    return sum((spent for visit in visits if (spent := time_on_site(visit, now)) is not None), timedelta())


def problems(visit: Visit, field: str) -> tuple[Problem, ...]:
    """What is wrong with one visit; `field` is its path in the order (`"visits.0"`)."""
    found: list[Problem] = []
    if visit.check_out is not None and visit.check_in is None:
        found.append(Problem(field=f"{field}.check_in", code="visit.in_missing"))
    if visit.check_in is not None and visit.check_out is not None:
        if visit.check_out < visit.check_in:
            found.append(Problem(field=f"{field}.check_out", code="visit.out_before_in"))
        elif visit.check_out - visit.check_in > LONGEST_VISIT:
            found.append(
                Problem(
                    field=f"{field}.check_out",
                    code="visit.too_long",
                    facts={"hours": LONGEST_VISIT // timedelta(hours=1)},
                )
            )
    if visit.day is None and (visit.planned_start is not None or visit.planned_end is not None):
        found.append(Problem(field=f"{field}.day", code="visit.day_missing"))
    if visit.planned_end is not None and visit.planned_start is None:
        found.append(Problem(field=f"{field}.day", code="visit.start_missing"))
    if visit.outcome is VisitOutcome.NOT_DONE and not visit.reason.strip():
        found.append(Problem(field=f"{field}.reason", code="visit.reason_missing"))
    if visit.kilometres is not None and visit.kilometres < 0:
        found.append(Problem(field=f"{field}.kilometres", code="quantity.negative"))
    elif visit.kilometres is not None and visit.kilometres > LARGEST_DISTANCE:
        facts = {"largest": LARGEST_DISTANCE}
        found.append(Problem(field=f"{field}.kilometres", code="quantity.too_large", facts=facts))
    for name, instant in (("check_in", visit.check_in), ("check_out", visit.check_out)):
        if instant is not None and instant.utcoffset() is None:
            raise ValueError(f"{field}.{name} has no time zone")
    return tuple(found)


def instant_after(day: date, clock: time, check_in: datetime | None, zone_now: datetime) -> datetime:
    """The instant (UTC) meant by a clock time typed for a visit on `day`, in the zone of `zone_now`.

    A check-out earlier on the clock than the check-in is past midnight: it belongs to the next day. `check_in` is None
    for the check-in itself.
    """
    zone = zone_now.tzinfo
    if check_in is None:
        return datetime.combine(day, clock, zone).astimezone(UTC)
    # They may have come on another day than planned; and a time typed in minutes is not before a stamp with seconds.
    came = check_in.astimezone(zone).replace(second=0, microsecond=0)
    moment = datetime.combine(came.date(), clock, zone)
    if moment < came:
        following = datetime.combine(came.date() + timedelta(days=1), clock, zone)
        # Half a day at most: 17:00 typed under a check-in at 18:00 is a slip, 02:00 is a long night.
        if following - came <= timedelta(hours=12):
            moment = following
    return check_in if moment == came else moment.astimezone(UTC)
