"""The other rooms, with rows and empty: everything that opens there, opened on a tour and looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

import builders
from osdesk.domain.changes import Subject
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.questions import ClientQuestion
from osdesk.services import lists
from osdesk.services.drafts import Draft
from osdesk.ui.clients import merge_dialog
from tour import Tour
from windows import NOW

# Other rooms


def client_room(tour: Tour) -> None:
    """Clients: a firm with everything, a person, what is wrong, the menus, the questions."""
    page = tour.room("clients")
    aurora = tour.place.ask(lambda office: lists.clients_first(office, ClientQuestion(search="Aurora"), 1)[0].id)
    page.open_record(aurora)
    tour.settle()
    form = page.form()
    tour.until(lambda: form.is_loaded)
    tour.settle()
    tour.look("client")
    tour.look("client, form", form.body.widget())
    tour.look_at_menu("client's menu", form.head._open_menu)
    tour.look_at_dialog("everything about a client", form.show_overview)
    merged = tour.place.ask(lambda office: merge_dialog.ask(office, aurora, aurora))
    other = replace(merged[1], name="Aurora Clínica", tax_id="")
    done: Any = print
    tour.look_at_dialog(
        "merge clients", lambda: tour.desk.prompts.show(merge_dialog.MergeDialog(form, merged[0], other, done, done))
    )
    tour.look_at_menu("contact's menu", form.contacts.rows[0]._open_menu)
    address = form.addresses.rows[0]
    tour.look_at_menu("address's menu", address._open_menu)
    form._show_map(builders.a_company().address)
    _wrong_client(tour, page)
    page.open_record(aurora)
    tour.settle()
    form = page.form()
    tour.until(lambda: form.is_loaded)
    twin = next(row.id for row in tour.place.ask(lists.clients_first, ClientQuestion(), 3) if row.id != aurora)
    tour.look_at_dialog("merge two clients", lambda: merge_dialog.begin(page.desk, page, aurora, twin))
    mine = form.binding.read()[0]
    theirs = replace(mine, name="Outra", version=mine.version + 1)
    mine = replace(mine, name="Minha")
    tour.look_at_dialog("client changed elsewhere", lambda: form.editing._conflict(mine, theirs))
    form.editing.discard(lambda: None)
    page.delete_ids([aurora])
    tour.settle()
    tour.look("client in the bin")
    tour.window.snackbar.undo()
    tour.settle()


def _wrong_client(tour: Tour, page: Any) -> None:
    page.new_record("")
    tour.settle()
    form = page.form()
    tour.look("new client")
    form.contacts.add(focus=False)
    form.addresses.add(focus=False)
    for kind in (ClientKind.PERSON, ClientKind.COMPANY):
        form.binding.set("kind", kind)
        form.register.tax_id.control.setText("111")
        form.register.tax_id.control.edited.emit()
        page.save()
        tour.settle()
        tour.look(f"new {kind}, to be corrected", form.body.widget())
    tour.look("new client, to be corrected")
    tour.look_at_dialog("leave a client", lambda: page.ask_to_close(lambda: None))
    page.drop_new(form)
    tour.settle()
    tour.look("client discarded", tour.window.snackbar)
    draft = Draft(key="c", subject=Subject.CLIENT, value=Client(name="Da queda"), kept_at=NOW)
    page.leftovers.offer(((draft, None),))
    tour.settle()
    tour.look("client left behind")
    page.drop_new(page.form())
    tour.settle()


def company_room(tour: Tour) -> None:
    """The company, its colour and logo; what is wrong in it."""
    page = tour.room("company")
    tour.settle()
    tour.look("company")
    for scroll in tour.parts("FormScroll", page):
        tour.look("company, form", scroll.widget())
    (accent,) = tour.parts("AccentInput", page)
    tour.look_at_dialog("colour", lambda: accent.choose_other(tour.desk.prompts))
    (logo,) = tour.parts("LogoArea", page)
    tour.look_at_dialog("logo", logo.choose)
    QApplication.clipboard().clear()
    logo.paste()
    for line in tour.parts("TaxIdInput", page):
        line.setText("123")
        line.edited.emit()
    page.save()
    tour.settle()
    tour.look("company, to be corrected")
    tour.look_at_dialog("leave the company", lambda: page.ask_to_close(lambda: None))
    page.discard(lambda: None)
    tour.settle()


def checklist_room(tour: Tour) -> None:
    """Templates: all kinds of item, the menus, the paper."""
    page = tour.room("checklists")
    tour.until(lambda: page.form() is not None and page.form().is_loaded)
    tour.settle()
    tour.look("templates")
    row = next(row for row in page.pane.model.ids if page.pane.model.row_of(row).name == "Vistoria de quadro")
    page.open_record(row)
    tour.until(lambda: page.form().is_loaded)
    tour.settle()
    form = page.form()
    tour.look("template", form.body.widget())
    tour.look_at_menu("template's menu", page._open_menu)
    view = form.items.view
    tour.look_at_menu("kinds", lambda: view.open_kinds(0))
    view.go_to(0, 1)
    at = QPoint(60, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.mapToGlobal(at))
    tour.look_at_menu("item's menu", lambda: view.contextMenuEvent(event))
    page.new_record("")
    page.save()
    tour.settle()
    tour.look("new template, to be corrected")
    page.drop_new(page.form())
    tour.settle()


def team_room(tour: Tour) -> None:
    """The team, and somebody new."""
    page = tour.room("team")
    tour.until(lambda: page.form() is not None and page.form().is_loaded)
    tour.settle()
    tour.look("team")
    page.new_record("")
    page.save()
    tour.settle()
    tour.look("new technician, to be corrected")
    page.drop_new(page.form())
    tour.settle()


def preferences(tour: Tour) -> None:
    """The settings, and what is asked before the samples go."""
    page = tour.room("preferences")
    tour.settle()
    tour.look("preferences")
    tour.look("preferences, form", page.body.widget())
    tour.look_at_dialog("remove the samples", page.samples._press)
    page.places.open_button.click()
    page.places.log_button.click()
    page.places.copy_button.click()
    tour.look("path copied", tour.window.snackbar)


def bin_room(tour: Tour) -> None:
    """Deleted orders and clients, and the way back."""
    page = tour.room("bin")
    tour.settle()
    tour.look("bin")
    page._here().table.select_everything()
    tour.look_at_menu("bin's menu", lambda: page._open_menu(QPoint(300, 200)))
    page._switch("clients")
    tour.settle()
    tour.look("bin of clients")
    page._here().table.select_everything()
    page.restore_chosen()
    tour.settle()
    tour.look("clients restored", tour.window.snackbar)
    page._switch("orders")


def empty_rooms(tour: Tour) -> None:
    """The rooms of an office that has nothing yet."""
    for key in ("orders", "clients", "checklists", "team", "company", "preferences", "bin"):
        tour.room(key)
        tour.look(f"{key}, empty")
