"""The addresses of a client: what each is for, how it is called, and where it is; its CEP looks up the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from osdesk.domain.contacts import Address, AddressKind, ClientAddress
from osdesk.domain.problems import Problem
from osdesk.texts import _, pgettext
from osdesk.ui.kit.choices import Option, SegmentedChoice
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.layout import column, row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.records.address import AddressFields
from osdesk.ui.records.notes import NoteLine
from osdesk.ui.records.rows import PartRow


class AddressRow(PartRow):
    """One address. `look_up` is asked when a postal code is complete: (code, note, what takes the answer)."""

    def __init__(
        self,
        look_up: Callable[[str, NoteLine, Callable[[Address], object]], None],
        show_map: Callable[[Address], object],
        parent: QWidget | None = None,
    ) -> None:
        """`show_map` opens the address on a map."""
        super().__init__(parent)
        self._address = ClientAddress()
        self._look_up, self._show_map = look_up, show_map
        kinds = (
            Option(AddressKind.SERVICE, pgettext("address", "Service"), "map-pin"),
            Option(AddressKind.BILLING, pgettext("address", "Billing"), "receipt"),
        )
        self.kind = SegmentedChoice(kinds)
        self.label = TextInput(longest=100, example=_("Branch 2, warehouse…"))
        self.place = AddressFields(mnemonics=False)
        kind = self.add_field("kind", Field(_("What for"), self.kind))
        label = self.add_field("label", Field(_("Name of the place"), self.label))
        for name, field in self.place.fields.items():
            self.add_field(f"address.{name}", field)
        self.place.code_completed.connect(self._code_completed)
        # Beside fields with labels: as low as they are.
        more = QHBoxLayout()
        more.setContentsMargins(0, self.kind.fontMetrics().height() + 6, 0, 0)
        more.addWidget(self.more)
        self.setLayout(column(row(kind, label, 1, more), self.place, gap=8))

    def load(self, value: Any) -> None:
        """Show an address."""
        self._address = value
        self.kind.show_value(value.kind)
        self.label.show_value(value.label)
        self.place.load(value.address)

    def read(self) -> tuple[Any, tuple[Problem, ...]]:
        """The address."""
        place, unread = self.place.read()
        known = replace(self._address, kind=self.kind.read(), address=place)
        value, too_long = self.read_fields(known, "label")
        return value, (*too_long, *(replace(problem, field=f"address.{problem.field}") for problem in unread))

    def is_blank(self) -> bool:
        """Whether neither a place nor its name was written."""
        place, unread = self.place.read()
        return not place and not unread and not self.label.text().strip()

    def advice(self) -> Iterable[Problem]:
        """What should be known about the place."""
        return (replace(problem, field=f"address.{problem.field}") for problem in self.place.advice())

    def first(self) -> QWidget:
        """The postal code, which fills the rest."""
        return self.place.fields["postal_code"].control

    def tab_order(self) -> tuple[QWidget, ...]:
        """The upper row first, its menu as well."""
        place = [field.control for field in self.place.fields.values()]
        return (self.kind, self.label, self.more, *place)

    def extra_actions(self, menu: QMenu) -> None:
        """The map."""
        place, _unread = self.place.read()
        shown = menu.addAction(_("Show on the map"))
        shown.setEnabled(bool(place.street or place.city))
        shown.triggered.connect(lambda: self._show_map(place))
        menu.addSeparator()

    def _code_completed(self, code: str) -> None:
        self._look_up(code, self.place.note, self._fill)

    def _fill(self, found: Address) -> None:
        was_in_code = self.first().hasFocus()
        self.place.fill(found)
        if was_in_code:
            self.place.next_empty().setFocus(Qt.FocusReason.OtherFocusReason)
