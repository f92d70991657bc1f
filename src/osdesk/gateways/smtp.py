"""The way to a mail server: one connection for many messages, each step's failure told apart from every other's.

Apart from what is sent and when. What matters most here is to know whether a message can have arrived: a server may
deliver it only after the line with a single dot (RFC 5321, 4.1.1.4), so that the content goes first, then the caller is
told (`handing`), and then the dot. Whatever fails before it has not arrived; after it, only an answer tells.
"""

from __future__ import annotations

import base64
import contextlib
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import truststore

from osdesk.domain.messages import MailAccount, Security
from osdesk.domain.text import clean
from osdesk.gateways.mail import ascii_domain
from osdesk.gateways.mail_trouble import (
    MailTrouble,
    lost,
    not_connected,
    of_message,
    plain,
    refuse_greeting,
    refuse_limit,
    refuse_login,
    refuse_message,
    refuse_sender,
    said,
)
from osdesk.gateways.smtp_replies import BoundedSMTP, BoundedTLS

#: What the program calls itself: an address says less of the office's network than its name (as Thunderbird does).
_MYSELF = "[127.0.0.1]"
_PIECE = 64 * 1024
_GOODBYE = 5.0
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_STUFFED = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds to wait: for the connection, for the answer to a step, for the answer to a whole message."""

    connect: float = 20.0
    step: float = 60.0
    verdict: float = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A receiver that the server doesn't take; for now, where `retry`."""

    address: str
    answer: str
    retry: bool


#: Told which receivers were refused, when everything but the final dot is at the server.
Handing = Callable[[tuple[Refusal, ...]], object]


class Connection:
    """One connection to an account's server, opened by `connect`. One thread uses it; any may `interrupt` it."""

    def __init__(self, smtp: smtplib.SMTP, account: MailAccount, patience: Patience) -> None:
        self._smtp = smtp
        self._account = account
        self._patience = patience
        #: How many messages went over it, and whether more can.
        self.sent = 0
        self.alive = True
        self._wait(patience.step)

    @property
    def largest(self) -> int:
        """What the server takes at most in one message, in bytes; 0 where it doesn't say (RFC 1870)."""
        told = self._smtp.esmtp_features.get("size", "").strip()
        return int(told) if told.isascii() and told.isdigit() else 0

    def send(self, recipients: Sequence[str], content: bytes, handing: Handing, *, utf8: bool = False) -> str:
        """Give the server one message for these receivers; returns its answer.

        `handing` is called right before the final dot; what it raises goes through, and the message has not arrived.
        `utf8`: its headers hold addresses beyond ASCII (RFC 6531). Raises `MailTrouble`; `mail.unsure` when the dot was
        sent and no answer came.
        """
        if self.largest and len(content) > self.largest:
            raise of_message("mail.too_large", f"SIZE {self.largest}")
        utf8 = utf8 or not all(wire(address).isascii() for address in (self._account.sender, *recipients))
        if utf8 and not self._smtp.has_extn("smtputf8"):
            raise of_message("mail.utf8")
        try:
            refused = self._envelope(recipients, len(content), utf8=utf8)
            self._content(content)
        except MailTrouble as trouble:
            self._reset(trouble)
            raise
        except (smtplib.SMTPException, OSError) as fault:
            self.abort()
            raise lost(fault) from fault
        except ValueError as fault:  # an address that no command can carry
            self.abort()
            raise of_message("mail.unwritable", plain(str(fault))) from fault
        try:
            handing(refused)
        except BaseException:
            # Its dot must not come with the next command of whoever comes after.
            self.abort()
            raise
        return self._verdict()

    def _envelope(self, recipients: Sequence[str], size: int, *, utf8: bool) -> tuple[Refusal, ...]:
        smtp = self._smtp
        smtp.command_encoding = "utf-8" if utf8 else "ascii"
        options = (f" SIZE={size}" if smtp.has_extn("size") else "") + (" SMTPUTF8" if utf8 else "")
        code, answer = self._step(f"MAIL FROM:<{wire(self._account.sender)}>{options}")
        if code != 250:
            refuse_sender(code, answer)
        refused = []
        for address in recipients:
            code, answer = self._step(f"RCPT TO:<{wire(address)}>")
            if code == 421:
                raise MailTrouble("mail.busy", answer, retry=True)
            if code not in (250, 251):
                refuse_limit(code, answer)
                refused.append(Refusal(address=address, answer=answer, retry=code // 100 == 4))
        if len(refused) == len(recipients):
            later = next((refusal for refusal in refused if refusal.retry), None)
            if later is not None:
                raise of_message("mail.later", later.answer, retry=True)
            raise of_message("mail.recipient", refused[0].answer if refused else "")
        code, answer = self._step("DATA")
        if code != 354:
            refuse_message(code, answer)
        return tuple(refused)

    def _content(self, content: bytes) -> None:
        """Everything but the dot, in pieces: a time-out counts for what is sent at once, and 30 MB take minutes."""
        stuffed = _STUFFED.sub(b"..", content)
        if not stuffed.endswith(b"\r\n"):
            stuffed += b"\r\n"
        sock = self._smtp.sock
        if sock is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        try:
            for start in range(0, len(stuffed), _PIECE):
                sock.sendall(stuffed[start : start + _PIECE])
        except ConnectionError:
            # A server that has had enough says so before it hangs up.
            code, told = self._smtp.getreply()
            if code // 100 in (4, 5):
                refuse_message(code, said(code, told))
            raise

    def _verdict(self) -> str:
        smtp = self._smtp
        try:
            self._wait(self._patience.verdict)
            smtp.send(b".\r\n")
            code, told = smtp.getreply()
            self._wait(self._patience.step)
        except (smtplib.SMTPException, OSError) as fault:
            self.abort()
            raise of_message("mail.unsure") from fault
        answer = said(code, told)
        if code == 421:
            self.abort()
        if code // 100 in (4, 5):
            refuse_message(code, answer)
        if code // 100 != 2:
            self.abort()
            raise of_message("mail.unsure", answer)
        self.sent += 1
        return answer

    def _step(self, command: str) -> tuple[int, str]:
        self._smtp.putcmd(command)
        code, told = self._smtp.getreply()
        return code, said(code, told)

    def _reset(self, trouble: MailTrouble) -> None:
        """After a refusal, make the server forget the message; leave a line that is closing."""
        if trouble.answer.startswith("421"):
            self.abort()
            return
        try:
            self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self.abort()

    def _wait(self, seconds: float) -> None:
        if self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)

    def quit(self) -> None:
        """Say goodbye, if anybody is still there."""
        if self.alive:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._wait(_GOODBYE)
                self._smtp.quit()
        self.abort()

    def abort(self) -> None:
        """Close the connection without a word."""
        self.alive = False
        with contextlib.suppress(OSError):
            self._smtp.close()

    def interrupt(self) -> None:
        """Break the line from another thread; whoever waits on it hears that it was dropped."""
        sock = self._smtp.sock
        if sock is not None:
            with contextlib.suppress(OSError):
                # Not the TLS socket's own, which would leave its reader without a key in mid-air.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


def connect(
    account: MailAccount,
    password: str = "",
    *,
    context: ssl.SSLContext | None = None,
    patience: Patience | None = None,
) -> Connection:
    """Connect, protect the line as the account says, and log in where it has a user. Raises `MailTrouble`.

    Certificates are checked against the system's authorities, or as `context` says.
    """
    # Not the standard library's own: it trusts what OpenSSL finds where the computer had it that built the bundle, on
    # macOS nothing at all, and on Windows only what some other program has asked for before.
    context = context or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    patience = patience or Patience()
    if not account.host.strip():
        raise MailTrouble("mail.name")
    smtp: smtplib.SMTP | None = None
    try:
        if account.security is Security.TLS:
            smtp = BoundedTLS(
                account.host, account.port, local_hostname=_MYSELF, timeout=patience.connect, context=context
            )
        else:
            smtp = BoundedSMTP(account.host, account.port, local_hostname=_MYSELF, timeout=patience.connect)
        if smtp.sock is not None:
            # Each step waits for its answer, and the dot for nobody's acknowledgement of what went before it.
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _greet(smtp)
        if account.security is Security.STARTTLS:
            _protect(smtp, context)
        if account.user:
            _log_in(smtp, account, password)
        return Connection(smtp, account, patience)
    except BaseException as fault:
        if smtp is not None:
            smtp.close()
        if isinstance(fault, (smtplib.SMTPException, OSError, ValueError)):
            raise not_connected(fault) from fault
        raise


def _greet(smtp: smtplib.SMTP) -> None:
    code, told = smtp.ehlo()
    if code // 100 == 5:  # a server of before 1995
        code, told = smtp.helo()
    if code != 250:
        refuse_greeting(code, said(code, told))


def _protect(smtp: smtplib.SMTP, context: ssl.SSLContext) -> None:
    """STARTTLS, or nothing: what goes over an open line after a promise of encryption could be anybody's."""
    if not smtp.has_extn("starttls"):
        raise MailTrouble("mail.no_tls")
    try:
        code, told = smtp.starttls(context=context)
    except smtplib.SMTPResponseException as fault:
        raise MailTrouble("mail.no_tls", said(fault.smtp_code, fault.smtp_error)) from fault
    except (smtplib.SMTPServerDisconnected, ConnectionError) as fault:
        raise MailTrouble("mail.no_tls", plain(str(fault))) from fault
    if code != 220:
        raise MailTrouble("mail.no_tls", said(code, told))
    _greet(smtp)


def _log_in(smtp: smtplib.SMTP, account: MailAccount, password: str) -> None:
    """AUTH PLAIN (RFC 4616) or LOGIN, in UTF-8: smtplib's own takes no password beyond ASCII."""
    if account.security is Security.NONE and account.host.lower() not in _LOOPBACK:
        raise MailTrouble("mail.plain_login")
    offered = set(smtp.esmtp_features.get("auth", "").upper().split())
    if "PLAIN" in offered:
        code, told = smtp.docmd("AUTH", "PLAIN " + _encoded(f"\0{account.user}\0{password}"))
    elif "LOGIN" in offered:
        code, told = smtp.docmd("AUTH", "LOGIN " + _encoded(account.user))
        if code == 334:
            code, told = smtp.docmd(_encoded(password))
    else:
        raise MailTrouble("mail.login_off" if offered else "mail.no_login", " ".join(sorted(offered)))
    if code != 235:
        refuse_login(code, said(code, told))


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def wire(address: str) -> str:
    """An address as the envelope carries it: the domain as name servers know it."""
    username, _at, domain = clean(address).rpartition("@")
    return f"{username}@{ascii_domain(domain)}"
