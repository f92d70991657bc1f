"""The pane of details beside a list: of a set width, parted from it by a hairline, scrolling by itself.

Apart from what it shows, which each list fills in anew.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from osdesk.texts import _
from osdesk.ui.kit.labels import Ground
from osdesk.ui.theme import current


class SidePane(Ground):
    """An empty pane, `width` pixels wide at 100 %."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.addWidget(self._scroll)
        self.setAccessibleName(_("Details"))
        self.setFixedWidth(current().px(width))

    def fill(self, parts: QVBoxLayout) -> None:
        """Show these parts in place of what was there."""
        page = Ground("surface")
        page.setLayout(parts)
        self._scroll.setWidget(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the hairline at its left."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, 1, self.height(), current().colour("line"))
        painter.end()
