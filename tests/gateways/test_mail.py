"""E-mails as they are written: nothing gets into a header, text and HTML say the same, files keep every byte."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osdesk.domain.contacts import is_email
from osdesk.domain.messages import Event, MailAccount, Message
from osdesk.domain.text import clean
from osdesk.gateways import mail
from osdesk.gateways.mail import Enclosure, Letter
from osdesk.gateways.smtp import wire

#: Composing a mail takes a while.
FEWER = settings(max_examples=40, deadline=None)
WORDS = st.text(st.characters(codec="utf-8"), max_size=60)
ALLOWED = {
    *("Subject", "To", "Cc", "Content-Language", "MIME-Version", "Content-Type", "Message-ID", "Date", "From"),
    *("Reply-To", "Auto-Submitted"),
}


def message(**changes: Any) -> Message:
    values = {"to": ("ana@x.example",), "subject": "OS", "body": "Oi", "message_id": "<1@x.example>", **changes}
    return Message(**values)


def letter(found: Message | None = None, account: dict[str, Any] | None = None, **changes: Any) -> Letter:
    values: dict[str, Any] = {
        "message": found or message(),
        "account": MailAccount(**{"sender": "os@x.example", **(account or {})}),
        "date": datetime(2026, 11, 24, 12, tzinfo=UTC),
        **changes,
    }
    return Letter(**values)


def read(mail_: EmailMessage) -> EmailMessage:
    found = message_from_bytes(mail.as_bytes(mail_), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


@FEWER
@given(WORDS, WORDS, WORDS, WORDS, WORDS, WORDS)
def test_no_field_can_add_a_header(
    subject: str, body: str, name: str, signature: str, file: str, language: str
) -> None:
    smuggled = "\r\nBcc: evil@x.example\r\nX-Evil: 1"
    written = mail.compose(
        letter(
            message(subject=subject + smuggled, body=body + smuggled, cc=("b@x.example",)),
            account={"signature": signature + smuggled, "reply_to": "r@x.example"},
            sender_name=name + smuggled,
            enclosures=(Enclosure(name=file + smuggled, media_type="application/pdf", data=b"x"),),
        )
    )
    found = read(written)
    assert set(found.keys()) <= ALLOWED
    assert found["Bcc"] is None
    assert found["To"] == "ana@x.example"
    raw = mail.as_bytes(written)
    assert raw.isascii()
    head = raw.partition(b"\r\n\r\n")[0]
    assert b"\r\nX-Evil" not in head
    assert b"\n" not in head.replace(b"\r\n", b"")
    del language


@FEWER
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=120))
def test_subject_and_sender_arrive_as_they_were_written(text: str) -> None:
    # Read by the older half of the library, which joins encoded words as RFC 2047 (6.2) wants it.
    found = message_from_bytes(mail.as_bytes(mail.compose(letter(message(subject=text), sender_name=text))))
    wanted = clean(text)
    assert str(make_header(decode_header(found["Subject"]))) == wanted
    name, address = parseaddr(found["From"])
    assert str(make_header(decode_header(name))) == wanted
    assert address == "os@x.example"


@FEWER
@given(st.binary(max_size=5000), WORDS)
def test_a_file_arrives_byte_for_byte_under_its_name(data: bytes, name: str) -> None:
    enclosure = Enclosure(name=f"{clean(name)}.pdf", media_type="application/pdf", data=data)
    (found,) = read(mail.compose(letter(enclosures=(enclosure,)))).iter_attachments()
    assert found.get_content() == data
    assert found.get_filename() == f"{clean(name)}.pdf".strip()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = ""
        self.tags: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.found += data

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


@FEWER
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_the_html_says_what_the_text_says_and_nothing_in_it_runs(body: str) -> None:
    wanted = clean(f"{body} <script>alert(1)</script> <b>&amp;", multiline=True)
    found = read(mail.compose(letter(message(body=wanted))))
    plain, html = found.get_body(("plain",)), found.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().replace("\r\n", "\n").split() == wanted.split()
    reader = _Text()
    reader.feed(html.get_content())
    assert reader.found.split() == wanted.split()
    assert reader.tags <= {"html", "head", "meta", "body", "p", "br", "a"}


def test_links_are_links_and_take_nothing_along() -> None:
    html = mail.html_of("Veja https://x.example/a?b=1&c=<2>. E (http://y.example)!", "", "pt_BR")
    assert '<a href="https://x.example/a?b=1&amp;c=">' in html
    assert '<a href="http://y.example">http://y.example</a>)!' in html
    assert 'lang="pt-BR"' in html


def test_a_draft_is_unsent_and_keeps_the_blind_copies_for_the_program_that_sends_it() -> None:
    found = read(mail.compose_draft(letter(message(bcc=("c@x.example",), event=Event.OPENED))))
    assert found["X-Unsent"] == "1"
    assert found["Bcc"] == "c@x.example"
    assert (found["From"], found["Date"], found["Message-ID"]) == (None, None, None)


def test_text_is_readable_in_seven_bits_by_any_server() -> None:
    raw = mail.as_bytes(mail.compose(letter(message(subject="ção — 漢字 🛠", body="é" * 3000 + "\n.\n..\nFrom x"))))
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("address", ["josé@x.example", "ana@são.example", "a+b@x.example", "o'neil@x.example"])
def test_addresses_of_every_kind_arrive(address: str) -> None:
    written = mail.compose(letter(message(to=(address,))))
    utf8 = mail.needs_utf8(written)
    assert utf8 is (not address.partition("@")[0].isascii())
    found = message_from_bytes(mail.as_bytes(written, utf8=utf8), policy=policy.default)
    (arrived,) = found["To"].addresses
    username = arrived.username.encode("utf-8", "surrogateescape").decode()
    assert username == address.partition("@")[0]
    assert arrived.domain.isascii()


@FEWER
@given(st.from_regex(r"[^\s@<>,;:\"()\[\]\\]{1,20}@[^\s@<>,;:\"()\[\]\\.]{1,20}\.[a-z]{2,5}", fullmatch=True))
def test_every_address_that_is_taken_can_be_written(typed: str) -> None:
    address = clean(typed)
    if not is_email(address):
        return
    written = mail.compose(letter(message(to=(address, "b@x.example"))))
    raw = mail.as_bytes(written, utf8=mail.needs_utf8(written))
    head = raw.partition(b"\r\n\r\n")[0]
    assert b"b@x.example" in head
    assert len(message_from_bytes(raw, policy=policy.default)["To"].addresses) == 2
    assert "\r" not in wire(address)
    assert "\n" not in wire(address)
