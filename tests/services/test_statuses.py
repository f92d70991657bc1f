"""Every office starts with the same statuses and types of service, which bear no name until it gives them one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import a_line
from offices import Clock, an_office, saved_order
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.filters import SavedFilter
from osdesk.domain.history import Deed
from osdesk.domain.permissions import ALL_PERMISSIONS, Actor, Permission
from osdesk.domain.problems import Refused
from osdesk.domain.questions import OrderQuestion, Tally
from osdesk.domain.statuses import SEEDED_SERVICE_TYPES, SEEDED_STATUSES, ServiceType, Status, StatusKind
from osdesk.services import checkup, lists, orders, statuses
from osdesk.services.office import Conflict, Gone, NotAllowed, Office
from osdesk.services.wording import entry_sentence, sentence
from osdesk.storage import journal, saved_filters


def test_a_new_office_has_the_seeded_rows_in_their_order(office: Office) -> None:
    assert [held.key for held in statuses.statuses(office)] == [held.key for held in SEEDED_STATUSES]
    assert [held.key for held in statuses.service_types(office)] == [held.key for held in SEEDED_SERVICE_TYPES]
    assert {held.name for held in statuses.statuses(office)} == {""}
    assert {held.name for held in statuses.service_types(office)} == {""}
    assert {held.kind for held in statuses.statuses(office)} == set(StatusKind)


def test_they_are_seeded_once(office: Office) -> None:
    folder = office.folder
    before = statuses.statuses(office)
    office.close()
    with an_office(folder) as again:
        assert statuses.statuses(again) == before


def by_key(office: Office, key: str) -> Status:
    return next(held for held in statuses.statuses(office) if held.key == key)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


def an_own_status(office: Office, name: str = "Aguardando peça", **changes: Any) -> Status:
    return statuses.save_status(office, Status(name=name, kind=StatusKind.WAITING, **changes))


def test_a_status_of_the_office_s_own_comes_last_and_is_named_and_coloured(office: Office) -> None:
    added = an_own_status(office, colour="#b3261e", leads_to=(5, 99, 3))
    assert statuses.statuses(office)[-1] == added
    assert (added.version, added.position, added.colour) == (1, 7, "#B3261E")
    assert added.leads_to == (3, 5)  # what isn't there leads nowhere
    renamed = statuses.save_status(office, replace(added, name="Peça pedida"))
    assert statuses.statuses(office)[-1] == renamed
    with pytest.raises(Conflict):
        statuses.save_status(office, replace(added, name="Outra"))
    with office.read() as session:
        deeds = [entry.deed for entry in journal.history(session, Subject.STATUS, added.id or 0)]
    assert deeds == [Deed.CHANGED, Deed.ADDED]


def test_the_office_s_order_is_kept(office: Office) -> None:
    ids = [held.id or 0 for held in statuses.statuses(office)]
    turned = statuses.reorder_statuses(office, [ids[2], ids[0]])
    assert [held.id for held in turned] == [ids[2], ids[0], ids[1], *ids[3:]]
    assert statuses.statuses(office) == turned
    kinds = [held.id or 0 for held in statuses.service_types(office)]
    assert [held.id for held in statuses.reorder_service_types(office, kinds[::-1])] == kinds[::-1]


def test_a_status_that_orders_have_stays_until_it_is_merged(office: Office) -> None:
    own = an_own_status(office)
    order = saved_order(office, status_id=own.id)
    orders.delete(office, [order.id or 0])
    with pytest.raises(Refused) as caught:
        statuses.delete_status(office, own.id or 0)
    assert codes(caught) == ["status.has_orders"]  # those in the bin may come back
    assert statuses.uses(office) == {own.id: 1}


def test_a_status_without_orders_goes_and_comes_back_as_it_was(office: Office) -> None:
    own = an_own_status(office)
    leading = statuses.save_status(office, replace(by_key(office, "open"), leads_to=(own.id or 0, 3)))
    # It had an order once.
    order = saved_order(office, status_id=own.id)
    orders.change_status(office, [order.id or 0], 3)
    removed = statuses.delete_status(office, own.id or 0)
    assert own not in statuses.statuses(office)
    assert by_key(office, "open").leads_to == (3,)
    statuses.put_back(office, removed)
    assert [held.name for held in statuses.statuses(office)][-1] == own.name
    assert by_key(office, "open").leads_to == leading.leads_to


def test_the_last_open_and_the_last_done_status_stay(office: Office) -> None:
    statuses.delete_status(office, by_key(office, "scheduled").id or 0)
    for key, code in (("open", "status.last_open"), ("done", "status.last_done")):
        with pytest.raises(Refused) as caught:
            statuses.delete_status(office, by_key(office, key).id or 0)
        assert codes(caught) == [code]


def test_an_id_that_went_is_given_to_no_other_status(office: Office) -> None:
    first = an_own_status(office)
    statuses.delete_status(office, first.id or 0)
    second = an_own_status(office, "Outra")
    assert second.id == (first.id or 0) + 1
    assert statuses.names(office)[first.id or 0] == "Aguardando peça"


def test_a_merge_moves_every_order_with_its_history_sums_and_words(office: Office, clock: Clock) -> None:
    gone, into = an_own_status(office), by_key(office, "waiting")
    kept = saved_filters.SAVED_FILTERS
    with office.write(Permission.EDIT_SETTINGS) as work:
        asked = OrderQuestion(statuses=frozenset({gone.id or 0, 1}))
        kept.save(work.session, SavedFilter(name="Parados", question=asked))
    statuses.save_status(office, replace(by_key(office, "open"), leads_to=(gone.id or 0,)))
    first = saved_order(
        office, reason="compressor parado", status_id=gone.id, materials=(a_line("2", "un", "Peça", "10"),)
    )
    binned = saved_order(office, status_id=gone.id)
    orders.delete(office, [binned.id or 0])
    other = saved_order(office, status_id=into.id, materials=(a_line("1", "un", "Peça", "5"),))
    clock.forward(days=1)
    told: list[tuple[int, int]] = []
    news: list[Changes] = []
    office.listen(news.append)
    merged = statuses.merge_statuses(
        office, gone.id or 0, into.id or 0, progress=lambda done, of: told.append((done, of))
    )
    assert (merged.count, told) == (2, [(2, 2)])
    assert gone.id not in {status.id for status in statuses.statuses(office)}
    moved = orders.get(office, first.id or 0)
    assert moved == replace(first, status_id=into.id, version=first.version + 1)
    assert orders.get(office, binned.id or 0).status_id == into.id
    assert orders.get(office, other.id or 0) == other
    entry = orders.history(office, first.id or 0)[0]
    assert (entry.deed, entry.actor, entry.at) == (Deed.MERGED, "Ana", clock.now)
    said = entry_sentence(entry, {"status_id": statuses.names(office)})
    assert "Aguardando peça" in said
    assert said.endswith("“Aguardando”")
    question = OrderQuestion(statuses=frozenset({into.id or 0}))
    assert lists.orders_tally(office, question) == Tally(2, Decimal("25.00"))
    assert set(lists.orders_ids(office, replace(question, search="compressor"))) == {first.id}
    assert by_key(office, "open").leads_to == (into.id,)
    with office.read() as session:
        assert saved_filters.all_saved_filters(session)[0].question.statuses == {into.id, 1}
    assert {first.id, binned.id} <= news[0].ids(Subject.ORDER)
    assert news[0].touches(Subject.STATUS)
    assert checkup.check(office) == ()


def test_a_merge_is_undone_as_one_and_leaves_alone_what_was_changed_since(office: Office) -> None:
    gone, into = an_own_status(office), by_key(office, "waiting")
    was_there = saved_order(office, status_id=into.id)
    first, second = (saved_order(office, status_id=gone.id) for _ in range(2))
    merged = statuses.merge_statuses(office, gone.id or 0, into.id or 0)
    orders.change_status(office, [second.id or 0], 3)
    statuses.put_back(office, merged)
    assert statuses.statuses(office)[-1] == replace(gone, version=2)
    three = [held.id or 0 for held in (was_there, first, second)]
    now = {order.id: order.status_id for order in orders.get_many(office, three)}
    assert now == {was_there.id: into.id, first.id: gone.id, second.id: 3}
    assert statuses.uses(office) == {gone.id: 1, into.id: 1, 3: 1}
    assert checkup.check(office) == ()


def test_a_merge_that_would_close_or_reopen_orders_is_refused(office: Office) -> None:
    for gone, into in (("waiting", "done"), ("cancelled", "done"), ("done", "open")):
        with pytest.raises(Refused) as caught:
            statuses.merge_statuses(office, by_key(office, gone).id or 0, by_key(office, into).id or 0)
        assert codes(caught) == ["status.merge_kind"]
    with pytest.raises(Gone):
        statuses.merge_statuses(office, 99, 1)


def test_only_who_may_edit_the_settings_changes_statuses(office: Office) -> None:
    office.actor = Actor(name="Bia", permissions=ALL_PERMISSIONS - {Permission.EDIT_SETTINGS})
    for verb in (
        lambda: statuses.save_status(office, Status(name="Nova")),
        lambda: statuses.delete_status(office, 2),
        lambda: statuses.merge_statuses(office, 2, 1),
        lambda: statuses.reorder_statuses(office, [2, 1]),
        lambda: statuses.save_service_type(office, ServiceType(name="Nova")),
        lambda: statuses.reorder_service_types(office, [2, 1]),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_an_order_goes_only_where_its_status_leads(office: Office) -> None:
    statuses.save_status(office, replace(by_key(office, "open"), leads_to=(2, 6)))
    order = saved_order(office)
    with pytest.raises(Refused) as caught:
        orders.change_status(office, [order.id or 0], 5)
    assert codes(caught) == ["status.not_from_here"]
    assert sentence(caught.value.problems[0]).count("Agendada") == 1
    assert orders.save(office, replace(order, reason="outra")).order.status_id == order.status_id
    before = orders.change_status(office, [order.id or 0], 2)
    orders.change_status(office, [order.id or 0], 5)
    # Back in two steps, against the rules: undoing follows none.
    orders.put_back(office, before)
    assert orders.get(office, order.id or 0).status_id == 1


def test_a_status_that_asks_for_a_reason_gets_one(office: Office) -> None:
    own = an_own_status(office, asks_reason=True)
    order = saved_order(office)
    with pytest.raises(Refused) as caught:
        orders.change_status(office, [order.id or 0], own.id or 0)
    assert codes(caught) == ["status.reason"]
    orders.change_status(office, [order.id or 0], own.id or 0, "Placa queimada")
    assert orders.get(office, order.id or 0).status_reason == "Placa queimada"


def test_a_type_of_service_keeps_what_it_is_given(office: Office) -> None:
    kind = ServiceType(
        name="Preventiva mensal",
        duration=90,
        skill="PMOC",
        reason="Manutenção mensal",
        needs_checklist=True,
        needs_photos=2,
    )
    saved = statuses.save_service_type(office, kind)
    assert saved == replace(kind, id=saved.id, version=1, position=6)
    off = statuses.save_service_type(office, replace(saved, active=False))
    assert off not in statuses.service_types(office, include_inactive=False)
    with pytest.raises(Refused) as caught:
        statuses.save_service_type(office, ServiceType(name="preventiva MENSAL", duration=0))
    assert codes(caught) == ["name.taken", "duration.range"]
