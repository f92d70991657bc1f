"""`osdesk send` and `osdesk outbox` as real processes, with a real mail server and no key ring."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import mail_server
from commands import Done, assert_one_sentence, held_open, run
from mail_server import PASSWORD, USER, MailServer, serving
from offices import an_office
from osdesk.domain.messages import Security
from osdesk.services import issuing, mail_account
from osdesk.services.office import Office
from postal import MARINA, an_order_for, read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "office"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with serving() as running:
        yield running


@pytest.fixture
def authority(tmp_path: Path) -> str:
    """The file that makes a process of its own trust the test's authority, as a system's own list would."""
    path = tmp_path / "authority.pem"
    mail_server.authority().cert_pem.write_to_path(path)
    return str(path)


def prepare(folder: Path, server: MailServer, address: str = MARINA, **changes: object) -> str:
    """An office with one order and an account; returns the order's number."""
    with an_office(folder) as office:
        number = an_order_for(office, address).number
        save(office, server, **changes)
        return number


def save(office: Office, server: MailServer, **changes: object) -> None:
    account = replace(server.account(), version=mail_account.get(office).version, **changes)  # type: ignore[arg-type]  # by name
    mail_account.save(office, account)


def osdesk(folder: Path, authority: str, *arguments: str) -> Done:
    return run(folder, *arguments, SSL_CERT_FILE=authority, PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring")


def test_an_order_is_sent_with_its_issued_document(folder: Path, authority: str) -> None:
    with serving(login=False) as server:
        number = prepare(folder, server)
        done = osdesk(folder, authority, "send", number, "--cc", "a@x.example, b@x.example", "--subject", "Olá")
        assert (done.code, done.err) == (0, "")
        assert number in done.out
        assert f"{MARINA}, a@x.example, b@x.example" in done.out
        (received,) = server.received
    mail = read(received)
    assert mail["Subject"] == "Olá"
    (pdf,) = mail.iter_attachments()
    with an_office(folder) as office:
        (revision,) = issuing.revisions(office, 1)
        assert pdf.get_content() == issuing.pdf(office, revision)
    assert osdesk(folder, authority, "outbox", "--json").json == []


def test_later_only_queues_and_the_outbox_sends_it(folder: Path, authority: str) -> None:
    with serving(login=False) as server:
        number = prepare(folder, server)
        assert osdesk(folder, authority, "send", number, "--to", "a@x.example", "--later").code == 0
        assert server.received == []
        (row,) = osdesk(folder, authority, "outbox", "--json").json
        assert (row["order"], row["state"], row["to"]) == (number, "preparing", ["a@x.example"])
        listed = osdesk(folder, authority, "outbox")
        assert number in listed.out
        assert "a@x.example" in listed.out
        done = osdesk(folder, authority, "outbox", "--send", "--json")
        assert done.json == {"sent": 1, "waiting": 0, "attention": 0}
        assert server.received[0].recipients == ("a@x.example",)
        assert osdesk(folder, authority, "outbox", "--send").code == 0
        assert len(server.received) == 1


def test_without_key_ring_and_terminal_the_password_is_missed_in_a_sentence(
    folder: Path, server: MailServer, authority: str
) -> None:
    number = prepare(folder, server)
    assert_one_sentence(osdesk(folder, authority, "send", number), 1, USER)
    # Nothing was put into the outbox: whoever called will call again.
    assert osdesk(folder, authority, "outbox", "--json").json == []


@pytest.mark.skipif(os.name != "posix", reason="a terminal of the test's own is Unix's")
def test_on_a_terminal_the_password_is_asked_for_unseen(folder: Path, server: MailServer, authority: str) -> None:
    number = prepare(folder, server)
    written = _at_a_terminal(folder, authority, PASSWORD, "send", number)
    assert USER in written
    assert PASSWORD not in written
    assert len(server.received) == 1


#: A new session has no terminal until it takes one.
_TAKE = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.executable, sys.argv[1:])"


def _at_a_terminal(folder: Path, authority: str, typed: str, *arguments: str) -> str:
    """What a person sees who types that, once asked."""
    person, terminal = os.openpty()
    environment = {
        **os.environ,
        "SSL_CERT_FILE": authority,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-m", "osdesk", "--data-dir", str(folder), *arguments]
    with subprocess.Popen(
        [sys.executable, "-c", _TAKE, *command],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        env=environment,
    ):
        os.close(terminal)
        written, answered = b"", False
        while True:
            try:
                piece = os.read(person, 4096)
            except OSError:  # Linux's way to say that the other side is closed
                break
            if not piece:
                break
            written += piece
            if not answered and USER.encode() in written:
                answered = True
                os.write(person, f"{typed}\n".encode())
    os.close(person)
    return written.decode()


def test_refusals_are_one_sentence_and_the_right_code(folder: Path, authority: str) -> None:
    with serving(login=False) as server:
        number = prepare(folder, server, address="")
        assert_one_sentence(osdesk(folder, authority, "send", "999"), 2, "999")
        assert_one_sentence(osdesk(folder, authority, "send", number), 1, "--to")
        assert_one_sentence(osdesk(folder, authority, "send", number, "--to", "nobody"), 1, "Para: ", "nobody")
        assert_one_sentence(osdesk(folder, authority, "send", number, "--to", "", "--later"), 1, "Para: ")
        many = ",".join(f"c{place}@x.example" for place in range(200))
        assert_one_sentence(osdesk(folder, authority, "send", number, "--to", many), 1, "100")
        with held_open(folder):
            assert_one_sentence(osdesk(folder, authority, "send", number, "--to", MARINA), 1)
        assert server.received == []
        server.plan("RCPT", "550 5.1.1 no such user")
        assert_one_sentence(osdesk(folder, authority, "send", number, "--to", MARINA), 1, MARINA, "no such user")
        assert osdesk(folder, authority, "outbox", "--json").json[0]["state"] == "stopped"


def test_a_server_without_its_certificate_gets_nothing(folder: Path, server: MailServer, tmp_path: Path) -> None:
    number = prepare(folder, server, user="", security=Security.STARTTLS)
    done = run(folder, "send", number)
    assert_one_sentence(done, 1, "localhost")
    assert server.dialogue == []


def test_an_office_without_account_says_where_to_set_it_up(folder: Path, authority: str) -> None:
    with an_office(folder) as office:
        number = an_order_for(office).number
    assert_one_sentence(osdesk(folder, authority, "send", number), 1)
    assert osdesk(folder, authority, "send", number, "--later").code == 0
