"""The verbs of a visit's day: planned, moved, begun, ended.

Each changes what it names of the order as it is stored at that moment, and returns the order as it was before, for
`orders.put_back`. Nothing is forbidden that the order's own rules allow: what speaks against a plan is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from osdesk.domain import agenda as domain
from osdesk.domain.changes import Subject
from osdesk.domain.orders import Order
from osdesk.domain.permissions import Permission
from osdesk.domain.statuses import Status
from osdesk.domain.visits import Visit, VisitStatus
from osdesk.services import saving
from osdesk.services.office import Gone, Office, Work
from osdesk.storage import agenda as storage
from osdesk.storage import statuses as status_storage

#: How the status follows: from the one it is and all there are.
_Rule = Callable[[Status, Sequence[Status]], Status]


def plan(
    office: Office,
    order_id: int,
    day: date,
    start: time | None = None,
    end: time | None = None,
    technicians: Sequence[int] = (),
    *,
    initiator: object = None,
) -> Order:
    """Plan an order's visit: one that has no day or was missed is planned for this one, else one is added.

    What was only opened is scheduled by it, where the office has such a status. Raises `Refused`, `Gone`, `NotAllowed`.
    """
    with office.write(Permission.EDIT_ORDERS, initiator) as work:
        before = _living(work, order_id)
        today = office.today()
        place = next((place for place, held in enumerate(before.visits) if _to_plan(held, today)), len(before.visits))
        held = before.visits[place] if place < len(before.visits) else Visit()
        crew = tuple(technicians) or held.technicians
        planned = replace(held, day=day, planned_start=start, planned_end=end, technicians=crew)
        visits = (*before.visits[:place], planned, *before.visits[place + 1 :])
        _store(work, before, visits, domain.status_when_planned)
    return before


def move(
    office: Office,
    visit_id: int,
    *,
    day: date,
    start: time | None,
    end: time | None,
    technicians: Sequence[int],
    initiator: object = None,
) -> Order:
    """Plan a visit for another day, other hours or others; see `domain.agenda.swapped` for a drag between people."""
    return _change(
        office,
        visit_id,
        lambda held: replace(held, day=day, planned_start=start, planned_end=end, technicians=tuple(technicians)),
        initiator=initiator,
    )


def stretch(office: Office, visit_id: int, end: time | None, *, initiator: object = None) -> Order:
    """Let a visit end at another hour: one before its start is the next day's, None leaves it to the standard."""
    return _change(office, visit_id, lambda held: replace(held, planned_end=end), initiator=initiator)


def unplan(office: Office, visit_id: int, *, initiator: object = None) -> Order:
    """Take a visit off the agenda; it goes altogether unless something was written in it. What has begun stays.

    An order that was scheduled is open again once nothing else is planned of it.
    """

    def off(held: Visit) -> Visit | None:
        if held.status is not VisitStatus.SCHEDULED:
            return held
        if not held.observations.strip() and not held.reason.strip() and held.kilometres is None:
            return None
        return replace(held, day=None, planned_start=None, planned_end=None)

    return _change(office, visit_id, off, domain.status_when_unplanned, initiator=initiator)


def check_in(office: Office, visit_id: int, at: datetime | None = None, *, initiator: object = None) -> Order:
    """Somebody came, now or at that instant; twice is once. The order is running from then on."""
    moment = _moment(office, at)

    def come(held: Visit) -> Visit:
        if held.check_in is not None:
            return held
        day = held.day or moment.astimezone(office.zone).date()
        return replace(held, check_in=moment, day=day, outcome=None, reason="" if held.outcome else held.reason)

    return _change(office, visit_id, come, domain.status_on_arrival, initiator=initiator)


def check_out(office: Office, visit_id: int, at: datetime | None = None, *, initiator: object = None) -> Order:
    """Somebody left, now or at that instant; twice is once. The order's status stays: closing it is another verb.

    Raises `Refused` (`visit.in_missing`) where nobody came.
    """
    moment = _moment(office, at)
    return _change(
        office,
        visit_id,
        lambda held: held if held.check_out is not None else replace(held, check_out=moment),
        initiator=initiator,
    )


def _change(
    office: Office,
    visit_id: int,
    change: Callable[[Visit], Visit | None],
    rule: _Rule | None = None,
    *,
    initiator: object,
) -> Order:
    """Change one visit, or take it out, and let the status follow; returns the order as it was."""
    with office.write(Permission.EDIT_ORDERS, initiator) as work:
        before = _living(work, storage.order_of(work.session, visit_id) or 0)
        visits = []
        for held in before.visits:
            after = change(held) if held.id == visit_id else held
            if after is not None:
                visits.append(after)
        if tuple(visits) != before.visits:
            _store(work, before, tuple(visits), rule)
    return before


def _store(work: Work, before: Order, visits: tuple[Visit, ...], rule: _Rule | None) -> None:
    after = replace(before, visits=visits)
    statuses = status_storage.all_statuses(work.session)
    now = next((status for status in statuses if status.id == before.status_id), None)
    still_planned = rule is domain.status_when_unplanned and any(_planned(held) for held in visits)
    if rule is not None and now is not None and not still_planned:
        after = replace(after, status_id=rule(now, statuses).id)
    saving.put(work, after)


def _living(work: Work, order_id: int) -> Order:
    found = saving.loaded(work.session, order_id)
    if found.deleted_at is not None:
        raise Gone(Subject.ORDER, order_id)
    return found


def _planned(held: Visit) -> bool:
    return held.day is not None and held.status is VisitStatus.SCHEDULED


def _to_plan(held: Visit, today: date) -> bool:
    """Whether that visit is the one to plan: it has no day, or its day went by and nobody came."""
    return held.status is VisitStatus.SCHEDULED and (held.day is None or held.day < today)


def _moment(office: Office, at: datetime | None) -> datetime:
    return at if at is not None else office.instant().replace(microsecond=0)
