"""Where a typed search occurs in a text, without accents, case or punctuation, so that the match can be shown bold."""

from __future__ import annotations

from osdesk.domain.text import fold


def spans(words: str, query: str) -> tuple[tuple[int, int], ...]:
    """The places (start, end) of each word of the query in the text, in order and not overlapping.

    A word of digits also matches across punctuation: `99841` in `(51) 9984-1220`.
    """
    folded, places = _folded(words)
    found: list[tuple[int, int]] = []
    for word in fold(query).split():
        at = folded.find(word)
        if at >= 0:
            found.append((places[at], places[at + len(word) - 1] + 1))
    found.sort()
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)


def _folded(words: str) -> tuple[str, list[int]]:
    """The text folded character by character, and where each folded character came from."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(words):
        plain = fold(character) if character != " " else " "
        folded.append(plain)
        places += [place] * len(plain)
    return "".join(folded), places
