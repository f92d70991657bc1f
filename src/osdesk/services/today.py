"""The day in one look: visits, who is on site, what is late, what waits, and this week against the last.

Every figure has the question whose list counts the same. What must go through very many orders to be counted
(`unplanned`) is asked apart, so that the day stands at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from osdesk import folders
from osdesk.domain import today as domain
from osdesk.domain.agenda import VisitRow
from osdesk.domain.company import OfficeSettings
from osdesk.domain.questions import OrderDate, OrderQuestion, OrderSort
from osdesk.domain.statuses import UNFINISHED, Status, StatusKind
from osdesk.domain.today import DayCount, Drafts, Figure, Today, Waited, Week
from osdesk.services import drafts, holidays, lists, outbox, scans, team
from osdesk.services.office import Office, Session
from osdesk.storage import agenda as agenda_storage
from osdesk.storage import company as company_storage
from osdesk.storage import day as storage
from osdesk.storage import listing
from osdesk.storage import statuses as status_storage
from osdesk.storage.scope import DAY, scope_of, seconds_of

#: Of late, due and waiting orders so many are told by name.
SHOWN = 8
#: Of orders that wait, the oldest so many are asked since when.
_ASKED = 60
#: So many are told at most who are on site.
_ON_SITE = 200
_COMES = frozenset(StatusKind) - {StatusKind.CANCELLED}


def today(office: Office) -> Today:
    """All that the day shows, but `unplanned`."""
    now = office.now()
    day = now.date()
    yesterday = day - timedelta(days=1)
    off = dict(holidays.days_off(office, day, day))
    with office.read() as session:
        statuses = status_storage.all_statuses(session)
        settings = company_storage.SETTINGS.load(session) or OfficeSettings()
        unfinished = _ids(status for status in statuses if not status.kind.finished)
        done = _ids(status for status in statuses if status.kind is StatusKind.DONE)
        late, late_ids = storage.due(session, unfinished, 0, seconds_of(now), SHOWN)
        due, due_ids = storage.due(session, unfinished, day.toordinal() * DAY, (day.toordinal() + 1) * DAY, SHOWN)
        opened = [at.astimezone(office.zone).date() for at in storage.opened(session, _start(now))]
        closed = [
            (at.astimezone(office.zone).date(), total) for at, total in storage.closed(session, _start(now), done)
        ]
        late_rows, due_rows = listing.rows(session, late_ids), listing.rows(session, due_ids)
        waiting, waited = _waiting(session, statuses, now)
        some = storage.any_order(session)
        durations = {kind.id: kind.duration for kind in status_storage.all_service_types(session)}
        cancelled = _ids(status for status in statuses if status.kind is StatusKind.CANCELLED)
        planned = agenda_storage.visits(session, yesterday, day, durations, cancelled=cancelled)
        there = agenda_storage.on_site(session, unfinished, durations, _ON_SITE)
    rows = [row for row in planned if row.day == day or _into(row, now)]
    known = {row.id for row in rows}
    return Today(
        now=now,
        opens=settings.opens,
        closes=settings.closes,
        works=day.weekday() in settings.workdays,
        day_off=off.get(day, ""),
        statuses=statuses,
        team=team.all(office),
        visits=(*rows, *(row for row in there if row.id not in known)),
        planned=_figure(office, OrderQuestion(dated=OrderDate.PLANNED, since=day, until=day, kinds=_COMES)),
        on_site=there,
        there=_figure(office, OrderQuestion(on_site=True, kinds=UNFINISHED)),
        late=Figure(rows=late.rows, total=late.total, question=_late(day)),
        late_rows=late_rows,
        due=Figure(rows=due.rows, total=due.total, question=_due(day)),
        due_rows=due_rows,
        waiting=waiting,
        waited=waited,
        drafts=_drafts(office),
        outbox=outbox.counts(office),
        scans=scans.waiting_count(office),
        week=_week(day, opened, closed),
        before=_week(day - timedelta(days=domain.WEEK), opened, closed),
        orders=int(some),
    )


def unplanned(office: Office) -> Figure:
    """Unfinished orders with no visit to come. Goes through all unfinished orders."""
    return _figure(office, OrderQuestion(kinds=UNFINISHED, planned=False))


def _late(day: date) -> OrderQuestion:
    return OrderQuestion(late_on=day, sort=OrderSort.DEADLINE, descending=False)


def _due(day: date) -> OrderQuestion:
    return OrderQuestion(kinds=UNFINISHED, dated=OrderDate.DEADLINE, since=day, until=day)


def _into(row: VisitRow, now: datetime) -> bool:
    """Whether a visit of the day before reaches into this one."""
    reach = domain.on_axis(row, now)
    return row.day != now.date() and reach is not None and reach[1] > 0


def _figure(office: Office, question: OrderQuestion) -> Figure:
    held = lists.orders_tally(office, question)
    return Figure(rows=held.rows, total=held.total, question=question)


def _waiting(session: Session, statuses: Sequence[Status], now: datetime) -> tuple[Figure, tuple[Waited, ...]]:
    """How many orders wait, and of the oldest those that have waited longest."""
    question = OrderQuestion(kinds=frozenset({StatusKind.WAITING}))
    scope = scope_of(question, statuses, now)
    held = listing.tally_of(session, scope)
    rows = listing.first(session, replace(scope, descending=False), _ASKED) if held.rows else ()
    moves = storage.moves(session, [row.id for row in rows]) if rows else {}
    waited = [Waited(order=row, since=domain.waits_since(moves.get(row.id, ()), row.opened_at)) for row in rows]
    waited.sort(key=lambda each: (each.since, each.order.id))
    return Figure(rows=held.rows, total=held.total, question=question), tuple(waited[:SHOWN])


def _week(until: date, opened: Sequence[date], closed: Sequence[tuple[date, Decimal]]) -> Week:
    """Seven days up to one."""
    days = [until - timedelta(days=back) for back in reversed(range(domain.WEEK))]
    begun, ended = Counter(opened), Counter(day for day, _total in closed)
    total = sum((total for day, total in closed if days[0] <= day <= until), Decimal(0))
    since = days[0]
    return Week(
        since=since,
        until=until,
        opened=Figure(
            rows=sum(begun[day] for day in days),
            question=OrderQuestion(dated=OrderDate.OPENED, since=since, until=until),
        ),
        done=Figure(
            rows=sum(ended[day] for day in days),
            total=total,
            question=OrderQuestion(
                dated=OrderDate.CLOSED, since=since, until=until, kinds=frozenset({StatusKind.DONE})
            ),
        ),
        days=tuple(DayCount(day=day, opened=begun[day], done=ended[day]) for day in days),
    )


def _start(now: datetime) -> datetime:
    """The midnight that the week before began with."""
    return datetime.combine(now.date() - timedelta(days=2 * domain.WEEK - 1), time(), now.tzinfo)


def _drafts(office: Office) -> Drafts:
    held = drafts.all(folders.drafts_folder(office.folder))
    return Drafts(count=len(held), oldest=min((each.kept_at for each in held), default=None))


def _ids(statuses: Iterable[Status]) -> tuple[int, ...]:
    return tuple(status.id for status in statuses if status.id is not None)
