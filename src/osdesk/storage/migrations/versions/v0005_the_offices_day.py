"""Statuses and types of the office's own, hours and absences, days off, kept filters, billing marks, and the agenda."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

#: Columns of small tables, and what an office of before starts with (None: nothing).
_ADDED: dict[str, tuple[tuple[str, sa.types.TypeEngine[Any], str | None], ...]] = {
    "settings": (
        ("opens", sa.Time(), "08:00:00.000000"),
        ("closes", sa.Time(), "18:00:00.000000"),
        ("workdays", sa.Text(), "0,1,2,3,4"),
        ("national_holidays", sa.Boolean(), "1"),
    ),
    "status": (
        ("colour", sa.Text(), ""),
        ("asks_reason", sa.Boolean(), "0"),
        ("leads_to", sa.Text(), ""),
    ),
    "service_type": (
        ("duration", sa.Integer(), None),
        ("skill", sa.Text(), ""),
        ("templates", sa.Text(), ""),
        ("reason", sa.Text(), ""),
        ("observations", sa.Text(), ""),
        ("needs_checklist", sa.Boolean(), "0"),
        ("needs_signature", sa.Boolean(), "0"),
        ("needs_photos", sa.Integer(), "0"),
        ("needs_observations", sa.Boolean(), "0"),
        ("needs_materials", sa.Boolean(), "0"),
        ("needs_kilometres", sa.Boolean(), "0"),
    ),
    "technician": (("skills", sa.Text(), ""),),
}


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables and columns; those of very many rows get theirs by a default, so that none is written."""
    for table, columns in _ADDED.items():
        with op.batch_alter_table(table) as batch:
            for name, kind, default in columns:
                batch.add_column(sa.Column(name, kind, nullable=default is None, server_default=default))
        with op.batch_alter_table(table) as batch:
            for name, kind, default in columns:
                if default is not None:
                    batch.alter_column(name, existing_type=kind, server_default=None)
    _of_technicians()
    _of_orders()
    op.create_table(
        "holiday",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("yearly", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_holiday"),
    )
    op.create_table(
        "saved_filter",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_filter"),
    )


def _of_technicians() -> None:
    op.create_table(
        "technician_hours",
        sa.Column("id", _id(), nullable=False),
        sa.Column("technician_id", _id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start", sa.Time(), nullable=False),
        sa.Column("end", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint(
            ["technician_id"], ["technician.id"], name="fk_technician_hours_technician_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_technician_hours"),
    )
    op.create_index("ix_technician_hours_technician_id_position", "technician_hours", ["technician_id", "position"])
    op.create_table(
        "technician_absence",
        sa.Column("id", _id(), nullable=False),
        sa.Column("technician_id", _id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["technician_id"], ["technician.id"], name="fk_technician_absence_technician_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_technician_absence"),
    )
    op.create_index("ix_technician_absence_technician_id_position", "technician_absence", ["technician_id", "position"])


def _of_orders() -> None:
    for name in ("follows", "closing_override"):
        op.add_column("service_order", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("service_order", sa.Column("billed_on", sa.Date(), nullable=True))
    op.add_column("service_order", sa.Column("invoice_number", sa.Text(), nullable=False, server_default=""))
    op.add_column("service_order", sa.Column("paid_on", sa.Date(), nullable=True))
    op.add_column("service_order", sa.Column("paid_means", sa.Text(), nullable=False, server_default=""))
    op.add_column("order_visit", sa.Column("kilometres", sa.BigInteger(), nullable=True))
    op.create_index("ix_service_order_follows", "service_order", ["follows"], sqlite_where=sa.text("follows != ''"))
    op.create_index("ix_order_visit_day", "order_visit", ["day", "order_id"])
    op.create_index(
        "ix_order_visit_on_site",
        "order_visit",
        ["check_in"],
        sqlite_where=sa.text("check_in IS NOT NULL AND check_out IS NULL"),
    )
    op.create_index("ix_visit_technician_technician_id", "visit_technician", ["technician_id"])
    _of_facets()


def _of_facets() -> None:
    """Made here and filled by `facets_made`, which knows what each row must be."""
    op.create_table(
        "order_place",
        sa.Column("id", _id(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_order_place"),
    )
    op.create_index("ix_order_place_city", "order_place", ["city", "district"], unique=True)
    op.create_table(
        "order_facets",
        sa.Column("id", _id(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("status_id", "service_type_id", "priority", "billing", "checklist")
        ),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("sent", "signed", "filed", "on_site")),
        sa.Column("crew", sa.BigInteger(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("due", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("first_day", "last_day", "coming_day")),
        sa.Column("came_at", sa.BigInteger(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("billed_on", "paid_on")),
        sa.ForeignKeyConstraint(["id"], ["service_order.id"], name="fk_order_facets_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_order_facets"),
    )
    op.create_index("ix_order_facets_closed_at", "order_facets", ["closed_at"])
    op.create_index("ix_order_facets_last_day", "order_facets", ["last_day"])
