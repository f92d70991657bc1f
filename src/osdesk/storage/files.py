"""Files of the office (logo, photos, documents), each once, by the SHA-256 of its bytes.

On SQLite they lie in a database of their own beside the first, so that a migration copies only the small one. They are
written before anything refers to them, never changed, and swept long after nothing does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Delete,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    String,
    Table,
    bindparam,
    cast,
    delete,
    select,
)

from osdesk.storage.metadata import metadata as office_metadata
from osdesk.storage.types import Instant
from osdesk.storage.upsert import insert_into

_AT_ONCE = 500

metadata = MetaData(naming_convention=office_metadata.naming_convention)

file = Table(
    "file",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("data", LargeBinary, nullable=False),
)


@cache
def put_statement(dialect: str) -> Any:
    """Add a file; nothing happens when it is there already, but that it counts as new for the sweep."""
    add = insert_into(file, dialect)
    return add.on_conflict_do_update(index_elements=[file.c.sha256], set_={"added_at": add.excluded.added_at})


def get_statement() -> Select[bytes]:
    """The bytes of one file. SQLite takes a text for them as well, and a driver that met one would break off."""
    return select(cast(file.c.data, LargeBinary)).where(file.c.sha256 == bindparam("sha256"))


def older_statement() -> Select[str]:
    """What was added before an instant."""
    return select(file.c.sha256).where(file.c.added_at < bindparam("before"))


def remove_statement() -> Delete:
    """Remove files."""
    return delete(file).where(file.c.sha256.in_(bindparam("gone", expanding=True)))


def put(session: Connection, data: bytes, at: datetime) -> str:
    """Store bytes; returns their SHA-256 in hexadecimal. The same bytes twice are stored once."""
    digest = hashlib.sha256(data).hexdigest()
    session.execute(
        put_statement(session.dialect.name), {"sha256": digest, "size": len(data), "added_at": at, "data": data}
    )
    return digest


def get(session: Connection, sha256: str) -> bytes | None:
    """The bytes, or None when there is no such file."""
    found: bytes | None = session.execute(get_statement(), {"sha256": sha256}).scalar()
    return found


def has(session: Connection, sha256: str) -> bool:
    """Whether that file is here."""
    return session.execute(has_statement(), {"sha256": sha256}).first() is not None


def has_statement() -> Select[str]:
    """One file, without its bytes."""
    return select(file.c.sha256).where(file.c.sha256 == bindparam("sha256"))


def all_of(session: Connection) -> frozenset[str]:
    """The hashes of all files."""
    return frozenset(session.execute(select(file.c.sha256)).scalars())


def sweep(session: Connection, kept: Collection[str], before: datetime) -> int:
    """Remove files added before that instant that are not among `kept`; returns how many."""
    spared = frozenset(kept)
    older = session.execute(older_statement(), {"before": before}).scalars()
    gone = [digest for digest in older if digest not in spared]
    # A few at a time: a statement takes no more than some thousands of values, and an office has more photos.
    for start in range(0, len(gone), _AT_ONCE):
        session.execute(remove_statement(), {"gone": gone[start : start + _AT_ONCE]})
    return len(gone)
