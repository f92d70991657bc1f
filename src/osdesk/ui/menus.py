"""The menu bar: every action of the program with its key. Those of a page are forwarded to the page that is shown.

Apart from the window because the list is long, and because the palette and the page of keys read the same list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar

from osdesk.texts import N_, _
from osdesk.ui.page import Page
from osdesk.ui.rooms import ROOMS
from osdesk.ui.theme import TEXT_SIZES, Appearance

_ROLE = QAction.MenuRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One line of a menu. `slot` names a page's action, else `act` a method of `Deeds`; `shown_key` is only told."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    slot: str = ""
    shown_key: str = ""
    role: QAction.MenuRole = _ROLE.NoRole
    in_palette: bool = True


class Deeds(Protocol):
    """What the window does for the menus; a command's name is the method's, `do_` before it."""

    def do(self, name: str) -> None:
        """Carry out the command of that name."""


FILE: tuple[Command | None, ...] = (
    Command(name="new_order", text=N_("New order"), keys=("Ctrl+N",)),
    Command(name="new_client", text=N_("New client"), keys=("Ctrl+Shift+N",)),
    None,
    Command(name="save", text=N_("Save"), keys=("Ctrl+S",), slot="save"),
    Command(name="save_close", text=N_("Save and close"), keys=("Ctrl+Enter", "Ctrl+Return"), slot="save_close"),
    Command(name="close_page", text=N_("Close order"), keys=("Ctrl+W",), in_palette=False),
    None,
    Command(name="print", text=N_("Print…"), keys=("Ctrl+P",), slot="print"),
    Command(name="print_now", text=N_("Print on the last printer"), keys=("Ctrl+Shift+P",), slot="print_now"),
    Command(name="export", text=N_("Export PDF…"), keys=("Ctrl+E",), slot="export"),
    Command(name="issue", text=N_("Issue"), keys=("Ctrl+Shift+E",), slot="issue"),
    Command(name="send", text=N_("Send…"), keys=("Ctrl+Shift+M",), slot="send"),
    Command(name="export_list", text=N_("Export list (CSV)…"), slot="export_list"),
    None,
    Command(name="verify", text=N_("Check a document…")),
    Command(name="other_office", text=N_("Open another office…")),
    Command(name="quit", text=N_("Quit"), keys=("Ctrl+Q",), role=_ROLE.QuitRole),
)
EDIT: tuple[Command | None, ...] = (
    Command(name="undo", text=N_("Undo"), keys=("Ctrl+Z",), in_palette=False),
    Command(name="redo", text=N_("Redo"), keys=("Ctrl+Shift+Z", "Ctrl+Y"), in_palette=False),
    None,
    Command(name="cut", text=N_("Cut"), keys=("Ctrl+X",), in_palette=False),
    Command(name="copy", text=N_("Copy"), keys=("Ctrl+C",), in_palette=False),
    Command(name="paste", text=N_("Paste"), keys=("Ctrl+V",), in_palette=False),
    Command(name="select_all", text=N_("Select all"), keys=("Ctrl+A",), in_palette=False),
    None,
    Command(name="palette", text=N_("Search everything…"), keys=("Ctrl+K",), in_palette=False),
    Command(name="find", text=N_("Search in this list"), keys=("Ctrl+F",), slot="find"),
    Command(name="next_problem", text=N_("Next field to correct"), keys=("F8",), slot="next_problem", in_palette=False),
    None,
    Command(name="delete", text=N_("Move to the bin"), keys=("Ctrl+Del", "Ctrl+Backspace"), slot="delete"),
)
ORDERS: tuple[Command | None, ...] = (
    Command(name="change_status", text=N_("Change status…"), keys=("Ctrl+M",), slot="change_status"),
    Command(name="finish", text=N_("Finish order"), keys=("Ctrl+Shift+Enter", "Ctrl+Shift+Return"), slot="finish"),
    Command(name="follow_up", text=N_("Order for what failed"), slot="follow_up"),
    Command(name="duplicate", text=N_("Duplicate"), keys=("Ctrl+D",), slot="duplicate"),
    None,
    Command(name="blank", text=N_("Blank form of this order…"), slot="blank"),
    Command(name="pad", text=N_("Blank form for the pad…")),
    Command(name="export_pad", text=N_("Blank form for the pad as PDF…")),
    None,
    Command(name="previous_section", text=N_("Section before"), keys=("Ctrl+PgUp",), slot="previous_section",
            in_palette=False),
    Command(name="next_section", text=N_("Section after"), keys=("Ctrl+PgDown",), slot="next_section",
            in_palette=False),
    Command(name="next_editor", text=N_("Next open order"), keys=("Ctrl+Tab",), in_palette=False),
)  # fmt: skip
VIEW: tuple[Command | None, ...] = (
    Command(name="details", text=N_("Details"), slot="details", shown_key=N_("Space")),
    Command(name="preview", text=N_("Preview"), keys=("F9",), slot="preview"),
    Command(name="full_screen", text=N_("Full screen"), keys=("F11",)),
)
HELP: tuple[Command | None, ...] = (
    Command(name="keys", text=N_("Keys of this screen"), keys=("F1",)),
    Command(name="first_steps", text=N_("First steps")),
    None,
    Command(name="where_data", text=N_("Where the data are")),
    Command(name="log_folder", text=N_("Open the log folder")),
    Command(name="support", text=N_("Copy data for support")),
    None,
    Command(name="about", text=N_("About OS Desk"), role=_ROLE.AboutRole),
)
APPEARANCES: Mapping[Appearance, str] = {
    Appearance.SYSTEM: N_("As the system"),
    Appearance.LIGHT: N_("Light"),
    Appearance.DARK: N_("Dark"),
}


class Menus(QObject):
    """Builds the bar and keeps it true to the page that is shown."""

    def __init__(self, bar: QMenuBar, deeds: Deeds) -> None:
        super().__init__(bar)
        self._deeds = deeds
        self._page: Page | None = None
        self._commands: dict[str, tuple[Command, QAction]] = {}
        self._watched: list[QAction] = []
        self._fill(bar.addMenu(_("&File")), FILE)
        self._fill(bar.addMenu(_("&Edit")), EDIT)
        self._view = bar.addMenu(_("&View"))
        self._fill_view(self._view)
        orders = bar.addMenu(_("&Orders"))
        orders.addAction(self.action("new_order"))
        self._fill(orders, ORDERS)
        self._fill(bar.addMenu(_("&Help")), HELP)
        self.set_page(None)

    def action(self, name: str) -> QAction:
        """The menu's action of that name."""
        return self._commands[name][1]

    def set_page(self, page: Page | None) -> None:
        """Forward to this page from now on."""
        self._release()
        self._page = page
        self.action("close_page").setEnabled(page is not None and page.editing)
        for command, _action in self._commands.values():
            offered = self._offered(command)
            if offered is not None:
                offered.changed.connect(self.refresh)
                self._watched.append(offered)
        self.refresh()

    def refresh(self) -> None:
        """Switch the actions as the page's own are switched."""
        for command, action in self._commands.values():
            if command.slot:
                offered = self._offered(command)
                action.setEnabled(offered is not None and offered.isEnabled())

    def for_palette(self) -> list[tuple[str, str, Callable[[], None]]]:
        """What can be done now, for the palette, what is wanted most first: words, key, and the doing."""
        found = sorted(self._commands.values(), key=lambda made: _rank(made[0].name))
        return [
            (_(command.text).rstrip("…"), self.key_text(command.name), action.trigger)
            for command, action in found
            if command.in_palette and action.isEnabled()
        ]

    def key_text(self, name: str) -> str:
        """The key of a command as people here write it ("Ctrl S"), or ""."""
        command, action = self._commands[name]
        if command.shown_key:
            return _(command.shown_key)
        return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")

    def _fill(self, menu: QMenu, commands: tuple[Command | None, ...]) -> None:
        for command in commands:
            if command is None:
                menu.addSeparator()
            else:
                menu.addAction(self._make(command))

    def _fill_view(self, menu: QMenu) -> None:
        for room in ROOMS:
            keys = (f"Ctrl+{room.number}",) if room.number else ()
            menu.addAction(self._make(Command(name=f"room:{room.key}", text=room.title, keys=keys)))
        menu.addSeparator()
        self._fill(menu, VIEW[:-1])
        menu.addSeparator()
        sizes = menu.addMenu(_("Text size"))
        self._sizes = self._choices(sizes, "text_size", {str(size): f"{size} %" for size in TEXT_SIZES})
        looks = menu.addMenu(_("Appearance"))
        self._looks = self._choices(looks, "appearance", {str(key): _(words) for key, words in APPEARANCES.items()})
        menu.addAction(self._make(Command(name="compact", text=N_("Lower rows"), in_palette=False)))
        self.action("compact").setCheckable(True)
        menu.addSeparator()
        self._fill(menu, VIEW[-1:])

    def choose(self, text_size: int, appearance: str, compact: bool) -> None:
        """Tick what is chosen now."""
        for group, value in ((self._sizes, str(text_size)), (self._looks, appearance)):
            for action in group.actions():
                action.setChecked(action.data() == value)
        self.action("compact").setChecked(compact)

    def _choices(self, menu: QMenu, name: str, choices: Mapping[str, str]) -> QActionGroup:
        group = QActionGroup(menu)
        for value, words in choices.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setData(value)
            action.setMenuRole(_ROLE.NoRole)
            action.triggered.connect(self._doer(f"{name}:{value}"))
            group.addAction(action)
        return group

    def _make(self, command: Command) -> QAction:
        action = QAction(_(command.text), self)
        action.setMenuRole(command.role)
        if command.shown_key:
            # A bare key such as Space can be no shortcut, which would take it from every field.
            action.setText(f"{_(command.text)}\t{_(command.shown_key)}")
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(False)
        if command.slot:
            action.triggered.connect(self._forwarder(command))
        else:
            action.triggered.connect(self._doer(command.name))
        self._commands[command.name] = (command, action)
        return action

    def _doer(self, name: str) -> Callable[[], None]:
        return lambda: self._deeds.do(name)

    def _forwarder(self, command: Command) -> Callable[[], None]:
        def forward() -> None:
            offered = self._offered(command)
            if offered is not None:
                offered.trigger()

        return forward

    def _offered(self, command: Command) -> QAction | None:
        return self._page.menu_actions.get(command.slot) if self._page is not None and command.slot else None

    def _release(self) -> None:
        for action in self._watched:
            if shiboken6.isValid(action):
                action.changed.disconnect(self.refresh)
        self._watched.clear()


def _rank(name: str) -> int:
    """New things, then the rooms, then the rest as it stands in the menus; leaving comes last."""
    return 0 if name.startswith("new_") else 1 if name.startswith("room:") else 3 if name == "quit" else 2


#: Commands of the field that has the keyboard.
EDITING = frozenset({"undo", "redo", "cut", "copy", "paste", "select_all"})


def is_typing() -> bool:
    """Whether the keyboard is in a field of text, which these commands then belong to."""
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit  # types that the first screen hasn't

    return isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit | QTextEdit)


def edit_focused(name: str) -> None:
    """Undo, redo, cut, copy, paste or select all in whatever has the keyboard, if it can."""
    method = {"select_all": "selectAll"}.get(name, name)
    act = getattr(QApplication.focusWidget(), method, None)
    if callable(act):
        act()
