"""The search over everything (Ctrl+K): a panel over the dimmed page; type, choose with the arrows, Enter.

A child of the window and not a dialog, so that it opens at once and needs no compositor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from osdesk.services import wording
from osdesk.texts import _, ngettext
from osdesk.ui import theme
from osdesk.ui.desk import Desk
from osdesk.ui.kit import matching, paint
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.dialog import Scrim
from osdesk.ui.kit.labels import Hairline, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.palette_find import Command, Entry, Found, Going, entries, find
from osdesk.ui.tasks import Lane

_WIDTH = 660
_TOP = 84
_ROW = 42
_HEADING = 28
_Index = QModelIndex | QPersistentModelIndex


class Palette(QWidget):
    """The panel. It closes when something is chosen, on Escape, and on a press beside it."""

    def __init__(self, desk: Desk, commands: Sequence[Command], going: Going, over: QWidget) -> None:
        """`over` is what it covers and dims."""
        super().__init__(over)
        self._desk, self._commands, self._going, self._over = desk, commands, going, over
        self._found = Found((), (), {})
        self._before = QApplication.focusWidget()
        self._scrim = Scrim(over)
        self._model = _Entries(self)
        self._lay()
        self._line.textEdited.connect(self._search)
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
        self._list = _EntryList(self._model, self)
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
        self._desk.tasks.run(Lane.READ, find, self._desk.office, text, done=self._answer, owner=self, latest="palette")
        self._show_entries()

    def _answer(self, found: Found) -> None:
        self._found = found
        self._show_entries()

    def _show_entries(self) -> None:
        text = self._line.text()
        found = self._found if text.strip() else Found((), (), {})
        lines = entries(text, found, self._commands, self._going)
        self._model.show_entries(lines, text)
        hits = len(found.orders) + len(found.clients)
        words = ngettext("{count} result", "{count} results", hits).format(count=hits) if hits else _("Nothing found")
        self._count.setText(words if text else "")
        self._list.choose_first()
        self._place()

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
        entry = self._list.current_entry()
        if entry is not None:
            self._go(entry.open)

    def _open_other(self) -> None:
        entry = self._list.current_entry()
        if entry is not None:
            self._go(entry.other or entry.open)

    def _new_order(self) -> None:
        typed = " ".join(self._line.text().split())
        self._go(lambda: self._going.new_order(None, typed))

    def _go(self, act: Callable[[], object] | None) -> None:
        if act is not None:
            self.dismiss()
            act()


class _Entries(QAbstractListModel):
    """The lines, as a model that a screen reader can walk."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self.query = ""

    def show_entries(self, lines: list[Entry], query: str) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._entries, self.query = lines, query
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """The line of a row."""
        return self._entries[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """Qt's hook."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt's hook: the words, for screen readers; painting asks for the entry itself."""
        entry = self._entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.title}, {entry.detail}" if entry.detail else entry.title
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Qt's hook: headings can't be chosen."""
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if self._entries[index.row()].open is not None else Qt.ItemFlag.NoItemFlags


class _EntryList(QListView):
    """The list; the keyboard stays in the line above, which moves the choice."""

    def __init__(self, model: _Entries, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries = model
        self.setModel(model)
        self.setItemDelegate(_EntryDelegate(model, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Results"))

    def sizeHint(self) -> QSize:
        """Qt's hook: as high as all lines."""
        look = theme.current()
        headings = sum(self._entries.entry(row).open is None for row in range(self._entries.rowCount()))
        return QSize(100, look.px(_HEADING) * headings + look.px(_ROW) * (self._entries.rowCount() - headings))

    def minimumSizeHint(self) -> QSize:
        """Qt's hook: it scrolls."""
        return QSize(100, 40)

    def current_entry(self) -> Entry | None:
        """The line that is chosen."""
        index = self.currentIndex()
        return self._entries.entry(index.row()) if index.isValid() else None

    def choose_first(self) -> None:
        """Choose the first line that is no heading."""
        self.setCurrentIndex(QModelIndex())
        self.move(1)
        self.scrollToTop()

    def move(self, steps: int) -> None:  # type: ignore[override]  # a view in a layout is never moved by hand
        """Choose another line, over headings, stopping at the ends."""
        rows = [row for row in range(self._entries.rowCount()) if self._entries.entry(row).open is not None]
        if not rows:
            return
        here = self.currentIndex().row()
        at = rows.index(here) + steps if here in rows else 0
        row = rows[max(0, min(len(rows) - 1, at))]
        self.setCurrentIndex(self._entries.index(row))
        if row == rows[0]:
            self.scrollToTop()


class _EntryDelegate(QStyledItemDelegate):
    """Paints a line: icon, words with the match in bold, a second line, and at the right a status or a key."""

    def __init__(self, model: _Entries, parent: QObject) -> None:
        super().__init__(parent)
        self._entries = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Qt's hook."""
        heading = self._entries.entry(index.row()).open is None
        return QSize(100, theme.current().px(_HEADING if heading else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Qt's hook."""
        look = theme.current()
        entry = self._entries.entry(index.row())
        box = QRectF(option.rect)
        if entry.open is None:
            paint.label(
                painter, box.adjusted(look.px(12), 0, 0, 0), entry.title, look.font("chip"), look.colour("text2")
            )
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            paint.rounded(painter, box, 6, look.colour("soft" if chosen else "hover"))
        size = look.px(18)
        ink = look.colour("link" if chosen else "text2")
        look.icons.paint(
            painter, entry.icon, ink, box.left() + look.px(12), box.top() + (box.height() - size) / 2, size
        )
        right = self._paint_right(painter, box, entry)
        words = QRectF(box.left() + look.px(42), box.top(), right - box.left() - look.px(54), box.height())
        if entry.detail:
            words.setHeight(box.height() / 2)
            words.translate(0, look.px(3))
        query = self._entries.query if entry.found else ""
        found = matching.spans(entry.title, query)
        plain = (look.font("medium"), look.colour("text"))
        bold = (look.font("strong"), look.colour("link"))
        paint.matched(painter, words, entry.title, found, plain, bold)
        if entry.detail:
            words.translate(0, box.height() / 2 - look.px(5))
            found = matching.spans(entry.detail, query)
            plain = (look.font("hint"), look.colour("text2"))
            bold = (look.font("chip"), look.colour("link"))
            paint.matched(painter, words, entry.detail, found, plain, bold)

    def _paint_right(self, painter: QPainter, box: QRectF, entry: Entry) -> float:
        """What stands at the right; gives back where it begins."""
        look = theme.current()
        right = box.right() - look.px(14)
        if entry.status is not None:
            words = wording.status_name(entry.status)
            width = paint.chip_width(look, words)
            height = look.px(24)
            chip = QRectF(right - width, box.top() + (box.height() - height) / 2, width, height)
            paint.chip(painter, look, chip, look.of_status(entry.status), words)
            return right - width
        if entry.hint:
            room = box.adjusted(0, 0, -look.px(14), 0)
            wide = paint.label(
                painter, room, entry.hint, look.font("label"), look.colour("text2"), Qt.AlignmentFlag.AlignRight
            )
            return right - wide
        return right
