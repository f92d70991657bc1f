"""What differs between two values, field by field."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given, settings

import values
from builders import a_line, a_visit, an_item
from osdesk.domain.checklists import Checklist
from osdesk.domain.contacts import Address
from osdesk.domain.orders import Order
from osdesk.domain.priorities import Priority
from osdesk.storage.differences import differences


def _told(before: Any, after: Any) -> list[tuple[str, object, object]]:
    return [(change.field, change.before, change.after) for change in differences(before, after)]


@given(values.values(Order))
@settings(max_examples=30)
def test_nothing_differs_from_itself(order: Order) -> None:
    assert differences(order, replace(order, id=5, version=9)) == ()


def test_plain_fields_are_told_as_json_holds_them() -> None:
    order = Order()
    assert _told(order, replace(order, reason="x", priority=Priority.URGENT, discount=Decimal("5.00"))) == [
        ("priority", "normal", "urgent"),
        ("reason", "", "x"),
        ("discount", "0.00", "5.00"),
    ]


def test_an_embedded_value_is_told_by_its_own_fields() -> None:
    before = Order(address=Address(street="Rua A", city="Canoas"))
    after = replace(before, address=Address(street="Rua B", city="Canoas"))
    assert _told(before, after) == [("address.street", "Rua A", "Rua B")]


def test_a_part_is_told_by_its_place_and_field() -> None:
    lines = tuple(replace(a_line("1", "un", name), id=place) for place, name in enumerate(("Um", "Dois")))
    before = Order(materials=lines)
    after = replace(before, materials=(lines[0], replace(lines[1], unit="m")))
    assert _told(before, after) == [("materials.1.unit", "un", "m")]


def test_parts_added_and_removed_are_told_whole() -> None:
    kept, gone = (replace(a_line("1", "un", name), id=place) for place, name in enumerate(("Um", "Dois")))
    before = Order(materials=(gone, kept))
    after = replace(before, materials=(kept, a_line("2", "m", "Três")))
    told = _told(before, after)
    assert [(field, was is None, now is None) for field, was, now in told] == [
        ("materials.0", False, True),
        ("materials.1", True, False),
    ]
    assert told[1][2] == {
        "id": None,
        "kind": "part",
        "description": "Três",
        "quantity": "2.000",
        "unit": "m",
        "unit_price": None,
    }


def test_parts_that_only_changed_places_are_one_change() -> None:
    one, two, three = (replace(a_visit(), id=place) for place in (1, 2, 3))
    before = Order(visits=(one, two, three))
    assert _told(before, replace(before, visits=(three, one, two))) == [("visits", [1, 2, 3], [3, 1, 2])]


def test_parts_of_parts_are_told_by_their_whole_path() -> None:
    item = replace(an_item("Limpeza"), id=4)
    before = Order(checklists=(Checklist(id=1, name="Um", items=(item,)),))
    after = replace(before, checklists=(replace(before.checklists[0], items=(replace(item, note="ok"),)),))
    assert _told(before, after) == [("checklists.0.items.0.note", "", "ok")]
