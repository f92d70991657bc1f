"""The office's own statuses: which follows which, when a reason is asked for, what may be merged, what must stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from osdesk.domain.problems import Problem
from osdesk.domain.statuses import (
    SEEDED_STATUSES,
    ServiceType,
    Status,
    StatusKind,
    asks_reason,
    closes_with,
    is_closing,
    last_of_kind,
    may_follow,
    mergeable,
    offered,
    service_type_problems,
    status_problems,
)

ALL = tuple(replace(status, id=place, version=1) for place, status in enumerate(SEEDED_STATUSES, 1))
OPEN, SCHEDULED, RUNNING, WAITING, DONE, CANCELLED = ALL
PART = Status(id=7, version=1, name="Aguardando peça", kind=StatusKind.WAITING, position=7)


def codes(problems: tuple[Problem, ...] | list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_what_leads_to_nothing_leads_anywhere() -> None:
    assert offered(OPEN, ALL) == ALL
    assert offered(None, ALL) == ALL


def test_what_leads_somewhere_leads_only_there_and_to_itself() -> None:
    strict = replace(OPEN, leads_to=(2, 6))
    assert offered(strict, (strict, *ALL[1:])) == (strict, SCHEDULED, CANCELLED)
    assert not may_follow(strict, DONE)
    assert closes_with(strict, ALL) is None
    assert closes_with(OPEN, ALL) == DONE


def test_a_reason_is_asked_for_cancelling_reopening_and_where_the_office_wants_one() -> None:
    asking = replace(PART, asks_reason=True)
    assert asks_reason(OPEN, CANCELLED)
    assert asks_reason(DONE, RUNNING)
    assert asks_reason(OPEN, asking)
    assert not asks_reason(None, asking)
    assert asks_reason(None, CANCELLED)
    assert not asks_reason(asking, asking)
    assert not asks_reason(OPEN, PART)


def test_closing_is_entering_what_is_done() -> None:
    also_done = replace(PART, kind=StatusKind.DONE)
    assert is_closing(OPEN, DONE)
    assert is_closing(None, DONE)
    assert is_closing(CANCELLED, DONE)
    assert not is_closing(DONE, also_done)
    assert not is_closing(OPEN, CANCELLED)


@pytest.mark.parametrize(
    ("gone", "into", "may"),
    [
        (PART, WAITING, True),
        (PART, OPEN, True),
        (DONE, replace(PART, kind=StatusKind.DONE), True),
        (PART, PART, False),
        (PART, DONE, False),
        (DONE, OPEN, False),
        (CANCELLED, DONE, False),
    ],
)
def test_a_merge_neither_closes_nor_reopens_nor_cancels(gone: Status, into: Status, may: bool) -> None:
    assert mergeable(gone, into) is may


def test_the_last_open_and_the_last_done_stay_and_the_last_of_another_kind_may_go() -> None:
    only_open = tuple(status for status in ALL if status is not SCHEDULED)
    assert codes(last_of_kind(OPEN, ALL)) == []
    assert codes(last_of_kind(OPEN, only_open)) == ["status.last_open"]
    assert codes(last_of_kind(DONE, ALL)) == ["status.last_done"]
    assert codes(last_of_kind(RUNNING, ALL)) == []


def test_a_status_has_a_name_of_its_own_unless_the_program_names_it() -> None:
    others = (*ALL, PART)
    assert codes(status_problems(Status(name=" "), others, used=False)) == ["required"]
    assert codes(status_problems(Status(name="aguardando PEÇA"), others, used=False)) == ["name.taken"]
    assert codes(status_problems(Status(name="x" * 41), others, used=False)) == ["text.too_long"]
    assert codes(status_problems(Status(name="Nova", colour="red"), others, used=False)) == ["colour.form"]
    assert codes(status_problems(OPEN, others, used=True)) == []


def test_the_kind_is_fixed_where_orders_or_the_program_rely_on_it() -> None:
    others = (*ALL, PART)
    turned = replace(PART, kind=StatusKind.RUNNING)
    assert codes(status_problems(turned, others, used=True)) == ["status.kind_used"]
    assert codes(status_problems(turned, others, used=False)) == []
    assert codes(status_problems(replace(OPEN, kind=StatusKind.DONE), others, used=False)) == ["status.kind_fixed"]
    own = tuple(replace(each, key="") for each in ALL if each is not SCHEDULED)
    assert codes(status_problems(replace(own[0], name="x", kind=StatusKind.RUNNING), own, used=False)) == [
        "status.last_open"
    ]


def test_a_type_of_service_takes_two_days_and_asks_for_ninety_nine_photos_at_most() -> None:
    fine = ServiceType(name="Vistoria", duration=2880, needs_photos=99)
    assert codes(service_type_problems(fine, ())) == []
    wrong = replace(fine, duration=0, needs_photos=100)
    assert codes(service_type_problems(wrong, ())) == ["duration.range", "number.range"]
    assert codes(service_type_problems(replace(fine, duration=2881), (replace(fine, id=3),))) == [
        "name.taken",
        "duration.range",
    ]
