"""What the technicians found and did, what the office notes for itself, and the terms of the warranty."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from osdesk.domain.orders import Order
from osdesk.domain.suggestions import SuggestionKind
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.layout import row
from osdesk.ui.kit.text_inputs import MultilineInput
from osdesk.ui.kit.value_inputs import NumberInput
from osdesk.ui.orders.index import Mark
from osdesk.ui.orders.phrases import PhraseHelp
from osdesk.ui.orders.section import OrderSection


class ObservationsSection(OrderSection):
    """Observations, internal notes, warranty and terms."""

    icon = "notebook-pen"
    paper = "observations"
    paths = ("observations", "internal_notes", "warranty_days", "terms")

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Technicians' remarks"), index_title=_("Remarks"))
        self.observations = MultilineInput(lines=3, example=_("What was found and done"))
        self._phrases = PhraseHelp(desk, self.observations, SuggestionKind.OBSERVATION)
        self.notes = MultilineInput(lines=1)
        self.warranty = NumberInput(0, 3650)
        self.terms = MultilineInput(lines=1)
        self.fields = {
            "observations": Field("", self.observations),
            "internal_notes": Field(_("&Internal notes (never printed)"), self.notes),
            "warranty_days": Field(_("&Warranty, days"), self.warranty, width=112),
            "terms": Field(_("Te&rms on the sheet"), self.terms),
        }
        self.observations.setAccessibleName(_("Technicians' remarks"))
        self.add(self.fields["observations"])
        self.add(self.fields["internal_notes"])
        self.add(row(self.fields["warranty_days"], self.fields["terms"], 1))

    def bind(self, binding: Binding[Order]) -> None:
        """Declare what shows which field."""
        for path, field in self.fields.items():
            binding.value(path, field)

    def mark(self, order: Order) -> Mark:
        """Done once something was written down."""
        return Mark(done=bool(order.observations))

    def first_place(self) -> QWidget:
        """The technicians' remarks."""
        return self.observations
