"""Figures: one width in all weights, commas under each other, a true minus, and room for the largest amounts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

import builders
from documents import reading
from osdesk.documents import faces
from osdesk.documents.order_sheet import lay_out
from osdesk.documents.styles import Weight
from osdesk.domain.checklists import Checklist
from osdesk.domain.company import SheetForm
from osdesk.domain.materials import DiscountKind, LineKind
from osdesk.domain.orders import Order
from osdesk.domain.sheets import SheetOptions


@pytest.mark.parametrize("weight", Weight)
def test_digits_are_of_one_width(weight: Weight) -> None:
    assert len({faces.width(digit, weight, 10) for digit in "0123456789"}) == 1


def test_the_commas_of_a_column_stand_under_each_other() -> None:
    layout = lay_out(builders.long())
    for right in (200.0, 174.0):
        commas = []
        for page in (0, 1):
            for place in reading.placed_words(layout, page):
                text = place.words.text
                if abs(place.right - right) < 0.01 and text[-3:-2] == "," and place.words.weight is Weight.MEDIUM:
                    commas.append(place.right - faces.width(text[-3:], Weight.MEDIUM, place.words.points))
        assert len(commas) > 25
        assert max(commas) - min(commas) <= 0.05


def lines_of(order: Order, form: SheetForm = SheetForm.AUTO) -> list[reading.Placed]:
    layout = lay_out(builders.a_sheet(order=order, options=SheetOptions(form=form)))
    assert reading.outside(layout) == []
    assert reading.overlaps(layout) == []
    return [place for page in range(len(layout.frames)) for place in reading.placed_words(layout, page)]


@pytest.mark.parametrize("form", [SheetForm.AUTO, SheetForm.FULL])
def test_almost_ten_million_fits_in_every_column_of_money(form: SheetForm) -> None:
    line = builders.a_line("1", "un", "Central de água gelada", "9999999.99")
    order = builders.an_order(materials=(line,), discount=Decimal(0))
    texts = [place.words.text for place in lines_of(order, form)]
    assert texts.count("9.999.999,99") == 3  # the price, the line's total, the sum of parts
    assert "R$\u00a09.999.999,99" in texts


@pytest.mark.parametrize("form", [SheetForm.AUTO, SheetForm.FULL])
def test_the_largest_amounts_and_quantities_widen_their_columns(form: SheetForm) -> None:
    lines = (
        builders.a_line("999999.999", "conjunto", "Tudo", "99.99"),
        builders.a_line("1", "un", "Mão de obra", "99999999.99", kind=LineKind.LABOUR),
    )
    order = builders.an_order(materials=lines, discount=Decimal("99.99"), discount_kind=DiscountKind.PERCENT)
    texts = [place.words.text for place in lines_of(order, form)]
    assert [text for text in texts if text.replace(".", "") == "999999,999"]
    assert "99.999.999,99" in texts
    assert [text for text in texts if text.startswith("Desconto (99,99")]


def test_a_discount_is_written_with_a_true_minus() -> None:
    texts = [place.words.text for place in lines_of(builders.an_order())]
    assert "−45,30" in texts
    assert "-45,30" not in texts


@pytest.mark.parametrize(
    ("stored", "printed"),
    [("221.000", "221 V"), ("8.400", "8,4 V"), ("0.000", "0 V"), ("-0.250", "−0,25 V"), ("220", "220 V")],
)
def test_a_measured_value_stored_with_three_places_prints_without_idle_zeros(stored: str, printed: str) -> None:
    checklist = Checklist(name="Elétrica", items=(builders.a_measure("Tensão de entrada", stored, "V"),))
    texts = [place.words.text for place in lines_of(builders.an_order(checklists=(checklist,)))]
    assert printed in [text.replace(faces.NO_BREAK_SPACE, " ") for text in texts]


def test_sums_that_are_nothing_are_not_written() -> None:
    order = builders.an_order(materials=builders.an_order().materials[:4], discount=Decimal("0.00"))
    texts = [place.words.text for place in lines_of(order)]
    assert "Peças e materiais" in texts
    assert "Serviços" not in texts
    assert "Desconto" not in texts


@pytest.mark.parametrize(
    "payment", ["À vista", "Entrada de 50 % e o resto em três parcelas mensais no boleto, a primeira em 30 dias. " * 3]
)
def test_the_terms_of_payment_stand_beside_the_total_or_below_it(payment: str) -> None:
    places = lines_of(builders.an_order(payment_terms=payment))
    total = next(place for place in places if place.words.text == "TOTAL")
    label = next(place for place in places if place.words.text == "Pagamento")
    if payment == "À vista":
        assert label.words.y == total.words.y
    else:
        assert 3 < label.top - total.top < 8
    shown = reading.bare("".join(place.words.text for place in places))
    assert reading.bare(payment) in shown


def test_terms_of_payment_are_not_lost_where_no_total_prints() -> None:
    order = builders.an_order(materials=(), discount=Decimal("0.00"), payment_terms="À vista")
    assert "À vista" in [place.words.text for place in lines_of(order)]


def test_a_line_without_a_price_leaves_its_cells_empty() -> None:
    order = builders.an_order()
    first, *rest = order.materials
    places = lines_of(replace(order, materials=(replace(first, unit_price=None), *rest)))
    row = next(place for place in places if place.words.text.startswith("Capacitor"))
    beside = [place.words.text for place in places if abs(place.words.y - row.words.y) < 0.01 and place.left > row.left]
    assert "0,00" not in beside
