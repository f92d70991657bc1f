"""Where a photo was taken, taken out of the file as it came: nothing else of it changes, and its length stays.

Apart from `photos`, which makes new pictures: here bytes are blanked in place, in every kind of file alike.
"""

from __future__ import annotations

import io
import re
import struct
import zlib

from PIL import Image

GPS_POINTER = 0x8825
_MOST_ENTRIES = 1_000
#: Bytes of one value of each of TIFF's types.
_WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_PNG = b"\x89PNG\r\n\x1a\n"
# Adobe's metadata, as an attribute and as an element; and the place in the film that some phones append to a photo.
_XMP = re.compile(rb"((?:exif:GPS\w+\s*=\s*[\"'])|(?:<exif:GPS\w+[^>]*>))([^\"'<]+)")
_FILM = re.compile(rb"(\xa9xyz.{4})([+-][0-9.+\-/]{4,60})", re.DOTALL)


def has_location(data: bytes) -> bool:
    """Whether anything in the file tells where it was taken."""
    if any(match[2].strip() for match in _XMP.finditer(data)) or _FILM.search(data):
        return True
    return any(_blanked(bytearray(data), start) for start in _headers(data)) or _pillow_finds_it(data)


def without_location(data: bytes) -> bytes | None:
    """The file without the place: the same length, and every pixel as it was. None where that can't be done."""
    found = bytearray(data)
    for start in _headers(data):
        _blanked(found, start)
    for pattern in (_XMP, _FILM):
        for match in pattern.finditer(data):
            found[match.start(2) : match.end(2)] = b" " * len(match[2])
    if data.startswith(_PNG) and found != data:
        _mend_sums(found)
    clean = bytes(found)
    return None if has_location(clean) else clean


def _headers(data: bytes) -> list[int]:
    """Where a block of EXIF begins, as TIFF's header: in a JPEG and its previews, HEIC, WebP, PNG, TIFF."""
    starts = [match.end() for match in re.finditer(rb"Exif\x00\x00(?=II\*\x00|MM\x00\*)", data)]
    if data[:4] in {b"II*\x00", b"MM\x00*"}:
        starts.append(0)
    elif data.startswith(_PNG):
        starts += [start for kind, start, _length in _chunks(data) if kind == b"eXIf"]
    elif data[:4] == b"RIFF":
        starts += [match.end() for match in re.finditer(rb"EXIF.{4}(?=II\*\x00|MM\x00\*)", data, re.DOTALL)]
    return starts


def _blanked(data: bytearray, start: int) -> bool:
    """Empty the list of the place in the block of EXIF at `start`; whether there was one with anything in it."""
    order = "<" if data[start : start + 2] == b"II" else ">"

    def short(at: int) -> int:
        return int(struct.unpack_from(f"{order}H", data, start + at)[0])

    def long(at: int) -> int:
        return int(struct.unpack_from(f"{order}I", data, start + at)[0])

    try:
        first = long(4)
        entries = [first + 2 + 12 * index for index in range(min(short(first), _MOST_ENTRIES))]
        place = next((long(entry + 8) for entry in entries if short(entry) == GPS_POINTER), 0)
        if not place:
            return False
        count = short(place)
        if not 0 < count <= _MOST_ENTRIES:
            return False
        for index in range(count):
            entry = place + 2 + 12 * index
            size = _WIDTHS.get(short(entry + 2), 1) * long(entry + 4)
            value = long(entry + 8)
            if 4 < size <= 4_096 and start + value + size <= len(data):
                data[start + value : start + value + size] = bytes(size)
            data[start + entry : start + entry + 12] = bytes(12)
        data[start + place : start + place + 2] = bytes(2)
    except struct.error:
        return False
    return True


def _chunks(data: bytes) -> list[tuple[bytes, int, int]]:
    """Kind, start and length of the contents of each chunk of a PNG."""
    found = []
    at = len(_PNG)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        found.append((data[at + 4 : at + 8], at + 8, length))
        at += 12 + length
    return found


def _mend_sums(data: bytearray) -> None:
    """A PNG's chunks carry sums of what is in them."""
    for _kind, start, length in _chunks(bytes(data)):
        if start + length + 4 <= len(data):
            total = zlib.crc32(bytes(data[start - 4 : start + length]))
            data[start + length : start + length + 4] = total.to_bytes(4)


def _pillow_finds_it(data: bytes) -> bool:
    """What is packed in ways that aren't known here shows when the file is read as everybody reads it."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return any(value not in {None, b"", ""} for value in picture.getexif().get_ifd(GPS_POINTER).values())
    except Exception:  # noqa: BLE001  whatever a decoder makes of it: a place that nothing can read is none
        return False
