"""The one MetaData, with names for every constraint (a migration can only drop what has a name), and short columns.

Apart from `schema.py`, which lists the tables of all subjects and so imports them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Column, DefaultClause, ForeignKey, Integer, MetaData, Text
from sqlalchemy.types import TypeEngine

from osdesk.storage.types import Choice, Id

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Marks a column that no field of the value holds: it is worked out when the value is saved.
DERIVED = {"derived": True}


def row_id() -> Column[Any]:
    """The primary key."""
    return Column("id", Id, primary_key=True)


def version() -> Column[Any]:
    """The version of a record: one more with every save, so that a stale save is seen."""
    return Column("version", Integer, nullable=False)


def text(name: str) -> Column[Any]:
    """A text, "" when there is none."""
    return Column(name, Text, nullable=False)


def whole(name: str) -> Column[Any]:
    """A whole number or nothing."""
    return Column(name, Integer)


def flag(name: str) -> Column[Any]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False)


def choice(name: str, choices: type[StrEnum], *, optional: bool = False) -> Column[Any]:
    """One of the values of an enumeration."""
    return Column(name, Choice(choices), nullable=optional)


def maybe(name: str, kind: TypeEngine[Any] | type[TypeEngine[Any]]) -> Column[Any]:
    """A value of that type, or nothing."""
    return Column(name, kind)


def must(name: str, kind: TypeEngine[Any] | type[TypeEngine[Any]]) -> Column[Any]:
    """A value of that type, always there."""
    return Column(name, kind, nullable=False)


def link(name: str, target: str, *, owner: bool = False, optional: bool = True) -> Column[Any]:
    """The id of a record of another table. A part names its `owner` and goes with it."""
    if owner:
        return Column(name, Id, ForeignKey(f"{target}.id", ondelete="CASCADE"), nullable=False, info=DERIVED)
    return Column(name, Id, ForeignKey(f"{target}.id"), nullable=optional)


def added(column: Column[Any], value: str) -> Column[Any]:
    """A column that came later to a table of very many rows: by its default, no row of an older office is written."""
    column.server_default = DefaultClause(value)
    return column


def derived(column: Column[Any]) -> Column[Any]:
    """The column, marked as one that no field of the value holds."""
    column.info.update(DERIVED)
    return column


def position() -> Column[Any]:
    """The place of a part in its owner's tuple."""
    return derived(must("position", Integer))


def address(prefix: str = "address") -> list[Column[Any]]:
    """The columns of an embedded `Address`."""
    fields = ("postal_code", "street", "number", "complement", "district", "city", "state")
    return [text(f"{prefix}_{field}") for field in fields]
