"""Pictures of pages, several in a TIFF: read safely, shown upright, and stored small.

Apart from `scans`, which reads files of any kind. A picture is stored as PNG where it has two tones, else as JPEG.
"""

from __future__ import annotations

import contextlib
import io
import struct
import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps

from osdesk.domain.problems import Unreadable
from osdesk.domain.scans import MOST_PAGES

JPEG, PNG = "image/jpeg", "image/png"

#: A0 at 200 dpi; a picture that says more is a bomb or a mistake.
_MOST_PIXELS = 64_000_000
#: A4 at 210 dpi: what a phone's picture of a page is reduced to.
_LONGEST_EDGE = 2480
_QUALITY = 82
#: What Pillow raises of damaged files.
_FAULTS = (
    OSError, EOFError, ValueError, SyntaxError, ArithmeticError, TypeError, LookupError, AttributeError, struct.error,
)  # fmt: skip
_FORMATS = ("JPEG", "MPO", "PNG", "TIFF", "WEBP", "BMP", "HEIF", "AVIF")
_CLOCKWISE = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}

try:
    import pi_heif  # type: ignore[import-not-found,import-untyped,unused-ignore]  # ships no types
except ImportError:  # where there is no wheel, phones' own format stays shut
    pass
else:
    pi_heif.register_heif_opener()


@contextlib.contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, its size checked, its pixels not read yet. Raises `Unreadable` (`scan.…`), in the block as well."""
    with warnings.catch_warnings():
        # What Pillow thinks odd in a file is either good enough, or told in words below.
        warnings.simplefilter("ignore")
        try:
            found = Image.open(io.BytesIO(data), formats=_formats())
        except Image.DecompressionBombError as failure:
            raise _too_large() from failure
        except _FAULTS as failure:
            raise Unreadable("scan.unknown") from failure
        with found:
            check_size(found)
            try:
                yield found
            except Image.DecompressionBombError as failure:
                raise _too_large() from failure
            except _FAULTS as failure:
                # `Unreadable` is a ValueError, and says more.
                raise failure if isinstance(failure, Unreadable) else Unreadable("scan.damaged") from failure


def _formats() -> list[str]:
    Image.init()
    return [name for name in _FORMATS if name in Image.OPEN]


def check_size(found: Image.Image) -> None:
    """Raise `Unreadable` for a picture that says it is too large."""
    if found.width * found.height > _MOST_PIXELS:
        raise _too_large()


def _too_large() -> Unreadable:
    return Unreadable("scan.too_large", megapixels=_MOST_PIXELS // 1_000_000)


def scanned_grey(data: bytes) -> Image.Image | None:
    """A scanner's JPEG in grey; None for what isn't plain or whole. Any thread may call it."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as found:
            if found.mode not in ("L", "RGB") or found.width * found.height > _MOST_PIXELS:
                return None
            found.draft("L", found.size)
            return found.convert("L")
    except _FAULTS:
        return None


def turned(picture: Image.Image, turns: int) -> Image.Image:
    """Turned clockwise by so many quarters."""
    return picture.transpose(_CLOCKWISE[turns % 4]) if turns % 4 else picture


def drawn(data: bytes, width: int, *, sideways: bool = False) -> Image.Image:
    """A stored picture in colour, reduced to about so many pixels across (`sideways`: high). Raises `Unreadable`."""
    with opened(data) as found:
        scale = width / (found.height if sideways else found.width)
        size = (max(1, round(found.width * scale)), max(1, round(found.height * scale)))
        found.draft("RGB", size)
        picture = found.convert("RGB")
        return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0) if scale < 1 else picture


def as_pdf(data: bytes) -> bytes:
    """A stored picture as a PDF of one page, of the size it was scanned at; A4's width when that isn't known."""
    with opened(data) as found:
        dpi = dpi_of(found) or min(found.size) / 8.27
        buffer = io.BytesIO()
        picture = found if found.mode in ("1", "L", "RGB") else found.convert("RGB")
        # Two tones go as a fax does, which knows no quality.
        picture.save(buffer, "PDF", resolution=dpi, **({} if picture.mode == "1" else {"quality": _QUALITY}))
        return buffer.getvalue()


class Pictures:
    """A picture, or several in one TIFF."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        with opened(data) as found:
            self.pages = _frames(found)
        self._last: tuple[int, Image.Image, float] | None = None

    def scan(self, page: int) -> None:
        """None: the picture is decoded for the look."""

    def look(self, page: int) -> tuple[Image.Image, float]:
        """In grey, reduced where a phone's camera was generous."""
        picture, dpi = self._picture(page)
        grey = picture.convert("L")
        longest = max(grey.size)
        if longest > _LONGEST_EDGE:
            scale = _LONGEST_EDGE / longest
            grey = grey.resize(
                (max(1, round(grey.width * scale)), max(1, round(grey.height * scale))),
                Image.Resampling.BOX,
                reducing_gap=2.0,
            )
            dpi *= scale
        return grey, dpi

    def closer(self, page: int) -> Image.Image | None:
        """The picture as it came, where it was reduced for the first look."""
        picture, _dpi = self._picture(page)
        return picture.convert("L") if max(picture.size) > _LONGEST_EDGE else None

    def keep(self, page: int, turns: int) -> tuple[bytes, str]:
        """Few tones as PNG, else as JPEG; a JPEG of a scanner's own size stays as it is."""
        with opened(self._data) as found:
            plain = found.format == "JPEG" and found.getexif().get(0x0112, 1) == 1 and self.pages == 1
            if plain and not turns and max(found.size) <= _LONGEST_EDGE:
                return self._data, JPEG
        picture, dpi = self._picture(page)
        return _stored(turned(picture, turns), dpi)

    def _picture(self, page: int) -> tuple[Image.Image, float]:
        if self._last is None or self._last[0] != page:
            with opened(self._data) as found:
                try:
                    if page:
                        found.seek(page)
                    check_size(found)
                    found.load()
                except _FAULTS as failure:
                    raise Unreadable("scan.damaged_page") from failure
                self._last = (page, _upright(found), dpi_of(found))
        return self._last[1], self._last[2]


def _frames(found: Image.Image) -> int:
    """How many pages, counted no farther than it matters: a chain of them may bite its own tail."""
    if found.format != "TIFF":
        return 1
    count = 1
    try:
        while count <= MOST_PAGES:
            found.seek(count)
            count += 1
    except EOFError:
        pass
    except _FAULTS as failure:
        raise Unreadable("scan.damaged") from failure
    return count


def _upright(found: Image.Image) -> Image.Image:
    """As the camera was held, on white, in one of the modes that are stored."""
    picture = ImageOps.exif_transpose(found)
    if picture.mode in ("1", "L", "RGB"):
        return picture
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture).convert("RGB")
    if picture.mode.startswith("I") or picture.mode == "F":
        return picture.point(lambda value: value / 256).convert("L") if picture.mode != "F" else picture.convert("L")
    return picture.convert("RGB")


def dpi_of(found: Image.Image) -> float:
    """What the file says, if it can be."""
    try:
        dpi = float(found.info.get("dpi", (0, 0))[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return 0.0
    return dpi if 50 <= dpi <= 1200 else 0.0


def _stored(picture: Image.Image, dpi: float) -> tuple[bytes, str]:
    buffer = io.BytesIO()
    if picture.mode == "1" and max(picture.size) <= 3 * _LONGEST_EDGE:
        picture.save(buffer, "PNG", optimize=True, **({"dpi": (dpi, dpi)} if dpi else {}))
        return buffer.getvalue(), PNG
    if picture.mode == "1":
        picture = picture.convert("L")
    scale = _LONGEST_EDGE / max(picture.size)
    if scale < 1:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        dpi *= scale
    picture.save(buffer, "JPEG", quality=_QUALITY, optimize=True, **({"dpi": (round(dpi), round(dpi))} if dpi else {}))
    return buffer.getvalue(), JPEG
