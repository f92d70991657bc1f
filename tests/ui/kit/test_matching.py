"""Where what was found stands in a text."""

from __future__ import annotations

import pytest

from osdesk.ui.kit.matching import spans


@pytest.mark.parametrize(
    ("words", "query", "found"),
    [
        ("Padaria Pão de Mel", "pao mel", ["Pão", "Mel"]),
        ("Caramelo e Mel", "mel", ["Mel"]),  # a word that begins so before one that has it within
        ("(51) 99841-2207", "51998412", ["51) 99841-2"]),
        ("(51) 99841-2207", "99841 2207", ["99841-2207"]),
        ("CNPJ 12.345.678/0001-90", "12345678", ["12.345.678"]),
        ("Ruído", "motor", []),
        ("", "a", []),
    ],
)
def test_the_words_found_are_marked(words: str, query: str, found: list[str]) -> None:
    assert [words[start:end] for start, end in spans(words, query)] == found


def test_a_word_with_one_letter_otherwise_is_marked_where_that_is_forgiven() -> None:
    words = "Padaria Pão de Mel"
    assert spans(words, "padria mel") == ((15, 18),)
    assert [words[start:end] for start, end in spans(words, "padria mel", forgiving=True)] == ["Padaria", "Mel"]
