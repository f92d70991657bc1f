"""The first section of a client's form: firm or person, its numbers, its names, and the look-up that fills them in."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain import tax_ids
from osdesk.domain.clients import ClientKind
from osdesk.domain.problems import Unreadable
from osdesk.domain.tax_ids import TaxIdKind
from osdesk.services.wording import client_kind_name
from osdesk.texts import _
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Option, SegmentedChoice
from osdesk.ui.kit.field import Field, beside
from osdesk.ui.kit.form import Section
from osdesk.ui.kit.layout import row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.value_inputs import TaxIdInput
from osdesk.ui.records.notes import AdviceBar, NoteLine
from osdesk.ui.theme import current

_KINDS = {ClientKind.COMPANY: TaxIdKind.CNPJ, ClientKind.PERSON: TaxIdKind.CPF}


class SwappedTaxIdInput(TaxIdInput):
    """A CNPJ or a CPF. Each keeps what was typed in it while the other one shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TaxIdKind.CNPJ, parent=parent)
        self._shown = TaxIdKind.CNPJ
        self._other = ""

    def show_kind(self, kind: TaxIdKind) -> None:
        """Show the one of this kind. A number that is of this kind already stays: it was typed before the choice."""
        if kind is self._shown:
            return
        typed = self.text()
        self._shown = kind
        self.set_kind(kind)
        if tax_ids.kind(tax_ids.normalise(typed)) is not kind:
            self._other, typed = typed, self._other
            self.setText(typed)
        self.tidy()

    def begin(self, kind: TaxIdKind) -> None:
        """Another client is shown: what was typed for the one before is nobody's."""
        self._other = ""
        self._shown = kind
        self.set_kind(kind)
        self.clear()


class _KindChoice(SegmentedChoice):
    """Tells as well when a kind is shown that nobody chose here."""

    shown = Signal(object)

    def show_value(self, value: Any) -> None:
        """Choose by value."""
        super().show_value(value)
        self.shown.emit(value)


class Register(Section):
    """Kind, tax id, registration and names. `look_up_wanted` carries a readable CNPJ."""

    look_up_wanted = Signal(str)
    kind_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Registration"), parent=parent)
        options = [
            Option(ClientKind.COMPANY, client_kind_name(ClientKind.COMPANY), "building-2"),
            Option(ClientKind.PERSON, client_kind_name(ClientKind.PERSON), "user-round"),
        ]
        self.kind_choice = _KindChoice(options)
        self.tax_id_input = SwappedTaxIdInput()
        self.look_up_button = Button(_("F&ill in from CNPJ"), self._look_up, icon="cloud-check")
        self.kind = Field(_("Type"), self.kind_choice)
        self.tax_id = Field(_("CNP&J"), self.tax_id_input)
        self.state_registration = Field(_("State registration"), TextInput(longest=40))
        self.name = Field(_("&Trade name"), TextInput(longest=300))
        self.legal_name = Field(_("&Legal name"), TextInput(longest=300))
        self.found = NoteLine()
        self.duplicate = AdviceBar()
        # A number that is cut can't be compared with the paper in one's hand.
        self.tax_id.setMinimumWidth(current().px(160))
        self._first_row = row(self.kind, self.tax_id, 1, beside(self.look_up_button))
        self._own_row = row(self.state_registration, 1)
        # Narrow until it is known to be wide, or the form would claim that width from the list beside it.
        self._narrow = True
        self.add(self._first_row)
        self.add(self.found)
        self.add(row(self.name, 1, self.legal_name, 1))
        self.add(self._own_row)
        self.add(self.duplicate)
        self._order_tabs()
        self.kind_choice.edited.connect(self._kind_chosen)
        self.kind_choice.shown.connect(self._kind_shown)
        self.show_kind()

    def set_narrow(self, narrow: bool) -> None:
        """Whether the registration needs a row of its own."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        field = self.state_registration
        if narrow:
            self._first_row.removeWidget(field)
            self._own_row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        else:
            self._own_row.removeWidget(field)
            self._first_row.insertWidget(2, field, 1, Qt.AlignmentFlag.AlignTop)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab follows the eye."""
        registered = self.state_registration.control
        names = [self.name.control, self.legal_name.control]
        wide = [registered, self.look_up_button, *names]
        narrow = [self.look_up_button, *names, registered]
        order = [self.kind_choice, self.tax_id_input, *(narrow if self._narrow else wide)]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def show_kind(self) -> None:
        """Show the fields of a firm or of a person, as chosen."""
        kind: ClientKind = self.kind_choice.read()
        firm = kind is ClientKind.COMPANY
        self.tax_id_input.show_kind(_KINDS[kind])
        _rename(self.tax_id, _("CNP&J") if firm else _("C&PF"))
        _rename(self.name, _("&Trade name") if firm else _("Na&me"))
        self.legal_name.setVisible(firm)
        # A farmer is a person with a state registration: it stays where it was filled in.
        registered = self.state_registration.control
        assert isinstance(registered, TextInput)  # noqa: S101  (made above)
        self.state_registration.setVisible(firm or bool(registered.text()))
        self.look_up_button.setVisible(firm)
        if not firm:
            self.found.say("")

    def _kind_shown(self, kind: ClientKind) -> None:
        # Bound before the number, which is shown right after.
        self.tax_id_input.begin(_KINDS[kind])
        self.found.say("")
        self.show_kind()

    def _kind_chosen(self) -> None:
        self.show_kind()
        self.kind_changed.emit()

    def _look_up(self) -> None:
        try:
            number = self.tax_id_input.read()
        except Unreadable:
            self.tax_id_input.setFocus()
            self.found.say(_("Correct the CNPJ first."), "advice")
            return
        if not number:
            self.tax_id_input.setFocus()
            self.found.say(_("Type the CNPJ first."), "advice")
            return
        self.look_up_wanted.emit(number)


def _rename(field: Field, label: str) -> None:
    field.label.setText(label)
    field.control.setAccessibleName(label.replace("&", ""))
