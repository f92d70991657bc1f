"""When two names mean the same client, and what one wrong letter makes of a word.

Apart from the clients themselves: the search, the duplicates and the merging all go by these rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from osdesk.domain.text import fold

#: What the law puts behind a firm's name, and the small words within: neither tells one client from another.
_LEGAL = frozenset(("ltda", "limitada", "me", "mei", "epp", "eireli", "sa", "ss", "cia", "slu", "inc", "ltd", "srl"))
_SMALL = frozenset(("de", "da", "do", "das", "dos", "e", "del", "la", "y", "the", "and"))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: In a shorter word one letter more or less makes another word.
SHORTEST = 4


def bare_words(name: str) -> tuple[str, ...]:
    """The folded words that tell a name from another one: without legal forms and small words, as they stand.

    A name made of nothing else keeps all of its words.
    """
    words = fold(name).split()
    kept = list(words)
    while len(kept) > 1:
        if kept[-2:] == ["s", "a"] and len(kept) > 2:
            del kept[-2:]
        elif kept[-1] in _LEGAL:
            del kept[-1]
        else:
            break
    return tuple(word for word in kept if word not in _SMALL) or tuple(words)


def one_off(one: str, other: str) -> bool:
    """Whether one letter put in, left out or replaced, or two neighbours swapped, makes one text the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    if one[start + 1 :] == other[start + 1 :]:
        return True
    return one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names (as `bare_words`) may well be one client's: words swapped, put together, or one letter off.

    A word with a figure in it must be the same: unit 12 is not unit 13.
    """
    if not one or not other:
        return False
    here, there = Counter(one), Counter(other)
    left, right = list((here - there).elements()), list((there - here).elements())
    if not left and not right:
        return True
    if len(left) == len(right) == 1 and _may_be_off(left[0]) and _may_be_off(right[0]) and one_off(left[0], right[0]):
        return True
    return "".join(one) == "".join(other)


def _may_be_off(word: str) -> bool:
    return len(word) >= SHORTEST and not any(character.isdecimal() for character in word)


def shortened(word: str) -> Iterator[str]:
    """The word without each of its letters in turn, none where it is too short to be off. Of two words `one_off` each
    other, one is among these of the other, or both have one in common.
    """
    if _may_be_off(word):
        for place in range(len(word)):
            if place and word[place] == word[place - 1]:
                continue
            yield word[:place] + word[place + 1 :]


def misspelt(word: str) -> frozenset[str]:
    """What may have been meant by a word with one letter wrong: all words one off, with the letters from a to z."""
    found = {word[:place] + word[place + 1 :] for place in range(len(word))}
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        found.update(before + letter + after for letter in _LETTERS)
        if after:
            found.update(before + letter + after[1:] for letter in _LETTERS)
        if len(after) > 1:
            found.add(before + after[1] + after[0] + after[2:])
    found.discard(word)
    return frozenset(found)


def may_be_misspelt(word: str) -> bool:
    """Whether a typed word (folded) is long enough, and a word at all, to look for what else it may have meant."""
    return len(word) >= SHORTEST and word.isascii() and word.isalpha()


def meant(typed: str, word: str) -> bool:
    """Whether a word of a name may be what was typed with one letter wrong: it, or a beginning of it that is no shorter
    than `SHORTEST`.
    """
    lengths = range(len(typed) - 1, len(typed) + 2)
    return any(
        one_off(typed, word[:length])
        for length in lengths
        if length == len(word) or (length < len(word) and length >= SHORTEST)
    )
