"""Questions asked of the list of orders: its first rows at once, all ids, rows by id, and what they sum up to.

Each way to sort has an index in which every status is a stretch of its own (`storage.orders`). A question is a union of
those stretches, which both databases merge without sorting: the first hundred of a million rows cost what a hundred
cost. Whatever narrows a question further (a client, a period, words) is looked up first and sorted after.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    bindparam,
    case,
    column,
    func,
    literal,
    literal_column,
    select,
    text,
    union_all,
)

from osdesk.domain.questions import Chips, OrderQuestion, OrderRow, OrderSort, Tally
from osdesk.domain.statuses import Status
from osdesk.storage import search, tally
from osdesk.storage.clients import client
from osdesk.storage.orders import DAY, order, status_word
from osdesk.storage.types import Cents

Question = Select[Any] | CompoundSelect[Any]

_AT_ONCE = 1000
_KEYS: dict[OrderSort, ColumnElement[Any]] = {
    OrderSort.CLIENT: order.c.client_key,
    OrderSort.REASON: order.c.reason_key,
    OrderSort.TECHNICIANS: order.c.team_key,
    OrderSort.DEADLINE: order.c.due,
    OrderSort.TOTAL: order.c.total,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A question in the terms of the tables: ids of statuses in their order, instants, seconds of the calendar."""

    statuses: tuple[int, ...]
    every_status: bool = True
    opened_since: datetime | None = None
    opened_before: datetime | None = None
    due_before: int | None = None
    client_id: int | None = None
    client_text: str = ""
    words: str = ""
    deleted: bool = False
    sort: OrderSort = OrderSort.NUMBER
    descending: bool = True
    backwards: bool = False

    @property
    def plain(self) -> bool:
        """Whether nothing but statuses is asked for."""
        return not (
            self.opened_since
            or self.opened_before
            or self.due_before is not None
            or self.client_id is not None
            or self.client_text
            or self.words
            or self.deleted
        )


def scope_of(question: OrderQuestion, statuses: Sequence[Status], now: datetime) -> Scope:
    """The question as the tables understand it; `now` is in the office's zone, whose days its dates are."""
    ordered = sorted(statuses, key=lambda status: (status.position, status.id or 0))
    kept = [
        status
        for status in ordered
        if (not question.statuses or status.id in question.statuses)
        and (not question.kinds or status.kind in question.kinds)
        and (question.late_on is None or not status.kind.finished)
    ]
    due_before = None
    if question.late_on is not None:
        due_before = question.late_on.toordinal() * DAY
        if question.late_on == now.date():
            due_before += now.hour * 3600 + now.minute * 60 + now.second
    since, until = question.opened_since, question.opened_until
    return Scope(
        statuses=tuple(status.id for status in kept if status.id is not None),
        every_status=len(kept) == len(ordered),
        opened_since=None if since is None else datetime(since.year, since.month, since.day, tzinfo=now.tzinfo),
        opened_before=None
        if until is None
        else datetime(until.year, until.month, until.day, tzinfo=now.tzinfo) + timedelta(days=1),
        due_before=due_before,
        client_id=question.client_id,
        client_text=question.client_text.strip(),
        words=question.search.strip(),
        deleted=question.deleted,
        sort=question.sort,
        descending=question.descending,
    )


def ids_statement(scope: Scope, limit: int | None = None) -> Question:
    """The ids that answer a question, in its order."""
    if scope.words and not _narrowed(scope) and scope.sort is OrderSort.NUMBER:
        statement: Question = _by_words(scope)
    elif scope.plain and len(scope.statuses) > 1:
        statement = _merged(scope)
    else:
        statement = _sorted(select(order.c.id).where(*_conditions(scope)), scope)
    return statement.limit(limit) if limit is not None else statement


def _narrowed(scope: Scope) -> bool:
    return not replace(scope, words="", deleted=False).plain


def _by_words(scope: Scope) -> Question:
    """The index of words gives its rows by id, forwards and backwards: numbers, newest first, need no table."""
    return _found(scope).order_by(text("rowid DESC" if scope.descending is not scope.backwards else "rowid"))


def _found(scope: Scope) -> Select[Any]:
    return search.ORDERS.found(search.word_question(scope.words, status_words(scope)))


def status_words(scope: Scope) -> str:
    """The condition for the index of words that stands for the statuses asked for."""
    if scope.deleted:
        return status_word(None, deleted=True)
    return "(" + " OR ".join(status_word(status_id, deleted=False) for status_id in scope.statuses or (0,)) + ")"


def _merged(scope: Scope) -> Question:
    stretches: list[Select[Any]] = []
    for rank, status_id in enumerate(scope.statuses):
        key = literal(rank) if scope.sort is OrderSort.STATUS else _KEYS.get(scope.sort)
        columns = [order.c.id] if key is None else [order.c.id, key.label("key")]
        stretches.append(select(*columns).where(order.c.deleted_at.is_(None), order.c.status_id == status_id))
    number: ColumnElement[Any] = column("id")
    return union_all(*stretches).order_by(*_order(scope, column("key"), number))


def _sorted(statement: Select[Any], scope: Scope) -> Select[Any]:
    key = _KEYS.get(scope.sort)
    if scope.sort is OrderSort.STATUS and scope.statuses:
        ranks = {status_id: rank for rank, status_id in enumerate(scope.statuses)}
        key = case(ranks, value=order.c.status_id, else_=len(ranks))
    return statement.order_by(*_order(scope, key, order.c.id))


def _order(scope: Scope, key: ColumnElement[Any] | None, number: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """By the key and then by number, both in one direction as their index has them; within a status newest first."""
    down = scope.descending is not scope.backwards
    if scope.sort is OrderSort.NUMBER or key is None:
        return [number.desc() if down else number.asc()]
    newest_first = down if scope.sort is not OrderSort.STATUS else not scope.backwards
    # Said for PostgreSQL, which puts nothing above everything; for SQLite it is the index's own order.
    keyed = key.desc().nulls_last() if down else key.asc().nulls_first()
    return [keyed, number.desc() if newest_first else number.asc()]


def _conditions(scope: Scope) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    found.append(order.c.deleted_at.is_not(None) if scope.deleted else order.c.deleted_at.is_(None))
    status: ColumnElement[Any] = order.c.status_id
    if scope.words:
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
    elif len(found) > 1:
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
    result = session.execute(ids_statement(scope))
    while rows := result.fetchmany(20_000):
        found.extend([row[0] for row in rows])
    return found


def first_ids(session: Connection, scope: Scope, limit: int) -> list[int]:
    """The first ids that answer a question."""
    return [row[0] for row in session.execute(ids_statement(scope, limit))]


def first(session: Connection, scope: Scope, limit: int) -> tuple[OrderRow, ...]:
    """The first rows that answer a question."""
    return rows(session, first_ids(session, scope, limit))


def last(session: Connection, scope: Scope, limit: int) -> tuple[OrderRow, ...]:
    """The last rows, in the question's order: the first ones of the reverse."""
    return rows(session, first_ids(session, replace(scope, backwards=True), limit)[::-1])


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
    return select(func.count(), func.coalesce(func.sum(order.c.total), 0, type_=Cents())).where(*_conditions(scope))


def chips(session: Connection, scope: Scope, statuses: Sequence[Status], now: datetime) -> Chips:
    """What each chip would show. `scope` is the question without statuses and lateness."""
    unfinished = tuple(status.id for status in statuses if status.id is not None and not status.kind.finished)
    if scope.plain:
        by_status = {status_id: rows for status_id, (rows, _) in tally.figures(session).items()}
    else:
        counted = select(order.c.status_id, func.count()).where(*_conditions(scope)).group_by(order.c.status_id)
        by_status = {row[0]: row[1] for row in session.execute(counted)}
    seconds = now.toordinal() * DAY + now.hour * 3600 + now.minute * 60 + now.second
    late = replace(scope, statuses=unfinished, every_status=False, due_before=seconds)
    return Chips(
        all=sum(by_status.values()),
        unfinished=sum(by_status.get(status_id, 0) for status_id in unfinished),
        late=session.execute(select(func.count()).select_from(order).where(*_conditions(late))).scalar_one(),
        by_status=by_status,
    )
