"""Inputs of an order whose value is spread over two fields, or is an instant: the deadline, and moments of the past.

Apart because kit's inputs each show one field and know no time zone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain import dates
from osdesk.domain.problems import Problem, Unreadable
from osdesk.texts import language
from osdesk.ui.kit.date_inputs import MomentInput


class DeadlineInput(MomentInput):
    """A date, and the hour if one is typed: `26/11`, `26/11 14h`. Its value is the date; `hour` is the other half."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(today)
        self.hour = _Hour(self)

    def read(self) -> Any:
        """The date."""
        return self._both()[0]

    def show_value(self, value: Any) -> None:
        """Show a date; the hour comes by `hour`."""
        super().show_value((value, None, None) if not isinstance(value, tuple) else value)

    def written(self, value: Any) -> str:
        """`26/11/2026 14:00`; a date alone, which a remedy is, as `26/11`."""
        if isinstance(value, date):
            return dates.format_short_date(value)
        day, start, _end = value
        if day is None:
            return ""
        words = dates.format_date(day, language())
        return words if start is None else f"{words} {dates.format_time(start)}"

    def tidy(self) -> bool:
        """Write date and hour properly."""
        try:
            value = self._both()
        except Unreadable:
            return False
        if self.text().strip():
            self.show_value(value)
        return True

    def show_hour(self, hour: time | None) -> None:
        """Show the hour beside the date."""
        try:
            day, _start, _end = self._both()
        except Unreadable:
            return
        super().show_value((day, hour, None))

    def read_hour(self) -> time | None:
        """The hour; None without one."""
        return self._both()[1]

    def _both(self) -> tuple[date | None, time | None, time | None]:
        typed = self.text()
        found: tuple[date | None, time | None, time | None] = (
            self._parse_day(typed) if typed.strip() else (None, None, None)
        )
        return found

    def _step(self, days: int) -> bool:
        try:
            day, start, _end = self._both()
        except Unreadable:
            return False
        if day is None or not days:
            return False
        self.show_value((date.fromordinal(day.toordinal() + days), start, None))
        self.edited.emit()
        return True

    def _with_day(self, day: date) -> Any:
        try:
            return day, self._both()[1], None
        except Unreadable:
            return day, None, None


class _Hour(QWidget):
    """The deadline's hour for the binding: the same field seen from its other half."""

    edited = Signal()
    left = Signal()

    def __init__(self, deadline: DeadlineInput) -> None:
        super().__init__(deadline)
        self._deadline = deadline
        self.hide()

    def read(self) -> Any:
        try:
            return self._deadline.read_hour()
        except Unreadable:
            # The date's own problem says it.
            return None

    def show_value(self, value: Any) -> None:
        self._deadline.show_hour(value)

    def written(self, value: Any) -> str:
        return "" if value is None else dates.format_time(value)

    def advice(self) -> Problem | None:
        return None


class InstantInput(MomentInput):
    """A moment of the past (opened, authorised) as date and hour on the office's clock. An empty field is None."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        super().__init__(lambda: now().date())
        self._blank = None
        self._shown: datetime | None = None
        self._shown_text = ""

    def read(self) -> Any:
        """The instant, in UTC; what was shown keeps its seconds until it is typed over."""
        typed = self.text().strip()
        if not typed:
            return None
        if typed == self._shown_text:
            return self._shown
        day, start, _end = self._parse_day(typed)
        now = self._now()
        if start is None:
            # Only the day was said: an hour that sorts within it and surprises nobody.
            start = now.time().replace(second=0, microsecond=0) if day == now.date() else time(8, 0)
        return datetime.combine(day, start, now.tzinfo).astimezone(UTC)

    def show_value(self, value: Any) -> None:
        """Show an instant."""
        super().show_value(value)
        self._shown, self._shown_text = value, self.text().strip()

    def written(self, value: Any) -> str:
        """`23/11/2026 07:52`."""
        if value is None:
            return ""
        local = value.astimezone(self._now().tzinfo)
        return f"{dates.format_date(local.date(), language())} {dates.format_time(local)}"

    def _day_or_today(self) -> date:
        try:
            value = self.read()
        except Unreadable:
            value = None
        local: datetime = value.astimezone(self._now().tzinfo) if value is not None else self._now()
        return local.date()

    def _step(self, days: int) -> bool:
        return False

    def _with_day(self, day: date) -> Any:
        try:
            value = self.read()
        except Unreadable:
            value = None
        now = self._now()
        clock = (
            value.astimezone(now.tzinfo).time() if value is not None else now.time().replace(second=0, microsecond=0)
        )
        return datetime.combine(day, clock, now.tzinfo).astimezone(UTC)
