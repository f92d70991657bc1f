"""Checklists in the editor: single keys answer and go on, values answer by their range, Enter notes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from osdesk.domain.checklists import Answer, Checklist, ChecklistItem, ItemKind
from osdesk.ui.orders.checklist_paint import answer_box
from osdesk.ui.orders.checklist_view import ChecklistView
from osdesk.ui.orders.editor import OrderEditor
from ui.orders.conftest import PATIENCE, OpenEditor, Shop, press

LIST = Checklist(
    name="Manutenção",
    items=(
        ChecklistItem(kind=ItemKind.SECTION, text="Elétrica"),
        ChecklistItem(text="Filtros limpos"),
        ChecklistItem(text="Dreno livre"),
        ChecklistItem(
            kind=ItemKind.MEASURE, text="Tensão", unit="V", minimum=Decimal("198.000"), maximum=Decimal("242.000")
        ),
        ChecklistItem(kind=ItemKind.SECTION, text="Entrega"),
        ChecklistItem(kind=ItemKind.TEXT, text="Modelo"),
        ChecklistItem(kind=ItemKind.CHOICE, text="Estado", choices=("Bom", "Regular", "Ruim")),
    ),
)


@pytest.fixture
def editor(shop: Shop, open_editor: OpenEditor) -> OrderEditor:
    return open_editor(shop.order.id)


@pytest.fixture
def view(editor: OrderEditor) -> ChecklistView:
    editor.form.checklist.add_checklist(LIST)
    return editor.form.checklist.lists()[0]


def items(editor: OrderEditor) -> tuple[ChecklistItem, ...]:
    return editor.form.binding.read()[0].checklists[0].items


def open_field(view: ChecklistView) -> QLineEdit:
    (field,) = [each for each in view.findChildren(QLineEdit) if each.isVisible()]
    return field


def test_a_list_that_was_added_waits_at_its_first_item(view: ChecklistView) -> None:
    assert view.hasFocus()
    assert view.row() == 1


def test_letters_answer_and_go_on(editor: OrderEditor, view: ChecklistView) -> None:
    press(view, "sN")
    assert [item.answer for item in items(editor)[1:3]] == [Answer.YES, Answer.NO]
    assert view.row() == 3


def test_digits_answer_where_the_item_takes_no_value(editor: OrderEditor, view: ChecklistView) -> None:
    press(view, "13")
    assert [item.answer for item in items(editor)[1:3]] == [Answer.YES, Answer.NOT_APPLICABLE]


def test_digits_write_a_value_whose_range_answers_yes(editor: OrderEditor, view: ChecklistView) -> None:
    view.go_to(3)
    press(view, "2")
    press(open_field(view), "21")
    QTest.keyClick(open_field(view), Qt.Key.Key_Return)
    assert (items(editor)[3].measured, items(editor)[3].answer) == (Decimal("221.000"), Answer.YES)
    # The heading is no question: the text after it is the next.
    assert view.row() == 5


def test_a_value_out_of_range_proposes_no_and_stays_for_a_word(editor: OrderEditor, view: ChecklistView) -> None:
    view.go_to(3)
    press(view, "2")
    press(open_field(view), "50")
    QTest.keyClick(open_field(view), Qt.Key.Key_Return)
    assert items(editor)[3].answer is Answer.NO
    assert view.row() == 3
    press(view, "s")
    assert items(editor)[3].answer is Answer.YES


def test_a_value_that_cannot_be_read_stays_as_typed_and_keeps_the_order_from_being_saved(
    shop: Shop, editor: OrderEditor, view: ChecklistView, qtbot: QtBot
) -> None:
    view.go_to(3)
    press(view, "2")
    press(open_field(view), "2x")
    QTest.keyClick(open_field(view), Qt.Key.Key_Return)
    assert view.answers.value_text(3) == "22x"
    editor.save()
    assert not editor.saving.under_way
    assert view.hasFocus()
    assert view.row() == 3
    assert shop.stored().checklists == ()


def test_enter_notes_and_escape_gives_up(editor: OrderEditor, view: ChecklistView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Return)
    press(open_field(view), "Ressecado")
    QTest.keyClick(open_field(view), Qt.Key.Key_Return)
    assert items(editor)[1].note == "Ressecado"
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    press(open_field(view), "Outra coisa")
    QTest.keyClick(open_field(view), Qt.Key.Key_Escape)
    assert items(editor)[1].note == "Ressecado"


def test_letters_write_where_the_item_is_a_text(editor: OrderEditor, view: ChecklistView) -> None:
    view.go_to(5)
    press(view, "s")
    press(open_field(view), "plit")
    QTest.keyClick(open_field(view), Qt.Key.Key_Return)
    assert (items(editor)[5].written, items(editor)[5].answer) == ("split", None)


def test_a_choice_is_made_by_number_or_first_letter(editor: OrderEditor, view: ChecklistView) -> None:
    view.go_to(6)
    press(view, "r")
    assert items(editor)[6].written == "Regular"
    press(view, "r")
    assert items(editor)[6].written == "Ruim"
    press(view, "1")
    assert items(editor)[6].written == "Bom"


def test_not_applicable_takes_a_written_answer_away(editor: OrderEditor, view: ChecklistView) -> None:
    view.answers.choose(6, 0)
    view.answers.answer(6, Answer.NOT_APPLICABLE)
    assert (items(editor)[6].written, items(editor)[6].answer) == ("", Answer.NOT_APPLICABLE)


def test_arrows_move_over_headings_and_delete_clears(editor: OrderEditor, view: ChecklistView) -> None:
    press(view, "s")
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert items(editor)[1].answer is None
    view.go_to(3)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.row() == 5


def test_arrows_go_on_into_the_next_list(editor: OrderEditor, view: ChecklistView) -> None:
    editor.form.checklist.add_checklist(LIST)
    first, second = editor.form.checklist.lists()
    first.enter_from(-1)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    assert second.row() == 1


def test_a_press_answers_and_a_second_one_takes_it_back(editor: OrderEditor, view: ChecklistView) -> None:
    place: QPoint = answer_box(view.visualRect(view.model().index(2, 0)), Answer.NO).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert items(editor)[2].answer is Answer.NO
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert items(editor)[2].answer is None


def test_a_screen_reader_hears_item_answer_and_note(view: ChecklistView) -> None:
    view.answers.answer(1, Answer.YES)
    view.answers.note(1, "Trocados")
    index = view.model().index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "1 Filtros limpos, Sim, Trocados"


def test_the_rest_is_answered_at_once_but_not_what_asks_for_a_value(editor: OrderEditor, view: ChecklistView) -> None:
    view.answers.answer(1, Answer.NO)
    view.answers.answer_rest(Answer.YES)
    assert [item.answer for item in items(editor)[1:4]] == [Answer.NO, Answer.YES, None]


def test_a_removed_list_comes_back_by_undo_with_its_answers(
    shop: Shop, editor: OrderEditor, view: ChecklistView
) -> None:
    press(view, "s")
    before = editor.form.binding.read()[0].checklists
    editor.form.checklist._lists[0].remove_wanted.emit()
    assert editor.form.binding.read()[0].checklists == ()
    assert shop.going.undo is not None
    shop.going.undo()
    assert editor.form.binding.read()[0].checklists == before


def test_answers_survive_saving_without_a_row_being_built_anew(
    shop: Shop, editor: OrderEditor, view: ChecklistView, qtbot: QtBot
) -> None:
    press(view, "s")
    editor.save()
    qtbot.waitUntil(lambda: not editor.is_dirty(), timeout=PATIENCE)
    assert editor.form.checklist.lists() == (view,)
    assert view.hasFocus()
    assert view.row() == 2
    assert editor.form.binding.read()[0] == shop.stored()


def test_saving_takes_what_still_stands_in_an_open_field(
    shop: Shop, editor: OrderEditor, view: ChecklistView, qtbot: QtBot
) -> None:
    view.go_to(3)
    press(view, "2")
    press(open_field(view), "20")
    editor.save()
    qtbot.waitUntil(lambda: not editor.is_dirty(), timeout=PATIENCE)
    assert shop.stored().checklists[0].items[3].measured == Decimal("220.000")
