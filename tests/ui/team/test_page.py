"""The team's room: list and form as the clients have them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from osdesk import texts
from osdesk.domain.clients import Client
from osdesk.domain.team import Technician, TechnicianColour
from osdesk.domain.visits import Visit
from osdesk.services import clients, orders, team
from osdesk.ui.team.form import TechnicianForm
from osdesk.ui.team.page import TeamPage
from room_desk import NARROWEST, Place, against_the_eye, click, press, type_into


def _page(place: Place) -> TeamPage:
    page = TeamPage(place.desk)
    place.put(page)
    place.settle()
    return page


def _form(page: TeamPage) -> TechnicianForm:
    form = page.form()
    assert isinstance(form, TechnicianForm)
    return form


def _names(page: TeamPage) -> list[str]:
    model = page.pane.model
    return [row.name for row in (model.row_at(at) for at in range(model.rowCount())) if row is not None]


def test_a_technician_is_added_by_name_phone_and_role(place: Place) -> None:
    page = _page(place)
    page.new_record()
    form = _form(page)
    assert form.name.control.hasFocus()
    type_into(form.name.control, "Rafael Moura")
    type_into(form.role.control, "Refrigeração")
    type_into(form.phone.control, "99841-2207")
    form.email.control.setFocus()
    assert isinstance(form.phone.control, QLineEdit)
    assert form.phone.control.text() == "(51) 99841-2207"
    page.save()
    place.settle()
    stored = place.ask(team.all)[0]
    assert (stored.name, stored.role, stored.phone) == ("Rafael Moura", "Refrigeração", "+5551998412207")
    assert _names(page) == ["Rafael Moura"]


def test_each_new_technician_gets_a_colour_of_their_own_while_there_are_some(place: Place) -> None:
    page = _page(place)
    for name in ("Ana", "Bia", "Caio", "Davi", "Eva"):
        page.new_record()
        type_into(_form(page).name.control, name)
        page.save()
        place.settle()
    assert {each.colour for each in place.ask(team.all)} == set(TechnicianColour)


def test_the_colour_is_chosen_by_the_arrows(place: Place) -> None:
    place.ask(team.save, Technician(name="Rafael", colour=TechnicianColour.VIOLET))
    page = _page(place)
    badges: Any = _form(page).colour.control
    badges.setFocus()
    press(badges, Qt.Key.Key_Right)
    page.save()
    place.settle()
    assert place.ask(team.all)[0].colour is TechnicianColour.TEAL


def test_an_unfinished_email_keeps_the_technician_from_being_stored(place: Place) -> None:
    place.ask(team.save, Technician(name="Rafael"))
    page = _page(place)
    type_into(_form(page).email.control, "rafael@")
    page.save()
    assert _form(page).email.problem is not None
    assert _form(page).email.control.hasFocus()
    assert place.ask(team.all)[0].email == ""


def test_inactive_technicians_stand_below_and_stay_on_their_orders(place: Place) -> None:
    ana = place.ask(team.save, Technician(name="Ana"))
    place.ask(team.save, Technician(name="Bia"))

    def visited(office: Any) -> int:
        client = clients.save(office, Client(name="Padaria"))
        visit = Visit(day=office.today(), technicians=(ana.id,))
        order = replace(orders.new(office), client_id=client.id, visits=(visit,))
        return orders.save(office, order).order.id or 0

    order_id = place.ask(visited)
    page = _page(place)
    click(_form(page).active)
    page.save()
    place.settle()
    place.until(lambda: _names(page) == ["Bia", "Ana"])
    assert [each.name for each in place.ask(team.all, include_inactive=False)] == ["Bia"]
    assert place.ask(orders.get, order_id).visits[0].technicians == (ana.id,)


def test_a_deleted_technician_comes_back_by_undo(place: Place) -> None:
    place.ask(team.save, Technician(name="Ana"))
    place.ask(team.save, Technician(name="Bia"))
    page = _page(place)
    page.delete_shown()
    place.until(lambda: _names(page) == ["Bia"])
    place.until(lambda: _form(page).heading() == "Bia")
    place.going.take_back()
    place.until(lambda: _names(page) == ["Ana", "Bia"])


def test_the_last_technician_deleted_leaves_the_room_with_its_next_action(place: Place) -> None:
    place.ask(team.save, Technician(name="Ana"))
    page = _page(place)
    page.delete_shown()
    place.until(lambda: page.bar_actions() == ())
    page.new_record()
    assert len(page.bar_actions()) == 2


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_room_fits_the_smallest_window_in_every_language(place: Place, language: str) -> None:
    texts.use(language)
    place.ask(team.save, Technician(name="Ana"))
    page = _page(place)
    assert page.minimumSizeHint().width() <= NARROWEST


def test_tab_follows_the_eye_through_the_whole_form(place: Place) -> None:
    place.ask(team.save, Technician(name="Ana"))
    assert against_the_eye(_form(_page(place))) == []
