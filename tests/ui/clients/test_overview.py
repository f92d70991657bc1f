"""Everything about one client in one look, and two clients made one from there."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from builders import a_client
from offices import saved_order
from osdesk.domain.client_overview import FigureKind, question
from osdesk.domain.clients import Client
from osdesk.domain.merging import Unmerged
from osdesk.services import clients, lists
from osdesk.ui.clients.merge_dialog import MergeDialog, left_words
from osdesk.ui.clients.overview import OverviewDialog
from osdesk.ui.clients.page import ClientsPage
from room_desk import Place, press


def _opened(place: Place) -> OverviewDialog:
    client = place.ask(clients.save, replace(a_client(), name="Padaria Pão de Mel"))
    twin = place.ask(clients.save, Client(name="Pao de Mel Padaria Ltda"))
    place.ask(lambda office: (saved_order(office, client), saved_order(office, twin)))
    page = ClientsPage(place.desk)
    place.put(page)
    place.settle()
    page.open_record(client.id or 0)
    place.settle()
    form = page.form()
    assert form is not None
    page._show_overview()
    place.settle()
    dialog = place.prompts.dialogs[-1]
    assert isinstance(dialog, OverviewDialog)
    return dialog


def test_each_figure_leads_to_its_list(place: Place) -> None:
    dialog = _opened(place)
    assert dialog.figures[FigureKind.OPEN].text().endswith(": 1")
    assert not dialog.figures[FigureKind.PAID].isEnabled()
    dialog.figures[FigureKind.OPEN].click()
    went = place.desk.go.opened  # type: ignore[attr-defined]  # the recording one
    assert went[-1] == ("orders", question(FigureKind.OPEN, 1, place.desk.office.today()))


def test_two_clients_become_one_from_there_and_are_taken_apart_by_undo(place: Place) -> None:
    dialog = _opened(place)
    dialog.accept()
    dialog._merge(1, 2)
    place.settle()
    merge = place.prompts.dialogs[-1]
    assert isinstance(merge, MergeDialog)
    press(merge, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    place.settle()
    asked = question(FigureKind.ALL, 1, place.desk.office.today())
    assert place.ask(lists.orders_tally, asked).rows == 2
    place.desk.go.take_back()  # type: ignore[attr-defined]  # the recording one
    place.settle()
    assert place.ask(lists.orders_tally, asked).rows == 1


def test_what_undo_leaves_is_told() -> None:
    result = Unmerged(kept=Client(), back=Client(), left_orders=2, left_fields=("notes",))
    assert "2" in left_words(result)
    assert left_words(Unmerged(kept=Client(), back=Client())) == ""
