"""The outbox: what is offered, what rules queue in the saving transaction, and what a person does with messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from builders import a_visit
from mail_server import MailServer, serving
from offices import Clock, saved_client, saved_order
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.contacts import Contact, ContactKind
from osdesk.domain.history import Deed
from osdesk.domain.messages import Channel, Event, Message, MessageState, SendingRule
from osdesk.domain.orders import Order
from osdesk.domain.outbox import OutboxQuestion, OutboxView
from osdesk.domain.permissions import ALL_PERMISSIONS, Actor, Permission
from osdesk.domain.problems import Refused
from osdesk.domain.statuses import StatusKind
from osdesk.services import clients, company, dispatch, exchange, mail_account, orders, outbox, statuses
from osdesk.services.office import Conflict, Gone, NotAllowed, Office
from osdesk.services.outbox import AfterSave
from postal import MARINA, a_message, a_postman, an_order_for, read, set_up

SOON = timedelta(seconds=21)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with serving() as running:
        yield running


def rule(office: Office, **rules: SendingRule) -> None:
    company.save_settings(office, replace(company.settings(office), **rules))  # type: ignore[arg-type]  # by name


def status_of(office: Office, kind: StatusKind) -> int:
    return next(each.id or 0 for each in statuses.statuses(office) if each.kind is kind)


def finish(office: Office, order: Order) -> Order:
    return orders.save(office, replace(order, status_id=status_of(office, StatusKind.DONE))).order


def opened(office: Office) -> tuple[Message, ...]:
    ids = outbox.ids(office, OutboxQuestion())
    return tuple(outbox.get(office, message_id) for message_id in ids)


def test_an_order_that_opens_tells_its_client_where_the_office_wants_it(
    office: Office, clock: Clock, server: MailServer
) -> None:
    set_up(office, server, copy_to_self=True)
    rule(office, when_opened=SendingRule.SEND)
    order = an_order_for(office)
    (message,) = opened(office)
    assert (message.state, message.event, message.to) == (MessageState.PREPARING, Event.OPENED, (MARINA,))
    assert order.number in message.subject
    postman = a_postman(office)
    assert postman.deliver().sent == 0
    clock.forward(seconds=21)
    assert postman.deliver().sent == 1
    assert server.received[0].recipients == (MARINA, "oficina@aurora.example")
    assert read(server.received[0])["Auto-Submitted"] == "auto-generated"


def test_two_saves_of_the_same_minute_make_one_mail(office: Office, clock: Clock, server: MailServer) -> None:
    set_up(office, server)
    rule(office, when_opened=SendingRule.SEND, when_scheduled=SendingRule.SEND, when_finished=SendingRule.SEND)
    order = an_order_for(office)
    visit = a_visit(day=date(2026, 11, 27), planned_start=time(14), technicians=(), check_in=None, check_out=None)
    order = orders.save(office, replace(order, visits=(visit,))).order
    (message,) = opened(office)
    assert message.event is Event.SCHEDULED
    finish(office, order)
    (message,) = opened(office)
    assert message.event is Event.FINISHED
    clock.now += SOON
    assert a_postman(office).deliver().sent == 1
    assert opened(office) == ()


def test_what_is_undone_within_seconds_is_told_to_nobody(office: Office, clock: Clock, server: MailServer) -> None:
    set_up(office, server)
    order = an_order_for(office)
    rule(office, when_finished=SendingRule.SEND)
    before = orders.change_status(office, [order.id or 0], status_of(office, StatusKind.DONE))
    assert outbox.counts(office).preparing == 1
    orders.put_back(office, before)
    clock.now += SOON
    assert a_postman(office).deliver().sent == 0
    (row,) = outbox.of_order(office, order.id or 0)
    assert (row.state, row.trouble) == (MessageState.CANCELLED, "mail.undone")
    assert server.received == []


@pytest.mark.parametrize("send", [SendingRule.NOTHING, SendingRule.ASK])
def test_nothing_goes_by_itself_where_the_office_asks_or_does_nothing(office: Office, send: SendingRule) -> None:
    rule(office, when_opened=send)
    order = an_order_for(office)
    assert outbox.counts(office).open == 0
    asked = Event.OPENED if send is SendingRule.ASK else None
    assert outbox.after_save(office, None, order) == AfterSave(ask=asked)


def test_an_order_without_address_is_said_to_be_unreachable(office: Office) -> None:
    rule(office, when_opened=SendingRule.SEND)
    order = saved_order(office, saved_client(office, contacts=()))
    assert outbox.counts(office).open == 0
    assert outbox.after_save(office, None, order) == AfterSave(unreachable=Event.OPENED)
    reached = an_order_for(office)
    assert outbox.after_save(office, None, reached) == AfterSave(queued=Event.OPENED)
    assert outbox.after_save(office, reached, reached) == AfterSave()


def test_a_save_that_fails_queues_nothing(office: Office) -> None:
    rule(office, when_opened=SendingRule.SEND)
    with pytest.raises(Refused):
        saved_order(office, contact_email="nobody")
    stale = an_order_for(office)
    assert outbox.counts(office).open == 1
    orders.save(office, replace(stale, reason="x"))
    rule(office, when_finished=SendingRule.SEND)
    with pytest.raises(Conflict):
        finish(office, stale)
    assert [message.event for message in opened(office)] == [Event.OPENED]


def test_orders_from_a_file_and_samples_tell_nobody(office: Office) -> None:
    rule(office, when_opened=SendingRule.SEND)
    exchange.add_orders(office, [{"client": {"name": "Padaria"}, "contact_email": MARINA}])
    an_order_for(office, sample=True)
    assert outbox.counts(office).open == 0


def test_a_suggestion_is_ready_to_be_sent(office: Office, server: MailServer) -> None:
    set_up(office, server, copy_to_self=True)
    client = saved_client(
        office,
        contacts=(
            Contact(kind=ContactKind.EMAIL, value="financeiro@x.example", label="Financeiro"),
            Contact(kind=ContactKind.WHATSAPP, value="+5551999841220"),
        ),
    )
    order = saved_order(office, client, contact_email=MARINA, contact_phone="+555135550142")
    offered = outbox.compose(office, order.id or 0)
    assert offered.message.to == (MARINA,)
    assert offered.message.bcc == ("oficina@aurora.example",)
    assert [(each.address, each.of_client, each.label) for each in offered.addresses] == [
        (MARINA, False, ""),
        ("financeiro@x.example", True, "Financeiro"),
    ]
    assert offered.account_ready
    # A landline may have WhatsApp; a mobile number has it more likely.
    assert (offered.whatsapp, offered.whatsapp_problem) == ("+5551999841220", None)
    assert outbox.queue(office, offered.message).state is MessageState.PREPARING


def test_a_client_without_address_or_number_is_offered_nothing_wrong(office: Office) -> None:
    order = saved_order(office, saved_client(office, contacts=()), contact_phone="0800 123 4567")
    offered = outbox.compose(office, order.id or 0)
    assert (offered.message.to, offered.addresses, offered.account_ready) == ((), (), False)
    assert offered.whatsapp_problem is not None
    assert offered.whatsapp_problem.code == "phone.no_whatsapp"
    with pytest.raises(Refused) as caught:
        outbox.queue(office, offered.message)
    assert [problem.code for problem in caught.value.problems] == ["message.no_recipient"]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"to": ("nobody", "a@x.example")}, ["message.recipient"]),
        ({"cc": ("a b@x.example",)}, ["message.recipient"]),
        ({"to": ("a@x.example\r\nBcc: b@x.example",)}, ["message.recipient"]),
        ({"subject": " "}, ["required"]),
        ({"to": tuple(f"c{place}@x.example" for place in range(200))}, ["message.too_many"]),
    ],
)
def test_what_is_no_message_is_refused(office: Office, changes: dict[str, object], codes: list[str]) -> None:
    order = an_order_for(office)
    with pytest.raises(Refused) as caught:
        a_message(office, order, **changes)
    assert [problem.code for problem in caught.value.problems] == codes
    assert outbox.counts(office).open == 0


def test_a_line_end_in_a_subject_becomes_a_space(office: Office) -> None:
    assert a_message(office, subject="OS\r\nBcc: evil@x.example").subject == "OS Bcc: evil@x.example"


def test_the_page_lists_counts_and_finds(office: Office, clock: Clock, server: MailServer) -> None:
    set_up(office, server)
    order = an_order_for(office)
    first, second, third = (a_message(office, order, to=(f"c{place}@x.example",)) for place in range(3))
    assert outbox.counts(office).preparing == outbox.counts(office).open == 3
    assert [row.id for row in outbox.first(office, OutboxQuestion())] == [third.id, second.id, first.id]
    server.plan("RCPT", "550 no", "", "")
    server.plan("content", "keep and drop")
    a_postman(office).deliver()
    counts = outbox.counts(office)
    assert (counts.stopped, counts.unsure, counts.attention, counts.open) == (1, 1, 2, 2)
    views = {view: list(outbox.ids(office, OutboxQuestion(view=view))) for view in OutboxView}
    assert views == {
        OutboxView.OPEN: [second.id, first.id],
        OutboxView.ATTENTION: [second.id, first.id],
        OutboxView.SENT: [third.id],
        OutboxView.ALL: [third.id, second.id, first.id],
    }
    (row,) = outbox.rows(office, [third.id or 0])
    assert (row.number, row.client, row.to) == (order.number, clients.get(office, order.client_id or 0).name, third.to)
    assert len(outbox.first(office, OutboxQuestion(view=OutboxView.ALL), 2)) == 2
    assert list(outbox.ids(office, OutboxQuestion(order_id=999))) == []
    assert outbox.of_order(office, order.id or 0)[0].id == third.id


def test_a_message_is_changed_until_it_is_under_way(office: Office, server: MailServer) -> None:
    set_up(office, server)
    message = a_message(office)
    changed = outbox.edit(office, replace(message, to=("b@x.example",), subject="Outra"))
    with pytest.raises(Conflict):
        outbox.edit(office, message)
    assert outbox.get(office, message.id or 0) == changed
    server.plan("RCPT", "550 5.1.1 no such user")
    postman = a_postman(office)
    postman.deliver()
    stopped = outbox.get(office, message.id or 0)
    outbox.edit(office, replace(stopped, to=("c@x.example",)))
    assert postman.deliver().sent == 1
    assert server.received[0].recipients == ("c@x.example",)
    gone = outbox.get(office, message.id or 0)
    with pytest.raises(Refused, match=r"message\.under_way"):
        outbox.edit(office, gone)


def test_one_that_is_given_up_stays_readable_and_goes_nowhere(office: Office, server: MailServer) -> None:
    set_up(office, server)
    message = a_message(office)
    assert outbox.cancel(office, [message.id or 0]) == (message.id,)
    assert a_postman(office).deliver().sent == 0
    outbox.retry(office, [message.id or 0])
    assert outbox.get(office, message.id or 0).state is MessageState.CANCELLED
    assert outbox.counts(office).open == 0


def test_one_that_was_given_up_by_mistake_goes_at_the_hour_that_it_was_put_off_to(
    office: Office, server: MailServer
) -> None:
    set_up(office, server)
    later = office.instant() + timedelta(hours=3)
    order = an_order_for(office)
    message = outbox.queue(office, replace(outbox.compose(office, order.id or 0).message, not_before=later))
    outbox.cancel(office, [message.id or 0])
    outbox.take_up(office, [message.id or 0])
    back = outbox.get(office, message.id or 0)
    assert (back.state, back.not_before) == (MessageState.PREPARING, later)
    # One that has gone is not sent once more.
    outbox.retry(office, [message.id or 0])
    assert a_postman(office).deliver().sent == 1
    outbox.take_up(office, [message.id or 0])
    assert outbox.get(office, message.id or 0).state is MessageState.SENT


def test_what_is_being_sent_is_neither_changed_nor_given_up(office: Office, server: MailServer) -> None:
    account = set_up(office, server)
    message = a_message(office)
    claimed = dispatch.claim(office, message, account)
    assert claimed is not None
    assert outbox.cancel(office, [message.id or 0]) == ()
    outbox.retry(office, [message.id or 0])
    assert outbox.get(office, message.id or 0).state is MessageState.SENDING
    with pytest.raises(Refused):
        outbox.edit(office, claimed)
    assert dispatch.claim(office, message, account) is None


def test_a_person_decides_what_nobody_can_know(office: Office, server: MailServer) -> None:
    set_up(office, server)
    message = a_message(office)
    server.plan("content", "keep and drop", "drop")
    postman = a_postman(office)
    postman.deliver()
    decided = outbox.decide(office, message.id or 0, arrived=True)
    assert (decided.state, decided.sent_at) == (MessageState.SENT, office.instant())
    assert [entry.detail for entry in orders.history(office, message.order_id or 0) if entry.deed is Deed.SENT] == [
        f"email {MARINA}"
    ]
    with pytest.raises(Refused, match=r"message\.decided"):
        outbox.decide(office, message.id or 0, arrived=False)
    other = a_message(office)
    postman.deliver()
    outbox.decide(office, other.id or 0, arrived=False)
    assert postman.deliver().sent == 1
    assert [read(received)["Message-ID"] for received in server.received] == [message.message_id, other.message_id]


def test_a_wrong_address_is_put_right_everywhere_at_once(office: Office, server: MailServer) -> None:
    set_up(office, server)
    client = saved_client(office, contacts=(Contact(kind=ContactKind.EMAIL, value="MARNIA@x.example", label="Dona"),))
    order = saved_order(office, client, contact_email="marnia@x.example")
    message = a_message(office, order)
    server.plan("RCPT", "550 5.1.1 no such user")
    postman = a_postman(office)
    postman.deliver()
    with pytest.raises(Refused):
        outbox.fix_address(office, order.id or 0, "marnia@x.example", "marina")
    outbox.fix_address(office, order.id or 0, "marnia@x.example", " marina@x.example ")
    assert [(each.value, each.label) for each in clients.get(office, client.id or 0).contacts] == [
        ("marina@x.example", "Dona")
    ]
    assert orders.get(office, order.id or 0).contact_email == "marina@x.example"
    assert postman.deliver().sent == 1
    assert server.received[0].recipients == ("marina@x.example",)
    assert read(server.received[0])["Message-ID"] == message.message_id


def test_what_another_program_sends_stands_in_the_history_too(office: Office) -> None:
    order = an_order_for(office)
    outbox.record_handed_over(office, order.id or 0, Channel.WHATSAPP, ["+5551999841220"])
    outbox.record_handed_over(office, order.id or 0, Channel.DRAFT, [MARINA, "b@x.example"])
    sent = [entry.detail for entry in orders.history(office, order.id or 0) if entry.deed is Deed.SENT]
    assert sent == [f"draft {MARINA}, b@x.example", "whatsapp +5551999841220"]


def test_sending_needs_its_right(office: Office) -> None:
    order = an_order_for(office)
    message = a_message(office, order)
    office.actor = Actor(name="Bia", permissions=ALL_PERMISSIONS - {Permission.SEND_ORDERS})
    for deed in (
        lambda: a_message(office, order),
        lambda: outbox.edit(office, message),
        lambda: outbox.retry(office, [message.id or 0]),
        lambda: outbox.cancel(office, [message.id or 0]),
        lambda: outbox.decide(office, message.id or 0, arrived=True),
        lambda: outbox.fix_address(office, order.id or 0, MARINA, "b@x.example"),
        lambda: outbox.record_handed_over(office, order.id or 0, Channel.WHATSAPP, []),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_listeners_hear_of_every_step(office: Office, server: MailServer) -> None:
    set_up(office, server)
    heard: list[Changes] = []
    office.listen(heard.append)
    message = a_message(office)
    a_postman(office).deliver()
    assert all(change.touches(Subject.MESSAGE, message.id) for change in heard if change.touches(Subject.MESSAGE))
    assert sum(change.touches(Subject.MESSAGE) for change in heard) == 5
    assert heard[-1].touches(Subject.ORDER, message.order_id)


def test_what_is_not_there_is_gone(office: Office) -> None:
    with pytest.raises(Gone):
        outbox.get(office, 99)
    with pytest.raises(Gone):
        outbox.compose(office, 99)
    with pytest.raises(Gone):
        outbox.queue(office, Message(order_id=99, to=(MARINA,), subject="x"))
    outbox.cancel(office, [99])
    assert outbox.rows(office, [99]) == ()
    assert mail_account.get(office).usable is False
