"""Orders in the order of an index, without sorting: what every list walks along, from its beginning or from one row on.

For the columns of the list each status is a stretch of an index of its own (`storage.orders`), and any set of statuses
is a union of those stretches, which both databases merge; by a date there is one index of all orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Column, ColumnElement, CompoundSelect, Select, bindparam, column, select, union_all

from osdesk.domain.questions import OrderSort
from osdesk.storage.facets import facets
from osdesk.storage.orders import order
from osdesk.storage.scope import Scope

Question = Select[Any] | CompoundSelect[Any]

#: What each way to sort goes by, before the number.
KEYS: dict[OrderSort, ColumnElement[Any]] = {
    OrderSort.CLIENT: order.c.client_key,
    OrderSort.REASON: order.c.reason_key,
    OrderSort.TECHNICIANS: order.c.team_key,
    OrderSort.DEADLINE: order.c.due,
    OrderSort.TOTAL: order.c.total,
}
#: The same of what has one index for all orders, whatever their status.
DATES: dict[OrderSort, Column[Any]] = {
    OrderSort.OPENED: order.c.opened_at,
    OrderSort.PLANNED: facets.c.last_day,
    OrderSort.CLOSED: facets.c.closed_at,
}
#: Keys that an order may lack: it stands before all that have one.
_MAYBE = frozenset({OrderSort.TOTAL, OrderSort.PLANNED, OrderSort.CLOSED})


def by_status(scope: Scope) -> tuple[Scope, ...]:
    """The scopes whose answers, one after the other, are this one's: sorted by status, a stretch of the index each."""
    if scope.sort is not OrderSort.STATUS:
        return (scope,)
    alone = replace(scope, sort=OrderSort.NUMBER, descending=True)
    if scope.deleted:
        return (alone,)
    ordered = scope.statuses[::-1] if scope.down else scope.statuses
    return tuple(replace(alone, statuses=(status_id,), every_status=False) for status_id in ordered)


def ordering(key: ColumnElement[Any] | None, number: ColumnElement[Any], *, down: bool) -> list[ColumnElement[Any]]:
    """By the key and then by number, both in one direction, as their index has them."""
    numbered = number.desc() if down else number.asc()
    if key is None:
        return [numbered]
    # Said for PostgreSQL, which puts nothing above everything; for SQLite it is the index's own order.
    return [key.desc().nulls_last() if down else key.asc().nulls_first(), numbered]


@lru_cache(maxsize=256)
def merged(statuses: tuple[int, ...], sort: OrderSort, *, down: bool) -> Question:
    """The living orders of these statuses, a sorted stretch of the index each; made once, for making it costs a
    millisecond.
    """
    return _united(statuses, sort, [()], down=down)


@lru_cache(maxsize=256)
def beyond(statuses: tuple[int, ...], sort: OrderSort, *, down: bool, keyed: bool) -> Question:
    """What follows a row (`id`, `key`; not `keyed` when it has none), each stretch entered where the row would be."""
    return _united(statuses, sort, _pieces(sort, down=down, keyed=keyed), down=down)


@cache
def dated(sort: OrderSort, *, down: bool) -> Question:
    """All orders by a date, from the bin and of every status too."""
    number = DATES[sort].table.c.id
    return select(number.label("id")).order_by(*ordering(DATES[sort], number, down=down))


@cache
def dated_beyond(sort: OrderSort, *, down: bool, keyed: bool) -> Question:
    """Those that follow a row (`id`, `key`)."""
    key = DATES[sort]
    number = key.table.c.id
    pieces = [
        select(number.label("id"), key.label("key")).where(*piece) for piece in _pieces(sort, down=down, keyed=keyed)
    ]
    return union_all(*pieces).order_by(*ordering(column("key"), column("id"), down=down))


def _united(
    statuses: Sequence[int], sort: OrderSort, pieces: Sequence[tuple[ColumnElement[bool], ...]], *, down: bool
) -> Question:
    key = KEYS.get(sort)
    columns: list[ColumnElement[Any]] = [order.c.id] if key is None else [order.c.id, key.label("key")]
    stretches = [
        select(*columns).where(order.c.deleted_at.is_(None), order.c.status_id == status_id, *piece)
        for status_id in statuses
        for piece in pieces
    ]
    return union_all(*stretches).order_by(*ordering(None if key is None else column("key"), column("id"), down=down))


def _pieces(sort: OrderSort, *, down: bool, keyed: bool) -> list[tuple[ColumnElement[bool], ...]]:
    """What follows the row in one stretch: what is alike and numbered beyond it, and what lies beyond it."""
    key = KEYS.get(sort, DATES.get(sort))
    held = order.c.id if sort not in DATES else DATES[sort].table.c.id
    place = bindparam("id", type_=order.c.id.type)
    number = held < place if down else held > place
    if key is None:
        return [(number,)]
    if not keyed:  # nothing comes before everything
        alike = (key.is_(None), number)
        return [alike] if down else [alike, (key.is_not(None),)]
    mark = bindparam("key", type_=key.type)
    found: list[tuple[ColumnElement[bool], ...]] = [(key == mark, number), (key < mark if down else key > mark,)]
    if down and sort in _MAYBE:
        found.append((key.is_(None),))
    return found
