"""The table of a template's items as it looks and is dragged: as high as its rows, for only the form scrolls.

Apart from what is typed and chosen in it, which the view adds.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from osdesk.texts import _
from osdesk.ui.checklists.items_model import Col, ItemsModel
from osdesk.ui.checklists.items_paint import ItemsHead
from osdesk.ui.theme import current

ROW = 36
HEAD = 32
_WIDTHS = {Col.HANDLE: 34, Col.NUMBER: 30, Col.KIND: 140, Col.DETAIL: 126}


class ItemsTable(QTableView):
    """The table. `row_shown` carries the rectangle to scroll to."""

    row_shown = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current()
        self.items = ItemsModel(self)
        self.hovered = -1
        self._dragged = -1
        self._drop_at = -1
        self.setModel(self.items)
        self.setAccessibleName(_("Items of the checklist"))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(ROW))
        head = ItemsHead(self)
        self.setHorizontalHeader(head)
        head.setFixedHeight(theme.px(HEAD))
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(theme.px(24))
        for column, width in _WIDTHS.items():
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, theme.px(width))
        head.setSectionResizeMode(Col.TEXT, QHeaderView.ResizeMode.Stretch)
        for changed in (self.items.rowsInserted, self.items.rowsRemoved, self.items.modelReset):
            changed.connect(lambda *_args: self.updateGeometry())

    # Geometry

    def sizeHint(self) -> QSize:
        """As high as the rows."""
        return QSize(520, current().px(HEAD) + self.items.rowCount() * current().px(ROW) + 1)

    def minimumSizeHint(self) -> QSize:
        """Narrow rooms cut the words."""
        return QSize(440, self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The form scrolls, not the table."""
        event.ignore()

    # What the delegate asks

    def is_dragged(self, row: int) -> bool:
        """Whether that row is being moved by its handle."""
        return row == self._dragged

    def drop_line(self, row: int) -> float | None:
        """Where in that row the line shows at which the dragged one would be dropped."""
        if self._dragged < 0 or self._drop_at < 0 or self._drop_at in (self._dragged, self._dragged + 1):
            return None
        top = self.rowViewportPosition(row)
        if row == self._drop_at:
            return float(top)
        if row == self._drop_at - 1 and self._drop_at == self.items.rowCount():
            return float(top + self.rowHeight(row) - 3)
        return None

    def go_to(self, row: int, column: Col) -> None:
        """Make a cell the current one and bring it into view."""
        index = self.items.index(row, column)
        self.setCurrentIndex(index)
        rect = self.visualRect(index)
        rect.translate(0, self.horizontalHeader().height())
        self.row_shown.emit(rect)

    # Dragging

    def begin_drag(self, row: int) -> None:
        """The handle of a row was pressed."""
        self._dragged, self._drop_at = row, -1
        self.setCurrentIndex(self.items.index(row, Col.TEXT))
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the dragged item would go, or which row the pointer is on."""
        at = event.position().toPoint()
        if self._dragged >= 0:
            self._drop_at = self._gap_at(at.y())
            self.viewport().update()
            return
        index = self.indexAt(at)
        over_handle = index.isValid() and index.column() == Col.HANDLE and self.items.item(index.row()) is not None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if over_handle else Qt.CursorShape.ArrowCursor)
        if index.row() != self.hovered:
            self.hovered = index.row()
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop."""
        if self._dragged < 0:
            return
        row, at = self._dragged, self._drop_at
        self._dragged = self._drop_at = -1
        self.viewport().unsetCursor()
        if at >= 0:
            to = at - 1 if at > row else at
            if self.items.move(row, to):
                self.go_to(to, Col.TEXT)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """The pointer has left."""
        if event.type() == QEvent.Type.Leave and self.hovered >= 0:
            self.hovered = -1
            self.viewport().update()
        return super().viewportEvent(event)

    def _gap_at(self, y: int) -> int:
        """The gap between rows nearest to that height: 0 above the first; never below the empty row."""
        height = max(1, self.rowHeight(0))
        return max(0, min(round((y - self.rowViewportPosition(0)) / height), self.items.rowCount() - 1))
