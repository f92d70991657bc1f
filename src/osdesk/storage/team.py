"""Technicians: their table, their hours and absences."""

from __future__ import annotations

from sqlalchemy import Connection, Date, Index, Integer, Select, Table, Time, bindparam, select

from osdesk.domain.team import Absence, Technician, TechnicianColour, WorkingHours
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.metadata import choice, flag, link, maybe, metadata, must, position, row_id, text, version
from osdesk.storage.shape import Part
from osdesk.storage.types import Instant, Words

technician = Table(
    "technician",
    metadata,
    row_id(),
    version(),
    text("name"),
    text("phone"),
    text("email"),
    text("role"),
    choice("colour", TechnicianColour),
    flag("active"),
    flag("sample"),
    maybe("deleted_at", Instant),
    must("skills", Words()),
)

hours = Table(
    "technician_hours",
    metadata,
    row_id(),
    link("technician_id", "technician", owner=True),
    position(),
    must("weekday", Integer),
    must("start", Time),
    must("end", Time),
)

absence = Table(
    "technician_absence",
    metadata,
    row_id(),
    link("technician_id", "technician", owner=True),
    position(),
    maybe("since", Date),
    maybe("until", Date),
    text("reason"),
)

Index(None, hours.c.technician_id, hours.c.position)
Index(None, absence.c.technician_id, absence.c.position)

TECHNICIANS = Aggregate(
    Technician,
    technician,
    (
        Part("hours", WorkingHours, hours, "technician_id"),
        Part("absences", Absence, absence, "technician_id"),
    ),
)


def living() -> Select[int]:
    """The ids of all that are not deleted."""
    return select(technician.c.id).where(technician.c.deleted_at.is_(None))


def name_of(session: Connection, technician_id: int) -> str:
    """A technician's name, also from the bin; "" when there is none of that id."""
    found: str | None = session.execute(_NAME, {"id": technician_id}).scalar()
    return found or ""


_NAME = select(technician.c.name).where(technician.c.id == bindparam("id"))
