"""A store and an office of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from offices import Clock, an_office
from osdesk.services.office import Office
from osdesk.storage.engine import Store, open_store


@pytest.fixture(autouse=True)
def _as_the_program_does(made_anew: None) -> None:
    """Here the making itself is what is tested."""


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
