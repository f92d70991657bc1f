"""The company and the office's settings: two tables of one row each."""

from __future__ import annotations

from sqlalchemy import Integer, Table, Time

from osdesk.domain.company import Company, OfficeSettings, SheetForm
from osdesk.domain.messages import SendingRule
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.metadata import address, choice, flag, link, metadata, must, row_id, text, version, whole
from osdesk.storage.types import Ids, Words

company = Table(
    "company",
    metadata,
    row_id(),
    version(),
    text("legal_name"),
    text("trade_name"),
    text("tax_id"),
    text("state_registration"),
    text("municipal_registration"),
    *address(),
    text("phone"),
    text("other_phone"),
    text("whatsapp"),
    text("email"),
    text("site"),
    text("logo"),
    text("accent"),
    text("terms"),
    whole("warranty_days"),
)

settings = Table(
    "settings",
    metadata,
    row_id(),
    version(),
    must("numbering_first", Integer),
    must("numbering_width", Integer),
    text("numbering_prefix"),
    flag("numbering_yearly"),
    text("time_zone"),
    text("sheet_language"),
    choice("sheet_form", SheetForm),
    flag("filing_holes"),
    flag("show_prices"),
    whole("deadline_days"),
    link("service_type_id", "service_type"),
    link("technician_id", "technician"),
    must("units", Words()),
    text("observations"),
    text("postal_lookup_url"),
    text("company_lookup_url"),
    flag("issue_on_print"),
    flag("issue_on_export"),
    must("photo_edge", Integer),
    flag("keep_originals"),
    flag("keep_location"),
    must("photos_a_page", Integer),
    choice("when_opened", SendingRule),
    choice("when_scheduled", SendingRule),
    choice("when_finished", SendingRule),
    must("opens", Time),
    must("closes", Time),
    must("workdays", Ids),
    flag("national_holidays"),
)

COMPANY = Aggregate(Company, company)
SETTINGS = Aggregate(OfficeSettings, settings)
