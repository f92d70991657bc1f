"""A panel that opens under a control, within its window: for lists of matches and for the calendar.

A child of the window and not a window of its own: it keeps the keyboard where it is, needs no compositor for its
rounded corners, and is in every picture of the window.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from osdesk.ui.kit import paint
from osdesk.ui.theme import current

#: Pressed or turned outside, these close it: a form that scrolls would leave it behind.
_ELSEWHERE = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)
_ENDS = (QEvent.Type.Resize, QEvent.Type.WindowDeactivate, QEvent.Type.Hide)


class Popup(QWidget):
    """Opens at an anchor; a press elsewhere, Escape, or the anchor's going closes it."""

    closed = Signal()

    def __init__(self, anchor: QWidget, content: QWidget) -> None:
        super().__init__(anchor)
        self._anchor = anchor
        self._content = content
        self.hide()
        # Once open it is the window's child and would outlive a control that goes.
        anchor.destroyed.connect(self.deleteLater)
        whole = QVBoxLayout(self)
        side = paint.SHADOW
        whole.setContentsMargins(side, side, side, side)
        inner = QVBoxLayout()
        edge = current().px(5)
        inner.setContentsMargins(edge, edge, edge, edge)
        inner.addWidget(content)
        whole.addLayout(inner)

    @property
    def is_open(self) -> bool:
        """Whether it shows."""
        return not self.isHidden()

    def open_at(self, *, width: int = 0, height: int = 0) -> None:
        """Open under the anchor, or above it where there's more room; as wide as the anchor unless told."""
        window = self._anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        side, edge = paint.SHADOW, current().px(5)
        wide = (width or self._anchor.width()) + 2 * side
        high = (height or self._content.sizeHint().height()) + 2 * (side + edge)
        top = self._anchor.mapTo(window, QPoint(0, self._anchor.height()))
        upper = self._anchor.mapTo(window, QPoint(0, 0)).y()
        room_below, room_above = window.height() - top.y(), upper
        below = high - side <= room_below or room_below >= room_above
        high = min(high, (room_below if below else room_above) + side)
        y = top.y() + 3 - side if below else upper - 3 - high + side
        x = max(-side, min(top.x() - side, window.width() - wide + side))
        self.setGeometry(QRect(x, y, wide, high))
        if self.isHidden():
            self.show()
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one here
        self.raise_()

    def close_popup(self) -> None:
        """Close it."""
        if not self.isHidden():
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # as above
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While open: close on a press elsewhere, on Escape, and when the window changes under it."""
        kind = event.type()
        if kind in _ELSEWHERE and isinstance(watched, QWidget):
            if not self._holds(watched):
                self.close_popup()
        elif kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                if kind == QEvent.Type.KeyPress:
                    self.close_popup()
                event.accept()
                return True
        elif kind in _ENDS and (watched is self._anchor.window() or watched is self._anchor):
            self.close_popup()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow and panel."""
        theme = current()
        painter = QPainter(self)
        side = paint.SHADOW
        box = self.rect().toRectF().adjusted(side, side, -side, -side)
        paint.shadow(painter, box, theme.px(6), theme.tokens.shadow, side * 0.75)
        paint.rounded(painter, box, theme.px(6), theme.colour("surface"), theme.colour("field"))

    def _holds(self, widget: QWidget) -> bool:
        return any(widget is part or part.isAncestorOf(widget) for part in (self, self._anchor))
