"""The client of an order: found by two letters, made on the phone, its facts copied and free to differ."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from builders import a_client
from osdesk.domain.clients import ClientKind
from osdesk.domain.contacts import AddressKind, ClientAddress, Contact
from osdesk.services import clients
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.new_client import NewClientDialog, QuickClient, guess
from ui.orders.conftest import PATIENCE, OpenEditor, Shop, press, type_into


def search(editor: OrderEditor, text: str, qtbot: QtBot) -> list[str]:
    """Type into the client's field, and what the list offers then."""
    picker = editor.form.client.picker
    type_into(picker, text)
    qtbot.waitUntil(picker.list.isVisible, timeout=PATIENCE)
    return [choice.words for choice in picker.list.choices]


def open_dialog(shop: Shop, qtbot: QtBot) -> NewClientDialog:
    qtbot.waitUntil(lambda: bool(shop.prompts.dialogs), timeout=PATIENCE)
    dialog = shop.prompts.dialogs[-1]
    assert isinstance(dialog, NewClientDialog)
    qtbot.addWidget(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE)
    return dialog


def test_two_letters_find_without_accents_and_the_last_row_adds(open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor()
    assert editor.form.client.picker.hasFocus()
    assert search(editor, "pao", qtbot) == ["Padaria Pão de Mel", "Cadastrar «pao»"]
    assert editor.form.client.picker.list.row == 0


def test_a_phone_finds_without_its_mask(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor()
    digits = shop.client.phone[-8:]
    assert shop.client.name in search(editor, digits, qtbot)


def test_enter_takes_the_first_and_copies_its_facts(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor()
    search(editor, shop.client.name[:6], qtbot)
    QTest.keyClick(editor.form.client.picker, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor.form.binding.read()[0].client_id == shop.client.id, timeout=PATIENCE)
    order = editor.form.binding.read()[0]
    assert (order.contact_name, order.contact_phone, order.contact_email) == (
        shop.client.responsible_name,
        shop.client.phone,
        shop.client.email,
    )
    assert order.address == shop.client.addresses[0].address
    assert editor.form.client.picker.text() == shop.client.name
    assert shop.client.legal_name in editor.form.client._who.text()
    assert "1 ordem, a última em 23/11" in editor.form.client._who.text()
    assert editor.is_dirty()
    assert not editor.form.client.picker.hasFocus()


def test_another_client_replaces_the_facts_but_not_the_work(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(shop.order.id)
    search(editor, "mel", qtbot)
    QTest.keyClick(editor.form.client.picker, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor.form.client.picker.text() == "Padaria Pão de Mel", timeout=PATIENCE)
    assert editor.form.binding.read()[0].reason == shop.order.reason
    editor.save()
    qtbot.waitUntil(lambda: not editor.is_dirty(), timeout=PATIENCE)
    assert shop.stored().client_id != shop.client.id


def test_escape_closes_the_list_and_leaving_says_that_nobody_was_chosen(open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor()
    search(editor, "mel", qtbot)
    QTest.keyClick(editor.form.client.picker, Qt.Key.Key_Escape)
    assert not editor.form.client.picker.list.isVisible()
    editor.form.request.reason.setFocus()
    message = editor.form.client._fields["client_id"].problem
    assert message is not None
    assert "«mel»" in message.sentence


def test_ctrl_enter_in_the_open_list_adds_and_does_not_save(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor()
    search(editor, "Mercado Bom", qtbot)
    QTest.keyClick(editor.form.client.picker, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = open_dialog(shop, qtbot)
    assert dialog.name.control.property("text") == "Mercado Bom"
    assert not editor.saving.under_way
    type_into(dialog.phone, "9 9841-2207")
    QTest.keyClick(dialog.phone, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor.form.binding.read()[0].client_id is not None, timeout=PATIENCE)
    assert editor.form.client.picker.text() == "Mercado Bom"
    order = editor.form.binding.read()[0]
    # Without area code it gets the company's.
    assert order.contact_phone == "+5551998412207"
    stored = shop.ask(clients.get, order.client_id)
    assert (stored.name, stored.phone) == ("Mercado Bom", "+5551998412207")


def test_ctrl_enter_faster_than_the_list_adds_as_well(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor()
    picker = editor.form.client.picker
    type_into(picker, "Mercado Bom")
    assert not picker.list.isVisible()
    QTest.keyClick(picker, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert open_dialog(shop, qtbot).name.control.property("text") == "Mercado Bom"
    assert not editor.saving.under_way


def test_a_tax_id_that_somebody_has_leads_to_that_client(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor()
    editor.form.client.picker.new_wanted.emit("Outra Aurora")
    dialog = open_dialog(shop, qtbot)
    type_into(dialog.tax_id, shop.client.tax_id)
    dialog.phone.setFocus()
    qtbot.waitUntil(lambda: bool(dialog._advice.text), timeout=PATIENCE)
    assert shop.client.name in dialog._advice.text
    dialog._advice.buttons[0].click()
    qtbot.waitUntil(lambda: editor.form.client.picker.text() == shop.client.name, timeout=PATIENCE)


def test_a_client_without_a_name_is_not_made(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor()
    editor.form.client.picker.new_wanted.emit("(51) 99841-2207")
    dialog = open_dialog(shop, qtbot)
    assert dialog.phone.text() == "(51) 99841-2207"
    dialog.accept_typed()
    assert dialog.name.problem is not None
    assert dialog.isVisible()


def test_what_was_typed_goes_where_it_belongs() -> None:
    assert guess("Padaria Central", "51") == QuickClient(name="Padaria Central")
    assert guess("529.982.247-25", "51") == QuickClient(tax_id="52998224725", kind=ClientKind.PERSON)
    assert guess("99841-2207", "51") == QuickClient(phone="+5551998412207")


def test_the_offices_advice_on_a_client_shows_on_its_orders(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    shop.ask(clients.save, replace(shop.ask(clients.get, shop.client.id), advice="Só com pagamento antecipado"))
    editor = open_editor(shop.order.id)
    assert editor.form.client._advice.text == "Só com pagamento antecipado"
    # And it follows when the record is changed in another room.
    shop.ask(clients.save, replace(shop.ask(clients.get, shop.client.id), advice="Paga em dia"))
    qtbot.waitUntil(lambda: editor.form.client._advice.text == "Paga em dia", timeout=PATIENCE)


def test_the_record_opens_from_the_order(shop: Shop, open_editor: OpenEditor) -> None:
    editor = open_editor(shop.order.id)
    editor.form.client._card.click()
    assert shop.going.opened == [("client", shop.client.id)]


def test_one_of_the_clients_addresses_is_chosen_or_another_written(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    other = replace(shop.client.addresses[0].address, street="Rua Nova", number="7")
    stored = shop.ask(clients.get, shop.client.id)
    shop.ask(
        clients.save,
        replace(
            stored,
            addresses=(*stored.addresses, ClientAddress(kind=AddressKind.SERVICE, label="Loja 2", address=other)),
        ),
    )
    editor = open_editor(shop.order.id)
    part = editor.form.client.address
    place = next(at for at in range(part.choice.count()) if part.choice.itemText(at).startswith("Loja 2"))
    part.choice.setCurrentIndex(place)
    part.choice.activated.emit(place)
    assert editor.form.binding.read()[0].address == other
    last = part.choice.count() - 1
    part.choice.setCurrentIndex(last)
    part.choice.activated.emit(last)
    street = part.place.fields["street"].control
    assert street.isVisible()
    press(street, "X")
    assert editor.form.binding.read()[0].address.street.startswith("X") or editor.form.binding.read()[
        0
    ].address.street.endswith("X")
    editor.save()
    qtbot.waitUntil(lambda: not editor.is_dirty(), timeout=PATIENCE)
    assert "X" in shop.stored().address.street
    assert shop.ask(clients.get, shop.client.id).addresses[1].address == other


def test_a_new_order_for_a_client_starts_with_its_facts(shop: Shop, open_editor: OpenEditor) -> None:
    editor = open_editor(client_id=shop.client.id)
    assert editor.form.client.picker.text() == shop.client.name
    assert not editor.is_dirty()


def test_a_name_from_elsewhere_is_searched_at_once(open_editor: OpenEditor, qtbot: QtBot) -> None:
    editor = open_editor(client_name="mel")
    qtbot.waitUntil(editor.form.client.picker.list.isVisible, timeout=PATIENCE)
    assert editor.form.client.picker.list.choices[0].words == "Padaria Pão de Mel"


def test_a_client_without_contacts_leaves_the_fields_to_be_typed(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    made = shop.ask(
        clients.save, replace(a_client(), name="Zilda", tax_id="", contacts=(Contact(value="190"),), addresses=())
    )
    editor = open_editor(client_id=made.id)
    assert editor.form.client.address.choice.currentText() == "Ainda sem endereço"
