"""The line at the bottom that says what was done and offers the way back, for ten seconds.

Over a stack of pages it belongs to the page it was said on: another one would be told of what it knows nothing about.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QPropertyAnimation, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGraphicsOpacityEffect, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from osdesk.texts import _
from osdesk.ui.kit import paint
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.labels import ElidedLabel
from osdesk.ui.kit.motion import fades
from osdesk.ui.theme import current

SECONDS = 10
_TICK = 100


class Snackbar(QWidget):
    """One line at a time, bottom centre of its host. It waits while the pointer or the keyboard is on it."""

    def __init__(self, host: QWidget, *, above: int = 52) -> None:
        """`above` is the height kept free below it (the sum row)."""
        super().__init__(host)
        theme = current()
        self._host = host
        self._above = above
        self._undo: Callable[[], object] | None = None
        self._is_undo = True
        self._left = 0
        self._page: QWidget | None = None
        self._words = ElidedLabel()
        self._words.setProperty("role", "toast")
        # As wide as the words want, and cut only where the window is too narrow.
        self._words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._link = Button(_("Undo"), self.follow, kind="text")
        self._link.setProperty("tone", "toast")
        self._on_also: Callable[[], object] | None = None
        self._also = Button("", self.go_on, kind="text")
        self._also.setProperty("tone", "toast")
        self._also.hide()
        self._ring = _Ring(self)
        self._close = _Cross(self)
        self._close.clicked.connect(self.dismiss)
        line = QHBoxLayout(self)
        side = paint.SHADOW
        line.setContentsMargins(side + theme.px(16), side + theme.px(9), side + theme.px(12), side + theme.px(9))
        line.setSpacing(theme.px(10))
        line.addWidget(self._words)
        line.addSpacing(theme.px(6))
        line.addWidget(self._link)
        line.addWidget(self._also)
        line.addWidget(self._ring)
        line.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tick)
        self.setAccessibleName(_("Message"))
        host.installEventFilter(self)
        if isinstance(host, QStackedWidget):
            host.currentChanged.connect(self._page_changed)
            host.widgetRemoved.connect(self._page_changed)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, "" while hidden."""
        return self._words.text() if not self.isHidden() else ""

    def say(
        self,
        text: str,
        undo: Callable[[], object] | None = None,
        *,
        link: str = "",
        also: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Say something; what was said before goes. `link` renames *Undo* ("Open folder"), `also` is a second way."""
        self._undo = undo
        self._is_undo = not link
        self._words.setText(text)
        self._words.setAccessibleName(text)
        self._link.setText(link or _("Undo"))
        self._link.setAccessibleName(self._link.text())
        self._link.setVisible(undo is not None)
        words, self._on_also = also if also is not None else ("", None)
        self._also.setText(words)
        self._also.setAccessibleName(words)
        self._also.setVisible(bool(words))
        self._left = SECONDS * 1000
        self._page = self._current_page()
        self._ring.show_time(self._left)
        self._place()
        self.show()
        self.raise_()
        self._fade()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def undo(self) -> bool:
        """Take back what was said; False when nothing can be. *Edit ▸ Undo* does the same."""
        return self._is_undo and self.follow()

    def follow(self) -> bool:
        """Do what the link says; False when there is none."""
        if self.isHidden() or self._undo is None:
            return False
        act, self._undo = self._undo, None
        self.dismiss()
        act()
        return True

    def go_on(self) -> None:
        """Do what the second way says."""
        act = self._on_also
        self.dismiss()
        if act is not None:
            act()

    def dismiss(self) -> None:
        """Go away; the way back is gone with it."""
        self._timer.stop()
        self._left = 0
        self._page = None
        self._undo = self._on_also = None
        self.hide()

    def sizeHint(self) -> QSize:
        """As wide as the words, within reason."""
        hint = super().sizeHint()
        return QSize(min(hint.width(), current().px(640) + 2 * paint.SHADOW), hint.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom of the host."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow and box."""
        theme = current()
        painter = QPainter(self)
        side = paint.SHADOW
        box = self.rect().toRectF().adjusted(side, side, -side, -side)
        paint.shadow(painter, box, theme.px(8), theme.tokens.shadow, side / 2)
        paint.rounded(painter, box, theme.px(8), theme.colour("toast"))

    def _current_page(self) -> QWidget | None:
        return self._host.currentWidget() if isinstance(self._host, QStackedWidget) else None

    def _page_changed(self, _index: int) -> None:
        """Wait out of sight until its page comes back. One that was closed had said it about its own end, and whoever
        closed it is to be told where they are now.
        """
        host = self._host
        if self._left <= 0 or not isinstance(host, QStackedWidget):
            return
        if self._page is None or host.indexOf(self._page) < 0:
            self._page = self._current_page()
        shown = self._page is self._current_page()
        self.setVisible(shown)
        if shown:
            self._place()
            # A page that comes is raised above all that was there.
            self.raise_()

    def _place(self) -> None:
        host = self._host
        size = self.sizeHint()
        width = min(size.width(), host.width())
        top = host.height() - current().px(self._above) - size.height() + paint.SHADOW
        self.setGeometry((host.width() - width) // 2, top, width, size.height())

    def _tick(self) -> None:
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            return
        self._left -= _TICK
        if self._left <= 0:
            self.dismiss()
        else:
            self._ring.show_time(self._left)

    def _fade(self) -> None:
        if not fades():
            return
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        motion = QPropertyAnimation(effect, b"opacity", effect)
        motion.setDuration(120)
        motion.setStartValue(0.0)
        motion.setEndValue(1.0)
        # An effect that stayed would cost each repaint.
        motion.finished.connect(lambda: self.setGraphicsEffect(None))  # type: ignore[arg-type]  # null takes it off
        motion.start()


class _Ring(QWidget):
    """The seconds left, as a number in a closing ring."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._left = 0
        self.setFixedSize(current().px(24), current().px(24))

    def show_time(self, left: int) -> None:
        self._left = left
        self.setAccessibleName(str(self.seconds))
        self.update()

    @property
    def seconds(self) -> int:
        return -(-self._left // 1000)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ring and number."""
        theme = current()
        painter = QPainter(self)
        rest = QColor(theme.colour("toast_link"))
        rest.setAlphaF(0.25)
        middle = QPointF(self.width() / 2, self.height() / 2)
        share = self._left / (SECONDS * 1000)
        paint.ring(painter, middle, theme.px(9), 2, share, (theme.colour("toast_link"), rest))
        painter.setFont(theme.font("axis_strong"))
        painter.setPen(theme.colour("toast_text"))
        box = QRectF(0, 0, self.width(), self.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(self.seconds))


class _Cross(Button):
    """Closes the line; drawn in its colours, which no other button has."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", kind="text", tip=_("Close"), parent=parent)
        self.setProperty("tone", "toast")
        self.setAccessibleName(_("Close"))
        self.setFixedWidth(current().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cross."""
        super().paintEvent(event)
        theme = current()
        size = theme.px(16)
        left, top = (self.width() - size) / 2, (self.height() - size) / 2
        theme.icons.paint(QPainter(self), "x", theme.colour("toast_text"), left, top, size)
