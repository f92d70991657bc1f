"""The panels of the day: a title, the figure that opens its list, and a few rows of two lines each that open theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from osdesk.domain.team import initials
from osdesk.ui.kit import paint
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.labels import ElidedLabel, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.theme import current

ROW, HEAD = 40, 38


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row. `look` is a status whose colours the icon's badge has; a `person` (name, colour) stands in its place."""

    title: str
    below: str = ""
    right: str = ""
    act: Callable[[], object]
    icon: str = ""
    look: str = "draft"
    person: tuple[str, str] | None = None
    loud: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return ", ".join(part for part in (self.title, self.below, self.right) if part)


class Card(QWidget):
    """A rounded white ground with a hairline around it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        theme = current()
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("window"))
        paint.rounded(painter, self.rect().toRectF(), theme.px(10), theme.colour("surface"), theme.colour("line"))


class Rows(QWidget):
    """Rows that are gone through by arrows and opened by Enter or a press."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[Item, ...] = ()
        self.current = 0
        self._hot = -1
        self._name = name
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these rows; without any it takes no room and no keyboard."""
        self.items = tuple(items)
        self.current = min(self.current, max(0, len(self.items) - 1))
        self._hot = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if items else Qt.FocusPolicy.NoFocus)
        self._tell()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(current().px(260), len(self.items) * current().px(ROW))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(current().px(160), self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring shows."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter and Space open."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= self.current + step < len(self.items):
            self.current += step
            self._tell()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.items:
            self.items[self.current].act()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer."""
        hot = self._at(event)
        if hot != self._hot:
            self._hot = hot
            self.setCursor(Qt.CursorShape.PointingHandCursor if hot >= 0 else Qt.CursorShape.ArrowCursor)
            self.setToolTip(self.items[hot].spoken if hot >= 0 else "")
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        place = self._at(event)
        if place >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self.current = place
            self.items[place].act()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows."""
        theme = current()
        painter = QPainter(self)
        high, side = theme.px(ROW), theme.px(24)
        for place, item in enumerate(self.items):
            box = QRectF(0, place * high, self.width(), high)
            if place == self._hot:
                paint.rounded(painter, box.adjusted(6, 1, -6, -1), theme.px(6), theme.colour("hover"))
            badge = QRectF(theme.px(14), box.center().y() - side / 2, side, side)
            self._badge(painter, item, badge)
            left = badge.right() + theme.px(12)
            right = box.right() - theme.px(16)
            if place:
                paint.hairline(painter, theme.colour("line"), left, right, box.top())
            role, colour = ("strong", "danger") if item.loud else ("chip", "text2")
            told = theme.face(role).width(item.right)
            where = QRectF(right - told - 1, box.top(), told + 1, high)
            paint.line(painter, where, item.right, theme.face(role), theme.colour(colour))
            line = theme.px(17)
            room = max(20.0, right - left - (told + theme.px(10) if item.right else 0))
            up = box.center().y() - (line if item.below else line / 2)
            first = QRectF(left, up, room, line)
            paint.line(painter, first, item.title, theme.face("strong"), theme.colour("text"))
            below = first.translated(0, line)
            paint.line(painter, below, item.below, theme.face("hint"), theme.colour("text2"))
            if place == self.current and self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("link"), 2))
                painter.drawRoundedRect(box.adjusted(7, 2, -7, -2), theme.px(6), theme.px(6))

    def _badge(self, painter: QPainter, item: Item, box: QRectF) -> None:
        theme = current()
        if item.person is not None:
            name, colour = item.person
            paint.avatar(painter, theme, box, initials(name), theme.avatar(colour))
            return
        look = theme.status(item.look)
        paint.rounded(painter, box, box.width() / 2, look.ground)
        size = theme.px(14)
        inset = (box.width() - size) / 2
        theme.icons.paint(painter, item.icon, look.ink, box.left() + inset, box.top() + inset, size, stroke=2)

    def _at(self, event: QMouseEvent) -> int:
        place = int(event.position().y() // current().px(ROW))
        return place if 0 <= place < len(self.items) else -1

    def _tell(self) -> None:
        self.setAccessibleDescription(self.items[self.current].spoken if self.items else "")


class ListPanel(Card):
    """Title, figures at its right that open lists, rows; or one quiet sentence where there is nothing."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(title, "section")
        self._figures: list[Button] = []
        self._head = bar(self._title, None, gap=4, margins=(14, 0, 8, 0))
        self.rows = Rows(title)
        self.nothing = ElidedLabel("", "dim")
        below = bar(gap=0, margins=(14, 0, 14, 0))
        below.addWidget(self.nothing, 1)
        self._items: tuple[Item, ...] = ()
        self.setLayout(column(self._head, below, self.rows, gap=0, margins=(0, 4, 0, 6)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.nothing.hide()

    def figure(self, act: Callable[[], object]) -> Button:
        """A place for a figure that opens its list when pressed; hidden while it says nothing."""
        made = Button("", act, kind="link", parent=self)
        made.hide()
        self._head.addWidget(made)
        self._figures.append(made)
        return made

    def show_items(self, items: Sequence[Item], nothing: str) -> None:
        """Show these, or the sentence."""
        self._items = tuple(items)
        self.nothing.setText(nothing)
        self.nothing.setVisible(not items)

    @property
    def wanted(self) -> int:
        """How many rows it would show."""
        return len(self._items)

    def fill(self, count: int) -> None:
        """Show so many of its rows."""
        self.rows.show_items(self._items[:count])

    def least(self) -> int:
        """Its height without rows, in pixels."""
        theme = current()
        return theme.px(10) + self._head.sizeHint().height() + (0 if self._items else theme.px(22))


def say(button: Button, words: str) -> None:
    """Give a figure its words; "" hides it."""
    button.setText(words.replace("&", "&&"))
    button.setAccessibleName(words)
    button.setVisible(bool(words))
