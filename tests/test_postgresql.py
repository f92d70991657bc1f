"""Aggregate, counters, journal and files on a running PostgreSQL: what several desks will share later."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, inspect, select
from sqlalchemy.pool import NullPool

import values
from builders import a_client, a_line, a_technician, a_template, a_visit, an_item, at
from osdesk.domain.changes import Subject
from osdesk.domain.checklists import Checklist
from osdesk.domain.clients import Client
from osdesk.domain.company import Company, Numbering, OfficeSettings
from osdesk.domain.history import Deed
from osdesk.domain.orders import Order
from osdesk.domain.suggestions import SuggestionKind
from osdesk.storage import (
    checklists,
    clients,
    company,
    counters,
    files,
    journal,
    migrate,
    numbers,
    orders,
    samples,
    schema,
    statuses,
    suggestions,
    tally,
    team,
)
from osdesk.storage.differences import differences
from osdesk.storage.outcomes import Conflict, Gone

pytestmark = pytest.mark.needs("postgresql")


@pytest.fixture
def engine(postgresql: str) -> Iterator[Engine]:
    made = create_engine(postgresql, poolclass=NullPool)
    with made.begin() as session:
        schema.OFFICE.create_all(session)
        schema.FILES.create_all(session)
        statuses.seed(session)
    yield made
    made.dispose()


def _columns(order: Order, given_columns: dict[str, object]) -> dict[str, object]:
    return {**orders.derived_columns(order, "Clínica", "Rafael"), **given_columns}


def _stored(engine: Engine, **changes: Any) -> Order:
    with engine.begin() as session:
        client = clients.CLIENTS.save(session, a_client(), derived=clients.derived_columns(a_client()))
        technician = team.TECHNICIANS.save(session, a_technician())
        template = checklists.TEMPLATES.save(session, a_template())
        ((number, columns),) = numbers.give(session, Numbering(), 2026)
        order = Order(
            client_id=client.id,
            status_id=1,
            number=number,
            opened_at=at(2026, 11, 24, 8),
            visits=(a_visit(technicians=(technician.id or 0,)), a_visit(technicians=())),
            checklists=(Checklist(name="Um", template_id=template.id, items=(an_item("a"), an_item("b"))),),
            materials=(a_line("1.5", "kg", "Gás", "185.00"), a_line("2", "h", "Mão de obra")),
        )
        order = replace(order, **changes)
        return orders.ORDERS.save(session, order, derived=_columns(order, columns))


def test_a_whole_order_comes_back_and_changes_part_by_part(engine: Engine) -> None:
    saved = _stored(engine)
    with engine.begin() as session:
        assert orders.ORDERS.load(session, saved.id or 0) == saved
        changed = replace(
            saved,
            reason="x",
            visits=saved.visits[::-1],
            materials=(a_line("1", "un", "Novo"), replace(saved.materials[1], quantity=Decimal("3.000"))),
            checklists=(replace(saved.checklists[0], items=(*saved.checklists[0].items[1:], an_item("c"))),),
        )
        again = orders.ORDERS.save(session, changed, derived=_columns(changed, {}))
    assert again.version == 2
    with engine.begin() as session:
        assert orders.ORDERS.load_many(session, [saved.id or 0, 99]) == (again,)


@given(data=st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_client_comes_back_as_it_went_in(engine: Engine, data: st.DataObject) -> None:
    client = data.draw(values.values(Client))
    with engine.begin() as session:
        saved = clients.CLIENTS.save(session, client, derived=clients.derived_columns(client))
    with engine.begin() as session:
        assert clients.CLIENTS.load(session, saved.id or 0) == saved


def test_the_only_rows_come_back(engine: Engine) -> None:
    with engine.begin() as session:
        assert company.COMPANY.load(session) is None
        saved = company.COMPANY.save(session, Company(legal_name="Frio Bom"))
        assert company.COMPANY.load(session) == saved
        kept = company.SETTINGS.save(session, OfficeSettings(units=("un",)))
        assert company.SETTINGS.load(session) == kept


def test_of_two_desks_that_save_one_record_the_later_is_refused_with_both_values(engine: Engine) -> None:
    saved = _stored(engine)
    one, other = engine.connect(), engine.connect()
    try:
        first, second = (orders.ORDERS.load(session, saved.id or 0) for session in (one, other))
        assert first is not None
        assert second is not None
        mine = replace(first, reason="um")
        stored = orders.ORDERS.save(one, mine, first, _columns(mine, {}))
        one.commit()
        theirs = replace(second, reason="dois")
        with pytest.raises(Conflict) as caught:
            orders.ORDERS.save(other, theirs, second, _columns(theirs, {}))
        assert (caught.value.stored, caught.value.offered) == (stored, theirs)
    finally:
        one.close()
        other.close()


def test_what_is_not_there_is_gone(engine: Engine) -> None:
    with engine.begin() as session, pytest.raises(Gone):
        team.TECHNICIANS.save(session, a_technician(id=99))


def test_desks_that_number_at_once_get_each_number_once_and_skip_none(engine: Engine) -> None:
    barrier = threading.Barrier(6)

    def take(place: int) -> list[int]:
        barrier.wait()
        taken = []
        for turn in range(20):
            with engine.connect() as session:
                number = counters.take(session, "os", 0, first=1)
                if (place + turn) % 5 == 0:
                    session.rollback()  # a save that failed gives its number back
                else:
                    session.commit()
                    taken.append(number)
        return taken

    with ThreadPoolExecutor(6) as desks:
        taken = [number for numbers_of_one in desks.map(take, range(6)) for number in numbers_of_one]
    assert sorted(taken) == list(range(1, len(taken) + 1))
    assert len(taken) == 96


def test_a_changed_numbering_sets_the_next_number_and_remembers_the_jump(engine: Engine) -> None:
    _stored(engine)
    with engine.begin() as session:
        assert numbers.renumber(session, Numbering(), Numbering(first=100), 2026, at(2026, 11, 24)) is None
        assert numbers.upcoming(session, Numbering(first=100), 2026) == 100
        jumps = session.execute(select(counters.counter_jump.c.skipped_from, counters.counter_jump.c.skipped_to))
        assert [tuple(row) for row in jumps] == [(2, 100)]
        assert numbers.renumber(session, Numbering(first=100), Numbering(first=1), 2026, at(2026, 11, 24)) == 1


def test_the_journal_keeps_what_changed(engine: Engine) -> None:
    saved = _stored(engine)
    changes = differences(saved, replace(saved, reason="ção 😀", materials=()))
    with engine.begin() as session:
        for deed in (Deed.ADDED, Deed.CHANGED):
            journal.record(
                session,
                Subject.ORDER,
                [saved.id or 0],
                deed,
                actor="Ana",
                at=at(2026, 11, 24),
                changes=changes if deed is Deed.CHANGED else (),
                detail="000001",
            )
        newest, oldest = journal.history(session, Subject.ORDER, saved.id or 0)
    assert (oldest.deed, oldest.changes, oldest.detail) == (Deed.ADDED, (), "000001")
    assert (newest.actor, newest.at, newest.changes) == ("Ana", at(2026, 11, 24), changes)


def test_files_are_kept_once_and_swept(engine: Engine) -> None:
    with engine.begin() as session:
        digest = files.put(session, b"\x00logo", at(2026, 11, 1))
        assert files.put(session, b"\x00logo", at(2026, 11, 2)) == digest
        assert files.get(session, digest) == b"\x00logo"
        assert files.sweep(session, [digest], at(2026, 12, 1)) == 0
        assert files.sweep(session, [], at(2026, 12, 1)) == 1


def test_sums_and_suggestions_are_kept(engine: Engine) -> None:
    saved = _stored(engine)
    with engine.begin() as session:
        tally.change(session, (), (saved,))
        assert tally.figures(session) == tally.counted(session) == {1: (1, Decimal("277.50"))}
        suggestions.remember(session, (saved,), None, at(2026, 11, 24))
        found = suggestions.suggest(session, SuggestionKind.MATERIAL, "ga", 5)
        assert [suggestions.material(row).unit_price for row in found] == [Decimal("185.00")]
        suggestions.forget(session, (saved,))
        assert suggestions.suggest(session, SuggestionKind.MATERIAL, "", 5) == []
        assert not samples.present(session)


def test_the_migrations_make_the_same_tables_there(engine: Engine) -> None:
    wanted = inspect(engine)
    there = {name: wanted.get_columns(name) for name in schema.OFFICE.tables}
    indexes = {name: {index["name"] for index in wanted.get_indexes(name)} for name in schema.OFFICE.tables}
    with engine.begin() as session:
        schema.OFFICE.drop_all(session)
    with engine.begin() as session:
        migrate.run_revisions(session)
    made = inspect(engine)
    for name in schema.OFFICE.tables:
        assert [_plain(column) for column in made.get_columns(name)] == [_plain(column) for column in there[name]]
        assert {index["name"] for index in made.get_indexes(name)} == indexes[name]


def _plain(column: Any) -> tuple[str, str, bool]:
    return column["name"], str(column["type"]), column["nullable"]
