"""Values of the office as JSON: the domain's own field names, names in place of ids, instants in the office's zone.

Amounts and quantities are texts with a point, dates `YYYY-MM-DD`, what is absent null. Ids, versions and what only this
database knows are left out, but for the order's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any

from osdesk.domain import money
from osdesk.domain.clients import Client
from osdesk.domain.materials import DiscountKind
from osdesk.domain.orders import Order
from osdesk.domain.questions import OrderRow
from osdesk.domain.statuses import ServiceType, Status
from osdesk.services import clients, orders, statuses, team, wording
from osdesk.services.office import Gone, Office
from osdesk.storage.codec import to_plain

#: What only this database knows.
_OWN = frozenset({"id", "version", "sample", "deleted_at", "created_at", "template_id"})
_AMOUNTS = frozenset({"unit_price", "discount"})
_INSTANTS = frozenset({"opened_at", "closed_at", "check_in", "check_out", "authorised_at"})
_TIMES = frozenset({"deadline_time", "planned_start", "planned_end"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the ids of an office are called, read once for many orders."""

    statuses: Mapping[int, Status]
    service_types: Mapping[int, ServiceType]
    technicians: dict[int, str]
    zone: tzinfo
    office: Office
    clients: dict[int, Client] = field(default_factory=dict)

    def technician(self, technician_id: int) -> str:
        """The name, of one in the bin too; "" of one that isn't there."""
        if technician_id not in self.technicians:
            try:
                self.technicians[technician_id] = team.get(self.office, technician_id).name
            except Gone:
                self.technicians[technician_id] = ""
        return self.technicians[technician_id]


def names_of(office: Office) -> Names:
    """Read what the ids of an office are called."""
    return Names(
        statuses={held.id: held for held in statuses.statuses(office) if held.id is not None},
        service_types={held.id: held for held in statuses.service_types(office) if held.id is not None},
        technicians={held.id: held.name for held in team.all(office) if held.id is not None},
        zone=office.zone,
        office=office,
    )


def order_json(office: Office, order: Order) -> dict[str, Any]:
    """An order whole, with its client's fields and its sums."""
    return _order(order, _client_of(office, order), names_of(office))


def orders_json(office: Office, ids: Iterable[int]) -> list[dict[str, Any]]:
    """Orders whole, by id; ids that aren't there are left out."""
    names = names_of(office)
    found = orders.get_many(office, list(ids))
    known = {held.id: held for held in clients.get_many(office, {order.client_id or 0 for order in found})}
    return [_order(order, known.get(order.client_id), names) for order in found]


def row_json(row: OrderRow, names: Names) -> dict[str, Any]:
    """A row of the list."""
    status = names.statuses.get(row.status_id)
    return {
        "id": row.id,
        "number": row.number,
        "client": row.client,
        "reason": row.reason or None,
        "status": wording.status_name(status) if status is not None else None,
        "status_key": (status.key or None) if status is not None else None,
        "status_kind": status.kind.value if status is not None else None,
        "opened_at": _instant(row.opened_at, names.zone),
        "deadline": row.deadline.isoformat() if row.deadline is not None else None,
        "deadline_time": f"{row.deadline_time:%H:%M}" if row.deadline_time is not None else None,
        "technicians": [names.technician(each) for each in row.technicians],
        "total": money.json_amount(row.total) if row.total is not None else None,
    }


def plain(value: object, zone: tzinfo) -> Any:
    """A value of the domain as JSON, without what only this database knows."""
    return _absent(_told(value, to_plain(value), zone))


def _client_of(office: Office, order: Order) -> Client | None:
    try:
        return clients.get(office, order.client_id or 0)
    except Gone:
        return None


def _order(order: Order, client: Client | None, names: Names) -> dict[str, Any]:
    status = names.statuses.get(order.status_id or 0)
    kind = names.service_types.get(order.service_type_id or 0)
    body = plain(order, names.zone)
    for visit, held in zip(body["visits"], order.visits, strict=True):
        visit["technicians"] = [names.technician(each) for each in held.technicians]
    for line, charged in zip(body["materials"], order.materials, strict=True):
        line["total"] = money.json_amount(charged.total) if charged.unit_price is not None else None
    body["discount"] = _discount(order)
    # The sheet's fields in their order, with what the ids stand for in their places.
    found: dict[str, Any] = {"number": order.number or None, "id": order.id, "version": order.version}
    for name, value in body.items():
        if name == "client_id":
            found["client"] = plain(client, names.zone) if client is not None else None
        elif name == "service_type_id":
            found["service_type"] = wording.service_type_name(kind) if kind is not None else None
            found["service_type_key"] = (kind.key or None) if kind is not None else None
        elif name == "status_id":
            found["status"] = wording.status_name(status) if status is not None else None
            found["status_key"] = (status.key or None) if status is not None else None
            found["status_kind"] = status.kind.value if status is not None else None
        elif name != "number":
            found[name] = value
    sums = order.totals
    for name in ("parts", "services", "discount", "total"):
        found[f"total_{name}" if name != "total" else name] = money.json_amount(getattr(sums, name))
    return found


def _discount(order: Order) -> str:
    percent = order.discount_kind is DiscountKind.PERCENT
    return money.json_quantity(order.discount) if percent else money.json_amount(order.discount)


def _told(value: Any, written: Any, zone: tzinfo) -> Any:
    """The plain form, with instants in the zone and figures as people write them in scripts."""
    if isinstance(written, dict):
        return {
            name: _field(name, getattr(value, name), inner, zone) for name, inner in written.items() if name not in _OWN
        }
    if isinstance(written, list):
        return [_told(held, inner, zone) for held, inner in zip(value, written, strict=True)]
    return written


def _field(name: str, value: Any, written: Any, zone: tzinfo) -> Any:
    if isinstance(value, datetime):
        return _instant(value, zone)
    if isinstance(value, Decimal):
        if name in _AMOUNTS:
            return money.json_amount(value)
        return money.json_quantity(value) if name == "quantity" else written
    if name in _TIMES and isinstance(written, str):
        return written.removesuffix(":00") if len(written) == len("08:12:00") else written
    return _told(value, written, zone)


def _instant(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds" if not moment.microsecond else "microseconds")


def _absent(data: Any) -> Any:
    """With null for every text that isn't there."""
    if isinstance(data, dict):
        return {name: _absent(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_absent(value) for value in data]
    return None if data == "" else data
