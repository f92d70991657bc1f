"""Sheets gathered from the office: everything that one printed order is made from, in one value.

Apart from rendering, which knows no database and runs in a process of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from osdesk.domain.clients import Client
from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.orders import Order
from osdesk.domain.sheets import LonePaper, OrderSheet, SheetOptions
from osdesk.domain.statuses import ServiceType, Status, StatusKind
from osdesk.gateways import handover
from osdesk.gateways.handover import HandoverTrouble
from osdesk.services import attachments, clients, company, orders, statuses, team, wording
from osdesk.services.office import Gone, Office

__all__ = ["HandoverTrouble", "blank_sheet", "export", "file_name", "options", "preview", "sheet", "sheets"]

#: Letters of the client's name in the name of a file.
CLIENT_IN_NAME = 48
#: Photos that a preview shows; of later ones their place.
_PREVIEWED_PHOTOS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What all sheets of an office have in common."""

    company: Company
    logo: bytes
    settings: OfficeSettings
    statuses: dict[int | None, Status]
    service_types: dict[int | None, ServiceType]
    technicians: dict[int, str]
    office: Office

    def technician(self, technician_id: int) -> str:
        """The name; of one in the bin too, for who was on site stays on the paper."""
        if technician_id not in self.technicians:
            try:
                self.technicians[technician_id] = team.get(self.office, technician_id).name
            except Gone:
                self.technicians[technician_id] = ""
        return self.technicians[technician_id]


def options(office: Office, *, blank: bool = False) -> SheetOptions:
    """What the office has chosen for its sheets; a blank form has no prices unless they are asked for."""
    return _options(company.settings(office), blank=blank)


def sheet(office: Office, order: Order, options: SheetOptions | None = None) -> OrderSheet:
    """The sheet of an order, stored or not. Without options those of the office."""
    return _sheet(_desk(office), order, _client(office, order.client_id), options)


def preview(office: Office, order: Order) -> OrderSheet:
    """The office's sheet of an order that is being typed, for the screen alone: only the first photos have bytes."""
    return _sheet(_desk(office), order, _client(office, order.client_id), None, _PREVIEWED_PHOTOS)


def sheets(office: Office, ids: Sequence[int], options: SheetOptions | None = None) -> tuple[OrderSheet, ...]:
    """The sheets of stored orders, in that order; ids that aren't there are left out."""
    desk = _desk(office)
    found = orders.get_many(office, ids)
    known = {held.id: held for held in clients.get_many(office, {order.client_id or 0 for order in found})}
    return tuple(_sheet(desk, order, known.get(order.client_id), options) for order in found)


def blank_sheet(office: Office, options: SheetOptions | None = None) -> OrderSheet:
    """The wholly blank form, with nothing but the company's header."""
    desk = _desk(office)
    return OrderSheet(
        company=desk.company,
        logo=desk.logo,
        language=desk.settings.sheet_language,
        time_zone=desk.settings.time_zone,
        options=options if options is not None else _options(desk.settings, blank=True),
    )


def file_name(sheets: OrderSheet | Iterable[OrderSheet], today: date) -> str:
    """`OS-000042_Client-Name_2026-11-24.pdf`, safe on every system; of several orders, their first and last numbers."""
    many = (sheets,) if isinstance(sheets, OrderSheet) else tuple(sheets)
    if not many:
        raise ValueError("no sheet, no name")
    first, last = many[0], many[-1]
    language = first.language
    number = first.order.number if first.order is not None else ""
    if len(many) > 1 and last.order is not None:
        stem = f"{wording.order_title(number, language)} - {last.order.number}"
    else:
        client = first.client.name[:CLIENT_IN_NAME] if first.client is not None else ""
        stem = "_".join(part for part in (wording.order_title(number, language), client) if part)
    return handover.safe_name(f"{stem}_{today.isoformat()}", ".pdf")


def export(path: Path, pdf: bytes) -> None:
    """Write a document whole, or leave what was there. Raises `HandoverTrouble`."""
    handover.write(path, pdf)


def safe_name(stem: str) -> str:
    """A name for a PDF, safe on every system."""
    return handover.safe_name(stem, ".pdf")


def _options(settings: OfficeSettings, *, blank: bool) -> SheetOptions:
    return SheetOptions(
        blank=blank,
        prices=settings.show_prices and not blank,
        form=settings.sheet_form,
        lone_paper=LonePaper.A5,
        filing_holes=settings.filing_holes,
        photos_a_page=0 if blank else settings.photos_a_page,
    )


def _desk(office: Office) -> _Desk:
    return _Desk(
        company=company.get(office),
        logo=company.logo(office),
        settings=company.settings(office),
        statuses={status.id: status for status in statuses.statuses(office)},
        service_types={kind.id: kind for kind in statuses.service_types(office)},
        technicians={held.id: held.name for held in team.all(office) if held.id is not None},
        office=office,
    )


def _client(office: Office, client_id: int | None) -> Client | None:
    """The client, from the bin too; an order being typed may have none yet."""
    if client_id is None:
        return None
    try:
        return clients.get(office, client_id)
    except Gone:
        return None


def _sheet(
    desk: _Desk, order: Order, client: Client | None, options: SheetOptions | None, most: int | None = None
) -> OrderSheet:
    language = desk.settings.sheet_language
    status = desk.statuses.get(order.status_id)
    kind = desk.service_types.get(order.service_type_id)
    sent = dict.fromkeys(technician for visit in order.visits for technician in visit.technicians)
    options = options if options is not None else _options(desk.settings, blank=False)
    return OrderSheet(
        company=desk.company,
        logo=desk.logo,
        order=order,
        client=client,
        status_name=wording.status_name(status, language) if status is not None else "",
        status_kind=status.kind if status is not None else StatusKind.OPEN,
        service_type_name=wording.service_type_name(kind, language) if kind is not None else "",
        technicians=tuple((each, name) for each in sent if (name := desk.technician(each))),
        language=language,
        time_zone=desk.settings.time_zone,
        options=options,
        photos=attachments.sheet_photos(desk.office, order, options, most),
    )
