"""The neighbours of one order in a sorted list, found from its own key: what is looked at when a list is sorted anew.

Apart from `listing`, which begins at one end. Each status is a sorted stretch of an index there; here every stretch is
entered in the middle, so that a list of a million costs what a page costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, Row, Select, literal_column, select

from osdesk.domain.questions import OrderRow, OrderSort
from osdesk.storage import listing, narrowing, seeking, stretches
from osdesk.storage.facets import facets
from osdesk.storage.scope import Scope


def around(session: Connection, scope: Scope, order_id: int, limit: int) -> tuple[OrderRow, ...]:
    """Up to `limit` rows before an order, itself, and up to `limit` after it, in the question's order.

    Nothing when it doesn't answer the question, or when words are looked for: where they stand no key tells.
    """
    if scope.words:
        return ()
    here = session.execute(here_statement(scope).where(facets.c.id == order_id)).one_or_none()
    if here is None:
        return ()
    before = _beyond(session, replace(scope, backwards=not scope.backwards), here, limit)
    after = _beyond(session, scope, here, limit)
    return listing.rows(session, [*reversed(before), order_id, *after])


def here_statement(scope: Scope) -> Select[tuple[int, int, object]]:
    """The answers with their key and status."""
    key = None if scope.sort is OrderSort.STATUS else narrowing.key(scope)
    held = (literal_column("NULL") if key is None else key).label("key")
    return select(facets.c.id, facets.c.status_id, held).where(*narrowing.conditions(scope))


def _beyond(session: Connection, scope: Scope, here: Row[tuple[int, int, object]], limit: int) -> Sequence[int]:
    """The ids that follow the row, as the scope runs."""
    if not scope.plain or scope.sort in stretches.DATES:
        return seeking.first(session, scope, limit, here)
    found: list[int] = []
    passed = scope.sort is not OrderSort.STATUS
    for part in stretches.by_status(scope):
        # Sorted by status, what follows is the rest of its own stretch and then the stretches after it.
        inside = scope.sort is not OrderSort.STATUS or part.statuses == (here.status_id,)
        if inside:
            statement = stretches.beyond(part.statuses, part.sort, down=part.down, keyed=here.key is not None)
            rows = session.execute(statement.limit(limit), {"id": here.id, "key": here.key})
            found.extend(row[0] for row in rows)
        elif passed:
            rows = session.execute(listing.ids_statement(part, limit - len(found)))
            found.extend(row[0] for row in rows)
        passed = passed or inside
        if len(found) >= limit:
            break
    return found
