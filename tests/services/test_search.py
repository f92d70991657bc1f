"""The search over everything: what is found by what, in which order, and what is forgiven."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import a_client, a_line, a_technician
from offices import an_office, saved_client, saved_order
from osdesk.domain.alike import meant
from osdesk.domain.clients import Client
from osdesk.domain.contacts import Contact, ContactKind
from osdesk.domain.questions import Hit, HitKind, OrderQuestion
from osdesk.domain.text import fold
from osdesk.services import clients, lists, search, team
from osdesk.services.office import Office
from osdesk.storage import finding


def kinds(hits: tuple[Hit, ...]) -> list[HitKind]:
    return [hit.kind for hit in hits]


def test_orders_come_first_and_the_exact_number_before_all(office: Office) -> None:
    bakery = clients.save(office, Client(name="Padaria 2000", legal_name="Pães Ltda"))
    held = [saved_order(office, bakery, reason=f"Motivo {place}") for place in range(3)]
    first, *rest = search.find(office, "2")
    assert (first.kind, first.id, first.title) == (HitKind.ORDER, held[1].id, "000002")
    assert first.detail == "Padaria 2000 · Motivo 1"
    assert [(hit.kind, hit.title) for hit in rest][-1] == (HitKind.CLIENT, "Padaria 2000")
    assert kinds(search.find(office, "pad", limit=2)) == [HitKind.ORDER] * 2 + [HitKind.CLIENT]
    assert [hit.id for hit in search.find(office, f" {held[2].code.lower()} ")] == [held[2].id]
    assert search.find(office, " ") == ()
    assert [hit.id for hit in search.orders(office, "pad", 2)] == [held[2].id, held[1].id]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("marina siqueira", "Marina Siqueira Prado"),
        ("99555 0187", "(51) 99555-0187 · recepção"),
        ("(51) 99555-0187", "(51) 99555-0187 · recepção"),
        ("51995550187", "(51) 99555-0187 · recepção"),
        ("marina@clinica", "marina@clinicaaurora.example"),
        ("aurora prado", "Marina Siqueira Prado"),
    ],
)
def test_a_contact_leads_to_its_client(office: Office, typed: str, title: str) -> None:
    client = saved_client(office)
    (hit,) = search.find(office, typed)
    assert (hit.kind, hit.id, hit.title, hit.detail) == (HitKind.CONTACT, client.id, title, "Clínica Aurora")


@pytest.mark.parametrize("typed", ["12.ABC.345/01DE-35", "12abc34501de35", "aurora clinica", "odontologia"])
def test_a_client_is_found_by_its_names_and_its_tax_id_in_any_form(office: Office, typed: str) -> None:
    client = saved_client(office)
    (hit,) = search.find(office, typed)
    assert (hit.kind, hit.id) == (HitKind.CLIENT, client.id)


def test_technicians_and_materials_are_found_by_words_in_any_order(office: Office) -> None:
    rafael = team.save(office, a_technician())
    saved_order(office, materials=(a_line("1", "un", "Capacitor 35 µF"), a_line("1", "kg", "Gás R-410A")))
    assert [(hit.kind, hit.id, hit.title) for hit in search.find(office, "moura raf")] == [
        (HitKind.TECHNICIAN, rafael.id, "Rafael Moura")
    ]
    assert kinds(search.find(office, "99555-0101")) == [HitKind.TECHNICIAN]
    assert [(hit.kind, hit.title) for hit in search.find(office, "35 capac")] == [(HitKind.MATERIAL, "Capacitor 35 µF")]
    assert [hit.title for hit in search.find(office, "410a gas")] == ["Gás R-410A"]


def test_an_order_tells_in_which_field_it_was_found(office: Office) -> None:
    long = "Revisão completa do equipamento, com limpeza da serpentina e dos filtros. " * 3
    saved_order(office, reason="Ruído", serial_number="SN-88A17", observations=f"{long}Encontrado rolamento gasto.")
    assert search.find(office, "88a17")[0].evidence == "SN-88A17"
    assert search.find(office, "SN-88A17")[0].evidence == "SN-88A17"
    assert "rolamento gasto" in search.find(office, "rolamento")[0].evidence
    assert search.find(office, "rolamento")[0].evidence.startswith("…")
    assert search.find(office, "ruido")[0].evidence == ""


def test_one_wrong_letter_in_a_clients_name_is_forgiven_when_nothing_else_fits(office: Office) -> None:
    bakery = clients.save(office, Client(name="Padaria Pão de Mel"))
    for typed in ("Padria", "paadria", "padarria", "pasaria", "padria mel", "pao padraia"):
        assert [(hit.id, hit.forgiven) for hit in search.find(office, typed)] == [(bakery.id, True)], typed
    assert search.find(office, "padri meo") == ()  # two are wrong
    other = clients.save(office, Client(name="Padria Nova"))
    assert [(hit.id, hit.forgiven) for hit in search.find(office, "padria")] == [(other.id, False)]


def test_a_wrong_figure_or_a_short_word_is_not_forgiven(office: Office) -> None:
    clients.save(office, Client(name="Bar Ana", contacts=(Contact(kind=ContactKind.PHONE, value="+5551995550187"),)))
    for typed in ("baz", "ano", "51995550188"):
        assert search.find(office, typed) == ()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("nova OS para Padaria Pão", "Padaria Pão"),
        ("Nova ordem de serviço para  Ana", "Ana"),
        ("nueva orden para Hotel", "Hotel"),
        ("New order for Ana", "Ana"),
        ("new order", ""),
        ("nova os", ""),
        ("nova", None),
        ("os para", ""),
        ("novas ordens para", None),
        ("Padaria nova os", None),
    ],
)
def test_an_order_may_be_asked_for_in_words(typed: str, name: str | None) -> None:
    assert search.asked_order(typed) == name


def test_a_material_leads_to_the_orders_that_have_it(office: Office) -> None:
    held = saved_order(office, materials=(a_line("1", "un", "Capacitor 35 µF"),))
    saved_order(office, materials=(a_line("1", "un", "Capacitor 40 µF"),))
    question = OrderQuestion(material="capacitor 35 µF")
    assert [row.id for row in lists.orders_first(office, question)] == [held.id]
    assert lists.orders_tally(office, question).rows == 1


def test_the_client_named_after_it_is_found_a_wrong_letter_forgiven(office: Office) -> None:
    bakery = clients.save(office, Client(name="Padaria Pão de Mel"))
    assert [hit.id for hit in search.clients_for(office, "mel")] == [bakery.id]
    assert [hit.id for hit in search.clients_for(office, "padraia")] == [bakery.id]
    assert search.clients_for(office, "") != ()


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, tuple[Client, ...]]]:
    """Names of a few syllables, so that one wrong letter may mean several."""
    syllables = ("mar", "ra", "pad", "da", "so", "lar")
    names = [f"{a}{b}{c} {d}{a}" for a in syllables for b in syllables for c in ("", "ia") for d in ("ze", "ca")]
    with an_office(tmp_path_factory.mktemp("crowd") / "office") as opened:
        yield opened, tuple(clients.save(opened, replace(a_client(name=name), legal_name="")) for name in names)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text("maridsopze", min_size=1, max_size=7), min_size=1, max_size=2),
)
def test_what_is_forgiven_is_what_a_plain_loop_would_forgive(
    crowd: tuple[Office, tuple[Client, ...]], words: list[str]
) -> None:
    office, everyone = crowd
    typed = " ".join(words)

    def begins(client: Client, word: str) -> bool:
        mail, phone = client.contacts[1].value, client.contacts[0].value
        own = fold(f"{client.name} {client.tax_id} {client.responsible_name} {mail} {phone}").split()
        return any(each.startswith(word) for each in own)

    def forgiven(client: Client) -> bool:
        own = fold(f"{client.name} {client.responsible_name}").split()
        return any(
            len(word) >= 4
            and any(meant(word, each) for each in own)
            and all(begins(client, other) for at, other in enumerate(words) if at != place)
            for place, word in enumerate(words)
        )

    with office.read() as session:
        found = finding.misspelt(session, typed, 1000)
    assert set(found) == {client.id for client in everyone if forgiven(client)}
    assert len(set(found)) == len(found)
