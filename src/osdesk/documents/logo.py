"""The company's logo: read from any usual picture file, made ready for 300 dpi at printed size on white.

Apart because the file may be hostile: everything that opens it is here, and runs in the paper process.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import resvg_py
from PIL import Image, ImageOps, ImageStat

from osdesk.documents.header import LOGO_HEIGHT, LOGO_WIDTH
from osdesk.domain.problems import Unreadable

MOST_PIXELS = 50_000_000
MOST_BYTES = 40_000_000
MOST_SVG_BYTES = 4_000_000
MOST_SVG_ELEMENTS = 20_000
LEAST_SIDE = 16
THINNEST = 60
"""A logo this many times as long as it is high (or more) would print as a hair."""
DPI = 300
_FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF")
_INCH = 25.4
_PREVIEW = (720, 320)
_NEARLY_WHITE = 250

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


@dataclass(frozen=True, slots=True)
class Prepared:
    """A logo as it is embedded: `size` in pixels of the picture it was made from, `data` a PNG or JPEG file."""

    name: str
    size: tuple[int, int]
    data: bytes


@dataclass(frozen=True, slots=True)
class LogoReading:
    """What was made of a chosen file: its bytes, its size in pixels, and how it prints.

    `printed_mm` is width and height on paper; `sharp_mm` the width up to which it would be sharp (300 dpi); an SVG is
    sharp at any size. `preview_png` is a small picture on white for the screen.
    """

    data: bytes
    width: int
    height: int
    sharp_mm: float
    printed_mm: tuple[float, float]
    preview_png: bytes

    @property
    def sharp(self) -> bool:
        """Whether it prints with at least 200 of the 300 dpi, below which edges begin to show steps."""
        return self.sharp_mm >= self.printed_mm[0] * 2 / 3


def read(data: bytes) -> LogoReading:
    """Read a chosen file as a logo.

    Raises `Unreadable`: `logo.empty`, `logo.too_heavy` (`megabytes`), `logo.unknown` (no picture of a known format),
    `logo.damaged`, `logo.too_large` (`width`, `height`, `megapixels`: the most allowed), `logo.too_small` (`width`,
    `height`, `least`), `logo.too_thin`, `logo.blank` (white or transparent all over: on paper there would be a gap).
    """
    picture, size = _picture(data, _PREVIEW)
    picture.thumbnail(_PREVIEW, Image.Resampling.LANCZOS)
    if all(low >= _NEARLY_WHITE for low, _high in ImageStat.Stat(picture).extrema):
        raise Unreadable("logo.blank")
    preview = io.BytesIO()
    picture.save(preview, "PNG")
    printed = _printed(size)
    sharp = LOGO_WIDTH if is_svg(data) else size[0] / DPI * _INCH
    return LogoReading(data, size[0], size[1], sharp, printed, preview.getvalue())


def prepare(data: bytes) -> Prepared:
    """The logo at 300 dpi of its printed size; raises `Unreadable` as `read` does."""
    most = (round(LOGO_WIDTH / _INCH * DPI), round(LOGO_HEIGHT / _INCH * DPI))
    picture, size = _picture(data, most)
    width, height = (max(1, round(side / _INCH * DPI)) for side in _printed(size))
    if picture.width > width or picture.height > height:
        picture = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    packed = io.BytesIO()
    picture.save(packed, "PNG", optimize=True)
    if packed.tell() > 60_000:  # a photograph: flat colours stay exact, this needn't
        packed = io.BytesIO()
        picture.save(packed, "JPEG", quality=90, subsampling=0)
    return Prepared(f"logo-{hashlib.sha256(data).hexdigest()[:24]}", size, packed.getvalue())


def is_svg(data: bytes) -> bool:
    """Whether the bytes begin as an SVG does."""
    return (
        re.match(rb"\s*<(\?xml|!DOCTYPE svg|!--|svg|[A-Za-z]+:svg)", data.removeprefix(b"\xef\xbb\xbf")[:200])
        is not None
    )


def _printed(size: tuple[int, int]) -> tuple[float, float]:
    """Width and height on paper in mm."""
    scale = min(LOGO_WIDTH / size[0], LOGO_HEIGHT / size[1])
    return size[0] * scale, size[1] * scale


def _picture(data: bytes, wanted: tuple[int, int]) -> tuple[Image.Image, tuple[int, int]]:
    """The picture as RGB on white, at least as large as wanted if it was, and its own size in pixels."""
    if not data:
        raise Unreadable("logo.empty")
    if len(data) > MOST_BYTES:
        raise Unreadable("logo.too_heavy", megabytes=MOST_BYTES // 1_000_000)
    return _drawn(data, wanted) if is_svg(data) else _opened(data, wanted)


def _check(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Unreadable("logo.too_large", width=width, height=height, megapixels=MOST_PIXELS // 1_000_000)
    if min(width, height) < LEAST_SIDE:
        raise Unreadable("logo.too_small", width=width, height=height, least=LEAST_SIDE)
    if max(width, height) > THINNEST * min(width, height):
        raise Unreadable("logo.too_thin", width=width, height=height)


def _opened(data: bytes, wanted: tuple[int, int]) -> tuple[Image.Image, tuple[int, int]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata, which is nothing to a logo
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Unreadable("logo.too_large", width=0, height=0, megapixels=MOST_PIXELS // 1_000_000) from None
        except Exception:  # noqa: BLE001  whatever a decoder makes of a file that isn't one
            raise Unreadable("logo.unknown") from None
        _check(*picture.size)
        size = picture.size
        try:
            # Only a box of the picture's own proportions lets a JPEG be decoded small.
            scale = max(wanted[0] / size[0], wanted[1] / size[1])
            if scale < 1:
                picture.draft("RGB", (round(size[0] * scale), round(size[1] * scale)))
            picture.load()
            turned = ImageOps.exif_transpose(picture)
            if (turned.width > turned.height) != (picture.width > picture.height):
                size = size[1], size[0]
            return _on_white(turned), size
        except Exception:  # noqa: BLE001  a decoder may raise anything on damaged data
            raise Unreadable("logo.damaged") from None


def _on_white(picture: Image.Image) -> Image.Image:
    """As RGB, with what is transparent laid on white."""
    if picture.mode.startswith(("I", "F")):  # 16 bits and more: to 8 by the range it uses
        low, high = picture.convert("F").getextrema()
        reach = (float(high) if isinstance(high, (int, float)) else 255.0) or 1.0
        del low
        top = 65535.0 if reach > 255 else 255.0
        picture = picture.convert("F").point(lambda value: value * (255.0 / top)).convert("L")
    if "transparency" in picture.info or picture.mode in {"RGBA", "LA", "PA", "RGBa", "La"}:
        layer = picture.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    return picture.convert("RGB")


def _drawn(data: bytes, wanted: tuple[int, int]) -> tuple[Image.Image, tuple[int, int]]:
    """An SVG drawn large, with nothing fetched or read because of it."""
    if len(data) > MOST_SVG_BYTES:
        raise Unreadable("logo.too_heavy", megabytes=MOST_SVG_BYTES // 1_000_000)
    try:
        root = ET.fromstring(data)  # noqa: S314  expat stops entities that grow, and outer ones aren't fetched
    except ET.ParseError:
        raise Unreadable("logo.damaged") from None
    if root.tag.rpartition("}")[2] != "svg":
        raise Unreadable("logo.unknown")
    size = _svg_size(root)
    _check(*size)
    has_text = False
    for count, element in enumerate(root.iter()):
        if count > MOST_SVG_ELEMENTS:
            raise Unreadable("logo.too_large", width=size[0], height=size[1], megapixels=MOST_PIXELS // 1_000_000)
        has_text = has_text or str(element.tag).endswith("}text")
        for name in [name for name in element.attrib if name.rpartition("}")[2] == "href"]:
            if not element.attrib[name].strip().startswith(("#", "data:image/")):
                del element.attrib[name]
    scale = min(wanted[0] / size[0], wanted[1] / size[1])
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=ET.tostring(root, encoding="unicode"),
            background="#ffffff",
            skip_system_fonts=not has_text,
            width=max(1, round(size[0] * scale)),
            height=max(1, round(size[1] * scale)),
        )
        picture = Image.open(io.BytesIO(bytes(png)), formats=("PNG",))
        picture.load()
    except Exception:  # noqa: BLE001  whatever the renderer makes of it
        raise Unreadable("logo.damaged") from None
    return _on_white(picture), size


def _svg_size(root: ET.Element) -> tuple[int, int]:
    """The drawing's own size, in tenths of its units so that small ones keep their proportions."""
    numbers = [_number(text) for text in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    width, height = (numbers[2], numbers[3]) if len(numbers) == 4 else (0.0, 0.0)
    if width <= 0 or height <= 0:
        width, height = _number(root.get("width", "")), _number(root.get("height", ""))
    if width <= 0 or height <= 0:
        width, height = 100.0, 100.0
    scale = 1000 / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _number(text: str) -> float:
    found = re.match(r"\s*([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*(?:px|pt|mm|cm|in|pc)?\s*$", text)
    value = float(found[1]) if found else 0.0
    return value if value < 1e6 else 0.0
