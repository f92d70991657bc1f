"""What orders are found by, and how they follow a client or a technician that is called otherwise.

Apart from the tables: the words of an order are its own and its client's, and both sides ask for them.
"""

from __future__ import annotations

from typing import Any, Protocol

from sqlalchemy import Connection, Select, Update, bindparam, or_, select, update

from osdesk.domain import phones
from osdesk.domain.clients import Client
from osdesk.domain.contacts import ContactKind
from osdesk.domain.orders import Order
from osdesk.domain.questions import NOBODY
from osdesk.storage import search
from osdesk.storage.clients import CLIENTS, name_key
from osdesk.storage.orders import order, team_of

#: So many orders are read at once when all are.
_PAGE = 10_000


def status_word(status_id: int | None, deleted: bool) -> str:
    """The word of the index that stands for an order's status, or for its being in the bin."""
    return "_bin" if deleted else f"_{status_id}"


def technician_word(technician_id: int) -> str:
    """The word of the index that stands for a technician of an order's visits, or for `NOBODY`."""
    return f"_t{technician_id}"


class Worded(Protocol):
    """The fields of an order that it is found by: an `Order`, or a row with these columns alone."""

    number: Any
    contact_name: Any
    contact_phone: Any
    requested_by: Any
    reason: Any
    observations: Any
    equipment: Any
    brand_model: Any
    serial_number: Any
    status_id: Any
    deleted_at: Any
    #: Ids with commas between them; an `Order` has them in its visits.
    team: Any


def words_of(value: Order | Worded, client: str, status_id: int | None = None) -> str:
    """What an order is found by, folded: number, who asked, reason, observations, equipment, and its client's words;
    after them its status (or the one it is to have) and technicians.

    Only columns of the order itself and fields of its client: a client's new name is indexed without loading any parts.
    """
    figures = value.number.rpartition("/")[2].rpartition("-")[2].lstrip("0")
    found = (
        *(value.number, figures, value.contact_name, *_called(value.contact_phone), value.requested_by),
        *(value.reason, value.observations, value.equipment, value.brand_model, value.serial_number),
    )
    status = status_word(status_id or value.status_id, deleted=value.deleted_at is not None)
    return " ".join((search.joined(found), client, status, *map(technician_word, _crew(value) or (NOBODY,))))


def _crew(value: Order | Worded) -> tuple[int, ...]:
    if isinstance(value, Order):
        return team_of(value)
    return tuple(map(int, value.team.split(","))) if value.team else ()


def client_words(client: Client) -> str:
    """What of a client its orders are found by, folded."""
    numbers = [held.value for held in client.contacts if held.kind is not ContactKind.EMAIL]
    called = [form for number in numbers for form in _called(number)]
    return search.joined((client.name, client.legal_name, client.tax_id, *called))


def _called(number: str) -> tuple[str, ...]:
    """A phone number with and without its area code."""
    digits = phones.digits(number)
    return (digits, digits[2:]) if len(digits) in (10, 11) else (digits,)


_WORDED = (
    *(order.c.id, order.c.number, order.c.contact_name, order.c.contact_phone, order.c.requested_by, order.c.reason),
    *(order.c.observations, order.c.equipment, order.c.brand_model, order.c.serial_number),
    *(order.c.status_id, order.c.deleted_at, order.c.client_id, order.c.team),
)


def worded_statement() -> Select[Any]:
    """The words of one client's orders."""
    return select(*_WORDED).where(order.c.client_id == bindparam("client_id"))


def worded_by_id_statement() -> Select[Any]:
    """The words of some orders."""
    return select(*_WORDED).where(order.c.id.in_(bindparam("ids", expanding=True)))


def rekey_statement() -> Update:
    """Sort one client's orders by another name."""
    return update(order).where(order.c.client_id == bindparam("_client_id")).values(client_key=bindparam("_key"))


def lead_statement() -> Update:
    """Sort the orders that a technician leads by another name."""
    return (
        update(order)
        .where(or_(order.c.team == bindparam("_alone"), order.c.team.like(bindparam("_first"))))
        .values(team_key=bindparam("_key"))
    )


_WORDED_OF = worded_statement()
_REKEY = rekey_statement()
_LEAD = lead_statement()


def client_changed(session: Connection, before: Client, after: Client) -> bool:
    """Let the orders of a client follow it: sorted by its new name, found by its new words. True if any was touched."""
    touched = False
    if name_key(before.name) != name_key(after.name):
        touched = session.execute(_REKEY, {"_client_id": after.id, "_key": name_key(after.name)}).rowcount > 0
    words, new_words = client_words(before), client_words(after)
    if words == new_words:
        return touched or before.name != after.name
    found = session.execute(_WORDED_OF, {"client_id": after.id}).fetchall()
    search.ORDERS.remove(session, [(row.id, words_of(row, words)) for row in found])
    search.ORDERS.add(session, [(row.id, words_of(row, new_words)) for row in found])
    return bool(found)


def page_statement() -> Select[Any]:
    """The words of the orders after one, by id."""
    return select(*_WORDED).where(order.c.id > bindparam("after")).order_by(order.c.id).limit(_PAGE)


def fill(session: Connection) -> None:
    """Make the index anew from the rows: what its words are made of is another since the office was made."""
    search.ORDERS.clear(session)
    words: dict[int | None, str] = {}
    after, page = 0, page_statement()
    while rows := session.execute(page, {"after": after}).fetchall():
        unknown = {row.client_id for row in rows} - words.keys()
        words |= {held.id: client_words(held) for held in CLIENTS.load_many(session, sorted(unknown))}
        search.ORDERS.add(session, [(row.id, words_of(row, words.get(row.client_id, ""))) for row in rows])
        after = rows[-1].id


def rename_leader(session: Connection, technician_id: int, name: str) -> None:
    """Sort the orders that a technician leads by the new name."""
    session.execute(_LEAD, {"_alone": str(technician_id), "_first": f"{technician_id},%", "_key": name_key(name)})
