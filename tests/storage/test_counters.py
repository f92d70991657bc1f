"""Numbers: none doubled, none skipped, and what the office itself skips is remembered."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import at
from osdesk.domain.company import Numbering, format_number
from osdesk.storage import counters, numbers
from osdesk.storage.engine import Store
from osdesk.storage.order_lookup import READABLE


def test_a_series_begins_at_its_first_number_and_goes_on(store: Store) -> None:
    with store.write() as session:
        assert counters.upcoming(session, "os", 0) is None
        assert [counters.take(session, "os", 0, first=850) for _ in range(3)] == [850, 851, 852]
        assert counters.upcoming(session, "os", 0) == 853


def test_series_and_years_are_counted_apart(store: Store) -> None:
    with store.write() as session:
        assert counters.take(session, "os", 2026) == 1
        assert counters.take(session, "os", 2026) == 2
        assert counters.take(session, "os", 2027) == 1
        assert counters.take(session, "EX", 0) == 1
        # A clock that jumps back goes on with the older year's counter.
        assert counters.take(session, "os", 2026) == 3


def test_a_number_taken_in_a_transaction_that_fails_is_given_again(store: Store) -> None:
    def broken() -> None:
        with store.write() as session:
            assert counters.take(session, "os", 0) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    with store.write() as session:
        assert counters.take(session, "os", 0) == 1


def test_many_are_taken_in_a_row(store: Store) -> None:
    with store.write() as session:
        assert counters.take(session, "os", 0, first=10, count=5) == 10
        assert counters.take(session, "os", 0, first=10, count=5) == 15
        assert counters.take(session, "os", 0) == 20


def test_threads_never_get_one_number_twice(store: Store) -> None:
    def take(_: int) -> int:
        with store.write() as session:
            return counters.take(session, "os", 0)

    with ThreadPoolExecutor(8) as others:
        assert sorted(others.map(take, range(100))) == list(range(1, 101))


def test_samples_are_numbered_apart_whatever_the_office_s_numbering(store: Store) -> None:
    with store.write() as session:
        numbering = Numbering(first=850, width=4, prefix="ABC", yearly=True)
        assert [number for number, _ in numbers.give(session, numbering, 2026, sample=True, count=2)] == [
            "EX-000001",
            "EX-000002",
        ]
        ((number, columns),) = numbers.give(session, numbering, 2026)
    assert number == "ABC-2026/0001"
    assert columns == {"series": "os", "number_year": 2026, "number_value": 1, "number_prefix": "ABC"}


def test_numbers_go_on_where_they_were_when_the_form_changes(store: Store) -> None:
    with store.write() as session:
        numbers.give(session, Numbering(), 2026, count=41)
        ((number, _),) = numbers.give(session, Numbering(prefix="ABC", width=4), 2026)
    assert number == "ABC-0042"


def test_a_year_that_begins_by_itself_begins_at_one(store: Store) -> None:
    numbering = Numbering(first=850, yearly=True)
    with store.write() as session:
        assert numbers.renumber(session, Numbering(), numbering, 2026, at(2026, 11, 24)) is None
        given_now = [number for number, _ in numbers.give(session, numbering, 2026, count=2)]
        assert given_now == ["2026/000850", "2026/000851"]
        assert [number for number, _ in numbers.give(session, numbering, 2027)] == ["2027/000001"]


@given(
    prefix=st.from_regex(r"[A-Z0-9]{0,8}", fullmatch=True).filter(lambda text: text != "EX"),
    width=st.integers(1, 9),
    yearly=st.booleans(),
    value=st.integers(1, 999_999_999),
    year=st.integers(2000, 2100),
)
def test_every_number_that_can_be_given_can_be_read(
    prefix: str, width: int, yearly: bool, value: int, year: int
) -> None:
    printed = format_number(Numbering(prefix=prefix, width=width, yearly=yearly), value, year)
    form = READABLE.fullmatch(printed)
    assert form is not None
    assert int(form[3]) == value
    assert (form[2] is not None) is yearly
    assert (form[1] or "") == prefix
