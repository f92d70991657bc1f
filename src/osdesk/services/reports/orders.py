"""The report of orders: by status, type, technician, client or month."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from osdesk.domain.questions import NOBODY, OrderDate, OrderQuestion
from osdesk.domain.reports import (
    Column,
    ColumnKind,
    Grouping,
    Row,
)
from osdesk.services import statuses, team, wording
from osdesk.services.reports.parts import HUNDRED, ZERO, Asked, Made, bars_or_line, share, stretches
from osdesk.services.wording import report_words
from osdesk.storage import reports as storage
from osdesk.storage.facets import facets


def orders(asked: Asked) -> Made:
    """Orders by what they are broken down by."""
    say, kinds = asked.say, asked.kinds
    where = asked.where()
    all_of_them = storage.all_orders(asked.session, where, kinds)
    groups = _groups(asked, where)
    columns = (
        Column(title=report_words.grouping_name(asked.grouping, asked.language)),
        Column(title=say.pgettext("report", "Orders"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Share"), kind=ColumnKind.PERCENT),
        Column(title=say.pgettext("report", "Done"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Cancelled"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Total (R$)"), kind=ColumnKind.MONEY),
        Column(title=say.pgettext("report", "Total of done (R$)"), kind=ColumnKind.MONEY),
    )
    rows = [
        Row(
            cells=(
                label,
                figures.orders,
                share(figures.orders, all_of_them.orders),
                figures.done,
                figures.cancelled,
                figures.total,
                figures.done_total,
            ),
            opens=opens,
        )
        for label, opens, figures in groups
    ]
    totals = (
        say.pgettext("report", "Total"),
        all_of_them.orders,
        HUNDRED,
        all_of_them.done,
        all_of_them.cancelled,
        all_of_them.total,
        all_of_them.done_total,
    )
    note = ""
    if asked.grouping is Grouping.TECHNICIAN:
        note = say.pgettext("report", "An order of two technicians counts for both; the total counts each order once.")
    plot = bars_or_line(
        [(label, Decimal(figures.orders)) for label, _, figures in groups],
        say.pgettext("report", "Orders"),
        ColumnKind.COUNT,
        over_time=asked.grouping is Grouping.MONTH,
    )
    return Made(columns=columns, rows=rows, totals=totals, plot=plot, note=note)


Group = tuple[str, OrderQuestion, storage.OrderFigures]


def _groups(asked: Asked, where: list[Any]) -> list[Group]:
    """The groups of the report of orders: their name, the question that lists them, their figures."""
    session, kinds, question = asked.session, asked.kinds, asked.question
    if asked.grouping is Grouping.MONTH:
        return _by_month(asked, where)
    if asked.grouping is Grouping.TECHNICIAN:
        names = {person.id: person.name for person in team.all(asked.office)}
        figures = storage.orders_by_technician(session, where, kinds)
        nobody = asked.say.pgettext("report", "No technician")
        made: list[Group] = [
            (
                names.get(each.key, "?") if each.key is not None else nobody,
                replace(question, technicians=frozenset({NOBODY if each.key is None else each.key})),
                each,
            )
            for each in figures
        ]
        return sorted(made, key=_by_count)
    if asked.grouping is Grouping.CLIENT:
        figures = storage.orders_by(session, facets.c.client_id, where, kinds)
        clients = storage.client_names(session, [each.key for each in figures])
        made = [(clients.get(each.key, "?"), replace(question, client_id=each.key), each) for each in figures]
        return sorted(made, key=_by_count)
    if asked.grouping is Grouping.SERVICE_TYPE:
        types = {
            kind.id: wording.service_type_name(kind, asked.language) for kind in statuses.service_types(asked.office)
        }
        untyped = asked.say.pgettext("report", "No type of service")
        made = [
            (types.get(each.key, untyped), replace(question, service_types=frozenset({each.key or NOBODY})), each)
            for each in storage.orders_by(session, facets.c.service_type_id, where, kinds)
        ]
        return sorted(made, key=_by_count)
    found = {each.key: each for each in storage.orders_by(session, facets.c.status_id, where, kinds)}
    return [
        (
            wording.status_name(status, asked.language),
            replace(question, statuses=frozenset({status.id or 0}), kinds=frozenset()),
            found[status.id],
        )
        for status in statuses.statuses(asked.office)
        if status.id in found
    ]


def _by_count(group: Group) -> tuple[int, str]:
    return -group[2].orders, group[0]


def _by_month(asked: Asked, where: list[Any]) -> list[Group]:
    """Every month (or year) of the period, those without orders too, so that a plot tells the truth."""
    column = {OrderDate.CLOSED: facets.c.closed_at}.get(asked.question.dated, facets.c.opened_at)
    spans = stretches(asked.since, asked.until)
    wall = storage.wall_seconds(column, asked.office.zone, asked.since, asked.until)
    key = storage.month_of(wall, [first for first, _ in spans])
    found = {each.key: each for each in storage.orders_by(asked.session, key, where, asked.kinds)}
    if not found:
        return []
    nothing = storage.OrderFigures(None, 0, 0, 0, ZERO, ZERO)
    return [
        (
            report_words.stretch_name(first, last),
            replace(asked.question, since=first, until=last),
            found.get(number, nothing),
        )
        for number, (first, last) in enumerate(spans)
    ]
