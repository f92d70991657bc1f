"""What speaks against a plan, how full the days are, and the next free hour: held against a slow, plain count."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda_rows import TUESDAY, a_calendar, a_row, clock
from builders import at
from osdesk.domain.agenda import Clash, Slot, VisitRow, Warned, span
from osdesk.domain.planning import Calendar, free_slots, hours_on, loads, skilled, warnings
from osdesk.domain.team import Absence, Technician, WorkingHours
from osdesk.domain.visits import VisitOutcome

SATURDAY = date(2026, 11, 28)


def clashes(row: VisitRow, calendar: Calendar | None = None, *around: VisitRow) -> list[Clash]:
    return [each.clash for each in warnings([row], calendar or a_calendar(), around)]


def test_a_plan_within_the_hours_has_nothing_against_it() -> None:
    assert clashes(a_row(planned_start=time(8), planned_end=time(18))) == []


def test_two_visits_on_one_minute_overlap_and_name_each_other() -> None:
    one, two = a_row(planned_end=None), a_row(planned_end=time(9))
    assert warnings([one, two], a_calendar()) == (
        Warned(visit_id=one.id, clash=Clash.OVERLAP, technician_id=1, other_id=two.id),
        Warned(visit_id=two.id, clash=Clash.OVERLAP, technician_id=1, other_id=one.id),
    )


def test_visits_that_touch_or_that_others_go_to_do_not_overlap() -> None:
    assert clashes(a_row(), None, a_row(planned_start=time(10), planned_end=time(11))) == []
    assert clashes(a_row(), None, a_row(technicians=(2,))) == []


def test_what_is_done_or_did_not_take_place_is_not_spoken_of() -> None:
    done = a_row(check_in=at(2026, 11, 24, 9), check_out=at(2026, 11, 24, 10))
    off = a_row(outcome=VisitOutcome.NOT_DONE)
    assert clashes(a_row(), None, done, off) == []
    assert clashes(done, None, a_row()) == clashes(off, None, a_row()) == []


def test_a_night_is_met_by_the_morning_after_it() -> None:
    night = a_row(planned_start=time(22), planned_end=time(9, 30))
    morning = a_row(day=TUESDAY + timedelta(days=1))
    assert Clash.OVERLAP in clashes(morning, None, night)
    assert Clash.OUTSIDE_HOURS in clashes(night)


def test_hours_are_the_technicians_own_and_else_the_offices() -> None:
    early = Technician(id=1, name="Rafael", hours=(WorkingHours(weekday=1, start=time(6), end=time(12)),))
    calendar = a_calendar(early, Technician(id=2, name="Juliana"))
    assert clashes(a_row(planned_start=time(6), planned_end=time(7)), calendar) == []
    assert clashes(a_row(planned_start=time(6), planned_end=time(7), technicians=(2,)), calendar) == [
        Clash.OUTSIDE_HOURS
    ]
    assert clashes(a_row(day=date(2026, 11, 25)), calendar) == [Clash.OUTSIDE_HOURS]


def test_hours_that_meet_are_one_stretch_and_a_lunch_break_is_not() -> None:
    def technician(noon: time) -> Technician:
        hours = ((time(13), time(17)), (time(8), noon))
        return Technician(id=1, hours=tuple(WorkingHours(weekday=1, start=start, end=end) for start, end in hours))

    over_noon = a_row(planned_start=time(11), planned_end=time(14))
    assert clashes(over_noon, a_calendar(technician(time(13)))) == []
    assert clashes(over_noon, a_calendar(technician(time(12)))) == [Clash.OUTSIDE_HOURS]


def test_a_visit_without_hours_asks_only_for_a_day_of_work() -> None:
    assert clashes(a_row(planned_start=None, planned_end=None)) == []
    assert clashes(a_row(planned_start=None, planned_end=None, day=SATURDAY)) == [Clash.OUTSIDE_HOURS]


def test_a_day_off_is_said_once_and_by_its_name() -> None:
    calendar = a_calendar(days_off={TUESDAY: "Aniversário da cidade"})
    row = a_row(technicians=(1, 2))
    assert warnings([row], calendar) == (Warned(visit_id=row.id, clash=Clash.HOLIDAY, name="Aniversário da cidade"),)
    eve = a_row(day=TUESDAY - timedelta(days=1), planned_start=time(17), planned_end=time(0, 30))
    assert Clash.HOLIDAY in clashes(eve, calendar)


def test_an_absence_is_said_of_who_is_away_with_its_reason() -> None:
    away = Absence(since=TUESDAY, until=TUESDAY, reason="Curso")
    calendar = a_calendar(Technician(id=1, absences=(away,)), Technician(id=2))
    row = a_row(technicians=(1, 2))
    assert warnings([row], calendar) == (Warned(visit_id=row.id, clash=Clash.ABSENT, technician_id=1, name="Curso"),)
    assert clashes(a_row(day=date(2026, 11, 25)), calendar) == []


def test_an_absence_without_an_end_goes_on() -> None:
    calendar = a_calendar(Technician(id=1, absences=(Absence(since=TUESDAY),)))
    assert clashes(a_row(day=date(2030, 1, 2)), calendar) == [Clash.ABSENT]
    assert clashes(a_row(day=date(2026, 11, 23)), calendar) == []


def test_one_who_knows_it_is_enough_and_case_or_accents_do_not_matter() -> None:
    calendar = a_calendar(
        Technician(id=1, name="Rafael"), Technician(id=2, skills=("refrigeracao",)), skills={7: "Refrigeração"}
    )
    row = a_row(service_type_id=7)
    assert warnings([row], calendar) == (
        Warned(visit_id=row.id, clash=Clash.SKILL, technician_id=1, name="Refrigeração"),
    )
    assert clashes(a_row(service_type_id=7, technicians=(1, 2)), calendar) == []
    assert clashes(a_row(service_type_id=7, technicians=()), calendar) == []
    assert skilled(Technician(), "  ")


def test_a_deadline_is_passed_by_the_day_after_it_even_one_in_1900() -> None:
    assert clashes(a_row(deadline=TUESDAY)) == []
    assert clashes(a_row(deadline=date(1900, 1, 1))) == [Clash.PAST_DEADLINE]


def test_whoever_left_the_team_and_nobody_at_all_break_nothing() -> None:
    assert clashes(a_row(technicians=(99,), day=SATURDAY)) == []
    assert clashes(a_row(technicians=(), day=SATURDAY)) == []


def test_a_day_is_as_full_as_its_plans_and_standard_durations() -> None:
    rows = [
        a_row(planned_end=time(10, 30)),
        a_row(planned_start=None, minutes=45, technicians=(1, 2)),
        a_row(outcome=VisitOutcome.NOT_DONE),
        a_row(technicians=(9,)),
    ]
    found = {(load.technician_id, load.day): load for load in loads(rows, a_calendar(), TUESDAY, SATURDAY, [1, 2])}
    assert found[1, TUESDAY].planned == 135
    assert (found[2, TUESDAY].planned, found[2, TUESDAY].capacity) == (45, 600)
    assert found[9, TUESDAY].planned == 60
    assert found[1, SATURDAY].capacity == 0
    assert len(found) == 15


def test_a_day_off_and_an_absence_leave_no_capacity() -> None:
    calendar = a_calendar(
        Technician(id=1, absences=(Absence(since=TUESDAY, until=TUESDAY),)), days_off={date(2026, 11, 25): "Feriado"}
    )
    assert [load.capacity for load in loads([], calendar, TUESDAY, date(2026, 11, 26), [1])] == [0, 0, 600]


def slots(rows: list[VisitRow], minutes: int, since: datetime, calendar: Calendar | None = None) -> list[Slot]:
    return list(free_slots(rows, calendar or a_calendar(), [1, 2], minutes, since, TUESDAY + timedelta(days=30)))


def test_the_next_free_hour_begins_on_a_quarter_after_now() -> None:
    first, second, third = slots([], 60, clock(14, 7))
    assert first == Slot(technician_id=1, day=TUESDAY, start=time(14, 15), end=time(15, 15))
    assert second == Slot(technician_id=2, day=TUESDAY, start=time(14, 15), end=time(15, 15))
    assert (third.technician_id, third.day, third.start) == (1, date(2026, 11, 25), time(8))


def test_a_gap_must_hold_the_whole_visit() -> None:
    rows = [a_row(planned_start=time(9), planned_end=time(17, 30)), a_row(technicians=(2,), day=TUESDAY, minutes=600,
            planned_start=None)]  # fmt: skip
    found = slots(rows, 60, clock(8, 15))
    assert (found[0].technician_id, found[0].day) == (1, date(2026, 11, 25))


def test_what_fits_into_no_day_is_not_looked_for_among_its_pieces() -> None:
    assert slots([], 601, clock(8)) == []
    with pytest.raises(ValueError, match="0 minutes"):
        slots([], 0, clock(8))


def test_the_last_days_there_are_can_be_asked_for() -> None:
    found = free_slots([], a_calendar(), [1], 60, clock(17, 50, day=date(9999, 12, 30)), date.max)
    assert [slot.day for slot in found] == [date.max]


HOURS = st.tuples(st.integers(0, 23), st.sampled_from([0, 5, 15, 30, 40])).map(lambda held: time(*held))
PEOPLE = st.lists(st.sampled_from([1, 2, 3]), max_size=3).map(tuple)


@st.composite
def rows(draw: Any) -> VisitRow:
    return a_row(
        day=TUESDAY + timedelta(days=draw(st.integers(-1, 3))),
        planned_start=draw(st.none() | HOURS),
        planned_end=draw(st.none() | HOURS),
        minutes=draw(st.sampled_from([None, 30, 95])),
        technicians=draw(PEOPLE),
        outcome=draw(st.sampled_from([None, None, None, VisitOutcome.NOT_DONE])),
    )


def meet(one: VisitRow, two: VisitRow) -> bool:
    first, second = span(one), span(two)
    return first is not None and second is not None and first[0] < second[1] and second[0] < first[1]


@given(st.lists(rows(), max_size=9))
def test_a_visit_is_said_to_overlap_exactly_when_another_meets_it(held: list[VisitRow]) -> None:
    known = {row.id: row for row in held}
    told = [each for each in warnings(held, a_calendar()) if each.clash is Clash.OVERLAP]
    for each in told:
        one, two = known[each.visit_id], known[each.other_id or 0]
        assert one is not two
        assert meet(one, two)
        assert each.technician_id in set(one.technicians) & set(two.technicians)
    expected = {
        (row.id, technician)
        for row in held
        for technician in row.technicians
        for other in held
        if other is not row and technician in other.technicians and row.unfinished and other.unfinished
        if meet(row, other)
    }
    assert {(each.visit_id, each.technician_id) for each in told} == expected


PERSON = st.builds(
    Technician,
    hours=st.lists(st.builds(WorkingHours, weekday=st.integers(0, 4), start=HOURS, end=HOURS), max_size=3).map(
        lambda held: tuple(each for each in held if each.start < each.end)
    ),
    absences=st.lists(
        st.builds(Absence, since=st.just(TUESDAY + timedelta(days=1)), until=st.just(TUESDAY + timedelta(days=1))),
        max_size=1,
    ).map(tuple),
)


def plain_free(calendar: Calendar, held: list[VisitRow], technician: int, start: datetime, minutes: int) -> bool:
    """Whether a visit can begin there, minute for minute."""
    end = start + timedelta(minutes=minutes)
    day = start.date()
    if not any(
        datetime.combine(day, opens) <= start and end <= datetime.combine(day, closes)
        for opens, closes in hours_on(calendar, technician, day)
    ):
        return False
    plans = [span(row) for row in held if technician in row.technicians and row.unfinished]
    return not any(plan is not None and plan[0] < end and start < plan[1] for plan in plans)


@settings(max_examples=60)
@given(
    st.lists(rows(), max_size=6),
    st.tuples(PERSON, PERSON),
    st.sampled_from([10, 45, 120, 300]),
    st.integers(0, 26 * 60),
    st.booleans(),
)
def test_the_first_slot_is_the_earliest_that_a_plain_search_finds(
    held: list[VisitRow], people: tuple[Technician, Technician], minutes: int, after: int, off: bool
) -> None:
    from dataclasses import replace

    timed = [row for row in held if row.planned_start is not None]
    calendar = a_calendar(
        *(replace(person, id=number) for number, person in enumerate(people, 1)),
        days_off={TUESDAY: "Feriado"} if off else {},
    )
    since = datetime.combine(TUESDAY, time()) + timedelta(minutes=after)
    until = TUESDAY + timedelta(days=3)
    found = free_slots(timed, calendar, [1, 2], minutes, since, until, count=50)
    for slot in found:
        start = datetime.combine(slot.day, slot.start)
        assert start >= since
        assert start.minute % 15 == 0
        assert plain_free(calendar, timed, slot.technician_id, start, minutes)
    midnight = datetime.combine(TUESDAY, time())
    quarters = (midnight + timedelta(minutes=15 * step) for step in range(96 * 4))
    earliest = next(
        (
            (start, technician)
            for start in quarters
            for technician in (1, 2)
            if start >= since and plain_free(calendar, timed, technician, start, minutes)
        ),
        None,
    )
    first = (datetime.combine(found[0].day, found[0].start), found[0].technician_id) if found else None
    assert first == earliest
    starts = [(slot.day, slot.start) for slot in found]
    assert starts == sorted(starts)
