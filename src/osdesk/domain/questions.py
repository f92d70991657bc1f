"""Questions asked of the lists, and the light rows that answer them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from osdesk.domain.clients import ClientKind
    from osdesk.domain.statuses import StatusKind

#: In place of a technician's id: orders without any.
NOBODY = 0


class OrderSort(StrEnum):
    """The columns an order list sorts by."""

    NUMBER = "number"
    CLIENT = "client"
    REASON = "reason"
    TECHNICIANS = "technicians"
    STATUS = "status"
    DEADLINE = "deadline"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderQuestion:
    """Which orders, in which order. Empty sets ask for all; `late_on` (a date) keeps unfinished ones past it.

    `opened_since` and `opened_until` are inclusive dates of the office's calendar. `search` is free text: number,
    client, tax id, phone, or words of reason and observations. `technicians` asks for orders with a visit of one of
    them; among them `NOBODY` for orders that nobody goes to yet.
    """

    search: str = ""
    technicians: frozenset[int] = frozenset()
    statuses: frozenset[int] = frozenset()
    kinds: frozenset[StatusKind] = frozenset()
    late_on: date | None = None
    client_id: int | None = None
    client_text: str = ""
    opened_since: date | None = None
    opened_until: date | None = None
    deleted: bool = False
    sort: OrderSort = OrderSort.NUMBER
    descending: bool = True


class OrderRow(NamedTuple):
    """One row of the order list: light, and all that the row shows."""

    id: int
    version: int
    number: str
    opened_at: datetime
    client_id: int
    client: str
    reason: str
    technicians: tuple[int, ...]
    status_id: int
    deadline: date | None
    deadline_time: time | None
    total: Decimal | None
    deleted: bool = False


class Tally(NamedTuple):
    """How many rows answer a question, and the sum of their totals."""

    rows: int
    total: Decimal


class ClientSort(StrEnum):
    """The columns a client list sorts by."""

    NAME = "name"
    RECENT = "recent"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientQuestion:
    """Which clients; `kind` None asks for firms and persons alike.

    `search` is free text: name, legal name, tax id, phone, responsible person.
    """

    search: str = ""
    kind: ClientKind | None = None
    active_only: bool = False
    tag: str = ""
    deleted: bool = False
    sort: ClientSort = ClientSort.NAME


class ClientRow(NamedTuple):
    """One row of the client list; `orders` counts the unfinished ones, which is what a caller asks about."""

    id: int
    version: int
    name: str
    legal_name: str
    tax_id: str
    phone: str
    city: str
    active: bool
    orders: int
    deleted: bool
    kind: ClientKind


class ClientFigures(NamedTuple):
    """What the head of a client says: how many orders, the last one's opening, unfinished ones, money of done ones."""

    orders: int
    last_opened: datetime | None
    unfinished: int
    total: Decimal


class Chips(NamedTuple):
    """The counts on the chips of the order list: what each would show, the rest of the question left as it is."""

    all: int
    unfinished: int
    late: int
    by_status: Mapping[int, int]


class HitKind(StrEnum):
    """What a search over everything found."""

    ORDER = "order"
    CLIENT = "client"


class Hit(NamedTuple):
    """One find of the search over everything: an order (`title` its number, `detail` client and reason) or a client."""

    kind: HitKind
    id: int
    title: str
    detail: str
    status_id: int | None = None
