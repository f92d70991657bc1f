"""Filling an empty office with as much invented work as wanted, up to a million orders and more."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TypeVar

from osdesk.domain.changes import Subject
from osdesk.domain.clients import Client
from osdesk.domain.company import Company
from osdesk.domain.contacts import Address
from osdesk.domain.permissions import Permission
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.team import Technician, problems
from osdesk.services import checklists, company, lists, records, statuses, team
from osdesk.services import clients as client_verbs
from osdesk.services import orders as order_verbs
from osdesk.services.demo import invented, people, samples
from osdesk.services.demo.seeding import seed_templates
from osdesk.services.office import Office, Work
from osdesk.storage.team import TECHNICIANS

T = TypeVar("T")

#: Orders and clients stored in one transaction.
_AT_ONCE = 10_000
#: Invented like all the rest; its number is the one in every textbook.
COMPANY = Company(
    legal_name="Ventosul Climatização e Refrigeração Ltda.",
    trade_name="Ventosul Climatização",
    tax_id="11222333000181",
    state_registration="096/3271840",
    address=Address(
        postal_code="90000005",
        street="Av. das Palmeiras",
        number="1.204",
        complement="galpão 3",
        district="Navegantes",
        city="Porto Alegre",
        state="RS",
    ),
    phone="+555135550142",
    whatsapp="+5551995550142",
    email="atendimento@ventosul.example",
    site="ventosul.example",
    terms="Declaro que os serviços acima foram executados, que conferi os materiais relacionados e que recebi a 2ª via "
    "desta ordem.",
)


class OfficeNotEmpty(Exception):
    """The office has orders already: nothing is invented among them."""

    code = "demo.not_empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Ids of the seeded rows by key."""

    statuses: dict[str, int]
    service_types: dict[str, int]


def keys(office: Office) -> Keys:
    """Ids of the office's seeded statuses and types of service."""
    return Keys(
        statuses={held.key: held.id for held in statuses.statuses(office) if held.id is not None},
        service_types={held.key: held.id for held in statuses.service_types(office) if held.id is not None},
    )


def add_team(work: Work, members: Iterable[Technician]) -> tuple[int, ...]:
    """Add technicians; returns their ids in that order."""
    added = (records.put(work, Subject.TECHNICIAN, TECHNICIANS, member, problems) for member in members)
    return tuple(member.id for member in added if member.id is not None)


def fill(
    office: Office,
    orders: int,
    clients: int | None = None,
    seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Fill an office without orders: so many orders of so many clients; returns how many clients.

    The same seed makes the same data (on the same day, for they lead up to it). `progress` is told orders done and
    wanted. A company and a team are invented where there is none. Stored by the ten thousand: broken off, what is there
    is whole. Raises `OfficeNotEmpty`, `NotAllowed`, `OfficeTrouble`.
    """
    if any(lists.orders_first(office, OrderQuestion(deleted=deleted), 1) for deleted in (False, True)):
        raise OfficeNotEmpty
    # No value here refers back to what holds it; to look for such over and over takes a sixth of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _fill(office, orders, clients, people.Dice(seed), progress)
    finally:
        if collecting:
            gc.enable()


def _fill(
    office: Office,
    orders: int,
    clients: int | None,
    dice: people.Dice,
    progress: Callable[[int, int], None] | None,
) -> int:
    wanted = clients if clients is not None else max(1, round(3 * orders**0.65))
    world = _world(office)
    known: list[Client] = []
    for chunk in _chunks(people.clients(dice, wanted, world.now)):
        with office.write(Permission.SAMPLE_DATA) as work:
            known.extend(client_verbs.insert_many(work, chunk))
    by_id = {client.id or 0: client for client in known}
    done = 0
    for batch in _chunks(invented.orders(dice, orders, known, world)):
        with office.write(Permission.SAMPLE_DATA) as work:
            order_verbs.insert_many(work, batch, by_id)
        done += len(batch)
        if progress is not None:
            progress(done, orders)
    return wanted


def _world(office: Office) -> invented.Office:
    """What the orders refer to; a company and a team are made where there is none."""
    seed_templates(office)
    if not company.is_set_up(office):
        held = company.get(office)
        company.save(office, replace(COMPANY, version=held.version, logo=held.logo))
    members = tuple(member.id for member in team.all(office, include_inactive=False) if member.id is not None)
    if not members:
        with office.write(Permission.SAMPLE_DATA) as work:
            members = add_team(work, (replace(member, sample=False) for member in samples.TEAM))
    held = company.get(office)
    by_key = keys(office)
    return invented.Office(
        now=_last_afternoon(office.now()),
        today=office.today(),
        statuses=by_key.statuses,
        service_types=by_key.service_types,
        technicians=members,
        templates=checklists.all(office),
        terms=held.terms,
        warranty_days=held.warranty_days,
    )


def _last_afternoon(now: datetime) -> datetime:
    """Half past two today or, before that, last evening: not the minute of the call, so that a seed tells all."""
    afternoon = datetime.combine(now.date(), time(14, 30), now.tzinfo)
    return afternoon if now >= afternoon else datetime.combine(now.date(), time(18), now.tzinfo) - timedelta(days=1)


def _chunks(things: Iterator[T]) -> Iterator[list[T]]:
    while chunk := list(itertools.islice(things, _AT_ONCE)):
        yield chunk
