"""The list at the left of the room: rows of two lines with an icon, several chosen with Shift and Ctrl."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from osdesk.ui.kit import paint
from osdesk.ui.theme import current

_Index = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """One row: `key` is a page's id or an order's, `tone` the colour of its icon."""

    key: int
    title: str
    detail: str
    icon: str
    tone: str = "text2"


class _Rows(QAbstractListModel):
    def __init__(self, parent: RowList) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.title}, {row.detail}" if row.detail else row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.title}\n{row.detail}"
        return None

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, current().px(52))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = current()
        model = index.model()
        row: Row = model.rows[index.row()]  # type: ignore[attr-defined]  # the one model this delegate is given
        box = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = "soft" if chosen else "hover" if state & QStyle.StateFlag.State_MouseOver else "surface"
        painter.fillRect(box, theme.colour(ground))
        if chosen:
            painter.fillRect(QRectF(box.left(), box.top(), theme.px(3), box.height()), theme.colour("link"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        size = theme.px(16)
        left = box.left() + theme.px(16)
        top = box.center().y() - size / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme.icons.paint(painter, row.icon, theme.colour(row.tone), left, top, size)
        left += size + theme.px(12)
        width, half = box.right() - theme.px(12) - left, theme.px(18)
        upper = QRectF(left, box.center().y() - half, width, half)
        paint.line(painter, upper, row.title, theme.face("strong"), theme.colour("text"))
        lower = QRectF(left, box.center().y(), width, half)
        paint.line(painter, lower, row.detail, theme.face("hint"), theme.colour("text2"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("link"))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -1.5))


class RowList(QListView):
    """The list. `chosen`: another row is current or others are selected; `opened`: Enter or a double click on one;
    `unwanted`: Delete.
    """

    chosen = Signal()
    opened = Signal(int)
    unwanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.selectionModel().selectionChanged.connect(lambda *_change: self.chosen.emit())
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.rows[index.row()].key))

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return tuple(self._rows.rows)

    def keys(self) -> tuple[int, ...]:
        """Keys of the selected rows, from the top."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._rows.rows[place].key for place in places)

    def current_key(self) -> int | None:
        """Key of the row to be looked at: the current one, or the first selected."""
        here = self.currentIndex()
        keys = self.keys()
        if here.isValid() and self._rows.rows[here.row()].key in keys:
            return self._rows.rows[here.row()].key
        return keys[0] if keys else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; what was current stays so, or the row that took its place is."""
        before, place, kept = self.current_key(), self.currentIndex().row(), set(self.keys())
        if tuple(rows) == self.rows:
            return
        scrolled = self.verticalScrollBar().value()
        blocked = self.selectionModel().blockSignals(True)
        self._rows.show(rows)
        at = next((number for number, row in enumerate(rows) if row.key == before), None)
        number = at if at is not None else min(max(place, 0), len(rows) - 1)
        if rows:
            self.setCurrentIndex(self._rows.index(number))
            for other, row in enumerate(rows):
                if at is not None and row.key in kept and other != number:
                    self.selectionModel().select(self._rows.index(other), QItemSelectionModel.SelectionFlag.Select)
        self.selectionModel().blockSignals(blocked)
        # A list that is filled anew begins at its top, and nobody hears which row is current.
        self.verticalScrollBar().setValue(scrolled)
        self.scrollTo(self.currentIndex())
        self.viewport().update()
        self.chosen.emit()

    def choose(self, key: int) -> None:
        """Make that row the current one, if it is there."""
        for number, row in enumerate(self._rows.rows):
            if row.key == key:
                self.setCurrentIndex(self._rows.index(number))

    def step(self, steps: int) -> None:
        """Make the row so many further the current one."""
        if self._rows.rows:
            number = min(max(self.currentIndex().row() + steps, 0), len(self._rows.rows) - 1)
            self.setCurrentIndex(self._rows.index(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete asks to be rid of it."""
        key = self.current_key()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and key is not None:
            self.opened.emit(key)
            return
        if event.matches(QKeySequence.StandardKey.Delete) and key is not None:
            self.unwanted.emit()
            return
        super().keyPressEvent(event)
