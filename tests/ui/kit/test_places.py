"""Where an id stands in a long list."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from osdesk.ui.kit.places import Places


@given(st.lists(st.integers(1, 2**40), max_size=60, unique=True), st.integers(1, 2**40))
def test_an_id_is_found_where_it_stands_and_another_nowhere(ids: list[int], other: int) -> None:
    places = Places(array("q", ids))
    for _again in range(2):
        assert [places.of(each) for each in ids] == list(range(len(ids)))
    assert places.of(other) == (ids.index(other) if other in ids else None)


def test_the_bytes_of_two_neighbours_are_no_id() -> None:
    # The second half of the first and the first half of the second read 1 << 32.
    places = Places(array("q", [1 << 32, 1]))
    assert places.of(1 << 32) == 0
    assert places.of(1) == 1
    assert Places(array("q", [0x0100 << 48, 0x00FF])).of(0xFF01) is None


def test_what_lies_far_down_is_found() -> None:
    places = Places(array("q", range(300_000, 0, -1)))
    assert (places.of(300_000), places.of(200_001), places.of(1)) == (0, 99_999, 299_999)
