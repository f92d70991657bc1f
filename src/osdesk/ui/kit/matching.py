"""Where a typed search occurs in a text, without accents, case or punctuation, so that the match can be shown bold."""

from __future__ import annotations

from osdesk.domain.alike import meant
from osdesk.domain.text import fold


def spans(words: str, query: str, *, forgiving: bool = False) -> tuple[tuple[int, int], ...]:
    """The places (start, end) of each word of the query in the text, in order and not overlapping.

    A word of figures also matches across punctuation and spaces: `51998412` in `(51) 99841-2207`. Where a word begins
    one of the text's, that is the place. `forgiving`: a word that isn't there is found in one that may be meant by it.
    """
    folded, places = _folded(words)
    close, close_places = _without_spaces(folded, places)
    found: list[tuple[int, int]] = []
    typed = fold(query).split()
    if len(typed) > 1 and all(word.isdecimal() for word in typed):
        typed = ["".join(typed)] if "".join(typed) in close else typed
    for word in typed:
        begins = f" {folded}".find(f" {word}")
        at = begins if begins >= 0 else folded.find(word)
        if at >= 0:
            found.append((places[at], places[at + len(word) - 1] + 1))
            continue
        at = close.find(word) if word.isdecimal() else -1
        if at >= 0:
            found.append((close_places[at], close_places[at + len(word) - 1] + 1))
        elif forgiving:
            found += _meant(folded, places, word)
    found.sort()
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)


def _without_spaces(folded: str, places: list[int]) -> tuple[str, list[int]]:
    kept = [(letter, place) for letter, place in zip(folded, places, strict=True) if letter != " "]
    return "".join(letter for letter, _place in kept), [place for _letter, place in kept]


def _meant(folded: str, places: list[int], typed: str) -> list[tuple[int, int]]:
    at = 0
    for word in folded.split(" "):
        if word and meant(typed, word):
            return [(places[at], places[at + len(word) - 1] + 1)]
        at += len(word) + 1
    return []


def _folded(words: str) -> tuple[str, list[int]]:
    """The text folded character by character, and where each folded character came from."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(words):
        plain = fold(character) if character != " " else " "
        folded.append(plain)
        places += [place] * len(plain)
    return "".join(folded), places
