"""Inputs that choose one of several: a list that opens, or segments. The wheel changes neither while unfocused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QWidget

from osdesk.domain.problems import Problem
from osdesk.ui.kit import paint
from osdesk.ui.kit.text_inputs import STILL_HERE
from osdesk.ui.theme import current


class Option(NamedTuple):
    """One thing to choose: its value, the words, an icon."""

    value: Any
    label: str
    icon: str = ""


class Choice(QComboBox):
    """A list that opens. Its value is that of the option chosen, even of one that is no longer offered."""

    edited = Signal()
    left = Signal()

    def __init__(self, options: Sequence[Option] = (), *, width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: list[Option] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(12)
        # The usual one draws its own frame around what is chosen, whatever the sheet says.
        self.setItemDelegate(QStyledItemDelegate(self))
        if width:
            self.setMinimumWidth(current().px(width))
        self.set_options(options)
        self.activated.connect(lambda _index: self.edited.emit())

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other things; what is chosen stays chosen, or the first is."""
        chosen = self.read() if self._options else None
        self._options = list(options)
        self.clear()
        for option in self._options:
            self.addItem(option.label)
        if self._options:
            self.show_value(chosen if any(option.value == chosen for option in options) else self._options[0].value)

    def read(self) -> Any:
        """The value chosen, None when nothing is offered."""
        index = self.currentIndex()
        return self._options[index].value if 0 <= index < len(self._options) else None

    def show_value(self, value: Any) -> None:
        """Choose by value; an unknown one is added under its own name."""
        for index, option in enumerate(self._options):
            if option.value == value:
                self.setCurrentIndex(index)
                return
        self.add(Option(value, "" if value is None else str(value)))
        self.setCurrentIndex(len(self._options) - 1)

    def add(self, option: Option) -> None:
        """Offer one more (a type that is no longer active, say)."""
        self._options.append(option)
        self.addItem(option.label)

    def written(self, value: Any) -> str:
        """The words of a value."""
        return next((option.label for option in self._options if option.value == value), str(value))

    def advice(self) -> Problem | None:
        """Nothing is to be known about a choice."""
        return None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Unfocused, the page scrolls and not the choice."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self.showPopup()
            return
        super().keyPressEvent(event)

    def showPopup(self) -> None:
        """The list is as wide as its longest words, however narrow the field is, and no wider than the window."""
        view, theme = self.view(), current()
        needed = view.sizeHintForColumn(0) + theme.px(28)
        view.setMinimumWidth(min(max(self.width(), needed), self.window().width() - theme.px(24)))
        super().showPopup()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left, unless its own list opened."""
        super().focusOutEvent(event)
        if event.reason() not in STILL_HERE:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The arrow, which the sheet has taken away with its border."""
        super().paintEvent(event)
        theme = current()
        size = theme.px(14)
        colour = theme.colour("text2" if self.isEnabled() else "text3")
        left, top = self.width() - theme.px(21), (self.height() - size) / 2
        theme.icons.paint(QPainter(self), "chevron-down", colour, left, top, size)


class SegmentedChoice(QWidget):
    """A few options side by side, one of them chosen. Arrows move, a press chooses."""

    edited = Signal()
    left = Signal()

    def __init__(self, options: Sequence[Option], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = list(options)
        self._chosen = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._say()

    def read(self) -> Any:
        """The value chosen."""
        return self._options[self._chosen].value

    def show_value(self, value: Any) -> None:
        """Choose by value; one that isn't offered changes nothing."""
        for index, option in enumerate(self._options):
            if option.value == value:
                self._chosen = index
        self._say()
        self.update()

    def written(self, value: Any) -> str:
        """The words of a value."""
        return next((option.label for option in self._options if option.value == value), str(value))

    def advice(self) -> Problem | None:
        """Nothing is to be known about a choice."""
        return None

    def sizeHint(self) -> QSize:
        """All segments."""
        theme = current()
        return QSize(sum(self._widths()) + theme.px(4), theme.px(34))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A trough with the chosen segment raised in it."""
        theme = current()
        painter = QPainter(self)
        focus, problem = self.hasFocus(), bool(self.property("problem"))
        border = "danger" if problem else "link" if focus else "field"
        ground = theme.colour("danger_soft" if problem else "hover")
        paint.rounded(painter, self.rect().toRectF(), theme.px(6), ground, theme.colour(border), 2 if focus else 1)
        size = theme.px(16)
        for index, (option, box) in enumerate(zip(self._options, self._boxes(), strict=True)):
            chosen = index == self._chosen
            if chosen:
                raised = theme.colour("surface" if self.isEnabled() else "window")
                paint.rounded(painter, box, theme.px(5), raised, theme.colour("edge"))
            colour = theme.colour("text3" if not self.isEnabled() else "text" if chosen else "text2")
            words = box
            if option.icon:
                top = box.top() + (box.height() - size) / 2
                theme.icons.paint(painter, option.icon, colour, box.left() + theme.px(11), top, size)
                words = box.adjusted(theme.px(22), 0, 0, 0)
            font = theme.font("strong" if chosen else "text")
            paint.label(painter, words, option.label, font, colour, Qt.AlignmentFlag.AlignHCenter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the segment pressed."""
        for index, box in enumerate(self._boxes()):
            if box.contains(event.position()):
                self._choose(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next segment; so does the first letter of its words."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps and not event.modifiers():
            self._choose(max(0, min(len(self._options) - 1, self._chosen + steps[key])))
            return
        typed = event.text().casefold()
        for index, option in enumerate(self._options):
            if typed and option.label.casefold().startswith(typed):
                self._choose(index)
                return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        self.update()
        if event.reason() not in STILL_HERE:
            self.left.emit()

    def _choose(self, index: int) -> None:
        if index != self._chosen:
            self._chosen = index
            self._say()
            self.update()
            self.edited.emit()

    def _say(self) -> None:
        self.setAccessibleDescription(self._options[self._chosen].label)

    def _widths(self) -> list[int]:
        theme = current()
        metrics = QFontMetrics(theme.font("strong"))
        return [
            metrics.horizontalAdvance(option.label) + theme.px(24) + (theme.px(22) if option.icon else 0)
            for option in self._options
        ]

    def _boxes(self) -> list[QRectF]:
        theme = current()
        edge = theme.px(2)
        widths = self._widths()
        spare = max(0.0, (self.width() - 2 * edge - sum(widths)) / len(widths))
        left = float(edge)
        boxes = []
        for width in widths:
            boxes.append(QRectF(left, edge, width + spare, self.height() - 2 * edge))
            left += width + spare
        return boxes
