"""The rail: the rooms, below them the orders being edited, at the foot the office's own. Painted, wide or narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from osdesk.texts import _
from osdesk.ui import theme
from osdesk.ui.rail_parts import HEAD_HEIGHT, ITEM_HEIGHT, NARROW, WIDE, Caption, EditingItem, Head, RailItem
from osdesk.ui.rooms import ROOMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """One open editor as the rail shows it: `number` is short, "" while the order has none."""

    key: int
    number: str
    name: str
    dirty: bool
    current: bool


class Rail(QWidget):
    """The whole rail. `room_wanted` carries a room's key, `editor_wanted` and `close_wanted` an `Editing.key`."""

    room_wanted = Signal(str)
    editor_wanted = Signal(int)
    close_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Rooms"))
        self.narrow = False
        self._editing: tuple[Editing, ...] = ()
        self._head = Head(self)
        self._items: dict[str, RailItem] = {}
        self._caption = Caption(self)
        self._open = QWidget(self)
        self._open_items: list[EditingItem] = []
        self._build()

    @property
    def company(self) -> str:
        """The company's name as it is shown."""
        return self._head.company

    def set_company(self, name: str) -> None:
        """The company's name under the program's."""
        self._head.company = name
        self._head.update()

    def set_count(self, key: str, count: int) -> None:
        """The count at the right of a room (0 shows none)."""
        item = self._items[key]
        item.count = count
        item.describe()

    def set_current(self, key: str) -> None:
        """Mark a room as the current one ("" for none)."""
        for name, item in self._items.items():
            item.setChecked(name == key)

    def set_editing(self, editing: Sequence[Editing]) -> None:
        """Show these open editors, the oldest first."""
        if tuple(editing) != self._editing:
            self._editing = tuple(editing)
            self._lay_open()

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, or icons and words."""
        self.narrow = narrow
        self._head.narrow = self._caption.narrow = narrow
        for item in self._items.values():
            item.narrow = narrow
            item.describe()
        self.adjust()

    def adjust(self) -> None:
        """Take the sizes of the theme again."""
        look = theme.current()
        self.setFixedWidth(look.px(NARROW if self.narrow else WIDE))
        self._head.setFixedHeight(look.px(HEAD_HEIGHT))
        self._caption.setFixedHeight(look.px(36 if not self.narrow else 20))
        for item in self._items.values():
            item.updateGeometry()
        self._lay_open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: as many open orders as fit."""
        super().resizeEvent(event)
        if event.oldSize().height() != event.size().height():
            self._lay_open()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._items:
            self.adjust()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        rooms = QVBoxLayout()
        rooms.setContentsMargins(8, 0, 8, 0)
        rooms.setSpacing(2)
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 0, 8, 0)
        foot.setSpacing(2)
        for room in ROOMS:
            if not room.in_rail:
                continue
            item = RailItem(room.icon, _(room.title), self)
            item.clicked.connect(self._asker(self.room_wanted, room.key))
            item.describe()
            self._items[room.key] = item
            (foot if room.at_foot else rooms).addWidget(item)
        layout.addLayout(rooms)
        opened = QVBoxLayout()
        opened.setContentsMargins(8, 2, 8, 0)
        opened.setSpacing(0)
        opened.addWidget(self._caption)
        opened.addWidget(self._open)
        inner = QVBoxLayout(self._open)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(2)
        layout.addLayout(opened)
        layout.addStretch(1)
        layout.addLayout(foot)
        self.adjust()

    @staticmethod
    def _asker(signal: object, value: object) -> Callable[[], None]:
        return lambda: signal.emit(value)  # type: ignore[attr-defined]  # a bound signal has no public type

    def _lay_open(self) -> None:
        self._caption.setVisible(bool(self._editing))
        self._open.setVisible(bool(self._editing))
        inner = self._open.layout()
        if inner is None:
            return
        shown, rest = self._fitting()
        # Items are used again: one of them may be in the middle of its own click.
        while len(self._open_items) < len(shown):
            item = EditingItem("pencil-line", "", self._open)
            inner.addWidget(item)
            self._open_items.append(item)
            at = len(self._open_items) - 1
            item.clicked.connect(self._wanter(at))
            item.close_wanted.connect(self._closer(at))
        for at, item in enumerate(self._open_items):
            item.setVisible(at < len(shown))
            if at < len(shown):
                self._fill(item, shown[at])
        self._more(rest)

    def _wanter(self, at: int) -> Callable[[], None]:
        return lambda: self.editor_wanted.emit(self._fitting()[0][at].key)

    def _closer(self, at: int) -> Callable[[], None]:
        return lambda: self.close_wanted.emit(self._fitting()[0][at].key)

    def _fill(self, item: RailItem, editing: Editing) -> None:
        item.number = editing.number
        item.setText(editing.name or _("New order"))
        item.dirty = editing.dirty
        item.narrow = self.narrow
        item.setChecked(editing.current)
        item.describe()

    def _fitting(self) -> tuple[tuple[Editing, ...], tuple[Editing, ...]]:
        """The open editors that fit, and the rest: the current one always fits, and of the others the newest."""
        look = theme.current()
        rows = sum(room.in_rail for room in ROOMS)
        taken = look.px(HEAD_HEIGHT) + rows * (look.px(ITEM_HEIGHT) + 2) + self._caption.height() + 24
        room = max(1, (self.height() - taken) // (look.px(ITEM_HEIGHT) + 2))
        if len(self._editing) <= room:
            return self._editing, ()
        kept = sorted(range(len(self._editing)), key=lambda at: (self._editing[at].current, at), reverse=True)[
            : max(1, room - 1)
        ]
        shown = tuple(self._editing[at] for at in sorted(kept))
        rest = tuple(editing for at, editing in enumerate(self._editing) if at not in kept)
        return shown, rest

    def _more(self, rest: tuple[Editing, ...]) -> None:
        found = self._open.findChild(RailItem, "more")
        if not rest:
            if found is not None:
                found.hide()
            return
        if found is None:
            found = RailItem("ellipsis", "", self._open)
            found.setObjectName("more")
            found.clicked.connect(self._show_rest)
        inner = self._open.layout()
        if inner is not None:
            inner.removeWidget(found)
            inner.addWidget(found)
        found.narrow = self.narrow
        found.setText(_("{count} more").format(count=len(rest)))
        found.describe()
        found.show()

    def _show_rest(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for editing in self._fitting()[1]:
            words = f"{editing.number}  {editing.name}".strip() or _("New order")
            menu.addAction(words.replace("&", "&&"), self._asker(self.editor_wanted, editing.key))
        more = self._open.findChild(RailItem, "more")
        if more is not None:
            menu.popup(more.mapToGlobal(more.rect().topRight()))
