"""What goes into a column comes out of it, exactly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

import values
from osdesk.domain.statuses import StatusKind
from osdesk.storage.types import Cents, Choice, DecimalText, Instant, Thousandths, Words, to_microseconds

DIALECTS = (sqlite.dialect(), postgresql.dialect())  # type: ignore[no-untyped-call]


def _through(kind: Any, value: Any) -> Any:
    found = []
    for dialect in DIALECTS:
        stored = kind.bind_processor(dialect)(value)
        assert stored is None or type(stored) in {int, str}
        found.append(kind.result_processor(dialect, None)(stored))
    assert found[0] == found[1]
    return found[0]


@given(st.none() | values.INSTANTS)
def test_instants_keep_their_microsecond(value: datetime | None) -> None:
    assert _through(Instant(), value) == value


@given(values.INSTANTS, st.integers(-14 * 60, 14 * 60))
def test_an_instant_of_another_zone_is_the_same_instant(value: datetime, minutes: int) -> None:
    elsewhere = value.astimezone(timezone(timedelta(minutes=minutes)))
    back = _through(Instant(), elsewhere)
    assert back == value
    assert back.tzinfo is UTC


def test_an_instant_without_zone_is_a_fault() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        to_microseconds(datetime(2026, 11, 24))  # noqa: DTZ001


@given(st.none() | values.AMOUNTS)
def test_money_keeps_its_cents(value: Decimal | None) -> None:
    assert _through(Cents(), value) == value


@given(st.none() | values.QUANTITIES)
def test_quantities_keep_their_thousandths(value: Decimal | None) -> None:
    assert _through(Thousandths(), value) == value


@given(st.none() | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_measured_figures_keep_all_their_places(value: Decimal | None) -> None:
    back = _through(DecimalText(), value)
    assert back == value
    if value is not None:
        assert format(back, "f") == format(value, "f")


@given(st.lists(values.TEXTS, max_size=5).map(tuple))
def test_tuples_of_text_come_back(value: tuple[str, ...]) -> None:
    assert _through(Words(), value) == value


@pytest.mark.parametrize("value", [None, *StatusKind])
def test_choices_come_back_as_themselves(value: StrEnum | None) -> None:
    assert _through(Choice(StatusKind), value) is value


def test_a_choice_that_nobody_knows_is_a_fault() -> None:
    with pytest.raises(KeyError):
        Choice(StatusKind).result_processor(DIALECTS[0], None)("exploded")
