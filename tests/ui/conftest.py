"""What every test of the window gets: the theme on the one application, lanes that end with the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication

from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Lane, Tasks
from osdesk.ui.theme import Theme
from osdesk.ui.worker import Worker


@pytest.fixture(autouse=True)
def _nothing_left_standing(request: pytest.FixtureRequest) -> Iterator[None]:
    """Widgets that belong to nobody (a page's buttons for the bar of a window that isn't there) die with the test."""
    if "qapp" not in request.fixturenames:
        yield
        return
    before = QApplication.topLevelWidgets()
    yield
    for widget in QApplication.topLevelWidgets():
        if widget not in before and widget.parent() is None:
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    """The theme, put on once: each time costs a re-polish of everything."""
    QLocale.setDefault(QLocale("pt_BR"))
    return Theme(qapp, appearance="light")


@pytest.fixture
def theme(dressed: Theme) -> Iterator[Theme]:
    """The theme, light and at 100 % whatever the test before did."""
    yield dressed
    if dressed.dark:
        dressed.set_appearance("light")
    if dressed.text_size != 100:
        dressed.set_text_size(100)


class Lasting(Worker):
    """A process that stays for the next test, as the program's stays for the next sheet: to start one costs most of a
    second. What a test left in it is dropped, or waited for.
    """

    def __init__(self) -> None:
        super().__init__()
        self._given: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], *args: object) -> Future[Any]:
        """Call `fn(*args)` there."""
        future = super().submit(fn, *args)
        self._given.append(future)
        return future

    def end(self) -> None:
        """Let it finish what it does."""
        for future in self._given:
            future.cancel()
        wait(self._given)
        self._given.clear()

    def leave(self) -> None:
        """Let the process go."""
        super().end()


@pytest.fixture(scope="session")
def processes() -> Iterator[dict[Lane, Worker]]:
    """The processes of the lanes that have one, for all tests that don't ask for their own."""
    lasting = {lane: Lasting() for lane in (Lane.PAPER, Lane.FILES)}
    yield {**lasting}
    for worker in lasting.values():
        worker.leave()


@pytest.fixture
def tasks(qapp: QApplication, processes: dict[Lane, Worker]) -> Iterator[Tasks]:
    """Lanes of the test's own, ended with it."""
    made = Tasks()
    made._workers.update(processes)
    yield made
    made.shutdown()
    made.deleteLater()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in a file of the test's own."""
    return Settings(tmp_path / "settings.ini")
