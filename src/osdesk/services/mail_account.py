"""The office's mail account: its settings, its password (in the key ring, or asked for each time), a try of both."""

from __future__ import annotations

import ssl
from collections.abc import Callable

from osdesk.domain import sending
from osdesk.domain.changes import Subject
from osdesk.domain.messages import Event, MailAccount, Message, account_problems
from osdesk.domain.permissions import Permission
from osdesk.gateways import mail, passwords, smtp
from osdesk.gateways.mail_trouble import MailTrouble, Whose
from osdesk.gateways.passwords import PasswordPlace
from osdesk.gateways.smtp import Connection, Patience
from osdesk.services import company, records, wording
from osdesk.services.office import Office, Session
from osdesk.storage.messages import ACCOUNT
from osdesk.texts import _, language

__all__ = [
    "Connect",
    "Connection",
    "MailTrouble",
    "PasswordPlace",
    "Patience",
    "Whose",
    "about",
    "forget_password",
    "get",
    "hold_password",
    "knows_password",
    "password_of",
    "save",
    "sender_name",
    "set_password",
    "stored",
    "trusting",
    "try_out",
]

#: Opens a connection for an account and its password. Raises `MailTrouble`.
Connect = Callable[[MailAccount, str], Connection]


def get(office: Office) -> MailAccount:
    """The account; one that isn't `usable` until it is set up."""
    with office.read() as session:
        return stored(session)


def stored(session: Session) -> MailAccount:
    """The account, inside a transaction that does more."""
    return ACCOUNT.load(session) or MailAccount()


def save(office: Office, account: MailAccount, *, initiator: object = None) -> MailAccount:
    """Store the account. A password kept for another server or user is forgotten. Raises `Refused`, `Conflict`."""
    before = get(office)
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        saved = records.put(work, Subject.MAIL_ACCOUNT, ACCOUNT, account, account_problems)
    if before.usable and before.key != saved.key:
        passwords.forget(before.key)
    return saved


def knows_password(office: Office, account: MailAccount | None = None) -> PasswordPlace:
    """Where the account's password is, if anywhere. May take as long as a person needs to unlock the key ring."""
    return passwords.find((account or get(office)).key)[1]


def set_password(office: Office, account: MailAccount, password: str) -> PasswordPlace:
    """Keep a password: in the system's key ring, or where there is none in memory until the program ends.

    Google and Yahoo show app passwords in groups of four; the spaces between them don't count.
    """
    del office
    return passwords.put(account.key, _without_groups(password))


def hold_password(account: MailAccount, password: str) -> None:
    """Keep a password in memory alone, as long as this program runs."""
    passwords.hold(account.key, _without_groups(password))


def forget_password(office: Office, account: MailAccount) -> None:
    """Remove the password from wherever it is kept."""
    del office
    passwords.forget(account.key)


def password_of(account: MailAccount) -> str | None:
    """The password, or None where it must be asked for; "" for an account without user."""
    return passwords.get(account.key) if account.user else ""


def sender_name(office: Office, account: MailAccount) -> str:
    """The name that receivers see: the account's, else the company's."""
    return account.sender_name or company.get(office).name


def try_out(
    office: Office, account: MailAccount | None = None, password: str | None = None, *, connect: Connect | None = None
) -> MailTrouble | None:
    """Send a short message to the account's own address; None when the server took it, else what is wrong.

    `account` as it was typed (else the stored one), `password` as typed (else the one that is known). Blocks for as
    long as the server makes one wait; call it away from the window.
    """
    account = account or get(office)
    if not account.usable:
        return MailTrouble("mail.no_account")
    known = _without_groups(password) if password is not None else password_of(account)
    if known is None:
        return MailTrouble("mail.no_password")
    message = Message(
        event=Event.REQUEST,
        to=(account.sender,),
        subject=_("OS Desk can send e-mail"),
        body=_("This message was sent by OS Desk to try the mail account. Nothing else needs to be done."),
        language=language(),
        message_id=sending.new_message_id(account.sender),
    )
    letter = mail.Letter(message=message, account=account, sender_name=sender_name(office, account), date=office.now())
    composed = mail.compose(letter)
    utf8 = mail.needs_utf8(composed)
    try:
        connection = (connect or smtp.connect)(account, known)
        try:
            connection.send(message.recipients, mail.as_bytes(composed, utf8=utf8), lambda _refused: None, utf8=utf8)
        finally:
            connection.quit()
    except MailTrouble as trouble:
        return about(trouble, account, (account.sender,))
    return None


def about(trouble: MailTrouble, account: MailAccount, recipients: tuple[str, ...] = ()) -> MailTrouble:
    """The trouble with what its sentence names: server, port, user, sender, receivers."""
    trouble.facts = wording.mail_facts(trouble.code, trouble.answer, account, recipients)
    return trouble


def trusting(context: ssl.SSLContext, patience: Patience | None = None) -> Connect:
    """Connections that trust the authorities of `context` (a server with a certificate of one's own)."""
    return lambda account, password: smtp.connect(account, password, context=context, patience=patience)


def _without_groups(password: str) -> str:
    """`abcd efgh ijkl mnop` as it is meant; any other password as it is."""
    groups = password.strip().split(" ")
    if len(groups) == 4 and all(len(group) == 4 and group.isalnum() for group in groups):
        return "".join(groups)
    return password
