"""Questions asked of the list of orders: its first rows at once, all ids, rows by id, and what they sum up to.

Each way to sort has an index in which every status is a stretch of its own (`storage.orders`). A question is a union of
those stretches, which both databases merge without sorting: the first hundred of a million rows cost what a hundred
cost. Whatever narrows a question further (a client, a period, words) is looked up first and sorted after.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Subquery,
    bindparam,
    column,
    func,
    literal_column,
    select,
    text,
    union_all,
)

from osdesk.domain.questions import NOBODY, Chips, OrderRow, OrderSort, Tally
from osdesk.domain.statuses import Status
from osdesk.storage import packed, probing, search, tally
from osdesk.storage.clients import client
from osdesk.storage.order_words import status_word, technician_word
from osdesk.storage.orders import order
from osdesk.storage.scope import Scope, seconds_of
from osdesk.storage.types import Cents

Question = Select[Any] | CompoundSelect[Any]

_AT_ONCE = 1000
#: Words that so many orders have are looked for along the sorted index: up to so far, or without end.
_MANY = 6_000
_VERY_MANY = 20_000
_FAR = 25_000
#: Of the latter so many orders are read themselves, a few at once.
_READ = 1200
_READ_AT_ONCE = 150
#: What each way to sort goes by, before the number.
KEYS: dict[OrderSort, ColumnElement[Any]] = {
    OrderSort.CLIENT: order.c.client_key,
    OrderSort.REASON: order.c.reason_key,
    OrderSort.TECHNICIANS: order.c.team_key,
    OrderSort.DEADLINE: order.c.due,
    OrderSort.TOTAL: order.c.total,
}


def ids_statement(scope: Scope, limit: int | None = None) -> Question:
    """The ids that answer a question, in its order (by status: one status after the other, see `by_status`)."""
    if scope.words_alone and scope.sort is OrderSort.NUMBER:
        # The index of words gives its rows by id, forwards and backwards: by number, it needs no table.
        statement: Question = _found(scope).order_by(text("rowid DESC" if scope.down else "rowid"))
    elif scope.plain and len(scope.statuses) > 1:
        statement = _merged(scope)
    else:
        key = KEYS.get(scope.sort)
        statement = select(order.c.id).where(*conditions(scope)).order_by(*ordering(key, order.c.id, down=scope.down))
    return statement.limit(limit) if limit is not None else statement


def by_status(scope: Scope) -> tuple[Scope, ...]:
    """The scopes whose answers, one after the other, are this one's: sorted by status, a stretch of the index each."""
    if scope.sort is not OrderSort.STATUS:
        return (scope,)
    alone = replace(scope, sort=OrderSort.NUMBER, descending=True)
    if scope.deleted:
        return (alone,)
    ordered = scope.statuses[::-1] if scope.down else scope.statuses
    return tuple(replace(alone, statuses=(status_id,), every_status=False) for status_id in ordered)


def _found(scope: Scope) -> Select[Any]:
    known = status_words(scope)
    return search.ORDERS.found(search.word_question(scope.words, known) if scope.words else known)


def status_words(scope: Scope) -> str:
    """The condition for the index of words that stands for the statuses and technicians asked for."""
    statuses = (status_word(status_id, deleted=False) for status_id in scope.statuses or (0,))
    known = status_word(None, deleted=True) if scope.deleted else f"({' OR '.join(statuses)})"
    if not scope.technicians:
        return known
    return f"{known} AND ({' OR '.join(map(technician_word, scope.technicians))})"


def _merged(scope: Scope) -> Question:
    return merged(scope.statuses, scope.sort, down=scope.down)


@lru_cache(maxsize=256)
def merged(statuses: tuple[int, ...], sort: OrderSort, *, down: bool) -> Question:
    """The living orders of these statuses, a sorted stretch of the index each; made once, for making it costs a
    millisecond.
    """
    key = KEYS.get(sort)
    columns = [order.c.id] if key is None else [order.c.id, key.label("key")]
    stretches = [
        select(*columns).where(order.c.deleted_at.is_(None), order.c.status_id == status_id) for status_id in statuses
    ]
    ordered = ordering(None if key is None else column("key"), column("id"), down=down)
    return union_all(*stretches).order_by(*ordered)


def ordering(key: ColumnElement[Any] | None, number: ColumnElement[Any], *, down: bool) -> list[ColumnElement[Any]]:
    """By the key and then by number, both in one direction, as their index has them."""
    numbered = number.desc() if down else number.asc()
    if key is None:
        return [numbered]
    # Said for PostgreSQL, which puts nothing above everything; for SQLite it is the index's own order.
    return [key.desc().nulls_last() if down else key.asc().nulls_first(), numbered]


def conditions(scope: Scope) -> list[ColumnElement[bool]]:
    """What an order must fulfil to answer a question."""
    found: list[ColumnElement[bool]] = []
    found.append(order.c.deleted_at.is_not(None) if scope.deleted else order.c.deleted_at.is_(None))
    status: ColumnElement[Any] = order.c.status_id
    if scope.worded:
        found.append(order.c.id.in_(_found(scope)))
    if scope.client_id is not None:
        found.append(order.c.client_id == scope.client_id)
    if scope.client_text:
        found.append(order.c.client_id.in_(client_ids(scope.client_text)))
    if scope.opened_since is not None:
        found.append(order.c.opened_at >= scope.opened_since)
    if scope.opened_before is not None:
        found.append(order.c.opened_at < scope.opened_before)
    if scope.due_before is not None:
        found.append(order.c.due < scope.due_before)
    elif len(found) > 1 and not scope.few:
        # Hidden from SQLite's planner, which without statistics would take the index of statuses for the narrower one.
        status = order.c.status_id + 0
    if (not scope.every_status and not scope.deleted) or scope.due_before is not None:
        found.append(status.in_(scope.statuses))
    return found


def client_ids(typed: str) -> Select[Any]:
    """The ids of the clients found by what was typed."""
    long, short = search.trigram_questions(typed)
    if short is None:
        return search.CLIENTS.found(long)
    if long is None:
        return search.CLIENT_WORDS.found(short)
    return search.CLIENTS.found(long).where(literal_column("rowid").in_(search.CLIENT_WORDS.found(short)))


def ids(session: Connection, scope: Scope) -> array[int]:
    """All ids that answer a question, in its order."""
    found = array("q")
    for part in by_status(scope):
        found.extend(packed.ids(session, ids_statement(part)))
    return found


def first_ids(session: Connection, scope: Scope, limit: int) -> list[int]:
    """The first ids that answer a question."""
    if scope.words_alone and scope.sort in KEYS and not scope.deleted:
        found = _first_of_many(session, scope, limit)
        if found is not None:
            return found
    ids: list[int] = []
    for part in by_status(scope):
        ids.extend(session.execute(ids_statement(part, limit - len(ids))).scalars())
        if len(ids) >= limit:
            break
    return ids


def _first_of_many(session: Connection, scope: Scope, limit: int) -> list[int] | None:
    """The first ids of words that many orders have, picked from the sorted index; None where these are best sorted.

    Words of very many are soon met in the orders themselves. Where they aren't (sorted by the reason that they stand
    in), all ids that have them are gathered, and those are met on the way.
    """
    enough = select(func.count()).select_from(_found(scope).limit(_VERY_MANY).subquery())
    held = session.execute(enough).scalar_one()
    # Sorted by reason, words of the reason stand together, mostly far from the beginning.
    if held < (_VERY_MANY if scope.sort is OrderSort.REASON else _MANY):
        return None
    reading = bool(scope.words) and held >= _VERY_MANY
    known: set[int] | None = None
    picked: list[int] = []
    passed = 0
    cursor = session.execute(ids_statement(replace(scope, words="", technicians=())))
    while len(picked) < limit:
        ids = [row[0] for row in cursor.fetchmany(_READ_AT_ONCE if reading else _AT_ONCE)]
        if not ids:
            break
        if not scope.words:
            # A technician has a good part of all: a few rows are sooner asked than all ids are listed.
            wanted = _of_crew(session, scope.technicians, ids)
        elif reading:
            wanted = probing.answering(session, scope, ids)
        else:
            if known is None:
                known = set(packed.ids(session, _found(scope)))
            wanted = known
        picked.extend(order_id for order_id in ids if order_id in wanted)
        passed += len(ids)
        # On only where so many are met that a page is full before long.
        reading = reading and len(picked) * _READ >= limit * passed
        if held < _VERY_MANY and passed > _FAR and len(picked) < limit:
            return None
    return picked[:limit]


_TEAMS = select(order.c.id, order.c.team).where(order.c.id.in_(bindparam("ids", expanding=True)))


def _of_crew(session: Connection, technicians: Sequence[int], ids: Sequence[int]) -> set[int]:
    """Those of the ids whose orders have a visit of one of the technicians."""
    wanted = set(map(str, technicians))
    rows = session.execute(_TEAMS, {"ids": list(ids)})
    return {order_id for order_id, team in rows if not wanted.isdisjoint((team or str(NOBODY)).split(","))}


def first(session: Connection, scope: Scope, limit: int) -> tuple[OrderRow, ...]:
    """The first rows that answer a question."""
    return rows(session, first_ids(session, scope, limit))


def rows_statement() -> Select[Any]:
    """The rows of some ids."""
    return (
        select(
            order.c.id,
            order.c.version,
            order.c.number,
            order.c.opened_at,
            order.c.client_id,
            client.c.name,
            order.c.reason,
            order.c.team,
            order.c.status_id,
            order.c.deadline,
            order.c.deadline_time,
            order.c.total,
            order.c.deleted_at.is_not(None),
        )
        .join_from(order, client, client.c.id == order.c.client_id)
        .where(order.c.id.in_(bindparam("ids", expanding=True)))
    )


_ROWS = rows_statement()
_TEAM = OrderRow._fields.index("technicians")


def rows(session: Connection, wanted: Sequence[int]) -> tuple[OrderRow, ...]:
    """The rows of those ids, in that order; what isn't there is left out."""
    found: dict[int, OrderRow] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        for row in session.execute(_ROWS, {"ids": list(wanted[start : start + _AT_ONCE])}):
            held = list(row)
            held[_TEAM] = tuple(map(int, held[_TEAM].split(","))) if held[_TEAM] else ()
            found[held[0]] = OrderRow(*held)
    return tuple(found[record_id] for record_id in wanted if record_id in found)


def tally_of(session: Connection, scope: Scope) -> Tally:
    """How many rows answer a question, and what they sum up to."""
    if scope.plain:
        figures = tally.figures(session)
        held = [figures[status_id] for status_id in scope.statuses if status_id in figures]
        return Tally(sum(rows for rows, _ in held), sum((total for _, total in held), Decimal("0.00")))
    row = session.execute(tally_statement(scope)).one()
    return Tally(row[0], row[1])


def tally_statement(scope: Scope) -> Select[Any]:
    """Count and sum of a question that is more than a set of statuses."""
    return select(func.count(), func.coalesce(func.sum(order.c.total), 0, type_=Cents())).where(*conditions(scope))


def chips(session: Connection, scope: Scope, statuses: Sequence[Status], now: datetime) -> Chips:
    """What each chip would show. `scope` is the question without statuses and lateness."""
    ids = tuple(status.id for status in statuses if status.id is not None)
    unfinished = tuple(status.id for status in statuses if status.id is not None and not status.kind.finished)
    late = replace(scope, statuses=unfinished, every_status=False, due_before=seconds_of(now))
    counted = _counts(session, scope, ids)
    return Chips(
        all=sum(counted.values()),
        unfinished=sum(counted.get(status_id, 0) for status_id in unfinished),
        late=_count(session, select(order.c.id).where(*conditions(late)).subquery()),
        by_status=counted,
    )


def _counts(session: Connection, scope: Scope, statuses: Sequence[int]) -> dict[int, int]:
    """How many answers each status has; those without any are left out."""
    if scope.plain:
        return {status_id: rows for status_id, (rows, _) in tally.figures(session).items()}
    if scope.words_alone and not scope.deleted:
        # Statuses are words of the index too, which counts without opening the table.
        alone = ((status_id, _found(replace(scope, statuses=(status_id,))).subquery()) for status_id in statuses)
        found = {status_id: _count(session, answers) for status_id, answers in alone}
        return {status_id: count for status_id, count in found.items() if count}
    counted = select(order.c.status_id, func.count()).where(*conditions(scope)).group_by(order.c.status_id)
    return {row[0]: row[1] for row in session.execute(counted)}


def _count(session: Connection, answers: Subquery) -> int:
    return session.execute(select(func.count()).select_from(answers)).scalar_one()
