"""The outbox, the office's words for each event, and its mail account: tables and aggregates."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table
from sqlalchemy import text as sql

from osdesk.domain.messages import (
    Event,
    MailAccount,
    Message,
    MessageFile,
    MessageState,
    MessageTemplate,
    Security,
)
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.metadata import choice, flag, link, maybe, metadata, must, position, row_id, text, version
from osdesk.storage.shape import Part
from osdesk.storage.types import Id, Instant, Words

message = Table(
    "message",
    metadata,
    row_id(),
    version(),
    Column("order_id", Id, ForeignKey("service_order.id", ondelete="CASCADE")),
    Column("revision_id", Id, ForeignKey("revision.id", ondelete="CASCADE")),
    choice("event", Event),
    choice("state", MessageState),
    must("to", Words()),
    must("cc", Words()),
    must("bcc", Words()),
    text("subject"),
    text("body"),
    text("language"),
    text("message_id"),
    text("account"),
    must("created_at", Instant),
    maybe("not_before", Instant),
    must("tries", Integer),
    text("trouble"),
    text("answer"),
    maybe("sent_at", Instant),
)

message_file = Table(
    "message_file",
    metadata,
    row_id(),
    link("message_id", "message", owner=True),
    position(),
    text("file"),
    text("name"),
    text("media_type"),
    must("size", Integer),
)

template = Table(
    "message_template",
    metadata,
    row_id(),
    version(),
    choice("event", Event),
    text("language"),
    text("subject"),
    text("body"),
)

account = Table(
    "mail_account",
    metadata,
    row_id(),
    version(),
    text("preset"),
    text("host"),
    must("port", Integer),
    choice("security", Security),
    text("user"),
    text("sender_name"),
    text("sender"),
    text("reply_to"),
    flag("copy_to_self"),
    text("signature"),
    must("daily_limit", Integer),
)

Index("ix_message_order", message.c.order_id)
Index("ix_message_open", message.c.state, message.c.not_before, sqlite_where=sql("state NOT IN ('sent', 'cancelled')"))
Index("ix_message_sent", message.c.sent_at, message.c.account)
Index(None, message_file.c.message_id, message_file.c.position)
Index("ix_message_template_event", template.c.event, template.c.language, unique=True)

MESSAGES = Aggregate(Message, message, (Part("files", MessageFile, message_file, "message_id"),))
TEMPLATES = Aggregate(MessageTemplate, template)
ACCOUNT = Aggregate(MailAccount, account)
