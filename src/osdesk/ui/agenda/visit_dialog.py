"""A visit typed exactly: its day and hours, who goes, and when somebody came and left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from osdesk.domain.agenda import VisitRow
from osdesk.domain.orders import Order
from osdesk.domain.problems import Unreadable
from osdesk.services import wording
from osdesk.services.office import Office
from osdesk.texts import _
from osdesk.ui.agenda.sight import Sight
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.date_inputs import MomentInput
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.field import Message as Line
from osdesk.ui.kit.layout import row
from osdesk.ui.orders.technicians import TechnicianPicker
from osdesk.ui.orders.visit_inputs import ClockInput


class VisitDialog(Dialog):
    """`done` takes what is to be done to the order (for a lane), once all can be read."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        sight: Sight,
        visit: VisitRow,
        done: Callable[[Callable[[Office], Order]], object],
    ) -> None:
        super().__init__(parent, _("Visit"), width=460)
        self._desk, self._visit, self._done = desk, visit, done
        self._now: datetime = desk.office.now()
        self.say(f"{visit.number} · {visit.client}")
        self.moment = MomentInput(desk.office.today, example=_("24/11 14:00–16:00"))
        self.moment.show_value((visit.day, visit.planned_start, visit.planned_end))
        self.people = TechnicianPicker(_("Technicians"))
        self.people.show_team(list(sight.calendar.technicians.values()))
        self.people.show_value(visit.technicians)
        self.came, self.left_at = ClockInput(), ClockInput()
        self.came.show_instant(visit.check_in, visit.day, self._now)
        self.left_at.show_instant(visit.check_out, visit.day, self._now)
        self.plan_field = Field(_("&Day and hours"), self.moment)
        self.came_field = Field(_("&Arrived"), self.came)
        self.left_field = Field(_("&Left"), self.left_at)
        self.add(self.plan_field)
        self.add(Field(_("&Technicians"), self.people))
        self.add(row(self.came_field, self.left_field, None))
        self.save_button = Button(_("Save"), self.take, kind="filled", icon="save")
        self.add_buttons(Button(_("Back"), self.reject), self.save_button)
        self.done_with.connect(self.take)

    def take(self) -> None:
        """Store it, or say what can't be read."""
        for field in (self.plan_field, self.came_field, self.left_field):
            field.show_problem(None)
        field = self.plan_field
        try:
            day, start, end = self.moment.read()
            if day is None:
                field.show_problem(Line(_("Choose the day.")))
                return
            field = self.came_field
            came = self.came.read_on(day, None, self._now)
            field = self.left_field
            left = self.left_at.read_on(day, came, self._now)
        except Unreadable as refusal:
            field.show_problem(Line(wording.sentence(refusal.at("day"))))
            field.control.setFocus()
            return
        if left is not None and came is None:
            self.came_field.show_problem(Line(_("When did somebody arrive?")))
            return
        planned = self._visit._replace(
            day=day, planned_start=start, planned_end=end, technicians=self.people.read(), check_in=came, check_out=left
        )
        self.accept()
        self._done(_Store(self._visit, planned))


class _Store:
    """The change, for the lane of writing: the order as it was before all of it is what brings it back."""

    def __init__(self, before: VisitRow, after: VisitRow) -> None:
        self._before, self._after = before, after

    def __call__(self, office: Office) -> Order:
        from osdesk.services import agenda

        after = self._after
        if after.day is None:
            raise ValueError("a visit that is stored has a day")
        first = agenda.move(
            office,
            after.id,
            day=after.day,
            start=after.planned_start,
            end=after.planned_end,
            technicians=after.technicians,
        )
        if after.check_in is not None and self._before.check_in is None:
            agenda.check_in(office, after.id, after.check_in)
        if after.check_out is not None and self._before.check_out is None:
            agenda.check_out(office, after.id, after.check_out)
        return first
