"""Inputs whose text is read by the domain: amounts, quantities, tax ids, phones, postal codes.

What can't be read stays as it was typed, with its problem. What can be is written properly when the field is left or
when something was pasted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain import phones, postal, tax_ids
from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.tax_ids import TaxIdKind
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.theme import even_figures


class ValueInput(TextInput):
    """A line whose text means a value. `blank` is the value of an empty one."""

    def __init__(
        self,
        parse: Callable[[str], Any],
        write: Callable[[Any], str],
        *,
        blank: Any = None,
        example: str = "",
        longest: int = 0,
        icon: str = "",
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(example=example, longest=longest, icon=icon, width=width, parent=parent)
        self._parse, self._write, self._blank = parse, write, blank
        self._length = 0
        even_figures(self)
        self.textEdited.connect(self._tidy_pasted)

    def read(self) -> Any:
        """The value; raises `Unreadable`."""
        typed = self.text()
        self.fitting()
        return self._parse(typed) if typed.strip() else self._blank

    def show_value(self, value: Any) -> None:
        """Show a value; the blank one as an empty field."""
        super().show_value(self.written(value))
        self._length = len(self.text())

    def written(self, value: Any) -> str:
        """A value as this field writes it."""
        return "" if value is None or value == "" else self._write(value)

    def leave(self) -> None:
        """Write properly what can be read."""
        self.tidy()
        super().leave()

    def tidy(self) -> bool:
        """Write the value properly; False when it can't be read."""
        try:
            value = self.read()
        except Unreadable:
            return False
        if self.text().strip() or self._blank is not None:
            self.show_value(value)
        return True

    def _tidy_pasted(self, typed: str) -> None:
        # A paste or a drop adds several characters at once, whichever way it came.
        grown, self._length = len(typed) - self._length, len(typed)
        if grown > 1 and self.tidy():
            self.end(False)


class NumberInput(ValueInput):
    """A whole number from `least` to `most`, at the right."""

    def __init__(
        self, least: int, most: int, *, blank: int | None = None, example: str = "", parent: QWidget | None = None
    ) -> None:
        def parse(typed: str) -> int:
            digits = typed.strip().replace(".", "")
            if not digits.isascii() or not digits.isdigit() or not least <= int(digits[:12]) <= most:
                raise Unreadable("number.range", text=typed.strip()[:20], least=least, most=most)
            return int(digits)

        super().__init__(parse, str, blank=blank, example=example, longest=16, width=64, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)


class PhoneInput(ValueInput):
    """A phone number; what is doubtful about it is advice, never a problem."""

    def __init__(
        self, *, area_code: Callable[[], str] | None = None, example: str = "", parent: QWidget | None = None
    ) -> None:
        """`area_code` gives the office's own, for numbers typed without one."""
        self._area_code = area_code or (lambda: "")
        super().__init__(self._number, phones.format_phone, blank="", example=example, longest=60, parent=parent)

    def advice(self) -> Problem | None:
        """What is doubtful about the number."""
        return phones.read_phone(self.text(), self._area_code()).problem

    def _number(self, typed: str) -> str:
        return phones.read_phone(typed, self._area_code()).number


class TaxIdInput(ValueInput):
    """A CPF, a CNPJ, or either; letters are taken in a CNPJ."""

    def __init__(self, kind: TaxIdKind | None = None, *, example: str = "", parent: QWidget | None = None) -> None:
        super().__init__(tax_ids.parse, tax_ids.format, blank="", example=example, longest=40, parent=parent)
        self.set_kind(kind)

    def set_kind(self, kind: TaxIdKind | None) -> None:
        """Which of the two it takes from now on, None for either; what was typed stays."""
        parsers = {TaxIdKind.CPF: tax_ids.parse_cpf, TaxIdKind.CNPJ: tax_ids.parse_cnpj}
        self._parse = parsers[kind] if kind is not None else tax_ids.parse

    def written(self, value: Any) -> str:
        """With its mask; what was stored without having the form is shown as it is."""
        return tax_ids.format(value) if value else ""


class CepInput(ValueInput):
    """A postal code; `completed` comes once when eight digits were typed or pasted, for the look-up."""

    completed = Signal(str)

    def __init__(self, *, example: str = "", parent: QWidget | None = None) -> None:
        super().__init__(postal.parse_cep, postal.format_cep, blank="", example=example, longest=20, parent=parent)
        self._told = ""
        self.edited.connect(self._tell)

    def show_value(self, value: Any) -> None:
        """A code that was there before isn't looked up."""
        super().show_value(value)
        self._told = value or ""

    def _tell(self) -> None:
        try:
            code = str(self.read())
        except Unreadable:
            return
        if code and code != self._told:
            self._told = code
            self.completed.emit(code)
