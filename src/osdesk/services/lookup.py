"""CEP and CNPJ looked up for a form: whom to ask is a setting, and an answer only fills what is still empty.

Runs on the net lane; nothing waits for it, and typing by hand always works.
"""

from __future__ import annotations

from dataclasses import replace

from osdesk.domain.clients import Client
from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.contacts import Address, AddressKind, ClientAddress, Contact, ContactKind
from osdesk.gateways import lookup as web
from osdesk.gateways.lookup import CompanyFacts, LookupTrouble

__all__ = [
    "CompanyFacts",
    "LookupTrouble",
    "address",
    "company",
    "complete_address",
    "complete_client",
    "complete_company",
]


def address(settings: OfficeSettings, cep: str) -> Address:
    """The address of a CEP (eight digits). Raises `LookupTrouble`; takes at most five seconds."""
    return web.address(settings.postal_lookup_url, cep)


def company(settings: OfficeSettings, cnpj: str) -> CompanyFacts:
    """What the register of firms says of a CNPJ (fourteen characters). Raises as `address` does."""
    return web.company(settings.company_lookup_url, cnpj)


def complete_address(typed: Address, found: Address) -> Address:
    """The address with its empty fields filled in. What was typed stays."""
    return replace(
        typed,
        **{
            name: getattr(found, name)
            for name in ("postal_code", "street", "number", "complement", "district", "city", "state")
            if not getattr(typed, name).strip()
        },
    )


def complete_client(client: Client, found: CompanyFacts) -> Client:
    """The client with its empty fields filled in; phone and e-mail only where it has no contact of that kind."""
    contacts = client.contacts
    has_phone = any(held.kind is not ContactKind.EMAIL and held.value for held in contacts)
    if found.phone and not has_phone:
        contacts += (Contact(value=found.phone),)
    if found.email and not client.email:
        contacts += (Contact(kind=ContactKind.EMAIL, value=found.email),)
    addresses = client.addresses
    if found.address and not any(held.address for held in addresses):
        first = addresses[0] if addresses else ClientAddress(kind=AddressKind.SERVICE)
        addresses = (replace(first, address=found.address), *addresses[1:])
    return replace(
        client,
        name=client.name.strip() or found.name,
        legal_name=client.legal_name.strip() or found.legal_name,
        tax_id=client.tax_id or found.tax_id,
        contacts=contacts,
        addresses=addresses,
    )


def complete_company(typed: Company, found: CompanyFacts) -> Company:
    """The company with its empty fields filled in."""
    return replace(
        typed,
        legal_name=typed.legal_name.strip() or found.legal_name,
        trade_name=typed.trade_name.strip() or found.trade_name,
        tax_id=typed.tax_id or found.tax_id,
        # All of it or nothing: half of one address and half of another would be no address.
        address=typed.address or found.address,
        phone=typed.phone or found.phone,
        email=typed.email or found.email,
    )
