"""Materials and services: quantities, descriptions and prices in columns, and the sums under them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from osdesk.documents import faces, lines
from osdesk.documents.facts import Facts, clean
from osdesk.documents.marks import Mark, Rule, words, words_ending
from osdesk.documents.page import Grid, Row, Rows, Section
from osdesk.documents.styles import (
    HAIRLINE,
    HEAD_BASELINE,
    HEAD_HEIGHT,
    HEAD_RULE,
    HEAD_RULE_AT,
    LABEL,
    STRONG_RULE,
    TITLE,
    Ink,
    Step,
    Weight,
)
from osdesk.domain.materials import DiscountKind, MaterialLine
from osdesk.domain.money import MINUS, format_percent

QUANTITY_RIGHT, UNIT, DESCRIPTION = 12.0, 14.5, 24.0
# From the right edge.
DESCRIPTION_RIGHT, PRICE_RIGHT = 45.0, 26.0
ROW_EXTRA = 0.3
TOTALS_HEIGHT = 5.6
TOTALS_RULE_AT = 0.2
TOTALS_BASELINE = 4.3
TOTAL_POINTS = 10.5
SUM_GAP, TOTAL_GAP, LABEL_GAP, AMOUNT_GAP = 6.0, 6.94, 1.6, 2.24
BETWEEN = 1.0
MOST_LINES = 24


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of one table stand, in mm of the page; prices are 0 in a table without them."""

    quantity_right: float
    unit: float
    description: float
    description_right: float
    price_right: float
    total_right: float


def priced(facts: Facts) -> bool:
    """Whether prices print: they are wanted, and there are any."""
    return facts.sheet.options.prices and any(line.unit_price is not None for line in facts.order.materials)


def materials_section(facts: Facts, grid: Grid, step: Step) -> Section | None:
    """The table of lines, and with prices its sums; the last line stays with them."""
    order = facts.order
    if not order.materials:
        return None
    with_prices = priced(facts)
    columns = columns_for(facts, grid, step, with_prices)
    rows = [row for line in order.materials for row in _rows(facts, line, columns, grid, step, with_prices)]
    if with_prices:
        # The last line stays with the sums, and isn't the only one with them.
        rows[-2:] = [replace(row, glue=True) for row in rows[-2:]]
        rows[-1] = replace(rows[-1], under=())
        rows += _sum_rows(facts, grid, step)
    head = Row(HEAD_HEIGHT, head_marks(facts, columns, grid, with_prices))
    return Section("materials", title(facts), grid, Rows(tuple(rows), HEAD_BASELINE, head))


def title(facts: Facts) -> str:
    """The section's title."""
    return clean(facts.say.pgettext("paper", "Materials and services"))


def columns_for(facts: Facts, grid: Grid, step: Step, with_prices: bool) -> Columns:
    """The columns, widened where a figure asks for it; the description gives way."""
    order, points = facts.order, step.points

    def widest(texts: list[str]) -> float:
        return max((faces.width(text, Weight.MEDIUM, points) for text in texts), default=0.0)

    quantity_right = grid.content + max(
        QUANTITY_RIGHT, widest([facts.quantity(line.quantity) for line in order.materials])
    )
    unit = quantity_right + UNIT - QUANTITY_RIGHT
    units = min(22.0, widest([clean(line.unit) for line in order.materials]))
    description = max(grid.content + DESCRIPTION, unit + units + 1.5)
    if not with_prices:
        return Columns(quantity_right, unit, description, grid.right, 0.0, 0.0)
    amounts = [line for line in order.materials if line.unit_price is not None]
    totals = max(PRICE_RIGHT, widest([facts.amount(line.total) for line in amounts]) + 4.0)
    prices = max(
        DESCRIPTION_RIGHT - PRICE_RIGHT,
        widest([facts.amount(line.unit_price) for line in amounts if line.unit_price is not None]) + 2.0,
    )
    price_right = grid.right - totals
    return Columns(quantity_right, unit, description, price_right - prices, price_right, grid.right)


def head_marks(facts: Facts, columns: Columns, grid: Grid, with_prices: bool) -> list[Mark]:
    """The heads of the columns and the rule under them."""
    say, y = facts.say, HEAD_BASELINE
    made: list[Mark] = [
        words_ending(
            columns.quantity_right,
            y,
            clean(say.pgettext("paper", "Qty.")),
            Weight.REGULAR,
            LABEL,
            left=grid.content,
        ),
        words(columns.unit, y, clean(say.pgettext("paper", "Unit")), Weight.REGULAR, LABEL, right=columns.description),
        words(
            columns.description,
            y,
            clean(say.pgettext("paper", "Description")),
            Weight.REGULAR,
            LABEL,
            right=columns.description_right,
        ),
    ]
    if with_prices:
        price = clean(say.pgettext("paper", "Unit price (R$)"))
        total = clean(say.pgettext("paper", "Total (R$)"))
        made.append(words_ending(columns.price_right, y, price, Weight.REGULAR, LABEL, left=columns.description_right))
        made.append(words_ending(columns.total_right, y, total, Weight.REGULAR, LABEL, left=columns.price_right))
    made.append(Rule(grid.content, HEAD_RULE_AT, grid.right, HEAD_RULE))
    return made


def _rows(facts: Facts, line: MaterialLine, columns: Columns, grid: Grid, step: Step, with_prices: bool) -> list[Row]:
    """A line as one row; a description of very many lines goes on in others."""
    points = step.points
    y = step.baseline + ROW_EXTRA / 2
    marks = figure_marks(facts, line, columns, grid, step, y)
    units = unit_lines(line, columns, points)
    marks += _stacked(units, columns.unit, y, step, columns.description)
    texts = described(line, columns, points)
    rows = []
    for start in range(0, max(len(texts), len(units)), MOST_LINES):
        part = texts[start : start + MOST_LINES]
        marks += _stacked(part, columns.description, y, step, columns.description_right)
        if start == 0 and with_prices:
            marks += price_marks(facts, line, columns, step, y)
        count = max(len(part), len(units) if start == 0 else 1)
        rows.append(Row(step.leading * count + ROW_EXTRA, marks))
        marks = []
    last = rows[-1]
    hairline = Rule(grid.content, last.height + 0.05, grid.right, HAIRLINE, Ink.GREY)
    rows[-1] = Row(last.height, last.marks, (hairline,))
    return rows


def unit_lines(line: MaterialLine, columns: Columns, points: float) -> list[str]:
    """The unit of a line, wrapped to its column."""
    return lines.broken(clean(line.unit), Weight.MEDIUM, points, columns.description - columns.unit - BETWEEN)


def described(line: MaterialLine, columns: Columns, points: float) -> list[str]:
    """The description of a line, wrapped to its column; at least one line."""
    room = columns.description_right - columns.description - (BETWEEN if columns.price_right else 0.0)
    return lines.paragraphs(faces.cleaned_lines(line.description), Weight.MEDIUM, points, room) or [""]


def _stacked(texts: list[str], x: float, y: float, step: Step, right: float) -> list[Mark]:
    return [
        words(x, y + index * step.leading, text, Weight.MEDIUM, step.points, right=right)
        for index, text in enumerate(texts)
        if text
    ]


def figure_marks(facts: Facts, line: MaterialLine, columns: Columns, grid: Grid, step: Step, y: float) -> list[Mark]:
    """The quantity of a line, right-aligned."""
    quantity = facts.quantity(line.quantity)
    return [words_ending(columns.quantity_right, y, quantity, Weight.MEDIUM, step.points, left=grid.content)]


def price_marks(facts: Facts, line: MaterialLine, columns: Columns, step: Step, y: float) -> list[Mark]:
    """Unit price and total of a line, right-aligned; nothing for a line without a price."""
    if line.unit_price is None:
        return []
    price, total = facts.amount(line.unit_price), facts.amount(line.total)
    return [
        words_ending(columns.price_right, y, price, Weight.MEDIUM, step.points, left=columns.description_right),
        words_ending(columns.total_right, y, total, Weight.MEDIUM, step.points, left=columns.price_right),
    ]


def _sums(facts: Facts) -> list[tuple[str, str]]:
    """Label and amount of parts, services and discount, those there are."""
    order, say = facts.order, facts.say
    totals = order.totals
    found = []
    if totals.parts:
        found.append((say.pgettext("paper", "Parts and materials"), facts.amount(totals.parts)))
    if totals.services:
        found.append((say.pgettext("paper", "Services"), facts.amount(totals.services)))
    if totals.discount:
        label = say.pgettext("paper", "Discount")
        if order.discount_kind is DiscountKind.PERCENT:
            label = f"{label} ({format_percent(order.discount, facts.language)})"
        found.append((label, f"{MINUS}{facts.amount(totals.discount)}"))
    return [(clean(label), amount) for label, amount in found]


def _sum_rows(facts: Facts, grid: Grid, step: Step) -> list[Row]:
    """The sums, set from the right on one line, with the terms of payment at its left or on lines below."""
    y = TOTALS_BASELINE
    rule = Rule(grid.content, TOTALS_RULE_AT, grid.right, STRONG_RULE)
    amount = facts.amount(facts.order.totals.total, symbol=True)
    total = words_ending(grid.right, y, amount, Weight.BOLD, TOTAL_POINTS, left=grid.content)
    text = clean(facts.say.pgettext("paper", "TOTAL"))
    label = words_ending(total.x - AMOUNT_GAP, y, text, Weight.BOLD, TITLE, left=grid.content)
    sums = _sums(facts)
    x = label.x - TOTAL_GAP
    if _width(sums, step) <= x - grid.content:
        made, x = _set_sums(sums, x, grid, step, y)
        beside, below = _payment(facts, grid, step, y, x)
        return [Row(TOTALS_HEIGHT, [rule, *beside, *made, label, total], glue=bool(below)), *below]
    # Sums of hundreds of millions: the total gets a line of its own.
    beside, below = _payment(facts, grid, step, y, x)
    above = Row(TOTALS_HEIGHT, [rule, *_set_sums(sums, grid.right, grid, step, y)[0]], glue=True)
    return [above, Row(TOTALS_HEIGHT, [*beside, label, total], glue=bool(below)), *below]


def _payment(facts: Facts, grid: Grid, step: Step, y: float, end: float) -> tuple[list[Mark], list[Row]]:
    """The terms of payment: marks for the line of sums where they fit before `end`, else rows of their own."""
    text = lines.tied(clean(facts.order.payment_terms))
    if not text:
        return [], []
    label = clean(facts.say.pgettext("paper", "Payment"))
    value = grid.content + max(15.5, faces.width(label, Weight.REGULAR, LABEL) + 1.2)
    if value + faces.width(text, Weight.MEDIUM, step.points) <= end:
        return [
            words(grid.content, y, label, Weight.REGULAR, LABEL, right=value - 0.3),
            words(value, y, text, Weight.MEDIUM, step.points, right=end + SUM_GAP),
        ], []
    rows = []
    for index, line in enumerate(lines.broken(text, Weight.MEDIUM, step.points, grid.right - value)):
        marks: list[Mark] = [words(value, step.baseline, line, Weight.MEDIUM, step.points, right=grid.right)]
        if index == 0:
            marks.insert(0, words(grid.content, step.baseline, label, Weight.REGULAR, LABEL, right=value - 0.3))
        rows.append(Row(step.leading, marks))
    return [], rows


def _width(sums: list[tuple[str, str]], step: Step) -> float:
    return sum(
        faces.width(label, Weight.REGULAR, LABEL)
        + LABEL_GAP
        + faces.width(amount, Weight.MEDIUM, step.points)
        + SUM_GAP
        for label, amount in sums
    )


def _set_sums(sums: list[tuple[str, str]], x: float, grid: Grid, step: Step, y: float) -> tuple[list[Mark], float]:
    """The sums set from x to the left, and where they begin."""
    made: list[Mark] = []
    for label, amount in reversed(sums):
        made.append(words_ending(x, y, amount, Weight.MEDIUM, step.points, left=grid.content))
        x -= faces.width(amount, Weight.MEDIUM, step.points) + LABEL_GAP
        made.append(words_ending(x, y, label, Weight.REGULAR, LABEL, left=grid.content))
        x -= faces.width(label, Weight.REGULAR, LABEL) + SUM_GAP
    return made[::-1], x
