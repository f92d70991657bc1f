"""The disk is full when an order is saved: told in a sentence, nothing typed is lost, and with room it is saved."""

from __future__ import annotations

import contextlib
import shutil
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from journeys.by_keyboard import first_start, new_order, request
from journeys.person import Person, journey
from osdesk.ui.kit.dialog import Dialog


def saved_at_last(person: Person, home: Path) -> None:
    """Everything that the program writes lies on the small disk."""
    disk = home / "disk"
    first_start(person)
    editor = new_order(person)
    person.press("ctrl+s")
    person.until(lambda: editor.order_id is not None and not editor.is_dirty(), "the order is stored")
    request(person)
    ballast = fill(disk)
    person.press("ctrl+s")
    person.until(lambda: isinstance(QApplication.activeModalWidget(), Dialog), "the trouble is told")
    assert person.reads("O disco está cheio")
    person.picture("full")
    person.press("Return")
    person.until(lambda: QApplication.activeModalWidget() is None, "one goes on")
    assert editor.is_dirty()
    ballast.unlink()
    person.press("ctrl+s")
    person.until(lambda: not editor.is_dirty(), "the order is stored")
    assert [getattr(error, "code", error) for error in person.failures] == ["disk.full"]
    person.failures.clear()
    shutil.copytree(disk / "office", home / "office")


def fill(disk: Path) -> Path:
    """Leave not a byte free."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65_536, 4_096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(size))
    assert shutil.disk_usage(disk).free == 0
    return ballast


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    sys.exit(journey(lambda person: saved_at_last(person, folder), folder))
