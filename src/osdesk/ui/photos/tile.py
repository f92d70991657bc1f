"""The place where photos are dropped, pasted and chosen: dashed, after the last of them, in the form's own grid."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from osdesk.texts import _
from osdesk.ui.kit import paint
from osdesk.ui.theme import current


class DropTile(QAbstractButton):
    """Pressed: choose files. `dropped` has what was dropped, `paste_wanted` comes with Ctrl+V."""

    dropped = Signal(QMimeData)
    paste_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{_('Drop or paste photos')} {_('or click to choose')}")

    def set_over(self, over: bool) -> None:
        """Whether something that can be dropped is held over the photos."""
        if over != self._over:
            self._over = over
            self.update()

    def paste(self) -> None:
        """What the menu calls, and Ctrl+V with it."""
        self.paste_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon and two lines; one line where it is low."""
        theme = current()
        painter = QPainter(self)
        box = self.rect().toRectF()
        hovered = self.underMouse() and self.isEnabled()
        ground = theme.colour("soft" if self._over else "hover" if hovered else "surface2")
        if self.hasFocus():
            paint.rounded(painter, box, theme.px(6), ground, theme.colour("link"), 2)
        else:
            border = theme.colour("link" if self._over else "edge")
            paint.rounded(painter, box, theme.px(6), ground, border, dashed=True)
        low = self.height() < theme.px(80)
        size = theme.px(20)
        middle = box.center().y()
        title, below = _("Drop or paste photos"), _("or click to choose")
        if low:
            wide = theme.face("strong").width(title) + theme.face("text").width(below) + size + theme.px(16)
            left = max(box.left() + theme.px(8), box.center().x() - wide / 2)
            theme.icons.paint(painter, "image-plus", theme.colour("text2"), left, middle - size / 2, size)
            left += size + theme.px(8)
            line = QRectF(left, box.top(), box.right() - left, box.height())
            left += paint.line(painter, line, title, theme.face("strong"), theme.colour("text")) + theme.px(6)
            line.setLeft(left)
            paint.line(painter, line, below, theme.face("text"), theme.colour("text2"))
            return
        icon = (box.center().x() - size / 2, middle - theme.px(34), size)
        theme.icons.paint(painter, "image-plus", theme.colour("text2"), *icon)
        centre = Qt.AlignmentFlag.AlignHCenter
        inner = box.adjusted(theme.px(4), 0, -theme.px(4), 0)
        first = QRectF(inner.left(), middle - theme.px(8), inner.width(), theme.px(18))
        paint.line(painter, first, title, theme.face("strong"), theme.colour("text"), centre)
        second = first.translated(0, theme.px(18))
        paint.line(painter, second, below, theme.face("text"), theme.colour("text2"), centre)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, Ctrl+V pastes."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Painted anew under the mouse and with the keyboard."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may come."""
        if takes(event.mimeData()):
            event.acceptProposedAction()
            self.set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        self.set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self.set_over(False)
        self.dropped.emit(event.mimeData())
        event.acceptProposedAction()


def takes(mime: QMimeData) -> bool:
    """Whether there are files or a picture in it."""
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())
