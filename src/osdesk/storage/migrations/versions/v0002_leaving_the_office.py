"""Documents that are issued, messages that leave, photos, signatures, and scans that come back."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OPEN = sa.text("state NOT IN ('sent', 'cancelled')")
#: What an office of before starts with.
_SETTINGS: tuple[tuple[str, sa.types.TypeEngine[Any], str], ...] = (
    ("issue_on_print", sa.Boolean(), "0"),
    ("issue_on_export", sa.Boolean(), "0"),
    ("photo_edge", sa.Integer(), "1600"),
    ("keep_originals", sa.Boolean(), "0"),
    ("keep_location", sa.Boolean(), "0"),
    ("photos_a_page", sa.Integer(), "0"),
    ("when_opened", sa.Text(), "nothing"),
    ("when_scheduled", sa.Text(), "nothing"),
    ("when_finished", sa.Text(), "nothing"),
)


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables, and what the settings say of them."""
    with op.batch_alter_table("settings") as batch:
        for name, kind, default in _SETTINGS:
            batch.add_column(sa.Column(name, kind, nullable=False, server_default=default))
    with op.batch_alter_table("settings") as batch:
        for name, kind, _default in _SETTINGS:
            batch.alter_column(name, existing_type=kind, server_default=None)
    _parts_of_orders()
    _documents()
    _messages()
    op.create_table(
        "scan_page",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("waiting", sa.Text(), nullable=True),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("order_id", _id(), nullable=True),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("filed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name="fk_scan_page_order_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_scan_page"),
    )
    op.create_index("ix_scan_page_source", "scan_page", ["source", "page"], unique=True)
    op.create_index("ix_scan_page_order", "scan_page", ["order_id"])
    op.create_index("ix_scan_page_state", "scan_page", ["state", "added_at"])


def _parts_of_orders() -> None:
    op.create_table(
        "order_attachment",
        sa.Column("id", _id(), nullable=False),
        sa.Column("order_id", _id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("printed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["service_order.id"], name="fk_order_attachment_order_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_order_attachment"),
    )
    op.create_index("ix_order_attachment_order_id_position", "order_attachment", ["order_id", "position"])
    op.create_table(
        "photo_mark",
        sa.Column("id", _id(), nullable=False),
        sa.Column("attachment_id", _id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.Column("y", sa.Integer(), nullable=False),
        sa.Column("to_x", sa.Integer(), nullable=False),
        sa.Column("to_y", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["order_attachment.id"], name="fk_photo_mark_attachment_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_photo_mark"),
    )
    op.create_index("ix_photo_mark_attachment_id_position", "photo_mark", ["attachment_id", "position"])
    op.create_table(
        "order_signature",
        sa.Column("id", _id(), nullable=False),
        sa.Column("order_id", _id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tax_id", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=True),
        sa.Column("ink", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["service_order.id"], name="fk_order_signature_order_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_order_signature"),
    )
    op.create_index("ix_order_signature_order_id_position", "order_signature", ["order_id", "position"])


def _documents() -> None:
    op.create_table(
        "office_key",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_office_key"),
    )
    op.create_table(
        "revision",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("order_id", _id(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("pdf", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("layout", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.BigInteger(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name="fk_revision_order_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
    )
    op.create_index("ix_revision_order", "revision", ["order_id", "number"], unique=True)
    op.create_index("ix_revision_code", "revision", ["code"])
    op.create_index("ix_revision_pdf", "revision", ["pdf"])


def _messages() -> None:
    op.create_table(
        "message",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("order_id", _id(), nullable=True),
        sa.Column("revision_id", _id(), nullable=True),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("cc", sa.Text(), nullable=False),
        sa.Column("bcc", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name="fk_message_order_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_message_revision_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
    )
    op.create_index("ix_message_order", "message", ["order_id"])
    op.create_index("ix_message_open", "message", ["state", "not_before"], sqlite_where=_OPEN)
    op.create_index("ix_message_sent", "message", ["sent_at", "account"])
    op.create_table(
        "message_file",
        sa.Column("id", _id(), nullable=False),
        sa.Column("message_id", _id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_message_file_message_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_message_file"),
    )
    op.create_index("ix_message_file_message_id_position", "message_file", ["message_id", "position"])
    op.create_table(
        "message_template",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_message_template"),
    )
    op.create_index("ix_message_template_event", "message_template", ["event", "language"], unique=True)
    op.create_table(
        "mail_account",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("preset", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("security", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("reply_to", sa.Text(), nullable=False),
        sa.Column("copy_to_self", sa.Boolean(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("daily_limit", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mail_account"),
    )
