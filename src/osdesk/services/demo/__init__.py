"""Sample data: the templates that come with the program, an office to look at, and a million orders to test with.

Samples (`add_samples`) bear a mark and numbers of their own, and go again without a trace. What `fill` makes is as real
as a person's own work, in the office's own series, and only goes into an office without orders.
"""

from __future__ import annotations

from osdesk.domain.changes import Subject
from osdesk.domain.checklists import template_problems
from osdesk.domain.permissions import Permission
from osdesk.services import checklists, clients, company, orders, records
from osdesk.services.demo import samples
from osdesk.services.demo.filling import OfficeNotEmpty, add_team, fill, keys
from osdesk.services.demo.trade_templates import templates
from osdesk.services.office import Office
from osdesk.storage import checklists as template_storage
from osdesk.storage import samples as storage

__all__ = [
    "OfficeNotEmpty",
    "add_samples",
    "fill",
    "has_samples",
    "remove_samples",
    "seed_templates",
    "templates",
]


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


def has_samples(office: Office) -> bool:
    """Whether the office holds sample data."""
    with office.read() as session:
        return storage.present(session)


def add_samples(office: Office, *, initiator: object = None) -> None:
    """Add the sample office: a team, twenty clients and forty orders, `EX-000001` and on. Not a second time."""
    if has_samples(office):
        return
    held = company.get(office)
    by_key = keys(office)
    with office.write(Permission.SAMPLE_DATA, initiator) as work:
        stored = clients.insert_many(work, samples.clients(office.now()))
        places = samples.Places(
            clients={client.name: client for client in stored},
            team=add_team(work, samples.TEAM),
            statuses=by_key.statuses,
            service_types=by_key.service_types,
            templates={template.name: template for template in checklists.all(office)},
            now=office.now(),
            warranty_days=held.warranty_days,
            terms=held.terms,
        )
        orders.insert_many(work, samples.orders(places), {client.id or 0: client for client in stored})


def remove_samples(office: Office, *, initiator: object = None) -> None:
    """Remove all sample data for good; a sample client that has a real order stays and becomes real."""
    with office.write(Permission.SAMPLE_DATA, initiator) as work:
        for subject, ids in storage.remove(work.session).items():
            work.changed(subject, ids)
