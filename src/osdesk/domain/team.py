"""Technicians: who goes on site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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
class Technician:
    """A person of the team. Inactive ones stay on their old orders and aren't offered for new ones."""

    id: int | None = None
    version: int = 0
    name: str = ""
    phone: str = ""
    email: str = ""
    role: str = ""
    colour: TechnicianColour = TechnicianColour.BLUE
    active: bool = True
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
    return tuple(found)
