"""Column types: how instants, money, quantities, choices and tuples of text stand in a row, alike on both databases.

Integers and text only, so that SQLite and PostgreSQL hold the same thing and compare and sum it the same way.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
#: How many answers a conversion remembers.
_REMEMBERED = 4096

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

    They are given as the processors themselves and not through `process_bind_param`, and what was read remembers its
    last answers: a hundred orders hold seven thousand such values, and most of them again and again.
    """

    impl: type[TypeEngine[Any]] = Text
    cache_ok = True

    def to_row(self, value: Any) -> Any:
        """What stands in the row."""
        raise NotImplementedError

    @staticmethod
    def from_row(value: Any) -> Any:
        """What the row means, None too."""
        raise NotImplementedError

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:  # noqa: ARG002
        to_row = self.to_row
        return lambda value: None if value is None else to_row(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        return self.from_row


class Instant(_Converted):
    """An aware datetime, as microseconds since 1970 in UTC."""

    cache_ok = True
    impl = BigInteger

    def to_row(self, value: datetime) -> int:
        return to_microseconds(value)

    @staticmethod
    @lru_cache(_REMEMBERED)
    def from_row(value: int | None) -> datetime | None:
        return None if value is None else from_microseconds(value)


class _Scaled(_Converted):
    impl = BigInteger
    places = 0

    def to_row(self, value: Decimal) -> int:
        scaled = value.scaleb(self.places)
        count = int(scaled)
        if count != scaled:
            raise ValueError(f"{value} has more than {self.places} decimal places")
        return count


class Cents(_Scaled):
    """An amount or a percentage with two decimals, as a whole number of hundredths."""

    cache_ok = True
    places = 2

    @staticmethod
    @lru_cache(_REMEMBERED)
    def from_row(value: int | None) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


class Thousandths(_Scaled):
    """A quantity with three decimals, as a whole number of thousandths."""

    cache_ok = True
    places = 3

    @staticmethod
    @lru_cache(_REMEMBERED)
    def from_row(value: int | None) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-3)


class DecimalText(_Converted):
    """A measured figure, whose decimals are as many as were typed: as text."""

    cache_ok = True

    def to_row(self, value: Decimal) -> str:
        return format(value, "f")

    @staticmethod
    @lru_cache(_REMEMBERED)
    def from_row(value: str | None) -> Decimal | None:
        return None if value is None else Decimal(value)


class Choice(_Converted):
    """One of the values of a `StrEnum`, as its text."""

    cache_ok = True

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__()
        self.choices = choices

    # `value` is a property made in Python: four times slower, a dozen times a row.
    to_row = staticmethod(attrgetter("_value_"))  # type: ignore[assignment]  # called like the method that it stands for

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        members: dict[str | None, StrEnum | None] = {member.value: member for member in self.choices}
        members[None] = None
        return members.__getitem__


class Words(_Converted):
    """A tuple of texts, as a JSON array; nothing at all for an empty one."""

    cache_ok = True

    def to_row(self, value: tuple[str, ...]) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""

    @staticmethod
    @lru_cache(_REMEMBERED)
    def from_row(value: str | None) -> tuple[str, ...] | None:
        if not value:
            return None if value is None else ()
        return tuple(json.loads(value))


class Ids(_Converted):
    """A tuple of ids or small numbers, as figures with commas between them; nothing at all for an empty one."""

    cache_ok = True

    def to_row(self, value: tuple[int, ...]) -> str:
        return ",".join(map(str, value))

    @staticmethod
    @lru_cache(_REMEMBERED)
    def from_row(value: str | None) -> tuple[int, ...] | None:
        if not value:
            return None if value is None else ()
        return tuple(map(int, value.split(",")))
