"""The window: where it goes, what stays open, what it asks before it closes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fake_prompts import FakePrompts
from hands import press, type_text
from osdesk.domain.orders import Order
from osdesk.domain.questions import OrderQuestion
from osdesk.services import lists, orders
from osdesk.ui.menus import EDIT, FILE, HELP, ORDERS, VIEW
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.rail_parts import RailItem
from osdesk.ui.rooms import ROOMS
from osdesk.ui.settings import Settings
from windows import OpenWindow

PATIENCE = 15_000
Settle = Callable[[], None]


def newest(place: OpenWindow) -> int:
    rows = place.ask(lists.orders_first, OrderQuestion(), 1)
    number: int = rows[0].id
    return number


def open_order(place: OpenWindow, qtbot: QtBot, order_id: int) -> OrderEditor:
    place.window.order(order_id)
    editor = place.window.pages.current
    assert isinstance(editor, OrderEditor)
    qtbot.waitUntil(editor.form.isEnabled, timeout=PATIENCE)
    return editor


def change(editor: OrderEditor, qtbot: QtBot) -> None:
    """Type something into a field of text."""
    field = editor.form.findChild(QLineEdit, "contact_name") or editor.form.findChildren(QLineEdit)[1]
    field.setFocus()
    type_text(field, "x")
    qtbot.waitUntil(editor.is_dirty, timeout=PATIENCE)


def rail_items(place: OpenWindow) -> list[RailItem]:
    return [item for item in place.window.rail.findChildren(RailItem) if item.isVisibleTo(place.window)]


def test_it_opens_on_the_orders(place: OpenWindow) -> None:
    page = place.window.pages.current
    assert page is not None
    assert page.key == "orders"
    assert page.title() in place.window.windowTitle()


def test_the_title_marks_what_is_not_saved_beside_the_page_and_names_the_program_once(
    place: OpenWindow, qtbot: QtBot, settle: Settle
) -> None:
    change(open_order(place, qtbot, newest(place)), qtbot)
    settle()
    title = place.window.windowTitle()
    assert title.endswith(" – OS Desk")
    assert title.index("[*]") < title.index(" – ")


def test_every_room_opens_by_its_own_key(place: OpenWindow, qtbot: QtBot, settle: Settle) -> None:
    for room in ROOMS:
        if room.number:
            press(place.window, Qt.Key(Qt.Key.Key_0 + room.number), Qt.KeyboardModifier.ControlModifier)
            page = place.window.pages.current
            assert page is not None
            assert page.key == room.key
            settle()


def test_the_rail_counts_the_unfinished_orders(place: OpenWindow, qtbot: QtBot) -> None:
    def counted() -> None:
        item = next(item for item in rail_items(place) if item.icon_name == "clipboard-list")
        assert item.count == 9
        assert "9" in item.accessibleName()

    qtbot.waitUntil(counted, timeout=PATIENCE)


def test_a_second_caller_costs_nothing(place: OpenWindow, prompts: FakePrompts, qtbot: QtBot, settle: Settle) -> None:
    first = open_order(place, qtbot, newest(place))
    change(first, qtbot)
    press(place.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert prompts.asked == []
    assert place.window.pages.current is not first
    assert place.window.pages.editors[0] is first
    assert first.is_dirty()
    shown = place.window.pages.editing()
    assert [each.dirty for each in shown] == [True, False]
    assert [each.current for each in shown] == [False, True]


def test_an_order_that_is_open_is_raised_and_not_opened_twice(place: OpenWindow, qtbot: QtBot, settle: Settle) -> None:
    number = newest(place)
    first = open_order(place, qtbot, number)
    place.window.room("clients")
    place.window.order(number)
    assert place.window.pages.current is first
    assert len(place.window.pages.editors) == 1


def test_closing_an_unsaved_order_asks_and_keeps_editing_unless_told(
    place: OpenWindow, prompts: FakePrompts, qtbot: QtBot
) -> None:
    editor = open_order(place, qtbot, newest(place))
    change(editor, qtbot)
    press(place.window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert len(prompts.asked) == 1
    prompts.last.answer("Keep editing")
    assert place.window.pages.current is editor
    prompts.last.answer("Discard changes")
    qtbot.waitUntil(lambda: place.window.pages.editors == (), timeout=PATIENCE)
    page = place.window.pages.current
    assert page is not None
    assert page.key == "orders"


def test_save_and_close_in_the_question_stores_and_closes(
    place: OpenWindow, prompts: FakePrompts, qtbot: QtBot
) -> None:
    number = newest(place)
    before: Order = place.ask(orders.get, number)
    editor = open_order(place, qtbot, number)
    change(editor, qtbot)
    press(place.window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    prompts.last.answer("Save and close")
    qtbot.waitUntil(lambda: place.window.pages.editors == (), timeout=PATIENCE)
    after: Order = place.ask(orders.get, number)
    assert after.version == before.version + 1


def test_closing_an_untouched_order_asks_nothing(place: OpenWindow, prompts: FakePrompts, qtbot: QtBot) -> None:
    open_order(place, qtbot, newest(place))
    press(place.window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert prompts.asked == []
    assert place.window.pages.editors == ()


def test_closing_the_window_asks_for_each_unsaved_order_and_stays_if_one_is_kept(
    place: OpenWindow, prompts: FakePrompts, qtbot: QtBot, settle: Settle
) -> None:
    rows = place.ask(lists.orders_first, OrderQuestion(), 2)
    for row in rows:
        change(open_order(place, qtbot, row.id), qtbot)
    left: list[bool] = []
    place.window.left.connect(lambda: left.append(True))
    place.window.close()
    qtbot.waitUntil(lambda: len(prompts.asked) == 1, timeout=PATIENCE)
    prompts.last.answer("Discard changes")
    qtbot.waitUntil(lambda: len(prompts.asked) == 2, timeout=PATIENCE)
    prompts.last.answer("Keep editing")
    settle()
    assert left == []
    assert place.window.isVisible()
    assert len(place.window.pages.editors) == 1


def test_the_window_goes_at_once_when_nothing_is_unsaved(place: OpenWindow, prompts: FakePrompts) -> None:
    left: list[bool] = []
    place.window.left.connect(lambda: left.append(True))
    place.window.close()
    assert left == [True]
    assert prompts.asked == []


def test_the_back_arrow_closes_what_is_saved_and_keeps_what_is_not(
    place: OpenWindow, prompts: FakePrompts, qtbot: QtBot
) -> None:
    rows = place.ask(lists.orders_first, OrderQuestion(), 2)
    open_order(place, qtbot, rows[0].id)
    place.window.back()
    assert not place.window.pages.editors
    editor = open_order(place, qtbot, rows[1].id)
    change(editor, qtbot)
    place.window.back()
    assert editor in place.window.pages.editors
    assert prompts.asked == []


@pytest.mark.parametrize(("width", "narrow"), [(1024, True), (1279, True), (1280, False), (1920, False)])
def test_the_rail_narrows_with_the_window(place: OpenWindow, width: int, narrow: bool) -> None:
    place.window.resize(width, 700)
    assert place.window.rail.narrow is narrow


@pytest.mark.parametrize(("width", "narrow"), [(1366, True), (1599, True), (1600, False)])
def test_an_editor_takes_the_rails_room_below_1600(place: OpenWindow, qtbot: QtBot, width: int, narrow: bool) -> None:
    place.window.resize(width, 760)
    open_order(place, qtbot, newest(place))
    assert place.window.rail.narrow is narrow
    assert place.window.bar.search.isVisible() is not narrow


def test_no_page_asks_for_more_room_than_the_smallest_window_gives(
    place: OpenWindow, qtbot: QtBot, settle: Settle
) -> None:
    place.window.resize(1024, 620)
    for room in ROOMS:
        place.window.room(room.key)
        settle()
        page = place.window.pages.current
        assert page is not None
        assert page.minimumSizeHint().width() <= page.width(), room.key
    editor = open_order(place, qtbot, newest(place))
    assert editor.minimumSizeHint().width() <= editor.width()
    assert place.window.width() == 1024


def test_a_window_comes_back_where_it_was_and_one_off_screen_is_brought_home(
    place: OpenWindow, settings: Settings, theme: object
) -> None:
    # The off-screen platform's screen is 800 wide, and Qt brings a wider window back within it: the height tells.
    place.window.resize(1111, 666)
    place.window.close()
    from osdesk.ui.theme import current
    from osdesk.ui.window import Window

    again = Window(settings, current())
    assert again.height() == 666
    again.move(-5000, -5000)
    settings.keep_window(again, "main")
    home = Window(settings, current())
    screen = QApplication.primaryScreen().availableGeometry()
    assert screen.intersects(home.frameGeometry())
    again.deleteLater()
    home.deleteLater()


def test_every_command_has_words_and_no_key_is_given_twice(place: OpenWindow) -> None:
    seen: dict[str, str] = {}
    for command in (*FILE, *EDIT, *ORDERS, *VIEW, *HELP):
        if command is None:
            continue
        action = place.window.menus.action(command.name)
        assert action.text()
        for keys in action.shortcuts():
            written = keys.toString(QKeySequence.SequenceFormat.PortableText)
            assert written not in seen, (written, command.name, seen.get(written))
            seen[written] = command.name


def test_the_menus_follow_the_page_that_is_shown(place: OpenWindow, qtbot: QtBot, settle: Settle) -> None:
    save, close = (place.window.menus.action(name) for name in ("save", "close_page"))
    assert not save.isEnabled()
    assert not close.isEnabled()
    editor = open_order(place, qtbot, newest(place))
    assert save.isEnabled() == editor.menu_actions["save"].isEnabled()
    assert close.isEnabled()
    editor.menu_actions["save"].setEnabled(not save.isEnabled())
    assert save.isEnabled() == editor.menu_actions["save"].isEnabled()
    place.window.room("orders")
    assert not save.isEnabled()


def test_a_page_of_its_own_dies_with_the_widgets_it_lent_to_the_bar(
    place: OpenWindow, qtbot: QtBot, settle: Settle
) -> None:
    import shiboken6

    editor = open_order(place, qtbot, newest(place))
    lent: list[QWidget] = [*editor.bar_actions()]
    place.window.close(editor)
    settle()
    assert not any(shiboken6.isValid(widget) for widget in lent)


def test_undo_takes_back_what_the_line_below_says(place: OpenWindow) -> None:
    undone: list[bool] = []
    place.window.say("OS 000118 movida para a lixeira", lambda: undone.append(True))
    press(place.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [True]
    assert place.window.snackbar.text == ""


def test_another_office_takes_every_page_with_it(place: OpenWindow, qtbot: QtBot, settle: Settle) -> None:
    open_order(place, qtbot, newest(place))
    place.window.detach()
    assert place.window.pages.current is None
    assert list(place.window.pages) == []
    assert place.window.pages.editing() == []


def test_many_open_orders_fold_into_one_line(place: OpenWindow, settle: Settle) -> None:
    place.window.resize(1700, 700)
    for _order in range(14):
        place.window.new_order()
    settle()
    items = rail_items(place)
    last = place.window.rail.findChild(RailItem, "more")
    assert last is not None
    assert last in items
    assert items[-1].mapTo(place.window, items[-1].rect().bottomLeft()).y() < place.window.height()
    current = [item for item in items if item.isChecked()]
    assert len(current) == 1


def test_what_is_stored_shows_in_the_line_at_the_foot(place: OpenWindow, settle: Settle) -> None:
    from PySide6.QtWidgets import QLabel

    place.ask(orders.delete, [newest(place)])
    settle()
    words = [label.text() for label in place.window.status.findChildren(QLabel)]
    assert any("14:32" in said for said in words)


def test_the_text_grows_and_the_theme_turns_without_a_restart(
    place: OpenWindow, settings: Settings, theme: object
) -> None:
    place.window.resize(1920, 1000)
    before = place.window.rail.width()
    place.window.do("text_size:125")
    assert place.window.rail.width() > before
    assert settings.text_size == 125
    place.window.do("appearance:dark")
    assert place.desk.theme.dark
    assert settings.appearance == "dark"


def test_a_button_of_the_bar_keeps_the_keyboard_when_the_heading_changes(place: OpenWindow, qtbot: QtBot) -> None:
    editor = open_order(place, qtbot, newest(place))
    save = editor.bar_actions()[-1]
    save.setFocus()
    assert QApplication.focusWidget() is save
    editor.heading_changed.emit()
    assert QApplication.focusWidget() is save
