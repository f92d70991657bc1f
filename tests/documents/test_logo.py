"""Logos: every usual kind of file comes out right, and a hostile one is refused with a reason."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

import builders
from documents import reading
from osdesk.documents import logo
from osdesk.domain.problems import Unreadable
from osdesk.services import rendering

RED, WHITE, GREEN = (200, 30, 40), (255, 255, 255), (0, 160, 60)


def a_picture(mode: str = "RGB", size: tuple[int, int] = (400, 200)) -> Image.Image:
    """Red at the left, green at the right."""
    picture = Image.new("RGB", size, RED)
    picture.paste(GREEN, (size[0] // 2, 0, size[0], size[1]))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def prepared(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(logo.prepare(data).data)).convert("RGB")


def near(one: tuple[int, ...], other: tuple[int, ...], within: int = 24) -> bool:
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))


def colours(picture: Image.Image) -> tuple[tuple[int, ...], tuple[int, ...]]:
    left = picture.getpixel((picture.width // 5, picture.height // 2))
    right = picture.getpixel((picture.width * 4 // 5, picture.height // 2))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    return left, right


@pytest.mark.parametrize(
    "data",
    [
        saved(a_picture(), "PNG"),
        saved(a_picture("P"), "PNG"),
        saved(a_picture(), "JPEG", quality=95),
        saved(a_picture("CMYK"), "JPEG", quality=95),
        saved(a_picture("CMYK"), "TIFF"),
        saved(a_picture(), "TIFF"),
        saved(a_picture(), "WEBP", lossless=True),
        saved(a_picture(), "BMP"),
        saved(a_picture("P"), "GIF"),
        saved(a_picture(size=(4000, 2000)), "JPEG", quality=90),
    ],
    ids=["png", "palette", "jpeg", "cmyk-jpeg", "cmyk-tiff", "tiff", "webp", "bmp", "gif", "large"],
)
def test_every_usual_format_keeps_its_colours_and_shape(data: bytes) -> None:
    picture = prepared(data)
    left, right = colours(picture)
    assert near(left, RED)
    assert near(right, GREEN)
    assert picture.width / picture.height == pytest.approx(2, abs=0.02)
    assert rendering.read_logo(data).printed_mm == pytest.approx((32, 16))


def test_a_picture_turned_by_exif_is_turned_back() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(a_picture().rotate(90, expand=True), "JPEG", quality=95, exif=exif)
    left, right = colours(prepared(data))
    assert near(left, RED)
    assert near(right, GREEN)
    reading_ = rendering.read_logo(data)
    assert (reading_.width, reading_.height) == (400, 200)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_lies_on_white(mode: str) -> None:
    picture = Image.new(mode, (200, 100), 0)
    picture.paste(Image.new(mode, (100, 100), (255, 0, 0, 255)[: len(mode)] if mode == "RGBA" else (0, 255)), (0, 0))
    shown = prepared(saved(picture, "PNG"))
    left, right = colours(shown)
    assert near(right, WHITE, 2)
    assert not near(left, WHITE)


def test_a_palette_with_a_transparent_colour_lies_on_white() -> None:
    palette = a_picture().quantize(4)
    data = saved(palette, "PNG", transparency=palette.getpixel((390, 100)))
    left, right = colours(prepared(data))
    assert near(left, RED)
    assert near(right, WHITE, 2)


def test_sixteen_bits_are_brought_to_eight() -> None:
    picture = Image.new("I;16", (200, 100), 60000)
    shown = prepared(saved(picture, "PNG"))
    assert near(colours(shown)[0], (233, 233, 233), 4)


def test_it_is_embedded_at_300_dots_per_inch_of_its_printed_size_and_once() -> None:
    data = saved(a_picture(size=(4000, 2000)), "PNG")
    assert prepared(data).size == (378, 189)
    sheets = tuple(builders.a_sheet(logo=data) for _ in range(3))
    reader = reading.reader(rendering.render(sheets).pdf)
    images = {
        image.indirect_reference.idnum
        for page in reader.pages
        for image in page.images
        if image.indirect_reference is not None
    }
    assert len(images) <= 1
    assert rendering.render(sheets).pdf.count(b"/Subtype /Image") == 1


def test_a_small_picture_is_not_blown_up_and_is_said_to_print_blurred() -> None:
    small = rendering.read_logo(saved(a_picture(size=(60, 30)), "PNG"))
    assert not small.sharp
    assert rendering.read_logo(saved(a_picture(), "PNG")).sharp
    assert prepared(saved(a_picture(size=(60, 30)), "PNG")).size == (60, 30)


def test_an_svg_is_drawn_large_and_sharp() -> None:
    drawn = rendering.read_logo(builders.logo())
    assert drawn.sharp
    assert drawn.printed_mm == pytest.approx((30.5, 16), abs=0.05)
    picture = prepared(builders.logo())
    assert picture.size == pytest.approx((360, 189), abs=1)
    assert near(picture.getpixel((20, 90)), (15, 76, 92), 6)  # type: ignore[arg-type]
    preview = Image.open(io.BytesIO(drawn.preview_png))
    assert preview.height == 320


def test_an_svg_fetches_and_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = tmp_path / "outside.png"
    outside.write_bytes(saved(Image.new("RGB", (50, 50), RED), "PNG"))
    for address in (outside.as_uri(), str(outside), "outside.png", "http://127.0.0.1:9/logo.png"):
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">'
            f'<image xlink:href="{address}" href="{address}" width="100" height="50"/></svg>'
        )
        monkeypatch.chdir(tmp_path)  # where a relative address would be looked for
        picture = prepared(svg.encode())
        assert picture.getextrema() == ((255, 255),) * 3


def test_an_svg_of_growing_entities_is_refused() -> None:
    entities = '<!ENTITY a0 "aaaaaaaaaa">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    svg = f'<?xml version="1.0"?><!DOCTYPE svg [{entities}]><svg xmlns="http://www.w3.org/2000/svg"><text>&a9;</text></svg>'
    with pytest.raises(Unreadable) as caught:
        rendering.read_logo(svg.encode())
    assert caught.value.code == "logo.damaged"


def a_bomb() -> bytes:
    """A small PNG that says it is 100,000 pixels square."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "logo.empty"),
        (b"uma carta, com outro nome" * 20, "logo.unknown"),
        (b"%PDF-1.7 nothing", "logo.unknown"),
        (saved(a_picture(), "PNG")[:400], "logo.damaged"),
        (saved(a_picture(), "JPEG")[:900], "logo.damaged"),
        (a_bomb(), "logo.too_large"),
        (saved(Image.new("RGB", (1, 1)), "PNG"), "logo.too_small"),
        (saved(Image.new("1", (20_000, 20)), "PNG"), "logo.too_thin"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><rect", "logo.damaged"),
        (b"<?xml version='1.0'?><html><body/></html>", "logo.unknown"),
        (b"\0" * 41_000_000, "logo.too_heavy"),
        (saved(Image.new("RGBA", (100, 100), (0, 0, 0, 0)), "PNG"), "logo.blank"),
        (saved(Image.new("RGBA", (100, 100), (255, 255, 255, 90)), "PNG"), "logo.blank"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>", "logo.blank"),
    ],
    ids=[
        "empty",
        "text",
        "pdf",
        "cut-png",
        "cut-jpeg",
        "bomb",
        "1x1",
        "thin",
        "cut-svg",
        "html",
        "heavy",
        "clear",
        "white",
        "bare",
    ],
)
def test_a_hostile_file_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        rendering.read_logo(data)
    assert caught.value.code == code


def test_twenty_thousand_pixels_of_width_are_no_trouble() -> None:
    wide = rendering.read_logo(saved(Image.new("1", (20_000, 2_000), 0), "PNG"))
    assert wide.printed_mm == pytest.approx((36, 3.6))


def test_a_logo_that_cannot_be_read_never_keeps_the_paper_from_coming_out() -> None:
    pdf = rendering.render((builders.a_sheet(logo=b"broken"),)).pdf
    assert "VentosulClimatização" in reading.texts_of_copies(pdf)[0]
    assert b"/Subtype /Image" not in pdf
