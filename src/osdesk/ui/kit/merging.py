"""Two people changed one record: what both did, put together field by field. Pure, and apart from any form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")
#: What says which record it is, and which state of it.
_PLACE = ("id", "version")


def merge(base: T, mine: T, theirs: T) -> tuple[T, tuple[str, ...]]:
    """Both sets of changes since `base`; where both changed one field differently, mine stands and its path is named.

    The values are dataclasses of one type; a field that is one itself is merged by its own fields (`"address.city"`).
    What only they changed is taken over, their version with it.
    """
    changed: dict[str, Any] = {}
    clashes: list[str] = []
    whole: Any = mine
    for each in fields(whole):
        before, here, there = (getattr(value, each.name) for value in (base, mine, theirs))
        if there in (before, here):
            continue
        if here == before:
            changed[each.name] = there
        elif _mergeable(before, here, there):
            inner, names = merge(before, here, there)
            changed[each.name] = inner
            clashes += [f"{each.name}.{name}" for name in names]
        else:
            clashes.append(each.name)
    merged: T = replace(whole, **changed)
    return merged, tuple(clashes)


def over(mine: T, theirs: T) -> tuple[T, tuple[str, ...]]:
    """Mine in the place of theirs where nobody knows what mine began from (a draft that is older than what is stored):
    every field in which they differ is named.
    """
    whole: Any = mine
    place = {name: getattr(theirs, name) for name in _PLACE if hasattr(theirs, name)}
    merged: T = replace(whole, **place)
    return merged, tuple(_differing(merged, theirs))


def _differing(mine: Any, theirs: Any) -> Iterator[str]:
    for each in fields(mine):
        here, there = getattr(mine, each.name), getattr(theirs, each.name)
        if _mergeable(here, there):
            yield from (f"{each.name}.{inner}" for inner in _differing(here, there))
        elif here != there:
            yield each.name


def _mergeable(*values: Any) -> bool:
    return all(is_dataclass(value) for value in values) and len({type(value) for value in values}) == 1
