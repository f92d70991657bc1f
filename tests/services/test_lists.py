"""Every question of the lists is answered as a plain loop over all orders would answer it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from builders import a_technician, a_visit
from offices import Clock, saved_client, saved_order
from order_shop import Shop
from osdesk.domain.questions import NOBODY, OrderQuestion, OrderSort
from osdesk.domain.statuses import UNFINISHED, StatusKind
from osdesk.services import clients, lists, orders, search, team
from osdesk.services.office import Office
from osdesk.storage import listing, probing
from osdesk.storage.scope import Scope


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    made = Shop(tmp_path_factory.mktemp("shop") / "office")
    yield made
    made.office.close()


def test_the_questions_tell_orders_apart(shop: Shop) -> None:
    """An answer that is empty, or everything, would prove little."""
    sizes = [len(shop.asked(OrderQuestion(**narrowing))) for narrowing in FILTERS]
    assert sum(0 < size < len(shop.orders) for size in sizes) > 18


FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"kinds": UNFINISHED},
    {"kinds": frozenset({StatusKind.DONE})},
    {"statuses": frozenset({1, 5})},
    {"statuses": frozenset({2})},
    {"statuses": frozenset({99})},
    {"late_on": date(2026, 11, 24)},
    {"client_id": 2},
    {"client_id": 2, "kinds": UNFINISHED},
    {"client_text": "ana"},
    {"client_text": "zé", "statuses": frozenset({1, 2, 3})},
    {"since": date(2026, 11, 10)},
    {"until": date(2026, 11, 10), "kinds": UNFINISHED},
    {"since": date(2026, 11, 5), "until": date(2026, 11, 5)},
    {"search": "bo"},
    {"search": "AGUA"},
    {"search": "agua motor", "kinds": UNFINISHED},
    {"search": "capacitor trocado", "client_id": 1},
    {"search": "51995550102"},
    {"search": "gas", "since": date(2026, 11, 10)},
    {"search": "000012"},
    {"search": "nada disso"},
    {"technicians": frozenset({1})},
    {"technicians": frozenset({1, 2}), "kinds": UNFINISHED},
    {"technicians": frozenset({NOBODY})},
    {"technicians": frozenset({2, NOBODY}), "search": "bo"},
    {"technicians": frozenset({2}), "late_on": date(2026, 11, 24)},
    {"technicians": frozenset({1}), "since": date(2026, 11, 10), "client_id": 2},
    {"technicians": frozenset({99})},
    {"deleted": True},
    {"deleted": True, "technicians": frozenset({1})},
    {"deleted": True, "search": "bo"},
)


@pytest.mark.parametrize("narrowing", FILTERS, ids=str)
def test_every_sort_of_every_question_is_what_a_plain_loop_finds(shop: Shop, narrowing: dict[str, Any]) -> None:
    for sort, descending in product(OrderSort, (True, False)):
        question = OrderQuestion(sort=sort, descending=descending, **narrowing)
        wanted = [order.id for order in shop.asked(question)]
        assert list(lists.orders_ids(shop.office, question)) == wanted, sort
        assert [row.id for row in lists.orders_first(shop.office, question, 7)] == wanted[:7], sort


@pytest.mark.parametrize("narrowing", FILTERS, ids=str)
def test_count_and_sum_are_those_of_the_rows(shop: Shop, narrowing: dict[str, Any]) -> None:
    question = OrderQuestion(**narrowing)
    found = shop.asked(question)
    total = sum((order.totals.total for order in found), Decimal("0.00"))
    assert lists.orders_tally(shop.office, question) == (len(found), total)


@pytest.mark.parametrize("narrowing", [held for held in FILTERS if "deleted" not in held], ids=str)
def test_the_chips_count_what_each_would_show(shop: Shop, narrowing: dict[str, Any]) -> None:
    chips = lists.orders_chips(shop.office, OrderQuestion(**narrowing))
    bare = {name: value for name, value in narrowing.items() if name not in {"statuses", "kinds", "late_on"}}

    def count(**more: Any) -> int:
        return len(shop.asked(OrderQuestion(**bare, **more)))

    assert chips.all == count()
    assert chips.unfinished == count(kinds=UNFINISHED)
    assert chips.late == count(late_on=shop.office.today())
    for status in shop.statuses:
        assert chips.by_status.get(status.id or 0, 0) == count(statuses=frozenset({status.id}))


@pytest.mark.parametrize(
    "limits",
    [
        {"_VERY_MANY": 1000, "_FAR": 1000},
        {"_VERY_MANY": 1000, "_FAR": 6},
        {"_VERY_MANY": 3, "_READ": 1000},
        {"_VERY_MANY": 3, "_READ": 9},
    ],
    ids=["along the index", "too far along it", "read themselves", "read no longer"],
)
def test_very_common_words_are_picked_from_the_sorted_index_to_the_same_end(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, limits: dict[str, int]
) -> None:
    for name, limit in {"_MANY": 3, "_AT_ONCE": 4, "_READ_AT_ONCE": 4, **limits}.items():
        monkeypatch.setattr(listing, name, limit)
    for sort, descending in product(OrderSort, (True, False)):
        for words, crew in (
            ("a", frozenset[int]()),
            ("gás ban", frozenset[int]()),
            ("", frozenset({1})),
            ("a", frozenset({2, NOBODY})),
        ):
            question = OrderQuestion(search=words, technicians=crew, sort=sort, descending=descending, kinds=UNFINISHED)
            wanted = [order.id for order in shop.asked(question)]
            assert [row.id for row in lists.orders_first(shop.office, question, 5)] == wanted[:5], (sort, words, crew)


@pytest.mark.parametrize("crew", [(), (1,), (2, NOBODY)], ids=str)
@pytest.mark.parametrize(
    "typed",
    [
        "a",
        "Ruído",
        "gás-filtro",
        "bomba cabo",
        "zé 3333",
        "(51) 99555-0102",
        "51 9955",
        "12",
        "00.12",
        "capacitor!",
        "x",
    ],
)
def test_reading_orders_finds_what_the_index_of_words_finds(shop: Shop, typed: str, crew: tuple[int, ...]) -> None:
    living = [order.id or 0 for order in shop.orders if order.deleted_at is None]
    scope = Scope(statuses=(), words=typed, technicians=crew)
    with shop.office.read() as session:
        read = probing.answering(session, scope, living)
    question = OrderQuestion(search=typed, technicians=frozenset(crew))
    assert read == set(lists.orders_ids(shop.office, question))


def test_a_row_shows_what_the_order_holds(shop: Shop) -> None:
    rows = lists.orders_rows(shop.office, [order.id or 0 for order in shop.orders] + [9999])
    assert len(rows) == len(shop.orders)
    for row, order in zip(rows, shop.orders, strict=True):
        crew = tuple(dict.fromkeys(held for visit in order.visits for held in visit.technicians))
        assert row == (
            *(order.id, order.version, order.number, order.opened_at, order.client_id, shop.client(order).name),
            *(order.reason, crew, order.status_id, order.deadline, order.deadline_time),
            *(order.totals.total if order.materials else None, order.deleted_at is not None),
        )


def test_an_order_given_to_another_technician_is_the_others(office: Office) -> None:
    zeca, bia = (team.save(office, a_technician(name=name)).id or 0 for name in ("Zeca", "Bia"))
    order = saved_order(office, visits=(a_visit(technicians=(zeca,)),))

    def of(technician: int) -> list[int]:
        return list(lists.orders_ids(office, OrderQuestion(technicians=frozenset({technician}))))

    assert (of(zeca), of(bia), of(NOBODY)) == ([order.id], [], [])
    order = orders.save(office, replace(order, visits=(a_visit(technicians=(bia,)),))).order
    assert (of(zeca), of(bia), of(NOBODY)) == ([], [order.id], [])
    orders.save(office, replace(order, visits=()))
    assert (of(zeca), of(bia), of(NOBODY)) == ([], [], [order.id])


def test_the_word_of_a_technician_can_not_be_typed(office: Office) -> None:
    saved_order(office, visits=(a_visit(technicians=(team.save(office, a_technician()).id or 0,)),))
    for typed in ("_t1", "t1", "_"):
        assert lists.orders_first(office, OrderQuestion(search=typed)) == ()


def test_a_deadline_with_an_hour_is_late_the_minute_after(office: Office, clock: Clock) -> None:
    order = saved_order(office, deadline=date(2026, 11, 24), deadline_time=time(9))
    late = OrderQuestion(late_on=date(2026, 11, 24))
    assert lists.orders_first(office, late) == ()
    clock.forward(minutes=49)
    assert [row.id for row in lists.orders_first(office, late)] == [order.id]
    assert lists.orders_chips(office, OrderQuestion()).late == 1


def test_the_last_day_there_is_can_be_asked_for(office: Office) -> None:
    saved_order(office)
    question = OrderQuestion(since=date.min, until=date.max)
    assert len(lists.orders_first(office, question)) == 1


@pytest.mark.parametrize(
    "typed", ["", "   ", "...", '"', "*", "AND", "a OR", "(", "NEAR(", "-", "_1", "\x00", "😀", "'"]
)
def test_whatever_is_typed_is_looked_for_and_never_a_fault(office: Office, typed: str) -> None:
    saved_client(office)
    saved_order(office)
    lists.orders_first(office, OrderQuestion(search=typed))
    lists.orders_tally(office, OrderQuestion(search=typed, sort=OrderSort.CLIENT))
    lists.orders_chips(office, OrderQuestion(search=typed))
    search.find(office, typed)
    clients.suggest(office, typed)
