"""Statuses and types of service: what an order can be in, and what it can be. The office names, colours and orders
them; a status that orders have goes by being merged into another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from osdesk.domain.changes import Subject
from osdesk.domain.filters import SavedFilter
from osdesk.domain.history import Deed, FieldChange
from osdesk.domain.permissions import Permission
from osdesk.domain.problems import Problem, Refused
from osdesk.domain.statuses import (
    ServiceType,
    Status,
    last_of_kind,
    mergeable,
    service_type_problems,
    status_problems,
)
from osdesk.domain.tidy import tidied
from osdesk.services import records
from osdesk.services.office import Gone, Office, Work
from osdesk.services.wording.status_names import status_name
from osdesk.storage import saved_filters, status_moves
from osdesk.storage import statuses as storage

#: More orders than this are moved for good: undoing would hold on to too much.
UNDOABLE = 20_000

#: Told how many orders were moved, of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge (or a removal) did, for `put_back`: the status that went, where its `moved` orders went, and
    statuses and kept filters as they were. `undoable` is off where there were too many orders.
    """

    gone: Status
    into: int | None = None
    moved: tuple[int, ...] = ()
    count: int = 0
    led: tuple[Status, ...] = ()
    filters: tuple[SavedFilter, ...] = ()
    undoable: bool = True


def statuses(office: Office) -> tuple[Status, ...]:
    """All statuses in the office's order."""
    with office.read() as session:
        return storage.all_statuses(session)


def uses(office: Office) -> Mapping[int, int]:
    """How many orders have each status, in the bin too; those that none has are left out."""
    with office.read() as session:
        return status_moves.counts(session)


def names(office: Office) -> Mapping[int, str]:
    """What statuses are called, by id, also those that went: histories speak of them."""
    with office.read() as session:
        gone = status_moves.names_of_gone(session)
        there = storage.all_statuses(session)
    return {**gone, **{status.id: status_name(status) for status in there if status.id is not None}}


def save_status(office: Office, status: Status, *, initiator: object = None) -> Status:
    """Store a status; a new one comes last. Raises `Refused`, `Conflict`, `Gone`, `NotAllowed`."""
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        others = storage.all_statuses(work.session)
        status = tidied(replace(status, colour=status.colour.upper(), leads_to=_known(status, others)))
        used = status.id in status_moves.counts(work.session)

        def problems(value: Status) -> tuple[Problem, ...]:
            return status_problems(value, others, used=used)

        if status.id is not None:
            return records.put(work, Subject.STATUS, storage.STATUSES, status, problems)
        records.refuse(problems(status))
        last = max((other.position for other in others), default=0)
        added = status_moves.add(work.session, replace(status, position=last + 1))
        work.record(Subject.STATUS, [added.id or 0], Deed.ADDED)
        return added


def _known(status: Status, others: Iterable[Status]) -> tuple[int, ...]:
    """Where it leads, without itself and what is not there; in the office's order, each once."""
    return tuple(other.id for other in others if other.id in status.leads_to and other.id not in (None, status.id))


def reorder_statuses(office: Office, ids: Sequence[int], *, initiator: object = None) -> tuple[Status, ...]:
    """Put the statuses into that order; those not named come after them. Returns them so."""
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        held = storage.all_statuses(work.session)
        records.reorder(work, Subject.STATUS, storage.STATUSES, held, ids)
        return storage.all_statuses(work.session)


def delete_status(office: Office, status_id: int, *, initiator: object = None) -> Merged:
    """Remove a status that no order has; returns what went, for `put_back`.

    Raises `Refused` (`status.has_orders`; `status.last_open`, `status.last_done`), `Gone`, `NotAllowed`.
    """
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        gone, others = _found(work, status_id)
        count = status_moves.counts(work.session).get(status_id, 0)
        if count:
            raise Refused((Problem(field="id", code="status.has_orders", facts={"count": count}),))
        records.refuse(last_of_kind(gone, others))
        led, filters = _let_go(work, gone, None, others)
        status_moves.remove(work.session, status_id)
        work.record(Subject.STATUS, [status_id], Deed.DELETED, detail=status_name(gone))
    return Merged(gone=gone, led=led, filters=filters)


def merge_statuses(
    office: Office, gone_id: int, into_id: int, *, progress: Progress | None = None, initiator: object = None
) -> Merged:
    """Move every order of one status to another and remove the first, all or nothing.

    Each order gets a line in its history; clients are told nothing. What led to the one leads to the other, and kept
    filters ask for it. Raises `Refused` (`status.merge_kind`, `status.last_…`), `Gone`, `NotAllowed`.
    """
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        gone, others = _found(work, gone_id)
        into, _ = _found(work, into_id)
        if not mergeable(gone, into):
            raise Refused((Problem(field="into", code="status.merge_kind"),))
        records.refuse(last_of_kind(gone, others))
        ids = status_moves.ids_of(work.session, gone_id)
        _move(work, ids, gone, into, progress)
        led, filters = _let_go(work, gone, into_id, others)
        status_moves.move_tally(work.session, gone_id, into_id, None)
        status_moves.remove(work.session, gone_id)
        work.record(Subject.STATUS, [gone_id], Deed.MERGED, detail=status_name(gone))
    undoable = len(ids) <= UNDOABLE
    return Merged(
        gone=gone,
        into=into_id,
        moved=tuple(ids) if undoable else (),
        count=len(ids),
        led=led,
        filters=filters,
        undoable=undoable,
    )


def put_back(office: Office, merged: Merged, *, initiator: object = None) -> Status:
    """Undo `merge_statuses` or `delete_status`: the status is there again, with those of its orders that nobody gave
    another one since. Raises `Refused` (`name.taken`), `NotAllowed`; ValueError for a merge that can't be undone.
    """
    if not merged.undoable:
        raise ValueError("too many orders were moved to move them back")
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        session = work.session
        records.refuse(status_problems(merged.gone, storage.all_statuses(session), used=False))
        back = status_moves.add(session, replace(merged.gone, version=merged.gone.version + 1))
        work.record(Subject.STATUS, [back.id or 0], Deed.RESTORED)
        if merged.into is not None:
            into, _ = _found(work, merged.into)
            ids = status_moves.still(session, merged.moved, merged.into)
            _move(work, ids, into, back, None)
            status_moves.move_tally(session, merged.into, back.id or 0, ids)
        now = {status.id: status for status in storage.all_statuses(session)}
        for was in merged.led:
            if was.id in now:
                told = replace(now[was.id], leads_to=tuple(each for each in was.leads_to if each in now))
                records.put(work, Subject.STATUS, storage.STATUSES, told, lambda _: ())
        kept = {held.id: held for held in saved_filters.all_saved_filters(session)}
        for earlier in merged.filters:
            if earlier.id in kept:
                question = replace(kept[earlier.id].question, statuses=earlier.question.statuses)
                _keep_filter(work, replace(kept[earlier.id], question=question))
    return back


def _found(work: Work, status_id: int) -> tuple[Status, tuple[Status, ...]]:
    """A status, and all there are. Raises `Gone`."""
    others = storage.all_statuses(work.session)
    found = next((status for status in others if status.id == status_id), None)
    if found is None:
        raise Gone(Subject.STATUS, status_id)
    return found, others


def _move(work: Work, ids: Sequence[int], before: Status, after: Status, progress: Progress | None) -> None:
    changes = (FieldChange(field="status_id", before=before.id, after=after.id),)
    done = 0

    def then(page: Sequence[int]) -> None:
        nonlocal done
        work.record(Subject.ORDER, page, Deed.MERGED, changes, detail=status_name(before))
        done += len(page)
        if progress is not None:
            progress(done, len(ids))

    status_moves.move(work.session, ids, after.id or 0, then=then)


def _let_go(
    work: Work, gone: Status, into: int | None, others: Iterable[Status]
) -> tuple[tuple[Status, ...], tuple[SavedFilter, ...]]:
    """Let what speaks of a status speak of another, or no more of it; returns what did, as it was."""
    led = tuple(status for status in others if gone.id in status.leads_to and status.id != gone.id)
    for status in led:
        leads = _without(status.leads_to, gone.id, into if into != status.id else None)
        told = replace(status, leads_to=leads)
        records.put(work, Subject.STATUS, storage.STATUSES, told, lambda _: ())
    filters = tuple(held for held in saved_filters.all_saved_filters(work.session) if gone.id in held.question.statuses)
    for held in filters:
        asked = frozenset(_without(tuple(held.question.statuses), gone.id, into))
        _keep_filter(work, replace(held, question=replace(held.question, statuses=asked)))
    return led, filters


def _without(ids: Iterable[int], gone: int | None, into: int | None) -> tuple[int, ...]:
    kept = (into if each == gone else each for each in ids)
    return tuple(dict.fromkeys(each for each in kept if each is not None))


def _keep_filter(work: Work, held: SavedFilter) -> None:
    records.put(work, Subject.SAVED_FILTER, saved_filters.SAVED_FILTERS, held, lambda _: ())


def service_types(office: Office, include_inactive: bool = True) -> tuple[ServiceType, ...]:
    """All types of service in the office's order."""
    with office.read() as session:
        found = storage.all_service_types(session)
    return tuple(kind for kind in found if kind.active or include_inactive)


def save_service_type(office: Office, kind: ServiceType, *, initiator: object = None) -> ServiceType:
    """Store a type of service; a new one comes last. Raises `Refused`, `Conflict`, `Gone`, `NotAllowed`."""
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        others = storage.all_service_types(work.session)
        if kind.id is None:
            kind = replace(kind, position=max((other.position for other in others), default=0) + 1)
        return records.put(
            work, Subject.SERVICE_TYPE, storage.SERVICE_TYPES, kind, lambda value: service_type_problems(value, others)
        )


def reorder_service_types(office: Office, ids: Sequence[int], *, initiator: object = None) -> tuple[ServiceType, ...]:
    """Put the types into that order; those not named come after them. Returns them so."""
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        held = storage.all_service_types(work.session)
        records.reorder(work, Subject.SERVICE_TYPE, storage.SERVICE_TYPES, held, ids)
        return storage.all_service_types(work.session)
