"""Pages as pictures: true to size, and bands that join without a seam."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

import builders
from osdesk.domain.sheets import OrderSheet, SheetOptions
from osdesk.services import rendering


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return rendering.render((builders.typical(),)).pdf


def test_a_picture_is_as_wide_as_asked_or_as_its_dots_per_inch_make_it(pdf: bytes) -> None:
    by_width = rendering.page_picture(pdf, 0, width=640)
    assert (by_width.width, by_width.height) == (640, 905)
    by_dpi = rendering.page_picture(pdf, 0, dpi=254)
    assert (by_dpi.width, by_dpi.height) == (2100, 2970)
    assert len(by_dpi.data) == by_dpi.stride * by_dpi.height
    assert pickle.loads(pickle.dumps(by_width)) == by_width  # noqa: S301  it crosses between processes


def test_bands_at_600_dpi_join_to_the_whole_page(pdf: bytes) -> None:
    whole = rendering.page_picture(pdf, 0, dpi=600)
    joined = b""
    top = 0
    while top < whole.height:
        band = rendering.page_band(pdf, 0, 600, top, 900)
        assert (band.width, band.stride, band.top) == (whole.width, whole.stride, top)
        joined += band.data
        top += band.height
    assert len(joined) == len(whole.data)
    different = sum(a != b for a, b in zip(joined[::97], whole.data[::97], strict=True))
    assert different <= len(joined) // 97 // 1000


def test_paper_is_white_and_ink_is_black(pdf: bytes) -> None:
    picture = rendering.page_picture(pdf, 0, dpi=100)
    assert set(picture.data[:3]) == {255}
    assert min(picture.data) == 0


def test_a_page_or_row_that_is_not_there_is_an_error(pdf: bytes) -> None:
    with pytest.raises(IndexError):
        rendering.page_picture(pdf, 1, dpi=100)
    with pytest.raises(IndexError):
        rendering.page_band(pdf, 0, 100, 5000, 10)


def test_the_head_of_the_paper_is_drawn_alone_for_the_company_form() -> None:
    paper = rendering.header(builders.a_company(), builders.logo(), "pt_BR")
    ((width, height),) = rendering.page_sizes(paper.pdf)
    assert width == pytest.approx(210, abs=0.01)
    assert 25 < height < 32


def test_a_template_is_shown_as_the_strip_that_is_ticked_on_site() -> None:
    paper = rendering.template_form(builders.a_template(), builders.a_company())
    assert paper.pages == 1
    ((width, height),) = rendering.page_sizes(paper.pdf)
    assert width == pytest.approx(96, abs=0.01)
    longer = rendering.template_form(
        builders.a_template(items=builders.a_template().items * 5), builders.a_company(), "es"
    )
    assert rendering.page_sizes(longer.pdf)[0][1] > height * 3


def test_nothing_to_render_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to render"):
        rendering.render(())


def test_a_wholly_blank_form_needs_no_order() -> None:
    sheet = OrderSheet(company=builders.a_company(), options=SheetOptions(blank=True))
    assert rendering.render((sheet,)).pages == 1


def test_the_paper_process_loads_neither_database_nor_window() -> None:
    """What it needn't load, it needn't wait for; and nothing hostile in a picture can reach the office."""
    program = (
        "import sys; from osdesk.services import rendering; "
        "print([name for name in ('sqlalchemy', 'alembic', 'PySide6', 'requests', 'osdesk.storage') "
        "if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
