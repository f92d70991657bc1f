"""The mail account's password, asked for when no key ring keeps it: never over what a person is typing, but when they
press the line that says so.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from osdesk.domain.messages import MailAccount
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field, Message
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.services.mail_account import PasswordPlace
    from osdesk.services.office import Office
    from osdesk.services.postman import Round

#: Troubles of the account that another password ends.
ASKED_FOR = frozenset({"mail.no_password", "mail.login", "mail.app_password"})


class PasswordInput(TextInput):
    """A line that hides what is typed. Nothing is cleaned: a password may begin or end with a space."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(longest=400, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)

    def read(self) -> str:
        """What was typed, as it was typed."""
        return self.text()

    def show_plainly(self, shown: bool) -> None:
        """Show the letters, or hide them again."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class PasswordDialog(Dialog):
    """Asks for the password of an account."""

    def __init__(self, parent: QWidget, desk: Desk, account: MailAccount) -> None:
        super().__init__(parent, _("Password of the mail account"), icon="lock")
        self._desk, self._account = desk, account
        self.say(
            _("{user} at {host}. What waits in the outbox goes as soon as it is typed.").format(
                user=account.user or account.sender, host=account.host
            )
        )
        self._password = PasswordInput()
        self.password = Field(_("&Password"), self._password)
        self.add(self.password)
        self.go = Button(_("Send what waits"), self.keep, kind="filled", icon="send")
        self.add_buttons(Button(_("Not now"), self.reject), self.go)
        self._password.edited.connect(partial(self.password.show_problem, None))
        self._password.returnPressed.connect(self.keep)
        self.done_with.connect(self.keep)

    def start(self) -> None:
        """The keyboard to the field."""
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Keep it, and send."""
        typed = self._password.read()
        if not typed:
            self.password.show_problem(Message(_("Type the password.")))
            self.start()
            return
        self.go.setEnabled(False)
        self._desk.tasks.run(
            Lane.NET, set_password, self._desk.office, self._account, typed, done=self._kept, owner=self
        )

    def _kept(self, place: PasswordPlace) -> None:
        self.accept()
        self._desk.mailing.try_now()
        in_memory = str(place) == "memory"
        self._desk.go.say(_("The password is kept until the program closes") if in_memory else place_words(place))


def ask_password(desk: Desk, parent: QWidget) -> None:
    """Ask for the password of the office's account; where there is no account yet, go and set it up."""

    def show(account: MailAccount) -> None:
        if not account.usable:
            desk.go.room("preferences", "mail")
            return
        dialog = PasswordDialog(parent, desk, account)
        desk.prompts.show(dialog)
        dialog.start()

    desk.tasks.run(Lane.READ, account_of, desk.office, done=show, owner=parent)


class PasswordAsker(QObject):
    """Says once in each run that a password is missing or wrong; the dialog comes when that is pressed."""

    def __init__(self, desk: Desk, window: QWidget, parent: QObject) -> None:
        """It asks over the window, and lives as long as `parent`."""
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._said: set[str] = set()
        desk.mailing.came_back.connect(self._came_back)

    def _came_back(self, found: Round) -> None:
        trouble = found.trouble
        if trouble is None or trouble.code not in ASKED_FOR or trouble.code in self._said:
            return
        self._said.add(trouble.code)
        words = _("E-mails wait for the password of the mail account")
        if trouble.code != "mail.no_password":
            words = _("The mail server does not take the password")
        self._desk.go.say(words, self._ask, link=_("Type it…"))

    def _ask(self) -> None:
        if shiboken6.isValid(self._window):
            ask_password(self._desk, self._window)


def place_words(place: PasswordPlace) -> str:
    """Where the password is kept, for the person who typed it."""
    return {
        "key_ring": _("The password is in this computer's key ring."),
        "memory": _("This computer has no key ring: the password is kept until the program closes, and asked again."),
        "none": _("The password is not known yet."),
    }[str(place)]


def account_of(office: Office) -> MailAccount:
    """The office's mail account; for the read lane."""
    from osdesk.services import mail_account

    return mail_account.get(office)


def set_password(office: Office, account: MailAccount, password: str) -> PasswordPlace:
    """Keep the password; may wait for the key ring."""
    from osdesk.services import mail_account

    return mail_account.set_password(office, account, password)
