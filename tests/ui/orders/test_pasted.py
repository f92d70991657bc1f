"""Tables from spreadsheets become lines, however their columns are ordered; words stay words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osdesk.ui.orders.pasted import PastedLine, is_table, read_rows


@pytest.mark.parametrize(
    "table",
    [
        "2\tun\tCapacitor 45 µF\t64,90",
        "Capacitor 45 µF\tun\t2\t64,90",
        "un\tCapacitor 45 µF\t2\t64,90\t129,80",
        "Qtd.\tUn.\tDescrição\tValor unit.\tTotal\n2\tun\tCapacitor 45 µF\t64,90\t129,80",
        "1\t2\tun\tCapacitor 45 µF\t64,90",
        "2;un;Capacitor 45 µF;64,90",
        '"2"\t"un"\t"Capacitor 45 µF"\t"64,90"\r\n',
        "\n2\tun\tCapacitor 45 µF\t64,90\n\n",
    ],
)
def test_the_columns_are_told_by_what_they_hold(table: str) -> None:
    assert read_rows(table, "pt_BR") == (
        PastedLine(quantity="2", unit="un", description="Capacitor 45 µF", unit_price="64,90"),
    )


def test_a_column_of_words_is_descriptions() -> None:
    lines = read_rows("Parafuso\nBucha\nArruela", "pt_BR")
    assert [line.description for line in lines] == ["Parafuso", "Bucha", "Arruela"]
    assert all(line.quantity == line.unit_price == "" for line in lines)


def test_quantity_and_price_after_the_description() -> None:
    assert read_rows("Parafuso\t10\t0,50\nBucha\t8\t0,30", "pt_BR")[1] == PastedLine(
        quantity="8", description="Bucha", unit_price="0,30"
    )


def test_a_single_price_is_a_price_and_no_quantity() -> None:
    assert read_rows("Visita técnica\t150,00", "pt_BR") == (
        PastedLine(description="Visita técnica", unit_price="150,00"),
    )


def test_a_price_that_could_mean_two_things_is_left_for_the_field_to_ask() -> None:
    assert read_rows("1\tun\tCompressor\t1.234", "pt_BR")[0].unit_price == "1.234"


@pytest.mark.parametrize(
    ("text", "table"), [("Capacitor", False), ("a\tb", True), ("a\nb", True), ("Capacitor\n", False)]
)
def test_one_word_is_no_table(text: str, table: bool) -> None:
    assert is_table(text) is table


@given(st.text(max_size=300))
def test_whatever_is_on_the_clipboard_gives_lines_or_none(text: str) -> None:
    for line in read_rows(text, "pt_BR"):
        assert line.description or line.unit_price
        assert "\x00" not in line.description


@given(
    st.lists(
        st.tuples(st.integers(1, 999), st.text("abcdefghij ", min_size=9, max_size=30).filter(lambda t: t.strip())),
        min_size=1,
        max_size=20,
    )
)
def test_no_row_of_a_table_is_lost(rows: list[tuple[int, str]]) -> None:
    table = "\n".join(f"{count}\t{words}\t{count},50" for count, words in rows)
    lines = read_rows(table, "pt_BR")
    assert [line.quantity for line in lines] == [str(count) for count, _words in rows]
    assert [line.description for line in lines] == [words.strip() for _count, words in rows]
