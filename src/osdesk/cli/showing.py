"""`osdesk show`: one order whole, as JSON or to be read."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from osdesk.cli import output
from osdesk.cli.opening import find, reading
from osdesk.domain import dates, money, phones, tax_ids
from osdesk.domain.changes import Subject
from osdesk.domain.checklists import ChecklistItem, ItemKind
from osdesk.domain.clients import Client
from osdesk.domain.orders import Order
from osdesk.domain.sheets import OrderSheet
from osdesk.domain.visits import Visit, time_on_site
from osdesk.services import exchange, papers, wording
from osdesk.services.office import Office
from osdesk.texts import _, language

_TEXTS = (
    *("reason", "equipment", "brand_model", "serial_number", "accessories", "condition", "observations"),
    *("internal_notes", "payment_terms", "quote_number", "authorised_by", "authorised_how", "status_reason"),
)


def run_show(options: argparse.Namespace) -> int:
    """Show one order."""
    with reading(options) as office:
        order = find(office, options.number)
        if options.json:
            output.say(output.as_json(exchange.order_json(office, order)))
            return 0
        for line in _lines(office, papers.sheet(office, order), order):
            output.say(line)
    return 0


def _lines(office: Office, sheet: OrderSheet, order: Order) -> Iterator[str]:
    yield " · ".join(part for part in (wording.order_title(order.number), sheet.status_name) if part)
    if sheet.client is not None:
        yield _field("client", _client(sheet.client))
    yield from _given("contact_name", order.contact_name)
    yield from _given("contact_phone", phones.format_phone(order.contact_phone))
    yield from _given("contact_email", order.contact_email)
    yield from _given("address", order.address.line())
    if order.opened_at is not None:
        opened = order.opened_at.astimezone(office.zone)
        yield _field("opened_at", f"{dates.format_date(opened.date(), language())} {dates.format_time(opened)}")
    yield from _given("service_type", sheet.service_type_name)
    yield _field("priority", wording.priority_name(order.priority))
    if order.deadline is not None:
        hour = f" {dates.format_time(order.deadline_time)}" if order.deadline_time is not None else ""
        yield _field("deadline", dates.format_date(order.deadline, language()) + hour)
    for name in _TEXTS:
        yield from _given(name, getattr(order, name))
    names = dict(sheet.technicians)
    for place, visit in enumerate(order.visits):
        yield _field(f"visits.{place}", _visit(visit, names, office))
    for place, checklist in enumerate(order.checklists):
        yield _field(f"checklists.{place}", checklist.name)
        yield from (f"  {_item(item)}" for item in checklist.items)
    yield from _materials(order)
    for place, attachment in enumerate(order.attachments):
        words = " · ".join(part for part in (attachment.name, attachment.caption) if part)
        yield _field(f"attachments.{place}", words)


def _field(name: str, value: str) -> str:
    return f"{wording.field_name(Subject.ORDER, name)}: {value}"


def _given(name: str, value: str) -> Iterator[str]:
    if value:
        first, *rest = value.split("\n")
        yield _field(name, first)
        yield from (f"  {line}" for line in rest)


def _client(client: Client) -> str:
    number = tax_ids.format(client.tax_id)
    return " · ".join(part for part in (client.name, client.legal_name, number) if part)


def _visit(visit: Visit, names: dict[int, str], office: Office) -> str:
    parts = []
    if visit.day is not None:
        parts.append(dates.format_date(visit.day, language(), weekday=True))
    parts.append(", ".join(names[each] for each in visit.technicians if each in names))
    if visit.check_in is not None:
        arrived = visit.check_in.astimezone(office.zone)
        left = visit.check_out.astimezone(office.zone) if visit.check_out is not None else None
        ended = dates.format_clock_after(left, arrived.date()) if left is not None else ""
        parts.append(f"{dates.format_time(arrived)}–{ended}")
    spent = time_on_site(visit)
    if spent is not None:
        parts.append(dates.format_duration(spent, language()))
    parts += [wording.visit_status_name(visit.status), visit.reason, " ".join(visit.observations.split())]
    return " · ".join(part for part in parts if part)


def _item(item: ChecklistItem) -> str:
    if item.kind is ItemKind.SECTION:
        return item.text
    told = [wording.answer_name(item.answer)] if item.answer is not None else []
    if item.measured is not None:
        told.append(f"{money.format_quantity(item.measured, language())} {item.unit}".rstrip())
    told += [text for text in (item.written, item.note) if text]
    return f"{item.text}: {', '.join(told)}" if told else item.text


def _materials(order: Order) -> Iterator[str]:
    if not order.materials:
        return
    speak = language()
    yield f"{wording.field_name(Subject.ORDER, 'materials')}:"
    rows = [
        [
            money.format_quantity(line.quantity, speak),
            line.unit,
            line.description,
            money.format_amount(line.unit_price, speak) if line.unit_price is not None else "",
            money.format_amount(line.total, speak) if line.unit_price is not None else "",
        ]
        for line in order.materials
    ]
    yield from (f"  {line}" for line in output.columns(rows, frozenset({0, 3, 4})))
    sums = order.totals
    if sums.discount:
        yield _field("discount", money.format_amount(sums.discount, speak, symbol=True))
    yield f"{_('Total')}: {money.format_amount(sums.total, speak, symbol=True)}"
