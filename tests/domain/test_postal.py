"""Postal codes and states."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osdesk.domain import postal
from osdesk.domain.problems import Unreadable


def outcome(parse: Callable[[str], str], text: str) -> str | Unreadable:
    try:
        return parse(text)
    except Unreadable as refused:
        return refused


@pytest.mark.parametrize("typed", ["90000-010", "90000010", "90.000-010", " 90000–010 ", "90000\u00a0010"])
def test_a_cep_is_stored_as_eight_digits_however_it_is_typed(typed: str) -> None:
    assert postal.parse_cep(typed) == "90000010"
    assert postal.format_cep("90000010") == "90000-010"


@pytest.mark.parametrize(
    ("typed", "code", "facts"),
    [
        ("9000-010", "cep.length", {"length": 7, "expected": 8}),
        ("900000-010", "cep.length", {"length": 9, "expected": 8}),
        ("90OOO-010", "cep.characters", {"characters": "O"}),
        ("00000-000", "cep.out_of_range", {}),
        ("00999-999", "cep.out_of_range", {}),
    ],
)
def test_a_wrong_cep_is_refused_for_the_rule_it_breaks(typed: str, code: str, facts: dict[str, object]) -> None:
    with pytest.raises(Unreadable) as caught:
        postal.parse_cep(typed)
    assert (caught.value.code, caught.value.facts) == (code, facts)


@given(st.integers(1_000_000, 99_999_999))
def test_every_cep_reads_back_as_it_is_shown(number: int) -> None:
    cep = f"{number:08}"
    assert postal.parse_cep(postal.format_cep(cep)) == cep


@given(st.text() | st.text("0123456789-. ", max_size=12))
def test_any_text_is_a_cep_blank_or_refused(text: str) -> None:
    cep = outcome(postal.parse_cep, text)
    if isinstance(cep, Unreadable):
        assert cep.code in ("cep.characters", "cep.length", "cep.out_of_range")
    else:
        assert cep == "" or (len(cep) == 8 and cep.isascii() and cep.isdigit())


def test_what_is_no_cep_is_shown_as_it_is_stored() -> None:
    assert [postal.format_cep(text) for text in ("", "9000", "SW1A 1AA")] == ["", "9000", "SW1A 1AA"]


def test_there_are_twenty_seven_states_in_alphabetical_order() -> None:
    assert len(postal.STATE_NAMES) == 27
    assert list(postal.STATE_NAMES) == sorted(postal.STATE_NAMES)


@pytest.mark.parametrize("state", postal.STATE_NAMES)
def test_a_state_is_read_from_its_code_or_its_name_in_any_case(state: str) -> None:
    name = postal.STATE_NAMES[state]
    assert [postal.parse_state(text) for text in (state, state.lower(), f" {name} ", name.upper())] == [state] * 4


def test_a_name_without_accents_is_enough() -> None:
    assert postal.parse_state("sao paulo") == "SP"
    assert postal.parse_state("PARAIBA") == "PB"
    assert postal.parse_state(" ") == ""


@given(st.text())
def test_any_text_is_a_state_blank_or_refused(text: str) -> None:
    state = outcome(postal.parse_state, text)
    if isinstance(state, Unreadable):
        assert state.code == "state.unknown"
    else:
        assert state in postal.STATE_NAMES or (state == "" and not text.strip())
