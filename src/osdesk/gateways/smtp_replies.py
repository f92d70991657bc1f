"""Connections to mail servers whose replies have an end: smtplib reads lines for as long as a server has more to say.

Apart from `smtp`, which says what is sent and what each answer means.
"""

from __future__ import annotations

import smtplib
from typing import Any

#: A reply has one line but for EHLO's, which has one for each of some dozen extensions (RFC 5321, 4.2.1), of 512 bytes
#: at most (4.5.3.1.5); some servers greet with the rules of their house.
_MOST_LINES = 256
_MOST_BYTES = 64 * 1024


class _ReplyFile:
    """What a server says, as lines; an error once a reply goes on for too long."""

    def __init__(self, lines: Any) -> None:
        self._lines = lines
        self._count = self._size = 0
        self.exceeded = False

    def begin(self) -> None:
        """Another reply."""
        self._count = self._size = 0

    def readline(self, limit: int) -> bytes:
        """The next line, cut at the limit."""
        line: bytes = self._lines.readline(limit)
        self._count += 1
        self._size += len(line)
        self.exceeded = self._count > _MOST_LINES or self._size > _MOST_BYTES
        if self.exceeded:
            # smtplib takes it for a broken line, and closes it.
            raise OSError("reply too long")
        return line

    def close(self) -> None:
        """No more is read."""
        self._lines.close()


class BoundedSMTP(smtplib.SMTP):
    """A connection that breaks off where a reply has no end. Then it raises `SMTPResponseException`, as for a line
    that is too long: whoever speaks so is no mail server.
    """

    file: Any | None

    def getreply(self) -> tuple[int, bytes]:
        """The server's answer: its code and all of its lines."""
        if self.file is None and self.sock is not None:
            self.file = _ReplyFile(self.sock.makefile("rb"))
        replies = self.file
        if replies is not None:
            replies.begin()
        try:
            return super().getreply()
        except smtplib.SMTPServerDisconnected as fault:
            if replies is not None and replies.exceeded:
                raise smtplib.SMTPResponseException(500, b"Reply too long.") from fault
            raise


class BoundedTLS(BoundedSMTP, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""
