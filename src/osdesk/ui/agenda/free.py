"""*First free hour*: where the next visit of so many minutes has room, with somebody who knows it. Choosing plans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from osdesk.domain import dates
from osdesk.domain.agenda import DEFAULT_MINUTES, Slot, VisitRow
from osdesk.domain.problems import Unreadable
from osdesk.services.office import Office
from osdesk.texts import _
from osdesk.ui.agenda import words
from osdesk.ui.agenda.sight import Sight
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Choice, Option
from osdesk.ui.kit.date_inputs import DateInput
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import row
from osdesk.ui.tasks import Lane

_DURATIONS = (15, 30, 45, 60, 90, 120, 180, 240, 300, 360, 480)
_SLOTS = 6


class FreeDialog(Dialog):
    """For an order that waits, or (None) only to look what could be promised."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        sight: Sight,
        order: VisitRow | None,
        plan: Callable[[VisitRow], object],
    ) -> None:
        super().__init__(parent, _("First free hour"), icon="calendar-clock", width=520)
        self._desk, self._order, self._plan = desk, order, plan
        if order is not None:
            self.say(f"{order.number} · {order.client} · {order.reason}".rstrip(" ·"))
        else:
            self.say(_("What could be promised now. To plan, choose an order that waits first."))
        minutes = (order.minutes if order is not None else None) or DEFAULT_MINUTES
        known = sorted({*_DURATIONS, minutes})
        self.minutes = Choice([Option(each, words.minutes_words(each)) for each in known])
        self.minutes.show_value(minutes)
        team = [each for each in sight.calendar.technicians.values() if each.active]
        skills = sorted({skill for each in team for skill in each.skills} | set(sight.calendar.skills.values()))
        self.skill = Choice([Option("", _("Any")), *(Option(each, each) for each in skills)])
        wanted = sight.calendar.skills.get(order.service_type_id, "") if order is not None else ""
        self.skill.show_value(wanted)
        self.person = Choice([Option(None, _("Anybody")), *(Option(each.id, each.name) for each in team)])
        self.since = DateInput(desk.office.today)
        self.since.show_value(desk.office.today())
        self._sight = sight
        self.add(row(Field(_("&Duration"), self.minutes), 1, Field(_("S&kill"), self.skill), 1))
        self.add(row(Field(_("&Technician"), self.person), 1, Field(_("&From"), self.since), 1))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(desk.theme.px(6))
        self.add(self._lines)
        self.none = Label("", "hint", wrap=True)
        self.add(self.none)
        self.buttons: list[Button] = []
        self.add_buttons(Button(_("Close"), self.reject))
        for control in (self.minutes, self.skill, self.person, self.since):
            control.edited.connect(self.ask)
        self.ask()

    def ask(self) -> None:
        """Look for room."""
        try:
            day = self.since.read() or self._desk.office.today()
        except Unreadable:
            return
        self._desk.tasks.run(
            Lane.READ,
            _free,
            self._desk.office,
            self.minutes.read(),
            self.skill.read(),
            day,
            self.person.read(),
            done=self._show,
            owner=self,
            latest="free",
        )

    def _show(self, slots: Sequence[Slot]) -> None:
        for button in self.buttons:
            self._lines.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for slot in slots:
            hours = f"{dates.format_time(slot.start)}–{dates.format_time(slot.end)}"
            who = self._sight.name_of(slot.technician_id)
            said = f"{words.day_words(slot.day)}  {hours}  ·  {who}"
            button = Button(said.replace("&", "&&"), partial(self._choose, slot), icon="calendar-clock")
            button.setEnabled(self._order is not None)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._lines.addWidget(button)
            self.buttons.append(button)
        none = _("No room within a year: nobody who knows this works so long at once.")
        self.none.setText("" if slots else none)
        self.none.setVisible(not slots)

    def _choose(self, slot: Slot) -> None:
        if self._order is None:
            return
        self.accept()
        self._plan(
            self._order._replace(
                day=slot.day, planned_start=slot.start, planned_end=slot.end, technicians=(slot.technician_id,)
            )
        )


def _free(office: Office, minutes: int, skill: str, day: date, person: Any) -> tuple[Slot, ...]:
    from osdesk.services import agenda

    begin = datetime.combine(day, time(), office.zone)
    return agenda.next_free(office, minutes, skill, max(begin, office.now()), person, _SLOTS)
