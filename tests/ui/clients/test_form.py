"""The form of a client: what is swapped, looked up, warned of, and never blocked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from builders import a_client
from gateways.loopback import Loopback, answer, serving, status
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.contacts import AddressKind, Contact, ContactKind
from osdesk.services import clients, company, orders
from osdesk.ui.clients.addresses import AddressRow
from osdesk.ui.clients.contacts import ContactRow
from osdesk.ui.clients.form import ClientForm
from osdesk.ui.clients.page import ClientsPage
from osdesk.ui.kit.field import Field
from room_desk import Place, click, press, type_into

REGISTER = {
    "cnpj": "11222333000181",
    "razao_social": "Hotel Serra Dourada Ltda.",
    "nome_fantasia": "Hotel Serra Dourada",
    "logradouro": "Rua das Hortênsias",
    "descricao_tipo_de_logradouro": "Rua",
    "numero": "80",
    "bairro": "Centro",
    "cep": "95670000",
    "municipio": "Gramado",
    "uf": "RS",
    "ddd_telefone_1": "5432861000",
    "email": "reservas@hotel.example",
    "descricao_situacao_cadastral": "ATIVA",
}
CODE = {
    "cep": "90000-060",
    "logradouro": "Av. Central",
    "bairro": "Menino Deus",
    "localidade": "Porto Alegre",
    "uf": "RS",
}


@pytest.fixture
def web(place: Place) -> Iterator[Loopback]:
    """A look-up service of the test's own, which the office's settings name."""
    with serving() as loopback:
        settings = place.ask(company.settings)
        place.ask(
            company.save_settings,
            replace(settings, postal_lookup_url=loopback.base, company_lookup_url=loopback.base),
        )
        yield loopback


def _opened(place: Place, client: Client | None = None) -> ClientForm:
    stored = place.ask(clients.save, client) if client is not None else None
    page = ClientsPage(place.desk)
    place.put(page)
    place.settle()
    if stored is None:
        page.new_record()
    else:
        page.open_record(stored.id or 0)
    place.settle()
    form = page.form()
    assert isinstance(form, ClientForm)
    return form


def _text(field: Field) -> str:
    assert isinstance(field.control, QLineEdit)
    return field.control.text()


def _stored(place: Place, form: ClientForm) -> Client:
    form.editing.save()
    place.settle()
    found: Client = place.ask(clients.get, form.record_id)
    return found


def test_firm_and_person_swap_their_numbers_and_each_keeps_what_was_typed(place: Place) -> None:
    form = _opened(place)
    register = form.register
    type_into(register.tax_id.control, "12.ABC.345/01DE-35")
    register.kind_choice.setFocus()
    press(register.kind_choice, Qt.Key.Key_Right)
    assert _text(register.tax_id) == ""
    assert register.legal_name.isHidden()
    type_into(register.tax_id.control, "529.982.247-25")
    press(register.kind_choice, Qt.Key.Key_Left)
    assert _text(register.tax_id) == "12.ABC.345/01DE-35"
    press(register.kind_choice, Qt.Key.Key_Right)
    type_into(register.name.control, "Helena Bastos")
    stored = _stored(place, form)
    assert (stored.kind, stored.tax_id) == (ClientKind.PERSON, "52998224725")


def test_a_cpf_typed_before_choosing_person_stays_when_it_is_chosen(place: Place) -> None:
    form = _opened(place)
    type_into(form.register.tax_id.control, "52998224725")
    press(form.register.kind_choice, Qt.Key.Key_Right)
    assert _text(form.register.tax_id) == "529.982.247-25"


def test_a_wrong_check_digit_shows_when_the_field_is_left_and_not_before(place: Place) -> None:
    form = _opened(place)
    type_into(form.register.tax_id.control, "11.222.333/0001-18")
    assert form.register.tax_id.problem is None
    form.register.name.control.setFocus()
    assert form.register.tax_id.problem is not None


def test_the_look_up_fills_only_what_is_empty(place: Place, web: Loopback) -> None:
    web.reply = answer(REGISTER)
    form = _opened(place)
    type_into(form.register.tax_id.control, "11.222.333/0001-81")
    type_into(form.register.name.control, "O hotel da serra")
    click(form.register.look_up_button)
    place.settle()
    stored = _stored(place, form)
    assert stored.name == "O hotel da serra"
    assert stored.legal_name == "Hotel Serra Dourada Ltda."
    assert [(held.kind, held.value) for held in stored.contacts] == [
        (ContactKind.PHONE, "+555432861000"),
        (ContactKind.EMAIL, "reservas@hotel.example"),
    ]
    assert stored.addresses[0].address.city == "Gramado"
    assert "Hotel Serra Dourada Ltda." in form.register.found.text


@pytest.mark.parametrize("code", [404, 429, 500])
def test_a_look_up_that_fails_says_so_beside_the_field_and_blocks_nothing(
    place: Place, web: Loopback, code: int
) -> None:
    web.reply = status(code)
    form = _opened(place)
    type_into(form.register.tax_id.control, "11.222.333/0001-81")
    click(form.register.look_up_button)
    type_into(form.register.name.control, "Digitado à mão")
    place.settle()
    assert form.register.found.text != ""
    assert _stored(place, form).name == "Digitado à mão"


def test_a_look_up_without_a_number_goes_to_the_number(place: Place) -> None:
    form = _opened(place)
    click(form.register.look_up_button)
    assert form.register.found.text != ""
    assert form.register.tax_id.control.hasFocus()


def test_a_register_that_says_the_firm_is_closed_is_an_advice(place: Place, web: Loopback) -> None:
    web.reply = answer({**REGISTER, "descricao_situacao_cadastral": "BAIXADA"})
    form = _opened(place)
    type_into(form.register.tax_id.control, "11.222.333/0001-81")
    click(form.register.look_up_button)
    place.settle()
    assert "baixada" in form.register.found.text


def test_the_postal_code_fills_the_address_and_goes_on_to_the_number(place: Place, web: Loopback) -> None:
    web.reply = answer(CODE)
    form = _opened(place)
    form._add_address()
    row = form.addresses.rows[0]
    assert isinstance(row, AddressRow)
    type_into(row.first(), "90000060")
    place.settle()
    assert _text(row.place.fields["street"]) == "Av. Central"
    assert row.place.fields["number"].control.hasFocus()
    type_into(form.register.name.control, "Padaria")
    stored = _stored(place, form)
    assert stored.addresses[0].kind is AddressKind.SERVICE
    assert stored.addresses[0].address.line() == "Av. Central – Menino Deus – Porto Alegre/RS – 90000-060"


def test_the_same_tax_id_elsewhere_is_told_with_a_way_there_and_saved_all_the_same(place: Place) -> None:
    other = place.ask(clients.save, a_client(name="Padaria Pão de Mel"))
    form = _opened(place)
    type_into(form.register.name.control, "Outra padaria")
    type_into(form.register.tax_id.control, other.tax_id)
    place.until(lambda: "Padaria Pão de Mel" in form.register.duplicate.text)
    click(form.register.duplicate.buttons[0])
    assert place.going.opened == [("client", other.id)]
    assert _stored(place, form).tax_id == other.tax_id


def test_the_same_phone_elsewhere_is_told(place: Place) -> None:
    place.ask(clients.save, Client(name="Pão de Mel Eventos", contacts=(Contact(value="+5551998412207"),)))
    form = _opened(place, Client(name="Padaria", contacts=(Contact(value="+5551998412207"),)))
    place.until(lambda: "(51) 99841-2207" in form.register.duplicate.text)
    assert "Pão de Mel Eventos" in form.register.duplicate.text


def test_contacts_are_added_typed_moved_and_read_in_their_order(place: Place) -> None:
    form = _opened(place, Client(name="Padaria"))
    form._add_contact()
    first = form.contacts.rows[0]
    assert first.first().hasFocus()
    type_into(first.first(), "99841-2207")
    form._add_contact()
    second = form.contacts.rows[1]
    assert isinstance(second, ContactRow)
    second.kind.show_value(ContactKind.EMAIL)
    second.kind.edited.emit()
    type_into(second.value, "sonia@paodemel.example")
    press(second.value, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    stored = _stored(place, form)
    assert [held.value for held in stored.contacts] == ["sonia@paodemel.example", "+5551998412207"]


def test_a_phone_without_area_code_gets_the_companys(place: Place) -> None:
    form = _opened(place)
    form._add_contact()
    type_into(form.contacts.rows[0].first(), "32554410")
    form.register.name.control.setFocus()
    assert _text(form.contacts.rows[0].fields["value"]) == "(51) 3255-4410"


def test_a_removed_contact_comes_back_by_undo(place: Place) -> None:
    form = _opened(
        place, Client(name="Padaria", contacts=(Contact(value="+555132554410"), Contact(value="+5551998412207")))
    )
    form.contacts.rows[0].remove_wanted.emit()
    assert [row.read()[0].value for row in form.contacts.rows] == ["+5551998412207"]
    assert form.binding.is_dirty()
    place.going.take_back()
    assert len(form.contacts.rows) == 2
    assert not form.binding.is_dirty()


def test_an_unfinished_email_is_a_problem_at_its_row(place: Place) -> None:
    form = _opened(place, Client(name="Padaria", contacts=(Contact(kind=ContactKind.EMAIL, value="a@b.example"),)))
    row = form.contacts.rows[0]
    type_into(row.first(), "sonia@")
    form.editing.save()
    assert row.fields["value"].problem is not None
    assert row.first().hasFocus()


def test_a_row_left_blank_is_nobodys_contact(place: Place) -> None:
    form = _opened(place, Client(name="Padaria"))
    form._add_contact()
    assert not form.editing.is_dirty
    type_into(form.register.name.control, "Padaria nova")
    assert _stored(place, form).contacts == ()


def test_a_doubtful_phone_is_advice_with_the_right_number_as_remedy(place: Place) -> None:
    form = _opened(place, Client(name="Padaria"))
    form._add_contact()
    row = form.contacts.rows[0]
    type_into(row.first(), "(51) 8841-2207")
    form.register.name.control.setFocus()
    advice = row.fields["value"].advice
    assert advice is not None
    assert advice.apply is not None
    advice.apply()
    assert _text(row.fields["value"]) == "(51) 98841-2207"


def test_what_is_too_long_stays_as_pasted_and_keeps_the_client_from_being_saved(place: Place) -> None:
    form = _opened(place, a_client(tags=()))
    name, tag = "Padaria " * 50, "muito longa " * 5
    label = form.contacts.rows[0].fields["label"]
    form.register.name.control.setFocus()
    for control, text in ((form.register.name.control, name), (form.tags.line, tag), (label.control, name)):
        assert isinstance(control, QLineEdit)
        control.selectAll()
        control.insert(text)
        control.textEdited.emit(text)
        press(control, Qt.Key.Key_Return)
    form.editing.save()
    place.settle()
    told = {problem.field: (problem.code, problem.facts["longest"]) for problem in form.binding.problems}
    assert told == {
        "name": ("text.too_long", 300),
        "tags": ("text.too_long", 40),
        "contacts.0.label": ("text.too_long", 100),
    }
    assert label.problem is not None
    assert (_text(form.register.name), form.tags.line.text(), _text(label)) == (name, tag, name)
    assert place.ask(clients.get, form.record_id).name == a_client().name


def test_tags_are_typed_one_after_another_and_no_tag_twice(place: Place) -> None:
    form = _opened(place, Client(name="Padaria"))
    line = form.tags.line
    for tag in ("Contrato", "padarias", "contrato"):
        type_into(line, tag)
        press(line, Qt.Key.Key_Return)
    assert _stored(place, form).tags == ("Contrato", "padarias")
    press(line, Qt.Key.Key_Backspace)
    assert form.tags.read() == ("Contrato", "padarias")
    assert line.text() == "padarias"


def test_a_new_order_is_begun_for_the_client_once_it_is_saved(place: Place) -> None:
    form = _opened(place, Client(name="Padaria"))
    type_into(form.register.name.control, "Padaria Pão de Mel")
    click(form.head.new_order)
    place.settle()
    assert place.going.opened == [("new_order", form.record_id)]
    assert place.ask(clients.get, form.record_id).name == "Padaria Pão de Mel"


def test_the_head_tells_since_when_and_how_many_orders(place: Place) -> None:
    form = _opened(place, Client(name="Padaria"))
    place.until(lambda: form.head.line.text() == "Cliente desde novembro de 2026  ·  nenhuma ordem ainda")
    for _count in range(2):
        place.ask(lambda office: orders.save(office, replace(orders.new(office), client_id=form.record_id)))
    place.until(lambda: form.head.line.text() == "Cliente desde novembro de 2026  ·  2 ordens")


def test_everything_of_a_client_comes_back_as_it_was_stored(place: Place) -> None:
    whole = replace(
        a_client(),
        contacts=(Contact(kind=ContactKind.WHATSAPP, value="+5551998412207", label="Sônia"),),
        advice="Só com pagamento antecipado",
        notes="Linha um\nlinha dois",
        tags=("padarias",),
    )
    form = _opened(place, whole)
    stored = place.ask(clients.get, form.record_id)
    assert form.binding.read() == (stored, ())
    assert not form.editing.is_dirty


def test_every_control_of_the_form_has_a_name_for_screen_readers(place: Place) -> None:
    form = _opened(place, replace(a_client(), contacts=(Contact(value="+5551998412207"),)))
    nameless = [
        control
        for control in form.findChildren(QWidget)
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and control.isVisible()
        and not control.accessibleName()
        and not isinstance(control, type(form.body))
    ]
    assert nameless == []


def test_strange_text_is_kept_as_text(place: Place) -> None:
    form = _opened(place)
    strange: Any = "<b>Açaí & Cia</b> 🍇 <img src=file:///etc/passwd>"
    form.binding.set("name", strange)
    stored = _stored(place, form)
    assert stored.name == strange
    assert form.head.name.text() == strange
