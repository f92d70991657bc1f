"""The company's room: a form, and the sheet that changes with it.

Two values are edited here, the company and the office's settings; one *Save* stores both, each with its own version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.company import Company, OfficeSettings, company_problems, settings_problems
from osdesk.domain.statuses import ServiceType
from osdesk.domain.team import Technician
from osdesk.services import company, statuses, team, wording
from osdesk.services.drafts import Draft
from osdesk.services.office import Office
from osdesk.texts import _
from osdesk.ui.company.accent import AccentInput
from osdesk.ui.company.defaults import DefaultsSection, TermsSection
from osdesk.ui.company.header import HeaderSection
from osdesk.ui.company.logo import LogoArea
from osdesk.ui.company.numbering import NumberingSection, upcoming_of
from osdesk.ui.company.preview import CompanyPreview
from osdesk.ui.desk import Desk
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.editor import Editing
from osdesk.ui.kit.form import FormScroll, Section
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar
from osdesk.ui.page import Page
from osdesk.ui.records.draft_words import draft_words
from osdesk.ui.records.lookups import Lookups
from osdesk.ui.records.single import draft_key, drafts_of, editing_of
from osdesk.ui.tasks import Lane

#: Below, the sheet would squeeze the form: F9 swaps them.
_WIDE = 900


@dataclass(frozen=True, slots=True)
class Everything:
    """All that the room shows, read in one go."""

    company: Company
    logo: bytes
    settings: OfficeSettings
    upcoming: int
    service_types: tuple[ServiceType, ...]
    technicians: tuple[Technician, ...]


def read_everything(office: Office) -> Everything:
    """On the read lane."""
    return Everything(
        company.get(office),
        company.logo(office),
        company.settings(office),
        upcoming_of(company.next_number(office)),
        statuses.service_types(office, include_inactive=False),
        team.all(office, include_inactive=False),
    )


def save_company(office: Office, shelf: Mapping[str, bytes], value: Company, initiator: object) -> Company:
    """Store the company, the file of a new logo first. On the write lane; raises as `company.save`."""
    stored = company.get(office)
    if value.logo != stored.logo and value.version == stored.version:
        if not value.logo:
            placed = company.remove_logo(office, initiator=initiator)
        elif value.logo in shelf:
            placed = company.set_logo(office, shelf[value.logo], initiator=initiator)
        else:
            # A draft of before a crash names a file that nobody has any more.
            placed = stored
        value = replace(value, version=placed.version, logo=placed.logo)
    return company.save(office, value, initiator=initiator)


class CompanyPage(Page):
    """Form and sheet."""

    key = "company"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._token = object()
        self._wants_preview = True
        self._loaded = False
        lookups = Lookups(desk, self)
        self.logo = LogoArea(desk.tasks, desk.prompts)
        self.accent = AccentInput()
        self.header = HeaderSection(lookups)
        self.numbering = NumberingSection(desk)
        self.terms = TermsSection()
        self.defaults = DefaultsSection()
        self.body = FormScroll(widest=640)
        self.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview = CompanyPreview(desk.tasks)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay()
        self.company_binding: Binding[Company] = Binding(wording.sentence, company_problems, self)
        self.settings_binding: Binding[OfficeSettings] = Binding(wording.sentence, settings_problems, self)
        self._bind()
        self.company_editing = editing_of(
            self, self.company_binding, Subject.COMPANY, company.get, self._save_company()
        )
        self.settings_editing = editing_of(
            self, self.settings_binding, Subject.SETTINGS, company.settings, self._save_settings()
        )
        self._connect(self.company_editing)
        self._connect(self.settings_editing)
        self.save_button = Button(_("&Save"), self.save, kind="filled", icon="save")
        self.print_button = Button(_("Print a test"), self._print_test, icon="printer")
        self.offer("save", self.save)
        self.offer("next_problem", self._next_problem)
        self.offer("preview", self._swap_preview)
        self.logo.bytes_changed.connect(self._show_sheet)
        for binding in (self.company_binding, self.settings_binding):
            binding.changed.connect(self._show_sheet)
        desk.changes.happened.connect(self._happened)
        if not desk.settings.restore_splitter(self.splitter, "company"):
            self.splitter.setSizes([612, 561])
        self.splitter.splitterMoved.connect(lambda *_moved: desk.settings.keep_splitter(self.splitter, "company"))

    # Page

    def title(self) -> str:
        """What the bar says."""
        return _("Company")

    def bar_actions(self) -> Sequence[QWidget]:
        """A test print, and *Save*."""
        return self.print_button, self.save_button

    def shown(self, first: bool) -> None:
        """Read everything when first seen; the keyboard begins at the logo, where a picture may be pasted."""
        if first:
            self._read()
            self._look_for_drafts()
            self.logo.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_sheet()

    def is_dirty(self) -> bool:
        """Whether anything is unsaved."""
        return self.company_editing.is_dirty or self.settings_editing.is_dirty

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Store both values, if nothing is wrong in either."""
        if not self._loaded:
            return
        for binding in (self.company_binding, self.settings_binding):
            if binding.show_all_problems():
                binding.focus_first_problem()
                return

        def finished() -> None:
            self._say_saved()
            if then is not None:
                then()

        was_dirty = self.is_dirty()
        done = finished if was_dirty else then
        self.company_editing.save(lambda: self.settings_editing.save(done))

    def discard(self, then: Callable[[], None]) -> None:
        """Give up what was typed."""
        self.company_editing.discard(lambda: self.settings_editing.discard(then))
        self._read()

    def leave_question(self) -> tuple[str, str]:
        """What would be lost."""
        return _("Save the changes in the company?"), _("The head of the orders or their numbering was changed.")

    def draft_line(self) -> str:
        """Whether what is shown is saved."""
        return draft_words(self.is_dirty(), self.company_editing.drafted_at or self.settings_editing.drafted_at)

    def _adopt(self, found: tuple[Draft, ...]) -> None:
        """Show what a crash left behind, as unsaved."""
        for draft in found:
            if draft.subject is Subject.COMPANY:
                self.company_editing.restore(draft.value, self.company_editing.stored, draft.unreadable)
            else:
                self.settings_editing.restore(draft.value, self.settings_editing.stored, draft.unreadable)

    # Building

    def _lay(self) -> None:
        logo = Section(_("Logo"))
        logo.add(self.logo)
        caption = Label(_("Colour of the document"), "label")
        other = Button(_("Other…"), lambda: self.accent.choose_other(self.desk.prompts), kind="text")
        logo.add(bar(caption, self.accent, other, None, gap=14))
        for section in (logo, self.header, self.numbering, self.terms, self.defaults):
            self.body.add(section)
        self.body.lines.addStretch(1)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.body)
        self.splitter.addWidget(self.preview)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _bind(self) -> None:
        self.company_binding.value("logo", self.logo)
        self.company_binding.value("accent", self.accent)
        self.header.bind(self.company_binding)
        self.numbering.bind(self.settings_binding)
        self.terms.bind(self.company_binding)
        self.defaults.bind(self.settings_binding)

    def _save_company(self) -> Callable[[Company], Company]:
        office, shelf, token = self.desk.office, self.logo.shelf, self._token
        return lambda value: save_company(office, shelf, value, token)

    def _save_settings(self) -> Callable[[OfficeSettings], OfficeSettings]:
        office, token = self.desk.office, self._token
        return lambda value: company.save_settings(office, value, initiator=token)

    def _connect(self, editing: Editing[Any]) -> None:
        editing.dirty_changed.connect(self._dirty_changed)
        editing.draft_kept.connect(lambda _at: self.heading_changed.emit())
        editing.saved.connect(self._saved)

    # Reading and saving

    def _read(self) -> None:
        self.desk.tasks.run(
            Lane.READ, read_everything, self.desk.office, done=self._show, owner=self, latest="everything"
        )

    def _look_for_drafts(self) -> None:
        keys = (draft_key(self, Subject.COMPANY), draft_key(self, Subject.SETTINGS))
        self.desk.tasks.run(Lane.READ, drafts_of, self.desk.office, keys, done=self._adopt, owner=self)

    def _show(self, everything: Everything) -> None:
        self.logo.put(everything.logo)
        self.numbering.set_stored(everything.settings, everything.upcoming)
        self.defaults.offer(everything.service_types, everything.technicians)
        self.company_editing.show(everything.company)
        self.settings_editing.show(everything.settings)
        self._loaded = True
        self._show_sheet()

    def _saved(self, _value: object) -> None:
        # The next number may be another one now.
        self.desk.tasks.run(
            Lane.READ, read_everything, self.desk.office, done=self._renumber, owner=self, latest="renumber"
        )

    def _renumber(self, everything: Everything) -> None:
        if self.settings_editing.is_dirty or self.settings_editing.is_saving:
            return
        self.numbering.set_stored(everything.settings, everything.upcoming)
        self.settings_editing.show(everything.settings)

    def _say_saved(self) -> None:
        self.desk.go.say(_("Company saved"))

    def _happened(self, changes: Changes) -> None:
        if changes.initiator is self._token or self.is_dirty() or not self._loaded:
            return
        # An order may have taken a number, a technician may have come.
        if any(changes.touches(subject) for subject in (Subject.COMPANY, Subject.SETTINGS, Subject.TECHNICIAN)):
            self._read()

    def _dirty_changed(self, _dirty: bool) -> None:
        self.dirty_changed.emit(self.is_dirty())
        self.heading_changed.emit()

    def _next_problem(self) -> None:
        for binding in (self.company_binding, self.settings_binding):
            if binding.show_all_problems():
                binding.next_problem()
                return

    # The sheet

    def _show_sheet(self) -> None:
        if not self._loaded:
            return
        typed, _problems = self.company_binding.read()
        settings, _wrong = self.settings_binding.read()
        number = self.numbering.next_number()
        self.preview.paper.show_company(typed, self.logo.data, number, settings.sheet_language)

    def _swap_preview(self) -> None:
        self._wants_preview = not self._wants_preview
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= self.desk.theme.px(_WIDE)
        self.preview.setVisible(self._wants_preview if wide else not self._wants_preview)
        self.body.setVisible(wide or self._wants_preview)
        self._show_sheet()

    def _print_test(self) -> None:
        sheet = self.preview.paper.newest
        if sheet is not None:
            self.desk.printing.print_sheet(self, sheet)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the sheet to the width."""
        super().resizeEvent(event)
        self._fit()
