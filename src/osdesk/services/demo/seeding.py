"""What a new office starts with: the templates that come with the program. Apart, for every first start needs it."""

from __future__ import annotations

from osdesk.domain.changes import Subject
from osdesk.domain.checklists import template_problems
from osdesk.domain.permissions import Permission
from osdesk.services import checklists, records
from osdesk.services.demo.trade_templates import templates
from osdesk.services.office import Office
from osdesk.storage import checklists as template_storage


def seed_templates(office: Office, *, initiator: object = None) -> None:
    """Put the templates that come with the program into an office that never had one. Doing it twice does nothing."""
    if office.readonly or _knows_templates(office):
        return
    with office.write(Permission.EDIT_CHECKLISTS, initiator) as work:
        for template in templates():
            records.put(work, Subject.TEMPLATE, template_storage.TEMPLATES, template, template_problems)


def _knows_templates(office: Office) -> bool:
    """Whether there ever was a template: what somebody put into the bin doesn't come back by itself."""
    with office.read() as session:
        first = template_storage.TEMPLATES.load(session, 1)
    return first is not None or bool(checklists.all(office))
