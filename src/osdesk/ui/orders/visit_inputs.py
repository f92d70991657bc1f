"""The inputs of a visit's row: its date with the planned hours, and the times of arrival and departure.

A time on site is an instant; typed and shown is the clock, with (+1) past midnight. Where the time will be stands a
button that stamps it.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from osdesk.domain import dates, visits
from osdesk.texts import language
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.date_inputs import MomentInput
from osdesk.ui.kit.layout import bar
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.theme import current

_DAYS_AFTER = re.compile(r"\s*\(\s*([+\-\u2212])\s*([0-9])\s*\)\s*$")


class VisitMoment(MomentInput):
    """Date and planned hours, written short: `ter 24/11 14–16h`, `ter. 24/11/26` without hours."""

    def written(self, value: Any) -> str:
        """As short as it can still be read back."""
        day, start, end = value
        if day is None or start is None:
            return super().written(value)
        weekday = dates.format_weekday(day, language())
        year = "" if day.year == self._today().year else f"/{day.year % 100:02}"
        hours = f"{_hour(start)}h" if end is None else f"{_hour(start)}–{_hour(end)}h"
        return f"{weekday} {dates.format_short_date(day)}{year} {hours.replace('hh', 'h')}"

    def wanted_width(self) -> int:
        """How wide the field must be for what stands in it."""
        theme = current()
        words = self.fontMetrics().horizontalAdvance(self.text()) if self.text() else 0
        return max(theme.px(124), words + theme.px(9 + 30 + 6))


def _hour(moment: time) -> str:
    return f"{moment.hour}" if moment.minute == 0 else f"{moment.hour}h{moment.minute:02}"


class ClockInput(TextInput):
    """A time on site. Its value is an instant, or None; `place` says which day and arrival it is meant for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(example="—:—", longest=20, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.textChanged.connect(self._fit)
        self._fit()
        self._shown: datetime | None = None
        self._shown_text = ""
        self._shown_day: date | None = None

    def read_on(self, day: date, check_in: datetime | None, now: datetime) -> datetime | None:
        """The instant typed, for a visit on `day`, after its arrival where that is known; `now` brings the zone.

        Raises Unreadable. What was stamped keeps its seconds until it is typed over or the day changes.
        """
        typed = self.text().strip()
        if not typed:
            return None
        if typed == self._shown_text and day == self._shown_day:
            return self._shown
        found = _DAYS_AFTER.search(typed)
        clock = dates.parse_time(typed[: found.start()] if found else typed)
        if found:
            days = int(found[2]) * (1 if found[1] == "+" else -1)
            moment = datetime.combine(day + timedelta(days=days), clock, now.tzinfo)
            return moment.astimezone(UTC)
        return visits.instant_after(day, clock, check_in, now)

    def show_instant(self, instant: datetime | None, day: date | None, now: datetime) -> None:
        """Show an instant of a visit on `day` on the wall clock of `now`'s zone."""
        self._shown, self._shown_day = instant, day
        if instant is None:
            self._shown_text = ""
        else:
            local = instant.astimezone(now.tzinfo)
            self._shown_text = dates.format_clock_after(local, day or local.date())
        self.show_value(self._shown_text)

    def _fit(self) -> None:
        """Wide enough for a time; wider where the days after are told beside it."""
        theme = current()
        words = self.fontMetrics().horizontalAdvance(self.text())
        width = max(theme.px(70), min(words + theme.px(26), theme.px(110)))
        if width != self.maximumWidth():
            self.setFixedWidth(width)


class _StampButton(Button):
    """A button on which digits can be typed as well."""

    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdigit():
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)


class StampCell(QWidget):
    """A time, or the button that stamps it. Typing a digit on the button opens the field instead."""

    stamped = Signal()
    turned = Signal()

    def __init__(self, words: str, icon: str, name: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock = ClockInput()
        self.clock.setAccessibleName(name)
        self.button = _StampButton(words, self.stamped.emit, kind="soft", icon=icon)
        self.button.typed.connect(self._type)
        holder = QWidget()
        holder.setLayout(bar(self.clock, None, gap=0))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(holder)
        self._stack.addWidget(self.button)
        self.setFixedWidth(current().px(width))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def offers_stamp(self) -> bool:
        """Whether the button stands there."""
        return self._stack.currentWidget() is self.button

    def offer_stamp(self, offered: bool) -> None:
        """Show the button, or the field."""
        if offered != self.offers_stamp:
            had_focus = self.clock.hasFocus() or self.button.hasFocus()
            self._stack.setCurrentIndex(1 if offered else 0)
            if had_focus:
                self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)
            self.turned.emit()

    def focus_target(self) -> QWidget:
        """Where the keyboard goes."""
        return self.button if self.offers_stamp else self.clock

    def sizeHint(self) -> QSize:
        """As high as a field."""
        return QSize(self.minimumWidth(), current().px(34))

    def _type(self, digit: str) -> None:
        self.offer_stamp(False)
        self.clock.setFocus(Qt.FocusReason.OtherFocusReason)
        self.clock.insert(digit)
        self.clock.edited.emit()
