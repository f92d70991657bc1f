"""Column types: how instants, money, quantities, choices and tuples of text stand in a row, alike on both databases.

Integers and text only, so that SQLite and PostgreSQL hold the same thing and compare and sum it the same way.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

#: Row ids: SQLite's own only when the column's type is INTEGER to the letter.
Id = BigInteger().with_variant(Integer, "sqlite")


def to_microseconds(instant: datetime) -> int:
    """Microseconds since 1970 in UTC, exactly. Raises ValueError for an instant without a zone."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no time zone")
    return (instant - EPOCH) // _MICROSECOND


def from_microseconds(count: int) -> datetime:
    """The aware UTC instant."""
    return EPOCH + timedelta(microseconds=count)


class _Converted(TypeDecorator[Any]):
    """A column whose value is converted by two functions; None stays None.

    The processors are given themselves and not through `process_bind_param`: half a microsecond a value, on forty
    values a row.
    """

    impl: type[TypeEngine[Any]] = Text
    cache_ok = True

    def to_row(self, value: Any) -> Any:
        raise NotImplementedError

    def from_row(self, value: Any) -> Any:
        raise NotImplementedError

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:  # noqa: ARG002
        to_row = self.to_row
        return lambda value: None if value is None else to_row(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        from_row = self.from_row
        return lambda value: None if value is None else from_row(value)


class Instant(_Converted):
    """An aware datetime, as microseconds since 1970 in UTC."""

    cache_ok = True
    impl = BigInteger

    def to_row(self, value: datetime) -> int:
        return to_microseconds(value)

    def from_row(self, value: int) -> datetime:
        return from_microseconds(value)


class _Scaled(_Converted):
    impl = BigInteger
    places = 0

    def to_row(self, value: Decimal) -> int:
        scaled = value.scaleb(self.places)
        count = int(scaled)
        if count != scaled:
            raise ValueError(f"{value} has more than {self.places} decimal places")
        return count

    def from_row(self, value: int) -> Decimal:
        return Decimal(value).scaleb(-self.places)


class Cents(_Scaled):
    """An amount or a percentage with two decimals, as a whole number of hundredths."""

    cache_ok = True
    places = 2


class Thousandths(_Scaled):
    """A quantity with three decimals, as a whole number of thousandths."""

    cache_ok = True
    places = 3


class DecimalText(_Converted):
    """A measured figure, whose decimals are as many as were typed: as text."""

    cache_ok = True

    def to_row(self, value: Decimal) -> str:
        return format(value, "f")

    def from_row(self, value: str) -> Decimal:
        return Decimal(value)


class Choice(_Converted):
    """One of the values of a `StrEnum`, as its text."""

    cache_ok = True

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__()
        self.choices = choices

    def to_row(self, value: StrEnum) -> str:
        return value._value_  # `value` is a property made in Python: four times slower, a dozen times a row

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        members: dict[str | None, StrEnum | None] = {member.value: member for member in self.choices}
        members[None] = None
        return members.__getitem__


class Words(_Converted):
    """A tuple of texts, as a JSON array; nothing at all for an empty one."""

    cache_ok = True

    def to_row(self, value: tuple[str, ...]) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""

    def from_row(self, value: str) -> tuple[str, ...]:
        return tuple(json.loads(value)) if value else ()
