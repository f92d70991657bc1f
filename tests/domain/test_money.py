"""Amounts, quantities and percentages: read strictly, rounded as people round, written as people read."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from osdesk.domain import money
from osdesk.domain.problems import Unreadable

LANGUAGES = ("pt_BR", "es", "en")
Parser = Callable[[str, str], Decimal]

amounts = st.integers(-9_999_999_999, 9_999_999_999).map(money.from_cents)
quantities = st.integers(-999_999_999, 999_999_999).map(lambda count: Decimal(count).scaleb(-3))
percents = st.integers(-10_000, 10_000).map(money.from_cents)
languages = st.sampled_from(LANGUAGES)
figures = st.text() | st.text("0123456789.,- R$%\u00a0", max_size=20)


def refusal(parse: Parser, text: str, language: str = "pt_BR") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        parse(text, language)
    return caught.value


def outcome(parse: Parser, text: str, language: str) -> Decimal | Unreadable:
    try:
        return parse(text, language)
    except Unreadable as refused:
        return refused


@pytest.mark.parametrize(
    "typed",
    [
        "1234,56",
        "1.234,56",
        "R$ 1.234,56",
        "R$1234,56",
        "r$\u00a01.234,56",
        " 1.234,56 ",
        "\u202f1234,56\u00a0",
        "001234,56",
    ],
)
def test_one_amount_is_read_however_it_is_written(typed: str) -> None:
    assert money.parse_amount(typed) == money.parse_amount(typed, "es") == Decimal("1234.56")


@pytest.mark.parametrize(
    ("typed", "language", "value"),
    [
        ("1234", "pt_BR", "1234.00"),
        ("1,5", "pt_BR", "1.50"),
        (",50", "pt_BR", "0.50"),
        ("1.234.567", "pt_BR", "1234567.00"),
        ("-45,30", "pt_BR", "-45.30"),
        ("−R$ 45,30", "pt_BR", "-45.30"),
        ("R$ -45,30", "pt_BR", "-45.30"),
        ("-0,00", "pt_BR", "0.00"),
        ("99.999.999,99", "pt_BR", "99999999.99"),
        ("1,234.56", "en", "1234.56"),
        ("R$1,234.56", "en", "1234.56"),
        ("1234.5", "en", "1234.50"),
        ("1,234,567", "en", "1234567.00"),
    ],
)
def test_an_amount_always_has_two_places(typed: str, language: str, value: str) -> None:
    assert str(money.parse_amount(typed, language)) == value


@pytest.mark.parametrize(
    ("typed", "language", "readings", "remedy"),
    [
        ("1.234", "pt_BR", ("1234.00", "1.23"), "1234.00"),
        ("-1.234", "pt_BR", ("-1234.00", "-1.23"), "-1234.00"),
        ("1.234", "es", ("1234.00", "1.23"), "1234.00"),
        ("1234.56", "pt_BR", ("1234.56",), "1234.56"),
        ("1.5", "pt_BR", ("1.50",), "1.50"),
        ("0.500", "pt_BR", ("0.50",), "0.50"),
        ("1,234.56", "pt_BR", ("1234.56",), "1234.56"),
        ("1,234,567", "pt_BR", ("1234567.00",), "1234567.00"),
        ("1,234", "en", ("1234.00", "1.23"), "1234.00"),
        ("1234,56", "en", ("1234.56",), "1234.56"),
        ("1.234,56", "en", ("1234.56",), "1234.56"),
    ],
)
def test_separators_that_may_mean_something_else_are_refused_with_every_reading(
    typed: str, language: str, readings: tuple[str, ...], remedy: str
) -> None:
    refused = refusal(money.parse_amount, typed, language)
    assert refused.code == "money.ambiguous"
    assert refused.facts == {"text": typed, "readings": tuple(Decimal(reading) for reading in readings)}
    assert refused.remedy == Decimal(remedy)


@pytest.mark.parametrize(
    ("typed", "code", "remedy"),
    [
        ("", "money.unreadable", None),
        ("R$", "money.unreadable", None),
        ("abc", "money.unreadable", None),
        ("1,2,3", "money.unreadable", None),
        ("12.34.56", "money.unreadable", None),
        ("999.999.999.5", "money.unreadable", None),
        ("1.23,45", "money.unreadable", None),
        ("12 34", "money.unreadable", None),
        ("1e5", "money.unreadable", None),
        ("--5", "money.unreadable", None),
        ("-R$ -5", "money.unreadable", None),
        ("10 %", "money.unreadable", None),
        ("١٢٣", "money.unreadable", None),
        (",", "money.unreadable", None),
        ("NaN", "money.unreadable", None),
        ("9" * 10_000, "money.unreadable", None),
        ("1,005", "money.decimals", Decimal("1.01")),
        ("1,500", "money.decimals", Decimal("1.50")),
        ("100.000.000,00", "money.too_large", None),
        ("99.999.999,999", "money.too_large", None),
        ("999999999.5", "money.too_large", None),
    ],
)
def test_what_is_no_amount_is_refused_for_its_reason(typed: str, code: str, remedy: Decimal | None) -> None:
    refused = refusal(money.parse_amount, typed)
    assert (refused.code, refused.remedy) == (code, remedy)


@pytest.mark.parametrize(
    ("typed", "language", "value"),
    [
        ("1,5", "pt_BR", "1.500"),
        ("2", "pt_BR", "2.000"),
        ("0,125", "es", "0.125"),
        ("1.000,25", "pt_BR", "1000.250"),
        ("1.5", "en", "1.500"),
        ("999.999,999", "pt_BR", "999999.999"),
        ("0", "pt_BR", "0.000"),
    ],
)
def test_a_quantity_always_has_three_places(typed: str, language: str, value: str) -> None:
    assert str(money.parse_quantity(typed, language)) == value


def test_a_point_in_a_portuguese_quantity_is_refused_with_what_it_probably_means() -> None:
    assert (refusal(money.parse_quantity, "1.5").code, refusal(money.parse_quantity, "1.5").remedy) == (
        "quantity.ambiguous",
        Decimal("1.500"),
    )
    either = refusal(money.parse_quantity, "1.250")
    assert either.facts["readings"] == (Decimal("1250.000"), Decimal("1.250"))
    assert either.remedy is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.000.000", "quantity.too_large"),
        ("1000000", "quantity.too_large"),
        ("0,0005", "quantity.decimals"),
        ("R$ 1", "quantity.unreadable"),
        ("2 un", "quantity.unreadable"),
    ],
)
def test_what_is_no_quantity_is_refused_for_its_reason(typed: str, code: str) -> None:
    assert refusal(money.parse_quantity, typed).code == code


def test_a_percentage_takes_its_sign_or_none() -> None:
    assert [money.parse_percent(text) for text in ("10", "10%", "10 %", "7,5\u00a0%")] == [10, 10, 10, Decimal("7.50")]
    assert refusal(money.parse_percent, "101").code == "percent.too_large"
    assert refusal(money.parse_percent, "7.5").remedy == Decimal("7.50")
    assert refusal(money.parse_percent, "% 5").code == "percent.unreadable"


@given(amounts, languages, st.booleans())
def test_every_amount_reads_back_as_it_is_written(amount: Decimal, language: str, symbol: bool) -> None:
    written = money.format_amount(amount, language, symbol)
    assert money.parse_amount(written, language) == amount
    assert written.removeprefix(money.MINUS).startswith("R$") == symbol


@given(amounts.filter(lambda amount: amount >= 0), languages)
def test_amounts_are_written_as_babel_writes_them(amount: Decimal, language: str) -> None:
    # Spanish is written as in the countries around Brazil, where four figures are grouped as well.
    locale = "es_AR" if language == "es" else language
    shown = format_decimal(amount, "#,##0.00", locale=locale)
    assert money.format_amount(amount, language) == shown.replace("-", money.MINUS)


@given(quantities, languages)
def test_every_quantity_is_written_without_idle_zeros_and_reads_back(quantity: Decimal, language: str) -> None:
    written = money.format_quantity(quantity, language)
    point = "." if language == "en" else ","
    assert point not in written or written[-1] not in "0.,"
    assert money.parse_quantity(written, language) == quantity


@given(percents, languages)
def test_every_percentage_reads_back_as_it_is_written(percent: Decimal, language: str) -> None:
    assert money.parse_percent(money.format_percent(percent, language), language) == percent


@pytest.mark.parametrize(
    ("language", "symbol", "written"),
    [
        ("pt_BR", False, "−1.234,50"),
        ("pt_BR", True, "−R$\u00a01.234,50"),
        ("es", True, "−R$\u00a01.234,50"),
        ("en", True, "−R$1,234.50"),
    ],
)
def test_a_negative_amount_begins_with_a_true_minus(language: str, symbol: bool, written: str) -> None:
    assert money.format_amount(Decimal("-1234.50"), language, symbol) == written


def test_figures_are_short_in_print() -> None:
    assert [
        money.format_quantity(Decimal(text))
        for text in ("2.000", "1.500", "1250.000", "1000.125", "100", "0", "-0.0001")
    ] == [
        "2",
        "1,5",
        "1250",
        "1000,125",
        "100",
        "0",
        "0",
    ]
    assert [money.format_percent(Decimal(text)) for text in ("10", "7.50", "100")] == [
        "10\u00a0%",
        "7,5\u00a0%",
        "100\u00a0%",
    ]
    assert money.format_percent(Decimal("7.5"), "en") == "7.5%"
    assert money.format_amount(Decimal("-0.001")) == "0,00"


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("1.005", "1.01"), ("1.004999", "1.00"), ("-1.005", "-1.01"), ("2.675", "2.68"), ("3", "3.00"), ("0.125", "0.13")],
)
def test_halves_are_rounded_away_from_zero(value: str, rounded: str) -> None:
    assert str(money.round_half_up(Decimal(value))) == rounded


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30), st.integers(0, 3))
def test_rounding_moves_a_value_by_half_a_place_at_most(value: Decimal, places: int) -> None:
    rounded = money.round_half_up(value, places)
    assert -rounded.as_tuple().exponent == places  # type: ignore[operator]  # finite, so an int
    assert abs(Fraction(rounded) - Fraction(value)) <= Fraction(1, 2 * 10**places)


@given(amounts, quantities, percents)
def test_json_gives_back_every_figure(amount: Decimal, quantity: Decimal, percent: Decimal) -> None:
    assert money.parse_json_amount(money.json_amount(amount)) == amount
    assert money.parse_json_quantity(money.json_quantity(quantity)) == quantity
    assert money.parse_json_percent(money.json_quantity(percent)) == percent


def test_json_has_the_forms_that_scripts_expect() -> None:
    assert [money.json_amount(Decimal(text)) for text in ("501.9", "0", "-0.00")] == ["501.90", "0.00", "0.00"]
    assert [money.json_quantity(Decimal(text)) for text in ("1.500", "2.000", "100", "0")] == ["1.5", "2", "100", "0"]
    assert money.parse_json_amount("501.90") == Decimal("501.90")
    assert str(money.parse_json_amount("501")) == "501.00"


@pytest.mark.parametrize(
    "text", ["501,90", "1,501.90", "R$ 1.00", " 1.00", "1.", ".5", "1e3", "NaN", "", "01.00", "+1", "1.005", "1.500"]
)
def test_json_takes_no_other_form(text: str) -> None:
    with pytest.raises(Unreadable):
        money.parse_json_amount(text)


@given(figures, languages)
def test_any_text_is_a_figure_or_refused_with_a_code_of_its_kind(text: str, language: str) -> None:
    parsers: tuple[tuple[str, Parser], ...] = (
        ("money", money.parse_amount),
        ("quantity", money.parse_quantity),
        ("percent", money.parse_percent),
        ("money", lambda typed, _language: money.parse_json_amount(typed)),
    )
    for kind, parse in parsers:
        read = outcome(parse, text, language)
        if isinstance(read, Unreadable):
            assert read.code in {f"{kind}.{code}" for code in ("unreadable", "ambiguous", "decimals", "too_large")}
        else:
            assert read.is_finite()
            assert not (read == 0 and read.is_signed())
