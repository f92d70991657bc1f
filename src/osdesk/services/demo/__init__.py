"""Sample data: the templates that come with the program, an office to look at, and a million orders to test with.

Samples (`add_samples`) bear a mark and numbers of their own, and go again without a trace. What `fill` makes is as real
as a person's own work, in the office's own series, and only goes into an office without orders.
"""

from __future__ import annotations

from osdesk.domain.permissions import Permission
from osdesk.services import checklists, clients, company, orders
from osdesk.services.demo import samples
from osdesk.services.demo.filling import OfficeNotEmpty, add_team, fill, keys
from osdesk.services.demo.seeding import seed_templates
from osdesk.services.demo.trade_templates import templates
from osdesk.services.office import Office
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
