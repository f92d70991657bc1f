"""Statuses and types of service in the settings: written in dialogs, moved by keys, merged; all can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from builders import a_client, a_template
from osdesk.domain.statuses import Status, StatusKind
from osdesk.services import checklists, clients, orders, statuses
from osdesk.services.office import Office
from osdesk.ui.preferences.merge_dialog import MergeDialog
from osdesk.ui.preferences.page import STATUSES, TYPES, PreferencesPage
from osdesk.ui.preferences.service_type_dialog import ServiceTypeDialog
from osdesk.ui.preferences.service_types import ServiceTypesPane
from osdesk.ui.preferences.status_dialog import StatusDialog
from osdesk.ui.preferences.statuses import StatusesPane
from room_desk import NARROWEST, Place


def an_order_in(office: Office, status_id: int) -> int:
    client = clients.save(office, a_client())
    order = replace(orders.new(office), client_id=client.id, status_id=status_id)
    return orders.save(office, order).order.id or 0


def own_status(office: Office) -> Status:
    return statuses.save_status(office, Status(name="Aguardando peça", kind=StatusKind.WAITING))


@pytest.fixture
def page(place: Place) -> PreferencesPage:
    page = PreferencesPage(place.desk)
    place.put(page)
    place.settle()
    return page


@pytest.fixture
def pane(place: Place, page: PreferencesPage) -> StatusesPane:
    page.go_to(STATUSES)
    place.settle()
    return page.statuses


@pytest.fixture
def types(place: Place, page: PreferencesPage) -> ServiceTypesPane:
    page.go_to(TYPES)
    place.settle()
    return page.types


def key(pane: Any, pressed: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QApplication.sendEvent(pane.list, QKeyEvent(QKeyEvent.Type.KeyPress, pressed, how))


def go_to(pane: Any, named: str) -> None:
    titles = [pane.list.item(row).text().partition(",")[0] for row in range(pane.list.count())]
    pane.list.setCurrentRow(titles.index(named))


def names(place: Place, load: Callable[[Office], Any] = statuses.statuses) -> list[str]:
    return [each.name or each.key for each in place.ask(load)]


def test_a_new_status_is_written_and_shows_in_the_list(place: Place, pane: StatusesPane) -> None:
    pane.add_button.click()
    dialog = place.prompts.dialogs[-1]
    assert isinstance(dialog, StatusDialog)
    dialog.save()
    place.settle()
    assert dialog.fields["name"].problem is not None
    dialog.name.show_value("Aguardando peça")
    dialog.kind.show_value(StatusKind.WAITING)
    dialog.colour.show_value("#B3261E")
    dialog.asks.show_value(True)
    next(iter(dialog.ticks.values())).show_value(True)
    dialog.save()
    place.settle()
    added = place.ask(statuses.statuses)[-1]
    assert (added.name, added.kind, added.colour, added.asks_reason) == (
        "Aguardando peça",
        StatusKind.WAITING,
        "#B3261E",
        True,
    )
    assert len(added.leads_to) == 1
    assert "Aguardando peça" in pane.list.item(pane.list.count() - 1).text()
    assert place.going.undo is not None
    place.going.undo()
    place.settle()
    assert "Aguardando peça" not in names(place)


def test_the_kind_of_the_program_s_own_can_t_be_changed(place: Place, pane: StatusesPane) -> None:
    key(pane, Qt.Key.Key_Return)
    dialog = place.prompts.dialogs[-1]
    assert isinstance(dialog, StatusDialog)
    assert not dialog.kind.isEnabled()
    dialog.name.show_value("Recebida")
    dialog.save()
    place.settle()
    assert names(place)[0] == "Recebida"


def test_alt_and_arrows_move_a_row_and_undo_moves_it_back(place: Place, pane: StatusesPane) -> None:
    before = names(place)
    pane.list.setCurrentRow(0)
    key(pane, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    place.settle()
    assert names(place) == [before[1], before[0], *before[2:]]
    assert pane.list.currentRow() == 1
    assert place.going.undo is not None
    place.going.undo()
    place.settle()
    assert names(place) == before


def test_a_status_that_orders_have_is_merged_and_comes_back(place: Place, pane: StatusesPane) -> None:
    own = place.ask(own_status)
    order_id = place.ask(an_order_in, own.id)
    place.settle()
    pane.read()
    place.settle()
    go_to(pane, "Aguardando peça")
    key(pane, Qt.Key.Key_Delete)
    dialog = place.prompts.dialogs[-1]
    assert isinstance(dialog, MergeDialog)
    assert "1" in dialog.sentence.text()
    into = next(each for each in place.ask(statuses.statuses) if each.key == "waiting")
    dialog.into.show_value(into)
    dialog.button.click()
    place.settle()
    assert place.ask(orders.get, order_id).status_id == into.id
    assert place.going.undo is not None
    place.going.undo()
    place.settle()
    assert place.ask(orders.get, order_id).status_id == own.id


def test_the_last_done_status_stays_and_that_is_said(place: Place, pane: StatusesPane) -> None:
    go_to(pane, "Concluída")
    pane.delete_button.click()
    pane.merge_button.click()
    assert len(place.prompts.told) == 2
    assert "done" in names(place)


def test_an_unused_status_goes_and_comes_back(place: Place, pane: StatusesPane) -> None:
    go_to(pane, "Agendada")
    key(pane, Qt.Key.Key_Delete)
    place.settle()
    assert "scheduled" not in names(place)
    assert place.going.undo is not None
    place.going.undo()
    place.settle()
    assert "scheduled" in names(place)


def test_a_type_is_written_with_all_it_gives_and_asks_for(place: Place, types: ServiceTypesPane) -> None:
    template = place.ask(checklists.save, a_template())
    place.settle()
    types.add_button.click()
    dialog: Any = place.prompts.dialogs[-1]
    assert isinstance(dialog, ServiceTypeDialog)
    of: Any = {name: field.control for name, field in dialog.fields.items()}
    of["name"].show_value("Preventiva mensal")
    of["duration"].setText("1h3x")
    dialog.save()
    assert dialog.fields["duration"].problem is not None
    of["duration"].setText("1h30")
    of["skill"].show_value("PMOC")
    of["reason"].show_value("Manutenção mensal")
    of["needs_photos"].setText("2")
    dialog.needs["needs_signature"].show_value(True)
    dialog.ticks[template.id].show_value(True)
    dialog.save()
    place.settle()
    added = place.ask(statuses.service_types)[-1]
    assert (added.name, added.duration, added.skill, added.reason) == (
        "Preventiva mensal",
        90,
        "PMOC",
        "Manutenção mensal",
    )
    assert (added.needs_photos, added.needs_signature, added.templates) == (2, True, (template.id,))


def test_a_type_is_taken_off_the_offer_and_put_back(place: Place, types: ServiceTypesPane) -> None:
    types.list.setCurrentRow(0)
    types.offer_button.click()
    place.settle()
    assert not place.ask(statuses.service_types)[0].active
    assert place.going.undo is not None
    place.going.undo()
    place.settle()
    assert place.ask(statuses.service_types)[0].active
    key(types, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    place.settle()
    assert names(place, statuses.service_types)[1] == "installation"


def test_both_lists_fit_the_narrowest_room(page: PreferencesPage, pane: StatusesPane, types: ServiceTypesPane) -> None:
    assert pane.minimumSizeHint().width() <= NARROWEST
    assert types.minimumSizeHint().width() <= NARROWEST
    assert page.places_choice.minimumSizeHint().width() <= NARROWEST
