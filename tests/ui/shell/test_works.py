"""What is under way: told at the window's foot, cancelled by mouse and by keyboard, and never lost without asking."""

from __future__ import annotations

import pypdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cups_server import CupsServer
from fake_prompts import FakePrompts
from hands import click, press
from osdesk.domain.history import Deed
from osdesk.domain.questions import OrderQuestion
from osdesk.services import lists, orders
from osdesk.services.office import Office
from osdesk.texts import _
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.settings import Settings
from windows import OpenWindow

PATIENCE = 15_000


class Work:
    """Something long."""

    def __init__(self, place: OpenWindow, key: str = "work") -> None:
        self.place, self.key = place, key
        self.cancelled = 0
        place.window.set_work(key, f"Fazendo {key}…", self.cancel)

    def cancel(self) -> None:
        self.cancelled += 1
        self.place.window.set_work(self.key, "")


def cancel_button(place: OpenWindow) -> QPushButton:
    found = [each for each in place.window.status.findChildren(QPushButton) if each.text() == "Cancelar"]
    assert len(found) == 1
    return found[0]


def test_what_is_under_way_is_told_with_a_button_that_cancels_it(place: OpenWindow) -> None:
    assert not cancel_button(place).isVisible()
    work = Work(place)
    button = cancel_button(place)
    assert button.isVisible()
    words = button.geometry()
    assert place.window.status.rect().contains(words)
    # The mouse takes the keyboard from nobody who is typing.
    before = QApplication.focusWidget()
    click(button)
    assert QApplication.focusWidget() is before
    assert work.cancelled == 1
    assert not button.isVisible()
    assert place.window.status.works == ()


def test_tab_comes_to_the_button_and_enter_presses_it(place: OpenWindow, qtbot: QtBot) -> None:
    work = Work(place)
    button = cancel_button(place)
    place.window.activateWindow()
    qtbot.waitActive(place.window)
    for _step in range(60):
        if QApplication.focusWidget() is button:
            break
        press(QApplication.focusWidget() or place.window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button
    press(button, Qt.Key.Key_Return)
    assert work.cancelled == 1


def test_escape_cancels_on_a_list_and_goes_back_from_an_editor(place: OpenWindow, qtbot: QtBot) -> None:
    work = Work(place)
    place.window.new_order()
    editor = place.window.pages.current
    assert isinstance(editor, OrderEditor)
    qtbot.waitUntil(editor.form.isEnabled, timeout=PATIENCE)
    press(place.window, Qt.Key.Key_Escape)
    assert place.window.pages.current is not editor
    assert work.cancelled == 0
    press(place.window, Qt.Key.Key_Escape)
    assert work.cancelled == 1


@pytest.mark.needs("cups")
def test_escape_cancels_a_print_job_of_which_nothing_comes_out_or_stands_in_a_history(
    place: OpenWindow, settings: Settings, qtbot: QtBot
) -> None:
    rows = place.ask(lists.orders_first, OrderQuestion(), 6)
    ids = [row.id for row in rows]
    settings.printer = "Escritorio"
    with CupsServer() as cups:
        cups.add("Escritorio")
        with cups.as_ours():
            place.desk.printing.print_orders(place.window, ids, direct=True)
            third = _("Printing {done} of {total}…").format(done=3, total=6)
            qtbot.waitUntil(lambda: place.window.status.works == (third,), timeout=PATIENCE)
            press(place.window, Qt.Key.Key_Escape)
            assert place.window.status.works == ()
            assert place.window.snackbar.text == _("Printing cancelled: nothing was printed")
            place.desk.printing.print_orders(place.window, ids[:1], direct=True)
            qtbot.waitUntil(lambda: len(cups.jobs()) == 1, timeout=PATIENCE)
            assert len(pypdf.PdfReader(cups.jobs()[0]).pages) == 1
        qtbot.waitUntil(lambda: not place.is_busy(), timeout=PATIENCE)
    assert [each for each in ids if Deed.PRINTED in place.ask(deeds, each)] == ids[:1]


def deeds(office: Office, order_id: int) -> set[Deed]:
    return {entry.deed for entry in orders.history(office, order_id)}


def test_of_two_that_are_under_way_the_later_is_shown_and_then_the_other(place: OpenWindow) -> None:
    first, second = Work(place, "um"), Work(place, "dois")
    assert place.window.status.works == ("Fazendo um…", "Fazendo dois…")
    cancel_button(place).click()
    assert (first.cancelled, second.cancelled) == (0, 1)
    cancel_button(place).click()
    assert (first.cancelled, second.cancelled) == (1, 1)


def test_what_cannot_be_cancelled_has_no_button(place: OpenWindow) -> None:
    place.window.set_work("writing", "Gravando…")
    assert not cancel_button(place).isVisible()
    assert not place.window.status.cancel_work()
    place.window.set_work("writing", "")


@pytest.mark.parametrize("leaves", [True, False])
def test_closing_the_window_asks_before_what_is_under_way_is_lost(
    place: OpenWindow, prompts: FakePrompts, qtbot: QtBot, leaves: bool
) -> None:
    work = Work(place)
    prompts.answer = _("Cancel it and leave") if leaves else _("Keep waiting")
    place.window.close()
    qtbot.waitUntil(lambda: bool(prompts.asked), timeout=PATIENCE)
    assert prompts.asked[-1].sentence == "Fazendo work…"
    qtbot.waitUntil(lambda: place.window.isVisible() is not leaves, timeout=PATIENCE)
    assert work.cancelled == leaves


def test_the_words_give_way_in_a_narrow_window_and_the_button_stays_whole(place: OpenWindow, qtbot: QtBot) -> None:
    place.window.resize(place.window.minimumSize())
    place.window.set_work("long", "Gravando " + "um-nome-sem-fim-" * 20 + ".pdf…", lambda: None)
    qtbot.waitUntil(lambda: cancel_button(place).isVisible(), timeout=PATIENCE)
    button = cancel_button(place)
    place.window.status.layout().activate()  # type: ignore[union-attr]
    assert button.width() >= button.sizeHint().width()
    assert button.mapTo(place.window, QPoint(button.width(), 0)).x() <= place.window.width()
    place.window.set_work("long", "")
