"""What a list shows when it has nothing: a drawing of two sheets, a sentence, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from osdesk.ui.kit import paint
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.labels import Label
from osdesk.ui.theme import current


class TwoSheets(QWidget):
    """The drawing: a written sheet before its copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(current().px(132), current().px(128))

    def sizeHint(self) -> QSize:
        """Small."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two sheets, a little turned."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(theme.px(100) / 100, theme.px(100) / 100)
        painter.save()
        painter.translate(80, 64)
        painter.rotate(6)
        paint.rounded(painter, QRectF(-40, -54, 80, 108), 8, theme.colour("soft"), theme.colour("soft_line"), 1.5)
        painter.restore()
        painter.translate(53, 67)
        painter.rotate(-3)
        paint.rounded(painter, QRectF(-40, -53, 80, 106), 8, theme.colour("surface"), theme.colour("edge"), 1.5)
        painter.setPen(QPen(theme.colour("link"), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(-26, -34), QPointF(2, -34))
        painter.setPen(QPen(theme.colour("field"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for line in range(5):
            y = -20 + line * 12
            painter.drawLine(QPointF(-26, y), QPointF(6 if line == 4 else 26, y))


class Empty(QWidget):
    """Drawing, title, sentence; one filled button, at most two others."""

    def __init__(
        self,
        title: str,
        sentence: str = "",
        *actions: Button,
        links: tuple[Button, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`actions` stand side by side, the filled one first; `links` below them."""
        super().__init__(parent)
        theme = current()
        self.title = Label(title, "page")
        self.sentence = Label(sentence, "dim", wrap=True)
        whole = QVBoxLayout(self)
        whole.setSpacing(theme.px(6))
        whole.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        whole.addWidget(TwoSheets(), 0, centre)
        whole.addSpacing(theme.px(12))
        for label in (self.title, self.sentence):
            label.setAlignment(centre)
            whole.addWidget(label)
        self.sentence.setVisible(bool(sentence))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        for button in actions:
            buttons.addWidget(button)
        if actions:
            # Whoever gives it the keyboard means the first of what can be done.
            self.setFocusProxy(actions[0])
        buttons.addStretch(1)
        whole.addSpacing(theme.px(10))
        whole.addLayout(buttons)
        for link in links:
            whole.addSpacing(theme.px(6))
            whole.addWidget(link, 0, centre)
        whole.addStretch(1)

    def say(self, title: str, sentence: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
