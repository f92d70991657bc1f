"""The columns of the outbox: where a message stands, its order and client, to whom, what it says, when.

Apart from the page, so that words and marks can be tested; the details show the same looks.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from osdesk.domain.messages import MailAccount, MessageState
from osdesk.domain.outbox import MessageRow
from osdesk.services import wording
from osdesk.texts import _
from osdesk.ui.kit.cells import Cell, Column
from osdesk.ui.orders.when import moment_words

_DASH = "—"
_LOOKS = {
    MessageState.PREPARING: ("file-text", "text2"),
    MessageState.WAITING: ("hourglass", "text2"),
    MessageState.SENDING: ("send", "link"),
    MessageState.HANDING: ("send", "link"),
    MessageState.SENT: ("circle-check", "ok"),
    MessageState.UNSURE: ("circle-help", "warn"),
    MessageState.STOPPED: ("circle-alert", "danger"),
    MessageState.CANCELLED: ("ban", "text2"),
}
#: With the details beside a narrow list these give way: they stand in the details.
_NEEDED_FOR_NUMBER = 430
_NEEDED_FOR_WHEN = 570
_NEEDED_FOR_RECEIVERS = 760
_NEEDED_FOR_SUBJECT = 940


class StateLook(NamedTuple):
    """Icon, colour of the tokens, and words of where a message stands."""

    icon: str
    tone: str
    words: str


def standing(row: MessageRow, now: datetime | None) -> MessageState:
    """Where a message stands for a person: one whose document is made later, when its hour has come, waits."""
    if row.state is MessageState.PREPARING and _is_put_off(row, now):
        return MessageState.WAITING
    return row.state


def state_look(row: MessageRow, now: datetime | None = None) -> StateLook:
    """Where a message stands, and in two words what is in its way."""
    state = standing(row, now)
    icon, tone = _LOOKS[state]
    words = wording.message_state_name(state)
    if row.trouble and row.state is not MessageState.SENT and row.state is not MessageState.CANCELLED:
        if row.state is MessageState.WAITING:
            tone = "warn"
        title = wording.message_trouble(row.trouble, row.answer, MailAccount())[0]
        if title:
            words = f"{words} · {title}"
    return StateLook(icon, tone, words)


def receivers_words(row: MessageRow) -> str:
    """The first receiver, and how many more get it."""
    more = len(row.to) - 1 + row.others
    first = row.to[0] if row.to else _DASH
    return f"{first} +{more}" if more > 0 else first


def when_words(row: MessageRow, now: datetime) -> str:
    """When it went; when it goes, if that is later; else when it was written."""
    if row.sent_at is not None:
        return moment_words(row.sent_at.astimezone(now.tzinfo), now)
    if row.not_before is not None and _is_put_off(row, now):
        return _("goes {moment}").format(moment=goes_words(row.not_before, now))
    return moment_words(row.created_at.astimezone(now.tzinfo), now)


def _is_put_off(row: MessageRow, now: datetime | None) -> bool:
    waits = row.state in (MessageState.PREPARING, MessageState.WAITING)
    return waits and now is not None and row.not_before is not None and row.not_before > now


def goes_words(moment: datetime, now: datetime) -> str:
    """A moment still to come, in the office's zone: the hour alone where it is today's."""
    local = moment.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else moment_words(local, now)


def is_faint(row: MessageRow) -> bool:
    """Whether the row's text is quieter: a message that was given up."""
    return row.state is MessageState.CANCELLED


def _draw_state(cell: Cell, look: StateLook) -> None:
    cell.mark(look.icon, look.words, look.tone)


def columns(now: Callable[[], datetime]) -> tuple[Column[MessageRow], ...]:
    """The columns; `now` is asked at each painting, in the office's zone."""
    return (
        Column(
            key="state",
            title=_("Status"),
            width=210,
            text=lambda row: state_look(row, now()).words,
            draw=lambda cell, row: _draw_state(cell, state_look(row, now())),
            sortable=False,
        ),
        Column(
            key="number",
            title=_("Number"),
            width=100,
            text=lambda row: row.number,
            draw=lambda cell, row: cell.text(row.number or _DASH, "figures"),
            sortable=False,
            needs=_NEEDED_FOR_NUMBER,
        ),
        Column(
            key="client",
            title=_("Client"),
            width=120,
            text=lambda row: row.client,
            draw=lambda cell, row: cell.strong(row.client or _DASH),
            stretch=True,
            sortable=False,
        ),
        Column(
            key="to",
            title=_("To"),
            width=180,
            text=receivers_words,
            draw=lambda cell, row: cell.text(receivers_words(row)),
            sortable=False,
            needs=_NEEDED_FOR_RECEIVERS,
        ),
        Column(
            key="subject",
            title=_("Subject"),
            width=240,
            text=lambda row: row.subject,
            draw=lambda cell, row: cell.text(row.subject or wording.event_name(row.event)),
            sortable=False,
            needs=_NEEDED_FOR_SUBJECT,
        ),
        Column(
            key="when",
            title=_("When"),
            width=140,
            text=lambda row: when_words(row, now()),
            draw=lambda cell, row: cell.text(when_words(row, now()), "figures", "" if is_faint(row) else "text2"),
            sortable=False,
            needs=_NEEDED_FOR_WHEN,
        ),
    )
