"""Questions asked of the outbox, and the light rows and counts that answer them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from osdesk.domain.messages import Event, MessageState


class OutboxView(StrEnum):
    """Which messages: those with something still to be done, those that wait for a person, what went, or all."""

    OPEN = "open"
    ATTENTION = "attention"
    SENT = "sent"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxQuestion:
    """Which messages; of one order alone where `order_id` is given. The newest come first."""

    view: OutboxView = OutboxView.OPEN
    order_id: int | None = None


class MessageRow(NamedTuple):
    """One row of the outbox: light, and all that the row shows. `number` and `client` are the order's; `others` counts
    who gets a copy.
    """

    id: int
    version: int
    state: MessageState
    event: Event
    order_id: int | None
    number: str
    client: str
    to: tuple[str, ...]
    others: int
    subject: str
    created_at: datetime
    not_before: datetime | None
    sent_at: datetime | None
    tries: int
    trouble: str
    answer: str


class OutboxCounts(NamedTuple):
    """How many messages stand where; `sending` counts also those whose content is on its way."""

    preparing: int = 0
    waiting: int = 0
    sending: int = 0
    unsure: int = 0
    stopped: int = 0

    @property
    def open(self) -> int:
        """All with something still to be done."""
        return sum(self)

    @property
    def attention(self) -> int:
        """Those that wait for a person."""
        return self.unsure + self.stopped
