"""Finishing an order from its editor: what is missing is one press away; what failed is followed up; types fill in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from builders import a_template, a_visit, an_item
from osdesk.domain.checklists import Answer, Checklist
from osdesk.domain.orders import Order
from osdesk.domain.statuses import ServiceType, Status, StatusKind
from osdesk.services import checklists, orders, statuses
from osdesk.services.office import Office
from osdesk.ui.orders.chosen import Chosen
from osdesk.ui.orders.closing import BarredDialog, ClosingDialog
from osdesk.ui.orders.editor import OrderEditor
from ui.orders.conftest import PATIENCE, OpenEditor, Shop, press, type_into


def ask(shop: Shop, verb: Any, *arguments: Any, **changes: Any) -> Any:
    return shop.ask(partial(_asked, verb, arguments, changes))


def _asked(verb: Any, arguments: tuple[Any, ...], changes: dict[str, Any], office: Office) -> Any:
    return verb(office, *arguments, **changes)


def a_type(office: Office, **changes: Any) -> ServiceType:
    return statuses.save_service_type(office, replace(ServiceType(name="Com exigências"), **changes))


def changed(office: Office, order: Order, **changes: Any) -> Order:
    now = orders.get(office, order.id or 0)
    return orders.save(office, replace(now, **changes)).order


def kind_of(shop: Shop) -> StatusKind:
    now = shop.stored().status_id
    known: tuple[Status, ...] = shop.ask(statuses.statuses)
    return next(each.kind for each in known if each.id == now)


def finish(editor: OrderEditor) -> None:
    editor.menu_actions["finish"].trigger()


def asked(shop: Shop, qtbot: QtBot) -> ClosingDialog:
    qtbot.waitUntil(lambda: bool(shop.prompts.dialogs), timeout=PATIENCE)
    dialog = shop.prompts.dialogs[-1]
    assert isinstance(dialog, ClosingDialog)
    return dialog


@pytest.fixture
def strict(shop: Shop) -> ServiceType:
    """What the order's type asks for: remarks, and the kilometres of the visit that took place."""
    kind: ServiceType = ask(shop, a_type, needs_observations=True, needs_kilometres=True)
    ask(shop, changed, shop.order, service_type_id=kind.id, visits=(a_visit(technicians=()),))
    return kind


def test_where_nothing_is_asked_for_one_key_finishes_and_stores(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    finish(open_editor(shop.order.id))
    qtbot.waitUntil(lambda: kind_of(shop) is StatusKind.DONE, timeout=PATIENCE)
    assert not shop.prompts.dialogs


@pytest.mark.usefixtures("strict")
def test_what_is_missing_is_listed_and_each_link_leads_to_its_field(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(shop.order.id)
    finish(editor)
    dialog = asked(shop, qtbot)
    assert len(dialog.links) == 2
    dialog.links[0].click()
    assert editor.focusWidget() is editor.form.visits.rows()[0].kilometres
    assert kind_of(shop) is not StatusKind.DONE
    editor.form.visits.rows()[0].kilometres.setText("12,5")
    editor.form.visits.rows()[0].kilometres.edited.emit()
    finish(editor)
    qtbot.waitUntil(lambda: len(shop.prompts.dialogs) == 2, timeout=PATIENCE)
    second: Any = shop.prompts.dialogs[-1]
    second.links[0].click()
    type_into(editor.form.remarks.observations, "Trocado o capacitor")
    finish(editor)
    qtbot.waitUntil(lambda: kind_of(shop) is StatusKind.DONE, timeout=PATIENCE)
    assert shop.stored().visits[0].kilometres == Decimal("12.5")
    assert shop.stored().closing_override == ""


@pytest.mark.usefixtures("strict")
def test_with_a_reason_it_is_finished_all_the_same(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    finish(open_editor(shop.order.id))
    dialog = asked(shop, qtbot)
    dialog.anyway.click()
    assert dialog.field.problem is not None
    dialog.reason.show_value("Cliente com pressa")
    dialog.anyway.click()
    qtbot.waitUntil(lambda: kind_of(shop) is StatusKind.DONE, timeout=PATIENCE)
    assert shop.stored().closing_override == "Cliente com pressa"


def test_what_goes_missing_after_choosing_is_asked_about_on_saving(
    shop: Shop, open_editor: OpenEditor, qtbot: QtBot
) -> None:
    editor = open_editor(shop.order.id)
    done = next(each for each in shop.ask(statuses.statuses) if each.kind is StatusKind.DONE)
    editor.heading.status_chosen.emit(done)
    kind = ask(shop, a_type, needs_photos=1)
    qtbot.waitUntil(
        lambda: kind.id in [each.id for each in editor.status.around.service_types],  # type: ignore[union-attr]
        timeout=PATIENCE,
    )
    editor.form.request.service_type.show_value(kind.id)
    editor.save()
    dialog = asked(shop, qtbot)
    dialog.reason.show_value("Sem luz")
    dialog.anyway.click()
    qtbot.waitUntil(lambda: kind_of(shop) is StatusKind.DONE, timeout=PATIENCE)


def test_the_menu_offers_only_what_may_follow(shop: Shop, open_editor: OpenEditor) -> None:
    first = shop.ask(statuses.statuses)[0]
    shop.ask(statuses.save_status, replace(first, leads_to=(2, 6)))
    editor = open_editor(shop.order.id)
    assert [action.data() for action in editor.heading._menu.actions()] == [first.id, 2, 6]
    finish(editor)
    assert len(shop.going.said) == 1


def test_f_on_a_failed_row_begins_an_order_for_it(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    items = (an_item("Filtros"), an_item("Dreno", Answer.NO, note="entupido"), an_item("Ruído", Answer.NO))
    ask(shop, changed, shop.order, checklists=(Checklist(name="Lista", items=items),))
    editor = open_editor(shop.order.id)
    view = editor.form.checklist.lists()[0]
    view.setFocus()
    view.go_to(0)
    press(view, "f")  # it did not fail
    view.go_to(1)
    press(view, "f")
    qtbot.waitUntil(lambda: bool(shop.going.opened), timeout=PATIENCE)
    ((where, fresh),) = shop.going.opened
    assert where == "new_order"
    assert isinstance(fresh, Order)
    assert fresh.follows == shop.stored().code
    assert "Dreno (entupido)" in fresh.reason
    assert "Ruído" not in fresh.reason
    shop.ask(orders.save, fresh)
    qtbot.waitUntil(lambda: len(editor.form.client.kin.links) == 1, timeout=PATIENCE)


def test_a_type_fills_what_is_empty_and_undo_takes_it_back(shop: Shop, open_editor: OpenEditor, qtbot: QtBot) -> None:
    template = shop.ask(checklists.save, a_template())
    kind = ask(shop, a_type, observations="Levar escada", reason="Outro motivo", templates=(template.id,))
    ask(shop, changed, shop.order, checklists=(), observations="", reason="Meu motivo")
    editor = open_editor(shop.order.id)
    choice = editor.form.request.service_type
    choice.show_value(kind.id)
    choice.edited.emit()
    now = editor.form.order()
    assert (now.observations, now.reason) == ("Levar escada", "Meu motivo")
    assert [held.template_id for held in now.checklists] == [template.id]
    assert shop.going.undo is not None
    shop.going.undo()
    assert (editor.form.order().observations, editor.form.order().checklists) == ("", ())
    assert editor.is_dirty()


@pytest.mark.usefixtures("strict")
def test_of_several_those_that_may_are_changed_and_the_others_are_named(shop: Shop, qtbot: QtBot) -> None:
    free = shop.ask(_another, shop.order)
    page = OrderEditor(shop.desk, free.id)
    qtbot.addWidget(page)
    chosen = Chosen(shop.desk, page)
    known: tuple[Status, ...] = shop.ask(statuses.statuses)
    done = next(each for each in known if each.kind is StatusKind.DONE)
    chosen.change_status(done, known, [shop.order.id or 0, free.id or 0])
    qtbot.waitUntil(lambda: bool(shop.prompts.dialogs), timeout=PATIENCE)
    dialog = shop.prompts.dialogs[-1]
    assert isinstance(dialog, BarredDialog)
    assert dialog.others is not None
    dialog.others.click()
    qtbot.waitUntil(lambda: shop.ask(orders.get, free.id).status_id == done.id, timeout=PATIENCE)
    assert kind_of(shop) is not StatusKind.DONE


def _another(office: Office, order: Order) -> Order:
    fresh = replace(orders.new(office), client_id=order.client_id)
    return orders.save(office, fresh).order
