"""A document that came back is checked: as it was issued, and with one byte changed. By keyboard, then by mouse."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from journeys.person import Person, journey
from journeys.sent_by_keyboard import choose
from osdesk.texts import _
from osdesk.ui.verifying import VerifyDialog


def check(person: Person, home: Path) -> None:
    """Both files, in one dialog."""
    person.press("ctrl+k")
    person.type(_("Check a document…")[:12])
    person.press("Return")
    person.until(lambda: isinstance(QApplication.activeModalWidget(), VerifyDialog), "the dialog")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, VerifyDialog)
    verdict = dialog.verdict
    person.until(dialog.place.hasFocus, "the keyboard is where a file is chosen")
    person.press("Return")
    choose(person, home / "issued.pdf")
    document = _("{order}, revision {number}").format(order="OS 000001", number=1)
    unchanged = _("{document}: unchanged.").format(document=document)
    person.until(lambda: verdict.words.text() == unchanged, "it is what was issued")
    person.picture("unchanged")
    person.click(dialog.place)
    choose(person, home / "changed.pdf")
    changed = _("{document}: changed. It is not the document that was issued.").format(document=document)
    person.until(lambda: verdict.words.text() == changed, "the changed byte is found")
    person.picture("changed")
    person.click_button(_("Close"), dialog)
    person.until(lambda: QApplication.activeModalWidget() is None, "the dialog is closed")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    sys.exit(journey(lambda person: check(person, folder), folder))
