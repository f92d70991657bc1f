"""The clients' room: the list, and going from client to client without losing or asking anything."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from builders import a_client
from osdesk import folders, texts
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.contacts import Contact, ContactKind
from osdesk.domain.questions import ClientQuestion
from osdesk.services import clients, drafts, lists
from osdesk.ui.clients.form import ClientForm
from osdesk.ui.clients.page import ClientsPage
from room_desk import NARROWEST, Place, against_the_eye, click, press, type_into


def _office_of_three(place: Place) -> tuple[Client, Client, Client]:
    bakery = place.ask(clients.save, replace(a_client(), name="Padaria Pão de Mel"))
    hotel = place.ask(clients.save, Client(name="Hotel Serra Dourada", contacts=(Contact(value="+555132554410"),)))
    helena = place.ask(clients.save, Client(kind=ClientKind.PERSON, name="Helena Bastos"))
    return bakery, hotel, helena


def _page(place: Place) -> ClientsPage:
    page = ClientsPage(place.desk)
    place.put(page)
    place.settle()
    return page


def _form(page: ClientsPage) -> ClientForm:
    form = page.form()
    assert isinstance(form, ClientForm)
    return form


def _names(page: ClientsPage) -> list[str]:
    model = page.pane.model
    return [row.name for row in (model.row_at(at) for at in range(model.rowCount())) if row is not None]


def _control(form: ClientForm, name: str) -> QWidget:
    field: Any = getattr(form.register, name)
    control: QWidget = field.control
    return control


def test_the_list_opens_on_the_first_client_by_name(place: Place) -> None:
    _office_of_three(place)
    page = _page(place)
    assert _names(page) == ["Helena Bastos", "Hotel Serra Dourada", "Padaria Pão de Mel"]
    assert _form(page).heading() == "Helena Bastos"
    assert page.pane.table.current_id() == _form(page).record_id


def test_the_chips_count_firms_and_persons_and_filter_by_them(place: Place) -> None:
    _office_of_three(place)
    page = _page(place)
    chips = page.clients.chips
    assert [chips.chip(key).count for key in ("all", "companies", "persons")] == [3, 2, 1]
    click(chips.chip("persons"))
    place.until(lambda: _names(page) == ["Helena Bastos"])


def test_a_client_is_found_by_part_of_its_phone_and_the_search_can_be_cleared(place: Place) -> None:
    _office_of_three(place)
    page = _page(place)
    type_into(page.clients.search, "3255")
    place.until(lambda: _names(page) == ["Hotel Serra Dourada"])
    press(page.clients.search, Qt.Key.Key_Down)
    assert page.pane.table.hasFocus()
    press(page.clients.search, Qt.Key.Key_Escape)
    place.until(lambda: len(_names(page)) == 3)


def test_the_record_shown_is_current_again_once_a_search_that_left_it_out_is_cleared(place: Place) -> None:
    _bakery, hotel, _helena = _office_of_three(place)
    page = _page(place)
    page.open_record(hotel.id or 0)
    place.settle()
    type_into(page.clients.search, "nada disso")
    place.until(lambda: _names(page) == [])
    place.settle()
    page.clients.search.clear()
    place.until(lambda: len(_names(page)) == 3)
    place.settle()
    assert page.pane.table.current_id() == hotel.id


def test_what_was_typed_stays_while_another_client_is_looked_at(place: Place) -> None:
    bakery, hotel, _helena = _office_of_three(place)
    page = _page(place)
    page.open_record(hotel.id or 0)
    place.settle()
    form = _form(page)
    type_into(_control(form, "name"), "Hotel Serra Dourada & Filhos")
    type_into(_control(form, "tax_id"), "11.222")
    page.pane.table.set_current_id(bakery.id)
    place.settle()
    assert _form(page).heading() == "Padaria Pão de Mel"
    assert page.unsaved() == {hotel.id}
    assert page.is_dirty()
    page.pane.table.set_current_id(hotel.id)
    assert _form(page) is form
    assert _control(form, "tax_id").property("text") == "11.222"
    assert not place.prompts.asked


def test_a_saved_client_moves_to_its_place_in_the_list_and_stays_chosen(place: Place) -> None:
    _bakery, hotel, _helena = _office_of_three(place)
    page = _page(place)
    page.open_record(hotel.id or 0)
    place.settle()
    type_into(_control(_form(page), "name"), "Águas do Hotel")
    page.save()
    place.settle()
    assert place.ask(clients.get, hotel.id).name == "Águas do Hotel"
    place.until(lambda: _names(page)[0] == "Águas do Hotel")
    assert page.pane.table.current_id() == hotel.id
    assert not page.is_dirty()


def test_an_office_without_clients_offers_the_first_one_and_asks_only_for_a_name(place: Place) -> None:
    page = _page(place)
    assert page.bar_actions() == ()
    page.new_record()
    form = _form(page)
    assert not form.editing.is_dirty
    type_into(_control(form, "name"), "Escola Passo a Passo")
    assert [row.text() for row in page.pinned.findChildren(QWidget) if hasattr(row, "text")] == ["Escola Passo a Passo"]
    page.save()
    place.settle()
    place.until(lambda: _names(page) == ["Escola Passo a Passo"])
    assert page.pinned.isHidden()
    assert place.ask(lists.clients_tally, ClientQuestion()) == 1


def test_saving_without_a_name_says_so_at_the_field_and_goes_there(place: Place) -> None:
    page = _page(place)
    page.new_record()
    type_into(_control(_form(page), "legal_name"), "Sem Nome Ltda.")
    page.save()
    field = _form(page).register.name
    assert field.problem is not None
    assert field.control.hasFocus()
    assert place.ask(lists.clients_tally, ClientQuestion()) == 0


def test_a_deleted_client_comes_back_by_undo(place: Place) -> None:
    bakery, hotel, _helena = _office_of_three(place)
    page = _page(place)
    page.open_record(hotel.id or 0)
    place.settle()
    press(page.pane.table, Qt.Key.Key_Delete)
    place.until(lambda: _names(page) == ["Helena Bastos", "Padaria Pão de Mel"])
    assert page.pane.table.current_id() == bakery.id
    assert "Hotel Serra Dourada" in place.going.said[-1]
    place.going.take_back()
    place.until(lambda: len(_names(page)) == 3)
    assert _form(page).record_id == hotel.id
    assert not page.pane.model.is_gone(hotel.id or 0)


def test_deleting_from_within_the_form_gives_the_keyboard_to_the_list(place: Place) -> None:
    _bakery, hotel, _helena = _office_of_three(place)
    page = _page(place)
    page.open_record(hotel.id or 0)
    place.settle()
    _form(page).first().setFocus()
    page.delete_shown()
    place.until(lambda: len(_names(page)) == 2)
    place.settle()
    assert page.pane.table.hasFocus()


def test_a_new_client_dropped_by_mistake_comes_back_by_undo(place: Place) -> None:
    _office_of_three(place)
    page = _page(place)
    page.new_record("Mercadinho São Bento")
    page.delete()
    assert page.pinned.isHidden()
    assert not page.is_dirty()
    place.going.take_back()
    assert _form(page).heading() == "Mercadinho São Bento"
    assert page.is_dirty()


def test_another_persons_change_to_another_field_is_put_together_with_mine(place: Place) -> None:
    _bakery, hotel, _helena = _office_of_three(place)
    page = _page(place)
    page.open_record(hotel.id or 0)
    place.settle()
    type_into(_control(_form(page), "name"), "Hotel Serra")
    theirs = place.ask(clients.get, hotel.id)
    place.ask(clients.save, replace(theirs, advice="Só à vista"))
    place.settle()
    page.save()
    place.settle()
    stored = place.ask(clients.get, hotel.id)
    assert (stored.name, stored.advice) == ("Hotel Serra", "Só à vista")
    assert not place.prompts.asked


def test_another_persons_change_to_the_same_field_is_asked_about(place: Place) -> None:
    _bakery, hotel, _helena = _office_of_three(place)
    page = _page(place)
    page.open_record(hotel.id or 0)
    place.settle()
    type_into(_control(_form(page), "name"), "Hotel A")
    theirs = place.ask(clients.get, hotel.id)
    place.ask(clients.save, replace(theirs, name="Hotel B"))
    place.settle()
    page.save()
    place.settle()
    place.prompts.last.answer(place.prompts.last.labels[-1])
    place.settle()
    assert place.ask(clients.get, hotel.id).name == "Hotel A"


def test_a_client_that_is_only_looked_at_follows_what_others_save(place: Place) -> None:
    _bakery, hotel, _helena = _office_of_three(place)
    page = _page(place)
    page.open_record(hotel.id or 0)
    place.settle()
    place.ask(clients.save, replace(place.ask(clients.get, hotel.id), name="Hotel Novo"))
    place.until(lambda: _form(page).heading() == "Hotel Novo")
    place.until(lambda: "Hotel Novo" in _names(page))


def test_closing_asks_once_for_all_that_is_unsaved_and_saves_all_of_it(place: Place) -> None:
    bakery, hotel, _helena = _office_of_three(place)
    page = _page(place)
    for client in (bakery, hotel):
        page.open_record(client.id or 0)
        place.settle()
        type_into(_control(_form(page), "name"), f"{client.name} 2")
    _title, sentence = page.leave_question()
    assert "Padaria Pão de Mel 2" in sentence
    assert "Hotel Serra Dourada 2" in sentence
    closed: list[bool] = []
    page.save(lambda: closed.append(True))
    place.until(lambda: closed)
    assert place.ask(clients.get, bakery.id).name == "Padaria Pão de Mel 2"
    assert place.ask(clients.get, hotel.id).name == "Hotel Serra Dourada 2"


def test_what_a_crash_left_behind_is_offered_back_with_what_differs(place: Place) -> None:
    _bakery, hotel, _helena = _office_of_three(place)
    before = _page(place)
    before.open_record(hotel.id or 0)
    place.settle()
    type_into(_control(_form(before), "name"), "Hotel Serra Azul")
    _form(before).editing.keep_draft()
    before.new_record("Cliente da pressa")
    _form(before).editing.keep_draft()
    place.settle()
    before.hide()

    page = _page(place)
    place.settle()
    headings = {form.heading() for form in page.forms()}
    assert {"Hotel Serra Azul", "Cliente da pressa"} <= headings
    page.pane.table.set_current_id(hotel.id)
    assert "24/11" in page.leftovers.bar.text
    assert "14:32" in page.leftovers.bar.text
    page.save()
    place.settle()
    assert page.leftovers.bar.text == ""
    assert place.ask(clients.get, hotel.id).name == "Hotel Serra Azul"
    left = drafts.all(folders.drafts_folder(place.office.folder))
    assert [draft.value.name for draft in left] == ["Cliente da pressa"]


def test_what_could_not_be_read_yet_comes_back_after_a_crash_with_its_problem(place: Place) -> None:
    stored = place.ask(
        clients.save, a_client(contacts=(Contact(kind=ContactKind.EMAIL, value="a@b.example"),), addresses=())
    )
    before = _page(place)
    before.open_record(stored.id)
    place.settle()
    form = _form(before)
    form.addresses.add()
    contact, address = form.contacts.rows[0], form.addresses.rows[0]
    too_long = "x" * 101
    for control, text in (
        (form.register.tax_id_input, "12.ABC.3"),
        (contact.fields["label"].control, too_long),
        (address.fields["address.postal_code"].control, "9000"),
    ):
        type_into(control, text)
    form.editing.keep_draft()
    place.settle()
    before.hide()

    page = _page(place)
    place.settle()
    form = _form(page)
    contact, address = form.contacts.rows[0], form.addresses.rows[0]
    assert form.register.tax_id_input.text() == "12.ABC.3"
    assert form.register.tax_id.problem is not None
    for field, text in ((contact.fields["label"], too_long), (address.fields["address.postal_code"], "9000")):
        assert isinstance(field.control, QLineEdit)
        assert field.control.text() == text
        assert field.problem is not None
    assert page.is_dirty()
    page.save()
    place.settle()
    assert place.ask(clients.get, stored.id) == stored


def test_a_recovered_draft_can_be_given_up(place: Place) -> None:
    _bakery, hotel, _helena = _office_of_three(place)
    before = _page(place)
    before.open_record(hotel.id or 0)
    place.settle()
    type_into(_control(_form(before), "name"), "Engano")
    _form(before).editing.keep_draft()
    place.settle()
    before.hide()
    page = _page(place)
    place.settle()
    assert _form(page).heading() == "Engano"
    click(page.leftovers.bar.buttons[0])
    place.settle()
    assert _form(page).heading() == "Hotel Serra Dourada"
    assert not page.is_dirty()
    assert drafts.all(folders.drafts_folder(place.office.folder)) == ()


def test_the_line_of_the_status_bar_tells_when_the_draft_was_kept(place: Place) -> None:
    _bakery, hotel, _helena = _office_of_three(place)
    page = _page(place)
    page.open_record(hotel.id or 0)
    place.settle()
    assert page.draft_line() == ""
    type_into(_control(_form(page), "name"), "Outro")
    assert page.draft_line() != ""
    _form(page).editing.keep_draft()
    place.until(lambda: "14:32" in page.draft_line())


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_room_fits_the_smallest_window_in_every_language(place: Place, language: str) -> None:
    texts.use(language)
    _office_of_three(place)
    page = _page(place)
    assert page.minimumSizeHint().width() <= NARROWEST
    assert page.minimumSizeHint().height() <= 620 - 28 - 57 - 26


@pytest.mark.parametrize("width", [1174, 900])
def test_tab_follows_the_eye_through_the_whole_form(place: Place, width: int) -> None:
    whole = replace(
        a_client(),
        contacts=(Contact(value="+555132554410"), Contact(value="+5551998412207")),
        tags=("contrato", "padarias"),
    )
    place.ask(clients.save, whole)
    page = ClientsPage(place.desk)
    place.put(page, size=(width, 600))
    place.settle()
    form = _form(page)
    form.contacts.move_row(form.contacts.rows[0], 1)
    form._add_address()
    form._add_contact()
    place.settle()
    assert against_the_eye(form) == []
