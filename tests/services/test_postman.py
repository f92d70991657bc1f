"""The postman at work with a real mail server: what arrives, and that every fault leaves no message lost or doubled."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError
from dataclasses import replace
from datetime import timedelta

import pytest

import mail_server
from mail_server import DROP, HANG, KEEP_AND_DROP, KEEP_AND_HANG, MailServer, serving
from offices import Clock, an_office
from osdesk.domain.company import SHEET_LANGUAGES, OfficeSettings, SheetForm
from osdesk.domain.history import Deed
from osdesk.domain.messages import Event, MailAccount, MessageFile, MessageState
from osdesk.domain.sheets import Paper
from osdesk.gateways.smtp import Patience
from osdesk.services import company, issuing, mail_account, orders, outbox, rendering, wording
from osdesk.services.office import Office, ReadInterrupted
from osdesk.storage import files
from osdesk.texts import catalogue
from postal import MARINA, a_message, a_postman, an_order_for, connect, read, set_up

ENDS = {MessageState.SENT, MessageState.STOPPED, MessageState.UNSURE}


@pytest.fixture
def server() -> Iterator[MailServer]:
    with serving() as running:
        yield running


def settings(office: Office, **changes: object) -> OfficeSettings:
    return company.save_settings(office, replace(company.settings(office), **changes))  # type: ignore[arg-type]  # by name


def test_the_order_arrives_with_the_very_bytes_that_were_issued(office: Office, server: MailServer) -> None:
    set_up(office, server)
    message = a_message(office)
    assert a_postman(office).deliver().sent == 1
    sent = outbox.get(office, message.id or 0)
    assert sent.state is MessageState.SENT
    assert sent.answer.startswith("250 ")
    (received,) = server.received
    assert received.recipients == (MARINA,)
    mail = read(received)
    (pdf,) = mail.iter_attachments()
    (revision,) = issuing.revisions(office, message.order_id or 0)
    assert pdf.get_content() == issuing.pdf(office, revision)
    assert pdf.get_content_type() == "application/pdf"
    assert pdf.get_filename() == issuing.file_name(office, revision)
    entry = next(each for each in orders.history(office, message.order_id or 0) if each.deed is Deed.SENT)
    assert entry.detail == f"email {MARINA}"


@pytest.mark.parametrize("language", SHEET_LANGUAGES)
def test_headers_are_right_in_the_sheets_language(office: Office, server: MailServer, language: str) -> None:
    named = "Climatização “São João”, Ltda."
    set_up(office, server, sender_name=named, reply_to="os@aurora.example", signature="Rua 1")
    settings(office, sheet_language=language)
    message = a_message(
        office, an_order_for(office, contact_name="Márcia Conceição"), cc=("b@x.example",), bcc=("c@x.example",)
    )
    a_postman(office).deliver()
    (received,) = server.received
    mail = read(received)
    assert received.recipients == (MARINA, "b@x.example", "c@x.example")
    assert mail["Message-ID"] == message.message_id
    assert mail["From"].addresses[0].display_name == named
    assert mail["From"].addresses[0].addr_spec == mail_server.USER
    assert mail["Reply-To"] == "os@aurora.example"
    assert (mail["To"], mail["Cc"], mail["Bcc"]) == (MARINA, "b@x.example", None)
    assert b"c@x.example" not in received.content
    assert mail["Subject"] == message.subject
    assert mail["Date"].datetime == message.created_at
    assert mail["Content-Language"] == language.replace("_", "-")
    assert mail["Auto-Submitted"] is None
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "Márcia Conceição" in plain.get_content()
    assert plain.get_content().replace("\r\n", "\n").endswith("\n-- \nRua 1\n")
    assert "Márcia Conceição" in html.get_content()
    words = catalogue(language).gettext("Service order {number} – {company}")
    order = orders.get(office, message.order_id or 0)
    assert mail["Subject"] == words.format(number=order.number, company=company.get(office).name)
    assert all(ord(character) < 128 for character in received.content.decode("latin-1"))


def test_a_hundred_messages_keep_one_connection(office: Office, server: MailServer) -> None:
    set_up(office, server)
    order = an_order_for(office)
    revision = issuing.issue(office, order.id or 0)
    for place in range(100):
        a_message(office, order, to=(f"c{place}@x.example",), revision_id=revision.id)
    assert a_postman(office).deliver().sent == 100
    assert server.lines == 1
    assert {message.recipients for message in server.received} == {(f"c{place}@x.example",) for place in range(100)}
    assert len(server.received) == 100
    assert len({read(message)["Message-ID"] for message in server.received}) == 100


def test_a_server_that_hangs_up_after_twenty_gets_them_all_once(office: Office) -> None:
    with serving(most_per_line=20) as server:
        set_up(office, server)
        order = an_order_for(office)
        revision = issuing.issue(office, order.id or 0)
        for place in range(50):
            a_message(office, order, to=(f"c{place}@x.example",), revision_id=revision.id)
        done = a_postman(office).deliver()
    assert (done.sent, done.trouble) == (50, None)
    assert len({message.recipients for message in server.received}) == len(server.received) == 50
    assert server.lines == 3


def test_a_refused_receiver_gets_one_message_of_its_own_also_where_the_line_closes_at_the_dot(
    office: Office, server: MailServer
) -> None:
    set_up(office, server)
    order = an_order_for(office)
    revision = issuing.issue(office, order.id or 0)
    for to in (("first@x.example",), ("good@x.example", "bad@x.example")):
        a_message(office, order, to=to, revision_id=revision.id)
    server.plan("RCPT", "", "", "550 5.1.1 no such user")
    server.plan("content", "", "421 4.7.0 closing")
    done = a_postman(office).deliver()
    assert (done.sent, done.waiting) == (1, 1)
    kept = [(row.to, row.state) for row in outbox.of_order(office, order.id or 0)]
    assert kept == [
        (("bad@x.example",), MessageState.STOPPED),
        (("good@x.example",), MessageState.WAITING),
        (("first@x.example",), MessageState.SENT),
    ]


@pytest.mark.parametrize(
    ("step", "answer", "state", "trouble"),
    [
        ("RCPT", "550 5.1.1 no such user", MessageState.STOPPED, "mail.recipient"),
        ("RCPT", "450 4.2.0 greylisted", MessageState.WAITING, "mail.later"),
        ("content", "554 5.7.1 spam", MessageState.STOPPED, "mail.rejected"),
        ("content", "451 4.3.0 later", MessageState.WAITING, "mail.later"),
        ("content", "552 5.3.4 too large", MessageState.STOPPED, "mail.too_large"),
        ("content", DROP, MessageState.UNSURE, "mail.unsure"),
        ("content", KEEP_AND_DROP, MessageState.UNSURE, "mail.unsure"),
        ("content", HANG, MessageState.UNSURE, "mail.unsure"),
        ("content", KEEP_AND_HANG, MessageState.UNSURE, "mail.unsure"),
        ("MAIL", DROP, MessageState.WAITING, "mail.dropped"),
        ("MAIL", HANG, MessageState.WAITING, "mail.timeout"),
        ("MAIL", "421 4.3.2 closing", MessageState.WAITING, "mail.busy"),
        ("MAIL", "550 5.7.1 not yours", MessageState.WAITING, "mail.sender"),
        ("MAIL", "452 4.5.3 daily sending quota", MessageState.WAITING, "mail.limit"),
    ],
)
def test_no_fault_loses_a_message_or_sends_it_twice(
    office: Office, clock: Clock, server: MailServer, step: str, answer: str, state: MessageState, trouble: str
) -> None:
    set_up(office, server)
    message = a_message(office)
    server.plan(step, answer)
    postman = a_postman(office)
    postman.deliver()
    after = outbox.get(office, message.id or 0)
    assert (after.state, after.trouble) == (state, trouble)
    kept = len(server.received)
    assert kept == (1 if answer.startswith("keep") else 0)
    assert postman.deliver().sent == 0
    assert len(server.received) == kept
    if state is MessageState.WAITING:
        if trouble == "mail.sender":
            postman.forget_block()
        clock.forward(hours=1)
        assert postman.deliver().sent == 1
    elif state is MessageState.UNSURE:
        outbox.decide(office, message.id or 0, arrived=bool(kept))
        postman.deliver()
    else:
        outbox.retry(office, [message.id or 0])
        assert postman.deliver().sent == 1
    assert outbox.get(office, message.id or 0).state is MessageState.SENT
    assert len(server.received) == 1
    assert read(server.received[0])["Message-ID"] == message.message_id


def test_of_many_receivers_each_gets_it_once(office: Office, clock: Clock, server: MailServer) -> None:
    set_up(office, server)
    server.plan("RCPT", "", "550 5.1.1 no such user", "450 4.2.0 greylisted", "")
    message = a_message(office, to=("a@x.example", "b@x.example"), cc=("c@x.example",), bcc=("d@x.example",))
    postman = a_postman(office)
    assert postman.deliver().sent == 1
    whole, *rest = reversed(outbox.of_order(office, message.order_id or 0))
    assert whole.state is MessageState.SENT
    assert whole.to == ("a@x.example",)
    assert {(row.to, row.state, row.trouble) for row in rest} == {
        (("c@x.example",), MessageState.WAITING, "mail.later"),
        (("b@x.example",), MessageState.STOPPED, "mail.recipient"),
    }
    clock.forward(hours=1)
    assert postman.deliver().sent == 1
    assert [received.recipients for received in server.received] == [("a@x.example", "d@x.example"), ("c@x.example",)]


def test_two_hundred_receivers_are_refused_before_anything_is_sent(office: Office, server: MailServer) -> None:
    from osdesk.domain.problems import Refused

    set_up(office, server)
    with pytest.raises(Refused) as caught:
        a_message(office, to=tuple(f"c{place}@x.example" for place in range(200)))
    assert [problem.code for problem in caught.value.problems] == ["message.too_many"]
    assert outbox.counts(office).open == 0


def test_a_wrong_password_is_tried_once_and_no_more(office: Office, clock: Clock, server: MailServer) -> None:
    account = set_up(office, server)
    mail_account.hold_password(account, "wrong")
    for _ in range(3):
        a_message(office)
    postman = a_postman(office)
    done = postman.deliver()
    assert done.trouble is not None
    assert done.trouble.code == "mail.login"
    assert done.next_at is None
    lines = server.lines
    clock.forward(hours=5)
    assert postman.deliver().trouble is done.trouble
    assert server.lines == lines
    assert outbox.counts(office).waiting == 3
    mail_account.hold_password(account, mail_server.PASSWORD)
    postman.forget_block()
    assert postman.deliver().sent == 3
    assert postman.standing().trouble is None


def test_a_changed_account_is_tried_at_once(office: Office, server: MailServer) -> None:
    with mail_server.refusing_port() as port:
        set_up(office, server, port=port)
    a_message(office)
    postman = a_postman(office)
    assert getattr(postman.deliver().trouble, "code", "") == "mail.closed"
    assert postman.deliver().sent == 0
    set_up(office, server)
    assert postman.deliver().sent == 1


def test_without_account_or_password_messages_wait_and_it_is_said_why(office: Office, server: MailServer) -> None:
    message = a_message(office)
    postman = a_postman(office)
    assert getattr(postman.deliver().trouble, "code", "") == "mail.no_account"
    account = set_up(office, server)
    mail_account.forget_password(office, account)
    assert getattr(postman.deliver().trouble, "code", "") == "mail.no_password"
    assert outbox.get(office, message.id or 0).state is MessageState.WAITING
    mail_account.hold_password(account, mail_server.PASSWORD)
    assert postman.deliver().sent == 1


def test_the_providers_limit_makes_a_pause_and_says_until_when(
    office: Office, clock: Clock, server: MailServer
) -> None:
    set_up(office, server, daily_limit=3)
    for place in range(5):
        a_message(office, to=(f"c{place}@x.example",))
    postman = a_postman(office)
    begun = office.instant()
    done = postman.deliver()
    assert done.sent == 3
    assert getattr(done.trouble, "code", "") == "mail.limit"
    assert done.next_at == begun + timedelta(hours=24)
    assert postman.standing().until == done.next_at
    clock.forward(hours=23)
    # Another program's start knows it too: it is counted in the database.
    assert a_postman(office).deliver().sent == 0
    clock.forward(hours=1, seconds=1)
    assert postman.deliver().sent == 2
    assert len({message.recipients for message in server.received}) == 5


def test_pauses_grow_and_in_the_end_a_person_is_asked(office: Office, clock: Clock, server: MailServer) -> None:
    set_up(office, server)
    message = a_message(office)
    server.plan("RCPT", *["450 4.2.0 greylisted"] * 30)
    postman = a_postman(office)
    pauses = []
    for _ in range(40):
        done = postman.deliver()
        if outbox.get(office, message.id or 0).state is MessageState.STOPPED:
            break
        assert done.next_at is not None
        pauses.append(done.next_at - office.instant())
        clock.now = done.next_at + timedelta(seconds=1)
    stopped = outbox.get(office, message.id or 0)
    assert (stopped.trouble, stopped.tries) == ("mail.gave_up", 18)
    assert pauses[0] < timedelta(minutes=2) < pauses[4] < pauses[8]
    assert sum(pauses, timedelta()) > timedelta(days=2)


def test_a_crash_before_the_last_line_sends_it_again_and_one_after_asks(
    office: Office, folder: object, server: MailServer
) -> None:
    from osdesk.services import dispatch

    account = set_up(office, server)
    order = an_order_for(office)
    revision = issuing.issue(office, order.id or 0)
    claimed = dispatch.claim(office, a_message(office, order, revision_id=revision.id), account)
    handed = dispatch.claim(office, a_message(office, order, revision_id=revision.id), account)
    assert claimed is not None
    assert handed is not None
    dispatch.handing(office, handed, (), __import__("random").Random(1))
    postman = a_postman(office)
    postman.recover()
    assert outbox.get(office, claimed.id or 0).state is MessageState.WAITING
    assert outbox.get(office, handed.id or 0).state is MessageState.UNSURE
    assert postman.deliver().sent == 1
    assert outbox.get(office, handed.id or 0).state is MessageState.UNSURE


def test_one_order_that_cannot_be_drawn_keeps_no_other_back(office: Office, server: MailServer) -> None:
    from builders import a_line

    set_up(office, server)
    long = an_order_for(office, materials=tuple(a_line("1", "un", f"Peça {each}") for each in range(90)))
    stuck, good = a_message(office, long), a_message(office, an_order_for(office))
    settings(office, sheet_form=SheetForm.HALF)
    a_postman(office).deliver()
    assert outbox.get(office, stuck.id or 0).trouble == "mail.paper"
    assert outbox.get(office, good.id or 0).state is MessageState.SENT


@pytest.mark.parametrize("ending", [CancelledError, ReadInterrupted])
def test_a_program_that_ends_while_it_draws_prepares_the_message_the_next_time(
    office: Office, server: MailServer, ending: type[Exception]
) -> None:
    set_up(office, server)
    message = a_message(office)

    def draw(_sheets: object) -> Paper:
        raise ending

    with pytest.raises(ending):
        a_postman(office, render=draw).deliver()
    assert outbox.get(office, message.id or 0).state is MessageState.PREPARING
    assert a_postman(office).deliver().sent == 1


def test_the_documents_file_gone_stops_the_message(office: Office, server: MailServer) -> None:
    set_up(office, server)
    order = an_order_for(office)
    revision = issuing.issue(office, order.id or 0)
    message = a_message(office, order, revision_id=revision.id)
    with office.store.write_files() as session:
        session.exec_driver_sql("DELETE FROM file")
    a_postman(office).deliver()
    assert outbox.get(office, message.id or 0).trouble == "mail.file"
    assert server.received == []


def test_sheets_are_drawn_by_whoever_the_window_says(office: Office, server: MailServer) -> None:
    drawn = []

    def render(sheets: tuple[object, ...]) -> object:
        drawn.append(len(sheets))
        return rendering.render(sheets)  # type: ignore[arg-type]  # they are sheets

    set_up(office, server)
    order = an_order_for(office)
    postman = a_postman(office, render=render)
    a_message(office, order)
    a_message(office, order)
    assert postman.deliver().sent == 2
    assert drawn == [1]
    first, second = (next(iter(read(each).iter_attachments())).get_content() for each in server.received)
    assert first == second


def test_a_program_that_ends_breaks_off_and_loses_nothing(office: Office, server: MailServer) -> None:
    set_up(office, server)
    message = a_message(office)
    server.plan("content", HANG)
    postman = a_postman(office, connect=connect(Patience(verdict=60.0)))
    handed = threading.Event()
    office.listen(
        lambda _changes: handed.set() if outbox.get(office, message.id or 0).state is MessageState.HANDING else None
    )
    thread = threading.Thread(target=postman.deliver)
    thread.start()
    assert handed.wait(20)
    while "content" not in server.dialogue and thread.is_alive():
        thread.join(0.01)
    postman.stop()
    thread.join(20)
    assert not thread.is_alive()
    assert outbox.get(office, message.id or 0).state is MessageState.UNSURE


def test_a_readonly_office_sends_nothing(office: Office, folder: object, server: MailServer) -> None:
    from pathlib import Path

    set_up(office, server)
    a_message(office)
    with an_office(Path(str(folder)), readonly=True) as reader:
        assert a_postman(reader).deliver().sent == 0
    assert server.received == []


def test_an_events_mail_says_that_a_program_sent_it(office: Office, server: MailServer) -> None:
    set_up(office, server)
    a_message(office, event=Event.FINISHED)
    assert a_postman(office).deliver().sent == 1
    assert read(server.received[0])["Auto-Submitted"] == "auto-generated"


def test_thirty_megabytes_where_the_server_takes_ten_are_stopped_before_they_are_sent(office: Office) -> None:
    with office.store.write_files() as session:
        digest = files.put(session, b"x" * 30_000_000, office.instant())
    large = MessageFile(file=digest, name="fotos.zip", media_type="application/zip", size=30_000_000)
    with serving(size_limit=10_000_000) as server:
        account = set_up(office, server)
        message = a_message(office, files=(large,))
        small = a_message(office)
        done = a_postman(office).deliver()
    stopped = outbox.get(office, message.id or 0)
    assert (stopped.state, stopped.trouble) == (MessageState.STOPPED, "mail.too_large")
    assert "10 MB" in wording.message_trouble(stopped.trouble, stopped.answer, account)[1]
    assert (done.sent, done.stopped, server.lines) == (1, 1, 1)
    assert outbox.get(office, small.id or 0).state is MessageState.SENT


def test_files_go_with_a_message_under_their_names(office: Office, server: MailServer) -> None:
    with office.store.write_files() as session:
        digest = files.put(session, b"\x00\xff photo", office.instant())
    set_up(office, server)
    a_message(office, files=(MessageFile(file=digest, name="Antes – sala.jpg", media_type="image/jpeg", size=8),))
    a_postman(office).deliver()
    _pdf, photo = read(server.received[0]).iter_attachments()
    assert (photo.get_filename(), photo.get_content_type()) == ("Antes – sala.jpg", "image/jpeg")
    assert photo.get_content() == b"\x00\xff photo"


def test_a_server_that_answers_nobody_keeps_no_program_from_ending(office: Office) -> None:
    with mail_server.speaking(b"", hang=True) as port:
        mail_account.save(office, MailAccount(host="127.0.0.1", port=port, sender="os@x.example"))
        message = a_message(office)
        postman = a_postman(office, connect=connect(Patience(connect=20.0)))
        claimed = threading.Event()
        office.listen(
            lambda _changes: (
                claimed.set() if outbox.get(office, message.id or 0).state is MessageState.SENDING else None
            )
        )
        thread = threading.Thread(target=postman.deliver)
        thread.start()
        assert claimed.wait(20)
        postman.stop()
        thread.join(5)
        assert not thread.is_alive()
    assert outbox.get(office, message.id or 0).state is MessageState.WAITING
