"""Lists that a spreadsheet opens by double click, and that it never calculates."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_line, a_technician
from offices import saved_client, saved_order
from osdesk import texts
from osdesk.domain.questions import ClientQuestion, OrderQuestion
from osdesk.domain.visits import Visit
from osdesk.services import lists, spreadsheet, team
from osdesk.services.office import Office


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture
def filled(office: Office) -> Office:
    rafael = team.save(office, a_technician())
    saved_order(
        office,
        reason='Split "da sala"; pinga\nmuito',
        deadline=date(2026, 11, 26),
        deadline_time=time(12),
        materials=(a_line("1.5", "m", "Tubo", "1000.40"),),
        visits=(Visit(day=date(2026, 11, 25), technicians=(rafael.id or 0,)),),
    )
    saved_order(office, saved_client(office, name="=HYPERLINK(1)", tax_id=""), reason="@SUM(A1)")
    return office


def test_the_filtered_list_is_a_file_that_excel_opens(filled: Office) -> None:
    data = spreadsheet.orders_csv(filled, OrderQuestion(search="split"))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    heads, row = rows_of(data)
    assert heads == ["Número", "Abertura", "Cliente", "Motivo", "Técnicos", "Situação", "Prazo", "Total"]
    assert row == [
        "000001",
        "24/11/2026 08:12",
        "Clínica Aurora",
        'Split "da sala"; pinga muito',
        "Rafael Moura",
        "Aberta",
        "26/11/2026 12:00",
        "1500,60",
    ]


def test_a_formula_stays_text(filled: Office) -> None:
    row = rows_of(spreadsheet.orders_csv(filled, OrderQuestion()))[1]
    assert row[2:4] == ["'=HYPERLINK(1)", "'@SUM(A1)"]


def test_an_empty_list_has_its_heads(office: Office) -> None:
    assert len(rows_of(spreadsheet.orders_csv(office, OrderQuestion()))) == 1


def test_chosen_rows_fill_cells_when_they_are_pasted(filled: Office) -> None:
    rows = lists.orders_first(filled, OrderQuestion())
    text = spreadsheet.rows_text(rows, spreadsheet.row_words(filled))
    lines = [line.split("\t") for line in text.split("\r\n")]
    assert [len(line) for line in lines] == [8, 8, 8]
    assert lines[1][2] == "'=HYPERLINK(1)"
    assert lines[2][7] == "1500,60"


def test_figures_have_the_sign_of_the_language(filled: Office) -> None:
    texts.use("en")
    heads, _newest, first = rows_of(spreadsheet.orders_csv(filled, OrderQuestion()))
    assert heads[0] == "Number"
    assert first[7] == "1500.60"


def test_clients_can_be_pasted_too(filled: Office) -> None:
    text = spreadsheet.clients_text(lists.clients_first(filled, ClientQuestion()))
    assert "Clínica Aurora\tAurora Odontologia Integrada Ltda.\t12.ABC.345/01DE-35\t(51) 99555-0187" in text


def test_a_technician_in_the_bin_costs_no_row(filled: Office) -> None:
    team.delete(filled, [held.id or 0 for held in team.all(filled)])
    assert len(rows_of(spreadsheet.orders_csv(filled, OrderQuestion()))) == 3


@given(st.text(max_size=60))
def test_no_cell_begins_a_formula_or_breaks_its_line(text: str) -> None:
    cell = spreadsheet.neutral(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", " "))
    assert "\n" not in cell
    assert "\r" not in cell
    assert "\t" not in cell


def test_rows_keep_the_order_that_was_asked_for(filled: Office) -> None:
    question = OrderQuestion(descending=False)
    numbers = [row[0] for row in rows_of(spreadsheet.orders_csv(filled, question))[1:]]
    assert numbers == ["000001", "000002"]
    assert [row[0] for row in rows_of(spreadsheet.orders_csv(filled, replace(question, descending=True)))[1:]] == (
        numbers[::-1]
    )
