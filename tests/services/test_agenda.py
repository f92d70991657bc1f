"""What the agenda shows: visits of days, who is on site, what waits to be planned, and where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from builders import a_visit, at
from offices import Clock, an_office, saved_client, saved_order
from osdesk.domain.agenda import Agenda, Clash, Slot, VisitRow
from osdesk.domain.contacts import Address
from osdesk.domain.holidays import Holiday
from osdesk.domain.orders import Order, new_code
from osdesk.domain.permissions import Permission
from osdesk.domain.priorities import Priority
from osdesk.domain.questions import NOBODY
from osdesk.domain.statuses import ServiceType
from osdesk.domain.team import Absence, Technician
from osdesk.domain.visits import Visit, VisitOutcome
from osdesk.services import agenda, company, holidays, orders, statuses, team
from osdesk.services.office import Office
from osdesk.storage import statuses as status_storage
from osdesk.storage.team import TECHNICIANS

#: The clock stands at 8:12 on Tuesday, 24 November 2026.
TODAY = date(2026, 11, 24)
MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)


@dataclass
class Team:
    rafael: int
    juliana: int


@pytest.fixture
def people(office: Office) -> Team:
    names = ("Rafael Moura", "Juliana Tavares")
    return Team(*(team.save(office, Technician(name=name)).id or 0 for name in names))


def a_plan(**changes: Any) -> Visit:
    """Today from nine to ten."""
    return replace(Visit(day=TODAY, planned_start=time(9), planned_end=time(10)), **changes)


def with_visits(office: Office, *visits: Visit, **changes: Any) -> Order:
    return saved_order(office, visits=visits, **changes)


def week(office: Office, *technicians: int) -> Agenda:
    return agenda.agenda(office, MONDAY, SUNDAY, technicians)


def numbers(rows: Sequence[VisitRow]) -> list[str]:
    return [row.number for row in rows]


def status_id(office: Office, key: str) -> int:
    return next(status.id or 0 for status in statuses.statuses(office) if status.key == key)


def a_type(office: Office, **changes: Any) -> int:
    """A type of service as the office set it up."""
    with office.write(Permission.EDIT_SETTINGS) as work:
        kind = ServiceType(name="Refrigeração", position=9)
        return status_storage.SERVICE_TYPES.save(work.session, replace(kind, **changes)).id or 0


def test_a_row_says_all_that_its_block_shows(office: Office, people: Team) -> None:
    client = saved_client(office, name="Clínica Aurora")
    kind = a_type(office, duration=90)
    address = Address(street="Rua das Figueiras", district="Moinhos", city="Porto Alegre")
    order = saved_order(
        office,
        client,
        reason="Pinga\n  na  recepção " + "x" * 500,
        address=address,
        priority=Priority.HIGH,
        deadline=TODAY,
        service_type_id=kind,
        visits=(a_plan(planned_end=None, technicians=(people.juliana, people.rafael)),),
    )
    (row,) = week(office).visits
    assert row == VisitRow(
        id=order.visits[0].id or 0,
        order_id=order.id or 0,
        order_version=1,
        number=order.number,
        client="Clínica Aurora",
        reason=row.reason,
        place="Moinhos, Porto Alegre",
        status_id=order.status_id or 0,
        service_type_id=kind,
        priority=Priority.HIGH,
        day=TODAY,
        planned_start=time(9),
        planned_end=None,
        technicians=(people.juliana, people.rafael),
        check_in=None,
        check_out=None,
        outcome=None,
        minutes=90,
        deadline=TODAY,
    )
    assert row.reason.startswith("Pinga na recepção xxx")
    assert len(row.reason) < 200
    assert agenda.visit(office, row.id) == row


def test_a_week_holds_its_days_in_order_those_without_hours_first(office: Office) -> None:
    late = with_visits(office, a_plan(planned_start=time(14), planned_end=None))
    early = with_visits(office, a_plan())
    whole = with_visits(office, a_plan(planned_start=None, planned_end=None))
    first = with_visits(office, a_plan(day=MONDAY))
    for day in (MONDAY - timedelta(days=1), SUNDAY + timedelta(days=1), None):
        with_visits(office, a_plan(day=day, planned_start=None, planned_end=None))
    assert numbers(week(office).visits) == [order.number for order in (first, whole, early, late)]


def test_the_bin_and_cancelled_plans_are_left_out_but_not_what_took_place(office: Office) -> None:
    gone = with_visits(office, a_plan())
    cancelled = with_visits(office, a_plan(), a_visit(technicians=()))
    orders.delete(office, [gone.id or 0])
    orders.change_status(office, [cancelled.id or 0], status_id(office, "cancelled"), "Desistiu")
    assert [row.id for row in week(office).visits] == [cancelled.visits[1].id]


def test_the_week_of_some_is_theirs_and_nobodys_when_asked(office: Office, people: Team) -> None:
    both = with_visits(office, a_plan(technicians=(people.rafael, people.juliana)))
    juliana = with_visits(office, a_plan(technicians=(people.juliana,), planned_start=time(11), planned_end=None))
    nobody = with_visits(office, a_plan(planned_start=time(15), planned_end=None))
    assert numbers(week(office, people.rafael).visits) == [both.number]
    assert numbers(week(office, people.juliana).visits) == [both.number, juliana.number]
    assert numbers(week(office, NOBODY).visits) == [nobody.number]
    assert numbers(week(office, people.rafael, NOBODY).visits) == [both.number, nobody.number]
    assert {load.technician_id for load in week(office, people.rafael).loads} == {people.rafael}


def test_who_goes_along_is_warned_of_visits_that_are_not_shown(office: Office, people: Team) -> None:
    shared = with_visits(office, a_plan(technicians=(people.rafael, people.juliana)))
    other = with_visits(office, a_plan(technicians=(people.juliana,)))
    (warned,) = week(office, people.rafael).warnings
    assert (warned.clash, warned.technician_id) == (Clash.OVERLAP, people.juliana)
    assert (warned.visit_id, warned.other_id) == (shared.visits[0].id, other.visits[0].id)


def test_nights_before_and_after_the_days_shown_are_met(office: Office, people: Team) -> None:
    crew = (people.rafael,)
    before = with_visits(
        office, a_plan(day=MONDAY - timedelta(days=1), planned_start=time(22), planned_end=time(4), technicians=crew)
    )
    early = with_visits(office, a_plan(day=MONDAY, planned_start=time(3), planned_end=time(5), technicians=crew))
    last = with_visits(office, a_plan(day=SUNDAY, planned_start=time(23), planned_end=time(2), technicians=crew))
    with_visits(office, a_plan(day=SUNDAY + timedelta(days=1), planned_start=time(1), technicians=crew))
    found = week(office)
    assert numbers(found.before) == [before.number]
    overlapping = {warned.visit_id for warned in found.warnings if warned.clash is Clash.OVERLAP}
    assert overlapping == {early.visits[0].id, last.visits[0].id}


def test_the_week_knows_its_days_off_absences_skills_and_loads(office: Office, people: Team) -> None:
    holidays.save(office, Holiday(day=TODAY, name="Aniversário da cidade"))
    juliana = team.get(office, people.juliana)
    away = Absence(since=MONDAY, until=SUNDAY, reason="Férias")
    team.save(office, replace(juliana, absences=(away,), skills=("Elétrica",)))
    kind = a_type(office, duration=150, skill="Refrigeração")
    crew = (people.rafael, people.juliana)
    visit = a_plan(day=date(2026, 11, 26), planned_end=None, technicians=crew)
    with_visits(office, visit, service_type_id=kind)
    with_visits(office, a_plan(technicians=(people.rafael,)), deadline=None)
    found = week(office)
    assert found.days_off == ((TODAY, "Aniversário da cidade"),)
    told = {(warned.clash, warned.technician_id, warned.name) for warned in found.warnings}
    assert told == {
        (Clash.ABSENT, people.juliana, "Férias"),
        (Clash.SKILL, None, "Refrigeração"),
        (Clash.HOLIDAY, None, "Aniversário da cidade"),
    }
    loads = {(load.technician_id, load.day): (load.planned, load.capacity) for load in found.loads}
    assert loads[people.rafael, TODAY] == (60, 0)
    assert loads[people.rafael, date(2026, 11, 26)] == (150, 600)
    assert loads[people.juliana, date(2026, 11, 26)] == (150, 0)


def test_inactive_people_have_no_column_unless_they_have_visits(office: Office, people: Team) -> None:
    team.save(office, replace(team.get(office, people.juliana), active=False))
    assert {load.technician_id for load in week(office).loads} == {people.rafael}
    with_visits(office, a_plan(technicians=(people.juliana,)))
    assert {load.technician_id for load in week(office).loads} == {people.rafael, people.juliana}


def test_a_plan_that_is_only_thought_of_is_warned_of(office: Office, people: Team) -> None:
    with_visits(office, a_plan(technicians=(people.rafael,)))
    moved = with_visits(office, a_plan(day=date(2026, 11, 26), technicians=(people.juliana,)))
    row = agenda.visit(office, moved.visits[0].id or 0)
    assert agenda.warnings_for(office, row) == ()
    there = row._replace(day=TODAY, technicians=(people.rafael,))
    assert [warned.clash for warned in agenda.warnings_for(office, there)] == [Clash.OVERLAP]
    assert agenda.warnings_for(office, row._replace(day=None)) == ()


def test_who_is_on_site_is_known_whatever_the_day(office: Office, clock: Clock) -> None:
    second = with_visits(office, a_plan(check_in=at(2026, 11, 24, 8, 10)))
    first = with_visits(office, a_plan(day=MONDAY, check_in=at(2026, 11, 23, 17)))
    planned = with_visits(office, a_plan(planned_start=time(7)))
    closed = with_visits(office, a_plan(day=MONDAY, check_in=at(2026, 11, 23, 9)))
    with_visits(office, a_plan(day=MONDAY, check_in=at(2026, 11, 23, 9), outcome=VisitOutcome.PARTIAL))
    orders.change_status(office, [closed.id or 0], status_id(office, "done"))
    assert numbers(agenda.on_site(office)) == [first.number, second.number]
    assert numbers(agenda.visits_of_day(office, TODAY)) == [planned.number, second.number, first.number]


def waiting(office: Office, text: str = "") -> list[str]:
    return [held.number for held in agenda.waiting(office, text)]


def test_what_waits_comes_by_deadline_then_priority_then_number(office: Office) -> None:
    undated, urgent = saved_order(office), saved_order(office, priority=Priority.URGENT)
    late = saved_order(office, deadline=TODAY + timedelta(days=2))
    soon = saved_order(office, deadline=TODAY)
    pressing = saved_order(office, deadline=TODAY, priority=Priority.HIGH)
    hour = saved_order(office, deadline=TODAY, deadline_time=time(12))
    expected = [order.number for order in (hour, pressing, soon, late, urgent, undated)]
    assert waiting(office) == expected
    assert [held.number for held in agenda.waiting(office, limit=2)] == expected[:2]
    assert [held.number for held in agenda.waiting(office, limit=5)] == expected[:5]


def test_only_unfinished_orders_without_a_visit_to_come_wait(office: Office) -> None:
    kind = a_type(office, duration=45)
    missed = with_visits(office, a_plan(day=MONDAY), service_type_id=kind)
    done_once = with_visits(office, a_visit(technicians=()))
    not_done = with_visits(office, a_plan(outcome=VisitOutcome.NOT_DONE, reason="Fechado"))
    no_day = with_visits(office, Visit())
    with_visits(office, a_plan())
    with_visits(office, a_plan(day=MONDAY, check_in=at(2026, 11, 23, 9)))
    finished = saved_order(office)
    orders.change_status(office, [finished.id or 0], status_id(office, "done"))
    orders.delete(office, [saved_order(office).id or 0])
    assert waiting(office) == [order.number for order in (missed, done_once, not_done, no_day)]
    assert agenda.waiting(office)[0].minutes == 45


def test_what_waits_is_found_by_its_words(office: Office) -> None:
    bakery = saved_client(office, name="Padaria Conceição", legal_name="", tax_id="")
    found = saved_order(office, bakery, reason="Forno não aquece", deadline=TODAY)
    saved_order(office, bakery, reason="Balcão sem luz")
    done = saved_order(office, bakery, reason="Forno fazia ruído")
    orders.change_status(office, [done.id or 0], status_id(office, "done"))
    assert waiting(office, "conceicao forno") == [found.number]
    assert waiting(office, found.number) == [found.number]
    assert waiting(office, "geladeira") == waiting(office, "%%%") == []


def test_a_deadline_in_1900_breaks_nothing(office: Office) -> None:
    order = saved_order(office, opened_at=at(1900, 1, 1, 9), deadline=date(1900, 1, 1))
    assert waiting(office) == [order.number]
    agenda.plan(office, order.id or 0, TODAY)
    assert [warned.clash for warned in week(office).warnings] == [Clash.PAST_DEADLINE]


def test_the_next_free_hour_goes_around_what_is_planned_and_who_is_away(office: Office, people: Team) -> None:
    rafael = replace(team.get(office, people.rafael), skills=("Refrigeração",))
    team.save(office, replace(rafael, absences=(Absence(since=date(2026, 11, 25), until=date(2026, 11, 25)),)))
    with_visits(office, a_plan(planned_start=time(8), planned_end=time(17, 30), technicians=(people.rafael,)))
    holidays.save(office, Holiday(day=date(2026, 11, 26), name="Ponte"))
    (slot,) = agenda.next_free(office, 60, "refrigeracao", count=1)
    assert slot == Slot(technician_id=people.rafael, day=date(2026, 11, 27), start=time(8), end=time(9))
    (named,) = agenda.next_free(office, 60, "refrigeracao", technician=people.juliana, count=1)
    assert named == Slot(technician_id=people.juliana, day=TODAY, start=time(8, 15), end=time(9, 15))
    (after,) = agenda.next_free(office, 60, since=at(2026, 11, 30, 17, 30), technician=people.juliana, count=1)
    assert (after.day, after.start) == (date(2026, 12, 1), time(8))


def test_room_is_found_months_away_and_not_beyond_a_year(office: Office, people: Team) -> None:
    for person in (people.rafael, people.juliana):
        away = Absence(since=TODAY, until=date(2027, 3, 1))
        team.save(office, replace(team.get(office, person), absences=(away,)))
    assert agenda.next_free(office, 60, count=1)[0].day == date(2027, 3, 2)
    for person in (people.rafael, people.juliana):
        team.save(office, replace(team.get(office, person), absences=(Absence(since=TODAY),)))
    assert agenda.next_free(office, 60) == ()
    assert agenda.next_free(office, 24 * 60) == ()


def test_a_cancelled_plan_takes_no_room(office: Office, people: Team) -> None:
    order = with_visits(office, a_plan(planned_start=time(8), planned_end=time(18), technicians=(people.rafael,)))
    orders.change_status(office, [order.id or 0], status_id(office, "cancelled"), "Desistiu")
    (slot,) = agenda.next_free(office, 60, technician=people.rafael, count=1)
    assert (slot.day, slot.start) == (TODAY, time(8, 15))


def test_a_changed_zone_leaves_plans_where_they_are_and_moves_only_today(office: Office, clock: Clock) -> None:
    order = with_visits(office, a_plan())
    clock.now = at(2026, 11, 24, 0, 30)
    settings = company.settings(office)
    company.save_settings(office, replace(settings, time_zone="America/Rio_Branco"))
    assert office.today() == MONDAY
    (row,) = week(office).visits
    assert (row.day, row.planned_start) == (TODAY, time(9))
    assert waiting(office) == []
    company.save_settings(office, replace(company.settings(office), time_zone="Pacific/Auckland"))
    clock.now = at(2026, 11, 24, 23)
    assert waiting(office) == [order.number]


def test_a_day_on_which_clocks_change_is_planned_like_any_other(office: Office, people: Team, clock: Clock) -> None:
    company.save_settings(office, replace(company.settings(office), time_zone="America/New_York"))
    day = date(2026, 11, 1)
    crew = (people.rafael,)
    with_visits(office, a_plan(day=day, planned_start=time(0, 30), planned_end=time(1, 30), technicians=crew))
    with_visits(office, a_plan(day=day, planned_start=time(1, 30), planned_end=time(3), technicians=crew))
    found = agenda.agenda(office, day, day)
    assert not [warned for warned in found.warnings if warned.clash is Clash.OVERLAP]
    assert {load.planned for load in found.loads if load.technician_id == people.rafael} == {150}
    since = datetime(2026, 10, 30, 17, 50, tzinfo=ZoneInfo("America/New_York"))
    (slot,) = agenda.next_free(office, 60, since=since, technician=people.rafael, count=1)
    assert (slot.day, slot.start) == (date(2026, 11, 3), time(8))  # Monday is All Souls' Day


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Four hundred technicians, each with a visit on the same minute."""
    with an_office(tmp_path_factory.mktemp("crowd") / "office", Clock()) as office:
        client, fresh = saved_client(office), orders.new(office)
        with office.write(Permission.EDIT_ORDERS) as work:
            for number in range(400):
                person = TECHNICIANS.save(work.session, Technician(name=f"Pessoa {number:03}"))
                plan = (a_plan(technicians=(person.id or 0,)),)
                orders.put(work, replace(fresh, code=new_code(), client_id=client.id, visits=plan))
        yield office


def test_four_hundred_technicians_have_a_week(crowd: Office) -> None:
    found = week(crowd)
    assert len(found.visits) == 400
    assert len(found.loads) == 400 * 7
    assert found.warnings == ()
    chosen = [row.technicians[0] for row in found.visits[:399]]
    assert len(week(crowd, *chosen).visits) == 399
    assert len({slot.technician_id for slot in agenda.next_free(crowd, 60, count=400)}) == 400


def test_an_office_without_anything_has_an_empty_week(tmp_path: Path) -> None:
    with an_office(tmp_path / "office") as office:
        found = week(office)
        assert (found.visits, found.warnings, found.loads, found.days_off) == ((), (), (), ())
        assert not [*agenda.waiting(office), *agenda.on_site(office), *agenda.next_free(office, 60)]
