"""A question of the order list in the terms of the tables: ids of statuses, instants, seconds of the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from osdesk.domain.billing import Billing
from osdesk.domain.priorities import Priority
from osdesk.domain.questions import ChecklistResult, OrderDate, OrderQuestion, OrderSort
from osdesk.domain.statuses import Status, StatusKind

#: Seconds of a day in the office's calendar.
DAY = 86_400
#: More than a sum can be, and still a whole number of SQLite's.
_MOST = 10**15


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """`statuses` stand in the office's order. `period` is about the date that `dated` names, in what its column counts
    (instants, seconds of the calendar, ordinals of days): from the first on, and before the second.

    `done` are the statuses in which something can be billed. `today` is an ordinal. `places` (ids) is None while
    nobody has looked them up; `crowded` when there are more technicians than `facets` tells apart.
    """

    statuses: tuple[int, ...]
    every_status: bool = True
    opened_since: datetime | None = None
    opened_before: datetime | None = None
    dated: OrderDate = OrderDate.OPENED
    period: tuple[Any, Any] = (None, None)
    due_before: int | None = None
    client_id: int | None = None
    client_text: str = ""
    words: str = ""
    technicians: tuple[int, ...] = ()
    crowded: bool = False
    service_types: tuple[int, ...] = ()
    priorities: tuple[Priority, ...] = ()
    place: str = ""
    places: tuple[int, ...] | None = None
    material: str = ""
    checklist: ChecklistResult | None = None
    least: int | None = None
    most: int | None = None
    billing: tuple[Billing, ...] = ()
    done: tuple[int, ...] = ()
    sent: bool | None = None
    signed: bool | None = None
    on_site: bool | None = None
    planned: bool | None = None
    today: int = 0
    deleted: bool = False
    sort: OrderSort = OrderSort.NUMBER
    descending: bool = True
    backwards: bool = False

    @property
    def down(self) -> bool:
        """Whether the greatest comes first, all told."""
        return self.descending is not self.backwards

    @property
    def words_alone(self) -> bool:
        """Whether nothing but what the index of words knows is asked for: words, technicians and statuses."""
        return self.worded and replace(self, words="", technicians=(), deleted=False).plain

    @property
    def worded(self) -> bool:
        """Whether the index of words is asked."""
        return bool(self.words or self.technicians)

    @property
    def plain(self) -> bool:
        """Whether nothing but statuses is asked for."""
        return all(getattr(self, name) == default for name, default in _UNASKED.items())


#: What each field says where it asks for nothing.
_UNASKED = MappingProxyType(
    {
        field.name: field.default
        for field in fields(Scope)
        if field.name
        not in {
            *("statuses", "every_status", "dated", "crowded", "places", "done", "today"),
            *("sort", "descending", "backwards"),
        }
    }
)


def scope_of(question: OrderQuestion, statuses: Sequence[Status], now: datetime) -> Scope:
    """The question as the tables understand it; `now` is in the office's zone, whose days its dates are."""
    ordered = sorted(statuses, key=lambda status: (status.position, status.id or 0))
    kept = [
        status
        for status in ordered
        if (question.deleted or not question.statuses or status.id in question.statuses)
        and (question.deleted or not question.kinds or status.kind in question.kinds)
        and (question.late_on is None or not status.kind.finished)
        and (question.deleted or not question.billing or status.kind is StatusKind.DONE)
    ]
    due_before = None
    if question.late_on is not None:
        due_before = seconds_of(now) if question.late_on == now.date() else question.late_on.toordinal() * DAY
    opened = question.dated is OrderDate.OPENED
    return Scope(
        statuses=tuple(status.id for status in kept if status.id is not None),
        every_status=len(kept) == len(ordered),
        opened_since=_start(question.since, now) if opened else None,
        opened_before=_start(_day_after(question.until), now) if opened else None,
        dated=question.dated,
        period=(None, None) if opened else _period(question, now),
        due_before=due_before,
        client_id=question.client_id,
        client_text=question.client_text.strip(),
        words=question.search.strip(),
        technicians=tuple(sorted(question.technicians)),
        service_types=tuple(sorted(question.service_types)),
        priorities=tuple(sorted(question.priorities)),
        place=question.place.strip(),
        material=question.material.strip(),
        checklist=question.checklist,
        least=_cents(question.least),
        most=_cents(question.most),
        billing=tuple(sorted(question.billing)),
        done=tuple(status.id for status in ordered if status.kind is StatusKind.DONE and status.id is not None),
        sent=question.sent,
        signed=question.signed,
        on_site=question.on_site,
        planned=question.planned,
        today=now.toordinal(),
        deleted=question.deleted,
        sort=question.sort,
        descending=question.descending,
    )


def _period(question: OrderQuestion, now: datetime) -> tuple[Any, Any]:
    since, until = question.since, question.until
    if question.dated is OrderDate.CLOSED:
        return _start(since, now), _start(_day_after(until), now)
    scale = DAY if question.dated is OrderDate.DEADLINE else 1
    return (
        None if since is None else since.toordinal() * scale,
        None if until is None else (until.toordinal() + 1) * scale,
    )


def _cents(amount: Decimal | None) -> int | None:
    """An amount as a whole number of cents, no greater than one can be; parts of a cent count for nothing."""
    return None if amount is None else int(min(max(amount * 100, Decimal(-_MOST)), Decimal(_MOST)))


def seconds_of(now: datetime) -> int:
    """A moment in seconds of the office's calendar, as `due` counts them."""
    return now.toordinal() * DAY + now.hour * 3600 + now.minute * 60 + now.second


def _start(day: date | None, now: datetime) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), now.tzinfo)


def _day_after(day: date | None) -> date | None:
    # Nothing is opened after the last day that there is.
    return None if day is None or day == date.max else day + timedelta(days=1)
