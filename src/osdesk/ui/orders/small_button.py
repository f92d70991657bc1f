"""A button no higher than a chip, for rows in which every pixel counts. Its ring shows where the keyboard is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from osdesk.ui.kit import paint
from osdesk.ui.kit.buttons import Button
from osdesk.ui.theme import current

_SIDE = 26


class SmallButton(Button):
    """An icon, with or without words beside it; `name` is what it does, for tooltip and screen reader."""

    def __init__(
        self, words: str, press: Callable[[], object], *, icon: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, press, kind="quiet", icon=icon, tip=name, parent=parent)
        self.setProperty("inner", True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A chip's height; square without words."""
        side = current().px(_SIDE)
        if not self.text():
            return QSize(side, side)
        return QSize(super().sizeHint().width() + current().px(12), side)

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring, which the sheet leaves out of what lies within other things."""
        super().paintEvent(event)
        if self.hasFocus():
            theme = current()
            paint.rounded(QPainter(self), self.rect().toRectF(), theme.px(4), None, theme.colour("link"), 2)
