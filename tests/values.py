"""Any value the domain can hold, for Hypothesis: whatever fields a dataclass has, now or later."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

from hypothesis import strategies as st

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
AMOUNTS = st.integers(-(10**10), 10**10).map(lambda count: Decimal(count).scaleb(-2))
QUANTITIES = st.integers(-(10**9), 10**9).map(lambda count: Decimal(count).scaleb(-3))
MEASURES = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6, places=4)
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
DATES = st.dates(date(1900, 1, 1), date(2200, 1, 1))
TIMES = st.times().map(lambda moment: moment.replace(tzinfo=None, fold=0))

_BY_KIND: dict[object, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(0, 10**6),
    bool: st.booleans(),
    Decimal: AMOUNTS,
    datetime: INSTANTS,
    date: DATES,
    time: TIMES,
}
_BY_FIELD: dict[str, st.SearchStrategy[Any]] = {
    "quantity": QUANTITIES,
    "minimum": st.none() | MEASURES,
    "maximum": st.none() | MEASURES,
    "measured": st.none() | MEASURES,
}


def values(cls: type, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of a dataclass with anything in their fields; `fixed` says what a field of that name holds, at any depth.

    Ids are None and versions 0: the values are new.
    """
    kinds = typing.get_type_hints(cls)
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for field in dataclasses.fields(cls):
        if field.name in fixed:
            fields[field.name] = fixed[field.name]
        elif field.name == "id":
            fields["id"] = st.none()
        elif field.name == "version":
            fields["version"] = st.just(0)
        else:
            fields[field.name] = (
                _BY_FIELD[field.name] if field.name in _BY_FIELD else _of_kind(kinds[field.name], fixed)
            )
    return st.builds(cls, **fields)


def _of_kind(kind: Any, fixed: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    if isinstance(kind, types.UnionType):
        return st.one_of(*(st.none() if part is type(None) else _of_kind(part, fixed) for part in kind.__args__))
    if typing.get_origin(kind) is tuple:
        return st.lists(_of_kind(typing.get_args(kind)[0], fixed), max_size=3).map(tuple)
    if dataclasses.is_dataclass(kind):
        return values(typing.cast("type", kind), **fixed)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    return _BY_KIND[kind]
