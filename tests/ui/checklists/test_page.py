"""The room of checklist templates: items typed one after another, moved, pasted; the blank form beside them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from osdesk import texts
from osdesk.domain.checklists import ChecklistTemplate, ItemKind, TemplateItem, from_template
from osdesk.domain.clients import Client
from osdesk.services import checklists, clients, orders
from osdesk.ui.checklists.form import TemplateForm
from osdesk.ui.checklists.items_model import Col
from osdesk.ui.checklists.items_view import ItemsView
from osdesk.ui.checklists.page import ChecklistsPage, TemplateRow, below
from room_desk import NARROWEST, Place, press, type_into, type_text

ALT = Qt.KeyboardModifier.AltModifier
ITEMS = (
    TemplateItem(text="Filtros limpos"),
    TemplateItem(kind=ItemKind.MEASURE, text="Tensão", unit="V", minimum=Decimal(198), maximum=Decimal(242)),
    TemplateItem(text="Dreno livre"),
)


def _template(place: Place, name: str = "Preventiva", items: tuple[TemplateItem, ...] = ITEMS) -> ChecklistTemplate:
    stored: ChecklistTemplate = place.ask(checklists.save, ChecklistTemplate(name=name, items=items))
    return stored


def _page(place: Place) -> ChecklistsPage:
    page = ChecklistsPage(place.desk)
    place.put(page)
    place.settle()
    return page


def _form(page: ChecklistsPage) -> TemplateForm:
    form = page.form()
    assert isinstance(form, TemplateForm)
    return form


def _row(page: ChecklistsPage, at: int = 0) -> TemplateRow:
    row = page.pane.model.row_at(at)
    assert isinstance(row, TemplateRow)
    return row


def _view(page: ChecklistsPage) -> ItemsView:
    return _form(page).items.view


def test_a_range_that_could_not_be_read_yet_comes_back_after_a_crash(place: Place) -> None:
    _template(place)
    before = _page(place)
    _view(before).items.set_detail(1, "V 198 até")
    assert _form(before).binding.unreadable() == {"items.1.minimum": "V 198 até"}
    _form(before).editing.keep_draft()
    place.settle()
    before.hide()
    page = _page(place)
    place.settle()
    assert _form(page).binding.unreadable() == {"items.1.minimum": "V 198 até"}
    assert [(row, column) for row, column, _problem in _view(page).items.problems()] == [(1, Col.DETAIL)]
    assert page.is_dirty()


def _editor(view: ItemsView) -> QLineEdit:
    editor = view.open_editor()
    assert editor is not None
    return editor


def _texts(view: ItemsView) -> list[str]:
    return [item.text for item in view.items.items()]


def _stored(place: Place, page: ChecklistsPage) -> ChecklistTemplate:
    page.save()
    place.settle()
    found: ChecklistTemplate = place.ask(checklists.get, _form(page).record_id)
    return found


def test_items_are_typed_one_after_another_with_enter(place: Place) -> None:
    page = _page(place)
    page.new_record()
    type_into(_form(page).name.control, "Portão eletrônico")
    view = _view(page)
    view.edit_text(0)
    for text in ("Trilho limpo", "Fim de curso", "Controle"):
        type_text(_editor(view), text)
        press(_editor(view), Qt.Key.Key_Return)
    assert _editor(view).text() == ""
    stored = _stored(place, page)
    assert [item.text for item in stored.items] == ["Trilho limpo", "Fim de curso", "Controle"]
    assert not page.is_dirty()


def test_enter_between_two_items_opens_a_new_one_there_and_leaving_it_empty_takes_it_away(place: Place) -> None:
    _template(place)
    page = _page(place)
    view = _view(page)
    view.edit_text(0)
    press(_editor(view), Qt.Key.Key_Return)
    type_text(_editor(view), "Serpentina")
    press(_editor(view), Qt.Key.Key_Return)
    assert _texts(view) == ["Filtros limpos", "Serpentina", "Tensão", "Dreno livre"]
    view.close_editor(keep=True)
    assert view.items.rowCount() == 5
    assert _texts(view) == ["Filtros limpos", "Serpentina", "Tensão", "Dreno livre"]


def test_an_item_is_moved_by_alt_and_arrows_while_it_is_typed(place: Place) -> None:
    _template(place)
    page = _page(place)
    view = _view(page)
    view.edit_text(2)
    press(_editor(view), Qt.Key.Key_Up, ALT)
    type_text(_editor(view), " e limpo")
    press(_editor(view), Qt.Key.Key_Up, ALT)
    view.close_editor(keep=True)
    assert _texts(view) == ["Dreno livre e limpo", "Filtros limpos", "Tensão"]
    assert [item.text for item in _stored(place, page).items] == _texts(view)


def test_an_item_is_moved_by_dragging_its_handle(place: Place) -> None:
    _template(place)
    page = _page(place)
    view = _view(page)
    grip = view.visualRect(view.items.index(0, Col.HANDLE)).center()
    low = view.visualRect(view.items.index(2, Col.HANDLE)).bottomLeft() + QPoint(6, 4)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, grip)
    QTest.mouseMove(view.viewport(), low)
    assert view.is_dragged(0)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, low)
    assert _texts(view) == ["Tensão", "Dreno livre", "Filtros limpos"]
    assert not view.is_dragged(0)


def test_a_pasted_list_becomes_items(place: Place) -> None:
    QGuiApplication.clipboard().setText("Preparo:\n- Luvas\n- Óculos\n")
    page = _page(place)
    page.new_record("Segurança")
    view = _view(page)
    view.edit_text(0)
    press(_editor(view), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [(item.kind, item.text) for item in view.items.items()] == [
        (ItemKind.SECTION, "Preparo"),
        (ItemKind.YES_NO, "Luvas"),
        (ItemKind.YES_NO, "Óculos"),
    ]


def test_a_pasted_line_is_text_within_the_item(place: Place) -> None:
    QGuiApplication.clipboard().setText("Luvas")
    page = _page(place)
    page.new_record("Segurança")
    view = _view(page)
    view.edit_text(0)
    press(_editor(view), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert _editor(view).text() == "Luvas"


def test_a_value_takes_its_unit_and_range_in_one_cell(place: Place) -> None:
    _template(place)
    page = _page(place)
    view = _view(page)
    view._choose_kind(0, ItemKind.MEASURE)
    place.until(lambda: view.open_editor() is not None)
    assert Col(view.currentIndex().column()) is Col.DETAIL
    type_text(_editor(view), "°C 8 a 14")
    press(_editor(view), Qt.Key.Key_Return)
    item = _stored(place, page).items[0]
    assert (item.kind, item.unit, item.minimum, item.maximum) == (ItemKind.MEASURE, "°C", Decimal(8), Decimal(14))
    view.close_editor(keep=False)
    assert view.items.index(0, Col.DETAIL).data() == "°C · 8 a 14"


def test_a_range_that_cannot_be_read_stays_as_typed_and_is_not_lost_by_saving(place: Place) -> None:
    template = _template(place)
    page = _page(place)
    view = _view(page)
    view.go_to(1, Col.DETAIL)
    view.open_cell()
    type_into(_editor(view), "V 220")
    view.close_editor(keep=True)
    assert view.items.index(1, Col.DETAIL).data() == "V 220"
    assert page.is_dirty()
    page.save()
    place.settle()
    assert place.ask(checklists.get, template.id) == template
    assert not _form(page).items.message.isHidden()
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, Col.DETAIL)


def test_a_range_upside_down_is_a_problem_at_its_cell(place: Place) -> None:
    _template(place)
    page = _page(place)
    view = _view(page)
    view.go_to(1, Col.DETAIL)
    view.open_cell()
    type_into(_editor(view), "V 242 a 198")
    view.close_editor(keep=True)
    page.save()
    assert view.items.problem_at(1, Col.DETAIL) is not None


def test_a_choice_without_choices_is_asked_for_them(place: Place) -> None:
    _template(place)
    page = _page(place)
    view = _view(page)
    view._choose_kind(2, ItemKind.CHOICE)
    place.until(lambda: view.open_editor() is not None)
    press(_editor(view), Qt.Key.Key_Tab)
    page.save()
    assert view.items.problem_at(2, Col.DETAIL) is not None
    type_into(_editor(view), "Bom / Ruim")
    assert _stored_after(place, page, view).items[2].choices == ("Bom", "Ruim")


def _stored_after(place: Place, page: ChecklistsPage, view: ItemsView) -> ChecklistTemplate:
    view.close_editor(keep=True)
    return _stored(place, page)


def test_changing_the_kind_back_finds_the_range_again(place: Place) -> None:
    _template(place)
    page = _page(place)
    view = _view(page)
    view.items.set_kind(1, ItemKind.YES_NO)
    view.items.set_kind(1, ItemKind.MEASURE)
    assert view.items.items()[1] == _form(page).editing.stored.items[1]  # type: ignore[union-attr]  # it is stored
    assert not page.is_dirty()


def test_tab_goes_from_text_to_kind_to_range_and_on_to_the_next_item(place: Place) -> None:
    _template(place)
    page = _page(place)
    view = _view(page)
    view.edit_text(1)
    press(_editor(view), Qt.Key.Key_Tab)
    assert Col(view.currentIndex().column()) is Col.KIND
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert Col(view.currentIndex().column()) is Col.DETAIL
    press(_editor(view), Qt.Key.Key_Tab)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (2, Col.TEXT)
    press(_editor(view), Qt.Key.Key_Backtab)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, Col.DETAIL)


def test_coming_in_by_tab_the_first_item_is_typed_into_at_once(place: Place) -> None:
    page = _page(place)
    page.new_record()
    form = _form(page)
    type_into(form.name.control, "Portão")
    press(form.name.control, Qt.Key.Key_Tab)
    press(form.active, Qt.Key.Key_Tab)
    view = _view(page)
    place.until(view.open_editor)
    type_text(_editor(view), "Trilho limpo")
    press(_editor(view), Qt.Key.Key_Return)
    type_text(_editor(view), "Tensão")
    press(_editor(view), Qt.Key.Key_Tab)
    type_text(view, "V")
    QTest.keyClick(view, Qt.Key.Key_Tab)
    type_text(_editor(view), "V 198 a 242")
    press(_editor(view), Qt.Key.Key_Return)
    items = _stored(place, page).items
    assert [(item.text, item.unit) for item in items] == [("Trilho limpo", ""), ("Tensão", "V")]


def test_the_kind_is_chosen_by_its_first_letter(place: Place) -> None:
    _template(place)
    page = _page(place)
    view = _view(page)
    view.setFocus()
    view.go_to(0, Col.KIND)
    type_text(view, "V")
    assert view.items.items()[0].kind is ItemKind.MEASURE


def test_a_removed_item_comes_back_by_undo(place: Place) -> None:
    _template(place)
    page = _page(place)
    view = _view(page)
    view.setFocus()
    view.go_to(1, Col.TEXT)
    press(view, Qt.Key.Key_Delete)
    assert _texts(view) == ["Filtros limpos", "Dreno livre"]
    place.going.take_back()
    assert _texts(view) == ["Filtros limpos", "Tensão", "Dreno livre"]
    assert not page.is_dirty()


def test_backspace_in_an_item_emptied_goes_back_to_the_one_above(place: Place) -> None:
    _template(place)
    page = _page(place)
    view = _view(page)
    view.edit_text(2)
    type_into(_editor(view), "")
    press(_editor(view), Qt.Key.Key_Backspace)
    assert _texts(view) == ["Filtros limpos", "Tensão"]
    assert view.currentIndex().row() == 1


def test_sections_are_not_counted_among_the_items(place: Place) -> None:
    _template(place, items=(TemplateItem(kind=ItemKind.SECTION, text="Medições"), *ITEMS))
    page = _page(place)
    view = _view(page)
    assert [view.items.number(row) for row in range(4)] == [None, 1, 2, 3]
    assert _row(page).items == 3


def test_the_blank_form_follows_what_is_typed(place: Place) -> None:
    _template(place)
    page = _page(place)
    view = _view(page)
    view.edit_text(3)
    type_text(_editor(view), "Limpeza do local")

    def shown() -> bool:
        template = page.paper.shown
        return template is not None and template.items[-1].text == "Limpeza do local"

    place.until(shown)
    assert page.paper.view.has_pictures()


def test_a_duplicate_is_a_new_template_of_its_own(place: Place) -> None:
    template = _template(place)
    page = _page(place)
    page.duplicate()
    stored = _stored(place, page)
    assert stored.id != template.id
    assert stored.name != template.name
    assert [replace(item, id=None) for item in stored.items] == list(ITEMS)
    assert place.ask(checklists.get, template.id) == template


def test_a_deleted_template_comes_back_by_undo_and_orders_keep_their_copy(place: Place) -> None:
    template = _template(place)

    def order_with_it(office: Any) -> int:
        client = clients.save(office, Client(name="Padaria"))
        order = replace(orders.new(office), client_id=client.id, checklists=(from_template(template),))
        return orders.save(office, order).order.id or 0

    order_id = place.ask(order_with_it)
    page = _page(place)
    assert _row(page).orders == 1
    page.delete_shown()
    place.until(lambda: page.pane.model.rowCount() == 0)
    assert len(place.ask(orders.get, order_id).checklists[0].items) == 3
    place.going.take_back()
    place.until(lambda: page.pane.model.rowCount() == 1)
    assert place.ask(checklists.get, template.id).deleted_at is None


def test_a_later_edit_of_a_template_leaves_old_orders_alone(place: Place) -> None:
    template = _template(place)

    def order_with_it(office: Any) -> int:
        client = clients.save(office, Client(name="Padaria"))
        order = replace(orders.new(office), client_id=client.id, checklists=(from_template(template),))
        return orders.save(office, order).order.id or 0

    order_id = place.ask(order_with_it)
    page = _page(place)
    view = _view(page)
    view.edit_text(0)
    type_into(_editor(view), "Outra coisa")
    view.close_editor(keep=True)
    _stored(place, page)
    assert place.ask(orders.get, order_id).checklists[0].items[0].text == "Filtros limpos"


def test_rows_tell_how_many_items_and_orders() -> None:
    assert below(TemplateRow(1, "A", 11, 54, True)) == "11 itens · usada em 54 ordens"
    assert below(TemplateRow(1, "A", 1, 0, True)) == "1 item"
    assert below(TemplateRow(1, "A", 0, 0, True)) == "Sem itens ainda"


def test_a_template_switched_off_goes_below_the_others(place: Place) -> None:
    _template(place, "Alfa")
    _template(place, "Beta")
    page = _page(place)
    form = _form(page)
    form.active.click()
    page.save()
    place.settle()
    place.until(lambda: [_row(page, at).name for at in range(2)] == ["Beta", "Alfa"])


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_room_fits_the_smallest_window_in_every_language(place: Place, language: str) -> None:
    texts.use(language)
    _template(place)
    page = _page(place)
    assert page.minimumSizeHint().width() <= NARROWEST
