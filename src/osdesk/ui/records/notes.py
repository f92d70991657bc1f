"""Lines that say what came of something: found, busy, failed; and the bar of an advice about a whole record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from osdesk.ui.kit import paint
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.labels import Label
from osdesk.ui.theme import current

Tone = Literal["ok", "advice", "busy"]

_LOOKS: dict[str, tuple[str, str, str]] = {
    "ok": ("circle-check", "ok", "ok"),
    "advice": ("triangle-alert", "warn", "advice"),
    "busy": ("hourglass", "text2", "hint"),
}


class NoteLine(QWidget):
    """An icon and a sentence under a row of fields; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current()
        self._icon = Icon("circle-check", "ok", size=14)
        self._words = Label("", "ok", wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(6))
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, sentence: str, tone: Tone = "ok") -> None:
        """Say something; "" hides the line."""
        icon, colour, role = _LOOKS[tone]
        self._icon.set_icon(icon, colour)
        self._words.set_role(role)
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))


class AdviceBar(QWidget):
    """An advice about the record as a whole, on a ground of its own, with one or two ways on. It never blocks."""

    def __init__(self, icon: str = "triangle-alert", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current()
        self._words = Label("", "advice", wrap=True)
        self._buttons: list[Button] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(theme.px(12), theme.px(2), theme.px(4), theme.px(2))
        self._line.setSpacing(theme.px(8))
        self._line.addWidget(Icon(icon, "warn", size=16))
        self._line.addWidget(self._words, 1)
        self.setMinimumHeight(theme.px(38))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while hidden."""
        return "" if self.isHidden() else self._words.text()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The ways on that it offers."""
        return tuple(self._buttons)

    def say(self, sentence: str, *ways: tuple[str, Callable[[], object]]) -> None:
        """Say something and offer ways on (words, what they do); "" hides the bar."""
        for button in self._buttons:
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [Button(words, act, kind="link") for words, act in ways] if sentence else []
        for button in self._buttons:
            self._line.addWidget(button)
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        theme = current()
        paint.rounded(QPainter(self), self.rect().toRectF(), theme.px(6), theme.colour("warn_soft"))
