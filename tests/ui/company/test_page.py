"""The company's room: what is typed shows on the sheet, and one *Save* stores both what it is and how it numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from gateways.loopback import answer, serving, status
from osdesk import texts
from osdesk.domain.clients import Client
from osdesk.domain.company import Company
from osdesk.domain.team import Technician
from osdesk.services import clients, company, orders, statuses, team
from osdesk.ui.company.page import CompanyPage
from osdesk.ui.kit.field import Field
from room_desk import NARROWEST, PATIENCE, USUAL, Place, against_the_eye, click, press, type_into


def _page(place: Place) -> CompanyPage:
    page = CompanyPage(place.desk)
    place.put(page)
    place.settle()
    return page


def _text(field: Field) -> str:
    assert isinstance(field.control, QLineEdit)
    return field.control.text()


def _save(place: Place, page: CompanyPage) -> Company:
    page.save()
    place.settle()
    found: Company = place.ask(company.get)
    return found


def _add_order(place: Place) -> str:
    def add(office: Any) -> str:
        client = clients.save(office, Client(name="Padaria"))
        return orders.save(office, replace(orders.new(office), client_id=client.id)).order.number

    number: str = place.ask(add)
    return number


def test_the_form_shows_what_is_stored_and_nothing_is_unsaved(place: Place) -> None:
    page = _page(place)
    assert page.company_binding.read() == (place.ask(company.get), ())
    assert page.settings_binding.read() == (place.ask(company.settings), ())
    assert not page.is_dirty()
    assert page.draft_line() == ""


def test_the_keyboard_begins_at_the_logo_where_a_picture_may_be_pasted(place: Place) -> None:
    assert _page(place).logo.hasFocus()


def test_what_is_typed_shows_on_the_sheet_before_it_is_saved(place: Place) -> None:
    page = _page(place)
    with place.bot.waitSignal(page.preview.paper.drawn, timeout=2 * PATIENCE):
        type_into(page.header.trade_name.control, "Ventosul Serviços")
    place.until(
        lambda: (
            page.preview.paper.sheet is not None and page.preview.paper.sheet.company.trade_name == "Ventosul Serviços"
        )
    )
    assert page.preview.paper.has_pictures()
    assert place.ask(company.get).trade_name == "Ventosul Climatização"
    assert page.is_dirty()


def test_one_save_stores_the_company_and_its_numbering(place: Place) -> None:
    page = _page(place)
    type_into(page.header.trade_name.control, "Ventosul Serviços")
    type_into(page.numbering.prefix.control, "VS")
    type_into(page.numbering.number.control, "132")
    stored = _save(place, page)
    assert stored.trade_name == "Ventosul Serviços"
    assert place.ask(company.next_number) == "VS-000132"
    assert not page.is_dirty()
    assert len(place.going.said) == 1


def test_the_next_number_is_shown_while_it_is_being_set(place: Place) -> None:
    page = _page(place)
    assert page.numbering.next_line.title == "OS 000001"
    type_into(page.numbering.number.control, "132")
    assert page.numbering.next_line.title == "OS 000132"
    type_into(page.numbering.prefix.control, "ABC")
    assert page.numbering.next_line.title == "OS ABC-000132"
    click(page.numbering.yearly)
    assert page.numbering.next_line.title == "OS ABC-2026/000001"
    click(page.numbering.yearly)
    page.numbering.width_input.show_value(4)
    page.numbering.width_input.edited.emit()
    assert page.numbering.next_line.title == "OS ABC-0001"


def test_after_orders_were_numbered_the_next_number_shows_and_saving_leaves_the_first_one_alone(place: Place) -> None:
    for _count in range(3):
        _add_order(place)
    page = _page(place)
    assert _text(page.numbering.number) == "4"
    type_into(page.header.trade_name.control, "Outro nome")
    page.numbering.width_input.show_value(4)
    page.numbering.width_input.edited.emit()
    _save(place, page)
    settings = place.ask(company.settings)
    assert (settings.numbering.first, settings.numbering.width) == (1, 4)
    assert _add_order(place) == "0004"


def test_a_number_already_given_is_refused_with_the_first_free_one_as_remedy(place: Place) -> None:
    for _count in range(3):
        _add_order(place)
    page = _page(place)
    type_into(page.numbering.number.control, "2")
    page.save()
    place.settle()
    problem = page.numbering.number.problem
    assert problem is not None
    assert problem.apply is not None
    assert place.ask(company.next_number) == "000004"
    problem.apply()
    page.save()
    place.settle()
    assert not page.is_dirty()
    assert _add_order(place) == "000004"


def test_switching_the_yearly_restart_on_begins_this_year_at_one(place: Place) -> None:
    for _count in range(3):
        _add_order(place)
    page = _page(place)
    click(page.numbering.yearly)
    assert page.numbering.next_line.title == "OS 2026/000001"
    _save(place, page)
    assert _add_order(place) == "2026/000001"


def test_switching_the_yearly_restart_off_goes_on_with_the_number_shown(place: Place) -> None:
    settings = place.ask(company.settings)
    place.ask(company.save_settings, replace(settings, numbering=replace(settings.numbering, yearly=True)))
    for _count in range(2):
        _add_order(place)
    page = _page(place)
    click(page.numbering.yearly)
    assert page.numbering.next_line.title == "OS 000003"
    _save(place, page)
    assert _add_order(place) == "000003"


def test_a_problem_in_either_part_keeps_both_from_being_stored(place: Place) -> None:
    page = _page(place)
    type_into(page.header.trade_name.control, "Outro nome")
    type_into(page.numbering.prefix.control, "A B")
    assert _save(place, page).trade_name == "Ventosul Climatização"
    assert page.numbering.prefix.control.hasFocus()


def test_a_company_without_any_name_is_not_stored(place: Place) -> None:
    page = _page(place)
    type_into(page.header.trade_name.control, "")
    type_into(page.header.legal_name.control, "")
    assert _save(place, page).name != ""
    assert page.header.legal_name.problem is not None


def test_the_look_up_by_cnpj_fills_only_what_is_empty(place: Place) -> None:
    with serving() as web:
        web.reply = answer(
            {"cnpj": "11222333000181", "razao_social": "Outra Razão Ltda.", "ddd_telefone_1": "5132554410"}
        )
        settings = place.ask(company.settings)
        place.ask(company.save_settings, replace(settings, company_lookup_url=web.base))
        page = _page(place)
        type_into(page.header.legal_name.control, "")
        click(page.header.look_up_button)
        place.settle()
        assert _text(page.header.legal_name) == "Outra Razão Ltda."
        assert _text(page.header.trade_name) == "Ventosul Climatização"


def test_a_postal_code_that_cannot_be_looked_up_is_told_and_typed_by_hand(place: Place) -> None:
    with serving() as web:
        web.reply = status(500)
        settings = place.ask(company.settings)
        place.ask(company.save_settings, replace(settings, postal_lookup_url=web.base))
        page = _page(place)
        type_into(page.header.place.fields["postal_code"].control, "95670-000")
        place.settle()
        assert page.header.place.note.text != ""
        type_into(page.header.place.fields["city"].control, "Gramado")
        assert _save(place, page).address.city == "Gramado"


def test_new_orders_start_with_what_is_set_here(place: Place) -> None:
    rafael = place.ask(team.save, Technician(name="Rafael Moura"))
    page = _page(place)
    kind = place.ask(statuses.service_types)[1]
    type_into(page.defaults.deadline.control, "3")
    page.defaults.service_type_choice.show_value(kind.id)
    page.defaults.service_type_choice.edited.emit()
    page.defaults.technician_choice.show_value(rafael.id)
    page.defaults.technician_choice.edited.emit()
    type_into(page.defaults.observations.control, "Conferido com o cliente.")
    type_into(page.terms.warranty_days.control, "120")
    line = page.defaults.units_input.line
    type_into(line, "cx")
    press(line, Qt.Key.Key_Return)
    _save(place, page)
    settings = place.ask(company.settings)
    assert (settings.deadline_days, settings.service_type_id) == (3, kind.id)
    assert (settings.technician_id, settings.observations) == (rafael.id, "Conferido com o cliente.")
    assert settings.units[-1] == "cx"
    order = place.ask(orders.new)
    assert order.service_type_id == kind.id
    assert order.warranty_days == 120
    assert order.deadline is not None


def test_a_technician_who_came_meanwhile_is_offered(place: Place) -> None:
    page = _page(place)
    place.ask(team.save, Technician(name="Júlia Amorim"))
    place.until(lambda: page.defaults.technician_choice.findText("Júlia Amorim") >= 0)


def test_what_a_crash_left_behind_is_still_in_the_form(place: Place) -> None:
    before = _page(place)
    type_into(before.header.trade_name.control, "Nome do rascunho")
    type_into(before.header.tax_id_input, "11.222")
    before.company_editing.keep_draft()
    place.settle()
    before.hide()
    page = _page(place)
    place.until(lambda: _text(page.header.trade_name) == "Nome do rascunho")
    assert page.is_dirty()
    assert _text(page.header.tax_id) == "11.222"
    assert page.header.tax_id.problem is not None
    type_into(page.header.tax_id_input, "")
    assert _save(place, page).trade_name == "Nome do rascunho"


def test_another_persons_change_is_put_together_with_mine(place: Place) -> None:
    page = _page(place)
    type_into(page.header.trade_name.control, "Meu nome")
    place.ask(company.save, replace(place.ask(company.get), site="outra.example"))
    place.settle()
    stored = _save(place, page)
    assert (stored.trade_name, stored.site) == ("Meu nome", "outra.example")


def test_giving_up_shows_again_what_is_stored(place: Place) -> None:
    page = _page(place)
    type_into(page.header.trade_name.control, "Engano")
    done: list[bool] = []
    page.discard(lambda: done.append(True))
    place.settle()
    assert done
    assert _text(page.header.trade_name) == "Ventosul Climatização"
    assert not page.is_dirty()


def test_a_test_print_prints_the_sheet_that_shows(place: Place) -> None:
    page = _page(place)
    type_into(page.header.trade_name.control, "Ventosul Serviços")
    click(page.print_button)
    assert place.printed.sheets[0].company.trade_name == "Ventosul Serviços"


def test_where_there_is_no_room_for_both_the_sheet_takes_the_forms_place(place: Place) -> None:
    page = CompanyPage(place.desk)
    place.put(page, size=(800, 560))
    place.settle()
    assert page.preview.isHidden()
    page.menu_actions["preview"].trigger()
    assert not page.preview.isHidden()
    assert page.body.isHidden()
    page.menu_actions["preview"].trigger()
    assert not page.body.isHidden()


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_room_fits_the_smallest_window_in_every_language(place: Place, language: str) -> None:
    texts.use(language)
    page = _page(place)
    assert page.minimumSizeHint().width() <= NARROWEST
    assert page.width() == USUAL[0]


def test_tab_follows_the_eye_through_the_whole_form(place: Place) -> None:
    assert against_the_eye(_page(place).body) == []
