"""An office of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from offices import Clock, an_office
from osdesk.services.office import Office


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "office"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(folder: Path, clock: Clock) -> Iterator[Office]:
    with an_office(folder, clock) as opened:
        yield opened
