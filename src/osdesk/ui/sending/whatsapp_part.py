"""The half of the dialog for WhatsApp: the number, and the text that will stand in the conversation."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from osdesk.domain import whatsapp
from osdesk.domain.problems import Problem
from osdesk.services import wording
from osdesk.texts import _
from osdesk.ui.kit.field import Field, Message
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import column, row
from osdesk.ui.kit.text_inputs import MultilineInput
from osdesk.ui.kit.value_inputs import PhoneInput


class WhatsAppPart(QWidget):
    """Number and text. The document can't go with a link: it waits in the clipboard."""

    def __init__(self, number: str, text: str, area_code: str, known: Problem | None) -> None:
        super().__init__()
        self._phone = PhoneInput(area_code=lambda: area_code)
        self._text = MultilineInput(lines=4, most=5)
        self.phone = Field(_("&Number"), self._phone, width=220)
        self.text = Field(_("&Message"), self._text)
        note = Label(
            _("WhatsApp opens with the text. The PDF is in the clipboard: paste it into the conversation (Ctrl+V)."),
            "hint",
            wrap=True,
        )
        # What is wrong with a number has more to say than the number is long.
        number_row = column(row(self.phone, None), self.phone.lend_line(), gap=0)
        self.setLayout(column(number_row, self.text, note, None, gap=8))
        self._phone.show_value(number)
        self._text.show_value(text)
        self._phone.edited.connect(lambda: self.phone.show_problem(None))
        if known is not None:
            self._tell(known)

    def number(self) -> str:
        """The number as it is kept."""
        found: str = self._phone.read()
        return found

    def link(self) -> str:
        """The address that opens the conversation, or "" with the problem shown."""
        problem = whatsapp.number_problem(self.number())
        if problem is not None:
            self._tell(problem)
            self._phone.setFocus(Qt.FocusReason.OtherFocusReason)
            return ""
        return whatsapp.whatsapp_link(self.number(), self._text.read())

    def start(self) -> None:
        """The keyboard to the number."""
        self._phone.setFocus(Qt.FocusReason.OtherFocusReason)
        self._phone.selectAll()

    def _tell(self, problem: Problem) -> None:
        """Say what is wrong, and offer the number that was likely meant."""
        remedy = problem.remedy
        words = _("Use {value}").format(value=self._phone.written(remedy)) if remedy is not None else ""
        self.phone.show_problem(Message(wording.sentence(problem), words, partial(self._use, remedy)))

    def _use(self, number: object) -> None:
        self._phone.show_value(number)
        self.phone.show_problem(None)
        self.start()
