"""The billing mark of orders: to be billed, billed, paid; set on one or on many at once, and taken back as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from osdesk.domain.billing import BillingMark
from osdesk.domain.orders import UNBILLED, Order
from osdesk.domain.permissions import Permission
from osdesk.domain.problems import Problem
from osdesk.domain.statuses import StatusKind
from osdesk.services import records, saving
from osdesk.services.office import Office
from osdesk.storage import statuses as status_storage
from osdesk.storage.orders import ORDERS


def mark(office: Office, ids: Iterable[int], wanted: BillingMark, *, initiator: object = None) -> tuple[Order, ...]:
    """Put a mark on orders, all or none; returns them as they were before, for `orders.put_back`.

    An empty mark makes them *to be billed* again. One with `billed_on` alone makes them billed and not paid. One with
    `paid_on` alone leaves how each was billed as it is; what never was counts as billed on the day it was paid.

    Raises `Refused` (`billing.not_done` for orders that aren't done, `billing.paid_before_billed`,
    `billing.not_yet_paid` for a payment after today, `billing.no_day` for an invoice or means without its day),
    `NotAllowed`.
    """
    with office.write(Permission.BILL_ORDERS, initiator) as work:
        before = ORDERS.load_many(work.session, list(dict.fromkeys(ids)))
        statuses = status_storage.all_statuses(work.session)
        done = {status.id for status in statuses if status.kind is StatusKind.DONE}
        changed = [marked(order, wanted) for order in before]
        records.refuse(problems(changed, wanted, frozenset(done), office.today()))
        for order in changed:
            saving.put(work, order, telling=False)
    return before


def marked(order: Order, wanted: BillingMark) -> Order:
    """The order with the mark on it."""
    if wanted.paid_on is None and wanted.billed_on is None:
        return replace(order, **UNBILLED)
    billed_on, invoice = wanted.billed_on, wanted.invoice_number.strip()
    if billed_on is None:
        billed_on, invoice = order.billed_on or wanted.paid_on, invoice or order.invoice_number
    paid_means = wanted.paid_means.strip() if wanted.paid_on is not None else ""
    return replace(order, billed_on=billed_on, invoice_number=invoice, paid_on=wanted.paid_on, paid_means=paid_means)


def problems(
    orders: Sequence[Order], wanted: BillingMark, done: frozenset[int | None], today: date
) -> tuple[Problem, ...]:
    """What keeps these orders, marked already, from being stored. An empty mark can always be put."""
    found: list[Problem] = []
    if wanted.paid_means.strip() and wanted.paid_on is None:
        found.append(Problem(field="paid_on", code="billing.no_day"))
    if wanted.invoice_number.strip() and wanted.billed_on is None and wanted.paid_on is None:
        found.append(Problem(field="billed_on", code="billing.no_day"))
    if wanted.billed_on is None and wanted.paid_on is None:
        return tuple(found)
    if wanted.paid_on is not None and wanted.paid_on > today:
        found.append(Problem(field="paid_on", code="billing.not_yet_paid"))
    unfit = [order for order in orders if order.status_id not in done]
    if unfit:
        found.append(Problem(field="status_id", code="billing.not_done", facts=_told(unfit)))
    early = [order for order in orders if order.paid_on and order.billed_on and order.paid_on < order.billed_on]
    if early:
        found.append(Problem(field="paid_on", code="billing.paid_before_billed", facts=_told(early)))
    return tuple(found)


def _told(orders: Sequence[Order]) -> dict[str, object]:
    return {"number": orders[0].number, "count": len(orders)}
