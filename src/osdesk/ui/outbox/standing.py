"""The line above the outbox that says why nothing goes at all, and what helps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from osdesk.services import wording
from osdesk.services.wording import MailRemedy
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.outbox.columns import goes_words
from osdesk.ui.outbox.password import ask_password
from osdesk.ui.records.notes import AdviceBar


class StandingBar(AdviceBar):
    """Shown while the whole account stands still."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__()
        self._desk, self._page = desk, page

    def show_standing(self, *, waiting: bool) -> None:
        """Say why nothing goes just now, if anything waits at all."""
        standing = self._desk.mailing.standing()
        trouble = standing.trouble if standing is not None else None
        if standing is None or trouble is None or not waiting:
            if self.text:
                self.say("")
            return
        title, sentence = wording.trouble_sentence(trouble)
        words = f"{title}. {sentence}"
        if standing.until is not None:
            until = goes_words(standing.until, self._desk.office.now())
            words = f"{words} {_('It goes on by itself: {moment}.').format(moment=until)}"
        if words != self.text:
            self.say(words, *self._ways(trouble.code))

    def _ways(self, code: str) -> tuple[tuple[str, Callable[[], object]], ...]:
        remedy = wording.mail_remedy(code)
        again = (_("Try now"), self._desk.mailing.try_now)
        if code == "mail.app_password":
            # There the page says where it is made.
            return ((_("Set up the account"), self.set_up), (_("Type the password…"), self.type_password))
        if remedy is MailRemedy.PASSWORD:
            return ((_("Type the password…"), self.type_password),)
        if remedy is MailRemedy.ACCOUNT:
            return ((_("Set up the account"), self.set_up), again)
        return (again,)

    def type_password(self) -> None:
        """Ask for it."""
        ask_password(self._desk, self._page)

    def set_up(self) -> None:
        """Go where the account is."""
        self._desk.go.room("preferences", "mail")
