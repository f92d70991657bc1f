"""The whole day by keyboard alone: first start, client, order, visit, checklist, materials, save, export, print."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu

from journeys.person import Person, journey
from osdesk.texts import _
from osdesk.ui.first_run import FirstRun
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.suggestions import SuggestionList


def day(person: Person, home: Path) -> None:
    """From an empty computer to the sheet in the client's hand."""
    first_start(person)
    editor = new_order(person)
    request(person)
    visit(person)
    checklist(person)
    materials(person)
    person.press("ctrl+s")
    person.until(lambda: editor.order_id is not None and not editor.is_dirty(), "the order is stored")
    person.picture("saved")
    export(person, home / "order.pdf")
    print_it(person)
    person.press("ctrl+w")
    person.until(lambda: not person.program.window.pages.editors, "the order is closed")


def first_start(person: Person) -> None:
    person.until(lambda: person.window.findChild(FirstRun) is not None, "the assistant comes")
    assistant = person.window.findChild(FirstRun)
    assert isinstance(assistant, FirstRun)
    person.until(lambda: QApplication.focusWidget() is assistant.company.tax_id, "the CNPJ has the keyboard")
    person.type("11222333000181")
    person.tab_to(_("Name that stands on the paper"))
    person.type("Ventosul Refrigeracao")
    person.press("ctrl+Return")
    person.until(lambda: assistant.step == 1, "the second step")
    person.press("ctrl+Return")
    person.until(lambda: assistant.step == 2, "the third step")
    person.type("132")
    person.picture("first-start")
    person.press("ctrl+Return")
    person.until(lambda: person.page is not None and person.page.key == "orders", "the orders come")
    person.rest()


def new_order(person: Person) -> OrderEditor:
    person.press("ctrl+n")
    person.until(lambda: isinstance(person.page, OrderEditor) and person.page.form.isEnabled(), "the editor opens")
    editor = person.page
    assert isinstance(editor, OrderEditor)
    person.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "the client's field has the keyboard")
    person.type("Padaria Azul")
    person.until(lambda: _open_list(editor), "the list offers to add the client")
    person.press("ctrl+Return")
    person.until(lambda: isinstance(QApplication.activeWindow(), Dialog), "the quick form for the client")
    person.tab_to(_("Phone"))
    person.type("5133334444")
    person.tab_to(_("Add client"))
    person.press("Return")
    person.until(lambda: editor.rail_label()[1] == "Padaria Azul", "the client is chosen")
    return editor


def _open_list(editor: OrderEditor) -> bool:
    return any(found.isVisible() for found in editor.window().findChildren(SuggestionList))


def request(person: Person) -> None:
    person.tab_to(_("Reason"))
    person.type("Split nao gela")


def visit(person: Person) -> None:
    person.tab_to(_("Schedule a visit"))
    person.press("Return")
    person.tab_to(_("Date, with the planned hours"))
    person.type("amanha 9h")
    person.press("Tab")


def checklist(person: Person) -> None:
    person.tab_to(_("Add a checklist"))
    person.press("Return")
    person.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the templates are offered")
    person.press("Down", "Return")
    person.rest()
    person.press("s", "s", "n", "a")


def materials(person: Person) -> None:
    person.tab_to(_("Materials and services"))
    person.type("2")
    person.press("Tab")
    person.type("un")
    person.press("Tab")
    person.type("Capacitor 45 uF")
    person.press("Tab")
    person.type("64,90")
    person.press("Return")


def export(person: Person, path: Path) -> None:
    person.press("ctrl+e")
    person.until(lambda: isinstance(QApplication.activeWindow(), QFileDialog), "the file dialog")
    person.press("ctrl+a")
    person.type(str(path))
    person.press("Return")
    person.until(path.exists, "the PDF is written")
    person.until(lambda: isinstance(QApplication.activeWindow(), Dialog), "what can be done with it")
    person.press("Escape")
    person.until(lambda: QApplication.activeModalWidget() is None, "the dialog is closed")


def print_it(person: Person) -> None:
    from PySide6.QtPrintSupport import QPrintDialog

    person.press("ctrl+p")
    person.until(lambda: isinstance(QApplication.activeModalWidget(), QPrintDialog), "the print dialog")
    person.picture("print-dialog")
    person.press("Return")
    person.until(lambda: person.program.window.snackbar.text, "the sheet is on its way")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    sys.exit(journey(lambda person: day(person, folder), folder))
