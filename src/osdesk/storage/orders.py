"""Orders: their tables, what the lists and searches need beside the fields, and putting in very many at once."""

from __future__ import annotations

from datetime import date, time
from typing import Any, Protocol

from sqlalchemy import (
    BigInteger,
    Connection,
    Date,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Select,
    Table,
    Time,
    Update,
    bindparam,
    or_,
    select,
    update,
)

from osdesk.domain import phones
from osdesk.domain.checklists import Answer, Checklist, ChecklistItem
from osdesk.domain.clients import Client
from osdesk.domain.contacts import ContactKind
from osdesk.domain.materials import DiscountKind, LineKind, MaterialLine
from osdesk.domain.orders import Order, Priority
from osdesk.domain.visits import Visit, VisitOutcome
from osdesk.storage import search
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.checklists import item_columns
from osdesk.storage.clients import name_key
from osdesk.storage.metadata import (
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
    ),
)

#: Numbers of real orders, and of samples, which can be removed again without leaving a gap.
SERIES = "os"
SAMPLE_SERIES = "EX"

#: `due` of an order without deadline: after every other.
NEVER = 1 << 40
DAY = 86_400
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


def status_word(status_id: int | None, deleted: bool) -> str:
    """The word of the index that stands for an order's status, or for its being in the bin."""
    return "_bin" if deleted else f"_{status_id}"


class Worded(Protocol):
    """The fields of an order that it is found by: an `Order`, or a row with these columns alone."""

    number: Any
    contact_name: Any
    contact_phone: Any
    requested_by: Any
    reason: Any
    observations: Any
    equipment: Any
    brand_model: Any
    serial_number: Any
    status_id: Any
    deleted_at: Any


def words_of(value: Order | Worded, client: str) -> str:
    """What an order is found by, folded: number, who asked, reason, observations, equipment, and its client's words.

    Only fields of the order itself and of its client: a client's new name is indexed without loading any parts.
    """
    figures = value.number.rpartition("/")[2].rpartition("-")[2].lstrip("0")
    found = (
        *(value.number, figures, value.contact_name, *_called(value.contact_phone), value.requested_by),
        *(value.reason, value.observations, value.equipment, value.brand_model, value.serial_number),
    )
    return f"{search.joined(found)} {client} {status_word(value.status_id, deleted=value.deleted_at is not None)}"


def client_words(client: Client) -> str:
    """What of a client its orders are found by, folded."""
    numbers = [held.value for held in client.contacts if held.kind is not ContactKind.EMAIL]
    called = [form for number in numbers for form in _called(number)]
    return search.joined((client.name, client.legal_name, client.tax_id, *called))


def _called(number: str) -> tuple[str, ...]:
    """A phone number with and without its area code."""
    digits = phones.digits(number)
    return (digits, digits[2:]) if len(digits) in (10, 11) else (digits,)


_WORDED = (
    *(order.c.id, order.c.number, order.c.contact_name, order.c.contact_phone, order.c.requested_by, order.c.reason),
    *(order.c.observations, order.c.equipment, order.c.brand_model, order.c.serial_number),
    *(order.c.status_id, order.c.deleted_at, order.c.client_id),
)


def worded_statement() -> Select[Any]:
    """The words of one client's orders."""
    return select(*_WORDED).where(order.c.client_id == bindparam("client_id"))


def worded_by_id_statement() -> Select[Any]:
    """The words of some orders."""
    return select(*_WORDED).where(order.c.id.in_(bindparam("ids", expanding=True)))


def rekey_statement() -> Update:
    """Sort one client's orders by another name."""
    return update(order).where(order.c.client_id == bindparam("_client_id")).values(client_key=bindparam("_key"))


def lead_statement() -> Update:
    """Sort the orders that a technician leads by another name."""
    return (
        update(order)
        .where(or_(order.c.team == bindparam("_alone"), order.c.team.like(bindparam("_first"))))
        .values(team_key=bindparam("_key"))
    )


_WORDED_OF = worded_statement()
_REKEY = rekey_statement()
_LEAD = lead_statement()


def client_changed(session: Connection, before: Client, after: Client) -> bool:
    """Let the orders of a client follow it: sorted by its new name, found by its new words. True if any was touched."""
    touched = False
    if name_key(before.name) != name_key(after.name):
        touched = session.execute(_REKEY, {"_client_id": after.id, "_key": name_key(after.name)}).rowcount > 0
    words, new_words = client_words(before), client_words(after)
    if words == new_words:
        return touched or before.name != after.name
    found = session.execute(_WORDED_OF, {"client_id": after.id}).fetchall()
    search.ORDERS.remove(session, [(row.id, words_of(row, words)) for row in found])
    search.ORDERS.add(session, [(row.id, words_of(row, new_words)) for row in found])
    return bool(found)


def rename_leader(session: Connection, technician_id: int, name: str) -> None:
    """Sort the orders that a technician leads by the new name."""
    session.execute(_LEAD, {"_alone": str(technician_id), "_first": f"{technician_id},%", "_key": name_key(name)})
