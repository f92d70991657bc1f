"""How long something takes, in any of the ways that people write it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osdesk.domain.durations import parse_duration, written_duration
from osdesk.domain.problems import Unreadable


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90", 90),
        ("1h30", 90),
        ("1h 30", 90),
        ("1 h 30 min", 90),
        ("1:30", 90),
        ("1,5h", 90),
        ("1.5 h", 90),
        ("1H05", 65),
        ("2h", 120),
        ("2 horas", 120),
        ("1 hora e 15", 75),
        ("45 min", 45),
        ("45m", 45),
        ("0", 0),
        ("", None),
        ("  ", None),
    ],
)
def test_what_people_write_is_read(text: str, minutes: int | None) -> None:
    assert parse_duration(text) == minutes


@pytest.mark.parametrize("text", ["h", "um", "1h70", "1,5h30", "1:75", "-5", "1h30h", "12345", "1 30", "٩٠"])
def test_what_is_no_duration_is_told(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_duration(text)
    assert caught.value.code == "duration.unreadable"


@given(st.integers(0, 48 * 60))
def test_what_stands_in_the_field_is_read_back(minutes: int) -> None:
    assert parse_duration(written_duration(minutes)) == minutes


@given(st.text(max_size=12))
def test_no_text_breaks_it(text: str) -> None:
    with contextlib.suppress(Unreadable):
        assert (parse_duration(text) or 0) >= 0
