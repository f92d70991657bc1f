"""A store and an office of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from offices import Clock, an_office
from osdesk.services.office import Office
from osdesk.storage.engine import Store, open_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "office"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    opened = open_store(folder)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(folder: Path, clock: Clock) -> Iterator[Office]:
    with an_office(folder, clock) as opened:
        yield opened
