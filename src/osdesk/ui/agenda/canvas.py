"""The agenda under the mouse: what is pressed, taken hold of, carried, pointed at."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from osdesk.ui.agenda import words
from osdesk.ui.agenda.board import AgendaBoard
from osdesk.ui.agenda.carried import Carried
from osdesk.ui.agenda.layout import Block, DayLayout, More
from osdesk.ui.agenda.sight import View
from osdesk.ui.agenda.steps import Mark
from osdesk.ui.theme import current

#: How near the right end of a block stretches it, pixels at 100 %.
_EDGE = 7


@dataclass(slots=True)
class _Press:
    """The button went down there, on that block; `stretch`: on its end."""

    at: QPoint
    block: Block
    stretch: bool


class AgendaCanvas(AgendaBoard):
    """The board that can be worked on by hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._press: _Press | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark what is pressed; it may be the beginning of a drag."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        found = self._at(event.position())
        self._press = None
        if isinstance(found, Block):
            self._press = _Press(event.position().toPoint(), found, self._on_end(found, event.position()))
            self.put_mark(Mark(found.who, found.day, found.row.id))
        elif isinstance(found, More):
            key = found.who, found.day
            self._opened = self._opened ^ {key}
            self.put_mark(Mark(found.who, found.day, 0))
            self._lay_out()
        elif isinstance(found, Mark):
            self.put_mark(found)
        elif self._pressed_fold(event.position()):
            self._unfolded = True
            self._lay_out()
        else:
            self._press_head(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry, once it went far enough to be meant."""
        if self._carried is not None:
            self.carried_to.emit(event.globalPosition().toPoint())
            return
        press = self._press
        if press is None:
            self._point(event.position())
            return
        far = (event.position().toPoint() - press.at).manhattanLength() >= QApplication.startDragDistance()
        if far and event.buttons() & Qt.MouseButton.LeftButton:
            self._press = None
            self.lifted.emit(self._lift(press))
            # Whoever carries it asks where to; for one that isn't carried nothing happens.
            self.carried_to.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of what is carried."""
        self._press = None
        if self._carried is not None and event.button() is Qt.MouseButton.LeftButton:
            self.dropped.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the order."""
        found = self._at(event.position())
        if isinstance(found, Block):
            self._press = None
            self.opened.emit(found.row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of what lies there, or of what is marked."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._menu_at_mark()
            return
        found = self._at(QPointF(event.pos()))
        if isinstance(found, Block):
            self.put_mark(Mark(found.who, found.day, found.row.id))
        elif isinstance(found, Mark):
            self.put_mark(found)
        self.menu_wanted.emit(self.mark, event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell about what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.sight is not None:
            found = self._at(QPointF(event.pos()))
            said = words.tip(found.row, self.sight) if isinstance(found, Block) else self._tip_of_day(found)
            QToolTip.showText(event.globalPos(), said, self.viewport())
            return True
        return super().viewportEvent(event)

    def _tip_of_day(self, found: object) -> str:
        if not isinstance(found, Mark) or self.sight is None:
            return ""
        load = self.sight.loads.get((found.who, found.day))
        parts = [self.sight.off.get(found.day, "")]
        if load is not None:
            parts.append(words.load_words(load.planned, load.capacity))
        return "\n".join(part for part in parts if part)

    def _point(self, at: QPointF) -> None:
        found = self._at(at)
        if isinstance(found, Block):
            shape = Qt.CursorShape.SizeHorCursor if self._on_end(found, at) else Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.PointingHandCursor if isinstance(found, More) else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def _lift(self, press: _Press) -> Carried:
        block, layed = press.block, self.layed
        grabbed = 0.0
        if isinstance(layed, DayLayout):
            grabbed = (press.at.x() - block.box.left()) / layed.scale
        return Carried(row=block.row, who=block.who, grabbed=grabbed, stretch=press.stretch)

    def _on_end(self, block: Block, at: QPointF) -> bool:
        """Whether a press there takes hold of the end: in the day only, and where there is one to take hold of."""
        if not isinstance(self.layed, DayLayout) or block.row.planned_start is None or block.after:
            return False
        return at.x() > block.box.right() - current().px(_EDGE) and block.box.width() > current().px(3 * _EDGE)

    def _at(self, at: QPointF) -> Block | More | Mark | None:
        """What lies at a place of the viewport: a visit, what has no room, or an empty place of somebody's day."""
        layed = self.layed
        if layed is None or at.y() < layed.head or at.x() < layed.left:
            return None
        whole = QPointF(at.x(), at.y() - self._offset())
        place, column = layed.row_at(whole.y()), layed.column_at(at.x())
        if place is None or column is None or layed.rows[place].person is None:
            return None
        for block in layed.blocks(place):
            if block.box.contains(whole):
                return block
        for more in layed.more(place):
            if more.box.contains(whole):
                return more
        person = layed.rows[place].person
        return Mark(person.id, column.day, 0) if person is not None else None

    def _pressed_fold(self, at: QPointF) -> bool:
        layed = self.layed
        place = layed.row_at(at.y() - self._offset()) if layed is not None and at.y() >= layed.head else None
        return layed is not None and place is not None and layed.rows[place].person is None

    def _press_head(self, at: QPointF) -> None:
        """A press on a day's head opens that day."""
        layed = self.layed
        if layed is not None and at.y() < layed.head and layed.sight.view is not View.DAY:
            column = layed.column_at(at.x())
            if column is not None:
                self.day_wanted.emit(column.day)
