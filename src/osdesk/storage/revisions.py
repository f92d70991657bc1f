"""Issued documents: one row each, never updated but to void it, with the values of the sheet it was made from."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from osdesk.domain.revisions import Revision
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.metadata import derived, maybe, metadata, must, row_id, text, version
from osdesk.storage.types import Id, Instant

revision = Table(
    "revision",
    metadata,
    row_id(),
    version(),
    # An order that was ever issued can't go for good but with its documents (a sample's).
    Column("order_id", Id, ForeignKey("service_order.id", ondelete="CASCADE"), nullable=False),
    text("order_number"),
    must("number", Integer),
    text("code"),
    text("values"),
    text("pdf"),
    must("size", Integer),
    must("pages", Integer),
    text("previous"),
    must("layout", Integer),
    must("issued_at", Instant),
    text("actor"),
    maybe("voided_at", Instant),
    text("voided_by"),
    text("void_reason"),
    derived(must("sheet", Text)),
)
Index("ix_revision_order", revision.c.order_id, revision.c.number, unique=True)
Index("ix_revision_code", revision.c.code)
Index("ix_revision_pdf", revision.c.pdf)

REVISIONS = Aggregate(Revision, revision)

#: Secrets of the office, by name: the key of the verification codes.
office_key = Table(
    "office_key",
    metadata,
    Column("name", Text, primary_key=True),
    must("secret", LargeBinary),
)
