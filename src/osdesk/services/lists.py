"""What the lists ask: first rows, all ids, rows by id, sums, and counts."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace

from osdesk.domain.questions import (
    Chips,
    ClientQuestion,
    ClientRow,
    OrderQuestion,
    OrderRow,
    Tally,
)
from osdesk.services.office import Office, Session
from osdesk.storage import client_listing, listing, narrowing, nearby, statuses
from osdesk.storage.scope import Scope, scope_of


def scope_for(office: Office, session: Session, question: OrderQuestion) -> Scope:
    """The question as the tables understand it, with what only the database tells."""
    return _looked_up(session, scope_of(question, statuses.all_statuses(session), office.now()))


def _looked_up(session: Session, scope: Scope) -> Scope:
    """The scope with what only the database tells."""
    if scope.place:
        scope = replace(scope, places=narrowing.places_like(session, scope.place))
    if scope.technicians:
        scope = replace(scope, crowded=narrowing.crowded(session, scope.technicians))
    return scope


def orders_first(office: Office, question: OrderQuestion, limit: int = 100) -> tuple[OrderRow, ...]:
    """The first rows that answer a question."""
    with office.read() as session:
        return listing.first(session, scope_for(office, session, question), limit)


def orders_around(office: Office, question: OrderQuestion, order_id: int, limit: int) -> tuple[OrderRow, ...]:
    """An order amid its neighbours: up to `limit` rows before it, itself, up to `limit` after it.

    Nothing when it doesn't answer the question, or where that can't be told without going through all answers (words,
    periods, clients).
    """
    with office.read() as session:
        return nearby.around(session, scope_for(office, session, question), order_id, limit)


def orders_ids(office: Office, question: OrderQuestion) -> array[int]:
    """The ids of all rows that answer a question, in its order."""
    with office.read() as session:
        return listing.ids(session, scope_for(office, session, question))


def orders_rows(office: Office, ids: Sequence[int]) -> tuple[OrderRow, ...]:
    """The rows of those ids, in that order, from the bin too; what isn't there is left out."""
    with office.read() as session:
        return listing.rows(session, ids)


def orders_tally(office: Office, question: OrderQuestion) -> Tally:
    """How many rows answer a question, and what they sum up to."""
    with office.read() as session:
        return listing.tally_of(session, scope_for(office, session, question))


def orders_chips(office: Office, question: OrderQuestion) -> Chips:
    """What each filter chip would show; the statuses and the lateness that the question itself asks for don't count."""
    with office.read() as session:
        found = statuses.all_statuses(session)
        asked = replace(question, statuses=frozenset(), kinds=frozenset(), late_on=None)
        scope = _looked_up(session, scope_of(asked, found, office.now()))
        return listing.chips(session, scope, found, office.now())


def places(office: Office, text: str = "", limit: int = 50) -> tuple[str, ...]:
    """Cities and districts of orders in which every word typed begins a word: cities first, then `district, city`."""
    with office.read() as session:
        return narrowing.places_offered(session, text, limit)


def clients_first(office: Office, question: ClientQuestion, limit: int = 100) -> tuple[ClientRow, ...]:
    """The first rows that answer a question."""
    with office.read() as session:
        return client_listing.first(session, question, limit)


def clients_ids(office: Office, question: ClientQuestion) -> array[int]:
    """The ids of all rows that answer a question, in its order."""
    with office.read() as session:
        return client_listing.ids(session, question)


def clients_rows(office: Office, ids: Sequence[int]) -> tuple[ClientRow, ...]:
    """The rows of those ids, in that order, from the bin too; what isn't there is left out."""
    with office.read() as session:
        return client_listing.rows(session, ids)


def clients_tally(office: Office, question: ClientQuestion) -> int:
    """How many clients answer a question."""
    with office.read() as session:
        return client_listing.count(session, question)
