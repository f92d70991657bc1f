"""The password of the mail account: typed, kept in the key ring or for this run, forgotten. It is never shown again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain.messages import MailAccount
from osdesk.services import mail_account
from osdesk.services.mail_account import PasswordPlace
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.outbox.password import PasswordInput, place_words
from osdesk.ui.records.notes import NoteLine
from osdesk.ui.tasks import Lane


class PasswordPart(QWidget):
    """Where the password is, and *Forget*; its `field` and `eye` stand beside the user's."""

    #: Something was typed, or no longer is.
    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._account = MailAccount()
        self.line = PasswordInput()
        self.field = Field(_("&Password"), self.line)
        self.eye = IconButton("eye", _("Show what is typed"), self._toggle)
        self.note = NoteLine()
        self.forget_button = Button(_("Forget the password"), self.forget, kind="text")
        self.forget_button.hide()
        self.setLayout(column(bar(self.note, 1, self.forget_button, gap=10), gap=0))
        self.line.edited.connect(self.edited)

    def typed(self) -> str | None:
        """What was typed; None where nothing was, and the known one counts."""
        return self.line.read() or None

    def show_account(self, account: MailAccount) -> None:
        """Find out where the password of this account is; what was typed stays."""
        self._account = account
        if not account.usable or not account.user:
            self._show(None)
            return
        self._desk.tasks.run(
            Lane.NET, mail_account.knows_password, self._desk.office, account, done=self._show, owner=self,
            latest="place",
        )  # fmt: skip

    def save(self, account: MailAccount, then: Callable[[], None]) -> None:
        """Keep what was typed for this account, and send what waited for it."""
        typed = self.typed()
        if typed is None:
            self.show_account(account)
            then()
            return

        def kept(place: PasswordPlace) -> None:
            self._account = account
            self.drop()
            self._show(place)
            self._desk.mailing.try_now()
            then()

        self._desk.tasks.run(
            Lane.NET, mail_account.set_password, self._desk.office, account, typed, done=kept, owner=self
        )

    def drop(self) -> None:
        """Clear what was typed."""
        if self.line.text():
            self.line.clear()
            self.edited.emit()

    def forget(self) -> None:
        """Remove the password from wherever it is."""
        run, office = self._desk.tasks.run, self._desk.office
        run(Lane.NET, mail_account.forget_password, office, self._account, done=self._forgotten, owner=self)

    def _forgotten(self, _nothing: object) -> None:
        self._show(PasswordPlace.NONE)
        self._desk.go.say(_("Password forgotten on this computer"))

    def _show(self, place: PasswordPlace | None) -> None:
        known = place is not None and place is not PasswordPlace.NONE
        kept = place is PasswordPlace.KEY_RING
        self.note.say(place_words(place) if place is not None else "", "ok" if kept else "advice")
        self.forget_button.setVisible(known)

    def _toggle(self) -> None:
        plain = self.eye.icon_name == "eye"
        self.line.show_plainly(plain)
        self.eye.set_icon("eye-off" if plain else "eye")
        self.eye.set_name(_("Hide what is typed") if plain else _("Show what is typed"))
