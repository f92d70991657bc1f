"""Every text of a value is clean before it is stored, wherever in the value it lies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

import values
from builders import a_client, a_line, an_order
from osdesk.domain.contacts import Address
from osdesk.domain.orders import Order
from osdesk.domain.text import clean
from osdesk.domain.tidy import tidied


def test_texts_of_parts_and_embedded_values_are_cleaned_too() -> None:
    order = an_order(
        requested_by=" Ana\x00 ",
        address=Address(street="Rua\tA"),
        materials=(a_line("1", "un", "Cabo\n2,5"),),
    )
    found = tidied(order)
    assert found.requested_by == "Ana"
    assert found.address.street == "Rua A"
    assert found.materials[0].description == "Cabo 2,5"


def test_fields_of_several_lines_keep_them() -> None:
    order = tidied(an_order(reason="um\r\ndois ", requested_by="um\r\ndois"))
    assert (order.reason, order.requested_by) == ("um\ndois", "um dois")


def test_tags_are_cleaned_each() -> None:
    assert tidied(a_client(tags=(" vip ", "zona\x07 sul"))).tags == ("vip", "zona sul")


def test_a_clean_value_is_the_very_same_one() -> None:
    order = tidied(an_order())
    assert tidied(order) is order


@given(values.values(Order))
@settings(max_examples=50)
def test_cleaning_twice_changes_nothing_more(order: Order) -> None:
    once = tidied(order)
    assert tidied(once) is once or tidied(once) == once
    assert once.requested_by == clean(order.requested_by)
    assert once.reason == clean(order.reason, multiline=True)


@pytest.mark.parametrize("text", [" x", "x ", "x\n", "\tx", "x\x7f", "é ", "x\u202e"])
def test_no_short_cut_lets_an_unclean_text_pass(text: str) -> None:
    assert tidied(replace(an_order(), requested_by=text)).requested_by == clean(text)
