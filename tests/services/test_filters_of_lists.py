"""Every combination of filters is answered as a plain loop over all orders would answer it, whichever way is taken."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from builders import a_technician, a_visit, at
from offices import Clock, saved_order
from order_shop import Shop
from osdesk.domain.billing import Billing
from osdesk.domain.company import OfficeSettings
from osdesk.domain.priorities import Priority
from osdesk.domain.questions import NOBODY, ChecklistResult, OrderDate, OrderQuestion, OrderSort
from osdesk.domain.statuses import UNFINISHED, StatusKind
from osdesk.services import company, lists, team
from osdesk.services.office import Office
from osdesk.storage import seeking

TODAY = date(2026, 11, 24)

#: What each filter may ask for, beside nothing.
CHOICES: dict[str, tuple[Any, ...]] = {
    "service_types": (frozenset({1}), frozenset({NOBODY, 2}), frozenset({99})),
    "priorities": (frozenset({Priority.URGENT}), frozenset({Priority.NORMAL, Priority.HIGH})),
    "place": ("porto alegre", "SAO", "são joão, porto", "centro", "nenhures", "..."),
    "checklist": tuple(ChecklistResult),
    "least": (Decimal("2.50"), Decimal(0), Decimal(-5), Decimal("1e30")),
    "most": (Decimal("3.505"), Decimal(0), Decimal("-0.01"), Decimal("1e30")),
    "billing": (frozenset({Billing.TO_BILL}), frozenset({Billing.BILLED, Billing.PAID})),
    "sent": (True, False),
    "signed": (True, False),
    "on_site": (True, False),
    "planned": (True, False),
    "dated": tuple(OrderDate),
    "since": (date(2026, 11, 12), date(1900, 1, 1), date.min, date(2026, 12, 1)),
    "until": (date(2026, 11, 20), date(1900, 1, 1), date.max, date(2026, 11, 11)),
    "technicians": (frozenset({1}), frozenset({NOBODY}), frozenset({NOBODY, 2}), frozenset({63})),
    "client_id": (1, 99),
    "client_text": ("ana", "zé"),
    "kinds": (UNFINISHED, frozenset({StatusKind.DONE})),
    "statuses": (frozenset({1, 5}), frozenset({99})),
    "late_on": (TODAY,),
    "search": ("bo", "gas cabo", "nada disso"),
    "deleted": (True,),
}


def _alone() -> Iterator[dict[str, Any]]:
    yield from ({name: value} for name, values in CHOICES.items() for value in values if name != "dated")
    for dated, (since, until) in product(
        OrderDate, ((date(2026, 11, 12), date(2026, 11, 20)), (date(2026, 11, 20), date(2026, 11, 12)))
    ):
        yield {"dated": dated, "since": since, "until": until}
        yield {"dated": dated, "since": since}
        yield {"dated": dated, "until": until}


def _together(count: int) -> Iterator[dict[str, Any]]:
    dice = random.Random(11)
    for _ in range(count):
        names = dice.sample(list(CHOICES), dice.choice((2, 2, 3, 3, 4, 6)))
        yield {name: dice.choice(CHOICES[name]) for name in names}


ALONE, TOGETHER = tuple(_alone()), tuple(_together(150))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    made = Shop(tmp_path_factory.mktemp("shop") / "office")
    yield made
    made.office.close()


@pytest.fixture(params=["few", "walked", "not met", "one by one"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ways that a question may be answered, which only an office of very many orders would take."""
    limits = {
        "few": {},
        "walked": {"_FEW": -1, "_FAR": 1000, "_SORTED": 1},
        "not met": {"_FEW": -1, "_FAR": 3, "_READ": 5, "_READ_AT_ONCE": 2},
        "one by one": {"_FEW": 5, "_FAR": 30, "_READ_AT_ONCE": 4, "_SORTED": 10},
    }
    for name, limit in limits[request.param].items():
        monkeypatch.setattr(seeking, name, limit)
    return str(request.param)


def _holds(shop: Shop, question: OrderQuestion) -> None:
    found = shop.asked(question)
    wanted = [order.id for order in found]
    assert list(lists.orders_ids(shop.office, question)) == wanted, question
    assert [row.id for row in lists.orders_first(shop.office, question, 6)] == wanted[:6], question
    total = sum((order.totals.total for order in found), Decimal("0.00"))
    assert lists.orders_tally(shop.office, question) == (len(found), total), question


def test_the_filters_tell_orders_apart(shop: Shop) -> None:
    sizes = [len(shop.asked(OrderQuestion(**asked))) for asked in (*ALONE, *TOGETHER)]
    assert sum(0 < size < 80 for size in sizes) > len(sizes) // 2


@pytest.mark.usefixtures("way")
def test_each_filter_alone_is_what_a_plain_loop_finds(shop: Shop) -> None:
    for place, asked in enumerate(ALONE):
        sort = list(OrderSort)[place % len(OrderSort)]
        _holds(shop, OrderQuestion(sort=sort, descending=place % 4 < 2, **asked))


@pytest.mark.usefixtures("way")
def test_filters_together_are_what_a_plain_loop_finds_however_sorted(shop: Shop) -> None:
    for place, asked in enumerate(TOGETHER):
        sort = list(OrderSort)[place % len(OrderSort)]
        _holds(shop, OrderQuestion(sort=sort, descending=place % 4 < 2, **asked))


@pytest.mark.usefixtures("way")
def test_one_filter_is_answered_in_every_order(shop: Shop) -> None:
    for sort, descending in product(OrderSort, (True, False)):
        for asked in ({"signed": True}, {"sent": False, "technicians": frozenset({1})}, {"search": "bo", "sent": True}):
            _holds(shop, OrderQuestion(sort=sort, descending=descending, **asked))


@pytest.mark.usefixtures("way")
def test_the_neighbours_of_a_row_are_those_of_the_whole_list_whatever_is_asked(shop: Shop) -> None:
    for place, asked in enumerate(TOGETHER):
        if "search" in asked:
            continue
        sort = list(OrderSort)[place % len(OrderSort)]
        question = OrderQuestion(sort=sort, descending=place % 4 < 2, **asked)
        ids = [order.id for order in shop.asked(question)]
        if not ids:
            continue
        here = place % len(ids)
        found = lists.orders_around(shop.office, question, ids[here] or 0, 3)
        assert [row.id for row in found] == ids[max(0, here - 3) : here + 4], question


def test_the_chips_count_what_each_would_show(shop: Shop) -> None:
    skipped = {"statuses", "kinds", "late_on", "deleted"}
    for asked in TOGETHER[::3]:
        bare = {name: value for name, value in asked.items() if name not in skipped}
        chips = lists.orders_chips(shop.office, OrderQuestion(**bare))
        found = shop.asked(OrderQuestion(**bare))
        assert chips.all == len(found), bare
        assert chips.unfinished == sum(not shop.kind(order).finished for order in found)
        assert chips.late == len(shop.asked(OrderQuestion(**bare, late_on=TODAY)))
        counted = {status.id: sum(order.status_id == status.id for order in found) for status in shop.statuses}
        assert chips.by_status == {status_id: count for status_id, count in counted.items() if count}


def test_the_chips_count_what_is_in_the_bin_too(shop: Shop) -> None:
    found = shop.asked(OrderQuestion(deleted=True))
    counted = {status.id: sum(order.status_id == status.id for order in found) for status in shop.statuses}
    chips = lists.orders_chips(shop.office, OrderQuestion(deleted=True))
    assert chips.by_status == {status_id: count for status_id, count in counted.items() if count}


def test_places_are_offered_as_they_are_written(shop: Shop) -> None:
    assert lists.places(shop.office, "") == (
        "Canoas",
        "Porto Alegre",
        "São João do Sul",
        "Centro, São João do Sul",
        "Navegantes, Porto Alegre",
        "São João, Porto Alegre",
    )
    assert lists.places(shop.office, "sao joao") == (
        "São João do Sul",
        "Centro, São João do Sul",
        "São João, Porto Alegre",
    )
    assert lists.places(shop.office, "navegantes, p", limit=1) == ("Navegantes, Porto Alegre",)
    assert lists.places(shop.office, "lugar nenhum") == ()
    for offered in lists.places(shop.office, ""):
        assert lists.orders_first(shop.office, OrderQuestion(place=offered), 1), offered


def test_technicians_beyond_the_sixty_second_are_told_from_those_who_share_their_bit(office: Office) -> None:
    crew = [team.save(office, a_technician(name=f"Técnico {place}")).id or 0 for place in range(66)]
    held = [saved_order(office, visits=(a_visit(technicians=(crew[place],)),)) for place in (0, 62, 65)]
    for place, order in zip((0, 62, 65, 3), (*held, None), strict=True):
        question = OrderQuestion(technicians=frozenset({crew[place]}), sent=False)
        assert list(lists.orders_ids(office, question)) == ([order.id] if order is not None else [])


def test_another_time_zone_makes_the_same_instants_other_days(office: Office) -> None:
    late = saved_order(office, opened_at=at(2026, 11, 20, 23, 30))
    day = OrderQuestion(since=date(2026, 11, 20), until=date(2026, 11, 20), sort=OrderSort.OPENED)
    assert [row.id for row in lists.orders_first(office, day)] == [late.id]
    settings = company.settings(office)
    company.save_settings(office, OfficeSettings(version=settings.version, time_zone="Europe/Lisbon"))
    assert lists.orders_first(office, day) == ()
    after = OrderQuestion(since=date(2026, 11, 21), until=date(2026, 11, 21))
    assert [row.id for row in lists.orders_first(office, after)] == [late.id]


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_day_whose_clock_changes_has_all_its_hours(office: Office, day: date) -> None:
    settings = company.settings(office)
    company.save_settings(office, OfficeSettings(version=settings.version, time_zone="Europe/Lisbon"))
    first = datetime(day.year, day.month, day.day, tzinfo=office.zone)
    following = day + timedelta(days=1)
    last = datetime(following.year, following.month, following.day, tzinfo=office.zone)
    held = [
        saved_order(office, opened_at=moment)
        for moment in (first, last - timedelta(seconds=1), first - timedelta(seconds=1), last)
    ]
    question = OrderQuestion(since=day, until=day, descending=False)
    assert list(lists.orders_ids(office, question)) == [order.id for order in held[:2]]


def test_a_visit_missed_yesterday_is_not_to_come(office: Office, clock: Clock) -> None:
    order = saved_order(office, visits=(a_visit(technicians=(), day=TODAY, check_in=None, check_out=None),))
    assert list(lists.orders_ids(office, OrderQuestion(planned=True))) == [order.id]
    clock.forward(days=1)
    assert list(lists.orders_ids(office, OrderQuestion(planned=True))) == []
    assert list(lists.orders_ids(office, OrderQuestion(planned=False))) == [order.id]


def test_an_empty_office_answers_every_question_with_nothing(office: Office) -> None:
    for asked in (*ALONE, *TOGETHER[:30]):
        question = OrderQuestion(sort=OrderSort.PLANNED, **asked)
        assert lists.orders_first(office, question) == ()
        assert lists.orders_tally(office, question).rows == 0
        assert lists.orders_chips(office, question).all == 0
