"""What every journey gets: a screen, one for each file of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from journeys.stage import screen


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """The X server's name."""
    with screen() as name:
        yield name
