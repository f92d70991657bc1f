"""Fitting: size goes down step by step, then each copy gets pages of its own; what doesn't fit is named."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

import builders
from documents import reading
from osdesk.documents.order_sheet import Layout, lay_out
from osdesk.domain.company import SheetForm
from osdesk.domain.orders import Order
from osdesk.domain.sheets import ChosenForm, SheetOptions, SheetTooLong
from osdesk.services import rendering

LOGO = (305, 160)
HALF_AT_75 = (ChosenForm.HALF, 7.5)
WHOLE = (ChosenForm.FULL, 9.0)


def laid_out(order: Order, form: SheetForm = SheetForm.AUTO) -> Layout:
    signed = builders.signed(builders.at(2026, 11, 24, 10, 45), builders.at(2026, 11, 24, 10, 46))
    return lay_out(builders.a_sheet(order=replace(order, signatures=signed), options=SheetOptions(form=form)), LOGO)


def outcome(order: Order) -> tuple[ChosenForm, float]:
    layout = laid_out(order)
    return layout.form, layout.step.points


def with_lines(order: Order, count: int) -> Order:
    return replace(order, observations="\n".join(f"Linha {number}" for number in range(count)))


def test_every_line_more_keeps_the_size_or_goes_one_step_down_never_between() -> None:
    seen = [outcome(with_lines(builders.an_order(), count)) for count in range(16)]
    steps = list(dict.fromkeys(seen))
    assert steps == [(ChosenForm.HALF, 8.5), (ChosenForm.HALF, 8.0), HALF_AT_75, WHOLE]
    assert seen == sorted(seen, key=steps.index)


def test_at_the_smallest_size_the_typical_order_holds_three_materials_more() -> None:
    order = builders.an_order()
    line = builders.a_line("1", "un", "Peça", "10.00")
    assert outcome(replace(order, materials=(*order.materials, *[line] * 3))) == HALF_AT_75
    assert outcome(replace(order, materials=(*order.materials, *[line] * 4))) == WHOLE


def test_or_three_visits_more() -> None:
    order = builders.an_order()
    assert outcome(replace(order, visits=order.visits * 4)) == HALF_AT_75
    assert outcome(replace(order, visits=order.visits * 5)) == WHOLE


def test_or_fourteen_checklist_items_more() -> None:
    (checklist,) = builders.an_order().checklists
    for count, expected in ((14, HALF_AT_75), (15, WHOLE)):
        items = (*checklist.items, *[builders.an_item("Item a mais")] * count)
        assert outcome(builders.an_order(checklists=(replace(checklist, items=items),))) == expected


def test_or_four_lines_more_of_observations() -> None:
    order = builders.an_order()
    line = "Mais uma linha de texto corrido, tão comprida quanto as de cima, para ver quantas cabem ainda nesta folha. "
    assert outcome(replace(order, observations=order.observations + " " + line * 4)) == HALF_AT_75
    assert outcome(replace(order, observations=order.observations + " " + line * 6)) == WHOLE


def test_a_half_that_is_forced_and_too_small_says_how_much_is_missing() -> None:
    order = builders.an_order()
    most = 0
    while outcome(with_lines(order, most + 1))[0] is ChosenForm.HALF:
        most += 1
    for extra in (1, 2, 5):
        with pytest.raises(SheetTooLong) as caught:
            laid_out(with_lines(order, most + extra), SheetForm.HALF)
        # Each line of 7.5 pt is 3.15 high.
        assert caught.value.missing == pytest.approx(extra * 3.15, abs=3.15)
        assert caught.value.missing > (extra - 1) * 3.15
        # It comes from another process.
        assert pickle.loads(pickle.dumps(caught.value)).missing == caught.value.missing  # noqa: S301  made here


def test_either_form_can_be_forced() -> None:
    assert laid_out(builders.an_order(), SheetForm.FULL).form is ChosenForm.FULL
    assert laid_out(builders.an_order(), SheetForm.HALF).form is ChosenForm.HALF


def test_signatures_take_the_last_rows_along_to_the_next_page() -> None:
    for count in range(20, 75):
        order = builders.an_order(visits=(), checklists=(), materials=())
        layout = laid_out(with_lines(order, count), SheetForm.FULL)
        last = len(layout.frames) - 1
        _, frame, top = layout.sections[-1]
        assert frame == last
        texts = [place.words.text for place in reading.placed_words(layout, last) if place.bottom < top]
        lines = [text for text in texts if text.startswith("Linha ")]
        assert last == 0 or len(lines) >= 2
        assert last == 0 or lines[-1] == f"Linha {count - 1}"


def test_the_last_material_goes_with_the_totals_and_no_row_stands_alone() -> None:
    for count in range(40, 62):
        lines = tuple(builders.a_line("1", "un", f"Peça {number}", "10.00") for number in range(count))
        order = builders.an_order(visits=(), checklists=(), observations="", materials=lines)
        layout = laid_out(order, SheetForm.FULL)
        pages = [[place.words.text for place in reading.placed_words(layout, n)] for n in range(len(layout.frames))]
        of_page = [[text for text in page if text.startswith("Peça ")] for page in pages]
        assert [len(found) for found in of_page if len(found) == 1] == []
        assert sum(map(len, of_page)) == count
        with_total = next(number for number, page in enumerate(pages) if "TOTAL" in page)
        assert f"Peça {count - 1}" in pages[with_total]


def test_a_table_that_goes_on_repeats_its_head_and_says_so() -> None:
    first, second = (list(reading.placed_words(lay_out(builders.long(), LOGO), page)) for page in (0, 1))
    for page in (first, second):
        assert [place.words.text for place in page].count("Descrição") == 1
    assert "continua na página 2" in [place.words.text for place in first]
    assert {"continuação", "continuação da página 1"} <= {place.words.text for place in second}


def test_all_pages_of_copy_1_come_before_copy_2_and_the_printer_is_told_where_each_begins() -> None:
    paper = rendering.render((builders.long(), builders.typical(), builders.long()))
    assert (paper.pages, paper.starts) == (9, (0, 2, 4, 5, 7))
    texts = [reading.bare(page.extract_text()) for page in reading.reader(paper.pdf).pages]
    assert ["1ªVIA" in text for text in texts[:4]] == [True, True, False, False]
    assert [f"Página{page}de2" in text for page, text in zip((1, 2, 1, 2), texts[:4], strict=True)] == [True] * 4


def test_ten_thousand_letters_of_reason_flow_over_pages() -> None:
    reason = " ".join(f"palavra{number}" for number in range(800))
    layout = laid_out(builders.an_order(reason=reason))
    assert layout.form is ChosenForm.FULL
    assert reading.outside(layout) == []
    shown = " ".join(
        place.words.text for page in range(len(layout.frames)) for place in reading.placed_words(layout, page)
    )
    assert all(f"palavra{number}" in shown for number in range(800))


def test_terms_too_long_for_the_band_become_a_section_and_can_be_broken() -> None:
    layout = laid_out(builders.an_order(terms="Uma cláusula a mais do contrato. " * 500))
    assert layout.form is ChosenForm.FULL
    assert reading.outside(layout) == []
    assert [name for name, _, _ in layout.sections][-2:] == ["terms", "signature"]
