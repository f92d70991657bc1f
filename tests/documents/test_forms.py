"""The blank form for the field: known facts printed, results left to write, as much room as there is."""

from __future__ import annotations

from dataclasses import replace

import pytest
import zxingcpp

import builders
from documents import reading
from osdesk.documents.marks import Box, Rule, Sign, SignKind, Stroke, Words
from osdesk.documents.order_sheet import Layout, lay_out
from osdesk.domain.checklists import Checklist, ItemKind
from osdesk.domain.company import SheetForm
from osdesk.domain.sheets import ChosenForm, OrderSheet, SheetOptions
from osdesk.services import rendering

FORM = SheetOptions(blank=True, prices=False)


def texts(layout: Layout) -> list[str]:
    return [place.words.text for page in range(len(layout.frames)) for place in reading.placed_words(layout, page)]


def boxes(layout: Layout, size: float) -> int:
    marks = [mark for frame in layout.frames for group in frame.groups for mark in group.marks]
    return sum(isinstance(mark, Box) and mark.points > 0 and abs(mark.width - size) < 0.01 for mark in marks)


def test_what_is_known_is_printed_and_results_are_not() -> None:
    shown = texts(lay_out(builders.blank()))
    assert {"Clínica Aurora", "Marina Siqueira Prado", "Limpeza dos filtros", "ter\u00a024/11/2026"} <= set(shown)
    assert {"sim", "não", "n/a", "psi", "A", "Voltar outro dia", "Nome", "CPF", "Data"} <= set(shown)
    assert "Concluída" in shown  # as a box to tick
    assert not [text for text in shown if "TOTAL" in text or "revisão" in text]
    assert "Documento não fiscal · OS 000042 · formulário de campo" in shown


def test_each_item_has_three_boxes_and_each_visit_four_and_two_for_hours() -> None:
    layout = lay_out(builders.blank())
    assert boxes(layout, 3.2) == 8 * 3
    assert boxes(layout, 2.9) == 4
    assert boxes(layout, 16.0) == 2


def test_room_that_is_left_becomes_a_second_visit_and_then_rows() -> None:
    def rows(order_items: int) -> tuple[int, int]:
        (checklist,) = builders.blank().order.checklists  # type: ignore[union-attr]
        order = replace(
            builders.blank().order or builders.an_order(),
            checklists=(replace(checklist, items=checklist.items[:order_items]),) if order_items else (),
        )
        layout = lay_out(builders.a_sheet(order=order, options=FORM), (305, 160))
        assert layout.form is ChosenForm.HALF
        assert reading.overlaps(layout) == []
        strokes = [mark for group in layout.frames[0].groups for mark in group.marks if isinstance(mark, Stroke)]
        ticks = sum(stroke.points[0][0] == stroke.points[1][0] for stroke in strokes)
        return boxes(layout, 16.0) // 2, ticks // 2

    assert rows(8) == (1, 3)
    visits, free = rows(0)
    assert visits == 2
    assert free > 3


def test_a_form_too_full_for_a_half_gets_pages_with_more_room() -> None:
    sheet = builders.long()
    layout = lay_out(replace(sheet, options=FORM), (305, 160))
    assert layout.form is ChosenForm.FULL
    assert reading.outside(layout) == []
    assert reading.overlaps(layout) == []
    assert "Valor unit. (R$)" in texts(layout)
    assert "2.890,00" not in texts(layout)


def with_materials(count: int) -> OrderSheet:
    order = builders.an_order()
    lines = tuple(order.materials[index % len(order.materials)] for index in range(count))
    return builders.a_sheet(order=replace(order, materials=lines), options=FORM)


def foot_of(layout: Layout, page: int) -> float:
    """How far down a page something is written or can be, the foot's line aside."""
    return max(
        group.y + mark.y
        for group in layout.frames[page].groups
        for mark in group.marks
        if isinstance(mark, Words | Rule) and group.y + mark.y < 283
    )


def test_whole_pages_of_a_form_take_no_page_for_a_line_or_two() -> None:
    layout = lay_out(with_materials(8), (305, 160))
    assert layout.form is ChosenForm.FULL
    assert len(layout.frames) == 1
    assert reading.outside(layout) == []
    assert reading.overlaps(layout) == []


@pytest.mark.parametrize("count", [10, 14, 20, 28, 45])
def test_what_is_left_of_the_last_page_of_a_form_is_lines_to_write_on_down_to_the_signatures(count: int) -> None:
    layout = lay_out(with_materials(count), (305, 160))
    assert layout.form is ChosenForm.FULL
    assert reading.outside(layout) == []
    assert reading.overlaps(layout) == []
    for page in range(len(layout.frames)):
        # One more row, at most 7.5 high, has no room: neither on a page that goes on nor above the signatures.
        assert foot_of(layout, page) > 280.4 - 2 * 7.5 - 4.1
    order = layout.facts.order
    refills = [line for line in order.materials if "R-410A" in line.description]
    assert len([text for text in texts(layout) if "R-410A" in text]) == len(refills)


def test_a_form_on_whole_pages_has_three_visits_eight_materials_and_six_lines_where_they_cost_no_page() -> None:
    sheet = OrderSheet(company=builders.a_company(), logo=builders.logo(), options=replace(FORM, form=SheetForm.FULL))
    layout = lay_out(sheet, (305, 160))
    assert len(layout.frames) == 1
    assert boxes(layout, 16.0) == 2 * 3
    strokes = [mark for group in layout.frames[0].groups for mark in group.marks if isinstance(mark, Stroke)]
    upright = [stroke for stroke in strokes if stroke.points[0][0] == stroke.points[1][0]]
    assert len(upright) >= 4 * 8


def test_answers_known_before_are_ticked_and_values_printed() -> None:
    sheet = builders.a_sheet(options=FORM)
    layout = lay_out(sheet, (305, 160))
    kinds = [mark.kind for f in layout.frames for g in f.groups for mark in g.marks if isinstance(mark, Sign)]
    assert kinds.count(SignKind.CROSS) == 1
    assert kinds.count(SignKind.DASH) == 1
    assert [text for text in texts(layout) if "118\u00a0psi" in text]


def test_a_choice_has_a_box_before_each_word_and_a_text_a_line() -> None:
    items = (
        builders.an_item("Estado", None, kind=ItemKind.CHOICE, choices=("bom", "regular", "trocar")),
        builders.an_item("Série", None, kind=ItemKind.TEXT),
        builders.an_item("Parte de fora", None, kind=ItemKind.SECTION),
        builders.an_item("Pintura", None),
    )
    order = builders.an_order(checklists=(Checklist(name="Tudo", items=items),), materials=())
    layout = lay_out(builders.a_sheet(order=order, options=FORM))
    assert {"bom", "regular", "trocar"} <= set(texts(layout))
    assert boxes(layout, 3.2) == 3 + 3
    heading = next(place for place in reading.placed_words(layout, 0) if place.words.text == "Parte de fora")
    following = next(place for place in reading.placed_words(layout, 0) if place.words.text == "Pintura")
    assert heading.left < following.left
    assert heading.top < following.top


def test_known_materials_and_remarks_stand_on_the_lines() -> None:
    sheet = builders.a_sheet(options=replace(FORM, form=SheetForm.AUTO))
    layout = lay_out(sheet, (305, 160))
    shown = reading.bare("".join(texts(layout)))
    assert "FluidorefrigeranteR-410A" in shown
    assert "Recepção:drenoentupidoporlodo" in shown
    assert reading.overlaps(layout) == []


def test_the_wholly_blank_form_has_lines_for_number_and_date_and_no_code() -> None:
    sheet = OrderSheet(company=builders.a_company(), logo=builders.logo(), options=FORM)
    layout = lay_out(sheet, (305, 160))
    assert layout.form is ChosenForm.HALF
    assert reading.outside(layout) == []
    assert reading.overlaps(layout) == []
    assert {"Nome", "CPF/CNPJ", "Telefone", "E-mail", "Motivo", "Equipamento", "Emissão"} <= set(texts(layout))
    page = reading.image(rendering.render((sheet,)).pdf, dpi=200)
    assert zxingcpp.read_barcodes(page) == []


def test_a_blank_form_with_prices_has_columns_for_them() -> None:
    layout = lay_out(builders.a_sheet(options=SheetOptions(blank=True, prices=True)), (305, 160))
    assert "Valor unit. (R$)" in texts(layout)
    assert "68,90" in texts(layout)
    assert reading.overlaps(layout) == []
