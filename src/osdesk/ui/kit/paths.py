"""Paths into a value (`"address.city"`, `"visits.2.check_out"`): read, put, and shift problems in and out of parts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from osdesk.domain.problems import Problem


def get(value: Any, path: str) -> Any:
    """The field of a value at that path."""
    for name in path.split("."):
        value = getattr(value, name)
    return value


def put(value: Any, path: str, inner: Any) -> Any:
    """The value with another field at that path; the same object when nothing differs."""
    name, _dot, rest = path.partition(".")
    if rest:
        inner = put(getattr(value, name), rest, inner)
    return value if getattr(value, name) == inner else replace(value, **{name: inner})


def is_under(field: str, path: str) -> bool:
    """Whether a problem's field is that path or inside it."""
    return field == path or field.startswith(path + ".")


def within(path: str, problem: Problem) -> Problem:
    """A part's problem as one of the whole value."""
    return replace(problem, field=f"{path}.{problem.field}")


def without(path: str, problem: Problem) -> Problem:
    """A problem of the whole value as one of the part at that path."""
    return replace(problem, field=problem.field[len(path) + 1 :])
