"""The line at the bottom may offer a second way on beside *Undo*; each way is gone with the line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from osdesk.ui.kit.snackbar import Snackbar
from osdesk.ui.theme import Theme


@pytest.fixture
def snackbar(theme: Theme, qtbot: QtBot) -> Snackbar:
    host = QWidget()
    host.setProperty("look", theme.dark)
    qtbot.addWidget(host)
    host.resize(900, 400)
    host.show()
    return Snackbar(host)


def test_undo_and_the_second_way_stand_side_by_side(snackbar: Snackbar) -> None:
    done: list[str] = []
    snackbar.say("3 ordens", lambda: done.append("undo"), also=("Avisar", lambda: done.append("tell")))
    assert not snackbar._also.isHidden()
    QTest.mouseClick(snackbar._also, Qt.MouseButton.LeftButton)
    assert done == ["tell"]
    assert snackbar.isHidden()
    assert not snackbar.undo()


def test_undo_does_not_take_the_second_way(snackbar: Snackbar) -> None:
    done: list[str] = []
    snackbar.say("3 ordens", lambda: done.append("undo"), also=("Avisar", lambda: done.append("tell")))
    assert snackbar.undo()
    snackbar.go_on()
    assert done == ["undo"]


def test_what_is_said_next_has_no_second_way(snackbar: Snackbar) -> None:
    snackbar.say("3 ordens", lambda: None, also=("Avisar", lambda: None))
    snackbar.say("Salvo")
    assert snackbar._also.isHidden()
