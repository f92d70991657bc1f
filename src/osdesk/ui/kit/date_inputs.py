"""Inputs for days and hours: typed as people write them, or picked from a calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from osdesk import texts
from osdesk.domain import dates
from osdesk.texts import _
from osdesk.ui.kit.buttons import IconButton
from osdesk.ui.kit.calendar import MonthView
from osdesk.ui.kit.popup import Popup
from osdesk.ui.kit.value_inputs import ValueInput
from osdesk.ui.theme import current

#: The weekday this field itself writes before a date; typing it or leaving it means nothing.
_WEEKDAY = re.compile(r"^\s*[^\W\d_]{3,}\.?,?\s+(?=\d{1,2}[/.-]\d)")

#: Days that a key adds.
_DAYS = {int(Qt.Key.Key_Up): 1, int(Qt.Key.Key_Down): -1}


class DateInput(ValueInput):
    """A date. Arrow up and down change it by a day, Alt+Down opens the calendar. An empty field is None."""

    def __init__(
        self,
        today: Callable[[], date] = date.today,
        *,
        weekday: bool = False,
        example: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`today` is the office's; `weekday` writes `ter. 24/11/26`."""
        self._today = today
        self._weekday = weekday
        super().__init__(self._parse_day, self._write_day, example=example, longest=40, parent=parent)
        self._popup: Popup | None = None
        self._button = _inner_button(self, "calendar-days", _("Choose a day"), self.open_calendar)
        self.setProperty("trailing", True)

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        if self._popup is not None and self._popup.is_open:
            self._popup.close_popup()
            return
        month = MonthView(self._today())
        month.show_day(self._day_or_today())
        month.picked.connect(self._pick)
        self._popup = Popup(self, month)
        self._popup.closed.connect(self._popup.deleteLater)
        self._popup.closed.connect(self._forget)
        self._popup.open_at(width=month.sizeHint().width() + 2 * current().px(5))
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The open calendar takes the arrows; a closed one lets them change the day."""
        if self._popup is not None and self._popup.is_open:
            month = self._popup.findChild(MonthView)
            if month is not None and month.move(event.key()):
                return
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        elif not event.modifiers() and not self.isReadOnly() and self._step(_DAYS.get(event.key(), 0)):
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right."""
        super().resizeEvent(event)
        _place_inner(self, self._button)

    def _parse_day(self, typed: str) -> Any:
        return dates.parse_date(_WEEKDAY.sub("", typed), self._today(), texts.language())

    def _write_day(self, day: Any) -> str:
        if not self._weekday:
            return dates.format_date(day, texts.language())
        return f"{dates.format_weekday(day, texts.language())}. {day.day:02}/{day.month:02}/{day.year % 100:02}"

    def _day_or_today(self) -> date:
        try:
            value = self.read()
        except ValueError:
            return self._today()
        day = value[0] if isinstance(value, tuple) else value
        return day if isinstance(day, date) else self._today()

    def _step(self, days: int) -> bool:
        try:
            value = self.read()
        except ValueError:
            return False
        if not days or not isinstance(value, date):
            return False
        self.show_value(date.fromordinal(value.toordinal() + days))
        self.edited.emit()
        return True

    def _pick(self, day: Any) -> None:
        self.show_value(self._with_day(day))
        if self._popup is not None:
            self._popup.close_popup()
        self.edited.emit()
        self.left.emit()

    def _with_day(self, day: date) -> Any:
        return day

    def _forget(self) -> None:
        self._popup = None


class MomentInput(DateInput):
    """A date that takes the planned hour and the end as well: `24/11 14h`, `24/11 14:00–16:00`.

    Its value is (day, start, end), each None where it wasn't typed; an empty field is (None, None, None).
    """

    def __init__(
        self, today: Callable[[], date] = date.today, *, example: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(today, weekday=True, example=example, parent=parent)
        self._blank = (None, None, None)

    def written(self, value: Any) -> str:
        """`ter. 24/11/26 14:00–16:00`."""
        day, start, end = value
        if day is None:
            return ""
        hours = "" if start is None else f" {dates.format_time(start)}"
        return f"{self._write_day(day)}{hours}{'' if end is None else f'–{dates.format_time(end)}'}"

    def _parse_day(self, typed: str) -> Any:
        return dates.parse_moment(_WEEKDAY.sub("", typed), self._today(), texts.language())

    def _step(self, days: int) -> bool:
        try:
            day, start, end = self.read()
        except ValueError:
            return False
        if not days or day is None:
            return False
        self.show_value((date.fromordinal(day.toordinal() + days), start, end))
        self.edited.emit()
        return True

    def _with_day(self, day: date) -> Any:
        try:
            _old, start, end = self.read()
        except ValueError:
            start = end = None
        return day, start, end


def _inner_button(field: QWidget, icon: str, name: str, press: Callable[[], object]) -> IconButton:
    button = IconButton(icon, name, press, parent=field)
    button.setProperty("inner", True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setCursor(Qt.CursorShape.ArrowCursor)
    return button


def _place_inner(field: QWidget, button: IconButton) -> None:
    side = min(field.height() - 6, current().px(26))
    button.setGeometry(field.width() - side - 3, (field.height() - side) // 2, side, side)
