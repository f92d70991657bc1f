"""What the first screen shows, read by the standard library alone: so it stands before SQLAlchemy is loaded.

Loading SQLAlchemy and making the tables takes longer than all else that the first screen needs. So the few rows of it
have their statements here as text, for SQLite only; everywhere else they are `listing`'s, `statuses`' and `team`'s, and
a test proves that both give the same.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from osdesk.domain.questions import OrderRow, OrderSort
from osdesk.domain.statuses import Status, StatusKind
from osdesk.domain.team import Technician, TechnicianColour
from osdesk.storage.scope import Scope

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_ZONE = "SELECT time_zone FROM settings WHERE id = 1"
_COMPANY = "SELECT trade_name, legal_name FROM company WHERE id = 1"
_STATUSES = "SELECT id, version, key, name, kind, position FROM status ORDER BY position, id"
_TEAM = "SELECT id, version, name, phone, email, role, colour, active, sample FROM technician WHERE deleted_at IS NULL"
#: A stretch of the index, already sorted, for each status; SQLite merges them.
_STRETCH = "SELECT id FROM service_order WHERE deleted_at IS NULL AND status_id = ?"
_ROWS = (
    "SELECT o.id, o.version, o.number, o.opened_at, o.client_id, c.name, o.reason, o.team, o.status_id, o.deadline, "
    "o.deadline_time, o.total FROM service_order AS o JOIN client AS c ON c.id = o.client_id "
    "WHERE o.id IN ({marks})"
)


def time_zone(raw: sqlite3.Connection) -> str:
    """The name of the office's time zone, "" where nobody has set one."""
    found = raw.execute(_ZONE).fetchone()
    return str(found[0]) if found is not None else ""


def company_name(raw: sqlite3.Connection) -> str:
    """The name the company is known by, "" until it is set up."""
    found = raw.execute(_COMPANY).fetchone()
    return str(found[0] or found[1]) if found is not None else ""


def all_statuses(raw: sqlite3.Connection) -> tuple[Status, ...]:
    """All statuses in the office's order."""
    return tuple(
        Status(id=row[0], version=row[1], key=row[2], name=row[3], kind=StatusKind(row[4]), position=row[5])
        for row in raw.execute(_STATUSES)
    )


def team(raw: sqlite3.Connection) -> tuple[Technician, ...]:
    """The technicians, without those in the bin, in no order."""
    return tuple(
        Technician(
            id=row[0],
            version=row[1],
            name=row[2],
            phone=row[3],
            email=row[4],
            role=row[5],
            colour=TechnicianColour(row[6]),
            active=bool(row[7]),
            sample=bool(row[8]),
        )
        for row in raw.execute(_TEAM)
    )


def can_tell(scope: Scope) -> bool:
    """Whether the first rows can be told from here: nothing but statuses is asked for, and by number."""
    return scope.plain and scope.sort is OrderSort.NUMBER and bool(scope.statuses)


def first(raw: sqlite3.Connection, scope: Scope, limit: int) -> tuple[OrderRow, ...]:
    """The first rows that answer a question of which `can_tell` says that they can be told."""
    stretches = " UNION ALL ".join([_STRETCH] * len(scope.statuses))
    statement = f"{stretches} ORDER BY id {'DESC' if scope.down else 'ASC'} LIMIT ?"
    ids = [row[0] for row in raw.execute(statement, (*scope.statuses, limit))]
    marks = ", ".join("?" * len(ids))
    rows = {row[0]: _row(row) for row in raw.execute(_ROWS.format(marks=marks), ids)}
    return tuple(rows[order_id] for order_id in ids)


def _row(held: tuple[Any, ...]) -> OrderRow:
    order_id, version, number, opened_at, client_id, client, reason, people, status_id, day, hour, total = held
    return OrderRow(
        id=order_id,
        version=version,
        number=number,
        opened_at=_EPOCH + timedelta(microseconds=opened_at),
        client_id=client_id,
        client=client,
        reason=reason,
        technicians=tuple(map(int, people.split(","))) if people else (),
        status_id=status_id,
        deadline=date.fromisoformat(day) if day else None,
        deadline_time=time.fromisoformat(hour) if hour else None,
        total=Decimal(total).scaleb(-2) if total is not None else None,
        deleted=False,
    )
