"""Orders: numbers, statuses and their reasons, undo, the bin, history, suggestions, and saves that come twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from builders import a_company, a_line, a_technician, a_template, a_visit, at
from offices import Clock, an_office, saved_client, saved_order, whole_order
from osdesk.domain.changes import Subject
from osdesk.domain.checklists import from_template
from osdesk.domain.history import Deed
from osdesk.domain.orders import Order, for_client
from osdesk.domain.permissions import ALL_PERMISSIONS, Actor, Permission
from osdesk.domain.priorities import Priority
from osdesk.domain.problems import Refused
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.statuses import StatusKind
from osdesk.domain.suggestions import SuggestionKind
from osdesk.services import checklists, clients, company, lists, orders, statuses, team
from osdesk.services.office import Conflict, Gone, NotAllowed, Office, open_office


def status(office: Office, key: str) -> int:
    return next(held.id or 0 for held in statuses.statuses(office) if held.key == key)


def test_a_new_order_starts_with_the_office_s_defaults(office: Office) -> None:
    company.save(office, a_company(logo="", terms="Nossos termos", warranty_days=30))
    kind = statuses.service_types(office)[1]
    settings = replace(company.settings(office), deadline_days=3, service_type_id=kind.id, observations="Levar escada")
    company.save_settings(office, settings)
    fresh = orders.new(office)
    assert fresh.deadline == date(2026, 11, 27)  # three working days after Tuesday
    assert (fresh.terms, fresh.warranty_days, fresh.service_type_id) == ("Nossos termos", 30, kind.id)
    assert fresh.observations == "Levar escada"
    assert fresh.status_id == status(office, "open")
    assert fresh.opened_at == at(2026, 11, 24, 8, 12)
    assert (fresh.id, fresh.number, fresh.version) == (None, "", 0)
    assert orders.new(office).code != fresh.code


def test_a_whole_order_comes_back_as_it_was_saved_with_number_and_ids(office: Office) -> None:
    saved = orders.save(office, whole_order(office)).order
    assert saved.number == "000001"
    assert orders.get(office, saved.id or 0) == saved
    assert orders.get_many(office, [saved.id or 0]) == (saved,)
    assert orders.by_number(office, "1") == saved
    assert orders.by_code(office, saved.code.lower()) == saved
    items = [item for held in saved.checklists for item in held.items]
    assert None not in [part.id for parts in (saved.visits, saved.materials, items) for part in parts]


def test_an_order_without_client_is_refused_and_takes_no_number(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        orders.save(office, orders.new(office))
    assert [(problem.field, problem.code) for problem in caught.value.problems] == [("client_id", "required")]
    assert saved_order(office).number == "000001"


def test_an_order_for_a_client_that_is_not_there_is_refused_and_takes_no_number(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        orders.save(office, replace(orders.new(office), client_id=77))
    assert caught.value.problems[0].code == "client.gone"
    assert company.next_number(office) == "000001"


def test_what_an_order_refers_to_must_be_there(office: Office) -> None:
    client = saved_client(office)
    base = replace(orders.new(office), client_id=client.id)
    for wrong in (
        replace(base, service_type_id=99),
        replace(base, visits=(a_visit(technicians=(99,)),)),
        replace(base, checklists=(replace(from_template(a_template()), template_id=99),)),
    ):
        with pytest.raises(Gone):
            orders.save(office, wrong)
    with pytest.raises(Refused):
        orders.save(office, replace(base, status_id=99))
    assert company.next_number(office) == "000001"
    assert lists.orders_tally(office, OrderQuestion()).rows == 0


def test_a_save_repeated_with_the_same_code_makes_no_second_order(office: Office) -> None:
    order = whole_order(office)
    first = orders.save(office, order)
    again = orders.save(office, replace(order, reason="typed on meanwhile"))
    assert again.order == first.order
    assert again.changes.changes == ()
    assert company.next_number(office) == "000002"


def test_number_and_code_are_the_program_s_whatever_the_value_says(office: Office) -> None:
    saved = saved_order(office, number="XYZ-9", deleted_at=at(2020, 1, 1))
    assert (saved.number, saved.deleted_at) == ("000001", None)
    forged = replace(saved, number="XYZ-9", code="X" * 12, sample=True, deleted_at=at(2020, 1, 1), reason="x")
    assert orders.save(office, forged).order == replace(saved, reason="x", version=2)


def test_a_stale_order_is_refused_and_keeps_both_values(office: Office) -> None:
    first = saved_order(office)
    second = orders.save(office, replace(first, reason="dois")).order
    stale = replace(first, reason="três")
    with pytest.raises(Conflict) as caught:
        orders.save(office, stale)
    assert caught.value.stored == second
    assert caught.value.offered.reason == "três"


def test_an_order_that_is_gone_is_told(office: Office) -> None:
    with pytest.raises(Gone):
        orders.get(office, 5)
    with pytest.raises(Gone):
        orders.save(office, Order(id=5, version=1, client_id=saved_client(office).id))


def test_text_is_stored_clean(office: Office) -> None:
    saved = saved_order(
        office,
        reason="Não\x00 liga\r\nhá\tdias \u202e ",
        requested_by="Ana\nMaria",
        materials=(a_line("1", "un", " Cabo\x07 2,5 mm² "),),
    )
    assert saved.reason == "Não liga\nhá dias"
    assert saved.requested_by == "Ana Maria"
    assert saved.materials[0].description == "Cabo 2,5 mm²"
    assert orders.get(office, saved.id or 0) == saved


def test_text_of_every_script_and_markup_comes_back_untouched(office: Office) -> None:
    reason = "🔧 <b>&amp;</b> <img src=file:///etc/passwd> ‘שלום’ مرحبا " + "ã" * 10_000
    assert orders.get(office, saved_order(office, reason=reason).id or 0).reason == reason


def test_finishing_stamps_the_time_and_reopening_clears_it(office: Office, clock: Clock) -> None:
    order = saved_order(office)
    clock.forward(hours=2)
    done = orders.save(office, replace(order, status_id=status(office, "done"))).order
    assert done.closed_at == clock()
    clock.forward(hours=1)
    same = orders.save(office, replace(done, observations="Trocado")).order
    assert same.closed_at == done.closed_at
    with pytest.raises(Refused) as caught:
        orders.save(office, replace(same, status_id=status(office, "open")))
    assert [(problem.field, problem.code) for problem in caught.value.problems] == [("status_reason", "status.reason")]
    reopened = replace(same, status_id=status(office, "open"), status_reason="Voltou a pingar")
    assert orders.save(office, reopened).order.closed_at is None


def test_cancelling_asks_for_a_reason_each_time(office: Office) -> None:
    order = saved_order(office)
    cancelled = replace(order, status_id=status(office, "cancelled"))
    assert [problem.code for problem in orders.check(office, cancelled)] == ["status.reason"]
    with pytest.raises(Refused):
        orders.save(office, cancelled)
    stored = orders.save(office, replace(cancelled, status_reason="Cliente desistiu")).order
    with pytest.raises(Refused):  # the reason of cancelling is none for reopening
        orders.save(office, replace(stored, status_id=status(office, "open")))


def test_cancelling_needs_a_right_of_its_own(office: Office) -> None:
    order = saved_order(office)
    folder, cancelled = office.folder, status(office, "cancelled")
    office.close()
    editor = Actor(name="Bia", permissions=ALL_PERMISSIONS - {Permission.CANCEL_ORDERS})
    with open_office(folder, actor=editor) as weaker:
        saved = orders.save(weaker, replace(order, reason="mudou")).order
        with pytest.raises(NotAllowed):
            orders.save(weaker, replace(saved, status_id=cancelled, status_reason="desistiu"))


def test_statuses_of_many_are_changed_together_and_put_back_together(office: Office) -> None:
    held = [saved_order(office, reason=str(place)) for place in range(4)]
    ids = [order.id or 0 for order in held]
    before = orders.change_status(office, ids, status(office, "cancelled"), "Chuva")
    assert before == tuple(held)
    changed = orders.get_many(office, ids)
    assert {order.status_reason for order in changed} == {"Chuva"}
    assert all(order.closed_at is not None for order in changed)
    orders.put_back(office, before)
    assert [replace(order, version=1) for order in orders.get_many(office, ids)] == held


def test_a_bulk_change_is_all_or_nothing(office: Office) -> None:
    one, other = saved_order(office), saved_order(office)
    orders.change_status(office, [other.id or 0], status(office, "done"))
    with pytest.raises(Refused):  # the second would be reopened and has no reason
        orders.change_status(office, [one.id or 0, other.id or 0], status(office, "running"))
    assert orders.get(office, one.id or 0) == one


def test_undo_is_the_earlier_value_and_asks_no_reason(office: Office) -> None:
    before = saved_order(office, materials=(a_line("1", "un", "Um", "5.00"), a_line("2", "un", "Dois")))
    after = orders.save(
        office,
        replace(before, materials=(), status_id=status(office, "cancelled"), status_reason="Engano", reason="x"),
    ).order
    undone = orders.save(office, replace(before, version=after.version), undoing=True).order
    assert undone.totals == before.totals
    assert (undone.status_id, undone.reason, undone.closed_at) == (before.status_id, before.reason, None)


def test_deleting_is_soft_and_comes_back_whole(office: Office) -> None:
    order = orders.save(office, whole_order(office)).order
    other = saved_order(office)
    orders.delete(office, [order.id or 0, 999])
    gone = orders.get(office, order.id or 0)
    assert gone.deleted_at is not None
    assert [row.id for row in lists.orders_first(office, OrderQuestion())] == [other.id]
    assert [row.id for row in lists.orders_first(office, OrderQuestion(deleted=True))] == [order.id]
    assert saved_order(office).number == "000003"  # its number stays taken
    orders.restore(office, [order.id or 0])
    assert orders.get(office, order.id or 0) == replace(order, version=3)
    assert [entry.deed for entry in orders.history(office, order.id or 0)] == [
        Deed.RESTORED,
        Deed.DELETED,
        Deed.ADDED,
    ]


def test_a_duplicate_is_a_new_unsaved_order_of_the_same_work(office: Office, clock: Clock) -> None:
    order = orders.save(office, whole_order(office, priority=Priority.HIGH)).order
    clock.forward(days=2)
    copy = orders.duplicate(office, order.id or 0)
    assert (copy.id, copy.number, copy.visits, copy.closed_at) == (None, "", (), None)
    assert copy.opened_at == clock()
    assert copy.code != order.code
    assert [line.description for line in copy.materials] == [line.description for line in order.materials]
    assert orders.save(office, copy).order.number == "000002"


def test_the_history_tells_who_changed_what_from_what_to_what(office: Office, clock: Clock) -> None:
    order = saved_order(office, reason="Não gela", materials=(a_line("1", "un", "Gás", "185.00"),))
    clock.forward(minutes=5)
    line = replace(order.materials[0], quantity=Decimal("2.000"))
    changed = replace(
        order,
        reason="Não gela nada",
        deadline=date(2026, 12, 1),
        deadline_time=time(14),
        materials=(line, a_line("1", "h", "Mão de obra")),
    )
    orders.save(office, changed)
    orders.record(office, [order.id or 0], Deed.PRINTED, "both")
    printed, edited, added = orders.history(office, order.id or 0)
    assert (printed.deed, printed.detail) == (Deed.PRINTED, "both")
    assert (added.deed, added.detail) == (Deed.ADDED, "000001")
    assert (edited.actor, edited.at) == ("Ana", clock())
    told = {change.field: (change.before, change.after) for change in edited.changes}
    assert told.pop("materials.1")[0] is None
    assert told == {
        "reason": ("Não gela", "Não gela nada"),
        "deadline": (None, "2026-12-01"),
        "deadline_time": (None, "14:00:00"),
        "materials.0.quantity": ("1.000", "2.000"),
    }
    assert orders.get(office, order.id or 0).version == 2  # printing changes nothing


def test_a_template_changed_later_changes_no_order(office: Office) -> None:
    template = checklists.save(office, a_template())
    order = saved_order(office, checklists=(from_template(template),))
    checklists.save(office, replace(template, name="Outra", items=template.items[:1]))
    checklists.delete(office, [template.id or 0])
    assert orders.get(office, order.id or 0) == order


def test_a_number_is_found_in_every_form(office: Office) -> None:
    numbering = replace(company.settings(office).numbering, prefix="ABC", yearly=True)
    company.save_settings(office, replace(company.settings(office), numbering=numbering))
    order = saved_order(office)
    for typed in (
        "ABC-2026/000001",
        "abc-2026/1",
        "2026/000001",
        "2026/1",
        "000001",
        "1",
        " OS 000001 ",
        "#1",
        "ABC-1",
    ):
        assert orders.by_number(office, typed) == order, typed
    for typed in ("2", "2025/1", "XYZ-1", "", "um", "1/2026", "-1", "99999999999999999999"):
        assert orders.by_number(office, typed) is None, typed


def test_without_its_year_a_number_is_the_newest_year_s_and_samples_come_last(office: Office, clock: Clock) -> None:
    numbering = replace(company.settings(office).numbering, yearly=True)
    company.save_settings(office, replace(company.settings(office), numbering=numbering))
    old = saved_order(office)
    clock.forward(days=60)
    new = saved_order(office)
    sample = saved_order(office, sample=True)
    assert (old.number, new.number, sample.number) == ("2026/000001", "2027/000001", "EX-000001")
    assert orders.by_number(office, "1") == new
    assert orders.by_number(office, "EX-1") == sample
    orders.delete(office, [new.id or 0])
    assert orders.by_number(office, "1") == old


def test_lines_typed_before_are_offered_with_their_last_unit_and_price(office: Office) -> None:
    saved_order(office, materials=(a_line("1", "m", "Cabo PP 2×1,5", "7.90"), a_line("1", "un", "Abraçadeira")))
    saved_order(office, materials=(a_line("1", "rolo", "cabo pp 2×1,5", "310.00"),))
    first, *_ = orders.suggest_materials(office, "CABO")
    assert (first.description, first.unit, first.unit_price) == ("cabo pp 2×1,5", "rolo", Decimal("310.00"))
    assert [held.description for held in orders.suggest_materials(office, "1 5")] == ["cabo pp 2×1,5"]
    assert {held.description for held in orders.suggest_materials(office, "")} == {"cabo pp 2×1,5", "Abraçadeira"}
    assert orders.suggest_materials(office, "%") == orders.suggest_materials(office, "")


def test_reasons_used_most_come_first_and_saving_again_counts_once(office: Office) -> None:
    once = saved_order(office, reason="Não gela")
    for number in range(2):
        saved_order(office, reason="Não liga", observations=f"Visto {number}")
    for place in range(5):
        once = orders.save(office, replace(once, requested_by=str(place))).order
    assert orders.suggest_texts(office, SuggestionKind.REASON, "nao") == ("Não liga", "Não gela")
    assert orders.suggest_texts(office, SuggestionKind.OBSERVATION, "visto", 1) == ("Visto 0",)


def test_units_are_the_office_s_own_first(office: Office) -> None:
    saved_order(office, materials=(a_line("1", "rolo", "Fita"), a_line("1", "un", "Caixa")))
    assert orders.suggest_texts(office, SuggestionKind.UNIT, "") == ("un", "m", "h", "kg", "serv.", "rolo")
    assert orders.suggest_texts(office, SuggestionKind.UNIT, "RO") == ("rolo",)


def test_a_client_s_facts_of_the_day_are_the_order_s_own(office: Office) -> None:
    client = saved_client(office)
    order = orders.save(office, for_client(orders.new(office), client)).order
    clients.save(office, replace(client, responsible_name="Outra", contacts=(), addresses=()))
    assert orders.get(office, order.id or 0) == order


def test_saving_tells_of_the_order_and_its_client(office: Office) -> None:
    client = saved_client(office)
    saved = orders.save(office, replace(orders.new(office), client_id=client.id))
    assert saved.changes.ids(Subject.ORDER) == {saved.order.id}
    assert saved.changes.ids(Subject.CLIENT) == {client.id}


def test_a_technician_in_the_bin_stays_on_the_order(office: Office) -> None:
    technician = team.save(office, a_technician())
    order = saved_order(office, visits=(a_visit(technicians=(technician.id or 0,)),))
    team.delete(office, [technician.id or 0])
    assert orders.get(office, order.id or 0) == order
    assert orders.save(office, replace(order, reason="x")).order.visits == order.visits


def test_everything_is_there_after_opening_again(office: Office) -> None:
    order = orders.save(office, whole_order(office)).order
    folder = office.folder
    office.close()
    with an_office(folder) as again:
        assert orders.get(again, order.id or 0) == order
        assert saved_order(again).number == "000002"


@pytest.mark.parametrize("kind", list(StatusKind))
def test_every_kind_has_a_seeded_status(office: Office, kind: StatusKind) -> None:
    assert any(held.kind is kind for held in statuses.statuses(office))
