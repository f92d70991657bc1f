"""Trying the mail account as it is typed: a message to oneself, and in words what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from osdesk.domain.messages import MailAccount
from osdesk.services import mail_account, wording
from osdesk.services.mail_account import MailTrouble
from osdesk.services.wording import MailRemedy
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.field import Message, MessageLine
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.records.notes import NoteLine
from osdesk.ui.tasks import Lane


class Trial(QWidget):
    """The button, what is under way, and the result. `typed` gives account and password, or None to do nothing; `cure`
    gets the code of what is to be put right.
    """

    def __init__(
        self,
        desk: Desk,
        typed: Callable[[], tuple[MailAccount, str | None] | None],
        cure: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._desk, self._typed, self._cure = desk, typed, cure
        self._turn = 0
        self.button = Button(_("Test the account"), self.begin, icon="send")
        self.cancel_button = Button(_("Cancel"), self.clear, kind="link")
        self.cancel_button.hide()
        self.progress = NoteLine()
        self.trouble = MessageLine()
        self.setLayout(column(bar(self.button, self.cancel_button, None), self.progress, self.trouble, gap=4))

    def begin(self) -> None:
        """Send a message to oneself."""
        typed = self._typed()
        if typed is None:
            return
        account, password = typed
        self.clear()
        turn = self._turn
        pressed = self.button.hasFocus()
        self.cancel_button.show()
        if pressed:
            # A button that is off loses the keyboard, which would wander on to the next field.
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.button.setEnabled(False)
        self.progress.say(_("Talking to {host}…").format(host=account.host), "busy")

        def done(trouble: MailTrouble | None) -> None:
            if turn == self._turn:
                self._show(trouble, account)

        def failed(error: BaseException) -> None:
            if turn == self._turn:
                self.clear()
            self._desk.tasks.failure.emit(error)

        self._desk.tasks.run(
            Lane.NET, mail_account.try_out, self._desk.office, account, password, done=done, failed=failed, owner=self
        )

    def clear(self) -> None:
        """Say nothing; what a trial still under way will tell is not wanted any more."""
        self._turn += 1
        self.button.setEnabled(True)
        if self.cancel_button.hasFocus():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.cancel_button.hide()
        self.progress.say("")
        self.trouble.show_message(None)

    def _show(self, trouble: MailTrouble | None, account: MailAccount) -> None:
        self.clear()
        if trouble is None:
            said = _("It works: a message is on its way to {address}.").format(address=account.sender)
            self.progress.say(said, "ok")
            return
        title, sentence = wording.trouble_sentence(trouble)
        remedy = wording.mail_remedy(trouble.code)
        words = {
            MailRemedy.PASSWORD: _("Type the password"),
            MailRemedy.ACCOUNT: _("Check the server"),
        }.get(remedy, "")
        if trouble.code == "mail.sender":
            words = _("Change the address")
        self.trouble.show_message(Message(f"{title}. {sentence}", words, lambda: self._cure(trouble.code)))
