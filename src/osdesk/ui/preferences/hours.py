"""When the office works: hours, weekdays, holidays of the country and its own. Its own are stored at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from osdesk.domain import dates
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.company import OfficeSettings
from osdesk.domain.holidays import Holiday
from osdesk.domain.problems import Problem, Unreadable
from osdesk.services import holidays, wording
from osdesk.services.office import Office
from osdesk.texts import _, language
from osdesk.ui.desk import Desk
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.date_inputs import DateInput
from osdesk.ui.kit.field import Field, beside
from osdesk.ui.kit.field import Message as Line
from osdesk.ui.kit.form import Section
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import Flow, bar, column, row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.toggles import CheckBox
from osdesk.ui.tasks import Lane
from osdesk.ui.team.rows import HourInput, weekday_name


class WeekdaysInput(QWidget):
    """Which weekdays are worked on, a tuple of numbers (0 is Monday)."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = [CheckBox(weekday_name(weekday)) for weekday in range(7)]
        flow = Flow(self, gap=16)
        for box in self.boxes:
            flow.addWidget(box)
            box.edited.connect(self.edited)
            box.left.connect(self.left)
        self.setFocusProxy(self.boxes[0])

    def read(self) -> Any:
        """Those that are ticked."""
        return tuple(weekday for weekday, box in enumerate(self.boxes) if box.read())

    def show_value(self, value: Any) -> None:
        """Tick these."""
        for weekday, box in enumerate(self.boxes):
            box.show_value(weekday in value)

    def written(self, value: Any) -> str:
        """Their names."""
        return ", ".join(weekday_name(weekday) for weekday in value)

    def advice(self) -> Problem | None:
        """Nothing is to be known about weekdays."""
        return None


class HoursSection(Section):
    """The section; `bind` puts its hours into the binding of the settings."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Working hours and days off"), note=_("The agenda goes by them"), parent=parent)
        self._desk = desk
        self.opens = Field(_("Work be&gins"), HourInput(), width=120)
        self.closes = Field(_("Work en&ds"), HourInput(), width=120)
        self.workdays = Field(_("Working days"), WeekdaysInput())
        self.national = CheckBox(_("National and state holidays are days off"))
        self.day_input = DateInput(desk.office.today)
        self.name_input = TextInput(longest=100, example=_("The city's anniversary"))
        self.day = Field(_("Own day off"), self.day_input, width=132)
        self.name = Field(_("Its name"), self.name_input)
        self.yearly = CheckBox(_("Every year"))
        self.add_button = Button(_("Add day off"), self.add_holiday, icon="plus")
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._lines: list[QWidget] = []
        self.add(row(self.opens, self.closes, None))
        self.add(self.workdays)
        self.add(self.national)
        self.add(row(self.day, self.name, 1, beside(self.add_button)))
        self.add(column(self.yearly, self._list, gap=4))
        desk.changes.happened.connect(self._news)
        self.ask()

    def bind(self, binding: Binding[OfficeSettings]) -> None:
        """Bind the fields."""
        binding.value("opens", self.opens)
        binding.value("closes", self.closes)
        binding.value("workdays", self.workdays)
        binding.value("national_holidays", self.national)

    def ask(self) -> None:
        """Read the office's own."""
        run = self._desk.tasks.run
        run(Lane.READ, holidays.all, self._desk.office, done=self.show_holidays, owner=self, latest="holidays")

    def add_holiday(self) -> None:
        """Store one more."""
        self.day.show_problem(None)
        self.name.show_problem(None)
        try:
            day = self.day_input.read()
            name = self.name_input.read()
        except Unreadable as refusal:
            self.day.show_problem(Line(wording.sentence(refusal.at("day"))))
            return
        if day is None:
            self.day.show_problem(Line(_("Choose the day.")))
            return
        if not name:
            self.name.show_problem(Line(_("Give the day off a name.")))
            return
        made = Holiday(day=day, name=name, yearly=self.yearly.read())
        self._desk.tasks.run(Lane.WRITE, holidays.save, self._desk.office, made, done=self._added, owner=self)

    def show_holidays(self, own: Sequence[Holiday]) -> None:
        """Show these."""
        for line in self._lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for held in own:
            line = QWidget(self)
            said = f"{_day_words(held)}  ·  {held.name}"
            remove = IconButton("trash-2", _("Remove {name}").format(name=held.name), partial(self._remove, held.id))
            line.setLayout(bar(Label(said), None, remove))
            self._list.addWidget(line)
            self._lines.append(line)

    def _added(self, held: Holiday) -> None:
        self.day_input.show_value(None)
        self.name_input.show_value("")
        self._desk.go.say(_("{name} is a day off").format(name=held.name), partial(self._remove, held.id))

    def _remove(self, holiday_id: int | None) -> None:
        def removed(gone: tuple[Holiday, ...]) -> None:
            for held in gone:
                said = _("{name} is no day off any more").format(name=held.name)
                self._desk.go.say(said, lambda: run(Lane.WRITE, _put_back, office, gone, owner=self))

        run, office = self._desk.tasks.run, self._desk.office
        run(Lane.WRITE, _delete, office, holiday_id or 0, done=removed, owner=self)

    def _news(self, changes: Changes) -> None:
        if changes.touches(Subject.HOLIDAY):
            self.ask()


def _day_words(held: Holiday) -> str:
    if held.day is None:
        return ""
    if held.yearly:
        return _("{day} every year").format(day=dates.format_short_date(held.day))
    return dates.format_date(held.day, language())


def _delete(office: Office, holiday_id: int) -> tuple[Holiday, ...]:
    return holidays.delete(office, (holiday_id,))


def _put_back(office: Office, gone: tuple[Holiday, ...]) -> tuple[Holiday, ...]:
    return holidays.put_back(office, gone)
