"""Orders leave the office on a real screen: by e-mail to a real server, by WhatsApp, signed, sealed, checked again."""

from __future__ import annotations

import email
import email.policy
import os
import signal
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from journeys.sent_by_keyboard import PASSWORD
from journeys.stage import ask, command, travel
from mail_server import USER, MailServer, Received, authority, serving
from osdesk.domain.messages import Security

pytestmark = pytest.mark.needs("xvfb", "xdotool", "openbox")


def trusting(server: MailServer, home: Path) -> dict[str, str]:
    """What surrounds a program that is to reach this server: its port, and the authority that certified it. It has no
    key ring, or the passwords of journeys would end up in that of whoever runs them.
    """
    bundle = home / "authority.pem"
    authority().cert_pem.write_to_path(str(bundle))
    return {
        "SSL_CERT_FILE": str(bundle),
        "JOURNEY_MAIL_PORT": str(server.port),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }


def read(received: Received) -> EmailMessage:
    """A message as a mail program reads it."""
    message = email.message_from_bytes(received.content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def sealed(home: Path, number: str, revision: int) -> bytes:
    """The document that the office issued, by the command line."""
    path = home / f"{number}-{revision}.pdf"
    command(home, "export", number, "--revision", str(revision), "--output", str(path))
    return path.read_bytes()


def test_an_order_with_a_photo_is_sent_by_keyboard_alone_and_the_very_document_arrives(
    display: str, tmp_path: Path
) -> None:
    with serving(security=Security.TLS, password=PASSWORD) as server:
        travel("sent_by_keyboard.py", display, tmp_path, around=trusting(server, tmp_path))
        trial, letter = server.received
    assert trial.recipients == (USER,)
    assert letter.recipients == ("marina@clinicaaurora.example",)
    message = read(letter)
    assert message["From"] == f"Ventosul Climatização <{USER}>"
    assert message["To"] == "marina@clinicaaurora.example"
    assert "000001" in message["Subject"]
    (document,) = [part for part in message.iter_attachments() if part.get_content_type() == "application/pdf"]
    assert document.get_content() == sealed(tmp_path, "1", 1)
    order = ask(tmp_path, "show", "1", "--json")
    assert isinstance(order, dict)
    assert [photo["name"] for photo in order["attachments"]] == ["condensadora.jpg"]


def recording(home: Path) -> dict[str, str]:
    """Surroundings in which nothing is really opened by other programs: what was to be is written down."""
    programs = home / "programs"
    programs.mkdir()
    opener = programs / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> "{home}/opened.txt"\n')
    opener.chmod(0o755)
    return {"PATH": os.pathsep.join((str(programs), os.environ["PATH"]))}


@pytest.mark.needs("xclip")
def test_a_signed_order_goes_by_whatsapp_with_its_document_in_the_clipboard(display: str, tmp_path: Path) -> None:
    travel("handed_by_mouse.py", display, tmp_path, around=recording(tmp_path))
    link = urlsplit((tmp_path / "link.txt").read_text())
    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/5551995550187")
    assert "000001" in parse_qs(link.query)["text"][0]
    order = ask(tmp_path, "show", "1", "--json")
    assert isinstance(order, dict)
    assert sorted(each["role"] for each in order["signatures"]) == ["client", "technician"]
    assert all(each["ink"] for each in order["signatures"])


def test_a_message_refused_at_first_arrives_once_though_the_program_is_killed_meanwhile(
    display: str, tmp_path: Path
) -> None:
    with serving(password=PASSWORD) as server:
        server.plan("RCPT", "450 4.2.0 greylisted, come again")
        around = trusting(server, tmp_path)
        travel("refused_at_first.py", display, tmp_path, around=around, code=-signal.SIGKILL)
        assert server.received == []
        travel("refused_at_first.py", display, tmp_path, around=around)
        (letter,) = server.received
    assert letter.recipients == ("marina@clinicaaurora.example",)
    (document,) = read(letter).iter_attachments()
    assert document.get_content() == sealed(tmp_path, "1", 1)


def test_a_document_that_comes_back_is_told_unchanged_or_changed_by_one_byte(display: str, tmp_path: Path) -> None:
    command(tmp_path, "demo", "--orders", "1")
    command(tmp_path, "seal", "1", "--output", str(tmp_path / "issued.pdf"))
    data = bytearray((tmp_path / "issued.pdf").read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "changed.pdf").write_bytes(data)
    travel("verified.py", display, tmp_path)
