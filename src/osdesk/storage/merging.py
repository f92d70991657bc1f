"""Giving the orders of one client to another: rows, index of words, and the ledger follow in one go.

Apart from the saving of orders one by one, which would load twenty thousand of them with all their parts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Update, bindparam, select, update

from osdesk.domain.clients import Client
from osdesk.storage import order_words, search
from osdesk.storage.among import among
from osdesk.storage.clients import name_key
from osdesk.storage.facets import facets
from osdesk.storage.orders import order

#: So many orders at once: between them it is told how far it is.
_PAGE = 1000


def orders_statement() -> Select[int]:
    """All orders of a client, from the bin too, by id."""
    return select(order.c.id).where(order.c.client_id == bindparam("client_id")).order_by(order.c.id)


def still_statement() -> Select[int]:
    """Which of some orders are a client's."""
    return select(order.c.id).where(among(order.c.id), order.c.client_id == bindparam("client_id"))


def move_statement() -> Update:
    """Give orders to a client. Each has another version then: a form that shows it must not put the old client back."""
    return (
        update(order)
        .where(among(order.c.id))
        .values(client_id=bindparam("_client_id"), client_key=bindparam("_key"), version=order.c.version + 1)
    )


def facets_statement() -> Update:
    """The same in the ledger."""
    return update(facets).where(among(facets.c.id)).values(client_id=bindparam("_client_id"))


def worded_statement() -> Select[Any]:
    """The words of some orders."""
    return order_words.worded_by_id_statement()


def orders_of(session: Connection, client_id: int) -> tuple[int, ...]:
    """The ids of all orders of a client."""
    return tuple(session.execute(_ORDERS, {"client_id": client_id}).scalars())


def still_of(session: Connection, ids: Sequence[int], client_id: int) -> tuple[int, ...]:
    """Those of some orders that are the client's now, by id."""
    return tuple(sorted(session.execute(_STILL, {"ids": list(ids), "client_id": client_id}).scalars()))


def move(
    session: Connection, ids: Sequence[int], source: Client, target: Client, progress: Callable[[int], object]
) -> None:
    """Give orders of one client, as it is stored, to another, as it is stored; `progress` hears how many are done."""
    before, after = order_words.client_words(source), order_words.client_words(target)
    for start in range(0, len(ids), _PAGE):
        page = list(ids[start : start + _PAGE])
        rows = session.execute(_WORDED, {"ids": page}).fetchall()
        search.ORDERS.remove(session, [(row.id, order_words.words_of(row, before)) for row in rows])
        search.ORDERS.add(session, [(row.id, order_words.words_of(row, after)) for row in rows])
        session.execute(_MOVE, {"ids": page, "_client_id": target.id, "_key": name_key(target.name)})
        session.execute(_FACETS, {"ids": page, "_client_id": target.id})
        progress(start + len(page))


_ORDERS = orders_statement()
_STILL = still_statement()
_MOVE = move_statement()
_FACETS = facets_statement()
_WORDED = worded_statement()
