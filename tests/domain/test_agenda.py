"""A plan on the office's wall clock, and the status that an order has after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from agenda_rows import a_row, clock
from builders import at
from osdesk.domain.agenda import (
    DEFAULT_MINUTES,
    minutes_of,
    span,
    status_on_arrival,
    status_when_planned,
    status_when_unplanned,
    swapped,
)
from osdesk.domain.statuses import SEEDED_STATUSES, Status, StatusKind
from osdesk.domain.visits import Visit, VisitOutcome

STATUSES = tuple(replace(status, id=place) for place, status in enumerate(SEEDED_STATUSES, 1))
OPEN, SCHEDULED, RUNNING, WAITING, DONE, CANCELLED = STATUSES


def test_a_plan_with_both_hours_lies_between_them() -> None:
    row = a_row(planned_start=time(9), planned_end=time(10, 30))
    assert span(row) == (clock(9), clock(10, 30))
    assert minutes_of(row) == 90


def test_work_over_midnight_ends_on_the_next_day() -> None:
    row = a_row(planned_start=time(22), planned_end=time(4))
    assert span(row) == (clock(22), clock(4, day=date(2026, 11, 25)))
    assert minutes_of(row) == 360


@pytest.mark.parametrize("end", [None, time(9)])
def test_without_an_end_the_standard_duration_counts_and_else_an_hour(end: time | None) -> None:
    assert minutes_of(a_row(planned_start=time(9), planned_end=end, minutes=150)) == 150
    assert minutes_of(a_row(planned_start=time(9), planned_end=end)) == DEFAULT_MINUTES
    held = span(a_row(planned_start=time(23, 30), planned_end=end, minutes=60))
    assert held is not None
    assert held[1].date() == date(2026, 11, 25) or end is not None


def test_a_visit_without_hours_has_minutes_and_no_place_in_the_day() -> None:
    assert span(a_row(planned_start=None)) is None
    assert minutes_of(a_row(planned_start=None, minutes=45)) == 45


def test_the_last_day_there_is_breaks_nothing() -> None:
    held = span(a_row(day=date.max, planned_start=time(23, 30), planned_end=time(1)))
    assert held is not None
    assert held[1] > held[0]


def test_a_row_says_the_status_that_its_visit_has() -> None:
    came, left = at(2026, 11, 24, 8), at(2026, 11, 24, 9)
    for changes in (
        {},
        {"check_in": came},
        {"check_in": came, "check_out": left},
        {"check_in": came, "check_out": left, "outcome": VisitOutcome.PARTIAL},
        {"outcome": VisitOutcome.NOT_DONE},
    ):
        visit = Visit(**changes)
        assert a_row(**changes).status is visit.status


def test_dragging_to_another_technician_swaps_that_one_only() -> None:
    assert swapped((1, 2, 3), gone=2, come=5) == (1, 5, 3)
    assert swapped((1, 2), gone=2, come=1) == (1,)
    assert swapped((1, 2), gone=2, come=None) == (1,)
    assert swapped((), gone=None, come=4) == (4,)
    assert swapped((1,), gone=9, come=4) == (1, 4)


def test_a_first_plan_schedules_what_was_only_opened_and_nothing_else() -> None:
    assert status_when_planned(OPEN, STATUSES) is SCHEDULED
    assert [status_when_planned(status, STATUSES) for status in STATUSES[1:]] == list(STATUSES[1:])
    quoted = Status(id=9, name="Em orçamento", kind=StatusKind.OPEN)
    assert status_when_planned(quoted, (*STATUSES, quoted)) is quoted


def test_a_plan_taken_back_opens_what_was_scheduled() -> None:
    assert status_when_unplanned(SCHEDULED, STATUSES) is OPEN
    assert status_when_unplanned(RUNNING, STATUSES) is RUNNING


def test_an_arrival_sets_going_what_was_open_or_waited() -> None:
    assert {status_on_arrival(status, STATUSES).key for status in (OPEN, SCHEDULED, WAITING)} == {"running"}
    assert [status_on_arrival(status, STATUSES) for status in (DONE, CANCELLED)] == [DONE, CANCELLED]
    own = Status(id=8, name="Na rua", kind=StatusKind.RUNNING)
    assert status_on_arrival(OPEN, (OPEN, own)) is own


def test_a_status_stays_where_the_office_allows_no_such_change() -> None:
    bound = replace(OPEN, leads_to=(3,))
    assert status_when_planned(bound, STATUSES) is bound
    assert status_on_arrival(bound, STATUSES) is RUNNING
    asking = tuple(replace(status, asks_reason=True) for status in STATUSES)
    assert status_when_planned(OPEN, asking) is OPEN
    assert status_when_planned(OPEN, (OPEN, RUNNING)) is OPEN
