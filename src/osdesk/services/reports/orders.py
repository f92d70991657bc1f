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
from osdesk.services.reports.parts import (
    HUNDRED,
    ZERO,
    Asked,
    Made,
    bars_or_line,
    of_clients,
    of_stretches,
    of_types,
    share,
    stretches,
)
from osdesk.services.wording import report_words
from osdesk.storage import reports as storage
from osdesk.storage.facets import facets
from osdesk.storage.scope import DAY


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
    if asked.grouping in _NAMED:
        column, name = _NAMED[asked.grouping]
        figures = storage.orders_by(session, column, where, kinds)
        named = name(asked, [each.key for each in figures])
        return sorted(((*named[each.key], each) for each in figures), key=_by_count)
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


_NAMED = {
    Grouping.CLIENT: (facets.c.client_id, of_clients),
    Grouping.SERVICE_TYPE: (facets.c.service_type_id, of_types),
}


def _by_month(asked: Asked, where: list[Any]) -> list[Group]:
    """Every month (or year) of the period, those without orders too, so that a plot tells the truth."""
    spans = stretches(asked.since, asked.until)
    named = of_stretches(asked, spans)
    wall = _wall(asked)
    if wall is None:
        # Visits of one order may lie in several months: each is asked for itself.
        each_alone = [replace(asked, question=question).where() for _, question in named.values()]
        found = {place: storage.all_orders(asked.session, alone, asked.kinds) for place, alone in enumerate(each_alone)}
    else:
        key = storage.month_of(wall, [first for first, _ in spans])
        found = {each.key: each for each in storage.orders_by(asked.session, key, where, asked.kinds)}
    if not any(each.orders for each in found.values()):
        return []
    nothing = storage.OrderFigures(None, 0, 0, 0, ZERO, ZERO)
    return [(*named[number], found.get(number, nothing)) for number in range(len(spans))]


def _wall(asked: Asked) -> Any:
    """The date that the period is about, in seconds of the office's calendar; None where an order has several."""
    match asked.question.dated:
        case OrderDate.PLANNED:
            return None
        case OrderDate.DEADLINE:
            return facets.c.due
        case OrderDate.BILLED:
            return facets.c.billed_on * DAY
        case OrderDate.PAID:
            return facets.c.paid_on * DAY
        case OrderDate.CLOSED:
            column: Any = facets.c.closed_at
        case _:
            column = facets.c.opened_at
    return storage.wall_seconds(column, asked.office.zone, asked.since, asked.until)
