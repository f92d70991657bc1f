"""The dialog that changes a message before it goes: receivers, subject, text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from osdesk.domain.messages import Message, MessageState, problems, read_recipients
from osdesk.domain.problems import Problem, Refused
from osdesk.services import wording
from osdesk.texts import _
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field, MessageLine
from osdesk.ui.kit.field import Message as Line
from osdesk.ui.kit.layout import row
from osdesk.ui.kit.text_inputs import MultilineInput, TextInput

_SEPARATOR = "; "
#: Called with the message, what to do once it is stored, and what with a refusal.
Store = Callable[[Message, Callable[[], object], Callable[[Refused], object]], object]


class EditDialog(Dialog):
    """The message's fields. One that was stopped goes again as soon as it is stored."""

    def __init__(self, parent: QWidget, message: Message, store: Store) -> None:
        super().__init__(parent, _("Change the message"), width=560)
        self._message, self._store = message, store
        self.to = Field(_("&To"), TextInput())
        self.cc = Field(_("&Cc"), TextInput())
        self.bcc = Field(_("&Bcc"), TextInput())
        self.subject = Field(_("S&ubject"), TextInput())
        self.words = Field(_("&Message"), MultilineInput(lines=6, most=10))
        self.fields = {"to": self.to, "cc": self.cc, "bcc": self.bcc, "subject": self.subject, "body": self.words}
        self._refusal = MessageLine()
        for name in ("to", "cc", "bcc"):
            self._control(name).show_value(_SEPARATOR.join(getattr(message, name)))
        self._control("subject").show_value(message.subject)
        self._control("body").show_value(message.body)
        for name, field in self.fields.items():
            self._control(name).edited.connect(partial(field.show_problem, None))
        self.add(self.to)
        self.add(row(self.cc, self.bcc))
        self.add(self.subject)
        self.add(self.words)
        self.add(self._refusal)
        stopped = message.state is MessageState.STOPPED
        self.save_button = Button(
            _("Save and send") if stopped else _("Save"), self.save, kind="filled", icon="send" if stopped else "save"
        )
        self.add_buttons(Button(_("Back"), self.reject), self.save_button)
        self.done_with.connect(self.save)

    def start(self) -> None:
        """The keyboard to the receivers."""
        to = self._control("to")
        to.setFocus(Qt.FocusReason.OtherFocusReason)
        to.selectAll()

    def message(self) -> Message:
        """The message as it is typed."""
        return replace(
            self._message,
            to=read_recipients(self._control("to").read()),
            cc=read_recipients(self._control("cc").read()),
            bcc=read_recipients(self._control("bcc").read()),
            subject=self._control("subject").read(),
            body=self._control("body").read(),
        )

    def save(self) -> None:
        """Store it, if nothing is wrong with it."""
        if not self.save_button.isEnabled():
            return
        message = self.message()
        found = problems(message)
        if found:
            self._show(found)
            return
        self.save_button.setEnabled(False)
        self._store(message, self.accept, self._refused)

    def _refused(self, refusal: Refused) -> None:
        self.save_button.setEnabled(True)
        self._show(refusal.problems)

    def _show(self, found: tuple[Problem, ...]) -> None:
        for problem in reversed(found):
            field = self.fields.get(problem.field)
            if field is None:
                self._refusal.show_message(Line(wording.sentence(problem)))
                continue
            field.show_problem(Line(wording.sentence(problem)))
            field.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _control(self, name: str) -> Any:
        return self.fields[name].control
