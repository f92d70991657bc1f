"""The office's mail account: provider, sender, server, password, and what every message carries."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from osdesk.domain import mail_presets
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.mail_presets import OWN, PRESETS, PasswordKind, Preset
from osdesk.domain.messages import MailAccount, Security, account_problems
from osdesk.services import mail_account, wording
from osdesk.services.drafts import Draft
from osdesk.texts import _, pgettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Choice, Option, SegmentedChoice
from osdesk.ui.kit.editor import Editing
from osdesk.ui.kit.field import Field, beside, fields_row
from osdesk.ui.kit.form import FormScroll, Section
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar, row
from osdesk.ui.kit.text_inputs import MultilineInput, TextInput
from osdesk.ui.kit.toggles import CheckBox
from osdesk.ui.kit.value_inputs import NumberInput
from osdesk.ui.page import Page
from osdesk.ui.preferences.mail_password import PasswordPart
from osdesk.ui.preferences.mail_trial import Trial
from osdesk.ui.records.single import editing_of
from osdesk.ui.tasks import Lane

_MOST_RECIPIENTS = 1_000_000


class MailPane(FormScroll):
    """The pane, with an editing of its own. `editing.dirty_changed` tells of what is typed, the password apart."""

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._token = object()
        self._left_behind: Draft | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._make_fields()
        self.password = PasswordPart(desk)
        self.trial = Trial(desk, self._typed, self._cure)
        for section in (self._who(), self._server(), self._messages()):
            self.add(section)
        self.lines.addStretch(1)
        self.binding: Binding[MailAccount] = Binding(wording.sentence, account_problems, self)
        self._bind()
        office, token = desk.office, self._token
        self.editing: Editing[MailAccount] = editing_of(
            page,
            self.binding,
            Subject.MAIL_ACCOUNT,
            mail_account.get,
            lambda account: mail_account.save(office, account, initiator=token),
        )
        self.editing.loaded.connect(self._loaded)
        self._control(self.preset).edited.connect(self._preset_chosen)
        self._control(self.address).left.connect(self._sender_left)
        desk.changes.happened.connect(self._happened)

    # The page asks

    def read(self) -> None:
        """Read the account, and find out whether its password is known."""
        if not self.is_dirty():
            self._desk.tasks.run(
                Lane.READ, mail_account.get, self._desk.office, done=self._take, owner=self, latest="account"
            )

    def adopt(self, draft: Draft) -> None:
        """Show what a crash left behind, as unsaved, over what is stored."""
        self._left_behind = draft
        if self.editing.stored is not None:
            self._take(self.editing.stored)

    def is_dirty(self) -> bool:
        """Whether something typed is not stored, the password included."""
        return self.editing.is_dirty or self.password.typed() is not None

    def wrong(self) -> bool:
        """Show what is wrong with what was typed; whether anything is."""
        return self.is_dirty() and bool(self.binding.show_all_problems())

    def save(self, then: Callable[[], None]) -> None:
        """Store the account, then the password; then do `then`."""
        if not self.is_dirty():
            then()
            return
        self.editing.save(lambda: self._save_password(then))

    def start(self) -> None:
        """The keyboard to the first field."""
        self.address.control.setFocus(Qt.FocusReason.OtherFocusReason)

    # Fields

    def _make_fields(self) -> None:
        providers = [Option("", _("Choose the provider…"))]
        providers += [Option(each.key, wording.preset_name(each)) for each in PRESETS]
        protections = [
            Option(Security.STARTTLS, "STARTTLS"),
            Option(Security.TLS, "TLS"),
            Option(Security.NONE, pgettext("protection", "None")),
        ]
        self.address = Field(_("E-mail &address of the office"), TextInput(longest=254))
        self.sender_name = Field(_("Sender's &name"), TextInput(longest=200), hint=_("Empty: the name of the company."))
        self.preset = Field(_("P&rovider"), Choice(providers), width=300)
        self._help = Label("", "hint", wrap=True)
        self._help_link = Button("", self._open_help, kind="text", icon="external-link")
        self.host = Field(_("Mail server (S&MTP)"), TextInput(longest=253, example=_("smtp.example.com")))
        self.port = Field(_("Por&t"), NumberInput(1, 65535), width=90)
        self.security = Field(_("Prote&ction"), SegmentedChoice(protections))
        self.user = Field(
            _("&User"), TextInput(longest=254), hint=_("Mostly the whole address. Empty: the server asks for none.")
        )
        self.reply_to = Field(
            _("Ans&wers go to"), TextInput(longest=254), hint=_("Empty: to the address of the office.")
        )
        self.limit = Field(
            _("Recipients a &day"),
            NumberInput(0, _MOST_RECIPIENTS, blank=0),
            width=150,
        )
        self.copy = CheckBox(_("A cop&y of every message to oneself"))
        self.signature = Field(_("Si&gnature"), MultilineInput(lines=3, most=8))

    def _who(self) -> Section:
        section = Section(_("Mail account"), note=_("Applies to every computer, once saved"))
        section.add(row(self.address, 1, self.sender_name, 1))
        section.add(row(self.preset, None))
        section.add(self._help)
        section.add(bar(self._help_link, None))
        self._help.hide()
        self._help_link.hide()
        return section

    def _server(self) -> Section:
        section = Section(_("Server and password"))
        section.add(fields_row(self.host, 1, self.port, self.security))
        section.add(row(self.user, 1, self.password.field, 1, beside(self.password.eye), gap=8))
        section.add(self.password)
        section.add(self.trial)
        return section

    def _messages(self) -> Section:
        section = Section(_("What every message carries"))
        section.add(self.reply_to)
        section.add(row(self.limit, None))
        limit = Label(
            _("What the provider takes in 24 hours; the rest waits and goes by itself. 0: no limit is known."),
            "hint",
            wrap=True,
        )
        section.add(limit)
        section.add(row(self.copy, None))
        section.add(self.signature)
        return section

    def _bind(self) -> None:
        binding = self.binding
        binding.text("sender", self.address)
        binding.text("sender_name", self.sender_name)
        binding.value("preset", self.preset)
        binding.text("host", self.host)
        binding.value("port", self.port)
        binding.value("security", self.security)
        binding.text("user", self.user)
        binding.text("reply_to", self.reply_to)
        binding.value("daily_limit", self.limit)
        binding.value("copy_to_self", self.copy)
        binding.text("signature", self.signature)

    # What follows from what is typed

    def _control(self, field: Field) -> TextInput | Choice:
        found: TextInput | Choice = field.control  # type: ignore[assignment]  # the fields above hold no other
        return found

    def _preset_chosen(self) -> None:
        chosen = mail_presets.preset(str(self._control(self.preset).read()))
        if chosen is not None:
            self._apply(chosen)

    def _apply(self, chosen: Preset) -> None:
        typed, _problems = self.binding.read()
        wanted = mail_presets.with_preset(typed, chosen)
        for name in ("preset", "host", "port", "security", "user", "daily_limit"):
            if getattr(wanted, name) != getattr(typed, name):
                self.binding.set(name, getattr(wanted, name))
        self._show_help(chosen)

    def _sender_left(self) -> None:
        """A provider's own address says all the rest; else the address is most likely the user."""
        typed, _problems = self.binding.read()
        found = mail_presets.for_address(typed.sender)
        if found is not None and not typed.host:
            self._apply(found)
        elif typed.sender and not typed.user and typed.preset != OWN:
            self.binding.set("user", typed.sender)

    def _show_help(self, chosen: Preset | None) -> None:
        words = wording.preset_help(chosen) if chosen is not None else ""
        refused = chosen is not None and chosen.password is PasswordKind.REFUSED
        self._help.set_role("advice" if refused else "hint")
        self._help.setText(words)
        self._help.setVisible(bool(words))
        url = chosen.help_url if chosen is not None else ""
        self._help_link.setVisible(bool(url))
        if chosen is not None and url:
            app = chosen.password is PasswordKind.APP
            self._help_link.setText(_("Create an app password") if app else _("Open the administrator's page"))
            self._help_link.setAccessibleName(self._help_link.text())

    def _open_help(self) -> None:
        chosen = mail_presets.preset(str(self._control(self.preset).read()))
        if chosen is not None and chosen.help_url:
            self._desk.prompts.open_url(chosen.help_url)

    # Trying and keeping

    def _typed(self) -> tuple[MailAccount, str | None] | None:
        """The account and password as typed, for a trial; None when something is to be put right first."""
        if self.binding.show_all_problems():
            self.binding.focus_first_problem()
            return None
        return self.binding.read()[0], self.password.typed()

    def _cure(self, code: str) -> None:
        """Put the keyboard where a failed trial can be put right."""
        field = self.address if code == "mail.sender" else self.host
        if wording.mail_remedy(code) is wording.MailRemedy.PASSWORD:
            field = self.password.field
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save_password(self, then: Callable[[], None]) -> None:
        account = self.editing.stored
        if account is not None:
            self.password.save(account, then)

    def _take(self, account: MailAccount) -> None:
        self.editing.show(account)
        draft, self._left_behind = self._left_behind, None
        if draft is not None:
            self.editing.restore(draft.value, account, draft.unreadable)

    def _loaded(self, account: MailAccount) -> None:
        self.trial.clear()
        self._show_help(mail_presets.preset(account.preset))
        self.password.show_account(account)

    def _happened(self, changes: Changes) -> None:
        if changes.touches(Subject.MAIL_ACCOUNT) and changes.initiator is not self._token and self.isVisible():
            self.read()
