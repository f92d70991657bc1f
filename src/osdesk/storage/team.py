"""Technicians: their table."""

from __future__ import annotations

from sqlalchemy import Connection, Select, Table, bindparam, select

from osdesk.domain.team import Technician, TechnicianColour
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.metadata import choice, flag, maybe, metadata, row_id, text, version
from osdesk.storage.types import Instant

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
)

TECHNICIANS = Aggregate(Technician, technician)


def living() -> Select[int]:
    """The ids of all that are not deleted."""
    return select(technician.c.id).where(technician.c.deleted_at.is_(None))


def name_of(session: Connection, technician_id: int) -> str:
    """A technician's name, also from the bin; "" when there is none of that id."""
    found: str | None = session.execute(_NAME, {"id": technician_id}).scalar()
    return found or ""


_NAME = select(technician.c.name).where(technician.c.id == bindparam("id"))
