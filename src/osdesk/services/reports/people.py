"""The reports of clients and of technicians: their orders, visits, time on site and money."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from osdesk.domain.reports import (
    Column,
    ColumnKind,
    LazyRows,
    Row,
)
from osdesk.services import team
from osdesk.services.reports.parts import MOST_BARS, ZERO, Asked, Made, bars_or_line, counted
from osdesk.storage import reports as storage


def clients(asked: Asked) -> Made:
    """Clients with what was done for them, the dearest first."""
    say = asked.say
    where = asked.where()
    figures = storage.clients(asked.session, where, asked.kinds)
    visits = storage.visits_by(asked.session, where, asked.since, asked.until, by_client=True)
    columns = (
        Column(title=say.pgettext("report", "Client")),
        Column(title=say.pgettext("report", "Orders"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Done"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Visits"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Time on site"), kind=ColumnKind.DURATION),
        Column(title=say.pgettext("report", "Total of done (R$)"), kind=ColumnKind.MONEY),
    )

    def row(each: Any) -> Row:
        key, orders, done, _, _, done_total, name = each
        seen = visits.get(key)
        spent = timedelta(seconds=seen.seconds) if seen is not None else None
        cells = (name, orders, done, seen.visits if seen is not None else 0, spent, done_total)
        return Row(cells=cells, opens=replace(asked.question, client_id=key))

    count = len(figures)
    totals = (
        say.ngettext("{count} client", "{count} clients", count).format(count=counted(count, asked)),
        sum(each[1] for each in figures),
        sum(each[2] for each in figures),
        sum(each.visits for each in visits.values()),
        timedelta(seconds=sum(each.seconds for each in visits.values())),
        sum((each[5] for each in figures), ZERO),
    )
    plot = bars_or_line(
        [(each[6], each[5]) for each in figures[:MOST_BARS] if each[5]],
        say.pgettext("report", "Total of done (R$)"),
        ColumnKind.MONEY,
    )
    note = say.pgettext("report", "Visits and time on site are those of the period’s days.")
    return Made(columns=columns, rows=LazyRows(figures, row), totals=totals, plot=plot, note=note)


def technicians(asked: Asked) -> Made:
    """Technicians with their visits, who was on site longest first."""
    say = asked.say
    where = asked.where()
    orders = {each.key: each for each in storage.orders_by_technician(asked.session, where, asked.kinds)}
    visits = storage.visits_by(asked.session, where, asked.since, asked.until)
    names = {person.id: person.name for person in team.all(asked.office)}
    ids = sorted(
        (key for key in orders if key is not None),
        key=lambda key: (-(visits[key].seconds if key in visits else 0), names.get(key, "")),
    )
    columns = (
        Column(title=say.pgettext("report", "Technician")),
        Column(title=say.pgettext("report", "Orders"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Visits"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Time on site"), kind=ColumnKind.DURATION),
        Column(title=say.pgettext("report", "Time a visit"), kind=ColumnKind.DURATION),
        Column(title=say.pgettext("report", "Kilometres"), kind=ColumnKind.QUANTITY),
        Column(title=say.pgettext("report", "Orders done"), kind=ColumnKind.COUNT),
    )
    rows = []
    for key in ids:
        seen = visits.get(key)
        rows.append(
            Row(
                cells=(
                    names.get(key, "?"),
                    orders[key].orders,
                    seen.visits if seen is not None else 0,
                    timedelta(seconds=seen.seconds) if seen is not None else None,
                    timedelta(seconds=seen.seconds // seen.timed) if seen is not None and seen.timed else None,
                    seen.kilometres if seen is not None else None,
                    orders[key].done,
                ),
                opens=replace(asked.question, technicians=frozenset({key})),
            )
        )
    seconds = sum(each.seconds for each in visits.values())
    timed = sum(each.timed for each in visits.values())
    everything = storage.all_orders(asked.session, where, asked.kinds)
    totals = (
        say.pgettext("report", "Total"),
        everything.orders,
        sum(each.visits for each in visits.values()),
        timedelta(seconds=seconds),
        timedelta(seconds=seconds // timed) if timed else None,
        sum((each.kilometres for each in visits.values()), ZERO),
        everything.done,
    )
    plot = bars_or_line(
        [(names.get(key, "?"), Decimal(visits[key].seconds) / 3600) for key in ids if key in visits],
        say.pgettext("report", "Time on site"),
        ColumnKind.DURATION,
    )
    note = say.pgettext(
        "report", "A visit of two technicians counts for both, also in the sums; the total counts each order once."
    )
    return Made(columns=columns, rows=rows, totals=totals, plot=plot, note=note)
