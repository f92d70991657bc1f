"""The three steps of the first start: the company, its logo and colour, the numbering."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain.company import (
    Company,
    Numbering,
    OfficeSettings,
    company_problems,
    example_number,
    settings_problems,
)
from osdesk.domain.contacts import Address
from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.tax_ids import TaxIdKind
from osdesk.domain.tax_ids import kind as tax_id_kind
from osdesk.services import wording
from osdesk.services.lookup import CompanyFacts, complete_address, complete_company
from osdesk.texts import _
from osdesk.ui.company.accent import AccentInput
from osdesk.ui.company.logo import LogoArea
from osdesk.ui.company.numbering import NextLine
from osdesk.ui.desk import Desk
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Choice, Option
from osdesk.ui.kit.field import Field, beside, fields_row
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar, column, row
from osdesk.ui.kit.paths import get, put
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.toggles import CheckBox
from osdesk.ui.kit.value_inputs import CepInput, NumberInput, PhoneInput, TaxIdInput
from osdesk.ui.records.address import StateInput
from osdesk.ui.records.lookups import Lookups
from osdesk.ui.records.notes import NoteLine


def _at_the_name(problem: Problem) -> Problem:
    """A name that is missing is told at the only name asked for here."""
    return replace(problem, field="trade_name") if problem.field == "legal_name" else problem


def _problems(company: Company) -> tuple[Problem, ...]:
    return tuple(_at_the_name(problem) for problem in company_problems(company))


class Step(QWidget):
    """One step. `changed` comes with every edit that the paper shows."""

    changed = Signal()

    def begin(self) -> None:
        """Give the keyboard to its first field."""

    def is_right(self) -> bool:
        """Whether it can be left for the next one; if not, the first problem shows and has the keyboard."""
        return True

    def show_refused(self, problems: tuple[Problem, ...]) -> bool:
        """Show what the office refused, if it is about this step."""
        return False

    def head(self, title: str, sentence: str) -> QWidget:
        """Title and sentence."""
        holder = QWidget()
        words = (Label(title, "welcome", wrap=True), Label(sentence, "dim", wrap=True))
        holder.setLayout(column(*words, gap=8, margins=(0, 0, 0, 10)))
        return holder


class CompanyStep(Step):
    """The CNPJ fills the rest; only the name is needed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._binding: Binding[Company] = Binding(wording.sentence, _problems, self)
        self._lookups = Lookups(desk, self)
        self._note, self._address_note = NoteLine(), NoteLine()
        self.tax_id = TaxIdInput()
        self.name = TextInput(longest=120)
        self.code = CepInput()
        self._search = Button(_("Look up"), self.look_up, icon="cloud-check")
        self.tax_id.returnPressed.connect(self.look_up)
        fields = {
            "tax_id": Field(_("CNPJ or CPF"), self.tax_id),
            "trade_name": Field(_("Name that stands on the paper"), self.name),
            "address.postal_code": Field(_("CEP"), self.code, width=110),
            "address.street": Field(_("Street"), TextInput(longest=200)),
            "address.number": Field(_("Number"), TextInput(longest=20), width=80),
            "address.complement": Field(_("Complement"), TextInput(longest=100)),
            "address.district": Field(_("District"), TextInput(longest=100)),
            "address.city": Field(_("City"), TextInput(longest=100)),
            "address.state": Field(_("State"), StateInput(), width=72),
            "phone": Field(_("Phone"), PhoneInput(), width=190),
            "email": Field(_("E-mail"), TextInput(longest=254)),
        }
        for path, field in fields.items():
            self._binding.value(path, field)
        self.setLayout(
            column(
                self.head(
                    _("Your company on paper"),
                    _("Type the CNPJ and we look up the rest. All of it can be changed later in “Company”."),
                ),
                row(fields["tax_id"], 1, beside(self._search), gap=10),
                self._note,
                fields["trade_name"],
                fields_row(fields["address.postal_code"], fields["address.street"], 1, fields["address.number"]),
                self._address_note,
                row(fields["address.complement"], 1, fields["address.district"], 1),
                fields_row(fields["address.city"], 1, fields["address.state"]),
                fields_row(fields["phone"], fields["email"], 1),
                gap=8,
            )
        )
        self._binding.changed.connect(self.changed)
        self.code.completed.connect(self._look_up_address)
        self._binding.load(Company())

    def load(self, company: Company) -> None:
        """Show what the office has."""
        self._binding.load(company)

    def begin(self) -> None:
        """The CNPJ first: it fills the rest."""
        self.tax_id.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self, base: Company) -> Company:
        """What is typed, on the company as the office has it."""
        typed, _problems = self._binding.read()
        return replace(
            base,
            tax_id=typed.tax_id,
            legal_name=typed.legal_name,
            trade_name=typed.trade_name,
            address=typed.address,
            phone=typed.phone,
            email=typed.email,
        )

    def read_sound(self, base: Company) -> Company:
        """As `read`, without what could not be stored: there the office keeps what it has."""
        company = self.read(base)
        for problem in company_problems(company):
            company = put(company, problem.field, get(base, problem.field))
        return company

    def is_right(self) -> bool:
        """The first problem gets the keyboard."""
        if self._binding.show_all_problems():
            self._binding.focus_first_problem()
            return False
        return True

    def show_refused(self, problems: tuple[Problem, ...]) -> bool:
        """What the office refused about the company."""
        mine = tuple(_at_the_name(problem) for problem in problems if not problem.field.startswith("numbering"))
        if mine:
            self._binding.show_refused(mine)
            self._binding.focus_first_problem()
        return bool(mine)

    def look_up(self) -> None:
        """Ask the register of firms; a CPF isn't asked for."""
        try:
            number = str(self.tax_id.read())
        except Unreadable:
            self.tax_id.leave()
            return
        if tax_id_kind(number) is TaxIdKind.CNPJ:
            self._lookups.company(number, self._note, self._fill)
        elif number:
            self._note.say(_("Only a CNPJ can be looked up."), "advice")

    def _fill(self, found: CompanyFacts) -> None:
        typed, _problems = self._binding.read()
        filled = complete_company(typed, found)
        if not typed.trade_name:
            filled = replace(filled, trade_name=found.name)
        self._binding.load(filled)
        self._note.say(_("Found: {name}").format(name=found.legal_name or found.name))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _look_up_address(self, code: str) -> None:
        self._lookups.address(code, self._address_note, self._fill_address)

    def _fill_address(self, found: Address) -> None:
        typed, _problems = self._binding.read()
        self._binding.load(replace(typed, address=complete_address(typed.address, found)))


class LogoStep(Step):
    """Logo and accent colour."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._stored = b""
        self.area = LogoArea(desk.tasks, desk.prompts)
        self._colours = AccentInput()
        words = _("Any picture will do. It is printed at the head of both copies.")
        self.setLayout(
            column(
                self.head(_("Your logo and colour"), words),
                self.area,
                bar(Label(_("Colour of the document"), "label"), self._colours, None, gap=12),
                gap=12,
            )
        )
        self.area.bytes_changed.connect(self.changed)
        self._colours.edited.connect(self.changed)

    def load(self, company: Company, logo: bytes) -> None:
        """Show what the office has."""
        self._colours.show_value(company.accent)
        self._stored = logo
        self.area.put(logo)
        self.area.show_value(company.logo if logo else "")

    def begin(self) -> None:
        """Ctrl+V works at once."""
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def data(self) -> bytes:
        """The logo's file."""
        return self.area.data

    @property
    def is_changed(self) -> bool:
        """Whether another logo was taken."""
        return self.area.data != self._stored

    @property
    def accent(self) -> str:
        """The colour chosen."""
        return str(self._colours.read())


class NumberStep(Step):
    """From which number on, shown as the next order will have it; and sample data, if wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._loaded = OfficeSettings()
        self._binding: Binding[OfficeSettings] = Binding(wording.sentence, settings_problems, self)
        self.prefix = TextInput(longest=8)
        self.first = NumberInput(1, 999_999_999)
        self.digits = Choice()
        self.yearly = CheckBox(_("Begin again every year"))
        self._samples = CheckBox(_("Add sample data (can all be removed later)"))
        fields = {
            "numbering.prefix": Field(_("Prefix"), self.prefix, width=90),
            "numbering.first": Field(_("Next number"), self.first, width=150),
            "numbering.width": Field(_("Digits"), self.digits),
        }
        for path, field in fields.items():
            self._binding.value(path, field)
        self._binding.value("numbering.yearly", self.yearly)
        self._next = NextLine()
        self.setLayout(
            column(
                self.head(_("Which number to begin with?"), _("Is there a pad in use? Go on from it.")),
                fields_row(*fields.values()),
                self.yearly,
                self._next,
                self._samples,
                gap=8,
            )
        )
        self._binding.changed.connect(self._edited)
        self.load(OfficeSettings())

    @property
    def wants_samples(self) -> bool:
        """Whether sample data are wanted."""
        return self._samples.isChecked()

    def load(self, settings: OfficeSettings) -> None:
        """Show what the office has."""
        self._loaded = settings
        self._offer_widths(settings.numbering)
        self._binding.load(settings)
        self._edited()

    def begin(self) -> None:
        """The number is what is asked for."""
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first.selectAll()

    def read(self, base: OfficeSettings) -> OfficeSettings:
        """What is typed, on the settings as the office has them."""
        typed, _problems = self._binding.read()
        return replace(base, numbering=typed.numbering)

    def read_sound(self, base: OfficeSettings) -> OfficeSettings:
        """As `read`; a numbering that could not be stored is left as the office has it."""
        settings = self.read(base)
        return base if settings_problems(settings) else settings

    def example(self) -> str:
        """The next order's number."""
        numbering = self._binding.read()[0].numbering
        return example_number(numbering, numbering.first, self._desk.office.today())

    def is_right(self) -> bool:
        """The first problem gets the keyboard."""
        if self._binding.show_all_problems():
            self._binding.focus_first_problem()
            return False
        return True

    def show_refused(self, problems: tuple[Problem, ...]) -> bool:
        """What the office refused about the numbering."""
        mine = tuple(problem for problem in problems if problem.field.startswith("numbering"))
        if mine:
            self._binding.show_refused(mine)
            self._binding.focus_first_problem()
        return bool(mine)

    def _edited(self) -> None:
        numbering = self._binding.read()[0].numbering
        self._offer_widths(numbering)
        self._next.show_title(wording.order_title(self.example()))
        self.changed.emit()

    def _offer_widths(self, numbering: Numbering) -> None:
        options = [Option(width, f"{width} – {numbering.first:0{width}d}") for width in range(1, 10)]
        if options != getattr(self, "_offered", None):
            self._offered = options
            self.digits.set_options(options)
            self.digits.show_value(numbering.width)
