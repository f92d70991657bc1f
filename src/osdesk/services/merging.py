"""Two clients made one, and taken apart again: one transaction each, whatever the number of their orders.

Documents that were issued stay as they were printed; everything else of the orders is the other client's from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from osdesk.domain.changes import Subject
from osdesk.domain.clients import Client
from osdesk.domain.history import Deed, FieldChange
from osdesk.domain.merging import Merged, Unmerged, combined, preselected, taken_back
from osdesk.domain.permissions import Permission
from osdesk.domain.problems import Problem, Refused
from osdesk.services import clients
from osdesk.services.office import Gone, Office, Work
from osdesk.storage import clients as storage
from osdesk.storage import merging

#: Hears how many orders were given over, and of how many.
Progress = Callable[[int, int], object]


def merge(
    office: Office,
    keep_id: int,
    gone_id: int,
    taken: Collection[str] | None = None,
    *,
    progress: Progress | None = None,
    initiator: object = None,
) -> Merged:
    """Make one client of two: the second's orders become the first's, and it goes into the bin.

    `taken` are the fields (`domain.merging.CHOSEN`) that the first gets from the second; None fills in what is empty.
    Contacts, addresses, notes and tags are put together. Raises `Gone` (one of them is in the bin, too), `Refused`,
    `NotAllowed`.
    """
    if keep_id == gone_id:
        raise Refused((Problem(field="client_id", code="client.merge_itself"),))
    with office.write(Permission.EDIT_CLIENTS, initiator) as work:
        work.require(Permission.DELETE)
        work.require(Permission.EDIT_ORDERS)
        before, gone = _living(work, keep_id), _living(work, gone_id)
        chosen = preselected(before, gone) if taken is None else taken
        after = clients.put(work, combined(before, gone, chosen))
        ids = merging.orders_of(work.session, gone_id)
        _give(work, ids, gone, after, progress)
        storage.CLIENTS.save(work.session, replace(gone, deleted_at=work.at), gone)
        work.record(Subject.CLIENT, [keep_id], Deed.MERGED, detail=gone.name)
        work.record(Subject.CLIENT, [gone_id], Deed.MERGED, detail=after.name)
    return Merged(before=before, after=after, gone=gone, orders=ids)


def unmerge(office: Office, merged: Merged, *, progress: Progress | None = None, initiator: object = None) -> Unmerged:
    """Take a merging back: the other client comes out of the bin and gets its orders again.

    What was changed meanwhile stays as it is now, and is told. Raises `Gone` when one of the clients is no more.
    """
    with office.write(Permission.EDIT_CLIENTS, initiator) as work:
        work.require(Permission.DELETE)
        work.require(Permission.EDIT_ORDERS)
        kept = _stored(work, merged.after.id or 0)
        gone = _stored(work, merged.gone.id or 0)
        if gone.deleted_at is not None:
            gone = storage.CLIENTS.save(work.session, replace(gone, deleted_at=None), gone)
            work.record(Subject.CLIENT, [gone.id or 0], Deed.RESTORED)
        ids = merging.still_of(work.session, merged.orders, kept.id or 0)
        _give(work, ids, kept, gone, progress)
        back, left = taken_back(merged, kept)
        kept = clients.put(work, back)
    return Unmerged(kept=kept, back=gone, orders=len(ids), left_orders=len(merged.orders) - len(ids), left_fields=left)


def _give(work: Work, ids: tuple[int, ...], source: Client, target: Client, progress: Progress | None) -> None:
    def told(done: int) -> None:
        if progress is not None:
            progress(done, len(ids))

    merging.move(work.session, ids, source, target, told)
    change = FieldChange(field="client_id", before=source.id, after=target.id)
    work.record(Subject.ORDER, ids, Deed.CHANGED, (change,))
    storage.touch(work.session, target, work.at)
    work.changed(Subject.CLIENT, [target.id or 0])


def _stored(work: Work, client_id: int) -> Client:
    found = storage.CLIENTS.load(work.session, client_id)
    if found is None:
        raise Gone(Subject.CLIENT, client_id)
    return found


def _living(work: Work, client_id: int) -> Client:
    found = _stored(work, client_id)
    if found.deleted_at is not None:
        raise Gone(Subject.CLIENT, client_id)
    return found
