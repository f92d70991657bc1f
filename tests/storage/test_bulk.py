"""Very many at once are stored as each alone would be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from builders import a_client, a_line, a_technician
from offices import Clock, an_office, saved_order, whole_order
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.materials import ZERO
from osdesk.domain.orders import Order, new_code
from osdesk.domain.permissions import Permission
from osdesk.services import checkup, clients, company, orders, team
from osdesk.services.office import Office
from osdesk.storage import samples, schema


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Office]:
    with an_office(tmp_path / "other", Clock()) as opened:
        yield opened


def _rows(office: Office, name: str) -> list[tuple[Any, ...]]:
    with office.read() as session:
        return [tuple(row) for row in session.execute(text(f"SELECT * FROM {name} ORDER BY 1, 2"))]


def _values(office: Office) -> list[Order]:
    """Orders of every kind for an office whose first client and two technicians have the ids 1 and 2."""
    whole = whole_order(office)
    unpriced = replace(whole, discount=ZERO, materials=(a_line("3", "m", "Cabo"),))
    return [
        replace(whole, code=new_code()),
        replace(orders.new(office), client_id=1, reason="Só isto", code=new_code()),
        replace(unpriced, code=new_code(), status_id=5, closed_at=office.instant()),
    ]


def test_many_orders_at_once_make_the_same_rows_as_one_by_one(office: Office, other: Office) -> None:
    values = _values(office)
    assert _values(other)[0].client_id == 1
    for value in values:
        orders.save(office, value)
    with other.write(Permission.SAMPLE_DATA) as work:
        assert list(orders.insert_many(work, values, {1: clients.get(other, 1)})) == [1, 2, 3]
    assert orders.get_many(office, [1, 2, 3]) == orders.get_many(other, [1, 2, 3])
    tables = [*schema.OFFICE.tables, "order_words_docsize"]
    for name in tables:
        assert _rows(office, name) == _rows(other, name), name
    assert checkup.check(other) == ()


def test_many_clients_at_once_are_as_one_by_one(office: Office, other: Office) -> None:
    values = [a_client(), a_client(name="Outra", contacts=(), tags=("vip",)), a_client(addresses=())]
    for value in values:
        clients.save(office, value)
    with other.write(Permission.SAMPLE_DATA) as work:
        stored = clients.insert_many(work, values)
    assert stored == clients.get_many(office, [1, 2, 3])
    for name in ("client", "client_contact", "client_address", "client_words_docsize", "journal"):
        assert _rows(office, name) == _rows(other, name), name


def test_bulk_goes_on_with_the_numbers_and_saves_go_on_after_it(office: Office) -> None:
    first = saved_order(office)
    batch = [replace(orders.new(office), client_id=first.client_id, code=new_code()) for _ in range(5)]
    heard: list[Changes] = []
    office.listen(heard.append)
    with office.write(Permission.SAMPLE_DATA) as work:
        orders.insert_many(work, batch, {1: clients.get(office, 1)})
    assert heard[0].everything(Subject.ORDER)
    assert saved_order(office).number == "000007"
    with office.write(Permission.SAMPLE_DATA) as work:
        assert list(orders.insert_many(work, [], {})) == []
    assert checkup.check(office) == ()


def test_samples_go_with_all_they_taught_and_leave_no_gap(office: Office) -> None:
    real = saved_order(office, reason="Motivo de verdade")
    before = {name: _rows(office, name) for name in schema.OFFICE.tables if name != "settings"}
    sample_client = clients.save(office, a_client(name="Exemplo", sample=True))
    technician = team.save(office, a_technician(name="Exemplo", sample=True))
    sample = replace(whole_order(office, sample_client, sample=True), visits=(replace(whole_order(office).visits[0]),))
    saved = orders.save(office, sample).order
    assert saved.number == "EX-000001"
    team.delete(office, [held.id or 0 for held in team.all(office) if held.id != technician.id])
    with office.read() as session:
        assert samples.present(session)
    with office.write(Permission.SAMPLE_DATA) as work:
        touched = samples.remove(work.session)
    assert touched[Subject.ORDER] == {saved.id}
    with office.read() as session:
        assert not samples.present(session)
    for name in ("service_order", "order_material", "order_visit", "suggestion", "counter", "order_words_docsize"):
        assert _rows(office, name) == before[name] if name in before else True, name
    assert saved_order(office).number == "000002"
    assert checkup.check(office) == ()
    assert orders.get(office, real.id or 0) == real


def test_a_sample_that_real_work_needs_becomes_real(office: Office) -> None:
    client = clients.save(office, a_client(sample=True))
    technician = team.save(office, a_technician(sample=True))
    company.save_settings(office, replace(company.settings(office), technician_id=technician.id))
    order = saved_order(office, client)
    with office.write(Permission.SAMPLE_DATA) as work:
        samples.remove(work.session)
    assert orders.get(office, order.id or 0) == order
    assert not clients.get(office, client.id or 0).sample
    assert not team.get(office, technician.id or 0).sample


def test_the_history_of_a_removed_sample_is_not_another_order_s(office: Office) -> None:
    client = clients.save(office, a_client())
    sample = saved_order(office, client, sample=True)
    orders.save(office, replace(sample, reason="x"))
    with office.write(Permission.SAMPLE_DATA) as work:
        samples.remove(work.session)
    order = saved_order(office, client)
    assert order.id == sample.id
    assert len(orders.history(office, order.id or 0)) == 1
