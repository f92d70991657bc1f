"""Checklist templates: verbs. The checklists of an order are saved with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from osdesk.domain.changes import Subject
from osdesk.domain.checklists import ChecklistTemplate, template_problems
from osdesk.domain.permissions import Permission
from osdesk.domain.text import fold
from osdesk.services import records
from osdesk.services.office import Gone, Office
from osdesk.storage import checklists as storage
from osdesk.storage import template_uses


def all(office: Office, include_inactive: bool = True) -> tuple[ChecklistTemplate, ...]:  # noqa: A001  `checklists.all`
    """The templates by name, without those in the bin."""
    with office.read() as session:
        ids = [row[0] for row in session.execute(storage.living())]
        found = storage.TEMPLATES.load_many(session, ids)
    kept = (template for template in found if template.active or include_inactive)
    return tuple(sorted(kept, key=lambda template: (fold(template.name), template.id or 0)))


def get(office: Office, template_id: int) -> ChecklistTemplate:
    """One template, also from the bin. Raises `Gone`."""
    with office.read() as session:
        found = storage.TEMPLATES.load(session, template_id)
    if found is None:
        raise Gone(Subject.TEMPLATE, template_id)
    return found


def uses(office: Office) -> Mapping[int, int]:
    """In how many orders (without those in the bin) each template was used, by its id; those in none are left out."""
    with office.read() as session:
        return template_uses.uses(session)


def save(office: Office, template: ChecklistTemplate, *, initiator: object = None) -> ChecklistTemplate:
    """Store a template. Raises `Refused`, `Conflict`, `Gone`, `NotAllowed`."""
    with office.write(Permission.EDIT_CHECKLISTS, initiator) as work:
        return records.put(work, Subject.TEMPLATE, storage.TEMPLATES, template, template_problems)


def delete(office: Office, ids: Iterable[int], *, initiator: object = None) -> None:
    """Put templates into the bin; the copies in orders stay as they are."""
    with office.write(Permission.DELETE, initiator) as work:
        records.mark_deleted(work, Subject.TEMPLATE, storage.TEMPLATES, ids, deleted=True)


def restore(office: Office, ids: Iterable[int], *, initiator: object = None) -> None:
    """Take templates out of the bin."""
    with office.write(Permission.DELETE, initiator) as work:
        records.mark_deleted(work, Subject.TEMPLATE, storage.TEMPLATES, ids, deleted=False)
