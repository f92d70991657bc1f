"""The list of the reports: each with what it answers."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from osdesk.domain.reports import ReportName
from osdesk.services.wording import report_words
from osdesk.texts import _, language
from osdesk.ui.theme import current

_ROW, _SIDE = 52, 16
_PURPOSE = int(Qt.ItemDataRole.UserRole)


class ReportNames(QListWidget):
    """One report after the other; `chosen` carries the one that became current."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Reports"))
        self.setItemDelegate(_TwoLines(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name in ReportName:
            item = QListWidgetItem(report_words.name(name, language()))
            item.setData(_PURPOSE, report_words.purpose(name, language()))
            item.setToolTip(report_words.purpose(name, language()))
            self.addItem(item)
        self.setCurrentRow(0)
        self.currentRowChanged.connect(self._tell)

    @property
    def current_name(self) -> ReportName:
        """The report that is chosen."""
        return list(ReportName)[max(0, self.currentRow())]

    def choose(self, name: ReportName) -> None:
        """Choose one."""
        self.setCurrentRow(list(ReportName).index(name))

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(super().sizeHint().width(), current().px(_ROW) * self.count())

    def _tell(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self.current_name)


class _TwoLines(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Name over purpose; the chosen one has the accent's bar at its left."""
        theme = current()
        box: QRect = option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("soft"))
            painter.fillRect(QRect(box.left(), box.top(), theme.px(3), box.height()), theme.colour("link"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        inside = box.adjusted(theme.px(_SIDE), theme.px(8), -theme.px(8), -theme.px(8))
        half = inside.height() // 2
        for words, font, colour, top in (
            (str(index.data()), "strong", "text", inside.top()),
            (str(index.data(_PURPOSE)), "label", "text2", inside.top() + half),
        ):
            painter.setFont(theme.font(font))
            painter.setPen(theme.colour(colour))
            line = QRect(inside.left(), top, inside.width(), half)
            text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines."""
        return QSize(0, current().px(_ROW))
