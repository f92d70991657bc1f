"""The indexes of words say what the rows say, whatever was done to the rows."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from builders import a_line
from offices import Clock, saved_client, saved_order, whole_order
from osdesk.domain.orders import Order
from osdesk.domain.questions import OrderQuestion
from osdesk.services import checkup, clients, lists, orders, statuses
from osdesk.services.office import Office
from osdesk.storage import clients as client_storage
from osdesk.storage import listing, order_words, search, tally
from osdesk.storage import orders as order_storage
from osdesk.storage.engine import Session, Store
from osdesk.storage.scope import Scope


def _terms(session: Session, index: search.TextIndex) -> list[tuple[Any, ...]]:
    """Every word of an index with the number of texts that have it."""
    session.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.words_of USING fts5vocab(main, {index.name}, 'row')")
    found = session.exec_driver_sql("SELECT term, doc FROM temp.words_of ORDER BY term").fetchall()
    session.exec_driver_sql("DROP TABLE temp.words_of")
    return [tuple(row) for row in found]


def _refilled(session: Session) -> None:
    """Empty the indexes and fill them from the rows alone."""
    for index in search.INDEXES:
        index.clear(session)
    everyone = client_storage.CLIENTS.load_many(session, _ids(session, client_storage.client))
    client_storage.add_to_index(session, everyone)
    words = {client.id: order_words.client_words(client) for client in everyone}
    held: Sequence[Order] = order_storage.ORDERS.load_many(session, _ids(session, order_storage.order))
    search.ORDERS.add(session, [(order.id, order_words.words_of(order, words[order.client_id])) for order in held])


def _ids(session: Session, table: Any) -> list[int]:
    return list(session.execute(select(table.c.id)).scalars())


def _work(office: Office, dice: random.Random) -> None:
    """One thing that a person may do, whatever it is."""
    known = clients.suggest(office, "", 100)
    held = [row.id for row in known]
    numbered = [order.id or 0 for order in _all_orders(office)]
    choice = dice.randrange(9)
    if choice == 0 or not held:
        saved_client(office, name=f"{dice.choice(('Bar', 'Ótica', 'Água'))} {dice.randrange(99)}", tax_id="")
    elif choice == 1:
        client = clients.get(office, dice.choice(held))
        clients.save(office, replace(client, name=client.name + dice.choice((" Sul", " Norte", "")), contacts=()))
    elif choice in (2, 3) or not numbered:
        client = clients.get(office, dice.choice(held))
        reason = dice.choice(("Não gela", "Pinga", "Fumaça"))
        saved_order(office, client, reason=reason, materials=(a_line("1", "un", "x", "9.90"),))
    elif choice == 4:
        order = orders.get(office, dice.choice(numbered))
        changed = replace(order, client_id=dice.choice(held), materials=())
        orders.save(office, replace(changed, observations=f"visto {dice.randrange(9)}"))
    elif choice == 5:
        orders.delete(office, dice.sample(numbered, min(2, len(numbered))))
    elif choice == 6:
        orders.restore(office, dice.sample(numbered, min(3, len(numbered))))
    elif choice == 7:
        status = dice.choice(statuses.statuses(office))
        before = orders.change_status(office, [dice.choice(numbered)], status.id or 0, f"porque {dice.randrange(99)}")
        if dice.random() < 0.5:
            orders.put_back(office, before)
    else:
        clients.delete(office, [dice.choice(held)])
        clients.restore(office, held)


def _all_orders(office: Office) -> Sequence[Order]:
    with office.read() as session:
        return order_storage.ORDERS.load_many(session, _ids(session, order_storage.order))


@pytest.mark.parametrize("seed", range(4))
def test_after_any_work_indexes_and_sums_are_what_the_rows_would_make(office: Office, clock: Clock, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(60):
        clock.forward(minutes=1)
        _work(office, dice)
    assert checkup.check(office) == ()
    with office.store.write() as session:
        for index in search.INDEXES:
            index.check(session)
        kept = [_terms(session, index) for index in search.INDEXES]
        _refilled(session)
        assert kept == [_terms(session, index) for index in search.INDEXES]
        assert tally.figures(session) == tally.counted(session)
        assert kept[0]


def test_taking_out_other_words_than_were_put_in_is_seen_by_the_check(office: Office) -> None:
    order = saved_order(office, reason="Não gela")
    with office.store.write() as session:
        search.ORDERS.remove(session, [(order.id, "outras palavras")])
    assert [finding.code for finding in checkup.check(office)] == ["check.search"]


@given(typed=st.text(max_size=20))
def test_no_question_is_a_fault_of_syntax(typed: str) -> None:
    raw = sqlite3.connect(":memory:")
    for index in search.INDEXES:
        raw.execute(index.ddl)
    words = search.word_question(typed, "(_1 OR _2)")
    long, short = search.trigram_questions(typed)
    for index, question in ((search.ORDERS, words), (search.CLIENTS, long), (search.CLIENT_WORDS, short)):
        if question is not None:
            raw.execute(f"SELECT rowid FROM {index.name} WHERE {index.name} MATCH ?", (question,)).fetchall()
    raw.close()


def test_the_word_of_a_status_can_not_be_typed(store: Store) -> None:
    with store.write() as session:
        search.ORDERS.add(session, [(1, f"bomba {order_words.status_word(1, deleted=False)}")])
        assert session.execute(search.ORDERS.found(search.word_question("bomba", "(_1)"))).first() is not None
        assert session.execute(search.ORDERS.found(search.word_question("_1"))).first() is None
        assert session.execute(search.ORDERS.found(search.word_question("_bin"))).first() is None


def test_the_orders_of_a_technician_come_from_the_index_of_words_unsorted(store: Store) -> None:
    for descending in (True, False):
        scope = Scope(statuses=(1, 2, 3), technicians=(4,), descending=descending)
        statement = listing.ids_statement(scope, 100)
        text = str(statement.compile(dialect=SQLiteDialect(), compile_kwargs={"literal_binds": True}))
        with store.read() as session:
            plan = [row[3] for row in session.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
        assert len(plan) == 1, plan
        assert "order_words VIRTUAL TABLE INDEX" in plan[0]


def test_a_whole_order_is_found_by_all_that_is_said_of_it(office: Office) -> None:
    order = orders.save(office, whole_order(office, serial_number="SN-0042/X", requested_by="Dona Íris")).order
    for typed in ("000001", "1", "aurora", "12.ABC.345/01DE-35", "12abc345", "sn-0042/x", "iris", order.reason[:12]):
        assert [row.id for row in lists.orders_first(office, OrderQuestion(search=typed))] == [order.id], typed
