"""Two clients become one and are taken apart again; the office is sound after each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_client
from offices import saved_client, saved_order
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.clients import Client, ClientKind
from osdesk.domain.contacts import Address, ClientAddress, Contact, ContactKind
from osdesk.domain.duplicates import Likeness
from osdesk.domain.history import Deed
from osdesk.domain.merging import combined, differing, preselected
from osdesk.domain.permissions import ALL_PERMISSIONS, Actor, Permission
from osdesk.domain.problems import Refused
from osdesk.domain.questions import ClientQuestion, OrderQuestion, OrderSort
from osdesk.services import checkup, clients, duplicates, issuing, lists, merging, orders
from osdesk.services.office import Gone, NotAllowed, Office
from osdesk.storage import journal


def _ids(office: Office, client: Client) -> list[int]:
    return sorted(lists.orders_ids(office, OrderQuestion(client_id=client.id)))


def _found(office: Office, words: str) -> list[int]:
    return sorted(lists.orders_ids(office, OrderQuestion(search=words)))


def _sound(office: Office) -> None:
    assert checkup.check(office) == ()


@pytest.fixture
def two(office: Office) -> tuple[Client, Client]:
    """A bakery written down twice, with two orders each."""
    keep = clients.save(office, Client(name="Padaria Pão de Mel", notes="Entrada lateral", tags=("vip",)))
    gone = saved_client(office, name="Pao de Mel Padaria Ltda", tags=("contrato", "vip"), notes="Cão solto")
    for client in (keep, gone):
        saved_order(office, client, reason="Forno")
        saved_order(office, client, reason="Balança")
    return keep, gone


def test_all_orders_go_to_the_one_that_stays_the_other_to_the_bin(office: Office, two: tuple[Client, Client]) -> None:
    keep, gone = two
    earlier = orders.get(office, 3)
    heard: list[Changes] = []
    office.listen(heard.append)
    told: list[tuple[int, int]] = []
    merged = merging.merge(office, keep.id or 0, gone.id or 0, progress=lambda done, of: told.append((done, of)))
    assert merged.orders == (3, 4)
    assert told == [(2, 2)]
    assert _ids(office, keep) == [1, 2, 3, 4]
    assert clients.get(office, gone.id or 0).deleted_at is not None
    assert [row.name for row in lists.clients_first(office, ClientQuestion(), 5)] == ["Padaria Pão de Mel"]
    moved = orders.get(office, 3)
    assert moved == replace(earlier, client_id=keep.id, version=earlier.version + 1)
    assert heard[0].touches(Subject.ORDER, 3)
    assert heard[0].touches(Subject.CLIENT, keep.id)
    assert heard[0].touches(Subject.CLIENT, gone.id)
    _sound(office)


def test_what_is_empty_is_filled_in_and_the_rest_put_together(office: Office, two: tuple[Client, Client]) -> None:
    keep, gone = two
    after = merging.merge(office, keep.id or 0, gone.id or 0).after
    assert (after.name, after.tax_id, after.kind) == (keep.name, gone.tax_id, ClientKind.COMPANY)
    assert after.responsible_name == gone.responsible_name
    assert [held.value for held in after.contacts] == [held.value for held in gone.contacts]
    assert after.tags == ("vip", "contrato")
    assert after.notes == "Entrada lateral\n\nCão solto"
    assert clients.get(office, keep.id or 0) == after


def test_orders_are_found_and_sorted_by_the_name_that_was_chosen(office: Office, two: tuple[Client, Client]) -> None:
    keep, gone = two
    other = clients.save(office, Client(name="Paineiras"))
    saved_order(office, other)
    merging.merge(office, keep.id or 0, gone.id or 0, {"name"})
    assert _found(office, "ltda") == [1, 2, 3, 4]
    assert _found(office, "padaria mel forno") == [1, 3]
    by_name = OrderQuestion(sort=OrderSort.CLIENT, descending=False)
    assert [row.client for row in lists.orders_first(office, by_name, 9)] == ["Paineiras"] + [gone.name] * 4
    _sound(office)


def test_both_and_every_order_tell_of_it_in_their_history(office: Office, two: tuple[Client, Client]) -> None:
    keep, gone = two
    merging.merge(office, keep.id or 0, gone.id or 0)
    entry = orders.history(office, 3)[0]
    assert (entry.deed, entry.actor) == (Deed.CHANGED, "Ana")
    assert [(change.field, change.before, change.after) for change in entry.changes] == [
        ("client_id", gone.id, keep.id)
    ]
    with office.read() as session:
        here, there = (journal.history(session, Subject.CLIENT, each.id or 0)[0] for each in two)
    assert (here.deed, here.detail) == (Deed.MERGED, gone.name)
    assert (there.deed, there.detail) == (Deed.MERGED, keep.name)


def test_it_is_taken_back_as_one(office: Office, two: tuple[Client, Client]) -> None:
    keep, gone = two
    merged = merging.merge(office, keep.id or 0, gone.id or 0, {"name", "tax_id"})
    undone = merging.unmerge(office, merged)
    assert (undone.orders, undone.left_orders, undone.left_fields) == (2, 0, ())
    assert (_ids(office, keep), _ids(office, gone)) == ([1, 2], [3, 4])
    assert replace(clients.get(office, keep.id or 0), version=keep.version) == keep
    assert replace(clients.get(office, gone.id or 0), version=gone.version) == gone
    assert _found(office, "ltda") == [3, 4]
    assert orders.get(office, 3).client_id == gone.id
    _sound(office)


def test_what_was_changed_meanwhile_stays_and_is_told(office: Office, two: tuple[Client, Client]) -> None:
    keep, gone = two
    merged = merging.merge(office, keep.id or 0, gone.id or 0, {"name", "tax_id"})
    third = clients.save(office, Client(name="Terceiro"))
    orders.save(office, replace(orders.get(office, 3), client_id=third.id))
    late = saved_order(office, merged.after, reason="Depois")
    clients.save(office, replace(merged.after, tax_id="", notes="Outra nota"))
    undone = merging.unmerge(office, merged)
    assert (undone.orders, undone.left_orders) == (1, 1)
    assert set(undone.left_fields) == {"notes"}
    assert _ids(office, gone) == [4]
    assert _ids(office, third) == [3]
    assert _ids(office, keep) == [1, 2, late.id]
    now = clients.get(office, keep.id or 0)
    assert (now.name, now.notes) == (keep.name, "Outra nota")
    _sound(office)


def test_one_taken_out_of_the_bin_meanwhile_gets_its_orders_back(office: Office, two: tuple[Client, Client]) -> None:
    keep, gone = two
    merged = merging.merge(office, keep.id or 0, gone.id or 0)
    clients.restore(office, [gone.id or 0])
    merging.unmerge(office, merged)
    merging.unmerge(office, merged)  # twice does no harm
    assert _ids(office, gone) == [3, 4]
    _sound(office)


def test_orders_in_the_bin_go_along(office: Office, two: tuple[Client, Client]) -> None:
    keep, gone = two
    orders.delete(office, [3])
    merging.merge(office, keep.id or 0, gone.id or 0)
    assert orders.get(office, 3).client_id == keep.id
    orders.restore(office, [3])
    assert _ids(office, keep) == [1, 2, 3, 4]
    _sound(office)


def test_nobody_is_merged_with_itself_with_one_in_the_bin_or_without_the_right(
    office: Office, two: tuple[Client, Client]
) -> None:
    keep, gone = (each.id or 0 for each in two)
    with pytest.raises(Refused):
        merging.merge(office, keep, keep)
    with pytest.raises(Gone):
        merging.merge(office, keep, 99)
    for missing in (Permission.EDIT_CLIENTS, Permission.DELETE, Permission.EDIT_ORDERS):
        office.actor = Actor(name="Ana", permissions=ALL_PERMISSIONS - {missing})
        with pytest.raises(NotAllowed):
            merging.merge(office, keep, gone)
    office.actor = Actor(name="Ana")
    clients.delete(office, [gone])
    with pytest.raises(Gone):
        merging.merge(office, keep, gone)
    assert _ids(office, two[1]) == [3, 4]
    _sound(office)


def test_the_rules_of_putting_two_together() -> None:
    shared = Contact(id=1, kind=ContactKind.EMAIL, value="A@b.example")
    keep = Client(name="Um", contacts=(shared,), addresses=(ClientAddress(id=4, address=Address(city="Canoas")),))
    gone = a_client(
        name="Dois",
        kind=ClientKind.COMPANY,
        contacts=(replace(shared, id=9, value="a@b.example"), Contact(id=10, value="+5551995550187")),
        addresses=(
            ClientAddress(id=5, address=Address(city="canoas")),
            ClientAddress(id=6, address=Address(city="Sapé")),
        ),
    )
    assert "name" in differing(keep, gone)
    assert "name" not in preselected(keep, gone)
    assert "tax_id" in preselected(keep, gone)
    made = combined(keep, gone, {"name"})
    assert (made.name, made.tax_id) == ("Dois", "")
    assert [held.value for held in made.contacts] == ["A@b.example", "+5551995550187"]
    assert [held.address.city for held in made.addresses] == ["Canoas", "Sapé"]
    assert (made.contacts[1].id, made.addresses[1].id) == (None, None)
    person = Client(name="P", kind=ClientKind.PERSON)
    assert combined(person, gone, {"tax_id"}).kind is ClientKind.COMPANY
    assert combined(person, gone, ()).kind is ClientKind.PERSON


def test_likely_duplicates_are_told_with_what_they_share(office: Office) -> None:
    first = saved_client(office)
    same = clients.save(office, Client(name="Outra", tax_id=first.tax_id))
    phone = clients.save(office, Client(name="Vizinha", contacts=(first.contacts[0],)))
    mail = clients.save(office, Client(name="Correio", contacts=(first.contacts[1],)))
    name = clients.save(office, Client(name="Aurora Clinca ME"))
    clients.save(office, Client(name="Clínica Boreal"))
    gone = clients.save(office, Client(name="Clínica Aurora"))
    clients.delete(office, [gone.id or 0])
    told = {twin.client.id: twin.shared for twin in duplicates.of_client(office, first)}
    assert told[same.id or 0] == (Likeness.TAX_ID,)
    assert told[phone.id or 0] == (Likeness.CONTACT,)
    assert told[mail.id or 0] == (Likeness.CONTACT,)
    assert told[name.id or 0] == (Likeness.NAME,)
    assert len(told) == 4
    pairs = {(pair.one.id, pair.other.id): pair.shared for pair in duplicates.pairs(office)}
    assert pairs == {(first.id, each.id): told[each.id or 0] for each in (same, phone, mail, name)}
    assert duplicates.of_client(office, Client(name="")) == ()


def test_a_name_in_one_word_is_like_the_same_in_two(office: Office) -> None:
    two = clients.save(office, Client(name="Pão Mel"))
    one = clients.save(office, Client(name="PaoMel Ltda."))
    assert [twin.client.id for twin in duplicates.of_client(office, one)] == [two.id]
    assert [twin.client.id for twin in duplicates.of_client(office, two)] == [one.id]
    assert len(duplicates.pairs(office)) == 1


def test_issued_documents_keep_what_they_printed(office: Office, two: tuple[Client, Client]) -> None:
    keep, gone = two
    revision = issuing.issue(office, 3)
    before = issuing.pdf(office, revision)
    merging.merge(office, keep.id or 0, gone.id or 0, ())
    assert issuing.pdf(office, revision) == before
    _sound(office)
    assert clients.overview(office, keep.id or 0).issued == 1
