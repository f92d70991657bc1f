"""The search over everything (Ctrl+K): a panel over the dimmed page; type, choose with the arrows, Enter.

A child of the window and not a dialog, so that it opens at once and needs no compositor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from osdesk.texts import _, ngettext
from osdesk.ui import theme
from osdesk.ui.desk import Desk
from osdesk.ui.kit import paint
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.dialog import Scrim
from osdesk.ui.kit.labels import Hairline, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.palette_find import Command, Found, Going, entries, find
from osdesk.ui.palette_list import Entries, EntryList
from osdesk.ui.tasks import Lane

_WIDTH = 660
_TOP = 84


class Palette(QWidget):
    """The panel. It closes when something is chosen, on Escape, and on a press beside it."""

    def __init__(self, desk: Desk, commands: Sequence[Command], going: Going, over: QWidget) -> None:
        """`over` is what it covers and dims."""
        super().__init__(over)
        self._desk, self._commands, self._going, self._over = desk, commands, going, over
        self._found = Found()
        #: What is to be done with the answer that isn't there yet.
        self._then: Callable[[], object] | None = None
        self._before = QApplication.focusWidget()
        self._scrim = Scrim(over)
        self._model = Entries(self)
        self._lay()
        self._line.textChanged.connect(self._search)
        self._list.clicked.connect(self._open_index)
        self._line.installEventFilter(self)
        over.installEventFilter(self)
        self._scrim.installEventFilter(self)
        self._show_entries()

    def open(self) -> None:
        """Show it and take the keyboard."""
        self._place()
        self.show()
        self.raise_()
        self._line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._search("")

    def dismiss(self) -> None:
        """Go away; the keyboard goes back to where it was."""
        self._scrim.hide()
        self._scrim.deleteLater()
        self.hide()
        self.deleteLater()
        if self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: keys of the line, presses beside the panel, another size of the window."""
        kind = event.type()
        if watched is self._scrim and kind == QEvent.Type.MouseButtonPress:
            self.dismiss()
            return True
        if watched is self._over and kind == QEvent.Type.Resize:
            self._place()
        if watched is self._line and isinstance(event, QKeyEvent):
            if kind == QEvent.Type.ShortcutOverride and self._means(event) is not None:
                # These keys are the palette's while it is open, and not the menus'.
                event.accept()
                return True
            if kind == QEvent.Type.KeyPress:
                act = self._means(event)
                if act is not None:
                    act()
                    return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: shadow and card."""
        look = theme.current()
        painter = QPainter(self)
        reach = paint.SHADOW
        box = QRectF(self.rect()).adjusted(reach, reach, -reach, -reach)
        paint.shadow(painter, box, 12, look.tokens.shadow * 1.6)
        paint.rounded(painter, box, 12, look.colour("surface"), look.colour("line") if look.dark else None)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's hook: presses on the card stay here."""
        event.accept()

    def _lay(self) -> None:
        look = theme.current()
        self._line = QLineEdit()
        self._line.setProperty("kind", "bare")
        large = QFont(look.font("record"))
        large.setWeight(QFont.Weight.Normal)
        self._line.setFont(large)
        self._line.setPlaceholderText(_("Order, client, phone, or what to do"))
        self._line.setAccessibleName(_("Search orders, clients and actions"))
        self._count = Label("", "hint")
        self._list = EntryList(self._model, self)
        self._head = bar(Icon("search"), self._line, 1, self._count, gap=12, margins=(20, 10, 20, 10))
        self._foot = bar(
            Label(_("↑ ↓ choose"), "hint"),
            Label(_("Enter open"), "hint"),
            Label(_("Esc close"), "hint"),
            None,
            Label(_("Accents and dots don't matter"), "hint"),
            gap=20,
            margins=(20, 9, 20, 10),
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[paint.SHADOW] * 4)
        whole.setSpacing(0)
        middle = column(self._list, margins=(8, 4, 8, 4))
        for part in (self._head, Hairline(), middle, Hairline(), self._foot):
            if isinstance(part, QWidget):
                whole.addWidget(part)
            else:
                whole.addLayout(part, 1 if part is middle else 0)

    def _place(self) -> None:
        look = theme.current()
        reach = paint.SHADOW
        room = self._over.rect()
        width = min(look.px(_WIDTH), room.width() - 32)
        top = min(look.px(_TOP), max(8, (room.height() - look.px(420)) // 2))
        bars = self._head.sizeHint().height() + self._foot.sizeHint().height() + look.px(10)
        height = min(bars + self._list.sizeHint().height(), room.height() - top - 24)
        left = (room.width() - width) // 2
        self.setGeometry(QRect(left, top, width, height).adjusted(-reach, -reach, reach, reach))

    def _search(self, text: str) -> None:
        self._then = None
        self._desk.tasks.run(Lane.READ, find, self._desk.office, text, done=self._answer, owner=self, latest="palette")
        self._show_entries()

    def _answer(self, found: Found) -> None:
        # Older than what is typed by now: a newer answer is on its way.
        if found.text != self._line.text():
            return
        self._found = found
        self._show_entries()
        if self._then is not None:
            then, self._then = self._then, None
            then()

    def _show_entries(self) -> None:
        text = self._line.text()
        found = self._found if text.strip() else Found()
        lines = entries(text, found, self._commands, self._going)
        self._model.show_entries(lines)
        hits = len(found.hits)
        words = ngettext("{count} result", "{count} results", hits).format(count=hits) if hits else _("Nothing found")
        self._count.setText(words if text.strip() else "")
        self._list.choose_first()
        self._place()

    def _once_answered(self, act: Callable[[], object]) -> None:
        """Do it with what is found for the words that stand there, and not with what was found for others before."""
        if self._line.text().strip() and self._found.text != self._line.text():
            self._then = act
        else:
            act()

    def _means(self, event: QKeyEvent) -> Callable[[], object] | None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if held == Qt.KeyboardModifier.NoModifier:
            plain: dict[Qt.Key, Callable[[], object]] = {
                Qt.Key.Key_Down: lambda: self._list.move(1),
                Qt.Key.Key_Up: lambda: self._list.move(-1),
                Qt.Key.Key_PageDown: lambda: self._list.move(5),
                Qt.Key.Key_PageUp: lambda: self._list.move(-5),
                Qt.Key.Key_Escape: self.dismiss,
            }
            return self._open_current if enter else plain.get(key)
        if held == Qt.KeyboardModifier.ControlModifier:
            if enter:
                return self._open_other
            if key == Qt.Key.Key_N and self._line.text().strip():
                return self._new_order
            if key == Qt.Key.Key_K:
                return self.dismiss
        return None

    def _open_index(self, index: QModelIndex) -> None:
        self._go(self._model.entry(index.row()).open)

    def _open_current(self) -> None:
        self._once_answered(self._open_now)

    def _open_other(self) -> None:
        self._once_answered(self._open_other_now)

    def _open_now(self) -> None:
        entry = self._list.current_entry()
        if entry is not None:
            self._go(entry.open)

    def _open_other_now(self) -> None:
        entry = self._list.current_entry()
        if entry is not None:
            self._go(entry.other or entry.open)

    def _new_order(self) -> None:
        from osdesk.services import search

        asked = search.asked_order(self._line.text())
        typed = " ".join((self._line.text() if asked is None else asked).split())
        self._go(lambda: self._going.new_order(None, typed))

    def _go(self, act: Callable[[], object] | None) -> None:
        if act is not None:
            self.dismiss()
            act()
