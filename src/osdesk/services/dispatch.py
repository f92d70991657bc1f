"""What is written of a message on its way, and what it looks like on the wire: the postman's book and pen.

Apart from the postman, which decides; each function here is one transaction, told to listeners, without an entry in the
journal, which holds what people do (and, in the order's, that its document went).
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime

from osdesk.domain import sending
from osdesk.domain.changes import Subject
from osdesk.domain.messages import MailAccount, Message, MessageState
from osdesk.domain.permissions import Permission
from osdesk.gateways import mail
from osdesk.gateways.mail_trouble import MailTrouble, Whose
from osdesk.gateways.smtp import Refusal
from osdesk.services import issuing, outbox
from osdesk.services.office import Office, Work
from osdesk.storage import files
from osdesk.storage import outbox as storage
from osdesk.storage.messages import MESSAGES


def recover(office: Office) -> None:
    """Put right what a crash left: what was claimed waits again, what was handed over is unsure."""
    with office.read() as session:
        claimed = storage.in_state(session, MessageState.SENDING)
        handed = storage.in_state(session, MessageState.HANDING)
    if not claimed and not handed:
        return
    with office.write(Permission.SEND_ORDERS) as work:
        for message_id in claimed:
            _put(work, message_id, state=MessageState.WAITING)
        for message_id in handed:
            _put(work, message_id, state=MessageState.UNSURE, trouble="mail.unsure")


def claim(office: Office, message: Message, account: MailAccount) -> Message | None:
    """The message, taken to be sent now; None where somebody changed it meanwhile."""
    with office.write(Permission.SEND_ORDERS) as work:
        stored = MESSAGES.load(work.session, message.id or 0)
        if stored is None or stored.version != message.version:
            return None
        return _put(work, message.id or 0, state=MessageState.SENDING, account=account.key, tries=message.tries + 1)


def written(office: Office, message: Message, account: MailAccount, sender_name: str) -> tuple[bytes, bool]:
    """The message as it goes over the wire, with its document's own bytes, and whether it needs SMTPUTF8.

    Raises `PdfLost`, `LookupError` where a file isn't there.
    """
    enclosures = []
    if message.revision_id is not None:
        revision = issuing.revision(office, message.revision_id)
        name, pdf = issuing.file_name(office, revision), issuing.pdf(office, revision)
        enclosures.append(mail.Enclosure(name=name, media_type="application/pdf", data=pdf))
    for each in message.files:
        with office.store.read_files() as session:
            data = files.get(session, each.file) if session is not None else None
        if data is None:
            raise LookupError(each.file)
        enclosures.append(mail.Enclosure(name=each.name, media_type=each.media_type, data=data))
    letter = mail.Letter(
        message=message,
        account=account,
        sender_name=sender_name,
        # When it was ready to go (RFC 5322, 3.6.1), however long the way took.
        date=(message.created_at or office.instant()).astimezone(office.zone),
        enclosures=tuple(enclosures),
    )
    composed = mail.compose(letter)
    utf8 = mail.needs_utf8(composed)
    return mail.as_bytes(composed, utf8=utf8), utf8


def handing(office: Office, message: Message, refused: tuple[Refusal, ...], dice: random.Random) -> None:
    """Store, before it is so, that the message may arrive. Receivers that were refused get a message of their own, so
    that none of the others is sent it twice.
    """
    gone = {refusal.address for refusal in refused}
    with office.write(Permission.SEND_ORDERS) as work:
        to, cc, bcc = (
            tuple(each for each in addresses if each not in gone) for addresses in (message.to, message.cc, message.bcc)
        )
        _put(work, message.id or 0, state=MessageState.HANDING, to=to, cc=cc, bcc=bcc)
        for retry in (True, False):
            mine = tuple(refusal for refusal in refused if refusal.retry is retry)
            if not mine:
                continue
            rest = replace(
                message,
                id=None,
                version=0,
                to=tuple(refusal.address for refusal in mine),
                cc=(),
                bcc=(),
                files=tuple(replace(each, id=None) for each in message.files),
                message_id=sending.new_message_id(message.message_id.strip("<>")),
                state=MessageState.WAITING if retry else MessageState.STOPPED,
                not_before=work.at + sending.pause(message.tries, dice),
                trouble="mail.later" if retry else "mail.recipient",
                answer=mine[0].answer,
            )
            work.changed(Subject.MESSAGE, [MESSAGES.save(work.session, rest).id or 0])


def sent(office: Office, message_id: int, answer: str) -> sending.Sent | None:
    """The server took it; noted in the order's history too. Returns what counts for the provider's limit."""
    with office.write(Permission.SEND_ORDERS) as work:
        done = _put(work, message_id, state=MessageState.SENT, sent_at=work.at, trouble="", answer=answer)
        if done is None:
            return None
        outbox.note_sent(work, done)
        return sending.Sent(at=work.at, recipients=len(done.recipients))


def unsure(office: Office, message_id: int, trouble: MailTrouble) -> None:
    """It may have arrived."""
    with office.write(Permission.SEND_ORDERS) as work:
        _put(work, message_id, state=MessageState.UNSURE, trouble=trouble.code, answer=trouble.answer)


def keep_waiting(office: Office, message: Message, trouble: MailTrouble, until: datetime | None = None) -> None:
    """It goes then, or as soon as the account does. Only what was wrong with the message itself counts as a try."""
    tries = message.tries
    if message.state is MessageState.SENDING and trouble.whose is Whose.ACCOUNT:
        tries -= 1
    with office.write(Permission.SEND_ORDERS) as work:
        _put(
            work,
            message.id or 0,
            state=MessageState.WAITING,
            not_before=until or work.at,
            tries=tries,
            trouble=trouble.code,
            answer=trouble.answer,
        )


def stop(office: Office, message_id: int, code: str, answer: str = "") -> None:
    """It doesn't go until a person has put something right."""
    with office.write(Permission.SEND_ORDERS) as work:
        _put(work, message_id, state=MessageState.STOPPED, trouble=code, answer=answer)


def _put(work: Work, message_id: int, **changes: object) -> Message | None:
    """Change some fields of a message as it is now stored; None when it isn't there any more."""
    stored = MESSAGES.load(work.session, message_id)
    if stored is None:
        return None
    saved = MESSAGES.save(work.session, replace(stored, **changes), stored)  # type: ignore[arg-type]  # by name
    work.changed(Subject.MESSAGE, [message_id])
    return saved
