"""Values to and from plain JSON: for the journal, drafts and exchange. Strict in reading, with the fault's field.

Decimals are texts with a point, sets sorted arrays, dates and times ISO 8601, instants with their offset, an absent
value null. Bytes go one way only: a file is told by its SHA-256.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import types
import typing
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, TypeVar

from osdesk.domain.problems import Problem, Refused

Value = TypeVar("Value")


_AS_IT_IS = frozenset({str, int, bool, type(None)})


def to_plain(value: object) -> Any:
    """A value, or anything a field of one can hold, as what JSON knows."""
    # Most fields are plain texts, numbers or nothing: told by the type alone, before anything is asked of it.
    if type(value) in _AS_IT_IS or isinstance(value, int):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest() if value else ""
    if isinstance(value, (tuple, list, frozenset)):
        plain = [to_plain(item) for item in value]
        return sorted(plain) if isinstance(value, frozenset) else plain
    if dataclasses.is_dataclass(value):
        return {name: to_plain(getattr(value, name)) for name in _names(type(value))}  # type: ignore[arg-type]  # a class is hashable
    raise TypeError(f"{type(value).__name__} has no plain form")


@functools.cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cls))


def from_plain(cls: type[Value], data: object) -> Value:
    """The value of that class that JSON holds; missing fields get their defaults.

    Raises `Refused`, one problem for each fault with the path of its field: `json.unknown_field` (`name`), `json.type`
    (`expected`), `json.missing`.
    """
    import cattrs

    try:
        found: Value = _converter().structure(data, cls)
    except (cattrs.BaseValidationError, cattrs.StructureHandlerNotFoundError, ValueError, TypeError, KeyError) as error:
        raise Refused(tuple(_problems(error, ""))) from error
    return found


@functools.cache
def _converter() -> Any:
    import cattrs
    from cattrs.gen import make_dict_structure_fn

    strict: dict[str, Any] = {"_cattrs_forbid_extra_keys": True, "_cattrs_detailed_validation": True}
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    # cattrs takes whatever can be looped over for a tuple (a text for its letters) and fails on what has no keys.
    converter.register_structure_hook_factory(
        dataclasses.is_dataclass,
        lambda cls: _only(dict, make_dict_structure_fn(cls, converter, **strict)),
    )
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _only(list, _tuple_of(converter, kind)))
    converter.register_structure_hook_factory(_is_set, lambda kind: _only(list, _set_of(converter, kind)))
    for kind in (bool, int, str):
        converter.register_structure_hook(kind, functools.partial(_exactly, kind))
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_structure_hook(date, functools.partial(_iso, date))
    converter.register_structure_hook(time, functools.partial(_iso, time))
    converter.register_structure_hook(datetime, _instant)
    # By class: a predicate would be asked after `str`, which a StrEnum is too, and leave a bare text.
    converter.register_structure_hook(StrEnum, lambda data, kind: kind(_exactly(str, data, kind)))
    return converter


def _only(kind: type, structure: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def guarded(data: object, target: Any) -> Any:
        return structure(_exactly(kind, data, target), target)

    return guarded


def _is_tuple(kind: Any) -> bool:
    origin: object = typing.get_origin(kind)
    return origin is tuple


def _tuple_of(converter: Any, kind: Any) -> Callable[[Any, Any], Any]:
    inside = types.GenericAlias(list, typing.get_args(kind)[:1])
    return lambda data, _: tuple(converter.structure(data, inside))


def _is_set(kind: Any) -> bool:
    origin: object = typing.get_origin(kind)
    return origin is frozenset


def _set_of(converter: Any, kind: Any) -> Callable[[Any, Any], Any]:
    inside = types.GenericAlias(list, typing.get_args(kind)[:1])
    return lambda data, _: frozenset(converter.structure(data, inside))


def _exactly(kind: type, data: object, _: object) -> Any:
    if type(data) is not kind:
        raise TypeError(f"{kind.__name__} expected")
    return data


def _decimal(data: object, _: object) -> Decimal:
    if not isinstance(data, str) or not data.removeprefix("-").replace(".", "", 1).isdecimal() or not data.isascii():
        raise TypeError("decimal expected")
    return Decimal(data)


def _iso(kind: type[date | time], data: object, _: object) -> Any:
    if not isinstance(data, str):
        raise TypeError(f"{kind.__name__} expected")
    return kind.fromisoformat(data)


def _instant(data: object, _: object) -> datetime:
    if not isinstance(data, str):
        raise TypeError("instant expected")
    instant = datetime.fromisoformat(data)
    if instant.tzinfo is None:
        raise ValueError("instant without offset")
    from datetime import UTC

    return instant.astimezone(UTC)


def _problems(error: BaseException, path: str) -> list[Problem]:
    """The faults that cattrs gathered, as problems with the paths that it put in notes."""
    import cattrs

    if isinstance(error, cattrs.IterableValidationError):
        return [
            problem
            for inner, note in error.group_exceptions()[0]
            for problem in _problems(inner, _below(path, str(note.index)))
        ] + [problem for inner in error.group_exceptions()[1] for problem in _problems(inner, path)]
    if isinstance(error, cattrs.ClassValidationError):
        return [
            problem
            for inner, note in error.group_exceptions()[0]
            for problem in _problems(inner, _below(path, note.name))
        ] + [problem for inner in error.group_exceptions()[1] for problem in _problems(inner, path)]
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        return [
            Problem(field=_below(path, name), code="json.unknown_field", facts={"name": name})
            for name in sorted(error.extra_fields)
        ]
    return [Problem(field=path, code="json.type", facts={"fault": str(error)})]


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
