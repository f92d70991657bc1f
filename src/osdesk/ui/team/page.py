"""The team's room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.phones import format_phone
from osdesk.domain.team import TechnicianColour, initials
from osdesk.services import company, team
from osdesk.services.office import Office
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit import paint
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.cells import Cell, Column
from osdesk.ui.kit.empty import Empty
from osdesk.ui.records.pinned import unsaved_dot
from osdesk.ui.records.room import RecordRoom
from osdesk.ui.records.short_pane import ShortPane
from osdesk.ui.tasks import Lane
from osdesk.ui.team.form import VERBS, TechnicianForm


class TeamRow(NamedTuple):
    """One row of the list."""

    id: int
    name: str
    role: str
    phone: str
    colour: TechnicianColour
    active: bool


def every(office: Office) -> tuple[TeamRow, ...]:
    """All technicians, those at work first."""
    rows = [
        TeamRow(each.id or 0, each.name, each.role, each.phone, each.colour, each.active) for each in team.all(office)
    ]
    return tuple(sorted(rows, key=lambda row: not row.active))


class TeamPage(RecordRoom):
    """List and form of the technicians."""

    key = "team"
    verbs = VERBS
    list_width = 300

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._area_code = ""
        self._colours: tuple[TechnicianColour, ...] = ()
        super().__init__(desk, parent)
        self._ask_office()
        desk.changes.happened.connect(self._office_changed)

    def title(self) -> str:
        """What the bar says."""
        return _("Team")

    def make_pane(self) -> ShortPane:
        """The list."""
        column: Column[TeamRow] = Column(
            key="technician", title=_("Team"), width=200, text=_words, draw=self._draw, stretch=True
        )
        self.people = ShortPane(self.desk, "team", every, column, faint=lambda row: not row.active)
        return self.people

    def make_form(self) -> TechnicianForm:
        """A form."""
        form = TechnicianForm(self.desk, self._area_code)
        form.next_colour = self._rarest_colour()
        form.delete_wanted.connect(self.delete_shown)
        return form

    def make_empty(self) -> QWidget:
        """Nobody yet."""
        return Empty(
            _("Nobody in the team yet"),
            _("Whoever goes on site stands here; if that's you, write your own name."),
            Button(_("New technician"), self.new_record, kind="filled", icon="plus"),
        )

    def new_words(self) -> str:
        """The button."""
        return _("Ne&w technician")

    def unnamed(self) -> str:
        """A technician without a name yet."""
        return _("New technician")

    def deleted_words(self, names: Sequence[str]) -> str:
        """What is said after deleting."""
        if len(names) == 1:
            return _("{name} moved to the bin").format(name=names[0])
        words = ngettext("{count} technician moved to the bin", "{count} technicians moved to the bin", len(names))
        return words.format(count=len(names))

    def ask_list(self, *, keep_place: bool | None = None) -> None:
        """Ask for the technicians."""
        self.people.ask_every(keep_place)

    def _rarest_colour(self) -> TechnicianColour:
        """The colour that fewest have, so that badges differ."""
        used = Counter(self._colours)
        return min(TechnicianColour, key=lambda colour: used[colour])

    def _draw(self, cell: Cell, technician: TeamRow) -> None:
        theme, painter = cell.theme, cell.painter
        side = theme.px(30)
        badge = QRectF(cell.box.left() - theme.px(4), cell.box.center().y() - side / 2, side, side)
        paint.avatar(painter, theme, badge, initials(technician.name), theme.avatar(technician.colour))
        words = cell.box.adjusted(theme.px(36), 0, theme.px(4), 0)
        if technician.id in self.unsaved():
            unsaved_dot(painter, QPointF(words.right() - theme.px(4), words.center().y()))
            words = words.adjusted(0, 0, -theme.px(16), 0)
        Cell(painter, theme, words, cell.ground, cell.faint).two_lines(technician.name, below(technician))

    def _office_changed(self, changes: Changes) -> None:
        if changes.touches(Subject.COMPANY) or changes.touches(Subject.TECHNICIAN):
            self._ask_office()

    def _ask_office(self) -> None:
        self.desk.tasks.run(Lane.READ, _about, self.desk.office, done=self._take_office, owner=self, latest="about")

    def _take_office(self, about: tuple[str, tuple[TechnicianColour, ...]]) -> None:
        self._area_code, self._colours = about
        for form in self.forms():
            if isinstance(form, TechnicianForm):
                form.area_code = self._area_code
                form.next_colour = self._rarest_colour()


def below(technician: TeamRow) -> str:
    """The second line of a row: role and phone."""
    parts = [] if technician.active else [_("Inactive")]
    parts += [part for part in (technician.role, format_phone(technician.phone)) if part]
    return " · ".join(parts) or _("No role or phone yet")


def _words(technician: TeamRow) -> str:
    return f"{technician.name}, {below(technician)}"


def _about(office: Office) -> tuple[str, tuple[TechnicianColour, ...]]:
    """The company's area code, and the colours in use."""
    return company.get(office).area_code, tuple(each.colour for each in team.all(office) if each.active)
