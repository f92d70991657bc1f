"""The settings' room: this workstation's at once, the office's with *Save*, sample data, and where everything is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.company import OfficeSettings, settings_problems
from osdesk.services import company, wording
from osdesk.services.drafts import Draft
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.form import FormScroll
from osdesk.ui.page import Page
from osdesk.ui.preferences.data import PlacesSection, SamplesSection
from osdesk.ui.preferences.office import OfficeSection
from osdesk.ui.preferences.workstation import WorkstationSection
from osdesk.ui.records.draft_words import draft_words
from osdesk.ui.records.single import draft_key, drafts_of, editing_of
from osdesk.ui.tasks import Lane


class PreferencesPage(Page):
    """One scrolling page."""

    key = "preferences"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._token = object()
        self._loaded = False
        self.workstation = WorkstationSection(desk)
        self.office = OfficeSection(desk.office.now())
        self.samples = SamplesSection(desk)
        self.places = PlacesSection(desk)
        self.body = FormScroll()
        self.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for section in (self.workstation, self.office, self.samples, self.places):
            self.body.add(section)
        self.body.lines.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.body)
        self.binding: Binding[OfficeSettings] = Binding(wording.sentence, settings_problems, self)
        self.office.bind(self.binding)
        office, token = desk.office, self._token
        self.settings_editing = editing_of(
            self,
            self.binding,
            Subject.SETTINGS,
            company.settings,
            lambda value: company.save_settings(office, value, initiator=token),
        )
        self.settings_editing.dirty_changed.connect(self._dirty_changed)
        self.settings_editing.draft_kept.connect(lambda _at: self.heading_changed.emit())
        self.settings_editing.loaded.connect(self._now_loaded)
        self.save_button = Button(_("&Save"), self.save, kind="filled", icon="save")
        self.offer("save", self.save)
        self.offer("next_problem", self.next_problem)
        desk.changes.happened.connect(self._happened)

    def title(self) -> str:
        """What the bar says."""
        return _("Settings")

    def bar_actions(self) -> Sequence[QWidget]:
        """*Save*, for what the office shares."""
        return (self.save_button,)

    def shown(self, first: bool) -> None:
        """Read when first seen; the printers each time, for they come and go."""
        if first:
            self._read()
            self.samples.ask()
            self._look_for_drafts()
            self.workstation.look_choice.setFocus(Qt.FocusReason.OtherFocusReason)
        self.workstation.offer_printers(self.desk.printing.printer_names())
        self.workstation.show_current()

    def is_dirty(self) -> bool:
        """Whether the office's settings are unsaved; this computer's never are."""
        return self.settings_editing.is_dirty

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Store the office's settings."""
        if not self._loaded:
            return
        self.office.show_wrong()
        was_dirty = self.settings_editing.is_dirty

        def finished() -> None:
            if was_dirty:
                self.desk.go.say(_("Settings saved"))
            if then is not None:
                then()

        self.settings_editing.save(finished)

    def discard(self, then: Callable[[], None]) -> None:
        """Give up what was typed."""
        self.settings_editing.discard(then)
        self._read()

    def leave_question(self) -> tuple[str, str]:
        """What would be lost."""
        return _("Save the changes in the settings?"), _("What the whole office shares was changed.")

    def draft_line(self) -> str:
        """Whether what is shown is saved."""
        return draft_words(self.is_dirty(), self.settings_editing.drafted_at)

    def next_problem(self) -> None:
        """Go to the next problem."""
        if self._loaded:
            self.office.show_wrong()
            self.binding.next_problem()

    def _read(self) -> None:
        self.desk.tasks.run(
            Lane.READ,
            company.settings,
            self.desk.office,
            done=self.settings_editing.show,
            owner=self,
            latest="settings",
        )

    def _look_for_drafts(self) -> None:
        keys = (draft_key(self, Subject.SETTINGS),)
        self.desk.tasks.run(Lane.READ, drafts_of, self.desk.office, keys, done=self._adopt, owner=self)

    def _adopt(self, found: tuple[Draft, ...]) -> None:
        for draft in found:
            self.settings_editing.restore(draft.value, self.settings_editing.stored, draft.unreadable)

    def _now_loaded(self, _value: object) -> None:
        self._loaded = True

    def _happened(self, changes: Changes) -> None:
        if changes.touches(Subject.SETTINGS) and changes.initiator is not self._token and not self.is_dirty():
            self._read()

    def _dirty_changed(self, dirty: bool) -> None:
        self.dirty_changed.emit(dirty)
        self.heading_changed.emit()
