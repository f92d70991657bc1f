"""Numbers for orders: one statement in the saving transaction, so that none is doubled and none skipped."""

from __future__ import annotations

import functools
from typing import Any

from sqlalchemy import Connection, Integer, PrimaryKeyConstraint, Select, Table, bindparam, select

from osdesk.storage.metadata import metadata, must, row_id, text
from osdesk.storage.types import Instant
from osdesk.storage.upsert import insert_into

counter = Table(
    "counter",
    metadata,
    text("series"),
    must("year", Integer),
    must("next", Integer),
    PrimaryKeyConstraint("series", "year"),
)

# What the office itself skipped, so that a check can tell it from a number that was lost.
counter_jump = Table(
    "counter_jump",
    metadata,
    row_id(),
    text("series"),
    must("year", Integer),
    must("skipped_from", Integer),
    must("skipped_to", Integer),
    must("at", Instant),
)


def take_statement(dialect: str) -> Any:
    """`INSERT … ON CONFLICT … RETURNING`: the first of `count` numbers, counted on from `first` in a new series."""
    add = insert_into(counter, dialect)
    return (
        add.values(series=bindparam("series"), year=bindparam("year"), next=bindparam("first") + bindparam("count"))
        .on_conflict_do_update(
            index_elements=[counter.c.series, counter.c.year], set_={"next": counter.c.next + bindparam("count")}
        )
        .returning(counter.c.next - bindparam("count"))
    )


def set_statement(dialect: str) -> Any:
    """Make `next` the next number of a series."""
    add = insert_into(counter, dialect)
    return add.values(series=bindparam("series"), year=bindparam("year"), next=bindparam("next")).on_conflict_do_update(
        index_elements=[counter.c.series, counter.c.year], set_={"next": add.excluded.next}
    )


def next_statement() -> Select[int]:
    """The next number of a series, without taking it."""
    return select(counter.c.next).where(counter.c.series == bindparam("series"), counter.c.year == bindparam("year"))


_take = functools.cache(take_statement)
_set = functools.cache(set_statement)
_NEXT = next_statement()


def take(session: Connection, series: str, year: int, first: int = 1, count: int = 1) -> int:
    """Take `count` numbers in a row; returns the first. `year` is 0 for a series that doesn't restart."""
    parameters = {"series": series, "year": year, "first": first, "count": count}
    taken: int = session.execute(_take(session.dialect.name), parameters).scalar_one()
    return taken


def upcoming(session: Connection, series: str, year: int) -> int | None:
    """The next number of a series, or None when it has not begun."""
    found: int | None = session.execute(_NEXT, {"series": series, "year": year}).scalar()
    return found


def set_next(session: Connection, series: str, year: int, number: int) -> None:
    """Go on with that number."""
    session.execute(_set(session.dialect.name), {"series": series, "year": year, "next": number})
