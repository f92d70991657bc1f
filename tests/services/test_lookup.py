"""What a look-up finds fills what is empty, and nothing that was typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_client, a_company
from gateways.loopback import answer, serving
from osdesk.domain.clients import Client
from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.contacts import Address, AddressKind, ClientAddress, Contact, ContactKind
from osdesk.gateways.lookup import forget
from osdesk.services import lookup
from osdesk.services.lookup import CompanyFacts

FACTS = CompanyFacts(
    tax_id="12ABC34501DE35",
    legal_name="PADARIA PAO DE MEL LTDA",
    trade_name="PADARIA PÃO DE MEL",
    address=Address(street="AVENIDA CENTRAL", number="1204", city="PORTO ALEGRE", state="RS"),
    phone="+555132554410",
    email="sonia@paodemel.example",
)


def test_an_empty_client_is_filled() -> None:
    client = lookup.complete_client(Client(), FACTS)
    assert client.name == "PADARIA PÃO DE MEL"
    assert client.legal_name == "PADARIA PAO DE MEL LTDA"
    assert client.tax_id == "12ABC34501DE35"
    assert (client.phone, client.email) == ("+555132554410", "sonia@paodemel.example")
    assert client.addresses == (ClientAddress(kind=AddressKind.SERVICE, address=FACTS.address),)


def test_a_firm_without_trade_name_gives_its_legal_one() -> None:
    assert lookup.complete_client(Client(), replace(FACTS, trade_name="")).name == "PADARIA PAO DE MEL LTDA"


def test_what_was_typed_stays() -> None:
    assert lookup.complete_client(a_client(), FACTS) == a_client()
    assert lookup.complete_company(a_company(), FACTS) == a_company()


def test_a_contact_is_added_only_where_there_is_none_of_its_kind() -> None:
    typed = Client(contacts=(Contact(kind=ContactKind.WHATSAPP, value="+5551998412207"),))
    assert [held.kind for held in lookup.complete_client(typed, FACTS).contacts] == [
        ContactKind.WHATSAPP,
        ContactKind.EMAIL,
    ]


def test_an_empty_row_of_an_address_is_used_and_its_label_stays() -> None:
    typed = Client(addresses=(ClientAddress(label="Loja 2"),))
    (found,) = lookup.complete_client(typed, FACTS).addresses
    assert (found.label, found.address) == ("Loja 2", FACTS.address)


def test_an_empty_company_is_filled_and_half_an_address_is_not_mixed() -> None:
    company = lookup.complete_company(Company(address=Address(city="Canoas")), FACTS)
    assert company.name == "PADARIA PÃO DE MEL"
    assert company.address == Address(city="Canoas")
    assert lookup.complete_company(Company(), FACTS).address == FACTS.address


def test_an_address_takes_only_what_it_lacks() -> None:
    typed = Address(postal_code="90000060", number="1.204", complement="loja 2")
    found = Address(
        postal_code="90000060", street="Av. Central", district="Menino Deus", city="Porto Alegre", state="RS"
    )
    assert lookup.complete_address(typed, found) == replace(found, number="1.204", complement="loja 2")


def test_the_settings_say_whom_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    forget()
    with serving() as web:
        settings = OfficeSettings(postal_lookup_url=web.base, company_lookup_url=f"{web.base}/")
        web.reply = answer({"cep": "01001-000", "localidade": "São Paulo", "uf": "SP"})
        assert lookup.address(settings, "01001000").city == "São Paulo"
        web.reply = answer({"razao_social": "MEL LTDA"})
        assert lookup.company(settings, "12ABC34501DE35").name == "MEL LTDA"
        assert [path for path, _agent in web.asked] == ["/ws/01001000/json/", "/api/cnpj/v1/12ABC34501DE35"]
        web.reply = answer({"erro": "true"})
        with pytest.raises(lookup.LookupTrouble):
            lookup.address(settings, "01001999")
