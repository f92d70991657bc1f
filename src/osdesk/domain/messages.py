"""Messages that leave the office: what they say, to whom, when they go by themselves, and what became of each.

An order's document goes with a message by reference; nothing here knows a server.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from osdesk.domain.contacts import is_email
from osdesk.domain.problems import Problem

#: What providers take in one message; more is a mailing list's work.
MOST_RECIPIENTS = 100
LONGEST_SUBJECT = 200
LONGEST_TEXT = 20_000
_QUOTED_NAME = re.compile(r'"[^"\n]*"\s*(?=<)')
#: A name before an address in angle brackets; one with a comma in it (`Prado, Sônia <…>`) only where it has no `@`.
_NAMED = re.compile(r"(?:[^<>,]*|[^<>@]*)<\s*([^<>]*?)\s*>")
_FIELD = re.compile(r"\{([^{}\n]{1,40})\}")


class Event(StrEnum):
    """What a message tells of; `REQUEST` is sent because a person asked."""

    REQUEST = "request"
    OPENED = "opened"
    SCHEDULED = "scheduled"
    FINISHED = "finished"


#: The events that a rule of the office answers.
RULED = (Event.OPENED, Event.SCHEDULED, Event.FINISHED)


class SendingRule(StrEnum):
    """What the program does at an event."""

    NOTHING = "nothing"
    ASK = "ask"
    SEND = "send"


class Channel(StrEnum):
    """By what means a document was sent."""

    EMAIL = "email"
    DRAFT = "draft"
    WHATSAPP = "whatsapp"


class MessageState(StrEnum):
    """Where a message stands.

    `PREPARING`: its document is still to be issued. `WAITING`: due at `not_before`. `SENDING`: claimed by a sender that
    has handed nothing over yet. `HANDING`: its content went to the server and no answer is stored. `UNSURE`: no answer
    ever came; it may have arrived, and a person decides. `STOPPED`: refused for good; a person must put it right.
    """

    PREPARING = "preparing"
    WAITING = "waiting"
    SENDING = "sending"
    HANDING = "handing"
    SENT = "sent"
    UNSURE = "unsure"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


#: States in which something is still to be done, by the program or by a person.
OPEN_STATES = frozenset(MessageState) - {MessageState.SENT, MessageState.CANCELLED}
#: States that only a person ends.
NEEDS_PERSON = frozenset({MessageState.UNSURE, MessageState.STOPPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFile:
    """Something that goes with a message: the SHA-256 (hex) of its bytes, and its name and type for the receiver."""

    id: int | None = None
    file: str = ""
    name: str = ""
    media_type: str = "application/pdf"
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One e-mail in the outbox. Recipients are plain addresses. `message_id` is made with it and never changes.

    `revision_id` names the issued document that goes with it (None while it is being prepared), `files` everything
    else. `trouble` is the code of what went wrong last, `answer` the server's own words. Instants are aware, UTC.
    """

    id: int | None = None
    version: int = 0
    order_id: int | None = None
    revision_id: int | None = None
    event: Event = Event.REQUEST
    state: MessageState = MessageState.WAITING
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    subject: str = ""
    body: str = ""
    language: str = "pt_BR"
    files: tuple[MessageFile, ...] = ()
    message_id: str = ""
    account: str = ""
    created_at: datetime | None = None
    not_before: datetime | None = None
    tries: int = 0
    trouble: str = ""
    answer: str = ""
    sent_at: datetime | None = None

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody who gets it, each once."""
        return tuple(dict.fromkeys((*self.to, *self.cc, *self.bcc)))


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageTemplate:
    """What a message says at an event, in a language. One that the office never changed has version 0 and the
    program's own words.
    """

    id: int | None = None
    version: int = 0
    event: Event = Event.REQUEST
    language: str = "pt_BR"
    subject: str = ""
    body: str = ""


class Security(StrEnum):
    """How the way to the server is protected: TLS from the first byte, TLS after STARTTLS, or not at all."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAccount:
    """The office's way to send mail. The password isn't here: it is in the key ring of the computer.

    `daily_limit` is how many recipients the provider takes in 24 hours (0: nobody said).
    """

    version: int = 0
    preset: str = ""
    host: str = ""
    port: int = 587
    security: Security = Security.STARTTLS
    user: str = ""
    sender_name: str = ""
    sender: str = ""
    reply_to: str = ""
    copy_to_self: bool = False
    signature: str = ""
    daily_limit: int = 0

    @property
    def key(self) -> str:
        """What names the account in the key ring and in the count of what was sent."""
        return f"{self.user or self.sender}@{self.host}:{self.port}"

    @property
    def usable(self) -> bool:
        """Whether there is enough to try with."""
        return bool(self.host and self.sender)


#: The figures a template may name, and what each is called in the three languages of the sheet.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "client": {"pt_BR": "cliente", "es": "cliente", "en": "client"},
    "contact": {"pt_BR": "contato", "es": "contacto", "en": "contact"},
    "number": {"pt_BR": "número", "es": "número", "en": "number"},
    "company": {"pt_BR": "empresa", "es": "empresa", "en": "company"},
    "deadline": {"pt_BR": "prazo", "es": "plazo", "en": "deadline"},
    "total": {"pt_BR": "total", "es": "total", "en": "total"},
    "status": {"pt_BR": "situação", "es": "estado", "en": "status"},
    "reason": {"pt_BR": "motivo", "es": "motivo", "en": "reason"},
    "visit": {"pt_BR": "visita", "es": "visita", "en": "visit"},
    "technicians": {"pt_BR": "técnicos", "es": "técnicos", "en": "technicians"},
}
_KEYS = {word: key for key, words in FIELDS.items() for word in (key, *words.values())}


def fill(text: str, figures: Mapping[str, str]) -> str:
    """The text with its fields replaced; a field nobody knows, and what stands in a figure itself, stays as it is.

    A full stop is not said twice: `Hello, {client}.` of `Aurora Ltda.`
    """

    def figure(match: re.Match[str]) -> str:
        key = _KEYS.get(match[1].strip().lower(), "")
        value = figures.get(key, match[0])
        return value[:-1] if value.endswith(".") and text[match.end() : match.end() + 1] == "." else value

    return _FIELD.sub(figure, text)


def unknown_fields(text: str) -> tuple[str, ...]:
    """The fields of a template that mean nothing, each once, as they were typed."""
    found = (match[1] for match in _FIELD.finditer(text))
    return tuple(dict.fromkeys(name for name in found if name.strip().lower() not in _KEYS))


def template_problems(template: MessageTemplate) -> tuple[Problem, ...]:
    """What keeps a template from being stored."""
    found: list[Problem] = []
    for name in ("subject", "body"):
        text = getattr(template, name)
        if not text.strip():
            found.append(Problem(field=name, code="required"))
        found += [
            Problem(field=name, code="message.unknown_field", facts={"name": field}) for field in unknown_fields(text)
        ]
    return (*found, *_length_problems(template.subject, template.body))


def read_recipients(text: str) -> tuple[str, ...]:
    """The addresses that were typed, separated by `;`, `,` or lines, each once; right or wrong. Of those with names,
    as mail programs copy them (`"Prado, Sônia" <sonia@example.com>`), the addresses alone.
    """
    groups = (group.strip() for group in re.split(r"[;\n]+", _QUOTED_NAME.sub("", text)))
    found = (_bare(part) for group in groups for part in ([group] if _NAMED.fullmatch(group) else group.split(",")))
    return tuple(dict.fromkeys(part for part in found if part))


def _bare(text: str) -> str:
    named = _NAMED.fullmatch(text.strip())
    return (named[1] if named is not None else "") or text.strip()


def recipient_problems(addresses: Iterable[str], field: str) -> tuple[Problem, ...]:
    """Which of the addresses are none."""
    return tuple(
        Problem(field=field, code="message.recipient", facts={"address": address})
        for address in addresses
        if not is_email(address)
    )


def problems(message: Message) -> tuple[Problem, ...]:
    """What keeps a message from being put into the outbox."""
    found: list[Problem] = []
    if not message.to:
        found.append(Problem(field="to", code="message.no_recipient"))
    for name in ("to", "cc", "bcc"):
        found += recipient_problems(getattr(message, name), name)
    if len(message.recipients) > MOST_RECIPIENTS:
        found.append(Problem(field="to", code="message.too_many", facts={"most": MOST_RECIPIENTS}))
    if not message.subject.strip():
        found.append(Problem(field="subject", code="required"))
    return (*found, *_length_problems(message.subject, message.body))


def _length_problems(subject: str, body: str) -> list[Problem]:
    found = []
    if len(subject) > LONGEST_SUBJECT:
        found.append(Problem(field="subject", code="text.too_long", facts={"longest": LONGEST_SUBJECT}))
    if len(body) > LONGEST_TEXT:
        found.append(Problem(field="body", code="text.too_long", facts={"longest": LONGEST_TEXT}))
    return found


def account_problems(account: MailAccount) -> tuple[Problem, ...]:
    """What keeps a mail account from being stored."""
    found: list[Problem] = []
    if not account.host.strip() or re.search(r"[\s/@:]", account.host):
        found.append(Problem(field="host", code="mail.host"))
    if not 1 <= account.port <= 65535:
        found.append(Problem(field="port", code="mail.port"))
    found += [
        Problem(field=name, code="email.form")
        for name in ("sender", "reply_to")
        if (name == "sender" or account.reply_to) and not is_email(getattr(account, name))
    ]
    if not 0 <= account.daily_limit <= 1_000_000:
        found.append(Problem(field="daily_limit", code="mail.daily_limit"))
    return tuple(found)
