"""A server that refuses: the password first, then the receiver for now. The program is killed while the message waits;
started again, it sends it, once.

Run twice over the same home: the first run never comes back.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

import builders
from journeys.person import Person, journey
from journeys.sent_by_keyboard import PASSWORD, go_to
from mail_server import USER
from offices import saved_client, saved_order
from osdesk.domain.messages import MailAccount, MessageState, Security
from osdesk.domain.outbox import MessageRow, OutboxView
from osdesk.services import company, demo, mail_account, wording
from osdesk.services.mail_account import MailTrouble
from osdesk.services.office import open_office
from osdesk.texts import _
from osdesk.ui.orders.editor import OrderEditor
from osdesk.ui.orders.page import OrdersPage
from osdesk.ui.outbox.page import OutboxPage
from osdesk.ui.outbox.password import PasswordDialog
from osdesk.ui.sending.dialog import SendDialog

WRONG = "segredo errado"


def refused_and_killed(person: Person) -> None:
    """Sent from the list; the password is wrong, then right; the receiver is refused for now; the power goes."""
    send(person)
    page = outbox(person)
    # Nobody has typed a password in this run: the line above the list says so, and offers to.
    type_password(person, page, WRONG)
    person.until(lambda: page.standing.text.startswith(login_refused()), "the login is refused")
    assert "535" in page.standing.text
    person.picture("wrong-password")
    type_password(person, page, PASSWORD)
    person.until(lambda: (row := only(page)) is not None and row.trouble == "mail.later", "the receiver is refused")
    person.until(lambda: page.details.message_id is not None, "what is in the way is told")
    person.until(lambda: person.reads("450"), "in the server's own words")
    person.picture("refused")
    os.kill(os.getpid(), signal.SIGKILL)


def sent_after_all(person: Person) -> None:
    """It still waits. The password is asked again, for nothing has kept it; then it goes, when a person says so."""
    page = outbox(person)
    row = only(page)
    assert row is not None
    assert row.state is MessageState.WAITING
    person.until(page.table.hasFocus, "the list has the keyboard")
    person.press("F5")
    type_password(person, page, PASSWORD)
    person.until(lambda: page._tally is not None and page._tally.counts.open == 0, "it has gone")
    person.click(page.pane.chips.chip(OutboxView.SENT))
    person.until(lambda: (row := only(page)) is not None and row.state is MessageState.SENT, "it stands among the sent")
    person.picture("sent")


def send(person: Person) -> None:
    """The first order of the list, opened and sent as it stands."""
    page = person.page
    assert isinstance(page, OrdersPage)
    person.until(lambda: page.list.pane.model.rowCount() == 1, "the order is in the list")
    person.press("Down", "Return")
    person.until(lambda: isinstance(person.page, OrderEditor) and person.page.form.isEnabled(), "the editor opens")
    person.click_button(_("Send"))
    person.until(lambda: isinstance(QApplication.activeModalWidget(), SendDialog), "the dialog of sending")
    person.click_button(_("Send"), QApplication.activeModalWidget())
    person.until(lambda: QApplication.activeModalWidget() is None, "it is under way")


def outbox(person: Person) -> OutboxPage:
    go_to(person, _("Outbox"))
    page = person.page
    assert isinstance(page, OutboxPage)
    person.until(lambda: only(page) is not None, "the message is in the outbox")
    return page


def type_password(person: Person, page: OutboxPage, password: str) -> None:
    """By the outbox's own link."""
    person.click_button(_("Type the password…"), page.standing)
    person.until(lambda: isinstance(QApplication.activeModalWidget(), PasswordDialog), "the password is asked")
    person.type(password)
    person.press("Return")
    person.until(lambda: QApplication.activeModalWidget() is None, "the password is taken")


def only(page: OutboxPage) -> MessageRow | None:
    """The one message that is listed."""
    ids = page.pane.model.ids
    found: MessageRow | None = page.pane.model.row_of(ids[0]) if len(ids) == 1 else None
    return found


def login_refused() -> str:
    """What the line above the list says first of a login that was refused."""
    title, _sentence = wording.trouble_sentence(MailTrouble("mail.login"))
    return title


def furnish(folder: Path) -> None:
    """An office with an account and one order."""
    with open_office(folder) as office:
        demo.seed_templates(office)
        company.save(office, builders.a_company(logo=""))
        saved_order(office, saved_client(office), reason="split nao gela")
        port = int(os.environ["JOURNEY_MAIL_PORT"])
        account = MailAccount(host="localhost", port=port, security=Security.STARTTLS, user=USER, sender=USER)
        mail_account.save(office, account)


if __name__ == "__main__":
    home = Path(sys.argv[1])
    first = not (home / "office").exists()
    if first:
        furnish(home / "office")
    sys.exit(journey(refused_and_killed if first else sent_after_all, home))
