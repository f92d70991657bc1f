"""An order is issued, changed, issued again, compared and checked, by keyboard alone or by mouse alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

import builders
from journeys.handed_by_mouse import open_order
from journeys.person import Person, journey
from offices import saved_client, saved_order
from osdesk.domain.revisions import format_code
from osdesk.services import company, demo, issuing
from osdesk.services.office import open_office
from osdesk.texts import _
from osdesk.ui.comparing import CompareDialog
from osdesk.ui.kit.labels import Label
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.page import OrdersPage
from osdesk.ui.verifying import VerifyDialog


def by_keyboard(person: Person, home: Path) -> None:
    """Every step by a key."""
    page = person.page
    assert isinstance(page, OrdersPage)
    person.until(lambda: page.list.pane.model.rowCount() == 1, "the order is in the list")
    person.until(page.table.hasFocus, "the list has the keyboard")
    person.press("Down", "Return")
    person.until(lambda: isinstance(person.page, OrderEditor) and person.page.form.isEnabled(), "the editor opens")
    editor = person.page
    assert isinstance(editor, OrderEditor)
    person.press("ctrl+shift+e")
    person.until(lambda: len(rows(editor)) == 1, "the first document")
    person.tab_to(_("Reason"))
    person.press("ctrl+End")
    person.type(" de novo")
    person.press("ctrl+shift+e")
    person.until(lambda: len(rows(editor)) == 2, "the second document, of what was typed")
    assert not editor.is_dirty()
    while editor.form.current < editor.form.parts.index(editor.form.history):
        person.press("ctrl+Next")
    person.tab_to(rows(editor)[0].more.accessibleName())
    person.press("Return")
    person.until(open_menu, "the document's menu")
    person.press("Down", "Down", "Down", "Return")
    compare(person)
    person.press("Escape")
    person.until(lambda: QApplication.activeModalWidget() is None, "the comparison is gone")
    person.press("ctrl+k")
    person.type("Verificar")
    person.press("Return")
    dialog = check_dialog(person)
    person.tab_to(dialog.number.control.accessibleName())
    person.type("1")
    person.tab_to(dialog.code.control.accessibleName())
    person.type(format_code(rows(editor)[1].revision.code).lower())
    person.press("Return")
    said(person, dialog, changed=False)
    back_to(person, dialog.place)
    person.press("Return")
    choose(person, spoilt(editor, home))
    said(person, dialog, changed=True)
    person.picture("checked-by-keyboard")
    person.press("Escape")
    person.until(lambda: QApplication.activeModalWidget() is None, "the dialog is gone")


def by_mouse(person: Person, home: Path) -> None:
    """Every step by the mouse; only words are typed."""
    editor = open_order(person)
    history = editor.form.history
    person.click(editor.index._entries[editor.form.parts.index(history)])
    person.until(lambda: not history.issued.issue.visibleRegion().isEmpty(), "the documents are in sight")
    person.click_button(_("Issue"), history.issued)
    person.until(lambda: len(rows(editor)) == 1, "the document")
    person.click(rows(editor)[0].more)
    menu = person_menu(person)
    action = next(each for each in menu.actions() if each.text() == _("Void…"))
    person.click(menu, menu.actionGeometry(action).center())
    person.until(lambda: QApplication.activeModalWidget() is not None, "the question why")
    person.type("Cliente errado")
    person.picture("void")
    person.click_button(_("Void"), QApplication.activeModalWidget())
    person.until(lambda: rows(editor)[0].revision.voided, "it is void")
    person.until(lambda: QApplication.activeModalWidget() is None, "the question is gone")
    bar = person.window.menuBar()  # type: ignore[attr-defined]  # the main window
    file = next(each for each in bar.actions() if each.text() == _("&File"))
    person.click(bar, bar.actionGeometry(file).center())
    menu = person_menu(person)
    action = next(each for each in menu.actions() if each.text().startswith(_("Check a document…")))
    person.click(menu, menu.actionGeometry(action).center())
    dialog = check_dialog(person)
    person.click(dialog.place, QPoint(40, 40))
    choose(person, spoilt(editor, home))
    said(person, dialog, changed=True)
    person.picture("checked-by-mouse")
    person.click_button(_("Close"), dialog)
    person.until(lambda: QApplication.activeModalWidget() is None, "the dialog is gone")


def rows(editor: OrderEditor) -> list:  # type: ignore[type-arg]  # the rows' class is the list's own
    return editor.form.history.issued.rows


def open_menu() -> QMenu | None:
    found = QApplication.activePopupWidget()
    return found if isinstance(found, QMenu) else None


def person_menu(person: Person) -> QMenu:
    person.until(open_menu, "a menu")
    found = open_menu()
    assert found is not None
    return found


def compare(person: Person) -> None:
    person.until(lambda: isinstance(QApplication.activeModalWidget(), CompareDialog), "the comparison")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CompareDialog)
    person.until(
        lambda: any("de novo" in label.text() for label in dialog.lines.findChildren(Label)), "what was typed is told"
    )
    person.picture("compared")


def check_dialog(person: Person) -> VerifyDialog:
    person.until(lambda: isinstance(QApplication.activeModalWidget(), VerifyDialog), "the check of documents")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, VerifyDialog)
    return dialog


def said(person: Person, dialog: VerifyDialog, *, changed: bool) -> None:
    """The verdict, by its icon: its words are tried elsewhere in every language."""
    icon = "triangle-alert" if changed else "circle-check"
    person.until(lambda: dialog.verdict.isVisible() and dialog.verdict.icon._name == icon, f"the verdict {icon}")
    assert "000001" in dialog.verdict.words.text()


def spoilt(editor: OrderEditor, home: Path) -> Path:
    """The order's first document with one byte changed, as it might come back."""
    desk, revision = editor.desk, rows(editor)[-1].revision
    path = home / "recebida.pdf"
    found: list[bytes] = []
    desk.tasks.run("read", issuing.pdf, desk.office, revision, done=found.append)  # type: ignore[arg-type]  # a lane's name
    while not found:
        QApplication.processEvents()
    data = bytearray(found[0])
    data[data.index(b"stream\n") + 40] ^= 1
    path.write_bytes(data)
    return path


def choose(person: Person, path: Path) -> None:
    person.until(lambda: isinstance(QApplication.activeWindow(), QFileDialog), "the file dialog")
    person.press("ctrl+a")
    person.type(str(path))
    person.press("Return")
    person.until(lambda: not isinstance(QApplication.activeModalWidget(), QFileDialog), "the file is chosen")


def back_to(person: Person, widget: QWidget) -> None:
    for _step in range(12):
        if widget.hasFocus():
            return
        person.press("shift+Tab")
    raise AssertionError("the keyboard never came back")


def furnish(folder: Path) -> None:
    """One order that was never issued."""
    with open_office(folder) as office:
        demo.seed_templates(office)
        company.save(office, builders.a_company(logo=""))
        saved_order(office, saved_client(office), reason="Split nao gela")


if __name__ == "__main__":
    home = Path(sys.argv[1])
    furnish(home / "office")
    day = by_mouse if os.environ["JOURNEY_BY"] == "mouse" else by_keyboard
    sys.exit(journey(lambda person: day(person, home), home))
