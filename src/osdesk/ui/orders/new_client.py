"""The quick form for a client who calls for the first time: a name is enough, the rest if it is at hand.

Apart from the clients' room, so that an order is not left for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from osdesk.domain import clients as rules
from osdesk.domain import phones, tax_ids
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.contacts import Address, AddressKind, ClientAddress, Contact, ContactKind
from osdesk.domain.problems import Problem, Refused, Unreadable
from osdesk.domain.questions import ClientRow
from osdesk.services import clients
from osdesk.services.wording import client_kind_name, sentence
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Option, SegmentedChoice
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.layout import row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.value_inputs import PhoneInput, TaxIdInput
from osdesk.ui.records.address import AddressFields
from osdesk.ui.records.lookups import Lookups
from osdesk.ui.records.notes import AdviceBar
from osdesk.ui.tasks import Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickClient:
    """What is asked of a new client on the phone."""

    name: str = ""
    kind: ClientKind = ClientKind.COMPANY
    tax_id: str = ""
    phone: str = ""
    email: str = ""


def as_client(quick: QuickClient, address: Address) -> Client:
    """The client to be stored."""
    contacts = []
    if quick.phone:
        contacts.append(Contact(kind=ContactKind.PHONE, value=quick.phone))
    if quick.email:
        contacts.append(Contact(kind=ContactKind.EMAIL, value=quick.email))
    places = (ClientAddress(kind=AddressKind.SERVICE, address=address),) if address else ()
    return Client(name=quick.name, kind=quick.kind, tax_id=quick.tax_id, contacts=tuple(contacts), addresses=places)


def guess(typed: str, area_code: str) -> QuickClient:
    """What was typed into the search, put where it belongs: a tax id or a phone is no name."""
    try:
        tax_id = tax_ids.parse(typed)
    except Unreadable:
        tax_id = ""
    if tax_id:
        person = tax_ids.kind(tax_id) is tax_ids.TaxIdKind.CPF
        return QuickClient(tax_id=tax_id, kind=ClientKind.PERSON if person else ClientKind.COMPANY)
    if not any(character.isalpha() for character in typed):
        return QuickClient(phone=phones.read_phone(typed, area_code).number)
    return QuickClient(name=typed)


class NewClientDialog(Dialog):
    """Name, CPF or CNPJ, phone, e-mail, address. `made` gets the stored client, `chosen` the id of one known before."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        typed: str,
        *,
        area_code: str,
        made: Callable[[Client], object],
        chosen: Callable[[int], object],
    ) -> None:
        super().__init__(parent, _("New client"), icon="user-plus", width=620)
        self._desk, self._made, self._chosen = desk, made, chosen
        self.binding: Binding[QuickClient] = Binding(sentence, _problems, self)
        self.name = Field(_("&Name"), TextInput(longest=300))
        self.kind = SegmentedChoice([Option(kind, client_kind_name(kind)) for kind in reversed(ClientKind)])
        self.tax_id = TaxIdInput()
        self.phone = PhoneInput(area_code=lambda: area_code)
        self.place = AddressFields(mnemonics=False)
        self._lookups = Lookups(desk, self)
        self._advice = AdviceBar()
        kind_field = Field(_("Kind"), self.kind)
        tax_field, phone_field = Field(_("C&PF or CNPJ"), self.tax_id), Field(_("P&hone"), self.phone)
        email_field = Field(_("E-mai&l"), TextInput(longest=254))
        self.add(self.name)
        self.add(row(kind_field, tax_field, 1, phone_field, 1))
        self.add(email_field)
        self.add(self.place)
        self.add(self._advice)
        self.save_button = Button(_("Add client"), self.accept_typed, kind="filled")
        self.add_buttons(Button(_("Cancel"), self.reject), self.save_button)
        for path, field in (
            ("name", self.name),
            ("kind", kind_field),
            ("tax_id", tax_field),
            ("phone", phone_field),
            ("email", email_field),
        ):
            self.binding.value(path, field)
        self.place.code_completed.connect(lambda code: self._lookups.address(code, self.place.note, self._found))
        self.tax_id.left.connect(self._tax_id_left)
        self.phone.left.connect(lambda: self._ask_known("phone"))
        self.place.load(Address())
        quick = guess(typed, area_code)
        self.binding.load(quick)
        if quick.tax_id:
            self._ask_known("tax_id")
        self._first = self.name.control if not quick.name else self.tax_id

    def start(self) -> None:
        """Show it, the keyboard where something is still to be typed."""
        self._desk.prompts.show(self)
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept_typed(self) -> None:
        """Store the client, if nothing is wrong."""
        wrong = self.binding.show_all_problems()
        place, unread = self.place.read()
        for problem in unread:
            self.place.fields[problem.field].control.setFocus(Qt.FocusReason.OtherFocusReason)
        if wrong:
            self.binding.focus_first_problem()
        if wrong or unread:
            return
        quick, _problems = self.binding.read()
        self.save_button.setEnabled(False)
        self._desk.tasks.run(
            Lane.WRITE,
            clients.save,
            self._desk.office,
            as_client(quick, place),
            done=self._stored,
            failed=self._failed,
            owner=self,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field adds the client: all but the name can wait."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept_typed()
            return
        super().keyPressEvent(event)

    def _stored(self, client: Client) -> None:
        self.accept()
        self._made(client)

    def _failed(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, Refused):
            self.binding.show_refused(error.problems)
            self.binding.focus_first_problem()
        else:
            self._desk.tasks.failure.emit(error)

    def _tax_id_left(self) -> None:
        try:
            typed = self.tax_id.read()
        except Unreadable:
            return
        kind = tax_ids.kind(typed) if typed else None
        if kind is not None:
            wanted = ClientKind.PERSON if kind is tax_ids.TaxIdKind.CPF else ClientKind.COMPANY
            if self.kind.read() is not wanted:
                self.binding.set("kind", wanted)
        self._ask_known("tax_id")

    def _ask_known(self, what: str) -> None:
        """Whether somebody has this tax id or phone already: an advice with a way to that client, never a block."""
        quick, problems = self.binding.read()
        number = getattr(quick, what)
        if not number or any(problem.field == what and not problem.advice for problem in problems):
            return
        ask = clients.same_tax_id if what == "tax_id" else clients.same_phone
        self._desk.tasks.run(Lane.READ, ask, self._desk.office, number, done=self._known, owner=self, latest=what)

    def _known(self, found: ClientRow | None) -> None:
        if found is None:
            return

        def take() -> None:
            self.reject()
            self._chosen(found.id)

        self._advice.say(_("{name} has this number already.").format(name=found.name), (_("Use this client"), take))

    def _found(self, found: Address) -> None:
        was_in_code = self.place.fields["postal_code"].control.hasFocus()
        self.place.fill(found)
        if was_in_code:
            self.place.next_empty().setFocus(Qt.FocusReason.OtherFocusReason)


def _problems(quick: QuickClient) -> tuple[Problem, ...]:
    """The domain's rules, told by the fields of the quick form."""
    client = as_client(quick, Address())
    paths = {f"contacts.{len(client.contacts) - 1}.value": "email"}
    return tuple(replace(problem, field=paths.get(problem.field, problem.field)) for problem in rules.problems(client))
