"""The form of one client: how it is called, reached and found, who signs for it, and what the office knows of it."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import quote

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.client_overview import ClientOverview
from osdesk.domain.clients import Client, ClientKind, problems
from osdesk.domain.contacts import Address, Contact, ContactKind
from osdesk.domain.duplicates import Twin
from osdesk.domain.phones import format_phone
from osdesk.domain.problems import Problem
from osdesk.domain.questions import ClientFigures
from osdesk.domain.tax_ids import TaxIdKind
from osdesk.domain.text import clean
from osdesk.services import clients, lookup, wording
from osdesk.services.lookup import CompanyFacts
from osdesk.texts import _
from osdesk.ui.clients import merge_dialog, overview
from osdesk.ui.clients.addresses import AddressRow
from osdesk.ui.clients.contacts import ContactRow
from osdesk.ui.clients.head import ClientHead
from osdesk.ui.clients.register import Register
from osdesk.ui.desk import Desk
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.form import FormScroll, Section
from osdesk.ui.kit.layout import row
from osdesk.ui.kit.text_inputs import MultilineInput, TextInput
from osdesk.ui.kit.toggles import CheckBox
from osdesk.ui.kit.value_inputs import TaxIdInput
from osdesk.ui.records.form import RecordForm
from osdesk.ui.records.lookups import Lookups
from osdesk.ui.records.rows import RowsPart
from osdesk.ui.records.tags import TagsInput
from osdesk.ui.records.verbs import RecordVerbs
from osdesk.ui.tasks import Lane

VERBS = RecordVerbs(
    subject=Subject.CLIENT,
    load=clients.get,
    save=clients.save,
    delete=clients.delete,
    restore=clients.restore,
)
_MAP = "https://www.openstreetmap.org/search?query="
#: Somebody else's number is told once the typing pauses.
_ADVICE_AFTER = 350
#: Below, the first row would cut the numbers in it.
_NARROW = 730


class ClientForm(RecordForm[Client]):
    """One client."""

    delete_wanted = Signal()

    def __init__(self, desk: Desk, area_code: str = "", parent: QWidget | None = None) -> None:
        """`area_code` is the office's own, for numbers typed without one."""
        super().__init__(desk, VERBS, parent)
        self.area_code = area_code
        self._asked_about: object = None
        self._lookups = Lookups(desk, self)
        self.head = ClientHead(self._new_order, self.delete_wanted.emit, self.show_overview)
        self.register = Register()
        self.add_contact = Button(_("Add contact"), self._add_contact, kind="link", icon="plus")
        self.add_address = Button(_("Add address"), self._add_address, kind="link", icon="plus")
        self.contacts = RowsPart(lambda: ContactRow(lambda: self.area_code), after=self.add_contact)
        self.addresses = RowsPart(
            lambda: AddressRow(self._lookups.address, self._show_map), after=self.add_address, gap=16
        )
        self.responsible_name = Field(_("N&ame"), TextInput(longest=300))
        self.responsible_role = Field(_("&Role"), TextInput(longest=100), width=192)
        self.responsible_tax_id = Field(_("CPF"), TaxIdInput(TaxIdKind.CPF), width=192)
        self.advice = Field(
            _("House a&dvice"),
            MultilineInput(lines=2, most=4, example=_("Only with payment in advance")),
            hint=_("Shows on every order of this client. It is never printed."),
        )
        self.notes = Field(_("&Notes"), MultilineInput(lines=3))
        self.tags = TagsInput()
        self.active = CheckBox(_("Offer this &client in new orders"))
        self.body = FormScroll()
        self.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay()
        binding: Binding[Client] = Binding(wording.sentence, problems, self)
        self._bind(binding)
        self.begin_editing(binding)
        self.editing.loaded.connect(self._loaded)
        self.editing.saved.connect(self._loaded)
        self._pause = QTimer(self, singleShot=True, interval=_ADVICE_AFTER)
        self._pause.timeout.connect(self._ask_advice)
        binding.changed.connect(self._pause.start)
        binding.changed.connect(self._show_name)
        self.register.kind_changed.connect(self._kind_changed)
        self.register.look_up_wanted.connect(self._look_up)
        for part in (self.contacts, self.addresses):
            part.removed.connect(self._row_removed)
        desk.changes.happened.connect(self._happened)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the first row to the width."""
        super().resizeEvent(event)
        self.register.set_narrow(self.width() < self.desk.theme.px(_NARROW))
        # A scroll area doesn't tell its layout that its content asks for less.
        self.body.updateGeometry()

    def heading(self) -> str:
        """The name, as typed."""
        name: Any = self.register.name.control
        return clean(name.text())

    def first(self) -> QWidget:
        """The CNPJ of a firm may fill in the rest; a person begins with the name."""
        person = self.register.kind_choice.read() is ClientKind.PERSON
        return self.register.name.control if person or self.heading() else self.register.tax_id.control

    def blank(self, name: str) -> Client:
        """A new client; a phone is what is asked for first."""
        return Client(name=name)

    def next_problem(self) -> None:
        """Go to the next problem."""
        self.binding.next_problem()

    def _lay(self) -> None:
        contacts = Section(_("Contacts"), self.add_contact)
        contacts.add(self.contacts)
        responsible = Section(_("Contact person"))
        responsible.add(row(self.responsible_name, 1, self.responsible_role, self.responsible_tax_id))
        addresses = Section(_("Addresses"), self.add_address)
        addresses.add(self.addresses)
        office = Section(_("For the office"))
        office.add(self.advice)
        office.add(self.notes)
        office.add(Field(_("Ta&gs"), self.tags))
        office.add(self.active)
        for section in (self.head, self.register, contacts, responsible, addresses, office):
            self.body.add(section)
        self.body.lines.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.body)

    def _bind(self, binding: Binding[Client]) -> None:
        binding.value("kind", self.register.kind)
        binding.value("tax_id", self.register.tax_id)
        binding.text("state_registration", self.register.state_registration)
        binding.text("name", self.register.name)
        binding.text("legal_name", self.register.legal_name)
        binding.part("contacts", self.contacts)
        binding.text("responsible_name", self.responsible_name)
        binding.text("responsible_role", self.responsible_role)
        binding.value("responsible_tax_id", self.responsible_tax_id)
        binding.part("addresses", self.addresses)
        binding.text("advice", self.advice)
        binding.text("notes", self.notes)
        binding.value("tags", self.tags)
        binding.value("active", self.active)

    # What is shown

    def _loaded(self, client: Client) -> None:
        self.register.show_kind()
        zone = self.desk.office.zone
        self.head.show_client(client, client.created_at.astimezone(zone) if client.created_at else None)
        self._show_name()
        self._asked_about = None
        self._ask_advice()
        self._ask_figures()
        self.desk.tasks.run(Lane.READ, clients.tags, self.desk.office, done=self.tags.offer, owner=self, latest="tags")

    def _show_name(self) -> None:
        stored = self.editing.stored
        self.head.show_name(self.heading() or (stored.name if stored is not None else _("New client")))

    def _ask_figures(self) -> None:
        if self.record_id is not None:
            self.desk.tasks.run(
                Lane.READ,
                clients.figures,
                self.desk.office,
                self.record_id,
                done=self._show_figures,
                owner=self,
                latest="figures",
            )

    def _show_figures(self, figures: ClientFigures) -> None:
        self.head.show_figures(figures)

    def _kind_changed(self) -> None:
        # The number that shows is another one now, and so is what is right for it.
        self.register.tax_id_input.edited.emit()

    # Others with the same number

    def _ask_advice(self) -> None:
        if not self.is_loaded:
            return
        client, _problems = self.binding.read()
        phones = tuple(held.value for held in client.contacts if held.kind is not ContactKind.EMAIL)
        about = (client.id, client.tax_id, phones)
        if about == self._asked_about:
            return
        self._asked_about = about
        self.desk.tasks.run(
            Lane.READ,
            clients.advice,
            self.desk.office,
            client,
            done=lambda found: self._show_advice(client, found),
            owner=self,
            latest="advice",
        )

    def _show_advice(self, client: Client, found: tuple[Problem, ...]) -> None:
        for problem in found:
            sentence = _shared_number(client, problem)
            other = problem.facts.get("client_id")
            if sentence and isinstance(other, int):
                self.register.duplicate.say(sentence, (_("Open that client"), partial(self.desk.go.client, other)))
                return
        self.register.duplicate.say("")

    # Look-ups

    def _look_up(self, cnpj: str) -> None:
        self._lookups.company(cnpj, self.register.found, self._fill)

    def _fill(self, facts: CompanyFacts) -> None:
        typed, _problems = self.binding.read()
        filled = lookup.complete_client(typed, facts)
        for name in ("tax_id", "name", "legal_name"):
            if getattr(filled, name) != getattr(typed, name):
                self.binding.set(name, getattr(filled, name))
        for contact in filled.contacts[len(typed.contacts) :]:
            self._put_contact(contact)
        if filled.addresses != typed.addresses:
            self.addresses.load(filled.addresses)
            self.addresses.edited.emit()
        found = _("Found: {name}").format(name=facts.legal_name or facts.name)
        standing = facts.standing.strip()
        if standing and standing.casefold() != "ativa":
            self.register.found.say(
                _("{found}. The register says: {standing}.").format(found=found, standing=standing.lower()), "advice"
            )
        else:
            self.register.found.say(found, "ok")

    def _put_contact(self, contact: Contact) -> None:
        """Into the first blank row, as it was offered for that, or a new one."""
        for part_row in self.contacts.rows:
            if part_row.is_blank():
                part_row.load(contact)
                self.contacts.edited.emit()
                return
        self.contacts.add(contact, focus=False)

    # Rows

    def _add_contact(self) -> None:
        self._bring(self.contacts.add())

    def _add_address(self) -> None:
        self._bring(self.addresses.add())

    def _bring(self, part_row: QWidget) -> None:
        # Its place is known once the layout has made room for it.
        QTimer.singleShot(0, part_row, lambda: self.body.bring(part_row))

    def _row_removed(self, restore: Any) -> None:
        words = _("Contact removed") if self.sender() is self.contacts else _("Address removed")
        self.desk.go.say(words, restore)

    # Ways on

    def _new_order(self) -> None:
        def go() -> None:
            self.desk.go.new_order(client_id=self.record_id)

        if self.editing.is_dirty:
            self.editing.save(go)
        else:
            go()

    def show_overview(self) -> None:
        """Open everything about the stored client in one look."""
        if self.record_id is None:
            return

        def opened(found: tuple[ClientOverview, tuple[Twin, ...]]) -> None:
            merge = partial(merge_dialog.begin, self.desk, self)
            self.desk.prompts.show(overview.OverviewDialog(self, self.desk, *found, merge))

        self.desk.tasks.run(
            Lane.READ,
            overview.ask,
            self.desk.office,
            self.record_id,
            done=opened,
            owner=self,
            latest="overview",
        )

    def _show_map(self, address: Address) -> None:
        self.desk.prompts.open_url(_MAP + quote(address.line()))

    def _happened(self, changes: Changes) -> None:
        if changes.touches(Subject.ORDER) and self.isVisible():
            self._ask_figures()
        if changes.touches(Subject.CLIENT) and changes.initiator is not self.token:
            self._asked_about = None
            self._pause.start()


def _shared_number(client: Client, problem: Problem) -> str:
    """The sentence about another client with the same number, "" for any other advice."""
    name = problem.facts.get("name", "")
    if problem.code == "client.same_tax_id":
        kind = "CNPJ" if client.kind is ClientKind.COMPANY else "CPF"
        return _("{name} has the same {kind}.").format(name=name, kind=kind)
    if problem.code == "client.same_phone":
        index = int(problem.field.split(".")[1])
        number = format_phone(client.contacts[index].value)
        return _("The phone {number} is also in {name}.").format(number=number, name=name)
    return ""
