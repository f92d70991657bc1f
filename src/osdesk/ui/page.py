"""The base of everything shown right of the rail: what the shell asks of a page and what a page tells the shell.

Apart, so that a page knows nothing of window, bars and menus: it offers actions by the name of their slot, and the
shell's menus forward to them and carry the shortcuts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from osdesk.domain.questions import OrderQuestion
from osdesk.ui.desk import Desk

#: The slots of the shell's menus. A page's action of that name answers there; its own `shortcut` stays empty, or Qt
#: would find the key ambiguous.
SLOTS = (
    "save",
    "save_close",
    "print",
    "print_now",
    "export",
    "issue",
    "send",
    "export_list",
    "duplicate",
    "blank",
    "delete",
    "preview",
    "details",
    "next_problem",
    "next_section",
    "previous_section",
    "find",
    "copy",
    "select_all",
    "change_status",
    "finish",
    "follow_up",
    "undo",
)


class Page(QWidget):
    """A room, or an editor opened from one."""

    #: The title, the bar's widgets or the draft's line changed: the shell asks for them again.
    heading_changed = Signal()
    #: Something typed is not stored yet (True), or no longer (False).
    dirty_changed = Signal(bool)

    #: The room it belongs to ("orders"): that one is marked in the rail.
    key: str = ""
    #: An editor of one record: the rail lists it under *Being edited* and is narrow below 1600, the bar has a way back.
    editing: bool = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.menu_actions: dict[str, QAction] = {}

    def offer(self, slot: str, act: Callable[[], object], *, enabled: bool = True) -> QAction:
        """Offer an action in a slot of the menus (`SLOTS`). Switch it by `setEnabled`; the menus follow."""
        if slot not in SLOTS:
            raise ValueError(f"the menus have no slot {slot!r}")
        action = QAction(self)
        action.setEnabled(enabled)
        # The lambda takes and drops `checked`, which a bound method with defaults would receive as its first argument.
        action.triggered.connect(lambda _checked=False: act())
        self.menu_actions[slot] = action
        return action

    def title(self) -> str:
        """What the bar says at its left, and the window's title."""
        return ""

    def rail_label(self) -> tuple[str, str]:
        """What the rail calls an editor: a short number ("128", "" while it has none) and a name."""
        return "", self.title()

    def bar_left(self) -> QWidget | None:
        """A widget of its own for the bar's left; None shows `title()` as the page's title."""
        return None

    def bar_actions(self) -> Sequence[QWidget]:
        """Widgets for the bar's right, in order; the one filled button is the last. Asked anew at `heading_changed`."""
        return ()

    def shown(self, first: bool) -> None:
        """The page has just become the current one; `first` when for the first time."""

    def go_to(self, place: str) -> None:
        """In a room of several parts: show that one; "" is wherever the person was."""

    def open_record(self, record_id: int) -> None:
        """In a room of list and editor: show this record."""

    def show_answers(self, question: OrderQuestion) -> None:
        """In a room of orders: show those that answer a question."""

    def new_record(self, name: str = "") -> None:
        """In a room of list and editor: begin a new record, its name typed already."""

    def is_dirty(self) -> bool:
        """Whether something typed here is not stored."""
        return False

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Store what was typed, and then do `then`; it isn't done when something has to be put right first."""
        if then is not None:
            then()

    def discard(self, then: Callable[[], None]) -> None:
        """A person chose to give up what was typed: drop its draft, and then do `then`."""
        then()

    def draft_line(self) -> str:
        """What the status bar says while this page is shown ("Unsaved changes · draft kept at 14:32"), or ""."""
        return ""

    def leave_question(self) -> tuple[str, str]:
        """Title and sentence of the question asked when it is closed with something unsaved."""
        raise NotImplementedError(f"{type(self).__name__} can be dirty and asks nothing")

    def ask_to_close(self, then: Callable[[], None]) -> None:
        """Do `then` when the page may go: at once if nothing is unsaved, else as the person answers."""
        if not self.is_dirty():
            then()
            return
        title, sentence = self.leave_question()
        self.desk.prompts.leave(self, title, sentence, save=lambda: self.save(then), discard=lambda: self.discard(then))
