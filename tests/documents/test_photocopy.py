"""A copy of a copy: QR codes and ticks survive it, and the accent is dark enough to."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image, ImageFilter

import builders
from documents import reading
from osdesk.documents.marks import Sign, SignKind
from osdesk.documents.order_sheet import lay_out
from osdesk.documents.styles import accent, contrast_with_white
from osdesk.domain.company import Company
from osdesk.services import rendering

DPI = 300.0
LOGO = (305, 160)
ANSWERS = (SignKind.TICK, SignKind.CROSS, SignKind.DASH)


def copied(page: Image.Image) -> Image.Image:
    """Blurred and hardened, as a copier does."""
    blurred = page.filter(ImageFilter.GaussianBlur(1.3))
    return blurred.point([0 if v <= 70 else 255 if v >= 200 else round((v - 70) * 255 / 130) for v in range(256)])


@pytest.mark.parametrize("name", builders.SAMPLES)
def test_the_codes_of_both_copies_are_read_from_a_copy_of_a_copy(name: str) -> None:
    sheet = builders.SAMPLES[name]()
    assert sheet.order is not None
    paper = rendering.render((sheet,))
    for page in range(paper.pages):
        codes = zxingcpp.read_barcodes(copied(copied(reading.image(paper.pdf, page, DPI))))
        expected = 2 if paper.pages == 1 else 1
        assert [code.text for code in codes] == [sheet.order.code] * expected


@pytest.mark.parametrize(("length", "least"), [(12, 0.52), (20, 0.52), (29, 0.52)])
def test_a_code_of_any_length_made_here_keeps_its_modules_large(length: int, least: float) -> None:
    from osdesk.documents.drawing import _modules

    assert 13.0 / len(_modules("7K3M9QX2VB4D5TBX0E8HN2W69D4G7JYP"[:length])) >= least


def test_tick_cross_and_dash_differ_on_a_copy_of_a_copy() -> None:
    sheet = builders.typical()
    page = copied(copied(reading.image(rendering.render((sheet,)).pdf, dpi=DPI)))
    darkness: dict[SignKind, set[int]] = {}
    for x, y, marks in lay_out(sheet, LOGO).frames[0].groups:
        for mark in marks:
            if isinstance(mark, Sign) and mark.kind in ANSWERS and mark.size > 2.2:
                inset = mark.size * 0.12
                box = [mark.x + x + inset, mark.y + y + inset]
                box += [mark.x + x + mark.size - inset, mark.y + y + mark.size - inset]
                left, top, right, bottom = (round(value / 25.4 * DPI) for value in box)
                inner = page.crop((left, top, right, bottom))
                dark = sum(value < 128 for value in inner.tobytes()) * 100 // (inner.width * inner.height)
                darkness.setdefault(mark.kind, set()).add(dark)
    tick, cross, dash = (darkness[kind] for kind in ANSWERS)
    assert max(dash) + 5 < min(tick)
    assert max(tick) + 20 < min(cross)


@pytest.mark.parametrize("colour", ["#FFE600", "#FFFFFF", "#00FF00", "#3450C4", "#777777", "#0F4C5C", "nonsense", ""])
def test_any_accent_contrasts_seven_to_one_with_the_paper(colour: str) -> None:
    assert contrast_with_white(accent(colour)) >= 7


def test_a_dark_accent_is_left_as_it_is() -> None:
    assert accent("#0F4C5C") == pytest.approx((15 / 255, 76 / 255, 92 / 255))


def test_the_tab_of_copy_1_is_filled_with_the_accent_that_is_dark_enough() -> None:
    sheet = builders.a_sheet(company=builders.a_company(accent="#FFE600"))
    page = reading.image(rendering.render((sheet,)).pdf)
    red, green, blue = (round(channel * 255) for channel in accent("#FFE600"))
    grey = (red * 299 + green * 587 + blue * 114) / 1000
    assert page.getpixel((1820, 80)) == pytest.approx(grey, abs=3)
    assert page.getpixel((1820, 80 + 1485)) == 255


def test_everything_but_accent_and_hairlines_is_pure_black() -> None:
    sheet = builders.a_sheet(logo=b"", company=Company(legal_name="Oficina", accent="#000000"))
    pdf = rendering.render((sheet,)).pdf
    colours = {
        operand
        for page in reading.reader(pdf).pages
        for name in page["/Resources"]["/XObject"]  # type: ignore[index]
        for operand in colours_of(page["/Resources"]["/XObject"][name].get_data())  # type: ignore[index]
    }
    assert colours <= {"0 g", "1 g", "0.45 G", "0.0000 0.0000 0.0000 rg", "0.0000 0.0000 0.0000 RG", "1 G"}


def colours_of(code: bytes) -> list[str]:
    words = code.decode("latin-1").split()
    found = []
    for index, word in enumerate(words):
        if word in {"g", "G"}:
            found.append(" ".join(words[index - 1 : index + 1]))
        elif word in {"rg", "RG"}:
            found.append(" ".join(words[index - 3 : index + 1]))
    return found
