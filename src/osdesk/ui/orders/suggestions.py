"""The list that opens under a field with what may be meant: clients, lines typed before, sentences often used.

A child of the window and not a window of its own: the keyboard stays in the field whatever the window manager thinks,
and the field's keys are watched while the list is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from osdesk.ui.kit import paint
from osdesk.ui.kit.matching import spans
from osdesk.ui.theme import Theme, current

_SHADOW = paint.SHADOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One row: words with a detail below or (`beside`) at the right. An `action` stands apart at the foot."""

    words: str
    value: object
    detail: str = ""
    beside: str = ""
    icon: str = ""
    action: bool = False


class SuggestionList(QWidget):
    """The open list. `picked` gives the value of the chosen row; Escape, a press elsewhere or scrolling closes it."""

    picked = Signal(object)
    closed = Signal()

    def __init__(self, field: QWidget, *, eager: bool = False) -> None:
        """`eager` marks the first row at once, so that Enter takes it; else it waits for the arrows."""
        super().__init__(field)
        self._field = field
        self._eager = eager
        self._choices: tuple[Choice, ...] = ()
        self._query = ""
        self._row = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        field.installEventFilter(self)
        # It becomes the window's child when it opens, and must not outlive its field.
        field.destroyed.connect(self.deleteLater)

    # Opening and closing

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The rows offered."""
        return self._choices

    @property
    def row(self) -> int:
        """The marked row, -1 for none."""
        return self._row

    def is_open_for(self, field: QWidget) -> bool:
        """Whether the list is open, and under this field."""
        return field is self._field and self.isVisible()

    def offer(self, choices: Sequence[Choice], query: str, place: QRect | None = None) -> None:
        """Open (or refresh) the list below the field, or below `place` in it; without choices it closes."""
        if not choices or not self._field.isVisible():
            self.dismiss()
            return
        self._choices = tuple(choices)
        self._query = query
        self._row = 0 if self._eager else -1
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._place(window, place if place is not None else self._field.rect())
        if not self.isVisible():
            window.installEventFilter(self)
            for area in _scrolling(self._field):
                area.verticalScrollBar().valueChanged.connect(self.dismiss)
        self.raise_()
        self.show()
        self._tell()
        self.update()

    def dismiss(self, _value: int = 0) -> None:
        """Close the list and choose nothing."""
        if self.isVisible():
            self.hide()
            if shiboken6.isValid(self._field):
                self._field.window().removeEventFilter(self)
                for area in _scrolling(self._field):
                    area.verticalScrollBar().valueChanged.disconnect(self.dismiss)
            self.closed.emit()

    def pick(self, row: int) -> None:
        """Choose a row."""
        value = self._choices[row].value
        self.dismiss()
        self.picked.emit(value)

    def _place(self, window: QWidget, field: QRect) -> None:
        theme = current()
        width = max(field.width(), theme.px(300))
        height = self._height()
        corner = self._field.mapTo(window, field.bottomLeft()) + QPoint(0, theme.px(4))
        if corner.y() + height > window.height() - 4:
            above = self._field.mapTo(window, field.topLeft()).y() - theme.px(4) - height
            if above >= 0:
                corner.setY(above)
        corner.setX(max(4, min(corner.x(), window.width() - width - 4)))
        inner = QRect(corner, QSize(width, height))
        self.setGeometry(inner.adjusted(-_SHADOW, -_SHADOW, _SHADOW, 2 * _SHADOW))

    # Rows

    def _rows(self) -> list[QRect]:
        theme = current()
        pad = theme.px(5)
        top = _SHADOW + pad
        rows = []
        for choice in self._choices:
            if choice.action:
                top += theme.px(5)
            height = theme.px(46 if choice.detail else 34)
            rows.append(QRect(_SHADOW + pad, top, self.width() - 2 * (_SHADOW + pad), height))
            top += height
        return rows

    def _height(self) -> int:
        theme = current()
        heights = sum(
            theme.px(46 if choice.detail else 34) + (theme.px(5) if choice.action else 0) for choice in self._choices
        )
        return heights + 2 * theme.px(5)

    def _tell(self) -> None:
        """A screen reader hears the marked row from the field it stands in."""
        chosen = self._choices[self._row] if 0 <= self._row < len(self._choices) else None
        said = " ".join(part for part in (chosen.words, chosen.detail, chosen.beside) if part) if chosen else ""
        self._field.setAccessibleDescription(said)

    def _move(self, step: int) -> None:
        before = self._row if self._row >= 0 else (-1 if step > 0 else 0)
        self._row = (before + step) % len(self._choices)
        self._tell()
        self.update()

    # Qt's hooks

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and the rows in it."""
        theme = current()
        painter = QPainter(self)
        card = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -2 * _SHADOW)
        paint.shadow(painter, card, theme.px(10), theme.tokens.shadow)
        paint.rounded(painter, card, theme.px(10), theme.colour("surface"), theme.colour("field"))
        for number, (choice, box) in enumerate(zip(self._choices, self._rows(), strict=True)):
            if choice.action and number:
                paint.hairline(
                    painter, theme.colour("line"), card.left() + 1, card.right() - 1, box.top() - theme.px(4)
                )
            self._paint_row(painter, theme, choice, QRectF(box), number == self._row)

    def _paint_row(self, painter: QPainter, theme: Theme, choice: Choice, box: QRectF, marked: bool) -> None:
        if marked:
            paint.rounded(painter, box, theme.px(6), theme.colour("soft"), theme.colour("soft_line"))
        left = box.left() + theme.px(12)
        if choice.icon:
            size = theme.px(16)
            tint = theme.colour("link" if marked or choice.action else "text2")
            theme.icons.paint(painter, choice.icon, tint, left, box.top() + (box.height() - size) / 2, size)
            left += size + theme.px(12)
        right = box.right() - theme.px(10)
        if choice.beside:
            font = theme.font("label")
            width = QFontMetricsF(font).horizontalAdvance(choice.beside) + 2
            beside = QRectF(right - width, box.top(), width, box.height())
            paint.label(painter, beside, choice.beside, font, theme.colour("text2"))
            right -= width + theme.px(12)
        words = QRectF(left, box.top(), max(0.0, right - left), box.height())
        if choice.detail:
            words = words.adjusted(0, theme.px(4), 0, -box.height() / 2)
            detail = words.translated(0, words.height() - theme.px(1))
            paint.label(painter, detail, choice.detail, theme.font("hint"), theme.colour("text2"))
        if choice.action:
            paint.label(painter, words, choice.words, theme.font("strong"), theme.colour("link"))
            return
        plain = (theme.font("medium"), theme.colour("text"))
        found = (theme.font("strong"), theme.colour("link"))
        paint.matched(painter, words, choice.words, spans(choice.words, self._query), plain, found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer marks."""
        for number, box in enumerate(self._rows()):
            if box.contains(event.position().toPoint()) and number != self._row:
                self._row = number
                self._tell()
                self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses."""
        for number, box in enumerate(self._rows()):
            if box.contains(event.position().toPoint()):
                self.pick(number)
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field's keys while the list is open, and what closes it."""
        if not self.isVisible():
            return False
        kind = event.type()
        if watched is not self._field:
            if kind in (QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.WindowDeactivate):
                self.dismiss()
            return False
        if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.dismiss()
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Ctrl+Enter and Escape belong to the open list, not to the window's menus.
            if event.key() == Qt.Key.Key_Escape or self._is_create(event):
                event.accept()
                return True
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _is_create(self, event: QKeyEvent) -> bool:
        return is_create(event) and self._choices[-1].action

    def _key(self, event: QKeyEvent) -> bool:
        if self._is_create(event):
            self.pick(len(self._choices) - 1)
            return True
        match event.key():
            case Qt.Key.Key_Down:
                self._move(1)
            case Qt.Key.Key_Up if self._row >= 0 or self._eager:
                self._move(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._row >= 0 and not event.modifiers():
                self.pick(self._row)
            case Qt.Key.Key_Escape:
                self.dismiss()
            case _:
                return False
        return True


def is_create(event: QKeyEvent) -> bool:
    """Whether this key is Ctrl+Enter, which makes what was typed."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _scrolling(widget: QWidget) -> list[QScrollArea]:
    found = []
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            found.append(above)
        above = above.parentWidget()
    return found
