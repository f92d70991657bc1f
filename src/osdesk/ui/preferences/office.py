"""What the whole office shares beside the company: time zone, the sheet's language and form, and whom look-ups ask."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from osdesk.domain.company import SHEET_LANGUAGES, OfficeSettings, SheetForm
from osdesk.texts import N_, _
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Choice, Option, SegmentedChoice
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.form import Section
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import column, row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.toggles import CheckBox
from osdesk.ui.preferences.workstation import LANGUAGE_NAMES

#: Brazil's own, from east to west, by the places people know.
BRAZILIAN_ZONES = (
    ("America/Noronha", N_("Fernando de Noronha")),
    ("America/Sao_Paulo", N_("Brasília, São Paulo, Rio, South")),
    ("America/Bahia", N_("Bahia")),
    ("America/Fortaleza", N_("Ceará, Maranhão, Piauí, Rio Grande do Norte, Paraíba")),
    ("America/Recife", N_("Pernambuco")),
    ("America/Maceio", N_("Alagoas, Sergipe")),
    ("America/Araguaina", N_("Tocantins")),
    ("America/Belem", N_("Pará (east), Amapá")),
    ("America/Santarem", N_("Pará (west)")),
    ("America/Campo_Grande", N_("Mato Grosso do Sul")),
    ("America/Cuiaba", N_("Mato Grosso")),
    ("America/Manaus", N_("Amazonas")),
    ("America/Porto_Velho", N_("Rondônia")),
    ("America/Boa_Vista", N_("Roraima")),
    ("America/Eirunepe", N_("Amazonas (west)")),
    ("America/Rio_Branco", N_("Acre")),
)
_DEFAULTS = OfficeSettings()


def zone_options(now: datetime) -> list[Option]:
    """Every zone that can be chosen, with what its clocks show against UTC at that moment. They are read from hundreds
    of files, which is work for a lane.
    """
    known = [Option(name, f"{_(words)} ({_offset(name, now)})") for name, words in BRAZILIAN_ZONES]
    brazilian = {name for name, _words in BRAZILIAN_ZONES}
    others = sorted(name for name in zoneinfo.available_timezones() if "/" in name and name not in brazilian)
    places = [name for name in others if not name.startswith(("Etc/", "SystemV/", "posix/", "right/"))]
    return known + [Option(name, name.replace("_", " ")) for name in places]


class OfficeSection(Section):
    """The section; `bind` puts it into the binding of the settings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The whole office"), note=_("Applies to every computer, once saved"), parent=parent)
        self.zone = Field(_("Time &zone"), Choice(), width=420)
        languages = [Option(code, LANGUAGE_NAMES[code]) for code in SHEET_LANGUAGES]
        self.language = Field(_("Lan&guage of the sheet"), Choice(languages), width=260)
        forms = [
            Option(SheetForm.AUTO, _("Automatic")),
            Option(SheetForm.HALF, _("Both copies on one sheet")),
            Option(SheetForm.FULL, _("Whole pages")),
        ]
        self.form = Field(
            _("For&m of the sheet"),
            SegmentedChoice(forms),
            hint=_("Automatic: both copies on one A4 when they fit, else a whole page for each."),
        )
        self.holes = CheckBox(_("Leave &room for holes at the left"))
        self.prices = CheckBox(_("Show pr&ices on the sheet"))
        self.issue_print = CheckBox(_("Iss&ue what is printed"))
        self.issue_export = CheckBox(_("Issue what is e&xported"))
        self.issue_note = Label(
            _("Issued documents never change, and have a code to check them by. What is sent is always issued."),
            "hint",
            wrap=True,
        )
        self.fold = Button(_("Addresses of the look-ups"), self._unfold, kind="text", icon="chevron-right")
        self.postal = Field(_("CEP (like ViaCEP)"), TextInput(longest=200))
        self.register = Field(_("CNPJ (like BrasilAPI)"), TextInput(longest=200))
        self.usual = Button(_("Use the usual ones"), self._use_usual, kind="text")
        self.addresses = QWidget()
        self.addresses.setLayout(column(row(self.postal, 1, self.register, 1), row(self.usual, None), gap=4))
        self.addresses.hide()
        self._binding: Binding[OfficeSettings] | None = None
        self.add(row(self.zone, None))
        self.add(row(self.language, None))
        self.add(self.form)
        self.add(self.holes)
        self.add(self.prices)
        self.add(self.issue_print)
        self.add(self.issue_export)
        self.add(self.issue_note)
        self.add(row(self.fold, None))
        self.add(self.addresses)

    def offer_zones(self, options: Sequence[Option]) -> None:
        """The zones; what is chosen stays so."""
        control: Any = self.zone.control
        control.set_options(options)

    def bind(self, binding: Binding[OfficeSettings]) -> None:
        """Bind the fields."""
        self._binding = binding
        binding.value("time_zone", self.zone)
        binding.value("sheet_language", self.language)
        binding.value("sheet_form", self.form)
        binding.value("filing_holes", self.holes)
        binding.value("show_prices", self.prices)
        binding.value("issue_on_print", self.issue_print)
        binding.value("issue_on_export", self.issue_export)
        binding.text("postal_lookup_url", self.postal)
        binding.text("company_lookup_url", self.register)
        binding.problems_changed.connect(self.show_wrong)

    def is_unfolded(self) -> bool:
        """Whether the addresses show."""
        return not self.addresses.isHidden()

    def _unfold(self) -> None:
        self._show_addresses(not self.is_unfolded())

    def _show_addresses(self, shown: bool) -> None:
        self.addresses.setVisible(shown)
        self.fold.set_icon("chevron-down" if shown else "chevron-right")

    def show_wrong(self) -> None:
        """Unfold the addresses when one is wrong: a problem nobody can see could not be put right."""
        binding = self._binding
        if binding is not None and any(problem.field.endswith("_lookup_url") for problem in binding.problems):
            self._show_addresses(True)

    def _use_usual(self) -> None:
        if self._binding is not None:
            self._binding.set("postal_lookup_url", _DEFAULTS.postal_lookup_url)
            self._binding.set("company_lookup_url", _DEFAULTS.company_lookup_url)


def _offset(zone: str, now: datetime) -> str:
    try:
        offset = now.astimezone(ZoneInfo(zone)).utcoffset()
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return "?"
    minutes = round(offset.total_seconds() / 60) if offset is not None else 0
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
