"""After a save the rules offer to tell the client, say that it goes by itself, or that nobody can be reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from osdesk.domain.messages import Event, SendingRule
from osdesk.domain.orders import Order
from osdesk.domain.outbox import OutboxQuestion
from osdesk.domain.statuses import Status, StatusKind
from osdesk.services import clients, company, orders, outbox, statuses
from osdesk.services.office import Office
from osdesk.ui.orders.chosen import Chosen
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.sending.dialog import SendDialog
from ui.orders.conftest import PATIENCE, OpenEditor, Shop


def rule(shop: Shop, **changes: SendingRule) -> None:
    def put(office: Office) -> None:
        company.save_settings(office, replace(company.settings(office), **changes))  # type: ignore[arg-type]  # by name

    shop.ask(put)


def status(shop: Shop, kind: StatusKind) -> Status:
    found: Sequence[Status] = shop.ask(statuses.statuses)
    return next(each for each in found if each.kind is kind)


def nobody_to_write_to(shop: Shop) -> None:
    def put(office: Office) -> None:
        clients.save(office, replace(clients.get(office, shop.client.id or 0), contacts=()))
        orders.save(office, replace(orders.get(office, shop.order.id or 0), contact_email=""))

    shop.ask(put)


def finish(shop: Shop, editor: OrderEditor) -> None:
    editor.heading.status_chosen.emit(status(shop, StatusKind.DONE))
    editor.save()


def said(shop: Shop, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: bool(shop.going.said), timeout=PATIENCE)
    return shop.going.said[-1]


def settled(shop: Shop, qtbot: QtBot) -> None:
    from osdesk.ui.tasks import Lane

    lanes = (Lane.READ, Lane.WRITE, Lane.SURVEY)
    qtbot.waitUntil(lambda: not any(shop.desk.tasks.pending(lane) for lane in lanes), timeout=PATIENCE)


def test_a_rule_that_asks_offers_the_dialog_with_the_words_of_the_event(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    rule(shop, when_finished=SendingRule.ASK)
    finish(shop, open_editor(shop.order.id))
    assert shop.order.number in said(shop, qtbot)
    assert not shop.prompts.dialogs
    assert shop.going.undo is not None
    shop.going.undo()
    qtbot.waitUntil(lambda: bool(shop.prompts.dialogs), timeout=PATIENCE)
    dialog = shop.prompts.dialogs[-1]
    assert isinstance(dialog, SendDialog)
    assert dialog.mail.message().event is Event.FINISHED


def test_it_offers_also_when_the_order_is_saved_and_closed(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    rule(shop, when_finished=SendingRule.ASK)
    editor = open_editor(shop.order.id)
    editor.heading.status_chosen.emit(status(shop, StatusKind.DONE))
    editor.save_and_close()
    assert shop.order.number in said(shop, qtbot)
    assert shop.going.closed == [editor]


def test_a_rule_that_sends_says_that_it_goes_and_leads_to_the_outbox(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    rule(shop, when_finished=SendingRule.SEND)
    finish(shop, open_editor(shop.order.id))
    said(shop, qtbot)
    assert len(shop.ask(outbox.ids, OutboxQuestion())) == 1
    assert shop.going.undo is not None
    shop.going.undo()
    assert shop.going.opened[-1] == ("room", "outbox")


def test_a_client_without_an_address_is_a_quiet_advice_with_other_ways(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    rule(shop, when_finished=SendingRule.SEND)
    nobody_to_write_to(shop)
    finish(shop, open_editor(shop.order.id))
    said(shop, qtbot)
    assert not shop.prompts.asked
    assert not len(shop.ask(outbox.ids, OutboxQuestion()))
    assert shop.going.link


def test_without_a_rule_a_save_says_nothing(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    finish(shop, open_editor(shop.order.id))
    qtbot.waitUntil(lambda: shop.stored().status_id == status(shop, StatusKind.DONE).id, timeout=PATIENCE)
    settled(shop, qtbot)
    assert shop.going.said == []


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    return page


def three(shop: Shop) -> list[int]:
    def put(office: Office) -> list[int]:
        fresh = [replace(orders.new(office), client_id=shop.client.id) for _each in range(2)]
        return [orders.save(office, order).order.id or 0 for order in fresh]

    return [shop.order.id or 0, *shop.ask(put)]


def test_many_finished_in_the_list_are_offered_beside_undo(shop: Shop, page: QWidget, qtbot: QtBot) -> None:
    rule(shop, when_finished=SendingRule.ASK)
    ids = three(shop)
    known: Sequence[Status] = shop.ask(statuses.statuses)
    Chosen(shop.desk, page).change_status(status(shop, StatusKind.DONE), known, ids)
    qtbot.waitUntil(lambda: shop.going.also is not None, timeout=PATIENCE)
    assert shop.going.said[0] == shop.going.said[-1]
    way = shop.going.also
    assert way is not None
    assert "3" in way[0]
    way[1]()
    qtbot.waitUntil(lambda: bool(shop.prompts.asked), timeout=PATIENCE)
    question = shop.prompts.last
    assert shop.going.undo is not None
    shop.going.undo()
    qtbot.waitUntil(lambda: shop.stored().status_id == shop.order.status_id, timeout=PATIENCE)
    assert question.answers


def test_many_that_go_by_themselves_are_counted(shop: Shop, page: QWidget, qtbot: QtBot) -> None:
    rule(shop, when_finished=SendingRule.SEND)
    ids = three(shop)
    known: Sequence[Status] = shop.ask(statuses.statuses)
    Chosen(shop.desk, page).change_status(status(shop, StatusKind.DONE), known, ids)
    qtbot.waitUntil(lambda: shop.going.also is not None, timeout=PATIENCE)
    assert "3" in shop.going.said[-1]
    queued: Sequence[int] = shop.ask(outbox.ids, OutboxQuestion())
    assert len(queued) == 3


def test_a_status_that_brings_nothing_about_says_only_that_it_changed(shop: Shop, page: QWidget, qtbot: QtBot) -> None:
    rule(shop, when_finished=SendingRule.ASK)
    waiting = status(shop, StatusKind.WAITING)
    known: Sequence[Status] = shop.ask(statuses.statuses)
    Chosen(shop.desk, page).change_status(waiting, known, (shop.order.id or 0,))
    said(shop, qtbot)
    settled(shop, qtbot)
    order: Order = shop.stored()
    assert order.status_id == waiting.id
    assert len(shop.going.said) == 1
    assert shop.going.also is None
