"""The outbox: what a message to a client would say, putting it in, and what a person does with one that is in it.

Apart from `postman`, which empties it. A message refers to its document; nothing here draws, connects or waits.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace

from osdesk.domain import sending
from osdesk.domain.changes import Subject
from osdesk.domain.contacts import ContactKind, is_email
from osdesk.domain.history import Deed
from osdesk.domain.messages import Channel, Message, MessageState
from osdesk.domain.messages import problems as message_problems
from osdesk.domain.outbox import MessageRow, OutboxCounts, OutboxQuestion, OutboxView
from osdesk.domain.permissions import Permission
from osdesk.domain.problems import Problem, Refused
from osdesk.domain.tidy import tidied
from osdesk.services import clients, mail_account, message_templates, orders, records, saving
from osdesk.services.composing import AfterSave, KnownAddress, Suggestion, after_save, compose
from osdesk.services.office import Conflict, Gone, Office, Session, Work
from osdesk.storage import facets
from osdesk.storage import outbox as storage
from osdesk.storage.clients import CLIENTS
from osdesk.storage.differences import differences
from osdesk.storage.messages import MESSAGES

__all__ = [
    "AfterSave",
    "KnownAddress",
    "MessageRow",
    "OutboxCounts",
    "OutboxQuestion",
    "OutboxView",
    "Suggestion",
    "after_save",
    "cancel",
    "compose",
    "counts",
    "decide",
    "edit",
    "first",
    "fix_address",
    "get",
    "ids",
    "of_order",
    "queue",
    "record_handed_over",
    "retry",
    "rows",
]

#: What may still be changed, and what can be made due at once.
_EDITABLE = frozenset({MessageState.PREPARING, MessageState.WAITING, MessageState.STOPPED})


def queue(office: Office, message: Message, *, initiator: object = None) -> Message:
    """Put a message into the outbox. Its document is issued by the postman, unless it names one already.

    Raises `Refused` (the codes of `messages.problems`), `Gone`, `NotAllowed`.
    """
    message = tidied(message)
    records.refuse(message_problems(message))
    with office.write(Permission.SEND_ORDERS, initiator) as work:
        if message.order_id is not None:
            saving.loaded(work.session, message.order_id)
        sender = mail_account.stored(work.session).sender
        ready = message.revision_id is not None or message.order_id is None
        saved = MESSAGES.save(
            work.session,
            replace(
                message,
                id=None,
                version=0,
                state=MessageState.WAITING if ready else MessageState.PREPARING,
                message_id=sending.new_message_id(sender),
                account="",
                created_at=work.at,
                not_before=max(message.not_before or work.at, work.at),
                tries=0,
                trouble="",
                answer="",
                sent_at=None,
            ),
        )
        work.record(Subject.MESSAGE, [saved.id or 0], Deed.ADDED, detail=message.event.value)
    return saved


def first(office: Office, question: OutboxQuestion, limit: int = 100) -> tuple[MessageRow, ...]:
    """The first rows that answer a question, the newest first."""
    with office.read() as session:
        return storage.rows(session, storage.ids(session, question, limit))


def ids(office: Office, question: OutboxQuestion) -> array[int]:
    """The ids of all messages that answer a question, the newest first."""
    with office.read() as session:
        return storage.ids(session, question)


def rows(office: Office, wanted: Sequence[int]) -> tuple[MessageRow, ...]:
    """The rows of those ids, in that order; what isn't there is left out."""
    with office.read() as session:
        return storage.rows(session, wanted)


def counts(office: Office) -> OutboxCounts:
    """How many messages stand where."""
    with office.read() as session:
        return storage.counts(session)


def of_order(office: Office, order_id: int) -> tuple[MessageRow, ...]:
    """All messages of an order, the newest first."""
    with office.read() as session:
        question = OutboxQuestion(view=OutboxView.ALL, order_id=order_id)
        return storage.rows(session, storage.ids(session, question))


def get(office: Office, message_id: int) -> Message:
    """One message, with its words also where the postman has yet to find them. Raises `Gone`."""
    with office.read() as session:
        found = _loaded(session, message_id)
    return worded(office, found)


def worded(office: Office, message: Message) -> Message:
    """The message with subject and text: those that it has, or what the template says now."""
    if message.subject or message.order_id is None:
        return message
    template = message_templates.get(office, message.event, message.language)
    figures = message_templates.figures(office, orders.get(office, message.order_id), message.language)
    subject, body = message_templates.filled(template, figures)
    return replace(message, subject=subject, body=body)


def retry(office: Office, message_ids: Iterable[int], *, initiator: object = None) -> None:
    """Make messages due at once: those that wait, and those that were stopped. Others stay as they are."""
    with office.write(Permission.SEND_ORDERS, initiator) as work:
        for stored in MESSAGES.load_many(work.session, list(dict.fromkeys(message_ids))):
            if stored.state in _EDITABLE:
                _change(work, stored, _due(work, stored))


def edit(office: Office, message: Message, *, initiator: object = None) -> Message:
    """Change receivers, subject and text of a message that hasn't gone; one that was stopped becomes due again.

    Raises `Refused` (`message.under_way` when it is being sent or has gone), `Conflict`, `Gone`.
    """
    message = tidied(message)
    records.refuse(message_problems(message))
    with office.write(Permission.SEND_ORDERS, initiator) as work:
        stored = _loaded(work.session, message.id or 0)
        if stored.state not in _EDITABLE:
            raise Refused((Problem(field="state", code="message.under_way"),))
        if stored.version != message.version:
            raise Conflict(stored, message)
        changed = replace(
            stored, to=message.to, cc=message.cc, bcc=message.bcc, subject=message.subject, body=message.body
        )
        if stored.state is MessageState.STOPPED:
            changed = _due(work, changed)
        return _change(work, stored, changed)


def cancel(office: Office, message_ids: Iterable[int], *, initiator: object = None) -> tuple[int, ...]:
    """Give messages up that haven't gone: they stay readable. What is being sent this very moment is left.

    Returns the ids of those that were given up.
    """
    gone = {MessageState.SENT, MessageState.SENDING, MessageState.HANDING, MessageState.CANCELLED}
    given_up = []
    with office.write(Permission.SEND_ORDERS, initiator) as work:
        for stored in MESSAGES.load_many(work.session, list(dict.fromkeys(message_ids))):
            if stored.state not in gone:
                _change(work, stored, replace(stored, state=MessageState.CANCELLED))
                given_up.append(stored.id or 0)
    return tuple(given_up)


def take_up(office: Office, message_ids: Iterable[int], *, initiator: object = None) -> None:
    """Send messages after all that were given up, each at the hour that it was put off to. Others stay as they are."""
    with office.write(Permission.SEND_ORDERS, initiator) as work:
        for stored in MESSAGES.load_many(work.session, list(dict.fromkeys(message_ids))):
            if stored.state is MessageState.CANCELLED:
                due = _due(work, stored)
                _change(work, stored, replace(due, not_before=max(stored.not_before or work.at, work.at)))


def decide(office: Office, message_id: int, *, arrived: bool, initiator: object = None) -> Message:
    """A person says of a message whose answer never came whether it arrived; if not, it is sent again.

    Raises `Refused` (`message.decided` when it isn't unsure any more), `Gone`.
    """
    with office.write(Permission.SEND_ORDERS, initiator) as work:
        stored = _loaded(work.session, message_id)
        if stored.state is not MessageState.UNSURE:
            raise Refused((Problem(field="state", code="message.decided"),))
        if not arrived:
            return _change(work, stored, _due(work, stored))
        note_sent(work, stored)
        return _change(work, stored, replace(stored, state=MessageState.SENT, sent_at=work.at, trouble=""))


def fix_address(office: Office, order_id: int, old: str, new: str, *, initiator: object = None) -> None:
    """Put a wrong address right in one go: in the client, in this order, and in this order's messages still to go,
    which become due again.

    Raises `Refused` (`email.form`), `Gone`, `NotAllowed`.
    """
    new = new.strip()
    if not is_email(new):
        raise Refused((Problem(field="email", code="email.form"),))
    with office.write(Permission.EDIT_CLIENTS, initiator) as work:
        work.require(Permission.SEND_ORDERS)
        work.require(Permission.EDIT_ORDERS)
        order = saving.loaded(work.session, order_id)
        client = CLIENTS.load(work.session, order.client_id or 0)
        if client is None:
            raise Gone(Subject.CLIENT, order.client_id)
        contacts = tuple(
            replace(contact, value=new)
            if contact.kind is ContactKind.EMAIL and contact.value.casefold() == old.casefold()
            else contact
            for contact in client.contacts
        )
        if contacts != client.contacts:
            clients.put(work, replace(client, contacts=contacts))
        if order.contact_email.casefold() == old.casefold() and old:
            orders.put(work, replace(order, contact_email=new), telling=False)
        question = OutboxQuestion(view=OutboxView.OPEN, order_id=order_id)
        for stored in MESSAGES.load_many(work.session, storage.ids(work.session, question)):
            if stored.state in _EDITABLE and old.casefold() in map(str.casefold, stored.recipients):
                to, cc, bcc = (_swapped(each, old, new) for each in (stored.to, stored.cc, stored.bcc))
                _change(work, stored, _due(work, replace(stored, to=to, cc=cc, bcc=bcc)))


def record_handed_over(
    office: Office, order_id: int, channel: Channel, receivers: Iterable[str], *, initiator: object = None
) -> None:
    """Note in an order's history that its document was handed to another program: a mail draft, or WhatsApp."""
    with office.write(Permission.SEND_ORDERS, initiator) as work:
        work.record(Subject.ORDER, [order_id], Deed.SENT, detail=f"{channel.value} {', '.join(receivers)}".strip())
        facets.mark_sent(work.session, order_id)


def note_sent(work: Work, message: Message) -> None:
    """Write into the order's history that the message went, and to whom."""
    if message.order_id is not None:
        receivers = ", ".join((*message.to, *message.cc))
        work.record(Subject.ORDER, [message.order_id], Deed.SENT, detail=f"{Channel.EMAIL.value} {receivers}")
        facets.mark_sent(work.session, message.order_id)


def _change(work: Work, stored: Message, changed: Message) -> Message:
    saved = MESSAGES.save(work.session, changed, stored)
    if saved is not stored:
        work.record(Subject.MESSAGE, [saved.id or 0], Deed.CHANGED, differences(stored, saved))
    return saved


def _due(work: Work, message: Message) -> Message:
    """The message as one to be sent now, its document issued first where it has none."""
    preparing = message.order_id is not None and message.revision_id is None
    return replace(
        message,
        state=MessageState.PREPARING if preparing else MessageState.WAITING,
        not_before=work.at,
        tries=0,
        trouble="",
        answer="",
    )


def _loaded(session: Session, message_id: int) -> Message:
    found = MESSAGES.load(session, message_id)
    if found is None:
        raise Gone(Subject.MESSAGE, message_id)
    return found


def _swapped(addresses: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new if each.casefold() == old.casefold() else each for each in addresses))
