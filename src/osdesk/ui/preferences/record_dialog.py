"""What the dialogs of the office's own words have in common: one record is stored, or it is said what is wrong with it.

Each dialog lays out its own fields; those of its problems are found by the name of the field.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QDialog, QWidget

from osdesk.domain.problems import Problem, Refused
from osdesk.services import wording
from osdesk.services.office import Conflict, Gone
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field, Message
from osdesk.ui.tasks import Lane

Record = TypeVar("Record")


class RecordDialog(Dialog, Generic[Record]):
    """`saved` is told what was stored; the dialog closes by itself. A subclass fills `fields` (one is `name`)."""

    fields: dict[str, Field]
    save_button: Button

    def __init__(
        self, parent: QWidget, desk: Desk, title: str, saved: Callable[[Record], object], *, width: int
    ) -> None:
        super().__init__(parent, title, width=width)
        self._desk, self._saved = desk, saved

    @property
    def may_save(self) -> bool:
        """Whether nothing is stored or being stored: Ctrl+Enter on the button comes twice."""
        return self.result() != QDialog.DialogCode.Accepted and self.save_button.isEnabled()

    def store(self, verb: Callable[..., Record], value: Record) -> None:
        """Store it by a verb of the services."""
        self.save_button.setEnabled(False)
        self._desk.tasks.run(
            Lane.WRITE, verb, self._desk.office, value, done=self._stored, failed=self._not_stored, owner=self
        )

    def tell(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong where it is wrong, and go to the first."""
        for problem in problems:
            self._field_of(problem).show_problem(Message(wording.sentence(problem)))
        control: Any = self._field_of(problems[0]).control
        control.setFocus()

    def _field_of(self, problem: Problem) -> Field:
        return self.fields.get(problem.field, self.fields["name"])

    def _stored(self, record: Record) -> None:
        self.accept()
        self._saved(record)

    def _not_stored(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, Refused):
            self.tell(error.problems)
        elif isinstance(error, Conflict | Gone):
            told = _("Somebody else changed this meanwhile. Go back and open it anew.")
            self.fields["name"].show_problem(Message(told))
        else:
            self._desk.tasks.failure.emit(error)
