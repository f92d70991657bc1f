"""The agenda: what is planned and what speaks against it, what waits to be planned, and where there is room.

The verbs that plan are those of `visits`, and the calendars for others those of `calendar_files`; faces find them here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from osdesk.domain import agenda as domain
from osdesk.domain import planning
from osdesk.domain.agenda import Agenda, Slot, VisitRow, Waiting, Warned
from osdesk.domain.changes import Subject
from osdesk.domain.company import OfficeSettings
from osdesk.domain.planning import Calendar
from osdesk.domain.statuses import Status, StatusKind
from osdesk.services import calendar_files, holidays, team, visits
from osdesk.services.office import Gone, Office, Session
from osdesk.storage import agenda as storage
from osdesk.storage import company as company_storage
from osdesk.storage import statuses as status_storage

#: The next free hour is looked for this far, and so many days at once.
_FAR, _AT_ONCE = 366, 28
_AT_MOST = 200

plan, move, stretch, unplan = visits.plan, visits.move, visits.stretch, visits.unplan
check_in, check_out = visits.check_in, visits.check_out
ics_of_visit = calendar_files.of_visit
ics_of_week = calendar_files.of_week


class _Known(NamedTuple):
    """What is asked of statuses and types of service."""

    durations: storage.Durations
    cancelled: tuple[int, ...]
    unfinished: tuple[int, ...]


def agenda(office: Office, since: date, until: date, technicians: Collection[int] | None = None) -> Agenda:
    """What a stretch of days shows, both days inclusive; of all technicians, or of those asked for.

    `NOBODY` among the technicians asks for visits that nobody goes to yet. Visits of cancelled orders that never took
    place are left out.
    """
    wanted = frozenset(technicians or ())
    first, last = _around(since, until)
    held = calendar(office, first, last)
    with office.read() as session:
        known = _known(session)
        rows = storage.visits(session, first, last, known.durations, technicians=wanted, cancelled=known.cancelled)
        mates = {technician for row in rows for technician in row.technicians} - wanted if wanted else set()
        # Who goes along may have another visit at that hour.
        others = (
            storage.visits(session, first, last, known.durations, technicians=mates, cancelled=known.cancelled)
            if mates
            else ()
        )
    shown = tuple(row for row in rows if row.day is not None and since <= row.day <= until)
    people = wanted or [each for each, technician in held.technicians.items() if technician.active]
    loads = planning.loads(shown, held, since, until, [each for each in people if each in held.technicians])
    return Agenda(
        since=since,
        until=until,
        visits=shown,
        warnings=planning.warnings(shown, held, (*rows, *others)),
        loads=tuple(load for load in loads if not wanted or load.technician_id in wanted),
        days_off=tuple((day, name) for day, name in held.days_off.items() if since <= day <= until),
        before=tuple(row for row in rows if row.day is not None and row.day < since and _runs_into(row, since)),
    )


def calendar(office: Office, since: date, until: date) -> Calendar:
    """Hours, days off (of that stretch), technicians and skills: what the rules of planning ask of the office."""
    with office.read() as session:
        settings = company_storage.SETTINGS.load(session) or OfficeSettings()
        skills = {kind.id: kind.skill for kind in status_storage.all_service_types(session) if kind.skill}
    return Calendar(
        opens=settings.opens,
        closes=settings.closes,
        workdays=settings.workdays,
        days_off=dict(holidays.days_off(office, since, until)),
        technicians={held.id: held for held in team.all(office) if held.id is not None},
        skills=skills,
    )


def visit(office: Office, visit_id: int) -> VisitRow:
    """One visit. Raises `Gone`, also where its order is in the bin."""
    with office.read() as session:
        found = storage.one(session, visit_id, _known(session).durations)
    if found is None:
        raise Gone(Subject.ORDER, visit_id)
    return found


def visits_of_day(office: Office, day: date) -> tuple[VisitRow, ...]:
    """The visits of a day, and after them those of other days where somebody is on site now."""
    with office.read() as session:
        known = _known(session)
        planned = storage.visits(session, day, day, known.durations, cancelled=known.cancelled)
        there = storage.on_site(session, known.unfinished, known.durations, _AT_MOST)
    ids = {row.id for row in planned}
    return (*planned, *(row for row in there if row.id not in ids))


def on_site(office: Office, limit: int = _AT_MOST) -> tuple[VisitRow, ...]:
    """Where somebody is now, who came first standing first: checked in, not out, in orders that are not finished."""
    with office.read() as session:
        known = _known(session)
        return storage.on_site(session, known.unfinished, known.durations, limit)


def waiting(office: Office, text: str = "", limit: int = 200) -> tuple[Waiting, ...]:
    """Unfinished orders with no visit to come and nobody on site: by deadline, then priority, then number.

    A visit that was planned for a day before today and never began is none to come. `text` looks for words as the list
    of orders does.
    """
    today = office.today()
    with office.read() as session:
        known = _known(session)
        return storage.waiting(session, known.unfinished, today, known.durations, text, limit)


def warnings_for(office: Office, row: VisitRow) -> tuple[Warned, ...]:
    """What would speak against a plan, stored or not: `row._replace(day=…, technicians=…)`."""
    if row.day is None:
        return ()
    first, last = _around(row.day, row.day)
    held = calendar(office, first, last)
    with office.read() as session:
        known = _known(session)
        others = storage.visits(
            session, first, last, known.durations, technicians=row.technicians, cancelled=known.cancelled
        )
    return planning.warnings([row], held, others if row.technicians else ())


def next_free(
    office: Office,
    minutes: int,
    skill: str = "",
    since: datetime | None = None,
    technician: int | None = None,
    count: int = 3,
) -> tuple[Slot, ...]:
    """The next free stretches of so many minutes, from an instant (now) on, for at most a year: see
    `planning.free_slots`. Only active technicians who know the skill; one that is named is taken whatever he knows.

    Raises `ValueError` for less than a minute.
    """
    begin = (office.now() if since is None else since.astimezone(office.zone)).replace(tzinfo=None)
    last = _after(begin.date(), _FAR)
    held = calendar(office, begin.date(), last)
    people = [
        each
        for each, person in held.technicians.items()
        if each == technician or (technician is None and person.active and planning.skilled(person, skill))
    ]
    people = [each for each in people if planning.longest(held, each) >= minutes]
    found: tuple[Slot, ...] = ()
    with office.read() as session:
        known = _known(session)
        while people and len(found) < count and begin.date() <= last:
            until = min(_after(begin.date(), _AT_ONCE), last)
            rows = storage.visits(session, _around(begin.date(), until)[0], until, known.durations, technicians=people)
            left = [row for row in rows if row.status_id not in known.cancelled]
            found += planning.free_slots(left, held, people, minutes, begin, until, count - len(found))
            if until == last:
                break
            begin = datetime.combine(_after(until, 1), time())
    return found


def _known(session: Session) -> _Known:
    statuses = [status for status in status_storage.all_statuses(session) if status.id is not None]
    return _Known(
        durations={kind.id: kind.duration for kind in status_storage.all_service_types(session)},
        cancelled=_ids(status for status in statuses if status.kind is StatusKind.CANCELLED),
        unfinished=_ids(status for status in statuses if not status.kind.finished),
    )


def _ids(statuses: Iterable[Status]) -> tuple[int, ...]:
    return tuple(status.id for status in statuses if status.id is not None)


def _around(since: date, until: date) -> tuple[date, date]:
    """A day more on either side: nights run into the next day."""
    first = since if since == date.min else since - timedelta(days=1)
    return first, _after(until, 1)


def _after(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _runs_into(row: VisitRow, day: date) -> bool:
    held = domain.span(row)
    return held is not None and held[1] > datetime.combine(day, time())
