"""The head of a list: titles as quiet labels, and which column it is sorted by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from osdesk.ui.kit import paint
from osdesk.ui.kit.cells import Column
from osdesk.ui.kit.table_rows import insets, shown_columns
from osdesk.ui.theme import current


class TableHeader(QHeaderView):
    """Paints itself; a press on a title asks to be sorted by it."""

    sort_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget, columns: Sequence[Column[Any]]) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self._key, self._descending = "", False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(current().px(48))
        self.sectionClicked.connect(self._clicked)

    def show_sort(self, key: str, descending: bool) -> None:
        """Show by which column the list is sorted, and which way."""
        self._key, self._descending = key, descending
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """32 high."""
        return QSize(super().sizeHint().width(), current().px(32))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """A title and, if it is the one sorted by, an arrow."""
        theme = current()
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        paint.hairline(painter, theme.colour("line"), rect.left(), rect.right() + 1, rect.bottom())
        column = self._columns[logicalIndex]
        left, right = insets(logicalIndex, shown_columns(self))
        box = QRectF(rect).adjusted(left, 0, -right, -1)
        sorted_by = column.key == self._key
        arrow = theme.px(14) if sorted_by else 0
        room = box.adjusted(0, 0, -arrow - (4 if arrow else 0), 0)
        align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        colour = theme.colour("text" if sorted_by else "text2")
        width = paint.label(painter, room, column.title, theme.font("label"), colour, align)
        if sorted_by:
            x = room.right() + 4 if column.right else room.left() + width + 6
            icon = "arrow-down" if self._descending else "arrow-up"
            theme.icons.paint(painter, icon, theme.colour("text"), x, box.center().y() - arrow / 2, arrow)
        painter.restore()

    def _clicked(self, index: int) -> None:
        column = self._columns[index]
        if column.sortable:
            self.sort_wanted.emit(column.key, not self._descending if column.key == self._key else False)
