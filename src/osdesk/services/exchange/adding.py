"""Orders added from JSON: one transaction for all of them, so that a file is in whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from osdesk.domain.changes import Subject
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.contacts import ContactKind
from osdesk.domain.orders import Order, for_client
from osdesk.domain.permissions import Permission
from osdesk.domain.problems import Problem, Refused, Unreadable
from osdesk.domain.statuses import ServiceType, Status
from osdesk.domain.tax_ids import TaxIdKind, kind, parse
from osdesk.domain.team import Technician, problems
from osdesk.domain.text import fold
from osdesk.domain.tidy import tidied
from osdesk.services import clients, company, orders, records, statuses, team, wording
from osdesk.services.exchange.reading import Json, Reader, built, nulls
from osdesk.services.office import Office, Work
from osdesk.storage import order_lookup
from osdesk.storage.team import TECHNICIANS
from osdesk.texts import LANGUAGES

#: Told by `show`, and worked out anew here.
_WORKED_OUT = frozenset(
    {
        *("number", "client", "client_id", "status", "status_key", "status_kind", "status_id", "service_type"),
        *("service_type_key", "service_type_id", "total", "total_parts", "total_services", "total_discount"),
    }
)
_FACTS_OF_THE_DAY = ("contact_name", "contact_tax_id", "contact_role", "contact_phone", "contact_email", "address")


class OrderRefused(Refused):
    """Nothing was added, because of the order at `place` (from 1) in the file."""

    def __init__(self, place: int, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.place = place


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What names in a file may mean here, and what a new order starts with."""

    statuses: Sequence[Status]
    service_types: Sequence[ServiceType]
    technicians: dict[str, int]
    blank: Order
    area_code: str


def add_orders(office: Office, data: object, *, initiator: object = None) -> tuple[str, ...]:
    """Add one order (an object) or several (an array), all or none; returns their numbers in that order.

    An order whose `code` is stored already is not added again: its number is returned. The client is the one of that
    tax id, else the only one of that name that has no other tax id (it gets the one given), and is made when missing;
    so are technicians. Raises `OrderRefused` with the faults of the first order that has any, `NotAllowed`,
    `OfficeTrouble`.
    """
    given = data if isinstance(data, list) else [data]
    known = _Known(
        statuses=statuses.statuses(office),
        service_types=statuses.service_types(office),
        technicians={fold(held.name): held.id for held in team.all(office) if held.id is not None},
        blank=orders.new(office),
        area_code=company.get(office).area_code,
    )
    numbers: list[str] = []
    with office.write(Permission.EDIT_ORDERS, initiator) as work:
        for place, each in enumerate(given, 1):
            try:
                numbers.append(_add(work, each, known))
            except Refused as refusal:
                raise OrderRefused(place, refusal.problems) from None
    return tuple(numbers)


def _add(work: Work, data: object, known: _Known) -> str:
    reader = Reader(work.office.zone, known.area_code)
    read = reader.record(data, "")
    reader.faults.refuse()
    client = _read_client(read.get("client"), reader)
    reader.faults.refuse()
    code = read.get("code")
    if code is not None:
        stored = order_lookup.by_code(work.session, code)
        if stored is not None:
            return orders.put(work, replace(known.blank, code=code)).number
    blank = replace(known.blank, code=Order().code)
    client = _stored_client(work, client)
    blank = for_client(blank, client)
    own = {name: value for name, value in read.items() if name not in _WORKED_OUT}
    # What is null is empty, and not what the office starts with; an order without an opening opens now.
    own = {**{name: value for name, value in nulls(Order, data).items() if name not in ("code", "opened_at")}, **own}
    for place, visit in enumerate(own.get("visits", ())):
        visit["technicians"] = _technicians(work, visit.get("technicians", ()), f"visits.{place}", known)
    order = built(Order, {name: value for name, value in own.items() if name not in _WORKED_OUT}, blank)
    return orders.put(
        work,
        replace(
            order,
            client_id=client.id,
            status_id=_status(read, known) or blank.status_id,
            service_type_id=_service_type(read, data, known),
        ),
        telling=False,
    ).number


def _read_client(data: Any, reader: Reader) -> Client:
    """The client as the file has it: an object, or only a name."""
    if isinstance(data, str):
        data = {"name": data}
    if data is None:
        reader.faults.add("client.name", "required")
        return Client()
    if not isinstance(data, dict):
        return Client()
    own = dict(data)
    for alias in ("cpf", "cnpj"):
        written = own.pop(alias, None)
        if isinstance(written, str) and not own.get("tax_id"):
            own["tax_id"] = _tax_id(written, f"client.{alias}", reader)
    own["contacts"] = [*own.get("contacts", ()), *_short_contacts(own)]
    if address := own.pop("address", None):
        own["addresses"] = [*own.get("addresses", ()), {"address": address}]
    if "kind" not in own and kind(str(own.get("tax_id", ""))) is TaxIdKind.CPF:
        own["kind"] = ClientKind.PERSON.value
    for name in [name for name, value in own.items() if value is None]:
        del own[name]
    try:
        client: Client = tidied(built(Client, own, Client(), "client"))
    except Refused as refusal:
        reader.faults.problems.extend(refusal.problems)
        return Client()
    if not client.name:
        reader.faults.add("client.name", "required")
    return client


def _tax_id(written: str, path: str, reader: Reader) -> str:
    try:
        return parse(written)
    except Unreadable as fault:
        reader.faults.problems.append(fault.at(path))
        return ""


def _short_contacts(own: Json) -> Iterable[Json]:
    """`phone`, `whatsapp` and `email` of a client that lists no contacts."""
    for contact_kind in ContactKind:
        value = own.pop(contact_kind.value, None)
        if isinstance(value, str) and value.strip():
            yield {"kind": contact_kind.value, "value": value}


def _stored_client(work: Work, client: Client) -> Client:
    found = clients.find_for_import(work.session, client)
    if found is not None and (found.tax_id or not client.tax_id):
        return found
    work.require(Permission.EDIT_CLIENTS)
    # Found by its name: now it is known by its number too, which says whether it is a person.
    known = client if found is None else replace(found, kind=_kind_of(client), tax_id=client.tax_id)
    try:
        return clients.put(work, known)
    except Refused as refusal:
        raise Refused(tuple(replace(held, field=f"client.{held.field}") for held in refusal.problems)) from None


def _kind_of(client: Client) -> ClientKind:
    return ClientKind.PERSON if kind(client.tax_id) is TaxIdKind.CPF else ClientKind.COMPANY


def _technicians(work: Work, given: Sequence[object], path: str, known: _Known) -> list[int]:
    """Ids of the technicians of those names (or ids); one that isn't in the team joins it."""
    found: list[int] = []
    for place, each in enumerate(given):
        where = f"{path}.technicians.{place}"
        if isinstance(each, int) and not isinstance(each, bool):
            if each not in known.technicians.values():
                raise Refused((Problem(field=where, code="json.unknown_name", facts={"name": str(each)}),))
            found.append(each)
            continue
        if not isinstance(each, str) or not each.strip():
            raise Refused((Problem(field=where, code="json.text"),))
        key = fold(each)
        if key not in known.technicians:
            work.require(Permission.EDIT_TEAM)
            saved = records.put(work, Subject.TECHNICIAN, TECHNICIANS, Technician(name=each), problems)
            if saved.id is not None:
                known.technicians[key] = saved.id
        found.append(known.technicians[key])
    return list(dict.fromkeys(found))


def _status(read: Mapping[str, Any], known: _Known) -> int | None:
    """The status by its key, else by a name in any language (or key), else the first of that kind."""
    key = read.get("status_key")
    if key is not None:
        return _named("status_key", key, {held.key: held.id for held in known.statuses if held.key})
    if read.get("status") is not None:
        names = {fold(name): held.id for held in known.statuses for name in _status_names(held)}
        return _named("status", read["status"], names)
    if read.get("status_kind") is not None:
        kinds: dict[str, int | None] = {}
        for held in known.statuses:
            kinds.setdefault(held.kind.value, held.id)
        return _named("status_kind", read["status_kind"], kinds)
    return None


def _status_names(status: Status) -> tuple[str, ...]:
    return (status.key, *(wording.status_name(status, language) for language in LANGUAGES))


def _service_type(read: Mapping[str, Any], data: object, known: _Known) -> int | None:
    key = read.get("service_type_key")
    if key is not None:
        return _named("service_type_key", key, {held.key: held.id for held in known.service_types if held.key})
    if read.get("service_type") is not None:
        names = {
            fold(name): held.id
            for held in known.service_types
            for name in (held.key, *(wording.service_type_name(held, language) for language in LANGUAGES))
        }
        return _named("service_type", read["service_type"], names)
    told = isinstance(data, dict) and "service_type" in data
    return None if told else known.blank.service_type_id


def _named(field: str, given: object, names: Mapping[str, int | None]) -> int | None:
    found = names.get(given) if isinstance(given, str) else None
    if found is None and isinstance(given, str):
        found = names.get(fold(given))
    if found is None:
        raise Refused((Problem(field=field, code="json.unknown_name", facts={"name": str(given)[:60]}),))
    return found
