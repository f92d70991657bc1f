"""The dialog everything is asked in: a rounded card over the dimmed window, verbs at its foot.

A real modal dialog (shortcuts of the window rest, screen readers know it), opened without a loop of its own: what
comes of it arrives by `finished`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from osdesk.texts import _
from osdesk.ui.kit import paint
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.labels import Label
from osdesk.ui.theme import current

#: Milliseconds after which what shows behind a dialog is looked at again, where it can't be seen through.
_LOOK_AGAIN = 40
#: Margin at the left and right of a card, pixels at 100 %.
_SIDE = 24
#: Of a card's corners.
_RADIUS = 12


class Scrim(QWidget):
    """The veil over a window while a dialog or the search lies above it. `painted` when what is below it changed."""

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window whatever its size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The veil; over another dialog on its card alone, for around that shows what is dimmed already."""
        painter, veil = QPainter(self), QColor(0, 0, 0, 130 if current().dark else 72)
        window = self.parentWidget()
        if isinstance(window, Dialog):
            paint.rounded(painter, window.card().toRectF(), current().px(_RADIUS), veil)
        else:
            painter.fillRect(self.rect(), veil)
        self.painted.emit()


class Dialog(QDialog):
    """A card with title, body and buttons: `add` parts, then `add_buttons`; it is shown through `Prompts.show`.

    `done_with` comes with Ctrl+Enter, which in a field of several lines can't be the line's end.
    """

    done_with = Signal()

    def __init__(
        self, parent: QWidget | None, title: str, *, icon: str = "", tone: str = "link", width: int = 520
    ) -> None:
        """`icon` and its `tone` (a colour of the tokens) stand before the title."""
        super().__init__(parent.window() if parent is not None else None, Qt.WindowType.FramelessWindowHint)
        theme = current()
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._scrim: Scrim | None = None
        self._behind: QPixmap | None = None
        #: Where it was put in its window, and where it is: higher, when it grew beyond the screen.
        self._place = self._lies_at = QPoint()
        self._looking = False
        self._look_again = QTimer(self, singleShot=True, interval=_LOOK_AGAIN)
        self._look_again.timeout.connect(self._look_behind)
        # X11 may run without a compositor, where what is transparent turns black: there the window is drawn behind.
        self._see_through = QGuiApplication.platformName() != "xcb"
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, self._see_through)
        self._card = QWidget(self)
        self._card.setFixedWidth(theme.px(width))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[paint.SHADOW * 2] * 4)
        whole.addWidget(self._card)
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(*(theme.px(margin) for margin in (_SIDE, 22, _SIDE, 20)))
        inner.setSpacing(theme.px(10))
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.px(10))
        if icon:
            self.head.addWidget(Icon(icon, tone, size=20))
        self.title_label = Label(title, "record", wrap=True)
        self.head.addWidget(self.title_label, 1)
        inner.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(8))
        inner.addLayout(self.body)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(theme.px(8))
        self._foot.setContentsMargins(0, theme.px(10), 0, 0)
        inner.addLayout(self._foot)
        theme.watch_alt(self)

    def card(self) -> QRect:
        """Where the card lies in the window, which is larger by the room for its shadow."""
        return self._card.geometry()

    def add_close(self) -> None:
        """A cross in the corner, for a question in which every button does something."""
        self.head.addWidget(IconButton("x", _("Close"), self.reject))

    def say(self, sentence: str) -> Label:
        """Add a sentence to the body."""
        label = Label(sentence, "dim", wrap=True)
        self.body.addWidget(label)
        return label

    def add(self, part: QWidget | QLayout) -> None:
        """Add a part to the body."""
        if isinstance(part, QLayout):
            self.body.addLayout(part)
        else:
            self.body.addWidget(part)

    def add_buttons(self, *right: Button, left: Button | None = None) -> None:
        """Put the buttons at the foot: the destructive one alone at the left, the filled one last at the right."""
        if left is not None:
            self._foot.addWidget(left)
        self._foot.addStretch(1)
        for button in right:
            self._foot.addWidget(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter; all else is Qt's."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done_with.emit()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Dim the window below and lie in the middle of its upper part."""
        super().showEvent(event)
        window = self.parentWidget()
        if window is None or self._scrim is not None:
            return
        self._scrim = Scrim(window)
        size = self._size()
        top = max(0, round((window.height() - size.height()) * 0.36))
        place = window.mapToGlobal(QPoint((window.width() - size.width()) // 2, top))
        place = self._on_screen(place, size)
        self._place = self._lies_at = window.mapFromGlobal(place)
        self.setGeometry(QRect(place, size))
        self._look_behind()
        # The window goes on living: a page that opens, a clock that ticks.
        self._scrim.painted.connect(lambda: None if self._looking else self._look_again.start())
        self.finished.connect(self._undim)

    def event(self, event: QEvent) -> bool:
        """A message under a field makes it higher, and lower again when it goes. Qt alone forgets wrapped lines."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._scrim is not None:
            size = self._size()
            # Qt may have made it higher already, beyond the screen.
            if size != self.size() or self._where(size) != self._lies_at:
                self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Something else is behind it."""
        super().resizeEvent(event)
        self._look_behind()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow and card."""
        theme = current()
        painter = QPainter(self)
        if self._behind is not None:
            painter.drawPixmap(0, 0, self._behind)
        box = self._card.geometry().toRectF()
        radius = theme.px(_RADIUS)
        paint.shadow(painter, box, radius, theme.tokens.shadow * 1.6)
        paint.rounded(painter, box, radius, theme.colour("surface"), theme.colour("line") if theme.dark else None)

    def _look_behind(self) -> None:
        """Where nothing is transparent: keep what the window shows there."""
        window = self.parentWidget()
        if not self._see_through and window is not None and self._scrim is not None:
            self._looking = True
            # Not at `pos()`, which some window managers make the place within a frame of theirs.
            self._behind = window.grab(QRect(self._lies_at, self.size()))
            self._looking = False
            self.update()

    def _fit(self) -> None:
        """Be as large as the contents need, where it was put: `resize` would move it to where Qt believes it is."""
        window, size = self.parentWidget(), self._size()
        if window is not None:
            self._lies_at = self._where(size)
            self.setGeometry(QRect(window.mapToGlobal(self._lies_at), size))

    def _where(self, size: QSize) -> QPoint:
        """Its place in the window below: high enough to lie on the screen."""
        window = self.parentWidget()
        if window is None:
            return self._place
        return window.mapFromGlobal(self._on_screen(window.mapToGlobal(self._place), size))

    def _size(self) -> QSize:
        """What the contents need; wrapped sentences are higher than Qt guesses without a width."""
        # Three long verbs in some language: the card grows, for a button is never cut.
        needed = self._foot.sizeHint().width() + 2 * current().px(_SIDE)
        if needed > self._card.maximumWidth():
            self._card.setFixedWidth(needed)
        hint = self.sizeHint()
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            hint.setHeight(layout.totalHeightForWidth(hint.width()))
        return hint

    def _on_screen(self, place: QPoint, size: QSize) -> QPoint:
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(place.x(), screen.right() - size.width()))
        y = max(screen.top(), min(place.y(), screen.bottom() - size.height()))
        return QPoint(x, y)

    def _undim(self) -> None:
        if self._scrim is not None:
            self._scrim.hide()
            self._scrim.deleteLater()
            self._scrim = None
