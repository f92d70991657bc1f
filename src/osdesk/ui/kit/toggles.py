"""Inputs of one press: yes or no, and a colour among a few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from osdesk.domain.problems import Problem
from osdesk.ui.kit import paint
from osdesk.ui.kit.text_inputs import STILL_HERE
from osdesk.ui.theme import current


class CheckBox(QCheckBox):
    """Yes or no, with its words at the right."""

    edited = Signal()
    left = Signal()

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text.replace("&", ""))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda _checked=False: self.edited.emit())

    def read(self) -> Any:
        """Whether it is ticked."""
        return self.isChecked()

    def show_value(self, value: Any) -> None:
        """Tick it or not."""
        self.setChecked(bool(value))

    def written(self, value: Any) -> str:
        """Its words."""
        return self.text().replace("&", "")

    def advice(self) -> Problem | None:
        """Nothing is to be known about it."""
        return None

    def sizeHint(self) -> QSize:
        """Box and words."""
        theme = current()
        words = self.text().replace("&", "")
        width = self.fontMetrics().horizontalAdvance(words) + theme.px(8) if words else 0
        return QSize(theme.px(20) + width + 2, theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def hitButton(self, pos: Any) -> bool:
        """Box and words can both be pressed."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, tick, words."""
        theme = current()
        painter = QPainter(self)
        side = theme.px(18)
        box = QRectF(1, (self.height() - side) / 2, side, side)
        on = self.isChecked()
        if on:
            fill = theme.colour("accent" if self.isEnabled() else "edge")
            paint.rounded(painter, box, theme.px(4), fill)
            size = theme.px(14)
            inset = (side - size) / 2
            icon = ("check", theme.colour("on_accent"), box.left() + inset, box.top() + inset, size)
            theme.icons.paint(painter, *icon, stroke=2.75)
        else:
            fill = theme.colour("surface" if self.isEnabled() else "window")
            border = "link" if self.underMouse() and self.isEnabled() else "edge"
            paint.rounded(painter, box, theme.px(4), fill, theme.colour(border))
        if self.hasFocus():
            paint.rounded(painter, box, theme.px(4), None, theme.colour("text" if on else "link"), 2)
        painter.setFont(self.font())
        painter.setPen(theme.colour("text" if self.isEnabled() else "text3"))
        words = self.rect().adjusted(side + theme.px(8) + 1, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        shown = self.style().styleHint(self.style().StyleHint.SH_UnderlineShortcut, None, self)
        mnemonic = Qt.TextFlag.TextShowMnemonic if shown else Qt.TextFlag.TextHideMnemonic
        painter.drawText(words, int(flags | mnemonic), self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ticks as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        if event.reason() not in STILL_HERE:
            self.left.emit()


class ColourSwatches(QWidget):
    """A few colours as dots, one of them chosen; values are `#RRGGBB`."""

    edited = Signal()
    left = Signal()

    def __init__(self, colours: Sequence[tuple[str, str]], *, parent: QWidget | None = None) -> None:
        """`colours` are pairs of value and name; the name is the tooltip."""
        super().__init__(parent)
        self._colours = list(colours)
        self._chosen = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def read(self) -> Any:
        """The colour chosen."""
        return self._colours[self._chosen][0]

    def show_value(self, value: Any) -> None:
        """Choose by value; a colour that isn't among them joins them."""
        known = [colour.casefold() for colour, _name in self._colours]
        if str(value).casefold() not in known:
            self._colours.append((str(value), str(value)))
            known.append(str(value).casefold())
            self.updateGeometry()
        self._chosen = known.index(str(value).casefold())
        self.update()

    def written(self, value: Any) -> str:
        """The name of a colour."""
        return next((name for colour, name in self._colours if colour == value), str(value))

    def advice(self) -> Problem | None:
        """Nothing is to be known about a colour."""
        return None

    def dot(self, colour: str) -> QColor:
        """What a value is painted in."""
        return QColor(colour)

    def sizeHint(self) -> QSize:
        """A row of dots."""
        theme = current()
        return QSize(theme.px(36) * len(self._colours), theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dots; the chosen one has a ring and a tick."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch, radius = theme.px(36), theme.px(9)
        for index, (colour, _name) in enumerate(self._colours):
            middle = QPointF(pitch * index + theme.px(16), self.height() / 2)
            # A dark colour would be lost on a dark ground.
            painter.setPen(theme.colour("edge") if theme.dark else Qt.PenStyle.NoPen)
            painter.setBrush(self.dot(colour))
            painter.drawEllipse(middle, radius, radius)
            if index == self._chosen:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("link" if self.hasFocus() else "text"), 2))
                painter.drawEllipse(middle, radius + 4, radius + 4)
                size = theme.px(12)
                light = self.dot(colour).lightnessF() < 0.6
                tint = "#FFFFFF" if light else "#1C1D20"
                theme.icons.paint(painter, "check", tint, middle.x() - size / 2, middle.y() - size / 2, size, stroke=3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the dot pressed."""
        self._choose(int(event.position().x() // current().px(36)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the dot under the pointer."""
        index = int(event.position().x() // current().px(36))
        self.setToolTip(self._colours[index][1] if 0 <= index < len(self._colours) else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose the next one."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._choose(self._chosen + step)

    def event(self, event: QEvent) -> bool:
        """Show the ring of the focus; tell that it was left."""
        done = super().event(event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in STILL_HERE:
            self.left.emit()
        return done

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._colours) and index != self._chosen:
            self._chosen = index
            self.setAccessibleDescription(self._colours[index][1])
            self.update()
            self.edited.emit()
