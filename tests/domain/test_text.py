"""Text made clean, folded for searching and cut for showing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from osdesk.domain.text import bare, clean, digits, elide, fold, quote

#: Lone surrogates included: the clipboard of Windows can hold them.
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Clínica\tAurora \n", "Clínica Aurora"),
        ("a\x00b\x07c\x1b[31m\x7f\x9b", "abc[31m"),
        ("pinga\r\ne faz\u2028ruído", "pinga e faz ruído"),
        ("cafe\u0301", "café"),
        ("\ufeffnome", "nome"),
        ("nota\u202efdp.exe\u202c \u2066x\u2069", "notafdp.exe x"),
        ("مرحبا\u200f 😀 👩\u200d🔧", "مرحبا\u200f 😀 👩\u200d🔧"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("\ud83d quebrado", "quebrado"),
    ],
)
def test_a_line_is_stored_without_what_cannot_be_seen_or_misleads(typed: str, stored: str) -> None:
    assert clean(typed) == stored


def test_paragraphs_keep_their_lines_and_lose_the_space_at_their_ends() -> None:
    assert clean("\r\n\nPinga.  \r\n\r\n  Faz ruído\t\rno quarto\x85 \n\n", multiline=True) == (
        "Pinga.\n\n  Faz ruído\nno quarto"
    )


@given(ANY_TEXT, st.booleans())
def test_cleaning_twice_changes_nothing_more(text: str, multiline: bool) -> None:
    once = clean(text, multiline)
    assert clean(once, multiline) == once


@given(ANY_TEXT, st.booleans())
def test_clean_text_can_be_written_anywhere(text: str, multiline: bool) -> None:
    kept = clean(text, multiline)
    kept.encode()
    allowed = {"\n"} if multiline else set()
    assert {character for character in kept if unicodedata.category(character) == "Cc"} <= allowed


@given(st.text(st.characters(categories=("L", "N", "P", "S"))))
def test_letters_figures_and_signs_survive_cleaning(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("  Ção-2:  PÃO d'água ", "cao 2 pao d agua"),
        ("Straße", "strasse"),
        ("1ª via nº 7", "1a via no 7"),
        ("İstanbul", "istanbul"),
        ("ΆΛΦΑ", "αλφα"),
        ("Ελλάς", "ελλασ"),
        ("😀", ""),
        ("18.000 BTU/h", "18 000 btu h"),
        ("мастерскаЯ № 5", "мастерская no 5"),
    ],
)
def test_text_is_searched_without_case_accents_and_punctuation(text: str, searched: str) -> None:
    assert fold(text) == searched


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(once.split())


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_case_and_composition_do_not_matter_to_a_search(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(text.casefold())


@given(ANY_TEXT)
def test_only_ascii_digits_are_digits(text: str) -> None:
    assert digits(text) == "".join(character for character in text if character in "0123456789")


def test_a_bare_number_loses_its_mask_and_nothing_else() -> None:
    assert bare(" 12.AB\u200bÇ-3\u00a0x", ".-") == "12ABÇ3x"


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("Pinga na sala", 13, "Pinga na sala"),
        ("Pinga na sala", 12, "Pinga na…"),
        ("Pinga na sala", 9, "Pinga na…"),
        ("Pinga na sala", 1, "…"),
        ("Pneumoultramicroscopico", 10, "Pneumoult…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("ab👩\u200d🔧cd", 5, "ab…"),
    ],
)
def test_a_line_too_long_is_cut_after_a_word_with_an_ellipsis(text: str, length: int, shown: str) -> None:
    assert elide(text, length) == shown


@given(ANY_TEXT, st.integers(1, 30))
def test_a_cut_line_fits_and_begins_as_the_whole(text: str, length: int) -> None:
    shown = elide(text, length)
    assert len(shown) <= length
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


def test_no_room_at_all_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="no room"):
        elide("texto", 0)


@given(ANY_TEXT)
def test_a_quotation_of_what_was_typed_is_one_short_clean_line(text: str) -> None:
    assume(text)
    shown = quote(text)
    assert len(shown) <= 60
    assert shown.rstrip("…").strip() == clean(shown).rstrip("…").strip()
