"""How many living orders each status has, and what they sum up to: kept with every save, for a million can't be counted
while somebody waits.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Delete, Integer, PrimaryKeyConstraint, Select, Table, bindparam, delete, func, select

from osdesk.domain.orders import Order
from osdesk.storage.metadata import link, metadata, must
from osdesk.storage.orders import order
from osdesk.storage.types import Cents
from osdesk.storage.upsert import insert_into

tally = Table(
    "order_tally",
    metadata,
    link("status_id", "status", optional=False),
    must("rows", Integer),
    must("total", Cents),
    PrimaryKeyConstraint("status_id"),
)


def add_statement(dialect: str) -> Any:
    """Add rows and money to a status."""
    add = insert_into(tally, dialect)
    return add.on_conflict_do_update(
        index_elements=[tally.c.status_id],
        set_={"rows": tally.c.rows + add.excluded.rows, "total": tally.c.total + add.excluded.total},
    )


def counted_statement() -> Select[int, int, Decimal]:
    """The same figures, counted: what the table must say."""
    return (
        select(order.c.status_id, func.count(), func.coalesce(func.sum(order.c.total), 0, type_=Cents()))
        .where(order.c.deleted_at.is_(None))
        .group_by(order.c.status_id)
    )


_add = functools.cache(add_statement)
_ALL = select(tally.c.status_id, tally.c.rows, tally.c.total)

_FEW = 20_000

Figures = dict[int, tuple[int, Decimal]]


def figures(session: Connection) -> Figures:
    """Rows and money by status."""
    return {status_id: (rows, total) for status_id, rows, total in session.execute(_ALL) if rows}


def few(session: Connection, statuses: Iterable[int]) -> bool:
    """Whether these statuses have so few orders together that looking at each is no matter."""
    held = figures(session)
    return sum(held[status_id][0] for status_id in statuses if status_id in held) <= _FEW


def change(session: Connection, before: Iterable[Order], after: Iterable[Order]) -> None:
    """Take out how orders were and put in how they are."""
    sums: dict[int, tuple[int, Decimal]] = {}
    for sign, orders in ((-1, before), (1, after)):
        for value in orders:
            if value.deleted_at is None and value.status_id is not None:
                rows, total = sums.get(value.status_id, (0, Decimal(0)))
                sums[value.status_id] = (rows + sign, total + sign * value.totals.total)
    rows_changed = [
        {"status_id": status_id, "rows": rows, "total": total}
        for status_id, (rows, total) in sums.items()
        if rows or total
    ]
    if rows_changed:
        session.execute(_add(session.dialect.name), rows_changed)


def shift(session: Connection, before: int, after: int, rows: int, total: Decimal) -> None:
    """Count so many orders of one status with those of another; a status left without any has no row."""
    sums = [{"status_id": before, "rows": -rows, "total": -total}, {"status_id": after, "rows": rows, "total": total}]
    session.execute(_add(session.dialect.name), sums)


def forget_statement() -> Delete:
    """Take out the row of a status without orders."""
    return delete(tally).where(tally.c.status_id == bindparam("status"), tally.c.rows == 0)


def forget(session: Connection, status_id: int) -> None:
    """Take out the row of a status without orders, so that the status may go."""
    session.execute(_FORGET, {"status": status_id})


_FORGET = forget_statement()


def counted(session: Connection) -> Figures:
    """The figures counted anew, for a check."""
    return {status_id: (rows, total) for status_id, rows, total in session.execute(counted_statement())}
