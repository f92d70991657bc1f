"""Chips: an order's status, and people."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from osdesk.texts import _
from osdesk.ui.kit import paint
from osdesk.ui.theme import Look, current


class StatusChip(QAbstractButton):
    """A status in words, icon and colour; with a menu it is pressed to choose another."""

    def __init__(self, look: Callable[[], Look] | None = None, text: str = "", parent: QWidget | None = None) -> None:
        """`look` is asked at each painting, so that the chip follows the theme."""
        super().__init__(parent)
        self._look = look
        self._menu: QMenu | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)
        self.clicked.connect(self._open)

    def show_status(self, look: Callable[[], Look], text: str) -> None:
        """Show another status."""
        self._look = look
        self.setText(text)
        self.setAccessibleName(_("Status: {status}").format(status=text))
        self.updateGeometry()
        self.update()

    def set_menu(self, menu: QMenu | None) -> None:
        """Open this menu when pressed."""
        self._menu = menu
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if menu else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        theme = current()
        return QSize(paint.chip_width(theme, self.text(), arrow=self._menu is not None), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chip."""
        if self._look is None:
            return
        theme = current()
        painter = QPainter(self)
        box = self.rect().toRectF()
        paint.chip(painter, theme, box, self._look(), self.text(), arrow=self._menu is not None)
        if self.hasFocus():
            paint.rounded(painter, box, box.height() / 2, None, theme.colour("link"), 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrow down open the menu."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._open()
            return
        super().keyPressEvent(event)

    def _open(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))


class PersonChip(QWidget):
    """A technician chosen for something: avatar, name and a cross that takes the person off."""

    removed = Signal()

    def __init__(
        self, name: str, letters: str, colour: str, *, fixed: bool = False, parent: QWidget | None = None
    ) -> None:
        """`letters` are the initials, `colour` a key of the avatars; `fixed` has no cross."""
        super().__init__(parent)
        self._name, self._letters, self._colour, self._fixed = name, letters, colour, fixed
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if fixed else Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(name if fixed else _("{name}, Delete takes off").format(name=name))

    def sizeHint(self) -> QSize:
        """Avatar, name, cross."""
        theme = current()
        name = QFontMetrics(theme.font("chip")).horizontalAdvance(self._name)
        return QSize(theme.px(27) + name + theme.px(10 if self._fixed else 24), theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chip."""
        theme = current()
        painter = QPainter(self)
        box = self.rect().toRectF()
        focus = self.hasFocus()
        paint.rounded(
            painter,
            box,
            box.height() / 2,
            theme.colour("surface"),
            theme.colour("link" if focus else "field"),
            2 if focus else 1,
        )
        size = theme.px(20)
        place = QRectF(theme.px(3), (self.height() - size) / 2, size, size)
        paint.avatar(painter, theme, place, self._letters, theme.avatar(self._colour))
        words = box.adjusted(theme.px(28), 0, -theme.px(4 if self._fixed else 20), 0)
        paint.label(painter, words, self._name, theme.font("label"), theme.colour("text"))
        if not self._fixed:
            colour = theme.colour("text" if self.underMouse() else "text2")
            cross = theme.px(12)
            left = self.width() - theme.px(18)
            theme.icons.paint(painter, "x", colour, left, (self.height() - cross) / 2, cross)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on the cross takes the person off."""
        if not self._fixed and event.position().x() > self.width() - current().px(24):
            self.removed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Delete, Backspace and Enter."""
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if not self._fixed and event.key() in keys:
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show where the pointer is."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)


class Avatar(QWidget):
    """A person's round badge; the name is its tooltip."""

    def __init__(self, name: str, letters: str, colour: str, *, size: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters, self._colour = letters, colour
        self.setFixedSize(current().px(size), current().px(size))
        self.setToolTip(name)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The badge."""
        theme = current()
        paint.avatar(QPainter(self), theme, self.rect().toRectF(), self._letters, theme.avatar(self._colour))
