"""What stands at the head of every sheet: names, numbers, address, ways to reach the company."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from osdesk.domain import phones, tax_ids
from osdesk.domain.company import Company
from osdesk.domain.contacts import Address
from osdesk.domain.problems import Unreadable
from osdesk.domain.tax_ids import TaxIdKind
from osdesk.services import lookup
from osdesk.services.lookup import CompanyFacts
from osdesk.texts import _
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.field import Field, beside
from osdesk.ui.kit.form import Section
from osdesk.ui.kit.layout import row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.value_inputs import PhoneInput, TaxIdInput
from osdesk.ui.records.address import FIELDS, AddressFields
from osdesk.ui.records.lookups import Lookups
from osdesk.ui.records.notes import NoteLine

_NAMES = ("legal_name", "trade_name", "tax_id", "phone", "email")


class HeaderSection(Section):
    """The section; `bind` puts it into the binding of the company."""

    def __init__(self, lookups: Lookups, parent: QWidget | None = None) -> None:
        super().__init__(_("Head of the orders"), parent=parent)
        self._lookups = lookups
        self._binding: Binding[Company] | None = None
        self.tax_id_input = TaxIdInput()
        self.look_up_button = Button(_("F&ill in from CNPJ"), self.look_up, icon="cloud-check")
        self.tax_id = Field(_("CNP&J or CPF"), self.tax_id_input)
        self.state_registration = Field(_("State registration"), TextInput(longest=40))
        self.municipal_registration = Field(_("Municipal registration"), TextInput(longest=40))
        self.trade_name = Field(_("Na&me on the paper"), TextInput(longest=300))
        self.legal_name = Field(_("&Legal name"), TextInput(longest=300))
        self.place = AddressFields()
        self.phone = Field(_("&Phone"), PhoneInput(area_code=self.area_code))
        self.other_phone = Field(_("Other phone"), PhoneInput(area_code=self.area_code))
        self.whatsapp = Field(_("WhatsApp"), PhoneInput(area_code=self.area_code))
        self.email = Field(_("E-mail"), TextInput(longest=254))
        self.site = Field(_("Website"), TextInput(longest=254))
        self.found = NoteLine()
        self.add(row(self.tax_id, 1, beside(self.look_up_button)))
        self.add(self.found)
        self.add(row(self.trade_name, 1, self.legal_name, 1))
        self.add(row(self.state_registration, 1, self.municipal_registration, 1))
        self.add(self.place)
        self.add(row(self.phone, 1, self.whatsapp, 1, self.other_phone, 1))
        self.add(row(self.email, 1, self.site, 1))
        self.place.code_completed.connect(self._look_up_address)

    def bind(self, binding: Binding[Company]) -> None:
        """Bind the fields, in the order of the form."""
        self._binding = binding
        binding.value("tax_id", self.tax_id)
        binding.text("trade_name", self.trade_name)
        binding.text("legal_name", self.legal_name)
        binding.text("state_registration", self.state_registration)
        binding.text("municipal_registration", self.municipal_registration)
        for name in FIELDS:
            binding.value(f"address.{name}", self.place.fields[name])
        for name, field in (
            ("phone", self.phone),
            ("whatsapp", self.whatsapp),
            ("other_phone", self.other_phone),
            ("email", self.email),
            ("site", self.site),
        ):
            binding.value(name, field)

    def area_code(self) -> str:
        """The area code that the first full number has, for the others."""
        for field in (self.phone, self.whatsapp, self.other_phone):
            text = field.control.text() if isinstance(field.control, PhoneInput) else ""
            code = phones.area_code(phones.read_phone(text).number)
            if code:
                return code
        return ""

    def look_up(self) -> None:
        """Ask the register of firms, and fill in what is empty."""
        try:
            number = self.tax_id_input.read()
        except Unreadable:
            self._refuse(_("Correct the CNPJ first."))
            return
        if tax_ids.kind(number) is not TaxIdKind.CNPJ:
            self._refuse(_("Type the CNPJ first."))
            return
        self._lookups.company(number, self.found, self._fill)

    def _refuse(self, sentence: str) -> None:
        self.found.say(sentence, "advice")
        self.tax_id_input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, facts: CompanyFacts) -> None:
        binding = self._binding
        if binding is None:
            return
        typed, _problems = binding.read()
        filled = lookup.complete_company(typed, facts)
        for name in _NAMES:
            if getattr(filled, name) != getattr(typed, name):
                binding.set(name, getattr(filled, name))
        for name in FIELDS:
            if getattr(filled.address, name) != getattr(typed.address, name):
                binding.set(f"address.{name}", getattr(filled.address, name))
        self.found.say(_("Found: {name}").format(name=facts.legal_name or facts.name), "ok")

    def _look_up_address(self, code: str) -> None:
        self._lookups.address(code, self.place.note, self._fill_address)

    def _fill_address(self, found: Address) -> None:
        binding = self._binding
        if binding is None:
            return
        typed, _problems = binding.read()
        filled = lookup.complete_address(typed.address, found)
        for name in FIELDS:
            if getattr(filled, name) != getattr(typed.address, name):
                binding.set(f"address.{name}", getattr(filled, name))
        if self.place.fields["postal_code"].control.hasFocus():
            self.place.next_empty().setFocus(Qt.FocusReason.OtherFocusReason)
