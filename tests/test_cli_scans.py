"""`osdesk file-scans`: a line a page, for people and programs; beside an open window it leaves politely."""

from __future__ import annotations

from pathlib import Path

import pytest

import scanned
from commands import assert_one_sentence, held_open, run
from offices import an_office, saved_order
from osdesk.domain.orders import new_code
from osdesk.services import scans


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An office with two orders, and a file of their pages amid others."""
    place = tmp_path_factory.mktemp("scans")
    folder, path = place / "office", place / "pilha.pdf"
    with an_office(folder) as office:
        one, two = saved_order(office), saved_order(office)
    pages = [
        scanned.qr_page(one.code),
        scanned.back(1),
        scanned.qr_page("https://example.com"),
        scanned.qr_page(two.code, one.code),
        scanned.qr_page(new_code()),
        scanned.qr_page(two.code),
    ]
    path.write_bytes(scanned.as_pdf(pages))
    return folder, path


def test_each_page_has_its_line_and_what_cannot_be_read_is_told_beside_them(stack: tuple[Path, Path]) -> None:
    folder, path = stack
    notes = path.with_name("notas.pdf")
    notes.write_text("nada", encoding="utf-8")
    done = run(folder, "file-scans", str(notes), str(path), str(path.with_name("nenhum.pdf")))
    lines = [line.split("\t") for line in done.out.splitlines()]
    assert [line[:2] for line in lines] == [[str(path), str(number)] for number in range(1, 7)]
    assert (lines[0][2], lines[5][2]) == ("000001", "000002")
    assert all(line[2] and not line[2].startswith("0000") for line in lines[1:5])
    assert done.code == 1
    assert [line.startswith("osdesk: ") for line in done.err.splitlines()] == [True, True]

    again = run(folder, "file-scans", str(path), "--json")
    assert again.code == 0
    assert [(each["page"], each["state"], each["order"]) for each in again.json] == [
        (1, "filed", "000001"),
        (2, "blank", None),
        (3, "waiting", None),
        (4, "waiting", None),
        (5, "waiting", None),
        (6, "filed", "000002"),
    ]
    with an_office(folder) as office:
        assert [len(scans.signed_copies(office, order_id)) for order_id in (1, 2)] == [1, 1]


def test_beside_an_open_window_nothing_is_filed(stack: tuple[Path, Path]) -> None:
    folder, path = stack
    with held_open(folder):
        assert_one_sentence(run(folder, "file-scans", str(path)), 1)


def test_without_a_file_it_says_how_it_is_used(stack: tuple[Path, Path]) -> None:
    assert_one_sentence(run(stack[0], "file-scans"), 2, "--help")
