"""Photos and files that people offer: every format, every trick, and nothing left of where they were taken."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from osdesk.documents import location, photos
from osdesk.domain.attachments import AttachmentKind
from osdesk.domain.incoming import Arrived, Incoming, PhotoOptions
from osdesk.domain.problems import Unreadable
from photographs import HEIC, PLACE, a_jpeg, corners, encoded, grain, notes, opened, quarters

USUAL = PhotoOptions(edge=400)


def read(data: bytes, name: str = "photo.jpg", options: PhotoOptions = USUAL) -> Arrived:
    return photos.read(Incoming(data=data, name=name), options)


def place_in(data: bytes) -> object:
    return dict(opened(data).getexif().get_ifd(0x8825))


@pytest.mark.parametrize(
    ("kind", "name", "how"),
    [
        ("JPEG", "a.jpg", {"exif": notes()}),
        ("JPEG", "progressive.JPEG", {"progressive": True}),
        ("PNG", "a.png", {"exif": notes()}),
        ("WEBP", "a.webp", {"exif": notes().tobytes()}),
        ("WEBP", "lossless.webp", {"lossless": True}),
        ("TIFF", "a.tif", {"exif": notes()}),
        ("TIFF", "packed.tiff", {"compression": "tiff_lzw"}),
        ("BMP", "a.bmp", {}),
        ("GIF", "a.gif", {}),
        ("AVIF", "a.avif", {}),
    ],
)
def test_a_picture_of_every_format_becomes_a_small_jpeg_without_notes(
    kind: str, name: str, how: dict[str, object]
) -> None:
    found = read(encoded(quarters(), kind, **how), name)
    assert (found.kind, found.media_type, found.name) == (AttachmentKind.PHOTO, "image/jpeg", name)
    picture = opened(found.data)
    assert picture.format == "JPEG"
    assert picture.size == (found.width, found.height) == (400, 300)
    assert corners(picture) == ("red", "green", "blue", "white")
    assert not dict(picture.getexif())
    assert "icc_profile" not in picture.info


def test_a_phones_heic_is_read_turned_and_dated() -> None:
    found = photos.read(Incoming(path=HEIC), USUAL)
    assert (found.width, found.height) == (300, 400)
    assert found.taken_at == datetime(2026, 11, 24, 11, 12, 33, tzinfo=UTC)
    assert not dict(opened(found.data).getexif())


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photo_is_turned_as_its_camera_noted(turn: int) -> None:
    upright = quarters()
    undo = {value: key for key, value in {5: 5, 6: 8, 7: 7, 8: 6}.items()}.get(turn, turn)
    method = photos._TURNS.get(undo)
    lying = upright.transpose(method) if method is not None else upright
    found = read(encoded(lying, exif=notes(turn=turn)))
    assert (found.width, found.height) == (400, 300)
    assert corners(opened(found.data)) == ("red", "green", "blue", "white")


def test_the_moment_is_that_of_the_offices_clock_unless_the_camera_notes_its_zone() -> None:
    options = replace(USUAL, time_zone="America/Manaus")
    assert read(encoded(quarters(), exif=notes()), options=options).taken_at == datetime(
        2026, 11, 24, 12, 12, 33, tzinfo=UTC
    )
    noted = encoded(quarters(), exif=notes(offset="+01:00"))
    assert read(noted, options=options).taken_at == datetime(2026, 11, 24, 7, 12, 33, tzinfo=UTC)


@pytest.mark.parametrize("taken", ["", "0000:00:00 00:00:00", "24/11/2026", "9999:12:31 23:59:59", "\0\0\0"])
def test_a_clock_that_was_never_set_is_no_moment(taken: str) -> None:
    found = read(encoded(quarters(), exif=notes(taken=taken)))
    assert found.taken_at is None or found.taken_at.year == 9999


def test_a_smaller_photo_without_notes_is_kept_pixel_by_pixel() -> None:
    data = encoded(quarters(320, 240), quality=90, exif=notes(), comment=b"a secret")
    found = read(data)
    assert (found.width, found.height) == (320, 240)
    assert list(opened(found.data).tobytes()) == list(opened(data).tobytes())
    assert b"Exif" not in found.data
    assert b"secret" not in found.data


def test_a_progressive_photo_with_something_behind_its_end_is_kept_whole_and_alone() -> None:
    data = encoded(grain(320, 240), quality=60, progressive=True)
    found = read(data + b"a film" * 100)
    assert opened(found.data).tobytes() == opened(data).tobytes()
    assert b"a film" not in found.data


def test_a_small_picture_within_the_head_goes_too() -> None:
    data = encoded(quarters(320, 240), quality=90)
    old = b"\xff\xe0" + (8 + 3).to_bytes(2) + b"JFXX\0\x13" + b"\1\2\3"
    found = read(data[:20] + old + data[20:])
    assert b"JFXX" not in found.data
    assert b"JFIF" in found.data
    assert opened(found.data).tobytes() == opened(data).tobytes()


def test_nothing_is_made_larger() -> None:
    found = read(encoded(Image.new("RGB", (1, 1), "red"), "PNG"), "dot.png")
    assert (found.width, found.height) == (1, 1)


def test_an_extreme_strip_keeps_at_least_a_pixel() -> None:
    assert (read(encoded(Image.new("RGB", (9000, 2), "red"), "PNG"), "s.png").height) == 1


def test_colours_of_the_press_of_many_bits_and_see_through_ones_come_out_right() -> None:
    printed = opened(read(encoded(quarters().convert("CMYK"))).data)
    assert corners(printed) == ("red", "green", "blue", "white")
    deep = Image.new("I;16", (500, 400), 65535)
    deep.paste(0, (0, 0, 250, 400))
    for name, data in (("a.png", encoded(deep, "PNG")), ("a.tif", encoded(deep, "TIFF"))):
        shown = opened(read(data, name).data).convert("L")
        assert shown.getpixel((20, 100)) < 10  # type: ignore[operator]
        assert shown.getpixel((380, 100)) > 245  # type: ignore[operator]
    glass = Image.new("RGBA", (500, 400), (200, 40, 40, 0))
    assert corners(opened(read(encoded(glass, "PNG"), "a.png").data)) == ("white",) * 4
    few = quarters().quantize(8)
    assert corners(opened(read(encoded(few, "PNG", transparency=0), "a.png").data))[1] == "green"
    inked = read(encoded(Image.new("1", (500, 400), 1), "PNG"), "a.png")
    assert corners(opened(inked.data)) == ("white",) * 4


def test_colours_of_another_kind_are_brought_into_the_webs() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert read(encoded(quarters())).data == read(encoded(quarters(), icc_profile=srgb)).data
    # A profile that a reader must heed: sRGB under another name, with green in the place of red.
    swapped = srgb.replace(b"rXYZ", b"tmpX").replace(b"gXYZ", b"rXYZ").replace(b"tmpX", b"gXYZ")
    swapped = swapped.replace("sRGB".encode("utf-16-be"), "Oddy".encode("utf-16-be")).replace(b"sRGB b", b"Oddy b")
    assert corners(opened(read(encoded(quarters(), icc_profile=swapped)).data))[:2] == ("green", "red")


def test_the_place_stays_only_where_it_is_wanted() -> None:
    data = encoded(quarters(), exif=notes())
    kept = read(data, options=replace(USUAL, keep_location=True))
    assert place_in(kept.data) == PLACE
    assert set(dict(opened(kept.data).getexif())) == {0x8825}
    small = read(encoded(quarters(200, 100), exif=notes()), options=replace(USUAL, keep_location=True))
    assert place_in(small.data) == PLACE


XMP = (
    b'<x:xmpmeta><rdf:Description exif:GPSLatitude="30,1.6S" dc:x="y"/>'
    b"<exif:GPSLongitude>51,13W</exif:GPSLongitude></x:xmpmeta>"
)
FILM = b"\0\0\0\x1eudta\0\0\0\x1a\xa9xyz\0\x12\x15\xc7-30.0277-051.2194/"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", encoded(quarters(), exif=notes(), xmp=XMP)),
        ("film.jpg", encoded(quarters(), exif=notes()) + FILM),
        ("big.jpg", encoded(quarters(), exif=b"Exif\0\0" + notes().tobytes()[6:])),
        ("a.png", encoded(quarters(), "PNG", exif=notes())),
        ("a.webp", encoded(quarters(), "WEBP", exif=notes().tobytes())),
        ("a.tif", encoded(quarters(), "TIFF", exif=notes())),
        ("a.heic", HEIC.read_bytes()),
    ],
)
def test_the_original_is_kept_without_the_place_and_otherwise_as_it_came(name: str, data: bytes) -> None:
    assert location.has_location(data)
    found = read(data, name, replace(USUAL, keep_original=True))
    assert len(found.original) == len(data)
    assert not location.has_location(found.original)
    assert opened(found.original).tobytes() == opened(data).tobytes()
    assert not any(str(dict(opened(found.original).getexif().get_ifd(0x8825))).count(each) for each in ("30.0", "51.0"))
    assert sum(one != other for one, other in zip(found.original, data, strict=True)) < 260
    with_place = read(data, name, replace(USUAL, keep_original=True, keep_location=True))
    assert with_place.original == data
    assert with_place.source == found.source


def test_a_png_keeps_sums_that_hold_when_the_place_goes() -> None:
    cleaned = location.without_location(encoded(quarters(), "PNG", exif=notes()))
    assert cleaned is not None
    at = 8
    while at < len(cleaned):
        end = at + 8 + int.from_bytes(cleaned[at : at + 4])
        assert zlib.crc32(cleaned[at + 4 : end]) == int.from_bytes(cleaned[end : end + 4])
        at = end + 4


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 300))
def test_no_notes_however_broken_make_the_place_finder_stumble(noise: bytes, where: int) -> None:
    data = bytearray(encoded(quarters(64, 48), exif=notes()))
    data[where : where + len(noise)] = noise
    for bytes_ in (bytes(data), b"II*\0" + noise, b"Exif\0\0MM\0*" + noise):
        cleaned = location.without_location(bytes_)
        assert cleaned is None or len(cleaned) == len(bytes_)


# --- what is no photo ------------------------------------------------------------------------------------------------


def bomb(width: int, height: int) -> bytes:
    """A PNG that claims to be huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.jpg", b"", "photo.empty"),
        ("text.jpg", b"Dear client, this is no photo.", "photo.unknown"),
        ("page.heic", b"<html></html>", "photo.unknown"),
        ("cut.jpg", a_jpeg()[:9000], "photo.damaged"),
        ("head.jpg", a_jpeg()[:40], "photo.damaged"),
        ("cut.png", encoded(quarters(), "PNG")[:700], "photo.damaged"),
        ("cut.heic", HEIC.read_bytes()[:1500], "photo.damaged"),
        ("cut.webp", encoded(grain(300, 200), "WEBP")[:2000], "photo.damaged"),
        ("bomb.png", bomb(30_000, 30_000), "photo.too_large"),
        (
            "bomb.bmp",
            b"BM" + bytes(8) + struct.pack("<IIiiHH", 54, 40, 60_000, 60_000, 1, 24) + bytes(24),
            "photo.too_large",
        ),
    ],
)
def test_what_is_no_photo_is_refused_by_name(name: str, data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data, name)
    assert refused.value.code == code


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 30_000), st.binary(min_size=1, max_size=40))
def test_a_damaged_photo_is_read_or_refused_and_nothing_else(where: int, noise: bytes) -> None:
    data = bytearray(a_jpeg())
    where %= len(data) - len(noise)
    data[where : where + len(noise)] = noise
    try:
        found = read(bytes(data))
    except Unreadable:
        return
    assert opened(found.data).size == (found.width, found.height)


def test_any_other_file_is_taken_as_it_came() -> None:
    for name, data, kind in (
        ("laudo.pdf", b"%PDF-1.7\n%%EOF", "application/pdf"),
        ("no suffix", b"%PDF-1.7\n%%EOF", "application/pdf"),
        ("nota.xml", b"<nfe/>", None),
        ("raw.dng", encoded(quarters(), "TIFF"), None),
        ("scan.tif", encoded(quarters(), "TIFF", save_all=True, append_images=[quarters()]), None),
        ("photo.zip", b"PK\3\4", None),
    ):
        found = read(data, name)
        assert (found.kind, found.data, found.name) == (AttachmentKind.FILE, data, name)
        assert kind is None or found.media_type == kind


def test_a_picture_under_another_name_is_a_photo_all_the_same() -> None:
    assert read(a_jpeg(), "download").kind is AttachmentKind.PHOTO
    assert read(a_jpeg(), "photo.png").kind is AttachmentKind.PHOTO


def test_names_lose_folders_and_tricks() -> None:
    for given_name, called in (
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:\\fakepath\\IMG 1.jpg", "IMG 1.jpg"),
        ("a\u202egpj.exe\0\n.pdf", "agpj.exe .pdf"),
        ("..", ""),
        ("x" * 300 + ".jpeg", "x" * 155 + "jpeg"),
    ):
        name = Incoming(name=given_name).called
        assert "/" not in name
        assert "\n" not in name
        assert len(name) <= 160
        if len(given_name) < 100 and "\u202e" not in given_name:
            assert name == called


def test_a_folder_a_device_and_a_file_too_large_are_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Unreadable, match="no_file"):
        photos.read(Incoming(path=tmp_path), USUAL)
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(photos.MOST_FILE_BYTES + 1)
    with pytest.raises(Unreadable, match="file_too_heavy"):
        photos.read(Incoming(path=film), USUAL)
    picture = film.rename(tmp_path / "film.jpg")
    monkeypatch.setattr(photos, "MOST_PHOTO_BYTES", 1000)
    with pytest.raises(Unreadable, match="too_heavy"):
        photos.read(Incoming(path=picture), USUAL)
    with pytest.raises(FileNotFoundError):
        photos.read(Incoming(path=tmp_path / "gone.jpg"), USUAL)


def test_the_same_photo_gives_the_same_bytes() -> None:
    data = a_jpeg(exif=notes())
    assert read(data) == read(data)


def test_huge_pictures_wait_for_each_other() -> None:
    assert photos._free == photos._ROOM
    with photos._room_for(10**9):
        assert photos._free == 0
    assert photos._free == photos._ROOM
