"""The rules of an order: what is copied, what is refused, what is late."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from osdesk.domain.checklists import Answer, ChecklistTemplate, TemplateItem, from_template, progress
from osdesk.domain.clients import Client
from osdesk.domain.contacts import Address, AddressKind, ClientAddress, Contact, ContactKind
from osdesk.domain.materials import DiscountKind, MaterialLine
from osdesk.domain.orders import CODE_ALPHABET, Order, duplicate, for_client, new_code, problems
from osdesk.domain.statuses import StatusKind, is_late, needs_reason
from osdesk.domain.visits import Visit

OPENED = date(2026, 11, 23)


def codes(order: Order) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in problems(order, opened_on=OPENED)]


def an_order(**fields: Any) -> Order:
    return replace(Order(client_id=1), **fields)


def test_codes_are_long_random_and_readable_aloud() -> None:
    made = {new_code() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(code) == 12 and set(code) <= set(CODE_ALPHABET) for code in made)
    assert not set("ILOU") & set(CODE_ALPHABET)


def test_an_order_needs_a_client_and_nothing_else() -> None:
    assert codes(Order()) == [("client_id", "required")]
    assert codes(an_order(contact_tax_id="11111111111")) == [("contact_tax_id", "tax_id.repeated")]
    assert codes(an_order(condition="x" * 20_001)) == [("condition", "text.too_long")]
    assert codes(an_order()) == []


def test_a_deadline_before_the_opening_is_refused_and_the_opening_day_offered() -> None:
    (problem,) = problems(an_order(deadline=date(2026, 11, 20)), opened_on=OPENED)
    assert (problem.field, problem.code, problem.remedy) == ("deadline", "deadline.before_opening", OPENED)
    assert codes(an_order(deadline=OPENED)) == []
    assert codes(an_order(deadline_time=time(9))) == [("deadline", "required")]


def test_a_discount_is_never_more_than_what_is_charged() -> None:
    priced = an_order(materials=(MaterialLine(description="Fita", unit_price=Decimal("10.00")),))
    assert codes(replace(priced, discount=Decimal("10.00"))) == []
    assert codes(replace(priced, discount=Decimal("10.01"))) == [("discount", "discount.above_total")]
    assert codes(replace(priced, discount=Decimal("-0.01"))) == [("discount", "money.negative")]
    percent = replace(priced, discount_kind=DiscountKind.PERCENT)
    assert codes(replace(percent, discount=Decimal(100))) == []
    assert codes(replace(percent, discount=Decimal("100.01"))) == [("discount", "discount.percent")]


def test_parts_are_checked_in_their_place() -> None:
    late = datetime(2026, 11, 24, 12, tzinfo=UTC)
    order = an_order(visits=(Visit(), Visit(check_in=late, check_out=late.replace(hour=11))))
    assert codes(order) == [("visits.1.check_out", "visit.out_before_in")]


def test_choosing_a_client_copies_the_facts_of_the_day() -> None:
    client = Client(
        id=7,
        name="Padaria Pão de Mel",
        responsible_name="Sônia Prado",
        contacts=(
            Contact(kind=ContactKind.EMAIL, value="sonia@paodemel.example"),
            Contact(kind=ContactKind.WHATSAPP, value="+5551998412207"),
        ),
        addresses=(
            ClientAddress(kind=AddressKind.BILLING, address=Address(street="Rua A")),
            ClientAddress(kind=AddressKind.SERVICE, address=Address(street="Av. Central", number="1.204")),
        ),
    )
    order = for_client(Order(reason="Split desliga"), client)
    assert (order.client_id, order.contact_name, order.contact_phone) == (7, "Sônia Prado", "+5551998412207")
    assert (order.contact_email, order.address.line()) == ("sonia@paodemel.example", "Av. Central, 1.204")
    assert order.reason == "Split desliga"


def test_a_duplicate_keeps_the_work_and_loses_the_facts() -> None:
    checklist = from_template(ChecklistTemplate(id=3, name="Split", items=(TemplateItem(text="Filtro limpo"),)))
    answered = replace(checklist, id=9, items=(replace(checklist.items[0], id=5, answer=Answer.NO, note="sujo"),))
    order = an_order(
        id=4,
        sample=True,
        version=2,
        number="000004",
        checklists=(answered,),
        visits=(Visit(id=1),),
        observations="Feito",
        materials=(MaterialLine(id=8, description="Fita"),),
        closed_at=datetime(2026, 11, 24, tzinfo=UTC),
    )
    again = duplicate(order)
    assert (again.id, again.version, again.number, again.visits, again.closed_at) == (None, 0, "", (), None)
    assert again.code != order.code
    assert not again.sample
    assert progress(again.checklists) == (0, 1)
    assert again.checklists[0].items[0].id is None
    assert again.materials == (MaterialLine(description="Fita"),)
    assert again.observations == ""


def test_late_is_past_the_day_or_past_the_hour_of_the_day_and_never_when_finished() -> None:
    now = datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo("America/Sao_Paulo"))
    today = now.date()
    assert not is_late(None, None, StatusKind.OPEN, now)
    assert is_late(date(2026, 11, 23), None, StatusKind.WAITING, now)
    assert not is_late(today, None, StatusKind.OPEN, now)
    assert is_late(today, time(13, 59), StatusKind.OPEN, now)
    assert not is_late(today, time(14, 1), StatusKind.OPEN, now)
    assert not is_late(date(2026, 1, 1), None, StatusKind.DONE, now)


def test_cancelling_and_reopening_ask_for_a_reason() -> None:
    assert needs_reason(StatusKind.OPEN, StatusKind.CANCELLED)
    assert needs_reason(StatusKind.DONE, StatusKind.RUNNING)
    assert needs_reason(StatusKind.DONE, StatusKind.CANCELLED)
    assert not needs_reason(StatusKind.OPEN, StatusKind.DONE)
    assert not needs_reason(StatusKind.CANCELLED, StatusKind.CANCELLED)
