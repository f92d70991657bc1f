"""A short list whose order is the office's own: rows are dragged, or moved by Alt and the arrows.

Apart from the long lists, which sort: here the order itself is what is edited.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from osdesk.ui.kit import paint
from osdesk.ui.theme import Look, current

_ROW = 44
_ROWS = Qt.ItemDataRole.UserRole
_TITLE = 210


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: what it is called, shown as a chip where there is a `look`, and what is said of it beside it."""

    id: int
    title: str
    detail: str = ""
    look: Callable[[], Look] | None = None
    faint: bool = False


class OrderedList(QListWidget):
    """The rows, all of them in view. `moved` brings their ids in the new order."""

    moved = Signal(object)
    opened = Signal(int)
    delete_wanted = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Rows(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.model().rowsMoved.connect(self._tell)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(_line(item).id))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows; the current one stays so by its id."""
        current_id = self.current_id()
        self.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.title}, {line.detail}" if line.detail else line.title)
            item.setData(_ROWS, line)
            self.addItem(item)
        ids = [line.id for line in lines]
        if ids:
            self.setCurrentRow(ids.index(current_id) if current_id in ids else 0)
        self.updateGeometry()

    def current_id(self) -> int | None:
        """Id of the current row."""
        row = self.currentRow()
        return _line(self.item(row)).id if row >= 0 else None

    def ids(self) -> tuple[int, ...]:
        """The ids in their order."""
        return tuple(_line(self.item(row)).id for row in range(self.count()))

    def move_current(self, step: int) -> None:
        """Move the current row up (-1) or down (1)."""
        row = self.currentRow()
        if row >= 0 and 0 <= row + step < self.count():
            taken = self.takeItem(row)
            self.insertItem(row + step, taken)
            self.setCurrentItem(taken)
            self._tell()

    def sizeHint(self) -> QSize:
        """As high as the rows."""
        return QSize(320, max(1, self.count()) * current().px(_ROW))

    def minimumSizeHint(self) -> QSize:
        """Narrow rooms cut what is said beside."""
        return QSize(240, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and arrows move, Enter opens, Delete deletes; the rest is Qt's."""
        chosen = self.current_id()
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down if alt:
                self.move_current(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if chosen is not None and not event.modifiers():
                self.opened.emit(chosen)
            case Qt.Key.Key_Delete if chosen is not None:
                self.delete_wanted.emit(chosen)
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The row that is pressed becomes the current one; what can be done with it stands below the list."""
        item = self.itemAt(event.pos())
        if item is not None:
            self.setCurrentItem(item)

    def _tell(self) -> None:
        self.moved.emit(self.ids())


def _line(item: QListWidgetItem) -> Line:
    line: Line = item.data(_ROWS)
    return line


class _Rows(QStyledItemDelegate):
    """Paints a row: handle, name or chip, and what is said of it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row has one height."""
        return QSize(200, current().px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        theme = current()
        line: Line = index.data(_ROWS)
        box = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        ground = theme.colour("soft" if chosen else "surface2" if hovered else "surface")
        painter.fillRect(box, ground)
        paint.hairline(painter, theme.colour("line"), box.left(), box.right(), box.bottom() - 1)
        view = self.parent()
        if chosen and isinstance(view, QWidget) and view.hasFocus():
            paint.rounded(painter, box.adjusted(0, 0, 0, -1), theme.px(6), None, theme.colour("link"), 2)
        size = theme.px(16)
        top = box.center().y() - size / 2
        theme.icons.paint(painter, "grip-vertical", theme.colour("text3"), box.left() + theme.px(8), top, size)
        room = QRectF(box.left() + theme.px(34), box.top(), theme.px(_TITLE), box.height() - 1)
        if line.look is not None:
            width = min(paint.chip_width(theme, line.title), theme.px(_TITLE))
            height = theme.px(24)
            chip = QRectF(room.left(), room.center().y() - height / 2, width, height)
            paint.chip(painter, theme, chip, line.look(), line.title)
        else:
            colour = theme.colour("text2" if line.faint else "text")
            paint.label(painter, room, line.title, theme.font("strong"), colour)
        rest = QRectF(room.right() + theme.px(12), box.top(), 0, box.height() - 1)
        rest.setRight(box.right() - theme.px(10))
        paint.label(painter, rest, line.detail, theme.font("text"), theme.colour("text2"))
        painter.restore()
