"""Orders that follow up another one: made of what failed, and found from either side.

Apart from the other verbs of orders: what is carried over is a matter of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from osdesk.domain import orders as domain
from osdesk.domain.following import Chain, Kin
from osdesk.domain.orders import Order
from osdesk.services.office import Office
from osdesk.services.wording.following import follow_up_reason
from osdesk.storage import order_lookup


def begun(fresh: Order, earlier: Order, item_ids: Iterable[int] = ()) -> Order:
    """`fresh` (as a new order starts) made the follow-up of a stored one: same client, place, people and equipment.

    Its reason lists those items of the checklists, or every one that failed when none is named.
    """
    items = domain.failed_items(earlier, frozenset(item_ids))
    return replace(
        domain.same_place(fresh, earlier),
        follows=earlier.code,
        reason=follow_up_reason(earlier.number, items),
        service_type_id=fresh.service_type_id,
    )


def chain(office: Office, order_id: int | None, code: str, follows: str) -> Chain:
    """The orders before and after one. `order_id` is None while it was never saved."""
    with office.read() as session:
        earlier = order_lookup.kin(session, code=follows) if follows else ()
        later = order_lookup.kin(session, follows=code) if order_id is not None else ()
    before = next((Kin(id=each[0], number=each[1], status_id=each[2]) for each in earlier), None)
    return Chain(earlier=before, later=tuple(Kin(id=each[0], number=each[1], status_id=each[2]) for each in later))
