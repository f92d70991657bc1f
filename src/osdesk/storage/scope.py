"""A question of the order list in the terms of the tables: ids of statuses, instants, seconds of the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from osdesk.domain.questions import OrderQuestion, OrderSort
from osdesk.domain.statuses import Status

#: Seconds of a day in the office's calendar.
DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """`statuses` stand in the office's order. `few` when they have so few orders that to begin with them is best."""

    statuses: tuple[int, ...]
    every_status: bool = True
    few: bool = False
    opened_since: datetime | None = None
    opened_before: datetime | None = None
    due_before: int | None = None
    client_id: int | None = None
    client_text: str = ""
    words: str = ""
    technicians: tuple[int, ...] = ()
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
        return not (
            self.opened_since
            or self.opened_before
            or self.due_before is not None
            or self.client_id is not None
            or self.client_text
            or self.worded
            or self.deleted
        )


def scope_of(question: OrderQuestion, statuses: Sequence[Status], now: datetime) -> Scope:
    """The question as the tables understand it; `now` is in the office's zone, whose days its dates are."""
    ordered = sorted(statuses, key=lambda status: (status.position, status.id or 0))
    kept = [
        status
        for status in ordered
        if (not question.statuses or status.id in question.statuses)
        and (not question.kinds or status.kind in question.kinds)
        and (question.late_on is None or not status.kind.finished)
    ]
    due_before = None
    if question.late_on is not None:
        due_before = seconds_of(now) if question.late_on == now.date() else question.late_on.toordinal() * DAY
    return Scope(
        statuses=tuple(status.id for status in kept if status.id is not None),
        every_status=len(kept) == len(ordered),
        opened_since=_start(question.since, now),
        opened_before=_start(_day_after(question.until), now),
        due_before=due_before,
        client_id=question.client_id,
        client_text=question.client_text.strip(),
        words=question.search.strip(),
        technicians=tuple(sorted(question.technicians)),
        deleted=question.deleted,
        sort=question.sort,
        descending=question.descending,
    )


def seconds_of(now: datetime) -> int:
    """A moment in seconds of the office's calendar, as `due` counts them."""
    return now.toordinal() * DAY + now.hour * 3600 + now.minute * 60 + now.second


def _start(day: date | None, now: datetime) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), now.tzinfo)


def _day_after(day: date | None) -> date | None:
    # Nothing is opened after the last day that there is.
    return None if day is None or day == date.max else day + timedelta(days=1)
