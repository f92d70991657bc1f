"""One file has one size wherever it is shown."""

from __future__ import annotations

import pytest

from osdesk.domain.sizes import format_size


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "1 KB"), (1, "1 KB"), (86_400, "86 KB"), (999_400, "999 KB"), (999_900, "1 MB"), (2_149_000, "2,1 MB")],
)
def test_a_size_is_said_as_people_say_it(size: int, words: str) -> None:
    assert format_size(size) == words


def test_in_english_the_point_parts_the_decimals() -> None:
    assert format_size(2_149_000, "en") == "2.1 MB"
