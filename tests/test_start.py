"""What the program loads before its window is painted, and before the first page is in it: nothing that isn't shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import starting
from osdesk.services import demo
from osdesk.services.office import open_office


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What a fresh process had loaded of the heavy libraries, when."""
    scratch = tmp_path_factory.mktemp("start")
    with open_office(scratch / "office") as office:
        demo.fill(office, 30, seed=4)
    return starting.started("start_window.py", Path(scratch, "home"), str(scratch / "office"))


def test_the_window_is_painted_before_anything_of_the_database_is_loaded(marks: dict[str, list[str]]) -> None:
    assert marks["before_paint"] == []


def test_the_first_page_is_there_before_anything_of_the_database_is_loaded(marks: dict[str, list[str]]) -> None:
    assert marks["before_page"] == []
