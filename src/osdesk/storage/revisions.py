"""Issued documents: one row each, never updated but to void it, with the values of the sheet it was made from.

Beside them the office's key, by which their verification codes and their proofs are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Select,
    Table,
    Text,
    bindparam,
    func,
    select,
)

from osdesk.domain.revisions import Revision
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.metadata import derived, maybe, metadata, must, row_id, text, version
from osdesk.storage.orders import order
from osdesk.storage.types import Id, Instant
from osdesk.storage.upsert import insert_into

revision = Table(
    "revision",
    metadata,
    row_id(),
    version(),
    # An order that was ever issued can't go for good but with its documents (a sample's).
    Column("order_id", Id, ForeignKey("service_order.id", ondelete="CASCADE"), nullable=False),
    text("order_number"),
    must("number", Integer),
    text("code"),
    text("values"),
    text("pdf"),
    must("size", Integer),
    must("pages", Integer),
    text("starts"),
    text("previous"),
    must("layout", Integer),
    must("issued_at", Instant),
    text("actor"),
    maybe("voided_at", Instant),
    text("voided_by"),
    text("void_reason"),
    derived(must("sheet", Text)),
    text("proof"),
)
Index("ix_revision_order", revision.c.order_id, revision.c.number, unique=True)
Index("ix_revision_code", revision.c.code)
Index("ix_revision_pdf", revision.c.pdf)

REVISIONS = Aggregate(Revision, revision)

#: Secrets of the office, by name: the key of the verification codes and of the proofs.
office_key = Table(
    "office_key",
    metadata,
    Column("name", Text, primary_key=True),
    must("secret", LargeBinary),
)

CODES = "codes"
_AT_ONCE = 200


def of_order_statement() -> Select[int]:
    """The ids of an order's issued documents, newest first."""
    return select(revision.c.id).where(revision.c.order_id == bindparam("order_id")).order_by(revision.c.number.desc())


def by_pdf_statement() -> Select[int]:
    """The documents whose file has that SHA-256: one, as each names its own number and moment."""
    return select(revision.c.id).where(revision.c.pdf == bindparam("pdf")).order_by(revision.c.id)


def by_code_statement() -> Select[int]:
    """The documents of that verification code."""
    return select(revision.c.id).where(revision.c.code == bindparam("code")).order_by(revision.c.id)


def sheet_statement() -> Select[str]:
    """The values that a document was made from."""
    return select(revision.c.sheet).where(revision.c.id == bindparam("id"))


def every_statement() -> Select[int]:
    """The ids of all documents in the order of their chains."""
    return select(revision.c.id).order_by(revision.c.order_id, revision.c.number)


def sheets_statement() -> Select[Any]:
    """The values that some documents were made from."""
    return select(revision.c.id, revision.c.sheet).where(revision.c.id.in_(bindparam("ids", expanding=True)))


def standing_statement() -> Select[Any]:
    """What a new document of an order must agree with: see `standing`."""
    newest = select(func.max(revision.c.number)).where(revision.c.order_id == order.c.id).scalar_subquery()
    secret = select(office_key.c.secret).where(office_key.c.name == CODES).scalar_subquery()
    return select(order.c.version, func.coalesce(newest, 0), secret).where(order.c.id == bindparam("order_id"))


def key_statement() -> Select[bytes]:
    """A secret of the office."""
    return select(office_key.c.secret).where(office_key.c.name == bindparam("name"))


def add_key_statement(dialect: str) -> Any:
    """Keep a secret, unless there is one already: a second key would make every code printed so far a wrong one."""
    return insert_into(office_key, dialect).on_conflict_do_nothing(index_elements=[office_key.c.name])


_OF_ORDER = of_order_statement()
_BY_PDF = by_pdf_statement()
_BY_CODE = by_code_statement()
_SHEET = sheet_statement()
_STANDING = standing_statement()
_KEY = key_statement()


def of_order(session: Connection, order_id: int) -> tuple[Revision, ...]:
    """An order's issued documents, newest first."""
    return _loaded(session, _OF_ORDER, order_id=order_id)


def by_pdf(session: Connection, sha256: str) -> Revision | None:
    """The document of that file."""
    return next(iter(_loaded(session, _BY_PDF, pdf=sha256)), None)


def by_code(session: Connection, code: str) -> tuple[Revision, ...]:
    """The documents of that verification code."""
    return _loaded(session, _BY_CODE, code=code)


def _loaded(session: Connection, statement: Select[int], **named: object) -> tuple[Revision, ...]:
    return REVISIONS.load_many(session, session.execute(statement, named).scalars().all())


def sheet_of(session: Connection, revision_id: int) -> str:
    """The values that a document was made from, as they were frozen; "" when there is no such document."""
    return session.execute(_SHEET, {"id": revision_id}).scalar() or ""


def every(session: Connection) -> Iterator[tuple[Revision, str]]:
    """All documents with their values, each order's chain from its first."""
    ids: Sequence[int] = session.execute(every_statement()).scalars().all()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        rows = session.execute(sheets_statement(), {"ids": some}).fetchall()
        sheets: dict[int | None, str] = {row.id: row.sheet for row in rows}
        for found in REVISIONS.load_many(session, some):
            yield found, sheets[found.id]


def standing(session: Connection, order_id: int) -> tuple[int, int, bytes | None] | None:
    """Which version of an order is stored, the number of its newest document (0: none) and the office's key, in one
    question, for it is asked while all else that writes waits; None when there is no such order.
    """
    found = session.execute(_STANDING, {"order_id": order_id}).fetchone()
    return None if found is None else (found[0], found[1], found[2])


def key(session: Connection, name: str = CODES) -> bytes | None:
    """The office's key, once it has one."""
    return session.execute(_KEY, {"name": name}).scalar()


def keep_key(session: Connection, secret: bytes, name: str = CODES) -> bytes:
    """Keep a key, unless there is one; returns the one that counts."""
    session.execute(add_key_statement(session.dialect.name), {"name": name, "secret": secret})
    return key(session, name) or secret
