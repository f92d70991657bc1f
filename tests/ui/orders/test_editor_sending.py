"""Sending from the window: the dialog, what goes into the outbox, WhatsApp, the person's own mail program."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from osdesk.domain.clients import Client
from osdesk.domain.contacts import Contact, ContactKind
from osdesk.domain.history import Deed
from osdesk.domain.messages import Channel, MailAccount, MessageState
from osdesk.services import clients, dispatch, issuing, mail_account, orders, outbox
from osdesk.services.outbox import OutboxQuestion, OutboxView
from osdesk.services.wording import entry_sentence
from osdesk.ui.kit.field import MessageLine
from osdesk.ui.outbox.deeds import cancelled_words
from osdesk.ui.sending import begin
from osdesk.ui.sending.begin import send_order, send_orders
from osdesk.ui.sending.dialog import SendDialog
from ui.orders.conftest import PATIENCE, Shop, type_into

ACCOUNT = MailAccount(host="127.0.0.1", port=1, sender="escritorio@ventosul.example", sender_name="Ventosul")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    return page


@pytest.fixture
def account(shop: Shop) -> MailAccount:
    found = shop.ask(mail_account.save, ACCOUNT)
    assert isinstance(found, MailAccount)
    return found


def opened(shop: Shop, page: QWidget, qtbot: QtBot) -> SendDialog:
    before = len(shop.prompts.dialogs)
    send_order(shop.desk, page, shop.order.id or 0)
    qtbot.waitUntil(lambda: len(shop.prompts.dialogs) > before, timeout=PATIENCE)
    dialog = shop.prompts.dialogs[-1]
    assert isinstance(dialog, SendDialog)
    return dialog


def queued(shop: Shop) -> list[int]:
    return list(shop.ask(outbox.ids, OutboxQuestion(view=OutboxView.ALL)))


def sent_words(shop: Shop) -> list[str]:
    return [entry_sentence(entry) for entry in shop.ask(orders.history, shop.order.id) if entry.deed is Deed.SENT]


def test_the_dialog_opens_with_the_clients_address_and_the_offices_words(
    shop: Shop, page: QWidget, account: MailAccount, qtbot: QtBot
) -> None:
    dialog = opened(shop, page, qtbot)
    message = dialog.mail.message()
    assert message.to == (shop.order.contact_email,)
    assert shop.order.number in message.subject
    assert dialog.buttons.send.isVisibleTo(dialog)
    assert dialog.mail.to.control.selectedText() == shop.order.contact_email  # type: ignore[attr-defined]  # a text field
    qtbot.waitUntil(lambda: "KB" in dialog._measure.text(), timeout=PATIENCE)
    assert dialog._measure.text().startswith("1 folha, 2 vias · ")


def test_what_is_typed_goes_into_the_outbox(shop: Shop, page: QWidget, account: MailAccount, qtbot: QtBot) -> None:
    dialog = opened(shop, page, qtbot)
    type_into(dialog.mail.to.control, "a@b.example; c@d.example")  # type: ignore[arg-type]  # a text field
    dialog.mail.show_copies()
    type_into(dialog.mail.bcc.control, "e@f.example")  # type: ignore[arg-type]  # a text field
    type_into(dialog.mail.subject.control, "Sua ordem")  # type: ignore[arg-type]  # a text field
    QTest.keyClick(dialog.mail.body.control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(queued(shop)), timeout=PATIENCE)
    message = shop.ask(outbox.get, queued(shop)[0])
    assert (message.to, message.bcc) == (("a@b.example", "c@d.example"), ("e@f.example",))
    assert message.subject == "Sua ordem"
    qtbot.waitUntil(lambda: bool(shop.going.said), timeout=PATIENCE)
    assert shop.going.said[-1].endswith("vai para a@b.example e mais 2")
    assert shop.going.undo is not None
    shop.going.undo()
    qtbot.waitUntil(lambda: shop.ask(outbox.get, message.id).state is MessageState.CANCELLED, timeout=PATIENCE)


def test_what_has_gone_already_is_not_said_to_be_taken_back(
    shop: Shop, page: QWidget, account: MailAccount, qtbot: QtBot
) -> None:
    opened(shop, page, qtbot).send()
    qtbot.waitUntil(lambda: bool(shop.going.said), timeout=PATIENCE)
    message_id = queued(shop)[0]
    shop.ask(dispatch.sent, message_id, "250 2.0.0 queued")
    assert shop.going.undo is not None
    shop.going.undo()
    qtbot.waitUntil(lambda: len(shop.going.said) == 2, timeout=PATIENCE)
    assert shop.going.said[-1] == cancelled_words(1, 0) != cancelled_words(1, 1)
    assert shop.ask(outbox.get, message_id).state is MessageState.SENT


def test_an_address_that_is_none_is_told_and_nothing_is_queued(
    shop: Shop, page: QWidget, account: MailAccount, qtbot: QtBot
) -> None:
    dialog = opened(shop, page, qtbot)
    type_into(dialog.mail.to.control, "sonia@; b@c.example")  # type: ignore[arg-type]  # a text field
    dialog.buttons.send.click()
    qtbot.waitUntil(lambda: dialog.mail.to.problem is not None, timeout=PATIENCE)
    assert "sonia@" in (dialog.mail.to.problem.sentence if dialog.mail.to.problem else "")
    assert queued(shop) == []
    assert dialog.buttons.send.isEnabled()


def test_more_receivers_than_a_message_takes_are_told_in_a_sentence(
    shop: Shop, page: QWidget, account: MailAccount, qtbot: QtBot
) -> None:
    dialog = opened(shop, page, qtbot)
    pasted = "; ".join(f"pessoa.{each}@associacao-de-moradores.example" for each in range(200))
    dialog.mail.to.control.setText(pasted)  # type: ignore[attr-defined]  # a text field
    dialog.mail.to.control.edited.emit()  # type: ignore[attr-defined]  # a text field
    assert len(dialog.mail.addresses()) == 200
    dialog.buttons.send.click()
    qtbot.waitUntil(lambda: dialog.mail.to.problem is not None, timeout=PATIENCE)
    assert dialog.mail.to.problem is not None
    assert dialog.mail.to.problem.sentence == "No máximo 100 destinatários por mensagem."
    assert queued(shop) == []


def test_every_address_of_the_client_can_be_read_and_added_once(
    shop: Shop, page: QWidget, account: MailAccount, qtbot: QtBot
) -> None:
    names = ("sindico", "zelador", "financeiro.do.condominio", "portaria", "conselho")
    addresses = tuple(f"{name}@tres-torres.example" for name in names)
    contacts = tuple(Contact(kind=ContactKind.EMAIL, value=each) for each in addresses)
    shop.ask(clients.save, replace(shop.ask(clients.get, shop.client.id), contacts=contacts))
    shop.ask(orders.save, replace(shop.stored(), contact_email=""))
    dialog = opened(shop, page, qtbot)
    assert dialog.mail.addresses() == addresses[:1]
    for address in addresses[1:]:
        adds = dialog.mail.others[address]
        assert address in adds.text()
        assert adds.width() >= adds.sizeHint().width()
    dialog.mail.others[addresses[2]].click()
    assert dialog.mail.addresses() == (addresses[0], addresses[2])
    assert not dialog.mail.others[addresses[2]].isVisibleTo(dialog)


def test_a_message_can_wait_for_a_day_and_an_hour(
    shop: Shop, page: QWidget, account: MailAccount, qtbot: QtBot
) -> None:
    dialog = opened(shop, page, qtbot)
    dialog.mail.show_later()
    type_into(dialog.mail.when.control, "25/11 9h30")  # type: ignore[arg-type]  # a text field
    assert dialog.mail.message().not_before == datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
    type_into(dialog.mail.when.control, "31/02")  # type: ignore[arg-type]  # a text field
    dialog.buttons.send.click()
    assert dialog.mail.when.problem is not None
    type_into(dialog.mail.when.control, "25/11 9h30")  # type: ignore[arg-type]  # a text field
    dialog.buttons.send.click()
    qtbot.waitUntil(lambda: bool(shop.going.said), timeout=PATIENCE)
    assert shop.going.said[-1].endswith(f"{shop.order.contact_email}: 25/11, 09:30")


def test_an_address_put_right_here_is_put_right_in_the_client_with_one_press(
    shop: Shop, page: QWidget, account: MailAccount, qtbot: QtBot
) -> None:
    dialog = opened(shop, page, qtbot)
    old = shop.order.contact_email
    type_into(dialog.mail.to.control, "certo@clinica.example")  # type: ignore[arg-type]  # a text field
    advice = dialog.mail.to.advice
    assert advice is not None
    assert old in advice.sentence
    line = dialog.mail.to.findChild(MessageLine)
    assert line is not None
    assert dialog.mail.to.control.nextInFocusChain() is line.words, "the link isn't the next stop of Tab"
    assert advice.apply is not None
    advice.apply()
    qtbot.waitUntil(lambda: shop.stored().contact_email == "certo@clinica.example", timeout=PATIENCE)
    client = shop.ask(clients.get, shop.client.id)
    assert "certo@clinica.example" in [contact.value for contact in client.contacts]
    assert old not in [contact.value for contact in client.contacts]


def test_without_an_account_the_persons_own_mail_program_is_offered_with_the_sealed_pdf(
    shop: Shop, page: QWidget, qtbot: QtBot
) -> None:
    dialog = opened(shop, page, qtbot)
    assert not dialog.buttons.send.isVisibleTo(dialog)
    dialog.buttons.draft.click()
    qtbot.waitUntil(lambda: bool(shop.prompts.opened), timeout=PATIENCE)
    draft = BytesParser(policy=policy.default).parsebytes(Path(shop.prompts.opened[-1]).read_bytes())
    assert draft["X-Unsent"] == "1"
    (revision,) = shop.ask(issuing.revisions, shop.order.id)
    (attached,) = list(draft.iter_attachments())
    assert attached.get_content() == shop.ask(issuing.pdf, revision)
    qtbot.waitUntil(lambda: bool(sent_words(shop)), timeout=PATIENCE)
    assert shop.order.contact_email in sent_words(shop)[0]


def test_whatsapp_opens_with_the_text_the_pdf_in_the_clipboard_and_its_folder(
    shop: Shop, page: QWidget, qtbot: QtBot
) -> None:
    dialog = opened(shop, page, qtbot)
    dialog.channel.show_value(Channel.WHATSAPP)
    dialog.channel.edited.emit()
    type_into(dialog.whatsapp.phone.control, "51 99841-2207")  # type: ignore[arg-type]  # a text field
    dialog.buttons.whatsapp.click()
    qtbot.waitUntil(lambda: len(shop.prompts.opened) > 1, timeout=PATIENCE)
    folder, address = shop.prompts.opened[-2:]
    assert address.startswith("https://wa.me/5551998412207?text=")
    assert shop.order.number in unquote(address)
    (file,) = QGuiApplication.clipboard().mimeData().urls()
    (revision,) = shop.ask(issuing.revisions, shop.order.id)
    with open(file.toLocalFile(), "rb") as pdf:  # noqa: PTH123  (a path of Qt's)
        assert pdf.read() == shop.ask(issuing.pdf, revision)
    assert file.toLocalFile() in folder
    qtbot.waitUntil(lambda: bool(sent_words(shop)), timeout=PATIENCE)


def test_a_number_that_has_no_whatsapp_says_what_is_wrong(shop: Shop, page: QWidget, qtbot: QtBot) -> None:
    dialog = opened(shop, page, qtbot)
    dialog.channel.show_value(Channel.WHATSAPP)
    dialog.channel.edited.emit()
    type_into(dialog.whatsapp.phone.control, "0800 123 4567")  # type: ignore[arg-type]  # a text field
    dialog.buttons.whatsapp.click()
    assert dialog.whatsapp.phone.problem is not None
    assert shop.prompts.opened == []


def test_a_number_of_old_is_put_right_by_the_link_beside_what_is_wrong_with_it(
    shop: Shop, page: QWidget, qtbot: QtBot
) -> None:
    dialog = opened(shop, page, qtbot)
    dialog.channel.show_value(Channel.WHATSAPP)
    dialog.channel.edited.emit()
    type_into(dialog.whatsapp.phone.control, "51 9841-2207")  # type: ignore[arg-type]  # a text field
    dialog.buttons.whatsapp.click()
    problem = dialog.whatsapp.phone.problem
    assert problem is not None
    assert "(51) 99841-2207" in problem.remedy
    assert problem.apply is not None
    problem.apply()
    assert dialog.whatsapp.phone.problem is None
    assert dialog.whatsapp.number() == "+5551998412207"


def test_a_client_without_any_address_is_offered_the_printed_copy(shop: Shop, page: QWidget, qtbot: QtBot) -> None:
    shop.ask(clients.save, replace(shop.ask(clients.get, shop.client.id), contacts=()))
    shop.ask(orders.save, replace(shop.stored(), contact_email="", contact_phone=""))
    dialog = opened(shop, page, qtbot)
    assert dialog.buttons.print.isVisibleTo(dialog)
    dialog.buttons.print.click()
    assert shop.printed.jobs == [((shop.order.id,), False)]


def test_several_orders_go_each_to_its_own_client_after_a_question(
    shop: Shop, page: QWidget, account: MailAccount, qtbot: QtBot
) -> None:
    other = shop.ask(orders.save, replace(shop.ask(orders.duplicate, shop.order.id), contact_email="")).order
    nobody = shop.ask(clients.save, Client(name="Sem contato"))
    copy = replace(shop.ask(orders.duplicate, shop.order.id), client_id=nobody.id, contact_email="")
    third = shop.ask(orders.save, copy)
    shop.prompts.answer = "Enviar"
    send_orders(shop.desk, page, (shop.order.id or 0, other.id, third.order.id))
    qtbot.waitUntil(lambda: bool(shop.going.said), timeout=PATIENCE)
    assert len(queued(shop)) == 2
    assert third.order.number in shop.prompts.last.sentence


def test_without_a_network_it_says_that_the_message_waits(
    shop: Shop, page: QWidget, account: MailAccount, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(begin, "is_offline", lambda: True)
    dialog = opened(shop, page, qtbot)
    (line,) = [each for each in dialog.findChildren(MessageLine) if each.isVisibleTo(dialog)]
    assert "Sem internet agora" in line.findChildren(QLabel)[-1].text()
    assert dialog.buttons.send.isVisibleTo(dialog)


def test_the_system_is_asked_whether_there_is_a_network(qtbot: QtBot) -> None:
    assert begin.is_offline() in (True, False)
