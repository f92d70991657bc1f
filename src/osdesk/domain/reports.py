"""Reports: a table with its sums and a plot, as values; what draws, writes or shows one knows nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar, overload

from osdesk.domain.questions import OrderQuestion


class ReportName(StrEnum):
    """The reports, by the names that the command line uses."""

    ORDERS = "orders"
    CLIENTS = "clients"
    TECHNICIANS = "technicians"
    LEAD_TIMES = "lead-times"
    MATERIALS = "materials"
    UNBILLED = "unbilled"
    CHECKLISTS = "checklists"


class Grouping(StrEnum):
    """What the report of orders is broken down by."""

    STATUS = "status"
    SERVICE_TYPE = "service_type"
    TECHNICIAN = "technician"
    CLIENT = "client"
    MONTH = "month"


class ColumnKind(StrEnum):
    """What a column holds, which says how it is written and to which side it stands."""

    TEXT = "text"
    COUNT = "count"
    QUANTITY = "quantity"
    MONEY = "money"
    DURATION = "duration"
    DATE = "date"
    PERCENT = "percent"


#: A cell: text, count, quantity or money, time, date; None where there is nothing to say.
Cell = str | int | Decimal | timedelta | date | datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading in the report's language and what it holds."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, and the question whose orders make it up (None where it isn't made of orders)."""

    cells: tuple[Cell, ...]
    opens: OrderQuestion | None = None


Held = TypeVar("Held")


class LazyRows(Sequence[Row], Generic[Held]):
    """Rows made as they are looked at, out of what the database gave: a screen shows twenty of a hundred thousand."""

    __slots__ = ("_held", "_make")

    def __init__(self, held: Sequence[Held], make: Callable[[Held], Row]) -> None:
        self._held = held
        self._make = make

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Row, ...]: ...

    def __getitem__(self, place: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(place, slice):
            return tuple(self._make(each) for each in self._held[place])
        return self._make(self._held[place])

    def __reduce__(self) -> tuple[type[tuple[Any, ...]], tuple[list[Row]]]:
        # To another process they go as they are.
        return tuple, (list(self),)


class PlotKind(StrEnum):
    """How a plot is drawn."""

    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One row of figures of a plot; None is a gap."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Figures over labels; `kind_of_value` says how the axis is written (durations are in hours)."""

    kind: PlotKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    value: ColumnKind = ColumnKind.COUNT


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as it is shown, printed or written: its texts are in its own `language`, `about` is the filter as a
    sentence. `totals` are the cells of the sum row, None where there is none. `opens` asks for all orders in it.
    """

    name: ReportName
    title: str
    about: str
    company: str
    since: date
    until: date
    made_at: datetime
    language: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    totals: tuple[Cell, ...] | None = None
    plot: Plot | None = None
    note: str = ""
    opens: OrderQuestion | None = None
