"""A visit's day: planned, moved, stretched, begun and ended, and all of it taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from builders import at
from offices import Clock, saved_order
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.orders import Order
from osdesk.domain.permissions import ALL_PERMISSIONS, Actor, Permission
from osdesk.domain.problems import Refused
from osdesk.domain.team import Technician
from osdesk.domain.visits import Visit, VisitOutcome
from osdesk.services import agenda, orders, statuses, team
from osdesk.services.office import Gone, NotAllowed, Office

WEDNESDAY = date(2026, 11, 25)


def key_of(office: Office, order: Order) -> str:
    return next(status.key for status in statuses.statuses(office) if status.id == order.status_id)


def now(office: Office, order: Order) -> Order:
    return orders.get(office, order.id or 0)


def planned(office: Office, **changes: object) -> tuple[Order, int]:
    """An order with one visit on Wednesday from nine to ten, and the visit's id."""
    order = saved_order(office)
    agenda.plan(office, order.id or 0, WEDNESDAY, time(9), time(10))
    found = now(office, order)
    return found, found.visits[0].id or 0


def test_the_first_plan_adds_a_visit_and_schedules_the_order(office: Office) -> None:
    person = team.save(office, Technician(name="Rafael Moura"))
    order = saved_order(office)
    before = agenda.plan(office, order.id or 0, WEDNESDAY, time(9), None, (person.id or 0,))
    assert before == order
    after = now(office, order)
    assert after.visits == (
        Visit(id=after.visits[0].id, day=WEDNESDAY, planned_start=time(9), technicians=(person.id or 0,)),
    )
    assert key_of(office, after) == "scheduled"
    assert orders.history(office, order.id or 0)[0].changes


def test_a_plan_taken_back_is_as_if_it_had_not_been_made(office: Office) -> None:
    order = saved_order(office)
    before = agenda.plan(office, order.id or 0, WEDNESDAY)
    orders.put_back(office, (before,))
    assert now(office, order).visits == ()
    assert key_of(office, now(office, order)) == "open"


def test_a_missed_visit_is_planned_anew_and_no_second_one_added(office: Office, clock: Clock) -> None:
    order, visit_id = planned(office)
    clock.forward(days=3)
    agenda.plan(office, order.id or 0, date(2026, 11, 30), time(14))
    (visit,) = now(office, order).visits
    assert (visit.id, visit.day, visit.planned_start, visit.planned_end) == (
        visit_id,
        date(2026, 11, 30),
        time(14),
        None,
    )


def test_a_second_visit_is_added_beside_one_that_is_still_to_come(office: Office) -> None:
    order, _visit_id = planned(office)
    agenda.plan(office, order.id or 0, WEDNESDAY, time(15))
    assert [visit.planned_start for visit in now(office, order).visits] == [time(9), time(15)]


def test_moving_changes_day_hours_and_people_and_nothing_else(office: Office) -> None:
    person = team.save(office, Technician(name="Rafael Moura")).id or 0
    order, visit_id = planned(office)
    order = orders.save(office, replace(order, visits=(replace(order.visits[0], observations="Levar escada"),))).order
    before = agenda.move(office, visit_id, day=date(2026, 11, 27), start=time(22), end=time(2), technicians=(person,))
    after = now(office, order)
    expected = replace(
        order.visits[0], day=date(2026, 11, 27), planned_start=time(22), planned_end=time(2), technicians=(person,)
    )
    assert after.visits == (expected,)
    orders.put_back(office, (before,))
    assert now(office, order).visits == order.visits


def test_stretching_changes_the_end_alone(office: Office) -> None:
    order, visit_id = planned(office)
    agenda.stretch(office, visit_id, time(11, 30))
    assert now(office, order).visits[0] == replace(order.visits[0], planned_end=time(11, 30))
    agenda.stretch(office, visit_id, None)
    assert now(office, order).visits[0].planned_end is None


def test_a_move_to_where_it_is_writes_nothing(office: Office) -> None:
    order, visit_id = planned(office)
    told: list[Changes] = []
    office.listen(told.append)
    agenda.move(office, visit_id, day=WEDNESDAY, start=time(9), end=time(10), technicians=())
    assert now(office, order) == order
    assert not any(changes.touches(Subject.ORDER) for changes in told)


def test_an_unplanned_visit_goes_and_the_order_is_open_again(office: Office) -> None:
    order, visit_id = planned(office)
    before = agenda.unplan(office, visit_id)
    assert now(office, order).visits == ()
    assert key_of(office, now(office, order)) == "open"
    orders.put_back(office, (before,))
    assert key_of(office, now(office, order)) == "scheduled"
    assert now(office, order).visits[0].day == WEDNESDAY


def test_what_was_written_in_a_visit_stays_when_it_loses_its_plan(office: Office) -> None:
    order, visit_id = planned(office)
    orders.save(office, replace(order, visits=(replace(order.visits[0], observations="Levar escada"),)))
    agenda.unplan(office, visit_id)
    (visit,) = now(office, order).visits
    assert (visit.day, visit.planned_start, visit.planned_end) == (None, None, None)
    assert visit.observations == "Levar escada"
    agenda.plan(office, order.id or 0, WEDNESDAY)
    assert [visit.id for visit in now(office, order).visits] == [visit_id]


def test_an_order_stays_scheduled_while_another_visit_is_to_come(office: Office) -> None:
    order, visit_id = planned(office)
    agenda.plan(office, order.id or 0, WEDNESDAY, time(15))
    agenda.unplan(office, visit_id)
    assert key_of(office, now(office, order)) == "scheduled"


def test_what_has_begun_cannot_be_taken_off_the_agenda(office: Office) -> None:
    order, visit_id = planned(office)
    agenda.check_in(office, visit_id)
    agenda.unplan(office, visit_id)
    assert now(office, order).visits[0].day == WEDNESDAY


def test_coming_and_leaving_are_stamped_once_and_set_the_order_going(office: Office, clock: Clock) -> None:
    order, visit_id = planned(office)
    agenda.check_in(office, visit_id)
    came = clock.now
    clock.forward(minutes=50)
    agenda.check_in(office, visit_id)
    agenda.check_out(office, visit_id)
    left = clock.now
    clock.forward(minutes=5)
    agenda.check_out(office, visit_id)
    after = now(office, order)
    assert (after.visits[0].check_in, after.visits[0].check_out) == (came, left)
    assert key_of(office, after) == "running"


def test_an_arrival_can_be_told_later_and_taken_back(office: Office) -> None:
    order, visit_id = planned(office)
    before = agenda.check_in(office, visit_id, at(2026, 11, 24, 7, 30))
    assert now(office, order).visits[0].check_in == at(2026, 11, 24, 7, 30)
    orders.put_back(office, (before,))
    assert now(office, order).visits[0].check_in is None
    assert key_of(office, now(office, order)) == "scheduled"


def test_nobody_leaves_who_has_not_come(office: Office) -> None:
    order, visit_id = planned(office)
    with pytest.raises(Refused) as refusal:
        agenda.check_out(office, visit_id)
    assert [problem.code for problem in refusal.value.problems] == ["visit.in_missing"]
    assert now(office, order) == order


def test_who_comes_after_all_takes_back_that_nobody_did(office: Office) -> None:
    order, visit_id = planned(office)
    off = replace(order.visits[0], outcome=VisitOutcome.NOT_DONE, reason="Cliente ausente")
    orders.save(office, replace(order, visits=(off,)))
    agenda.check_in(office, visit_id)
    (visit,) = now(office, order).visits
    assert (visit.outcome, visit.reason) == (None, "")


def test_a_visit_that_had_no_day_gets_the_day_it_begins(office: Office) -> None:
    order = saved_order(office, visits=(Visit(),))
    agenda.check_in(office, order.visits[0].id or 0)
    assert now(office, order).visits[0].day == date(2026, 11, 24)


def test_a_finished_order_keeps_its_status_whatever_is_planned_in_it(office: Office) -> None:
    order, visit_id = planned(office)
    done = next(status.id or 0 for status in statuses.statuses(office) if status.key == "done")
    orders.change_status(office, [order.id or 0], done)
    agenda.move(office, visit_id, day=WEDNESDAY + timedelta(days=1), start=None, end=None, technicians=())
    agenda.check_in(office, visit_id)
    assert key_of(office, now(office, order)) == "done"


def test_a_visit_that_is_not_there_or_in_the_bin_is_gone(office: Office) -> None:
    order, visit_id = planned(office)
    orders.delete(office, [order.id or 0])
    for wanted in (visit_id, 987):
        with pytest.raises(Gone):
            agenda.check_in(office, wanted)
        with pytest.raises(Gone):
            agenda.visit(office, wanted)
    with pytest.raises(Gone):
        agenda.plan(office, order.id or 0, WEDNESDAY)


def test_who_may_not_edit_orders_plans_nothing(office: Office) -> None:
    order, visit_id = planned(office)
    office.actor = Actor(name="Bia", permissions=ALL_PERMISSIONS - {Permission.EDIT_ORDERS})
    with pytest.raises(NotAllowed):
        agenda.stretch(office, visit_id, None)
    with pytest.raises(NotAllowed):
        agenda.plan(office, order.id or 0, WEDNESDAY)
