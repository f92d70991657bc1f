"""The agenda in words: its stretch of days, a plan, what speaks against one, and what is read aloud."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QLocale

from osdesk.domain import dates
from osdesk.domain.agenda import Clash, VisitRow, Warned
from osdesk.domain.questions import NOBODY
from osdesk.services import wording
from osdesk.texts import _, language, ngettext, pgettext
from osdesk.ui.agenda.sight import Sight, View


def stretch_words(view: View, since: date, until: date) -> str:
    """`24 de novembro de 2026`, `23 a 29 de novembro`, `30 de nov. a 6 de dez.`, `novembro de 2026`."""
    if view is View.MONTH:
        return _("{month} {year}").format(month=_month(since).capitalize(), year=since.year)
    if view is View.DAY:
        return _("{day} {month} {year}").format(day=since.day, month=_month(since), year=since.year)
    if since.month == until.month:
        return _("{first} to {last} {month}").format(first=since.day, last=until.day, month=_month(since))
    return _("{first} {month} to {last} {other}").format(
        first=since.day,
        month=_month(since),
        last=until.day,
        other=_month(until),
    )


def _month(day: date) -> str:
    """The month's name as it stands within a sentence."""
    return QLocale(language()).monthName(day.month)


def day_words(day: date) -> str:
    """`qui 26/11`."""
    return f"{dates.format_weekday(day, language())} {dates.format_short_date(day)}"


def hours_words(row: VisitRow) -> str:
    """`14:00–16:00`, `14:00`, or "" without hours."""
    if row.planned_start is None:
        return ""
    start = dates.format_time(row.planned_start)
    if row.planned_end is None:
        return start
    after = " (+1)" if row.planned_end <= row.planned_start else ""
    return f"{start}–{dates.format_time(row.planned_end)}{after}"


def plan_words(row: VisitRow, sight: Sight) -> str:
    """`qui 26/11 14:00–16:00 · Rafael Moura`."""
    if row.day is None:
        return _("Not planned")
    when = f"{day_words(row.day)} {hours_words(row)}".strip()
    return f"{when} · {people_words(row.technicians, sight)}"


def people_words(technicians: Iterable[int], sight: Sight) -> str:
    """Their names."""
    names = [sight.name_of(who) or _("Unknown") for who in technicians if who != NOBODY]
    return ", ".join(names) or _("No technician")


def minutes_words(minutes: int) -> str:
    """`1 h 30`."""
    return dates.format_duration(timedelta(minutes=minutes), language())


def load_words(planned: int, capacity: int) -> str:
    """`4 h de 8 h`."""
    if not capacity:
        return minutes_words(planned) if planned else ""
    return _("{planned} of {capacity}").format(planned=minutes_words(planned), capacity=minutes_words(capacity))


def clock_words(minutes: int) -> str:
    """That clocks change on a day."""
    words = _("Clocks go forward {time}") if minutes > 0 else _("Clocks go back {time}")
    return words.format(time=minutes_words(abs(minutes)))


def visits_words(count: int) -> str:
    """`8 visitas`."""
    return ngettext("{count} visit", "{count} visits", count).format(count=count)


def warning_words(warned: Warned, sight: Sight) -> str:
    """One thing that speaks against a plan, as a sentence without its end."""
    who = sight.name_of(warned.technician_id) if warned.technician_id is not None else ""
    match warned.clash:
        case Clash.OVERLAP:
            other = sight.visits.get(warned.other_id or 0)
            if other is None:
                return _("{name} has another visit at that hour").format(name=who)
            return _("{name} is at {client} then ({hours})").format(
                name=who, client=other.client, hours=hours_words(other)
            )
        case Clash.OUTSIDE_HOURS:
            return _("Outside the working hours of {name}").format(name=who)
        case Clash.HOLIDAY:
            return _("Day off: {name}").format(name=warned.name)
        case Clash.ABSENT:
            words = _("{name} is away ({reason})") if warned.name else _("{name} is away")
            return words.format(name=who, reason=warned.name)
        case Clash.SKILL:
            return _("Asks for somebody who knows {skill}").format(skill=warned.name)
        case Clash.PAST_DEADLINE:
            return _("After the order's deadline")


def warnings_words(warnings: Iterable[Warned], sight: Sight) -> list[str]:
    """All of them, each once."""
    return list(dict.fromkeys(warning_words(each, sight) for each in warnings))


def status_words(row: VisitRow, sight: Sight) -> str:
    """How the visit stands."""
    return pgettext("visit", "Late") if sight.is_late(row) else wording.visit_status_name(row.status)


def tip(row: VisitRow, sight: Sight) -> str:
    """What is told of a visit under the pointer."""
    lines = [
        f"{row.number} · {row.client}",
        plan_words(row, sight),
        status_words(row, sight),
        *(part for part in (row.place, row.reason) if part),
        *(f"⚠ {words}" for words in warnings_words(sight.warnings.get(row.id, ()), sight)),
    ]
    return "\n".join(lines)


def spoken(row: VisitRow | None, who: int, day: date, sight: Sight) -> str:
    """What a screen reader says of the place that is marked."""
    name = sight.name_of(who) or _("No technician")
    if row is None:
        off = sight.off.get(day, "")
        words = _("{name}, {day}, nothing planned").format(name=name, day=day_words(day))
        return f"{words}, {off}" if off else words
    parts = [name, day_words(day), hours_words(row), row.client, row.number, status_words(row, sight)]
    return ", ".join(part for part in (*parts, *warnings_words(sight.warnings.get(row.id, ()), sight)) if part)
