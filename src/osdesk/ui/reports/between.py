"""The question for a period of one's own: first and last day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from osdesk.domain.problems import Unreadable
from osdesk.services import wording
from osdesk.texts import _
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.date_inputs import DateInput
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.field import Message as Line
from osdesk.ui.kit.layout import row


class BetweenDialog(Dialog):
    """Two days; `done` is called with them once they are in order."""

    def __init__(
        self,
        parent: QWidget,
        since: date,
        until: date,
        today: Callable[[], date],
        done: Callable[[date, date], object],
    ) -> None:
        super().__init__(parent, _("Choose the period"), width=420)
        self._done = done
        self.first = DateInput(today)
        self.last = DateInput(today)
        self.first.show_value(since)
        self.last.show_value(until)
        self._fields = (Field(_("&First day"), self.first), Field(_("&Last day"), self.last))
        for field, control in zip(self._fields, (self.first, self.last), strict=True):
            control.edited.connect(partial(field.show_problem, None))
        self.add(row(*self._fields))
        self.show_button = Button(_("Show"), self.take, kind="filled")
        self.add_buttons(Button(_("Back"), self.reject), self.show_button)
        self.done_with.connect(self.take)

    def take(self) -> None:
        """Go by these days, or say what is wrong with them."""
        days: list[date] = []
        for field, control in zip(self._fields, (self.first, self.last), strict=True):
            try:
                day = control.read()
            except Unreadable as refusal:
                sentence = wording.sentence(refusal.at("day"))
                field.show_problem(Line(sentence))
                control.setFocus()
                return
            if day is None:
                field.show_problem(Line(_("Choose the day.")))
                control.setFocus()
                return
            days.append(day)
        since, until = days
        if until < since:
            self._fields[1].show_problem(Line(_("The last day is before the first.")))
            self.last.setFocus()
            return
        self.accept()
        self._done(since, until)
