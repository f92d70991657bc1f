"""The rows above a list for records that are new and have no place in it yet."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from osdesk.texts import _
from osdesk.ui.kit import paint
from osdesk.ui.theme import current

HEIGHT = 52


class PinnedRow(QAbstractButton):
    """One new record: what it is called so far, and that it isn't saved."""

    def __init__(self, name: str, *, chosen: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self.setText(name)
        self.setAccessibleName(_("{name}, not saved yet").format(name=name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(current().px(HEIGHT))

    def set_chosen(self, chosen: bool) -> None:
        """Show whether its form is the one shown."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as the list."""
        return QSize(120, current().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two lines and the dot."""
        theme = current()
        painter = QPainter(self)
        ground = "soft" if self._chosen else "surface2" if self.underMouse() else "surface"
        painter.fillRect(self.rect(), theme.colour(ground))
        if self._chosen:
            painter.fillRect(0, 0, 3, self.height(), theme.colour("link"))
        paint.hairline(painter, theme.colour("line"), theme.px(16), self.width(), self.height() - 1)
        box = self.rect().toRectF().adjusted(theme.px(20), theme.px(8), -theme.px(32), 0)
        half = theme.px(18)
        upper = QRectF(box.left(), box.top(), box.width(), half)
        paint.label(painter, upper, self.text(), theme.font("strong"), theme.colour("text"))
        paint.label(painter, upper.translated(0, half), _("Unsaved draft"), theme.font("hint"), theme.colour("text2"))
        unsaved_dot(painter, QPointF(self.width() - theme.px(18), self.height() / 2))
        if self.hasFocus():
            paint.rounded(painter, self.rect().toRectF(), 2, None, theme.colour("link"), 2)


class PinnedRows(QWidget):
    """The rows of all new records; `chosen` carries the key of one."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, PinnedRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_rows(self, names: Mapping[int, str], current_key: int) -> None:
        """Show these, by key."""
        for key in tuple(self._rows):
            if key not in names:
                row = self._rows.pop(key)
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
        for key, name in names.items():
            row = self._rows.get(key) or self._add(key, name)
            if row.text() != name:
                row.setText(name)
                row.setAccessibleName(_("{name}, not saved yet").format(name=name))
            row.set_chosen(key == current_key)
        self.setVisible(bool(self._rows))

    def _add(self, key: int, name: str) -> PinnedRow:
        row = PinnedRow(name, chosen=False)
        row.clicked.connect(lambda: self.chosen.emit(key))
        self._rows[key] = row
        self._column.addWidget(row)
        return row


def unsaved_dot(painter: QPainter, middle: QPointF) -> None:
    """The dot of something unsaved."""
    theme = current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("link"))
    radius = theme.px(4)
    painter.drawEllipse(middle, radius, radius)
