"""A photo or file that somebody offers, read: turned upright, reduced, freed of what the camera noted; or refused.

Apart because the file may be hostile: everything that opens it is here, and runs in the process of foreign files. One
call takes one file, and many threads may call: Pillow works without Python's lock.
"""

from __future__ import annotations

import hashlib
import io
import mimetypes
import stat
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path, PurePath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pi_heif  # type: ignore[import-untyped]  # it comes without annotations
from PIL import Image, ImageCms

from osdesk.documents import location
from osdesk.domain.attachments import AttachmentKind
from osdesk.domain.incoming import PICTURE_SUFFIXES, Arrived, Incoming, PhotoOptions
from osdesk.domain.problems import Unreadable

MOST_FILE_BYTES = 50_000_000
MOST_PHOTO_BYTES = 150_000_000
MOST_PIXELS = 100_000_000
#: A JPEG is decoded small from the start, so that even a phone's 200 megapixels cost little.
MOST_JPEG_PIXELS = 250_000_000
#: Pixels that all threads together may have decoded at one time.
_ROOM = 120_000_000
_QUALITY, _DRAWN_QUALITY = 85, 92
#: A JPEG that is small enough and has no more bytes than this for each pixel is kept as it is.
_DENSE = 0.75
_ORIENTATION, _EXIF, _TAKEN, _OFFSET = 0x0112, 0x8769, 0x9003, 0x9011
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "TIFF", "BMP", "GIF")
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"})
#: Bytes of the head of a JPEG file without a small picture in it.
_JFIF = 18
_TIFF = frozenset({b"II*\x00", b"MM\x00*"})
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

pi_heif.register_heif_opener(thumbnails=False)
# Twice this is an error of Pillow's own; what lies between is measured below, and nobody reads its warnings.
Image.MAX_IMAGE_PIXELS = MOST_JPEG_PIXELS // 2
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


def read(item: Incoming, options: PhotoOptions) -> Arrived:
    """Read one file: a picture becomes a photo, anything else is taken as it came.

    Raises `Unreadable`: `photo.empty`, `photo.too_heavy` and `photo.file_too_heavy` (`megabytes`), `photo.unknown` (a
    picture's name on something else), `photo.damaged`, `photo.too_large` (`megapixels`: the most allowed),
    `photo.no_file` (a folder, a device); OSError where the file can't be read.
    """
    name = item.called
    data = item.data if item.path is None else _bytes(item.path)
    if not data:
        raise Unreadable("photo.empty")
    suffix = PurePath(name).suffix.lower()
    if _is_picture(data, suffix):
        return _photo(data, name, options)
    if suffix in PICTURE_SUFFIXES and data[:4] not in _TIFF:
        raise Unreadable("photo.unknown")
    return _file(data, name)


def _bytes(path: Path) -> bytes:
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise Unreadable("photo.no_file")
    _weigh(about.st_size, path.suffix.lower() in PICTURE_SUFFIXES)
    with path.open("rb") as file:
        data = file.read(MOST_PHOTO_BYTES + 1)
    _weigh(len(data), path.suffix.lower() in PICTURE_SUFFIXES)
    return data


def _weigh(size: int, picture: bool) -> None:
    if picture and size > MOST_PHOTO_BYTES:
        raise Unreadable("photo.too_heavy", megabytes=MOST_PHOTO_BYTES // 1_000_000)
    if not picture and size > MOST_FILE_BYTES:
        raise Unreadable("photo.file_too_heavy", megabytes=MOST_FILE_BYTES // 1_000_000)


def _is_picture(data: bytes, suffix: str) -> bool:
    """Whether the bytes begin as a picture's do. A camera's raw file is a TIFF by its bytes, and none to look at."""
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")):
        return True
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return True
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return True
    if data[:4] in _TIFF:
        return suffix in {"", ".tif", ".tiff"} and not _has_pages(data)
    return data[:2] == b"BM" and suffix in {"", ".bmp"}


def _has_pages(data: bytes) -> bool:
    """A TIFF of several pages is a scan, which as a photo would lose all but the first."""
    try:
        with Image.open(io.BytesIO(data), formats=("TIFF",)) as picture:
            return getattr(picture, "n_frames", 1) > 1
    except Exception:  # noqa: BLE001  said when it is read as a picture
        return False


def _file(data: bytes, name: str) -> Arrived:
    _weigh(len(data), picture=False)
    guessed = "application/pdf" if data.startswith(b"%PDF-") else mimetypes.guess_type(name)[0]
    return Arrived(
        kind=AttachmentKind.FILE,
        name=name,
        media_type=guessed or "application/octet-stream",
        data=data,
        source=hashlib.sha256(data).hexdigest(),
    )


def _photo(data: bytes, name: str, options: PhotoOptions) -> Arrived:
    if len(data) > MOST_PHOTO_BYTES:
        raise Unreadable("photo.too_heavy", megabytes=MOST_PHOTO_BYTES // 1_000_000)
    picture = _opened(data)
    try:
        noted = picture.getexif()
        turn = noted.get(_ORIENTATION, 1)
        taken_at = _taken(noted, options.time_zone)
        place = noted.get_ifd(location.GPS_POINTER) if options.keep_location else {}
    except Exception:  # noqa: BLE001  broken notes don't make a broken photo
        turn, taken_at, place = 1, None, {}
    try:
        packed, size = _packed(picture, data, turn, place, options.edge)
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001  a decoder may raise anything on damaged data
        raise Unreadable("photo.damaged") from None
    original = b""
    if options.keep_original:
        original = data if options.keep_location else location.without_location(data) or b""
    return Arrived(
        kind=AttachmentKind.PHOTO,
        name=name,
        media_type="image/jpeg",
        data=packed,
        original=original,
        source=hashlib.sha256(data).hexdigest(),
        width=size[0],
        height=size[1],
        taken_at=taken_at,
    )


def _opened(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise _too_large() from None
    except Exception:  # noqa: BLE001  whatever a decoder makes of a file that isn't one
        raise Unreadable("photo.damaged") from None
    if picture.width * picture.height > (MOST_JPEG_PIXELS if picture.format in {"JPEG", "MPO"} else MOST_PIXELS):
        raise _too_large()
    return picture


def _too_large() -> Unreadable:
    return Unreadable("photo.too_large", megapixels=MOST_PIXELS // 1_000_000)


def _packed(
    picture: Image.Image, data: bytes, turn: int, place: dict[int, object], edge: int
) -> tuple[bytes, tuple[int, int]]:
    """The photo as it is kept, upright, and its size."""
    profile = _foreign_profile(picture)
    as_jpeg = picture.format in {"JPEG", "MPO"}
    photographed = as_jpeg or picture.format in {"HEIF", "AVIF"}
    small = max(picture.size) <= edge
    if not small:
        # Only a box of the picture's own proportions lets a JPEG be decoded small. Without a profile its colours need
        # not be unpacked at all: they are packed again as they are.
        scale = edge / max(picture.size)
        box = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture.draft("RGB" if profile or picture.mode != "RGB" else "YCbCr", box)
    with _room_for(picture.width * picture.height):
        picture.load()
        dense = len(data) > _DENSE * picture.width * picture.height
        if as_jpeg and small and turn in {0, 1} and not (profile or place or dense) and picture.mode in {"RGB", "L"}:
            return _bare_jpeg(data), picture.size
        picture = _plain(picture)
        scale = edge / max(picture.size)
        if scale < 1:
            size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
            picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    picture = _as_rgb(picture, profile)
    if turn in _TURNS:
        picture = picture.transpose(_TURNS[turn])
    exif = Image.Exif()
    if place:
        exif[location.GPS_POINTER] = place
    file = io.BytesIO()
    # What was drawn, a screen say, has edges that the usual quality would smear.
    quality, sampling = (_QUALITY, "4:2:0") if photographed else (_DRAWN_QUALITY, "4:4:4")
    picture.save(file, "JPEG", quality=quality, subsampling=sampling, exif=exif.tobytes() if place else b"")
    return file.getvalue(), picture.size


def _plain(picture: Image.Image) -> Image.Image:
    """In a mode of eight bits whose shades can be mixed."""
    mode = picture.mode
    if mode.startswith(("I", "F")):
        high = picture.convert("F").getextrema()[1]
        # Sixteen bits by their own range, whatever part of it is used; other numbers by what they hold.
        top = 65535.0 if mode.startswith("I") and high > 255 else max(255.0, float(high))  # type: ignore[operator, arg-type]  # one band
        picture = picture.convert("F").point(lambda value: value * (255.0 / top)).convert("L")
    elif "transparency" in picture.info or mode in {"PA", "LA", "La", "RGBa"}:
        picture = picture.convert("RGBA")
    elif mode not in {"RGB", "RGBA", "L", "CMYK", "YCbCr"}:
        picture = picture.convert("RGB")
    return picture


def _as_rgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """As RGB of the web's colours (or as it came from a JPEG), what is transparent on white."""
    if picture.mode == "RGBA":
        ground = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(ground, picture).convert("RGB")
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        try:
            turned = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode="RGB",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
            picture = turned if turned is not None else picture
        except (ImageCms.PyCMSError, ValueError, OSError):
            pass  # a broken profile: the colours as they are
    if picture.mode not in {"RGB", "YCbCr"}:
        picture = picture.convert("RGB")
    return picture


def _foreign_profile(picture: Image.Image) -> bytes:
    """The profile of a picture whose colours aren't the web's, or b""."""
    profile = picture.info.get("icc_profile") or b""
    if not profile:
        return b""
    try:
        about = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return b""
    return b"" if "srgb" in about.lower() else bytes(profile)


def _bare_jpeg(data: bytes) -> bytes:
    """A JPEG without what was noted in it, its picture untouched: only what decoders need is taken along."""
    kept = [b"\xff\xd8"]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind == 0xFF:  # a filler
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if kind == 0xDA:
            last = data.find(b"\xff\xd9", end)
            # Of several scans the mark of the end comes once, for within them 0xFF is never followed by it.
            kept.append(data[at : last + 2] if last >= 0 else data[at:] + b"\xff\xd9")
            break
        # Of the first kind of notes only the usual ones: others hold a small picture of what was cut off since.
        usual = data[at + 4 : at + 9] == b"JFIF\0" and end - at == _JFIF
        if usual or not (0xE0 <= kind <= 0xED or kind in {0xEF, 0xFE}):
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def _taken(noted: Image.Exif, time_zone: str) -> datetime | None:
    """When the camera says it was taken."""
    inner = noted.get_ifd(_EXIF)
    try:
        moment = datetime.strptime(str(inner.get(_TAKEN, "")).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None
    try:
        zone = _offset(str(inner.get(_OFFSET, "")).strip("\0 ")) or ZoneInfo(time_zone)
    except (ValueError, ZoneInfoNotFoundError, OSError):
        zone = UTC
    try:
        return moment.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return None


def _offset(text: str) -> timezone | None:
    """`-03:00` as a zone."""
    if len(text) != 6 or text[0] not in "+-" or text[3] != ":":
        return None
    away = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    return timezone(-away if text[0] == "-" else away)


_free = _ROOM
_freed = threading.Condition()


@contextmanager
def _room_for(pixels: int) -> Iterator[None]:
    """Wait until so much may be decoded: eight huge pictures at once would take all memory, one by one they don't."""
    global _free  # noqa: PLW0603  one room for all threads of the process
    wanted = min(pixels, _ROOM)
    with _freed:
        _freed.wait_for(lambda: _free >= wanted)
        _free -= wanted
    try:
        yield
    finally:
        with _freed:
            _free += wanted
            _freed.notify_all()
