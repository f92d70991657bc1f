"""What becomes of a page by the codes on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import at
from osdesk.domain.orders import CODE_ALPHABET, new_code
from osdesk.domain.scans import ScanPage, ScanState, Waiting, judged, order_code

ONE, TWO = "7K3M9QX2VB4D", "5TBX0E8HN2W6"
ORDERS = {ONE: 1, TWO: 2}
PAGE = ScanPage(source="a" * 64, page=3, name="scan.pdf", added_at=at(2026, 11, 24, 8))


@given(st.text(CODE_ALPHABET, min_size=12, max_size=12))
def test_a_code_is_read_however_it_is_written(code: str) -> None:
    assert order_code(f" {code.lower()}\n") == code


@pytest.mark.parametrize(
    "text", ["", "https://example.com/7K3M9QX2VB4D", "7K3M9QX2VB4", "7K3M9QX2VB4DD", "7K3M9QX2VBIL"]
)
def test_what_others_write_is_no_code(text: str) -> None:
    assert order_code(text) == ""


def test_a_page_with_an_orders_code_is_filed_with_it() -> None:
    page = judged(PAGE, [ONE.lower(), ONE], ORDERS)
    assert (page.state, page.order_id, page.waiting, page.codes) == (ScanState.FILED, 1, None, (ONE,))
    assert page.filed_at == PAGE.added_at


def test_codes_of_others_beside_it_change_nothing() -> None:
    assert judged(PAGE, ["00020126pix", ONE, new_code()], ORDERS).order_id == 1


@pytest.mark.parametrize(
    ("texts", "binned", "why"),
    [
        ([], (), Waiting.NO_CODE),
        (["https://example.com"], (), Waiting.FOREIGN_CODE),
        ([ONE, TWO], (), Waiting.SEVERAL_ORDERS),
        (["0" * 12], (), Waiting.UNKNOWN_ORDER),
        ([ONE], (1,), Waiting.ORDER_IN_BIN),
    ],
)
def test_what_cannot_be_filed_waits_and_says_why(texts: list[str], binned: tuple[int, ...], why: Waiting) -> None:
    page = judged(PAGE, texts, ORDERS, binned)
    assert (page.state, page.waiting, page.order_id, page.filed_at) == (ScanState.WAITING, why, None, None)
