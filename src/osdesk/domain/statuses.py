"""The states an order can be in and the types of service: rows that an office may name itself, each of a fixed kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from osdesk.domain.colours import parsed
from osdesk.domain.problems import Problem

LONGEST_NAME = 40
#: A visit lasts two days at most.
LONGEST_DURATION = 48 * 60
MOST_PHOTOS = 99


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


def asks_reason(before: Status | None, after: Status) -> bool:
    """Whether a change asks for a reason: as the kinds say, and where the office wants one for that status.

    What a new order starts in is nobody's decision: there the kinds alone say so.
    """
    if before is not None and before.id == after.id:
        return False
    if before is None:
        return needs_reason(StatusKind.OPEN, after.kind)
    return after.asks_reason or needs_reason(before.kind, after.kind)


def may_follow(before: Status | None, after: Status) -> bool:
    """Whether the office's rules let an order go from one status to the other; from nothing it may go anywhere."""
    return before is None or before.id == after.id or not before.leads_to or after.id in before.leads_to


def offered(before: Status | None, statuses: Iterable[Status]) -> tuple[Status, ...]:
    """The statuses that an order may have next, its own among them."""
    return tuple(status for status in statuses if may_follow(before, status))


def is_closing(before: Status | None, after: Status | None) -> bool:
    """Whether a change closes an order: what was not done is done."""
    return (
        after is not None and after.kind is StatusKind.DONE and (before is None or before.kind is not StatusKind.DONE)
    )


def closes_with(before: Status | None, statuses: Iterable[Status]) -> Status | None:
    """The status that *Close* gives: the first done one that may follow; None where none may."""
    return next((each for each in offered(before, statuses) if each.kind is StatusKind.DONE), None)


def mergeable(gone: Status, into: Status) -> bool:
    """Whether one may be merged into the other: no order is closed, reopened or cancelled by it."""
    return gone.id != into.id and (gone.kind is into.kind or {gone.kind, into.kind} <= UNFINISHED)


def status_problems(status: Status, others: Sequence[Status], *, used: bool) -> tuple[Problem, ...]:
    """What keeps a status from being stored beside the others. `used`: orders have it, so its kind is fixed."""
    found = _name_problems(status.name, status.key, [each.name for each in others if each.id != status.id])
    if status.colour and parsed(status.colour) != status.colour:
        found.append(Problem(field="colour", code="colour.form"))
    before = next((each for each in others if each.id == status.id), None)
    if before is not None and before.kind is not status.kind:
        if before.key:
            found.append(Problem(field="kind", code="status.kind_fixed"))
        elif used:
            found.append(Problem(field="kind", code="status.kind_used"))
        else:
            found += last_of_kind(before, others, "kind")
    return tuple(found)


def last_of_kind(gone: Status, others: Iterable[Status], field: str = "id") -> list[Problem]:
    """Why this status must stay: new orders need an open one, and closing needs one that is done."""
    if any(each.kind is gone.kind and each.id != gone.id for each in others):
        return []
    codes = {StatusKind.OPEN: "status.last_open", StatusKind.DONE: "status.last_done"}
    return [Problem(field=field, code=codes[gone.kind])] if gone.kind in codes else []


def service_type_problems(kind: ServiceType, others: Iterable[ServiceType]) -> tuple[Problem, ...]:
    """What keeps a type of service from being stored beside the others."""
    found = _name_problems(kind.name, kind.key, [each.name for each in others if each.id != kind.id])
    if kind.duration is not None and not 0 < kind.duration <= LONGEST_DURATION:
        found.append(Problem(field="duration", code="duration.range", facts={"hours": LONGEST_DURATION // 60}))
    if not 0 <= kind.needs_photos <= MOST_PHOTOS:
        found.append(Problem(field="needs_photos", code="number.range", facts={"least": 0, "most": MOST_PHOTOS}))
    return tuple(found)


def _name_problems(name: str, key: str, taken: Iterable[str]) -> list[Problem]:
    """A seeded row may go without a name: it is then shown translated."""
    if not name.strip():
        return [] if key else [Problem(field="name", code="required")]
    if len(name) > LONGEST_NAME:
        return [Problem(field="name", code="text.too_long", facts={"longest": LONGEST_NAME})]
    if name.strip().casefold() in {each.strip().casefold() for each in taken}:
        return [Problem(field="name", code="name.taken")]
    return []


def is_late(deadline: date | None, deadline_time: time | None, kind: StatusKind, now: datetime) -> bool:
    """Whether an unfinished order is past its deadline; `now` is in the office's zone."""
    if deadline is None or kind.finished:
        return False
    if deadline != now.date():
        return deadline < now.date()
    return deadline_time is not None and deadline_time < now.time()
