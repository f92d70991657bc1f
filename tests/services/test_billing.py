"""The billing mark: what may be billed and paid, in bulk as one, with its history, and taken back as one."""

from __future__ import annotations

from datetime import date

import pytest

from builders import a_line
from offices import saved_order
from osdesk.domain.billing import Billing, BillingMark
from osdesk.domain.orders import Order
from osdesk.domain.permissions import ALL_PERMISSIONS, Actor, Permission
from osdesk.domain.problems import Refused
from osdesk.domain.questions import OrderDate, OrderQuestion
from osdesk.domain.statuses import StatusKind
from osdesk.services import billing, checkup, lists, orders, statuses
from osdesk.services.office import NotAllowed, Office

TODAY = date(2026, 11, 24)


def _done(office: Office, count: int = 1) -> tuple[Order, ...]:
    done = next(each.id for each in statuses.statuses(office) if each.kind is StatusKind.DONE)
    line = a_line("1", "un", "Serviço", "100.00")
    return tuple(saved_order(office, status_id=done, materials=(line,)) for _ in range(count))


def _ids(held: tuple[Order, ...]) -> list[int]:
    return [order.id or 0 for order in held]


def _in(office: Office, mark: Billing) -> list[int]:
    return list(lists.orders_ids(office, OrderQuestion(billing=frozenset({mark}), descending=False)))


def test_many_orders_are_billed_and_paid_at_once_and_taken_back_as_one(office: Office) -> None:
    held = _done(office, 3)
    assert _in(office, Billing.TO_BILL) == _ids(held)
    before = billing.mark(office, _ids(held), BillingMark(billed_on=TODAY, invoice_number=" NF 12 "))
    assert before == held
    assert _in(office, Billing.BILLED) == _ids(held)
    assert {order.invoice_number for order in orders.get_many(office, _ids(held))} == {"NF 12"}
    billing.mark(office, _ids(held)[:2], BillingMark(paid_on=TODAY, paid_means="Pix"))
    assert (_in(office, Billing.PAID), _in(office, Billing.BILLED)) == (_ids(held)[:2], _ids(held)[2:])
    assert orders.get(office, held[0].id or 0).invoice_number == "NF 12"
    orders.put_back(office, before)
    assert _in(office, Billing.TO_BILL) == _ids(held)
    assert checkup.check(office) == ()


def test_each_order_tells_in_its_history_that_it_was_billed(office: Office) -> None:
    held = _done(office, 2)
    billing.mark(office, _ids(held), BillingMark(billed_on=TODAY, invoice_number="NF 7"))
    for order in held:
        changed = {change.field: change.after for change in orders.history(office, order.id or 0)[0].changes}
        assert changed == {"billed_on": "2026-11-24", "invoice_number": "NF 7"}


def test_what_was_never_billed_counts_as_billed_on_the_day_it_is_paid(office: Office) -> None:
    (order,) = _done(office)
    billing.mark(office, [order.id or 0], BillingMark(paid_on=TODAY, paid_means="dinheiro"))
    paid = orders.get(office, order.id or 0)
    assert (paid.billing, paid.billed_on, paid.paid_means) == (Billing.PAID, TODAY, "dinheiro")
    question = OrderQuestion(dated=OrderDate.BILLED, since=TODAY, until=TODAY)
    assert list(lists.orders_ids(office, question)) == [order.id]
    billing.mark(office, [order.id or 0], BillingMark(billed_on=TODAY))
    assert orders.get(office, order.id or 0).billing is Billing.BILLED
    billing.mark(office, [order.id or 0], BillingMark())
    assert _in(office, Billing.TO_BILL) == [order.id]


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        (BillingMark(billed_on=TODAY, paid_on=date(2026, 11, 20)), "billing.paid_before_billed"),
        (BillingMark(paid_on=date(2026, 11, 25)), "billing.not_yet_paid"),
        (BillingMark(invoice_number="NF 1"), "billing.no_day"),
        (BillingMark(billed_on=TODAY, paid_means="Pix"), "billing.no_day"),
    ],
)
def test_a_mark_that_can_not_be_is_refused(office: Office, mark: BillingMark, code: str) -> None:
    (order,) = _done(office)
    with pytest.raises(Refused) as caught:
        billing.mark(office, [order.id or 0], mark)
    assert [problem.code for problem in caught.value.problems] == [code]
    assert orders.get(office, order.id or 0) == order


def test_paid_before_it_was_billed_is_told_of_the_order_even_when_only_the_payment_is_marked(office: Office) -> None:
    held = _done(office, 2)
    billing.mark(office, _ids(held)[1:], BillingMark(billed_on=TODAY))
    with pytest.raises(Refused) as caught:
        billing.mark(office, _ids(held), BillingMark(paid_on=date(2026, 11, 20)))
    assert caught.value.problems[0].facts == {"number": held[1].number, "count": 1}
    assert _in(office, Billing.PAID) == []


def test_one_order_that_is_not_done_keeps_all_from_being_billed(office: Office) -> None:
    held = (*_done(office), saved_order(office))
    with pytest.raises(Refused) as caught:
        billing.mark(office, _ids(held), BillingMark(billed_on=TODAY))
    (problem,) = caught.value.problems
    assert (problem.code, problem.facts["number"]) == ("billing.not_done", held[1].number)
    assert _in(office, Billing.BILLED) == []


def test_only_who_may_bill_does(office: Office) -> None:
    (order,) = _done(office)
    office.actor = Actor(name="Bia", permissions=ALL_PERMISSIONS - {Permission.BILL_ORDERS})
    with pytest.raises(NotAllowed):
        billing.mark(office, [order.id or 0], BillingMark(billed_on=TODAY))
    assert orders.get(office, order.id or 0) == order
