"""Very many orders that get another status at once, and what stands behind statuses: orders that have them.

Apart from the saving of one order: a status merged into another may have a hundred thousand of them. Each is written,
found and counted as if it had been saved, but none is loaded whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, Delete, Select, Update, bindparam, delete, func, insert, select, update

from osdesk.domain.changes import Subject
from osdesk.domain.history import Deed
from osdesk.domain.statuses import Status
from osdesk.storage import order_words, search, tally
from osdesk.storage.among import among
from osdesk.storage.clients import CLIENTS
from osdesk.storage.facets import facets
from osdesk.storage.journal import journal
from osdesk.storage.orders import order
from osdesk.storage.statuses import status

#: So many orders are moved by one statement.
_PAGE = 2000


class Standing(NamedTuple):
    """What of an order says whether it may have another status."""

    id: int
    number: str
    status_id: int
    service_type_id: int | None


def ids_statement() -> Select[int]:
    """The orders of a status, in the bin too."""
    return select(facets.c.id).where(facets.c.status_id == bindparam("status")).order_by(facets.c.id)


def still_statement() -> Select[int]:
    """Those of some orders that have a status."""
    return select(facets.c.id).where(among(facets.c.id), facets.c.status_id == bindparam("status"))


def move_statement() -> Update:
    """Give some orders a status: another version of each."""
    return update(order).where(among(order.c.id)).values(status_id=bindparam("_into"), version=order.c.version + 1)


def move_facets_statement() -> Update:
    """The same in the ledger."""
    return update(facets).where(among(facets.c.id)).values(status_id=bindparam("_into"))


def standings_statement() -> Select[Any]:
    """What is asked of some orders before they get another status."""
    columns = (order.c.id, order.c.number, order.c.status_id, order.c.service_type_id)
    return select(*columns).where(among(order.c.id), order.c.deleted_at.is_(None))


def binned_statement() -> Select[Any]:
    """How many orders in the bin have each status."""
    return select(order.c.status_id, func.count()).where(order.c.deleted_at.is_not(None)).group_by(order.c.status_id)


def filed_statement() -> Select[bool]:
    """Whether an order has a signed copy on file."""
    return select(facets.c.filed).where(facets.c.id == bindparam("id"))


def highest_statement() -> Select[Any]:
    """The highest id that a status ever had."""
    ever = select(func.max(journal.c.record_id)).where(journal.c.subject == Subject.STATUS).scalar_subquery()
    return select(func.coalesce(func.max(status.c.id), 0), func.coalesce(ever, 0))


def gone_statement() -> Select[Any]:
    """The names of the statuses that went."""
    went = journal.c.deed.in_((Deed.DELETED, Deed.MERGED))
    return select(journal.c.record_id, journal.c.detail).where(journal.c.subject == Subject.STATUS, went)


def ids_of(session: Connection, status_id: int) -> Sequence[int]:
    """All orders of a status, in the bin too."""
    return session.execute(_IDS, {"status": status_id}).scalars().all()


def still(session: Connection, ids: Sequence[int], status_id: int) -> Sequence[int]:
    """Those of some orders that have this status and are still there."""
    return session.execute(_STILL, {"ids": list(ids), "status": status_id}).scalars().all()


def counts(session: Connection) -> dict[int, int]:
    """How many orders each status has, in the bin too; those without any are left out."""
    found = {status_id: rows for status_id, (rows, _) in tally.figures(session).items()}
    for status_id, rows in session.execute(_BINNED):
        found[status_id] = found.get(status_id, 0) + rows
    return found


def standings(session: Connection, ids: Iterable[int]) -> tuple[Standing, ...]:
    """The standing of some orders, in that order; those in the bin are left out."""
    wanted = list(dict.fromkeys(ids))
    found = {row.id: Standing(*row) for row in session.execute(_STANDINGS, {"ids": wanted})}
    return tuple(found[order_id] for order_id in wanted if order_id in found)


def filed(session: Connection, order_id: int) -> bool:
    """Whether a signed copy of the order is on file."""
    return bool(session.execute(_FILED, {"id": order_id}).scalar())


def names_of_gone(session: Connection) -> dict[int, str]:
    """What statuses were called that are not there any more."""
    return {record_id: detail for record_id, detail in session.execute(_GONE) if detail}


def add(session: Connection, value: Status) -> Status:
    """Store a new status, or one again that went (with its id). An id that went is never given to another: histories
    name it.
    """
    highest = max(session.execute(_HIGHEST).one())
    stored = replace(value, id=value.id or highest + 1, version=max(1, value.version))
    session.execute(_ADD, {field.name: getattr(stored, field.name) for field in fields(stored)})
    return stored


def remove(session: Connection, status_id: int) -> None:
    """Remove a status that no order has any more."""
    tally.forget(session, status_id)
    session.execute(_REMOVE, {"id": status_id})


def remove_statement() -> Delete:
    """Remove one status."""
    return delete(status).where(status.c.id == bindparam("id"))


def move(session: Connection, ids: Sequence[int], after: int, *, then: Callable[[Sequence[int]], None]) -> None:
    """Give orders another status; `then` is told of each page of them."""
    known: dict[int | None, str] = {}
    for start in range(0, len(ids), _PAGE):
        page = list(ids[start : start + _PAGE])
        rows = session.execute(_WORDED, {"ids": page}).fetchall()
        unknown = {row.client_id for row in rows} - known.keys()
        known |= {held.id: order_words.client_words(held) for held in CLIENTS.load_many(session, sorted(unknown))}
        # In the bin their words name no status.
        living = [(row, known.get(row.client_id, "")) for row in rows if row.deleted_at is None]
        search.ORDERS.remove(session, [(row.id, order_words.words_of(row, client)) for row, client in living])
        search.ORDERS.add(session, [(row.id, order_words.words_of(row, client, after)) for row, client in living])
        session.execute(_MOVE, {"ids": page, "_into": after})
        session.execute(_MOVE_FACETS, {"ids": page, "_into": after})
        then(page)


def move_tally(session: Connection, before: int, after: int, ids: Sequence[int] | None) -> None:
    """Count the living orders of one status with those of the other: all of them, or these."""
    if ids is None:
        rows, total = tally.figures(session).get(before, (0, Decimal(0)))
    else:
        rows, total = 0, Decimal(0)
        for start in range(0, len(ids), _PAGE):
            page = {"ids": list(ids[start : start + _PAGE])}
            count, cents = session.execute(_SUM, page).one()
            rows, total = rows + count, total + (cents or Decimal(0))
    tally.shift(session, before, after, rows, total)


def sum_statement() -> Select[int, Decimal]:
    """How many of some orders are not in the bin, and what they come to."""
    return select(func.count(), func.sum(order.c.total)).where(among(order.c.id), order.c.deleted_at.is_(None))


_IDS = ids_statement()
_STILL = still_statement()
_MOVE = move_statement()
_MOVE_FACETS = move_facets_statement()
_STANDINGS = standings_statement()
_BINNED = binned_statement()
_FILED = filed_statement()
_HIGHEST = highest_statement()
_GONE = gone_statement()
_SUM = sum_statement()
_WORDED = order_words.worded_by_id_statement()
_ADD = insert(status)
_REMOVE = remove_statement()
