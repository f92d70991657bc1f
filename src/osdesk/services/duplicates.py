"""Clients that may be one client twice: those like one of them, and all pairs of the office. Advice, never a block."""

from __future__ import annotations

from osdesk.domain.clients import Client
from osdesk.domain.duplicates import Likeness, Pair, Twin
from osdesk.services.office import Office
from osdesk.storage import client_listing, finding


def of_client(office: Office, client: Client, limit: int = 5) -> tuple[Twin, ...]:
    """Living clients that may be this one (stored or as it is typed): of its tax id, one of its phones or addresses, or
    of a name alike; those that share most first.
    """
    shared: dict[int, set[Likeness]] = {}

    def add(client_id: int | None, likeness: Likeness) -> None:
        if client_id is not None:
            shared.setdefault(client_id, set()).add(likeness)

    with office.read() as session:
        add(client_listing.same_tax_id(session, client.tax_id, client.id), Likeness.TAX_ID)
        for contact in client.contacts:
            if contact.value:
                add(client_listing.same_contact(session, contact.value, client.id), Likeness.CONTACT)
        for client_id in finding.named_alike(session, client.name, client.id, limit):
            add(client_id, Likeness.NAME)
        ranked = sorted(shared, key=lambda client_id: (_rank(shared[client_id]), client_id))[:limit]
        rows = client_listing.rows(session, ranked)
    return tuple(Twin(row, _in_order(shared[row.id])) for row in rows)


def pairs(office: Office, limit: int = 500) -> tuple[Pair, ...]:
    """All pairs of living clients that may be one, those that share most first."""
    with office.read() as session:
        found = finding.pairs(session, limit)
        rows = {row.id: row for row in client_listing.rows(session, sorted({each for pair in found for each in pair}))}
    return tuple(
        Pair(rows[one], rows[other], _in_order({Likeness(each) for each in shared}))
        for (one, other), shared in found.items()
    )


def _rank(shared: set[Likeness]) -> tuple[int, ...]:
    return (-len(shared), *(int(each not in shared) for each in Likeness))


def _in_order(shared: set[Likeness]) -> tuple[Likeness, ...]:
    return tuple(each for each in Likeness if each in shared)
