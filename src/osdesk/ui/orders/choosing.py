"""Choices that change more than one field: the client, whose facts are copied, and the type of service, which fills
what is still empty.

Apart from the editor, which only learns that something was chosen.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain.changes import Subject
from osdesk.domain.clients import Client
from osdesk.domain.orders import Order
from osdesk.domain.starting import filled, what_was_filled
from osdesk.services.wording import field_name, service_type_name
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.orders import loading
from osdesk.ui.orders.form import OrderForm
from osdesk.ui.orders.new_client import NewClientDialog
from osdesk.ui.orders.saving import OrderSaving
from osdesk.ui.orders.section import Around
from osdesk.ui.tasks import Lane

#: What is copied from a client into the order.
_FACTS = (
    "client_id",
    "contact_name",
    "contact_tax_id",
    "contact_role",
    "contact_phone",
    "contact_email",
    "address",
)


class ClientChoice(QObject):
    """Brings the chosen client into the form. `known` carries who the client is, `chosen` follows the copied facts."""

    known = Signal(object)
    chosen = Signal()

    def __init__(self, desk: Desk, form: OrderForm, saving: OrderSaving, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._form, self._saving, self._page = desk, form, saving, page
        #: The company's own area code, for phones typed without one.
        self.area_code = ""
        form.client.picker.chosen.connect(self.choose)
        form.client.picker.new_wanted.connect(self.add)

    def choose(self, client_id: int) -> None:
        """Copy a client's facts into the order."""
        order, _problems = self._form.binding.read()
        self._desk.tasks.run(
            Lane.READ,
            loading.chosen_client,
            self._desk.office,
            order,
            client_id,
            done=self._show,
            owner=self,
            latest="client",
        )

    def add(self, typed: str) -> None:
        """Ask for a new client, beginning with what was typed in the search."""

        def made(client: Client) -> None:
            if client.id is not None:
                self.choose(client.id)

        NewClientDialog(self._page, self._desk, typed, area_code=self.area_code, made=made, chosen=self.choose).start()

    def _show(self, found: tuple[Order, Around]) -> None:
        """Whatever else was typed meanwhile stays."""
        order, around = found
        self.known.emit(around)
        binding = self._form.binding
        typed, _problems = binding.read()
        value = replace(typed, **{name: getattr(order, name) for name in _FACTS})
        binding.load_unsaved(value, self._saving.stored)
        if around.client is not None:
            self._form.client.picker.show_client(around.client.id, around.client.name)
        # The form was loaded with an id; who that is belongs to it.
        self.known.emit(around)
        self._form.show_details(value)
        self.chosen.emit()
        self._form.client.after_choice().setFocus(Qt.FocusReason.OtherFocusReason)


class TypeChoice(QObject):
    """Fills what is still empty when a type of service is chosen; one *Undo* takes all of it back. `filled` follows."""

    filled = Signal()

    def __init__(self, desk: Desk, form: OrderForm, saving: OrderSaving, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._form, self._saving = desk, form, saving
        self.around: Around | None = None
        form.request.service_type.edited.connect(self._chosen)

    def _chosen(self) -> None:
        before, _problems = self._form.binding.read()
        around = self.around
        kind = (
            next((each for each in around.service_types if each.id == before.service_type_id), None) if around else None
        )
        if around is None or kind is None:
            return
        after = filled(before, kind, around.templates)
        names = what_was_filled(before, after)
        if names:
            self._show(after)
            said = _("“{type}” filled in what was empty: {fields}")
            fields = ", ".join(_small(field_name(Subject.ORDER, name)) for name in names)
            self._desk.go.say(
                said.format(type=service_type_name(kind), fields=fields), lambda: self._undo(before, after)
            )

    def _undo(self, before: Order, after: Order) -> None:
        """What was typed over it since stays."""
        now, _problems = self._form.binding.read()
        same = [name for name in what_was_filled(before, after) if getattr(now, name) == getattr(after, name)]
        self._show(replace(now, **{name: getattr(before, name) for name in same}))

    def _show(self, value: Order) -> None:
        self._form.binding.load_unsaved(value, self._saving.stored)
        self.filled.emit()


def _small(name: str) -> str:
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
