"""The hours of the day: what is late, where a visit stands on the axis, at midnight and when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from agenda_rows import TUESDAY, a_row
from osdesk.domain.today import is_late, lanes, on_axis, waits_since
from osdesk.domain.visits import VisitOutcome

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
LISBON = ZoneInfo("Europe/Lisbon")


def clock(hour: int, minute: int = 0, day: date = TUESDAY, zone: ZoneInfo = SAO_PAULO) -> datetime:
    return datetime.combine(day, time(hour, minute), zone)


def test_a_visit_turns_late_when_its_hour_has_passed_and_nobody_came() -> None:
    row = a_row(planned_start=time(9), planned_end=time(10))
    assert not is_late(row, clock(9))
    assert is_late(row, clock(9, 1))
    assert not is_late(row._replace(check_in=clock(9, 30).astimezone(UTC)), clock(9, 31))
    assert not is_late(row._replace(outcome=VisitOutcome.NOT_DONE), clock(12))


def test_a_visit_without_hours_is_late_only_after_its_day() -> None:
    row = a_row(planned_start=None, planned_end=None)
    assert not is_late(row, clock(23, 59))
    assert is_late(row, clock(0, 0, TUESDAY + timedelta(days=1)))
    assert on_axis(row, clock(9)) is None


def test_when_clocks_go_back_the_first_of_the_two_hours_is_meant() -> None:
    day = date(2026, 10, 25)
    row = a_row(day=day, planned_start=time(1, 30), planned_end=time(2))
    assert not is_late(row, datetime(2026, 10, 25, 1, 10, tzinfo=LISBON))
    assert is_late(row, datetime(2026, 10, 25, 1, 10, tzinfo=LISBON, fold=1))


def test_a_night_reaches_over_midnight_on_both_days() -> None:
    row = a_row(planned_start=time(22), planned_end=time(2))
    assert on_axis(row, clock(12)) == (22 * 60, 26 * 60)
    assert on_axis(row, clock(1, 0, TUESDAY + timedelta(days=1))) == (-2 * 60, 2 * 60)


def test_somebody_on_site_stands_there_until_the_plan_ends_or_until_now() -> None:
    row = a_row(planned_start=time(9), planned_end=time(10), check_in=clock(9, 20).astimezone(UTC))
    assert on_axis(row, clock(9, 40)) == (9 * 60 + 20, 10 * 60)
    assert on_axis(row, clock(11, 5)) == (9 * 60 + 20, 11 * 60 + 5)
    assert on_axis(row._replace(check_out=clock(9, 55).astimezone(UTC)), clock(15)) == (9 * 60 + 20, 9 * 60 + 55)


@given(st.lists(st.tuples(st.integers(0, 1400), st.integers(1, 300)), max_size=30))
def test_in_a_lane_no_visit_lies_upon_another(planned: list[tuple[int, int]]) -> None:
    reaches = [(start, start + length) for start, length in planned]
    found = lanes(reaches)
    for lane in set(found):
        held = sorted(reach for reach, place in zip(reaches, found, strict=True) if place == lane)
        assert all(before[1] <= after[0] for before, after in pairwise(held))


def test_without_a_change_told_an_order_waits_since_it_was_opened() -> None:
    assert waits_since((), clock(8)) == clock(8)
