"""Very many ids in one answer: SQLite writes them out itself, and the interpreter only unpacks what it wrote.

A million rows fetched one after the other keep the interpreter busy for a second, in which the window can't paint; one
answer leaves it alone while the database works. Apart from the lists because it is about bytes and not about orders.
"""

from __future__ import annotations

import sys
from array import array

from sqlalchemy import CompoundSelect, Connection, Select, func, select

#: Hexadecimal figures of an id; SQLite gives the ids of a table from 1 on, so four bytes are enough for two thousand
#: million rows.
_FIGURES = 8
#: Unpacked at once: the interpreter is held for a millisecond or two, not more.
_AT_ONCE = 100_000 * _FIGURES
_LOW = 0 if sys.byteorder == "little" else 1


def written(ids: Select[int] | CompoundSelect[int]) -> Select[str | None]:
    """All answers of a statement with a column `id`, in its order, as one text of figures."""
    # An aggregate such as this one keeps SQLite from dropping the order of what it is made from.
    inner = ids.subquery()
    return select(func.group_concat(func.printf(f"%0{_FIGURES}x", inner.c.id), ""))


def ids(session: Connection, statement: Select[int] | CompoundSelect[int]) -> array[int]:
    """The ids that a statement gives in its column `id`, in its order, as `array("q")`."""
    if session.dialect.name != "sqlite":
        return array("q", session.execute(statement).scalars())
    return unpacked(session.execute(written(statement)).scalar() or "")


def unpacked(text: str) -> array[int]:
    """The ids of such a text."""
    found = array("q", bytes(len(text) // _FIGURES * 8))
    # Four bytes of each eight: the others stay nothing, for no id needs them.
    halves = memoryview(found).cast("B").cast("i")[_LOW::2]
    for start in range(0, len(text), _AT_ONCE):
        part = array("i", bytes.fromhex(text[start : start + _AT_ONCE]))
        if sys.byteorder == "little":
            part.byteswap()
        place = start // _FIGURES
        halves[place : place + len(part)] = memoryview(part)
    return found
