"""The journal: every deed on every record, with its changed fields before and after. Only ever added to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Index, Select, Table, Text, bindparam, insert, select

from osdesk.domain.changes import Subject
from osdesk.domain.history import Deed, Entry, FieldChange
from osdesk.storage.metadata import choice, metadata, must, row_id, text
from osdesk.storage.types import Id, Instant

journal = Table(
    "journal",
    metadata,
    row_id(),
    choice("subject", Subject),
    must("record_id", Id),
    choice("deed", Deed),
    text("actor"),
    must("at", Instant),
    must("changes", Text),
    text("detail"),
)
Index(None, journal.c.subject, journal.c.record_id)

_ADD = insert(journal)


def history_statement() -> Select[Any]:
    """All entries of one record, newest first."""
    return (
        select(journal)
        .where(journal.c.subject == bindparam("subject"), journal.c.record_id == bindparam("record_id"))
        .order_by(journal.c.id.desc())
    )


_HISTORY = history_statement()


def record(
    session: Connection,
    subject: Subject,
    ids: Iterable[int],
    deed: Deed,
    *,
    actor: str,
    at: datetime,
    changes: Sequence[FieldChange] = (),
    detail: str = "",
) -> None:
    """Write the same entry for each of the records."""
    written = json.dumps(
        [[change.field, change.before, change.after] for change in changes], ensure_ascii=False, separators=(",", ":")
    )
    rows = [
        {
            "subject": subject,
            "record_id": record_id,
            "deed": deed,
            "actor": actor,
            "at": at,
            "changes": written if changes else "",
            "detail": detail,
        }
        for record_id in ids
    ]
    if rows:
        session.execute(_ADD, rows)


def record_added(
    session: Connection, subject: Subject, ids: Sequence[int], details: Sequence[str], *, actor: str, at: datetime
) -> None:
    """Write for each of very many new records that it was added, with a detail of its own."""
    rows = [
        {
            "subject": subject,
            "record_id": record_id,
            "deed": Deed.ADDED,
            "actor": actor,
            "at": at,
            "changes": "",
            "detail": detail,
        }
        for record_id, detail in zip(ids, details, strict=True)
    ]
    if rows:
        session.execute(_ADD, rows)


def history(session: Connection, subject: Subject, record_id: int) -> tuple[Entry, ...]:
    """All entries of one record, newest first."""
    rows = session.execute(_HISTORY, {"subject": subject, "record_id": record_id})
    return tuple(map(entry_of, rows))


def entry_of(row: Any) -> Entry:
    """The entry that a row holds."""
    return Entry(
        id=row.id,
        subject=row.subject,
        record_id=row.record_id,
        deed=row.deed,
        actor=row.actor,
        at=row.at,
        changes=tuple(
            FieldChange(field=field, before=before, after=after)
            for field, before, after in (json.loads(row.changes) if row.changes else ())
        ),
        detail=row.detail,
    )
