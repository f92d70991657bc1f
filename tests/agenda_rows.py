"""Rows of the agenda for tests: `a_row(day=…)` is a visit of Tuesday, 24 November 2026, with one thing changed."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import count
from typing import Any

from osdesk.domain.agenda import VisitRow
from osdesk.domain.planning import Calendar
from osdesk.domain.priorities import Priority
from osdesk.domain.team import Technician

TUESDAY = date(2026, 11, 24)
_ids = count(1)


def clock(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    """That hour on the office's wall clock."""
    return datetime.combine(day, time(hour, minute))


def a_row(**changes: Any) -> VisitRow:
    """Planned from nine to ten for technician 1; each has an id of its own."""
    row = VisitRow(
        id=next(_ids),
        order_id=1,
        order_version=1,
        number="000042",
        client="Clínica Aurora",
        reason="Aparelho pinga",
        place="Porto Alegre",
        status_id=1,
        service_type_id=None,
        priority=Priority.NORMAL,
        day=TUESDAY,
        planned_start=time(9),
        planned_end=time(10),
        technicians=(1,),
        check_in=None,
        check_out=None,
        outcome=None,
        minutes=None,
    )
    return row._replace(**changes)


def a_calendar(*technicians: Technician, **changes: Any) -> Calendar:
    """An office that works from eight to six, Monday to Friday, with these technicians (else two of no hours)."""
    people = technicians or (Technician(id=1, name="Rafael"), Technician(id=2, name="Juliana"))
    held: dict[str, Any] = {"days_off": {}, "skills": {}, "technicians": {each.id: each for each in people}}
    return Calendar(**{**held, **changes})
