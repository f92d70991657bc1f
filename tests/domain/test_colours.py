"""Whatever colour an office chooses for a status, its name can be read: on light screens and on dark ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osdesk.domain.colours import READABLE, SWATCHES, contrast, pair, parsed

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")
PAGES = {False: ("#FFFFFF", "#F8F8F6", "#F0F0EC"), True: ("#1F2125", "#25272C", "#2A2D33")}


@given(COLOURS, st.booleans())
def test_every_colour_can_be_read_on_its_ground_and_on_the_page(colour: str, dark: bool) -> None:
    made = pair(colour, dark=dark)
    assert contrast(made.ink, made.ground) >= READABLE
    assert min(contrast(made.ink, page) for page in PAGES[dark]) >= READABLE


@given(COLOURS)
def test_what_is_typed_as_a_colour_is_read_in_any_case_and_without_the_sign(colour: str) -> None:
    assert parsed(colour) == colour
    assert parsed(f" {colour.lower()} ") == colour
    assert parsed(colour[1:]) == colour


@pytest.mark.parametrize("text", ["", "#", "red", "#12345", "#1234567", "#GG0000", "12 34 56", "#١٢٣٤٥٦"])
def test_what_is_no_colour_is_not_read_as_one(text: str) -> None:
    assert parsed(text) is None


def test_three_figures_stand_for_six() -> None:
    assert parsed("#0af") == "#00AAFF"


def test_the_colours_to_choose_from_are_apart_in_both_themes() -> None:
    for dark in (False, True):
        made = [pair(colour, dark=dark) for colour in SWATCHES]
        assert len({(each.ink, each.ground) for each in made}) == len(SWATCHES)
