"""Clients: persons and firms, how they are reached, and who signs for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from osdesk.domain import tax_ids
from osdesk.domain.contacts import AddressKind, ClientAddress, Contact, ContactKind, is_email
from osdesk.domain.problems import Problem
from osdesk.domain.tax_ids import TaxIdKind


class ClientKind(StrEnum):
    """Person (CPF) or company (CNPJ)."""

    PERSON = "person"
    COMPANY = "company"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client. `name` is the person's, or the name the firm is known by; only it is mandatory. `tax_id` is a CPF or
    CNPJ without mask. `advice` shows on every order of the client and is never printed.
    """

    id: int | None = None
    version: int = 0
    kind: ClientKind = ClientKind.COMPANY
    name: str = ""
    legal_name: str = ""
    tax_id: str = ""
    state_registration: str = ""
    responsible_name: str = ""
    responsible_tax_id: str = ""
    responsible_role: str = ""
    contacts: tuple[Contact, ...] = ()
    addresses: tuple[ClientAddress, ...] = ()
    notes: str = ""
    tags: tuple[str, ...] = ()
    advice: str = ""
    active: bool = True
    sample: bool = False
    created_at: datetime | None = None
    deleted_at: datetime | None = None

    def first(self, *kinds: ContactKind) -> str:
        """The first contact of the first of these kinds that the client has, or ""."""
        for kind in kinds:
            for contact in self.contacts:
                if contact.kind is kind:
                    return contact.value
        return ""

    @property
    def phone(self) -> str:
        """The number to call: the first phone, else the first WhatsApp."""
        return self.first(ContactKind.PHONE, ContactKind.WHATSAPP)

    @property
    def email(self) -> str:
        """The first e-mail address."""
        return self.first(ContactKind.EMAIL)

    @property
    def service_address(self) -> ClientAddress | None:
        """The first service address, else the first of any kind."""
        for address in self.addresses:
            if address.kind is AddressKind.SERVICE:
                return address
        return self.addresses[0] if self.addresses else None


def problems(client: Client) -> tuple[Problem, ...]:
    """What keeps a client from being stored."""
    found: list[Problem] = []
    if not client.name.strip():
        found.append(Problem(field="name", code="required"))
    expected = TaxIdKind.CPF if client.kind is ClientKind.PERSON else TaxIdKind.CNPJ
    found += tax_ids.problems(client.tax_id, "tax_id", expected)
    found += tax_ids.problems(client.responsible_tax_id, "responsible_tax_id", TaxIdKind.CPF)
    for index, contact in enumerate(client.contacts):
        if not contact.value.strip():
            found.append(Problem(field=f"contacts.{index}.value", code="required"))
        elif contact.kind is ContactKind.EMAIL and not is_email(contact.value):
            found.append(Problem(field=f"contacts.{index}.value", code="email.form"))
    return tuple(found)
