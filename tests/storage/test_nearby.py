"""A row's neighbours are those that the whole list has around it."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql

from builders import a_line
from offices import an_office, saved_client, saved_order
from osdesk.domain.questions import OrderQuestion, OrderSort
from osdesk.services import lists, orders
from osdesk.services.office import Office
from osdesk.storage import stretches


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with orders of two clients in several statuses, some without lines, many alike."""
    made = tmp_path_factory.mktemp("office")
    with an_office(made) as office:
        clients = [saved_client(office, name=name, tax_id="") for name in ("Zélia", "Álvaro")]
        for place in range(30):
            lines = (a_line("1.000", "un", "Filtro", "10.00"),) if place % 4 else ()
            order = saved_order(office, clients[place % 2], reason=f"Motivo {place % 3}", materials=lines)
            orders.change_status(office, [order.id or 0], 1 + place % 5)
    return made


@pytest.fixture
def office(folder: Path) -> Office:
    return an_office(folder, readonly=True)


@pytest.mark.parametrize("statuses", [frozenset[int](), frozenset({2}), frozenset({1, 3, 5})])
def test_the_neighbours_of_every_row_are_those_of_the_whole_list(office: Office, statuses: frozenset[int]) -> None:
    for sort, descending in product(OrderSort, (True, False)):
        question = OrderQuestion(sort=sort, descending=descending, statuses=statuses)
        ids = lists.orders_ids(office, question).tolist()
        assert len(ids) >= 6
        for place, order_id in enumerate(ids):
            found = [row.id for row in lists.orders_around(office, question, order_id, 4)]
            assert found == ids[max(0, place - 4) : place + 5], (sort, descending, place)
    office.close()


def test_a_row_that_doesnt_answer_has_no_neighbours(office: Office) -> None:
    (first, *_) = lists.orders_first(office, OrderQuestion(statuses=frozenset({1})))
    assert lists.orders_around(office, OrderQuestion(statuses=frozenset({2})), first.id, 4) == ()
    assert lists.orders_around(office, OrderQuestion(search="motivo"), first.id, 4) == ()
    assert lists.orders_around(office, OrderQuestion(), 10_000, 4) == ()
    office.close()


def test_what_is_asked_compiles_for_postgresql_too() -> None:
    for sort, down, keyed in product(OrderSort, (True, False), (True, False)):
        if sort in stretches.DATES:
            statement = stretches.dated_beyond(sort, down=down, keyed=keyed).limit(30)
        else:
            statement = stretches.beyond((1, 2), sort, down=down, keyed=keyed).limit(30)
        assert str(statement.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
