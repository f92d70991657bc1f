"""Filters kept for the whole office, in its order; and what the ids in a filter are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from osdesk.domain.changes import Subject
from osdesk.domain.filters import SavedFilter, problems
from osdesk.domain.permissions import Permission
from osdesk.domain.problems import Problem
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.text import fold
from osdesk.services import records
from osdesk.services.office import Office
from osdesk.services.wording.filters import FilterNames
from osdesk.storage import saved_filters as storage
from osdesk.storage import statuses as status_storage
from osdesk.storage.clients import CLIENTS
from osdesk.storage.team import TECHNICIANS


def all(office: Office) -> tuple[SavedFilter, ...]:  # noqa: A001  read as `saved_filters.all`
    """All of them, in the office's order."""
    with office.read() as session:
        return storage.all_saved_filters(session)


def save(office: Office, saved: SavedFilter, *, initiator: object = None) -> SavedFilter:
    """Keep a filter; a new one comes last. Names are told apart whatever their case and accents.

    Raises `Refused` (`required`, `text.too_long`, `name.taken`), `Conflict`, `Gone`, `NotAllowed`.
    """
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        others = [held for held in storage.all_saved_filters(work.session) if held.id != saved.id]
        if saved.id is None:
            saved = replace(saved, version=0, position=max((held.position for held in others), default=0) + 1)

        def all_problems(value: SavedFilter) -> tuple[Problem, ...]:
            taken = any(fold(held.name) == fold(value.name) for held in others)
            return (*problems(value), *((Problem(field="name", code="name.taken"),) if taken else ()))

        return records.put(work, Subject.SAVED_FILTER, storage.SAVED_FILTERS, saved, all_problems)


def delete(office: Office, ids: Iterable[int], *, initiator: object = None) -> tuple[SavedFilter, ...]:
    """Remove filters for good; returns them, for `put_back`. Raises `NotAllowed`."""
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        return records.remove(work, Subject.SAVED_FILTER, storage.SAVED_FILTERS, ids)


def put_back(office: Office, filters: Iterable[SavedFilter], *, initiator: object = None) -> tuple[SavedFilter, ...]:
    """Undo `delete`: the same filters in their places, as new rows."""
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        return records.put_anew(work, Subject.SAVED_FILTER, storage.SAVED_FILTERS, filters)


def reorder(office: Office, ids: Sequence[int], *, initiator: object = None) -> tuple[SavedFilter, ...]:
    """Put the filters into that order; those not named come after them. Returns them so."""
    with office.write(Permission.EDIT_SETTINGS, initiator) as work:
        held = storage.all_saved_filters(work.session)
        records.reorder(work, Subject.SAVED_FILTER, storage.SAVED_FILTERS, held, ids)
        return storage.all_saved_filters(work.session)


def names(office: Office, question: OrderQuestion) -> FilterNames:
    """What the ids in a question are called, those in the bin too; for `wording.filters.sentence`."""
    with office.read() as session:
        people = TECHNICIANS.load_many(session, sorted(question.technicians))
        wanted = [] if question.client_id is None else [question.client_id]
        return FilterNames(
            statuses={held.id: held for held in status_storage.all_statuses(session) if held.id is not None},
            service_types={held.id: held for held in status_storage.all_service_types(session) if held.id is not None},
            technicians={held.id: held.name for held in people if held.id is not None},
            clients={held.id: held.name for held in CLIENTS.load_many(session, wanted) if held.id is not None},
        )
