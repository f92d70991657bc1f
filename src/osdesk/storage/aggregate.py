"""Loading and saving of values by field name: a table for the value, one for each kind of its parts, and their parts.

A column bears the name of its field; an embedded value (`Address`) lies in columns with the field's name as prefix; a
tuple of parts is a table with `position`. Parts are known by their ids: what has the id of a stored part is updated,
what has none is added, what is missing is removed. A save that changes nothing writes nothing.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Connection, Delete, Select, Table, Update, bindparam, delete, insert, select, update

from osdesk.storage.among import among
from osdesk.storage.outcomes import Conflict, Gone
from osdesk.storage.shape import Links, Part, Shape

Value = TypeVar("Value")

#: Values loaded by one statement, so that what is held at once of their rows has a bound.
_AT_ONCE = 2000


class Aggregate(Generic[Value]):
    """One subject: its value class, its table, its parts. A value without a field `id` is a table's only row."""

    def __init__(self, cls: type[Value], table: Table, parts: tuple[Part | Links, ...] = ()) -> None:
        self.cls = cls
        self.table = table
        self.parts = parts

    @cached_property
    def shape(self) -> Shape:
        """How the value lies in its table."""
        return Shape(self.cls, self.table, self.parts)

    @cached_property
    def single(self) -> bool:
        """Whether the value is its table's only row."""
        return "id" not in self.shape.fields

    @cached_property
    def _one(self) -> Select[Any]:
        return select(*self.shape.columns).where(self.table.c.id == bindparam("id"))

    @cached_property
    def _many(self) -> Select[Any]:
        return select(*self.shape.columns).where(among(self.table.c.id))

    @cached_property
    def _remove(self) -> Delete:
        return delete(self.table).where(self.table.c.id.in_(bindparam("ids", expanding=True)))

    @cached_property
    def _parts_of_one(self) -> list[_Loader]:
        return [_Loader(part, lambda owner: owner == bindparam("id")) for part in self.parts]

    @cached_property
    def _parts_of_many(self) -> list[_Loader]:
        return [_Loader(part, among) for part in self.parts]

    def load(self, session: Connection, record_id: int = 1) -> Value | None:
        """The value of that id with all its parts, or None."""
        row = session.execute(self._one, {"id": record_id}).fetchone()
        if row is None:
            return None
        parameters = {"id": record_id}
        parts = [loader.load(session, parameters).get(record_id, ()) for loader in self._parts_of_one]
        value: Value = self.shape.make(*row, None, *parts)
        return value

    def load_many(self, session: Connection, ids: Sequence[int]) -> tuple[Value, ...]:
        """The values of those ids with all their parts, in the order asked for; ids that aren't there are left out."""
        found: dict[int, Value] = {}
        for start in range(0, len(ids), _AT_ONCE):
            parameters = {"ids": list(ids[start : start + _AT_ONCE])}
            rows = session.execute(self._many, parameters).fetchall()
            parts = [loader.load(session, parameters) for loader in self._parts_of_many]
            make, place = self.shape.make, self.shape.names.index("id")
            for row in rows:
                record_id = row[place]
                found[record_id] = make(*row, None, *[held.get(record_id, ()) for held in parts])
        return tuple(found[record_id] for record_id in ids if record_id in found)

    def save(
        self,
        session: Connection,
        value: Value,
        stored: Value | None = None,
        derived: Mapping[str, object] | None = None,
    ) -> Value:
        """Store a value, and return it as it is now stored: with ids, and a version one higher.

        `stored` is what was loaded in this very transaction, if it was. `derived` holds the columns that no field has.
        Raises `Gone` when there is no record of that id, `Conflict` when it has another version.
        """
        record_id: int | None = 1 if self.single else value.id  # type: ignore[attr-defined]  # every subject has one
        if stored is None and record_id is not None:
            stored = self.load(session, record_id)
            if stored is None and not self.single:
                raise Gone(self.table.name, record_id)
        if stored is None:
            return self._add(session, value, derived or {})
        if stored.version != value.version:  # type: ignore[attr-defined]
            raise Conflict(stored, value)
        if stored == value and not derived:
            return stored
        row = self.shape.row(value)
        version = row.pop("version")
        row.pop("id", None)
        row.update(derived or {})
        done = session.execute(self._update(frozenset(row)), {**row, "_id": record_id, "_version": version})
        if done.rowcount == 0:
            raise Conflict(self.load(session, cast("int", record_id)), value)
        kept = {
            part.field: _save_parts(session, part, record_id, getattr(stored, part.field), getattr(value, part.field))
            for part in self.parts
        }
        return dataclasses.replace(value, version=version + 1, **kept)  # type: ignore[type-var]

    def remove(self, session: Connection, ids: Sequence[int]) -> None:
        """Remove records for good, with their parts; nothing may refer to them any more."""
        session.execute(self._remove, {"ids": list(ids)})

    def _add(self, session: Connection, value: Value, derived: Mapping[str, object]) -> Value:
        row = {**self.shape.row(value), "version": 1, **derived}
        if self.single:
            row["id"] = 1
        else:
            del row["id"]
        result = session.execute(insert(self.table), row)
        record_id = cast("Any", result.inserted_primary_key)[0]
        kept: dict[str, Any] = {
            part.field: _save_parts(session, part, record_id, (), getattr(value, part.field)) for part in self.parts
        }
        if not self.single:
            kept["id"] = record_id
        return dataclasses.replace(value, version=1, **kept)  # type: ignore[type-var]

    def _update(self, names: frozenset[str]) -> Update:
        statement = _UPDATES.get((self.table.name, names))
        if statement is None:
            table = self.table
            statement = (
                update(table)
                .where(table.c.id == bindparam("_id"), table.c.version == bindparam("_version"))
                .values({**{name: bindparam(name) for name in sorted(names)}, "version": table.c.version + 1})
            )
            _UPDATES[self.table.name, names] = statement
        return statement

    def statements(self) -> list[Any]:
        """Every statement that loading and saving uses."""
        names = frozenset(column.name for column in self.table.c) - {"id", "version"}
        found: list[Any] = [self._one, self._many, self._update(names), self._remove, insert(self.table)]
        for loader in (*self._parts_of_one, *self._parts_of_many):
            found.extend(loader.statements())
        for part in _walk(self.parts):
            found.extend(
                [part.insert, part.delete] if isinstance(part, Links) else [part.insert, part.update, part.delete]
            )
        return found


_UPDATES: dict[tuple[str, frozenset[str]], Update] = {}


def _walk(parts: Iterable[Part | Links]) -> Iterable[Part | Links]:
    for part in parts:
        yield part
        if isinstance(part, Part):
            yield from _walk(part.parts)


class _Loader:
    """Loads one kind of part, for owners named by a condition, and the parts of those parts."""

    def __init__(self, part: Part | Links, owners: Callable[[Any], Any]) -> None:
        self.part = part
        self._statement = part.of(owners)
        self._inner: list[_Loader] = []
        if isinstance(part, Part):
            ids = select(part.table.c.id).where(owners(part.owner)).scalar_subquery()
            self._inner = [_Loader(inner, lambda owner: owner.in_(ids)) for inner in part.parts]

    def load(self, session: Connection, parameters: Mapping[str, Any]) -> dict[int, tuple[Any, ...]]:
        """The parts by their owner's id, in their order."""
        rows = session.execute(self._statement, parameters).fetchall()
        if not rows:
            return {}
        part = self.part
        if isinstance(part, Links):
            values: list[Any] = [row[0] for row in rows]
        else:
            make = part.shape.make
            if self._inner:
                parts = [inner.load(session, parameters) for inner in self._inner]
                values = [make(*row, *[held.get(row[0], ()) for held in parts]) for row in rows]
            else:
                values = [make(*row) for row in rows]
        return _by_owner([row[-1] for row in rows], values)

    def statements(self) -> list[Any]:
        return [self._statement, *(statement for inner in self._inner for statement in inner.statements())]


def _by_owner(owners: list[int], values: list[Any]) -> dict[int, tuple[Any, ...]]:
    """Values by their owner, in their order."""
    found = defaultdict(list)
    for owner, value in zip(owners, values, strict=True):
        found[owner].append(value)
    return {owner: tuple(held) for owner, held in found.items()}


def _save_parts(
    session: Connection, part: Part | Links, owner: Any, before: tuple[Any, ...], after: tuple[Any, ...]
) -> tuple[Any, ...]:
    if before == after:
        return after
    if isinstance(part, Links):
        if before:
            session.execute(part.delete, {"ids": [owner]})
        _link(session, part, [(owner, after)])
        return after
    return _PartSave(part, owner, before).save(session, after)


def _link(session: Connection, part: Links, links: Iterable[tuple[int, tuple[Any, ...]]]) -> None:
    rows = [
        {part.owner.name: owner, "position": position, part.value.name: value}
        for owner, values in links
        for position, value in enumerate(values)
    ]
    if rows:
        session.execute(part.insert, rows)


class _PartSave:
    """One tuple of parts on its way to the database."""

    def __init__(self, part: Part, owner: Any, before: tuple[Any, ...]) -> None:
        self.part = part
        self.owner = owner
        self.before = {value.id: (position, value) for position, value in enumerate(before)}

    def save(self, session: Connection, after: tuple[Any, ...]) -> tuple[Any, ...]:
        part, before = self.part, self.before
        shape = part.shape
        kept = {value.id for value in after}
        removed = [part_id for part_id in before if part_id not in kept]
        if removed:
            session.execute(part.delete, {"ids": removed})
        changed: list[dict[str, Any]] = []
        added: list[int] = []
        seen: set[int] = set()
        result = list(after)
        for position, value in enumerate(after):
            if value.id not in before or value.id in seen:
                added.append(position)
                continue
            seen.add(value.id)
            if before[value.id] != (position, value):
                row = shape.row(value)
                row["_id"] = row.pop("id")
                row["position"] = position
                changed.append(row)
        if changed:
            session.execute(part.update, changed)
        if added:
            self._add(session, result, added)
        new = frozenset(added)
        for inner in part.parts:
            for position, value in enumerate(result):
                # Not by id alone: SQLite may give a new part the id of one just removed.
                earlier = () if position in new else getattr(before[value.id][1], inner.field)
                held = _save_parts(session, inner, value.id, earlier, getattr(value, inner.field))
                if held is not getattr(value, inner.field):
                    result[position] = dataclasses.replace(result[position], **{inner.field: held})
        return tuple(result)

    def _add(self, session: Connection, result: list[Any], added: list[int]) -> None:
        part = self.part
        rows = []
        for position in added:
            row = part.shape.row(result[position])
            del row["id"]
            row["position"] = position
            row[part.owner.name] = self.owner
            rows.append(row)
        statement = part.insert.returning(part.table.c.id, sort_by_parameter_order=True)
        for position, part_id in zip(added, session.execute(statement, rows).scalars(), strict=True):
            result[position] = dataclasses.replace(result[position], id=part_id)
