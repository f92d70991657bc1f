"""The invented order that shows a company its own paper before there is a real one. Samples are not translated."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from osdesk import texts
from osdesk.domain.checklists import Answer, Checklist, ChecklistItem, ItemKind
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.company import Company
from osdesk.domain.contacts import Address
from osdesk.domain.materials import LineKind, MaterialLine
from osdesk.domain.orders import Order
from osdesk.domain.priorities import Priority
from osdesk.domain.sheets import OrderSheet
from osdesk.domain.statuses import SEEDED_SERVICE_TYPES, SEEDED_STATUSES
from osdesk.domain.visits import Visit
from osdesk.services import wording

_RAFAEL, _JULIA = 1, 2
_STATUS = SEEDED_STATUSES[2]
_SERVICE = SEEDED_SERVICE_TYPES[2]


def example_sheet(company: Company, logo: bytes, number: str, language: str) -> OrderSheet:
    """The example on this company's paper, numbered `number`, in the language of the sheet."""
    nobody = texts.catalogue(language).gettext("Your company")
    named = company if company.name else Company(legal_name=nobody, accent=company.accent)
    return OrderSheet(
        company=named,
        logo=logo,
        order=_order(number, named),
        client=_CLIENT,
        status_name=wording.status_name(_STATUS, language),
        status_kind=_STATUS.kind,
        service_type_name=wording.service_type_name(_SERVICE, language),
        technicians=((_RAFAEL, "Rafael Moura"), (_JULIA, "Júlia Amorim")),
        language=language,
    )


_CLIENT = Client(
    id=1,
    kind=ClientKind.COMPANY,
    name="Padaria Pão de Mel",
    legal_name="Padaria Pão de Mel Ltda.",
    tax_id="12ABC34501DE35",
    responsible_name="Sônia Prado",
)


def _order(number: str, company: Company) -> Order:
    return Order(
        code="EXAMP1E00000",
        number=number,
        client_id=1,
        contact_name="Sônia Prado",
        contact_phone="+5551998412207",
        contact_email="sonia@paodemel.example",
        address=Address(
            postal_code="90000060",
            street="Av. Central",
            number="1.204",
            complement="loja 2",
            district="Menino Deus",
            city="Porto Alegre",
            state="RS",
        ),
        opened_at=datetime(2026, 11, 23, 10, 52, tzinfo=UTC),
        priority=Priority.HIGH,
        reason="Split da área de vendas desliga sozinho à tarde e pinga água sobre o balcão.",
        deadline=date(2026, 11, 26),
        visits=(
            Visit(
                day=date(2026, 11, 23),
                technicians=(_RAFAEL, _JULIA),
                check_in=datetime(2026, 11, 23, 11, 12, tzinfo=UTC),
                check_out=datetime(2026, 11, 23, 13, 5, tzinfo=UTC),
            ),
            Visit(
                day=date(2026, 11, 24),
                technicians=(_RAFAEL,),
                check_in=datetime(2026, 11, 24, 16, 40, tzinfo=UTC),
            ),
        ),
        checklists=(
            Checklist(
                name="Manutenção preventiva, split",
                items=(
                    _tick("Filtros limpos e secos"),
                    _tick("Serpentina higienizada"),
                    _tick("Dreno desobstruído"),
                    _tick("Isolamento das tubulações", Answer.NO),
                    _measure("Tensão de entrada", "221", "V"),
                    _measure("Corrente do compressor", "8.4", "A"),
                    _tick("Controle remoto", Answer.NOT_APPLICABLE),
                    _tick("Limpeza do local", None),
                ),
            ),
        ),
        materials=(
            MaterialLine(
                kind=LineKind.LABOUR,
                description="Higienização completa de split piso-teto",
                unit="serv.",
                unit_price=Decimal("320.00"),
            ),
            MaterialLine(
                description='Tubo de cobre 3/8" com isolamento',
                quantity=Decimal("1.500"),
                unit="m",
                unit_price=Decimal("78.00"),
            ),
            MaterialLine(description="Capacitor 45 µF 440 V", unit="un.", unit_price=Decimal("64.90")),
        ),
        observations="Dreno estava entupido por gordura; refeito o caimento da mangueira. Falta o isolamento de 2 m.",
        equipment="Split piso-teto 36.000 BTU",
        brand_model="Frigomax FX-36",
        warranty_days=company.warranty_days,
        terms=company.terms,
    )


def _tick(text: str, answer: Answer | None = Answer.YES) -> ChecklistItem:
    return ChecklistItem(text=text, answer=answer)


def _measure(text: str, measured: str, unit: str) -> ChecklistItem:
    return ChecklistItem(kind=ItemKind.MEASURE, text=text, unit=unit, measured=Decimal(measured), answer=Answer.YES)
