"""A window on an office with the sample data, its first page shown; the person's answers are the test's."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fake_prompts import FakePrompts
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Tasks
from osdesk.ui.theme import Theme
from windows import OpenWindow, furnished, opened

PATIENCE = 15_000


@pytest.fixture
def prompts() -> FakePrompts:
    """The person who answers."""
    return FakePrompts()


@pytest.fixture
def samples() -> bool:
    """Whether the office has the sample data; a test module overrides it."""
    return True


@pytest.fixture(scope="session")
def furnished_offices(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bool], Path]:
    """An office with the sample data or without, furnished once, to be copied."""
    made: dict[bool, Path] = {}

    def office(samples: bool) -> Path:
        if samples not in made:
            folder = tmp_path_factory.mktemp("furnished") / "office"
            furnished(folder, samples=samples).close()
            made[samples] = folder
        return made[samples]

    return office


@pytest.fixture
def place(
    theme: Theme,
    tasks: Tasks,
    settings: Settings,
    prompts: FakePrompts,
    tmp_path: Path,
    qtbot: QtBot,
    samples: bool,
    furnished_offices: Callable[[bool], Path],
    failures: list[BaseException],
) -> Iterator[OpenWindow]:
    """The window, at its first page."""
    office = opened(shutil.copytree(furnished_offices(samples), tmp_path / "office"))
    settings.set_flag("panes/preview", False)
    made = OpenWindow(office, theme, tasks, settings, prompts)
    made.open()
    qtbot.waitUntil(lambda: not made.is_busy(), timeout=PATIENCE)
    yield made
    made.close()
    assert not failures, failures


@pytest.fixture
def failures(tasks: Tasks) -> list[BaseException]:
    """What went wrong on a lane and nobody caught."""
    found: list[BaseException] = []
    tasks.failure.connect(found.append)
    return found


@pytest.fixture
def settle(place: OpenWindow, qtbot: QtBot) -> Callable[[], None]:
    """Wait until no lane has anything to do, and the pauses that gather typing are over."""

    def settled() -> None:
        qtbot.wait(150)
        qtbot.waitUntil(lambda: not place.is_busy(), timeout=PATIENCE)

    return settled
