"""The closing gate: what is missing of an order, and which of many may get a status.

Apart from saving, which holds the gate: whoever offers a change asks first what would be refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from osdesk.domain import closing as domain
from osdesk.domain.closing import Missing
from osdesk.domain.orders import Order
from osdesk.domain.problems import Problem, Refused
from osdesk.domain.statuses import ServiceType, Status, asks_reason, is_closing, may_follow
from osdesk.services.office import Office, Session
from osdesk.storage import orders as order_storage
from osdesk.storage import status_moves
from osdesk.storage import statuses as storage


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """One order that may not get the status: its own leads elsewhere, or (`missing`) something is not there yet."""

    id: int
    number: str
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What becomes of orders that are to get a status.

    `free` may have it as they are; `lacking` may have it if somebody overrides what is missing; `elsewhere` may not.
    `asks_reason` says whether any of the first two wants a reason; `reopens` whether one of them was finished.
    """

    status: Status
    free: tuple[int, ...] = ()
    lacking: tuple[Barred, ...] = ()
    elsewhere: tuple[Barred, ...] = ()
    asks_reason: bool = False
    reopens: bool = False


def missing(office: Office, order: Order) -> tuple[Missing, ...]:
    """What the order's type asks for before it is closed and the order lacks, saved or as it is being written."""
    with office.read() as session:
        return lacking(session, order)


def lacking(session: Session, order: Order) -> tuple[Missing, ...]:
    """The same inside a transaction. A signed copy on file stands for the signature."""
    return _lacking(session, order, {kind.id: kind for kind in storage.all_service_types(session)})


def _lacking(session: Session, order: Order, kinds: dict[int | None, ServiceType]) -> tuple[Missing, ...]:
    kind = kinds.get(order.service_type_id)
    if kind is None or not domain.asks_anything(kind):
        return ()
    signed = kind.needs_signature and order.id is not None and status_moves.filed(session, order.id)
    return domain.missing(order, kind, signed_on_paper=signed)


def survey(office: Office, ids: Iterable[int], status_id: int) -> Survey:
    """What would become of these orders if they got that status; those in the bin are left out.

    Only orders that are to be closed, and whose type asks for something, are loaded. Raises `Refused`.
    """
    with office.read() as session:
        known = {status.id: status for status in storage.all_statuses(session)}
        after = known.get(status_id)
        if after is None:
            raise Refused((Problem(field="status_id", code="status.gone"),))
        kinds = {kind.id: kind for kind in storage.all_service_types(session)}
        asking = {kind.id for kind in kinds.values() if domain.asks_anything(kind)}
        standings = status_moves.standings(session, ids)
        elsewhere = [held for held in standings if not may_follow(known.get(held.status_id), after)]
        going = [held for held in standings if may_follow(known.get(held.status_id), after)]
        to_look_at = [
            held.id for held in going if held.service_type_id in asking and is_closing(known.get(held.status_id), after)
        ]
        lacks = {
            order.id: found
            for order in order_storage.ORDERS.load_many(session, to_look_at)
            if (found := _lacking(session, order, kinds))
        }
    moving = {known.get(held.status_id) for held in going}
    return Survey(
        status=after,
        free=tuple(held.id for held in going if held.id not in lacks),
        lacking=tuple(
            Barred(id=held.id, number=held.number, missing=lacks[held.id]) for held in going if held.id in lacks
        ),
        elsewhere=tuple(Barred(id=held.id, number=held.number) for held in elsewhere),
        asks_reason=any(asks_reason(before, after) for before in moving),
        reopens=any(before is not None and before.kind.finished and not after.kind.finished for before in moving),
    )
