"""Orders: verbs. The number is given at the first save, in its transaction; `code` makes a repeated save harmless."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from osdesk.domain import orders as domain
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.clients import Client
from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.dates import add_working_days
from osdesk.domain.history import Deed, Entry
from osdesk.domain.orders import Order
from osdesk.domain.permissions import Permission
from osdesk.domain.problems import Problem, Refused
from osdesk.domain.statuses import Status, StatusKind, needs_reason
from osdesk.domain.suggestions import MaterialSuggestion, SuggestionKind
from osdesk.domain.text import fold
from osdesk.domain.tidy import tidied
from osdesk.services import records
from osdesk.services.office import Gone, Office, Session, Work
from osdesk.storage import bulk, journal, numbers, order_lookup, search, tally
from osdesk.storage import clients as client_storage
from osdesk.storage import company as company_storage
from osdesk.storage import orders as storage
from osdesk.storage import statuses as status_storage
from osdesk.storage import suggestions as phrases
from osdesk.storage import team as team_storage
from osdesk.storage.aggregate import Conflict
from osdesk.storage.differences import differences


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """An order as it was stored, and what its saving changed (nothing, when it was stored already)."""

    order: Order
    changes: Changes


def new(office: Office) -> Order:
    """An order as a new one starts: opened now, first status, and the office's defaults. Not stored."""
    with office.read() as session:
        company = company_storage.COMPANY.load(session) or Company()
        settings = company_storage.SETTINGS.load(session) or OfficeSettings()
        first = _first_status(status_storage.all_statuses(session))
    deadline = None if settings.deadline_days is None else add_working_days(office.today(), settings.deadline_days)
    return Order(
        opened_at=office.instant().replace(second=0, microsecond=0),
        status_id=first.id,
        deadline=deadline,
        service_type_id=settings.service_type_id,
        observations=settings.observations,
        warranty_days=company.warranty_days,
        terms=company.terms,
    )


def _first_status(statuses: Sequence[Status]) -> Status:
    return next((status for status in statuses if status.kind is StatusKind.OPEN), statuses[0])


def get(office: Office, order_id: int) -> Order:
    """One order, also from the bin. Raises `Gone`."""
    with office.read() as session:
        return _loaded(session, order_id)


def _loaded(session: Session, order_id: int) -> Order:
    found = storage.ORDERS.load(session, order_id)
    if found is None:
        raise Gone(Subject.ORDER, order_id)
    return found


def get_many(office: Office, ids: Iterable[int]) -> tuple[Order, ...]:
    """Those orders, in that order; ids that aren't there are left out."""
    with office.read() as session:
        return storage.ORDERS.load_many(session, list(ids))


def by_number(office: Office, text: str) -> Order | None:
    """The order of a number as printed, or without prefix, year (then the newest that has it) and leading zeros."""
    with office.read() as session:
        found = order_lookup.by_number(session, text)
        return None if found is None else storage.ORDERS.load(session, found)


def by_code(office: Office, code: str) -> Order | None:
    """The order whose code is in a QR."""
    with office.read() as session:
        found = order_lookup.by_code(session, code)
        return None if found is None else storage.ORDERS.load(session, found)


def check(office: Office, order: Order) -> tuple[Problem, ...]:
    """All that would keep an order from being saved now."""
    with office.read() as session:
        stored = storage.ORDERS.load(session, order.id) if order.id is not None else None
        statuses = {status.id: status for status in status_storage.all_statuses(session)}
    return _problems(office, tidied(order), stored, statuses, undoing=False)


def save(office: Office, order: Order, *, undoing: bool = False, initiator: object = None) -> Saved:
    """Store an order; a new one is given its number. One whose `code` is stored already comes back as it is stored.

    Number, code, bin and times of closing are the program's: what the value says of them doesn't count. `undoing` a
    change asks for no reason. Raises `Refused`, `Conflict`, `Gone`, `NotAllowed`.
    """
    with office.write(Permission.EDIT_ORDERS, initiator) as work:
        saved = put(work, order, undoing=undoing)
    return Saved(order=saved, changes=work.changes)


def put(work: Work, order: Order, *, undoing: bool = False) -> Order:
    """`save` inside a transaction that does more."""
    session = work.session
    stored: Order | None = None
    if order.id is not None:
        stored = _loaded(session, order.id)
    else:
        known = order_lookup.by_code(session, order.code)
        if known is not None:
            return _loaded(session, known)
    statuses = {status.id: status for status in status_storage.all_statuses(session)}
    order = _completed(work, tidied(order), stored, statuses)
    if stored is not None and stored.version != order.version:
        raise Conflict(stored, order)
    records.refuse(_problems(work.office, order, stored, statuses, undoing=undoing))
    if order == stored:
        return stored
    if _is_cancelled(order, statuses) and not (stored is not None and _is_cancelled(stored, statuses)):
        work.require(Permission.CANCEL_ORDERS)
    client = client_storage.CLIENTS.load(session, order.client_id or 0)
    if client is None:
        raise Refused((Problem(field="client_id", code="client.gone"),))
    derived = storage.derived_columns(order, client.name, _leader(session, order))
    if stored is None:
        settings = company_storage.SETTINGS.load(session) or OfficeSettings()
        year = work.office.today().year
        ((number, columns),) = numbers.give(session, settings.numbering, year, sample=order.sample)
        order, derived = replace(order, number=number), {**derived, **columns}
    saved = storage.ORDERS.save(session, order, stored, derived)
    _follow(work, stored, saved, client)
    return saved


def _completed(work: Work, order: Order, stored: Order | None, statuses: Mapping[int | None, Status]) -> Order:
    """The order with what the program itself knows of it."""
    if order.opened_at is None:
        order = replace(order, opened_at=work.at if stored is None else stored.opened_at)
    if order.status_id is None:
        order = replace(order, status_id=_first_status(tuple(statuses.values())).id)
    status = statuses.get(order.status_id)
    closed_at = None
    if status is not None and status.kind.finished:
        before = statuses.get(stored.status_id) if stored is not None else None
        still = before is not None and before.kind.finished and stored is not None
        closed_at = stored.closed_at if still and stored is not None else order.closed_at or work.at
    if stored is None:
        return replace(order, version=0, number="", deleted_at=None, closed_at=closed_at)
    return replace(
        order,
        code=stored.code,
        number=stored.number,
        sample=stored.sample,
        deleted_at=stored.deleted_at,
        closed_at=closed_at,
    )


def _problems(
    office: Office, order: Order, stored: Order | None, statuses: Mapping[int | None, Status], *, undoing: bool
) -> tuple[Problem, ...]:
    opened_on = None if order.opened_at is None else order.opened_at.astimezone(office.zone).date()
    found = list(domain.problems(order, opened_on=opened_on))
    after = statuses.get(order.status_id)
    if order.status_id is not None and after is None:
        found.append(Problem(field="status_id", code="status.gone"))
    before = statuses.get(stored.status_id) if stored is not None else None
    if after is not None and not undoing:
        kind = before.kind if before is not None else StatusKind.OPEN
        # The reason of the last change says nothing of this one.
        fresh = order.status_reason != (stored.status_reason if stored is not None else "")
        if needs_reason(kind, after.kind) and not (order.status_reason and fresh):
            found.append(Problem(field="status_reason", code="status.reason"))
    return tuple(found)


def _is_cancelled(order: Order, statuses: Mapping[int | None, Status]) -> bool:
    status = statuses.get(order.status_id)
    return status is not None and status.kind is StatusKind.CANCELLED


def _leader(session: Session, order: Order) -> str:
    team = storage.team_of(order)
    return team_storage.name_of(session, team[0]) if team else ""


def _follow(work: Work, before: Order | None, after: Order, client: Client) -> None:
    """All that a stored order takes with it: index, sums, phrases, journal."""
    session = work.session
    client_words = storage.client_words(client)
    words = storage.words_of(after, client_words)
    if before is None:
        search.ORDERS.add(session, [(after.id, words)])
        work.record(Subject.ORDER, [after.id or 0], Deed.ADDED, detail=after.number)
    else:
        if before.client_id != after.client_id:
            earlier = client_storage.CLIENTS.load(session, before.client_id or 0) or client
            client_words = storage.client_words(earlier)
        search.ORDERS.replace(session, after.id or 0, storage.words_of(before, client_words), words)
        work.record(Subject.ORDER, [after.id or 0], Deed.CHANGED, differences(before, after))
    tally.change(session, () if before is None else (before,), (after,))
    phrases.remember(session, (after,), before, work.at)
    client_storage.touch(session, client, work.at)
    work.changed(Subject.CLIENT, [client.id or 0])


def change_status(
    office: Office, ids: Iterable[int], status_id: int, reason: str = "", *, initiator: object = None
) -> tuple[Order, ...]:
    """Give orders a status, all or none; returns them as they were before, for `put_back`.

    Raises `Refused` (`status.reason` where cancelling or reopening asks for one), `NotAllowed`.
    """
    with office.write(Permission.EDIT_ORDERS, initiator) as work:
        before = storage.ORDERS.load_many(work.session, list(dict.fromkeys(ids)))
        for order in before:
            changed = replace(order, status_id=status_id, status_reason=reason or order.status_reason)
            if order.status_id != status_id:
                put(work, changed)
    return before


def put_back(office: Office, earlier: Iterable[Order], *, initiator: object = None) -> None:
    """Undo: store orders as they were earlier, whatever version they have now. Asks for no reasons; all or none."""
    with office.write(Permission.EDIT_ORDERS, initiator) as work:
        for order in earlier:
            now = _loaded(work.session, order.id or 0)
            put(work, replace(order, version=now.version), undoing=True)


def delete(office: Office, ids: Iterable[int], *, initiator: object = None) -> None:
    """Put orders into the bin. Their numbers stay taken."""
    _mark(office, ids, initiator, deleted=True)


def restore(office: Office, ids: Iterable[int], *, initiator: object = None) -> None:
    """Take orders out of the bin."""
    _mark(office, ids, initiator, deleted=False)


def _mark(office: Office, ids: Iterable[int], initiator: object, *, deleted: bool) -> None:
    with office.write(Permission.DELETE, initiator) as work:
        done = records.mark_deleted(work, Subject.ORDER, storage.ORDERS, ids, deleted=deleted)
        clients = {
            client.id: storage.client_words(client)
            for client in client_storage.CLIENTS.load_many(
                work.session, list({after.client_id for _, after in done if after.client_id is not None})
            )
        }
        for before, after in done:
            words = clients[after.client_id]
            search.ORDERS.replace(
                work.session, after.id or 0, storage.words_of(before, words), storage.words_of(after, words)
            )
        tally.change(work.session, [before for before, _ in done], [after for _, after in done])
        work.changed(Subject.CLIENT, [client_id for client_id in clients if client_id is not None])


def duplicate(office: Office, order_id: int) -> Order:
    """A new order for the same client and work, opened now. Not stored."""
    fresh = new(office)
    return replace(
        domain.duplicate(get(office, order_id)),
        opened_at=fresh.opened_at,
        status_id=fresh.status_id,
        deadline=fresh.deadline,
        sample=False,
    )


def history(office: Office, order_id: int) -> tuple[Entry, ...]:
    """What was done to an order, by whom and when, newest first."""
    with office.read() as session:
        return journal.history(session, Subject.ORDER, order_id)


def record(office: Office, ids: Iterable[int], deed: Deed, detail: str = "", *, initiator: object = None) -> None:
    """Note in the history that orders were printed or exported, and how. Changes nothing else of them."""
    with office.write(Permission.PRINT_ORDERS, initiator) as work:
        work.record(Subject.ORDER, ids, deed, detail=detail)


def suggest_materials(office: Office, text: str, limit: int = 8) -> tuple[MaterialSuggestion, ...]:
    """Descriptions used before, with their last unit and price: what begins so first, the most used first."""
    with office.read() as session:
        return tuple(map(phrases.material, phrases.suggest(session, SuggestionKind.MATERIAL, text, limit)))


def suggest_texts(office: Office, kind: SuggestionKind, text: str, limit: int = 8) -> tuple[str, ...]:
    """Reasons, observations or units used before (units: the office's own first)."""
    with office.read() as session:
        if kind is not SuggestionKind.UNIT:
            return tuple(row.words for row in phrases.suggest(session, kind, text, limit))
        settings = company_storage.SETTINGS.load(session) or OfficeSettings()
        units = dict.fromkeys((*settings.units, *phrases.units(session)))
    return tuple(unit for unit in units if fold(unit).startswith(fold(text)))[:limit]


def suggestions(
    office: Office, kind: SuggestionKind, text: str, limit: int = 8
) -> tuple[MaterialSuggestion, ...] | tuple[str, ...]:
    """What was typed before: `MaterialSuggestion`s for materials, texts for the others."""
    if kind is SuggestionKind.MATERIAL:
        return suggest_materials(office, text, limit)
    return suggest_texts(office, kind, text, limit)


def insert_many(work: Work, orders: Sequence[Order], clients: Mapping[int, Client]) -> range:
    """Store very many new orders at once, numbered in their order; returns their ids. For sample data and imports.

    Nothing is checked: the values must keep the rules, name a status, be new (codes not yet stored), and be all samples
    or none. `clients` holds theirs by id.
    """
    if not orders:
        return range(0)
    session = work.session
    settings = company_storage.SETTINGS.load(session) or OfficeSettings()
    sample = orders[0].sample
    given = numbers.give(session, settings.numbering, work.office.today().year, sample=sample, count=len(orders))
    numbered = [replace(order, version=1, number=number) for order, (number, _) in zip(orders, given, strict=True)]
    leaders = [next(iter(storage.team_of(order)), None) for order in orders]
    names = {leader: team_storage.name_of(session, leader) for leader in set(leaders) if leader is not None}
    derived = [
        {
            **storage.derived_columns(order, clients[order.client_id or 0].name, names[leader] if leader else ""),
            **columns,
        }
        for order, leader, (_, columns) in zip(numbered, leaders, given, strict=True)
    ]
    ids = bulk.Loader(session, storage.ORDERS, tuple(derived[0])).insert(numbered, derived)
    touched = {order.client_id or 0 for order in orders}
    words = {client_id: storage.client_words(clients[client_id]) for client_id in touched}
    search.ORDERS.add(
        session,
        [
            (order_id, storage.words_of(order, words[order.client_id or 0]))
            for order_id, order in zip(ids, numbered, strict=True)
        ],
    )
    tally.change(session, (), numbered)
    phrases.remember(session, numbered, None, work.at)
    client_storage.touch_many(session, touched, work.at)
    details = [order.number for order in numbered]
    journal.record_added(session, Subject.ORDER, ids, details, actor=work.actor, at=work.at)
    work.changed_everything(Subject.ORDER)
    work.changed_everything(Subject.CLIENT)
    return ids
