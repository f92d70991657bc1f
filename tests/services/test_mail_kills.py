"""The short form of the soak: some kills in every test run; `tests/soak/mail_kills.py` does a hundred."""

from __future__ import annotations

from pathlib import Path

import pytest

from mail_server import Received, serving
from soak import mail_kills


def test_being_killed_while_sending_loses_no_message_and_sends_none_twice(folder: Path) -> None:
    outcome = mail_kills.kill_often(folder, 15, 11)
    assert outcome.messages > 15
    assert outcome.sent > outcome.unsure


def test_the_proof_sees_a_lost_message_and_one_that_came_twice(folder: Path) -> None:
    with serving() as server:
        mail_kills.prepare(folder, server)
        with pytest.raises(AssertionError, match="not in the outbox"):
            mail_kills.verify(folder, server, ["<lost@x.example>"], 0)
        server.received.append(Received(sender="", recipients=(), content=b"Message-ID: <nobody@x.example>\r\n\r\n"))
        with pytest.raises(AssertionError, match="nobody queued"):
            mail_kills.verify(folder, server, [], 0)
