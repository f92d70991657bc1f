"""The neighbours of one order in a sorted list, found from its own key: what is looked at when a list is sorted anew.

Apart from `listing`, which begins at one end. Each status is a sorted stretch of an index there; here every stretch is
entered in the middle, so that a list of a million costs what a page costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, column, select, union_all

from osdesk.domain.questions import OrderRow, OrderSort
from osdesk.storage import listing
from osdesk.storage.orders import order
from osdesk.storage.scope import Scope


def around(session: Connection, scope: Scope, order_id: int, limit: int) -> tuple[OrderRow, ...]:
    """Up to `limit` rows before an order, itself, and up to `limit` after it, in the question's order.

    Nothing when it doesn't answer the question, or when the question is about more than statuses.
    """
    if not scope.plain:
        return ()
    here = session.execute(_here(scope.sort), {"id": order_id}).one_or_none()
    if here is None or here.status_id not in scope.statuses:
        return ()
    before = _beyond(session, replace(scope, backwards=not scope.backwards), here, limit)
    after = _beyond(session, scope, here, limit)
    return listing.rows(session, [*reversed(before), order_id, *after])


@cache
def _here(sort: OrderSort) -> Select[Any]:
    key = listing.KEYS.get(sort, order.c.id)
    return select(order.c.id, order.c.status_id, key.label("key")).where(
        order.c.id == bindparam("id"), order.c.deleted_at.is_(None)
    )


def _beyond(session: Connection, scope: Scope, here: Row[Any], limit: int) -> list[int]:
    """The ids that follow the row, as the scope runs."""
    found: list[int] = []
    passed = scope.sort is not OrderSort.STATUS
    for part in listing.by_status(scope):
        # Sorted by status, what follows is the rest of its own stretch and then the stretches after it.
        inside = scope.sort is not OrderSort.STATUS or part.statuses == (here.status_id,)
        if inside:
            statement = _stretches(part.statuses, part.sort, down=part.down, keyed=here.key is not None)
            rows = session.execute(statement.limit(limit), {"id": here.id, "key": here.key})
            found.extend(row[0] for row in rows)
        elif passed:
            rows = session.execute(listing.ids_statement(part, limit - len(found)))
            found.extend(row[0] for row in rows)
        passed = passed or inside
        if len(found) >= limit:
            break
    return found


@lru_cache(maxsize=256)
def _stretches(statuses: tuple[int, ...], sort: OrderSort, *, down: bool, keyed: bool) -> listing.Question:
    """What follows a row (`id`, `key`; not `keyed` when it has none), each stretch entered where the row would be."""
    key = listing.KEYS.get(sort)
    columns: Sequence[ColumnElement[Any]] = [order.c.id] if key is None else [order.c.id, key.label("key")]
    stretches = [
        select(*columns).where(order.c.deleted_at.is_(None), order.c.status_id == status_id, *condition)
        for status_id in statuses
        for condition in _conditions(sort, key, down=down, keyed=keyed)
    ]
    ordered = listing.ordering(None if key is None else column("key"), column("id"), down=down)
    return union_all(*stretches).order_by(*ordered)


def _conditions(
    sort: OrderSort, key: ColumnElement[Any] | None, *, down: bool, keyed: bool
) -> list[tuple[ColumnElement[bool], ...]]:
    """What follows the row in one status: what is alike and numbered beyond it, and what lies beyond it."""
    place = bindparam("id", type_=order.c.id.type)
    number = order.c.id < place if down else order.c.id > place
    if key is None:
        return [(number,)]
    if not keyed:  # nothing comes before everything
        alike = (key.is_(None), number)
        return [alike] if down else [alike, (key.is_not(None),)]
    mark = bindparam("key", type_=key.type)
    found: list[tuple[ColumnElement[bool], ...]] = [(key == mark, number), (key < mark if down else key > mark,)]
    if down and sort is OrderSort.TOTAL:  # of all keys only a total may be missing
        found.append((key.is_(None),))
    return found
