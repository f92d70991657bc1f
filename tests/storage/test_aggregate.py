"""Values come back as they went in, parts are known by their ids, and a stale save is refused with both values."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, func, select

import values
from builders import a_client, a_line, a_template, a_visit, an_item
from offices import an_office, saved_client, saved_order, whole_order
from osdesk.domain.checklists import Checklist, ChecklistTemplate
from osdesk.domain.clients import Client
from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.contacts import Contact, ContactKind
from osdesk.domain.orders import Order, new_code
from osdesk.domain.team import Technician
from osdesk.services.office import Office
from osdesk.storage import checklists, clients, company, orders, team
from osdesk.storage.aggregate import Aggregate
from osdesk.storage.engine import Store
from osdesk.storage.outcomes import Conflict, Gone


def _order_columns(_: Any) -> dict[str, object]:
    number = {"series": "os", "number_year": 0, "number_value": 0, "number_prefix": ""}
    return {**orders.derived_columns(Order(), "", ""), **number}


@pytest.fixture(scope="module")
def peopled() -> Any:
    """An office with a client, two technicians, a template: what any order may refer to."""
    with tempfile.TemporaryDirectory() as folder, an_office(Path(folder) / "office") as office:
        client = saved_client(office)
        whole = whole_order(office, client)
        with office.store.write() as session:
            template = checklists.TEMPLATES.save(session, a_template())
        yield office, client, [technician for visit in whole.visits for technician in visit.technicians], template


@given(data=st.data())
@settings(max_examples=60)
def test_any_order_comes_back_as_it_went_in(peopled: Any, data: st.DataObject) -> None:
    office, client, technicians, template = peopled
    order = data.draw(
        values.values(
            Order,
            client_id=st.just(client.id),
            status_id=st.integers(1, 6),
            service_type_id=st.none() | st.integers(1, 5),
            opened_at=values.INSTANTS,
            technicians=st.lists(st.sampled_from(technicians), max_size=3).map(tuple),
            template_id=st.none() | st.just(template.id),
            code=st.builds(new_code),
        )
    )
    order = replace(order, number=order.code)
    with office.store.write() as session:
        saved = orders.ORDERS.save(session, order, derived=_order_columns(order))
    with office.store.read() as session:
        assert orders.ORDERS.load(session, saved.id or 0) == saved
        assert orders.ORDERS.load_many(session, [saved.id or 0]) == (saved,)
    assert saved.version == 1
    assert _without_ids(saved) == _without_ids(order)


def _without_ids(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_without_ids, value))
    if not hasattr(value, "__dataclass_fields__"):
        return value
    held = {name: _without_ids(getattr(value, name)) for name in value.__dataclass_fields__}
    return {name: part for name, part in held.items() if name not in {"id", "version"}}


@pytest.mark.parametrize(
    ("aggregate", "cls", "derived"),
    [
        (clients.CLIENTS, Client, clients.derived_columns),
        (team.TECHNICIANS, Technician, lambda _: {}),
        (checklists.TEMPLATES, ChecklistTemplate, lambda _: {}),
        (company.COMPANY, Company, lambda _: {}),
    ],
    ids=["client", "technician", "template", "company"],
)
@given(data=st.data())
@settings(max_examples=30)
def test_any_other_value_comes_back_as_it_went_in(
    peopled: Any, aggregate: Aggregate[Any], cls: type, derived: Callable[[Any], Any], data: st.DataObject
) -> None:
    office = peopled[0]
    value = data.draw(values.values(cls))
    with office.store.write() as session:
        if aggregate.single:
            stored = aggregate.load(session)
            value = replace(value, version=stored.version if stored is not None else 0)
        saved = aggregate.save(session, value, derived=derived(value))
    with office.store.read() as session:
        assert aggregate.load(session, getattr(saved, "id", 1)) == saved
    assert _without_ids(saved) == _without_ids(value)


def test_settings_come_back_as_they_went_in(store: Store) -> None:
    wanted = OfficeSettings(units=("un", "m²", 'po"l'), technician_id=None, deadline_days=5)
    with store.write() as session:
        saved = company.SETTINGS.save(session, wanted)
    with store.read() as session:
        assert company.SETTINGS.load(session) == saved == replace(wanted, version=1)


def test_a_stale_save_is_refused_and_keeps_both_values(store: Store) -> None:
    with store.write() as session:
        first = team.TECHNICIANS.save(session, Technician(name="Rafael"))
        second = team.TECHNICIANS.save(session, replace(first, name="Rafael M."))
    stale = replace(first, name="Rafa")
    with pytest.raises(Conflict) as caught, store.write() as session:
        team.TECHNICIANS.save(session, stale)
    assert (caught.value.stored, caught.value.offered) == (second, stale)
    with store.read() as session:
        assert team.TECHNICIANS.load(session, first.id or 0) == second


def test_a_stale_save_is_refused_also_when_the_value_was_loaded_before(store: Store) -> None:
    with store.write() as session:
        first = team.TECHNICIANS.save(session, Technician(name="Rafael"))
        second = team.TECHNICIANS.save(session, replace(first, name="Rafael M."))
        with pytest.raises(Conflict) as caught:
            # As if another desk had saved between the loading and the saving.
            team.TECHNICIANS.save(session, replace(first, name="Rafa"), stored=first)
    assert caught.value.stored == second


def test_what_is_not_there_is_gone(store: Store) -> None:
    with store.write() as session:
        assert team.TECHNICIANS.load(session, 77) is None
        with pytest.raises(Gone):
            team.TECHNICIANS.save(session, Technician(id=77, version=1, name="Nobody"))


def test_a_save_without_changes_writes_nothing(store: Store) -> None:
    with store.write() as session:
        saved = clients.CLIENTS.save(session, a_client(), derived=clients.derived_columns(a_client()))
        changes = session.exec_driver_sql("SELECT total_changes()").scalar_one()
        assert clients.CLIENTS.save(session, saved) is not None
        assert session.exec_driver_sql("SELECT total_changes()").scalar_one() == changes


def _written(session: Connection) -> list[str]:
    """The statements that write, from now on, by their first words."""
    found: list[str] = []

    @event.listens_for(session, "before_cursor_execute")
    def _note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if not statement.startswith(("SELECT", "BEGIN")):
            found.append(" ".join(statement.split()[:3]))

    return found


def test_only_the_parts_that_changed_are_written(office: Office) -> None:
    order = saved_order(
        office, materials=(a_line("1", "un", "Um"), a_line("2", "un", "Dois"), a_line("3", "un", "Três"))
    )
    first, second, third = order.materials
    changed = replace(order, materials=(replace(second, unit="m"), third, a_line("4", "un", "Quatro")))
    with office.store.write() as session:
        statements = _written(session)
        saved = orders.ORDERS.save(session, changed, order, _number(session, order))
    assert [part.description for part in saved.materials] == ["Dois", "Três", "Quatro"]
    assert [part.id for part in saved.materials[:2]] == [second.id, third.id]
    assert first.id not in {part.id for part in saved.materials[:2]}
    assert [text for text in statements if "order_" in text] == [
        "DELETE FROM order_material",
        "UPDATE order_material SET",
        "INSERT INTO order_material",
    ]
    with office.read() as session:
        assert orders.ORDERS.load(session, order.id or 0) == saved


def _number(session: Connection, order: Order) -> dict[str, object]:
    return orders.derived_columns(order, "", "")


def test_parts_change_places_without_being_made_anew(office: Office) -> None:
    order = saved_order(office, visits=(a_visit(technicians=(), observations="um"), a_visit(technicians=())))
    turned = replace(order, visits=order.visits[::-1])
    with office.store.write() as session:
        saved = orders.ORDERS.save(session, turned, order, _number(session, order))
    assert saved.visits == turned.visits
    with office.read() as session:
        assert orders.ORDERS.load(session, order.id or 0) == saved


def test_parts_of_parts_are_added_changed_and_removed_with_their_own(office: Office) -> None:
    order = saved_order(
        office,
        checklists=(
            Checklist(name="Um", items=(an_item("a"), an_item("b"))),
            Checklist(name="Dois", items=(an_item("c"),)),
        ),
    )
    one, two = order.checklists
    changed = replace(
        order,
        checklists=(
            replace(two, items=(replace(two.items[0], note="novo"), an_item("d"))),
            Checklist(name="Três", items=(an_item("e"), an_item("f"))),
        ),
    )
    with office.store.write() as session:
        saved = orders.ORDERS.save(session, changed, order, _number(session, order))
        left = session.execute(select(func.count()).select_from(orders.checklist_item)).scalar_one()
    assert left == 4
    assert saved.checklists[0].items[0].id == two.items[0].id
    with office.read() as session:
        loaded = orders.ORDERS.load(session, order.id or 0)
    assert loaded == saved
    assert one.name not in {held.name for held in saved.checklists}


def test_a_part_taken_from_another_record_is_copied_and_the_other_keeps_its_own(store: Store) -> None:
    with store.write() as session:
        one, other = (
            clients.CLIENTS.save(session, a_client(name=name), derived=clients.derived_columns(a_client()))
            for name in ("Um", "Outro")
        )
        saved = clients.CLIENTS.save(session, replace(other, contacts=one.contacts), other, {})
    assert [held.value for held in saved.contacts] == [held.value for held in one.contacts]
    with store.read() as session:
        assert clients.CLIENTS.load(session, one.id or 0) == one
        assert clients.CLIENTS.load(session, other.id or 0) == saved


def test_the_same_part_twice_becomes_two(store: Store) -> None:
    with store.write() as session:
        client = a_client(contacts=(Contact(kind=ContactKind.PHONE, value="190"),))
        saved = clients.CLIENTS.save(session, client, derived=clients.derived_columns(client))
        twice = clients.CLIENTS.save(session, replace(saved, contacts=saved.contacts * 2), saved, {})
    assert len({held.id for held in twice.contacts}) == 2
    with store.read() as session:
        assert clients.CLIENTS.load(session, saved.id or 0) == twice


def test_undo_is_the_earlier_value_with_the_present_version(office: Office) -> None:
    before = saved_order(office, materials=(a_line("1", "un", "Um"), a_line("2", "un", "Dois")))
    with office.store.write() as session:
        derived = _number(session, before)
        after = orders.ORDERS.save(session, replace(before, materials=(), reason="x"), before, derived)
        undone = orders.ORDERS.save(session, replace(before, version=after.version), after, derived)
    assert _without_ids(undone) == _without_ids(before)
    with office.read() as session:
        assert orders.ORDERS.load(session, before.id or 0) == undone


def test_many_are_loaded_in_the_order_asked_for_and_the_missing_left_out(office: Office) -> None:
    held = [saved_order(office, reason=str(place), materials=(a_line("1", "un", str(place)),)) for place in range(5)]
    wanted = [held[3], held[0], held[4]]
    with office.read() as session:
        found = orders.ORDERS.load_many(session, [wanted[0].id or 0, 999, wanted[1].id or 0, wanted[2].id or 0])
    assert found == tuple(wanted)


def test_money_with_more_places_than_the_column_is_refused_rather_than_rounded(office: Office) -> None:
    order = saved_order(office)
    with pytest.raises(Exception, match="decimal places"), office.store.write() as session:
        orders.ORDERS.save(session, replace(order, discount=Decimal("0.001")), order, _number(session, order))
