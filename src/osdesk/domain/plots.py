"""The axis of a plot: round ticks that hold every value, and how they are written; for the paper and the window."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from osdesk.domain import money
from osdesk.domain.cells import cell_text, format_count
from osdesk.domain.reports import ColumnKind, Plot

_ZERO = Decimal(0)
#: Steps that people count in, as tenths of a power of ten.
_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
#: Hours are counted otherwise: in quarters, halves, and whole ones, and days of 24.
_HOURS = tuple(map(Decimal, ("0.25", "0.5", "1", "2", "4", "6", "12", "24", "48", "120", "240", "720", "2400")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Ticks from the lowest to the highest; all values lie between the first and the last, which are never alike."""

    ticks: tuple[Decimal, ...]

    @property
    def low(self) -> Decimal:
        """The first tick: zero, or below it where there are negative values."""
        return self.ticks[0]

    @property
    def high(self) -> Decimal:
        """The last tick."""
        return self.ticks[-1]

    def share(self, value: Decimal) -> float:
        """Where a value lies between the first tick (0) and the last (1)."""
        return float((value - self.low) / (self.high - self.low))


def axis_of(plot: Plot, most: int = 6) -> Axis:
    """The axis for a plot's values, from zero, with at most `most` steps."""
    values = [value for series in plot.series for value in series.values if value is not None]
    high, low = max([_ZERO, *values]), min([_ZERO, *values])
    if high == low:
        high = Decimal(1)
    step = _step((high - low) / most, plot.value)
    first, last = (low / step).to_integral_value("ROUND_FLOOR"), (high / step).to_integral_value("ROUND_CEILING")
    return Axis(ticks=tuple(step * count for count in range(int(first), int(last) + 1)))


def _step(least: Decimal, kind: ColumnKind) -> Decimal:
    if kind is ColumnKind.DURATION:
        found = next((step for step in _HOURS if step >= least), None)
        if found is not None:
            return found
    power = Decimal(10) ** least.adjusted()
    step = next(power * each for each in _ROUND if power * each >= least)
    # Things that are counted have no halves.
    return max(step.to_integral_value("ROUND_CEILING"), Decimal(1)) if kind is ColumnKind.COUNT else step


def tick_text(tick: Decimal, kind: ColumnKind, language: str = "pt_BR") -> str:
    """A tick's short words: `1.500`, `2 h`, `3 d`, `50 %`; money without cents where they are zero."""
    if kind is ColumnKind.MONEY:
        return format_count(tick, language) if tick == int(tick) else money.format_amount(tick, language)
    if kind is ColumnKind.DURATION and not tick:
        return "0"
    return cell_text(tick, kind, language)
