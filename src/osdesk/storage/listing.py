"""Questions asked of the list of orders: its first rows at once, all ids, rows by id, and what they sum up to.

Each way to sort has an index in which every status is a stretch of its own (`stretches`): the first hundred of a
million rows cost what a hundred cost. Words have an index of their own, which knows statuses and technicians too.
Whatever narrows a question further (a client, a period, a sum) is `seeking`'s.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    func,
    select,
    text,
)

from osdesk.domain.questions import NOBODY, Chips, OrderRow, OrderSort, Tally
from osdesk.domain.statuses import Status
from osdesk.storage import packed, probing, search, seeking, tally
from osdesk.storage.clients import client
from osdesk.storage.order_words import status_word, technician_word
from osdesk.storage.orders import order
from osdesk.storage.scope import Scope, seconds_of
from osdesk.storage.stretches import DATES, KEYS, Question, by_status, merged

__all__ = ["Question", "by_status", "chips", "first", "first_ids", "ids", "ids_statement", "merged", "rows", "tally_of"]

_AT_ONCE = 1000
#: Words that so many orders have are looked for along the sorted index: up to so far, or without end.
_MANY = 6_000
_VERY_MANY = 20_000
_FAR = 25_000
#: Of the latter so many orders are read themselves, a few at once.
_READ = 1200
_READ_AT_ONCE = 150


def ids_statement(scope: Scope, limit: int | None = None) -> Question:
    """The ids that answer a question, in its order (by status: one status after the other, see `by_status`)."""
    if scope.words_alone and scope.sort is OrderSort.NUMBER:
        # The index of words gives its rows by id, forwards and backwards: by number, it needs no table.
        statement: Question = found(scope).order_by(text("rowid DESC" if scope.down else "rowid"))
    elif _stretched(scope):
        statement = merged(scope.statuses, scope.sort, down=scope.down)
    else:
        statement = seeking.sorted_statement(scope)
    return statement.limit(limit) if limit is not None else statement


def _stretched(scope: Scope) -> bool:
    return scope.plain and scope.sort not in DATES and bool(scope.statuses)


def _known(scope: Scope) -> bool:
    """Whether the indexes of orders and of words know all that is asked, and how it is sorted."""
    return _stretched(scope) or (scope.words_alone and scope.sort not in DATES)


def found(scope: Scope) -> Select[Any]:
    known = status_words(scope)
    return search.ORDERS.found(search.word_question(scope.words, known) if scope.words else known)


def status_words(scope: Scope) -> str:
    """The condition for the index of words that stands for the statuses and technicians asked for."""
    statuses = (status_word(status_id, deleted=False) for status_id in scope.statuses or (0,))
    known = status_word(None, deleted=True) if scope.deleted else f"({' OR '.join(statuses)})"
    if not scope.technicians:
        return known
    return f"{known} AND ({' OR '.join(map(technician_word, scope.technicians))})"


def ids(session: Connection, scope: Scope) -> array[int]:
    """All ids that answer a question, in its order."""
    if not _known(scope):
        return seeking.ids(session, scope)
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
    if not _known(scope):
        return seeking.first(session, scope, limit)
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
    enough = select(func.count()).select_from(found(scope).limit(_VERY_MANY).subquery())
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
                known = set(packed.ids(session, found(scope)))
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
    row = session.execute(seeking.tally_of(session, scope)).one()
    return Tally(row[0], row[1])


def chips(session: Connection, scope: Scope, statuses: Sequence[Status], now: datetime) -> Chips:
    """What each chip would show. `scope` is the question without statuses and lateness."""
    unfinished = tuple(status.id for status in statuses if status.id is not None and not status.kind.finished)
    if not scope.plain:
        counted, late = seeking.counts(session, scope, statuses, seconds_of(now))
    else:
        counted = {status_id: rows for status_id, (rows, _) in tally.figures(session).items()}
        past = replace(scope, statuses=unfinished, every_status=False, due_before=seconds_of(now))
        late = session.execute(seeking.tally_of(session, past)).one()[0]
    return Chips(
        all=sum(counted.values()),
        unfinished=sum(counted.get(status_id, 0) for status_id in unfinished),
        late=late,
        by_status=counted,
    )
