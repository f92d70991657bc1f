"""Statuses and service types: their tables, and the rows that every office starts with."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, Table, select

from osdesk.domain.statuses import SEEDED_SERVICE_TYPES, SEEDED_STATUSES, ServiceType, Status, StatusKind
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.metadata import choice, flag, metadata, must, row_id, text, version, whole
from osdesk.storage.types import Ids

status = Table(
    "status",
    metadata,
    row_id(),
    version(),
    text("key"),
    text("name"),
    choice("kind", StatusKind),
    must("position", Integer),
    text("colour"),
    flag("asks_reason"),
    must("leads_to", Ids),
)

service_type = Table(
    "service_type",
    metadata,
    row_id(),
    version(),
    text("key"),
    text("name"),
    must("position", Integer),
    flag("active"),
    whole("duration"),
    text("skill"),
    must("templates", Ids),
    text("reason"),
    text("observations"),
    flag("needs_checklist"),
    flag("needs_signature"),
    must("needs_photos", Integer),
    flag("needs_observations"),
    flag("needs_materials"),
    flag("needs_kilometres"),
)

STATUSES = Aggregate(Status, status)
SERVICE_TYPES = Aggregate(ServiceType, service_type)


def seed(session: Connection) -> None:
    """The rows that a new office starts with."""
    for row in SEEDED_STATUSES:
        STATUSES.save(session, row)
    for kind in SEEDED_SERVICE_TYPES:
        SERVICE_TYPES.save(session, kind)


def all_statuses(session: Connection) -> tuple[Status, ...]:
    """All statuses in the office's order."""
    return tuple(Status(**row) for row in session.execute(_STATUSES).mappings())


def all_service_types(session: Connection) -> tuple[ServiceType, ...]:
    """All types of service in the office's order."""
    return tuple(ServiceType(**row) for row in session.execute(_SERVICE_TYPES).mappings())


_STATUSES = select(status).order_by(status.c.position, status.c.id)
_SERVICE_TYPES = select(service_type).order_by(service_type.c.position, service_type.c.id)
