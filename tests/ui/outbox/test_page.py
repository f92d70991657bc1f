"""The outbox as a person works with it: a real server takes, refuses or swallows what its buttons send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from builders import a_company
from mail_server import DROP, MailServer, serving
from offices import saved_client, saved_order
from osdesk import texts
from osdesk.domain.contacts import Contact, ContactKind
from osdesk.domain.messages import MailAccount, Message, MessageState, Security
from osdesk.domain.outbox import OutboxView
from osdesk.gateways.mail_trouble import MailTrouble
from osdesk.services import clients, company, dispatch, issuing, mail_account, orders, outbox
from osdesk.services.office import Office
from osdesk.ui.kit.buttons import Button
from osdesk.ui.outbox.columns import columns
from osdesk.ui.outbox.page import OutboxPage
from outbox_rows import NOBODY, an_account, everywhere
from room_desk import NARROWEST, Place, click, press, type_into

MARINA = "marina@clinicaaurora.example"
WRONG = "marina@clinicaurora.example"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with serving(security=Security.NONE, login=False) as running:
        yield running


def at(office: Office, server: MailServer) -> None:
    company.save(office, replace(a_company(), version=company.get(office).version, logo=""))
    mail_account.save(office, replace(server.account(), version=mail_account.get(office).version))


def an_order(office: Office, address: str = MARINA) -> int:
    contacts = (Contact(kind=ContactKind.EMAIL, value=address),)
    return saved_order(office, saved_client(office, contacts=contacts), contact_email=address).id or 0


def queued(office: Office, order_id: int, **changes: Any) -> int:
    message: Message = replace(outbox.compose(office, order_id).message, **changes)
    return outbox.queue(office, message).id or 0


def waiting(office: Office, address: str = MARINA, **changes: Any) -> int:
    order_id = an_order(office, address)
    return queued(office, order_id, revision_id=issuing.issue(office, order_id).id, **changes)


def stopped(office: Office) -> int:
    message_id = waiting(office, WRONG)
    dispatch.stop(office, message_id, "mail.recipient", NOBODY)
    return message_id


def unsure(office: Office) -> int:
    message_id = waiting(office)
    dispatch.unsure(office, message_id, MailTrouble("mail.unsure"))
    return message_id


def opened(place: Place, view: OutboxView = OutboxView.OPEN) -> OutboxPage:
    page = OutboxPage(place.desk)
    place.put(page)
    place.settle()
    if view is not OutboxView.OPEN:
        click(page.pane.chips.chip(view))
        place.settle()
    place.until(lambda: page._tally is not None)
    place.until(lambda: page.details.message_id == page.table.current_id())
    return page


def state(place: Place, message_id: int) -> MessageState:
    found: Message = place.ask(outbox.get, message_id)
    return found.state


def button(page: OutboxPage, text: str) -> Button:
    """The button with those words in the details."""
    found = [each for each in page.details.findChildren(Button) if text in each.text() and each.isVisible()]
    assert found, f"no button {text!r}"
    return found[0]


def working(place: Place) -> None:
    place.desk.mailing.begin()
    place.until(lambda: place.desk.mailing.standing() is not None)
    place.settle()


def test_every_view_shows_its_own_messages_and_counts_them(place: Place) -> None:
    place.ask(lambda office: [an_order(office) for _each in range(3)])
    place.ask(everywhere)
    page = opened(place)
    chips = page.pane.chips
    assert [chips.chip(view).count for view in OutboxView] == [5, 2, 1, 7]
    for view, count in ((OutboxView.ATTENTION, 2), (OutboxView.SENT, 1), (OutboxView.ALL, 7), (OutboxView.OPEN, 5)):
        click(chips.chip(view))
        place.settle()
        assert len(page.pane.model.ids) == count


def test_try_now_sends_a_message_that_was_put_off_and_its_row_says_so(place: Place, server: MailServer) -> None:
    place.ask(at, server)
    message_id = place.ask(waiting, not_before=place.office.instant() + timedelta(hours=4))
    working(place)
    assert not server.received
    page = opened(place)
    click(page.try_button)
    place.until(lambda: server.received)
    place.until(lambda: state(place, message_id) is MessageState.SENT)
    place.until(lambda: not len(page.pane.model.ids))
    assert server.received[0].recipients == (MARINA,)
    click(page.pane.chips.chip(OutboxView.SENT))
    place.settle()
    assert list(page.pane.model.ids) == [message_id]


def test_a_message_put_off_says_when_it_goes_also_before_its_document_is_made(place: Place) -> None:
    order_id = place.ask(an_order)
    message_id = place.ask(queued, order_id, not_before=place.office.instant() + timedelta(days=1))
    assert state(place, message_id) is MessageState.PREPARING
    page = opened(place)
    row, now = page.pane.model.row_of(message_id), place.office.now()
    assert row is not None
    shown = {column.key: column.text(row) for column in columns(place.office.now)}
    assert shown["state"] == "Esperando"
    assert shown["when"] == f"sai {now + timedelta(days=1):%d/%m, %H:%M}"
    said = [label.text() for label in page.details.findChildren(QLabel)]
    assert "Esperando" in said
    assert f"{now + timedelta(days=1):%d/%m, %H:%M}" in said


def test_f5_tries_every_chosen_message_again(place: Place, server: MailServer) -> None:
    place.ask(at, server)
    ids = [place.ask(waiting) for _each in range(2)]
    for message_id in ids:
        place.ask(dispatch.stop, message_id, "mail.rejected", "554 5.7.1 spam")
    working(place)
    page = opened(place)
    page.table.select_everything()
    press(page.table, Qt.Key.Key_F5)
    place.until(lambda: len(server.received) == 2)
    place.until(lambda: {state(place, message_id) for message_id in ids} == {MessageState.SENT})


def test_the_details_say_what_went_wrong_in_words_and_then_what_the_server_said(place: Place) -> None:
    place.ask(an_account)
    place.ask(stopped)
    page = opened(place)
    told = " ".join(label.text() for label in page.details.findChildren(QLabel))
    assert WRONG in told
    assert "User unknown" in told
    assert "mail.recipient" not in told


def test_a_refused_address_is_put_right_in_client_order_and_message_at_one_press(
    place: Place, server: MailServer
) -> None:
    place.ask(at, server)
    message_id = place.ask(stopped)
    working(place)
    page = opened(place)
    place.prompts.text_answer = MARINA
    click(button(page, WRONG))
    place.until(lambda: server.received)
    assert server.received[0].recipients == (MARINA,)
    message = place.ask(outbox.get, message_id)
    order = place.ask(orders.get, message.order_id)
    assert order.contact_email == MARINA
    client = place.ask(clients.get, order.client_id)
    assert [contact.value for contact in client.contacts] == [MARINA]


def test_half_an_address_corrects_nothing(place: Place) -> None:
    message_id = place.ask(stopped)
    page = opened(place)
    place.prompts.text_answer = "marina@"
    click(button(page, WRONG))
    place.settle()
    assert place.prompts.refused == ["Este e-mail está incompleto."]
    assert place.ask(outbox.get, message_id).to == (WRONG,)


def test_a_message_that_may_have_arrived_is_settled_by_saying_that_it_did(place: Place, server: MailServer) -> None:
    place.ask(at, server)
    message_id = place.ask(waiting)
    server.plan("content", DROP)
    working(place)
    place.until(lambda: state(place, message_id) is MessageState.UNSURE)
    page = opened(place, OutboxView.ATTENTION)
    row = page.current()
    assert row is not None
    assert not page.try_button.isEnabled()
    ways = [each for each in page.details.findChildren(Button) if each.icon_name in ("circle-check", "refresh-cw")]
    click(ways[0])
    place.until(lambda: state(place, message_id) is MessageState.SENT)
    assert not server.received


def test_sending_again_what_may_have_arrived_warns_first_and_then_does(place: Place, server: MailServer) -> None:
    place.ask(at, server)
    message_id = place.ask(unsure)
    working(place)
    page = opened(place, OutboxView.ATTENTION)
    (again,) = [each for each in page.details.findChildren(Button) if each.icon_name == "refresh-cw"]
    click(again)
    assert state(place, message_id) is MessageState.UNSURE
    question = place.prompts.last
    assert MARINA in question.sentence
    question.answer(question.labels[-1])
    place.until(lambda: server.received)
    place.until(lambda: state(place, message_id) is MessageState.SENT)


def test_a_stopped_message_goes_as_soon_as_it_was_changed(place: Place, server: MailServer) -> None:
    place.ask(at, server)
    message_id = place.ask(stopped)
    working(place)
    page = opened(place)
    press(page.table, Qt.Key.Key_F2)
    place.settle()
    dialog: Any = place.prompts.dialogs[-1]
    type_into(dialog.to.control, "")
    dialog.save()
    assert dialog.to.problem is not None
    type_into(dialog.to.control, f"{MARINA}; ana@clinicaaurora.example")
    type_into(dialog.subject.control, "Sua OS")
    dialog.save()
    place.until(lambda: server.received)
    assert set(server.received[0].recipients) == {MARINA, "ana@clinicaaurora.example"}
    assert not dialog.isVisible()
    assert place.ask(outbox.get, message_id).subject == "Sua OS"


def test_a_message_that_went_while_it_was_being_changed_says_so(place: Place) -> None:
    message_id = place.ask(waiting)
    page = opened(place)
    page.edit_current()
    place.settle()
    dialog: Any = place.prompts.dialogs[-1]
    place.ask(dispatch.sent, message_id, "250 OK")
    dialog.save()
    place.settle()
    assert dialog.isVisible()
    assert not dialog._refusal.isHidden()


def test_one_message_is_cancelled_at_once_and_many_after_a_question(place: Place) -> None:
    ids = [place.ask(waiting) for _each in range(3)]
    page = opened(place)
    page.table.set_current_id(ids[0])
    press(page.table, Qt.Key.Key_Delete)
    place.until(lambda: state(place, ids[0]) is MessageState.CANCELLED)
    assert not place.prompts.asked
    place.until(lambda: place.going.undo is not None)
    assert place.going.undo is not None
    place.going.undo()
    place.until(lambda: state(place, ids[0]) is MessageState.WAITING)
    place.settle()
    press(page.table, Qt.Key.Key_Delete)
    place.until(lambda: state(place, ids[0]) is MessageState.CANCELLED)
    place.until(lambda: len(page.pane.model.ids) == 2)
    page.table.select_everything()
    click(page.cancel_button)
    question = place.prompts.last
    question.answer(question.labels[0])
    place.settle()
    assert state(place, ids[1]) is MessageState.WAITING
    question.answer(question.labels[-1])
    place.until(lambda: {state(place, each) for each in ids} == {MessageState.CANCELLED})


def test_enter_opens_the_order_and_the_document_opens_from_the_details(place: Place) -> None:
    message_id = place.ask(waiting)
    message = place.ask(outbox.get, message_id)
    page = opened(place)
    press(page.table, Qt.Key.Key_Return)
    assert place.going.opened[-1] == ("order", message.order_id)
    page.details.document_wanted.emit(message.revision_id)
    place.until(lambda: place.prompts.opened)
    path = Path(place.prompts.opened[-1])
    revision = place.ask(issuing.revision, message.revision_id)
    assert path.read_bytes() == place.ask(issuing.pdf, revision)


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_the_menu_of_a_row_offers_what_can_be_done_with_it(place: Place) -> None:
    place.ask(unsure)
    page = opened(place)
    page.table.menu_wanted.emit(QPoint(200, 200))
    (menu,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]
    enabled = [action.isEnabled() for action in menu.actions() if not action.isSeparator()]
    assert enabled == [True, False, False, True, True, True]
    menu.close()


def test_without_an_account_the_line_above_leads_to_it(place: Place) -> None:
    place.ask(waiting)
    working(place)
    page = opened(place)
    assert page.standing.text
    click(page.standing.buttons[0])
    assert place.going.opened[-1] == ("room", "preferences/mail")


def test_nothing_stands_above_where_nothing_waits(place: Place) -> None:
    message_id = place.ask(waiting)
    working(place)
    page = opened(place)
    assert page.standing.text
    place.ask(outbox.cancel, [message_id])
    place.until(lambda: not page.standing.text)


def test_the_line_goes_when_the_account_works(place: Place, server: MailServer) -> None:
    place.ask(waiting)
    working(place)
    page = opened(place)
    assert page.standing.text
    place.ask(at, server)
    place.until(lambda: server.received)
    place.until(lambda: not page.standing.text)


def test_an_outbox_that_never_held_anything_says_what_it_is_for(place: Place) -> None:
    page = opened(place)
    assert page._empty.isVisible()
    assert page._set_up.isVisible()
    assert page.bar_actions() == ()
    place.ask(lambda office: mail_account.save(office, replace(MailAccount(), host="localhost", sender="a@b.example")))
    place.until(lambda: not page._set_up.isVisible())
    place.ask(waiting)
    place.until(lambda: not page._empty.isVisible())
    # The counts, which the verbs go by, come after the rows.
    place.until(lambda: bool(page.bar_actions()))


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_room_fits_the_smallest_window_in_every_language(place: Place, language: str) -> None:
    texts.use(language)
    place.ask(everywhere_after_orders)
    page = opened(place)
    assert page.minimumSizeHint().width() <= NARROWEST


def everywhere_after_orders(office: Office) -> None:
    for _each in range(2):
        an_order(office)
    everywhere(office)
