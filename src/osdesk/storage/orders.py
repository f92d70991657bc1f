"""Orders: their tables, what the lists and searches need beside the fields, and putting in very many at once."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import (
    BigInteger,
    Date,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Time,
    and_,
)

from osdesk.domain.checklists import Answer, Checklist, ChecklistItem
from osdesk.domain.materials import DiscountKind, LineKind, MaterialLine
from osdesk.domain.orders import Order
from osdesk.domain.priorities import Priority
from osdesk.domain.visits import Visit, VisitOutcome
from osdesk.storage import attachments, search
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.checklists import item_columns
from osdesk.storage.clients import name_key
from osdesk.storage.metadata import (
    added,
    address,
    choice,
    derived,
    flag,
    link,
    maybe,
    metadata,
    must,
    position,
    row_id,
    text,
    version,
    whole,
)
from osdesk.storage.scope import DAY
from osdesk.storage.shape import Links, Part
from osdesk.storage.types import Cents, DecimalText, Instant, Thousandths

# What the lists read stands first: a long text further on lies in pages of its own that they never open.
order = Table(
    "service_order",
    metadata,
    row_id(),
    version(),
    text("number"),
    must("opened_at", Instant),
    link("client_id", "client", optional=False),
    link("status_id", "status", optional=False),
    maybe("deadline", Date),
    maybe("deadline_time", Time),
    maybe("deleted_at", Instant),
    derived(maybe("total", Cents)),
    derived(text("team")),
    derived(must("due", BigInteger)),
    derived(text("series")),
    derived(must("number_year", Integer)),
    derived(must("number_value", Integer)),
    derived(text("number_prefix")),
    derived(text("client_key")),
    derived(text("reason_key")),
    derived(text("team_key")),
    text("reason"),
    text("code"),
    flag("sample"),
    choice("priority", Priority),
    link("service_type_id", "service_type"),
    text("contact_name"),
    text("contact_tax_id"),
    text("contact_role"),
    text("contact_phone"),
    text("contact_email"),
    *address(),
    text("requested_by"),
    text("status_reason"),
    maybe("closed_at", Instant),
    choice("discount_kind", DiscountKind),
    must("discount", Cents),
    text("payment_terms"),
    text("quote_number"),
    text("authorised_by"),
    text("authorised_how"),
    maybe("authorised_at", Instant),
    text("observations"),
    text("internal_notes"),
    whole("warranty_days"),
    text("terms"),
    text("equipment"),
    text("brand_model"),
    text("serial_number"),
    text("accessories"),
    text("condition"),
    added(text("follows"), ""),
    added(text("closing_override"), ""),
    maybe("billed_on", Date),
    added(text("invoice_number"), ""),
    maybe("paid_on", Date),
    added(text("paid_means"), ""),
)

visit = Table(
    "order_visit",
    metadata,
    row_id(),
    link("order_id", "service_order", owner=True),
    position(),
    maybe("day", Date),
    maybe("planned_start", Time),
    maybe("planned_end", Time),
    maybe("check_in", Instant),
    maybe("check_out", Instant),
    choice("outcome", VisitOutcome, optional=True),
    text("reason"),
    text("observations"),
    maybe("kilometres", Thousandths),
)

visit_technician = Table(
    "visit_technician",
    metadata,
    link("visit_id", "order_visit", owner=True),
    position(),
    link("technician_id", "technician", optional=False),
    PrimaryKeyConstraint("visit_id", "position"),
    sqlite_with_rowid=False,
)

checklist = Table(
    "order_checklist",
    metadata,
    row_id(),
    link("order_id", "service_order", owner=True),
    position(),
    text("name"),
    link("template_id", "checklist_template"),
)

checklist_item = Table(
    "order_checklist_item",
    metadata,
    row_id(),
    link("checklist_id", "order_checklist", owner=True),
    position(),
    *item_columns(),
    choice("answer", Answer, optional=True),
    maybe("measured", DecimalText),
    text("written"),
    text("note"),
)

material = Table(
    "order_material",
    metadata,
    row_id(),
    link("order_id", "service_order", owner=True),
    position(),
    choice("kind", LineKind),
    text("description"),
    must("quantity", Thousandths),
    text("unit"),
    maybe("unit_price", Cents),
)

Index(None, visit.c.order_id, visit.c.position)
Index("ix_order_visit_day", visit.c.day, visit.c.order_id)
#: Who is on site now: few at any time, among millions.
Index(
    "ix_order_visit_on_site",
    visit.c.check_in,
    sqlite_where=and_(visit.c.check_in.is_not(None), visit.c.check_out.is_(None)),
)
Index("ix_visit_technician_technician_id", visit_technician.c.technician_id)
Index("ix_service_order_follows", order.c.follows, sqlite_where=order.c.follows != "")
Index(None, checklist.c.order_id, checklist.c.position)
Index(None, checklist_item.c.checklist_id, checklist_item.c.position)
Index(None, material.c.order_id, material.c.position)

Index("ix_service_order_number", order.c.number, unique=True)
Index("ix_service_order_code", order.c.code, unique=True)
Index("ix_service_order_number_value", order.c.number_value)
Index("ix_service_order_client_id", order.c.client_id)
Index("ix_service_order_opened_at", order.c.opened_at)

_LIVING = order.c.deleted_at.is_(None)
_DELETED = order.c.deleted_at.is_not(None)
Index("ix_service_order_bin", order.c.deleted_at, sqlite_where=_DELETED)
# One for each way to sort, each status a stretch of its own: any set of statuses is a merge of sorted stretches, so
# that the first rows of every list come at once, however many there are.
for _name, _columns in {
    "number": (),
    "client": (order.c.client_key,),
    "reason": (order.c.reason_key,),
    "team": (order.c.team_key,),
    "due": (order.c.due,),
    "total": (order.c.total,),
}.items():
    Index(
        f"ix_service_order_by_{_name}",
        order.c.status_id,
        *_columns,
        sqlite_where=_LIVING,
    )

ORDERS = Aggregate(
    Order,
    order,
    (
        Part(
            "visits", Visit, visit, "order_id", (Links("technicians", visit_technician, "visit_id", "technician_id"),)
        ),
        Part(
            "checklists",
            Checklist,
            checklist,
            "order_id",
            (Part("items", ChecklistItem, checklist_item, "checklist_id"),),
        ),
        Part("materials", MaterialLine, material, "order_id"),
        *attachments.PARTS,
    ),
)

#: Numbers of real orders, and of samples, which can be removed again without leaving a gap.
SERIES = "os"
SAMPLE_SERIES = "EX"

#: `due` of an order without deadline: after every other.
NEVER = 1 << 40
_REASON_KEY = 48


def due_at(deadline: date | None, deadline_time: time | None) -> int:
    """A deadline in seconds of the office's calendar: the last second of the day when it has no hour."""
    if deadline is None:
        return NEVER
    if deadline_time is None:
        return deadline.toordinal() * DAY + DAY - 1
    return deadline.toordinal() * DAY + deadline_time.hour * 3600 + deadline_time.minute * 60 + deadline_time.second


def team_of(value: Order) -> tuple[int, ...]:
    """The technicians of all visits, each once, in the order they come."""
    return tuple(dict.fromkeys(technician for held in value.visits for technician in held.technicians))


def derived_columns(value: Order, client_name: str, leader: str) -> dict[str, object]:
    """The columns that no field has, but those of the number; `leader` is the name of the first technician."""
    return {
        "total": value.totals.total if value.materials else None,
        "team": ",".join(map(str, team_of(value))),
        "due": due_at(value.deadline, value.deadline_time),
        "client_key": name_key(client_name),
        "reason_key": search.folded(value.reason[: _REASON_KEY * 2])[:_REASON_KEY],
        "team_key": name_key(leader),
    }
