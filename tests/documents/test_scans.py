"""Scanned pages read: every code found, backs known, pages split off whole, and nothing hostile believed."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

import scanned
from osdesk.documents import scan_blank, scan_pictures, scans
from osdesk.domain.orders import new_code
from osdesk.domain.problems import Unreadable
from osdesk.domain.scans import MOST_PAGES, ReadPage

CODES = ("7K3M9QX2VB4D", "5TBX0E8HN2W6", "9D4G7JYPA1C3")


@pytest.fixture(scope="module")
def fronts() -> list[Image.Image]:
    """Three printed sheets at 150 dpi, clean."""
    return scanned.pictures(scanned.sheets(CODES))


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    yield
    scans._open.clear()


def read(folder: Path, name: str, data: bytes) -> tuple[ReadPage, ...]:
    path = folder / name
    path.write_bytes(data)
    file = scans.open_file(str(path))
    return scans.read_pages(file, range(file.pages))


def picture(page: ReadPage) -> Image.Image:
    """A page as it is kept, drawn."""
    drawn = scans.page_picture(page.data, page.media_type, 900)
    return Image.frombytes("RGBX", (drawn.width, drawn.height), drawn.data, "raw", "BGRX").convert("L")


# Codes


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("skew", [-3.0, 3.0])
def test_a_page_is_read_turned_and_skewed_and_kept_upright(
    fronts: list[Image.Image], tmp_path: Path, turn: int, skew: float
) -> None:
    (page,) = read(tmp_path, "scan.pdf", scanned.as_pdf([scanned.scanned(fronts[0], 5, turn, skew)]))
    assert page.codes == (CODES[0],)
    (code, *_others) = zxingcpp.read_barcodes(picture(page), try_invert=False)
    assert abs(code.orientation) < 10


@pytest.mark.parametrize("seed", range(4))
def test_a_faded_copy_of_a_copy_is_read(fronts: list[Image.Image], tmp_path: Path, seed: int) -> None:
    page = fronts[1].filter(ImageFilter.GaussianBlur(0.9)).point([120 + value * 110 // 255 for value in range(256)])
    (found,) = read(tmp_path, "scan.jpg", scanned.as_jpeg(scanned.specks(page, seed, 600), 45))
    assert found.codes == (CODES[1],)


def test_both_copies_on_one_sheet_are_one_code(fronts: list[Image.Image], tmp_path: Path) -> None:
    assert len(zxingcpp.read_barcodes(fronts[0], try_invert=False)) == 2
    (page,) = read(tmp_path, "scan.pdf", scanned.as_pdf(fronts[:1]))
    assert page.codes == (CODES[0],)


def test_a_page_that_is_no_plain_scan_is_drawn_and_read(fronts: list[Image.Image], tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(scanned.as_pdf([fronts[0], scanned.back(2), fronts[2]])))
    # As some scanners turn a sheet: only by a note in the file.
    writer.pages[0].rotate(180)
    # And as programs write on one: over the picture, which alone would be blank.
    writer.pages[1].merge_page(pypdf.PdfReader(io.BytesIO(scanned.sheets(CODES[1:2]))).pages[0])
    buffer = io.BytesIO()
    writer.write(buffer)
    turned, covered, plain = read(tmp_path, "scan.pdf", buffer.getvalue())
    assert [page.codes for page in (turned, covered, plain)] == [(code,) for code in CODES]
    assert abs(zxingcpp.read_barcodes(picture(turned), try_invert=False)[0].orientation) < 10


def test_a_printed_pdf_that_was_never_scanned_is_read_too(tmp_path: Path) -> None:
    assert [page.codes for page in read(tmp_path, "a.pdf", scanned.sheets(CODES))] == [(code,) for code in CODES]


def test_codes_of_others_are_told_beside_ours(tmp_path: Path) -> None:
    pix = "00020126580014br.gov.bcb.pix0136b6295ee1-f054-47d1-9e90-ee57b74f60d95204000053039865802BR"
    (page,) = read(tmp_path, "scan.pdf", scanned.as_pdf([scanned.qr_page(pix, CODES[2])]))
    assert sorted(page.codes) == sorted((pix, CODES[2]))


def test_a_phones_picture_is_turned_as_it_was_held_and_made_small(fronts: list[Image.Image], tmp_path: Path) -> None:
    sheet = fronts[0].resize((2480, 3508)).convert("RGB")
    photo = Image.new("RGB", (3000, 4000), (92, 84, 70))
    photo.paste(sheet.rotate(4, expand=True, fillcolor=(92, 84, 70)).resize((2600, 3660)), (200, 170))
    exif = Image.Exif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    photo.rotate(90, expand=True).save(buffer, "JPEG", quality=80, exif=exif)
    (page,) = read(tmp_path, "IMG_0042.jpg", buffer.getvalue())
    assert page.codes == (CODES[0],)
    with Image.open(io.BytesIO(page.data)) as kept:
        assert (max(kept.size), kept.height > kept.width, dict(kept.getexif())) == (2480, True, {})


# Files


def test_a_page_of_a_pdf_keeps_its_stream_byte_for_byte(fronts: list[Image.Image], tmp_path: Path) -> None:
    data = scanned.as_pdf(fronts)
    pages = read(tmp_path, "scan.pdf", data)
    whole = pypdf.PdfReader(io.BytesIO(data))
    for number, page in enumerate(pages):
        alone = pypdf.PdfReader(io.BytesIO(page.data))
        assert len(alone.pages) == 1
        assert alone.pages[0].images[0].data == whole.pages[number].images[0].data
        assert len(page.data) < len(data) / 2
        assert alone.pages[0].mediabox.width == pytest.approx(float(whole.pages[number].mediabox.width), abs=0.1)


@pytest.mark.parametrize("compression", ["tiff_lzw", "group4"])
def test_a_tiff_is_read_page_by_page(fronts: list[Image.Image], tmp_path: Path, compression: str) -> None:
    pages = [page.convert("1") if compression == "group4" else page for page in fronts]
    found = read(tmp_path, "scan.tif", scanned.as_tiff(pages, compression))
    assert [page.codes for page in found] == [(code,) for code in CODES]
    assert {page.media_type for page in found} == ({"image/png"} if compression == "group4" else {"image/jpeg"})
    assert all(len(page.data) < 600_000 for page in found)


def test_a_scanners_jpeg_stays_as_it_is(fronts: list[Image.Image], tmp_path: Path) -> None:
    data = scanned.as_jpeg(fronts[0])
    assert read(tmp_path, "scan.jpg", data)[0].data == data


def test_kept_pages_become_one_pdf_again(fronts: list[Image.Image], tmp_path: Path) -> None:
    pages = (
        *read(tmp_path, "a.pdf", scanned.as_pdf(fronts[:1])),
        *read(tmp_path, "b.jpg", scanned.as_jpeg(fronts[1])),
        *read(tmp_path, "c.tif", scanned.as_tiff([fronts[2].convert("1")], "group4")),
    )
    whole = scans.bound([(page.data, page.media_type) for page in pages])
    assert [page.codes for page in read(tmp_path, "whole.pdf", whole)] == [(code,) for code in CODES]
    widths = [float(page.mediabox.width) for page in pypdf.PdfReader(io.BytesIO(whole)).pages]
    assert widths == pytest.approx([595, 595, 595], abs=2)


def test_a_picture_for_the_screen_is_just_as_wide_as_asked(fronts: list[Image.Image], tmp_path: Path) -> None:
    for data, name in ((scanned.as_pdf(fronts[:1]), "a.pdf"), (scanned.as_jpeg(fronts[0]), "a.jpg")):
        (page,) = read(tmp_path, name, data)
        for turns in range(4):
            drawn = scans.page_picture(page.data, page.media_type, 777, turns)
            assert drawn.width == 777
            assert (drawn.height > drawn.width) is (turns % 2 == 0)
            assert len(drawn.data) == drawn.stride * drawn.height


# Blank backs


@pytest.mark.parametrize("seed", range(4))
def test_a_back_with_dust_holes_and_a_dark_edge_is_blank(tmp_path: Path, seed: int) -> None:
    (page,) = read(tmp_path, "scan.pdf", scanned.as_pdf([scanned.back(seed)]))
    assert (page.blank, page.data) == (True, b"")


def test_what_shines_through_is_no_writing(fronts: list[Image.Image]) -> None:
    ghost = fronts[0].transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(1.5))
    assert scan_blank.is_blank(ghost.point([232 + value * 18 // 255 for value in range(256)]), scanned.DPI)


def test_holes_before_a_white_lid_are_rings(fronts: list[Image.Image]) -> None:
    page = Image.new("L", scanned.A4, 250)
    draw = ImageDraw.Draw(page)
    for y in (640, 1110):
        draw.ellipse((53, y, 89, y + 36), outline=90, width=3)
    assert scan_blank.is_blank(page, scanned.DPI)


@pytest.mark.parametrize("place", [(620, 300), (200, 1600), (60, 60), (1000, 900)])
@pytest.mark.parametrize("grey", [40, 150])
def test_a_single_word_makes_a_page(place: tuple[int, int], grey: int) -> None:
    page = scanned.back(7)
    ImageDraw.Draw(page).text(place, "falta peça", fill=grey, font_size=38)
    assert not scan_blank.is_blank(page, scanned.DPI)


def test_a_signature_alone_makes_a_page() -> None:
    page = scanned.back(8)
    points = [(300 + step * 9, 1500 + random.Random(step).randrange(-30, 30)) for step in range(25)]
    ImageDraw.Draw(page).line(points, fill=70, width=3)
    assert not scan_blank.is_blank(page, scanned.DPI)


# Hostile


def refused(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        scans.open_file(str(path))
    return caught.value.code


def test_text_named_pdf_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "notes.pdf", b"not a scan\n" * 40) == "scan.unknown"
    assert refused(tmp_path, "empty.pdf", b"") == "scan.empty"
    assert refused(tmp_path, "web.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>") == "scan.unknown"


def test_a_pdf_with_a_password_is_refused_by_name(fronts: list[Image.Image], tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(scanned.as_pdf(fronts[:1])))
    writer.encrypt("segredo", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert refused(tmp_path, "locked.pdf", buffer.getvalue()) == "scan.password"


def test_thousands_of_pages_are_refused(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    for _page in range(MOST_PAGES + 1):
        writer.add_blank_page(100, 100)
    buffer = io.BytesIO()
    writer.write(buffer)
    path = tmp_path / "many.pdf"
    path.write_bytes(buffer.getvalue())
    with pytest.raises(Unreadable) as caught:
        scans.open_file(str(path))
    assert (caught.value.code, caught.value.facts) == (
        "scan.too_many_pages",
        {"most": MOST_PAGES, "pages": MOST_PAGES + 1},
    )


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.97])
def test_a_file_cut_short_never_raises_anything_else(fronts: list[Image.Image], tmp_path: Path, share: float) -> None:
    for name, data in (
        ("cut.pdf", scanned.as_pdf(fronts)),
        ("cut.tif", scanned.as_tiff(fronts)),
        ("cut.jpg", scanned.as_jpeg(fronts[0])),
    ):
        try:
            pages = read(tmp_path, name, data[: int(len(data) * share)])
        except Unreadable as trouble:
            assert trouble.code.startswith("scan.")  # noqa: PT017  either is right
        else:
            assert all(page.trouble or page.data or page.blank for page in pages)


def test_rubbish_amid_a_pdf_costs_that_page_alone(fronts: list[Image.Image], tmp_path: Path) -> None:
    tiff = bytearray(scanned.as_tiff(fronts, "tiff_lzw"))
    with Image.open(io.BytesIO(bytes(tiff))) as found:
        found.seek(1)
        strips, sizes = found.tag_v2[273], found.tag_v2[279]  # type: ignore[attr-defined]  # a TIFF has tags
    for start, size in zip(strips, sizes, strict=True):
        tiff[start : start + size] = bytes([255]) * size
    pages = read(tmp_path, "scan.tif", bytes(tiff))
    assert [page.codes for page in (pages[0], pages[2])] == [(CODES[0],), (CODES[2],)]
    assert pages[1].trouble == "scan.damaged_page" or not pages[1].codes


def test_a_picture_that_claims_a_gigapixel_is_refused_unread(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 40_000, 40_000, 8, 0, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    assert refused(tmp_path, "bomb.png", bomb) == "scan.too_large"


def test_a_page_of_a_kilometre_is_drawn_small(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(14_400, 14_400)
    buffer = io.BytesIO()
    writer.write(buffer)
    (page,) = read(tmp_path, "huge.pdf", buffer.getvalue())
    assert page.blank


def test_a_file_that_became_another_meanwhile_is_not_mixed_up(fronts: list[Image.Image], tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned.as_pdf(fronts))
    file = scans.open_file(str(path))
    scans.drop_file(file.path)
    path.write_bytes(scanned.as_pdf(list(reversed(fronts))))
    with pytest.raises(Unreadable, match=r"scan\.changed"):
        scans.read_pages(file, (0,))


def test_pages_are_given_a_few_at_a_time_and_in_the_order_asked(fronts: list[Image.Image], tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned.as_pdf(fronts))
    file = scans.open_file(str(path))
    assert [page.codes for page in scans.read_pages(file, (2, 0))] == [(CODES[2],), (CODES[0],)]
    assert scans.read_pages(file, ()) == ()


def test_pictures_with_alpha_and_deep_grey_are_laid_on_white(tmp_path: Path) -> None:
    see_through = Image.new("RGBA", (600, 800), (0, 0, 0, 0))
    ImageDraw.Draw(see_through).rectangle((100, 100, 500, 200), fill=(20, 20, 20, 255))
    buffer = io.BytesIO()
    see_through.save(buffer, "PNG")
    (page,) = read(tmp_path, "a.png", buffer.getvalue())
    with scan_pictures.opened(page.data) as kept:
        assert min(kept.convert("L").crop((0, 0, 50, 50)).tobytes()) > 250
    assert not page.blank


def test_a_code_made_here_is_an_orders_code(tmp_path: Path) -> None:
    code = new_code()
    (page,) = read(tmp_path, "a.pdf", scanned.as_pdf([scanned.qr_page(code)]))
    assert page.codes == (code,)
