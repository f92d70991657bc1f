"""The agenda's one painted widget: what is seen of the rows, and the mark that the keyboard moves.

What stands still is kept as one picture; while something is carried only that is copied, with what is carried on top.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from osdesk.domain.agenda import VisitRow
from osdesk.domain.questions import NOBODY
from osdesk.texts import _
from osdesk.ui.agenda import steps, words
from osdesk.ui.agenda.carried import Carried, Target, target_for
from osdesk.ui.agenda.layout import Layout, layout_for
from osdesk.ui.agenda.painting import Painting
from osdesk.ui.agenda.sight import Sight
from osdesk.ui.agenda.steps import Mark
from osdesk.ui.kit import paint
from osdesk.ui.theme import current


class AgendaBoard(QAbstractScrollArea):
    """Rows of people, columns of days or hours. It asks for what a person wants by signals, and changes nothing."""

    opened = Signal(object)
    exact_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    #: A drag begins: what is carried.
    lifted = Signal(object)
    carried_to = Signal(QPoint)
    dropped = Signal()
    cancelled = Signal()
    #: A key asks for another plan of a visit: the row as it would be, and whose block it is then.
    replanned = Signal(object, object, int)
    unplan_wanted = Signal(object)
    cut_wanted = Signal(object)
    paste_wanted = Signal()
    stepped = Signal(int)
    today_wanted = Signal()
    day_wanted = Signal(object)
    marked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("Agenda"))
        self.sight: Sight | None = None
        self.layed: Layout | None = None
        self.mark: Mark | None = None
        self.search = ""
        self.cut_id = 0
        self._unfolded = False
        self._opened: set[tuple[int, date]] = set()
        self._painting = Painting()
        self._still: QPixmap | None = None
        self._carried: Carried | None = None
        self._target: Target | None = None
        self.verticalScrollBar().valueChanged.connect(self._changed)

    # What is shown

    def show_sight(self, sight: Sight) -> None:
        """Show this; mark and scrolling stay where the same days are shown."""
        before, self.sight = self.sight, sight
        if before is None or (before.view, before.days[0]) != (sight.view, sight.days[0]):
            self._opened.clear()
        if self.mark is not None:
            self.mark = self.mark.within(sight)
        self._lay_out()

    def show_search(self, text: str) -> None:
        """Show only people whose name, role or skill begins so (folded)."""
        self.search = text
        self._lay_out()

    def show_cut(self, visit_id: int) -> None:
        """Show one visit as cut; 0: none."""
        self.cut_id = visit_id
        self._changed()

    def put_mark(self, mark: Mark | None) -> None:
        """Mark a visit or an empty day, and bring it into view."""
        self.mark = mark
        if mark is not None and self.layed is not None and self.sight is not None:
            place = self.layed.row_of(mark.who)
            if place is not None:
                self._bring(place)
            row = self.sight.visits.get(mark.visit)
            said = words.spoken(row, mark.who, mark.day, self.sight)
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.viewport().update()
        self.marked.emit()

    @property
    def marked_row(self) -> VisitRow | None:
        """The visit that is marked."""
        if self.mark is None or self.sight is None:
            return None
        return self.sight.visits.get(self.mark.visit)

    def place_of(self, who: int, visit_id: int) -> QRectF | None:
        """Where a visit shows, in the pixels of the viewport."""
        block = self.layed.block_of(who, visit_id) if self.layed is not None else None
        return block.box.translated(0, self._offset()) if block is not None else None

    def place_of_day(self, who: int, day: date) -> QRectF | None:
        """Where somebody's day shows, in the pixels of the viewport."""
        place = self.layed.row_of(who) if self.layed is not None else None
        if self.layed is None or place is None:
            return None
        return self.layed.cell(place, day).translated(0, self._offset())

    def sizeHint(self) -> QSize:
        """Whatever there is."""
        theme = current()
        return QSize(theme.px(700), theme.px(400))

    def minimumSizeHint(self) -> QSize:
        """Names and a little more."""
        theme = current()
        return QSize(theme.px(420), theme.px(160))

    # What is carried

    def carry(self, carried: Carried | None, at: QPoint | None = None) -> Target | None:
        """Show what is carried over that place (global), and give back what a drop there would plan."""
        self._carried, self._target = carried, None
        if carried is not None and at is not None and self.layed is not None:
            here = self.viewport().mapFromGlobal(at)
            if self.viewport().rect().contains(here) and here.y() >= self.layed.head:
                self._scroll_near(here.y())
                where = QPointF(here.x(), here.y() - self._offset())
                self._target = target_for(self.layed, carried, where)
        self.viewport().update()
        return self._target

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """The kept picture; over it the mark, and what is carried."""
        painter = QPainter(self.viewport())
        layed, sight, theme = self.layed, self.sight, current()
        if layed is None or sight is None:
            painter.fillRect(event.rect(), theme.colour("surface"))
            return
        if self._still is None:
            self._still = self._draw_still(layed)
        painter.drawPixmap(0, 0, self._still)
        offset = self._offset()
        painter.setClipRect(QRectF(0, layed.head, self.viewport().width(), self.viewport().height()))
        painter.translate(0, offset)
        self._draw_mark(painter, layed)
        target = self._target
        if target is not None and self._carried is not None:
            paint.rounded(painter, target.box.adjusted(2, 2, -2, -2), theme.px(6), None, theme.colour("link"), 2)
            if target.block is not None:
                self._painting.block(painter, theme, sight, target.block, small=layed.small)

    def _draw_still(self, layed: Layout) -> QPixmap:
        theme, view = current(), self.viewport()
        ratio = view.devicePixelRatioF()
        still = QPixmap(round(view.width() * ratio), round(view.height() * ratio))
        still.setDevicePixelRatio(ratio)
        still.fill(theme.colour("surface"))
        painter = QPainter(still)
        offset = self._offset()
        painter.save()
        painter.translate(0, offset)
        self._painting.rows(painter, theme, layed, layed.head - offset, view.height() - offset)
        self._veil_cut(painter, layed)
        painter.restore()
        self._painting.head(painter, theme, layed)
        painter.end()
        return still

    def _veil_cut(self, painter: QPainter, layed: Layout) -> None:
        """What is cut stands there faintly until it is put elsewhere."""
        sight = self.sight
        row = sight.visits.get(self.cut_id) if sight is not None else None
        if row is None:
            return
        veil = current().colour("surface")
        painter.setOpacity(0.6)
        for who in row.technicians or (NOBODY,):
            block = layed.block_of(who, row.id)
            if block is not None:
                painter.fillRect(block.box, veil)
        painter.setOpacity(1.0)

    def _draw_mark(self, painter: QPainter, layed: Layout) -> None:
        mark, theme = self.mark, current()
        place = layed.row_of(mark.who) if mark is not None else None
        if mark is None or place is None:
            return
        colour = theme.colour("link" if self.hasFocus() else "edge")
        block = layed.block_of(mark.who, mark.visit) if mark.visit else None
        if block is not None:
            paint.rounded(painter, block.box.adjusted(-1, -1, 1, 1), theme.px(6), None, colour, 2)
        elif self.hasFocus():
            paint.rounded(painter, layed.cell(place, mark.day).adjusted(2, 2, -2, -3), theme.px(6), None, colour, 2)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the keys do is said in `steps`; what it doesn't know goes on."""
        if self._carried is not None:
            if event.key() == Qt.Key.Key_Escape:
                self.cancelled.emit()
            return
        if not steps.act(self, event):
            super().keyPressEvent(event)

    def cut(self) -> None:
        """*Edit ▸ Cut*."""
        if self.marked_row is not None:
            self.cut_wanted.emit(self.marked_row)

    def paste(self) -> None:
        """*Edit ▸ Paste*."""
        self.paste_wanted.emit()

    def unfold(self) -> None:
        """Show those without visits too."""
        self._unfolded = True
        self._lay_out()

    def open_cell(self, who: int, day: date) -> None:
        """Show all that a cell has."""
        self._opened = self._opened | {(who, day)}
        self._lay_out()

    def _menu_at_mark(self) -> None:
        if self.mark is None:
            return
        box = self.place_of(self.mark.who, self.mark.visit) or self.place_of_day(self.mark.who, self.mark.day)
        at = box.center().toPoint() if box is not None else self.viewport().rect().center()
        self.menu_wanted.emit(self.mark, self.viewport().mapToGlobal(at))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark something, so that the arrows have a beginning."""
        super().focusInEvent(event)
        if self.mark is None and self.layed is not None and self.layed.rows:
            self.mark = steps.beginning(self.layed)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The mark grows faint."""
        super().focusOutEvent(event)
        self.viewport().update()

    # Inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or size of text: draw everything anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._painting.forget()
            self._lay_out()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """The picture is drawn anew: heads stand still."""
        self._changed()

    def _lay_out(self) -> None:
        sight, theme, view = self.sight, current(), self.viewport()
        if sight is None or view.width() < 10:
            return
        made = layout_for(sight)
        room = view.height() - made.head_height(theme)
        self.layed = made(
            sight, theme, view.width(), room, search=self.search, unfolded=self._unfolded, opened=self._opened
        )
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(self.layed.total - room)))
        bar.setPageStep(max(1, room))
        bar.setSingleStep(theme.px(40))
        self._changed()

    def _changed(self) -> None:
        self._still = None
        self.viewport().update()

    def _offset(self) -> float:
        """What is added to a height of the whole to give one of the viewport."""
        return (self.layed.head if self.layed is not None else 0) - self.verticalScrollBar().value()

    def _bring(self, place: int) -> None:
        layed, bar = self.layed, self.verticalScrollBar()
        if layed is None:
            return
        row, room = layed.rows[place], self.viewport().height() - layed.head
        if row.top < bar.value():
            bar.setValue(round(row.top))
        elif row.top + row.height > bar.value() + room:
            bar.setValue(round(row.top + row.height - room))

    def _scroll_near(self, y: int) -> None:
        """What is carried to an edge turns the rows on."""
        near, bar, head = current().px(28), self.verticalScrollBar(), self.layed.head if self.layed is not None else 0
        if y < head + near:
            bar.setValue(bar.value() - current().px(14))
        elif y > self.viewport().height() - near:
            bar.setValue(bar.value() + current().px(14))
