"""A month to choose a day from: painted, because Qt's own calendar can't be made to look like the rest."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from osdesk.texts import _
from osdesk.ui.kit import paint
from osdesk.ui.kit.buttons import IconButton
from osdesk.ui.kit.labels import Label
from osdesk.ui.theme import current

_CELL = 34
_ROWS = 6


class MonthView(QWidget):
    """One month. Arrows move by day and week, Page Up and Down by month; a press or Enter picks."""

    picked = Signal(object)

    def __init__(self, today: date, *, first_weekday: int = 6, parent: QWidget | None = None) -> None:
        """`first_weekday` as Python counts them (6 is Sunday, Brazil's first)."""
        super().__init__(parent)
        self._calendar = calendar.Calendar(first_weekday)
        self._today = today
        self._day = today
        theme = current()
        self._title = Label("", "strong")
        back = IconButton("chevron-left", _("Previous month"), lambda: self._turn(-1))
        forth = IconButton("chevron-right", _("Next month"), lambda: self._turn(1))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(back)
        head.addWidget(forth)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.px(8), theme.px(4), theme.px(8), theme.px(8))
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addSpacing(theme.px(_CELL) * (_ROWS + 1))
        whole.addStretch(1)
        self.setAccessibleName(_("Calendar"))
        self.show_day(today)

    @property
    def day(self) -> date:
        """The day marked."""
        return self._day

    def show_day(self, day: date) -> None:
        """Mark a day and show its month."""
        self._day = day
        locale = QLocale()
        self._title.setText(f"{locale.standaloneMonthName(day.month).capitalize()} {day.year}")
        self.setAccessibleDescription(
            locale.toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Seven columns, a head and six weeks."""
        theme = current()
        return QSize(theme.px(_CELL) * 7 + theme.px(16), theme.px(44) + theme.px(_CELL) * (_ROWS + 1))

    def move(self, key: int) -> bool:  # type: ignore[override]  # nobody moves a child of a layout
        """Move the mark by a key of the keyboard; False for a key that means nothing here."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        if key in steps:
            self.show_day(self._day + timedelta(days=steps[Qt.Key(key)]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit(self._day)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        if not self.move(event.key()):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel turns the months."""
        self._turn(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the day pressed."""
        for day, box in self._cells():
            if box.contains(event.position()):
                self.show_day(day)
                self.picked.emit(day)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Weekdays and days."""
        theme = current()
        painter = QPainter(self)
        locale = QLocale()
        cells = self._cells()
        centre = Qt.AlignmentFlag.AlignHCenter
        for day, box in cells[:7]:
            name = locale.standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat).rstrip(".")
            head = box.translated(0, -box.height())
            paint.label(painter, head, name[:3], theme.font("axis"), theme.colour("text2"), centre)
        for day, box in cells:
            inner = box.adjusted(2, 2, -2, -2)
            chosen, within = day == self._day, day.month == self._day.month
            if chosen:
                paint.rounded(painter, inner, theme.px(6), theme.colour("accent"))
            elif day == self._today:
                paint.rounded(painter, inner, theme.px(6), theme.colour("soft"), theme.colour("soft_line"))
            name_of = "on_accent" if chosen else "link" if day == self._today else "text" if within else "text3"
            font = theme.font("strong" if chosen or day == self._today else "text")
            paint.label(painter, inner, str(day.day), font, theme.colour(name_of), centre)

    def _turn(self, months: int) -> None:
        month = self._day.year * 12 + self._day.month - 1 + months
        year, month = divmod(month, 12)
        last = calendar.monthrange(year, month + 1)[1]
        self.show_day(date(year, month + 1, min(self._day.day, last)))

    def _cells(self) -> list[tuple[date, QRectF]]:
        theme = current()
        size = theme.px(_CELL)
        left, top = theme.px(8), theme.px(38) + size
        first = date(self._day.year, self._day.month, 1)
        start = first - timedelta(days=(first.weekday() - self._calendar.firstweekday) % 7)
        return [
            (start + timedelta(days=number), QRectF(left + number % 7 * size, top + number // 7 * size, size, size))
            for number in range(_ROWS * 7)
        ]
