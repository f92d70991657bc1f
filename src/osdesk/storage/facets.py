"""What filters and figures ask of every order, in one narrow row each: a million are gone through in a tenth second.

The rows of orders themselves are long, and half of what is asked stands in other tables (visits, checklists, history).
This ledger holds integers alone and is kept in the transaction that changes an order. What each row must be, told from
the orders, is in `facets_made`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Select,
    Table,
    Update,
    bindparam,
    insert,
    select,
    update,
)

from osdesk.domain.billing import Billing
from osdesk.domain.checklists import Answer, Checklist, progress, questions
from osdesk.domain.orders import Order
from osdesk.domain.priorities import Priority
from osdesk.domain.questions import ChecklistResult
from osdesk.domain.signatures import SignerRole
from osdesk.domain.visits import Visit, VisitStatus
from osdesk.storage.metadata import flag, maybe, metadata, must, text
from osdesk.storage.orders import due_at, team_of
from osdesk.storage.types import Cents, Id, Instant

#: Cities and districts, each pair once: orders name them by number.
place = Table(
    "order_place",
    metadata,
    Column("id", Id, primary_key=True),
    text("city"),
    text("district"),
)
Index("ix_order_place_city", place.c.city, place.c.district, unique=True)

# What is asked most stands first: SQLite reads a row only as far as it must. Days are ordinals (`date.toordinal`).
facets = Table(
    "order_facets",
    metadata,
    Column("id", Id, ForeignKey("service_order.id", ondelete="CASCADE"), primary_key=True),
    flag("deleted"),
    must("status_id", Integer),
    must("service_type_id", Integer),
    must("priority", Integer),
    must("billing", Integer),
    must("checklist", Integer),
    flag("sent"),
    flag("signed"),
    flag("filed"),
    flag("on_site"),
    must("crew", BigInteger),
    must("client_id", Integer),
    must("place_id", Integer),
    maybe("total", Cents),
    must("opened_at", Instant),
    maybe("closed_at", Instant),
    must("due", BigInteger),
    maybe("first_day", Integer),
    maybe("last_day", Integer),
    maybe("coming_day", Integer),
    maybe("came_at", Instant),
    maybe("billed_on", Integer),
    maybe("paid_on", Integer),
)

# To sort by them, and to find what was closed of late.
Index("ix_order_facets_closed_at", facets.c.closed_at)
Index("ix_order_facets_last_day", facets.c.last_day)

#: In place of no type of service, no city and no district.
NONE = 0
PRIORITIES: Mapping[Priority, int] = MappingProxyType({each: rank for rank, each in enumerate(Priority)})
BILLINGS: Mapping[Billing, int] = MappingProxyType({each: rank for rank, each in enumerate(Billing)})
#: 0: nothing is asked at all.
CHECKLISTS: Mapping[ChecklistResult, int] = MappingProxyType(
    {ChecklistResult.PASSED: 1, ChecklistResult.UNANSWERED: 2, ChecklistResult.FAILED: 3}
)
#: Technicians are bits of a whole number; those whose ids are further on share one, and are then told apart.
BITS = 62


def crew_of(technicians: Iterable[int]) -> int:
    """The technicians as bits."""
    bits = 0
    for technician in technicians:
        bits |= 1 << (technician % BITS)
    return bits


def of(value: Order, place_id: int) -> dict[str, Any]:
    """The row of an order, without its id and what stands elsewhere (`sent`, `filed`)."""
    days = [held.day.toordinal() for held in value.visits if held.day is not None]
    coming = [held.day.toordinal() for held in value.visits if held.day is not None and _to_come(held)]
    came = [held.check_in for held in value.visits if held.check_in is not None]
    return {
        "deleted": value.deleted_at is not None,
        "status_id": value.status_id,
        "service_type_id": value.service_type_id or NONE,
        "priority": PRIORITIES[value.priority],
        "billing": BILLINGS[value.billing],
        "checklist": _result(value.checklists),
        "signed": any(each.role is SignerRole.CLIENT and not each.cleared for each in value.signatures),
        "on_site": any(held.status is VisitStatus.ON_SITE for held in value.visits),
        "crew": crew_of(team_of(value)),
        "client_id": value.client_id,
        "place_id": place_id,
        "total": value.totals.total if value.materials else None,
        "opened_at": value.opened_at,
        "closed_at": value.closed_at,
        "due": due_at(value.deadline, value.deadline_time),
        "first_day": min(days, default=None),
        "last_day": max(days, default=None),
        "coming_day": max(coming, default=None),
        "came_at": min(came, default=None),
        "billed_on": _ordinal(value.billed_on),
        "paid_on": _ordinal(value.paid_on),
    }


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _to_come(held: Visit) -> bool:
    return held.status is VisitStatus.SCHEDULED


def _result(checklists: Sequence[Checklist]) -> int:
    asked = questions(checklists)
    if not asked:
        return 0
    if any(item.answer is Answer.NO for item in asked):
        return CHECKLISTS[ChecklistResult.FAILED]
    answered, count = progress(checklists)
    return CHECKLISTS[ChecklistResult.PASSED if answered == count else ChecklistResult.UNANSWERED]


def follow(session: Connection, before: Order | None, after: Order) -> None:
    """Keep the row of an order that was saved; one that says nothing new of it is not written."""
    if before is None:
        row = of(after, _place(session, after))
        session.execute(_ADD, {**row, "id": after.id, "sent": False, "filed": False})
        return
    same_place = _where(before) == _where(after)
    place_id = NONE if same_place else _place(session, after)
    earlier, row = of(before, NONE), of(after, place_id)
    changed = {name: value for name, value in row.items() if earlier[name] != value}
    if not same_place:
        changed["place_id"] = place_id
    if changed:
        session.execute(_change(tuple(changed)), {**changed, "_id": after.id})


def add_many(session: Connection, ids: Sequence[int], orders: Sequence[Order]) -> None:
    """The rows of very many new orders."""
    places: dict[tuple[str, str], int] = {}
    rows = []
    for order_id, value in zip(ids, orders, strict=True):
        where = _where(value)
        if where not in places:
            places[where] = _place(session, value)
        rows.append({**of(value, places[where]), "id": order_id, "sent": False, "filed": False})
    if rows:
        session.execute(_ADD, rows)


def mark_sent(session: Connection, order_id: int) -> None:
    """A document of the order left for the client."""
    session.execute(_change(("sent",)), {"sent": True, "_id": order_id})


def _where(value: Order) -> tuple[str, str]:
    return value.address.city, value.address.district


def _place(session: Connection, value: Order) -> int:
    """The number of the order's city and district, given now where they are new."""
    city, district = _where(value)
    if not city and not district:
        return NONE
    found: int | None = session.execute(_PLACE, {"city": city, "district": district}).scalar()
    if found is None:
        added = session.execute(insert(place), {"city": city, "district": district})
        found = added.inserted_primary_key[0]  # type: ignore[index]  # a table with a key of its own
    return found


def place_statement() -> Select[int]:
    """The number of a city and district."""
    return select(place.c.id).where(place.c.city == bindparam("city"), place.c.district == bindparam("district"))


def all_places_statement() -> Select[Any]:
    """Every city and district."""
    return select(place.c.id, place.c.city, place.c.district)


@cache
def _change(names: tuple[str, ...]) -> Update:
    return update(facets).where(facets.c.id == bindparam("_id")).values({name: bindparam(name) for name in names})


_ADD = insert(facets)
_PLACE = place_statement()
