"""The list of orders and the editor of one: everything that opens there, opened on a tour and looked at."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget

import builders
from hands import press, type_text
from offices import whole_order
from osdesk.domain.checklists import from_template
from osdesk.domain.orders import Order
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.visits import Visit, VisitOutcome
from osdesk.services import checklists, clients, lists, orders, statuses
from osdesk.services.office import Conflict, Gone, Office
from osdesk.ui import exporting
from osdesk.ui.kit.buttons import Button
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.materials_model import Column
from osdesk.ui.orders.new_client import NewClientDialog
from tour import Tour
from windows import NOW, USUAL


def furnish(office: Office) -> None:
    """Beside the samples: an order with everything an order can hold, its history long, and one in the bin."""
    made = checklists.save(office, builders.a_template(name="Vistoria de quadro"))
    client = clients.save(office, replace(builders.a_client(), advice="Só com pagamento antecipado", tags=("VIP",)))
    order = whole_order(office, client)
    first = order.visits[0]
    visits = (
        first,
        replace(first, outcome=VisitOutcome.NOT_DONE, reason="Ninguém abriu", check_in=None, check_out=None),
        Visit(day=NOW.date()),
    )
    lists_of = (*order.checklists, from_template(made))
    stored = orders.save(office, replace(order, visits=visits, checklists=lists_of)).order
    for count in range(12):
        stored = orders.save(office, replace(stored, internal_notes=f"Nota {count}")).order
    gone = orders.save(office, replace(whole_order(office, client), reason="Engano")).order
    orders.delete(office, (gone.id or 0,))
    lost = clients.save(office, replace(builders.a_client(), name="Oficina Velha", tax_id=""))
    clients.delete(office, (lost.id or 0,))


def whole(office: Office) -> Order:
    """The order with everything."""
    rows = lists.orders_first(office, OrderQuestion(search="Aurora"), 1)
    return orders.get(office, rows[0].id)


# The room of orders


def order_list(tour: Tour) -> None:
    """The list with its details, menus, filters; several rows; nothing found; wide and narrow."""
    page = tour.room("orders")
    page.list.show_all()
    tour.settle()
    page.table.set_current_id(page.list.pane.model.ids[0])
    tour.look("orders")
    press(page.table, Qt.Key.Key_Space)
    tour.until(lambda: page.details.order_id is not None)
    tour.look("orders, details")
    tour.look_at_menu("details' menu", page.details._show_more)
    page.details.clear()
    tour.look("details of nothing", page.details)
    press(page.table, Qt.Key.Key_Space)
    tour.look_at_menu("row's menu", lambda: page._row_menu().popup(QPoint(300, 200)))
    tour.look_at_menu("status menu", page._open_status_menu)
    page.list.open_search("zzyzx")
    tour.until(lambda: not page.list.pane.model.ids)
    tour.settle()
    tour.look("nothing found")
    (period,) = tour.parts("PeriodChip")
    tour.look_at_menu("periods", period._open)
    page.list.show_all()
    page.list.close_search()
    tour.settle()
    for key in page.list.pane.chips.keys():  # noqa: SIM118  (no mapping)
        page.list.pane.chips.chip(key).click()
        tour.settle()
        tour.look(f"orders, {key}", page)
    page.list.show_all()
    tour.settle()
    page.table.select_everything()
    tour.settle()
    tour.look("several chosen")
    tour.look_at_menu("status menu of several", page._open_status_menu)
    tour.look_at_menu("billing menu", page._open_billing_menu)
    ids = page.list.chosen_ids()
    tour.look_at_dialog("to be billed", lambda: page.billing.bill(ids))
    tour.look_at_dialog("to be paid", lambda: page.billing.pay(ids))


def order_list_in_other_widths(tour: Tour) -> None:
    """On a wide screen and on the smallest, where chips fold."""
    page = tour.room("orders")
    for size in ((1920, 1080), (1024, 620)):
        tour.window.resize(*size)
        tour.settle()
        tour.look(f"orders, {size[0]} wide")
    chips = page.list.pane.chips
    if chips._more.isVisible():
        tour.look_at_menu("folded chips", chips._more._open)
    tour.window.resize(*USUAL)
    tour.settle()


def order_questions(tour: Tour) -> None:
    """What the list asks and says: reasons, files, the bin."""
    page = tour.room("orders")
    page.list.show_all()
    tour.settle()
    ids = page.list.pane.model.ids[:1]
    known = page.list.statuses
    cancelled = next(each for each in known if each.kind == "cancelled")
    tour.look_at_dialog("reason", lambda: page.chosen.change_status(cancelled, known, ids))
    running = next(each for each in known if each.kind == "running")
    page.chosen.change_status(running, known, ids)
    tour.settle()
    tour.look("snackbar of a status", tour.window.snackbar)
    tour.look_at_dialog("CSV", lambda: page.chosen.export_list(page.list.question()))
    page.chosen.copy(page.list.pane.model.ids[:3])
    tour.settle()
    tour.look("snackbar of copied rows", tour.window.snackbar)
    tour.look_at_dialog("PDF", lambda: page.chosen.export(ids))
    tour.look_at_dialog("written", lambda: exporting.tell_written(tour.desk, page, Path("OS 000132.pdf")))
    for place in range(4):
        exporting.tell_written(tour.desk, page, Path("OS 000132.pdf"))
        tour.settle()
        buttons = [each for dialog in tour.over() for each in dialog.findChildren(Button) if each.text()]
        buttons[place % len(buttons)].click()
        tour.close_over()
    export = exporting._Export(tour.desk, page, (0, 0), None)
    export._path = Path("OS 000132.pdf")
    export._written(None)
    tour.look("snackbar of a long export", tour.window.snackbar)
    tour.window.snackbar.follow()
    page.chosen.delete(ids, "EX-000001", lambda: None)
    tour.settle()
    tour.look("snackbar of the bin", tour.window.snackbar)
    tour.window.snackbar.undo()
    tour.settle()


# The editor of an order


def opened_editor(tour: Tour, order_id: int | None = None) -> OrderEditor:
    """Open an order in the window, or a new one."""
    tour.window.activateWindow()
    if order_id is None:
        tour.window.new_order()
    else:
        tour.window.order(order_id)
    tour.settle()
    editor = tour.window.pages.current
    assert isinstance(editor, OrderEditor)
    tour.until(editor.form.isEnabled)
    return editor


def _close(tour: Tour, editor: OrderEditor) -> None:
    tour.window.close(editor)


def _form(editor: OrderEditor) -> QWidget:
    form = editor.form.widget()
    assert form is not None
    return form


def new_order(tour: Tour) -> None:
    """A new order, empty; its client's list; a client that isn't there yet."""
    editor = opened_editor(tour)
    tour.look("new order")
    tour.look("new order, form", _form(editor))
    picker = editor.form.client.picker
    picker.setFocus()
    for typed in ("mel", "zzyzx"):
        picker.selectAll()
        type_text(picker, typed)
        tour.until(picker.list.isVisible)
        tour.until(lambda: not picker._coming)
        tour.look(f"clients for {typed}", picker.list)
    picker.list.dismiss()
    picker.clear()
    editor.form.request.unfold()
    editor.form.visits.add_visit()
    tour.look_at_menu("templates", editor.form.checklist.open_templates)
    tour.look("new order, unfolded", _form(editor))
    editor.save()
    tour.settle()
    tour.look("new order, to be corrected")
    tour.look("new order, to be corrected, form", _form(editor))
    tour.look_at_dialog("leave an order", lambda: editor.ask_to_close(lambda: None))
    editor.discard(lambda: _close(tour, editor))
    tour.settle()


def new_client_on_the_phone(tour: Tour) -> None:
    """The dialog that adds a client while an order is typed; what it finds wrong, and who has that number already."""
    editor = opened_editor(tour)
    editor.choice.add("Padaria Nova")
    tour.settle()
    (dialog,) = tour.over()
    assert isinstance(dialog, NewClientDialog)
    dialog.binding.set("name", "")
    dialog.tax_id.setText("123")
    dialog.phone.setText("12")
    dialog.accept_typed()
    known: Any = SimpleNamespace(name="Clínica Aurora", id=1)
    dialog._known(known)
    tour.settle()
    tour.look("new client, to be corrected")
    editor.discard(lambda: _close(tour, editor))


def stored_order(tour: Tour) -> None:
    """An order with everything, and every menu, list and line in it."""
    order = tour.place.ask(whole)
    editor = opened_editor(tour, order.id)
    tour.look("order")
    editor.panes.toggle_preview()
    tour.look("order and sheet")
    editor.panes.toggle_preview()
    form = editor.form
    form.client._open_more()
    form.client.address.unfold()
    form.request.unfold()
    form.history._show_all()
    for row in form.history._rows:
        row.head.setChecked(True)
    for visit in form.visits.rows():
        visit.open_notes()
    tour.settle()
    tour.look("order, unfolded", _form(editor))
    tour.look_at_menu("status", editor.heading.open_menu)
    tour.look_at_menu("more about the order", editor.verbs._open)
    tour.look_at_menu("visit's menu", form.visits.rows()[0]._open_menu)
    tour.look_at_menu("checklist's menu", form.checklist._lists[0]._open_menu)
    view = form.checklist.lists()[-1]
    choice = next(row for row in range(view.model().rowCount()) if view._model.item(row).choices)
    view.go_to(choice)
    tour.look_at_menu("answers", lambda: view._open_menu(QPoint(400, 300)))
    tour.look_at_menu("choices", view._open_choices)
    form.materials.part.grid.go_to(0, Column.QUANTITY)
    tour.look_at_menu("line's menu", form.materials.part.grid.open_menu)
    for card in tour.parts("_Card", form):
        tour.look_at_menu("signature's menu", partial(card.open_menu, QPoint(300, 300)))
        tour.look_at_dialog("signature", card.click)
    people = form.visits.rows()[0].people
    form.ensureWidgetVisible(people)
    for typed in ("", "zzyzx"):
        people.open_list(typed)
        tour.until(people._list.isVisible)
        tour.look("technicians", people._list)
        tour.look("technician's name", people)
        people._close_field()
    form.ensureWidgetVisible(form.request.how)
    form.request.how.setFocus()
    type_text(form.request.how, "")
    form.request._ways._offer("")
    tour.look("ways to authorise", form.request._ways.list)
    form.request._ways.list.dismiss()
    form.ensureWidgetVisible(form.request.deadline)
    form.request.deadline.open_calendar()
    calendar: Any = form.request.deadline._popup
    tour.look("calendar within the window")
    tour.look("calendar", calendar)
    calendar.close_popup()
    _order_dialogs(tour, editor, order)


def _order_dialogs(tour: Tour, editor: OrderEditor, order: Order) -> None:
    known = tour.place.ask(statuses.statuses)
    cancelled = next(each for each in known if each.kind == "cancelled")
    tour.look_at_dialog("cancel the order", lambda: editor.status.choose(cancelled))
    mine = replace(order, reason="Meu texto", deadline=None, internal_notes="A", discount=order.discount + 1)
    theirs = replace(order, reason="Outro texto", version=order.version + 1, discount=order.discount + 2)
    tour.look_at_dialog("conflict", lambda: editor.saving._not_saved(mine, None, Conflict(theirs, mine)))
    tour.look_at_dialog("order gone", lambda: editor.saving._not_saved(mine, None, Gone("order", 1)))
    editor.deeds.delete()
    tour.settle()
    tour.look("order in the bin")
    tour.window.snackbar.undo()
    tour.settle()


def many_editors(tour: Tour) -> None:
    """More open orders than the rail has room for."""
    tour.window.resize(1920, 620)
    rail = tour.window.rail
    while not rail._fitting()[1]:
        opened_editor(tour)
    tour.look("many orders open")
    tour.look_at_menu("the rest of them", rail._show_rest)
    item = tour.parts("EditingItem", rail)[0]
    at = QPoint(10, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, item.mapToGlobal(at))
    tour.look_at_menu("open order's menu", lambda: QApplication.sendEvent(item, event))
    tour.window.resize(*USUAL)
    tour.settle()
    tour.look("many orders open, narrow rail", rail)
    for page in tuple(tour.window.pages.editors):
        tour.window.close(page)
    tour.settle()
