"""Visits: status from the times, time on site, and what is refused."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osdesk.domain.visits import (
    Visit,
    VisitOutcome,
    VisitStatus,
    instant_after,
    problems,
    time_on_site,
    total_time,
)

DAY = date(2026, 11, 24)
ZONE = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=ZONE)
EIGHT = datetime(2026, 11, 24, 11, 12, tzinfo=UTC)


def codes(visit: Visit) -> list[str]:
    return [problem.code for problem in problems(visit, "visits.0")]


def test_the_status_follows_from_the_times() -> None:
    assert Visit(day=DAY).status is VisitStatus.SCHEDULED
    assert Visit(day=DAY, check_in=EIGHT).status is VisitStatus.ON_SITE
    assert Visit(day=DAY, check_in=EIGHT, check_out=EIGHT + timedelta(hours=1)).status is VisitStatus.DONE


def test_a_chosen_outcome_wins_over_the_times() -> None:
    seen = Visit(day=DAY, check_in=EIGHT, check_out=EIGHT + timedelta(hours=1), outcome=VisitOutcome.PARTIAL)
    assert seen.status is VisitStatus.PARTIAL
    assert Visit(day=DAY, outcome=VisitOutcome.NOT_DONE, reason="Fechado").status is VisitStatus.NOT_DONE


def test_check_out_before_check_in_is_a_problem_at_the_check_out() -> None:
    visit = Visit(day=DAY, check_in=EIGHT, check_out=EIGHT - timedelta(minutes=1))
    (problem,) = problems(visit, "visits.0")
    assert (problem.field, problem.code) == ("visits.0.check_out", "visit.out_before_in")


def test_a_check_out_alone_a_visit_of_three_days_and_a_failed_visit_without_a_reason_are_refused() -> None:
    assert codes(Visit(day=DAY, check_out=EIGHT)) == ["visit.in_missing"]
    assert codes(Visit(day=DAY, check_in=EIGHT, check_out=EIGHT + timedelta(days=3))) == ["visit.too_long"]
    assert codes(Visit(day=DAY, outcome=VisitOutcome.NOT_DONE)) == ["visit.reason_missing"]
    assert codes(Visit(planned_start=time(8))) == ["visit.day_missing"]
    assert codes(Visit(planned_end=time(8))) == ["visit.day_missing", "visit.start_missing"]


def test_an_instant_without_a_zone_is_our_own_fault_and_raises() -> None:
    with pytest.raises(ValueError, match="time zone"):
        problems(Visit(day=DAY, check_in=datetime(2026, 11, 24, 8)), "visits.0")  # noqa: DTZ001


def test_a_clock_time_earlier_than_the_check_in_is_past_midnight() -> None:
    evening = instant_after(DAY, time(22, 30), None, NOW)
    night = instant_after(DAY, time(4, 45), evening, NOW)
    assert night - evening == timedelta(hours=6, minutes=15)


def test_a_check_out_a_little_before_the_check_in_is_a_slip_and_not_a_day_of_work() -> None:
    came = instant_after(DAY, time(8, 12), None, NOW)
    left = instant_after(DAY, time(7, 50), came, NOW)
    assert left < came


def test_a_check_out_belongs_to_the_day_they_came_even_when_it_was_planned_for_another() -> None:
    came = instant_after(DAY + timedelta(days=2), time(14), None, NOW)
    assert instant_after(DAY, time(16), came, NOW) - came == timedelta(hours=2)


def test_a_check_out_typed_in_the_minute_of_a_stamped_check_in_is_not_before_it() -> None:
    came = EIGHT + timedelta(seconds=30)
    assert instant_after(DAY, time(8, 12), came, NOW) == came


@given(st.times(), st.integers(min_value=0, max_value=12 * 60))
def test_any_visit_up_to_half_a_day_is_read_back_as_long_as_it_was(start: time, minutes: int) -> None:
    start = start.replace(second=0, microsecond=0, tzinfo=None)
    came = instant_after(DAY, start, None, NOW)
    left_clock = (came + timedelta(minutes=minutes)).astimezone(ZONE).time()
    assert instant_after(DAY, left_clock, came, NOW) - came == timedelta(minutes=minutes)


def test_time_on_site_runs_while_somebody_is_there_and_adds_up() -> None:
    open_visit = Visit(day=DAY, check_in=EIGHT)
    closed = Visit(day=DAY, check_in=EIGHT, check_out=EIGHT + timedelta(minutes=113))
    assert time_on_site(open_visit, EIGHT + timedelta(minutes=52)) == timedelta(minutes=52)
    assert time_on_site(open_visit) is None
    assert time_on_site(Visit(day=DAY)) is None
    assert total_time((open_visit, closed), EIGHT + timedelta(minutes=52)) == timedelta(minutes=165)
