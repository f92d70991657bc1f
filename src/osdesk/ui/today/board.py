"""The visits of the day: a row for each technician, blocks on the hours, and behind them the line of now.

A planned visit has a dashed border, one that happened a solid bar at its left, so that it reads in grey too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from osdesk.domain.agenda import VisitRow
from osdesk.domain.dates import format_time
from osdesk.domain.questions import NOBODY
from osdesk.domain.team import initials
from osdesk.domain.today import Today, is_late
from osdesk.domain.visits import VisitStatus
from osdesk.texts import _, ngettext
from osdesk.ui.kit import paint
from osdesk.ui.theme import Look, current
from osdesk.ui.today import words
from osdesk.ui.today.axis import HEAD, Axis, Block

_HAPPENED = frozenset({VisitStatus.ON_SITE, VisitStatus.DONE, VisitStatus.PARTIAL, VisitStatus.NOT_DONE})
_MENU_KEYS = (Qt.Key.Key_Menu, Qt.Key.Key_Space)


class Board(QAbstractScrollArea):
    """Shows the visits. `opened` carries an order's id, `menu_wanted` a visit and the place on the screen."""

    opened = Signal(int)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today: Today | None = None
        self.axis: Axis | None = None
        self._unfolded = False
        self._current: tuple[int, int] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Visits of today"))
        self.viewport().setMouseTracking(True)

    def show_today(self, today: Today) -> None:
        """Show the day; the block that was marked stays marked."""
        self.today = today
        self._lay()
        if self.hasFocus():
            # The keyboard was here before the day came.
            self._begin()
        self._tell()

    def move_now(self, now: datetime) -> None:
        """A minute later: the line moves, and who hasn't come turns late."""
        if self.today is not None:
            self.show_today(replace(self.today, now=now))

    @property
    def current(self) -> Block | None:
        """The block that is marked."""
        if self.axis is None:
            return None
        blocks = self.axis.blocks
        return next((block for block in blocks if (block.who, block.row.id) == self._current), None)

    def mark(self, block: Block | None) -> None:
        """Mark a block and bring it into sight."""
        self._current = None if block is None else (block.who, block.row.id)
        if block is not None:
            bar, room = self.verticalScrollBar(), self.viewport().height() - current().px(HEAD)
            if block.box.top() < bar.value():
                bar.setValue(int(block.box.top()) - 6)
            elif block.box.bottom() > bar.value() + room:
                bar.setValue(int(block.box.bottom() - room) + 6)
        self._tell()
        self.viewport().update()

    def toggle_rest(self) -> None:
        """Show or fold away the technicians without visits."""
        self._unfolded = not self._unfolded
        self._lay()

    def sizeHint(self) -> QSize:
        """As the usual window has it."""
        return QSize(current().px(720), current().px(330))

    def minimumSizeHint(self) -> QSize:
        """Two rows."""
        return QSize(current().px(380), current().px(HEAD + 96))

    # Qt's hooks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._lay()

    def changeEvent(self, event: QEvent) -> None:
        """Sizes follow the size of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.today is not None:
            self._lay()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes: to the block that was marked, or the first that is still to come."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._begin()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go between visits, Enter opens the order, Space or the menu key what can be done with it."""
        block, key = self.current, event.key()
        step = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        if key in step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(*step[Qt.Key(key)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.axis is not None and self.axis.blocks:
            self.mark(self.axis.blocks[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and block is not None:
            self.opened.emit(block.row.order_id)
        elif key in _MENU_KEYS and block is not None:
            self.menu_wanted.emit(block.row, self._foot(block))
        elif key == Qt.Key.Key_Plus:
            self.toggle_rest()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark what is pressed; the last line folds and unfolds."""
        block = self._at(event.position())
        self.mark(block)
        if block is None and event.button() is Qt.MouseButton.LeftButton and self._on_fold(event.position()):
            self.toggle_rest()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press opens the order."""
        block = self._at(event.position())
        if block is not None and event.button() is Qt.MouseButton.LeftButton and block == self.current:
            self.opened.emit(block.row.order_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The hand over what can be pressed."""
        hot = self._at(event.position()) is not None or self._on_fold(event.position())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hot else Qt.CursorShape.ArrowCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a visit."""
        block = self._at(QPointF(event.pos()))
        if block is not None:
            self.mark(block)
            self.menu_wanted.emit(block.row, event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """The whole visit under the pointer."""
        if isinstance(event, QHelpEvent) and self.today is not None:
            block = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), words.tip(block.row, self.today) if block is not None else "")
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, line of now, blocks."""
        theme, axis = current(), self.axis
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        if axis is None or self.today is None:
            return
        head, width = theme.px(HEAD), self.viewport().width()
        up = self.verticalScrollBar().value()
        foot = head + axis.total - up
        self._paint_hours(painter, axis, head, min(foot, self.viewport().height()))
        painter.save()
        painter.setClipRect(QRectF(0, head, width, self.viewport().height() - head))
        painter.translate(0, head - up)
        shown = (up - 2, up + self.viewport().height())
        rows = [row for row in axis.rows if row.top + row.height >= shown[0] and row.top <= shown[1]]
        for row in rows:
            paint.hairline(painter, theme.colour("line"), 0, width, row.top)
            if row.who is None:
                self._paint_fold(painter, QRectF(theme.px(16), row.top, width - theme.px(32), row.height))
            else:
                # A row higher than the window has its name where it is seen.
                top, end = max(row.top, up), min(row.top + row.height, shown[1] - head)
                self._paint_name(painter, row.who, QRectF(theme.px(16), top, axis.names - theme.px(20), end - top))
        stands = [row for row in axis.rows if row.who is not None]
        if stands:
            foot = stands[-1].top + stands[-1].height
            painter.fillRect(QRectF(axis.now - 0.75, 0, 1.5, foot), theme.colour("danger"))
        for row in rows:
            for block in row.blocks:
                self._paint_block(painter, block)
        painter.restore()

    # Inside

    def _lay(self) -> None:
        if self.today is None:
            return
        theme = current()
        room = self.viewport().height() - theme.px(HEAD)
        self.axis = Axis(self.today, theme, self.viewport().width(), room, unfolded=self._unfolded)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(self.axis.total - room)))
        bar.setPageStep(max(1, room))
        bar.setSingleStep(theme.px(24))
        self.viewport().update()

    def _begin(self) -> None:
        """Mark the first visit that is still to come, unless one is marked."""
        if self.current is None and self.axis is not None and self.axis.blocks:
            self.mark(next((each for each in self.axis.blocks if each.row.unfinished), self.axis.blocks[0]))

    def _at(self, place: QPointF) -> Block | None:
        head = current().px(HEAD)
        if self.axis is None or place.y() < head:
            return None
        return self.axis.block_at(place.x(), place.y() - head + self.verticalScrollBar().value())

    def _on_fold(self, place: QPointF) -> bool:
        head = current().px(HEAD)
        down = place.y() - head + self.verticalScrollBar().value()
        return self.axis is not None and place.y() >= head and self.axis.fold_at(down)

    def _foot(self, block: Block) -> QPoint:
        down = block.box.bottom() + current().px(HEAD) - self.verticalScrollBar().value()
        return self.viewport().mapToGlobal(QPoint(round(block.box.left()), round(down)))

    def _step(self, across: int, down: int) -> None:
        """To the neighbour in the row, or to the nearest in the next row that has any."""
        axis, block = self.axis, self.current
        if axis is None or not axis.blocks:
            return
        if block is None:
            self.mark(axis.blocks[0])
            return
        rows = [row for row in axis.rows if row.blocks]
        place = next(at for at, row in enumerate(rows) if row.who == block.who)
        if across:
            there = rows[place].blocks.index(block) + across
            if 0 <= there < len(rows[place].blocks):
                self.mark(rows[place].blocks[there])
        elif 0 <= place + down < len(rows):
            middle = block.box.center().x()
            self.mark(min(rows[place + down].blocks, key=lambda each: abs(each.box.center().x() - middle)))

    def _tell(self) -> None:
        """What a screen reader says: the block that is marked."""
        block = self.current
        self.setAccessibleDescription(
            words.spoken(block.row, block.who, self.today) if block is not None and self.today is not None else ""
        )

    # Drawing

    def _paint_hours(self, painter: QPainter, axis: Axis, head: int, foot: float) -> None:
        theme = current()
        every = next((each for each in (60, 120, 180, 240) if each * axis.scale >= theme.px(38)), 360)
        pill = QRectF(axis.now - theme.px(20), theme.px(5), theme.px(40), theme.px(18))
        if axis.left > axis.names:
            box = QRectF(axis.names, 0, axis.left - axis.names - 8, head)
            paint.line(painter, box, _("No hour"), theme.face("axis"), theme.colour("text2"))
        for minute in range(axis.first, axis.last + 1, 60):
            x = axis.x_of(minute)
            painter.fillRect(QRectF(round(x), head - theme.px(4), 1, foot - head + theme.px(4)), theme.colour("line"))
            box = QRectF(x - theme.px(24), 0, theme.px(48), head - theme.px(2))
            told = (
                (minute - axis.first) % every == 0
                and minute < axis.last
                and not box.adjusted(theme.px(12), 0, -theme.px(12), 0).intersects(pill)
            )
            if told:
                align = Qt.AlignmentFlag.AlignHCenter
                paint.line(painter, box, f"{minute // 60}h", theme.face("axis"), theme.colour("text2"), align)
        paint.rounded(painter, pill, pill.height() / 2, theme.colour("danger"))
        painter.fillRect(QRectF(axis.now - 0.75, pill.bottom(), 1.5, head - pill.bottom()), theme.colour("danger"))
        align = Qt.AlignmentFlag.AlignHCenter
        paint.line(
            painter, pill, format_time(axis.today.now), theme.face("axis_strong"), theme.colour("surface"), align
        )

    def _paint_fold(self, painter: QPainter, box: QRectF) -> None:
        theme, axis = current(), self.axis
        if axis is None:
            return
        count = len(axis.rest)
        told = ngettext("{count} technician without a visit", "{count} technicians without a visit", count)
        size = theme.px(14)
        icon = "chevron-up" if axis.unfolded else "chevron-down"
        theme.icons.paint(painter, icon, theme.colour("text2"), box.left() + 5, box.center().y() - size / 2, size)
        inner = box.adjusted(theme.px(28), 0, 0, 0)
        paint.line(painter, inner, told.format(count=count), theme.face("hint"), theme.colour("text2"))

    def _paint_name(self, painter: QPainter, who: int, box: QRectF) -> None:
        theme, today = current(), self.today
        if today is None:
            return
        name = words.name_of(who, today)
        side = theme.px(26)
        badge = QRectF(box.left(), box.center().y() - side / 2, side, side)
        if who == NOBODY:
            theme.icons.paint(painter, "user-round", theme.colour("text3"), badge.left() + 4, badge.top() + 4, side - 8)
        else:
            person = next((each for each in today.team if each.id == who), None)
            paint.avatar(painter, theme, badge, initials(name), theme.avatar(person.colour if person else "blue"))
        inner = box.adjusted(side + theme.px(8), 0, 0, 0)
        if inner.width() > theme.px(30):
            first = name if who == NOBODY else name.split()[0] if name.split() else name
            # Two of one first name are told apart by the whole.
            twins = sum(each.name.split()[:1] == [first] for each in today.team) > 1
            paint.line(painter, inner, name if twins else first, theme.face("medium"), theme.colour("text"))

    def _look(self, row: VisitRow) -> Look:
        theme = current()
        if self.today is not None and is_late(row, self.today.now):
            late = theme.status("late")
            return Look("clock-alert", late.ink, late.ground, dashed=True)
        return theme.visit(row.status)

    def _paint_block(self, painter: QPainter, block: Block) -> None:
        theme, today, row, box = current(), self.today, block.row, block.box
        if today is None:
            return
        look = self._look(row)
        happened = row.status in _HAPPENED
        paint.rounded(painter, box, theme.px(5), look.ground, None if happened else look.ink, dashed=not happened)
        if happened:
            bar = QRectF(box.left(), box.top(), theme.px(3), box.height())
            painter.fillRect(bar, look.ink)
        if block.before or block.after:
            edge = box.left() + 2 if block.before else box.right() - theme.px(12)
            icon = "chevron-left" if block.before else "chevron-right"
            theme.icons.paint(painter, icon, look.ink, edge, box.bottom() - theme.px(14), theme.px(11))
        inner = box.adjusted(theme.px(9), theme.px(3), -theme.px(5), -theme.px(3))
        size = theme.px(13)
        painter.save()
        painter.setClipRect(box)
        if inner.height() < theme.px(32):
            self._paint_line(painter, inner, look, size, row.client, "axis_strong", theme.colour("text"))
        else:
            line = theme.px(17)
            up = inner.top() + (0 if inner.height() > theme.px(52) else (inner.height() - 2 * line) / 2)
            top = QRectF(inner.left(), up, inner.width(), line)
            self._paint_line(painter, top, look, size, words.head_words(row, today.now), "axis_strong", look.ink)
            below = top.translated(0, line)
            paint.line(painter, below, row.client, theme.face("chip"), theme.colour("text"))
        painter.restore()
        if block == self.current and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("link"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.px(5), theme.px(5))

    def _paint_line(
        self, painter: QPainter, box: QRectF, look: Look, size: int, told: str, role: str, colour: object
    ) -> None:
        theme = current()
        theme.icons.paint(painter, look.icon, look.ink, box.left(), box.center().y() - size / 2, size, stroke=2)
        inner = box.adjusted(size + theme.px(4), 0, 0, 0)
        paint.line(painter, inner, told, theme.face(role), colour)  # type: ignore[arg-type]
