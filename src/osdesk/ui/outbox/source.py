"""What the outbox asks the office, on the lanes that read: rows, counts, one message whole. Nothing of Qt in here."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from osdesk.domain.messages import Message
from osdesk.domain.outbox import MessageRow, OutboxCounts, OutboxQuestion, OutboxView
from osdesk.services import issuing, mail_account, outbox, wording
from osdesk.services.office import Gone, Office


class OutboxSource:
    """The rows of the list (`kit.table_model.Source`)."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def first(self, question: OutboxQuestion, limit: int, /) -> tuple[Sequence[MessageRow], int]:
        """The first rows, the newest."""
        rows = outbox.first(self._office, question, limit)
        return rows, len(rows)

    def ids(self, question: OutboxQuestion, /) -> array[int]:
        """The ids of all rows in order."""
        return outbox.ids(self._office, question)

    def rows(self, ids: Sequence[int], /) -> Sequence[MessageRow]:
        """The rows of these ids."""
        return outbox.rows(self._office, ids)


class Tally(NamedTuple):
    """How many messages each view shows, and whether there is an account to send them with."""

    counts: OutboxCounts
    sent: int
    all: int
    account_ready: bool

    def by_view(self) -> dict[str, int]:
        """The count of each view by its key."""
        return {
            OutboxView.OPEN.value: self.counts.open,
            OutboxView.ATTENTION.value: self.counts.attention,
            OutboxView.SENT.value: self.sent,
            OutboxView.ALL.value: self.all,
        }


def tally(office: Office) -> Tally:
    """Count; for the lane of what takes its time."""
    return Tally(
        counts=outbox.counts(office),
        sent=len(outbox.ids(office, OutboxQuestion(view=OutboxView.SENT))),
        all=len(outbox.ids(office, OutboxQuestion(view=OutboxView.ALL))),
        account_ready=mail_account.get(office).usable,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A message as its details show it: its row, itself with its words, what stands in its way, its document's name."""

    row: MessageRow
    message: Message
    trouble: tuple[str, str]
    document: str = ""


def details(office: Office, message_id: int) -> Shown | None:
    """All that the details show of a message; None when it isn't there."""
    rows = outbox.rows(office, [message_id])
    if not rows:
        return None
    try:
        message = outbox.get(office, message_id)
    except Gone:
        return None
    account = mail_account.get(office)
    document = ""
    if message.revision_id is not None:
        try:
            document = issuing.file_name(office, issuing.revision(office, message.revision_id))
        except Gone:
            document = ""
    return Shown(
        row=rows[0],
        message=message,
        trouble=wording.message_trouble(message.trouble, message.answer, account, message.recipients),
        document=document,
    )
