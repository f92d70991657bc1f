"""Questions of the agenda: visits by day, who is on site, and which orders wait to be planned.

Visits are found by their days and never by their technicians: somebody's visits of ten years are as many as all
visits of a month.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, time
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy import text as text_clause

from osdesk.domain.agenda import VisitRow, Waiting
from osdesk.domain.priorities import Priority
from osdesk.domain.questions import NOBODY, OrderSort
from osdesk.storage import listing, search
from osdesk.storage.among import among
from osdesk.storage.clients import client
from osdesk.storage.order_words import status_word
from osdesk.storage.orders import NEVER, order, visit, visit_technician

#: Of a reason so many letters are read: a block of the agenda has room for no more.
_REASON = 160
_AT_ONCE = 400
#: Of orders that words find, the newest so many are looked at.
_FOUND = 20_000

_LIVING = order.c.deleted_at.is_(None)
_SHOWN = (order.c.number, client.c.name, func.substr(order.c.reason, 1, _REASON).label("reason"))
_PLACE = (order.c.address_district, order.c.address_city)


def _rows() -> Select[Any]:
    return (
        select(
            visit.c.id,
            order.c.id.label("order_id"),
            order.c.version,
            *_SHOWN,
            *_PLACE,
            order.c.status_id,
            order.c.service_type_id,
            order.c.priority,
            visit.c.day,
            visit.c.planned_start,
            visit.c.planned_end,
            visit.c.check_in,
            visit.c.check_out,
            visit.c.outcome,
            visit.c.kilometres,
            order.c.deadline,
        )
        .join_from(visit, order, order.c.id == visit.c.order_id)
        .join(client, client.c.id == order.c.client_id)
        .where(_LIVING)
    )


def days_statement() -> Select[Any]:
    """The visits of a stretch of days."""
    return _rows().where(visit.c.day.between(bindparam("since"), bindparam("until")))


def crew_statement() -> Select[Any]:
    """Those of them that one of some technicians goes to, or, where `nobody` is not 0, nobody."""
    goes = visit_technician.c.visit_id == visit.c.id
    theirs = exists(select(1).where(goes, among(visit_technician.c.technician_id, "technicians")))
    nobodys = and_(bindparam("nobody", type_=Integer) != 0, ~exists(select(1).where(goes)))
    return days_statement().where(or_(theirs, nobodys))


def on_site_statement() -> Select[Any]:
    """Where somebody came and has not left, the earliest first; in orders that are not finished."""
    return (
        _rows()
        .where(visit.c.check_in.is_not(None), visit.c.check_out.is_(None), visit.c.outcome.is_(None))
        # Hidden from SQLite's planner, which would go through all orders of these statuses.
        .where(among(order.c.status_id + 0, "statuses"))
        .order_by(visit.c.check_in, visit.c.id)
        .limit(bindparam("limit", type_=Integer))
    )


def visit_statement() -> Select[Any]:
    """One visit."""
    return _rows().where(visit.c.id == bindparam("id"))


def order_of_statement() -> Select[int]:
    """The order that a visit belongs to."""
    return select(visit.c.order_id).where(visit.c.id == bindparam("id"))


def crews_statement() -> Select[Any]:
    """Who goes to some visits, in the order chosen."""
    return (
        select(visit_technician.c.visit_id, visit_technician.c.technician_id)
        .where(among(visit_technician.c.visit_id))
        .order_by(visit_technician.c.visit_id, visit_technician.c.position)
    )


def _to_come() -> ColumnElement[bool]:
    """Whether an order has a visit that is planned from today on, or on its way."""
    planned = and_(visit.c.check_in.is_(None), visit.c.day >= bindparam("today"))
    on_site = and_(visit.c.check_in.is_not(None), visit.c.check_out.is_(None))
    return exists(select(1).where(visit.c.order_id == order.c.id, visit.c.outcome.is_(None), or_(planned, on_site)))


def _waiting() -> Select[Any]:
    return (
        select(
            order.c.id,
            order.c.version,
            *_SHOWN,
            *_PLACE,
            order.c.status_id,
            order.c.service_type_id,
            order.c.priority,
            order.c.deadline,
            order.c.deadline_time,
            order.c.due,
        )
        .join_from(order, client, client.c.id == order.c.client_id)
        .where(_LIVING, ~_to_come())
    )


def waiting_among_statement() -> Select[Any]:
    """Those of some orders that wait to be planned."""
    return _waiting().where(among(order.c.id))


def undated_statement() -> Select[Any]:
    """Orders without a deadline that wait to be planned, the urgent ones first."""
    rank = case({Priority.URGENT: 0, Priority.HIGH: 1}, value=order.c.priority, else_=2)
    return (
        _waiting()
        .where(among(order.c.status_id, "statuses"), order.c.due == NEVER)
        .order_by(rank, order.c.id)
        .limit(bindparam("limit", type_=Integer))
    )


#: Made when first asked for: the first screen waits for none of them.
_days, _crew, _crews = cache(days_statement), cache(crew_statement), cache(crews_statement)
_on_site, _visit, _order_of = cache(on_site_statement), cache(visit_statement), cache(order_of_statement)
_among, _undated = cache(waiting_among_statement), cache(undated_statement)

#: Standard minutes by type of service.
Durations = dict[int | None, int | None]


def visits(
    session: Connection,
    since: date,
    until: date,
    durations: Durations,
    *,
    technicians: Collection[int] = (),
    cancelled: Collection[int] = (),
) -> tuple[VisitRow, ...]:
    """The visits of a stretch of days, by day and hour; those without hours first.

    `technicians` asks for those of one of them (`NOBODY`: of nobody). Of orders in the statuses `cancelled` only what
    took place is left.
    """
    parameters: dict[str, Any] = {"since": since, "until": until}
    if technicians:
        parameters |= {"technicians": list(technicians), "nobody": int(NOBODY in technicians)}
    found = session.execute(_crew() if technicians else _days(), parameters).fetchall()
    kept = [row for row in found if row.status_id not in cancelled or row.check_in is not None]
    made = _made(session, kept, durations)
    return tuple(sorted(made, key=_in_order))


def on_site(session: Connection, statuses: Sequence[int], durations: Durations, limit: int) -> tuple[VisitRow, ...]:
    """Where somebody is now, in orders of those statuses; who came first stands first."""
    rows = session.execute(_on_site(), {"statuses": list(statuses), "limit": limit}).fetchall()
    return _made(session, rows, durations)


def one(session: Connection, visit_id: int, durations: Durations) -> VisitRow | None:
    """One visit, or None where there is none or its order is in the bin."""
    rows = _made(session, session.execute(_visit(), {"id": visit_id}).fetchall(), durations)
    return rows[0] if rows else None


def order_of(session: Connection, visit_id: int) -> int | None:
    """The id of the order that a visit belongs to."""
    found: int | None = session.execute(_order_of(), {"id": visit_id}).scalar()
    return found


def waiting(
    session: Connection, statuses: Sequence[int], today: date, durations: Durations, text: str, limit: int
) -> tuple[Waiting, ...]:
    """Orders of those statuses that wait to be planned: by deadline, then priority, then number.

    `text` looks for words as the list of orders does.
    """
    if not statuses:
        return ()
    if text.strip():
        found = _found(session, statuses, today, text)
        return _waited(found, durations)[:limit]
    found = _dated(session, statuses, today, limit)
    if len(found) < limit:
        parameters = {"statuses": list(statuses), "today": today, "limit": limit - len(found)}
        found += session.execute(_undated(), parameters).fetchall()
    return _waited(found, durations)[:limit]


def _dated(session: Connection, statuses: Sequence[int], today: date, limit: int) -> list[Any]:
    """Those with a deadline, as far as there are enough and the last deadline's are complete."""
    found: list[Any] = []
    cursor = session.execute(listing.merged(tuple(statuses), OrderSort.DEADLINE, down=False))
    while rows := cursor.fetchmany(_AT_ONCE):
        ids = [row.id for row in rows if row.key < NEVER]
        enough = len(found) >= limit and found[limit - 1].due < rows[0].key
        if enough or not ids:
            break
        waits = session.execute(_among(), {"ids": ids, "today": today}).fetchall()
        found += sorted(waits, key=lambda row: row.due)
    cursor.close()
    return found


def _found(session: Connection, statuses: Sequence[int], today: date, text: str) -> list[Any]:
    known = " OR ".join(status_word(status_id, deleted=False) for status_id in statuses)
    question = search.word_question(text, f"({known})")
    if question is None:
        return []
    newest = search.ORDERS.found(question).order_by(text_clause("rowid DESC")).limit(_FOUND)
    ids = session.execute(newest).scalars().all()
    return list(session.execute(_among(), {"ids": ids, "today": today}).fetchall())


def _made(session: Connection, rows: Sequence[Any], durations: Durations) -> tuple[VisitRow, ...]:
    if not rows:
        return ()
    links = session.execute(_crews(), {"ids": [row[0] for row in rows]}).fetchall()
    crews = {visit_id: tuple(link[1] for link in held) for visit_id, held in groupby(links, key=itemgetter(0))}
    made = []
    for row in rows:
        (visit_id, order_id, version, number, name, reason, district, city, status_id, kind, priority, *planned) = row
        day, start, end, check_in, check_out, outcome, kilometres, deadline = planned
        made.append(
            VisitRow(
                visit_id,
                order_id,
                version,
                number,
                name,
                _on_a_line(reason),
                _place(district, city),
                status_id,
                kind,
                priority,
                day,
                start,
                end,
                crews.get(visit_id, ()),
                check_in,
                check_out,
                outcome,
                durations.get(kind),
                kilometres,
                deadline,
            )
        )
    return tuple(made)


def _waited(rows: Iterable[Any], durations: Durations) -> tuple[Waiting, ...]:
    ranked = sorted(rows, key=lambda row: (row.due, _RANK[row.priority], row.id))
    return tuple(
        Waiting(
            order_id=row.id,
            order_version=row.version,
            number=row.number,
            client=row.name,
            reason=_on_a_line(row.reason),
            place=_place(row.address_district, row.address_city),
            status_id=row.status_id,
            service_type_id=row.service_type_id,
            priority=row.priority,
            deadline=row.deadline,
            deadline_time=row.deadline_time,
            minutes=durations.get(row.service_type_id),
        )
        for row in ranked
    )


_BROKEN = re.compile(r"[^\S ]| {2}|^ | $")
_RANK = {Priority.URGENT: 0, Priority.HIGH: 1, Priority.NORMAL: 2}


def _on_a_line(text: str) -> str:
    return " ".join(text.split()) if _BROKEN.search(text) else text


def _place(district: str, city: str) -> str:
    return f"{district}, {city}" if district and city else district or city


def _in_order(row: VisitRow) -> tuple[date, bool, time, int]:
    start = row.planned_start
    return row.day or date.min, start is not None, start or time(), row.id
