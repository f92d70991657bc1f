"""An office full of orders of every kind, all that is known of them outside the database, and what a plain loop over
them answers to a question.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from builders import a_line, a_technician, a_visit, an_item, at
from offices import ANA, Clock
from osdesk.domain.checklists import Answer, Checklist, ChecklistItem, ItemKind, progress, questions
from osdesk.domain.clients import Client
from osdesk.domain.contacts import Address, Contact
from osdesk.domain.messages import Channel
from osdesk.domain.orders import Order
from osdesk.domain.priorities import Priority
from osdesk.domain.questions import NOBODY, ChecklistResult, OrderDate, OrderQuestion, OrderSort
from osdesk.domain.scans import ReadPage, ScanFile
from osdesk.domain.signatures import Signature, SignerRole
from osdesk.domain.statuses import Status, StatusKind, is_late
from osdesk.domain.text import fold
from osdesk.domain.visits import Visit, VisitOutcome, VisitStatus
from osdesk.services import clients, orders, outbox, scans, statuses, team
from osdesk.services.office import open_office

WORDS = ("bomba", "motor", "ruído", "água", "placa", "gás", "filtro", "cabo")
PLACES = (
    Address(city="Porto Alegre", district="Navegantes"),
    Address(city="Porto Alegre", district="São João"),
    Address(city="Canoas", district=""),
    Address(city="São João do Sul", district="Centro"),
    Address(),
)


class Shop:
    """An office full of orders, and all that is known of them outside the database."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.office = open_office(folder, actor=ANA, clock=self.clock)
        dice = random.Random(7)
        self.clients = [
            clients.save(self.office, Client(name=name, contacts=(Contact(value=phone),)))
            for name, phone in (
                ("Élcio Motta", "+5551995550101"),
                ("ana banana", "+5551995550102"),
                ("Bar do Zé", "+551133335555"),
                ("Água Viva Ltda", "+5551995550104"),
            )
        ]
        self.team = [team.save(self.office, a_technician(name=name)) for name in ("Zeca", "Bia")]
        self.statuses = statuses.statuses(self.office)
        self.types = statuses.service_types(self.office)
        self.orders = [self._order(dice) for _ in range(90)]
        ids = [order.id or 0 for order in self.orders]
        self.sent = frozenset(dice.sample(ids, 40))
        for order_id in self.sent:
            outbox.record_handed_over(self.office, order_id, Channel.WHATSAPP, ("+55 51 99555-0101",))
        self.filed = frozenset(dice.sample(ids, 20))
        self._file([order for order in self.orders if order.id in self.filed])
        orders.delete(self.office, [order_id for place, order_id in enumerate(ids) if place % 11 == 5])
        self.orders = list(orders.get_many(self.office, ids))

    def _file(self, signed: list[Order]) -> None:
        file = ScanFile(path="", source="f" * 64, name="assinadas.pdf", pages=len(signed))
        pages = [
            ReadPage(page=place, data=b"page", media_type="image/jpeg", codes=(order.code,))
            for place, order in enumerate(signed)
        ]
        scans.store(self.office, file, pages)

    def _order(self, dice: random.Random) -> Order:
        status = dice.choice(self.statuses)
        opened = at(2026, 11, 1) + timedelta(hours=dice.randrange(24 * 24))
        deadline = None if dice.random() < 0.3 else (opened + timedelta(days=dice.randrange(1, 25))).date()
        billed = None if dice.random() < 0.5 else date(2026, 11, dice.randrange(1, 25))
        paid = billed + timedelta(days=dice.randrange(9)) if billed is not None and dice.random() < 0.5 else None
        order = replace(
            orders.new(self.office),
            client_id=dice.choice(self.clients).id,
            opened_at=opened,
            closed_at=opened + timedelta(hours=dice.randrange(200)),
            reason=" ".join(dice.choices(WORDS, k=3)),
            observations=dice.choice(("", "trocado o capacitor")),
            status_id=status.id,
            status_reason="porque sim",
            service_type_id=dice.choice((None, *(kind.id for kind in self.types[:3]))),
            priority=dice.choice(list(Priority)),
            address=dice.choice(PLACES),
            deadline=deadline,
            deadline_time=time(dice.randrange(24)) if deadline and dice.random() < 0.4 else None,
            visits=tuple(self._visit(dice) for _ in range(dice.randrange(4))),
            checklists=_checklists(dice),
            materials=(a_line("1", "un", "x", f"{dice.randrange(5)}.50"),) if dice.random() < 0.6 else (),
            signatures=_signatures(dice),
            billed_on=billed,
            paid_on=paid,
        )
        return orders.save(self.office, order).order

    def _visit(self, dice: random.Random) -> Visit:
        crew = tuple(dice.sample([held.id or 0 for held in self.team], dice.randrange(3)))
        if dice.random() < 0.5:
            return a_visit(technicians=crew, day=date(2026, 11, dice.randrange(1, 30)))
        day = dice.choice((None, date(2026, 11, dice.randrange(1, 30)), date(2026, 12, dice.randrange(1, 30))))
        come = at(2026, 11, 24, 7) if dice.random() < 0.3 else None
        outcome = VisitOutcome.NOT_DONE if dice.random() < 0.2 else None
        return Visit(day=day, technicians=crew, check_in=come, outcome=outcome, reason="Fechado" if outcome else "")

    def kind(self, order: Order) -> StatusKind:
        return self.status(order).kind

    def status(self, order: Order) -> Status:
        return next(held for held in self.statuses if held.id == order.status_id)

    def client(self, order: Order) -> Client:
        return next(held for held in self.clients if held.id == order.client_id)

    def words(self, order: Order) -> list[str]:
        """What a person may remember of an order, in folded words."""
        client = self.client(order)
        told = (order.number, str(int(order.number)), client.name, order.reason, order.observations)
        phone = client.phone.removeprefix("+55")
        return [*fold(" ".join(told)).split(), phone, phone[2:]]

    def day(self, instant: datetime) -> date:
        """The day of an instant in the office."""
        return instant.astimezone(self.office.zone).date()

    def dates(self, order: Order, dated: OrderDate) -> list[date]:
        """The dates of that kind that an order has."""
        assert order.opened_at is not None
        found: dict[OrderDate, list[date | None]] = {
            OrderDate.OPENED: [self.day(order.opened_at)],
            OrderDate.PLANNED: [visit.day for visit in order.visits],
            OrderDate.CLOSED: [None if order.closed_at is None else self.day(order.closed_at)],
            OrderDate.DEADLINE: [order.deadline],
            OrderDate.BILLED: [order.billed_on],
            OrderDate.PAID: [order.paid_on],
        }
        return [day for day in found[dated] if day is not None]

    def signed(self, order: Order) -> bool:
        """Whether the client signed, on the screen or on paper."""
        given = order.signature(SignerRole.CLIENT)
        return order.id in self.filed or (given is not None and not given.cleared)

    def asked(self, question: OrderQuestion) -> list[Order]:
        """The answer by a plain loop."""
        found = [order for order in self.orders if self._fits(order, question)]
        if question.sort is OrderSort.STATUS:
            found.sort(key=lambda order: -(order.id or 0))
            if not question.deleted:
                found.sort(key=lambda order: self.status(order).position, reverse=question.descending)
            return found
        key = KEYS[question.sort]
        return sorted(found, key=lambda order: (key(self, order), order.id), reverse=question.descending)

    def _fits(self, order: Order, question: OrderQuestion) -> bool:
        now = self.office.now()
        typed = fold(question.search).split()
        place = fold(f"{order.address.city} {order.address.district}").split()
        return (
            (order.deleted_at is not None) is question.deleted
            and (question.deleted or not question.statuses or order.status_id in question.statuses)
            and (question.deleted or not question.kinds or self.kind(order) in question.kinds)
            and (question.late_on is None or is_late(order.deadline, order.deadline_time, self.kind(order), now))
            and (question.client_id is None or order.client_id == question.client_id)
            and fold(question.client_text) in fold(self.client(order).name)
            and self._in_period(order, question)
            and (not question.technicians or bool(crew(order) & question.technicians))
            and (not question.service_types or (order.service_type_id or NOBODY) in question.service_types)
            and (not question.priorities or order.priority in question.priorities)
            and (
                not question.place.strip()
                or (
                    bool(fold(question.place))
                    and all(any(word.startswith(part) for word in place) for part in fold(question.place).split())
                )
            )
            and (question.checklist is None or result(order) is question.checklist)
            and (question.least is None or order.totals.total >= question.least)
            and (question.most is None or order.totals.total <= question.most)
            and (not question.billing or (self._billable(order) and order.billing in question.billing))
            and (question.sent is None or (order.id in self.sent) is question.sent)
            and (question.signed is None or self.signed(order) is question.signed)
            and (question.on_site is None or on_site(order) is question.on_site)
            and (question.planned is None or to_come(order, now.date()) is question.planned)
            and all(any(word.startswith(part) for word in self.words(order)) for part in typed)
        )

    def _billable(self, order: Order) -> bool:
        return self.kind(order) is StatusKind.DONE and order.totals.total > 0

    def _in_period(self, order: Order, question: OrderQuestion) -> bool:
        if question.since is None and question.until is None:
            return True
        return any(
            (question.since is None or day >= question.since) and (question.until is None or day <= question.until)
            for day in self.dates(order, question.dated)
        )


def _checklists(dice: random.Random) -> tuple[Checklist, ...]:
    heading = ChecklistItem(kind=ItemKind.SECTION, text="Geral")
    answers = [(), (Answer.YES,), (Answer.YES, Answer.NO), (Answer.YES, None), (Answer.NO, None)]
    chosen = dice.choice(answers)
    items = tuple(an_item(f"Item {place}", answer) for place, answer in enumerate(chosen))
    return (Checklist(name="Geral", items=(heading, *items)),) if dice.random() < 0.8 else ()


def _signatures(dice: random.Random) -> tuple[Signature, ...]:
    ink = "0,0,0,0 100,100,0,10"
    given = {
        "none": (),
        "client": (Signature(role=SignerRole.CLIENT, name="Ana", signed_at=at(2026, 11, 24), ink=ink),),
        "technician": (Signature(role=SignerRole.TECHNICIAN, name="Bia", signed_at=at(2026, 11, 24), ink=ink),),
        "cleared": (Signature(role=SignerRole.CLIENT, name="Ana"),),
    }
    return given[dice.choice(list(given))]


def crew(order: Order) -> frozenset[int]:
    """The technicians of an order, or nobody."""
    return frozenset(held for visit in order.visits for held in visit.technicians) or frozenset({NOBODY})


def result(order: Order) -> ChecklistResult | None:
    """What an order's checklists came to."""
    asked = questions(order.checklists)
    if any(item.answer is Answer.NO for item in asked):
        return ChecklistResult.FAILED
    answered, count = progress(order.checklists)
    if not count:
        return None
    return ChecklistResult.PASSED if answered == count else ChecklistResult.UNANSWERED


def on_site(order: Order) -> bool:
    """Whether somebody is there."""
    return any(visit.status is VisitStatus.ON_SITE for visit in order.visits)


def to_come(order: Order, today: date) -> bool:
    """Whether a visit is still to come."""
    return any(
        visit.status is VisitStatus.SCHEDULED and visit.day is not None and visit.day >= today for visit in order.visits
    )


def _due(order: Order) -> tuple[date, time]:
    return order.deadline or date.max, order.deadline_time or time(23, 59, 59)


def _leader(shop: Shop, order: Order) -> str:
    first = next((held for visit in order.visits for held in visit.technicians), None)
    return "" if first is None else fold(next(held.name for held in shop.team if held.id == first))


#: What the lists sort by, told from the order.
KEYS: Mapping[OrderSort, Callable[[Shop, Order], Any]] = MappingProxyType(
    {
        OrderSort.NUMBER: lambda _, order: order.id,
        OrderSort.CLIENT: lambda shop, order: fold(shop.client(order).name),
        OrderSort.REASON: lambda _, order: fold(order.reason)[:48],
        OrderSort.TECHNICIANS: _leader,
        OrderSort.DEADLINE: lambda _, order: _due(order),
        OrderSort.TOTAL: lambda _, order: order.totals.total if order.materials else Decimal(-1),
        OrderSort.OPENED: lambda _, order: order.opened_at,
        OrderSort.PLANNED: lambda shop, order: max(shop.dates(order, OrderDate.PLANNED), default=date.min),
        OrderSort.CLOSED: lambda _, order: order.closed_at or at(1900, 1, 1),
    }
)
