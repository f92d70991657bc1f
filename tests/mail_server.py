"""A real mail server on loopback for tests: TLS, STARTTLS and login by aiosmtpd, and every fault a server can have.

Faults are planned by step: `server.plan("RCPT", "450 4.2.0 greylisted")` answers the next RCPT so; `DROP` hangs up,
`HANG` never answers. At "content" they come when the message has arrived whole, which `server.received` then shows only
where the fault says that it was kept (`KEEP_AND_DROP`).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import ssl
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from osdesk.domain.messages import MailAccount, Security

#: What it says of each connection, of broken ones and of its own old habits is of no interest here.
logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)

DROP = "drop"
HANG = "hang"
KEEP_AND_DROP = "keep and drop"
KEEP_AND_HANG = "keep and hang"

USER, PASSWORD = "oficina@aurora.example", "segrêdo çerto"


@lru_cache
def authority() -> trustme.CA:
    """The authority that this run's servers are certified by."""
    return trustme.CA()


def trusting() -> ssl.SSLContext:
    """What a computer knows that trusts this authority."""
    context = ssl.create_default_context()
    authority().configure_trust(context)
    return context


@dataclass(frozen=True)
class Received:
    """A message as the server got it."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    options: tuple[str, ...] = ()


@dataclass
class MailServer:
    """The server; use it by `with serving(…) as server`."""

    security: Security = Security.STARTTLS
    login: bool = True
    password: str = PASSWORD
    size_limit: int | None = None
    certified_for: str = "localhost"
    #: "refuse", "garbage", "drop": what happens after STARTTLS was promised.
    lie: str = ""
    most_per_line: int = 0
    received: list[Received] = field(default_factory=list)
    lines: int = 0
    dialogue: list[str] = field(default_factory=list)
    port: int = 0
    _plans: dict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))

    def plan(self, step: str, *answers: str) -> None:
        """The next times that this step is asked for, answer so ("" as usual)."""
        self._plans[step].extend(answers)

    def next(self, step: str) -> str:
        """What is planned for the step now."""
        plans = self._plans[step]
        return plans.popleft() if plans else ""

    def account(self, **changes: Any) -> MailAccount:
        """The account that reaches this server."""
        values: dict[str, Any] = {
            "host": "localhost",
            "port": self.port,
            "security": self.security,
            "user": USER if self.login else "",
            "sender": USER,
            **changes,
        }
        return MailAccount(**values)


class _Line(SMTP):
    """One connection, with its faults."""

    def __init__(self, server: MailServer, **options: Any) -> None:
        self.mail_server = server
        self.taken = 0
        super().__init__(_Handler(server), **options)

    def connection_made(self, transport: Any) -> None:
        if self.transport is None:  # not again after STARTTLS
            self.mail_server.lines += 1
        super().connection_made(transport)

    def wire(self) -> asyncio.Transport:
        """What the line is made of."""
        assert isinstance(self.transport, asyncio.Transport)
        return self.transport

    async def smtp_STARTTLS(self, arg: str) -> None:
        lie = self.mail_server.lie
        if lie == "refuse":
            await self.push("454 4.7.0 TLS not available due to temporary reason")
        elif lie == "garbage":
            await self.push("220 2.0.0 Ready to start TLS")
            self.wire().write(b"this is no TLS at all, whatever was promised\r\n")
        elif lie == "drop":
            self.wire().close()
        else:
            await super().smtp_STARTTLS(arg)


class _Handler:
    """Answers each step as it is planned; the names and arguments of its methods are aiosmtpd's."""

    # ruff: noqa: ARG002
    def __init__(self, server: MailServer) -> None:
        self.server = server

    async def handle_EHLO(
        self, line: _Line, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        if self.server.lie and not any("STARTTLS" in each for each in responses):
            responses.insert(1, "250-STARTTLS")
        return responses

    async def handle_MAIL(
        self, line: _Line, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.server.dialogue.append(f"MAIL {address}")
        if self.server.most_per_line and line.taken >= self.server.most_per_line:
            line.wire().close()
            return "421 4.7.0 too many messages over this line"
        if self.server.login and not session.authenticated:
            return "530 5.7.0 Authentication required"
        answer = await self._planned("MAIL", line)
        if answer:
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(
        self, line: _Line, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.server.dialogue.append(f"RCPT {address}")
        answer = await self._planned("RCPT", line)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, line: _Line, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        message = Received(
            sender=envelope.mail_from or "",
            recipients=tuple(envelope.rcpt_tos),
            content=content,
            options=tuple(envelope.mail_options),
        )
        self.server.dialogue.append("content")
        planned = self.server.next("content")
        if planned.startswith("keep") or not planned:
            self.server.received.append(message)
        answer = await self._do(planned.removeprefix("keep and "), line)
        if answer:
            return answer
        line.taken += 1
        return f"250 2.0.0 queued as {len(self.server.received)}"

    async def _planned(self, step: str, line: _Line) -> str:
        return await self._do(self.server.next(step), line)

    async def _do(self, planned: str, line: _Line) -> str:
        if planned == DROP:
            line.wire().abort()
            await asyncio.sleep(0)
            return "421 4.3.0 gone"
        if planned == HANG:
            await asyncio.Event().wait()
        return planned


def _authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    if isinstance(data, LoginPassword):
        wanted = server.mail_server.password if isinstance(server, _Line) else PASSWORD
        good = (data.login.decode(), data.password.decode()) == (USER, wanted)
    else:
        good = False
    return AuthResult(success=good, handled=good)


@contextlib.contextmanager
def serving(**options: Any) -> Iterator[MailServer]:
    """A server of this test's own, in a thread of its own, until the end."""
    server = MailServer(**options)
    with _running(server, lambda: _line_of(server), _outer_tls(server)) as port:
        server.port = port
        yield server


@lru_cache
def _tls(certified_for: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(certified_for).configure_cert(context)
    return context


def _outer_tls(server: MailServer) -> ssl.SSLContext | None:
    return _tls(server.certified_for) if server.security is Security.TLS else None


def _line_of(server: MailServer) -> _Line:
    inner = server.security is Security.STARTTLS and not server.lie
    return _Line(
        server,
        hostname="localhost",
        data_size_limit=server.size_limit or 2**26,
        enable_SMTPUTF8=True,
        tls_context=_tls(server.certified_for) if inner else None,
        require_starttls=inner,
        auth_required=server.login and inner,
        auth_require_tls=inner,
        authenticator=_authenticate,
        timeout=30.0,
        loop=asyncio.get_running_loop(),
    )


@contextlib.contextmanager
def _running(server: MailServer, line: Callable[[], asyncio.Protocol], tls: ssl.SSLContext | None) -> Iterator[int]:
    loop = asyncio.new_event_loop()
    listening = socket.create_server(("127.0.0.1", 0))

    async def listen() -> asyncio.Server:
        return await loop.create_server(line, sock=listening, ssl=tls)

    thread = threading.Thread(target=loop.run_forever, name="mail server", daemon=True)
    thread.start()
    serving_now = asyncio.run_coroutine_threadsafe(listen(), loop).result(10)
    try:
        yield listening.getsockname()[1]
    finally:

        async def end() -> None:
            serving_now.close()
            tasks = [task for task in asyncio.all_tasks(loop) if task is not asyncio.current_task()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(end(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@contextlib.contextmanager
def refusing_port() -> Iterator[int]:
    """A port of this computer where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        port: int = held.getsockname()[1]
    yield port


@contextlib.contextmanager
def never_ending(*answers: bytes, line: bytes) -> Iterator[int]:
    """A server that gives these answers (the first is its greeting), and then repeats that line for ever."""
    listening = socket.create_server(("127.0.0.1", 0))

    def work() -> None:
        with contextlib.suppress(OSError):
            held, _where = listening.accept()
            with held, held.makefile("rb") as asked:
                for place, answer in enumerate(answers):
                    # What is read in vain are lines of commands, or the content up to its dot.
                    while place and asked.readline() != b".\r\n" and answers[place - 1].startswith(b"354"):
                        pass
                    held.sendall(answer)
                while answers and asked.readline() != b".\r\n" and answers[-1].startswith(b"354"):
                    pass
                while True:
                    held.sendall(line * 100)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.close()
        thread.join(5)
        assert not thread.is_alive(), "nobody hung up"


@contextlib.contextmanager
def speaking(greeting: bytes, *, hang: bool = False) -> Iterator[int]:
    """Something that is no mail server: says this and hangs up, or stays silent for ever."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def work() -> None:
        with contextlib.suppress(OSError):
            line, _where = listening.accept()
            with line:
                line.sendall(greeting)
                if hang:
                    ended.wait(20)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        ended.set()
        listening.close()
        thread.join(5)
