"""Words for scanned pages: why one waits, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from osdesk.domain.scans import ScanPage, ScanState, Waiting
from osdesk.texts import _


def waiting_reason(reason: Waiting | None, orders: Sequence[str] = ()) -> str:
    """Why a page waits, in a few words; `orders` are the titles of the several orders whose codes are on it."""
    if reason is Waiting.SEVERAL_ORDERS and orders:
        return _("Codes of {orders}").format(orders=", ".join(orders))
    return {
        None: "",
        Waiting.NO_CODE: _("No code on the page"),
        Waiting.FOREIGN_CODE: _("Only codes of others on the page"),
        Waiting.SEVERAL_ORDERS: _("Codes of several orders"),
        Waiting.UNKNOWN_ORDER: _("No order here has this code"),
        Waiting.ORDER_IN_BIN: _("Its order is in the bin"),
        Waiting.TAKEN_AWAY: _("Taken away from an order"),
    }[reason]


def page_fate(page: ScanPage, order: str) -> str:
    """What became of a page; `order` is the title of the order it was filed with."""
    if page.state is ScanState.FILED:
        return order
    if page.state is ScanState.BLANK:
        return _("blank page")
    if page.state is ScanState.DISCARDED:
        return _("discarded")
    return waiting_reason(page.waiting)


def page_place(page: ScanPage) -> str:
    """The file that a page came in, and which page of it."""
    return _("Page {page} of {file}").format(file=page.name, page=page.page + 1)
