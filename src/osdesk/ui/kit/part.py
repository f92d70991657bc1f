"""What a binding asks of a piece of a form that shows a whole field of its own.

Apart from the binding, so that a part needs to know nothing of it.
"""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from osdesk.domain.problems import Problem


class Part(Protocol):
    """A piece of a form that shows a whole field of its own (visits, materials) and reads it back."""

    @property
    def edited(self) -> SignalInstance:
        """A person changed something in it."""

    def load(self, value: Any) -> None:
        """Show a value; `edited` isn't emitted."""

    def read(self) -> tuple[Any, tuple[Problem, ...]]:
        """The value and what couldn't be read, with paths inside the part (`"0.check_in"`)."""

    def show_problems(self, problems: tuple[Problem, ...], *, all_of_them: bool) -> None:
        """Show what is wrong, with paths inside the part; before `all_of_them` only where a cell was left."""

    def focus_problem(self, problem: Problem) -> None:
        """Give the keyboard to where that problem is."""

    def holds(self, widget: QWidget) -> bool:
        """Whether that widget is in the part."""

    def unreadable(self) -> dict[str, str]:
        """What was typed in it and can't be read, as it was typed, with paths inside the part."""

    def show_unreadable(self, path: str, text: str) -> None:
        """Put back what could not be read, with its problem; a path that isn't there says nothing."""
