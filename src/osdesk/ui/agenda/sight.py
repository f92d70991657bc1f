"""What the agenda shows of a stretch of days, as it comes from the lane, and what is asked of it while it is drawn and
dragged about: whose rows there are, what is late, what would speak against a plan. Apart from Qt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from osdesk.domain import planning
from osdesk.domain.agenda import Agenda, Load, VisitRow, Warned, later, minutes_of, span
from osdesk.domain.planning import Calendar
from osdesk.domain.questions import NOBODY
from osdesk.domain.team import Technician
from osdesk.domain.text import fold
from osdesk.domain.visits import VisitStatus

if TYPE_CHECKING:
    from osdesk.services.office import Office

#: With more people than this, those without visits are folded away until they are asked for.
CROWD = 12
_DAY = timedelta(days=1)


class View(StrEnum):
    """What is looked at at once."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def stretch_of(view: View, day: date) -> tuple[date, date]:
    """First and last day of the day, of the week from Monday, or of the month that a day lies in."""
    if view is View.DAY:
        return day, day
    if view is View.WEEK:
        first = _shifted(day, -day.weekday())
        return first, _shifted(first, 6)
    first = day.replace(day=1)
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1) if (day.year, day.month) < (9999, 12) else None
    return first, following - _DAY if following is not None else date.max


def stepped(view: View, day: date, steps: int) -> date:
    """The day so many days, weeks or months later; the last of all days at most, the first at least."""
    if view is not View.MONTH:
        return _shifted(day, steps * (7 if view is View.WEEK else 1))
    months = day.year * 12 + day.month - 1 + steps
    if not 12 <= months < 12 * 10_000:
        return day
    return date(months // 12, months % 12 + 1, 1)


def _shifted(day: date, days: int) -> date:
    ordinal = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whose row it is; `NOBODY` is that of visits nobody goes to yet."""

    id: int
    name: str = ""
    colour: str = "blue"
    about: str = ""

    def answers(self, words: Sequence[str]) -> bool:
        """Whether each of these folded words begins one of the name's, of the role's or of a skill's."""
        held = fold(f"{self.name} {self.about}").split()
        return all(any(each.startswith(word) for each in held) for word in words)


@dataclass(frozen=True, kw_only=True)
class Sight:
    """A stretch of days with everything that is drawn of it. `clocks` are the days on which clocks change, and by how
    many minutes.
    """

    view: View
    agenda: Agenda
    calendar: Calendar
    people: tuple[Person, ...]
    clocks: Mapping[date, int]
    now: datetime
    zone: tzinfo

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Every day, in order."""
        count = (self.agenda.until - self.agenda.since).days + 1
        return tuple(self.agenda.since + timedelta(days=offset) for offset in range(count))

    @cached_property
    def off(self) -> Mapping[date, str]:
        """Days off with their names."""
        return dict(self.agenda.days_off)

    @cached_property
    def visits(self) -> Mapping[int, VisitRow]:
        """Every visit by its id, those that began the day before as well."""
        return {row.id: row for row in (*self.agenda.before, *self.agenda.visits)}

    @cached_property
    def cells(self) -> Mapping[tuple[int, date], tuple[VisitRow, ...]]:
        """The visits of each person's day, as they follow each other; one with several people stands with each."""
        known = {person.id for person in self.people}
        found: dict[tuple[int, date], list[VisitRow]] = defaultdict(list)
        for row in self.agenda.visits:
            if row.day is not None:
                for who in theirs(row):
                    found[who if who in known else NOBODY, row.day].append(row)
        return {
            key: tuple(sorted(rows, key=lambda row: (self.begins(row) or time.min, row.id)))
            for key, rows in found.items()
        }

    @cached_property
    def of_people(self) -> Mapping[int, tuple[VisitRow, ...]]:
        """The visits of each person."""
        found: dict[int, list[VisitRow]] = defaultdict(list)
        for row in (*self.agenda.before, *self.agenda.visits):
            for who in theirs(row):
                found[who].append(row)
        return {who: tuple(rows) for who, rows in found.items()}

    @cached_property
    def counts(self) -> Mapping[date, int]:
        """How many visits a day has."""
        found: dict[date, int] = defaultdict(int)
        for row in self.agenda.visits:
            if row.day is not None:
                found[row.day] += 1
        return found

    @cached_property
    def loads(self) -> Mapping[tuple[int, date], Load]:
        """How full each person's day is."""
        return {(load.technician_id, load.day): load for load in self.agenda.loads}

    @cached_property
    def warnings(self) -> Mapping[int, tuple[Warned, ...]]:
        """What speaks against each visit's plan."""
        found: dict[int, list[Warned]] = defaultdict(list)
        for warned in self.agenda.warnings:
            found[warned.visit_id].append(warned)
        return {visit: tuple(held) for visit, held in found.items()}

    def name_of(self, who: int) -> str:
        """The name of a technician, "" of one that is unknown."""
        held = self.calendar.technicians.get(who)
        return held.name if held is not None else ""

    def stretch(self, row: VisitRow) -> tuple[datetime, datetime] | None:
        """From when to when a visit stands there, on the wall clock: what happened where it happened, else as planned.

        Somebody who is still on site is there till now. None for what is only planned for a day.
        """
        planned = span(row)
        if row.check_in is None:
            return planned
        came = row.check_in.astimezone(self.zone).replace(tzinfo=None)
        if row.check_out is not None:
            return came, max(came, row.check_out.astimezone(self.zone).replace(tzinfo=None))
        lasts = later(came, minutes_of(row))
        return came, max(lasts, self.now) if came.date() == self.now.date() else lasts

    def begins(self, row: VisitRow) -> time | None:
        """The hour that stands in a visit's block."""
        held = self.stretch(row)
        return held[0].time() if held is not None else None

    def is_late(self, row: VisitRow) -> bool:
        """Whether somebody should have come by now and hasn't."""
        if row.status is not VisitStatus.SCHEDULED or row.day is None:
            return False
        held = span(row)
        return row.day < self.now.date() if held is None else held[0] < self.now

    def against(self, row: VisitRow) -> tuple[Warned, ...]:
        """What would speak against a plan, as far as the days on show know: for a drag, which must not wait."""
        if row.day is None:
            return ()
        near = {
            other.id: other
            for who in row.technicians
            for other in self.of_people.get(who, ())
            if other.id != row.id and other.day is not None and abs((other.day - row.day).days) <= 1
        }
        return planning.warnings([row], self.calendar, tuple(near.values()))

    def with_row(self, row: VisitRow) -> Sight:
        """The same with a visit planned otherwise, before the office says so itself."""
        visits = [row if other.id == row.id else other for other in self.agenda.visits]
        if row.id not in {other.id for other in self.agenda.visits}:
            visits.append(row)
        shown = tuple(each for each in visits if each.day is not None and self._holds(each.day))
        warnings = (*(each for each in self.agenda.warnings if each.visit_id != row.id), *self.against(row))
        agenda = replace(self.agenda, visits=shown, warnings=warnings)
        return replace(self, agenda=agenda)

    def without(self, visit_id: int) -> Sight:
        """The same without a visit."""
        visits = tuple(row for row in self.agenda.visits if row.id != visit_id)
        return replace(self, agenda=replace(self.agenda, visits=visits))

    def at(self, now: datetime) -> Sight:
        """The same a little later."""
        return replace(self, now=now)

    def free_hour(self, who: int, day: date, minutes: int) -> time | None:
        """When somebody has room for so many minutes on a day, from now on; None where there is none."""
        if who == NOBODY:
            return None
        start = max(datetime.combine(day, time()), self.now)
        if start.date() != day:
            return None
        rows = [row for row in self.of_people.get(who, ()) if row.day is not None and abs((row.day - day).days) <= 1]
        found = planning.free_slots(rows, self.calendar, [who], max(1, minutes), start, day, 1)
        return found[0].start if found else None

    def _holds(self, day: date) -> bool:
        return self.agenda.since <= day <= self.agenda.until


def theirs(row: VisitRow) -> tuple[int, ...]:
    """In whose rows a visit stands."""
    return tuple(dict.fromkeys(row.technicians)) or (NOBODY,)


def read(office: Office, view: View, day: date) -> Sight:
    """What is to be seen, for the read lane."""
    from osdesk.services import agenda

    since, until = stretch_of(view, day)
    calendar = agenda.calendar(office, since, until)
    found = agenda.agenda(office, since, until)
    return Sight(
        view=view,
        agenda=found,
        calendar=calendar,
        people=tuple(_people(calendar.technicians.values(), found)),
        clocks=_clocks(office, since, until),
        now=office.now().replace(tzinfo=None),
        zone=office.zone,
    )


def _people(team: Iterable[Technician], found: Agenda) -> Iterable[Person]:
    """Whose rows there are: nobody's first, then everybody at work, and who has visits all the same."""
    busy = {who for row in found.visits for who in row.technicians}
    yield Person(id=NOBODY)
    for held in team:
        if held.id is not None and (held.active or held.id in busy):
            about = " ".join((held.role, *held.skills))
            yield Person(id=held.id, name=held.name, colour=held.colour, about=about)


def _clocks(office: Office, since: date, until: date) -> dict[date, int]:
    """The days on which the office's clocks change, and by how many minutes."""
    found: dict[date, int] = {}
    day = since
    while day <= until and day < date.max:
        begins, ends = (datetime.combine(each, time(), office.zone).utcoffset() for each in (day, day + _DAY))
        if begins is not None and ends is not None and begins != ends:
            found[day] = round((ends - begins) / timedelta(minutes=1))
        day += _DAY
    return found
