"""Values go to JSON and come back; what is wrong in JSON from outside is told with its field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import values
from builders import a_client, an_order
from osdesk.domain.checklists import ChecklistTemplate
from osdesk.domain.clients import Client
from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.orders import Order
from osdesk.domain.problems import Refused
from osdesk.domain.team import Technician
from osdesk.storage.codec import from_plain, to_plain


@pytest.mark.parametrize("cls", [Order, Client, Company, OfficeSettings, Technician, ChecklistTemplate])
@given(data=st.data())
@settings(max_examples=40)
def test_any_value_comes_back_from_json(cls: type[Any], data: st.DataObject) -> None:
    value = data.draw(values.values(cls))
    assert from_plain(cls, json.loads(json.dumps(to_plain(value)))) == value


def test_what_json_holds_reads_like_the_domain() -> None:
    plain = to_plain(an_order())
    assert plain["materials"][0]["quantity"] == "1.000"
    assert plain["visits"][0]["check_in"].endswith("+00:00")
    assert plain["visits"][0]["day"] == "2026-11-24"
    assert plain["deleted_at"] is None


def test_missing_fields_get_their_defaults() -> None:
    assert from_plain(Client, {"name": "Padaria"}) == Client(name="Padaria")


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"name": 5}, "name", "json.type"),
        ({"colour": "red"}, "colour", "json.unknown_field"),
        ({"kind": "martian"}, "kind", "json.type"),
        ({"active": "yes"}, "active", "json.type"),
        ({"contacts": [{"value": "x"}, {"value": None}]}, "contacts.1.value", "json.type"),
        ({"contacts": [{"valu": "x"}]}, "contacts.0.valu", "json.unknown_field"),
        ({"addresses": [{"address": {"street": 1}}]}, "addresses.0.address.street", "json.type"),
        ({"created_at": "2026-11-24T08:12:00"}, "created_at", "json.type"),
        ({"created_at": "yesterday"}, "created_at", "json.type"),
        ({"contacts": 7}, "contacts", "json.type"),
        ({"contacts": [5]}, "contacts.0", "json.type"),
        ({"tags": "vip"}, "tags", "json.type"),
        ({"tags": ["vip", 5]}, "tags.1", "json.type"),
    ],
)
def test_a_fault_is_told_with_the_path_of_its_field(change: dict[str, object], field: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        from_plain(Client, {**to_plain(a_client()), **change})
    assert [(problem.field, problem.code) for problem in caught.value.problems] == [(field, code)]


@pytest.mark.parametrize("amount", [1.5, "1,5", "NaN", "1e5", "", "-", ".", "١"])
def test_amounts_are_texts_with_a_point(amount: object) -> None:
    with pytest.raises(Refused) as caught:
        from_plain(Order, {"discount": amount})
    assert caught.value.problems[0].field == "discount"


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(Refused) as caught:
        from_plain(Order, {"reason": 1, "deadline": "soon", "visits": [{"day": 3}], "colour": 1})
    assert {problem.field for problem in caught.value.problems} == {"reason", "deadline", "visits.0.day", "colour"}


@pytest.mark.parametrize("data", [None, 5, "order", [], [1]])
def test_what_is_no_object_is_refused(data: object) -> None:
    with pytest.raises(Refused):
        from_plain(Order, data)
