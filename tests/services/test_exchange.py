"""Orders and the company as JSON: out whole, in all or nothing, and back again the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import a_client, a_company, a_line, a_technician, at
from offices import an_office, saved_client, saved_order, whole_order
from osdesk.domain.changes import Subject
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.materials import DiscountKind
from osdesk.domain.orders import Order
from osdesk.domain.questions import ClientQuestion, OrderQuestion
from osdesk.domain.statuses import StatusKind
from osdesk.services import clients, company, exchange, lists, orders, statuses, team
from osdesk.services.office import NotAllowed, Office
from osdesk.storage import journal


def added(office: Office, data: object) -> Order:
    (number,) = exchange.add_orders(office, data)
    found = orders.by_number(office, number)
    assert found is not None
    return found


def refused(office: Office, data: object) -> exchange.OrderRefused:
    with pytest.raises(exchange.OrderRefused) as caught:
        exchange.add_orders(office, data)
    assert counted(office) == (0, 0)
    return caught.value


def counted(office: Office) -> tuple[int, int]:
    return lists.orders_tally(office, OrderQuestion()).rows, lists.clients_tally(office, ClientQuestion())


def test_only_a_clients_name_is_needed_and_the_office_gives_the_rest(office: Office) -> None:
    company.save(office, a_company(warranty_days=30))
    order = added(office, {"client": {"name": "Padaria Pão de Mel"}})
    client = clients.get(office, order.client_id or 0)
    assert order.number == "000001"
    assert order.opened_at == at(2026, 11, 24, 8, 12)
    assert (order.warranty_days, order.terms) == (30, a_company().terms)
    assert client.name == "Padaria Pão de Mel"
    assert {status.id: status for status in statuses.statuses(office)}[order.status_id].key == "open"


def test_an_order_comes_back_as_it_went_in_another_office_too(office: Office, tmp_path: Any) -> None:
    for name in ("Edimar dos Anjos", "Juliana Tavares"):
        team.save(office, a_technician(name=name))
    order = orders.save(
        office,
        whole_order(
            office,
            deadline=date(2026, 11, 26),
            deadline_time=time(12, 30),
            discount_kind=DiscountKind.PERCENT,
            discount=Decimal("7.50"),
        ),
    ).order
    told = json.loads(json.dumps(exchange.order_json(office, order)))
    with an_office(tmp_path / "other") as other:
        saved_client(other, name="Somebody else", tax_id="")
        copy = added(other, told)
        again = exchange.order_json(other, copy)
    assert told == {**again, "id": told["id"], "version": told["version"]}
    assert copy.code == order.code


def test_the_json_has_the_domains_names_and_scripts_forms(office: Office) -> None:
    client = saved_client(office)
    order = replace(whole_order(office, client), quote_number="")
    told = exchange.order_json(office, orders.save(office, order).order)
    assert told["client"]["name"] == client.name
    assert told["client"]["tax_id"] == "12ABC34501DE35"
    assert told["status"] == "Aberta"
    assert (told["status_key"], told["status_kind"]) == ("open", "open")
    assert told["opened_at"].endswith("-03:00")
    assert told["quote_number"] is None
    assert told["materials"][0]["unit_price"] == "68.90"
    assert {line["quantity"] for line in told["materials"]} >= {"1", "0.8", "3.5"}
    assert told["visits"][0]["technicians"] == [held.name for held in team.all(office)[:2]]
    assert told["total"] == str(order.totals.total)
    for name in ("id", "version", "sample"):
        assert name not in told["materials"][0]


def test_a_code_stored_already_makes_no_second_order(office: Office) -> None:
    data = {"code": "0B8I5OL12XYZ".replace("I", "1").replace("O", "0").replace("L", "1"), "client": {"name": "Mel"}}
    first = exchange.add_orders(office, data)
    again = exchange.add_orders(office, [data, {"client": {"name": "Outro"}}, data])
    assert again == (first[0], "000002", first[0])
    assert counted(office) == (2, 2)


def test_the_same_code_twice_in_one_file_is_one_order(office: Office) -> None:
    data = {"code": "000000000001", "client": "Mel"}
    assert exchange.add_orders(office, [data, data]) == ("000001", "000001")


def test_the_client_is_found_by_its_tax_id_whatever_its_name(office: Office) -> None:
    client = saved_client(office)
    order = added(office, {"client": {"name": "Outro nome", "tax_id": "12.abc.345/01DE-35"}})
    assert order.client_id == client.id
    assert order.contact_name == client.responsible_name
    assert clients.get(office, order.client_id or 0).name == client.name


def test_the_client_is_found_by_a_name_that_one_alone_bears(office: Office) -> None:
    client = saved_client(office, tax_id="")
    assert added(office, {"client": {"name": "CLÍNICA AURORA"}}).client_id == client.id


def test_a_client_found_by_its_name_gets_the_tax_id_given(office: Office) -> None:
    client = saved_client(office, tax_id="")
    assert added(office, {"client": {"name": "Clínica Aurora", "tax_id": "12.ABC.345/01DE-35"}}).client_id == client.id
    assert clients.get(office, client.id or 0).tax_id == "12ABC34501DE35"
    with office.read() as session:
        (entry, *_added) = journal.history(session, Subject.CLIENT, client.id or 0)
    assert [(change.field, change.before, change.after) for change in entry.changes] == [
        ("tax_id", "", "12ABC34501DE35")
    ]


def test_a_cpf_given_says_that_the_client_is_a_person(office: Office) -> None:
    client = saved_client(office, tax_id="")
    added(office, {"client": {"name": "Clínica Aurora", "cpf": "529.982.247-25"}})
    found = clients.get(office, client.id or 0)
    assert (found.kind, found.tax_id) == (ClientKind.PERSON, "52998224725")


def test_of_that_name_but_with_another_tax_id_is_another_client(office: Office) -> None:
    client = saved_client(office)
    order = added(office, {"client": {"name": client.name, "tax_id": "11.222.333/0001-81"}})
    assert order.client_id != client.id
    assert clients.get(office, order.client_id or 0).tax_id == "11222333000181"
    assert clients.get(office, client.id or 0).tax_id == "12ABC34501DE35"


def test_a_tax_id_that_cannot_be_is_refused_and_the_client_stays_as_it_was(office: Office) -> None:
    client = saved_client(office, tax_id="")
    with pytest.raises(exchange.OrderRefused) as caught:
        exchange.add_orders(office, {"client": {"name": client.name, "tax_id": "11.222.333/0001-82"}})
    assert caught.value.problems[0].field == "client.tax_id"
    assert clients.get(office, client.id or 0) == client


def test_each_line_tells_its_total_which_is_worked_out_anew_when_added(office: Office) -> None:
    told = exchange.order_json(
        office,
        saved_order(office, materials=(a_line("1.5", "h", "Hora", "33.33"), a_line("1", "un", "Sem preço", None))),
    )
    assert [line["total"] for line in told["materials"]] == ["50.00", None]
    told["materials"][0]["total"] = "9999.00"
    copy = added(office, {**told, "code": None})
    assert exchange.order_json(office, copy)["materials"][0]["total"] == "50.00"


@pytest.mark.parametrize(
    ("there", "given"), [("Casa C", "Casa C++"), ("...", "😀"), ("A & B", "A B"), ("São-João", "Sao Joao")]
)
def test_a_name_with_another_sign_in_it_is_another_client(office: Office, there: str, given: str) -> None:
    client = saved_client(office, name=there, tax_id="")
    order = added(office, {"client": {"name": given}})
    assert order.client_id != client.id
    assert clients.get(office, order.client_id or 0).name == given


def test_two_of_that_name_add_nothing(office: Office) -> None:
    for _ in range(2):
        saved_client(office, tax_id="")
    with pytest.raises(exchange.OrderRefused) as caught:
        exchange.add_orders(office, [{"client": {"name": "Novo"}}, {"client": {"name": "Clínica Aurora"}}])
    assert caught.value.place == 2
    assert caught.value.problems[0].code == "client.ambiguous"
    assert counted(office) == (0, 2)


def test_a_client_made_has_all_that_was_said_of_it(office: Office) -> None:
    company.save(office, a_company())
    order = added(
        office,
        {
            "client": {
                "name": "Ana Souza",
                "cpf": "529.982.247-25",
                "phone": "99841-2207",
                "email": "ana@correio.example",
                "address": {"street": "Rua Nova", "number": "10", "postal_code": "90000-010"},
                "tags": ["vip"],
            }
        },
    )
    client = clients.get(office, order.client_id or 0)
    assert (client.kind, client.tax_id, client.phone) == (ClientKind.PERSON, "52998224725", "+5551998412207")
    assert client.email == order.contact_email == "ana@correio.example"
    assert client.tags == ("vip",)
    assert order.address.postal_code == "90000010"


def test_nothing_is_added_when_the_last_of_many_is_wrong(office: Office) -> None:
    many = [{"client": {"name": f"Cliente {place}"}} for place in range(50)]
    wrong = {"client": {"name": "X"}, "materials": [{"description": "Fio", "quantity": "0"}]}
    trouble = refused(office, [*many, wrong])
    assert trouble.place == 51
    assert (trouble.problems[0].field, trouble.problems[0].code) == ("materials.0.quantity", "quantity.not_positive")
    assert exchange.add_orders(office, many[0]) == ("000001",)


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"client": None}, "client.name", "required"),
        ({"client": {}}, "client.name", "required"),
        ({"client": {"name": " \u0000 "}}, "client.name", "required"),
        ({"client": {"name": 5}}, "client.name", "json.type"),
        ({"client": {"name": "X", "tax_id": "111.111.111-11"}}, "client.tax_id", "tax_id.repeated"),
        ({"client": {"name": "X", "cnpj": "11.222.333/0001-18"}}, "client.cnpj", "tax_id.check_digits"),
        ({"client": {"name": "X", "nome": "Y"}}, "client.nome", "json.unknown_field"),
        ({"reasn": "typo"}, "reasn", "json.unknown_field"),
        ({"reason": ["a"]}, "reason.0", "json.object"),
        ({"reason": 5}, "reason", "json.type"),
        ({"deadline": "31/12/2026"}, "deadline", "json.date"),
        ({"deadline": "2026-02-31"}, "deadline", "json.date"),
        ({"deadline": "2026-11-01"}, "deadline", "deadline.before_opening"),
        ({"opened_at": "ontem"}, "opened_at", "json.instant"),
        ({"deadline": "2026-12-01", "deadline_time": "25:00"}, "deadline_time", "json.time"),
        ({"priority": "asap"}, "priority", "json.choice"),
        ({"status": "Perdida"}, "status", "json.unknown_name"),
        ({"status_key": "lost"}, "status_key", "json.unknown_name"),
        ({"status": "cancelada"}, "status_reason", "status.reason"),
        ({"service_type": "Milagre"}, "service_type", "json.unknown_name"),
        ({"code": "curto"}, "code", "json.code"),
        ({"discount": "1,50"}, "discount", "money.unreadable"),
        ({"discount": "-1.00"}, "discount", "money.negative"),
        ({"discount": "9.99"}, "discount", "discount.above_total"),
        ({"discount": "7.555", "discount_kind": "percent"}, "discount", "percent.decimals"),
        ({"materials": "nada"}, "materials", "json.list"),
        ({"materials": ["nada"]}, "materials.0", "json.object"),
        ({"materials": [{"quantity": "1"}]}, "materials.0.description", "required"),
        ({"materials": [{"description": "x", "quantity": "um"}]}, "materials.0.quantity", "quantity.unreadable"),
        ({"materials": [{"description": "x", "quantity": True}]}, "materials.0.quantity", "json.figure"),
        ({"materials": [{"description": "x", "unit_price": "1.005"}]}, "materials.0.unit_price", "money.decimals"),
        ({"materials": [{"description": "x", "unit_price": "1e9"}]}, "materials.0.unit_price", "money.unreadable"),
        ({"materials": [{"description": "x", "kind": "gift"}]}, "materials.0.kind", "json.choice"),
        ({"visits": [{"technicians": "Rafael"}]}, "visits.0.technicians", "json.list"),
        ({"visits": {"day": "2026-11-24"}}, "visits", "json.list"),
        ({"visits": [{"technicians": [99]}]}, "visits.0.technicians.0", "json.unknown_name"),
        ({"visits": [{"technicians": [None]}]}, "visits.0.technicians.0", "json.text"),
        ({"visits": [{"check_out": "2026-11-24T10:00:00-03:00"}]}, "visits.0.check_in", "visit.in_missing"),
        ({"checklists": [{"name": "L", "items": [{"measured": "alto"}]}]}, "checklists.0.items.0.measured", ""),
    ],
)
def test_each_fault_is_told_with_its_place(office: Office, changes: dict[str, Any], field: str, code: str) -> None:
    trouble = refused(office, {"client": {"name": "Mel"}, **changes})
    told = {(held.field, held.code) for held in trouble.problems}
    assert (field, code or "quantity.unreadable") in told


@pytest.mark.parametrize("data", [None, 5, "x", [5], [[]], True])
def test_what_is_no_object_is_refused(office: Office, data: object) -> None:
    assert refused(office, data).problems[0].code == "json.object"


def test_an_empty_array_adds_nothing(office: Office) -> None:
    assert exchange.add_orders(office, []) == ()


def test_a_status_is_taken_by_name_in_any_language_by_key_and_by_kind(office: Office) -> None:
    by_id = {status.id: status for status in statuses.statuses(office)}
    for given_status in (
        {"status": "CONCLUÍDA"},
        {"status": "Concluida"},
        {"status": "Done"},
        {"status_key": "done"},
        {"status_kind": "done"},
    ):
        order = added(office, {"client": "Mel", **given_status})
        assert by_id[order.status_id].kind is StatusKind.DONE
        assert order.closed_at is not None


def test_a_technician_that_is_not_in_the_team_joins_it(office: Office) -> None:
    visits = [{"day": "2026-11-24", "technicians": ["Rafael Moura", "Júlia"]}, {"technicians": ["JULIA"]}]
    order = added(office, {"client": "Mel", "visits": visits})
    assert {held.name for held in team.all(office)} == {"Rafael Moura", "Júlia"}
    assert order.visits[0].technicians[1:] == order.visits[1].technicians


def test_figures_may_be_json_numbers_and_stay_exact(office: Office) -> None:
    data = json.loads(
        '{"client": "Mel", "materials": [{"description": "Fio", "quantity": 1.005, "unit_price": 0.10}]}',
        parse_float=Decimal,
    )
    line = added(office, data).materials[0]
    assert (line.quantity, line.unit_price) == (Decimal("1.005"), Decimal("0.10"))


def test_null_empties_what_the_office_would_fill(office: Office) -> None:
    company.save(office, a_company())
    order = added(office, {"client": "Mel", "terms": None, "warranty_days": None, "opened_at": None})
    assert (order.terms, order.warranty_days) == ("", None)
    assert order.opened_at is not None


def test_a_moment_without_offset_is_the_offices(office: Office) -> None:
    order = added(office, {"client": "Mel", "opened_at": "2026-11-20T09:30"})
    assert order.opened_at == at(2026, 11, 20, 9, 30)


def test_awkward_text_is_text(office: Office) -> None:
    reason = "<b>&</b> <img src=file:///etc/passwd> 🙂 مرحبا \u202eabc\x00\ud800"
    order = added(office, {"client": {"name": "R&D <i>"}, "reason": reason})
    assert order.reason == "<b>&</b> <img src=file:///etc/passwd> 🙂 مرحبا abc"


def test_number_id_and_version_in_the_file_do_not_count(office: Office) -> None:
    saved_order(office)
    order = added(
        office, {"client": "Mel", "number": "000001", "id": 1, "version": 7, "client_id": 99, "status_id": 99}
    )
    assert order.number == "000002"
    assert order.version == 1


def test_somebody_without_the_right_adds_nothing(office: Office) -> None:
    office.actor = replace(office.actor, permissions=frozenset())
    with pytest.raises(NotAllowed):
        exchange.add_orders(office, {"client": "Mel"})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from(["client", "visits", "materials", "checklists", "reason", "deadline", "status", "discount"]),
        json_values,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
def test_any_json_is_added_or_refused_and_never_breaks(office: Office, data: dict[str, Any]) -> None:
    before = counted(office)
    try:
        exchange.add_orders(office, data)
    except exchange.OrderRefused:
        assert counted(office) == before
    else:
        assert counted(office)[0] == before[0] + 1


def test_the_company_goes_out_and_in(office: Office) -> None:
    company.save(office, a_company())
    told = exchange.company_json(office)
    assert told["legal_name"] == "Ventosul Climatização e Refrigeração Ltda."
    assert told["address"]["postal_code"] == "90000005"
    assert told["state_registration"] is None
    assert "version" not in told
    changed = exchange.company_from_json(office, {**told, "trade_name": "Ventosul", "warranty_days": None})
    assert changed == replace(company.get(office), trade_name="Ventosul", warranty_days=None)


def test_the_company_takes_cnpj_for_its_tax_id_and_keeps_what_is_not_said(office: Office) -> None:
    company.save(office, a_company())
    changed = exchange.company_from_json(office, {"cnpj": "12.ABC.345/01DE-35", "phone": "3555-0199"})
    assert changed.tax_id == "12ABC34501DE35"
    assert changed.phone == "+555135550199"
    assert changed.trade_name == "Ventosul Climatização"


@pytest.mark.parametrize(
    ("data", "field", "code"),
    [
        ([], "", "json.object"),
        ({"address": "Rua Nova"}, "address", "json.object"),
        ({"cnpj": "11.222.333/0001-18"}, "tax_id", "tax_id.check_digits"),
        ({"nome": "X"}, "nome", "json.unknown_field"),
        ({"warranty_days": "90"}, "warranty_days", "json.type"),
    ],
)
def test_a_company_that_cannot_be_read_is_refused(office: Office, data: object, field: str, code: str) -> None:
    from osdesk.domain.problems import Refused

    with pytest.raises(Refused) as caught:
        exchange.company_from_json(office, data)
    assert (caught.value.problems[0].field, caught.value.problems[0].code) == (field, code)


def test_a_row_of_the_list_has_what_scripts_need(office: Office) -> None:
    saved_order(office, reason="Não gela", deadline=date(2026, 11, 26))
    (row,) = lists.orders_first(office, OrderQuestion())
    told = exchange.row_json(row, exchange.names_of(office))
    assert told == {
        "id": row.id,
        "number": "000001",
        "client": a_client().name,
        "reason": "Não gela",
        "status": "Aberta",
        "status_key": "open",
        "status_kind": "open",
        "opened_at": "2026-11-24T08:12:00-03:00",
        "deadline": "2026-11-26",
        "deadline_time": None,
        "technicians": [],
        "total": None,
    }
    assert isinstance(clients.get(office, row.client_id), Client)
