"""What every test of the window gets: the theme on the one application, lanes that end with the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication

from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Tasks
from osdesk.ui.theme import Theme


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


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """Lanes of the test's own, ended with it."""
    made = Tasks()
    yield made
    made.shutdown()
    made.deleteLater()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in a file of the test's own."""
    return Settings(tmp_path / "settings.ini")
