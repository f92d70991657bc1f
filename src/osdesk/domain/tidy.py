"""Values as they are stored: every text in them clean. Apart from the subjects, for it is done alike to all of them."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any, TypeVar

from osdesk.domain.text import clean

Value = TypeVar("Value")

#: Fields that hold more than one line, whichever value they belong to.
MULTILINE = frozenset(
    {
        "reason",
        "observations",
        "internal_notes",
        "terms",
        "notes",
        "accessories",
        "condition",
        "payment_terms",
        "written",
        "body",
        "signature",
    }
)


def tidied(value: Value) -> Value:
    """The value with all its texts clean, in embedded values and parts too; the same one when nothing was amiss."""
    changed: dict[str, Any] = {}
    for name in _names(type(value)):  # type: ignore[arg-type]  # a class is hashable
        held = getattr(value, name)
        clean_one = _tidied_field(held, multiline=name in MULTILINE)
        if clean_one is not held:
            changed[name] = clean_one
    return dataclasses.replace(value, **changed) if changed else value  # type: ignore[type-var]  # always a dataclass


@functools.cache
def _names(cls: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cls))


@functools.cache
def _is_value(cls: type[Any]) -> bool:
    return dataclasses.is_dataclass(cls)


def _tidied_field(held: Any, *, multiline: bool) -> Any:
    if type(held) is str:
        # Most texts are short and plain, and a value has a hundred of them.
        if not held or (held.isascii() and held.isprintable() and held[0] != " " and held[-1] != " "):
            return held
        cleaned = clean(held, multiline)
        return held if cleaned == held else cleaned
    if type(held) is tuple:
        parts = tuple(_tidied_field(part, multiline=multiline) for part in held)
        return held if all(new is old for new, old in zip(parts, held, strict=True)) else parts
    if _is_value(type(held)):  # type: ignore[arg-type]  # a class is hashable
        return tidied(held)
    return held
