"""What the first screen asks, answered before the database's library is loaded; all else asks `lists` and its like.

Apart from them because they load it, which takes longer than the whole first screen.
"""

from __future__ import annotations

from typing import NamedTuple

from osdesk.domain.questions import OrderQuestion, OrderRow
from osdesk.domain.statuses import Status
from osdesk.domain.team import Technician
from osdesk.domain.text import fold
from osdesk.services.office import Office
from osdesk.storage import glance
from osdesk.storage.scope import scope_of


class Glance(NamedTuple):
    """Statuses, the team by name (the inactive too), and the first rows: None where they must be asked of `lists`."""

    statuses: tuple[Status, ...]
    team: tuple[Technician, ...]
    rows: tuple[OrderRow, ...] | None


def company_name(office: Office) -> str:
    """The name the company is known by, "" until it is set up."""
    with office.store.glance() as raw:
        return glance.company_name(raw)


def orders(office: Office, question: OrderQuestion, limit: int = 100) -> Glance:
    """What the list of orders needs to show its first rows."""
    with office.store.glance() as raw:
        statuses = glance.all_statuses(raw)
        team = sorted(glance.team(raw), key=lambda technician: (fold(technician.name), technician.id or 0))
        scope = scope_of(question, statuses, office.now())
        rows = glance.first(raw, scope, limit) if glance.can_tell(scope) else None
    return Glance(statuses, tuple(team), rows)
