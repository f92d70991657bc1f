"""What storing an order takes with it, in one transaction: rules, number, index, sums, phrases, journal.

Apart from the verbs of `orders`, for a file of orders is stored in one transaction of them, and sample data by the
million.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from operator import attrgetter

from osdesk.domain import orders as domain
from osdesk.domain.changes import Subject
from osdesk.domain.clients import Client
from osdesk.domain.closing import Missing
from osdesk.domain.company import OfficeSettings
from osdesk.domain.history import Deed
from osdesk.domain.orders import Order
from osdesk.domain.permissions import Permission
from osdesk.domain.problems import Problem, Refused
from osdesk.domain.statuses import Status, StatusKind, asks_reason, is_closing, may_follow, offered
from osdesk.domain.tidy import tidied
from osdesk.services import closing, records
from osdesk.services import telling as outbox
from osdesk.services.office import Conflict, Gone, Office, Session, Work
from osdesk.services.wording.status_names import status_name
from osdesk.storage import bulk, facets, journal, numbers, order_lookup, order_words, search, suggestions, tally
from osdesk.storage import clients as client_storage
from osdesk.storage import company as company_storage
from osdesk.storage import orders as storage
from osdesk.storage import statuses as status_storage
from osdesk.storage import team as team_storage
from osdesk.storage.differences import differences


def first_status(statuses: Sequence[Status]) -> Status:
    """What an order starts in."""
    return next((status for status in statuses if status.kind is StatusKind.OPEN), statuses[0])


def loaded(session: Session, order_id: int) -> Order:
    """One order. Raises `Gone`."""
    found = storage.ORDERS.load(session, order_id)
    if found is None:
        raise Gone(Subject.ORDER, order_id)
    return found


def put(work: Work, order: Order, *, undoing: bool = False, telling: bool = True) -> Order:
    """Store an order, as `orders.save` does, inside a transaction that may do more.

    `telling` the client is what the office's rules do after it; what comes from a file was told long ago.
    """
    session = work.session
    stored: Order | None = None
    if order.id is not None:
        stored = loaded(session, order.id)
    else:
        known = order_lookup.by_code(session, order.code)
        if known is not None:
            return loaded(session, known)
    statuses = {status.id: status for status in status_storage.all_statuses(session)}
    order = _completed(work, tidied(order), stored, statuses)
    if stored is not None and stored.version != order.version:
        raise Conflict(stored, order)
    if stored is not None:
        order = domain.unsigned_by_change(stored, order)
    lacks = () if undoing else missing_to_close(session, order, stored, statuses)
    records.refuse(problems_of(work.office, order, stored, statuses, undoing=undoing, lacks=lacks))
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
    if telling and not undoing:
        outbox.tell(work, stored, saved, client, statuses)
    return saved


def _completed(work: Work, order: Order, stored: Order | None, statuses: Mapping[int | None, Status]) -> Order:
    """The order with what the program itself knows of it."""
    if order.opened_at is None:
        order = replace(order, opened_at=work.at if stored is None else stored.opened_at)
    if order.status_id is None:
        order = replace(order, status_id=first_status(tuple(statuses.values())).id)
    status = statuses.get(order.status_id)
    closed_at = None
    if status is not None and status.kind.finished:
        before = statuses.get(stored.status_id) if stored is not None else None
        still = before is not None and before.kind.finished and stored is not None
        closed_at = stored.closed_at if still and stored is not None else order.closed_at or work.at
    if status is not None and status.kind is not StatusKind.DONE and order.closing_override:
        # Whoever closes it again says so again.
        order = replace(order, closing_override="")
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


def missing_to_close(
    session: Session, order: Order, stored: Order | None, statuses: Mapping[int | None, Status]
) -> tuple[Missing, ...]:
    """What keeps an order from being closed now; nothing where it isn't to be, or somebody said why it is closed all
    the same.
    """
    before = statuses.get(stored.status_id) if stored is not None else None
    if order.closing_override or not is_closing(before, statuses.get(order.status_id)):
        return ()
    return closing.lacking(session, order)


def problems_of(
    office: Office,
    order: Order,
    stored: Order | None,
    statuses: Mapping[int | None, Status],
    *,
    undoing: bool,
    lacks: tuple[Missing, ...] = (),
) -> tuple[Problem, ...]:
    """What keeps an order from being stored, also against how it is stored now; `lacks` is what its closing lacks."""
    opened_on = None if order.opened_at is None else order.opened_at.astimezone(office.zone).date()
    found = list(domain.problems(order, opened_on=opened_on))
    after = statuses.get(order.status_id)
    if order.status_id is not None and after is None:
        found.append(Problem(field="status_id", code="status.gone"))
    before = statuses.get(stored.status_id) if stored is not None else None
    if after is not None and not undoing:
        if before is not None and not may_follow(before, after):
            allowed = [status for status in offered(before, statuses.values()) if status.id != before.id]
            facts = {"before": status_name(before), "allowed": tuple(map(status_name, allowed))}
            found.append(Problem(field="status_id", code="status.not_from_here", facts=facts))
        # The reason of the last change says nothing of this one.
        fresh = order.status_reason != (stored.status_reason if stored is not None else "")
        if asks_reason(before, after) and not (order.status_reason and fresh):
            found.append(Problem(field="status_reason", code="status.reason"))
    if lacks:
        found.append(Problem(field=lacks[0].field, code="closing.missing", facts={"missing": lacks}))
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
    client_words = order_words.client_words(client)
    words = order_words.words_of(after, client_words)
    if before is None:
        search.ORDERS.add(session, [(after.id, words)])
        work.record(Subject.ORDER, [after.id or 0], Deed.ADDED, detail=after.number)
    else:
        if before.client_id != after.client_id:
            earlier = client_storage.CLIENTS.load(session, before.client_id or 0) or client
            client_words = order_words.client_words(earlier)
        search.ORDERS.replace(session, after.id or 0, order_words.words_of(before, client_words), words)
        work.record(Subject.ORDER, [after.id or 0], Deed.CHANGED, differences(before, after))
    tally.change(session, () if before is None else (before,), (after,))
    facets.follow(session, before, after)
    suggestions.remember(session, (after,), before, work.at)
    client_storage.touch(session, client, work.at)
    work.changed(Subject.CLIENT, [client.id or 0])


_FIELDS = tuple(field.name for field in fields(Order))
_get = attrgetter(*_FIELDS)


def _numbered(order: Order, number: str) -> Order:
    """As stored the first time. `replace` would do it, at three times the cost."""
    held = dict(zip(_FIELDS, _get(order), strict=True))
    held["version"], held["number"] = 1, number
    return Order(**held)


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
    numbered = [_numbered(order, number) for order, (number, _) in zip(orders, given, strict=True)]
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
    words = {client_id: order_words.client_words(clients[client_id]) for client_id in touched}
    search.ORDERS.add(
        session,
        [
            (order_id, order_words.words_of(order, words[order.client_id or 0]))
            for order_id, order in zip(ids, numbered, strict=True)
        ],
    )
    tally.change(session, (), numbered)
    facets.add_many(session, ids, numbered)
    suggestions.remember(session, numbered, None, work.at)
    client_storage.touch_many(session, touched, work.at)
    details = [order.number for order in numbered]
    journal.record_added(session, Subject.ORDER, ids, details, actor=work.actor, at=work.at)
    work.changed_everything(Subject.ORDER)
    work.changed_everything(Subject.CLIENT)
    return ids
