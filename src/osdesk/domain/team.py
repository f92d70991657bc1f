"""Technicians: who goes on site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from osdesk.domain.problems import Problem


class TechnicianColour(StrEnum):
    """The pair of colours of a technician's avatar."""

    VIOLET = "violet"
    TEAL = "teal"
    BLUE = "blue"
    AMBER = "amber"
    ROSE = "rose"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingHours:
    """A stretch of work on one weekday (0 is Monday, as `date.weekday` counts), in the office's wall clock."""

    id: int | None = None
    weekday: int = 0
    start: time = time(8)
    end: time = time(18)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days away, both inclusive: a holiday, an illness, a course."""

    id: int | None = None
    since: date | None = None
    until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Technician:
    """A person of the team. Inactive ones stay on their old orders and aren't offered for new ones.

    `hours` are the person's own; without any, the office's count. `skills` are free words (`Refrigeração`).
    """

    id: int | None = None
    version: int = 0
    name: str = ""
    phone: str = ""
    email: str = ""
    role: str = ""
    colour: TechnicianColour = TechnicianColour.BLUE
    active: bool = True
    skills: tuple[str, ...] = ()
    hours: tuple[WorkingHours, ...] = ()
    absences: tuple[Absence, ...] = ()
    sample: bool = False
    deleted_at: datetime | None = None


def initials(name: str) -> str:
    """One or two capital letters that stand for a name: of its first and its last word."""
    words = [word for word in name.split() if word[:1].isalnum()]
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def problems(technician: Technician) -> tuple[Problem, ...]:
    """What keeps a technician from being stored."""
    # Here, because a list shows technicians and knows nothing of contacts.
    from osdesk.domain.contacts import is_email

    found: list[Problem] = []
    if not technician.name.strip():
        found.append(Problem(field="name", code="required"))
    if technician.email and not is_email(technician.email):
        found.append(Problem(field="email", code="email.form"))
    for index, stretch in enumerate(technician.hours):
        if stretch.end <= stretch.start:
            found.append(Problem(field=f"hours.{index}.end", code="hours.order"))
    for index, absence in enumerate(technician.absences):
        if absence.since is None:
            found.append(Problem(field=f"absences.{index}.since", code="required"))
        elif absence.until is not None and absence.until < absence.since:
            found.append(Problem(field=f"absences.{index}.until", code="absence.order"))
    return tuple(found)
