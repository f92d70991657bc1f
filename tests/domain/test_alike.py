"""Names that mean one client, and what one wrong letter makes of a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osdesk.domain.alike import alike, bare_words, meant, misspelt, one_off, shortened

WORDS = st.text("abc", min_size=0, max_size=7)


def _neighbours(word: str) -> set[str]:
    """All words one letter off, made by hand."""
    found = set()
    for place in range(len(word) + 1):
        found |= {word[:place] + letter + word[place:] for letter in "abcd"}
        if place < len(word):
            found.add(word[:place] + word[place + 1 :])
            found |= {word[:place] + letter + word[place + 1 :] for letter in "abcd"}
        if place + 1 < len(word):
            found.add(word[:place] + word[place + 1] + word[place] + word[place + 2 :])
    return found - {word}


@given(WORDS, WORDS)
def test_one_letter_off_is_what_putting_in_leaving_out_replacing_and_swapping_make(one: str, other: str) -> None:
    assert one_off(one, other) is (other in _neighbours(one))
    assert one_off(one, other) is one_off(other, one)


@given(WORDS)
def test_what_a_word_may_have_meant_is_every_word_one_letter_off(word: str) -> None:
    assert _neighbours(word) <= misspelt(word)
    assert all(one_off(word, other) for other in misspelt(word))


@given(st.text("ab", min_size=4, max_size=8), st.text("ab", min_size=4, max_size=8))
def test_words_one_letter_off_meet_in_what_is_left_without_a_letter(one: str, other: str) -> None:
    if one_off(one, other):
        assert {one, *shortened(one)} & {other, *shortened(other)}


@given(WORDS, WORDS)
def test_a_word_is_meant_by_a_beginning_that_is_long_enough(typed: str, word: str) -> None:
    begins = {word[:length] for length in range(4, len(word))} | {word}
    assert meant(typed, word) is any(one_off(typed, begin) for begin in begins)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Padaria Pão de Mel Ltda.", "padaria pao de mel"),
        ("Pão de Mel Padaria", "Padaria Pão de Mel"),
        ("Oficina Serrana ME", "Oficina Serana"),
        ("Hotel Horizonte S.A.", "Hotel Horizonte S/A"),
        ("João da Silva", "Joao Silva"),
        ("Clínica Aurora", "Clinica Auroar"),
        ("Paomel", "Pão Mel"),
    ],
)
def test_names_of_one_client_are_alike(one: str, other: str) -> None:
    assert alike(bare_words(one), bare_words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Loja 12", "Loja 13"),
        ("Ana", "Ane"),
        ("Padaria Sol", "Padaria Lua"),
        ("Condomínio Ipê Roxo", "Condomínio Ipê Branco"),
        ("Bloco B1", "Bloco C1"),
        ("", "Padaria"),
        ("…", "…"),
    ],
)
def test_names_of_two_clients_are_not(one: str, other: str) -> None:
    assert not alike(bare_words(one), bare_words(other))


def test_a_name_made_of_nothing_but_legal_words_keeps_them() -> None:
    assert bare_words("ME Ltda") == ("me",)
    assert bare_words("S.A.") == ("s", "a")
    assert bare_words("De") == ("de",)
