"""What the editor asks the office for, in one trip on the read lane: the order, and all it is shown with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from osdesk.domain import orders as rules
from osdesk.domain.history import Entry
from osdesk.domain.orders import Order
from osdesk.services import checklists, clients, company, orders, statuses, team
from osdesk.services.office import Gone, Office
from osdesk.ui.orders.section import Around


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """An order as the editor opens it. `stored` is None for one that was never saved."""

    order: Order
    stored: Order | None
    around: Around
    history: tuple[Entry, ...] = ()


def stored_order(office: Office, order_id: int) -> Loaded:
    """An order of the office. Raises `Gone`."""
    order = orders.get(office, order_id)
    return Loaded(
        order=order,
        stored=order,
        around=around(office, order.client_id),
        history=orders.history(office, order_id),
    )


def new_order(office: Office, client_id: int | None) -> Loaded:
    """A new order, for a client if one is named."""
    order = orders.new(office)
    if client_id is not None:
        order = rules.for_client(order, clients.get(office, client_id))
    return Loaded(order=order, stored=None, around=around(office, client_id))


def unsaved_order(office: Office, value: Order) -> Loaded:
    """A value that was typed or duplicated: with what is stored of it, where it is a stored order."""
    stored = None
    history: tuple[Entry, ...] = ()
    if value.id is not None:
        try:
            stored = orders.get(office, value.id)
            history = orders.history(office, value.id)
        except Gone:
            # Its record is gone for good: what was typed becomes a new order.
            value = replace(value, id=None, version=0, number="", code=rules.new_code())
    return Loaded(order=value, stored=stored, around=around(office, value.client_id), history=history)


def chosen_client(office: Office, order: Order, client_id: int) -> tuple[Order, Around]:
    """The order with another client, whose facts are copied into it."""
    return rules.for_client(order, clients.get(office, client_id)), around(office, client_id)


def around(office: Office, client_id: int | None) -> Around:
    """The office's rows and settings, and who the client is."""
    client = figures = None
    if client_id is not None:
        try:
            client = clients.get(office, client_id)
            figures = clients.figures(office, client_id)
        except Gone:
            client = None
    return Around(
        statuses=statuses.statuses(office),
        service_types=statuses.service_types(office),
        technicians=team.all(office),
        templates=checklists.all(office, include_inactive=False),
        settings=company.settings(office),
        area_code=company.get(office).area_code,
        zone=office.zone,
        today=office.today(),
        client=client,
        figures=figures,
        next_number=company.next_number(office),
        status_names=statuses.names(office),
    )
