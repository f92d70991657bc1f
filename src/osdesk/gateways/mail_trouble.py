"""What can go wrong on the way to a mail server, as codes; and what a server's answer means.

Apart from the connection itself: the words of servers differ, and what they mean for a message and for an account is
judged in one place. Codes of replies: RFC 5321, 4.2; enhanced codes: RFC 3463.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Mapping
from enum import StrEnum
from typing import NoReturn

from osdesk.domain.text import clean, elide

_LONGEST_ANSWER = 400
_OFF = re.compile(r"5\.7\.139|basic authentication|SmtpClientAuthentication", re.IGNORECASE)
_APP_PASSWORD = re.compile(r"5\.7\.9\b|application-specific", re.IGNORECASE)
_LIMIT = re.compile(r"[45]\.4\.5|\b(daily|sending|hourly|outgoing)\b.{0,40}\b(limit|quota)", re.IGNORECASE)
_TOO_LARGE = re.compile(r"\b5\.(3\.4|2\.3)\b")


class Whose(StrEnum):
    """What a trouble stands in the way of: the account and so every message, or this message alone."""

    ACCOUNT = "account"
    MESSAGE = "message"


class MailTrouble(Exception):
    """A message did not go, and `code` says why; `answer` are the server's own words. `retry`: it may work later.

    Codes of the account: `mail.name` (no such server), `mail.closed` (nobody listens at the port), `mail.network`,
    `mail.timeout`, `mail.not_smtp`, `mail.no_tls` (no encryption where it was promised), `mail.certificate`,
    `mail.plain_login` (a password would go unprotected), `mail.no_login` (the server has none), `mail.login`,
    `mail.login_off` (the provider takes no passwords), `mail.app_password`, `mail.sender`, `mail.limit`, `mail.busy`
    (refused for now), `mail.unwelcome` (refused from the start), `mail.dropped`.
    Codes of a message: `mail.recipient`, `mail.too_large`, `mail.later`, `mail.rejected`, `mail.utf8`,
    `mail.unwritable`, `mail.unsure`.
    """

    def __init__(
        self,
        code: str,
        answer: str = "",
        *,
        retry: bool = False,
        whose: Whose = Whose.ACCOUNT,
        facts: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(f"{code}: {answer}" if answer else code)
        self.code = code
        self.answer = answer
        self.retry = retry
        self.whose = whose
        self.facts: dict[str, object] = {"answer": answer, **(facts or {})}


def of_message(code: str, answer: str = "", *, retry: bool = False) -> MailTrouble:
    """A trouble of one message alone."""
    return MailTrouble(code, answer, retry=retry, whose=Whose.MESSAGE)


def not_connected(fault: Exception) -> MailTrouble:
    """What keeps one from a server."""
    if isinstance(fault, ssl.SSLCertVerificationError):
        return MailTrouble("mail.certificate", plain(fault.verify_message or str(fault)))
    if isinstance(fault, ssl.SSLEOFError):
        return MailTrouble("mail.dropped", retry=True)
    if isinstance(fault, ssl.SSLError):
        return MailTrouble("mail.no_tls", plain(fault.reason or str(fault)))
    if isinstance(fault, (socket.gaierror, ValueError)):
        # Without a network no name is found: it is tried again, unless it is none at all.
        return MailTrouble("mail.name", retry=isinstance(fault, socket.gaierror))
    if isinstance(fault, smtplib.SMTPConnectError):
        return _turned_away(fault.smtp_code, said(fault.smtp_code, fault.smtp_error))
    return lost(fault)


def lost(fault: Exception) -> MailTrouble:
    """The line can't be had, or broke."""
    if isinstance(fault, smtplib.SMTPException) and not isinstance(fault, smtplib.SMTPServerDisconnected):
        return MailTrouble("mail.not_smtp", plain(str(fault)))
    if isinstance(fault, TimeoutError) or isinstance(fault.__context__, TimeoutError):
        return MailTrouble("mail.timeout", retry=True)
    if isinstance(fault, ConnectionRefusedError):
        return MailTrouble("mail.closed", retry=True)
    if isinstance(fault, (smtplib.SMTPException, ConnectionError)):
        # Nothing was said: the words of such a fault are this computer's own, and tell nobody anything.
        return MailTrouble("mail.dropped", retry=True)
    return MailTrouble("mail.network", retry=True)


def _turned_away(code: int, answer: str) -> MailTrouble:
    if code // 100 == 4:
        return MailTrouble("mail.busy", answer, retry=True)
    return MailTrouble("mail.unwelcome" if code // 100 == 5 else "mail.not_smtp", answer)


def refuse_greeting(code: int, answer: str) -> NoReturn:
    """The server doesn't want to talk."""
    raise _turned_away(code, answer)


def refuse_login(code: int, answer: str) -> NoReturn:
    """User or password are not taken."""
    if code // 100 == 4:
        raise MailTrouble("mail.busy", answer, retry=True)
    if _OFF.search(answer):
        raise MailTrouble("mail.login_off", answer)
    raise MailTrouble("mail.app_password" if _APP_PASSWORD.search(answer) else "mail.login", answer)


def refuse_sender(code: int, answer: str) -> NoReturn:
    """Not even the sender is taken."""
    _refuse_size(code, answer)
    refuse_limit(code, answer)
    if code // 100 != 5:
        raise MailTrouble("mail.busy", answer, retry=True)
    raise MailTrouble("mail.login" if code == 530 else "mail.sender", answer)


def refuse_limit(code: int, answer: str) -> None:
    """Raise when the answer speaks of how much may be sent."""
    if code // 100 in (4, 5) and _LIMIT.search(answer):
        raise MailTrouble("mail.limit", answer, retry=True)


def refuse_message(code: int, answer: str) -> NoReturn:
    """The message itself isn't taken."""
    _refuse_size(code, answer)
    refuse_limit(code, answer)
    if code == 421:
        raise MailTrouble("mail.busy", answer, retry=True)
    if code // 100 == 5:
        raise of_message("mail.rejected", answer)
    raise of_message("mail.later", answer, retry=True)


def _refuse_size(code: int, answer: str) -> None:
    if code == 552 or _TOO_LARGE.search(answer):
        raise of_message("mail.too_large", answer)


def said(code: int, told: bytes | str) -> str:
    """A server's answer in one line, its code first."""
    text = told.decode("utf-8", "replace") if isinstance(told, bytes) else told
    return plain(f"{code} {text}" if code > 0 else text)


def plain(text: str) -> str:
    """Somebody else's words, clean and not too long."""
    return elide(" ".join(clean(text).split()), _LONGEST_ANSWER)
