"""Orders: verbs. The number is given at the first save, in its transaction; `code` makes a repeated save harmless."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from osdesk.domain import orders as domain
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.dates import add_working_days
from osdesk.domain.history import Deed, Entry
from osdesk.domain.orders import Order
from osdesk.domain.permissions import Permission
from osdesk.domain.problems import Problem
from osdesk.domain.starting import filled
from osdesk.domain.suggestions import MaterialSuggestion, SuggestionKind
from osdesk.domain.text import fold
from osdesk.domain.tidy import tidied
from osdesk.services import closing, following, holidays, records, saving
from osdesk.services.office import Office
from osdesk.storage import checklists as checklist_storage
from osdesk.storage import clients as client_storage
from osdesk.storage import company as company_storage
from osdesk.storage import facets, journal, order_lookup, order_words, search, tally
from osdesk.storage import orders as storage
from osdesk.storage import statuses as status_storage
from osdesk.storage import suggestions as phrases

#: `save` and very many at once, inside a transaction that does more.
put = saving.put
insert_many = saving.insert_many


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
        first = saving.first_status(status_storage.all_statuses(session))
        kinds = status_storage.all_service_types(session)
        usual = next((kind for kind in kinds if kind.id == settings.service_type_id), None)
        wanted = usual.templates if usual is not None else ()
        templates = checklist_storage.TEMPLATES.load_many(session, list(wanted))
    deadline = None if settings.deadline_days is None else _working_days_on(office, settings.deadline_days)
    fresh = Order(
        opened_at=office.instant().replace(second=0, microsecond=0),
        status_id=first.id,
        deadline=deadline,
        service_type_id=settings.service_type_id,
        observations=settings.observations,
        warranty_days=company.warranty_days,
        terms=company.terms,
    )
    offered = [template for template in templates if template.active and template.deleted_at is None]
    return fresh if usual is None else filled(fresh, usual, offered)


def _working_days_on(office: Office, count: int) -> date:
    """The day that is so many working days on, days off left out."""
    today = office.today()
    off = holidays.days_off(office, today, today + timedelta(days=2 * count + 60))
    return add_working_days(today, count, frozenset(day for day, _ in off))


def get(office: Office, order_id: int) -> Order:
    """One order, also from the bin. Raises `Gone`."""
    with office.read() as session:
        return saving.loaded(session, order_id)


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
        order = tidied(order)
        lacks = saving.missing_to_close(session, order, stored, statuses)
    return saving.problems_of(office, order, stored, statuses, undoing=False, lacks=lacks)


def save(office: Office, order: Order, *, undoing: bool = False, initiator: object = None) -> Saved:
    """Store an order; a new one is given its number. One whose `code` is stored already comes back as it is stored.

    Number, code, bin and times of closing are the program's: what the value says of them doesn't count. `undoing` a
    change asks for no reason. Raises `Refused`, `Conflict`, `Gone`, `NotAllowed`.
    """
    with office.write(Permission.EDIT_ORDERS, initiator) as work:
        saved = put(work, order, undoing=undoing)
    return Saved(order=saved, changes=work.changes)


def change_status(
    office: Office,
    ids: Iterable[int],
    status_id: int,
    reason: str = "",
    *,
    override: str = "",
    initiator: object = None,
) -> tuple[Order, ...]:
    """Give orders a status, all or none; returns them as they were before, for `put_back`.

    `override` is why they are closed though something is missing (`closing.survey` says of which); the others keep no
    word of it. Raises `Refused` (`status.reason`, `status.not_from_here`, `closing.missing`), `NotAllowed`.
    """
    with office.write(Permission.EDIT_ORDERS, initiator) as work:
        before = storage.ORDERS.load_many(work.session, list(dict.fromkeys(ids)))
        for order in before:
            changed = replace(order, status_id=status_id, status_reason=reason or order.status_reason)
            if override and order.status_id != status_id and closing.lacking(work.session, order):
                changed = replace(changed, closing_override=override)
            if order.status_id != status_id:
                put(work, changed)
    return before


def put_back(office: Office, earlier: Iterable[Order], *, initiator: object = None) -> None:
    """Undo: store orders as they were earlier, whatever version they have now. Asks for no reasons; all or none."""
    with office.write(Permission.EDIT_ORDERS, initiator) as work:
        for order in earlier:
            now = saving.loaded(work.session, order.id or 0)
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
            client.id: order_words.client_words(client)
            for client in client_storage.CLIENTS.load_many(
                work.session, list({after.client_id for _, after in done if after.client_id is not None})
            )
        }
        for before, after in done:
            words = clients[after.client_id]
            facets.follow(work.session, before, after)
            search.ORDERS.replace(
                work.session, after.id or 0, order_words.words_of(before, words), order_words.words_of(after, words)
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


def follow_up(office: Office, order_id: int, item_ids: Iterable[int] = ()) -> Order:
    """A new order for what failed in another one: its client, place and equipment, and why. Not stored.

    `item_ids` are failed checklist items, none for all of them. Raises `Gone`.
    """
    return following.begun(new(office), get(office, order_id), item_ids)


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
