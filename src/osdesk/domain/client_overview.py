"""Everything about one client in one look: the figures, each with the question whose answers it counts, and what there
is to see at once.

Apart from `questions`: those are asked of lists, this is read as one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from osdesk.domain.billing import Billing
from osdesk.domain.clients import Client
from osdesk.domain.questions import OrderQuestion, OrderRow, OrderSort, Tally
from osdesk.domain.statuses import UNFINISHED, Status, StatusKind


class FigureKind(StrEnum):
    """The figures of a client, in the order in which they are shown."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    TO_BILL = "to_bill"
    BILLED = "billed"
    PAID = "paid"
    SENT = "sent"
    SIGNED = "signed"
    ALL = "all"


class ClientVisit(NamedTuple):
    """A visit to a client: planned (the office's wall clock), or made (instants)."""

    order_id: int
    number: str
    reason: str
    day: date | None
    start: time | None
    end: time | None
    check_in: datetime | None
    check_out: datetime | None
    technicians: tuple[str, ...]


class Equipment(NamedTuple):
    """A piece of equipment that orders of the client were about: how many, and the last of them."""

    name: str
    model: str
    serial: str
    orders: int
    last_order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientOverview:
    """`figures` has every kind. `open` are some of the unfinished orders, the most urgent first; `closed` some of the
    others, the newest first. `issued` counts orders with a document that holds. `equipment` the latest first.
    """

    client: Client
    figures: dict[FigureKind, Tally]
    last_opened: datetime | None = None
    open: tuple[OrderRow, ...] = ()
    closed: tuple[OrderRow, ...] = ()
    coming: tuple[ClientVisit, ...] = ()
    made: tuple[ClientVisit, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    photos: int = 0
    issued: int = 0
    statuses: tuple[Status, ...] = ()


def question(kind: FigureKind, client_id: int, today: date) -> OrderQuestion:
    """The list behind a figure."""
    if kind is FigureKind.LATE:
        due = OrderSort.DEADLINE
        return OrderQuestion(client_id=client_id, kinds=UNFINISHED, late_on=today, sort=due, descending=False)
    return replace(_QUESTIONS[kind], client_id=client_id)


_QUESTIONS = MappingProxyType(
    {
        FigureKind.OPEN: OrderQuestion(kinds=UNFINISHED),
        FigureKind.DONE: OrderQuestion(kinds=frozenset({StatusKind.DONE})),
        FigureKind.TO_BILL: OrderQuestion(billing=frozenset({Billing.TO_BILL})),
        FigureKind.BILLED: OrderQuestion(billing=frozenset({Billing.BILLED})),
        FigureKind.PAID: OrderQuestion(billing=frozenset({Billing.PAID})),
        FigureKind.SENT: OrderQuestion(sent=True),
        FigureKind.SIGNED: OrderQuestion(signed=True),
        FigureKind.ALL: OrderQuestion(),
    }
)
