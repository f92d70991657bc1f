"""What an issued document freezes is what prints: no more, no less."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

import builders
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.contacts import Contact, ContactKind
from osdesk.domain.orders import Order
from osdesk.domain.printed import printed
from osdesk.domain.sheets import OrderSheet
from osdesk.services import rendering
from osdesk.storage.frozen import frozen


def of_order(**changes: object) -> Callable[[OrderSheet], OrderSheet]:
    def change(sheet: OrderSheet) -> OrderSheet:
        assert sheet.order is not None
        return replace(sheet, order=replace(sheet.order, **changes))  # type: ignore[arg-type]  # fields by name

    return change


def of_client(**changes: object) -> Callable[[OrderSheet], OrderSheet]:
    def change(sheet: OrderSheet) -> OrderSheet:
        assert sheet.client is not None
        return replace(sheet, client=replace(sheet.client, **changes))  # type: ignore[arg-type]  # fields by name

    return change


def of_parts(sheet: OrderSheet) -> OrderSheet:
    """Parts stored anew, under other ids."""
    assert sheet.order is not None
    order: Order = sheet.order
    return replace(
        sheet,
        order=replace(
            order,
            visits=tuple(replace(visit, id=900) for visit in order.visits),
            materials=tuple(replace(line, id=900 + place) for place, line in enumerate(order.materials)),
            checklists=tuple(replace(held, id=9, template_id=9) for held in order.checklists),
            signatures=tuple(replace(each, id=9) for each in order.signatures),
        ),
    )


UNSEEN: dict[str, Callable[[OrderSheet], OrderSheet]] = {
    "id and version": of_order(id=77, version=12, sample=True),
    "internal notes": of_order(internal_notes="Cliente paga atrasado."),
    "reason of a status": of_order(status_reason="Falta de peça"),
    "rows that names stand for": of_order(status_id=4, service_type_id=5, client_id=6),
    "the client's notes": of_client(notes="Cão bravo", advice="Ligar antes", tags=("vip",), active=False),
    "what the order copied": of_client(
        responsible_name="Outra",
        contacts=(Contact(kind=ContactKind.PHONE, value="+5551999999999"),),
        kind=ClientKind.PERSON,
        version=8,
    ),
    "defaults of new orders": lambda sheet: replace(
        sheet, company=replace(sheet.company, warranty_days=12, terms="Outros termos", version=5, logo="abc")
    ),
    "ids of parts": of_parts,
    "photos that nobody asked for": lambda sheet: replace(sheet, photos=()),
}
SEEN: dict[str, Callable[[OrderSheet], OrderSheet]] = {
    "reason": of_order(reason="Outra coisa"),
    "client": lambda sheet: replace(sheet, client=Client(name="Outra")),
    "company": lambda sheet: replace(sheet, company=replace(sheet.company, email="x@y.example")),
    "status": lambda sheet: replace(sheet, status_name="Aberta"),
    "logo": lambda sheet: replace(sheet, logo=b""),
    "prices": lambda sheet: replace(sheet, options=replace(sheet.options, prices=False)),
    "signature": of_order(signatures=()),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_does_not_print_is_not_frozen(name: str) -> None:
    sheet = builders.typical()
    other = UNSEEN[name](sheet)
    assert frozen(other) == frozen(sheet)
    assert rendering.render((other,)).pdf == rendering.render((sheet,)).pdf


@pytest.mark.parametrize("name", SEEN)
def test_what_prints_is_frozen(name: str) -> None:
    sheet = builders.typical()
    other = SEEN[name](sheet)
    assert frozen(other) != frozen(sheet)
    assert rendering.render((other,)).pdf != rendering.render((sheet,)).pdf


@pytest.mark.parametrize("name", builders.SAMPLES)
def test_what_is_frozen_draws_the_same_paper(name: str) -> None:
    sheet = replace(builders.SAMPLES[name](), revision=0)
    assert rendering.render((printed(sheet),)).pdf == rendering.render((sheet,)).pdf


def test_number_code_and_moment_are_not_among_the_values() -> None:
    sheet = builders.typical()
    issued = replace(sheet, revision=9, verification="7G2K9QWD0X4M", issued_at=builders.at(2026, 11, 24, 12, 0))
    assert frozen(issued) == frozen(sheet)
