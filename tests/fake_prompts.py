"""Prompts answered by the test: what would be asked is kept, and the answer is given by its label."""

# ruff: noqa: ARG002  (it takes whatever the real ones are given)

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.prompts import Answer


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or message that came up."""

    title: str
    sentence: str
    answers: tuple[Answer, ...] = ()
    details: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The verbs offered."""
        return tuple(answer.label for answer in self.answers)

    def answer(self, label: str) -> None:
        """Press that button; KeyError when it isn't offered."""
        for answer in self.answers:
            if answer.label == label:
                if answer.act is not None:
                    answer.act()
                return
        raise KeyError(f"{label!r} is none of {self.labels}")


@dataclass(slots=True)
class FakePrompts:
    """A person without a face. `answer` is pressed at once where it is offered; else the question waits in `asked`.

    `files`, `text_answer` and `folder_answer` are what the next dialogs give; None or nothing means that they were
    closed.
    """

    answer: str = ""
    files: tuple[Path, ...] = ()
    folder_answer: Path | None = None
    text_answer: str | None = None
    asked: list[Asked] = field(default_factory=list)
    told: list[Asked] = field(default_factory=list)
    #: What was said of texts that weren't taken.
    refused: list[str] = field(default_factory=list)
    dialogs: list[Dialog] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    @property
    def last(self) -> Asked:
        """The newest question."""
        return self.asked[-1]

    def ask(self, parent: QWidget, title: str, sentence: str, answers: Sequence[Answer]) -> None:
        """Keep the question; answer it when that was arranged."""
        question = Asked(title, sentence, tuple(answers))
        self.asked.append(question)
        if self.answer in question.labels:
            question.answer(self.answer)

    def leave(
        self, parent: QWidget, title: str, sentence: str, *, save: Callable[[], object], discard: Callable[[], object]
    ) -> None:
        """As the real one asks."""
        self.ask(
            parent,
            title,
            sentence,
            (
                Answer("Discard changes", discard, "danger"),
                Answer("Keep editing"),
                Answer("Save and close", save, "filled"),
            ),
        )

    def tell(self, parent: QWidget | None, title: str, sentence: str, *, details: str = "") -> None:
        """Keep the message."""
        self.told.append(Asked(title, sentence, details=details))

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
        """Give the text arranged; a blank one isn't taken where one is required, nor one that is wrong."""
        self.asked.append(Asked(title, sentence))
        typed = self.text_answer
        if typed is None:
            return
        trouble = required if not typed else wrong(typed) if wrong is not None else ""
        if trouble:
            self.refused.append(trouble)
        else:
            then(typed)

    def show(self, dialog: Dialog) -> None:
        """Keep the dialog, shown without a modal state that would hold the test's clicks."""
        self.dialogs.append(dialog)
        dialog.setModal(False)
        dialog.show()

    def open_file(
        self,
        parent: QWidget,
        title: str,
        purpose: str,
        filters: Sequence[tuple[str, str]],
        then: Callable[[Path], object],
    ) -> None:
        """Give the first file arranged."""
        if self.files:
            then(self.files[0])

    def open_files(
        self,
        parent: QWidget,
        title: str,
        purpose: str,
        filters: Sequence[tuple[str, str]],
        then: Callable[[tuple[Path, ...]], object],
    ) -> None:
        """Give all the files arranged."""
        if self.files:
            then(self.files)

    def save_file(
        self,
        parent: QWidget,
        title: str,
        purpose: str,
        name: str,
        filters: Sequence[tuple[str, str]],
        then: Callable[[Path], object],
    ) -> None:
        """Give the first file arranged; a folder gets the name suggested."""
        self.suggested.append(name)
        if self.files:
            then(self.files[0] / name if self.files[0].is_dir() else self.files[0])

    def folder(self, parent: QWidget, title: str, purpose: str, then: Callable[[Path], object]) -> None:
        """Give the folder arranged."""
        if self.folder_answer is not None:
            then(self.folder_answer)

    def open_path(self, path: Path) -> None:
        """Keep what would be opened."""
        self.opened.append(str(path))

    def reveal(self, path: Path) -> None:
        """Keep what would be shown."""
        self.opened.append(str(path))

    def open_url(self, url: str) -> None:
        """Keep what would be opened."""
        self.opened.append(url)
