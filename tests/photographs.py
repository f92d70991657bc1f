"""Photos for tests, made when they are wanted: as cameras, phones and screens write them, and as nobody should."""

from __future__ import annotations

import io
import random
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter

HEIC = Path(__file__).parent / "data" / "photo.heic"
"""As a phone writes it, 640 × 480 on its side: taken on 24 November 2026 at 08:12:33 −03:00 in Porto Alegre."""
PLACE = {1: "S", 2: (30.0, 1.0, 40.0), 3: "W", 4: (51.0, 13.0, 10.0)}
_SIDES = {"red": (200, 40, 40), "green": (40, 160, 60), "blue": (40, 60, 200), "white": (245, 245, 245)}


@cache
def grain(width: int, height: int, seed: int = 1) -> Image.Image:
    """A picture with soft shapes and fine grain, as large in bytes as a photo of that size."""
    chance = random.Random(seed)
    soft = Image.frombytes("RGB", (24, 18), chance.randbytes(24 * 18 * 3)).resize(
        (width, height), Image.Resampling.BICUBIC
    )
    strip = Image.frombytes("L", (width, min(height, 256)), chance.randbytes(width * min(height, 256)))
    noise = Image.new("L", (width, height))
    for top in range(0, height, strip.height):
        noise.paste(strip, (0, top))
    noise = noise.point(lambda value: value // 8)
    return ImageChops.add(soft, Image.merge("RGB", (noise, noise, noise)))


def quarters(width: int = 640, height: int = 480) -> Image.Image:
    """Red, green, blue, white: from the upper left clockwise. It shows which way up it lies."""
    picture = Image.new("RGB", (width, height))
    across, down = (0, width // 2, width), (0, height // 2, height)
    for colour, (column, row) in zip(_SIDES.values(), ((0, 0), (1, 0), (1, 1), (0, 1)), strict=True):
        picture.paste(colour, (across[column], down[row], across[column + 1], down[row + 1]))
    return picture


def notes(*, turn: int = 1, place: bool = True, taken: str = "2026:11:24 08:12:33", offset: str = "") -> Image.Exif:
    """What a phone notes in a photo."""
    exif = Image.Exif()
    exif[0x0112] = turn
    exif[0x010F] = "Invented"
    exif[0x8769] = {0x9003: taken, **({0x9011: offset} if offset else {})}
    if place:
        exif[0x8825] = PLACE
    # Read back: only then every encoder takes it.
    written = Image.Exif()
    written.load(exif.tobytes())
    return written


def encoded(picture: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    """The picture as a file."""
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def a_jpeg(seed: int = 1, size: tuple[int, int] = (800, 600), **how: Any) -> bytes:
    """A small photo; each seed another one."""
    return encoded(grain(*size, seed), quality=85, **how)


def opened(data: bytes) -> Image.Image:
    """A file as anybody would see it."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def corners(picture: Image.Image) -> tuple[str, ...]:
    """The names of the colours in the corners, from the upper left clockwise."""
    seen = picture.convert("RGB")
    right, bottom = seen.width - 5, seen.height - 5
    return tuple(_nearest(seen.getpixel(place)) for place in ((4, 4), (right, 4), (right, bottom), (4, bottom)))


def _nearest(pixel: Any) -> str:
    return min(_SIDES, key=lambda name: sum(abs(a - b) for a, b in zip(_SIDES[name], pixel, strict=True)))


def scene(number: int, width: int = 1600, height: int = 1200) -> Image.Image:
    """What a technician photographs, drawn: a split over a counter, a pressure gauge, a condenser."""
    grounds = (
        ((168, 190, 205), (140, 160, 176)),
        ((232, 214, 186), (198, 170, 128)),
        ((196, 212, 190), (150, 172, 142)),
    )
    top, bottom = grounds[number % 3]
    picture = Image.new("RGB", (1, height))
    for line in range(height):
        share = line / height
        picture.putpixel((0, line), tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)))
    picture = picture.resize((width, height))
    draw = ImageDraw.Draw(picture)

    def box(left: float, upper: float, right: float, lower: float) -> tuple[int, int, int, int]:
        return round(left * width), round(upper * height), round(right * width), round(lower * height)

    if number % 3 == 0:
        draw.rounded_rectangle(box(0.14, 0.26, 0.86, 0.58), 30, fill=(244, 246, 247))
        for step in range(4):
            draw.rectangle(box(0.2, 0.42 + step * 0.035, 0.8, 0.427 + step * 0.035), fill=(196, 204, 210))
        for x, y in ((0.3, 0.7), (0.44, 0.74), (0.64, 0.71)):
            draw.ellipse(box(x, y, x + 0.022, y + 0.04), fill=(84, 158, 222))
    elif number % 3 == 1:
        draw.ellipse(box(0.26, 0.14, 0.74, 0.78), fill=(92, 82, 74))
        draw.ellipse(box(0.3, 0.19, 0.7, 0.73), fill=(246, 242, 234))
        draw.line(box(0.5, 0.46, 0.62, 0.3), fill=(192, 40, 36), width=max(2, width // 90))
    else:
        draw.rectangle(box(0.18, 0.22, 0.82, 0.78), fill=(82, 92, 84))
        draw.ellipse(box(0.36, 0.28, 0.64, 0.72), fill=(176, 192, 178))
        for step in range(5):
            draw.rectangle(box(0.36, 0.36 + step * 0.07, 0.64, 0.375 + step * 0.07), fill=(104, 116, 106))
    return picture.filter(ImageFilter.GaussianBlur(2))
