"""The day in words: hours, how long somebody is there, how late something is, and what a screen reader says of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from osdesk.domain import dates
from osdesk.domain.agenda import VisitRow
from osdesk.domain.money import format_amount, round_half_up
from osdesk.domain.questions import NOBODY, OrderRow
from osdesk.domain.today import Today, is_late
from osdesk.services import wording
from osdesk.texts import _, language, ngettext, pgettext


def start_words(row: VisitRow, now: datetime) -> str:
    """When it began or is to begin: `14:00`, "" without hours."""
    if row.check_in is not None:
        return dates.format_time(row.check_in.astimezone(now.tzinfo))
    return dates.format_time(row.planned_start) if row.planned_start is not None else ""


def head_words(row: VisitRow, now: datetime) -> str:
    """The first line of a block: `14:00`, `14:00 · not there yet`."""
    start = start_words(row, now)
    if not is_late(row, now):
        return start
    words = _("not there yet")
    return f"{start} · {words}" if start else words


def status_words(row: VisitRow, now: datetime) -> str:
    """How the visit stands."""
    return pgettext("visit", "Late") if is_late(row, now) else wording.visit_status_name(row.status)


def since_words(row: VisitRow, now: datetime) -> str:
    """Since when somebody is there: `since 13:40`, `since 23/11 17:20`."""
    if row.check_in is None:
        return ""
    came = row.check_in.astimezone(now.tzinfo)
    hour = dates.format_time(came)
    when = hour if came.date() == now.date() else f"{dates.format_short_date(came.date())} {hour}"
    return _("since {time}").format(time=when)


def stay_words(row: VisitRow, now: datetime) -> str:
    """How long somebody is there by now: `1 h 32`."""
    if row.check_in is None:
        return ""
    return dates.format_duration(max(timedelta(), now - row.check_in), language())


def days_words(days: int) -> str:
    """`4 days`."""
    return ngettext("{count} day", "{count} days", days).format(count=days)


def late_words(order: OrderRow, today: date) -> str:
    """How late an order is: in days, or today's hour."""
    if order.deadline is None:
        return ""
    if order.deadline < today:
        return days_words((today - order.deadline).days)
    return dates.format_time(order.deadline_time) if order.deadline_time is not None else _("today")


def waited_words(since: datetime, now: datetime) -> str:
    """Since when an order waits: `since 18/11`, `since 09:20`."""
    began = since.astimezone(now.tzinfo)
    if began.date() == now.date():
        return _("since {time}").format(time=dates.format_time(began))
    day = dates.format_short_date(began.date())
    return _("since {time}").format(time=day if began.year == now.year else f"{day}/{began.year}")


def name_of(who: int, today: Today) -> str:
    """A technician's name, or that nobody goes."""
    if who == NOBODY:
        return _("No technician")
    return next((person.name for person in today.team if person.id == who), _("Unknown"))


def spoken(row: VisitRow, who: int, today: Today) -> str:
    """What a screen reader says of a block."""
    parts = (name_of(who, today), start_words(row, today.now), row.client, row.number, status_words(row, today.now))
    return ", ".join(part for part in (*parts, row.place, row.reason) if part)


def tip(row: VisitRow, today: Today) -> str:
    """What is told of a block under the pointer."""
    people = ", ".join(name_of(who, today) for who in row.technicians) or _("No technician")
    planned = ""
    if row.planned_start is not None:
        planned = dates.format_time(row.planned_start)
        if row.planned_end is not None:
            planned += f"–{dates.format_time(row.planned_end)}"
    happened = ""
    if row.check_in is not None:
        happened = dates.format_time(row.check_in.astimezone(today.now.tzinfo))
        if row.check_out is not None:
            happened += f"–{dates.format_time(row.check_out.astimezone(today.now.tzinfo))}"
    lines = (
        f"{row.number} · {row.client}",
        people,
        _("Planned {hours}").format(hours=planned) if planned else "",
        f"{status_words(row, today.now)} {happened}".strip(),
        row.place,
        row.reason,
    )
    return "\n".join(line for line in lines if line)


def change_words(now: int, before: int) -> str:
    """What a figure is against the week before: `3 more than before`."""
    if now == before:
        return _("as many as before")
    if now > before:
        return _("{count} more than before").format(count=now - before)
    return _("{count} fewer than before").format(count=before - now)


def amount_words(amount: Decimal) -> str:
    """An amount in whole units, for a big figure: `R$ 14.870`."""
    whole = round_half_up(amount, 0)
    told = format_amount(whole, language(), symbol=True)
    return told[:-3] if told[-3:-2] in (",", ".") else told
