"""How the agenda is drawn: grounds, heads, blocks. A block is drawn once and then copied, for a week has hundreds."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, time

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from osdesk.domain import dates
from osdesk.domain.planning import absence_on, hours_on
from osdesk.domain.questions import NOBODY
from osdesk.domain.visits import VisitStatus
from osdesk.texts import _
from osdesk.ui.agenda import words
from osdesk.ui.agenda.heads import Grounds, day_head, draw_name, hours_head
from osdesk.ui.agenda.layout import Block, DayLayout, Layout, More, RowBox
from osdesk.ui.agenda.sight import Sight
from osdesk.ui.kit import paint
from osdesk.ui.theme import Look, Theme

#: Blocks kept as they were drawn.
_KEPT = 3_000


class Painting:
    """Draws a layout on a painter that has been moved to where the whole begins."""

    def __init__(self) -> None:
        self._stamps: dict[Hashable, QPixmap] = {}

    def forget(self) -> None:
        """Drop what was drawn: another theme, another screen."""
        self._stamps.clear()

    def rows(self, painter: QPainter, theme: Theme, layout: Layout, top: float, bottom: float) -> None:
        """The rows between two heights, their blocks with them."""
        grounds = Grounds.of(theme)
        first = layout.row_at(max(0.0, top)) or 0
        for place in range(first, len(layout.rows)):
            row = layout.rows[place]
            if row.top > bottom:
                break
            self._ground(painter, theme, grounds, layout, row)
            for block in layout.blocks(place):
                self.block(painter, theme, layout.sight, block, small=layout.small)
            for more in layout.more(place):
                _more(painter, theme, more, small=layout.small)
            draw_name(painter, theme, layout, row)
        end = min(bottom, layout.total)
        if isinstance(layout, DayLayout):
            self._now(painter, theme, layout, top, end)
        for column in layout.columns:
            painter.fillRect(QRectF(column.left, top, 1, end - top), grounds.line)

    def head(self, painter: QPainter, theme: Theme, layout: Layout) -> None:
        """What stands above the rows: days, or hours."""
        painter.fillRect(QRectF(0, 0, layout.width, layout.head), theme.colour("surface"))
        if isinstance(layout, DayLayout):
            hours_head(painter, theme, layout)
        else:
            for column in layout.columns:
                day_head(painter, theme, layout, column.day, QRectF(column.left, 0, column.width, layout.head))
        painter.fillRect(QRectF(0, layout.head - 1, layout.width, 1), theme.colour("line"))

    def block(
        self,
        painter: QPainter,
        theme: Theme,
        sight: Sight,
        block: Block,
        *,
        small: bool = False,
        late: bool | None = None,
    ) -> None:
        """One visit, from the stamps."""
        is_late = sight.is_late(block.row) if late is None else late
        warned = bool(sight.warnings.get(block.row.id))
        box = block.box
        ratio = painter.device().devicePixelRatio()
        width, height = max(4, round(box.width())), max(4, round(box.height()))
        key = (block.row, width, height, is_late, warned, block.before, block.after, ratio)
        found = self._stamps.get(key)
        if found is None:
            if len(self._stamps) >= _KEPT:
                self._stamps.clear()
            found = self._stamps[key] = QPixmap(round(width * ratio), round(height * ratio))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            own = QPainter(found)
            _draw_block(
                own,
                theme,
                block,
                QRectF(0, 0, width, height),
                late=is_late,
                warned=warned,
                small=small,
                begins=sight.begins(block.row),
            )
            own.end()
        painter.drawPixmap(QPointF(round(box.left()), round(box.top())), found)

    def _ground(self, painter: QPainter, theme: Theme, grounds: Grounds, layout: Layout, row: RowBox) -> None:
        sight = layout.sight
        today = sight.now.date()
        for column in layout.columns:
            box = QRectF(column.left, row.top, column.width, row.height)
            if isinstance(layout, DayLayout):
                _hours_ground(painter, theme, grounds, layout, row, box)
            elif column.day == today:
                painter.fillRect(box, grounds.today)
            elif column.day in sight.off or column.day.weekday() not in sight.calendar.workdays:
                painter.fillRect(box, grounds.idle)
            if row.person is not None and row.person.id != NOBODY:
                _away(painter, theme, grounds, layout, row.person.id, column.day, box)
                _load(painter, theme, layout, row.person.id, column.day, box)
        painter.fillRect(QRectF(0, row.top + row.height - 1, layout.width, 1), grounds.line)

    def _now(self, painter: QPainter, theme: Theme, layout: DayLayout, top: float, bottom: float) -> None:
        now = layout.sight.now
        if now.date() != layout.sight.days[0]:
            return
        x = layout.x_of(now.hour * 60 + now.minute) or 0
        painter.fillRect(QRectF(round(x), top, 2, bottom - top), theme.colour("danger"))


def look_of(theme: Theme, block: Block, *, late: bool) -> Look:
    """The colours and icon of a visit."""
    if late:
        found = theme.status("late")
        return Look(found.icon, found.ink, found.ground, dashed=True)
    return theme.visit(block.row.status)


def _draw_block(
    painter: QPainter,
    theme: Theme,
    block: Block,
    box: QRectF,
    *,
    late: bool,
    warned: bool,
    small: bool,
    begins: time | None,
) -> None:
    """What is planned has a dashed border, what happened a bar at its left."""
    row, look = block.row, look_of(theme, block, late=late)
    radius = theme.px(5)
    if look.dashed:
        paint.rounded(painter, box, radius, look.ground, look.ink, dashed=True)
    else:
        paint.rounded(painter, box.adjusted(theme.px(4), 0, 0, 0), radius, look.ground)
        bar = QRectF(box.left(), box.top(), theme.px(3), box.height())
        paint.rounded(painter, bar, bar.width() / 2, look.ink)
    inner = box.adjusted(theme.px(9), 0, -theme.px(5), 0)
    if warned and inner.width() > theme.px(30):
        size = theme.px(13)
        at = inner.top() + theme.px(6)
        theme.icons.paint(painter, "triangle-alert", theme.colour("warn"), inner.right() - size, at, size, stroke=2.0)
        inner = inner.adjusted(0, 0, -theme.px(16), 0)
    hour = dates.format_time(begins) if begins is not None else ""
    if small:
        _draw_small(painter, theme, box, look, hour)
        return
    ink = theme.colour("text2" if row.status is VisitStatus.NOT_DONE else "text")
    if box.height() < theme.px(40):
        left = _icon_and_hour(painter, theme, inner, look, hour)
        rest = QRectF(left, box.top(), inner.right() - left, box.height())
        if rest.width() > theme.px(12):
            paint.line(painter, rest, row.client, theme.face("label"), ink)
        return
    high = theme.px(18)
    first = QRectF(inner.left(), box.top() + theme.px(5), inner.width(), high)
    _icon_and_hour(painter, theme, first, look, hour if row.check_in is not None else words.hours_words(row))
    second = first.translated(0, high + theme.px(1))
    paint.line(painter, second, row.client, theme.face("chip"), ink)
    third = second.translated(0, high)
    if third.bottom() <= box.bottom() - theme.px(2):
        about = " · ".join(part for part in (row.number, row.place) if part)
        paint.line(painter, third, about, theme.face("hint"), theme.colour("text2"))


def _icon_and_hour(painter: QPainter, theme: Theme, box: QRectF, look: Look, hour: str) -> float:
    """Gives back where what follows begins."""
    size = theme.px(14)
    if box.width() < theme.px(34):
        # Too narrow for both: the colour says the rest.
        paint.line(painter, box.adjusted(-theme.px(4), 0, theme.px(4), 0), hour, theme.face("axis_strong"), look.ink)
        return box.right()
    top = box.top() + (box.height() - size) / 2
    theme.icons.paint(painter, look.icon, look.ink, box.left(), top, size, stroke=2.0)
    left = box.left() + size + theme.px(5)
    if hour:
        room = QRectF(left, box.top(), box.right() - left, box.height())
        left += paint.line(painter, room, hour, theme.face("chip"), look.ink) + theme.px(5)
    return left


def _draw_small(painter: QPainter, theme: Theme, box: QRectF, look: Look, hour: str) -> None:
    """A month's: the hour alone."""
    said = f"{hour[:2]}h"
    face = theme.face("axis_strong")
    centre = Qt.AlignmentFlag.AlignHCenter
    if hour and face.width(said) <= box.width() - theme.px(6):
        paint.line(painter, box.adjusted(theme.px(3), 0, 0, 0), said, face, look.ink, centre)
        return
    size = theme.px(12)
    left = box.left() + (box.width() - size) / 2 + theme.px(1)
    theme.icons.paint(painter, look.icon, look.ink, left, box.top() + (box.height() - size) / 2, size, stroke=2.0)


def _more(painter: QPainter, theme: Theme, more: More, *, small: bool) -> None:
    said = _("{count} more").format(count=more.count) if more.count else _("Fewer")
    if small:
        said = f"+{more.count}" if more.count else "–"
    box = more.box.adjusted(theme.px(0 if small else 4), 0, 0, 0)
    align = Qt.AlignmentFlag.AlignHCenter if small else Qt.AlignmentFlag.AlignLeft
    paint.line(painter, box, said, theme.face("chip"), theme.colour("link"), align)


def _away(painter: QPainter, theme: Theme, grounds: Grounds, layout: Layout, who: int, day: date, box: QRectF) -> None:
    """An absence: its ground with lines across, and why."""
    technician = layout.sight.calendar.technicians.get(who)
    absence = absence_on(technician, day) if technician is not None else None
    if absence is None:
        return
    painter.fillRect(box, grounds.away)
    painter.save()
    painter.setClipRect(box)
    painter.setPen(QPen(theme.colour("field"), 1))
    step, x = theme.px(9), box.left() - box.height()
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
        x += step
    painter.restore()
    if layout.small:
        return
    said = absence.reason or _("Away")
    face = theme.face("label")
    width = min(face.width(said) + theme.px(14), box.width() - theme.px(8))
    place = QRectF(box.left() + theme.px(5), box.bottom() - theme.px(27), width, theme.px(20))
    paint.rounded(painter, place, place.height() / 2, theme.colour("surface"), theme.colour("field"))
    paint.line(painter, place.adjusted(theme.px(7), 0, -theme.px(5), 0), said, face, theme.colour("text2"))


def _load(painter: QPainter, theme: Theme, layout: Layout, who: int, day: date, box: QRectF) -> None:
    """How full the day is: a thin bar at the foot, in the colour of an advice when it is more than full."""
    load = layout.sight.loads.get((who, day))
    if load is None or not load.planned:
        return
    if isinstance(layout, DayLayout):
        box = QRectF(theme.px(14), box.top(), layout.left - theme.px(26), box.height())
    high = theme.px(3)
    side = theme.px(2 if layout.small else 6)
    place = QRectF(box.left() + side, box.bottom() - high - theme.px(3), box.width() - 2 * side, high)
    share = min(1.0, load.planned / load.capacity) if load.capacity else 1.0
    over = load.planned > load.capacity
    painter.fillRect(place, theme.colour("line"))
    painter.fillRect(
        QRectF(place.left(), place.top(), place.width() * share, high), theme.colour("warn" if over else "accent")
    )


def _hours_ground(
    painter: QPainter, theme: Theme, grounds: Grounds, layout: DayLayout, row: RowBox, box: QRectF
) -> None:
    """The hours of work light, the others shaded, a line at each hour."""
    sight = layout.sight
    day = sight.days[0]
    who = row.person.id if row.person is not None else NOBODY
    painter.fillRect(QRectF(layout.axis, box.top(), box.right() - layout.axis, box.height()), grounds.idle)
    hours = hours_on(sight.calendar, who, day)
    for start, end in hours:
        left = layout.x_of(max(layout.first, start.hour * 60 + start.minute)) or 0
        right = layout.x_of(min(layout.last, end.hour * 60 + end.minute)) or 0
        if right > left:
            painter.fillRect(QRectF(left, box.top(), right - left, box.height()), theme.colour("surface"))
    for minute in range(layout.first, layout.last + 1, 60):
        painter.fillRect(QRectF(round(layout.x_of(minute) or 0), box.top(), 1, box.height()), grounds.line)
