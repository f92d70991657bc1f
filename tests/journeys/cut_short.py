"""The power goes while an order is being typed; at the next start what was typed is offered back."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from journeys.by_keyboard import first_start, new_order, request
from journeys.person import Person, journey
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.orders.editor import OrderEditor


def typed_and_killed(person: Person, home: Path) -> None:
    """Never comes back: the program is killed as soon as a draft is on the disk."""
    first_start(person)
    new_order(person)
    request(person)

    def kept() -> bool:
        return any("Split nao gela" in draft.read_text() for draft in (home / "drafts").rglob("*.draft.json"))

    person.until(kept, "the draft is kept")
    os.kill(os.getpid(), signal.SIGKILL)


def offered_back(person: Person, _home: Path) -> None:
    """The draft comes back into an editor, unsaved, and can be saved."""
    person.until(lambda: isinstance(QApplication.activeModalWidget(), Dialog), "the draft is offered")
    person.picture("offered")
    person.press("Return")
    person.until(lambda: isinstance(person.page, OrderEditor) and person.page.form.isEnabled(), "the editor opens")
    editor = person.page
    assert isinstance(editor, OrderEditor)
    person.until(editor.is_dirty, "it is unsaved")
    person.press("ctrl+s")
    person.until(lambda: editor.order_id is not None and not editor.is_dirty(), "it is stored")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    go = offered_back if (folder / "office").exists() else typed_and_killed
    sys.exit(journey(lambda person: go(person, folder), folder))
