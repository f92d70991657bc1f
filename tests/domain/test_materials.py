"""Lines and sums: rounding half up to the cent, discounts that never go below zero."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from osdesk.domain.materials import DiscountKind, LineKind, MaterialLine, problems, totals

quantities = st.decimals(min_value="0.001", max_value="9999", places=3)
prices = st.decimals(min_value="0", max_value="9999", places=2)
lines = st.lists(
    st.builds(
        MaterialLine,
        kind=st.sampled_from(LineKind),
        description=st.just("Fita"),
        quantity=quantities,
        unit_price=st.none() | prices,
    ),
    max_size=8,
)


def test_a_lines_total_is_rounded_half_up() -> None:
    assert MaterialLine(quantity=Decimal("0.500"), unit_price=Decimal("0.01")).total == Decimal("0.01")
    assert MaterialLine(quantity=Decimal("1.005"), unit_price=Decimal("1.00")).total == Decimal("1.01")
    assert MaterialLine(quantity=Decimal("3.500"), unit_price=Decimal("12.40")).total == Decimal("43.40")


def test_a_line_without_a_price_adds_nothing() -> None:
    assert MaterialLine(description="Fita", quantity=Decimal(3)).total == Decimal("0.00")


def test_the_sums_of_the_sample_order() -> None:
    priced = [
        MaterialLine(quantity=Decimal(quantity), unit_price=Decimal(price), kind=kind)
        for quantity, price, kind in (
            ("1", "68.90", LineKind.PART),
            ("2", "47.50", LineKind.PART),
            ("0.8", "185.00", LineKind.PART),
            ("3.5", "12.40", LineKind.PART),
            ("2.5", "180.00", LineKind.LABOUR),
        )
    ]
    sums = totals(priced, DiscountKind.AMOUNT, Decimal("45.30"))
    assert (sums.parts, sums.services, sums.discount, sums.total) == (
        Decimal("355.30"),
        Decimal("450.00"),
        Decimal("45.30"),
        Decimal("760.00"),
    )


def test_a_percentage_is_rounded_half_up() -> None:
    line = MaterialLine(quantity=Decimal(1), unit_price=Decimal("0.50"))
    assert totals([line], DiscountKind.PERCENT, Decimal("5.00")).discount == Decimal("0.03")


@given(lines, st.sampled_from(DiscountKind), st.decimals(min_value="0", max_value="100000", places=2))
def test_the_total_is_never_below_zero_and_always_adds_up(
    priced: list[MaterialLine], kind: DiscountKind, discount: Decimal
) -> None:
    sums = totals(priced, kind, discount)
    assert sums.total >= 0
    assert sums.parts + sums.services - sums.discount == sums.total
    assert sums.parts + sums.services == sum((line.total for line in priced), Decimal(0))
    assert sums.total.as_tuple().exponent == -2


def test_impossible_lines_are_refused_with_their_place() -> None:
    def found(line: MaterialLine) -> list[tuple[str, str]]:
        return [(problem.field, problem.code) for problem in problems(line, "materials.1")]

    assert found(MaterialLine(quantity=Decimal(0), description="Fita")) == [
        ("materials.1.quantity", "quantity.not_positive")
    ]
    assert found(MaterialLine(quantity=Decimal(1_000_000), description="Fita")) == [
        ("materials.1.quantity", "quantity.too_large")
    ]
    assert found(MaterialLine()) == [("materials.1.description", "required")]
    dear = MaterialLine(description="Fita", quantity=Decimal(999_999), unit_price=Decimal("99999999.99"))
    assert found(dear) == [("materials.1.unit_price", "money.too_large")]
    tiny = MaterialLine(description="Fita", quantity=Decimal("0.001"), unit_price=Decimal("1E+40"))
    assert found(tiny) == [("materials.1.unit_price", "money.too_large")]
