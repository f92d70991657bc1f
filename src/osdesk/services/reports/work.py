"""The reports of what was done: materials used, what is not yet billed, what failed in checklists."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from osdesk.domain.reports import (
    Column,
    ColumnKind,
    Row,
)
from osdesk.services import wording
from osdesk.services.reports.parts import ZERO, Asked, Made, bars_or_line, counted, share
from osdesk.storage import reports as storage


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
    rows = []
    sums: dict[str, Decimal] = {}
    for each in found:
        closed = each.closed_at.astimezone(asked.office.zone).date() if each.closed_at is not None else None
        waits = (today - closed).days if closed is not None else None
        rows.append(
            Row(
                cells=(each.client, each.number, closed, waits, each.total),
                opens=replace(asked.question, client_id=each.client_id),
            )
        )
        sums[each.client] = sums.get(each.client, ZERO) + each.total
    count = say.ngettext("{count} order", "{count} orders", len(rows)).format(count=counted(len(rows), asked))
    totals = (say.pgettext("report", "Total"), count, None, None, sum(sums.values(), ZERO))
    plot = bars_or_line(
        sorted(sums.items(), key=lambda item: (-item[1], item[0])),
        say.pgettext("report", "Total (R$)"),
        ColumnKind.MONEY,
    )
    return Made(columns=columns, rows=rows, totals=totals, plot=plot)


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
