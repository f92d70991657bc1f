"""The service address of an order: one of the client's, or another one written; a copy either way.

A part of the form's binding at the path "address".
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain.clients import Client
from osdesk.domain.contacts import Address
from osdesk.domain.problems import Problem
from osdesk.services.wording import sentence
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.choices import Choice, Option
from osdesk.ui.kit.field import Field, Message
from osdesk.ui.kit.layout import column
from osdesk.ui.orders.section import Around
from osdesk.ui.records.address import AddressFields
from osdesk.ui.records.lookups import Lookups


class AddressPart(QWidget):
    """The choice on one line; the fields unfold below it for an address that is this order's own."""

    edited = Signal()
    shape_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._lookups = Lookups(desk, self)
        self._around: Around | None = None
        self._value = Address()
        self._touched = False
        self.choice = Choice()
        self.place = AddressFields(mnemonics=False)
        self._fields = QWidget()
        self._fields.setLayout(column(self.place, gap=0, margins=(0, 8, 0, 0)))
        self._fields.hide()
        self.setLayout(column(Field(_("Service &address"), self.choice), self._fields, gap=0))
        self.choice.edited.connect(self._chosen)
        self.place.edited.connect(self._typed)
        self.place.code_completed.connect(lambda code: self._lookups.address(code, self.place.note, self._found))
        for field in self.place.fields.values():
            control: Any = field.control
            control.left.connect(self._left)

    # What the binding asks of a part

    def load(self, value: Any) -> None:
        """Show an address."""
        if value == self.read()[0] and value == self._value:
            return
        self._value = value
        self._touched = False
        self.place.load(value)
        self._fold(value in self._addresses() or not value)
        self._offer()

    def read(self) -> tuple[Any, tuple[Problem, ...]]:
        """The address, and what can't be read in it."""
        return (self._value, ()) if self._fields.isHidden() else self.place.read()

    def show_problems(self, problems: tuple[Problem, ...], *, all_of_them: bool) -> None:
        """Show what is wrong once a field was left, and what should be known."""
        shown = self._touched or all_of_them
        for name, field in self.place.fields.items():
            wrong = next((problem for problem in problems if problem.field == name), None) if shown else None
            known = next((advice for advice in self.place.advice() if advice.field == name), None) if shown else None
            field.show_problem(Message(sentence(wrong)) if wrong is not None else None)
            field.show_advice(Message(sentence(known)) if known is not None else None)

    def focus_problem(self, problem: Problem) -> None:
        """Give the keyboard to the field."""
        self.unfold()
        code = self.place.fields["postal_code"]
        self.place.fields.get(problem.field, code).control.setFocus(Qt.FocusReason.OtherFocusReason)

    def holds(self, widget: QWidget) -> bool:
        """Whether that widget is in the part."""
        return self.isAncestorOf(widget)

    def unreadable(self) -> dict[str, str]:
        """What was typed and can't be read, by field."""
        controls: dict[str, Any] = {name: field.control for name, field in self.place.fields.items()}
        return {problem.field: controls[problem.field].text() for problem in self.read()[1]}

    def show_unreadable(self, path: str, text: str) -> None:
        """Open the fields, and put it back."""
        if path in self.place.fields:
            control: Any = self.place.fields[path].control
            self._fold(False)
            control.setText(text)
            self._touched = True

    # What a person does

    def show_around(self, around: Around) -> None:
        """Take over the client's addresses."""
        self._around = around
        self._offer()

    def unfold(self) -> None:
        """Open the fields on the present address, to write another."""
        if self._fields.isHidden():
            self.place.load(self._value)
            self._fold(False)
        self.place.fields["postal_code"].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        addresses = _distinct(self._around.client if self._around is not None else None)
        options = [Option(address, words) for address, words in addresses]
        if self._value not in self._addresses():
            options.insert(0, Option(self._value, self._value.line() if self._value else _("No address yet")))
        options.append(Option(None, _("Write another address…")))
        self.choice.set_options(options)
        self.choice.show_value(self._value)

    def _addresses(self) -> tuple[Address, ...]:
        client = self._around.client if self._around is not None else None
        return tuple(address for address, _words in _distinct(client))

    def _chosen(self) -> None:
        address = self.choice.read()
        if address is None:
            self.choice.show_value(self._value)
            self.unfold()
            return
        self._value = address
        self.place.load(address)
        self._fold(True)
        self.edited.emit()

    def _typed(self) -> None:
        self._value, _unread = self.place.read()
        self._offer()
        self.edited.emit()

    def _left(self) -> None:
        self._touched = True
        self.edited.emit()

    def _fold(self, folded: bool) -> None:
        if self._fields.isHidden() != folded:
            self._fields.setVisible(not folded)
            self.shape_changed.emit()

    def _found(self, found: Address) -> None:
        was_in_code = self.place.fields["postal_code"].control.hasFocus()
        self.place.fill(found)
        if was_in_code:
            self.place.next_empty().setFocus(Qt.FocusReason.OtherFocusReason)


def _distinct(client: Client | None) -> list[tuple[Address, str]]:
    """The client's addresses, each once, with their label."""
    found: dict[Address, str] = {}
    for each in client.addresses if client is not None else ():
        if each.address and each.address not in found:
            line = each.address.line()
            found[each.address] = f"{each.label}: {line}" if each.label else line
    return list(found.items())
