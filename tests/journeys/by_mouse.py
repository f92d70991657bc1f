"""The same day by mouse: everything that has a key has a place to press as well."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QFileDialog, QMenu, QWidget

from journeys.person import Person, journey
from osdesk.texts import _
from osdesk.ui.first_run import FirstRun
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.page import OrdersPage
from osdesk.ui.orders.suggestions import SuggestionList
from osdesk.ui.rail_parts import RailItem

#: Not the one that the dialog offers first.
PRINTER = "Oficina"


def day(person: Person, home: Path) -> None:
    """First start, client, order, save, export, print, list, details, bin and back."""
    first_start(person)
    editor = new_order(person)
    person.click_button(_("Save"))
    person.until(lambda: editor.order_id is not None and not editor.is_dirty(), "the order is stored")
    export(person, home / "order.pdf")
    print_it(person)
    person.click_button(_("Back to the list"))
    page = person.page
    assert isinstance(page, OrdersPage)
    person.until(lambda: page.list.pane.model.rowCount() == 1, "the order is in the list")
    look_at_details(person, page)
    throw_away_and_undo(person, page)
    visit_rooms(person)


def first_start(person: Person) -> None:
    person.until(lambda: person.window.findChild(FirstRun) is not None, "the assistant comes")
    assistant = person.window.findChild(FirstRun)
    assert isinstance(assistant, FirstRun)
    person.click(person.field(_("Name that stands on the paper"), assistant))
    person.type("Ventosul Refrigeracao")
    for step in (1, 2):
        person.click_button(_("Continue"), assistant)
        person.until(lambda wanted=step: assistant.step == wanted, f"step {step}")  # type: ignore[misc]  # bound now
    person.click_button(_("Start using it"), assistant)
    person.until(lambda: isinstance(person.page, OrdersPage), "the orders come")
    person.rest()


def new_order(person: Person) -> OrderEditor:
    person.click_button(_("New order"))
    person.until(lambda: isinstance(person.page, OrderEditor) and person.page.form.isEnabled(), "the editor opens")
    editor = person.page
    assert isinstance(editor, OrderEditor)
    person.type("Padaria Azul")
    person.until(lambda: _shown(editor) is not None, "the list offers to add the client")
    offered = _shown(editor)
    assert offered is not None
    person.click(offered)
    person.until(lambda: isinstance(QApplication.activeWindow(), Dialog), "the quick form for the client")
    person.click_button(_("Add client"))
    person.until(lambda: editor.rail_label()[1] == "Padaria Azul", "the client is chosen")
    person.click(person.field(_("Reason"), editor))
    person.type("Split nao gela")
    return editor


def export(person: Person, path: Path) -> None:
    person.click_button(_("More about this order"))
    person.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu opens")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    wanted = next(action for action in menu.actions() if action.text().startswith(_("Export PDF…")))
    person.click(menu, menu.actionGeometry(wanted).center())
    person.until(lambda: isinstance(QApplication.activeWindow(), QFileDialog), "the file dialog")
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, QFileDialog)
    person.press("ctrl+a")
    person.type(str(path))
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    person.click(box.button(QDialogButtonBox.StandardButton.Save))
    person.until(path.exists, "the PDF is written")
    person.until(lambda: isinstance(QApplication.activeModalWidget(), Dialog), "what can be done with it")
    person.click_button(_("Close"), QApplication.activeModalWidget())
    person.until(lambda: QApplication.activeModalWidget() is None, "the dialog is closed")


def print_it(person: Person) -> None:
    """By the system's own dialog: the printer is chosen from its list, and its button pressed."""
    from PySide6.QtPrintSupport import QPrintDialog

    person.click_button(_("Print"))
    person.until(lambda: isinstance(QApplication.activeModalWidget(), QPrintDialog), "the print dialog")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QPrintDialog)
    printers = next(box for box in dialog.findChildren(QComboBox) if box.findText(PRINTER) >= 0)
    person.click(printers)
    person.until(lambda: QApplication.activePopupWidget() is not None, "the list of printers opens")
    choices = printers.view()
    person.click(choices.viewport(), choices.visualRect(choices.model().index(printers.findText(PRINTER), 0)).center())
    person.until(lambda: printers.currentText() == PRINTER, "the printer is chosen")
    person.picture("print-dialog")
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    person.click(next(each for each in box.buttons() if box.buttonRole(each) is QDialogButtonBox.ButtonRole.AcceptRole))
    person.until(lambda: person.program.window.snackbar.text, "the sheet is on its way")


def look_at_details(person: Person, page: OrdersPage) -> None:
    row = QPoint(300, page.table.rowViewportPosition(0) + 12)
    person.click(page.table.viewport(), row)
    person.click_button(_("Details (Space)"))
    person.until(lambda: page.details.order_id == page.table.current_id(), "the details are shown")
    person.picture("details")
    person.click_button(_("Details (Space)"))
    person.until(lambda: not page.details.isVisible(), "the details are closed")
    person.click(page.table.viewport(), row, times=2)
    person.until(lambda: isinstance(person.page, OrderEditor), "a double click opens the editor")
    person.click_button(_("Back to the list"))
    person.until(lambda: person.page is page, "back in the list")


def throw_away_and_undo(person: Person, page: OrdersPage) -> None:
    person.click(page.table.viewport(), QPoint(300, page.table.rowViewportPosition(0) + 12))
    person.press("Delete")
    person.until(lambda: page.list.is_empty, "the order is in the bin")
    person.click_button(_("Undo"))
    person.until(lambda: page.list.pane.model.rowCount() == 1 and not page.list.is_empty, "the order is back")


def visit_rooms(person: Person) -> None:
    for item in person.window.findChildren(RailItem):
        if item.isVisible() and item.text():
            person.click(item)
            person.until(lambda: person.page is not None, "a room opens")
    assert person.page is not None


def _shown(editor: OrderEditor) -> QWidget | None:
    return next((found for found in editor.window().findChildren(SuggestionList) if found.isVisible()), None)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    sys.exit(journey(lambda person: day(person, folder), folder))
