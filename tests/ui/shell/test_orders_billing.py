"""The billing mark in the room of orders: one or many at once, what is refused said in the question, and undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pytestqt.qtbot import QtBot

from fake_prompts import FakePrompts
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.statuses import StatusKind
from osdesk.services import lists, orders
from osdesk.ui.orders.billing import BilledDialog, PaidDialog, mark_rows
from osdesk.ui.orders.page import OrdersPage
from windows import OpenWindow

PATIENCE = 15_000
Settle = Callable[[], None]


def room(place: OpenWindow) -> OrdersPage:
    page = place.window.pages.current
    assert isinstance(page, OrdersPage)
    return page


def ids_of(place: OpenWindow, kind: StatusKind) -> tuple[int, ...]:
    rows = place.ask(lists.orders_first, OrderQuestion(kinds=frozenset({kind})), 2)
    return tuple(row.id for row in rows)


def test_orders_are_billed_and_paid_together_and_each_is_undone_as_one(
    place: OpenWindow, prompts: FakePrompts, settle: Settle, qtbot: QtBot
) -> None:
    verbs, ids = room(place).billing, ids_of(place, StatusKind.DONE)
    verbs.bill(ids)
    billed = prompts.dialogs[-1]
    assert isinstance(billed, BilledDialog)
    billed.text.show_value("NF 71")
    billed.store()
    settle()
    marked = place.ask(orders.get, ids[0])
    assert (marked.billed_on, marked.invoice_number) == (place.office.today(), "NF 71")
    assert mark_rows(marked)[0][2].endswith("NF 71")

    verbs.pay(ids)
    paid = prompts.dialogs[-1]
    assert isinstance(paid, PaidDialog)
    paid.offered[1].click()
    paid.store()
    settle()
    stored = [place.ask(orders.get, order_id) for order_id in ids]
    assert {(order.paid_means, order.invoice_number) for order in stored} == {("Boleto", "NF 71")}

    verbs.clear(ids)
    settle()
    assert place.ask(orders.get, ids[-1]).billed_on is None
    place.window.snackbar.undo()
    settle()
    assert place.ask(orders.get, ids[-1]).paid_means == "Boleto"


def test_an_order_that_is_not_done_is_named_and_nothing_is_marked(
    place: OpenWindow, prompts: FakePrompts, settle: Settle
) -> None:
    done, (open_one, *_) = ids_of(place, StatusKind.DONE), ids_of(place, StatusKind.OPEN)
    room(place).billing.bill((*done, open_one))
    dialog = prompts.dialogs[-1]
    assert isinstance(dialog, BilledDialog)
    before = place.ask(orders.get, done[0])
    dialog.store()
    settle()
    assert dialog.verb.isEnabled()
    assert dialog.day_field._problem is not None
    assert place.ask(orders.get, open_one).number in dialog.day_field._problem.sentence
    assert place.ask(orders.get, done[0]) == before


def test_a_day_that_cannot_be_read_or_is_missing_is_asked_for(place: OpenWindow, prompts: FakePrompts) -> None:
    room(place).billing.pay(ids_of(place, StatusKind.DONE))
    dialog = prompts.dialogs[-1]
    assert isinstance(dialog, PaidDialog)
    for typed in ("", "32/13"):
        dialog.day.setText(typed)
        dialog.store()
        assert dialog.day_field._problem is not None
        assert dialog.verb.isEnabled()
    assert dialog.mark(date(2026, 11, 24)).billed_on is None
