"""Paper that comes back: pages of real sheets as a scanner or a phone would make them, and files of such pages."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import segno
from PIL import Image, ImageChops, ImageDraw, ImageFilter

import builders
from osdesk.services import rendering

DPI = 150
A4 = (round(210 / 25.4 * DPI), round(297 / 25.4 * DPI))


def sheets(codes: Sequence[str]) -> bytes:
    """One PDF, a typical order with each of these codes."""
    typical = builders.typical()
    assert typical.order is not None
    made = tuple(
        replace(typical, order=replace(typical.order, code=code, number=f"{place:06}"))
        for place, code in enumerate(codes, 1)
    )
    return rendering.render(made).pdf


def pictures(pdf: bytes, dpi: float = DPI) -> list[Image.Image]:
    """Every page of a PDF in grey."""
    with pdfium.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]


def scanned(page: Image.Image, seed: int, turn: int = 0, skew: float = 0.0) -> Image.Image:
    """Turned (clockwise, degrees), skewed, greyish with a shadow, noisy, a little soft: what an old scanner gives."""
    chance = random.Random(seed)
    paper = page.convert("L").rotate(-(turn + skew), Image.Resampling.BICUBIC, expand=turn % 180 != 0, fillcolor=255)
    faded = paper.point([round(58 + value * 170 / 255) for value in range(256)])
    grain = Image.frombytes("L", paper.size, chance.randbytes(paper.width * paper.height))
    grain = grain.filter(ImageFilter.GaussianBlur(0.6)).point([round(value / 4) for value in range(256)])
    noisy = ImageChops.subtract(ImageChops.add(faded, grain), Image.new("L", paper.size, 32))
    shadow = Image.linear_gradient("L").resize(paper.size).point([round(value / 12) for value in range(256)])
    return specks(ImageChops.subtract(noisy, shadow).filter(ImageFilter.GaussianBlur(0.5)), seed, 150)


def specks(page: Image.Image, seed: int, count: int) -> Image.Image:
    """With dust of one or two pixels on the glass."""
    chance = random.Random(seed)
    page = page.copy()
    draw = ImageDraw.Draw(page)
    for _ in range(count):
        x, y, size = chance.randrange(page.width), chance.randrange(page.height), chance.choice((0, 1))
        draw.rectangle((x, y, x + size, y + size), fill=chance.randrange(90))
    return page


def back(seed: int = 0, *, holes: bool = True) -> Image.Image:
    """The back of a sheet: nothing on it but what a scanner adds."""
    page = Image.new("L", A4, 244)
    draw = ImageDraw.Draw(page)
    if holes:
        for y in (0.5 - 40 / 297, 0.5 + 40 / 297):
            middle = (12 / 25.4 * DPI, y * A4[1])
            radius = 3 / 25.4 * DPI
            draw.ellipse((*(part - radius for part in middle), *(part + radius for part in middle)), fill=40)
    draw.rectangle((A4[0] - 14, 0, A4[0], A4[1]), fill=60)
    return scanned(page, seed)


def qr_page(*texts: str) -> Image.Image:
    """A page with nothing but these QR codes and a line of writing."""
    page = Image.new("L", A4, 255)
    for place, text in enumerate(texts):
        code = segno.make_qr(text, error="q")
        buffer = io.BytesIO()
        code.save(buffer, kind="png", scale=4, border=4)
        with Image.open(buffer) as picture:
            page.paste(picture.convert("L"), (200, 200 + place * 500))
    ImageDraw.Draw(page).text((200, 1500), "Recebido em ordem", fill=0, font_size=40)
    return page


def as_pdf(pages: Sequence[Image.Image]) -> bytes:
    """A file as a scanner's feeder makes it: each page one JPEG."""
    buffer, pages = io.BytesIO(), [page.copy() for page in pages]
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=70)
    return buffer.getvalue()


def as_tiff(pages: Sequence[Image.Image], compression: str = "tiff_lzw") -> bytes:
    """The same as a TIFF of several pages."""
    buffer, pages = io.BytesIO(), [page.copy() for page in pages]
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:], compression=compression, dpi=(DPI, DPI))
    return buffer.getvalue()


def as_jpeg(page: Image.Image, quality: int = 70) -> bytes:
    """One page."""
    buffer = io.BytesIO()
    page.save(buffer, "JPEG", quality=quality, dpi=(DPI, DPI))
    return buffer.getvalue()
