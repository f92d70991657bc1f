"""Visits for other calendars: one visit, or a technician's week, as an `.ics` file.

Apart from the agenda: what leaves the office is worded in the language of its paper, and holds nothing that only the
office may know.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from osdesk import __version__
from osdesk.domain import dates, icalendar, phones
from osdesk.domain.agenda import DEFAULT_MINUTES, VisitRow, span
from osdesk.domain.changes import Subject
from osdesk.domain.company import OfficeSettings
from osdesk.domain.orders import Order
from osdesk.domain.problems import Problem, Refused
from osdesk.domain.statuses import ServiceType, StatusKind
from osdesk.domain.visits import VisitOutcome
from osdesk.gateways import handover
from osdesk.gateways.handover import HandoverTrouble
from osdesk.services import wording
from osdesk.services.office import Gone, Office, Session
from osdesk.storage import agenda as storage
from osdesk.storage import company as company_storage
from osdesk.storage import orders as order_storage
from osdesk.storage import statuses as status_storage
from osdesk.storage import team as team_storage
from osdesk.texts import Catalogue, catalogue

__all__ = [
    "HandoverTrouble",
    "export",
    "file_name_of_visit",
    "file_name_of_week",
    "of_visit",
    "of_week",
]

_CLIENT_IN_NAME = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What the entries are worded with."""

    say: Catalogue
    types: dict[int | None, ServiceType]
    cancelled: frozenset[int | None]
    team: dict[int, str]


def of_visit(office: Office, visit_id: int) -> bytes:
    """One visit. Raises `Gone`, and `Refused` (`visit.day_missing`) where it isn't planned."""
    with office.read() as session:
        row, place = _visit(session, visit_id)
        if row.day is None:
            raise Refused((Problem(field=f"visits.{place}.day", code="visit.day_missing"),))
        return _file(office, session, [row], "")


def of_week(office: Office, technician_id: int, monday: date) -> bytes:
    """The visits of a technician in the week (from Monday) that a day lies in. Raises `Gone`."""
    first = monday - timedelta(days=monday.weekday())
    with office.read() as session:
        name = _name(session, technician_id)
        statuses = status_storage.all_statuses(session)
        cancelled = [status.id for status in statuses if status.kind is StatusKind.CANCELLED and status.id is not None]
        rows = storage.visits(
            session,
            first,
            first + timedelta(days=6),
            _durations(session),
            technicians=[technician_id],
            cancelled=cancelled,
        )
        return _file(office, session, rows, name)


def file_name_of_visit(office: Office, visit_id: int) -> str:
    """`OS-000042_Client-Name_2026-11-24.ics`, safe on every system. Raises `Gone`."""
    with office.read() as session:
        row, _place = _visit(session, visit_id)
        language = _settings(session).sheet_language
    title = wording.order_title(row.number, language)
    day = row.day.isoformat() if row.day is not None else ""
    parts = (title, row.client[:_CLIENT_IN_NAME], day)
    return handover.safe_name("_".join(part for part in parts if part), ".ics")


def file_name_of_week(office: Office, technician_id: int, monday: date) -> str:
    """`Agenda_Rafael-Moura_2026-11-23.ics`, safe on every system. Raises `Gone`."""
    first = monday - timedelta(days=monday.weekday())
    with office.read() as session:
        name = _name(session, technician_id)
        say = catalogue(_settings(session).sheet_language)
    agenda = say.pgettext("calendar", "Agenda")
    return handover.safe_name(f"{agenda}_{name[:_CLIENT_IN_NAME]}_{first.isoformat()}", ".ics")


def export(path: Path, data: bytes) -> None:
    """Write a calendar whole, or leave what was there. Raises `HandoverTrouble`."""
    handover.write(path, data)


def _file(office: Office, session: Session, rows: Iterable[VisitRow], name: str) -> bytes:
    rows = tuple(rows)
    language = _settings(session).sheet_language
    words = _Words(
        say=catalogue(language),
        types={kind.id: kind for kind in status_storage.all_service_types(session)},
        cancelled=frozenset(
            status.id for status in status_storage.all_statuses(session) if status.kind is StatusKind.CANCELLED
        ),
        team={each: team_storage.name_of(session, each) for each in {each for row in rows for each in row.technicians}},
    )
    ids = list(dict.fromkeys(row.order_id for row in rows))
    orders = {order.id: order for order in order_storage.ORDERS.load_many(session, ids)}
    agenda = words.say.pgettext("calendar", "Agenda")
    company = company_storage.COMPANY.load(session)
    called = " – ".join(part for part in (name or agenda, company.name if company is not None else "") if part)
    return icalendar.written(
        [_event(office, words, row, orders[row.order_id]) for row in rows],
        office.instant(),
        called,
        f"OS Desk {__version__}",
        language.replace("_", "-"),
    )


def _event(office: Office, words: _Words, row: VisitRow, order: Order) -> icalendar.Event:
    start, end = _when(office, row)
    title = wording.order_title(row.number, words.say.language)
    return icalendar.Event(
        # The order's code is the office's own for ever, and its visits are numbered once.
        uid=f"{order.code}-{row.id}@osdesk",
        sequence=order.version,
        start=start,
        end=end,
        summary=f"{title} – {row.client}",
        location=order.address.line(),
        description="\n".join(_description(words, row, order)),
        cancelled=row.outcome is VisitOutcome.NOT_DONE or row.status_id in words.cancelled,
    )


def _description(words: _Words, row: VisitRow, order: Order) -> Iterable[str]:
    """What whoever goes must know: kind and reason, whom to ask for, who comes, until when."""
    say, language = words.say, words.say.language
    kind = words.types.get(row.service_type_id)
    if kind is not None:
        yield wording.service_type_name(kind, language)
    if order.reason:
        yield order.reason
    contact = " · ".join(
        part for part in (order.contact_name, phones.format_phone(order.contact_phone)) if part.strip()
    )
    if contact:
        yield say.pgettext("calendar", "Contact: {contact}").format(contact=contact)
    crew = ", ".join(name for each in row.technicians if (name := words.team.get(each, "")))
    if crew:
        yield say.pgettext("calendar", "Who comes: {names}").format(names=crew)
    if order.deadline is not None:
        day = dates.format_date(order.deadline, language)
        if order.deadline_time is not None:
            day = f"{day} {dates.format_time(order.deadline_time)}"
        yield say.pgettext("calendar", "Deadline: {date}").format(date=day)


def _when(office: Office, row: VisitRow) -> tuple[datetime, datetime] | tuple[date, date]:
    """From when to when: the plan, else the times on site, else the whole day."""
    planned = span(row)
    if planned is not None:
        start, end = (moment.replace(tzinfo=office.zone).astimezone(UTC) for moment in planned)
        # Where the clock jumps, an hour that doesn't exist may come after one that does.
        return start, end if end > start else start + (planned[1] - planned[0])
    if row.check_in is not None:
        return row.check_in, row.check_out or row.check_in + timedelta(minutes=row.minutes or DEFAULT_MINUTES)
    return icalendar.whole_day(row.day or office.today())


def _visit(session: Session, visit_id: int) -> tuple[VisitRow, int]:
    """The visit and its place in the order."""
    row = storage.one(session, visit_id, _durations(session))
    order = order_storage.ORDERS.load(session, row.order_id) if row is not None else None
    if row is None or order is None:
        raise Gone(Subject.ORDER, visit_id)
    return row, next(place for place, held in enumerate(order.visits) if held.id == visit_id)


def _name(session: Session, technician_id: int) -> str:
    found = team_storage.TECHNICIANS.load(session, technician_id)
    if found is None:
        raise Gone(Subject.TECHNICIAN, technician_id)
    return found.name


def _settings(session: Session) -> OfficeSettings:
    return company_storage.SETTINGS.load(session) or OfficeSettings()


def _durations(session: Session) -> storage.Durations:
    return {kind.id: kind.duration for kind in status_storage.all_service_types(session)}
