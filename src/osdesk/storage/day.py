"""Questions of the day in one look: late and due orders, the two weeks' days, when orders came to wait.

Apart from the lists, which must answer any question: these few are asked at every change, and each has an index that
holds all that it asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Integer, Select, bindparam, exists, func, select

from osdesk.domain.changes import Subject
from osdesk.domain.history import Entry
from osdesk.domain.questions import Tally
from osdesk.storage.among import among
from osdesk.storage.facets import facets
from osdesk.storage.journal import entry_of, journal
from osdesk.storage.orders import order
from osdesk.storage.types import Instant

_LIVING = order.c.deleted_at.is_(None)
_STATUS = '%"status_id"%'


def due_count_statement() -> Select[Any]:
    """How many orders of some statuses are due in a stretch, and what they come to."""
    return select(func.count(), func.coalesce(func.sum(order.c.total), 0, type_=order.c.total.type)).where(*_due())


def due_ids_statement() -> Select[int]:
    """The first of them."""
    return select(order.c.id).where(*_due()).order_by(order.c.due, order.c.id).limit(bindparam("limit", type_=Integer))


def _due() -> tuple[Any, ...]:
    stretch = order.c.due >= bindparam("since"), order.c.due < bindparam("before")
    return (_LIVING, among(order.c.status_id, "statuses"), *stretch)


def opened_statement() -> Select[Any]:
    """When orders were opened, of a stretch of time."""
    return select(order.c.opened_at).where(order.c.opened_at >= _instant("since"), _LIVING)


def closed_statement() -> Select[Any]:
    """When orders of some statuses were closed, of a stretch of time, and what each came to."""
    return select(facets.c.closed_at, facets.c.total).where(
        facets.c.closed_at >= _instant("since"), facets.c.deleted.is_(False), among(facets.c.status_id + 0, "statuses")
    )


def moves_statement() -> Select[Any]:
    """What the history of some orders tells of their statuses, the newest first."""
    return (
        select(journal)
        .where(journal.c.subject == Subject.ORDER, among(journal.c.record_id), journal.c.changes.like(_STATUS))
        .order_by(journal.c.record_id, journal.c.id.desc())
    )


def any_statement() -> Select[Any]:
    """Whether there is any order, in the bin or not."""
    return select(exists(select(1).select_from(order)))


def _instant(name: str) -> Any:
    return bindparam(name, type_=Instant())


_count, _ids, _opened = cache(due_count_statement), cache(due_ids_statement), cache(opened_statement)
_closed, _moves, _any = cache(closed_statement), cache(moves_statement), cache(any_statement)


def due(
    session: Connection, statuses: Sequence[int], since: int, before: int, limit: int
) -> tuple[Tally, Sequence[int]]:
    """How many orders of those statuses have a deadline in the stretch (seconds of the calendar), and the first ids."""
    asked = {"statuses": list(statuses), "since": since, "before": before}
    row = session.execute(_count(), asked).one()
    found: Sequence[int] = session.execute(_ids(), {**asked, "limit": limit}).scalars().all() if row[0] else ()
    return Tally(row[0], row[1]), found


def opened(session: Connection, since: datetime) -> list[datetime]:
    """When each order was opened since then."""
    return list(session.execute(_opened(), {"since": since}).scalars())


def closed(session: Connection, since: datetime, statuses: Sequence[int]) -> list[tuple[datetime, Decimal]]:
    """When each order of those statuses was closed since then, with its total."""
    rows = session.execute(_closed(), {"since": since, "statuses": list(statuses)})
    return [(at, total if total is not None else Decimal(0)) for at, total in rows]


def moves(session: Connection, ids: Sequence[int]) -> dict[int, tuple[Entry, ...]]:
    """The entries of the history in which some orders changed their status, newest first."""
    rows = session.execute(_moves(), {"ids": list(ids)}).fetchall()
    return {held: tuple(map(entry_of, entries)) for held, entries in groupby(rows, key=attrgetter("record_id"))}


def any_order(session: Connection) -> bool:
    """Whether the office has any order."""
    return bool(session.execute(_any()).scalar())
