"""The fields of one postal address, whose postal code looks up the rest. Shared by the company and its clients."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain import postal
from osdesk.domain.contacts import Address
from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.text import clean
from osdesk.texts import _, pgettext
from osdesk.ui.kit.field import Field, fields_row
from osdesk.ui.kit.layout import column
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.value_inputs import CepInput, ValueInput
from osdesk.ui.records.notes import NoteLine

#: The fields of an address in the order of the form.
FIELDS = tuple(each.name for each in fields(Address))


class StateInput(ValueInput):
    """A federal unit by code or name. Of another country's it says so and keeps what was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_read_state, str, blank="", longest=60, parent=parent)

    def advice(self) -> Problem | None:
        """That Brazil has no such state."""
        try:
            postal.parse_state(self.text())
        except Unreadable as trouble:
            return Problem(field="", code=trouble.code, facts=trouble.facts, advice=True)
        return None


class AddressFields(QWidget):
    """Seven fields in two rows. `code_completed` asks for the look-up; `fill` puts what it found into empty fields."""

    edited = Signal()
    code_completed = Signal(str)

    def __init__(self, *, mnemonics: bool = True, parent: QWidget | None = None) -> None:
        """`mnemonics` only where the form has one address: a key must mean one field."""
        super().__init__(parent)
        self._code = CepInput(example="00000-000")

        def made(label: str, control: QWidget, width: int = 0) -> Field:
            return Field(label if mnemonics else label.replace("&", ""), control, width=width)

        self.fields: dict[str, Field] = {
            "postal_code": made(_("&CEP"), self._code, 110),
            "street": made(_("St&reet"), TextInput(longest=200)),
            "number": made(pgettext("house", "Number"), TextInput(longest=20), 88),
            "complement": made(_("Complement"), TextInput(longest=100), 148),
            "district": made(_("District"), TextInput(longest=100)),
            "city": made(_("City"), TextInput(longest=100)),
            "state": made(pgettext("federal unit", "State"), StateInput(), 72),
        }
        self.note = NoteLine()
        part = self.fields
        self.setLayout(
            column(
                fields_row(part["postal_code"], part["street"], 1, part["number"], part["complement"]),
                self.note,
                fields_row(part["district"], 1, part["city"], 1, part["state"]),
                gap=8,
            )
        )
        for field in part.values():
            self._input(field).edited.connect(self.edited)
        self._code.completed.connect(self.code_completed)

    def load(self, address: Address) -> None:
        """Show an address."""
        for name, field in self.fields.items():
            self._input(field).show_value(getattr(address, name))
        self.note.say("")

    def read(self) -> tuple[Address, tuple[Problem, ...]]:
        """The address, and what couldn't be read of it (fields as in `Address`)."""
        values: dict[str, Any] = {}
        unread: list[Problem] = []
        for name, field in self.fields.items():
            try:
                values[name] = self._input(field).read()
            except Unreadable as trouble:
                unread.append(trouble.at(name))
        return Address(**values), tuple(unread)

    def advice(self) -> tuple[Problem, ...]:
        """What should be known about it."""
        found = self._input(self.fields["state"]).advice()
        return () if found is None else (Problem(field="state", code=found.code, facts=found.facts, advice=True),)

    def fill(self, found: Address) -> tuple[str, ...]:
        """Put what was found into the fields that are empty; gives back their names."""
        filled = tuple(
            name for name in FIELDS if getattr(found, name) and not self._input(self.fields[name]).text().strip()
        )
        for name in filled:
            self._input(self.fields[name]).show_value(getattr(found, name))
        if filled:
            self.edited.emit()
        return filled

    def next_empty(self) -> QWidget:
        """Where a person goes on after the look-up: the first empty field, as a rule the number."""
        for name in ("street", "number", "complement"):
            if not self._input(self.fields[name]).text().strip():
                return self.fields[name].control
        return self.fields["number"].control

    @staticmethod
    def _input(field: Field) -> Any:
        return field.control


def _read_state(typed: str) -> str:
    try:
        return postal.parse_state(typed)
    except Unreadable:
        return clean(typed)
