"""The list of the reports: each with what it answers."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from osdesk.domain.reports import ReportName
from osdesk.services.wording import report_words
from osdesk.texts import _, language
from osdesk.ui.theme import current

_ROW, _SIDE = 36, 16


class ReportNames(QListWidget):
    """One report after the other; `chosen` carries the one that became current."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Reports"))
        self.setItemDelegate(_OneLine(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name in ReportName:
            item = QListWidgetItem(report_words.name(name, language()))
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


class _OneLine(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The name; the chosen one has the accent's bar at its left. What it answers is told by the tooltip."""
        theme = current()
        box: QRect = option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("soft"))
            painter.fillRect(QRect(box.left(), box.top(), theme.px(3), box.height()), theme.colour("link"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        inside = box.adjusted(theme.px(_SIDE), 0, -theme.px(8), 0)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("text"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line."""
        return QSize(0, current().px(_ROW))
