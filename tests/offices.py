"""Real offices for tests: a folder of the test's own, a clock that stands still until it is set, one of everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from builders import a_client, a_technician, an_order, at
from osdesk.domain.clients import Client
from osdesk.domain.orders import Order, new_code
from osdesk.domain.permissions import Actor
from osdesk.services import clients, orders, team
from osdesk.services.office import Office, open_office

ANA = Actor(name="Ana")


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: datetime = field(default_factory=lambda: at(2026, 11, 24, 8, 12))

    def __call__(self) -> datetime:
        """What it shows."""
        return self.now

    def forward(self, **by: float) -> None:
        """Later by that much (`days=1`)."""
        self.now += timedelta(**by)


def an_office(folder: Path, clock: Callable[[], datetime] | None = None, **options: Any) -> Office:
    """An open office in that folder, with Ana at work."""
    return open_office(folder, actor=ANA, clock=clock or Clock(), **options)


def saved_client(office: Office, **changes: Any) -> Client:
    """The sample client, stored."""
    return clients.save(office, a_client(**changes))


def saved_order(office: Office, client: Client | None = None, **changes: Any) -> Order:
    """A short open order, stored, of that client or of the first one there is."""
    if client is None:
        found = clients.suggest(office, "")
        client = clients.get(office, found[0].id) if found else saved_client(office)
    return orders.save(office, replace(orders.new(office), client_id=client.id, **changes)).order


def whole_order(office: Office, client: Client | None = None, **changes: Any) -> Order:
    """The typical order of the paper with all its parts, not stored, fit for this office: its own team and client."""
    client = client or saved_client(office)
    while len(team.all(office)) < 2:
        team.save(office, a_technician())
    first, second = (technician.id or 0 for technician in team.all(office)[:2])
    order = an_order()
    visits = tuple(replace(visit, technicians=(first, second)) for visit in order.visits)
    fit = replace(
        order,
        id=None,
        version=0,
        number="",
        code=new_code(),
        client_id=client.id,
        status_id=orders.new(office).status_id,
        service_type_id=None,
        closed_at=None,
        visits=visits,
    )
    return replace(fit, **changes)
