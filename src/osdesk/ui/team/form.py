"""The form of one technician: name, role, how to reach them, and the colour of their badge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from osdesk.domain.changes import Subject
from osdesk.domain.team import Absence, Technician, TechnicianColour, WorkingHours, initials, problems
from osdesk.domain.text import clean
from osdesk.services import team, wording
from osdesk.texts import N_, _
from osdesk.ui.desk import Desk
from osdesk.ui.kit import paint
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.choices import Option, SegmentedChoice
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.form import FormScroll, Section
from osdesk.ui.kit.labels import ElidedLabel
from osdesk.ui.kit.layout import bar, column, row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.toggles import CheckBox
from osdesk.ui.kit.value_inputs import PhoneInput
from osdesk.ui.records.form import RecordForm
from osdesk.ui.records.rows import RowsPart
from osdesk.ui.records.tags import TagsInput
from osdesk.ui.records.verbs import RecordVerbs
from osdesk.ui.team.rows import AbsenceRow, HoursRow
from osdesk.ui.theme import current

VERBS = RecordVerbs(subject=Subject.TECHNICIAN, load=team.get, save=team.save, delete=team.delete, restore=team.restore)
_COLOURS = {
    TechnicianColour.VIOLET: N_("Violet"),
    TechnicianColour.TEAL: N_("Teal"),
    TechnicianColour.BLUE: N_("Blue"),
    TechnicianColour.AMBER: N_("Amber"),
    TechnicianColour.ROSE: N_("Rose"),
}
_PITCH, _BADGE = 42, 28


class BadgeChoice(SegmentedChoice):
    """The colours as the very badges they give, with the technician's initials in them."""

    def __init__(self, colours: Sequence[TechnicianColour], parent: QWidget | None = None) -> None:
        self._letters = ""
        super().__init__([Option(colour, _(_COLOURS[colour])) for colour in colours], parent=parent)

    def show_letters(self, letters: str) -> None:
        """The initials to show."""
        if letters != self._letters:
            self._letters = letters
            self.update()

    def sizeHint(self) -> QSize:
        """A row of badges."""
        theme = current()
        return QSize(theme.px(_PITCH) * len(self._options), theme.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The badges; a ring around the chosen one."""
        theme = current()
        painter = QPainter(self)
        side = theme.px(_BADGE)
        for index, (option, box) in enumerate(zip(self._options, self._boxes(), strict=True)):
            badge = QRectF(box.center().x() - side / 2, (self.height() - side) / 2, side, side)
            paint.avatar(painter, theme, badge, self._letters, theme.avatar(option.value))
            if index == self._chosen:
                ring = badge.adjusted(-4, -4, 4, 4)
                colour = theme.colour("link" if self.hasFocus() else "text")
                paint.rounded(painter, ring, ring.height() / 2, None, colour, 2)

    def _boxes(self) -> list[QRectF]:
        pitch = current().px(_PITCH)
        return [QRectF(pitch * index, 0, pitch, self.height()) for index in range(len(self._options))]


class TechnicianForm(RecordForm[Technician]):
    """One technician."""

    delete_wanted = Signal()

    def __init__(self, desk: Desk, area_code: str = "", parent: QWidget | None = None) -> None:
        """`area_code` is the office's own, for numbers typed without one."""
        super().__init__(desk, VERBS, parent)
        self.area_code = area_code
        self.name = Field(_("N&ame"), TextInput(longest=300))
        self.role = Field(_("&Role"), TextInput(longest=100, example=_("Refrigeration technician")))
        self.phone = Field(_("&Phone"), PhoneInput(area_code=lambda: self.area_code), width=192)
        self.email = Field(_("E-mai&l"), TextInput(longest=254))
        self._badges = BadgeChoice(list(TechnicianColour))
        self.colour = Field(_("Colour of the badge"), self._badges)
        self.active = CheckBox(_("Offer in new v&isits"))
        self.skills = Field(_("S&kills"), TagsInput(example=_("Refrigeration")))
        self.add_hours = Button(_("Add working hours"), self._add_hours, kind="link", icon="plus")
        self.add_absence = Button(_("Add absence"), self._add_absence, kind="link", icon="plus")
        self.hours = RowsPart(HoursRow, after=self.add_hours)
        self.absences = RowsPart(lambda: AbsenceRow(desk.office.today), after=self.add_absence)
        for part in (self.hours, self.absences):
            part.removed.connect(lambda undo: desk.go.say(_("Row removed"), undo))
        self._title = ElidedLabel("", "record")
        self._line = ElidedLabel("", "hint")
        self._more = IconButton("trash-2", _("Delete technician"), self.delete_wanted.emit, kind="plain")
        self.body = FormScroll()
        self.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay()
        binding: Binding[Technician] = Binding(wording.sentence, problems, self)
        binding.text("name", self.name)
        binding.text("role", self.role)
        binding.value("phone", self.phone)
        binding.text("email", self.email)
        binding.value("colour", self.colour)
        binding.value("active", self.active)
        binding.value("skills", self.skills)
        binding.part("hours", self.hours)
        binding.part("absences", self.absences)
        self.begin_editing(binding)
        binding.changed.connect(self._show_name)
        self.editing.loaded.connect(self._loaded)
        self.editing.saved.connect(self._loaded)

    def heading(self) -> str:
        """The name, as typed."""
        name: Any = self.name.control
        return clean(name.text())

    def first(self) -> QWidget:
        """The name."""
        return self.name.control

    def blank(self, name: str) -> Technician:
        """A new technician, in a colour of its own as long as there are some."""
        return Technician(name=name, colour=self.next_colour)

    #: The colour that the next new technician gets.
    next_colour: TechnicianColour = TechnicianColour.BLUE

    def _lay(self) -> None:
        head = QWidget()
        head.setLayout(bar(column(self._title, self._line, gap=4), 1, self._more))
        data = Section(_("Registration"))
        data.add(row(self.name, 3, self.role, 2))
        data.add(row(self.phone, self.email, 1))
        shown = Section(_("In the visits"))
        shown.add(self.colour)
        shown.add(self.active)
        shown.add(self.skills)
        hours = Section(_("Working hours"), self.add_hours, note=_("The office's, unless there are own ones"))
        hours.add(self.hours)
        away = Section(_("Absences"), self.add_absence)
        away.add(self.absences)
        for section in (head, data, shown, hours, away):
            self.body.add(section)
        self.body.lines.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.body)

    def _add_hours(self) -> None:
        """One more, on the weekday after the last one's, with its hours."""
        last = self.hours.read()[0]
        if last:
            weekday = (last[-1].weekday + 1) % 7
            self.hours.add(WorkingHours(weekday=weekday, start=last[-1].start, end=last[-1].end))
        else:
            self.hours.add(WorkingHours())

    def _add_absence(self) -> None:
        self.absences.add(Absence(since=self.desk.office.today()))

    def _loaded(self, technician: Technician) -> None:
        self._more.setEnabled(technician.id is not None)
        self._show_name()

    def _show_name(self) -> None:
        name = self.heading()
        stored = self.editing.stored
        self._title.setText(name or (stored.name if stored is not None else _("New technician")))
        self._badges.show_letters(initials(name))
        active: Any = self.active
        role: Any = self.role.control
        parts = [clean(role.text()), "" if active.read() else _("Inactive: stays on old orders")]
        self._line.setText("  ·  ".join(part for part in parts if part) or _("Only the name is needed."))
