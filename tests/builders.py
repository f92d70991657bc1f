"""Values for tests, and the five sample orders of the paper. People, firms and numbers are invented.

`a_client(name="…")` makes a whole client with one thing changed; `at(2026, 11, 24, 8, 12)` is that hour in São Paulo.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from osdesk.domain.checklists import Answer, Checklist, ChecklistItem, ChecklistTemplate, ItemKind, TemplateItem
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.company import Company
from osdesk.domain.contacts import Address, AddressKind, ClientAddress, Contact, ContactKind
from osdesk.domain.materials import LineKind, MaterialLine
from osdesk.domain.orders import Order
from osdesk.domain.priorities import Priority
from osdesk.domain.sheets import OrderSheet, SheetOptions
from osdesk.domain.signatures import Signature, SignerRole, write_ink
from osdesk.domain.statuses import StatusKind
from osdesk.domain.team import Technician
from osdesk.domain.visits import Visit

DATA = Path(__file__).parent / "data"
ZONE = ZoneInfo("America/Sao_Paulo")
TERMS = (
    "Declaro que os serviços acima foram executados, que conferi os materiais relacionados "
    "e que recebi a 2ª via desta ordem."
)
TEAM = MappingProxyType({1: "Rafael Moura", 2: "Juliana Tavares", 3: "Edimar dos Anjos"})
_YES, _NO, _NA = Answer.YES, Answer.NO, Answer.NOT_APPLICABLE


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """That hour of São Paulo's clock, as the instant in UTC that values hold."""
    return datetime(year, month, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


@cache
def logo() -> bytes:
    """The logo of the sample company, an SVG."""
    return (DATA / "vento-sul.svg").read_bytes()


def a_company(**changes: Any) -> Company:
    """The sample company: air-conditioning in Porto Alegre."""
    company = Company(
        legal_name="Ventosul Climatização e Refrigeração Ltda.",
        trade_name="Ventosul Climatização",
        tax_id="11222333000181",
        address=Address(
            postal_code="90000005",
            street="Av. das Palmeiras",
            number="1.204",
            complement="galpão 3",
            district="Navegantes",
            city="Porto Alegre",
            state="RS",
        ),
        phone="+555135550142",
        whatsapp="+5551995550142",
        email="atendimento@ventosul.example",
        site="ventosul.example",
        terms=TERMS,
    )
    return replace(company, **changes)


def a_client(**changes: Any) -> Client:
    """A dental clinic: a firm with one contact of each kind, a responsible person and one address."""
    client = Client(
        kind=ClientKind.COMPANY,
        name="Clínica Aurora",
        legal_name="Aurora Odontologia Integrada Ltda.",
        tax_id="12ABC34501DE35",
        state_registration="096/3271845",
        responsible_name="Marina Siqueira Prado",
        responsible_tax_id="52998224725",
        responsible_role="gerente",
        contacts=(
            Contact(kind=ContactKind.PHONE, value="+5551995550187", label="recepção"),
            Contact(kind=ContactKind.EMAIL, value="marina@clinicaaurora.example"),
        ),
        addresses=(ClientAddress(kind=AddressKind.SERVICE, address=_AURORA),),
    )
    return replace(client, **changes)


def a_technician(**changes: Any) -> Technician:
    """The first of the team."""
    return replace(Technician(name="Rafael Moura", phone="+5551995550101", role="técnico"), **changes)


def a_visit(**changes: Any) -> Visit:
    """A visit that was made: 24/11/2026, 08:12 to 10:47."""
    visit = Visit(
        day=date(2026, 11, 24),
        technicians=(1, 2),
        check_in=at(2026, 11, 24, 8, 12),
        check_out=at(2026, 11, 24, 10, 47),
    )
    return replace(visit, **changes)


def an_item(text: str, answer: Answer | None = Answer.YES, **changes: Any) -> ChecklistItem:
    """An item answered yes, or as `answer` says."""
    return replace(ChecklistItem(text=text, answer=answer), **changes)


def a_measure(text: str, measured: str, unit: str, answer: Answer = Answer.YES, note: str = "") -> ChecklistItem:
    """A measured item: `a_measure("Corrente", "7.9", "A")`."""
    return ChecklistItem(
        kind=ItemKind.MEASURE, text=text, measured=Decimal(measured), unit=unit, answer=answer, note=note
    )


def a_line(quantity: str, unit: str, description: str, price: str | None = None, **changes: Any) -> MaterialLine:
    """A line of materials: `a_line("0.8", "kg", "Fluido refrigerante R-410A", "185.00")`."""
    line = MaterialLine(
        quantity=Decimal(quantity).quantize(Decimal("0.001")),
        unit=unit,
        description=description,
        unit_price=None if price is None else Decimal(price),
    )
    return replace(line, **changes)


def a_template(**changes: Any) -> ChecklistTemplate:
    """A checklist template with every kind of item."""
    template = ChecklistTemplate(
        name="Manutenção preventiva, split",
        items=(
            TemplateItem(kind=ItemKind.SECTION, text="Evaporadora"),
            TemplateItem(text="Limpeza dos filtros"),
            TemplateItem(
                kind=ItemKind.MEASURE,
                text="Pressão de sucção",
                unit="psi",
                minimum=Decimal(110),
                maximum=Decimal(140),
            ),
            TemplateItem(kind=ItemKind.SECTION, text="Condensadora"),
            TemplateItem(kind=ItemKind.CHOICE, text="Estado do suporte", choices=("bom", "regular", "trocar")),
            TemplateItem(kind=ItemKind.TEXT, text="Número de série"),
        ),
    )
    return replace(template, **changes)


def an_order(**changes: Any) -> Order:
    """The typical order, done and signed: one visit, eight items, five lines, three lines of observations."""
    order = Order(
        code="7K3M9QX2VB4D",
        number="000042",
        contact_name="Marina Siqueira Prado",
        contact_tax_id="52998224725",
        contact_phone="+5551995550187",
        contact_email="marina@clinicaaurora.example",
        address=_AURORA,
        opened_at=at(2026, 11, 23, 16, 48),
        priority=Priority.HIGH,
        reason="Aparelho da recepção pinga desde sexta-feira e faz ruído ao ligar; o do consultório 2 gela pouco à "
        "tarde.",
        deadline=date(2026, 11, 24),
        deadline_time=time(12, 0),
        closed_at=at(2026, 11, 24, 10, 50),
        visits=(a_visit(),),
        checklists=(
            Checklist(
                name="Manutenção preventiva, split",
                items=(
                    an_item("Limpeza dos filtros"),
                    an_item("Limpeza da serpentina"),
                    an_item("Dreno desobstruído e testado"),
                    a_measure("Pressão de sucção", "118", "psi"),
                    a_measure("Corrente do compressor", "7.9", "A"),
                    an_item("Fixação da condensadora", _NO, note="suporte corroído: trocar em até 30 dias"),
                    an_item("Isolamento da tubulação"),
                    an_item("Bomba de condensado", _NA),
                ),
            ),
        ),
        materials=(
            a_line("1", "un", "Capacitor de partida 35 µF, 440 V", "68.90"),
            a_line("2", "un", "Filtro de nylon lavável 18.000 BTU/h", "47.50"),
            a_line("0.8", "kg", "Fluido refrigerante R-410A", "185.00"),
            a_line("3.5", "m", 'Mangueira de dreno 3/4", com isolamento', "12.40"),
            a_line("2.5", "h", "Mão de obra, dois técnicos", "180.00", kind=LineKind.LABOUR),
        ),
        discount=Decimal("45.30"),
        quote_number="0117",
        authorised_by="Marina Siqueira Prado",
        authorised_how="por WhatsApp",
        authorised_at=at(2026, 11, 23, 16, 40),
        observations="Recepção: dreno entupido por lodo; desobstruído, nível corrigido e capacitor trocado, sem ruído "
        "após 20 minutos de teste. Consultório 2: carga de fluido completada, insuflamento a 11 °C. O suporte da "
        "condensadora da recepção está corroído: recomendamos a troca em até 30 dias; orçamento segue por e-mail.",
        warranty_days=90,
        terms=TERMS,
        equipment="Split inverter 18.000 BTU/h Nortfrio NX-18",
        serial_number="0B8I5-OL12 · recepção e consultório 2",
    )
    return replace(order, **changes)


def scribble(letters: int = 7, role: SignerRole = SignerRole.TECHNICIAN) -> Signature:
    """A signature: a loop, so many letters that end in a flourish, and a stroke under them; undated."""
    pen: list[tuple[float, float]] = []
    for step in range(25):  # the capital: down, round, and up again
        turn = math.pi * (0.9 + 1.25 * step / 24)
        pen.append((4.2 + 4.4 * math.cos(turn), 3.4 - 4.6 * math.sin(turn) * (0.7 + 0.3 * step / 24)))
    x, y = pen[-1]
    for step in range(8 * letters):
        high = 1.6 * (1 - step / (10 * letters))
        pen.append((x + step * 0.62, y + 2.6 + high * math.sin(step * math.pi / 4)))
    x, y = pen[-1]
    pen += [(x + 2.5 * step, y - 0.12 * step * step) for step in range(1, 5)]
    under = tuple((4.0 + 3.6 * step, 8.8 - 0.9 * math.sin(step / 7)) for step in range(10))
    strokes = tuple(tuple((round(x * 100), round(y * 100), 0, 0) for x, y in stroke) for stroke in (pen, under))
    return Signature(role=role, ink=write_ink(strokes))


def signed(technician: datetime, client: datetime | None) -> tuple[Signature, ...]:
    """The signatures of both sides, given at those moments; of the technician alone without the second."""
    mine = replace(scribble(), signed_at=technician)
    if client is None:
        return (mine,)
    return mine, replace(scribble(9, SignerRole.CLIENT), signed_at=client)


def a_sheet(**changes: Any) -> OrderSheet:
    """The typical order as it prints."""
    sheet = OrderSheet(
        company=a_company(),
        logo=logo(),
        order=an_order(signatures=signed(at(2026, 11, 24, 10, 45), at(2026, 11, 24, 10, 46))),
        client=a_client(),
        status_name="Concluída",
        status_kind=StatusKind.DONE,
        service_type_name="Manutenção preventiva e corretiva",
        technicians=tuple(TEAM.items()),
        revision=2,
    )
    return replace(sheet, **changes)


def typical() -> OrderSheet:
    """Sets at 8 pt, two copies on one sheet."""
    return a_sheet()


def fullest() -> OrderSheet:
    """The most that half a sheet holds: 7.5 pt."""
    import sample_orders  # it is built with these builders

    return a_sheet(
        order=replace(sample_orders.fullest_order(), signatures=signed(at(2026, 12, 5, 4, 44), at(2026, 12, 5, 4, 45))),
        client=a_client(
            name="Padaria Nossa Senhora da Conceição",
            legal_name="Albuquerque Panificação Ltda.",
            tax_id="00000000000191",
            state_registration="Isento",
        ),
        service_type_name="Instalação e manutenção corretiva",
        revision=3,
    )


def long() -> OrderSheet:
    """Two whole pages for each copy; the client hasn't signed."""
    import sample_orders  # it is built with these builders

    return a_sheet(
        order=replace(sample_orders.long_order(), signatures=signed(at(2026, 12, 12, 9, 0), None)),
        client=a_client(
            name="Hotel e Centro de Convenções Pedra Branca",
            legal_name="Pedra Branca Hotelaria, Eventos e Participações do Vale do Taquari S.A.",
            tax_id="R55231B3000757",
            state_registration="109/0081725",
        ),
        service_type_name="Instalação e manutenção",
        technicians=(*TEAM.items(), (4, "Maria das Graças Cavalcanti de Albuquerque")),
        revision=4,
    )


def blank() -> OrderSheet:
    """The form that a technician takes along: the typical order before the visit."""
    order = an_order(closed_at=None, observations="", visits=(a_visit(check_in=None, check_out=None),))
    fresh = tuple(
        replace(checklist, items=tuple(replace(item, answer=None, measured=None, note="") for item in checklist.items))
        for checklist in order.checklists
    )
    return a_sheet(
        order=replace(order, checklists=fresh, materials=(), discount=Decimal("0.00")),
        options=SheetOptions(blank=True, prices=False),
        status_name="Agendada",
        status_kind=StatusKind.OPEN,
        revision=0,
    )


def minimal() -> OrderSheet:
    """A company without logo, a client with nothing but a name, two lines without prices."""
    return OrderSheet(
        company=Company(
            legal_name="Joana D’Arc Nogueira",
            trade_name="Elétrica São Judas",
            tax_id="00000000191",
            phone="+5538995550119",
            warranty_days=None,
        ),
        order=Order(
            code="5TBX0E8HN2W6",
            number="000001",
            opened_at=at(2026, 11, 24, 9, 5),
            reason="Lâmpadas da escada apagam sozinhas no 2º andar.",
            materials=(
                a_line("2", "un", "Sensor de presença de embutir, 360°"),
                a_line("6", "m", "Cabo flexível 1,5 mm²"),
            ),
        ),
        client=Client(name="Condomínio Vila das Acácias"),
        status_name="Aberta",
        status_kind=StatusKind.OPEN,
        revision=1,
    )


SAMPLES: MappingProxyType[str, Callable[[], OrderSheet]] = MappingProxyType(
    {"typical": typical, "fullest": fullest, "long": long, "blank": blank, "minimal": minimal}
)

_AURORA = Address(
    postal_code="90000010",
    street="Rua das Figueiras",
    number="288",
    complement="sala 501",
    district="Moinhos de Vento",
    city="Porto Alegre",
    state="RS",
)
