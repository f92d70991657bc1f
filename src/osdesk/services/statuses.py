"""Statuses and types of service: what an order can be in, and what it can be."""

from __future__ import annotations

from osdesk.domain.statuses import ServiceType, Status
from osdesk.services.office import Office
from osdesk.storage import statuses as storage


def statuses(office: Office) -> tuple[Status, ...]:
    """All statuses in the office's order."""
    with office.read() as session:
        return storage.all_statuses(session)


def service_types(office: Office, include_inactive: bool = True) -> tuple[ServiceType, ...]:
    """All types of service in the office's order."""
    with office.read() as session:
        found = storage.all_service_types(session)
    return tuple(kind for kind in found if kind.active or include_inactive)
