"""The bin shows what was deleted and gives it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hands import press
from osdesk.domain.questions import ClientQuestion, OrderQuestion
from osdesk.services import clients, lists, orders
from osdesk.ui.bin.page import CLIENTS, ORDERS, BinPage
from windows import OpenWindow

Settle = Callable[[], None]


def opened(place: OpenWindow, settle: Settle) -> BinPage:
    place.window.room("bin")
    settle()
    page = place.window.pages.current
    assert isinstance(page, BinPage)
    return page


def test_deleted_orders_are_there_and_come_back(place: OpenWindow, settle: Settle, qtbot: QtBot) -> None:
    rows = place.ask(lists.orders_first, OrderQuestion(), 2)
    place.ask(orders.delete, [row.id for row in rows])
    page = opened(place, settle)
    pane = page._lists[ORDERS]
    assert list(pane.model.ids) == [row.id for row in rows]
    assert pane.chips.chip(ORDERS).count == 2
    pane.table.set_current_id(rows[0].id)
    press(pane.table, Qt.Key.Key_Return)
    settle()
    assert place.ask(orders.get, rows[0].id).deleted_at is None
    assert place.ask(orders.get, rows[1].id).deleted_at is not None
    assert list(pane.model.ids) == [rows[1].id]


def test_clients_have_their_own_list(place: OpenWindow, settle: Settle) -> None:
    free = next(row for row in place.ask(lists.clients_first, ClientQuestion(), 20) if row.orders == 0)
    place.ask(clients.delete, [free.id])
    page = opened(place, settle)
    pane = page._lists[CLIENTS]
    page._switch(CLIENTS)
    pane.table.set_current_id(free.id)
    page.restore_chosen()
    settle()
    assert place.ask(clients.get, free.id).deleted_at is None
    assert free.name not in [row.name for row in place.ask(lists.clients_first, ClientQuestion(deleted=True), 20)]
