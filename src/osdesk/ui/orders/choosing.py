"""Choices that change more than one field: the client, whose facts are copied, and a status that asks for a reason.

Apart from the editor, which only learns that something was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain.clients import Client
from osdesk.domain.orders import Order
from osdesk.domain.statuses import Status, StatusKind, needs_reason
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


def choose_status(
    desk: Desk,
    page: QWidget,
    status: Status,
    stored: Order | None,
    statuses: Sequence[Status],
    take: Callable[[str], object],
) -> None:
    """Give `take` the reason for this status: of the stored order's last change where none is asked for."""
    kinds = {each.id: each.kind for each in statuses}
    before = kinds.get(stored.status_id, StatusKind.OPEN) if stored is not None else StatusKind.OPEN
    if not needs_reason(before, status.kind):
        take(stored.status_reason if stored is not None else "")
        return
    cancelling = status.kind is StatusKind.CANCELLED
    desk.prompts.text(
        page,
        _("Cancel this order?") if cancelling else _("Reopen this order?"),
        _("The reason stays in the history."),
        label=_("Reason"),
        verb=_("Cancel the order") if cancelling else _("Reopen the order"),
        then=take,
        required=_("Say why, in a few words."),
        lines=2,
    )
