"""Room for filing holes, and the white that every printer needs around a sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image, ImageChops

import builders
from documents import reading
from osdesk.documents.order_sheet import lay_out
from osdesk.domain.sheets import Copies, LonePaper, SheetOptions
from osdesk.services import rendering


def ink(page: Image.Image) -> tuple[float, float, float, float]:
    """The box of everything that isn't white, in mm: left, top, right, bottom."""
    box = page.point(lambda value: 255 * (value < 250)).getbbox()
    assert box is not None
    left, top, right, bottom = box
    return left / 10, top / 10, right / 10, bottom / 10


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    return [(round(width, 2), round(height, 2)) for width, height in rendering.page_sizes(pdf)]


@pytest.mark.parametrize("name", builders.SAMPLES)
def test_with_filing_holes_nothing_but_the_cut_line_is_left_of_20(name: str) -> None:
    sheet = builders.SAMPLES[name]()
    sheet = replace(sheet, options=replace(sheet.options, filing_holes=True))
    paper = rendering.render((sheet,))
    for page in range(paper.pages):
        drawn = reading.image(paper.pdf, page)
        if paper.pages == 1:
            drawn.paste(255, (0, 1470, 2100, 1500))
        assert ink(drawn)[0] >= 19.9
    layout = lay_out(sheet, (305, 160))
    assert reading.outside(layout, 20.0) == []
    assert reading.overlaps(layout) == []


@pytest.mark.parametrize("name", builders.SAMPLES)
@pytest.mark.parametrize("holes", [False, True])
def test_nothing_is_within_5_of_an_edge_but_the_cut_line(name: str, holes: bool) -> None:
    sheet = builders.SAMPLES[name]()
    paper = rendering.render((replace(sheet, options=replace(sheet.options, filing_holes=holes)),))
    for page in range(paper.pages):
        drawn = reading.image(paper.pdf, page)
        if paper.pages == 1:
            drawn.paste(255, (0, 1470, 2100, 1500))
        left, top, right, bottom = ink(drawn)
        assert min(left, top, 210 - right, 297 - bottom) >= 5


def test_the_cut_line_runs_from_6_to_204_in_the_middle_of_the_sheet() -> None:
    drawn = reading.image(rendering.render((builders.typical(),)).pdf).crop((0, 1470, 2100, 1500))
    left, _, right, _ = ink(drawn)
    assert left == pytest.approx(6, abs=0.1)
    assert 201 < right <= 204
    row = drawn.crop((200, 15, 2040, 16)).tobytes()
    dashes = [value for value in row if value < 128]
    assert len(dashes) == pytest.approx(1840 * 2 / 3.4, rel=0.05)


@pytest.mark.parametrize(("copy", "tab"), [(Copies.COMPANY, "1ªVIA"), (Copies.CLIENT, "2ªVIA")])
def test_one_copy_alone_is_an_a5_without_cut_line(copy: Copies, tab: str) -> None:
    paper = rendering.render((builders.a_sheet(options=SheetOptions(copies=copy)),))
    assert paper.pages == 1
    assert sizes(paper.pdf) == [(210, 148)]
    (text,) = reading.texts_of_copies(paper.pdf)
    assert tab in text
    alone = reading.image(paper.pdf)
    both = reading.image(rendering.render((builders.typical(),)).pdf)
    top = 0 if copy is Copies.COMPANY else 1485
    same = both.crop((0, top + 30, 2100, top + 1450))
    half = alone.crop((0, 30, 2100, 1450))
    assert max(ImageChops.difference(half, same).tobytes()) <= 40


def test_one_copy_alone_may_stand_on_the_upper_half_of_an_a4() -> None:
    options = SheetOptions(copies=Copies.CLIENT, lone_paper=LonePaper.A4)
    paper = rendering.render((builders.a_sheet(options=options),))
    assert sizes(paper.pdf) == [(210, 297)]
    assert ink(reading.image(paper.pdf))[3] < 151


def test_one_copy_alone_gets_whole_pages_when_it_does_not_fit() -> None:
    paper = rendering.render((replace(builders.long(), options=SheetOptions(copies=Copies.CLIENT)),))
    assert (paper.pages, paper.starts) == (2, (0,))
    assert sizes(paper.pdf) == [(210, 297)] * 2
