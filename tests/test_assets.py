"""Shipped files: found by name, whole, and each with its licence beside it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types
from PIL import Image

from osdesk import assets

ROOT = Path(__file__).resolve().parent.parent
FACES = {
    "IBMPlexSans": ("Regular", "Medium", "SemiBold", "Bold"),
    "IBMPlexSansCondensed": ("Regular", "Medium", "SemiBold", "Bold"),
    "Inter": ("Regular", "Medium", "SemiBold"),
}
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}


def test_an_editable_install_reads_the_repository_itself() -> None:
    assert assets.root() == ROOT / "resources"


def test_a_file_that_is_not_there_is_said_by_name() -> None:
    with pytest.raises(FileNotFoundError, match="comic-sans"):
        assets.path("fonts/comic-sans.ttf")


def test_text_and_bytes_of_a_file_agree() -> None:
    assert assets.read_text("icons/sun.svg").encode() == assets.read_bytes("icons/sun.svg")


@pytest.mark.parametrize(("family", "style"), [(family, style) for family in FACES for style in FACES[family]])
def test_every_face_is_static_and_of_its_weight(family: str, style: str) -> None:
    with TTFont(assets.path(f"fonts/{family}-{style}.ttf")) as font:
        assert "fvar" not in font
        assert font["OS/2"].usWeightClass == WEIGHTS[style]


def test_the_paper_s_face_has_figures_of_one_width_and_the_letters_of_our_languages() -> None:
    letters = "áàâãçéêíóôõúüñ¿¡ÁÀÂÃÇÉÊÍÓÔÕÚÜÑºª–—·“”…€R$²³½×"
    for style in FACES["IBMPlexSansCondensed"]:
        with TTFont(assets.path(f"fonts/IBMPlexSansCondensed-{style}.ttf")) as font:
            glyphs = font.getBestCmap()
            assert len({font["hmtx"][glyphs[ord(digit)]][0] for digit in "0123456789"}) == 1
            assert [letter for letter in letters if ord(letter) not in glyphs] == []


def test_every_icon_is_drawn_in_the_colour_it_is_given_on_a_square_of_24() -> None:
    icons = sorted((assets.root() / "icons").glob("*.svg"))
    assert icons
    for icon in icons:
        drawing = ET.fromstring(icon.read_text(encoding="utf-8"))  # noqa: S314  (our own file)
        assert drawing.get("viewBox") == "0 0 24 24", icon.name
        assert drawing.get("stroke") == "currentColor", icon.name


def test_the_icon_files_are_the_logo() -> None:
    assert b"#3450C4" in assets.read_bytes("logo/osdesk.svg")
    with Image.open(assets.path("logo/osdesk-256.png")) as png:
        assert (png.size, png.mode) == ((256, 256), "RGBA")
        assert png.getpixel((100, 85)) == (0x34, 0x50, 0xC4, 255)
    with Image.open(assets.path("logo/osdesk.ico")) as ico:
        assert {(16, 16), (32, 32), (256, 256)} <= set(ico.info["sizes"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("fonts/IBM-Plex-OFL.txt", "SIL OPEN FONT LICENSE"),
        ("fonts/Inter-OFL.txt", "SIL OPEN FONT LICENSE"),
        ("icons/LICENSE", "ISC License"),
    ],
)
def test_what_others_made_has_its_licence_beside_it(name: str, words: str) -> None:
    assert words in assets.read_text(name)
