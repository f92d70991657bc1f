"""Questions asked of the outbox: what is due, what stands where, rows for the page, how much went lately.

Apart from the tables in `messages`. What is still open is a few rows among very many that went: the questions about it
say so in the very words of the index that holds only those (`ix_message_open`).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select
from sqlalchemy import text as sql

from osdesk.domain.messages import NEEDS_PERSON, RULED, Event, MessageState, MessageTemplate
from osdesk.domain.outbox import MessageRow, OutboxCounts, OutboxQuestion, OutboxView
from osdesk.domain.sending import Sent
from osdesk.storage import packed
from osdesk.storage.clients import client
from osdesk.storage.messages import TEMPLATES, message, template
from osdesk.storage.orders import order

_OPEN = sql("message.state NOT IN ('sent', 'cancelled')")
_AT_ONCE = 1000


def open_ids_statement() -> Select[int]:
    """What is still to be done, the newest first."""
    # Plus nothing: by the bare id SQLite would rather walk through all that ever went.
    return select(message.c.id).where(_OPEN).order_by((message.c.id + 0).desc())


def attention_ids_statement() -> Select[int]:
    """What waits for a person, the newest first."""
    return select(message.c.id).where(_OPEN, message.c.state.in_(sorted(NEEDS_PERSON))).order_by(message.c.id.desc())


def sent_ids_statement() -> Select[int]:
    """What went, the last first."""
    return select(message.c.id).where(message.c.sent_at.is_not(None)).order_by(message.c.sent_at.desc())


def all_ids_statement() -> Select[int]:
    """Every message, the newest first."""
    return select(message.c.id).order_by(message.c.id.desc())


_VIEWS = {
    OutboxView.OPEN: open_ids_statement(),
    OutboxView.ATTENTION: attention_ids_statement(),
    OutboxView.SENT: sent_ids_statement(),
    OutboxView.ALL: all_ids_statement(),
}


def ids(session: Connection, question: OutboxQuestion, limit: int | None = None) -> array[int]:
    """The ids of the messages that answer a question, the newest first."""
    statement = _VIEWS[question.view]
    if question.order_id is not None:
        statement = statement.where(message.c.order_id == question.order_id)
    if limit is not None:
        return array("q", session.execute(statement.limit(limit)).scalars())
    return packed.ids(session, statement)


def rows_statement() -> Select[Any]:
    """The rows of some ids, with the order's number and client."""
    return (
        select(
            *(
                message.c[name]
                for name in (
                    *("id", "version", "state", "event", "order_id", "to", "cc", "bcc", "subject", "created_at"),
                    *("not_before", "sent_at", "tries", "trouble", "answer"),
                )
            ),
            order.c.number,
            client.c.name.label("client"),
        )
        .select_from(message)
        .outerjoin(order, order.c.id == message.c.order_id)
        .outerjoin(client, client.c.id == order.c.client_id)
        .where(message.c.id.in_(bindparam("ids", expanding=True)))
    )


_ROWS = rows_statement()


def rows(session: Connection, wanted: Sequence[int]) -> tuple[MessageRow, ...]:
    """The rows of those ids, in that order; ids that aren't there are left out."""
    found: dict[int, MessageRow] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        for row in session.execute(_ROWS, {"ids": list(wanted[start : start + _AT_ONCE])}):
            found[row.id] = MessageRow(
                id=row.id,
                version=row.version,
                state=row.state,
                event=row.event,
                order_id=row.order_id,
                number=row.number or "",
                client=row.client or "",
                to=row.to,
                others=len(row.cc) + len(row.bcc),
                subject=row.subject,
                created_at=row.created_at,
                not_before=row.not_before,
                sent_at=row.sent_at,
                tries=row.tries,
                trouble=row.trouble,
                answer=row.answer,
            )
    return tuple(found[message_id] for message_id in wanted if message_id in found)


def counts_statement() -> Select[Any]:
    """How many open messages stand in each state."""
    return select(message.c.state, func.count()).where(_OPEN).group_by(message.c.state)


_COUNTS = counts_statement()


def counts(session: Connection) -> OutboxCounts:
    """How many messages stand where."""
    held = {row[0]: row[1] for row in session.execute(_COUNTS)}
    return OutboxCounts(
        preparing=held.get(MessageState.PREPARING, 0),
        waiting=held.get(MessageState.WAITING, 0),
        sending=held.get(MessageState.SENDING, 0) + held.get(MessageState.HANDING, 0),
        unsure=held.get(MessageState.UNSURE, 0),
        stopped=held.get(MessageState.STOPPED, 0),
    )


def due_statement() -> Select[Any]:
    """The messages of a state that are due, those that waited longest first."""
    return (
        select(message.c.id)
        .where(_OPEN, message.c.state == bindparam("state"), message.c.not_before <= bindparam("now"))
        .order_by(message.c.not_before, message.c.id)
    )


_DUE = due_statement()


def due(session: Connection, state: MessageState, now: datetime) -> list[int]:
    """The ids of the messages of a state that are due, those that waited longest first."""
    return list(session.execute(_DUE, {"state": state, "now": now}).scalars())


def in_state_statement() -> Select[int]:
    """The open messages of a state."""
    return select(message.c.id).where(_OPEN, message.c.state == bindparam("state")).order_by(message.c.id)


_IN_STATE = in_state_statement()


def in_state(session: Connection, state: MessageState) -> list[int]:
    """The ids of the open messages of a state."""
    return list(session.execute(_IN_STATE, {"state": state}).scalars())


def next_statement() -> Select[Any]:
    """When the next message becomes due."""
    waiting = [MessageState.PREPARING, MessageState.WAITING]
    return select(func.min(message.c.not_before)).where(_OPEN, message.c.state.in_(waiting))


_NEXT = next_statement()


def next_due(session: Connection) -> datetime | None:
    """When the next message becomes (or became) due; None when nothing waits."""
    found: datetime | None = session.execute(_NEXT).scalar()
    return found


def sent_since_statement() -> Select[Any]:
    """What went over an account since an instant."""
    return select(message.c.sent_at, message.c.to, message.c.cc, message.c.bcc).where(
        message.c.account == bindparam("account"), message.c.sent_at > bindparam("since")
    )


_SENT_SINCE = sent_since_statement()


def sent_since(session: Connection, account: str, since: datetime) -> list[Sent]:
    """When how many recipients were reached over an account, since an instant."""
    found = session.execute(_SENT_SINCE, {"account": account, "since": since})
    return [Sent(at=row.sent_at, recipients=len({*row.to, *row.cc, *row.bcc})) for row in found]


def announced_statement() -> Select[int]:
    """The message that is being prepared, by a rule, for an order."""
    return (
        select(message.c.id)
        .where(
            _OPEN,
            message.c.order_id == bindparam("order_id"),
            message.c.state == MessageState.PREPARING,
            message.c.event.in_(RULED),
        )
        .order_by(message.c.id.desc())
        .limit(1)
    )


_ANNOUNCED = announced_statement()


def announced(session: Connection, order_id: int) -> int | None:
    """The message that is being prepared, by a rule, for an order, or None."""
    found: int | None = session.execute(_ANNOUNCED, {"order_id": order_id}).scalar()
    return found


def template_statement() -> Select[int]:
    """The office's own words for an event in a language."""
    return select(template.c.id).where(
        template.c.event == bindparam("event"), template.c.language == bindparam("language")
    )


_TEMPLATE = template_statement()


def own_template(session: Connection, event: Event, language: str) -> MessageTemplate | None:
    """The office's own words for an event in a language, or None."""
    found: int | None = session.execute(_TEMPLATE, {"event": event, "language": language}).scalar()
    return None if found is None else TEMPLATES.load(session, found)
