"""Day sheets gathered from the office: everything that the paper of a technician's day is made from, in one value.

Apart from rendering, which knows no database and runs in a process of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from osdesk.domain.agenda import VisitRow, minutes_of
from osdesk.domain.changes import Subject
from osdesk.domain.clients import Client
from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.day_sheets import DaySheet, DayVisit, take_along
from osdesk.domain.orders import Order
from osdesk.domain.statuses import ServiceType, StatusKind
from osdesk.domain.text import fold
from osdesk.domain.visits import VisitOutcome
from osdesk.gateways import handover
from osdesk.gateways.handover import HandoverTrouble
from osdesk.services import company, wording
from osdesk.services.office import Gone, Office, Session
from osdesk.storage import agenda as storage
from osdesk.storage import clients as client_storage
from osdesk.storage import company as company_storage
from osdesk.storage import orders as order_storage
from osdesk.storage import statuses as status_storage
from osdesk.storage import team as team_storage
from osdesk.texts import catalogue

__all__ = ["HandoverTrouble", "export", "file_name", "gather", "gather_all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What all sheets of a day have in common."""

    company: Company
    logo: bytes
    settings: OfficeSettings
    types: dict[int | None, ServiceType]
    orders: dict[int | None, Order]
    clients: dict[int | None, Client]
    team: dict[int, str]


def gather(office: Office, technician_id: int, day: date) -> DaySheet:
    """The sheet of one technician's day, also of one without visits. Raises `Gone`."""
    (sheet,) = _sheets(office, day, technician_id)
    return sheet


def gather_all(office: Office, day: date) -> tuple[DaySheet, ...]:
    """The sheets of everybody who has a visit on that day, by name."""
    return _sheets(office, day, None)


def file_name(sheets: DaySheet | Sequence[DaySheet]) -> str:
    """`Folha-do-dia_Rafael-Moura_2026-11-24.pdf`, safe on every system; of several without a name."""
    many = (sheets,) if isinstance(sheets, DaySheet) else tuple(sheets)
    if not many:
        raise ValueError("no sheet, no name")
    first = many[0]
    title = catalogue(first.language).pgettext("paper", "Day sheet")
    name = first.technician[:48] if len(many) == 1 else ""
    return handover.safe_name("_".join(part for part in (title, name, first.day.isoformat()) if part), ".pdf")


def export(path: Path, pdf: bytes) -> None:
    """Write a document whole, or leave what was there. Raises `HandoverTrouble`."""
    handover.write(path, pdf)


def _sheets(office: Office, day: date, technician_id: int | None) -> tuple[DaySheet, ...]:
    logo = company.logo(office)
    with office.read() as session:
        rows = _rows(session, day, technician_id)
        desk = _desk(session, logo, rows)
        if technician_id is not None:
            found = team_storage.TECHNICIANS.load(session, technician_id)
            if found is None:
                raise Gone(Subject.TECHNICIAN, technician_id)
            people = {technician_id: found.name}
        else:
            people = {each: name for each, name in desk.team.items() if name}
    ordered = sorted(people, key=lambda each: (fold(people[each]), each))
    theirs = {each: [row for row in rows if each in row.technicians] for each in ordered}
    return tuple(_sheet(desk, each, people[each], day, theirs[each]) for each in ordered)


def _rows(session: Session, day: date, technician_id: int | None) -> tuple[VisitRow, ...]:
    statuses = status_storage.all_statuses(session)
    rows = storage.visits(
        session,
        day,
        day,
        {kind.id: kind.duration for kind in status_storage.all_service_types(session)},
        technicians=() if technician_id is None else (technician_id,),
        cancelled=[each.id for each in statuses if each.kind is StatusKind.CANCELLED and each.id is not None],
    )
    return tuple(row for row in rows if row.outcome is not VisitOutcome.NOT_DONE)


def _desk(session: Session, logo: bytes, rows: Iterable[VisitRow]) -> _Desk:
    rows = tuple(rows)
    orders = order_storage.ORDERS.load_many(session, list(dict.fromkeys(row.order_id for row in rows)))
    clients = client_storage.CLIENTS.load_many(session, list({order.client_id or 0 for order in orders}))
    crew = {each for row in rows for each in row.technicians}
    return _Desk(
        company=company_storage.COMPANY.load(session) or Company(),
        logo=logo,
        settings=company_storage.SETTINGS.load(session) or OfficeSettings(),
        types={kind.id: kind for kind in status_storage.all_service_types(session)},
        orders={order.id: order for order in orders},
        clients={client.id: client for client in clients},
        team={each: team_storage.name_of(session, each) for each in crew},
    )


def _sheet(desk: _Desk, technician_id: int, name: str, day: date, rows: Sequence[VisitRow]) -> DaySheet:
    # What is done needs nothing taken along any more; an order of two visits needs it once.
    going = dict.fromkeys(row.order_id for row in rows if row.unfinished)
    needed = [desk.orders[order_id] for order_id in going]
    return DaySheet(
        company=desk.company,
        logo=desk.logo,
        technician=name,
        day=day,
        visits=tuple(_visit(desk, technician_id, row) for row in rows),
        take=take_along((order.number, order.materials) for order in needed),
        minutes=sum(minutes_of(row) for row in rows),
        language=desk.settings.sheet_language,
        time_zone=desk.settings.time_zone,
    )


def _visit(desk: _Desk, technician_id: int, row: VisitRow) -> DayVisit:
    order = desk.orders[row.order_id]
    client = desk.clients.get(order.client_id)
    kind = desk.types.get(order.service_type_id)
    held = next(visit for visit in order.visits if visit.id == row.id)
    equipment = (order.equipment, order.brand_model, order.serial_number)
    return DayVisit(
        number=order.number,
        client=row.client,
        planned_start=held.planned_start,
        planned_end=held.planned_end,
        address=order.address,
        contact=order.contact_name,
        phone=order.contact_phone or (client.phone if client is not None else ""),
        service_type=wording.service_type_name(kind, desk.settings.sheet_language) if kind is not None else "",
        priority=order.priority,
        deadline=order.deadline,
        deadline_time=order.deadline_time,
        equipment=" · ".join(part for part in equipment if part.strip()),
        reason=order.reason,
        advice=client.advice if client is not None else "",
        note="\n".join(text for text in (held.reason, held.observations) if text.strip()),
        with_whom=tuple(
            name for each in held.technicians if each != technician_id and (name := desk.team.get(each, ""))
        ),
        status=held.status,
        check_in=held.check_in,
        check_out=held.check_out,
        kilometres=held.kilometres,
    )
