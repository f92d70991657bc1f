"""The connection to a mail server, tried on a real one: what arrives, and what each fault means for the message."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator

import pytest

import mail_server
from mail_server import DROP, HANG, KEEP_AND_DROP, KEEP_AND_HANG, PASSWORD, MailServer, serving
from osdesk.domain.messages import MailAccount, Security
from osdesk.gateways import smtp
from osdesk.gateways.mail_trouble import MailTrouble, Whose
from osdesk.gateways.smtp import Connection, Patience, Refusal

HASTE = Patience(connect=5.0, step=0.5, verdict=0.5)
CONTENT = b"Subject: Hello\r\n\r\nOne line.\r\n.\r\n..two dots\r\nend\r\n"
TO = ("marina@clinicaaurora.example",)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with serving() as running:
        yield running


def connect(account: MailAccount, password: str = PASSWORD, patience: Patience = HASTE) -> Connection:
    return smtp.connect(account, password, context=mail_server.trusting(), patience=patience)


def send(account: MailAccount, recipients: tuple[str, ...] = TO, content: bytes = CONTENT) -> list[tuple[Refusal, ...]]:
    told: list[tuple[Refusal, ...]] = []
    line = connect(account)
    try:
        line.send(recipients, content, told.append)
    finally:
        line.quit()
    return told


def trouble(account: MailAccount, password: str = PASSWORD, recipients: tuple[str, ...] = TO) -> MailTrouble:
    """What keeps a message from going; it must not have been told as handed over, unless it is unsure."""
    handed: list[object] = []

    def attempt() -> None:
        line = connect(account, password)
        try:
            line.send(recipients, CONTENT, handed.append)
        finally:
            line.quit()

    with pytest.raises(MailTrouble) as caught:
        attempt()
    if not caught.value.answer.startswith(("4", "5")):
        assert bool(handed) is (caught.value.code == "mail.unsure")
    return caught.value


@pytest.mark.parametrize("security", list(Security))
def test_a_message_arrives_byte_for_byte_however_the_line_is_protected(security: Security) -> None:
    with serving(security=security) as server:
        assert send(server.account()) == [()]
        (message,) = server.received
    assert message.content == CONTENT
    assert message.recipients == TO


def test_one_line_carries_many_messages(server: MailServer) -> None:
    line = connect(server.account())
    for place in range(20):
        line.send(TO, f"Subject: {place}\r\n\r\n.\r\n".encode(), lambda _refused: None)
    line.quit()
    assert [message.content for message in server.received] == [
        f"Subject: {place}\r\n\r\n.\r\n".encode() for place in range(20)
    ]
    assert server.lines == 1


def test_a_server_that_nobody_knows() -> None:
    found = trouble(MailAccount(host="nobody.invalid", sender=TO[0]))
    assert (found.code, found.whose) == ("mail.name", Whose.ACCOUNT)


@pytest.mark.parametrize("host", ["", "a b", "x" * 70 + ".example", "..", "smtp.\r\nexample"])
def test_a_name_that_is_none(host: str) -> None:
    assert trouble(MailAccount(host=host, sender=TO[0], port=1)).code in {"mail.name", "mail.closed", "mail.network"}


def test_a_port_where_nobody_listens() -> None:
    with mail_server.refusing_port() as port:
        found = trouble(MailAccount(host="127.0.0.1", port=port, sender=TO[0]))
    assert (found.code, found.retry) == ("mail.closed", True)


def test_a_server_that_is_none_and_one_that_says_nothing() -> None:
    quick = Patience(connect=0.3)
    for greeting, hang, code in (
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", False, "mail.not_smtp"),
        (b"", False, "mail.dropped"),
        (b"", True, "mail.timeout"),
        (b"554 5.7.1 go away\r\n", False, "mail.unwelcome"),
        (b"421 4.3.2 shutting down\r\n", False, "mail.busy"),
    ):
        with mail_server.speaking(greeting, hang=hang) as port:
            account = MailAccount(host="127.0.0.1", port=port, sender=TO[0])
            with pytest.raises(MailTrouble) as caught:
                connect(account, patience=quick)
            assert caught.value.code == code


_TALK = (b"220 mail\r\n", b"250 mail\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n")


@pytest.mark.parametrize(
    ("talk", "line", "code"),
    [
        (_TALK[:0], b"220-welcome\r\n", "mail.not_smtp"),
        (_TALK[:1], b"250-" + b"x" * 500 + b"\r\n", "mail.not_smtp"),
        (_TALK[:2], b"250-\r\n", "mail.not_smtp"),
        (_TALK, b"250-ok\r\n", "mail.unsure"),
    ],
    ids=["greeting", "extensions", "sender", "verdict"],
)
def test_a_reply_without_an_end_is_broken_off(talk: tuple[bytes, ...], line: bytes, code: str) -> None:
    with mail_server.never_ending(*talk, line=line) as port:
        account = MailAccount(host="127.0.0.1", port=port, sender=TO[0], security=Security.NONE)
        assert trouble(account, "").code == code


def test_a_long_greeting_and_many_extensions_are_no_fault() -> None:
    greeting = b"".join(b"220-rule %d\r\n" % number for number in range(100)) + b"220 mail\r\n"
    offers = b"".join(b"250-X%d\r\n" % number for number in range(100)) + b"250 SIZE 1000\r\n"
    with mail_server.never_ending(greeting, offers, line=b"221 bye\r\n") as port:
        line = connect(MailAccount(host="127.0.0.1", port=port, sender=TO[0], security=Security.NONE), "")
        assert line.largest == 1000
        line.quit()


@pytest.mark.parametrize("lie", ["refuse", "garbage", "drop"])
def test_a_lie_about_starttls_ends_the_conversation_before_the_password(lie: str) -> None:
    with serving(lie=lie) as server:
        found = trouble(server.account())
        assert (found.code, found.retry) == ("mail.no_tls", False)
        assert server.dialogue == []


def test_where_starttls_is_not_even_offered_nothing_is_sent() -> None:
    with serving(security=Security.NONE) as server:
        assert trouble(server.account(security=Security.STARTTLS)).code == "mail.no_tls"
        assert server.dialogue == []


def test_tls_at_a_port_without_it_is_told() -> None:
    with serving(security=Security.STARTTLS) as server:
        assert trouble(server.account(security=Security.TLS)).code == "mail.no_tls"


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_for_somebody_else_is_refused(security: Security) -> None:
    with serving(security=security, certified_for="mail.elsewhere.example") as server:
        found = trouble(server.account())
        assert (found.code, found.retry) == ("mail.certificate", False)
        assert "localhost" in found.answer
        assert server.dialogue == []


def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    with serving() as server:
        with pytest.raises(MailTrouble) as caught:
            smtp.connect(server.account(), PASSWORD, context=ssl.create_default_context(), patience=HASTE)
        assert caught.value.code == "mail.certificate"


def test_a_wrong_password_is_told_and_not_tried_again(server: MailServer) -> None:
    found = trouble(server.account(), password="guess")
    assert (found.code, found.retry, found.whose) == ("mail.login", False, Whose.ACCOUNT)


def test_a_password_goes_over_no_open_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "_LOOPBACK", frozenset())
    with serving(security=Security.NONE) as server:
        assert trouble(server.account()).code == "mail.plain_login"


@pytest.mark.parametrize(
    ("step", "answer", "code", "retry", "whose"),
    [
        ("MAIL", "550 5.7.1 not your address", "mail.sender", False, Whose.ACCOUNT),
        ("MAIL", "530 5.7.0 Authentication required", "mail.login", False, Whose.ACCOUNT),
        ("MAIL", "451 4.3.0 later", "mail.busy", True, Whose.ACCOUNT),
        ("MAIL", "550 5.4.5 Daily user sending limit exceeded", "mail.limit", True, Whose.ACCOUNT),
        ("MAIL", "552 5.3.4 too big", "mail.too_large", False, Whose.MESSAGE),
        ("RCPT", "550 5.1.1 no such user", "mail.recipient", False, Whose.MESSAGE),
        ("RCPT", "450 4.2.0 greylisted, come back", "mail.later", True, Whose.MESSAGE),
        ("content", "554 5.7.1 spam", "mail.rejected", False, Whose.MESSAGE),
        ("content", "451 4.7.1 try again later", "mail.later", True, Whose.MESSAGE),
        ("content", "552 5.2.3 message too large", "mail.too_large", False, Whose.MESSAGE),
        ("content", "452 4.5.3 hourly sending quota reached", "mail.limit", True, Whose.ACCOUNT),
        ("MAIL", DROP, "mail.dropped", True, Whose.ACCOUNT),
        ("RCPT", DROP, "mail.dropped", True, Whose.ACCOUNT),
        ("MAIL", HANG, "mail.timeout", True, Whose.ACCOUNT),
        ("content", HANG, "mail.unsure", False, Whose.MESSAGE),
        ("content", KEEP_AND_HANG, "mail.unsure", False, Whose.MESSAGE),
        ("content", DROP, "mail.unsure", False, Whose.MESSAGE),
        ("content", KEEP_AND_DROP, "mail.unsure", False, Whose.MESSAGE),
    ],
)
def test_each_fault_is_told_from_every_other(
    server: MailServer, step: str, answer: str, code: str, retry: bool, whose: Whose
) -> None:
    server.plan(step, answer)
    found = trouble(server.account())
    assert (found.code, found.retry, found.whose) == (code, retry, whose)
    # Only what the server itself said: of a line that broke it said nothing.
    assert found.answer == (answer if re.match(r"[45]\d\d", answer) else "")


def test_after_a_refusal_the_line_goes_on_with_the_next(server: MailServer) -> None:
    server.plan("RCPT", "550 5.1.1 no such user")
    server.plan("content", "554 5.7.1 spam")
    line = connect(server.account())
    for code in ("mail.recipient", "mail.rejected"):
        with pytest.raises(MailTrouble) as caught:
            line.send(TO, CONTENT, lambda _refused: None)
        assert caught.value.code == code
    line.send(TO, CONTENT, lambda _refused: None)
    line.quit()
    assert len(server.received) == 1
    assert server.lines == 1


def test_some_receivers_refused_are_told_before_the_message_is_handed_over(server: MailServer) -> None:
    server.plan("RCPT", "", "550 5.1.1 no such user", "450 4.2.0 greylisted")
    told = send(server.account(), ("a@x.example", "b@x.example", "c@x.example", "d@x.example"))
    assert told == [
        (
            Refusal(address="b@x.example", answer="550 5.1.1 no such user", retry=False),
            Refusal(address="c@x.example", answer="450 4.2.0 greylisted", retry=True),
        )
    ]
    assert server.received[0].recipients == ("a@x.example", "d@x.example")


def test_what_is_too_large_is_known_before_it_is_sent() -> None:
    with serving(size_limit=10_000_000) as server:
        line = connect(server.account())
        assert line.largest == 10_000_000
        with pytest.raises(MailTrouble) as caught:
            line.send(TO, b"x" * 30_000_000, lambda _refused: None)
        line.quit()
        assert caught.value.code == "mail.too_large"
        assert caught.value.answer == "SIZE 10000000"
        assert server.dialogue == []


def test_thirty_megabytes_arrive_where_they_may(server: MailServer) -> None:
    content = b"Subject: x\r\n\r\n" + b"0123456789abcdef" * 64 * 30_000
    lines = re.sub(rb"(.{990})", rb"\1\r\n", content) + b"\r\n"
    account = server.account()
    line = connect(account, patience=Patience(step=20.0, verdict=20.0))
    line.send(TO, lines, lambda _refused: None)
    line.quit()
    assert server.received[0].content == lines


def test_what_handing_raises_keeps_the_message_from_arriving(server: MailServer) -> None:
    def full(_refused: tuple[Refusal, ...]) -> None:
        raise OSError("the disk is full")

    line = connect(server.account())
    with pytest.raises(OSError, match="full"):
        line.send(TO, CONTENT, full)
    assert not line.alive
    assert server.received == []
    assert "content" not in server.dialogue


def test_an_address_beyond_ascii_goes_where_the_server_takes_it(server: MailServer) -> None:
    send(server.account(), ("josé@são.example",))
    (message,) = server.received
    assert message.recipients == ("josé@xn--so-sia.example",)
    assert "SMTPUTF8" in message.options


@pytest.mark.parametrize("address", ["a@x.example>\r\nRCPT TO:<evil@x.example", "a@x.example\nDATA", "a@b>c.example"])
def test_no_address_can_smuggle_in_a_command(server: MailServer, address: str) -> None:
    with pytest.raises(MailTrouble):
        send(server.account(), (address,))
    assert server.received == []
    assert not [said for said in server.dialogue if said == "RCPT evil@x.example"]


def test_another_thread_can_break_the_line(server: MailServer) -> None:
    import threading

    server.plan("content", HANG)
    line = connect(server.account(), patience=Patience(verdict=60.0))
    with pytest.raises(MailTrouble) as caught:
        line.send(TO, CONTENT, lambda _refused: threading.Timer(0.1, line.interrupt).start())
    assert caught.value.code == "mail.unsure"
