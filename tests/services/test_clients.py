"""Clients: what warns, what is offered, and how their orders follow them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from builders import a_client, a_line
from offices import Clock, saved_client, saved_order
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.contacts import Contact, ContactKind
from osdesk.domain.problems import Refused
from osdesk.domain.questions import ClientQuestion, ClientSort, OrderQuestion, OrderSort
from osdesk.services import clients, lists, orders, statuses
from osdesk.services.office import Conflict, Gone, Office


def _named(office: Office, name: str, **changes: object) -> Client:
    return clients.save(office, Client(name=name, **changes))  # type: ignore[arg-type]


def test_a_client_comes_back_as_it_was_saved(office: Office, clock: Clock) -> None:
    saved = saved_client(office, tags=("vip", "contrato"))
    assert clients.get(office, saved.id or 0) == saved
    assert saved.created_at == clock()
    clock.forward(days=1)
    assert clients.save(office, replace(saved, notes="x", created_at=None)).created_at == saved.created_at


def test_only_the_name_is_asked_for(office: Office) -> None:
    assert _named(office, "Maria").id == 1
    with pytest.raises(Refused):
        _named(office, "   ")


def test_a_stale_client_is_refused_and_one_that_is_gone_told(office: Office) -> None:
    saved = saved_client(office)
    clients.save(office, replace(saved, notes="um"))
    with pytest.raises(Conflict):
        clients.save(office, replace(saved, notes="dois"))
    with pytest.raises(Gone):
        clients.get(office, 77)


def test_the_same_tax_id_twice_warns_and_leads_to_the_other_client(office: Office) -> None:
    first = saved_client(office)
    twin = replace(a_client(name="Outra"), contacts=())
    (advice,) = [problem for problem in clients.advice(office, twin) if problem.field == "tax_id"]
    assert advice.advice
    assert (advice.code, advice.facts["client_id"]) == ("client.same_tax_id", first.id)
    assert clients.save(office, twin).id != first.id  # it warns, and never blocks
    assert clients.same_tax_id(office, first.tax_id, first.id) is not None
    assert clients.same_tax_id(office, "52998224725") is None
    assert clients.same_tax_id(office, "") is None


def test_the_same_phone_warns_but_not_one_s_own(office: Office) -> None:
    phone = Contact(kind=ContactKind.WHATSAPP, value="+5551995550142")
    first = _named(office, "Um", contacts=(phone,))
    assert clients.advice(office, first) == ()
    (advice,) = clients.advice(office, Client(name="Dois", contacts=(phone,)))
    assert (advice.field, advice.code, advice.facts["name"]) == ("contacts.0.value", "client.same_phone", "Um")
    clients.delete(office, [first.id or 0])
    assert clients.advice(office, Client(name="Dois", contacts=(phone,))) == ()


def test_an_odd_number_is_advice_with_its_field(office: Office) -> None:
    client = Client(name="Um", contacts=(Contact(value="99841-2207"), Contact(value="+15551234567")))
    assert [problem.field for problem in clients.advice(office, client)] == ["contacts.0.value", "contacts.1.value"]


def test_clients_are_offered_by_any_part_of_what_they_are(office: Office) -> None:
    bakery = _named(
        office,
        "Padaria Pão Quente",
        legal_name="Conceição & Filhos Ltda.",
        tax_id="11222333000181",
        responsible_name="João Bento",
        contacts=(Contact(value="+5551995550142"), Contact(kind=ContactKind.EMAIL, value="pao@exemplo.com.br")),
    )
    _named(office, "Mercado Azul")
    for typed in (
        *("pa", "PÃO", "quente pad", "conceicao", "adar", "11.222.333/0001-81", "11222333", "joao bento", "p q"),
        *("(51) 99555-0142", "995550142", "5550142", "pao@exemplo", "pã"),
    ):
        assert [row.id for row in clients.suggest(office, typed)] == [bakery.id], typed
    for typed in ("xyz", "padaria azul", "51 3333", "zz"):
        assert clients.suggest(office, typed) == (), typed


def test_names_that_begin_so_come_first_then_the_latest(office: Office, clock: Clock) -> None:
    inside = _named(office, "Nova Padaria")
    begins = _named(office, "Padaria Um")
    clock.forward(minutes=1)
    latest = _named(office, "Velha Padaria")
    assert [row.id for row in clients.suggest(office, "padaria")] == [begins.id, latest.id, inside.id]
    clock.forward(minutes=1)
    saved_order(office, inside)
    assert [row.id for row in clients.suggest(office, "padaria")] == [begins.id, inside.id, latest.id]
    assert len(clients.suggest(office, "", limit=2)) == 2


def test_inactive_clients_and_those_in_the_bin_are_not_offered(office: Office) -> None:
    hidden = _named(office, "Padaria", active=False)
    gone = _named(office, "Padaria Dois")
    clients.delete(office, [gone.id or 0])
    assert clients.suggest(office, "padaria") == ()
    everyone = lists.clients_first(office, ClientQuestion(search="padaria"))
    assert [row.id for row in everyone] == [hidden.id]
    assert [row.id for row in lists.clients_first(office, ClientQuestion(deleted=True))] == [gone.id]
    clients.restore(office, [gone.id or 0])
    assert [row.id for row in clients.suggest(office, "padaria")] == [gone.id]


def test_orders_follow_a_client_s_new_name_in_list_search_and_order(office: Office) -> None:
    one, two = _named(office, "Abacaxi"), _named(office, "Banana")
    first, second = saved_order(office, one), saved_order(office, two)
    heard: list[Changes] = []
    office.listen(heard.append)
    clients.save(office, replace(one, name="Caqui", tax_id="11222333000181"))
    by_client = OrderQuestion(sort=OrderSort.CLIENT, descending=False)
    assert [row.client for row in lists.orders_first(office, by_client)] == ["Banana", "Caqui"]
    assert lists.orders_first(office, OrderQuestion(search="abacaxi")) == ()
    for typed in ("caqui", "11.222.333/0001-81"):
        assert [row.id for row in lists.orders_first(office, OrderQuestion(search=typed))] == [first.id]
    assert heard[-1].touches(Subject.ORDER)
    assert orders.get(office, second.id or 0) == second
    assert orders.get(office, first.id or 0).version == 1


def test_a_client_in_the_bin_keeps_its_orders(office: Office) -> None:
    order = saved_order(office)
    clients.delete(office, [order.client_id or 0])
    assert orders.get(office, order.id or 0) == order
    assert lists.orders_first(office, OrderQuestion())[0].client == "Clínica Aurora"
    assert orders.save(office, replace(order, reason="x")).order.reason == "x"


def test_the_head_of_a_client_counts_its_orders_and_money(office: Office) -> None:
    client = saved_client(office)
    priced = {"materials": (a_line("2", "un", "Filtro", "50.00"),)}
    done = saved_order(office, client, **priced)
    saved_order(office, client, **priced)
    gone = saved_order(office, client, **priced)
    key = next(held.id for held in statuses.statuses(office) if held.key == "done")
    orders.change_status(office, [done.id or 0], key or 0)
    orders.delete(office, [gone.id or 0])
    assert clients.figures(office, client.id or 0) == (2, done.opened_at, 1, Decimal("100.00"))
    empty = _named(office, "Sem ordens")
    assert clients.figures(office, empty.id or 0) == (0, None, 0, Decimal("0.00"))


def test_tags_are_gathered_and_asked_for_whole(office: Office) -> None:
    _named(office, "Um", tags=("vip", "zona sul"))
    two = _named(office, "Dois", tags=("Contrato", '50%_"x"'))
    _named(office, "Três", tags=("vipão",))
    assert clients.tags(office) == ('50%_"x"', "Contrato", "vip", "vipão", "zona sul")
    assert [row.name for row in lists.clients_first(office, ClientQuestion(tag="vip"))] == ["Um"]
    assert [row.id for row in lists.clients_first(office, ClientQuestion(tag='50%_"x"'))] == [two.id]


def test_the_list_of_clients_is_sorted_filtered_and_counted(office: Office, clock: Clock) -> None:
    for name, kind in (("Élcio", ClientKind.PERSON), ("ana", ClientKind.PERSON), ("Bar", ClientKind.COMPANY)):
        clock.forward(minutes=1)
        _named(office, name, kind=kind)
    names = [row.name for row in lists.clients_first(office, ClientQuestion())]
    assert names == ["ana", "Bar", "Élcio"]
    recent = ClientQuestion(sort=ClientSort.RECENT)
    assert [row.name for row in lists.clients_first(office, recent)] == ["Bar", "ana", "Élcio"]
    persons = ClientQuestion(kind=ClientKind.PERSON)
    assert lists.clients_tally(office, persons) == 2
    ids = lists.clients_ids(office, persons)
    assert [row.name for row in lists.clients_rows(office, ids)] == ["ana", "Élcio"]
    assert lists.clients_rows(office, [999]) == ()


def test_data_from_outside_find_their_client(office: Office) -> None:
    known = saved_client(office)
    _named(office, "Padaria")

    def find(client: Client) -> Client | None:
        with office.read() as session:
            return clients.find_for_import(session, client)

    assert find(Client(name="Outro nome", tax_id=known.tax_id)) == known
    assert find(Client(name="CLINICA aurora")) == known
    assert find(Client(name="Clínica Aurora", tax_id="52998224725")) is None
    assert find(Client(name="Nova")) is None
    found = find(Client(name="padaria", tax_id="52998224725"))
    assert found is not None
    assert found.name == "Padaria"
    _named(office, "PADARIA")
    with pytest.raises(Refused) as caught:
        find(Client(name="Padaria"))
    assert caught.value.problems[0].code == "client.ambiguous"
