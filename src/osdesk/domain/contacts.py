"""Ways to reach somebody: phone numbers, e-mail addresses and postal addresses, as values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from osdesk.domain import postal

# Deliverability can't be known from the text; this refuses only what no mail server would take (RFC 5321, 4.1.2).
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\.]+(\.[^\s@<>,;:\"()\[\]\\.]+)+")


class ContactKind(StrEnum):
    """How a contact is reached."""

    PHONE = "phone"
    WHATSAPP = "whatsapp"
    EMAIL = "email"


class AddressKind(StrEnum):
    """What an address of a client is for."""

    SERVICE = "service"
    BILLING = "billing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One way to reach a client. `value` is canonical (`phones.read_phone`, or an e-mail address)."""

    id: int | None = None
    kind: ContactKind = ContactKind.PHONE
    value: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address. `postal_code` holds eight digits or what was typed; `state` the two letters of the UF."""

    postal_code: str = ""
    street: str = ""
    number: str = ""
    complement: str = ""
    district: str = ""
    city: str = ""
    state: str = ""

    def __bool__(self) -> bool:
        return any((self.postal_code, self.street, self.number, self.complement, self.district, self.city, self.state))

    def line(self) -> str:
        """The address on one line, as on an envelope: street, number, complement – district – city/UF – CEP."""
        street = ", ".join(part for part in (self.street, self.number, self.complement) if part)
        city = "/".join(part for part in (self.city, self.state) if part)
        code = postal.format_cep(self.postal_code)
        return " – ".join(part for part in (street, self.district, city, code) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientAddress:
    """One of a client's addresses: what for, how it is called ("Loja 2"), and where it is."""

    id: int | None = None
    kind: AddressKind = AddressKind.SERVICE
    label: str = ""
    address: Address = Address()


def is_email(text: str) -> bool:
    """Whether the text has the form of one e-mail address."""
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None
