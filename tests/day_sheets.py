"""Day sheets for tests and pictures: a plain day, and one with everything that is long or strange."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from builders import a_company, at, logo
from osdesk.domain.contacts import Address
from osdesk.domain.day_sheets import DaySheet, DayVisit, TakeAlong
from osdesk.domain.priorities import Priority
from osdesk.domain.visits import VisitStatus

TUESDAY = date(2026, 11, 24)
_STREETS = ("Rua das Figueiras", "Av. Ipiranga", "Rua Dona Laura", "Travessa dos Cataventos", "Rua Padre Chagas")
_CLIENTS = (
    "Clínica Aurora",
    "Padaria Nossa Senhora da Conceição",
    "Condomínio Ipê Roxo",
    "Helena Bastos Coutinho",
    "Hotel Pedra Branca",
)
_REASONS = (
    "Aparelho da recepção pinga desde sexta-feira e faz ruído ao ligar; o do consultório 2 gela pouco à tarde.",
    "Forno não aquece; o disjuntor desarma depois de dez minutos de uso.",
    "Portão da garagem não fecha.",
    "Geladeira sem gelar na parte de baixo",
    "Manutenção preventiva dos nove aparelhos do segundo andar, com limpeza das serpentinas e medição das correntes.",
)


def a_day_visit(place: int = 0, **changes: Any) -> DayVisit:
    """One of five kinds of visit, an hour after the one before."""
    kind = place % 5
    visit = DayVisit(
        number=f"{42 + place:06}",
        client=_CLIENTS[kind],
        planned_start=time(8 + place % 12),
        planned_end=time(9 + place % 12, 30) if kind != 3 else None,
        address=Address(
            street=_STREETS[kind],
            number=str(100 + 37 * place),
            complement="sala 501" if kind == 0 else "",
            district="Moinhos de Vento",
            city="Porto Alegre",
            state="RS",
            postal_code="90000010",
        ),
        contact="Marina Siqueira Prado" if kind != 2 else "",
        phone="+5551995550187",
        service_type="Manutenção corretiva" if kind != 3 else "",
        priority=Priority.URGENT if kind == 1 else Priority.NORMAL,
        deadline=TUESDAY if kind in (0, 1) else None,
        deadline_time=time(12) if kind == 0 else None,
        equipment="Split inverter 18.000 BTU/h · Nortfrio NX-18 · série 0B8I5-OL12" if kind == 0 else "",
        reason=_REASONS[kind],
        advice="Portaria fecha ao meio-dia. Cachorro solto no pátio: ligar antes." if kind == 3 else "",
        note="Levar a escada de seis metros." if kind == 2 else "",
        with_whom=("Juliana Tavares",) if kind == 4 else (),
    )
    return replace(visit, **changes)


def a_thing(description: str = "Filtro de nylon", quantity: str = "2", unit: str = "un", *numbers: str) -> TakeAlong:
    """So much of something."""
    return TakeAlong(description=description, unit=unit, quantity=Decimal(quantity), numbers=numbers or ("000042",))


THINGS = (
    a_thing("Capacitor de partida 35 µF, 440 V", "1"),
    a_thing("Filtro de nylon lavável 18.000 BTU/h", "6", "un", "000042", "000046"),
    a_thing("Fluido refrigerante R-410A", "2.35", "kg", "000042", "000045", "000046"),
    a_thing('Mangueira de dreno 3/4", com isolamento', "3.5", "m"),
    a_thing("Resistência 2.200 W para forno turbo", "2", "un", "000043"),
)


def a_day_sheet(visits: int = 5, **changes: Any) -> DaySheet:
    """Rafael's Tuesday with so many visits."""
    sheet = DaySheet(
        company=a_company(),
        logo=logo(),
        technician="Rafael Moura",
        day=TUESDAY,
        visits=tuple(a_day_visit(place) for place in range(visits)),
        take=THINGS if visits else (),
        minutes=90 * visits,
    )
    return replace(sheet, **changes)


def an_awkward_day() -> DaySheet:
    """Long names, markup, emoji, a text of pages, no hours, a night, everything filled in."""
    return replace(
        a_day_sheet(),
        technician="Maria das Graças Cavalcanti de Albuquerque e Vasconcelos Figueiredo da Silva Sauro Filha " * 2,
        visits=(
            a_day_visit(0, planned_start=None, planned_end=None, client="<b>Souza & Filhos</b> " * 14),
            a_day_visit(1, planned_start=time(22), planned_end=time(4), number="ABC-2026/000042",
                        reason="Linha um\nlinha dois 👩🏽‍🔧 & <img src=x>\n\n" + "texto sem fim " * 900),
            a_day_visit(2, contact="", phone="", reason="", address=Address(), status=VisitStatus.DONE,
                        check_in=at(2026, 11, 24, 22, 5), check_out=at(2026, 11, 25, 1, 12),
                        kilometres=Decimal("12.500"), priority=Priority.HIGH),
            a_day_visit(3, contact="M" * 120, service_type="Instalação e manutenção corretiva de " * 5,
                        with_whom=tuple(f"Pessoa Número {n}" for n in range(12)), advice="Ω" * 400),
        ),
        take=(
            a_thing("x" * 200, "123456.789", "metro quadrado", *(f"{n:06}" for n in range(30))),
            a_thing("Cabo <flexível> 1,5 mm²", "0.001", ""),
        ),
    )  # fmt: skip
