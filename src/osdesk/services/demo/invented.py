"""Invented orders: years of an office's days, in the order they would have been opened.

Apart from the verbs that store them, so that a million can be made as a stream. Lines and answered checklists are made
once and shared by many orders: values are frozen, and a part gets its id only in the database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from osdesk.domain.checklists import (
    Answer,
    Checklist,
    ChecklistItem,
    ChecklistTemplate,
    ItemKind,
    from_template,
    proposed_answer,
)
from osdesk.domain.clients import Client
from osdesk.domain.contacts import Address
from osdesk.domain.dates import add_working_days, is_working_day
from osdesk.domain.materials import DiscountKind, LineKind, MaterialLine
from osdesk.domain.money import from_cents, round_half_up
from osdesk.domain.orders import CODE_ALPHABET, CODE_LENGTH, Order
from osdesk.domain.priorities import Priority
from osdesk.domain.visits import Visit, VisitOutcome
from osdesk.services.demo import trade
from osdesk.services.demo.people import Dice


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What the orders refer to: ids of rows by key, the team, templates, the office's day, and the moment (in its
    zone) after which nothing has happened yet.
    """

    now: datetime
    today: date
    statuses: Mapping[str, int]
    service_types: Mapping[str, int]
    technicians: Sequence[int]
    templates: Sequence[ChecklistTemplate]
    terms: str = ""
    warranty_days: int | None = 90


def orders(dice: Dice, count: int, clients: Sequence[Client], office: Office) -> Iterator[Order]:
    """So many orders, oldest first, without numbers. Statuses, visits and dates agree with each other and with now."""
    maker = _Maker(dice, office)
    for opened in _openings(count, office.now, dice):
        yield maker.order(opened, dice.pick(clients))


def _openings(count: int, now: datetime, dice: Dice) -> Iterator[datetime]:
    """Moments of working hours, ascending, the last just before now: about a dozen a day, or ten years' worth."""
    span = min(max(count // 12 + 1, 1), 2500)
    days: list[date] = []
    day = now.date()
    while len(days) < span:
        if is_working_day(day):
            days.append(day)
        day -= timedelta(days=1)
    days.reverse()
    for number, held in enumerate(days):
        first, last = number * count // span, (number + 1) * count // span
        begin = datetime.combine(held, time(7, 40), now.tzinfo)
        end = min(datetime.combine(held, time(18, 0), now.tzinfo), now)
        minutes = max((end - begin) / timedelta(minutes=1), 0)
        for place in range(first, last):
            share = (place - first + dice.random()) / (last - first)
            yield min(begin + timedelta(minutes=int(minutes * share)), now)


class _Maker:
    """Makes one order after the other out of what can be made beforehand."""

    def __init__(self, dice: Dice, office: Office) -> None:
        self.dice = dice
        self.office = office
        self.today = office.today
        self.reasons = [[(told, _equipment(job, told)) for told in _placed(job.reasons)] for job in trade.JOBS]
        self.remarks = [_placed(job.remarks) for job in trade.JOBS]
        self.parts = [[_lines(goods) for goods in job.goods if goods.kind is LineKind.PART] for job in trade.JOBS]
        self.work = [[_lines(goods) for goods in job.goods if goods.kind is not LineKind.PART] for job in trade.JOBS]
        self.blank = {template.name: (from_template(template),) for template in office.templates}
        self.answered = {
            name: [(_answered(dice, blank),) for _ in range(_WAYS)] for name, (blank,) in self.blank.items()
        }
        self.days: dict[tuple[date, int], date] = {}

    def order(self, opened: datetime, client: Client) -> Order:
        """One order of that client."""
        dice, office = self.dice, self.office
        which = dice.below(len(trade.JOBS))
        job = trade.JOBS[which]
        status = self.status(opened.date())
        deadline = self.deadline(opened.date(), finished=status in ("done", "cancelled"))
        visits, closed = self.visits(status, opened)
        lines = self.lines(which) if dice.chance(_PRICED[status]) else ()
        percent = bool(lines) and dice.chance(0.12)
        reason, possible = dice.pick(self.reasons[which])
        equipment, brand_model = dice.pick(possible)
        place = client.service_address
        authorised = bool(lines) and status != "open" and dice.chance(0.5)
        return Order(
            code="".join([dice.pick(CODE_ALPHABET) for _ in range(CODE_LENGTH)]),
            sample=client.sample,
            client_id=client.id,
            contact_name=client.responsible_name,
            contact_tax_id=client.responsible_tax_id,
            contact_role=client.responsible_role,
            contact_phone=client.phone,
            contact_email=client.email,
            address=place.address if place is not None else Address(),
            opened_at=opened.astimezone(UTC),
            service_type_id=office.service_types.get(job.service_type),
            priority=dice.pick(_PRIORITIES),
            reason=reason + dice.pick(trade.ADDED_REASONS),
            deadline=deadline,
            deadline_time=dice.pick(_DEADLINE_TIMES) if deadline is not None else None,
            status_id=office.statuses[status],
            status_reason=dice.pick(trade.CANCELLED) if status == "cancelled" else "",
            closed_at=closed.astimezone(UTC) if closed is not None else None,
            visits=visits,
            checklists=self.checklists(job.template, status),
            materials=lines,
            discount_kind=DiscountKind.PERCENT if percent else DiscountKind.AMOUNT,
            discount=dice.pick(_PERCENTAGES) if percent else _ZERO,
            payment_terms=dice.pick(trade.PAYMENTS) if lines else "",
            quote_number=f"{dice.below(10_000):04}" if authorised and dice.chance(0.4) else "",
            authorised_by=(client.responsible_name or client.name) if authorised else "",
            authorised_how=dice.pick(trade.AUTHORISATIONS) if authorised else "",
            authorised_at=opened.astimezone(UTC) if authorised else None,
            observations=dice.pick(self.remarks[which]) if status in ("done", "waiting") and dice.chance(0.8) else "",
            internal_notes=dice.pick(trade.INTERNAL),
            warranty_days=office.warranty_days,
            terms=office.terms,
            equipment=equipment,
            brand_model=brand_model,
            serial_number=f"{dice.below(16**6):06X}-{dice.below(100):02}" if equipment and dice.chance(0.4) else "",
            accessories=dice.pick(trade.ACCESSORIES),
            condition=dice.pick(trade.CONDITIONS),
            **self.billed(closed.date() if closed is not None and lines and status == "done" else None),
        )

    def billed(self, closed: date | None) -> dict[str, Any]:
        """The billing mark of an order that was done on that day: most were billed, and most of those are paid."""
        dice = self.dice
        if closed is None or not dice.chance(0.9):
            return {}
        billed = closed + timedelta(days=dice.below(12))
        if billed > self.today:
            return {}
        mark: dict[str, Any] = {"billed_on": billed, "invoice_number": str(1000 + dice.below(90_000))}
        paid = billed + timedelta(days=dice.below(30))
        if paid <= self.today and dice.chance(0.95):
            mark |= {"paid_on": paid, "paid_means": dice.pick(_MEANS)}
        return mark

    def status(self, opened: date) -> str:
        """The key of a status that goes with the age of an order."""
        age = (self.today - opened).days
        return self.dice.pick(_STATUSES[0 if age > 25 else 1 if age > 4 else 2])

    def workday(self, start: date, count: int) -> date:
        """The working day so many after another."""
        found = self.days.get((start, count))
        if found is None:
            found = self.days[start, count] = add_working_days(start, count)
        return found

    def deadline(self, opened: date, *, finished: bool) -> date | None:
        """Some working days after the opening; of what is unfinished and late, most were put off."""
        if not self.dice.chance(0.85):
            return None
        found = self.workday(opened, 1 + self.dice.below(7))
        if not finished and found < self.today and self.dice.chance(0.7):
            found = self.workday(self.today, self.dice.below(5))
        return found

    def visits(self, status: str, opened: datetime) -> tuple[tuple[Visit, ...], datetime | None]:
        """The visits that go with a status, and when the order was closed (in the office's zone)."""
        dice = self.dice
        if status == "scheduled":
            return (self.planned(self.workday(self.today, dice.below(6))),), None
        if status == "running":
            held = self.held(opened, 0)
            return (held if dice.chance(0.3) else replace(held, check_out=None),), None
        if status == "waiting":
            return (replace(self.held(opened, 0), outcome=VisitOutcome.PARTIAL),), None
        if status == "cancelled":
            closed = self.between(opened, 0.5)
            if not dice.chance(0.3):
                return (), closed
            visit = self.planned(closed.date())
            return (replace(visit, outcome=VisitOutcome.NOT_DONE, reason=dice.pick(trade.NOT_DONE)),), closed
        if status == "done":
            count = dice.pick(_HOW_OFTEN)
            found = [self.held(opened, place) for place in range(count)]
            found.sort(key=_checked_in)
            last = found[-1].check_out
            return tuple(found), max(last, opened) if last is not None else self.office.now
        return (), None

    def planned(self, day: date) -> Visit:
        """A visit to come."""
        start = time(8 + self.dice.below(9))
        end = time(start.hour + 2) if self.dice.chance(0.5) else None
        return Visit(day=day, planned_start=start, planned_end=end, technicians=self.team())

    def held(self, opened: datetime, place: int) -> Visit:
        """A visit that was made after the opening and before now."""
        dice, now = self.dice, self.office.now
        day = self.workday(opened.date(), dice.below(3) + 2 * place)
        arrived = datetime.combine(day, time(8 + dice.below(9), dice.below(60)), now.tzinfo)
        left = arrived + timedelta(minutes=25 + dice.below(200))
        if arrived < opened or left > now:
            arrived, left = self.between(opened, 0.2 + 0.1 * place), self.between(opened, 0.28 + 0.1 * place)
        return Visit(
            day=arrived.date(),
            technicians=self.team(),
            check_in=arrived.astimezone(UTC),
            check_out=left.astimezone(UTC),
            kilometres=Decimal(1 + dice.below(480)) / 10 if dice.chance(0.6) else None,
        )

    def between(self, opened: datetime, share: float) -> datetime:
        """A moment between the opening and now, to the minute; the opening itself when there is none."""
        span = min(self.office.now - opened, timedelta(days=3))
        return opened + timedelta(minutes=int(span / timedelta(minutes=1) * share))

    def team(self) -> tuple[int, ...]:
        """One or two technicians, seldom three."""
        everybody = self.office.technicians
        if not everybody:
            return ()
        first = self.dice.below(len(everybody))
        others = 0 if self.dice.chance(0.7) else 1 if self.dice.chance(0.85) else 2
        return tuple(dict.fromkeys(everybody[(first + other) % len(everybody)] for other in range(others + 1)))

    def checklists(self, template: str, status: str) -> tuple[Checklist, ...]:
        """The job's checklist for a good third of the orders, answered when the work was done."""
        if status in ("open", "cancelled") or template not in self.blank or not self.dice.chance(0.38):
            return ()
        return self.blank[template] if status == "scheduled" else self.dice.pick(self.answered[template])

    def lines(self, which: int) -> tuple[MaterialLine, ...]:
        """None to five parts, and work."""
        dice = self.dice
        found = {id(goods): goods for goods in (dice.pick(self.parts[which]) for _ in range(dice.below(6)))}
        lines = [dice.pick(goods) for goods in found.values()]
        lines.append(dice.pick(self.work[which][dice.below(2)]))
        if dice.chance(0.4):
            lines.append(dice.pick(self.work[which][2 + dice.below(2)]))
        return tuple(lines)


_ZERO = Decimal("0.00")
_WAYS = 12  # in which each template is answered
_PRIORITIES = (*[Priority.NORMAL] * 16, *[Priority.HIGH] * 3, Priority.URGENT)
_PERCENTAGES = (Decimal("5.00"), Decimal("5.00"), Decimal("10.00"), Decimal("7.50"))
_MEANS = ("Pix", "Pix", "Boleto", "Cartão", "Dinheiro", "Transferência")
_DEADLINE_TIMES = (None, None, None, None, None, time(12), time(18))
#: Visits that a done order took: two and a half in the middle.
_HOW_OFTEN = (*[1] * 25, *[2] * 30, *[3] * 20, *[4] * 15, *[5] * 10)
#: How often an order of that status has lines.
_PRICED = {"open": 0.3, "scheduled": 0.5, "running": 0.8, "waiting": 0.9, "done": 0.96, "cancelled": 0.2}


def _weighted(**weights: int) -> list[str]:
    return [status for status, weight in weights.items() for _ in range(weight)]


#: By age: over 25 days, over 4, younger.
_STATUSES = (
    _weighted(done=940, cancelled=58, waiting=2),
    _weighted(done=76, cancelled=5, waiting=8, scheduled=6, running=3, open=2),
    _weighted(open=25, scheduled=34, running=13, waiting=9, done=16, cancelled=3),
)


def _placed(texts: Sequence[str]) -> list[str]:
    return [text.format(place) for text in texts for place in trade.PLACES]


def _equipment(job: trade.Job, reason: str) -> list[tuple[str, str]]:
    """What a reason can be about; most speak of nothing that has a name plate."""
    found = [(what, brand_model) for word, what, brand_model in job.equipment if word in reason.lower()]
    return found or [("", "")]


def _checked_in(visit: Visit) -> datetime:
    return visit.check_in or datetime.max.replace(tzinfo=UTC)


def _lines(goods: trade.Goods) -> list[MaterialLine]:
    """The line in each of its quantities, at its price and a little above."""
    return [
        MaterialLine(
            kind=goods.kind,
            description=goods.description,
            unit=goods.unit,
            quantity=Decimal(quantity).quantize(Decimal("1.000")),
            unit_price=from_cents(goods.price * (100 + more) // 1000 * 10),
        )
        for quantity in goods.quantities
        for more in (0, 0, 6)
    ]


def _answered(dice: Dice, blank: Checklist) -> Checklist:
    return replace(blank, items=tuple(_answer(dice, item) for item in blank.items))


def _answer(dice: Dice, item: ChecklistItem) -> ChecklistItem:
    """The item as a technician would have left it: mostly right, now and then not."""
    match item.kind:
        case ItemKind.YES_NO:
            drawn = dice.random()
            if drawn < 0.85:
                return replace(item, answer=Answer.YES)
            if drawn < 0.93:
                return replace(item, answer=Answer.NOT_APPLICABLE)
            return replace(item, answer=Answer.NO, note=dice.pick(trade.NOTES))
        case ItemKind.MEASURE:
            measured = _measured(dice, item)
            return replace(item, measured=measured, answer=proposed_answer(item, measured))
        case ItemKind.CHOICE:
            return replace(item, written=dice.pick(item.choices))
        case ItemKind.TEXT:
            return replace(item, written=dice.pick(trade.WRITTEN))
        case _:
            return item


def _measured(dice: Dice, item: ChecklistItem) -> Decimal:
    """A value inside the range, one in twelve outside it."""
    lowest = item.minimum if item.minimum is not None else Decimal(4)
    highest = item.maximum if item.maximum is not None else lowest * 3
    share = 0.15 + 0.7 * dice.random() if dice.chance(0.92) else 1.1
    places = 1 if highest - lowest < 30 else 0
    return round_half_up(lowest + (highest - lowest) * Decimal(share), places)
