"""Scanned pages: what came in, and where it was filed. Each page of each file once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Select, Table, bindparam, func, select

from osdesk.domain.scans import ScanPage, ScanState, Waiting
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.metadata import choice, maybe, metadata, must, row_id, text, version
from osdesk.storage.orders import order
from osdesk.storage.types import Id, Instant, Words

scan = Table(
    "scan_page",
    metadata,
    row_id(),
    version(),
    text("source"),
    must("page", Integer),
    text("name"),
    text("file"),
    text("media_type"),
    must("size", Integer),
    choice("state", ScanState),
    choice("waiting", Waiting, optional=True),
    must("codes", Words()),
    Column("order_id", Id, ForeignKey("service_order.id", ondelete="CASCADE")),
    must("added_at", Instant),
    maybe("filed_at", Instant),
)
Index("ix_scan_page_source", scan.c.source, scan.c.page, unique=True)
Index("ix_scan_page_order", scan.c.order_id)
Index("ix_scan_page_state", scan.c.state, scan.c.added_at)

SCANS = Aggregate(ScanPage, scan)


def known_statement() -> Select[int]:
    """The places of the pages of a file that are here."""
    return select(scan.c.page).where(scan.c.source == bindparam("source"))


def of_source_statement() -> Select[int]:
    """The pages of a file, in its order."""
    return select(scan.c.id).where(scan.c.source == bindparam("source")).order_by(scan.c.page)


def of_state_statement() -> Select[int]:
    """Pages in a state, as they came in."""
    ordered = select(scan.c.id).where(scan.c.state == bindparam("state"))
    return ordered.order_by(scan.c.added_at, scan.c.id).limit(bindparam("limit", type_=Integer))


def of_order_statement() -> Select[int]:
    """The pages filed with an order, in the order they were filed."""
    filed = select(scan.c.id).where(scan.c.order_id == bindparam("order"), scan.c.state == ScanState.FILED)
    return filed.order_by(scan.c.filed_at, scan.c.source, scan.c.page)


def counts_statement() -> Select[Any]:
    """How many pages are in each state."""
    return select(scan.c.state, func.count()).group_by(scan.c.state)


def filed_statement() -> Select[Any]:
    """Orders with pages: id, how many, when the last was filed; the latest first."""
    last = func.max(scan.c.filed_at)
    filed = select(scan.c.order_id, func.count(), last).where(scan.c.state == ScanState.FILED)
    return filed.group_by(scan.c.order_id).order_by(last.desc()).limit(bindparam("limit", type_=Integer))


def neighbours_statement() -> Select[Any]:
    """The pages of a file that were filed: place and order."""
    return select(scan.c.page, scan.c.order_id).where(
        scan.c.source == bindparam("source"), scan.c.state == ScanState.FILED
    )


def coded_statement() -> Select[Any]:
    """Orders by their codes: code, id, when it was put into the bin."""
    return select(order.c.code, order.c.id, order.c.deleted_at).where(
        order.c.code.in_(bindparam("codes", expanding=True))
    )


def known(session: Connection, source: str) -> frozenset[int]:
    """The places (from 0) of a file's pages that are here already, whatever became of them."""
    return frozenset(session.execute(known_statement(), {"source": source}).scalars())


def of_source(session: Connection, source: str) -> tuple[ScanPage, ...]:
    """The pages of a file that are here, in its order."""
    return SCANS.load_many(session, session.execute(of_source_statement(), {"source": source}).scalars().all())


def of_state(session: Connection, state: ScanState, limit: int) -> tuple[ScanPage, ...]:
    """Pages in a state, the first that came in first."""
    ids = session.execute(of_state_statement(), {"state": state, "limit": limit}).scalars().all()
    return SCANS.load_many(session, ids)


def of_order(session: Connection, order_id: int) -> tuple[ScanPage, ...]:
    """The pages filed with an order."""
    return SCANS.load_many(session, session.execute(of_order_statement(), {"order": order_id}).scalars().all())


def counts(session: Connection) -> dict[ScanState, int]:
    """How many pages are in each state; states without one are missing."""
    return {row[0]: row[1] for row in session.execute(counts_statement())}


def filed(session: Connection, limit: int) -> tuple[tuple[int, int, Any], ...]:
    """Orders with pages: id, how many, when the last was filed."""
    return tuple((row[0], row[1], row[2]) for row in session.execute(filed_statement(), {"limit": limit}))


def neighbours(session: Connection, source: str) -> dict[int, int]:
    """The orders of a file's filed pages, by place."""
    return {row[0]: row[1] for row in session.execute(neighbours_statement(), {"source": source})}


def by_codes(session: Connection, codes: Iterable[str]) -> tuple[dict[str, int], tuple[int, ...]]:
    """The ids of orders by code, and those of them that are in the bin."""
    rows: Sequence[Any] = session.execute(coded_statement(), {"codes": sorted(set(codes))}).fetchall()
    return {row[0]: row[1] for row in rows}, tuple(row[1] for row in rows if row[2] is not None)
