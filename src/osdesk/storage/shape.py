"""How a dataclass and its parts lie in tables: which field is which column, and the statements of each kind of part.

Apart from `aggregate.py`, which loads and saves by it. Nothing is worked out before it is first needed: a start that
shows a list waits for none of this.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    Delete,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)


class Part:
    """A tuple field whose elements are values with ids, in a table of their own that names its owner."""

    def __init__(self, field: str, cls: type, table: Table, owner: str, parts: tuple[Part | Links, ...] = ()) -> None:
        self.field = field
        self.cls = cls
        self.table = table
        self.owner = table.c[owner]
        self.parts = parts

    @cached_property
    def shape(self) -> Shape:
        """How the elements lie in the table."""
        return Shape(self.cls, self.table, self.parts)

    @cached_property
    def insert(self) -> Insert:
        """Add elements."""
        return insert(self.table)

    @cached_property
    def update(self) -> Update:
        """Change an element, by its id."""
        table = self.table
        changed = (*self.shape.columns[1:], table.c.position)
        return (
            update(table)
            .where(table.c.id == bindparam("_id"))
            .values({column.name: bindparam(column.name) for column in changed})
        )

    @cached_property
    def delete(self) -> Delete:
        """Remove elements, by their ids."""
        ids: BindParameter[Any] = bindparam("ids", expanding=True)
        return delete(self.table).where(self.table.c.id.in_(ids))

    def of(self, owners: Any) -> Select[Any]:
        """All parts of the owners that a condition names (`== id`, or `in_` a select), in their order."""
        # The owner stands last, where pairing fields with columns doesn't reach it.
        statement = select(*self.shape.columns, self.owner).where(owners(self.owner))
        return statement.order_by(self.owner, self.table.c.position)


class Links:
    """A tuple field of ids of other records (or of plain values), in a table of owner, position and value."""

    def __init__(self, field: str, table: Table, owner: str, value: str) -> None:
        self.field = field
        self.table = table
        self.owner = table.c[owner]
        self.value = table.c[value]

    @cached_property
    def insert(self) -> Insert:
        """Add links."""
        return insert(self.table)

    @cached_property
    def delete(self) -> Delete:
        """Remove all links of owners."""
        return delete(self.table).where(self.owner.in_(bindparam("ids", expanding=True)))

    def of(self, owners: Any) -> Select[Any]:
        """All links of the owners that a condition names, in their order."""
        statement = select(self.value, self.owner).where(owners(self.owner))
        return statement.order_by(self.owner, self.table.c.position)


class Shape:
    """How the fields of one dataclass lie in the columns of one table."""

    def __init__(self, cls: type, table: Table, parts: Iterable[Part | Links]) -> None:
        self.cls = cls
        self.columns: list[Column[Any]] = []
        self.names: list[str] = []
        self._embedded: list[tuple[str, type, int, int, list[str]]] = []
        self._plain: list[tuple[str, int]] = []
        self._parts = [part.field for part in parts]
        for field in dataclasses.fields(cls):
            if field.name in self._parts:
                continue
            if field.name in table.c:
                self._plain.append((field.name, len(self.columns)))
                self.columns.append(table.c[field.name])
                continue
            # An embedded value: its default is an empty one. Type hints would say so too, in two milliseconds a class.
            kind: Any = type(field.default)
            inner = [inner_field.name for inner_field in dataclasses.fields(kind)]
            start = len(self.columns)
            self.columns.extend(table.c[f"{field.name}_{name}"] for name in inner)
            self._embedded.append((field.name, kind, start, len(self.columns), inner))
        self.names = [column.name for column in self.columns]
        #: Where each column's value is in the value: `reason`, `address.street`.
        self.paths = list(self.names)
        for name, _, start, end, inner in self._embedded:
            self.paths[start:end] = [f"{name}.{field}" for field in inner]
        self.fields = [name for name, _ in self._plain]

    @cached_property
    def make(self) -> Callable[..., Any]:
        """The value out of its columns in their order, then its owner's id (anything: it is left out), then its parts.

        Written as the one call that it is and compiled, like the constructor that `dataclass` writes: by a dictionary
        for each row, loading a hundred orders takes a third longer.
        """
        taken = [f"c{place}" for place in range(len(self.columns))]
        given = [f"{name}=c{place}" for name, place in self._plain]
        for number, (name, _, start, _, inner) in enumerate(self._embedded):
            held = ", ".join(f"{field}=c{start + place}" for place, field in enumerate(inner))
            given.append(f"{name}=k{number}({held})")
        given += [f"{field}={field}" for field in self._parts]
        classes = {f"k{number}": kind for number, (_, kind, *_) in enumerate(self._embedded)}
        source = f"lambda {', '.join([*taken, 'owner', *self._parts])}: cls({', '.join(given)})"
        made: Callable[..., Any] = eval(source, {"cls": self.cls, **classes})  # noqa: S307  names of our own classes
        return made

    def row(self, value: Any) -> dict[str, Any]:
        """The columns' values of a value."""
        found = {name: getattr(value, name) for name in self.fields}
        for name, _, _, _, inner in self._embedded:
            held = getattr(value, name)
            for field in inner:
                found[f"{name}_{field}"] = getattr(held, field)
        return found
