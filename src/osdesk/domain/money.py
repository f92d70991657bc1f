"""Amounts, quantities and percentages: read strictly, rounded half up, written in the three languages.

An amount is a `Decimal` of reais with two places, a quantity one with three, a percentage one with two. Reading is
strict because a lenient reader turns `1234.56` into 123.456 reais; writing is here and not in a library because the
rules of the trade need it and domain knows no libraries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from osdesk.domain.problems import Unreadable
from osdesk.domain.text import quote

ZERO = Decimal("0.00")
LARGEST_AMOUNT = Decimal("99999999.99")
LARGEST_QUANTITY = Decimal("999999.999")
LARGEST_PERCENT = Decimal("100.00")
MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"

_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
# Spaces stand around a figure, its sign and its symbol, never inside it: "12 34" is two figures.
_FRAME = re.compile(r"\s*([-\u2212]?)\s*(R\$)?\s*([-\u2212]?)\s*([0-9.,]+)\s*(%)?\s*", re.IGNORECASE)
_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,15})(?:\.([0-9]{1,15}))?")
_LONGEST = 60  # characters; whatever is longer is a text pasted into the wrong field


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    """One kind of figure: the first word of its codes, its places, its largest value and the marks it may bear."""

    code: str
    places: int
    largest: Decimal
    marks: frozenset[str] = frozenset()


_AMOUNT = _Measure(code="money", places=2, largest=LARGEST_AMOUNT, marks=frozenset({"R$"}))
_QUANTITY = _Measure(code="quantity", places=3, largest=LARGEST_QUANTITY)
_PERCENT = _Measure(code="percent", places=2, largest=LARGEST_PERCENT, marks=frozenset({"%"}))


def parse_amount(text: str, language: str = "pt_BR") -> Decimal:
    """Reais with two places from `1234,56`, `1.234,56`, `R$ 1.234,56` or `1234` (`en`: with point and comma exchanged).

    A sign before the figure or the symbol is read; whether it is allowed is for the field's own rule. Raises
    `Unreadable`: `money.unreadable` (blank too), `money.ambiguous` (separators of another language, or a lone group as
    in `1.234`; `readings`: the values it may mean, the likeliest first and as remedy), `money.decimals` (more places
    than `places`, with the rounded value as remedy), `money.too_large` (`largest`). All carry `text`.
    """
    return _parse(text, language, _AMOUNT)


def parse_quantity(text: str, language: str = "pt_BR") -> Decimal:
    """A quantity with three places from `1,5`, `2` or `1.000,25`; raises as `parse_amount`, with codes `quantity.…`.

    `1.5` in Portuguese is refused with 1.5 as remedy; `1.250` may mean either and has no remedy.
    """
    return _parse(text, language, _QUANTITY)


def parse_percent(text: str, language: str = "pt_BR") -> Decimal:
    """A percentage with two places from `10`, `7,5` or `10 %`; raises as `parse_amount`, with codes `percent.…`."""
    return _parse(text, language, _PERCENT)


def parse_json_amount(text: str) -> Decimal:
    """Reais from the form of JSON and scripts, `501.90`: a point, no grouping. Raises `Unreadable`, codes `money.…`."""
    return _parse_json(text, _AMOUNT)


def parse_json_quantity(text: str) -> Decimal:
    """A quantity from the form of JSON and scripts, `1.5`. Raises `Unreadable`, codes `quantity.…`."""
    return _parse_json(text, _QUANTITY)


def parse_json_percent(text: str) -> Decimal:
    """A percentage from the form of JSON and scripts, `7.5`. Raises `Unreadable`, codes `percent.…`."""
    return _parse_json(text, _PERCENT)


def round_half_up(value: Decimal, places: int = 2) -> Decimal:
    """The value with so many places, halves away from zero: 1.005 → 1.01, as people round money."""
    return value.quantize(Decimal(1).scaleb(-places), context=_WIDE)


def from_cents(count: int) -> Decimal:
    """The amount of so many cents."""
    return Decimal(count).scaleb(-2, context=_WIDE)


def format_amount(amount: Decimal, language: str = "pt_BR", symbol: bool = False) -> str:
    """`1.234,56`, with symbol `R$ 1.234,56` (a no-break space); in English `1,234.56` and `R$1,234.56`.

    A negative amount begins with a true minus (U+2212), before the symbol.
    """
    value = round_half_up(amount)
    figure = _grouped(abs(value), language)
    if symbol:
        figure = f"R${'' if language == 'en' else NO_BREAK_SPACE}{figure}"
    return _signed(figure, value)


def format_quantity(quantity: Decimal, language: str = "pt_BR") -> str:
    """`2`, `1,5`, `1250,125`: three places at most, no idle zeros; ungrouped, since `1.250` has two readings."""
    value = round_half_up(quantity, 3)
    return _signed(_trimmed(abs(value), language), value)


def format_percent(percent: Decimal, language: str = "pt_BR") -> str:
    """`10 %`, `7,5 %` (a no-break space); in English `7.5%`."""
    value = round_half_up(percent)
    figure = _trimmed(abs(value), language)
    return _signed(f"{figure}{'' if language == 'en' else NO_BREAK_SPACE}%", value)


def json_amount(amount: Decimal) -> str:
    """`501.90`: the form of JSON and scripts, read back by `parse_json_amount`."""
    return f"{_unsigned_zero(round_half_up(amount)):f}"


def json_quantity(quantity: Decimal) -> str:
    """`1.5`, `2`: the form of JSON and scripts, for quantities and percentages."""
    figure = f"{_unsigned_zero(round_half_up(quantity, 3)):f}"
    return figure.rstrip("0").rstrip(".")


def _parse(text: str, language: str, measure: _Measure) -> Decimal:
    point, group = (r"\.", ",") if language == "en" else (",", r"\.")
    sign, figure = _unframed(text, measure)
    own = _read(figure, point, group)
    if own is not None:
        return _limited(Decimal(sign + own), text, measure)
    readings = tuple(
        Decimal(sign + reading)
        for reading in (_read(figure, point, group, lone_group=True), _read(figure, group, point))
        if reading is not None
    )
    if not readings:
        raise Unreadable(f"{measure.code}.unreadable", text=quote(text))
    values = tuple(dict.fromkeys(round_half_up(reading, measure.places) for reading in readings))
    if all(abs(value) > measure.largest for value in values):
        raise _too_large(text, measure)
    # Money of three places is rare and 1.234 means thousands; of a quantity nobody can tell.
    clear = len(values) == 1 or (measure is _AMOUNT and abs(values[0]) <= measure.largest)
    raise Unreadable(f"{measure.code}.ambiguous", values[0] if clear else None, text=quote(text), readings=values)


def _unframed(text: str, measure: _Measure) -> tuple[str, str]:
    """Sign and bare figure, without spaces and marks."""
    framed = _FRAME.fullmatch(text) if len(text) <= _LONGEST else None
    if framed is not None:
        first_sign, symbol, second_sign, figure, per_cent = framed.groups()
        marks = {mark.upper() for mark in (symbol, per_cent) if mark}
        if marks <= measure.marks and not (first_sign and second_sign):
            return "-" if first_sign or second_sign else "", figure
    raise Unreadable(f"{measure.code}.unreadable", text=quote(text))


def _read(figure: str, point: str, group: str, lone_group: bool = False) -> str | None:
    """The figure in Python's form when it is written whole with these separators; None when it isn't.

    One group without decimals (`1.234`) is read only on demand: where it could be a decimal, it is ambiguous.
    """
    groups = "+" if lone_group else "{2,}"
    pattern = (
        rf"([0-9]+|[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}}){groups})"
        rf"|([0-9]*|[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+){point}([0-9]+)"
    )
    found = re.fullmatch(pattern, figure)
    if found is None:
        return None
    whole = re.sub("[.,]", "", found[1] or found[2] or "0")
    return f"{whole}.{found[3] or '0'}"


def _limited(value: Decimal, text: str, measure: _Measure) -> Decimal:
    if abs(value) > measure.largest:
        raise _too_large(text, measure)
    rounded = round_half_up(value, measure.places)
    # Even if the last ones are zeros: `1,500` may be fifteen hundred in another language's habit.
    if value.adjusted() - len(value.as_tuple().digits) + 1 < -measure.places:
        raise Unreadable(f"{measure.code}.decimals", rounded, text=quote(text), places=measure.places)
    return _unsigned_zero(rounded)


def _too_large(text: str, measure: _Measure) -> Unreadable:
    return Unreadable(f"{measure.code}.too_large", text=quote(text), largest=measure.largest)


def _parse_json(text: str, measure: _Measure) -> Decimal:
    if not _JSON_NUMBER.fullmatch(text):
        raise Unreadable(f"{measure.code}.unreadable", text=quote(text))
    return _limited(Decimal(text), text, measure)


def _grouped(value: Decimal, language: str) -> str:
    figure = f"{value:,f}"
    return figure if language == "en" else figure.translate({ord(","): ".", ord("."): ","})


def _trimmed(value: Decimal, language: str) -> str:
    figure = f"{value:f}".rstrip("0").rstrip(".")
    return figure if language == "en" else figure.replace(".", ",")


def _signed(figure: str, value: Decimal) -> str:
    return MINUS + figure if value < 0 else figure


def _unsigned_zero(value: Decimal) -> Decimal:
    """Never a negative zero, which would be written as `-0.00`."""
    return value or abs(value)
