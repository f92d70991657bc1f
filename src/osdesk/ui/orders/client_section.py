"""Whose order it is, and how the client is reached on the day: facts copied from the client, which may differ."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from osdesk.domain.clients import Client
from osdesk.domain.dates import format_date, format_short_date
from osdesk.domain.orders import Order
from osdesk.domain.tax_ids import TaxIdKind
from osdesk.texts import _, language, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.labels import ElidedLabel
from osdesk.ui.kit.layout import bar, row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.value_inputs import PhoneInput, TaxIdInput
from osdesk.ui.orders.address_part import AddressPart
from osdesk.ui.orders.client_picker import ClientPicker, tax_id_words
from osdesk.ui.orders.index import Mark
from osdesk.ui.orders.kin import KinLine
from osdesk.ui.orders.section import Around, OrderSection
from osdesk.ui.records.notes import AdviceBar
from osdesk.ui.theme import current


class _ContactInput(TextInput):
    """The person's name, with a button at its end for what else is known of that person."""

    def __init__(self, press: Callable[[], object]) -> None:
        super().__init__(longest=300)
        self.more = IconButton("ellipsis", _("Role and CPF of the person in charge"), press, parent=self)
        self.more.setProperty("inner", True)
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.setCursor(Qt.CursorShape.ArrowCursor)
        self.setProperty("trailing", True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down does what the button does."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.more.click()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stays at the end."""
        super().resizeEvent(event)
        side = min(self.height() - 6, current().px(26))
        self.more.setGeometry(self.width() - side - 3, (self.height() - side) // 2, side, side)


class ClientSection(OrderSection):
    """The client's field, a line that tells who it is, and the facts of the day."""

    icon = "user-round"
    paper = "client"
    paths = (
        "client_id",
        "contact_name",
        "contact_phone",
        "contact_email",
        "contact_role",
        "contact_tax_id",
        "address",
    )

    shape_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Client"))
        self._desk = desk
        self._around: Around | None = None
        self.picker = ClientPicker(desk)
        self._who = ElidedLabel("", "hint")
        self._card = Button(_("See record"), self._open_card, kind="link")
        self._advice = AdviceBar()
        self.contact = _ContactInput(self._open_more)
        self.phone = PhoneInput(area_code=self._area_code)
        self.email = TextInput(longest=254)
        self.role = TextInput(longest=100, example=_("Manager"))
        self.contact_tax_id = TaxIdInput(TaxIdKind.CPF)
        self.address = AddressPart(desk)
        self._more_row = QWidget()
        self._fields = {
            "client_id": Field(_("&Client"), self.picker),
            "contact_name": Field(_("Person in char&ge on site"), self.contact),
            "contact_phone": Field(_("P&hone"), self.phone),
            "contact_email": Field(_("E-mai&l to send to"), self.email),
            "contact_role": Field(_("Role"), self.role),
            "contact_tax_id": Field(_("CPF of the person in charge"), self.contact_tax_id),
        }
        self._lay_out()
        self.address.shape_changed.connect(self.shape_changed)

    def _lay_out(self) -> None:
        fields = self._fields
        #: What the order follows up, and what follows it up.
        self.kin = KinLine(self._desk, self)
        self.add(self.kin)
        self.add(fields["client_id"])
        self._line = QWidget()
        self._line.setLayout(bar(self._who, 1, self._card, gap=8))
        self.add(self._line)
        self.add(self._advice)
        self.add(row(fields["contact_name"], 2, fields["contact_phone"], 2, fields["contact_email"], 3))
        self._advice.hide()
        self._more_row.setLayout(row(fields["contact_role"], 2, fields["contact_tax_id"], 2, QWidget(), 3))
        self._more_row.hide()
        self.add(self._more_row)
        self.add(self.address)
        self._line.hide()

    def bind(self, binding: Binding[Order]) -> None:
        """Declare what shows which field."""
        for path, field in self._fields.items():
            binding.value(path, field)
        binding.part("address", self.address)

    def show_around(self, around: Around) -> None:
        """Take over who the client is."""
        self._around = around
        client = around.client
        self._line.setVisible(client is not None)
        self.address.show_around(around)
        if client is None:
            self._advice.say("")
            return
        self.picker.follow(client.id, client.name)
        self._who.setText("  ·  ".join(part for part in _who_it_is(around, client) if part))
        self._advice.say(client.advice)

    def show_details(self, order: Order) -> None:
        """Show the row for role and CPF where one of them is known."""
        if (order.contact_role or order.contact_tax_id) and self._more_row.isHidden():
            self._more_row.show()
            self.shape_changed.emit()

    def mark(self, order: Order) -> Mark:
        """Done once there is a client."""
        return Mark(done=order.client_id is not None)

    def first_place(self) -> QWidget:
        """The client's field."""
        return self.picker

    def after_choice(self) -> QWidget:
        """Where the keyboard goes once the client is chosen: the first fact of the day that is missing."""
        for control in (self.contact, self.phone):
            if not control.text():
                return control
        return self.contact

    def _area_code(self) -> str:
        return self._around.area_code if self._around is not None else ""

    def _open_card(self) -> None:
        client = self._around.client if self._around is not None else None
        if client is not None and client.id is not None:
            self._desk.go.client(client.id)

    def _open_more(self) -> None:
        self._more_row.show()
        self.shape_changed.emit()
        self.role.setFocus(Qt.FocusReason.OtherFocusReason)


def _who_it_is(around: Around, client: Client) -> tuple[str, ...]:
    """Legal name, tax id, how many orders and when the last one was."""
    found = [client.legal_name if client.legal_name != client.name else "", tax_id_words(client.tax_id)]
    figures = around.figures
    if figures is not None:
        words = ngettext("{count} order", "{count} orders", figures.orders).format(count=figures.orders)
        if figures.orders == 0:
            words = _("No order yet")
        elif figures.last_opened is not None:
            last = around.local(figures.last_opened).date()
            this_year = last.year == around.today.year
            day = format_short_date(last) if this_year else format_date(last, language())
            words = _("{orders}, the last on {day}").format(orders=words, day=day)
        found.append(words)
    return tuple(found)
