"""CPF and CNPJ as the tax office defines them, checked against its own examples and against python-stdnum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.br import cnpj as stdnum_cnpj
from stdnum.br import cpf as stdnum_cpf

from osdesk.domain import tax_ids
from osdesk.domain.problems import Unreadable
from osdesk.domain.tax_ids import TaxIdKind

DIGITS = "0123456789"
CNPJ_CHARACTERS = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def refusal(text: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        tax_ids.parse(text)
    return caught.value


def outcome(text: str) -> str | Unreadable:
    try:
        return tax_ids.parse(text)
    except Unreadable as refused:
        return refused


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("12.ABC.345/01DE-35", "12ABC34501DE35"),
        ("12.abc.345/01de-35", "12ABC34501DE35"),
        ("1345C3A5000106", "1345C3A5000106"),
        ("ABCDEFGHIJKL80", "ABCDEFGHIJKL80"),
        ("R5.523.1B3/0007-57", "R55231B3000757"),
        ("00.000.000/0001-91", "00000000000191"),
        ("11.222.333/0001-81", "11222333000181"),
        ("11.111.111/1111-80", "11111111111180"),
        ("529.982.247-25", "52998224725"),
        ("000.000.001-91", "00000000191"),
        (" 529.982.247–25\u00a0", "52998224725"),
        ("\u2066529 982 247 25\u2069", "52998224725"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_number_is_stored_without_mask_however_it_is_typed(typed: str, stored: str) -> None:
    assert tax_ids.parse(typed) == stored


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ABCDEFGHIJKL81", "tax_id.check_digits"),
        ("11.222.333/0001-18", "tax_id.check_digits"),
        ("529.982.247-24", "tax_id.check_digits"),
        ("000000000001P1", "tax_id.characters"),
        ("12.ABÇ.345/01DE-35", "tax_id.characters"),
        ("529.982.24O-25", "tax_id.characters"),
        ("00.000.000/0000-00", "tax_id.repeated"),
        ("191", "tax_id.length"),
        ("529.982.247-2", "tax_id.length"),
        ("12.ABC.345/01DE-3", "tax_id.length"),
        ("12.ABC.345/01DE-355", "tax_id.length"),
        ("٥٢٩٩٨٢٢٤٧٢٥", "tax_id.characters"),
    ],
)
def test_a_wrong_number_is_refused_for_the_rule_it_breaks(typed: str, code: str) -> None:
    assert refusal(typed).code == code


@pytest.mark.parametrize("digit", DIGITS)
def test_a_cpf_of_one_repeated_digit_is_refused_though_the_arithmetic_holds(digit: str) -> None:
    assert tax_ids._cpf_check_digits(digit * 9) == digit * 2
    assert refusal(digit * 11).code == "tax_id.repeated"


def test_a_refusal_names_the_character_that_does_not_belong() -> None:
    refused = refusal("12.ABÇ.345/01DE-35")
    assert refused.facts == {"kind": TaxIdKind.CNPJ, "characters": "Ç"}


def test_a_length_that_fits_neither_tells_both() -> None:
    assert refusal("191").facts == {"kind": None, "length": 3, "expected": (11, 14)}


def test_a_field_for_a_person_takes_no_cnpj_and_the_reverse() -> None:
    with pytest.raises(Unreadable) as caught:
        tax_ids.parse_cpf("11.222.333/0001-81")
    assert (caught.value.code, caught.value.facts["expected"]) == ("tax_id.length", (11,))
    with pytest.raises(Unreadable) as caught:
        tax_ids.parse_cnpj("529.982.247-25")
    assert (caught.value.code, caught.value.facts["expected"]) == ("tax_id.length", (14,))


def test_letters_that_only_unicode_calls_upper_case_do_not_become_ascii() -> None:
    assert tax_ids.normalise("ıß-ﬁk") == "ıßﬁK"


@pytest.mark.parametrize(
    ("copied", "number"),
    [
        ("CNPJ: 12.ABC.345/01DE-35", "12ABC34501DE35"),
        ("cnpj 11.222.333/0001-81 ", "11222333000181"),
        ("CPF nº 529.982.247-25", "52998224725"),
        ("CPF/CNPJ: 529.982.247-25", "52998224725"),
        ("CNPJ/MF 11.222.333/0001-81", "11222333000181"),
    ],
)
def test_a_number_copied_with_its_label_is_read(copied: str, number: str) -> None:
    assert tax_ids.parse(copied) == number


def test_letters_at_the_beginning_of_a_cnpj_are_not_taken_for_a_label() -> None:
    base = "CNPJ12345678"
    number = next(f"{base}{check:02d}" for check in range(100) if tax_ids.is_valid(f"{base}{check:02d}"))
    assert tax_ids.parse(number) == number


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("52998224725", "529.982.247-25"),
        ("12ABC34501DE35", "12.ABC.345/01DE-35"),
        ("5299822", "5299822"),
        ("12ABÇ34501DE35", "12ABÇ34501DE35"),
        ("12ABC34501DEX5", "12ABC34501DEX5"),
        ("", ""),
    ],
)
def test_only_a_whole_number_is_masked(stored: str, shown: str) -> None:
    assert tax_ids.format(stored) == shown


@given(st.text(DIGITS, min_size=9, max_size=9))
def test_each_cpf_has_exactly_the_check_digits_that_stdnum_finds(base: str) -> None:
    expected = stdnum_cpf._calc_check_digits(base)
    accepted = [base + f"{pair:02}" for pair in range(100) if tax_ids.is_valid(base + f"{pair:02}")]
    assert accepted == ([] if len(set(base)) == 1 else [base + expected])


@given(st.text(CNPJ_CHARACTERS, min_size=12, max_size=12))
def test_each_cnpj_has_exactly_the_check_digits_that_stdnum_finds(base: str) -> None:
    accepted = [base + f"{pair:02}" for pair in range(100) if tax_ids.is_valid(base + f"{pair:02}")]
    assert accepted == [base + stdnum_cnpj.calc_check_digits(base)] or base == "0" * 12
    for number in accepted:
        assert stdnum_cnpj.is_valid(number)
        assert tax_ids.parse(tax_ids.format(number).lower()) == number


@given(st.text() | st.text("0123456789ABCÇ.-/ ", max_size=20))
def test_any_text_is_read_or_refused_with_one_of_the_codes(text: str) -> None:
    number = outcome(text)
    if isinstance(number, Unreadable):
        assert number.code in {f"tax_id.{code}" for code in ("length", "characters", "check_digits", "repeated")}
        assert not tax_ids.is_valid(text)
    else:
        assert tax_ids.is_valid(text) == bool(number)
        assert not number or tax_ids.kind(number) is not None


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = tax_ids.normalise(text)
    assert tax_ids.normalise(once) == once
