"""The only door to questions, messages and file dialogs. Nothing waits here: what is answered calls back.

Apart so that tests answer in a person's place. Buttons are verbs; closing a question does the harmless thing, nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from PySide6.QtWidgets import QWidget

from osdesk.ui.kit.dialog import Dialog


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer: a verb and what it does. A danger stands alone at the left, the filled one last."""

    label: str
    act: Callable[[], object] | None = None
    kind: Literal["filled", "plain", "danger"] = "plain"


class Prompts(Protocol):
    """What faces ask people through. Each calls back on the UI thread, or never when the person goes away."""

    def ask(self, parent: QWidget, title: str, sentence: str, answers: Sequence[Answer]) -> None:
        """A question with named answers; Escape does nothing."""

    def leave(
        self,
        parent: QWidget,
        title: str,
        sentence: str,
        *,
        save: Callable[[], object],
        discard: Callable[[], object],
    ) -> None:
        """Something unsaved would go: save it, discard it, or go on with it."""

    def tell(self, parent: QWidget | None, title: str, sentence: str, *, details: str = "") -> None:
        """Something a person must know before going on; `details` can be copied."""

    def text(
        self,
        parent: QWidget,
        title: str,
        sentence: str,
        *,
        label: str,
        verb: str,
        then: Callable[[str], object],
        initial: str = "",
        required: str = "",
        wrong: Callable[[str], str] | None = None,
        lines: int = 1,
    ) -> None:
        """Ask for a text (a reason, a name); `required` is what is said when it is blank, `wrong` gives what is to be
        said of a text that can't be taken, or "".
        """

    def show(self, dialog: Dialog) -> None:
        """Show a dialog of a room's own."""

    def open_file(
        self,
        parent: QWidget,
        title: str,
        purpose: str,
        filters: Sequence[tuple[str, str]],
        then: Callable[[Path], object],
    ) -> None:
        """Choose a file to read. `purpose` ("photo") remembers its folder; `filters` are (name, "*.png *.jpg")."""

    def open_files(
        self,
        parent: QWidget,
        title: str,
        purpose: str,
        filters: Sequence[tuple[str, str]],
        then: Callable[[tuple[Path, ...]], object],
    ) -> None:
        """Choose several files to read at once."""

    def save_file(
        self,
        parent: QWidget,
        title: str,
        purpose: str,
        name: str,
        filters: Sequence[tuple[str, str]],
        then: Callable[[Path], object],
    ) -> None:
        """Choose where to write a file called `name` at first; the dialog asks before one is replaced."""

    def folder(self, parent: QWidget, title: str, purpose: str, then: Callable[[Path], object]) -> None:
        """Choose a folder."""

    def open_path(self, path: Path) -> None:
        """Open a file or folder in the system's own program for it."""

    def reveal(self, path: Path) -> None:
        """Show a file in its folder."""

    def open_url(self, url: str) -> None:
        """Open an address (`https:`, `mailto:`, `whatsapp:`)."""
