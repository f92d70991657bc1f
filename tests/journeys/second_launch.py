"""A second launch raises the first window and leaves; another office can be opened in its place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from journeys.by_keyboard import first_start
from journeys.person import Person, journey


def twice(person: Person, _home: Path) -> None:
    """The window is minimised, and comes back when the program is started again."""
    first_start(person)
    person.window.showMinimized()
    person.until(lambda: person.window.windowState() & Qt.WindowState.WindowMinimized, "the window is minimised")
    second = subprocess.Popen([sys.executable, "-m", "osdesk"])
    person.until(lambda: second.poll() is not None, "the second launch leaves")
    assert second.returncode == 0
    person.until(lambda: not person.window.windowState() & Qt.WindowState.WindowMinimized, "the window is back")
    person.until(person.window.isActiveWindow, "the window has the keyboard")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    sys.exit(journey(lambda person: twice(person, folder), folder))
