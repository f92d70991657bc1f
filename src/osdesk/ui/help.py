"""What the help menu answers: the keys of the page that is shown, first steps, where the data are, the log, support,
about. All of it works without the network.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from osdesk import __version__, assets, folders
from osdesk.domain.checklists import Answer
from osdesk.domain.questions import ClientQuestion, OrderQuestion
from osdesk.texts import _, language
from osdesk.ui import theme
from osdesk.ui.desk import Desk
from osdesk.ui.kit.badges import KeyCap
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.tasks import Lane
from osdesk.ui.window import Window

if TYPE_CHECKING:
    from osdesk.services.office import Office

#: Lines of the log that go with the data for support.
_LOG_LINES = 60

Keys = Sequence[tuple[Sequence[str], str]]


class Help:
    """Carries out the commands of the help menu (and the blank pad, which belongs to no page)."""

    def __init__(self, desk: Desk, window: Window) -> None:
        self._desk, self._window = desk, window

    def do(self, name: str) -> None:
        """Carry out a command of the menus by its name."""
        deeds: dict[str, Callable[[], object]] = {
            "keys": self.keys,
            "first_steps": self.first_steps,
            "where_data": self.where_data,
            "log_folder": self.log_folder,
            "support": self.support,
            "about": self.about,
            "verify": self.verify,
            "pad": lambda: self._desk.printing.print_blank(self._window),
            "export_pad": self._export_pad,
        }
        if name in deeds:
            deeds[name]()

    def _export_pad(self) -> None:
        from osdesk.ui.exporting import export_blank

        export_blank(self._desk, self._window)

    def verify(self) -> None:
        """Check whether a document was issued here."""
        from osdesk.ui.verifying import VerifyDialog

        self._desk.prompts.show(VerifyDialog(self._desk, self._window))

    def keys(self) -> None:
        """The keys of the page that is shown, and those that work everywhere."""
        page = self._window.pages.current
        dialog = Dialog(self._window, _("Keys of this screen"), icon="keyboard", width=760)
        here = _editor_keys() if page is not None and page.editing else _room_keys(page.key if page else "")
        columns = bar(_key_table(_("Here"), here), 1, _key_table(_("Everywhere"), _global_keys()), 1, gap=32)
        for place in range(columns.count()):
            item = columns.itemAt(place)
            if item is not None:
                item.setAlignment(Qt.AlignmentFlag.AlignTop)
        dialog.add(columns)
        self._close_with(dialog)

    def first_steps(self) -> None:
        """Five lines from the phone call to the paper."""
        dialog = Dialog(self._window, _("First steps"), icon="book-open", width=560)
        steps = (
            _("In “Company”, put your name, logo and phone: they stand at the head of every sheet."),
            _("Ctrl+N begins an order. Two letters find a client; a new one needs only the name."),
            _("Write the reason, set the deadline, choose who goes. The sheet beside it shows what will be printed."),
            _("Ctrl+S gives the order its number. Ctrl+P prints both copies on one sheet."),
            _("When the technician is back, open the order by its number (Ctrl+K) and fill in what was done."),
        )
        for number, step in enumerate(steps, 1):
            line = bar(KeyCap(str(number)), gap=12)
            line.addWidget(Label(step, wrap=True), 1)
            dialog.add(line)
        self._close_with(dialog)

    def where_data(self) -> None:
        """The office's folder, and this workstation's own files."""
        folder = self._folder()
        dialog = Dialog(self._window, _("Where the data are"), icon="folder-open", width=620)
        for words, path in (
            (_("The office: orders, clients, company"), folder),
            (_("What this computer is set to"), folders.settings_file()),
            (_("Drafts of what is being typed"), folders.drafts_folder(folder)),
            (_("The log, for support"), folders.log_folder()),
        ):
            shown = Label(str(path), "strong", wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            dialog.add(column(Label(words, "label"), shown, gap=1))
        copy = Button(_("Copy folder"), lambda: _to_clipboard(str(folder)), icon="copy")
        opened = Button(
            _("Open folder"), lambda: self._desk.prompts.open_path(folder), kind="filled", icon="folder-open"
        )
        dialog.add_buttons(copy, Button(_("Close"), dialog.accept), opened)
        self._desk.prompts.show(dialog)
        opened.setFocus()

    def log_folder(self) -> None:
        """Show the folder of the log."""
        folder = folders.log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        self._desk.prompts.open_path(folder)

    def support(self) -> None:
        """Copy versions, sizes and the last lines of the log: nothing that was typed."""
        self._desk.tasks.run(
            Lane.READ, _support_facts, self._desk.office, self._folder(), done=self._copy_support, owner=self._window
        )

    def about(self) -> None:
        """Version and licences."""
        from osdesk.ui.licences import WORKS

        dialog = Dialog(self._window, "OS Desk", icon="info", width=640)
        dialog.say(_("Version {version}. Service orders for a small office.").format(version=__version__))
        dialog.say(_("Free software under the MIT licence. It stands on the work of others:"))
        for work in WORKS:
            line = bar(gap=24)
            line.addWidget(Label(work.names, wrap=True), 1)
            line.addWidget(Label(_(work.licence), "hint"), 0, Qt.AlignmentFlag.AlignTop)
            dialog.add(line)
        dialog.say(_("Only look-ups of CEP and CNPJ that you ask for, and what you send, leave this computer."))
        folder = assets.path("licences")
        texts = Button(_("Licence texts"), lambda: self._desk.prompts.open_path(folder), icon="folder-open")
        self._close_with(dialog, texts)

    def _folder(self) -> Path:
        return self._desk.settings.last_office or folders.data_folder()

    def _copy_support(self, facts: str) -> None:
        screen = self._window.screen()
        size = screen.geometry()
        here = (
            f"OS Desk {__version__} · Python {platform.python_version()} · PySide6 {pyside_version}",
            f"{platform.platform()} · {language()} · {QLocale.system().name()}",
            f"{size.width()}×{size.height()} @ {screen.devicePixelRatio():g} · {QGuiApplication.platformName()}",
            f"{self._desk.theme.appearance} · {self._desk.theme.text_size} %",
            f"frozen: {getattr(sys, 'frozen', False)}",
        )
        _to_clipboard("\n".join(here) + "\n" + facts)
        self._desk.go.say(_("Copied. It holds versions and the log, and nothing that you typed."))

    def _close_with(self, dialog: Dialog, *others: Button) -> None:
        close = Button(_("Close"), dialog.accept, kind="filled")
        dialog.add_buttons(*others, close)
        self._desk.prompts.show(dialog)
        close.setFocus()


def _support_facts(office: Office, folder: Path) -> str:
    """For the read lane: counts and sizes, and the end of the log, which holds no personal data."""
    from osdesk.services import lists

    orders = lists.orders_tally(office, OrderQuestion()).rows
    clients = lists.clients_tally(office, ClientQuestion())
    sizes = ", ".join(f"{name} {_size(folder / name)}" for name in ("office.db", "files.db"))
    lines = [f"{orders} orders, {clients} clients, {sizes}"]
    log = folders.log_folder() / "osdesk.log"
    if log.exists():
        lines += log.read_text("utf-8", "replace").splitlines()[-_LOG_LINES:]
    return "\n".join(lines)


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1_000_000:.1f} MB" if path.exists() else "–"


def _to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _key_table(title: str, keys: Keys) -> QWidget:
    holder = QWidget()
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.current().px(12))
    grid.setVerticalSpacing(theme.current().px(6))
    grid.addWidget(Label(title, "group"), 0, 0, 1, 2)
    for row, (caps, words) in enumerate(keys, 1):
        line = bar(*(KeyCap(cap) for cap in caps), gap=4)
        line.addStretch(1)
        grid.addLayout(line, row, 0)
        grid.addWidget(Label(words, wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    holder.setLayout(column(grid, None, gap=0))
    return holder


def _global_keys() -> Keys:
    return (
        (("Ctrl", "N"), _("New order")),
        (("Ctrl", "K"), _("Search everything")),
        (("Ctrl", "3"), _("Orders; 4 clients, 5 checklists, 6 team")),
        (("Ctrl", "7"), _("Company; 8 settings")),
        (("Ctrl", "Tab"), _("Next open order")),
        (("Ctrl", "Z"), _("Undo, also what the line below says")),
        (("Ctrl", "Shift", "N"), _("New client")),
        (("F11",), _("Full screen")),
        (("F1",), _("This page")),
    )


def _room_keys(key: str) -> Keys:
    if key == "orders":
        return (
            (("up", "down"), _("Go through the orders")),
            (("Enter",), _("Open")),
            ((_("Space"),), _("Details")),
            (("Shift", "down"), _("Choose several")),
            (("Ctrl", "A"), _("Choose all")),
            (("Ctrl", "F"), _("Search in this list; typing does it too")),
            (("Ctrl", "P"), _("Print what is chosen")),
            (("Ctrl", "M"), _("Change status")),
            (("Ctrl", "C"), _("Copy rows for a spreadsheet")),
            ((_("Del"),), _("Move to the bin")),
        )
    if key == "outbox":
        return (
            (("up", "down"), _("Go through the list")),
            (("Enter",), _("Open the order")),
            ((_("Space"),), _("Details")),
            (("F5",), _("Try now")),
            (("F2",), _("Change the message")),
            ((_("Del"),), _("Cancel sending")),
            (("Ctrl", "A"), _("Choose all")),
        )
    if key == "bin":
        return ((("up", "down"), _("Go through the list")), (("Enter",), _("Restore")))
    return (
        (("up", "down"), _("Go through the list")),
        (("Ctrl", "F"), _("Search in this list")),
        (("Ctrl", "S"), _("Save")),
        (("F8",), _("Next field to correct")),
    )


def _editor_keys() -> Keys:
    from osdesk.ui.orders.checklist_model import answer_letter

    letters = tuple(answer_letter(answer) for answer in Answer)
    return (
        (("Ctrl", "S"), _("Save")),
        (("Ctrl", "Enter"), _("Save and close")),
        (("Ctrl", "P"), _("Print both copies")),
        (("Ctrl", "Shift", "P"), _("Print on the last printer")),
        (("Ctrl", "E"), _("Export PDF")),
        (("Ctrl", "Shift", "E"), _("Issue")),
        (("Ctrl", "M"), _("Change status")),
        (("Ctrl", "PgDn"), _("Next section; PgUp the one before")),
        (("F8",), _("Next field to correct")),
        (("F9",), _("Show or hide the preview")),
        (letters, _("In the checklist: yes, no, not applicable")),
        (("Tab",), _("In the materials: next cell, from the last a new line")),
        (("Ctrl", _("Del")), _("In the materials: remove the line")),
        (("Alt", "up", "down"), _("In the materials: move the line")),
        (("Ctrl", "W"), _("Close order")),
        (("Esc",), _("Back to the list")),
    )
