"""Clients: their tables, and what the list and the searches need beside the fields."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Index, Table, bindparam, update

from osdesk.domain import phones
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.contacts import AddressKind, ClientAddress, Contact, ContactKind
from osdesk.storage import search
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.metadata import (
    address,
    choice,
    derived,
    flag,
    link,
    maybe,
    metadata,
    must,
    position,
    row_id,
    text,
    version,
)
from osdesk.storage.shape import Part
from osdesk.storage.types import Instant, Words

client = Table(
    "client",
    metadata,
    row_id(),
    version(),
    choice("kind", ClientKind),
    text("name"),
    text("legal_name"),
    text("tax_id"),
    text("state_registration"),
    text("responsible_name"),
    text("responsible_tax_id"),
    text("responsible_role"),
    text("notes"),
    must("tags", Words),
    text("advice"),
    flag("active"),
    flag("sample"),
    maybe("created_at", Instant),
    maybe("deleted_at", Instant),
    derived(text("name_key")),
    derived(text("phone")),
    derived(text("city")),
    derived(maybe("touched_at", Instant)),
)

contact = Table(
    "client_contact",
    metadata,
    row_id(),
    link("client_id", "client", owner=True),
    position(),
    choice("kind", ContactKind),
    text("value"),
    text("label"),
)

client_address = Table(
    "client_address",
    metadata,
    row_id(),
    link("client_id", "client", owner=True),
    position(),
    choice("kind", AddressKind),
    text("label"),
    *address(),
)

_LIVING = client.c.deleted_at.is_(None)
Index(None, contact.c.client_id, contact.c.position)
Index("ix_client_contact_value", contact.c.value)
Index(None, client_address.c.client_id, client_address.c.position)
Index("ix_client_tax_id", client.c.tax_id, sqlite_where=client.c.tax_id != "")
Index("ix_client_by_name", client.c.name_key, sqlite_where=_LIVING)
Index("ix_client_by_touched", client.c.touched_at, sqlite_where=_LIVING)

CLIENTS = Aggregate(
    Client,
    client,
    (Part("contacts", Contact, contact, "client_id"), Part("addresses", ClientAddress, client_address, "client_id")),
)

#: How much of a folded name is kept to sort by.
KEY_LENGTH = 60


def name_key(name: str) -> str:
    """What a client's name is sorted by, here and in the list of orders."""
    return search.folded(name)[:KEY_LENGTH]


def derived_columns(value: Client) -> dict[str, object]:
    """The columns that no field has."""
    service = value.service_address
    return {
        "name_key": name_key(value.name),
        "phone": value.phone,
        "city": service.address.city if service is not None else "",
    }


def words_of(value: Client) -> str:
    """What a client is found by, folded: names, tax id, phones, e-mails, who signs. Changing it needs a refill."""
    found = [value.name, value.legal_name, value.tax_id, value.responsible_name]
    return search.joined((*found, *map(_written, value.contacts)))


def _written(held: Contact) -> str:
    return held.value if held.kind is ContactKind.EMAIL else phones.digits(held.value)


def add_to_index(session: Connection, values: Iterable[Client]) -> None:
    """Make clients findable."""
    rows = [(value.id, words_of(value)) for value in values]
    search.CLIENTS.add(session, rows)
    search.CLIENT_WORDS.add(session, rows)


def remove_from_index(session: Connection, values: Iterable[Client]) -> None:
    """The reverse, with the very values that were added."""
    rows = [(value.id, words_of(value)) for value in values]
    search.CLIENTS.remove(session, rows)
    search.CLIENT_WORDS.remove(session, rows)


def touch(session: Connection, value: Client, at: datetime) -> None:
    """Remember that there was something to do with a client; its version stays."""
    session.execute(_TOUCH, {"_id": value.id, "_at": at})


def touch_many(session: Connection, ids: Iterable[int], at: datetime) -> None:
    """The same for many."""
    session.execute(_TOUCH, [{"_id": client_id, "_at": at} for client_id in ids])


_TOUCH = update(client).where(client.c.id == bindparam("_id")).values(touched_at=bindparam("_at"))
