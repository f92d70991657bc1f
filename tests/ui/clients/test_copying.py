"""Chosen clients go to a spreadsheet whole, and nothing in them is calculated there."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from osdesk.domain.clients import Client
from osdesk.domain.contacts import Contact
from osdesk.services import clients
from osdesk.ui.clients.page import ClientsPage
from room_desk import Place


def test_chosen_clients_are_copied_with_heads_number_and_phone(place: Place) -> None:
    place.ask(clients.save, Client(name="Padaria Pão de Mel", tax_id="11222333000181"))
    place.ask(clients.save, Client(name="=1+1", contacts=(Contact(value="+555132554410"),)))
    page = ClientsPage(place.desk)
    place.put(page)
    place.settle()
    page.pane.table.select_everything()
    page.menu_actions["copy"].trigger()
    place.settle()
    heads, *rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert heads[0] == "Nome"
    assert [row[0] for row in rows] == ["'=1+1", "Padaria Pão de Mel"]
    assert "11.222.333/0001-81" in rows[1]
    assert "(51) 3255-4410" in rows[0]


def test_a_list_copies_no_formula_from_its_own_keys_either(place: Place) -> None:
    place.ask(clients.save, Client(name="=1+1"))
    page = ClientsPage(place.desk)
    place.put(page)
    place.settle()
    page.pane.table.copy()
    assert QGuiApplication.clipboard().text().startswith("'=1+1")
