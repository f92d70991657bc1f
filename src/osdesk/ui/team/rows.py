"""Rows of a technician's own hours, and of the days away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QWidget

from osdesk.domain import dates
from osdesk.domain.problems import Problem
from osdesk.domain.team import Absence, WorkingHours
from osdesk.texts import _, language
from osdesk.ui.kit.choices import Choice, Option
from osdesk.ui.kit.date_inputs import DateInput
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.layout import row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.value_inputs import ValueInput
from osdesk.ui.records.rows import PartRow


class HourInput(ValueInput):
    """An hour of the clock: `8`, `8h30`, `08:30`. Empty is None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(dates.parse_time, dates.format_time, longest=8, example="08:00", parent=parent)


def weekday_name(weekday: int) -> str:
    """The name of a weekday as Python counts them."""
    return QLocale(language()).dayName(weekday + 1)


class HoursRow(PartRow):
    """One stretch of work on a weekday."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = WorkingHours()
        self.weekday = Choice([Option(each, weekday_name(each)) for each in range(7)])
        self.start, self.end = HourInput(), HourInput()
        weekday = self.add_field("weekday", Field("", self.weekday, width=176))
        start = self.add_field("start", Field("", self.start, width=96))
        end = self.add_field("end", Field("", self.end, width=96))
        self.weekday.setAccessibleName(_("Weekday"))
        self.start.setAccessibleName(_("Start"))
        self.end.setAccessibleName(_("End"))
        self.setLayout(row(weekday, start, end, _lowered(self.more), None, gap=8))

    def load(self, value: Any) -> None:
        """Show a stretch."""
        self._held = value or WorkingHours()
        self.weekday.show_value(self._held.weekday)
        self.start.show_value(self._held.start)
        self.end.show_value(self._held.end)

    def read(self) -> tuple[Any, tuple[Problem, ...]]:
        """The stretch; an hour that is missing is a problem."""
        value, unread = self.read_fields(self._held, "weekday", "start", "end")
        lacking = tuple(
            Problem(field=name, code="required") for name in ("start", "end") if getattr(value, name) is None
        )
        value = replace(value, start=value.start or time(), end=value.end or time(23, 59))
        return value, (*unread, *lacking)

    def is_blank(self) -> bool:
        """Whether no hour was written."""
        return not self.start.text().strip() and not self.end.text().strip()

    def first(self) -> QWidget:
        """The weekday."""
        return self.weekday


class AbsenceRow(PartRow):
    """Days away, both inclusive, and why."""

    def __init__(self, today: Any = date.today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = Absence()
        self.since, self.until = DateInput(today), DateInput(today)
        self.reason = TextInput(longest=100, example=_("Holidays, course"))
        since = self.add_field("since", Field("", self.since, width=132))
        until = self.add_field("until", Field("", self.until, width=132))
        reason = self.add_field("reason", Field("", self.reason))
        self.since.setAccessibleName(_("First day"))
        self.until.setAccessibleName(_("Last day"))
        self.reason.setAccessibleName(_("Reason"))
        self.setLayout(row(since, until, reason, 1, _lowered(self.more), gap=8))

    def load(self, value: Any) -> None:
        """Show an absence."""
        self._held = value or Absence()
        self.since.show_value(self._held.since)
        self.until.show_value(self._held.until)
        self.reason.show_value(self._held.reason)

    def read(self) -> tuple[Any, tuple[Problem, ...]]:
        """The absence."""
        return self.read_fields(self._held, "since", "until", "reason")

    def is_blank(self) -> bool:
        """Whether nothing was written."""
        return not any(each.text().strip() for each in (self.since, self.until, self.reason))

    def first(self) -> QWidget:
        """The first day."""
        return self.since


def _lowered(button: QWidget) -> QHBoxLayout:
    """The icon button is two pixels lower than a field."""
    holder = QHBoxLayout()
    holder.setContentsMargins(0, 1, 0, 0)
    holder.addWidget(button)
    return holder
