"""Another size of the text while widgets are open: what was fixed when they were made follows."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView, QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from osdesk.ui.kit.field import Field
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.kit.list_page import ListPane
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Tasks
from osdesk.ui.theme import Theme
from ui.kit.test_table import COLUMNS, Question, Shelf


def test_fixed_widths_gaps_and_margins_follow_the_size_of_the_text(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    field = Field("CEP", TextInput(), width=120)
    inner = bar(field, None, gap=8)
    outer = column(inner, gap=12, margins=(24, 16, 16, 24))
    outer.addSpacing(20)
    page.setLayout(outer)
    theme.set_text_size(125)
    assert (field.minimumWidth(), field.maximumWidth()) == (150, 150)
    assert (outer.spacing(), inner.spacing()) == (15, 10)
    margins = outer.contentsMargins()
    assert (margins.left(), margins.top()) == (30, 20)
    item = outer.itemAt(outer.count() - 1)
    gap = item.spacerItem() if item is not None else None
    assert gap is not None
    assert gap.sizeHint().height() == 25
    theme.set_text_size(100)
    assert (field.minimumWidth(), outer.spacing(), outer.contentsMargins().left()) == (120, 12, 24)


def test_a_window_itself_keeps_its_least_size(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setMinimumSize(1024, 620)
    theme.set_text_size(125)
    assert (window.minimumWidth(), window.minimumHeight()) == (1024, 620)


def test_columns_and_rows_of_a_table_follow(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    table = QTableWidget(3, 2, page)
    QVBoxLayout(page).addWidget(table)
    head = table.horizontalHeader()
    head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    head.resizeSection(0, 80)
    table.verticalHeader().setDefaultSectionSize(40)
    theme.set_text_size(125)
    assert head.sectionSize(0) == 100
    assert table.rowHeight(2) == 50


def test_widths_of_columns_are_remembered_for_each_size_of_the_text(
    theme: Theme, tasks: Tasks, settings: Settings, qtbot: QtBot
) -> None:
    def opened() -> ListPane:
        pane = ListPane(tasks, Shelf(3), COLUMNS, settings, "orders")
        qtbot.addWidget(pane)
        pane.resize(900, 400)
        pane.show()
        with qtbot.waitSignal(pane.model.settled):
            pane.ask(Question(), filtered=False)
        return pane

    fixed = next(place for place, each in enumerate(COLUMNS) if not each.stretch)
    opened().table.horizontalHeader().resizeSection(fixed, 91)
    theme.set_text_size(125)
    usual = opened().table.horizontalHeader().sectionSize(fixed)
    assert usual != 91
    theme.set_text_size(100)
    assert opened().table.horizontalHeader().sectionSize(fixed) == 91
