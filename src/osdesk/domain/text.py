"""Text that people type or paste: made clean for storing, folded for searching, cut for showing.

Apart from the fields that hold it, so that every field, import and search treats the same character the same way.
"""

from __future__ import annotations

import re
import unicodedata

DASHES = "-‐‑‒–—−"
"""The hyphens, dashes and the minus that pasted numbers bring."""

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_AS_SPACE = re.compile("[\t\x0b\x0c]")
# Controls, halves of a surrogate pair (no encoder takes them), the byte-order mark, and the characters that make
# text be *shown* in another order than it is stored. Letters of right-to-left scripts and their plain marks stay.
_REMOVED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\u202a-\u202e\u2066-\u2069]")
_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_WORD = re.compile("[^0-9a-z]+")
_NOT_DIGIT = re.compile("[^0-9]+")
_ZERO_WIDTH_JOINER = "\u200d"


def clean(text: str, multiline: bool = False) -> str:
    """The text as it is stored: NFC, without control characters, without space at either end.

    NUL, other controls and the overriding and isolating direction marks (U+202A–202E, U+2066–2069) are removed: they
    can disguise what a line says. A tab becomes a space. Line ends become LF and lines lose their trailing spaces when
    `multiline`; otherwise a line end becomes a space. Cleaning twice changes nothing more.
    """
    lines = _REMOVED.sub("", _AS_SPACE.sub(" ", _LINE_ENDS.sub("\n", text)))
    if multiline:
        kept = "\n".join(line.rstrip() for line in lines.split("\n")).rstrip().lstrip("\n")
    else:
        kept = lines.replace("\n", " ").strip()
    return unicodedata.normalize("NFC", kept)


def fold(text: str) -> str:
    """The text as it is searched: no accents, no case, punctuation as a space, single spaces (`Ção-2` → `cao 2`).

    What is stored for searching and what is asked for both pass through here.
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    if not folded.isascii():
        folded = _MARKS.sub("", folded)
    if folded.isascii():
        return _NOT_WORD.sub(" ", folded).strip()
    # Casefolding may give back composed letters and marks.
    folded = unicodedata.normalize("NFKD", folded)
    marked_off = (
        character if character.isalnum() else " " for character in folded if unicodedata.category(character)[0] != "M"
    )
    return " ".join("".join(marked_off).split())


def same_name(one: str, other: str) -> bool:
    """Whether two names are spelled alike but for case, accents and width of spaces. Signs count: C# is not C++."""
    return _spelled(one) == _spelled(other)


def _spelled(name: str) -> str:
    folded = _MARKS.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()))
    return " ".join(folded.split())


def bare(text: str, mask: str) -> str:
    """A typed number without the characters of its mask, without spaces and invisible characters; all else stays."""
    return "".join(
        character
        for character in text
        if character not in mask
        and not character.isspace()
        and unicodedata.category(character) not in ("Cc", "Cf", "Cs")
    )


def quote(text: str) -> str:
    """What a person typed, short and clean enough to be shown in a sentence about it."""
    return elide(clean(text), 60)


def digits(text: str) -> str:
    """Only the ASCII digits of a text, for searching numbers however they are punctuated."""
    return _NOT_DIGIT.sub("", text)


def elide(text: str, length: int) -> str:
    """At most `length` (≥ 1) characters of one line, ending in `…` when cut, after a whole word if one ends late."""
    if length < 1:
        raise ValueError(f"no room for text in {length} characters")
    if len(text) <= length:
        return text
    end = length - 1
    while end > 0 and _clings(text, end):
        end -= 1
    space = text.rfind(" ", end // 2, end + 1)
    return text[: space if space > 0 else end].rstrip() + "…"


def _clings(text: str, index: int) -> bool:
    """Whether the character there belongs to the one before it: a mark, or part of a joined emoji."""
    here, before = text[index], text[index - 1]
    return unicodedata.category(here)[0] == "M" or _ZERO_WIDTH_JOINER in (here, before)
