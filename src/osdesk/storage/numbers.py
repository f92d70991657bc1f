"""How an office's numbering meets the counters: which series an order's number comes from, and what setting it does."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Select, bindparam, func, insert, select

from osdesk.domain.company import Numbering, format_number
from osdesk.storage import counters
from osdesk.storage.orders import SAMPLE_SERIES, SERIES, order

#: Samples are numbered apart, so that the first real order gets the office's first number.
SAMPLE_NUMBERING = Numbering(first=1, width=6, prefix=SAMPLE_SERIES)


def highest_statement() -> Select[int]:
    """The highest number given in a series and year among those with a prefix (a pattern for LIKE)."""
    return select(func.max(order.c.number_value)).where(
        order.c.series == SERIES,
        order.c.number_year == bindparam("year"),
        order.c.number_prefix == bindparam("prefix"),
    )


def give(
    session: Connection, numbering: Numbering, year: int, *, sample: bool = False, count: int = 1
) -> list[tuple[str, dict[str, object]]]:
    """Take `count` numbers: each as it is printed for ever, with the columns that remember where it came from."""
    if sample:
        numbering = SAMPLE_NUMBERING
    series = SAMPLE_SERIES if sample else SERIES
    counted_year = year if numbering.yearly else 0
    # A year that begins by itself begins at 1; the office's first number was set when the numbering was.
    first = 1 if numbering.yearly else numbering.first
    start = counters.take(session, series, counted_year, first, count)
    return [
        (
            format_number(numbering, value, year),
            {
                "series": series,
                "number_year": counted_year,
                "number_value": value,
                "number_prefix": numbering.prefix,
            },
        )
        for value in range(start, start + count)
    ]


def upcoming(session: Connection, numbering: Numbering, year: int) -> int:
    """The next number, without taking it."""
    found = counters.upcoming(session, SERIES, year if numbering.yearly else 0)
    if found is None:
        found = 1 if numbering.yearly else numbering.first
    return found


def renumber(session: Connection, before: Numbering, after: Numbering, year: int, at: datetime) -> int | None:
    """Go by a changed numbering: set the next number where the office changed it, and record what that skips.

    Returns the highest number given, and changes nothing, when the next number would meet one already given.
    """
    counted_year = year if after.yearly else 0
    stored = counters.upcoming(session, SERIES, counted_year)
    changed = after.first != before.first
    following = after.first if changed or stored is None else stored
    highest: int | None = session.execute(highest_statement(), {"year": counted_year, "prefix": after.prefix}).scalar()
    if highest is not None and following <= highest:
        if changed:
            return highest
        following = highest + 1
    expected = stored if stored is not None else 1
    if following != expected:
        session.execute(
            insert(counters.counter_jump),
            {"series": SERIES, "year": counted_year, "skipped_from": expected, "skipped_to": following, "at": at},
        )
    if following != stored:
        counters.set_next(session, SERIES, counted_year, following)
    return None
