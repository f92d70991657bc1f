"""What a question asks beyond statuses and words, as conditions on the narrow rows of `facets`; and what those sort by.

Apart from `listing`, which decides where the answers are looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, case, func, literal_column, select

from osdesk.domain.questions import NOBODY, ChecklistResult, OrderDate, OrderSort
from osdesk.storage import search
from osdesk.storage.clients import client
from osdesk.storage.facets import BILLINGS, BITS, CHECKLISTS, PRIORITIES, all_places_statement, crew_of, facets
from osdesk.storage.orders import NEVER, material, order, visit, visit_technician
from osdesk.storage.scope import Scope
from osdesk.storage.team import technician
from osdesk.storage.types import Instant

_row = facets.c


def conditions(scope: Scope) -> list[ColumnElement[bool]]:
    """What the row of an order must fulfil to answer a question, words left out; the cheapest and narrowest first."""
    found: list[ColumnElement[bool]] = [_row.deleted.is_(scope.deleted)]
    if (not scope.deleted and (not scope.every_status or not scope.statuses)) or scope.due_before is not None:
        found.append(_row.status_id.in_(scope.statuses))
    found += _of_marks(scope)
    if scope.technicians:
        found.append(_of_crew(scope))
    found += _of_client(scope)
    if scope.place:
        found.append(_row.place_id.in_(scope.places or ()))
    # A sum that nothing makes up is nothing.
    if scope.least is not None:
        found.append(func.coalesce(literal_column("order_facets.total"), 0) >= scope.least)
    if scope.most is not None:
        found.append(func.coalesce(literal_column("order_facets.total"), 0) <= scope.most)
    found += _of_days(scope)
    return found


def _of_marks(scope: Scope) -> Iterator[ColumnElement[bool]]:
    """What small numbers and flags tell."""
    if scope.service_types:
        yield _row.service_type_id.in_(scope.service_types)
    if scope.priorities:
        yield _row.priority.in_([PRIORITIES[each] for each in scope.priorities])
    if scope.billing:
        if scope.deleted:
            yield _row.status_id.in_(scope.done)
        yield _row.billing.in_([BILLINGS[each] for each in scope.billing])
        yield literal_column("order_facets.total") > 0
    if scope.dated in (OrderDate.BILLED, OrderDate.PAID) and scope.period != (None, None):
        yield _row.billing > 0
    if scope.checklist is not None:
        yield _row.checklist == CHECKLISTS[ChecklistResult(scope.checklist)]
    for wanted, flags in (
        (scope.sent, (_row.sent,)),
        (scope.signed, (_row.signed, _row.filed)),
        (scope.on_site, (_row.on_site,)),
    ):
        if wanted is not None:
            held = reduce(or_, flags)
            yield held if wanted else ~held
    if scope.planned is not None:
        coming = func.coalesce(_row.coming_day, 0) >= scope.today
        yield coming if scope.planned else ~coming


def _of_crew(scope: Scope) -> ColumnElement[bool]:
    people = [held for held in scope.technicians if held != NOBODY]
    found: list[ColumnElement[bool]] = [_row.crew == 0] if NOBODY in scope.technicians else []
    if people:
        of_them = _row.crew.bitwise_and(crew_of(people)) != 0
        if scope.crowded:
            theirs = (
                select(visit.c.id)
                .join_from(visit, visit_technician, visit_technician.c.visit_id == visit.c.id)
                .where(visit.c.order_id == _row.id, visit_technician.c.technician_id.in_(people))
                .correlate(facets)
            )
            of_them = of_them & theirs.exists()
        found.append(of_them)
    return reduce(or_, found)


def _of_client(scope: Scope) -> Iterator[ColumnElement[bool]]:
    if scope.client_id is not None:
        yield _row.client_id == scope.client_id
    if scope.client_text:
        yield _row.client_id.in_(client_ids(scope.client_text))
    if scope.material:
        named = func.lower(material.c.description) == func.lower(scope.material)
        yield _row.id.in_(select(material.c.order_id).where(named))


def _of_days(scope: Scope) -> Iterator[ColumnElement[bool]]:
    if scope.opened_since is not None:
        yield _row.opened_at >= scope.opened_since
    if scope.opened_before is not None:
        yield _row.opened_at < scope.opened_before
    if scope.due_before is not None:
        yield _row.due < scope.due_before
    since, before = scope.period
    if scope.dated is OrderDate.PLANNED:
        yield from _planned(since, before)
        return
    column = {
        OrderDate.CLOSED: _row.closed_at,
        OrderDate.DEADLINE: _row.due,
        OrderDate.BILLED: _row.billed_on,
        OrderDate.PAID: _row.paid_on,
    }.get(scope.dated)
    if column is None:
        return
    if since is not None:
        yield column >= since
    if before is not None:
        yield column < before
    if scope.dated is OrderDate.DEADLINE and since is not None and before is None:
        yield column < NEVER


def _planned(since: int | None, before: int | None) -> Iterator[ColumnElement[bool]]:
    """A visit is planned for one of the days. Where the first lies before them and the last after, the visits tell."""
    if since is not None:
        yield _row.last_day >= since
    if before is not None:
        yield _row.first_day < before
    if since is not None and before is not None:
        day = func.julianday(visit.c.day) - literal_column("1721424.5")
        between = select(visit.c.id).where(visit.c.order_id == _row.id, day >= since, day < before).correlate(facets)
        yield (_row.first_day >= since) | (_row.last_day < before) | between.exists()


def client_ids(typed: str) -> Select[Any]:
    """The ids of the clients found by what was typed."""
    long, short = search.trigram_questions(typed)
    if short is None:
        return search.CLIENTS.found(long)
    if long is None:
        return search.CLIENT_WORDS.found(short)
    return search.CLIENTS.found(long).where(literal_column("rowid").in_(search.CLIENT_WORDS.found(short)))


def key(scope: Scope) -> ColumnElement[Any] | None:
    """What a row of `facets` is sorted by, before its number; None for the number itself. Names are looked up."""
    match scope.sort:
        case OrderSort.CLIENT:
            return select(client.c.name_key).where(client.c.id == _row.client_id).scalar_subquery()
        case OrderSort.REASON:
            return select(order.c.reason_key).where(order.c.id == _row.id).scalar_subquery()
        case OrderSort.TECHNICIANS:
            return select(order.c.team_key).where(order.c.id == _row.id).scalar_subquery()
        case OrderSort.STATUS:
            places = {status_id: place for place, status_id in enumerate(scope.statuses)}
            return None if scope.deleted or not places else case(places, value=_row.status_id)
        case OrderSort.NUMBER:
            return None
    return PLAIN_KEYS[scope.sort]


#: Keys that are columns of `facets`.
PLAIN_KEYS = {
    OrderSort.DEADLINE: _row.due,
    OrderSort.TOTAL: _row.total,
    OrderSort.OPENED: _row.opened_at,
    # Their indexes are hidden: SQLite would fetch a million rows one by one in their order, rather than sort a few.
    OrderSort.PLANNED: literal_column("+order_facets.last_day", Integer),
    OrderSort.CLOSED: literal_column("+order_facets.closed_at", Instant),
}


def answers(scope: Scope) -> Select[Any]:
    """The rows that answer a question."""
    return select(_row.id).where(*conditions(scope))


def places_like(session: Connection, text: str) -> tuple[int, ...]:
    """The ids of the cities and districts in which every word that was typed begins a word."""
    return tuple(row.id for row in session.execute(all_places_statement()) if meets_place(text, row.city, row.district))


def places_offered(session: Connection, text: str, limit: int) -> tuple[str, ...]:
    """The cities, and then the districts with their cities, in which every word typed begins a word; by name."""
    cities: set[str] = set()
    districts: set[str] = set()
    for row in session.execute(all_places_statement()):
        if row.city and (not text.strip() or meets_place(text, row.city, "")):
            cities.add(row.city)
        if row.district and (not text.strip() or meets_place(text, row.city, row.district)):
            districts.add(", ".join(filter(None, (row.district, row.city))))
    return (*sorted(cities, key=search.folded), *sorted(districts, key=search.folded))[:limit]


def meets_place(text: str, city: str, district: str) -> bool:
    """Whether every word that was typed begins a word of the city or the district."""
    words = f"{search.folded(city)} {search.folded(district)}".split()
    typed = search.folded(text).split()
    return bool(typed) and all(any(word.startswith(part) for word in words) for part in typed)


def crowded(session: Connection, technicians: Iterable[int]) -> bool:
    """Whether the bits of these technicians in `facets` may be others'."""
    return max(technicians, default=0) >= BITS or (session.execute(_LAST).scalar() or 0) >= BITS


_LAST = select(func.max(technician.c.id))


def by_key(scope: Scope) -> list[ColumnElement[Any]]:
    """How the rows of `facets` are sorted for a question."""
    if scope.sort is OrderSort.STATUS:
        # Within a status the newest stands first, whichever status does.
        number = _row.id.asc() if scope.backwards else _row.id.desc()
        held = key(scope)
        return [number] if held is None else [held.desc() if scope.down else held.asc(), number]
    number = _row.id.desc() if scope.down else _row.id.asc()
    held = key(scope)
    if held is None:
        return [number]
    return [held.desc().nulls_last() if scope.down else held.asc().nulls_first(), number]
