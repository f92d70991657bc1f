"""What carries words and grounds: labels in the roles of the sheet, hairlines, grounds."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from osdesk.ui.kit.layout import repolish
from osdesk.ui.theme import current, even_figures


def fill(painter: QPainter, box: QRect, colour: QColor) -> None:
    """Fill a box. `fillRect` does the same but has PySide load all of Qt's gradients first, before the first paint."""
    painter.setBackground(colour)
    painter.eraseRect(box)


class Label(QLabel):
    """Text in a role of the sheet: "page", "record", "section", "strong", "dim", "label", "hint", "figures", …"""

    def __init__(self, text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        # Plain: what a person typed is never markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        if role.startswith("figures"):
            even_figures(self)

    def set_role(self, role: str) -> None:
        """Give it another role."""
        if self.property("role") != role:
            self.setProperty("role", role)
            repolish(self)


class ElidedLabel(Label):
    """One line that is cut with … where there's no room; its tooltip then has the whole."""

    def __init__(self, text: str = "", role: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, role, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(24)

    def sizeHint(self) -> QSize:
        """As wide as the text wants."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        box = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        tip = "" if shown == self.text() else self.text()
        if self.toolTip() != tip:
            self.setToolTip(tip)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(box, int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)


class Hairline(QFrame):
    """A line of one pixel between two parts, lying or standing."""

    def __init__(
        self, *, standing: bool = False, above: int = 0, below: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._standing = standing
        theme = current()
        self._above, self._below = theme.px(above), theme.px(below)
        if standing:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1 + self._above + self._below)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line."""
        box = QRect(0, 0, 1, self.height()) if self._standing else QRect(0, self._above, self.width(), 1)
        fill(QPainter(self), box, current().colour("line"))


class Ground(QWidget):
    """A plain widget with a ground of the sheet ("surface", "rail", "surface2", "desk")."""

    def __init__(self, ground: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # It covers what lies behind, which therefore isn't painted anew with every letter typed on it.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setProperty("ground", ground)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its colour."""
        fill(QPainter(self), event.rect(), current().colour(str(self.property("ground"))))
