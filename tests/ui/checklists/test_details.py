"""What is written beside an item reads as it was meant, and what is written here reads back the same."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osdesk.domain.checklists import ItemKind, TemplateItem
from osdesk.domain.problems import Unreadable
from osdesk.ui.checklists.details import read_detail, write_detail
from osdesk.ui.checklists.pasted import is_list, read_items

MEASURE = TemplateItem(kind=ItemKind.MEASURE, text="Tensão")
CHOICE = TemplateItem(kind=ItemKind.CHOICE, text="Fluido")

Range = tuple[str, str | None, str | None]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("V · 198 a 242", ("V", "198", "242")),
        ("V 198 a 242", ("V", "198", "242")),
        ("198 a 242 V", ("V", "198", "242")),
        ("°C 8-14", ("°C", "8", "14")),
        ("°C 8 – 14", ("°C", "8", "14")),
        ("°C -18 a -12", ("°C", "-18", "-12")),
        ("°C −18 até −12", ("°C", "-18", "-12")),
        ("8..14 °C", ("°C", "8", "14")),
        ("A", ("A", None, None)),
        ("", ("", None, None)),
        ("mm²", ("mm²", None, None)),
        ("m2 1,5 a 35", ("m2", "1.5", "35")),
        ("kgf/cm2", ("kgf/cm2", None, None)),
        ("≤ 10 ms", ("ms", None, "10")),
        ("até 10 ms", ("ms", None, "10")),
        ("ms máx. 300", ("ms", None, "300")),
        ("≥ 0,5 MΩ", ("MΩ", "0.5", None)),
        ("a partir de 20 L/min", ("L/min", "20", None)),
        ("mín 5 máx 9 bar", ("bar", "5", "9")),
        ("L/min", ("L/min", None, None)),
    ],
)
def test_unit_and_range_are_read_as_people_write_them(typed: str, meant: Range) -> None:
    item = read_detail(MEASURE, typed, "pt_BR")
    low, high = (None if bound is None else Decimal(bound) for bound in meant[1:])
    assert (item.unit, item.minimum, item.maximum) == (meant[0], low, high)


@pytest.mark.parametrize("typed", ["V 220", "220 V", "198 242 V", "V 198 a 242 a 260 x 3", "x" * 40])
def test_what_has_two_readings_is_not_guessed(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_detail(MEASURE, typed, "pt_BR")


def test_a_number_of_another_language_is_not_guessed() -> None:
    with pytest.raises(Unreadable):
        read_detail(MEASURE, "V 1.5 a 3.5", "pt_BR")
    assert read_detail(MEASURE, "V 1.5 to 3.5", "en").minimum == Decimal("1.5")


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("R-410A / R-32 / R-22", ("R-410A", "R-32", "R-22")),
        ("Bom; Regular; Ruim", ("Bom", "Regular", "Ruim")),
        ("Bom, Ruim", ("Bom", "Ruim")),
        ("10,5 mm / 12,5 mm", ("10,5 mm", "12,5 mm")),
        ("Bom / Bom / ", ("Bom",)),
        ("", ()),
    ],
)
def test_choices_are_parted_by_strokes_or_commas(typed: str, choices: tuple[str, ...]) -> None:
    assert read_detail(CHOICE, typed, "pt_BR").choices == choices


_BOUNDS = st.none() | st.integers(-999_999, 999_999).map(lambda number: Decimal(number).scaleb(-1))
_UNITS = st.sampled_from(["", "V", "°C", "mm²", "m2", "kgf/cm2", "L/min", "µmHg", "%", "Ω"])


@given(_UNITS, _BOUNDS, _BOUNDS, st.sampled_from([("pt_BR", "a"), ("es", "a"), ("en", "to")]))
def test_what_is_written_reads_back(
    unit: str, low: Decimal | None, high: Decimal | None, speech: tuple[str, str]
) -> None:
    language, word = speech
    item = TemplateItem(kind=ItemKind.MEASURE, text="x", unit=unit, minimum=low, maximum=high)
    assert read_detail(item, write_detail(item, language, word), language) == item


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    for item in (MEASURE, CHOICE):
        try:
            read = read_detail(item, text, "pt_BR")
        except Unreadable:
            continue
        assert read.text == item.text


def test_a_pasted_list_becomes_items_without_its_marks() -> None:
    items = read_items(
        "Evaporadora:\n- Filtros limpos\n• Dreno livre\n1) Tensão\n2.1. Corrente\n[ ] Limpeza\n\n# Fim\n"
    )
    assert [(item.kind, item.text) for item in items] == [
        (ItemKind.SECTION, "Evaporadora"),
        (ItemKind.YES_NO, "Filtros limpos"),
        (ItemKind.YES_NO, "Dreno livre"),
        (ItemKind.YES_NO, "Tensão"),
        (ItemKind.YES_NO, "Corrente"),
        (ItemKind.YES_NO, "Limpeza"),
        (ItemKind.SECTION, "Fim"),
    ]


def test_a_figure_that_begins_an_item_is_no_mark() -> None:
    assert [item.text for item in read_items("220 V na entrada\n1.5 mm² de seção")] == [
        "220 V na entrada",
        "1.5 mm² de seção",
    ]


def test_one_line_is_no_list() -> None:
    assert not is_list("Filtros limpos\n")
    assert is_list("Filtros\nDreno")


@given(st.text(max_size=400))
def test_any_pasted_text_becomes_clean_items(text: str) -> None:
    for item in read_items(text):
        assert item.text.strip() == item.text
        assert item.text
        assert "\n" not in item.text
