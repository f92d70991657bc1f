"""Questions asked of the lists, and the light rows that answer them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from osdesk.domain.billing import Billing
from osdesk.domain.priorities import Priority
from osdesk.domain.statuses import StatusKind

if TYPE_CHECKING:
    from osdesk.domain.clients import ClientKind

#: In place of a technician's id: orders without any.
NOBODY = 0


class OrderSort(StrEnum):
    """What an order list sorts by: its columns; `PLANNED` is the last day that a visit is planned for."""

    NUMBER = "number"
    CLIENT = "client"
    REASON = "reason"
    TECHNICIANS = "technicians"
    STATUS = "status"
    DEADLINE = "deadline"
    TOTAL = "total"
    OPENED = "opened"
    PLANNED = "planned"
    CLOSED = "closed"


class OrderDate(StrEnum):
    """Which of an order's dates a period is about: planned ones are the days of its visits."""

    OPENED = "opened"
    PLANNED = "planned"
    CLOSED = "closed"
    DEADLINE = "deadline"
    BILLED = "billed"
    PAID = "paid"


class ChecklistResult(StrEnum):
    """What an order's checklists came to: something failed, else something is unanswered, else all passed."""

    FAILED = "failed"
    UNANSWERED = "unanswered"
    PASSED = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderQuestion:
    """Which orders, in which order. Empty sets, None and "" ask for all; `late_on` (a date) keeps unfinished ones past
    it.

    `since` and `until` are inclusive dates of the office's calendar, of the date that `dated` names. `search` is free
    text: number, client, tax id, phone, or words of reason and observations. `technicians` asks for orders with a visit
    of one of them; among them `NOBODY` for orders that nobody goes to yet. `service_types` may hold `NOBODY` for orders
    without one. `place` is text of city or district; `material` the whole description of a line. `least` and `most` are
    inclusive totals. `billing` speaks of done orders that cost something. `sent`: whether a document ever left for the
    client; `signed`: by the client, on screen and not since cleared, or as a filed copy; `on_site`: somebody came and
    hasn't left; `planned`: a visit is to come, today or later.
    """

    search: str = ""
    technicians: frozenset[int] = frozenset()
    statuses: frozenset[int] = frozenset()
    kinds: frozenset[StatusKind] = frozenset()
    late_on: date | None = None
    client_id: int | None = None
    client_text: str = ""
    dated: OrderDate = OrderDate.OPENED
    since: date | None = None
    until: date | None = None
    service_types: frozenset[int] = frozenset()
    priorities: frozenset[Priority] = frozenset()
    place: str = ""
    material: str = ""
    checklist: ChecklistResult | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    billing: frozenset[Billing] = frozenset()
    sent: bool | None = None
    signed: bool | None = None
    on_site: bool | None = None
    planned: bool | None = None
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
    """What a search over everything found, in the order in which it is shown."""

    ORDER = "order"
    CLIENT = "client"
    CONTACT = "contact"
    TECHNICIAN = "technician"
    MATERIAL = "material"


class Hit(NamedTuple):
    """One find of the search over everything: an order (`title` its number, `detail` client and reason), a client, a
    contact (`id` and `detail` are its client's), a technician, a material (`id` is 0).

    `evidence` is the text in which an order was found, where number, client and reason don't show it. `forgiven`: one
    letter was typed otherwise.
    """

    kind: HitKind
    id: int
    title: str
    detail: str
    status_id: int | None = None
    evidence: str = ""
    forgiven: bool = False
