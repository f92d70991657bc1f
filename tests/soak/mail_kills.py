"""Kills a sending program at random moments, very often, and proves that no message was lost and none sent twice.

    python tests/soak/mail_kills.py [KILLS] [SEED]

A mail server runs here, over TLS with login. Each round a process of its own opens the office, puts a few messages into
the outbox and empties it; it is killed with SIGKILL at a random moment. At the end everything is sent, and compared
with what the server took: a message that says *sent* arrived exactly once; one that says *unsure* at most once, and
these are the only ones that a person would have to look at; what was queued and confirmed is in one of the two.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

if __name__ == "__main__":  # started by itself, it finds what it needs beside it
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import mail_server
import postal
from mail_server import PASSWORD, MailServer, serving
from offices import ANA
from osdesk.domain.messages import MessageState
from osdesk.domain.outbox import OutboxQuestion, OutboxView
from osdesk.services import issuing, mail_account, outbox
from osdesk.services.office import open_office
from osdesk.services.postman import Postman

_AT_ONCE = 6


class Outcome(NamedTuple):
    """What a run of kills came to."""

    kills: int
    messages: int
    sent: int
    unsure: int
    arrived_unsure: int


def prepare(folder: Path, server: MailServer) -> None:
    """An office with an order, its document, and the account."""
    with open_office(folder, actor=ANA) as office:
        order = postal.an_order_for(office)
        issuing.issue(office, order.id or 0)
        mail_account.save(office, server.account())


def work(folder: Path, seed: int) -> None:
    """Queue and send until killed, telling on standard output which messages were confirmed."""
    dice = random.Random(seed)
    with open_office(folder, actor=ANA) as office:
        mail_account.hold_password(mail_account.get(office), PASSWORD)
        postman = Postman(office, dice=random.Random(seed))
        (revision,) = issuing.revisions(office, 1)
        _tell("open")
        while True:
            for _ in range(dice.randrange(1, _AT_ONCE)):
                address = f"c{dice.randrange(10**9)}@x.example"
                queued = postal.a_message_to(office, 1, address, revision.id or 0)
                _tell("queued", queued.message_id)
            postman.forget_block()
            postman.deliver()


def _tell(*words: str) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def kill_often(folder: Path, kills: int, seed: int) -> Outcome:
    """Run and kill so many times; raises AssertionError when a message was lost or sent twice."""
    dice = random.Random(seed)
    with serving() as server, tempfile.TemporaryDirectory() as place:
        authority = Path(place) / "authority.pem"
        mail_server.authority().cert_pem.write_to_path(authority)
        prepare(folder, server)
        confirmed: list[str] = []
        for turn in range(kills):
            told = _one_life(folder, seed + turn, authority, dice)
            confirmed += [words[1] for words in told if words[0] == "queued"]
        return verify(folder, server, confirmed, kills)


def _one_life(folder: Path, seed: int, authority: Path, dice: random.Random) -> list[list[str]]:
    command = [sys.executable, __file__, "--work", str(folder), str(seed)]
    environment = {
        **os.environ,
        "SSL_CERT_FILE": str(authority),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        told = [process.stdout.readline()]
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(dice.uniform(0.0, 0.25))
        process.kill()
        told += process.stdout.readlines()
    return [json.loads(line) for line in told if line.endswith("\n")]


def verify(folder: Path, server: MailServer, confirmed: Sequence[str], kills: int) -> Outcome:
    """Send what is left, and compare the office's word with what the server took."""
    with open_office(folder, actor=ANA) as office:
        mail_account.hold_password(mail_account.get(office), PASSWORD)
        left = Postman(office, connect=postal.connect(), dice=random.Random(1)).deliver()
        assert left.trouble is None, left
        held = [
            outbox.get(office, message_id) for message_id in outbox.ids(office, OutboxQuestion(view=OutboxView.ALL))
        ]
        counts = outbox.counts(office)
    taken = Counter(str(postal.read(received)["Message-ID"]) for received in server.received)
    states = {message.message_id: message.state for message in held}
    lost = [message_id for message_id in confirmed if message_id not in states]
    assert not lost, f"confirmed, and not in the outbox: {lost}"
    assert set(states.values()) <= {MessageState.SENT, MessageState.UNSURE}, Counter(states.values())
    for message_id, state in states.items():
        if state is MessageState.SENT:
            assert taken[message_id] == 1, f"{message_id} says sent and arrived {taken[message_id]} times"
        else:
            assert taken[message_id] <= 1, f"{message_id} arrived {taken[message_id]} times"
    assert not taken.keys() - states.keys(), "something arrived that nobody queued"
    unsure = [message_id for message_id, state in states.items() if state is MessageState.UNSURE]
    assert counts.open == counts.attention == len(unsure)
    arrived = sum(taken[message_id] for message_id in unsure)
    return Outcome(kills, len(states), len(states) - len(unsure), len(unsure), arrived)


def main(arguments: Sequence[str]) -> None:
    """As a program: work until killed, or kill often and tell what came of it."""
    if arguments[:1] == ["--work"]:
        work(Path(arguments[1]), int(arguments[2]))
        return
    kills = int(arguments[0]) if arguments else 100
    seed = int(arguments[1]) if len(arguments) > 1 else 1
    began = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        outcome = kill_often(Path(folder) / "office", kills, seed)
    print(
        f"{outcome.kills} kills in {perf_counter() - began:.0f} s: {outcome.messages} messages, {outcome.sent} sent"
        f" once each, {outcome.unsure} unsure ({outcome.arrived_unsure} of them arrived), none lost, none twice."
    )


if __name__ == "__main__":
    main(sys.argv[1:])
