"""The settings' room: this workstation's at once, the office's with *Save*, sample data, where everything is; the mail
account; and what the office tells its clients.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.company import OfficeSettings, settings_problems
from osdesk.services import company, wording
from osdesk.services.drafts import Draft
from osdesk.texts import _, pgettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Option, SegmentedChoice
from osdesk.ui.kit.form import FormScroll
from osdesk.ui.kit.labels import Ground, Hairline
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.page import Page
from osdesk.ui.preferences import message_drafts
from osdesk.ui.preferences.data import PlacesSection, SamplesSection
from osdesk.ui.preferences.hours import HoursSection
from osdesk.ui.preferences.office import OfficeSection, zone_options
from osdesk.ui.preferences.photos import PhotosSettings
from osdesk.ui.preferences.workstation import WorkstationSection
from osdesk.ui.records.draft_words import draft_words
from osdesk.ui.records.single import draft_key, drafts_of, editing_of
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.ui.preferences.mail_account import MailPane
    from osdesk.ui.preferences.messages import MessagesPane
    from osdesk.ui.preferences.service_types import ServiceTypesPane
    from osdesk.ui.preferences.statuses import StatusesPane

GENERAL, MAIL, MESSAGES, STATUSES, TYPES = "general", "mail", "messages", "statuses", "service_types"
_PLACES = (GENERAL, MAIL, MESSAGES, STATUSES, TYPES)


class PreferencesPage(Page):
    """Five panes under one row, and one *Save* for the first three; what the last two change is stored at once."""

    key = "preferences"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._token = object()
        self._loaded = False
        self._dirty = False
        self.places_choice = SegmentedChoice(
            [
                Option(GENERAL, pgettext("settings", "General"), "settings"),
                Option(MAIL, _("E-mail"), "mail"),
                Option(MESSAGES, _("Messages"), "message-square-text"),
                Option(STATUSES, _("Statuses"), "circle-dot"),
                Option(TYPES, _("Types of service"), "wrench"),
            ]
        )
        self.places_choice.setAccessibleName(_("Part of the settings"))
        self.workstation = WorkstationSection(desk)
        self.office = OfficeSection()
        self.hours = HoursSection(desk)
        self.photos = PhotosSettings()
        self.samples = SamplesSection(desk)
        self.places = PlacesSection(desk)
        self.body = FormScroll()
        self.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for section in (self.workstation, self.office, self.hours, self.photos, self.samples, self.places):
            self.body.add(section)
        self.body.lines.addStretch(1)
        self._mail: MailPane | None = None
        self._messages: MessagesPane | None = None
        self._statuses: StatusesPane | None = None
        self._types: ServiceTypesPane | None = None
        self._lay_out()
        self.binding: Binding[OfficeSettings] = Binding(wording.sentence, settings_problems, self)
        self.office.bind(self.binding)
        self.hours.bind(self.binding)
        self.photos.bind(self.binding)
        office, token = desk.office, self._token
        self.settings_editing = editing_of(
            self,
            self.binding,
            Subject.SETTINGS,
            company.settings,
            lambda value: company.save_settings(office, value, initiator=token),
        )
        self.save_button = Button(_("&Save"), self.save, kind="filled", icon="save")
        self._connect()

    def _lay_out(self) -> None:
        top = Ground("surface")
        top.setLayout(bar(self.places_choice, None, margins=(20, 0, 16, 0)))
        top.setFixedHeight(self.desk.theme.px(50))
        self._panes = QStackedWidget()
        self._panes.addWidget(self.body)
        self.setLayout(column(top, Hairline(), self._panes, 1, gap=0))

    def _connect(self) -> None:
        self.places_choice.edited.connect(lambda: self._show_place(self.places_choice.read()))
        self.settings_editing.dirty_changed.connect(self._look_at_dirt)
        self.settings_editing.draft_kept.connect(lambda _at: self.heading_changed.emit())
        self.settings_editing.loaded.connect(self._now_loaded)
        self.offer("save", self.save)
        self.offer("next_problem", self.next_problem)
        self.desk.changes.happened.connect(self._happened)

    # The other panes are made when they are first wanted: most who come here never look at them.

    @property
    def mail(self) -> MailPane:
        """The mail account."""
        if self._mail is None:
            from osdesk.ui.preferences.mail_account import MailPane

            pane = self._mail = MailPane(self.desk, self)
            pane.editing.dirty_changed.connect(self._look_at_dirt)
            pane.editing.draft_kept.connect(lambda _at: self.heading_changed.emit())
            pane.password.edited.connect(self._look_at_dirt)
            self._panes.addWidget(pane)
            pane.read()
        return self._mail

    @property
    def messages(self) -> MessagesPane:
        """What messages say."""
        if self._messages is None:
            from osdesk.ui.preferences.messages import MessagesPane

            pane = self._messages = MessagesPane(self.desk)
            pane.rules.bind(self.binding)
            pane.templates.edited.connect(self._look_at_dirt)
            pane.drafts.kept_or_not.connect(self.heading_changed)
            self._panes.addWidget(pane)
            pane.read()
        return self._messages

    @property
    def statuses(self) -> StatusesPane:
        """The statuses."""
        if self._statuses is None:
            from osdesk.ui.preferences.statuses import StatusesPane

            self._statuses = StatusesPane(self.desk)
            self._panes.addWidget(self._statuses)
            self._statuses.read()
        return self._statuses

    @property
    def types(self) -> ServiceTypesPane:
        """The types of service."""
        if self._types is None:
            from osdesk.ui.preferences.service_types import ServiceTypesPane

            self._types = ServiceTypesPane(self.desk)
            self._panes.addWidget(self._types)
            self._types.read()
        return self._types

    def title(self) -> str:
        """What the bar says."""
        return _("Settings")

    def bar_actions(self) -> Sequence[QWidget]:
        """*Save*, for what the office shares."""
        return (self.save_button,)

    def shown(self, first: bool) -> None:
        """Read when first seen; the printers each time, for they come and go."""
        if first:
            run, office = self.desk.tasks.run, self.desk.office
            run(Lane.READ, zone_options, office.now(), done=self.office.offer_zones, owner=self)
            self._read()
            self.samples.ask()
            self._look_for_drafts()
            self.workstation.look_choice.setFocus(Qt.FocusReason.OtherFocusReason)
        self.workstation.offer_printers(self.desk.printing.printer_names())
        self.workstation.show_current()

    def go_to(self, place: str) -> None:
        """Show a pane, the keyboard in its first field."""
        if place in _PLACES:
            self._show_place(place)
            if place == MAIL:
                self.mail.start()
            elif place == MESSAGES:
                self.messages.start()
            elif place == STATUSES:
                self.statuses.start()
            elif place == TYPES:
                self.types.start()

    def is_dirty(self) -> bool:
        """Whether anything the office shares is unsaved; this computer's never is."""
        panes = (self._mail, self._messages)
        return self.settings_editing.is_dirty or any(pane is not None and pane.is_dirty() for pane in panes)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Store what was changed in any of the panes; what is wrong is shown first."""
        if not self._loaded or self._shows_wrong():
            return
        was_dirty = self.is_dirty()

        def finished() -> None:
            self._look_at_dirt()
            if was_dirty:
                self.desk.go.say(_("Settings saved"))
            if then is not None:
                then()

        def save_messages() -> None:
            if self._messages is None:
                finished()
            else:
                self._messages.save(finished)

        def save_mail() -> None:
            if self._mail is None:
                save_messages()
            else:
                self._mail.save(save_messages)

        self.settings_editing.save(save_mail)

    def discard(self, then: Callable[[], None]) -> None:
        """Give up what was typed."""
        self.settings_editing.discard(lambda: None)
        if self._mail is not None:
            self._mail.password.drop()
            self._mail.editing.discard(lambda: None)
        if self._messages is not None:
            self._messages.give_up()
        self._read()
        self._look_at_dirt()
        then()

    def leave_question(self) -> tuple[str, str]:
        """What would be lost."""
        return _("Save the changes in the settings?"), _("What the whole office shares was changed.")

    def draft_line(self) -> str:
        """Whether what is shown is saved."""
        mail = self._mail.editing.drafted_at if self._mail is not None else None
        words = self._messages.drafts.kept_at if self._messages is not None else None
        kept = (self.settings_editing.drafted_at, mail, words)
        return draft_words(self.is_dirty(), max((at for at in kept if at is not None), default=None))

    def next_problem(self) -> None:
        """Go to the next problem."""
        if self._loaded and not self._shows_wrong():
            self.desk.go.say(_("Nothing to correct"))

    def _shows_wrong(self) -> bool:
        """Show the pane where something typed can't be stored; whether there is one."""
        self.office.show_wrong()
        if self.binding.show_all_problems():
            self._show_place(GENERAL)
            return self.binding.next_problem()
        if self._mail is not None and self._mail.wrong():
            self._show_place(MAIL)
            return self._mail.binding.next_problem()
        if self._messages is not None and self._messages.wrong():
            self._show_place(MESSAGES)
            return True
        return False

    def _show_place(self, place: str) -> None:
        self.places_choice.show_value(place)
        panes: dict[str, Callable[[], QWidget]] = {
            MAIL: lambda: self.mail,
            MESSAGES: lambda: self.messages,
            STATUSES: lambda: self.statuses,
            TYPES: lambda: self.types,
        }
        self._panes.setCurrentWidget(panes[place]() if place in panes else self.body)

    def _read(self) -> None:
        for pane in (self._mail, self._messages):
            if pane is not None:
                pane.read()
        self._read_settings()

    def _read_settings(self) -> None:
        self.desk.tasks.run(
            Lane.READ,
            company.settings,
            self.desk.office,
            done=self.settings_editing.show,
            owner=self,
            latest="settings",
        )

    def _look_for_drafts(self) -> None:
        keys = (draft_key(self, Subject.SETTINGS), draft_key(self, Subject.MAIL_ACCOUNT), *message_drafts.KEYS)
        self.desk.tasks.run(Lane.READ, drafts_of, self.desk.office, keys, done=self._adopt, owner=self)

    def _adopt(self, found: tuple[Draft, ...]) -> None:
        """Show what a crash left behind, as unsaved, and the pane that has some of it."""
        words = tuple(draft for draft in found if draft.subject is Subject.MESSAGE_TEMPLATE)
        general = False
        for draft in found:
            if draft.subject is Subject.SETTINGS:
                self.settings_editing.restore(draft.value, self.settings_editing.stored, draft.unreadable)
                general = True
            elif draft.subject is Subject.MAIL_ACCOUNT:
                self.mail.adopt(draft)
        if words:
            self.messages.adopt(words)
        if found and not general and self.places_choice.read() == GENERAL:
            self._show_place(MESSAGES if len(words) == len(found) else MAIL)

    def _now_loaded(self, _value: object) -> None:
        self._loaded = True

    def _happened(self, changes: Changes) -> None:
        mine = changes.initiator is self._token
        if changes.touches(Subject.SETTINGS) and not mine and not self.settings_editing.is_dirty:
            self._read_settings()

    def _look_at_dirt(self) -> None:
        dirty = self.is_dirty()
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)
        self.heading_changed.emit()
