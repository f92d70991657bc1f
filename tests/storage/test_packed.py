"""Very many ids in one answer: the same ids in the same order as one after the other."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offices import an_office, saved_client, saved_order
from osdesk.domain.questions import OrderSort
from osdesk.storage import listing, packed
from osdesk.storage.scope import Scope


@given(st.lists(st.integers(1, 2**31 - 1), max_size=40))
def test_what_is_written_is_unpacked_again(ids: list[int]) -> None:
    assert packed.unpacked("".join(f"{each:08x}" for each in ids)).tolist() == ids


def test_more_than_is_unpacked_at_once_keeps_its_order() -> None:
    ids = list(range(250_000, 0, -1))
    assert packed.unpacked("".join(f"{each:08x}" for each in ids)).tolist() == ids


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with orders of two clients in two statuses, some alike."""
    made = tmp_path_factory.mktemp("office")
    with an_office(made) as office:
        clients = [saved_client(office, name=name, tax_id="") for name in ("Zélia", "Álvaro")]
        for place in range(12):
            saved_order(office, clients[place % 2], reason="Split" if place % 3 else "Câmara fria")
    return made


def test_ids_come_in_the_order_of_the_question(folder: Path) -> None:
    with an_office(folder) as office, office.read() as session:
        for sort, descending, words in product(OrderSort, (True, False), ("", "split")):
            scope = Scope(statuses=(1, 2, 3, 4, 5, 6), sort=sort, descending=descending, words=words)
            one_by_one = [
                row.id for part in listing.by_status(scope) for row in session.execute(listing.ids_statement(part))
            ]
            assert one_by_one
            assert listing.ids(session, scope).tolist() == one_by_one
