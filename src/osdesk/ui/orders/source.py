"""What the order list asks the office, on the read lane: nothing of Qt in here, and no answer kept.

Services are imported by what asks them: loading them takes longer than the first page, which needs none (`glance`).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from osdesk.domain.following import Chain
from osdesk.domain.history import Deed
from osdesk.domain.messages import OPEN_STATES
from osdesk.domain.questions import Chips, OrderQuestion, OrderRow, Tally
from osdesk.domain.statuses import Status
from osdesk.domain.team import Technician
from osdesk.services import glance
from osdesk.services.office import Gone, Office

if TYPE_CHECKING:
    from osdesk.domain.clients import Client
    from osdesk.domain.history import Entry
    from osdesk.domain.orders import Order
    from osdesk.domain.outbox import MessageRow


class OrderSource:
    """The rows of the list (`kit.table_model.Source`)."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def first(self, question: OrderQuestion, limit: int, /) -> tuple[Sequence[OrderRow], int]:
        """The first rows; how many there are in all is told by `ids`, or here where these are all."""
        from osdesk.services import lists

        rows = lists.orders_first(self._office, question, limit)
        return rows, len(rows)

    def around(self, question: OrderQuestion, row_id: int, limit: int, /) -> Sequence[OrderRow]:
        """The neighbours of a row and itself."""
        from osdesk.services import lists

        return lists.orders_around(self._office, question, row_id, limit)

    def ids(self, question: OrderQuestion, /) -> array[int]:
        """The ids of all rows in order."""
        from osdesk.services import lists

        return lists.orders_ids(self._office, question)

    def rows(self, ids: Sequence[int], /) -> Sequence[OrderRow]:
        """The rows of these ids."""
        from osdesk.services import lists

        return lists.orders_rows(self._office, ids)


class Setting(NamedTuple):
    """What the ids in rows mean."""

    statuses: tuple[Status, ...]
    team: tuple[Technician, ...]


class Counts(NamedTuple):
    """The counts on the chips, and what the whole question sums up to."""

    chips: Chips
    tally: Tally


class Details(NamedTuple):
    """One order with its client and what became of its paper, for the pane beside the list."""

    order: Order
    client: Client | None
    papers: Papers


class Papers(NamedTuple):
    """What came back signed and what went: how many pages and when the last was filed; the entry of the last sending;
    the newest message that still has to go.
    """

    copies: int = 0
    filed_at: datetime | None = None
    sent: Entry | None = None
    open: MessageRow | None = None
    chain: Chain = Chain()


def opening(office: Office, question: OrderQuestion, limit: int) -> glance.Glance:
    """What the ids mean and, where they can be told so soon, the first rows."""
    return glance.orders(office, question, limit)


def setting(office: Office) -> Setting:
    """Statuses and team, the inactive too: old orders name them."""
    from osdesk.services import statuses, team

    return Setting(statuses.statuses(office), team.all(office))


def counts(office: Office, widest: OrderQuestion, question: OrderQuestion) -> Counts:
    """Counts for the chips and for the row of sums."""
    from osdesk.services import lists

    return Counts(lists.orders_chips(office, widest), lists.orders_tally(office, question))


def details(office: Office, order_id: int) -> Details | None:
    """An order whole, or None when it isn't there any more."""
    from osdesk.services import clients, following, orders

    try:
        order = orders.get(office, order_id)
    except Gone:
        return None
    client = clients.get(office, order.client_id) if order.client_id is not None else None
    chain = following.chain(office, order_id, order.code, order.follows)
    return Details(order, client, papers(office, order_id)._replace(chain=chain))


def papers(office: Office, order_id: int) -> Papers:
    """What became of an order's paper. Of sendings the history knows most: those by other programs too."""
    from osdesk.services import orders, outbox, scans

    copies = scans.signed_copies(office, order_id)
    history = orders.history(office, order_id)
    return Papers(
        copies=len(copies),
        filed_at=max((page.filed_at for page in copies if page.filed_at is not None), default=None),
        sent=next((entry for entry in history if entry.deed is Deed.SENT), None),
        open=next((row for row in outbox.of_order(office, order_id) if row.state in OPEN_STATES), None),
    )


def chosen_ids(office: Office, question: OrderQuestion) -> tuple[int, ...]:
    """All that answers a question, for a verb on everything chosen."""
    from osdesk.services import lists

    return tuple(lists.orders_ids(office, question))


def sum_of(office: Office, ids: Sequence[int]) -> Decimal:
    """What these orders sum up to."""
    from osdesk.services import lists

    total = Decimal("0.00")
    for start in range(0, len(ids), 5_000):
        rows = lists.orders_rows(office, ids[start : start + 5_000])
        total += sum((row.total for row in rows if row.total is not None), Decimal())
    return total


def as_csv(office: Office, question: OrderQuestion) -> bytes:
    """The filtered list for a spreadsheet."""
    from osdesk.services import spreadsheet

    return spreadsheet.orders_csv(office, question)


def as_cells(office: Office, ids: Sequence[int]) -> str:
    """Rows for pasting into a spreadsheet."""
    from osdesk.services import lists, spreadsheet

    return spreadsheet.rows_text(lists.orders_rows(office, ids), spreadsheet.row_words(office))
