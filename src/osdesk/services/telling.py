"""What a saved order puts into the outbox by itself, in the very transaction that saves it: a crash loses neither.

Apart from `outbox`, whose verbs people use: this is called by the saving of orders and so knows none of the services
that gather, draw and send. The message waits a little (`sending.GRACE`), so that a slip can be undone; its words and
its document are made by the postman.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from osdesk.domain import sending
from osdesk.domain.changes import Subject
from osdesk.domain.clients import Client
from osdesk.domain.company import OfficeSettings
from osdesk.domain.history import Deed
from osdesk.domain.messages import RULED, Event, MailAccount, Message, MessageState, SendingRule
from osdesk.domain.orders import Order
from osdesk.domain.statuses import Status
from osdesk.services.office import Work
from osdesk.storage import company as company_storage
from osdesk.storage import outbox
from osdesk.storage.messages import ACCOUNT, MESSAGES


def tell(
    work: Work, before: Order | None, after: Order, client: Client | None, statuses: Mapping[int | None, Status]
) -> Event | None:
    """Queue what the office's rules send by themselves after this save; returns the event that is told of."""
    kinds = {status_id: status.kind for status_id, status in statuses.items()}
    happened = sending.events(before, after, kinds)
    if not happened:
        return None
    settings = company_storage.SETTINGS.load(work.session) or OfficeSettings()
    chosen = sending.to_tell(happened, settings)
    addresses = sending.addresses_of(after, client)
    if chosen is None or chosen[1] is not SendingRule.SEND or not addresses:
        return None
    event = chosen[0]
    earlier = _earlier(work, after.id or 0)
    if earlier is not None:
        # One that is still being prepared tells of both saves: two mails of one minute help nobody.
        event = max(event, earlier.event, key=RULED.index)
        changed = replace(earlier, event=event, to=addresses[:1], not_before=work.at + sending.GRACE)
        saved = MESSAGES.save(work.session, changed, earlier)
        work.changed(Subject.MESSAGE, [saved.id or 0])
        return event
    account = ACCOUNT.load(work.session) or MailAccount()
    saved = MESSAGES.save(
        work.session,
        Message(
            order_id=after.id,
            event=event,
            state=MessageState.PREPARING,
            to=addresses[:1],
            bcc=(account.sender,) if account.copy_to_self and account.sender else (),
            language=settings.sheet_language,
            message_id=sending.new_message_id(account.sender),
            created_at=work.at,
            not_before=work.at + sending.GRACE,
        ),
    )
    work.record(Subject.MESSAGE, [saved.id or 0], Deed.ADDED, detail=event.value)
    return event


def _earlier(work: Work, order_id: int) -> Message | None:
    found = outbox.announced(work.session, order_id)
    return None if found is None else MESSAGES.load(work.session, found)
