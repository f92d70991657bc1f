"""Issued documents bear a proof: a keyed hash over their record, made here for those that were issued before.

The hash is written down as it was on this day, and not asked of the program, which may know another one by now.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_COVERED = (
    "order_id",
    "order_number",
    "number",
    "code",
    "values",
    "pdf",
    "size",
    "pages",
    "starts",
    "previous",
    "layout",
    "issued_at",
    "actor",
    "voided_at",
    "voided_by",
    "void_reason",
)
_AT_ONCE = 1000


def upgrade() -> None:
    """Add the column, and fill it: what stands in the records today is what is held to be true from now on."""
    with op.batch_alter_table("revision") as batch:
        batch.add_column(sa.Column("proof", sa.Text(), nullable=False, server_default=""))
    _prove(op.get_bind())
    with op.batch_alter_table("revision") as batch:
        batch.alter_column("proof", existing_type=sa.Text(), server_default=None)


def _prove(session: sa.Connection) -> None:
    keys = sa.table("office_key", sa.column("name"), sa.column("secret"))
    key = session.execute(sa.select(keys.c.secret).where(keys.c.name == "codes")).scalar()
    if key is None:
        return
    table = sa.table("revision", sa.column("id"), sa.column("proof"), *map(sa.column, _COVERED))
    rows = sa.select(table.c.id, *(table.c[name] for name in _COVERED)).order_by(table.c.id).limit(_AT_ONCE)
    prove = sa.update(table).where(table.c.id == sa.bindparam("_id")).values(proof=sa.bindparam("_proof"))
    last = 0
    while some := session.execute(rows.where(table.c.id > last)).fetchall():
        session.execute(prove, [{"_id": row[0], "_proof": _proof(key, row[1:])} for row in some])
        last = some[-1][0]


def _proof(key: bytes, values: Sequence[object]) -> str:
    return hmac.digest(key, b"\0osdesk revision 1\0" + b"".join(_parts(values)), "sha256").hex()


def _parts(values: Iterable[object]) -> Iterable[bytes]:
    for value in values:
        data = ("" if value is None else str(value)).encode()
        yield len(data).to_bytes(8, "big") + data
