"""Materials and services in the editor: a grid typed like a spreadsheet, its sums, and lines typed before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from builders import a_line
from osdesk.domain import orders as rules
from osdesk.domain.materials import DiscountKind, LineKind, MaterialLine
from osdesk.services import orders
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.materials_grid import MaterialsGrid
from osdesk.ui.orders.materials_model import Column
from osdesk.ui.orders.suggestions import SuggestionList
from ui.orders.conftest import PATIENCE, OpenEditor, Shop, press, type_into


@pytest.fixture
def editor(shop: Shop, open_editor: OpenEditor) -> OrderEditor:
    return open_editor(shop.order.id)


@pytest.fixture
def grid(editor: OrderEditor) -> MaterialsGrid:
    """The grid with its one stored line and the empty row, which is current."""
    editor.form.materials.enter()
    return editor.form.materials.part.grid


def lines(editor: OrderEditor) -> tuple[MaterialLine, ...]:
    return editor.form.binding.read()[0].materials


def open_field(grid: MaterialsGrid) -> QLineEdit:
    (field,) = [each for each in grid.findChildren(QLineEdit) if each.isVisible()]
    return field


def type_row(grid: MaterialsGrid, *cells: str) -> None:
    """Type cell after cell, Tab between and after them."""
    for cell in cells:
        if cell:
            press(grid, cell[0])
            press(open_field(grid), cell[1:])
            QTest.keyClick(open_field(grid), Qt.Key.Key_Tab)
        else:
            QTest.keyClick(grid, Qt.Key.Key_Tab)


def test_the_empty_row_waits_for_a_line(grid: MaterialsGrid) -> None:
    assert grid.hasFocus()
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, Column.QUANTITY)


def test_typing_in_the_empty_row_makes_a_line_and_tab_from_its_end_another(
    editor: OrderEditor, grid: MaterialsGrid
) -> None:
    type_row(grid, "2", "un", "Capacitor 45 µF", "64,90")
    line = lines(editor)[1]
    assert (line.quantity, line.unit, line.description, line.unit_price) == (
        Decimal("2.000"),
        "un",
        "Capacitor 45 µF",
        Decimal("64.90"),
    )
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (2, Column.QUANTITY)
    type_row(grid, "", "", "Frete")
    assert lines(editor)[2].quantity == Decimal("1.000")


def test_tab_leaves_the_grid_past_the_empty_row(editor: OrderEditor, grid: MaterialsGrid) -> None:
    for _cell in range(4):
        QTest.keyClick(grid, Qt.Key.Key_Tab)
    assert not grid.hasFocus()
    assert editor.form.materials.isAncestorOf(editor.form.focusWidget())


def test_the_unit_says_whether_it_is_work_or_a_part(editor: OrderEditor, grid: MaterialsGrid) -> None:
    type_row(grid, "1", "serv.", "Higienização", "320")
    assert lines(editor)[1].kind is LineKind.LABOUR
    assert [line.kind for line in lines(editor)] == [LineKind.PART, LineKind.LABOUR]


def test_sums_follow_the_lines_and_the_discount(editor: OrderEditor, grid: MaterialsGrid) -> None:
    type_row(grid, "1", "serv.", "Higienização", "320")
    type_into(editor.form.materials.discount, "10%")
    editor.form.materials.payment.setFocus()
    editor._paused()
    order = editor.form.binding.read()[0]
    assert (order.discount_kind, order.discount) == (DiscountKind.PERCENT, Decimal("10.00"))
    section = editor.form.materials
    assert (section._parts.text(), section._services.text(), section._total.text()) == (
        "R$\u00a0117,00",
        "R$\u00a0320,00",
        "R$\u00a0393,30",
    )


def test_a_discount_above_the_sum_is_told(shop: Shop, editor: OrderEditor) -> None:
    type_into(editor.form.materials.discount, "200")
    editor.form.materials.payment.setFocus()
    field = editor.form.materials.discount_field
    assert field.problem is not None
    assert field.lend_line().width() > field.width()
    editor.save()
    assert editor.form.materials.discount.hasFocus()


def test_an_ambiguous_price_stays_as_typed_with_its_remedy(editor: OrderEditor, grid: MaterialsGrid) -> None:
    type_row(grid, "1", "un", "Compressor", "1.234")
    part = editor.form.materials.part
    assert grid.lines.unreadable() == {"materials.1.unit_price": "1.234"}
    assert not part._line.isHidden()
    message = part._line._message
    assert message is not None
    assert message.apply is not None
    message.apply()
    assert lines(editor)[1].unit_price == Decimal("1234.00")
    assert part._line.isHidden()


def test_a_line_without_description_is_told_once_left_and_gets_the_keyboard_on_saving(
    editor: OrderEditor, grid: MaterialsGrid
) -> None:
    type_row(grid, "2", "un")
    assert editor.form.materials.part._line.isHidden()
    editor.save()
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, Column.DESCRIPTION)
    assert open_field(grid).isVisible()


def test_pasted_rows_of_a_spreadsheet_become_lines(editor: OrderEditor, grid: MaterialsGrid) -> None:
    QGuiApplication.clipboard().setText(
        'Qtd\tUn\tDescrição\tValor\n1\tserv.\tMão de obra\t320,00\n1,5\tm\tTubo 3/8"\t78,00\n'
    )
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [(line.description, line.quantity, line.unit_price) for line in lines(editor)[1:]] == [
        ("Mão de obra", Decimal("1.000"), Decimal("320.00")),
        ('Tubo 3/8"', Decimal("1.500"), Decimal("78.00")),
    ]


def test_rows_pasted_into_an_open_cell_become_lines_too(editor: OrderEditor, grid: MaterialsGrid) -> None:
    press(grid, "x")
    QGuiApplication.clipboard().setText("2\tParafuso\t0,50\n3\tBucha\t0,30")
    QTest.keyClick(open_field(grid), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [line.description for line in lines(editor)[1:]] == ["Parafuso", "Bucha"]


def test_lines_move_and_go_by_key_and_come_back_by_undo(shop: Shop, editor: OrderEditor, grid: MaterialsGrid) -> None:
    type_row(grid, "1", "un", "Capacitor", "10")
    grid.go_to(1, Column.DESCRIPTION)
    QTest.keyClick(grid, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [line.description for line in lines(editor)] == ["Capacitor", "Tubo de cobre"]
    assert grid.currentIndex().row() == 0
    QTest.keyClick(grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [line.description for line in lines(editor)] == ["Tubo de cobre"]
    assert shop.going.undo is not None
    shop.going.undo()
    assert [line.description for line in lines(editor)] == ["Capacitor", "Tubo de cobre"]


def test_a_description_typed_before_brings_unit_price_and_kind(
    shop: Shop, editor: OrderEditor, grid: MaterialsGrid, qtbot: QtBot
) -> None:
    work = a_line("1.000", "serv.", "Higienização completa", "320.00", kind=LineKind.LABOUR)
    shop.ask(orders.save, replace(rules.duplicate(shop.order), materials=(work,)))
    grid.go_to(1, Column.DESCRIPTION)
    press(grid, "h")
    field = open_field(grid)
    press(field, "igi")

    def offered() -> list[SuggestionList]:
        return [each for each in editor.window().findChildren(SuggestionList) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(offered()), timeout=PATIENCE)
    assert offered()[0].choices[0].beside == "serv. · R$\u00a0320,00"
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    line = lines(editor)[1]
    assert (line.description, line.unit, line.unit_price, line.kind) == (
        "Higienização completa",
        "serv.",
        Decimal("320.00"),
        LineKind.LABOUR,
    )


def test_typing_on_past_a_suggestion_keeps_what_was_typed(editor: OrderEditor, grid: MaterialsGrid) -> None:
    grid.go_to(1, Column.DESCRIPTION)
    press(grid, "T")
    press(open_field(grid), "ubo")
    QTest.keyClick(open_field(grid), Qt.Key.Key_Return)
    assert lines(editor)[1].description == "Tubo"


def test_saving_takes_what_still_stands_in_an_open_cell(
    shop: Shop, editor: OrderEditor, grid: MaterialsGrid, qtbot: QtBot
) -> None:
    grid.go_to(1, Column.DESCRIPTION)
    press(grid, "F")
    press(open_field(grid), "rete")
    editor.save()
    qtbot.waitUntil(lambda: not editor.is_dirty() and not editor.saving.under_way, timeout=PATIENCE)
    assert [line.description for line in shop.stored().materials] == ["Tubo de cobre", "Frete"]
    assert editor.form.binding.read()[0] == shop.stored()


def test_the_window_does_not_take_the_grids_own_keys(grid: MaterialsGrid) -> None:
    """Ctrl+Del moves the order to the bin elsewhere; in the grid it takes a line away."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(grid, event)
    assert event.isAccepted()
