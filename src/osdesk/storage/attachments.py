"""Photos, files and signatures of an order: the tables of these parts. Apart from `orders`, which is long enough."""

from __future__ import annotations

from sqlalchemy import Index, Integer, Table

from osdesk.domain.attachments import Attachment, AttachmentKind, MarkKind, PhotoMark, PhotoStage
from osdesk.domain.signatures import Signature, SignerRole
from osdesk.storage.metadata import choice, flag, link, maybe, metadata, must, position, row_id, text
from osdesk.storage.shape import Part
from osdesk.storage.types import Instant

attachment = Table(
    "order_attachment",
    metadata,
    row_id(),
    link("order_id", "service_order", owner=True),
    position(),
    choice("kind", AttachmentKind),
    text("file"),
    text("original"),
    text("source"),
    text("name"),
    text("media_type"),
    must("size", Integer),
    must("width", Integer),
    must("height", Integer),
    maybe("taken_at", Instant),
    choice("stage", PhotoStage, optional=True),
    text("caption"),
    flag("printed"),
)

mark = Table(
    "photo_mark",
    metadata,
    row_id(),
    link("attachment_id", "order_attachment", owner=True),
    position(),
    choice("kind", MarkKind),
    must("x", Integer),
    must("y", Integer),
    must("to_x", Integer),
    must("to_y", Integer),
    text("words"),
)

signature = Table(
    "order_signature",
    metadata,
    row_id(),
    link("order_id", "service_order", owner=True),
    position(),
    choice("role", SignerRole),
    text("name"),
    text("tax_id"),
    maybe("signed_at", Instant),
    text("ink"),
)

Index(None, attachment.c.order_id, attachment.c.position)
Index(None, mark.c.attachment_id, mark.c.position)
Index(None, signature.c.order_id, signature.c.position)

PARTS = (
    Part("attachments", Attachment, attachment, "order_id", (Part("marks", PhotoMark, mark, "attachment_id"),)),
    Part("signatures", Signature, signature, "order_id"),
)
