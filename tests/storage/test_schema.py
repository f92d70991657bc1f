"""Every field has its column and the reverse, what a migration may drop has a name, and migrations equal the tables."""

from __future__ import annotations

import dataclasses
import re
import sqlite3
import typing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table

from osdesk.domain.changes import Subject
from osdesk.storage import migrate, schema
from osdesk.storage.shape import Links, Part


def _walk(cls: type, table: Table, parts: tuple[Part | Links, ...]) -> typing.Iterator[tuple[type, Table, Any]]:
    yield cls, table, parts
    for part in parts:
        if isinstance(part, Part):
            yield from _walk(part.cls, part.table, part.parts)


STORED = [
    held for aggregate in schema.AGGREGATES.values() for held in _walk(aggregate.cls, aggregate.table, aggregate.parts)
]


def _columns_wanted(cls: type, table: Table, parts: tuple[Part | Links, ...]) -> set[str]:
    apart = {part.field for part in parts}
    kinds = typing.get_type_hints(cls)
    wanted = set()
    for field in dataclasses.fields(cls):
        if field.name in apart:
            continue
        kind = kinds[field.name]
        # A value may stand in a column of its own, as JSON.
        if dataclasses.is_dataclass(kind) and field.name not in table.c:
            wanted |= {f"{field.name}_{inner.name}" for inner in dataclasses.fields(kind)}
        else:
            wanted.add(field.name)
    return wanted


@pytest.mark.parametrize(("cls", "table", "parts"), STORED, ids=lambda held: getattr(held, "__name__", str(held)[:30]))
def test_every_field_has_its_column_and_every_column_its_field(
    cls: type, table: Table, parts: tuple[Part | Links, ...]
) -> None:
    columns = {column.name for column in table.c if not column.info.get("derived")}
    wanted = _columns_wanted(cls, table, parts)
    if "id" not in wanted:
        columns.discard("id")  # the only row of its table
    assert columns == wanted


def test_every_subject_is_stored() -> None:
    assert set(schema.AGGREGATES) == set(Subject)


def test_every_table_belongs_to_a_subject_or_is_a_ledger() -> None:
    stored = {table for _, table, _ in STORED} | set(schema.LEDGERS)
    links = {part.table for _, _, parts in STORED for part in parts if isinstance(part, Links)}
    assert set(schema.OFFICE.tables.values()) == stored | links


def test_everything_that_a_migration_may_drop_has_a_name() -> None:
    for table in (*schema.OFFICE.tables.values(), *schema.FILES.tables.values()):
        assert all(constraint.name for constraint in table.constraints), table.name
        assert all(index.name for index in table.indexes), table.name


def _shape(path: Path) -> dict[str, object]:
    """What a database is made of: columns in their order, and the words of its statements."""
    raw = sqlite3.connect(path)
    rows = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    found: dict[str, object] = {
        # SQLite puts the name of a table that a migration renamed in quotes.
        name: (
            sorted(re.findall(r"[^\s(),]+", sql.replace('"', ""))),
            raw.execute(f"PRAGMA table_xinfo({name})").fetchall(),
        )
        for name, sql in rows
    }
    raw.close()
    return found


def _empty(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA application_id = {migrate.APPLICATION_ID}")
    raw.execute("PRAGMA journal_mode = WAL")
    raw.close()


def test_the_migrations_make_the_same_tables_as_a_new_office_has(tmp_path: Path) -> None:
    new, migrated = tmp_path / "new.db", tmp_path / "migrated.db"
    migrate.prepare_office(new, readonly=False)
    _empty(migrated)
    migrate.prepare_office(migrated, readonly=False)
    assert _shape(migrated) == _shape(new)
    assert len(_shape(new)) > 40


def test_the_version_is_the_number_of_revisions_and_the_last_one_is_stamped(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    migrate.prepare_office(path, readonly=False)
    scripts = sorted((Path(migrate.__file__).parent / "migrations" / "versions").glob("v*.py"))
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA user_version").fetchone() == (len(scripts),) == (migrate.VERSION,)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(migrate.REVISIONS[-1],)]
    raw.close()
