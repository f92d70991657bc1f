"""The rows of a client's contacts: kind, number or address, and a label ("Reception, mornings")."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from osdesk.domain import phones
from osdesk.domain.contacts import Contact, ContactKind
from osdesk.domain.problems import Problem
from osdesk.domain.text import clean
from osdesk.services.wording import contact_kind_name
from osdesk.texts import _
from osdesk.ui.kit.choices import Choice, Option
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.layout import row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.value_inputs import ValueInput
from osdesk.ui.records.rows import PartRow
from osdesk.ui.theme import current

_WIDE = 16777215  # Qt's own largest width


class ContactInput(ValueInput):
    """A phone number or an e-mail address, as the kind beside it says. What is doubtful about it is advice."""

    def __init__(self, area_code: Callable[[], str], parent: QWidget | None = None) -> None:
        """`area_code` gives the office's own, for numbers typed without one."""
        self._area_code = area_code
        self._kind = ContactKind.PHONE
        super().__init__(self._read, self._written, blank="", longest=254, parent=parent)
        self.set_kind(ContactKind.PHONE)

    def set_kind(self, kind: ContactKind) -> None:
        """Read it as that from now on; what was typed stays."""
        self._kind = kind
        email = kind is ContactKind.EMAIL
        self.setPlaceholderText(_("name@company.com") if email else "(51) 99999-9999")
        self.tidy()

    def advice(self) -> Problem | None:
        """What is doubtful about the number."""
        if self._kind is ContactKind.EMAIL:
            return None
        return phones.read_phone(self.text(), self._area_code()).problem

    def _read(self, typed: str) -> str:
        if self._kind is ContactKind.EMAIL:
            return clean(typed).replace(" ", "")
        return phones.read_phone(typed, self._area_code()).number

    def _written(self, value: str) -> str:
        return value if self._kind is ContactKind.EMAIL else phones.format_phone(value)


class ContactRow(PartRow):
    """One contact."""

    def __init__(self, area_code: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contact = Contact()
        kinds = [Option(kind, contact_kind_name(kind)) for kind in ContactKind]
        self.kind = Choice(kinds)
        self.value = ContactInput(area_code)
        self.label = TextInput(longest=100, example=_("Whose it is, and when"))
        kind = self.add_field("kind", Field("", self.kind))
        # As wide as its longest word in this language: one that is cut names nothing.
        words = max(self.kind.fontMetrics().horizontalAdvance(option.label) for option in kinds)
        kind.setFixedWidth(words + current().px(72))
        value = self.add_field("value", Field("", self.value))
        label = self.add_field("label", Field("", self.label))
        self.kind.setAccessibleName(_("Kind of contact"))
        self.value.setAccessibleName(_("Number or address"))
        self.label.setAccessibleName(_("Label"))
        self.kind.edited.connect(self._kind_chosen)
        # The icon button is two pixels lower than a field.
        more = QHBoxLayout()
        more.setContentsMargins(0, 1, 0, 0)
        more.addWidget(self.more)
        self._line = row(self.fields["kind"], value, label, more, gap=8)
        self.setLayout(self._line)
        self._fit()

    def load(self, value: Any) -> None:
        """Show a contact."""
        self._contact = value
        self.kind.show_value(value.kind)
        self.value.set_kind(value.kind)
        self.value.show_value(value.value)
        self.label.show_value(value.label)
        self._fit()

    def read(self) -> tuple[Any, tuple[Problem, ...]]:
        """The contact."""
        return self.read_fields(replace(self._contact, kind=self.kind.read()), "value", "label")

    def is_blank(self) -> bool:
        """Whether neither number nor label was written."""
        return not self.value.text().strip() and not self.label.text().strip()

    def advice(self) -> Iterable[Problem]:
        """What is doubtful about the number."""
        found = self.value.advice()
        return () if found is None else (replace(found, field="value"),)

    def first(self) -> QWidget:
        """The number."""
        return self.value

    def _kind_chosen(self) -> None:
        self.value.set_kind(self.kind.read())
        self._fit()

    def _fit(self) -> None:
        """A phone's field is as long as a phone number; an address shares the row with its label."""
        value, label = self.fields["value"], self.fields["label"]
        email = self.kind.read() is ContactKind.EMAIL
        width = self.value.fontMetrics().horizontalAdvance("(00) 00000-0000") + 56
        value.setMinimumWidth(0 if email else width)
        value.setMaximumWidth(_WIDE if email else width)
        self._line.setStretchFactor(value, 3 if email else 0)
        self._line.setStretchFactor(label, 2 if email else 1)
