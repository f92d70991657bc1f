"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_LIVING = sa.text("deleted_at IS NULL")
_DELETED = sa.text("deleted_at IS NOT NULL")
_KNOWN = sa.text("tax_id != ''")
_WORDS = "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\", detail='none', prefix='1 2 3'"


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "checklist_template",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_checklist_template"),
    )
    op.create_table(
        "client",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("legal_name", sa.Text(), nullable=False),
        sa.Column("tax_id", sa.Text(), nullable=False),
        sa.Column("state_registration", sa.Text(), nullable=False),
        sa.Column("responsible_name", sa.Text(), nullable=False),
        sa.Column("responsible_tax_id", sa.Text(), nullable=False),
        sa.Column("responsible_role", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("touched_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_client"),
    )
    op.create_index("ix_client_by_name", "client", ["name_key"], sqlite_where=_LIVING)
    op.create_index("ix_client_by_touched", "client", ["touched_at"], sqlite_where=_LIVING)
    op.create_index("ix_client_tax_id", "client", ["tax_id"], sqlite_where=_KNOWN)
    op.create_table(
        "company",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("legal_name", sa.Text(), nullable=False),
        sa.Column("trade_name", sa.Text(), nullable=False),
        sa.Column("tax_id", sa.Text(), nullable=False),
        sa.Column("state_registration", sa.Text(), nullable=False),
        sa.Column("municipal_registration", sa.Text(), nullable=False),
        sa.Column("address_postal_code", sa.Text(), nullable=False),
        sa.Column("address_street", sa.Text(), nullable=False),
        sa.Column("address_number", sa.Text(), nullable=False),
        sa.Column("address_complement", sa.Text(), nullable=False),
        sa.Column("address_district", sa.Text(), nullable=False),
        sa.Column("address_city", sa.Text(), nullable=False),
        sa.Column("address_state", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("other_phone", sa.Text(), nullable=False),
        sa.Column("whatsapp", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("logo", sa.Text(), nullable=False),
        sa.Column("accent", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("warranty_days", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_company"),
    )
    op.create_table(
        "counter",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name="pk_counter"),
    )
    op.create_table(
        "counter_jump",
        sa.Column("id", _id(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("skipped_from", sa.Integer(), nullable=False),
        sa.Column("skipped_to", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_counter_jump"),
    )
    op.create_table(
        "journal",
        sa.Column("id", _id(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("record_id", _id(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
    )
    op.create_index("ix_journal_subject_record_id", "journal", ["subject", "record_id"])
    op.create_table(
        "service_type",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_service_type"),
    )
    op.create_table(
        "status",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_status"),
    )
    op.create_table(
        "suggestion",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=True),
        sa.Column("line_kind", sa.Text(), nullable=True),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name="pk_suggestion"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_suggestion_uses", "suggestion", ["kind", "uses"])
    op.create_table(
        "technician",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_technician"),
    )
    op.create_table(
        "checklist_template_item",
        sa.Column("id", _id(), nullable=False),
        sa.Column("template_id", _id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("minimum", sa.Text(), nullable=True),
        sa.Column("maximum", sa.Text(), nullable=True),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["checklist_template.id"],
            name="fk_checklist_template_item_template_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_checklist_template_item"),
    )
    op.create_index(
        "ix_checklist_template_item_template_id_position", "checklist_template_item", ["template_id", "position"]
    )
    op.create_table(
        "client_address",
        sa.Column("id", _id(), nullable=False),
        sa.Column("client_id", _id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("address_postal_code", sa.Text(), nullable=False),
        sa.Column("address_street", sa.Text(), nullable=False),
        sa.Column("address_number", sa.Text(), nullable=False),
        sa.Column("address_complement", sa.Text(), nullable=False),
        sa.Column("address_district", sa.Text(), nullable=False),
        sa.Column("address_city", sa.Text(), nullable=False),
        sa.Column("address_state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_client_address_client_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_client_address"),
    )
    op.create_index("ix_client_address_client_id_position", "client_address", ["client_id", "position"])
    op.create_table(
        "client_contact",
        sa.Column("id", _id(), nullable=False),
        sa.Column("client_id", _id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_client_contact_client_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_client_contact"),
    )
    op.create_index("ix_client_contact_client_id_position", "client_contact", ["client_id", "position"])
    op.create_index("ix_client_contact_value", "client_contact", ["value"])
    op.create_table(
        "order_tally",
        sa.Column("status_id", _id(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["status_id"], ["status.id"], name="fk_order_tally_status_id"),
        sa.PrimaryKeyConstraint("status_id", name="pk_order_tally"),
    )
    op.create_table(
        "service_order",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("client_id", _id(), nullable=False),
        sa.Column("status_id", _id(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("deadline_time", sa.Time(), nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("number_year", sa.Integer(), nullable=False),
        sa.Column("number_value", sa.Integer(), nullable=False),
        sa.Column("number_prefix", sa.Text(), nullable=False),
        sa.Column("client_key", sa.Text(), nullable=False),
        sa.Column("reason_key", sa.Text(), nullable=False),
        sa.Column("team_key", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("service_type_id", _id(), nullable=True),
        sa.Column("contact_name", sa.Text(), nullable=False),
        sa.Column("contact_tax_id", sa.Text(), nullable=False),
        sa.Column("contact_role", sa.Text(), nullable=False),
        sa.Column("contact_phone", sa.Text(), nullable=False),
        sa.Column("contact_email", sa.Text(), nullable=False),
        sa.Column("address_postal_code", sa.Text(), nullable=False),
        sa.Column("address_street", sa.Text(), nullable=False),
        sa.Column("address_number", sa.Text(), nullable=False),
        sa.Column("address_complement", sa.Text(), nullable=False),
        sa.Column("address_district", sa.Text(), nullable=False),
        sa.Column("address_city", sa.Text(), nullable=False),
        sa.Column("address_state", sa.Text(), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("status_reason", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("discount_kind", sa.Text(), nullable=False),
        sa.Column("discount", sa.BigInteger(), nullable=False),
        sa.Column("payment_terms", sa.Text(), nullable=False),
        sa.Column("quote_number", sa.Text(), nullable=False),
        sa.Column("authorised_by", sa.Text(), nullable=False),
        sa.Column("authorised_how", sa.Text(), nullable=False),
        sa.Column("authorised_at", sa.BigInteger(), nullable=True),
        sa.Column("observations", sa.Text(), nullable=False),
        sa.Column("internal_notes", sa.Text(), nullable=False),
        sa.Column("warranty_days", sa.Integer(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("equipment", sa.Text(), nullable=False),
        sa.Column("brand_model", sa.Text(), nullable=False),
        sa.Column("serial_number", sa.Text(), nullable=False),
        sa.Column("accessories", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_service_order_client_id"),
        sa.ForeignKeyConstraint(["service_type_id"], ["service_type.id"], name="fk_service_order_service_type_id"),
        sa.ForeignKeyConstraint(["status_id"], ["status.id"], name="fk_service_order_status_id"),
        sa.PrimaryKeyConstraint("id", name="pk_service_order"),
    )
    op.create_index("ix_service_order_bin", "service_order", ["deleted_at"], sqlite_where=_DELETED)
    op.create_index("ix_service_order_by_client", "service_order", ["status_id", "client_key"], sqlite_where=_LIVING)
    op.create_index("ix_service_order_by_due", "service_order", ["status_id", "due"], sqlite_where=_LIVING)
    op.create_index("ix_service_order_by_number", "service_order", ["status_id"], sqlite_where=_LIVING)
    op.create_index("ix_service_order_by_reason", "service_order", ["status_id", "reason_key"], sqlite_where=_LIVING)
    op.create_index("ix_service_order_by_team", "service_order", ["status_id", "team_key"], sqlite_where=_LIVING)
    op.create_index("ix_service_order_by_total", "service_order", ["status_id", "total"], sqlite_where=_LIVING)
    op.create_index("ix_service_order_client_id", "service_order", ["client_id"])
    op.create_index("ix_service_order_code", "service_order", ["code"], unique=True)
    op.create_index("ix_service_order_number", "service_order", ["number"], unique=True)
    op.create_index("ix_service_order_number_value", "service_order", ["number_value"])
    op.create_index("ix_service_order_opened_at", "service_order", ["opened_at"])
    op.create_table(
        "settings",
        sa.Column("id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("numbering_first", sa.Integer(), nullable=False),
        sa.Column("numbering_width", sa.Integer(), nullable=False),
        sa.Column("numbering_prefix", sa.Text(), nullable=False),
        sa.Column("numbering_yearly", sa.Boolean(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("sheet_language", sa.Text(), nullable=False),
        sa.Column("sheet_form", sa.Text(), nullable=False),
        sa.Column("filing_holes", sa.Boolean(), nullable=False),
        sa.Column("show_prices", sa.Boolean(), nullable=False),
        sa.Column("deadline_days", sa.Integer(), nullable=True),
        sa.Column("service_type_id", _id(), nullable=True),
        sa.Column("technician_id", _id(), nullable=True),
        sa.Column("units", sa.Text(), nullable=False),
        sa.Column("observations", sa.Text(), nullable=False),
        sa.Column("postal_lookup_url", sa.Text(), nullable=False),
        sa.Column("company_lookup_url", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["service_type_id"], ["service_type.id"], name="fk_settings_service_type_id"),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name="fk_settings_technician_id"),
        sa.PrimaryKeyConstraint("id", name="pk_settings"),
    )
    op.create_table(
        "order_checklist",
        sa.Column("id", _id(), nullable=False),
        sa.Column("order_id", _id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("template_id", _id(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["service_order.id"], name="fk_order_checklist_order_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["template_id"], ["checklist_template.id"], name="fk_order_checklist_template_id"),
        sa.PrimaryKeyConstraint("id", name="pk_order_checklist"),
    )
    op.create_index("ix_order_checklist_order_id_position", "order_checklist", ["order_id", "position"])
    op.create_table(
        "order_material",
        sa.Column("id", _id(), nullable=False),
        sa.Column("order_id", _id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["service_order.id"], name="fk_order_material_order_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_order_material"),
    )
    op.create_index("ix_order_material_order_id_position", "order_material", ["order_id", "position"])
    op.create_table(
        "order_visit",
        sa.Column("id", _id(), nullable=False),
        sa.Column("order_id", _id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("planned_start", sa.Time(), nullable=True),
        sa.Column("planned_end", sa.Time(), nullable=True),
        sa.Column("check_in", sa.BigInteger(), nullable=True),
        sa.Column("check_out", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("observations", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name="fk_order_visit_order_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_order_visit"),
    )
    op.create_index("ix_order_visit_order_id_position", "order_visit", ["order_id", "position"])
    op.create_table(
        "order_checklist_item",
        sa.Column("id", _id(), nullable=False),
        sa.Column("checklist_id", _id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("minimum", sa.Text(), nullable=True),
        sa.Column("maximum", sa.Text(), nullable=True),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("measured", sa.Text(), nullable=True),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checklist_id"], ["order_checklist.id"], name="fk_order_checklist_item_checklist_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_order_checklist_item"),
    )
    op.create_index(
        "ix_order_checklist_item_checklist_id_position", "order_checklist_item", ["checklist_id", "position"]
    )
    op.create_table(
        "visit_technician",
        sa.Column("visit_id", _id(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("technician_id", _id(), nullable=False),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name="fk_visit_technician_technician_id"),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["order_visit.id"], name="fk_visit_technician_visit_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "position", name="pk_visit_technician"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE VIRTUAL TABLE order_words USING fts5(words, content='', {_WORDS})")
        op.execute(
            "CREATE VIRTUAL TABLE client_trigrams USING fts5(words, content='', tokenize='trigram case_sensitive 1')"
        )
        op.execute(f"CREATE VIRTUAL TABLE client_words USING fts5(words, content='', {_WORDS})")
