"""The neighbours of one order in a sorted list, found from its own key: what is looked at when a list is sorted anew.

Apart from `listing`, which begins at one end. Each status is a sorted stretch of an index there; here every stretch is
entered in the middle, so that a list of a million costs what a page costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    column,
    literal,
    select,
    tuple_,
    union_all,
)

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
    here = session.execute(_here(scope), {"id": order_id}).one_or_none()
    if here is None or here.status_id not in scope.statuses:
        return ()
    before = _beyond(session, replace(scope, backwards=not scope.backwards), here, limit)
    after = _beyond(session, scope, here, limit)
    return listing.rows(session, [*reversed(before), order_id, *after])


def _here(scope: Scope) -> Select[Any]:
    key = listing.KEYS.get(scope.sort, order.c.id)
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
        if inside or passed:
            statement = _stretches(part, here) if inside else listing.ids_statement(part)
            found.extend(row[0] for row in session.execute(statement.limit(limit - len(found))))
        passed = passed or inside
        if len(found) >= limit:
            break
    return found


def _stretches(scope: Scope, here: Row[Any]) -> listing.Question:
    key = listing.KEYS.get(scope.sort)
    columns: Sequence[ColumnElement[Any]] = [order.c.id] if key is None else [order.c.id, key.label("key")]
    stretches = [
        select(*columns).where(order.c.deleted_at.is_(None), order.c.status_id == status_id, condition)
        for status_id in scope.statuses
        for condition in _conditions(scope, key, here)
    ]
    ordered = listing.ordering(scope, None if key is None else column("key"), column("id"))
    return union_all(*stretches).order_by(*ordered)


def _conditions(scope: Scope, key: ColumnElement[Any] | None, here: Row[Any]) -> list[ColumnElement[bool]]:
    """What follows the row in each stretch; two parts where nothing (which comes before everything) is a key."""
    number = order.c.id < here.id if scope.down else order.c.id > here.id
    if key is None:
        return [number]
    if here.key is None:
        alike = and_(key.is_(None), number)
        return [alike] if scope.down else [alike, key.is_not(None)]
    row, place = tuple_(key, order.c.id), tuple_(literal(here.key, key.type), literal(here.id))
    if not scope.down:
        return [row > place]
    # Of all keys only a total may be missing.
    return [row < place, key.is_(None)] if scope.sort is OrderSort.TOTAL else [row < place]
