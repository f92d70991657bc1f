"""Lines of materials and services, and the sums under them. Amounts are `Decimal`, in reais, to the cent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from osdesk.domain.money import LARGEST_AMOUNT, LARGEST_QUANTITY
from osdesk.domain.problems import Problem

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


class LineKind(StrEnum):
    """What a line charges for."""

    PART = "part"
    LABOUR = "labour"
    TRAVEL = "travel"


class DiscountKind(StrEnum):
    """How a discount is meant."""

    AMOUNT = "amount"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """One line. `quantity` has three decimals, `unit_price` two; a line without a price has None and no total."""

    id: int | None = None
    kind: LineKind = LineKind.PART
    description: str = ""
    quantity: Decimal = Decimal("1.000")
    unit: str = ""
    unit_price: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """Quantity times price, rounded half up to the cent; zero without a price."""
        if self.unit_price is None:
            return ZERO
        return (self.quantity * self.unit_price).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums of an order. `discount` is what is taken off, never negative; `services` are labour and travel."""

    parts: Decimal
    services: Decimal
    discount: Decimal
    total: Decimal


def totals(lines: Iterable[MaterialLine], discount_kind: DiscountKind, discount: Decimal) -> Totals:
    """The sums under the lines. A percentage is rounded half up to the cent; the total is never below zero."""
    parts = services = ZERO
    for line in lines:
        if line.kind is LineKind.PART:
            parts += line.total
        else:
            services += line.total
    gross = parts + services
    off = (gross * discount / 100).quantize(CENT, ROUND_HALF_UP) if discount_kind is DiscountKind.PERCENT else discount
    off = min(max(off, ZERO), gross)
    return Totals(parts=parts, services=services, discount=off, total=gross - off)


def problems(line: MaterialLine, field: str) -> tuple[Problem, ...]:
    """What is wrong with one line; `field` is its path in the order (`"materials.0"`)."""
    found: list[Problem] = []
    if not line.description.strip():
        found.append(Problem(field=f"{field}.description", code="required"))
    if line.quantity <= 0:
        found.append(Problem(field=f"{field}.quantity", code="quantity.not_positive"))
    elif line.quantity > LARGEST_QUANTITY:
        found.append(Problem(field=f"{field}.quantity", code="quantity.too_large", facts={"largest": LARGEST_QUANTITY}))
    if line.unit_price is not None and line.unit_price < 0:
        found.append(Problem(field=f"{field}.unit_price", code="money.negative"))
    # The price alone first: a product of huge numbers has more digits than a Decimal is rounded to.
    elif line.unit_price is not None and (
        line.unit_price > LARGEST_AMOUNT or (not found and line.total > LARGEST_AMOUNT)
    ):
        found.append(Problem(field=f"{field}.unit_price", code="money.too_large", facts={"largest": LARGEST_AMOUNT}))
    return tuple(found)
