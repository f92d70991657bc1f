"""Carrying a visit between the agenda and what waits beside it: the label under the pointer, and where it is let go."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from osdesk.texts import _
from osdesk.ui.agenda import words
from osdesk.ui.agenda.canvas import AgendaCanvas
from osdesk.ui.agenda.carried import Carried, Target
from osdesk.ui.kit import paint
from osdesk.ui.theme import current

_LINES = 4


class CarriedLabel(QWidget):
    """What is carried, where to, and what speaks against it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.title, self.plan = "", ""
        self.against: list[str] = []
        self.hide()

    def say(self, title: str, plan: str, against: list[str]) -> None:
        """Show these."""
        self.title, self.plan, self.against = title, plan, against[:_LINES]
        self.setAccessibleName(", ".join((title, plan, *against)))
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its longest line, within reason."""
        theme = current()
        wide = max(
            theme.face("strong").width(self.title),
            theme.face("text").width(self.plan),
            *(theme.face("label").width(each) + theme.px(20) for each in self.against),
            theme.px(60),
        )
        side = 2 * paint.SHADOW
        lines = theme.px(20) * (2 + len(self.against))
        return QSize(round(min(wide, theme.px(340))) + theme.px(26) + side, lines + theme.px(16) + side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A small card."""
        theme, painter = current(), QPainter(self)
        side = paint.SHADOW
        box = self.rect().toRectF().adjusted(side, side, -side, -side)
        paint.shadow(painter, box, theme.px(8), theme.tokens.shadow, side / 2)
        paint.rounded(painter, box, theme.px(8), theme.colour("surface"), theme.colour("field"))
        line = QRectF(box.left() + theme.px(12), box.top() + theme.px(8), box.width() - theme.px(24), theme.px(20))
        paint.line(painter, line, self.title, theme.face("strong"), theme.colour("text"))
        line.translate(0, theme.px(20))
        paint.line(painter, line, self.plan, theme.face("text"), theme.colour("text2"))
        for each in self.against:
            line.translate(0, theme.px(20))
            size = theme.px(14)
            top = line.top() + (line.height() - size) / 2
            theme.icons.paint(painter, "triangle-alert", theme.colour("warn"), line.left(), top, size, stroke=2.0)
            rest = line.adjusted(theme.px(20), 0, 0, 0)
            paint.line(painter, rest, each, theme.face("label"), theme.colour("warn"))


class Carrier(QObject):
    """One thing carried at a time."""

    #: Let go over a place of the agenda: what was carried, and the `Target`.
    planned = Signal(object, object)
    #: Let go over what waits: the visit's row.
    unplanned = Signal(object)

    def __init__(self, page: QWidget, canvas: AgendaCanvas, beside: QWidget) -> None:
        super().__init__(page)
        self._page, self._canvas, self._beside = page, canvas, beside
        self.label = CarriedLabel(page)
        self.carried: Carried | None = None
        self._target: Target | None = None
        self._over_beside = False
        canvas.lifted.connect(self.lift)
        canvas.carried_to.connect(self.move)
        canvas.dropped.connect(self.drop)
        canvas.cancelled.connect(self.cancel)

    def lift(self, carried: Carried) -> None:
        """Begin to carry. What has begun already can't be planned otherwise."""
        if carried.row.check_in is not None or carried.row.outcome is not None:
            return
        self.carried, self._target = carried, None
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        self._canvas.carry(carried)

    def move(self, at: QPoint) -> None:
        """Carry it there (global)."""
        carried, sight = self.carried, self._canvas.sight
        if carried is None or sight is None:
            return
        before = self._target
        self._target = self._canvas.carry(carried, at)
        beside = self._beside
        self._over_beside = beside.isVisible() and beside.rect().contains(beside.mapFromGlobal(at))
        title = f"{carried.row.number} · {carried.row.client}"
        if self._target is not None:
            if before is None or before.row != self._target.row or self.label.isHidden():
                row = self._target.row
                self.label.say(title, words.plan_words(row, sight), words.warnings_words(sight.against(row), sight))
        elif self._over_beside and not carried.waits:
            self.label.say(title, _("Not planned"), [])
        else:
            self.label.say(title, _("Nothing changes here"), [])
        place = self._page.mapFromGlobal(at) + QPoint(6, 8)
        size = self.label.size()
        x = min(place.x(), self._page.width() - size.width() + paint.SHADOW)
        y = place.y() if place.y() + size.height() <= self._page.height() else place.y() - size.height() - 8
        self.label.move(x, y)
        self.label.show()
        self.label.raise_()

    def drop(self) -> None:
        """Let go."""
        carried, target, beside = self.carried, self._target, self._over_beside
        self.cancel()
        if carried is None:
            return
        if target is not None and target.row != carried.row:
            self.planned.emit(carried, target)
        elif target is None and beside and not carried.waits:
            self.unplanned.emit(carried.row)

    def cancel(self) -> None:
        """Put it back where it was."""
        self.carried = self._target = None
        self._over_beside = False
        self._canvas.carry(None)
        self.label.hide()
