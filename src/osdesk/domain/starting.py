"""What a type of service gives an order that starts: checklists, texts, the end of what is planned.

Apart from the types themselves: here an order is filled where it is empty, and never written over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from osdesk.domain.checklists import ChecklistTemplate, from_template
from osdesk.domain.orders import Order
from osdesk.domain.statuses import ServiceType
from osdesk.domain.visits import Visit, VisitStatus

#: The fields that a type may fill.
_FILLED = ("reason", "visits", "checklists", "observations")


def filled(order: Order, kind: ServiceType, templates: Iterable[ChecklistTemplate]) -> Order:
    """The order with what its type gives it, wherever it has nothing of its own. `templates` are those on offer."""
    known = {template.id: template for template in templates}
    lists = tuple(from_template(known[each]) for each in kind.templates if each in known)
    return replace(
        order,
        reason=order.reason if order.reason.strip() else kind.reason,
        observations=order.observations if order.observations.strip() else kind.observations,
        checklists=order.checklists or lists,
        visits=tuple(_ended(visit, kind.duration) for visit in order.visits),
    )


def what_was_filled(before: Order, after: Order) -> tuple[str, ...]:
    """The fields that were filled, in the order of the form."""
    return tuple(name for name in _FILLED if getattr(before, name) != getattr(after, name))


def _ended(visit: Visit, minutes: int | None) -> Visit:
    """A visit that is to come and has a start and no end, with the end that the standard duration gives it."""
    if not minutes or visit.planned_start is None or visit.planned_end is not None:
        return visit
    if visit.status is not VisitStatus.SCHEDULED or minutes >= 24 * 60:
        return visit
    end = datetime.combine(date(2000, 1, 1), visit.planned_start) + timedelta(minutes=minutes)
    return replace(visit, planned_end=end.time())
