"""Words about mail: events, states, rules, providers, the fields of a template, and what is wrong with an account or a
message and what to do about it.

Apart from the other troubles, for these are many, and each names the deed that helps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from osdesk.domain.mail_presets import PasswordKind, Preset
from osdesk.domain.messages import FIELDS, Event, MailAccount, MessageState, SendingRule
from osdesk.domain.text import elide
from osdesk.texts import N_, Catalogue, _, catalogue, current, pgettext

_LONGEST_ANSWER = 160
#: "It says: " before an answer that there isn't.
#: Why a certificate is not believed, by what OpenSSL says of it; other systems have words of their own, and stay.
_CERTIFICATES: tuple[tuple[str, str], ...] = (
    ("mismatch", N_("the certificate belongs to another name")),
    ("has expired", N_("the certificate has run out")),
    ("not yet valid", N_("the certificate is not valid yet")),
    ("self-signed", N_("it has certified itself")),
    ("self signed", N_("it has certified itself")),
    ("local issuer", N_("this computer does not know who certified it")),
)
_UNSAID = re.compile(r"\s*[^.!?:]*:\s*\.?$")


class MailRemedy(StrEnum):
    """The deed that helps with a trouble: set up the account, type the password, correct the address, try again, say
    whether it arrived, or wait.
    """

    ACCOUNT = "account"
    PASSWORD = "password"  # noqa: S105  the name of a deed
    ADDRESS = "address"
    RETRY = "retry"
    DECIDE = "decide"
    WAIT = "wait"


#: By code: title, sentence, and the deed that helps.
_ALL: Mapping[str, tuple[str, str, MailRemedy]] = {
    "mail.no_account": (
        N_("E-mail is not set up"),
        N_("Fill in the mail account, and what waits here is sent."),
        MailRemedy.ACCOUNT,
    ),
    "mail.no_password": (
        N_("The password is needed"),
        N_("This computer does not keep the password of {user}. Type it, and what waits here is sent."),
        MailRemedy.PASSWORD,
    ),
    "mail.name": (
        N_("The mail server was not found"),
        N_("There is no server called {host}, or this computer has no internet. Check the name and the connection."),
        MailRemedy.ACCOUNT,
    ),
    "mail.closed": (
        N_("Nobody answers at this port"),
        N_("{host} takes no connection at port {port}. Usual ports are 587 (STARTTLS) and 465 (TLS)."),
        MailRemedy.ACCOUNT,
    ),
    "mail.network": (
        N_("No connection"),
        N_("{host} cannot be reached. Check the internet; what waits here goes by itself when it is back."),
        MailRemedy.WAIT,
    ),
    "mail.timeout": (
        N_("The mail server did not answer"),
        N_("{host} did not answer in time at port {port}. Check the port and the kind of protection, or try later."),
        MailRemedy.RETRY,
    ),
    "mail.not_smtp": (
        N_("This is not a mail server"),
        N_("{host} answers at port {port}, but not as a mail server. Check the name and the port."),
        MailRemedy.ACCOUNT,
    ),
    "mail.unwelcome": (
        N_("The mail server turns this computer away"),
        N_("{host} says: {answer}. Ask the provider, or whoever looks after the network."),
        MailRemedy.ACCOUNT,
    ),
    "mail.no_tls": (
        N_("The connection is not protected"),
        N_(
            "{host} does not offer the encryption that was chosen at port {port}. Nothing was sent. Check the port and"
            " the kind of protection: 587 goes with STARTTLS, 465 with TLS."
        ),
        MailRemedy.ACCOUNT,
    ),
    "mail.certificate": (
        N_("The server's certificate is not in order"),
        N_(
            "Whoever answers as {host} cannot prove to be it ({answer}). Nothing was sent. Check the server's name and"
            " this computer's date, or ask the provider."
        ),
        MailRemedy.ACCOUNT,
    ),
    "mail.plain_login": (
        N_("The password would go unprotected"),
        N_("Without encryption anybody on the way could read it. Choose STARTTLS or TLS."),
        MailRemedy.ACCOUNT,
    ),
    "mail.no_login": (
        N_("The server asks for no password"),
        N_("{host} offers no login at port {port}. Clear the user, or check port and protection."),
        MailRemedy.ACCOUNT,
    ),
    "mail.login": (
        N_("User or password are wrong"),
        N_("{host} did not let {user} in. Type the password again; nothing is tried until then. It says: {answer}"),
        MailRemedy.PASSWORD,
    ),
    "mail.login_off": (
        N_("The provider takes no password"),
        N_(
            "{host} does not let programs in with a password (any more). At Microsoft 365 the administrator can"
            " allow it for this mailbox (authenticated SMTP); otherwise use another mailbox. It says: {answer}"
        ),
        MailRemedy.ACCOUNT,
    ),
    "mail.app_password": (
        N_("An app password is needed"),
        N_("{host} does not take the mailbox's own password. Create an app password in the mailbox's security page."),
        MailRemedy.PASSWORD,
    ),
    "mail.sender": (
        N_("The sender's address was refused"),
        N_("{host} does not let {user} send as {sender}. Use the mailbox's own address. It says: {answer}"),
        MailRemedy.ACCOUNT,
    ),
    "mail.limit": (
        N_("The provider's limit is reached"),
        N_("The account may send no more for now. What waits here goes by itself when the time has passed. {answer}"),
        MailRemedy.WAIT,
    ),
    "mail.busy": (
        N_("The mail server is busy"),
        N_("{host} takes nothing right now; it is tried again by itself. It says: {answer}"),
        MailRemedy.WAIT,
    ),
    "mail.dropped": (
        N_("The connection broke"),
        N_("{host} hung up before the message was complete. It has not arrived, and is tried again by itself."),
        MailRemedy.WAIT,
    ),
    "mail.recipient": (
        N_("The address does not exist"),
        N_("The server refuses {recipients}. Correct the address and send again. It says: {answer}"),
        MailRemedy.ADDRESS,
    ),
    "mail.too_large": (
        N_("The message is too large"),
        N_(
            "The server does not take a message of this size{limit}. Send the document without photos, or by another"
            " way."
        ),
        MailRemedy.RETRY,
    ),
    "mail.later": (
        N_("The server asks to come back later"),
        N_("That is usual at the first message to somebody; it is tried again by itself. It says: {answer}"),
        MailRemedy.WAIT,
    ),
    "mail.rejected": (
        N_("The server refuses this message"),
        N_("It says: {answer}. Change the text or the address, or ask the provider, and send again."),
        MailRemedy.RETRY,
    ),
    "mail.gave_up": (
        N_("It did not go for days"),
        N_("The server asked to come back later every time. Check the address, and send again. It says: {answer}"),
        MailRemedy.ADDRESS,
    ),
    "mail.utf8": (
        N_("The server does not take this address"),
        N_("An address with accents or signs before the @ needs a newer mail server. Ask for another address."),
        MailRemedy.ADDRESS,
    ),
    "mail.unwritable": (
        N_("The message could not be written"),
        N_("Check its addresses and its text, and send again."),
        MailRemedy.ADDRESS,
    ),
    "mail.unsure": (
        N_("Did it arrive?"),
        N_(
            "The server got the whole message and never answered. Ask {recipients} or look into the mailbox's sent mail"
            " before sending it again."
        ),
        MailRemedy.DECIDE,
    ),
    "mail.paper": (
        N_("The document could not be made"),
        N_("Open the order, look at its sheet, and send again."),
        MailRemedy.RETRY,
    ),
    "mail.file": (
        N_("The document is not there"),
        N_("The issued document is missing among the office's files. Restore a backup, or issue the order anew."),
        MailRemedy.RETRY,
    ),
    "mail.undone": (
        N_("There is nothing to tell any more"),
        N_("The order was changed back before the message went, so it was not sent."),
        MailRemedy.RETRY,
    ),
}

#: Title and sentence of each, as the other troubles have them.
TROUBLES: Mapping[str, tuple[str, str]] = {code: (title, text) for code, (title, text, _deed) in _ALL.items()}


def mail_remedy(code: str) -> MailRemedy:
    """The deed that helps with a trouble of mail."""
    return _ALL[code][2] if code in _ALL else MailRemedy.RETRY


def mail_facts(code: str, answer: str, account: MailAccount, recipients: tuple[str, ...] = ()) -> dict[str, object]:
    """What the sentences about mail name."""
    size = re.search(r"SIZE (\d+)", answer) if code == "mail.too_large" else None
    most = int(size[1]) // 1_000_000 if size else 0
    limit = " " + _("(at most {megabytes} MB)").format(megabytes=most) if most else ""
    if code == "mail.certificate":
        answer = next((_(words) for says, words in _CERTIFICATES if says in answer.lower()), answer)
    return {
        "answer": elide(answer, _LONGEST_ANSWER) if answer else "",
        "host": account.host,
        "port": str(account.port),
        "user": account.user or account.sender,
        "sender": account.sender,
        "recipients": ", ".join(recipients),
        "limit": limit,
    }


def mail_sentence(code: str, facts: Mapping[str, object]) -> tuple[str, str]:
    """Title and sentence of a trouble of mail; without the server's words where it said none."""
    title, text, _deed = _ALL[code]
    sentence = _(text).format_map(_Facts(facts)).strip()
    if not facts.get("answer"):
        sentence = _UNSAID.sub("", sentence)
    return _(title), sentence


def message_trouble(code: str, answer: str, account: MailAccount, recipients: tuple[str, ...] = ()) -> tuple[str, str]:
    """Title and sentence of what stands in a message's way; two empty texts where nothing does."""
    return mail_sentence(code, mail_facts(code, answer, account, recipients)) if code in _ALL else ("", "")


class _Facts(dict[str, object]):
    """Facts for a sentence; one that is missing is a dash and not a crash."""

    def __missing__(self, key: str) -> str:
        return "–"


def event_name(event: Event, language: str | None = None) -> str:
    """What a message tells of."""
    words = _speaking(language)
    return {
        Event.REQUEST: words.pgettext("message", "On request"),
        Event.OPENED: words.pgettext("message", "Order opened"),
        Event.SCHEDULED: words.pgettext("message", "Visit scheduled"),
        Event.FINISHED: words.pgettext("message", "Order finished"),
    }[event]


def message_state_name(state: MessageState) -> str:
    """Where a message stands."""
    return {
        MessageState.PREPARING: pgettext("message", "Being prepared"),
        MessageState.WAITING: pgettext("message", "Waiting"),
        MessageState.SENDING: pgettext("message", "Being sent"),
        MessageState.HANDING: pgettext("message", "Being sent"),
        MessageState.SENT: pgettext("message", "Sent"),
        MessageState.UNSURE: pgettext("message", "Unsure"),
        MessageState.STOPPED: pgettext("message", "Stopped"),
        MessageState.CANCELLED: pgettext("message", "Given up"),
    }[state]


def rule_name(rule: SendingRule) -> str:
    """What the office wants at an event."""
    return {
        SendingRule.NOTHING: pgettext("sending", "Do nothing"),
        SendingRule.ASK: pgettext("sending", "Ask"),
        SendingRule.SEND: pgettext("sending", "Send by itself"),
    }[rule]


def preset_name(preset: Preset) -> str:
    """The provider's name; the own server in the screen's language."""
    return preset.name or _("Another server")


def preset_help(preset: Preset) -> str:
    """What a person has to know of a provider's password; "" where it is the mailbox's own."""
    return {
        PasswordKind.MAILBOX: "",
        PasswordKind.APP: _(
            "{name} takes an app password, not the mailbox's own: turn on two-step verification, then create one."
        ),
        PasswordKind.ALLOWED: _(
            "{name} takes a password only where the administrator allows authenticated SMTP for the mailbox, and from"
            " the end of December 2026 on no longer by default."
        ),
        PasswordKind.REFUSED: _(
            "{name} has taken no passwords from programs since September 2024. Use another mailbox, or the mail"
            " program."
        ),
    }[preset.password].format(name=preset.name)


def message_field_name(key: str) -> str:
    """What a field of a template stands for."""
    return {
        "client": _("Client"),
        "contact": _("Contact person of the order, else the client"),
        "number": _("Number of the order"),
        "company": _("Name of the company"),
        "deadline": _("Deadline"),
        "total": _("Total"),
        "status": _("Status"),
        "reason": _("Reason"),
        "visit": _("Day and hour of the next visit"),
        "technicians": _("Technicians of that visit"),
    }.get(key, FIELDS[key]["en"])


def _speaking(language: str | None) -> Catalogue:
    return catalogue(language) if language is not None else current()
