"""What stands around the agenda's blocks: names at the left, days or hours above, the mixed grounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from osdesk.domain import dates
from osdesk.domain.questions import NOBODY
from osdesk.domain.team import initials
from osdesk.texts import _, language
from osdesk.ui.agenda import words
from osdesk.ui.agenda.layout import DayLayout, Layout, RowBox
from osdesk.ui.kit import paint
from osdesk.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Grounds:
    """Colours that are mixed of the theme's."""

    today: QColor
    idle: QColor
    away: QColor
    line: QColor

    @classmethod
    def of(cls, theme: Theme) -> Grounds:
        """Those of the theme."""
        surface = theme.colour("surface")
        return cls(
            today=_mixed(surface, theme.colour("soft"), 0.45),
            idle=theme.colour("surface2"),
            away=_mixed(surface, theme.colour("hover"), 0.8),
            line=theme.colour("line"),
        )


def draw_name(painter: QPainter, theme: Theme, layout: Layout, row: RowBox) -> None:
    """Whose row it is: badge, name, how many visits."""
    if row.person is None:
        box = QRectF(theme.px(14), row.top, layout.width - theme.px(28), row.height)
        said = _("{count} without visits: show").format(count=row.folded)
        paint.line(painter, box, said, theme.face("chip"), theme.colour("link"))
        return
    person = row.person
    side = theme.px(28)
    top = row.top + (theme.px(12) if row.height > theme.px(60) else (row.height - side) / 2)
    badge = QRectF(theme.px(14), top, side, side)
    left = badge.right() + theme.px(8)
    room = layout.left - left - theme.px(6)
    if person.id == NOBODY:
        pen = QPen(theme.colour("edge"), 1)
        pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(badge.adjusted(0.5, 0.5, -0.5, -0.5))
        size = theme.px(16)
        at = badge.center()
        theme.icons.paint(painter, "user-round", theme.colour("text2"), at.x() - size / 2, at.y() - size / 2, size)
        _two_lines(painter, theme, QRectF(left, top - theme.px(3), room, side), _("No technician"))
        return
    look = theme.avatar(person.colour)
    letters = initials(person.name)
    ground = theme.colour("surface")
    theme.icons.stamp(
        painter,
        badge,
        ground,
        ("agenda", letters, person.colour),
        lambda own: paint.avatar(own, theme, badge, letters, look),
    )
    first = QRectF(left, top - theme.px(3), room, theme.px(18))
    paint.line(painter, first, _short(person.name, room, theme), theme.face("strong"), theme.colour("text"))
    paint.line(
        painter, first.translated(0, theme.px(17)), _below(layout, person.id), theme.face("hint"), theme.colour("text2")
    )


def _short(name: str, room: float, theme: Theme) -> str:
    """The whole name where there's room, else the first and the last word's letter."""
    parts = name.split()
    if theme.face("strong").width(name) <= room or len(parts) < 2:
        return name
    return f"{parts[0]} {parts[-1][0]}."


def _two_lines(painter: QPainter, theme: Theme, box: QRectF, said: str) -> None:
    first, _space, rest = said.partition(" ")
    for line, part in enumerate((first, rest)):
        place = QRectF(box.left(), box.top() + line * theme.px(17), box.width(), theme.px(18))
        paint.line(painter, place, part, theme.face("strong"), theme.colour("text"))


def _below(layout: Layout, who: int) -> str:
    """The line under a name: how full the day is, or how many visits the week has."""
    sight = layout.sight
    if isinstance(layout, DayLayout):
        load = sight.loads.get((who, sight.days[0]))
        return words.load_words(load.planned, load.capacity) if load is not None else ""
    count = sum(len(sight.cells.get((who, day), ())) for day in sight.days)
    return words.visits_words(count) if count else ""


def day_head(painter: QPainter, theme: Theme, layout: Layout, day: date, box: QRectF) -> None:
    """`seg 23`, the day off's name, how many visits."""
    sight = layout.sight
    today = day == sight.now.date()
    if today:
        painter.fillRect(box, Grounds.of(theme).today)
    elif day in sight.off or day.weekday() not in sight.calendar.workdays:
        painter.fillRect(box, theme.colour("surface2"))
    painter.fillRect(QRectF(box.left(), box.top(), 1, box.height()), theme.colour("line"))
    quiet, strong = theme.colour("link" if today else "text2"), theme.colour("link" if today else "text")
    weekday = dates.format_weekday(day, language())
    if layout.small:
        centre = Qt.AlignmentFlag.AlignHCenter
        half = box.height() / 2
        colour = theme.colour("warn") if day in sight.off else strong
        top = QRectF(box.left(), box.top() + theme.px(3), box.width(), half - theme.px(3))
        paint.line(painter, top, weekday[:1], theme.face("axis"), quiet, centre)
        low = QRectF(box.left(), half, box.width(), half - theme.px(3))
        paint.line(painter, low, str(day.day), theme.face("chip"), colour, centre)
        return
    inner = box.adjusted(theme.px(10), 0, -theme.px(9), 0)
    left = inner.left() + paint.line(painter, inner, weekday, theme.face("medium"), quiet) + theme.px(6)
    number = QRectF(left, inner.top(), inner.right() - left, inner.height())
    left += paint.line(painter, number, str(day.day), theme.face("section"), strong) + theme.px(8)
    count = sight.counts.get(day, 0)
    right = inner.right()
    if count:
        room = QRectF(left, inner.top(), max(0.0, right - left), inner.height())
        right -= paint.line(
            painter, room, str(count), theme.face("label"), theme.colour("text2"), Qt.AlignmentFlag.AlignRight
        )
        right -= theme.px(6)
    notes = [sight.off.get(day, ""), words.clock_words(sight.clocks[day]) if day in sight.clocks else ""]
    said = ", ".join(part for part in notes if part) or (_("today") if today else "")
    if said and right - left > theme.px(24):
        colour = theme.colour("warn") if any(notes) else quiet
        paint.line(painter, QRectF(left, inner.top(), right - left, inner.height()), said, theme.face("chip"), colour)


def hours_head(painter: QPainter, theme: Theme, layout: DayLayout) -> None:
    """The hours; left of them what the day is."""
    sight = layout.sight
    day = sight.days[0]
    said = sight.off.get(day, "") or (words.clock_words(sight.clocks[day]) if day in sight.clocks else "")
    if said:
        box = QRectF(theme.px(14), 0, layout.left - theme.px(20), layout.head)
        paint.line(painter, box, said, theme.face("chip"), theme.colour("warn"))
    if layout.untimed:
        box = QRectF(layout.left + theme.px(8), 0, layout.untimed - theme.px(12), layout.head)
        paint.line(painter, box, _("Without an hour"), theme.face("label"), theme.colour("text2"))
    now = sight.now
    at = layout.x_of(now.hour * 60 + now.minute) or 0 if now.date() == day else None
    for minute in range(layout.first, layout.last, 60):
        x = layout.x_of(minute) or 0
        if at is None or abs(x - at) > theme.px(32):
            box = QRectF(x - theme.px(24), 0, theme.px(48), layout.head)
            centre = Qt.AlignmentFlag.AlignHCenter
            paint.line(painter, box, f"{minute // 60}h", theme.face("label"), theme.colour("text2"), centre)
    if at is not None:
        wide = theme.px(42)
        box = QRectF(at - wide / 2, (layout.head - theme.px(20)) / 2, wide, theme.px(20))
        paint.rounded(painter, box, theme.px(10), theme.colour("danger"))
        ink = theme.colour("surface")
        paint.line(painter, box, dates.format_time(now), theme.face("chip"), ink, Qt.AlignmentFlag.AlignHCenter)


def _mixed(below: QColor, above: QColor, share: float) -> QColor:
    def part(low: int, high: int) -> int:
        return round(low + (high - low) * share)

    return QColor(part(below.red(), above.red()), part(below.green(), above.green()), part(below.blue(), above.blue()))
