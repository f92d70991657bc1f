"""A cell of a report as it is read: one form for the screen, the paper and what is spoken of a plot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

from osdesk.domain import dates, money
from osdesk.domain.reports import Cell, ColumnKind

#: What stands where there is nothing to say.
NOTHING = "–"
_NO_BREAK = "\u00a0"

#: Columns whose figures stand at the right, under each other.
FIGURES = frozenset({ColumnKind.COUNT, ColumnKind.QUANTITY, ColumnKind.MONEY, ColumnKind.DURATION, ColumnKind.PERCENT})


def cell_text(cell: Cell, kind: ColumnKind, language: str = "pt_BR") -> str:
    """`1.234`, `1,5`, `1.234,56`, `2 h 05`, `3 d 4 h` (from two days on), `12,5 %`, `24/11/2026`; `–` for nothing."""
    if cell is None:
        return NOTHING
    return _FORMS[kind](cell, language)


def format_count(count: int | Decimal, language: str = "pt_BR") -> str:
    """`1.234.567`, in English `1,234,567`."""
    return money.format_amount(Decimal(int(count)), language)[:-3]


def format_span(span: timedelta, language: str = "pt_BR") -> str:
    """A time that may be long: `45 min`, `2 h 05`, from two days on `3 d 4 h`."""
    if abs(span) < timedelta(days=2):
        return dates.format_duration(span, language).replace(" ", _NO_BREAK)
    hours = abs(span) // timedelta(hours=1)
    days, left = divmod(hours, 24)
    written = f"{days}{_NO_BREAK}d" + (f"{_NO_BREAK}{left}{_NO_BREAK}h" if left else "")
    return f"\u2212{written}" if span < timedelta() else written


def _text(cell: Cell, language: str) -> str:  # noqa: ARG001  the forms are called alike
    return str(cell)


def _count(cell: Cell, language: str) -> str:
    return format_count(_number(cell), language)


def _quantity(cell: Cell, language: str) -> str:
    return money.format_quantity(_number(cell), language)


def _money(cell: Cell, language: str) -> str:
    return money.format_amount(_number(cell), language)


def _percent(cell: Cell, language: str) -> str:
    return money.format_percent(money.round_half_up(_number(cell), 1), language)


def _duration(cell: Cell, language: str) -> str:
    return format_span(cell if isinstance(cell, timedelta) else timedelta(hours=float(_number(cell))), language)


def _date(cell: Cell, language: str) -> str:
    if not isinstance(cell, date):
        raise TypeError(f"{cell!r} is no date")
    return dates.format_date(cell.date() if isinstance(cell, datetime) else cell, language)


def _number(cell: Cell) -> Decimal:
    if isinstance(cell, (int, Decimal)):
        return Decimal(cell)
    raise TypeError(f"{cell!r} is no number")


_FORMS: Mapping[ColumnKind, Callable[[Cell, str], str]] = MappingProxyType(
    {
        ColumnKind.TEXT: _text,
        ColumnKind.COUNT: _count,
        ColumnKind.QUANTITY: _quantity,
        ColumnKind.MONEY: _money,
        ColumnKind.DURATION: _duration,
        ColumnKind.DATE: _date,
        ColumnKind.PERCENT: _percent,
    }
)
