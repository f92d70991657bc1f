"""The table of a report: heads, rows, the sums at its foot. A row that is made of orders leads to them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from osdesk.domain.cells import FIGURES, cell_text
from osdesk.domain.reports import Cell, Report, Row
from osdesk.ui.theme import current, even_figures

_Index = QModelIndex | QPersistentModelIndex
_ROW, _HEAD, _PADDING = 34, 32, 12
_MOST_TEXT, _LEAST = 320, 72
#: So many rows are measured to find how wide a column must be.
_MEASURED = 200
_SUM_ROLE = int(Qt.ItemDataRole.UserRole)


class ReportModel(QAbstractTableModel):
    """Cells of a report as text; the sum row is the last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._rows: Sequence[Row] = ()

    @property
    def report(self) -> Report | None:
        """The report that is shown."""
        return self._report

    def show_report(self, report: Report | None) -> None:
        """Show another one."""
        self.beginResetModel()
        self._report = report
        self._rows = report.rows if report is not None else ()
        self.endResetModel()

    def row_of(self, index: _Index) -> Row | None:
        """The report's row; None for the sums."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Rows and the sums."""
        if parent.isValid() or self._report is None:
            return 0
        return len(self._rows) + (self._report.totals is not None)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """The report's columns."""
        return 0 if parent.isValid() or self._report is None else len(self._report.columns)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Text, alignment, and whether it is a sum."""
        report = self._report
        if report is None or not index.isValid():
            return None
        kind = report.columns[index.column()].kind
        sums = index.row() >= len(self._rows)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            cell: Cell = (
                (report.totals or ())[index.column()] if sums else self._rows[index.row()].cells[index.column()]
            )
            return "" if sums and cell is None else cell_text(cell, kind, report.language)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if kind in FIGURES else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return sums if role == _SUM_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        """The columns' titles."""
        if self._report is None or orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._report.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind in FIGURES else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class _RowPainter(QStyledItemDelegate):
    """A line below each row, the first column and the sums strong."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Weights and colours."""
        super().initStyleOption(option, index)
        theme = current()
        strong = index.column() == 0 or bool(index.data(_SUM_ROLE))
        option.font = theme.font("strong" if strong else "text")
        option.palette.setColor(QPalette.ColorRole.Text, theme.colour("text"))
        option.palette.setColor(QPalette.ColorRole.HighlightedText, theme.colour("text"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The cell with room at both sides, and its line."""
        theme = current()
        whole: QRect = option.rect
        sums = bool(index.data(_SUM_ROLE))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground: QColor | None = None
        if sums:
            ground = theme.colour("surface2")
        elif chosen:
            ground = theme.colour("soft")
        elif hovered:
            ground = theme.colour("hover")
        if ground is not None:
            painter.fillRect(whole, ground)
        inside = whole.adjusted(theme.px(_PADDING), 0, -theme.px(_PADDING), 0)
        painter.setFont(theme.font("strong" if sums or index.column() == 0 else "text"))
        painter.setPen(theme.colour("text"))
        text = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), text)
        painter.setPen(theme.colour("edge" if sums else "line"))
        level = whole.top() if sums else whole.bottom()
        painter.drawLine(whole.left(), level, whole.right(), level)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as every row."""
        return QSize(0, current().px(_ROW))


class ReportTable(QTableView):
    """Shows a report's table. `opened` carries the row that Enter or a double click was on."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ReportModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_RowPainter(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        even_figures(self)
        self._widths: list[int] = []
        self._measure()

    def show_report(self, report: Report | None) -> None:
        """Show another one, its first row current."""
        self.rows.show_report(report)
        self._measure()
        if self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, 0))
        self.scrollToTop()

    def resizeEvent(self, event: object) -> None:
        """The columns share the width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the orders of the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """So does a double click."""
        self._open(self.indexAt(event.position().toPoint()))

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.row_of(index)
        if row is not None:
            self.opened.emit(row)

    def changeEvent(self, event: QEvent) -> None:
        """Heights and widths follow the size of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        theme = current()
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self.horizontalHeader().setFixedHeight(theme.px(_HEAD))
        self._widths = self._natural()
        self._fit()

    def _natural(self) -> list[int]:
        """How wide each column would like to be; texts at most so much."""
        report = self.rows.report
        if report is None:
            return []
        theme, metrics = current(), self.fontMetrics()
        measured = report.rows[:_MEASURED]
        widths = []
        for place, column in enumerate(report.columns):
            texts = [cell_text(row.cells[place], column.kind, report.language) for row in measured]
            if report.totals is not None and report.totals[place] is not None:
                texts.append(cell_text(report.totals[place], column.kind, report.language))
            widest = max((metrics.horizontalAdvance(text) for text in (*texts, column.title)), default=0)
            # Strong text is wider.
            wanted = int(widest * 1.08) + 2 * theme.px(_PADDING)
            most = wanted if column.kind in FIGURES else theme.px(_MOST_TEXT)
            widths.append(max(theme.px(_LEAST), min(wanted, most)))
        return widths

    def _fit(self) -> None:
        """Figures get what they need, texts share the rest; the first takes what is left."""
        report = self.rows.report
        if report is None:
            return
        theme = current()
        widths = list(self._widths)
        texts_at = [place for place, column in enumerate(report.columns) if column.kind not in FIGURES]
        spare = self.viewport().width() - sum(widths)
        if texts_at and spare > 0:
            widths[texts_at[0]] += spare
        for place in reversed(texts_at):
            given = max(0, min(-spare, widths[place] - theme.px(_LEAST)))
            widths[place] -= given
            spare += given
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)
