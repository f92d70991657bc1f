"""What all reports share: what they are made from, what they give back, stretches of the calendar, plots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from osdesk.domain.cells import cell_text
from osdesk.domain.questions import NOBODY, OrderQuestion
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
from osdesk.services import lists, statuses, wording
from osdesk.services.office import Office, Session
from osdesk.services.wording import report_words
from osdesk.storage import listing, narrowing
from osdesk.storage import reports as storage
from osdesk.storage.facets import facets
from osdesk.texts import Catalogue, catalogue

#: Bars of a plot; what comes after them is told by the table alone.
MOST_BARS = 12
#: Months that are told one by one; longer periods are told by year.
MOST_MONTHS = 36
HUNDRED = Decimal(100)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a report is made from: the session and question, the office's words, and the conditions of the question."""

    office: Office
    session: Session
    question: OrderQuestion
    since: date
    until: date
    grouping: Grouping
    language: str
    kinds: storage.Kinds

    @property
    def say(self) -> Catalogue:
        """The catalogue of the report's language."""
        return catalogue(self.language)

    def where(self) -> list[Any]:
        """The question's conditions on the ledger."""
        scope = lists.scope_for(self.office, self.session, self.question)
        found: list[Any] = narrowing.conditions(scope)
        if scope.words:
            found.append(facets.c.id.in_(listing.found(scope)))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The part of a report that is its own."""

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    totals: tuple[Cell, ...] | None = None
    plot: Plot | None = None
    note: str = ""


def stretches(since: date, until: date) -> list[tuple[date, date]]:
    """The months of a period, its ends cut to it; years where there would be too many months."""
    months = (until.year - since.year) * 12 + until.month - since.month + 1
    yearly = months > MOST_MONTHS
    found = []
    first = since
    while first <= until:
        coming = first.replace(day=1) + timedelta(days=31)
        following = date(first.year + 1, 1, 1) if yearly else coming.replace(day=1)
        found.append((first, min(until, following - timedelta(days=1))))
        first = following
    return found


def bars_or_line(
    values: Sequence[tuple[str, Decimal]],
    name: str,
    kind: ColumnKind,
    *,
    over_time: bool = False,
) -> Plot | None:
    """A line over time, else bars of the first rows; None without any."""
    if not values:
        return None
    shown = list(values) if over_time else list(values[:MOST_BARS])
    return Plot(
        kind=PlotKind.LINES if over_time else PlotKind.BARS,
        labels=tuple(label for label, _ in shown),
        series=(Series(name=name, values=tuple(value for _, value in shown)),),
        value=kind,
    )


def share(part: int, whole: int) -> Decimal | None:
    """A part in percent; None of nothing."""
    return Decimal(part) * 100 / whole if whole else None


def counted(count: int, asked: Asked) -> str:
    """A count as the report's language writes it."""
    return cell_text(count, ColumnKind.COUNT, asked.language)


Named = Mapping[Any, tuple[str, OrderQuestion]]


def of_clients(asked: Asked, keys: Iterable[int]) -> Named:
    """What clients are called, and the question for the orders of each."""
    ids = list(keys)
    names = storage.client_names(asked.session, ids)
    return {key: (names.get(key, "?"), replace(asked.question, client_id=key)) for key in ids}


def of_types(asked: Asked, keys: Iterable[int]) -> Named:
    """What types of service are called, and the question for the orders of each; 0 stands for none."""
    kinds = statuses.service_types(asked.office)
    names = {kind.id: wording.service_type_name(kind, asked.language) for kind in kinds}
    untyped = asked.say.pgettext("report", "No type of service")
    return {
        key: (names.get(key, untyped), replace(asked.question, service_types=frozenset({key or NOBODY})))
        for key in keys
    }


def of_stretches(asked: Asked, spans: Sequence[tuple[date, date]]) -> Named:
    """What months or years are called, and the question for the orders of each, by their places."""
    return {
        number: (report_words.stretch_name(first, last), replace(asked.question, since=first, until=last))
        for number, (first, last) in enumerate(spans)
    }
