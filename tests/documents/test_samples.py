"""The five samples of the design: form, size, every rule in its place, both copies alike, the same bytes twice."""

from __future__ import annotations

import pytest
from PIL import ImageChops

import builders
from documents import reading
from osdesk.documents.order_sheet import lay_out
from osdesk.domain.sheets import ChosenForm
from osdesk.services import rendering

DPI = 508.0
ACROSS = (12.0, 33.0, 66.0, 90.0, 120.0, 160.0, 187.0)
HALF, FULL = ChosenForm.HALF, ChosenForm.FULL

# Of copy 1: what crosses the whole sheet; and the lines to sign on.
RULES = {
    "typical": [25.2, 37.9, 54.1, 63.4, 79.3, 109.3, 122.1],
    "fullest": [25.2, 36.7, 54.5, 66.6, 81.2, 113.0, 121.7],
    "blank": [25.2, 36.5, 50.9, 63.1, 90.8, 116.1],
    "minimal": [25.2, 32.9, 40.5, 55.8, 111.2],
}
SIGN = {"typical": 132.5, "fullest": 132.5, "blank": 126.0, "minimal": 126.0}
LONG_RULES = {0: [29.2, 62.3, 95.4, 138.7, 175.6, 205.5], 1: [24.0, 107.5, 156.0]}


@pytest.mark.parametrize(
    ("name", "form", "size", "pages", "of_copy"),
    [
        ("typical", HALF, 8.0, 1, 1),
        ("fullest", HALF, 7.5, 1, 1),
        ("long", FULL, 9.0, 4, 2),
        ("blank", HALF, 7.5, 1, 1),
        ("minimal", HALF, 8.5, 1, 1),
    ],
)
def test_a_sample_takes_the_form_and_size_of_the_design(
    name: str, form: ChosenForm, size: float, pages: int, of_copy: int
) -> None:
    paper = rendering.render((builders.SAMPLES[name](),))
    assert (paper.form, paper.size, paper.pages, paper.copies_pages) == (form, size, pages, of_copy)
    assert len(reading.reader(paper.pdf).pages) == pages


@pytest.mark.parametrize("name", RULES)
def test_every_rule_between_sections_is_where_the_design_has_it(name: str) -> None:
    page = reading.image(rendering.render((builders.SAMPLES[name](),)).pdf, dpi=DPI)
    found = [y for y in reading.levels(page, ACROSS, DPI) if y < 148]
    assert found == pytest.approx(RULES[name], abs=0.1)


@pytest.mark.parametrize("name", SIGN)
def test_both_signature_lines_are_where_the_design_has_them(name: str) -> None:
    page = reading.image(rendering.render((builders.SAMPLES[name](),)).pdf, dpi=DPI)
    for xs in ((96.0, 103.0, 111.0), (150.0, 160.0, 174.0)):
        lines = [y for y in reading.levels(page, xs, DPI) if 123 < y < 133]
        assert lines[:1] == pytest.approx([SIGN[name]], abs=0.1)


@pytest.mark.parametrize("index", LONG_RULES)
def test_the_pages_of_a_long_order_are_ruled_as_the_design_has_them(index: int) -> None:
    page = reading.image(rendering.render((builders.long(),)).pdf, index, dpi=DPI)
    found = reading.levels(page, ACROSS, DPI)
    assert found == pytest.approx(LONG_RULES[index], abs=0.1)


def test_the_lines_to_sign_of_a_long_order_leave_thirteen_millimetres() -> None:
    page = reading.image(rendering.render((builders.long(),)).pdf, 1, dpi=DPI)
    for xs in ((78.0, 92.0, 135.0), (150.0, 170.0, 195.0)):
        lines = [y for y in reading.levels(page, xs, DPI) if y > 160]
        assert lines[0] == pytest.approx(170.3, abs=0.1)


@pytest.mark.parametrize("name", [name for name in builders.SAMPLES if name != "long"])
def test_copy_2_is_copy_1_moved_down_by_half_a_sheet_but_for_the_tab(name: str) -> None:
    page = reading.image(rendering.render((builders.SAMPLES[name](),)).pdf)
    upper, lower = page.crop((0, 30, 2100, 1450)), page.crop((0, 1515, 2100, 2935))
    for half in (upper, lower):
        half.paste(255, (1375, 25, 1850, 78))
    assert max(ImageChops.difference(upper, lower).tobytes()) <= 40
    assert min(upper.tobytes()) < 40


@pytest.mark.parametrize("name", builders.SAMPLES)
def test_the_same_sheet_gives_the_same_bytes(name: str) -> None:
    first = rendering.render((builders.SAMPLES[name](),)).pdf
    rendering.render((builders.minimal(),))
    assert rendering.render((builders.SAMPLES[name](),)).pdf == first


@pytest.mark.parametrize("name", builders.SAMPLES)
def test_no_words_leave_their_column_or_cover_each_other(name: str) -> None:
    layout = lay_out(builders.SAMPLES[name]())
    assert reading.outside(layout) == []
    assert reading.overlaps(layout) == []


def test_a_typical_sheet_with_logo_and_fonts_takes_less_than_150_kilobytes() -> None:
    assert len(rendering.render((builders.typical(),)).pdf) <= 150_000


def test_the_preview_is_told_where_each_section_begins() -> None:
    paper = rendering.render((builders.long(),))
    names = [name for name, _, _ in paper.sections]
    assert names == ["client", "request", "visits", "checklists", "materials", "observations", "signature"]
    places = [(page, top) for _, page, top in paper.sections]
    assert places == sorted(places)
    assert paper.sections[-1][1:] == pytest.approx((1, 156.0), abs=0.1)
