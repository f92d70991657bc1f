"""The fonts of the paper: read once per process, measured from tables, with a fallback for each character.

Apart from the layout because it must know nothing of ReportLab to measure, and from the drawing because measuring
comes first. A character that IBM Plex Sans Condensed lacks is set in IBM Plex Sans of the same weight; what that lacks
too becomes a visible U+FFFD, for a missing glyph makes the library write a broken ToUnicode map.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from osdesk import assets
from osdesk.documents.styles import POINT, Weight

REPLACEMENT = "\ufffd"
NO_BREAK_SPACE = "\u00a0"
_FAMILIES = ("IBMPlexSansCondensed", "IBMPlexSans")
# Ascenders and descenders of the letters, as parts of the size: what a line of text covers.
ASCENT = 0.78
DESCENT = 0.21

# Spaces of odd widths print as a plain one; the no-break ones stay unbroken.
_NARROW = re.compile("[\u2007\u202f\u2060]")
_SPACES = re.compile("[\t\x0b\x0c\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000\x00-\x09\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")


class _Widths(dict[str, int]):
    """Widths in thousandths of the size, by character; filled as characters are met."""

    def __init__(self, tables: tuple[dict[int, int], ...]) -> None:
        self._tables = tables

    def __missing__(self, character: str) -> int:
        code = 32 if character == NO_BREAK_SPACE else ord(character)
        for table in self._tables:
            if code in table:
                self[character] = table[code]
                return table[code]
        raise KeyError(f"no font has U+{code:04X}: the text wasn't cleaned")


class Face:
    """One weight: the condensed font, and the wider one that it falls back to."""

    def __init__(self, weight: Weight) -> None:
        self.fonts = tuple(_load(family, weight) for family in _FAMILIES)
        self._first = frozenset(self.fonts[0].face.charToGlyph)
        self._all = self._first | frozenset(self.fonts[1].face.charToGlyph)
        self._widths = _Widths(
            tuple(
                {code: round(width) for code, width in font.face.charWidths.items() if code in font.face.charToGlyph}
                for font in self.fonts
            )
        )

    def has(self, character: str) -> bool:
        """Whether either font can show the character."""
        return ord(character) in self._all

    def width(self, text: str) -> int:
        """The width of cleaned text in thousandths of the size."""
        return sum(map(self._widths.__getitem__, text))

    def runs(self, text: str) -> list[tuple[TTFont, str]]:
        """Cleaned text cut where the font changes."""
        codes = set(map(ord, text))
        if codes <= self._first:
            return [(self.fonts[0], text)]
        return [
            (self.fonts[not own], "".join(part))
            for own, part in groupby(text, key=lambda character: ord(character) in self._first)
        ]


@cache
def face(weight: Weight) -> Face:
    """The face of a weight, parsed at its first use."""
    return Face(weight)


@lru_cache(maxsize=16384)
def _thousandths(text: str, weight: Weight) -> int:
    return face(weight).width(text)


def width(text: str, weight: Weight, points: float, spacing: float = 0.0) -> float:
    """The width of cleaned text in mm; `spacing` points are added after every letter."""
    return (_thousandths(text, weight) * points / 1000 + spacing * len(text)) * POINT


@lru_cache(maxsize=4096)
def cleaned(text: str) -> str:
    """One line of text as it prints: controls and odd spaces as a space, composed, and only with glyphs that exist."""
    return _shown(_LINE_ENDS.sub(" ", text).replace("\n", " "))


def cleaned_lines(text: str) -> tuple[str, ...]:
    """The lines of a text as they print, line breaks kept; empty ones at either end left out."""
    return tuple(_shown(line) for line in _LINE_ENDS.sub("\n", text).strip("\n\r\t ").split("\n")) if text else ()


def _shown(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", _NARROW.sub(NO_BREAK_SPACE, _SPACES.sub(" ", text)))
    medium = face(Weight.MEDIUM)
    shown = []
    for character in text:
        if character == NO_BREAK_SPACE or medium.has(character):
            # A format character with a glyph of its own (soft hyphen, joiner) would print where nothing belongs.
            if unicodedata.category(character) != "Cf":
                shown.append(character)
        elif unicodedata.category(character) not in ("Cf", "Mn", "Me") or not shown:
            shown.append(REPLACEMENT)
    return "".join(shown)


def _load(family: str, weight: Weight) -> TTFont:
    name = f"{family}-{weight.value}"
    font = TTFont(name, str(assets.path(f"fonts/{name}.ttf")), shapable=False)
    pdfmetrics.registerFont(font)
    return font
