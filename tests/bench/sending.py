"""Sending a hundred messages: how many connections the mail server sees, counted at the server."""

from __future__ import annotations

from pathlib import Path

import postal
from bench.figures import Figure
from mail_server import serving
from offices import an_office
from osdesk.services import issuing
from osdesk.services.postman import Postman

_MESSAGES = 100


def measure(_office: Path, scratch: Path, _rounds: int) -> list[Figure]:
    """A hundred messages with an issued document each, from the outbox to a server over TLS with login."""
    with serving() as server, an_office(scratch / "sending") as office:
        postal.set_up(office, server)
        order = postal.an_order_for(office)
        revision = issuing.issue(office, order.id or 0)
        for place in range(_MESSAGES):
            postal.a_message_to(office, order.id or 0, f"c{place}@x.example", revision.id or 0)
        done = Postman(office, connect=postal.connect()).deliver()
    arrived = len({message.recipients for message in server.received})
    return [
        Figure(
            group="Sending",
            what="100 messages with their documents: SMTP connections",
            ours=str(server.lines),
            target="1",
            met=server.lines == 1 and done.sent == arrived == len(server.received) == _MESSAGES,
        )
    ]
