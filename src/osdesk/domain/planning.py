"""The rules of planning: what speaks against a visit's plan, how full a day is, and where there is still room.

All of it goes by the office's wall clock: on the day that clocks change, a visit from nine to ten still is one. Apart
from the values of `agenda`, which every list knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from osdesk.domain.agenda import Clash, Load, Slot, VisitRow, Warned, later, minutes_of, span
from osdesk.domain.team import Absence, Technician
from osdesk.domain.text import fold
from osdesk.domain.visits import VisitOutcome

#: Visits begin on quarter hours when the program proposes them.
STEP_MINUTES = 15
_STEP = timedelta(minutes=STEP_MINUTES)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What planning asks of an office: its hours, its days off by name, its technicians by id, and what skill a type of
    service wants, by the type's id.
    """

    opens: time = time(8)
    closes: time = time(18)
    workdays: Collection[int] = (0, 1, 2, 3, 4)
    days_off: Mapping[date, str]
    technicians: Mapping[int, Technician]
    skills: Mapping[int | None, str]


class Stretch(NamedTuple):
    """From when to when, on the office's wall clock."""

    start: datetime
    end: datetime


def absence_on(technician: Technician, day: date) -> Absence | None:
    """The absence that a technician is away for on a day; one without an end goes on until somebody writes it."""
    for absence in technician.absences:
        if absence.since is not None and absence.since <= day and (absence.until is None or day <= absence.until):
            return absence
    return None


def skilled(technician: Technician, skill: str) -> bool:
    """Whether a technician knows that; everybody knows what asks for nothing."""
    wanted = fold(skill)
    return not wanted or any(fold(each) == wanted for each in technician.skills)


def working_hours(calendar: Calendar, technician: Technician | None, weekday: int) -> tuple[tuple[time, time], ...]:
    """The stretches of work on a weekday (0 is Monday), in order and none touching another: the technician's own, or
    the office's for who has none.
    """
    if technician is None or not technician.hours:
        return ((calendar.opens, calendar.closes),) if weekday in calendar.workdays else ()
    merged: list[tuple[time, time]] = []
    for start, end in sorted((each.start, each.end) for each in technician.hours if each.weekday == weekday):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def hours_on(calendar: Calendar, technician_id: int, day: date) -> tuple[tuple[time, time], ...]:
    """When a technician works on a day; not at all on days off and while away."""
    technician = calendar.technicians.get(technician_id)
    if day in calendar.days_off or (technician is not None and absence_on(technician, day) is not None):
        return ()
    return working_hours(calendar, technician, day.weekday())


def longest(calendar: Calendar, technician_id: int) -> int:
    """The minutes of a technician's longest stretch of work: what takes more never fits."""
    technician = calendar.technicians.get(technician_id)
    hours = (each for weekday in range(7) for each in working_hours(calendar, technician, weekday))
    return max((_minute(end) - _minute(start) for start, end in hours), default=0)


def warnings(visits: Iterable[VisitRow], calendar: Calendar, around: Iterable[VisitRow] = ()) -> tuple[Warned, ...]:
    """What speaks against the plans of these visits, in their order; `around` are others that they may overlap with.

    Only what is unfinished is spoken of. Of an overlap each visit names one other, the first that is met.
    """
    asked = [row for row in visits if row.unfinished and row.day is not None]
    others = {row.id: row for row in (*around, *asked) if row.unfinished}
    overlaps = _overlaps(others.values())
    found: list[Warned] = []
    for row in asked:
        found += [
            Warned(visit_id=row.id, clash=Clash.OVERLAP, technician_id=technician, other_id=other)
            for technician in row.technicians
            if (other := overlaps.get((row.id, technician))) is not None
        ]
        found += _against_days(row, calendar)
        found += _against_order(row, calendar)
    return tuple(found)


def _overlaps(visits: Iterable[VisitRow]) -> dict[tuple[int, int], int]:
    """By visit and technician, another visit that the technician would be on at the same time."""
    plans: dict[int, list[tuple[datetime, datetime, int]]] = defaultdict(list)
    for row in visits:
        held = span(row)
        if held is not None:
            for technician in dict.fromkeys(row.technicians):
                plans[technician].append((*held, row.id))
    found: dict[tuple[int, int], int] = {}
    for technician, held_plans in plans.items():
        held_plans.sort()
        latest, latest_id = datetime.combine(date.min, time()), 0
        for start, end, visit_id in held_plans:
            # Whatever overlaps one that ended earlier overlaps the one that ends last as well.
            if start < latest:
                found.setdefault((visit_id, technician), latest_id)
                found.setdefault((latest_id, technician), visit_id)
            if end > latest:
                latest, latest_id = end, visit_id
    return found


def _against_days(row: VisitRow, calendar: Calendar) -> Iterator[Warned]:
    """Days off, absences and hours, each day that the visit lies on asked for itself."""
    parts = list(_parts(row))
    off = next((calendar.days_off[part.start.date()] for part in parts if part.start.date() in calendar.days_off), None)
    if off is not None:
        yield Warned(visit_id=row.id, clash=Clash.HOLIDAY, name=off)
    for technician_id in row.technicians:
        technician = calendar.technicians.get(technician_id)
        if technician is None:
            continue  # who has left the team has no hours
        away = next((held for part in parts if (held := absence_on(technician, part.start.date())) is not None), None)
        if away is not None:
            yield Warned(visit_id=row.id, clash=Clash.ABSENT, technician_id=technician_id, name=away.reason)
        elif off is None and not all(_within(part, calendar, technician) for part in parts):
            yield Warned(visit_id=row.id, clash=Clash.OUTSIDE_HOURS, technician_id=technician_id)


def _against_order(row: VisitRow, calendar: Calendar) -> Iterator[Warned]:
    """What the order asks for: somebody who knows it, and its deadline."""
    skill = calendar.skills.get(row.service_type_id, "")
    known = [calendar.technicians[each] for each in row.technicians if each in calendar.technicians]
    if skill and known and not any(skilled(technician, skill) for technician in known):
        alone = known[0].id if len(known) == 1 else None
        yield Warned(visit_id=row.id, clash=Clash.SKILL, technician_id=alone, name=skill)
    if row.day is not None and row.deadline is not None and row.day > row.deadline:
        yield Warned(visit_id=row.id, clash=Clash.PAST_DEADLINE)


def _parts(row: VisitRow) -> Iterator[Stretch]:
    """The visit's plan cut at midnights; without hours, nothing of its day."""
    held = span(row)
    if held is None:
        if row.day is not None:
            noon = datetime.combine(row.day, time(12))
            yield Stretch(noon, noon)
        return
    start, end = held
    while start < end:
        midnight = later(datetime.combine(start.date(), time()), 24 * 60)
        yield Stretch(start, min(end, midnight))
        start = midnight


def _within(part: Stretch, calendar: Calendar, technician: Technician) -> bool:
    hours = working_hours(calendar, technician, part.start.weekday())
    if part.start == part.end:
        return bool(hours)  # a day without an hour asks for no more than a day of work
    return any(
        start <= part.start.time() and part.end <= datetime.combine(part.start.date(), end) for start, end in hours
    )


def loads(
    visits: Iterable[VisitRow], calendar: Calendar, since: date, until: date, technicians: Iterable[int]
) -> tuple[Load, ...]:
    """How full the days are, by technician and day; those too who aren't asked for but have visits.

    A visit counts whole on the day that it begins, for each who goes; one that did not take place counts nothing.
    """
    planned: dict[tuple[int, date], int] = defaultdict(int)
    for row in visits:
        if row.day is not None and since <= row.day <= until and row.outcome is not VisitOutcome.NOT_DONE:
            for technician in dict.fromkeys(row.technicians):
                planned[technician, row.day] += minutes_of(row)
    everybody = dict.fromkeys([*technicians, *(technician for technician, _ in planned)])
    days = [since + timedelta(days=offset) for offset in range((until - since).days + 1)]
    return tuple(
        Load(technician_id=technician, day=day, capacity=capacity, planned=planned.get((technician, day), 0))
        for technician in everybody
        for day, capacity in zip(days, _capacities(calendar, technician, days), strict=True)
    )


def _capacities(calendar: Calendar, technician_id: int, days: Sequence[date]) -> Iterator[int]:
    """The working minutes of each day; hours are added up once for a weekday, for hundreds work in the same."""
    technician = calendar.technicians.get(technician_id)
    known: dict[int, int] = {}
    for day in days:
        if day in calendar.days_off or (technician is not None and absence_on(technician, day) is not None):
            yield 0
            continue
        weekday = day.weekday()
        if weekday not in known:
            hours = working_hours(calendar, technician, weekday)
            known[weekday] = sum(_minute(end) - _minute(start) for start, end in hours)
        yield known[weekday]


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def free_slots(
    visits: Iterable[VisitRow],
    calendar: Calendar,
    technicians: Sequence[int],
    minutes: int,
    since: datetime,
    until: date,
    count: int = 3,
) -> tuple[Slot, ...]:
    """The next stretches in which a visit of so many minutes has room, from an hour of the office's wall clock to the
    end of a day: of each gap its earliest quarter hour, the earliest gaps first, then in the order of the technicians.

    Never in a plan that is still to come or on its way. Where a day holds visits without hours, so much of it is kept
    free for them. Raises `ValueError` for less than a minute.
    """
    if minutes < 1:
        raise ValueError(f"a visit takes no {minutes} minutes")
    busy, untimed = _taken(row for row in visits if row.unfinished)
    found: list[Slot] = []
    day = since.date()
    while day <= until and len(found) < count:
        today: list[tuple[datetime, int, Slot]] = []
        for place, technician in enumerate(technicians):
            gaps = list(_gaps(hours_on(calendar, technician, day), busy.get((technician, day), ()), day, since))
            room = sum((gap.end - gap.start for gap in gaps), timedelta())
            if room < timedelta(minutes=minutes + untimed.get((technician, day), 0)):
                continue
            for gap in gaps:
                start = _on_step(gap.start)
                end = later(start, minutes)
                if end <= gap.end:
                    slot = Slot(technician_id=technician, day=day, start=start.time(), end=end.time())
                    today.append((start, place, slot))
        found += [slot for _, _, slot in sorted(today, key=lambda each: each[:2])]
        if day == date.max:
            break
        day += _DAY
    return tuple(found[:count])


def _taken(
    visits: Iterable[VisitRow],
) -> tuple[dict[tuple[int, date], list[Stretch]], dict[tuple[int, date], int]]:
    """By technician and day: the stretches that are planned, in order, and the minutes of visits without hours."""
    busy: dict[tuple[int, date], list[Stretch]] = defaultdict(list)
    untimed: dict[tuple[int, date], int] = defaultdict(int)
    for row in visits:
        if row.day is None:
            continue
        parts = list(_parts(row)) if row.planned_start is not None else []
        for technician in dict.fromkeys(row.technicians):
            if row.planned_start is None:
                untimed[technician, row.day] += minutes_of(row)
            for part in parts:
                busy[technician, part.start.date()].append(part)
    for stretches in busy.values():
        stretches.sort()
    return busy, untimed


def _gaps(hours: Iterable[tuple[time, time]], busy: Sequence[Stretch], day: date, since: datetime) -> Iterator[Stretch]:
    """What is left of the hours of a day, from `since` on, between what is planned."""
    for opens, closes in hours:
        start, end = max(datetime.combine(day, opens), since), datetime.combine(day, closes)
        for taken in busy:
            if taken.end <= start:
                continue
            if taken.start >= end:
                break
            if taken.start > start:
                yield Stretch(start, taken.start)
            start = taken.end
        if start < end:
            yield Stretch(start, end)


def _on_step(moment: datetime) -> datetime:
    """The next quarter hour, or the moment itself."""
    midnight = datetime.combine(moment.date(), time())
    steps = -((midnight - moment) // _STEP)
    return later(midnight, steps * STEP_MINUTES)
