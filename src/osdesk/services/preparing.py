"""Making a message ready to go: its words, and the document that goes with it, issued as the order stands.

Apart from the postman, which carries what is ready and knows no paper.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import replace

from osdesk.domain import sending
from osdesk.domain.changes import Subject
from osdesk.domain.messages import Message, MessageState
from osdesk.domain.permissions import Permission
from osdesk.domain.revisions import Revision
from osdesk.domain.sheets import OrderSheet, Paper
from osdesk.services import issuing, mail_account, orders, outbox, statuses
from osdesk.services.office import Gone, Office, OfficeTrouble, ReadInterrupted, StoreClosed
from osdesk.storage.messages import MESSAGES

_log = logging.getLogger(__name__)

_TRIES = 5


def prepare(office: Office, message_id: int, render: Callable[[tuple[OrderSheet, ...]], Paper] | None = None) -> bool:
    """Make a message ready; whether it is now. One whose news is none any more is given up, one whose document can't be
    made is stopped.
    """
    with office.read() as session:
        message = MESSAGES.load(session, message_id)
    if message is None or message.state is not MessageState.PREPARING:
        return False
    # What a person wrote goes whatever has happened since.
    if message.order_id is None or not (message.subject or _still_so(office, message)):
        return _put(office, message, state=MessageState.CANCELLED, trouble="mail.undone") and False
    try:
        worded = outbox.worded(office, message)
        revision = _issued(office, message.order_id, render)
    except (OfficeTrouble, ReadInterrupted, StoreClosed, CancelledError):
        # The disk's affair, or the program ends: the message is prepared the next time.
        raise
    except Exception:  # noqa: BLE001  see below
        # One order that can't be drawn must not keep all the others from being sent.
        _log.exception("the document of a message could not be made")
        return _put(office, message, state=MessageState.STOPPED, trouble="mail.paper") and False
    sender = mail_account.get(office).sender
    return _put(
        office,
        message,
        state=MessageState.WAITING,
        revision_id=revision.id,
        subject=worded.subject,
        body=worded.body,
        message_id=message.message_id or sending.new_message_id(sender),
        not_before=office.instant(),
    )


def _still_so(office: Office, message: Message) -> bool:
    try:
        order = orders.get(office, message.order_id or 0)
    except Gone:
        return False
    kinds = {status.id: status.kind for status in statuses.statuses(office)}
    return sending.still_holds(message.event, order, kinds)


def _issued(office: Office, order_id: int, render: Callable[[tuple[OrderSheet, ...]], Paper] | None) -> Revision:
    """The order's living document, drawn by `render` where there is none that says what it says now."""
    if render is None:
        return issuing.issue(office, order_id)
    for _try in range(_TRIES):
        prepared = issuing.prepare(office, order_id)
        if prepared.existing is not None:
            return prepared.existing
        try:
            return issuing.store(office, prepared, render((prepared.sheet,)))
        except issuing.Stale:
            continue
    raise issuing.Stale


def _put(office: Office, message: Message, **changes: object) -> bool:
    """Store it, unless somebody changed it meanwhile: then it is prepared again in the next round."""
    with office.write(Permission.SEND_ORDERS) as work:
        stored = MESSAGES.load(work.session, message.id or 0)
        if stored is None or stored.version != message.version:
            return False
        MESSAGES.save(work.session, replace(stored, **changes), stored)  # type: ignore[arg-type]  # by name
        work.changed(Subject.MESSAGE, [message.id or 0])
    return True
