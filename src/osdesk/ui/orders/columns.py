"""The columns of the order list: number and day, client, reason, people, status, deadline, total; words and drawing.

Apart from the page so that words and marks can be tested, and because the bin shows orders alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from osdesk.domain.dates import format_short_date, format_time, format_weekday
from osdesk.domain.money import format_amount
from osdesk.domain.questions import OrderRow, OrderSort
from osdesk.domain.statuses import Status, StatusKind, is_late
from osdesk.domain.team import Technician, initials
from osdesk.services import wording
from osdesk.texts import _, language, ngettext
from osdesk.ui.kit.cells import Cell, Column, Person

_DASH = "—"
#: With details beside a narrow list the reason gives way: it stands in the details.
NEEDED_FOR_REASON = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a row's ids mean, and what time it is: `now` is in the office's zone."""

    statuses: Mapping[int, Status]
    team: Mapping[int, Technician]
    now: datetime
    #: What was worked out of ids so far: a list asks it of every row at every painting.
    _people: dict[tuple[int, ...], list[Person]] = field(default_factory=dict, repr=False, compare=False)
    _words: dict[int, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def zone(self) -> ZoneInfo | None:
        """The office's time zone."""
        return self.now.tzinfo if isinstance(self.now.tzinfo, ZoneInfo) else None

    def kind(self, row: OrderRow) -> StatusKind:
        """What the row's status means to the program."""
        status = self.statuses.get(row.status_id)
        return status.kind if status is not None else StatusKind.OPEN

    def status_words(self, row: OrderRow) -> str:
        """The name of the row's status."""
        found = self._words.get(row.status_id)
        if found is None:
            status = self.statuses.get(row.status_id)
            found = self._words[row.status_id] = wording.status_name(status) if status is not None else ""
        return found

    def people(self, row: OrderRow) -> list[Person]:
        """The technicians of an order who are known, as the list shows them."""
        found = self._people.get(row.technicians)
        if found is None:
            team = [self.team[key] for key in row.technicians if key in self.team]
            found = [Person(person.name, initials(person.name), person.colour) for person in team]
            self._people[row.technicians] = found
        return found


class Deadline(NamedTuple):
    """A deadline in words, the icon before it, and how it is meant ("late", "today", "done" or "")."""

    words: str
    icon: str
    tone: str


def deadline_of(row: OrderRow, kind: StatusKind, now: datetime) -> Deadline:
    """What the list says of a deadline: the day; *today*; or how many days late."""
    if row.deadline is None:
        return Deadline(_DASH, "", "done" if kind.finished else "")
    hour = format_time(row.deadline_time) if row.deadline_time is not None else ""
    if kind.finished:
        return Deadline(day_words(row.deadline, now.date()), "", "done")
    if is_late(row.deadline, row.deadline_time, kind, now):
        days = (now.date() - row.deadline).days
        if days == 0:
            return Deadline(_("Today, {hour}").format(hour=hour), "clock-alert", "late")
        return Deadline(
            ngettext("{count} day late", "{count} days late", days).format(count=days), "clock-alert", "late"
        )
    if row.deadline == now.date():
        return Deadline(_("Today, {hour}").format(hour=hour) if hour else _("Today"), "flag", "today")
    return Deadline(f"{day_words(row.deadline, now.date())} {hour}".rstrip(), "", "")


def day_words(day: date, today: date) -> str:
    """`qui, 26/11`; with the year where it isn't this year's."""
    short = format_short_date(day) if day.year == today.year else f"{format_short_date(day)}/{day.year % 100:02}"
    return f"{format_weekday(day, language())}, {short}"


def opened_words(opened_at: datetime, around: Surroundings, *, with_hour: bool) -> str:
    """`24/11`, `24/11 14:10`; another year's with its year and no hour."""
    local = opened_at.astimezone(around.zone)
    if local.year != around.now.year:
        return f"{format_short_date(local.date())}/{local.year % 100:02}"
    return f"{format_short_date(local.date())} {format_time(local)}" if with_hour else format_short_date(local.date())


def is_faint(row: OrderRow, around: Surroundings) -> bool:
    """Whether the row's text is quieter: a cancelled order."""
    return around.kind(row) is StatusKind.CANCELLED


def order_columns(around: Callable[[], Surroundings], wide: Callable[[], bool]) -> tuple[Column[OrderRow], ...]:
    """The columns. `around` and `wide` (days with their hour) are asked at each painting."""
    return (
        Column(
            key=OrderSort.NUMBER,
            title=_("Number"),
            width=148,
            text=lambda row: row.number,
            draw=lambda cell, row: cell.pair(row.number, opened_words(row.opened_at, around(), with_hour=wide())),
        ),
        Column(
            key=OrderSort.CLIENT,
            title=_("Client"),
            width=204,
            text=lambda row: _one_line(row.client),
            draw=lambda cell, row: cell.strong(_one_line(row.client)),
        ),
        Column(
            key=OrderSort.REASON,
            title=_("Reason"),
            width=180,
            text=lambda row: _one_line(row.reason),
            draw=lambda cell, row: cell.text(_one_line(row.reason)),
            stretch=True,
            needs=NEEDED_FOR_REASON,
        ),
        Column(
            key=OrderSort.TECHNICIANS,
            title=_("Technicians"),
            width=138,
            text=lambda row: ", ".join(person.name for person in around().people(row)),
            draw=lambda cell, row: cell.people(around().people(row), _("No technician")),
        ),
        Column(
            key=OrderSort.STATUS,
            title=_("Status"),
            width=150,
            text=lambda row: around().status_words(row),
            draw=lambda cell, row: _draw_status(cell, row, around()),
        ),
        Column(
            key=OrderSort.DEADLINE,
            title=_("Deadline"),
            width=136,
            text=lambda row: deadline_of(row, around().kind(row), around().now).words,
            draw=lambda cell, row: _draw_deadline(cell, row, around()),
        ),
        Column(
            key=OrderSort.TOTAL,
            title=_("Total"),
            width=112,
            text=total_words,
            draw=lambda cell, row: cell.text(
                total_words(row), "figures", "text2" if row.total is None else "", right=True
            ),
            right=True,
        ),
    )


def total_words(row: OrderRow) -> str:
    """`R$ 501,90`, or a dash for an order without prices."""
    return _DASH if row.total is None else format_amount(row.total, language(), symbol=True)


def _draw_status(cell: Cell, row: OrderRow, around: Surroundings) -> None:
    status = around.statuses.get(row.status_id)
    if status is not None:
        cell.chip(cell.theme.of_status(status), around.status_words(row))


def _draw_deadline(cell: Cell, row: OrderRow, around: Surroundings) -> None:
    said = deadline_of(row, around.kind(row), around.now)
    if said.icon:
        cell.mark(said.icon, said.words, "danger" if said.tone == "late" else "warn")
    else:
        cell.text(said.words, "text", "text2" if said.tone == "done" else "")


def _one_line(words: str) -> str:
    return " ".join(words.split()) if "\n" in words else words
