"""Taking sample data out again, for good: the one place where records are removed and not put into the bin.

What real work has come to need (a sample client with a real order) stays and becomes real.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Delete, Select, Table, Update, bindparam, delete, or_, select, update

from osdesk.domain.changes import Subject
from osdesk.storage import clients, order_words, orders, search, suggestions, tally
from osdesk.storage.checklists import template
from osdesk.storage.clients import client
from osdesk.storage.company import settings
from osdesk.storage.counters import counter
from osdesk.storage.journal import journal
from osdesk.storage.orders import SAMPLE_SERIES, checklist, order, visit_technician
from osdesk.storage.team import technician

_AT_ONCE = 500


def marked_statement(table: Table) -> Select[int]:
    """The ids of all samples in a table, from the bin too."""
    return select(table.c.id).where(table.c.sample.is_(True))


def needed_statements() -> dict[Subject, Select[int]]:
    """The samples that what is left still refers to, once the sample orders are gone."""
    return {
        Subject.CLIENT: _needed(client, select(order.c.client_id)),
        Subject.TECHNICIAN: _needed(
            technician, select(visit_technician.c.technician_id), select(settings.c.technician_id)
        ),
        Subject.TEMPLATE: _needed(template, select(checklist.c.template_id)),
    }


def _needed(table: Table, *references: Select[Any]) -> Select[int]:
    named: list[ColumnElement[bool]] = [table.c.id.in_(reference) for reference in references]
    return select(table.c.id).where(table.c.sample.is_(True), or_(*named))


def keep_statement(table: Table) -> Update:
    """Make samples real."""
    return update(table).where(table.c.id.in_(bindparam("ids", expanding=True))).values(sample=False)


def remove_statement(table: Table) -> Delete:
    """Remove records, with all their parts."""
    return delete(table).where(table.c.id.in_(bindparam("ids", expanding=True)))


def forget_statement() -> Delete:
    """Remove the journal of records that were removed: SQLite may give their ids to others."""
    return delete(journal).where(
        journal.c.subject == bindparam("subject"), journal.c.record_id.in_(bindparam("ids", expanding=True))
    )


def restart_statement() -> Delete:
    """Let the samples' numbers begin anew."""
    return delete(counter).where(counter.c.series == SAMPLE_SERIES)


def present(session: Connection) -> bool:
    """Whether the office holds any sample."""
    tables = (order, client, technician, template)
    return any(session.execute(marked_statement(table).limit(1)).first() for table in tables)


def remove(session: Connection) -> dict[Subject, frozenset[int]]:
    """Remove all samples; returns the records that went or became real."""
    touched: dict[Subject, frozenset[int]] = {Subject.ORDER: frozenset(_remove_orders(session))}
    for subject, table in ((Subject.CLIENT, client), (Subject.TECHNICIAN, technician), (Subject.TEMPLATE, template)):
        marked = [row[0] for row in session.execute(marked_statement(table))]
        needed = {row[0] for row in session.execute(needed_statements()[subject])}
        going = [record_id for record_id in marked if record_id not in needed]
        for ids in _chunks(going):
            if table is client:
                clients.remove_from_index(session, clients.CLIENTS.load_many(session, ids))
            _remove(session, subject, table, ids)
        for ids in _chunks(list(needed)):
            session.execute(keep_statement(table), {"ids": ids})
        touched[subject] = frozenset(marked)
    return {subject: ids for subject, ids in touched.items() if ids}


def _remove_orders(session: Connection) -> list[int]:
    marked = [row[0] for row in session.execute(marked_statement(order))]
    for ids in _chunks(marked):
        held = orders.ORDERS.load_many(session, ids)
        theirs = clients.CLIENTS.load_many(session, list({value.client_id or 0 for value in held}))
        words = {value.id: order_words.client_words(value) for value in theirs}
        search.ORDERS.remove(
            session, [(value.id, order_words.words_of(value, words[value.client_id])) for value in held]
        )
        tally.change(session, held, ())
        suggestions.forget(session, held)
        _remove(session, Subject.ORDER, order, ids)
    session.execute(restart_statement())
    return marked


def _remove(session: Connection, subject: Subject, table: Table, ids: Sequence[int]) -> None:
    session.execute(forget_statement(), {"subject": subject, "ids": ids})
    session.execute(remove_statement(table), {"ids": ids})


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
