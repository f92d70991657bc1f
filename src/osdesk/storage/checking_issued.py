"""Whether issued documents are still what was issued: their values, their codes, the chain of each order, their files.

Apart from the check of everything else, for these rows are meant to prove something to others.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Select, select

from osdesk.domain.changes import Subject
from osdesk.domain.findings import Finding
from osdesk.domain.history import Deed
from osdesk.domain.revisions import Revision, is_whole
from osdesk.storage import files, revisions
from osdesk.storage.journal import journal
from osdesk.storage.orders import order

#: How many faults are told one by one.
_ENOUGH = 20


def told_statement() -> Select[Any]:
    """Which revision of which order the history says was issued, of orders that are still there."""
    return (
        select(journal.c.record_id, journal.c.detail)
        .join(order, order.c.id == journal.c.record_id)
        .where(journal.c.subject == Subject.ORDER, journal.c.deed == Deed.ISSUED)
        .order_by(journal.c.id)
    )


def check(session: Connection, files_session: Connection | None) -> Iterator[Finding]:
    """What is wrong with issued documents, at most so many findings."""
    for place, finding in enumerate(_found(session, files_session)):
        if place == _ENOUGH:
            return
        yield finding


def _found(session: Connection, files_session: Connection | None) -> Iterator[Finding]:
    key = revisions.key(session)
    last: Revision | None = None
    present: set[tuple[int, str]] = set()
    for revision, sheet in revisions.every(session):
        present.add((revision.order_id, str(revision.number)))
        previous = last if last is not None and last.order_id == revision.order_id else None
        last = revision
        if not is_whole(revision, sheet, key):
            yield _finding("check.issued_values", revision)
        if revision.previous != (previous.seal if previous is not None else ""):
            yield _finding("check.issued_chain", revision)
        data = files.get(files_session, revision.pdf) if files_session is not None else None
        if data is None:
            yield _finding("check.issued_missing", revision)
        elif sha256(data).hexdigest() != revision.pdf:
            yield _finding("check.issued_file", revision)
    for order_id, number in session.execute(told_statement()):
        if (order_id, number) not in present:
            yield Finding(code="check.issued_gone", facts={"order": _number(session, order_id), "number": number})


def _finding(code: str, revision: Revision) -> Finding:
    return Finding(code=code, facts={"order": revision.order_number, "number": revision.number})


def _number(session: Connection, order_id: int) -> str:
    number: str = session.execute(select(order.c.number).where(order.c.id == order_id)).scalar_one()
    return number
