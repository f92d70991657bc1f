"""The report of lead times: from the request to the first visit, to done, to billed; and deadlines kept."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from osdesk.domain.reports import (
    Cell,
    Column,
    ColumnKind,
    Grouping,
    Plot,
    PlotKind,
    Row,
    Series,
)
from osdesk.services.reports.parts import (
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


def lead_times(asked: Asked) -> Made:
    """How long orders took, by month, type or client."""
    say, zone = asked.say, asked.office.zone
    closed = storage.wall_seconds(facets.c.closed_at, zone, asked.since, asked.until)
    grouping = asked.grouping if asked.grouping in (Grouping.SERVICE_TYPE, Grouping.CLIENT) else Grouping.MONTH
    spans = stretches(asked.since, asked.until)
    key: Any = {
        Grouping.SERVICE_TYPE: facets.c.service_type_id,
        Grouping.CLIENT: facets.c.client_id,
        Grouping.MONTH: storage.month_of(closed, [first for first, _ in spans]),
    }[grouping]
    found = storage.lead_times(asked.session, key, asked.where(), closed)
    if grouping is Grouping.MONTH:
        labels = of_stretches(asked, spans)
    else:
        name = of_clients if grouping is Grouping.CLIENT else of_types
        labels = name(asked, [each.key for each in found])
        found.sort(key=lambda each: (-each.orders, labels[each.key][0]))
    columns = (
        Column(title=report_words.grouping_name(grouping, asked.language)),
        Column(title=say.pgettext("report", "Orders done"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "To the first visit"), kind=ColumnKind.DURATION),
        Column(title=say.pgettext("report", "To done"), kind=ColumnKind.DURATION),
        Column(title=say.pgettext("report", "To billed"), kind=ColumnKind.DURATION),
        Column(title=say.pgettext("report", "With deadline"), kind=ColumnKind.COUNT),
        Column(title=say.pgettext("report", "Deadline kept"), kind=ColumnKind.PERCENT),
    )
    rows = [Row(cells=_lead_cells(labels[each.key][0], each), opens=labels[each.key][1]) for each in found]
    everything = storage.LeadFigures(None, *(sum(each[place] for each in found) for place in range(1, 9)))
    plot = None
    if grouping is Grouping.MONTH and found:
        by_key = {each.key: each for each in found}
        every = tuple(
            Series(
                name=column.title,
                values=tuple(
                    _hours(_lead_cells("", by_key[number])[place]) if number in by_key else None
                    for number in range(len(spans))
                ),
            )
            for place, column in enumerate(columns)
            if column.kind is ColumnKind.DURATION
        )
        plot = Plot(
            kind=PlotKind.LINES,
            labels=tuple(label for label, _ in labels.values()),
            # Nothing was billed yet: a line without a point would only be a name.
            series=tuple(series for series in every if any(value is not None for value in series.values)),
            value=ColumnKind.DURATION,
        )
    elif found:
        plot = bars_or_line(
            [(labels[each.key][0], Decimal(each.to_done) / each.orders / 3600) for each in found],
            say.pgettext("report", "To done"),
            ColumnKind.DURATION,
        )
    note = say.pgettext("report", "Means, counted from the request. Billing is counted to the day of the invoice.")
    totals = _lead_cells(say.pgettext("report", "Total"), everything)
    return Made(columns=columns, rows=rows, totals=totals, plot=plot, note=note)


def _lead_cells(label: str, each: storage.LeadFigures) -> tuple[Cell, ...]:
    return (
        label,
        each.orders,
        timedelta(seconds=each.to_visit // each.visited) if each.visited else None,
        timedelta(seconds=each.to_done // each.orders) if each.orders else None,
        timedelta(seconds=each.to_billed // each.billed) if each.billed else None,
        each.with_deadline,
        share(each.kept, each.with_deadline),
    )


def _hours(cell: Cell) -> Decimal | None:
    return Decimal(cell // timedelta(seconds=1)) / 3600 if isinstance(cell, timedelta) else None
