"""The sample office: forty orders of an air-conditioning firm's last weeks, to look at before one's own are there.

Apart from the generated data: these are told, so that the first screens show a day that could be real. Dates count in
working days from a day on which it is already afternoon.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from osdesk.domain.checklists import Answer, Checklist, ChecklistTemplate, ItemKind, from_template, proposed_answer
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.contacts import Address, ClientAddress, Contact, ContactKind
from osdesk.domain.dates import add_working_days, is_working_day
from osdesk.domain.materials import LineKind, MaterialLine
from osdesk.domain.orders import Order, for_client
from osdesk.domain.priorities import Priority
from osdesk.domain.team import Technician, TechnicianColour
from osdesk.domain.visits import Visit, VisitOutcome
from osdesk.services.demo import sample_text

TEAM: tuple[Technician, ...] = (
    Technician(
        name="Rafael Moura",
        role="Refrigeração",
        skills=("Refrigeração",),
        phone="+5551995550141",
        colour=TechnicianColour.TEAL,
        sample=True,
    ),
    Technician(
        name="Júlia Andrade",
        role="Refrigeração",
        skills=("Refrigeração",),
        phone="+5551995550142",
        colour=TechnicianColour.VIOLET,
        sample=True,
    ),
    Technician(
        name="Marcos Pereira",
        role="Elétrica",
        skills=("Elétrica",),
        phone="+5551995550143",
        colour=TechnicianColour.BLUE,
        sample=True,
    ),
    Technician(
        name="Edson Vieira",
        role="Manutenção",
        skills=("Manutenção",),
        phone="+5551995550144",
        colour=TechnicianColour.AMBER,
        sample=True,
    ),
    Technician(
        name="Tainá Duarte",
        role="Eletrodomésticos",
        skills=("Eletrodomésticos",),
        phone="+5551995550145",
        colour=TechnicianColour.ROSE,
        sample=True,
    ),
)

_KINDS = {"p": LineKind.PART, "s": LineKind.LABOUR, "d": LineKind.TRAVEL}
_INITIALS = {"RM": 0, "JA": 1, "MP": 2, "EV": 3, "TD": 4}
_REMARKS = {
    "done": "Serviço executado e testado; funcionamento demonstrado ao cliente.",
    "waiting": "Peça pedida ao fornecedor; cliente avisado do novo prazo.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What the sample orders refer to, once it is stored: clients by name, the team in its order, rows by key, now."""

    clients: Mapping[str, Client]
    team: Sequence[int]
    statuses: Mapping[str, int]
    service_types: Mapping[str, int]
    templates: Mapping[str, ChecklistTemplate]
    now: datetime
    warranty_days: int | None = 90
    terms: str = ""


def clients(now: datetime) -> tuple[Client, ...]:
    """The twenty sample clients."""
    lines = sample_text.CLIENTS.strip().splitlines()
    rows = [f"{first} | {second}".split("|") for first, second in zip(lines[::2], lines[1::2], strict=True)]
    return tuple(
        _client([part.strip() for part in row], now - timedelta(days=400 - 7 * index)) for index, row in enumerate(rows)
    )


def orders(places: Places) -> tuple[Order, ...]:
    """The sample orders, oldest first."""
    blocks: list[tuple[str, list[str]]] = []
    for row in sample_text.ORDERS.strip().splitlines():
        if row.startswith("  "):
            blocks[-1][1].append(row.strip())
        else:
            blocks.append((row, []))
    return tuple(_order(head, lines, places) for head, lines in blocks)


def _client(row: Sequence[str], since: datetime) -> Client:
    name, legal_name, tax_id, responsible, phone, email, street, district = row
    who, _, role = responsible.partition(", ")
    street, number, complement = (*street.split(", ", 2), "")[:3]
    kind = ContactKind.WHATSAPP if phone[2] == "9" else ContactKind.PHONE
    contacts = [Contact(kind=kind, value=f"+55{phone}", label=who.partition(" ")[0])]
    if name == "Padaria Pão de Mel":
        contacts = [
            Contact(value=f"+55{phone}", label="Sônia, WhatsApp"),
            Contact(value="+555132554410", label="Balcão"),
        ]
    if email:
        contacts.append(Contact(kind=ContactKind.EMAIL, value=email))
    address = Address(
        postal_code="90000060" if name == "Padaria Pão de Mel" else "",
        street=street,
        number=number,
        complement=complement,
        district=district,
        city="Porto Alegre",
        state="RS",
    )
    return Client(
        kind=ClientKind.COMPANY if len(tax_id) == 14 else ClientKind.PERSON,
        name=name,
        legal_name=legal_name,
        tax_id=tax_id,
        state_registration="096/3271845" if name == "Padaria Pão de Mel" else "",
        responsible_name=who,
        responsible_tax_id="52998224725" if name == "Padaria Pão de Mel" else "",
        responsible_role=role,
        contacts=tuple(contacts),
        addresses=(ClientAddress(address=address),),
        advice="Pagamento só depois do dia 10." if name == "Igreja Monte Claro" else "",
        sample=True,
        created_at=since,
    )


def _order(head: str, written: Sequence[str], places: Places) -> Order:
    when, name, reason, initials, status, due, service_type, *more = (part.strip() for part in head.split("|"))
    days_ago, _, clock = when.partition(" ")
    base = base_day(places.now)
    opened = _at(add_working_days(base, -int(days_ago)), clock, places.now)
    order = Order(
        sample=True,
        opened_at=opened.astimezone(UTC),
        service_type_id=places.service_types.get(service_type),
        priority=Priority(more[0]) if more else Priority.NORMAL,
        reason=reason,
        deadline=None if due == "-" else add_working_days(places.now.date(), int(due)),
        status_id=places.statuses[status],
        status_reason="Cliente comprou outra." if status == "cancelled" else "",
        materials=tuple(_line(line) for line in written),
        observations=_REMARKS.get(status, ""),
        warranty_days=places.warranty_days,
        terms=places.terms,
    )
    order = for_client(order, places.clients[name])
    team = tuple(places.team[_INITIALS[each]] for each in initials.split())
    visits = _visits(status, opened, base, team, places)
    ended = visits[-1].check_out if visits and status == "done" else None
    order = replace(order, visits=visits, closed_at=ended)
    if status == "cancelled":
        return replace(order, visits=(), closed_at=order.opened_at + timedelta(hours=3) if order.opened_at else None)
    return _padaria(order, base, team, places) if status == "running" and name == "Padaria Pão de Mel" else order


def base_day(now: datetime) -> date:
    """Today, when it is a working day past 14:32; else the working day before: no sample lies in the future."""
    today = now.date()
    if is_working_day(today) and now.time() >= time(14, 32):
        return today
    return add_working_days(today, -1)


def _at(day: date, clock: str, now: datetime) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), now.tzinfo)


def _line(written: str) -> MaterialLine:
    mark, quantity, unit, price, description = written.split(" ", 4)
    return MaterialLine(
        kind=_KINDS[mark],
        description=description,
        quantity=Decimal(quantity).quantize(Decimal("1.000")),
        unit=unit,
        unit_price=Decimal(price),
    )


def _visits(status: str, opened: datetime, base: date, team: tuple[int, ...], places: Places) -> tuple[Visit, ...]:
    if status == "scheduled":
        day = add_working_days(places.now.date(), 1)
        return (Visit(day=day, planned_start=time(9), planned_end=time(11), technicians=team),)
    if status == "open" or not team:
        return ()
    day = min(add_working_days(opened.date(), 1), base)
    clock = "08:15" if day > opened.date() else "13:05"
    came = max(_at(day, clock, places.now), opened + timedelta(minutes=10))
    left: datetime | None = came + timedelta(minutes=65 + opened.minute)
    if status == "running":
        left = None
    return (
        Visit(
            day=day,
            technicians=team,
            check_in=came.astimezone(UTC),
            check_out=left.astimezone(UTC) if left is not None else None,
            outcome=VisitOutcome.PARTIAL if status == "waiting" else None,
        ),
    )


def _padaria(order: Order, base: date, team: tuple[int, ...], places: Places) -> Order:
    """The order that stands open in every picture: a visit made, one going on, one to come, a checklist half done."""
    yesterday = add_working_days(base, -1)

    def at(day: date, clock: str) -> datetime:
        return _at(day, clock, places.now).astimezone(UTC)

    return replace(
        order,
        reason=f"{order.reason} à tarde e pinga água sobre o balcão.\nPedem para não vir entre 11h e 13h.",
        equipment="Split piso-teto 36.000 BTU",
        brand_model="Frigomax FX-36",
        visits=(
            Visit(
                day=yesterday,
                technicians=team,
                check_in=at(yesterday, "08:12"),
                check_out=at(yesterday, "10:05"),
                outcome=VisitOutcome.PARTIAL,
            ),
            Visit(day=base, technicians=team[:1], check_in=at(base, "13:40")),
            Visit(day=add_working_days(places.now.date(), 2), planned_start=time(9), technicians=team[:1]),
        ),
        checklists=_half_done(places.templates.get("Manutenção preventiva de split")),
        observations="Dreno estava entupido por gordura; refeito o caimento da mangueira.\n"
        "Capacitor fora da faixa (38 µF), trocado. Falta o isolamento de 2 m: volta na quinta.",
    )


def _half_done(template: ChecklistTemplate | None) -> tuple[Checklist, ...]:
    if template is None:
        return ()
    checklist = from_template(template)
    measured = {"Tensão de entrada": Decimal(221), "Corrente do compressor": Decimal("8.4")}
    noted = {"Dreno desobstruído e testado com água": "Havia gordura na mangueira; refeito o caimento"}
    items = []
    for place, item in enumerate(checklist.items):
        if item.text == "Isolamento das tubulações":
            items.append(replace(item, answer=Answer.NO, note="Ressecado, trocar 2 m"))
        elif item.text in measured:
            value = measured[item.text]
            items.append(replace(item, measured=value, answer=proposed_answer(item, value)))
        elif item.kind is ItemKind.YES_NO and place < 6:
            items.append(replace(item, answer=Answer.YES, note=noted.get(item.text, "")))
        else:
            items.append(item)
    return (replace(checklist, items=tuple(items)),)
