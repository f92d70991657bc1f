"""What has no content takes no room: no double rule, no gap, no label that stands alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

import builders
from documents import reading
from osdesk.documents.order_sheet import lay_out
from osdesk.domain.checklists import Checklist
from osdesk.domain.contacts import Address
from osdesk.domain.orders import Order
from osdesk.domain.priorities import Priority
from osdesk.domain.sheets import OrderSheet, SheetOptions
from osdesk.services import rendering

DPI = 254.0
ACROSS = (12.0, 33.0, 66.0, 90.0, 120.0, 160.0, 187.0)


def without(**changes: Any) -> Callable[[OrderSheet], OrderSheet]:
    def change(sheet: OrderSheet) -> OrderSheet:
        assert sheet.order is not None
        return replace(sheet, order=replace(sheet.order, **changes))

    return change


def client_without(**changes: Any) -> Callable[[OrderSheet], OrderSheet]:
    return lambda sheet: replace(sheet, client=builders.a_client(**changes))


NOTHING_ASKED = without(
    reason="", equipment="", serial_number="", quote_number="", authorised_by="", authorised_how="", authorised_at=None
)
LESS: dict[str, tuple[Callable[[OrderSheet], OrderSheet], str, int]] = {
    # What is left out, a label that must be gone with it, and how many section rules fewer there are.
    "visits": (without(visits=()), "Situação da visita", 1),
    "checklists": (without(checklists=()), "Checklist", 1),
    "materials": (without(materials=()), "Materiais", 1),
    "observations": (without(observations=""), "Observações dos", 1),
    "an empty checklist": (without(checklists=(Checklist(name="Vazia"),)), "Checklist", 1),
    "blank observations": (without(observations=" \n \t\n"), "Observações dos", 1),
    "terms": (without(terms="", warranty_days=None), "Garantia de", 0),
    "reason": (without(reason=""), "Motivo", 0),
    "equipment": (without(equipment="", serial_number=""), "Equipamento", 0),
    "authorisation": (
        without(quote_number="", authorised_by="", authorised_how="", authorised_at=None),
        "Autorização",
        0,
    ),
    "deadline": (without(deadline=None, deadline_time=None), "Prazo", 0),
    "address": (without(address=Address()), "Endereço", 0),
    "contact": (without(contact_name="", contact_role=""), "Responsável", 0),
    "phone": (without(contact_phone=""), "Telefone", 0),
    "e-mail": (without(contact_email=""), "E-mail", 0),
    "tax id": (client_without(tax_id="", state_registration=""), "CPF/CNPJ", 0),
    "type": (lambda sheet: replace(sheet, service_type_name=""), "Tipo", 0),
    "status": (lambda sheet: replace(sheet, status_name=""), "Concluída ", 0),
    "logo": (lambda sheet: replace(sheet, logo=b""), "no such label", 0),
    "QR": (without(code=""), "no such label", 0),
    "prices": (
        lambda sheet: replace(sheet, options=SheetOptions(prices=False)),
        "Valor unit. (R$)",
        0,
    ),
    "the whole request": (
        lambda sheet: replace(
            NOTHING_ASKED(without(deadline=None, deadline_time=None, priority=Priority.NORMAL)(sheet)),
            service_type_name="",
        ),
        "Solicitação",
        1,
    ),
}


@pytest.mark.parametrize("name", LESS)
def test_what_is_left_out_leaves_no_trace(name: str) -> None:
    change, label, fewer = LESS[name]
    sheet = change(builders.typical())
    layout = lay_out(sheet, (305, 160) if sheet.logo else (0, 0))
    whole = lay_out(builders.typical(), (305, 160))
    texts = [place.words.text for place in reading.placed_words(layout, 0)]
    assert not any(label.strip() in text for text in texts) or label == "Concluída "
    assert reading.outside(layout) == []
    assert reading.overlaps(layout) == []
    assert len(layout.sections) == len(whole.sections) - fewer

    rules = [y for y in reading.levels(reading.image(rendering.render((sheet,)).pdf), ACROSS, DPI) if y < 148]
    tops = [top for _, _, top in layout.sections]
    # A rule above each section and above the signatures; one more where white above them is closed.
    assert rules[: len(tops) - 1] == pytest.approx(tops[:-1], abs=0.1)
    assert rules[-1] == pytest.approx(tops[-1], abs=0.1)
    assert all(below - above > 4 for above, below in pairwise(rules))


@pytest.mark.parametrize("name", LESS)
def test_every_label_has_its_value_beside_it(name: str) -> None:
    layout = lay_out(LESS[name][0](builders.typical()), (305, 160))
    fields = {"Nome", "CPF/CNPJ", "Responsável", "Telefone", "E-mail", "Endereço", "Tipo", "Prioridade", "Prazo"}
    fields |= {"Equipamento", "Motivo", "Autorização", "Emissão", "Peças e materiais", "Serviços", "Desconto", "TOTAL"}
    places = list(reading.placed_words(layout, 0))
    for label in places:
        if label.words.text in fields and label.top < 120:
            beside = [
                other
                for other in places
                if abs(other.words.y - label.words.y) < 0.01 and 0 < other.left - label.right < 12
            ]
            assert beside, label.words.text


def test_without_prices_the_description_takes_their_room_and_nothing_is_summed() -> None:
    sheet = builders.a_sheet(options=SheetOptions(prices=False))
    texts = [place.words.text for place in reading.placed_words(lay_out(sheet), 0)]
    assert "TOTAL" not in texts
    assert not [text for text in texts if "760" in text or "R$" in text]
    assert "Capacitor de partida 35\u00a0µF, 440\u00a0V" in texts


def test_an_order_with_nothing_but_a_client_is_a_sheet_too() -> None:
    layout = lay_out(replace(builders.minimal(), order=Order(code="A1", number="7")))
    assert [name for name, _, _ in layout.sections] == ["client", "signature"]
    assert reading.overlaps(layout) == []
