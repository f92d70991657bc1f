"""What waits beside the agenda: unfinished orders that nobody has planned, searched, chosen, carried over to a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from osdesk.domain import dates
from osdesk.domain.agenda import Waiting
from osdesk.domain.priorities import Priority
from osdesk.texts import _, ngettext
from osdesk.ui.agenda import words
from osdesk.ui.agenda.carried import Carried, as_row
from osdesk.ui.kit import paint
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.labels import Ground, Hairline, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.theme import current

_ROW = 66
_HELD = int(Qt.ItemDataRole.UserRole)


class WaitingList(QListWidget):
    """One order below the other; they can be carried away."""

    lifted = Signal(object)
    carried_to = Signal(QPoint)
    dropped = Signal()
    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Waiting to be planned"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setItemDelegate(_Rows(today, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._pressed: QPoint | None = None
        self._carrying = False

    def offer(self, orders: Sequence[Waiting]) -> None:
        """Show these; the one that is chosen stays so."""
        before = self.held.order_id if self.held is not None else 0
        at = self.verticalScrollBar().value()
        self.clear()
        for order in orders:
            item = QListWidgetItem(f"{order.number}, {order.client}, {order.reason}")
            item.setData(_HELD, order)
            item.setToolTip("\n".join(part for part in (order.client, order.reason, order.place) if part))
            self.addItem(item)
            if order.order_id == before:
                self.setCurrentItem(item)
        self.verticalScrollBar().setValue(at)

    @property
    def held(self) -> Waiting | None:
        """The order that is chosen."""
        # Qt's types say there always is one.
        for item in self.selectedItems():
            held: Waiting = item.data(_HELD)
            return held
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """It may be the beginning of a drag."""
        super().mousePressEvent(event)
        inside = self.itemAt(event.position().toPoint()) is not None
        self._pressed = event.position().toPoint() if inside and event.button() is Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry it, once it went far enough."""
        at = event.globalPosition().toPoint()
        if self._carrying:
            self.carried_to.emit(at)
            return
        if self._pressed is None or self.held is None:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._carrying = True
            self.lifted.emit(Carried(row=as_row(self.held)))
            self.carried_to.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        super().mouseReleaseEvent(event)
        self._pressed = None
        if self._carrying:
            self._carrying = False
            self.dropped.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the order."""
        if self.held is not None:
            self.opened.emit(self.held)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter plans; Ctrl+Enter and double click open."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.held is not None:
            (self.opened if event.modifiers() & Qt.KeyboardModifier.ControlModifier else self.chosen).emit(self.held)
            return
        super().keyPressEvent(event)

    def cut(self) -> None:
        """*Edit ▸ Cut*: to be pasted on a day."""
        if self.held is not None:
            self.cut_wanted.emit(as_row(self.held))

    cut_wanted = Signal(object)


class WaitingPane(Ground):
    """The list with its search, and *first free hour*."""

    searched = Signal(str)
    free_wanted = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.title = Label(_("To be planned"), "section")
        self.search = TextInput(example=_("Client, number, reason"), icon="search", longest=200)
        self.search.setAccessibleName(_("Search what waits to be planned"))
        self.list = WaitingList(today)
        self.none = Label(_("Nothing waits to be planned."), "hint", wrap=True)
        self.none.setContentsMargins(14, 12, 12, 4)
        self.free = Button(
            _("First free hour"), lambda: self.free_wanted.emit(self.list.held), icon="calendar-clock", kind="soft"
        )
        self.setLayout(
            column(
                bar(self.title, 1, margins=(14, 10, 12, 8)),
                bar(self.search, 1, margins=(12, 0, 12, 8)),
                Hairline(),
                self.none,
                self.list,
                1,
                Hairline(),
                bar(self.free, 1, margins=(12, 9, 12, 9)),
                gap=0,
            )
        )
        self.search.textEdited.connect(self.searched)

    def offer(self, orders: Sequence[Waiting]) -> None:
        """Show these."""
        self.list.offer(orders)
        self.none.setVisible(not orders)
        self.list.setVisible(bool(orders))
        said = ngettext("{count} order to be planned", "{count} orders to be planned", len(orders))
        self.title.setToolTip(said.format(count=len(orders)))
        self.title.setText(_("To be planned") + (f"  {len(orders)}" if orders else ""))


class _Rows(QStyledItemDelegate):
    """Client; number and reason; deadline and duration."""

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Three lines."""
        return QSize(10, current().px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One order."""
        theme = current()
        held: Waiting = index.data(_HELD)
        box = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(box, theme.colour("soft" if chosen else "hover" if hovered else "surface"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        line = QRectF(box.left() + theme.px(14), box.top() + theme.px(5), box.width() - theme.px(26), theme.px(18))
        urgent = held.priority in (Priority.HIGH, Priority.URGENT)
        if urgent:
            size = theme.px(14)
            theme.icons.paint(painter, "flag", theme.colour("danger"), line.right() - size, line.top() + 2, size)
        first = line.adjusted(0, 0, -theme.px(18) if urgent else 0, 0)
        paint.line(painter, first, held.client, theme.face("strong"), theme.colour("text"))
        line.translate(0, theme.px(18))
        about = " · ".join(part for part in (held.number, held.reason) if part)
        paint.line(painter, line, about, theme.face("hint"), theme.colour("text2"))
        line.translate(0, theme.px(18))
        left = line.left()
        if held.deadline is not None:
            late = held.deadline < self._today()
            said = _("until {day}").format(day=dates.format_short_date(held.deadline))
            colour = theme.colour("danger" if late else "text2")
            left += paint.line(painter, line, said, theme.face("label"), colour) + theme.px(8)
        rest = [words.minutes_words(held.minutes) if held.minutes else "", held.place]
        room = QRectF(left, line.top(), line.right() - left, line.height())
        said = " · ".join(part for part in rest if part)
        paint.line(painter, room, said, theme.face("hint"), theme.colour("text2"))
