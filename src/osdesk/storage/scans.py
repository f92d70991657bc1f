"""Scanned pages: what came in, and where it was filed. Each page of each file once."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from osdesk.domain.scans import ScanPage, ScanState, Waiting
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.metadata import choice, maybe, metadata, must, row_id, text, version
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
