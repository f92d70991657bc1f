"""What reports are made of: sums over the orders that a question asks for, grouped by the database.

Apart from the lists, which give rows: here a million orders become a dozen lines. `where` are conditions on
`order_facets`, those of the list of the same question, so that a report adds up with the list that it opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from typing import cast as cast_to
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    case,
    cast,
    distinct,
    func,
    literal,
    select,
)

from osdesk.domain.checklists import Answer, ItemKind
from osdesk.domain.materials import LineKind
from osdesk.storage.clients import client
from osdesk.storage.facets import facets
from osdesk.storage.orders import NEVER, checklist, checklist_item, material, order, visit, visit_technician
from osdesk.storage.scope import DAY
from osdesk.storage.types import Cents, Thousandths, to_microseconds

_SECOND = 1_000_000
Where = Sequence[ColumnElement[bool]]


class OrderFigures(NamedTuple):
    """Orders of one group: how many, done, cancelled, and what they sum up to (of done ones too)."""

    key: Any
    orders: int
    done: int
    cancelled: int
    total: Decimal
    done_total: Decimal


class VisitFigures(NamedTuple):
    """Visits that took place; `seconds` on site are those of the `timed` ones that have ended."""

    key: int
    orders: int
    visits: int
    timed: int
    seconds: int
    kilometres: Decimal


class LeadFigures(NamedTuple):
    """Times of one group of done orders, as sums in seconds and how many orders have them; deadlines set and kept."""

    key: Any
    orders: int
    visited: int
    to_visit: int
    to_done: int
    billed: int
    to_billed: int
    with_deadline: int
    kept: int


class MaterialFigures(NamedTuple):
    """One material by its description and unit: orders, quantity, and what its lines come to before discounts."""

    kind: LineKind
    description: str
    unit: str
    orders: int
    quantity: Decimal
    amount: Decimal


class UnbilledRow(NamedTuple):
    """An order that is done and not yet billed; `closed_at` is in microseconds since 1970."""

    order_id: int
    number: str
    client_id: int
    client: str
    closed_at: int | None
    total: Decimal


class ItemFigures(NamedTuple):
    """One item of a checklist: how often it was asked, answered, failed, and didn't apply."""

    checklist: str
    item: str
    asked: int
    answered: int
    failed: int
    not_applicable: int


class Kinds(NamedTuple):
    """The ids of the statuses of two kinds."""

    done: tuple[int, ...]
    cancelled: tuple[int, ...]


def _figures(kinds: Kinds) -> list[ColumnElement[Any]]:
    done = facets.c.status_id.in_(kinds.done)
    return [
        func.count(),
        func.count().filter(done),
        func.count().filter(facets.c.status_id.in_(kinds.cancelled)),
        func.coalesce(func.sum(facets.c.total), 0, type_=Cents()),
        func.coalesce(func.sum(facets.c.total).filter(done), 0, type_=Cents()),
    ]


def orders_by_statement(key: ColumnElement[Any], where: Where, kinds: Kinds) -> Select[Any]:
    """Orders by something of theirs."""
    return select(key, *_figures(kinds)).select_from(facets).where(*where).group_by(key)


def orders_by(session: Connection, key: ColumnElement[Any], where: Where, kinds: Kinds) -> list[OrderFigures]:
    """Orders by something of theirs."""
    return [OrderFigures(*row) for row in session.execute(orders_by_statement(key, where, kinds))]


def all_orders(session: Connection, where: Where, kinds: Kinds) -> OrderFigures:
    """All of them as one group."""
    statement = select(literal(0), *_figures(kinds)).select_from(facets).where(*where)
    return OrderFigures(*session.execute(statement).one())


def orders_by_technician_statement(where: Where, kinds: Kinds) -> Select[Any]:
    """Orders by technician: one of two technicians counts for both."""
    pairs = (
        select(facets.c.id.label("id"), visit_technician.c.technician_id.label("technician_id"))
        .select_from(
            facets.join(visit, visit.c.order_id == facets.c.id).join(
                visit_technician, visit_technician.c.visit_id == visit.c.id
            )
        )
        .where(*where)
        .distinct()
        .subquery()
    )
    return (
        select(pairs.c.technician_id, *_figures(kinds))
        .select_from(pairs.join(facets, facets.c.id == pairs.c.id))
        .group_by(pairs.c.technician_id)
    )


def orders_by_technician(session: Connection, where: Where, kinds: Kinds) -> list[OrderFigures]:
    """Orders by technician; those without any under None."""
    found = [OrderFigures(*row) for row in session.execute(orders_by_technician_statement(where, kinds))]
    rest = all_orders(session, [*where, facets.c.crew == 0], kinds)
    return [*found, rest._replace(key=None)] if rest.orders else found


def clients_statement(where: Where, kinds: Kinds) -> Select[Any]:
    """Orders by client, whose done orders came to most first."""
    figures = _figures(kinds)
    return (
        select(facets.c.client_id, *figures, client.c.name)
        .select_from(facets.join(client, client.c.id == facets.c.client_id))
        .where(*where)
        .group_by(facets.c.client_id)
        .order_by(figures[-1].desc(), figures[0].desc(), client.c.name_key)
    )


def clients(session: Connection, where: Where, kinds: Kinds) -> Sequence[Any]:
    """The same as rows: those of `OrderFigures`, and the client's name after them."""
    return session.execute(clients_statement(where, kinds)).all()


def client_names(session: Connection, ids: Sequence[int]) -> dict[int, str]:
    """The names of clients by id."""
    names: dict[int, str] = {}
    for start in range(0, len(ids), 1000):
        rows = session.execute(select(client.c.id, client.c.name).where(client.c.id.in_(ids[start : start + 1000])))
        names.update((row[0], row[1]) for row in rows)
    return names


def visits_statement(by_client: bool, where: Where, since: date, until: date) -> Select[Any]:
    """Visits of the days that took place, by technician (one of two counts for both) or by client."""
    source = facets.join(visit, visit.c.order_id == facets.c.id)
    key: ColumnElement[Any] = facets.c.client_id
    if not by_client:
        source = source.join(visit_technician, visit_technician.c.visit_id == visit.c.id)
        key = visit_technician.c.technician_id
    ended = visit.c.check_in.is_not(None) & visit.c.check_out.is_not(None)
    spent = cast(visit.c.check_out, BigInteger) - cast(visit.c.check_in, BigInteger)
    return (
        select(
            key,
            func.count(distinct(visit.c.order_id)),
            func.count(),
            func.count().filter(ended),
            func.coalesce(func.sum(spent).filter(ended), 0),
            func.coalesce(func.sum(visit.c.kilometres), 0, type_=Thousandths()),
        )
        .select_from(source)
        .where(*where, visit.c.day.between(since, until), visit.c.check_in.is_not(None))
        .group_by(key)
    )


def visits_by(
    session: Connection, where: Where, since: date, until: date, *, by_client: bool = False
) -> dict[int, VisitFigures]:
    """The same as values, by technician or client."""
    rows = session.execute(visits_statement(by_client, where, since, until)).all()
    return {row[0]: VisitFigures(row[0], row[1], row[2], row[3], row[4] // _SECOND, row[5]) for row in rows}


def wall_seconds(column: ColumnElement[Any], zone: ZoneInfo, since: date, until: date) -> ColumnElement[Any]:
    """An instant as seconds of the office's calendar, as `due` counts them, for instants near these days.

    A zone's clock changes on a few days: each stretch between them has one offset.
    """
    micros = cast(column, BigInteger)
    epoch = date(1970, 1, 1).toordinal() * DAY
    stretches = list(_offsets(zone, since, until))
    shifted = [(start, epoch + offset) for start, offset in stretches]
    # The latest stretch first: an instant belongs to the first whose start it isn't before.
    whens = [(micros >= start, shift) for start, shift in reversed(shifted[1:])]
    offset = case(*whens, else_=shifted[0][1]) if whens else literal(shifted[0][1], BigInteger)
    return cast(micros // _SECOND + offset, BigInteger)


def _offsets(zone: ZoneInfo, since: date, until: date) -> list[tuple[int, int]]:
    """Where each stretch of one offset begins (microseconds), and the offset in seconds; the first holds all before."""
    found: list[tuple[int, int]] = []
    first = datetime.combine(max(since, date(1900, 1, 1)) - timedelta(days=1), datetime.min.time(), zone)
    for number in range((until - since).days + 3):
        moment = first + timedelta(days=number)
        offset = moment.utcoffset() or timedelta()
        seconds = offset // timedelta(seconds=1)
        if not found:
            found.append((to_microseconds(moment), seconds))
        elif found[-1][1] != seconds:
            found.append((_change(moment - timedelta(days=1), moment, offset, zone), seconds))
    return found


def _change(before: datetime, after: datetime, offset: timedelta, zone: ZoneInfo) -> int:
    """The minute between two moments at which the offset becomes that one."""
    low, high = to_microseconds(before) // (60 * _SECOND), to_microseconds(after) // (60 * _SECOND)
    epoch = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    while high - low > 1:
        middle = (low + high) // 2
        local = (epoch + timedelta(minutes=middle)).astimezone(zone)
        low, high = (low, middle) if local.utcoffset() == offset else (middle, high)
    return high * 60 * _SECOND


def month_of(wall: ColumnElement[Any], months: Sequence[date]) -> ColumnElement[Any]:
    """Which of the months (their first days, in order) calendar seconds lie in, as an index."""
    whens = [(wall >= first.toordinal() * DAY, number) for number, first in reversed(list(enumerate(months)))]
    return case(*whens, else_=0)


def lead_times_statement(key: ColumnElement[Any], where: Where, closed: ColumnElement[Any]) -> Select[Any]:
    """Times of done orders by a key; `closed` is their closing in seconds of the office's calendar (`wall_seconds`).

    What is billed on the day of opening took no time; the hour of billing is nobody's.
    """
    opened = cast(facets.c.opened_at, BigInteger)
    came, done = cast(facets.c.came_at, BigInteger), cast(facets.c.closed_at, BigInteger)
    began = closed - (done - opened) // _SECOND
    billed = facets.c.billed_on * DAY - began
    has_deadline = facets.c.due < NEVER
    return (
        select(
            key,
            func.count(),
            func.count(facets.c.came_at),
            func.coalesce(func.sum(case((came > opened, came - opened), else_=0)), 0) // _SECOND,
            func.coalesce(func.sum(case((done > opened, done - opened), else_=0)), 0) // _SECOND,
            func.count(facets.c.billed_on),
            func.coalesce(func.sum(case((billed > 0, billed), else_=0)), 0),
            func.count().filter(has_deadline),
            func.count().filter(has_deadline & (facets.c.due >= closed)),
        )
        .select_from(facets)
        .where(*where, facets.c.closed_at.is_not(None))
        .group_by(key)
    )


def lead_times(
    session: Connection, key: ColumnElement[Any], where: Where, closed: ColumnElement[Any]
) -> list[LeadFigures]:
    """The same as values."""
    return [LeadFigures(*row) for row in session.execute(lead_times_statement(key, where, closed))]


def materials_statement(where: Where) -> Select[Any]:
    """Materials by kind, description and unit, the dearest first."""
    # Quantities are thousandths and prices cents: a line is rounded half up to the cent, as the paper does.
    amount = (cast(material.c.quantity, BigInteger) * cast(material.c.unit_price, BigInteger) + 500) // 1000
    total = func.coalesce(func.sum(amount), 0, type_=Cents())
    folded = func.lower(material.c.description)
    return (
        select(
            material.c.kind,
            func.max(material.c.description),
            material.c.unit,
            func.count(distinct(material.c.order_id)),
            func.sum(material.c.quantity, type_=Thousandths()),
            total,
        )
        .select_from(facets.join(material, material.c.order_id == facets.c.id))
        .where(*where)
        .group_by(material.c.kind, folded, material.c.unit)
        .order_by(total.desc(), folded)
    )


def materials(session: Connection, where: Where) -> list[MaterialFigures]:
    """The same as values."""
    return [MaterialFigures(*row) for row in session.execute(materials_statement(where))]


def unbilled_statement(where: Where) -> Select[Any]:
    """Orders by client and then by closing."""
    source = facets.join(order, order.c.id == facets.c.id).join(client, client.c.id == facets.c.client_id)
    return (
        select(
            facets.c.id,
            order.c.number,
            facets.c.client_id,
            client.c.name,
            cast(facets.c.closed_at, BigInteger),
            facets.c.total,
        )
        .select_from(source)
        .where(*where)
        .order_by(client.c.name_key, client.c.id, facets.c.closed_at, facets.c.id)
    )


def unbilled(session: Connection, where: Where) -> Sequence[UnbilledRow]:
    """The same as rows with the names of `UnbilledRow`: there may be a hundred thousand."""
    rows: Any = session.execute(unbilled_statement(where)).all()
    return cast_to(Sequence[UnbilledRow], rows)


def items_statement(where: Where) -> Select[Any]:
    """Items of checklists with how they were answered, what failed most first."""
    failed = func.count().filter(checklist_item.c.answer == Answer.NO)
    answered = (
        checklist_item.c.answer.is_not(None) | checklist_item.c.measured.is_not(None) | (checklist_item.c.written != "")
    )
    source = facets.join(checklist, checklist.c.order_id == facets.c.id)
    return (
        select(
            checklist.c.name,
            checklist_item.c.text,
            func.count(),
            func.count().filter(answered),
            failed,
            func.count().filter(checklist_item.c.answer == Answer.NOT_APPLICABLE),
        )
        .select_from(source.join(checklist_item, checklist_item.c.checklist_id == checklist.c.id))
        .where(*where, checklist_item.c.kind != ItemKind.SECTION)
        .group_by(checklist.c.name, checklist_item.c.text)
        .order_by(failed.desc(), checklist.c.name, checklist_item.c.text)
    )


def items(session: Connection, where: Where) -> list[ItemFigures]:
    """The same as values."""
    return [ItemFigures(*row) for row in session.execute(items_statement(where))]
