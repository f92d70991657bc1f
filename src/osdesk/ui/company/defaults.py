"""What new orders start with: warranty and terms on the paper; deadline, type, technician, units and remarks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.statuses import ServiceType
from osdesk.domain.team import Technician
from osdesk.services import wording
from osdesk.texts import _
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.choices import Choice, Option
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.form import Section
from osdesk.ui.kit.layout import row
from osdesk.ui.kit.text_inputs import MultilineInput
from osdesk.ui.kit.value_inputs import NumberInput
from osdesk.ui.records.tags import TagsInput


class TermsSection(Section):
    """Warranty and terms, which stand at the foot of each copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Warranty and terms"), parent=parent)
        self.warranty_days = Field(_("&Warranty in days"), NumberInput(0, 3650), width=150)
        hint = _("Beside the signatures of both copies.")
        self.terms = Field(_("&Terms"), MultilineInput(lines=3, most=8), hint=hint)
        self.add(row(self.warranty_days, None))
        self.add(self.terms)

    def bind(self, binding: Binding[Company]) -> None:
        """Bind the fields."""
        binding.value("warranty_days", self.warranty_days)
        binding.text("terms", self.terms)


class DefaultsSection(Section):
    """What stands in a new order before anything is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("New orders start with"), parent=parent)
        self.service_type_choice = Choice([Option(None, _("No type"))])
        self.technician_choice = Choice([Option(None, _("No technician"))])
        self.units_input = TagsInput(example=_("New unit"))
        self.deadline = Field(_("Deadline in wor&king days"), NumberInput(0, 365, example=_("None")), width=180)
        self.service_type = Field(_("Type of service"), self.service_type_choice)
        self.technician = Field(_("Technician"), self.technician_choice)
        self.units = Field(_("Units"), self.units_input)
        self.observations = Field(_("Technicians' remarks"), MultilineInput(lines=2, most=8))
        self.add(row(self.deadline, self.service_type, 1, self.technician, 1))
        self.add(self.units)
        self.add(self.observations)

    def bind(self, binding: Binding[OfficeSettings]) -> None:
        """Bind the fields."""
        binding.value("deadline_days", self.deadline)
        binding.value("service_type_id", self.service_type)
        binding.value("technician_id", self.technician)
        binding.value("units", self.units)
        binding.text("observations", self.observations)

    def offer(self, service_types: Sequence[ServiceType], technicians: Sequence[Technician]) -> None:
        """What can be chosen; before the settings are shown."""
        self.service_type_choice.set_options(
            [Option(None, _("No type")), *(Option(kind.id, wording.service_type_name(kind)) for kind in service_types)]
        )
        self.technician_choice.set_options(
            [Option(None, _("No technician")), *(Option(person.id, person.name) for person in technicians)]
        )
