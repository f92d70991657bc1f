"""The states an order can be in and the types of service: rows that an office may name itself, each of a fixed kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class StatusKind(StrEnum):
    """What a status means to the program, whatever the office calls it."""

    OPEN = "open"
    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def finished(self) -> bool:
        """Whether nothing more is to be done on an order of this kind."""
        return self in (StatusKind.DONE, StatusKind.CANCELLED)


UNFINISHED = frozenset({StatusKind.OPEN, StatusKind.RUNNING, StatusKind.WAITING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A status row. A seeded one has a `key` and no `name`: it is shown translated until the office names it.

    `colour` is `#RRGGBB`, from which readable pairs are worked out (`domain.colours`); "" shows the pair of the key or
    kind. `leads_to` are the statuses that may follow, none for all of them; `asks_reason` wants a reason for entering.
    """

    id: int | None = None
    version: int = 0
    key: str = ""
    name: str = ""
    kind: StatusKind = StatusKind.OPEN
    position: int = 0
    colour: str = ""
    asks_reason: bool = False
    leads_to: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceType:
    """A type of service. A seeded one has a `key` and no `name`: it is shown translated until the office names it.

    `duration` is what a visit takes, in minutes; `skill` what a technician must know for it, "" for nothing special.
    `templates` are the checklists that an order of it starts with, `reason` and `observations` its texts. What
    `needs_…` names must be there before the order may be closed (`domain.closing`); photos are counted.
    """

    id: int | None = None
    version: int = 0
    key: str = ""
    name: str = ""
    position: int = 0
    active: bool = True
    duration: int | None = None
    skill: str = ""
    templates: tuple[int, ...] = ()
    reason: str = ""
    observations: str = ""
    needs_checklist: bool = False
    needs_signature: bool = False
    needs_photos: int = 0
    needs_observations: bool = False
    needs_materials: bool = False
    needs_kilometres: bool = False


SEEDED_STATUSES: tuple[Status, ...] = (
    Status(key="open", kind=StatusKind.OPEN, position=1),
    Status(key="scheduled", kind=StatusKind.OPEN, position=2),
    Status(key="running", kind=StatusKind.RUNNING, position=3),
    Status(key="waiting", kind=StatusKind.WAITING, position=4),
    Status(key="done", kind=StatusKind.DONE, position=5),
    Status(key="cancelled", kind=StatusKind.CANCELLED, position=6),
)

SEEDED_SERVICE_TYPES: tuple[ServiceType, ...] = (
    ServiceType(key="installation", position=1),
    ServiceType(key="preventive", position=2),
    ServiceType(key="corrective", position=3),
    ServiceType(key="inspection", position=4),
    ServiceType(key="warranty", position=5),
)


def needs_reason(before: StatusKind, after: StatusKind) -> bool:
    """Whether this change of kind asks for a reason: cancelling does, and so does reopening what was finished."""
    if before is after:
        return False
    return after is StatusKind.CANCELLED or (before.finished and not after.finished)


def is_late(deadline: date | None, deadline_time: time | None, kind: StatusKind, now: datetime) -> bool:
    """Whether an unfinished order is past its deadline; `now` is in the office's zone."""
    if deadline is None or kind.finished:
        return False
    if deadline != now.date():
        return deadline < now.date()
    return deadline_time is not None and deadline_time < now.time()
