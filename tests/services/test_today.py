"""The day in one look: each of its figures counts what the list behind it shows, recomputed here by plain loops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from offices import Clock, an_office, saved_order
from osdesk.domain.materials import MaterialLine
from osdesk.domain.questions import OrderQuestion
from osdesk.domain.statuses import StatusKind
from osdesk.domain.today import Figure, Today
from osdesk.domain.visits import Visit
from osdesk.services import agenda, company, lists, orders, statuses, today
from osdesk.services.office import Office

#: Tuesday, 24 November 2026.
TODAY = date(2026, 11, 24)


def status_id(office: Office, key: str) -> int:
    return next(status.id or 0 for status in statuses.statuses(office) if status.key == key)


def put(office: Office, key: str, *ids: int) -> None:
    orders.change_status(office, ids, status_id(office, key))


def counted(office: Office, question: OrderQuestion) -> int:
    """How many orders the list behind a figure shows, row by row."""
    return len(lists.orders_rows(office, lists.orders_ids(office, question)))


def figures(office: Office, seen: Today) -> dict[str, Figure]:
    return {
        "planned": seen.planned,
        "there": seen.there,
        "late": seen.late,
        "due": seen.due,
        "waiting": seen.waiting,
        "unplanned": today.unplanned(office),
        "opened": seen.week.opened,
        "done": seen.week.done,
        "opened before": seen.before.opened,
        "done before": seen.before.done,
    }


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    with an_office(tmp_path / "office", clock) as opened:
        yield opened


@pytest.fixture
def busy(office: Office, clock: Clock) -> tuple[Office, Clock]:
    """Three weeks of an office: orders opened, done, late, due, waiting, planned, and one with somebody there."""
    now = clock.now
    for back in (20, 13, 9, 7, 6, 3, 1, 0):
        clock.now = now - timedelta(days=back)
        line = MaterialLine(description="Peça", quantity=Decimal(1), unit_price=Decimal("12.50"))
        ended = saved_order(office, materials=(line,))
        put(office, "done", ended.id or 0)
        saved_order(office, deadline=TODAY - timedelta(days=back % 4), visits=(Visit(day=TODAY),))
    clock.now = now - timedelta(days=2)
    held = saved_order(office)
    put(office, "waiting", held.id or 0)
    clock.now = now
    there = saved_order(office, visits=(Visit(day=TODAY, planned_start=time(7), planned_end=time(9)),))
    agenda.check_in(office, there.visits[0].id or 0)
    return office, clock


def test_every_figure_counts_just_the_orders_of_the_list_that_it_opens(busy: tuple[Office, Clock]) -> None:
    office, _clock = busy
    seen = today.today(office)
    told = {name: figure.rows for name, figure in figures(office, seen).items()}

    assert told == {name: counted(office, figure.question) for name, figure in figures(office, seen).items()}
    assert all(told.values())


def test_the_weeks_add_up_with_their_days_and_with_the_orders(busy: tuple[Office, Clock]) -> None:
    office, _clock = busy
    seen = today.today(office)
    zone = office.zone
    rows = lists.orders_rows(office, lists.orders_ids(office, OrderQuestion()))
    since = TODAY - timedelta(days=6)

    assert seen.week.opened.rows == sum(row.opened_at.astimezone(zone).date() >= since for row in rows)
    assert sum(day.opened for day in seen.week.days) == seen.week.opened.rows
    assert sum(day.done for day in seen.week.days) == seen.week.done.rows
    done = lists.orders_rows(office, lists.orders_ids(office, seen.week.done.question))
    assert seen.week.done.total == sum((row.total or Decimal(0) for row in done), Decimal(0)) > 0
    assert seen.before.until == since - timedelta(days=1)


def test_an_order_waits_since_its_status_came_and_not_since_it_was_opened(busy: tuple[Office, Clock]) -> None:
    office, clock = busy
    (held,) = today.today(office).waited
    assert held.since == clock.now - timedelta(days=2)

    clock.forward(hours=1)
    other = saved_order(office)
    clock.forward(hours=3)
    put(office, "waiting", other.id or 0)
    moved = {each.order.id: each.since for each in today.today(office).waited}
    assert moved[other.id or 0] == clock.now


def test_who_is_on_site_is_told_with_the_moment_of_arrival(busy: tuple[Office, Clock]) -> None:
    office, clock = busy
    (row,) = today.today(office).on_site
    assert row.check_in == clock.now

    agenda.check_out(office, row.id)
    seen = today.today(office)
    assert (seen.on_site, seen.there.rows) == ((), 0)


def test_yesterdays_night_shows_until_it_ends(office: Office, clock: Clock) -> None:
    clock.now = datetime.combine(TODAY, time(1), office.zone)
    yesterday = TODAY - timedelta(days=1)
    saved_order(office, visits=(Visit(day=yesterday, planned_start=time(22), planned_end=time(2)),))
    saved_order(office, visits=(Visit(day=yesterday, planned_start=time(9), planned_end=time(10)),))

    assert [row.planned_start for row in today.today(office).visits] == [time(22)]


def test_another_time_zone_is_another_day(office: Office, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
    assert today.today(office).now.date() == TODAY

    company.save_settings(office, replace(company.settings(office), time_zone="Asia/Tokyo"))
    assert today.today(office).now.date() == TODAY + timedelta(days=1)


def test_an_empty_office_says_that_there_is_nothing(office: Office) -> None:
    seen = today.today(office)
    assert (seen.orders, seen.visits, seen.late.rows, seen.week.done.total) == (0, (), 0, Decimal(0))
    assert seen.waiting.question.kinds == {StatusKind.WAITING}
