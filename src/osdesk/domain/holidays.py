"""Days on which the office doesn't work: its own, kept as rows; the country's and the state's come from a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from osdesk.domain.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day off of the office's own (the city's, a bridge): once, or every year on the same day."""

    id: int | None = None
    version: int = 0
    day: date | None = None
    name: str = ""
    yearly: bool = False


def falls_on(holiday: Holiday, day: date) -> bool:
    """Whether that day is it; the 29th of February is kept only in years that have one."""
    if holiday.day is None:
        return False
    return holiday.day == day or (holiday.yearly and (holiday.day.month, holiday.day.day) == (day.month, day.day))


def problems(holiday: Holiday) -> tuple[Problem, ...]:
    """What keeps a holiday from being stored."""
    found: list[Problem] = []
    if holiday.day is None:
        found.append(Problem(field="day", code="required"))
    if not holiday.name.strip():
        found.append(Problem(field="name", code="required"))
    return tuple(found)
