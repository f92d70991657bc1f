"""Technicians: verbs."""

from __future__ import annotations

from collections.abc import Iterable

from osdesk.domain.changes import Subject
from osdesk.domain.permissions import Permission
from osdesk.domain.team import Technician, problems
from osdesk.domain.text import fold
from osdesk.services import records
from osdesk.services.office import Gone, Office
from osdesk.storage import order_words
from osdesk.storage import team as storage


def all(office: Office, include_inactive: bool = True) -> tuple[Technician, ...]:  # noqa: A001  read as `team.all`
    """The technicians by name, without those in the bin."""
    with office.read() as session:
        ids = [row[0] for row in session.execute(storage.living())]
        found = storage.TECHNICIANS.load_many(session, ids)
    kept = (technician for technician in found if technician.active or include_inactive)
    return tuple(sorted(kept, key=lambda technician: (fold(technician.name), technician.id or 0)))


def get(office: Office, technician_id: int) -> Technician:
    """One technician, also from the bin. Raises `Gone`."""
    with office.read() as session:
        found = storage.TECHNICIANS.load(session, technician_id)
    if found is None:
        raise Gone(Subject.TECHNICIAN, technician_id)
    return found


def save(office: Office, technician: Technician, *, initiator: object = None) -> Technician:
    """Store a technician. Raises `Refused`, `Conflict`, `Gone`, `NotAllowed`."""
    with office.write(Permission.EDIT_TEAM, initiator) as work:
        stored = None if technician.id is None else storage.TECHNICIANS.load(work.session, technician.id)
        saved = records.put(work, Subject.TECHNICIAN, storage.TECHNICIANS, technician, problems)
        if stored is not None and saved.id is not None and stored.name != saved.name:
            order_words.rename_leader(work.session, saved.id, saved.name)
            work.changed_everything(Subject.ORDER)
        return saved


def delete(office: Office, ids: Iterable[int], *, initiator: object = None) -> None:
    """Put technicians into the bin; they stay on their orders."""
    with office.write(Permission.DELETE, initiator) as work:
        records.mark_deleted(work, Subject.TECHNICIAN, storage.TECHNICIANS, ids, deleted=True)


def restore(office: Office, ids: Iterable[int], *, initiator: object = None) -> None:
    """Take technicians out of the bin."""
    with office.write(Permission.DELETE, initiator) as work:
        records.mark_deleted(work, Subject.TECHNICIAN, storage.TECHNICIANS, ids, deleted=False)
