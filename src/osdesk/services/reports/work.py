"""The reports of what was done: materials used, what is not yet billed, what failed in checklists."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from osdesk.domain.reports import (
    Column,
    ColumnKind,
    LazyRows,
    Row,
)
from osdesk.services import wording
from osdesk.services.reports.parts import MOST_BARS, ZERO, Asked, Made, bars_or_line, counted, share
from osdesk.storage import reports as storage
from osdesk.storage.types import from_microseconds


def materials(asked: Asked) -> Made:
    """Materials by description and unit."""
    say = asked.say
    found = storage.materials(asked.session, asked.where())
    columns = (
        Column(title=say.pgettext("report", "Description")),
        Column(title=say.pgettext("report", "Kind")),
        Column(title=say.pgettext("report", "Quantity"), kind=ColumnKind.QUANTITY),
        Column(title=say.pgettext("report", "Unit")),
        Column(title=say.pgettext("report", "Orders"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Amount (R$)"), kind=ColumnKind.MONEY),
    )
    rows = [
        Row(
            cells=(
                each.description,
                wording.line_kind_name(each.kind, asked.language),
                each.quantity,
                each.unit,
                each.orders,
                each.amount,
            )
        )
        for each in found
    ]
    total = sum((each.amount for each in found), ZERO)
    totals = (say.pgettext("report", "Total"), None, None, None, None, total)
    plot = bars_or_line(
        [(each.description, each.amount) for each in found if each.amount],
        say.pgettext("report", "Amount (R$)"),
        ColumnKind.MONEY,
    )
    note = say.pgettext("report", "Amounts are those of the lines, before discounts.")
    return Made(columns=columns, rows=rows, totals=totals, plot=plot, note=note)


def unbilled(asked: Asked) -> Made:
    """Orders that are done and not billed: the list that invoices are made from."""
    say = asked.say
    found = storage.unbilled(asked.session, asked.where())
    today = asked.office.today()
    columns = (
        Column(title=say.pgettext("report", "Client")),
        Column(title=say.pgettext("report", "Order")),
        Column(title=say.pgettext("report", "Done on"), kind=ColumnKind.DATE),
        Column(title=say.pgettext("report", "Days since"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Total (R$)"), kind=ColumnKind.MONEY),
    )
    zone = asked.office.zone

    def row(each: storage.UnbilledRow) -> Row:
        closed = from_microseconds(each[4]).astimezone(zone).date() if each[4] is not None else None
        waits = (today - closed).days if closed is not None else None
        return Row(cells=(each[3], each[1], closed, waits, each[5]), opens=replace(asked.question, client_id=each[2]))

    sums: dict[int, Decimal] = {}
    names: dict[int, str] = {}
    for each in found:
        client_id = each[2]
        names[client_id] = each[3]
        sums[client_id] = sums.get(client_id, ZERO) + each[5]
    count = say.ngettext("{count} order", "{count} orders", len(found)).format(count=counted(len(found), asked))
    totals = (say.pgettext("report", "Total"), count, None, None, sum(sums.values(), ZERO))
    dearest = sorted(sums, key=lambda key: (-sums[key], names[key]))[:MOST_BARS]
    plot = bars_or_line(
        [(names[key], sums[key]) for key in dearest],
        say.pgettext("report", "Total (R$)"),
        ColumnKind.MONEY,
    )
    return Made(columns=columns, rows=LazyRows(found, row), totals=totals, plot=plot)


def checklists(asked: Asked) -> Made:
    """Items with how often they failed."""
    say = asked.say
    found = storage.items(asked.session, asked.where())
    columns = (
        Column(title=say.pgettext("report", "Item")),
        Column(title=say.pgettext("report", "Checklist")),
        Column(title=say.pgettext("report", "Asked"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Answered"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Not applicable"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Failed"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Failed of answered"), kind=ColumnKind.PERCENT),
    )
    rows = [
        Row(
            cells=(
                each.item,
                each.checklist,
                each.asked,
                each.answered,
                each.not_applicable,
                each.failed,
                share(each.failed, each.answered),
            )
        )
        for each in found
    ]
    answered, failed = sum(each.answered for each in found), sum(each.failed for each in found)
    totals = (
        say.pgettext("report", "Total"),
        None,
        sum(each.asked for each in found),
        answered,
        sum(each.not_applicable for each in found),
        failed,
        share(failed, answered),
    )
    plot = bars_or_line(
        [(each.item, Decimal(each.failed)) for each in found if each.failed],
        say.pgettext("report", "Failed"),
        ColumnKind.COUNT,
    )
    return Made(columns=columns, rows=rows, totals=totals, plot=plot)
