"""Clients: verbs. A client's name, tax id and phones are also what its orders are sorted and found by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from osdesk.domain.changes import Subject
from osdesk.domain.client_overview import ClientOverview
from osdesk.domain.clients import Client, problems
from osdesk.domain.contacts import ContactKind
from osdesk.domain.permissions import Permission
from osdesk.domain.phones import read_phone
from osdesk.domain.problems import Problem, Refused
from osdesk.domain.questions import ClientFigures, ClientRow
from osdesk.services import records
from osdesk.services.office import Gone, Office, Session, Work
from osdesk.storage import bulk, client_listing, client_overview, journal, listing, order_words
from osdesk.storage import clients as storage
from osdesk.storage import statuses as status_storage


def get(office: Office, client_id: int) -> Client:
    """One client, also from the bin. Raises `Gone`."""
    with office.read() as session:
        found = storage.CLIENTS.load(session, client_id)
    if found is None:
        raise Gone(Subject.CLIENT, client_id)
    return found


def get_many(office: Office, ids: Iterable[int]) -> tuple[Client, ...]:
    """Those clients, in that order, also from the bin; ids that aren't there are left out."""
    with office.read() as session:
        return storage.CLIENTS.load_many(session, list(ids))


def save(office: Office, client: Client, *, initiator: object = None) -> Client:
    """Store a client; its orders follow a new name at once. Raises `Refused`, `Conflict`, `Gone`, `NotAllowed`."""
    with office.write(Permission.EDIT_CLIENTS, initiator) as work:
        return put(work, client)


def put(work: Work, client: Client) -> Client:
    """`save` inside a transaction that does more."""
    stored = storage.CLIENTS.load(work.session, client.id) if client.id is not None else None
    if stored is None:
        client = replace(client, created_at=work.at, deleted_at=None)
    else:
        client = replace(client, created_at=stored.created_at, deleted_at=stored.deleted_at, sample=stored.sample)
    saved = records.put(work, Subject.CLIENT, storage.CLIENTS, client, problems, storage.derived_columns)
    if saved != stored:
        storage.touch(work.session, saved, work.at)
        _reindex(work, stored, saved)
    return saved


def _reindex(work: Work, before: Client | None, after: Client) -> None:
    if before is None:
        storage.add_to_index(work.session, [after])
        return
    if storage.words_of(before) != storage.words_of(after):
        storage.remove_from_index(work.session, [before])
        storage.add_to_index(work.session, [after])
    if order_words.client_changed(work.session, before, after):
        work.changed_everything(Subject.ORDER)


def delete(office: Office, ids: Iterable[int], *, initiator: object = None) -> None:
    """Put clients into the bin; their orders stay."""
    with office.write(Permission.DELETE, initiator) as work:
        records.mark_deleted(work, Subject.CLIENT, storage.CLIENTS, ids, deleted=True)


def restore(office: Office, ids: Iterable[int], *, initiator: object = None) -> None:
    """Take clients out of the bin."""
    with office.write(Permission.DELETE, initiator) as work:
        records.mark_deleted(work, Subject.CLIENT, storage.CLIENTS, ids, deleted=False)


def same_tax_id(office: Office, tax_id: str, except_id: int | None = None) -> ClientRow | None:
    """Another client with that CPF or CNPJ (without mask), or None."""
    with office.read() as session:
        return _row(session, client_listing.same_tax_id(session, tax_id, except_id))


def same_phone(office: Office, phone: str, except_id: int | None = None) -> ClientRow | None:
    """Another client with that phone number (as it is stored), or None."""
    with office.read() as session:
        return _row(session, client_listing.same_contact(session, phone, except_id))


def _row(session: Session, client_id: int | None) -> ClientRow | None:
    if client_id is None:
        return None
    return client_listing.rows(session, [client_id])[0]


def advice(office: Office, client: Client) -> tuple[Problem, ...]:
    """What a person should know of a client: `client.same_tax_id`, `client.same_phone` (`client_id`, `name`), and what
    is odd about its phone numbers. Nothing here keeps it from being stored.
    """
    found: list[Problem] = []
    other = same_tax_id(office, client.tax_id, client.id) if client.tax_id else None
    if other is not None:
        facts = {"client_id": other.id, "name": other.name}
        found.append(Problem(field="tax_id", code="client.same_tax_id", facts=facts, advice=True))
    for index, contact in enumerate(client.contacts):
        if contact.kind is ContactKind.EMAIL or not contact.value:
            continue
        field = f"contacts.{index}.value"
        odd = read_phone(contact.value).problem
        if odd is not None:
            found.append(replace(odd, field=field))
        other = same_phone(office, contact.value, client.id)
        if other is not None:
            facts = {"client_id": other.id, "name": other.name}
            found.append(Problem(field=field, code="client.same_phone", facts=facts, advice=True))
    return tuple(found)


def suggest(office: Office, text: str, limit: int = 8) -> tuple[ClientRow, ...]:
    """Active clients for what was typed: names that begin so first, then those dealt with last; all of them for ""."""
    with office.read() as session:
        return client_listing.suggest(session, text, limit)


def figures(office: Office, client_id: int) -> ClientFigures:
    """How many orders a client has, and what they sum up to."""
    with office.read() as session:
        return client_listing.figures(session, client_id)


def overview(office: Office, client_id: int) -> ClientOverview:
    """Everything about one client at once, also from the bin. Raises `Gone`."""
    with office.read() as session:
        client = storage.CLIENTS.load(session, client_id)
        if client is None:
            raise Gone(Subject.CLIENT, client_id)
        known = status_storage.all_statuses(session)
        figures, last = client_overview.figures(session, client_id, known, office.now())
        return ClientOverview(
            client=client,
            figures=figures,
            last_opened=last,
            open=listing.rows(session, client_overview.some(session, client_id, known, finished=False)),
            closed=listing.rows(session, client_overview.some(session, client_id, known, finished=True)),
            coming=client_overview.coming(session, client_id, known, office.today()),
            made=client_overview.made(session, client_id),
            equipment=client_overview.equipment(session, client_id),
            photos=client_overview.count_of(session, client_overview.PHOTOS, client_id),
            issued=client_overview.count_of(session, client_overview.ISSUED, client_id),
            statuses=tuple(known),
        )


def tags(office: Office) -> tuple[str, ...]:
    """All tags in use, in order."""
    with office.read() as session:
        return client_listing.tags(session)


def find_for_import(session: Session, client: Client) -> Client | None:
    """The client that data from outside mean: the one of that tax id, else the only one of that name; None if new.

    Raises `Refused` (`client.ambiguous` with `name`, `count`) when several bear the name.
    """
    if client.tax_id:
        found = client_listing.same_tax_id(session, client.tax_id, None)
        if found is not None:
            return storage.CLIENTS.load(session, found)
    named = client_listing.named(session, client.name)
    if client.tax_id:
        # One of the same name that has another tax id is somebody else.
        named = tuple(other for other in named if not other.tax_id)
    if len(named) > 1:
        facts = {"name": client.name, "count": len(named)}
        raise Refused((Problem(field="client.name", code="client.ambiguous", facts=facts),))
    return named[0] if named else None


def insert_many(work: Work, clients: Sequence[Client]) -> tuple[Client, ...]:
    """Store very many new clients at once and return them with their ids. For sample data and imports.

    Nothing is checked: the values must keep the rules and be new.
    """
    if not clients:
        return ()
    clients = [replace(client, version=1, created_at=client.created_at or work.at) for client in clients]
    derived = [{**storage.derived_columns(client), "touched_at": client.created_at} for client in clients]
    names = tuple(derived[0])
    ids = bulk.Loader(work.session, storage.CLIENTS, names).insert(clients, derived)
    stored = storage.CLIENTS.load_many(work.session, ids)
    storage.add_to_index(work.session, stored)
    journal.record_added(work.session, Subject.CLIENT, ids, [""] * len(ids), actor=work.actor, at=work.at)
    work.changed_everything(Subject.CLIENT)
    return stored
