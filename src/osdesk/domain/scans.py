"""The paper that comes back: a scanned page, where it was filed or why it waits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from osdesk.domain.orders import CODE_ALPHABET, CODE_LENGTH

#: Pages that one file may have: a stack of paper, and no trap.
MOST_PAGES = 2_000
#: Bytes that one file may have, in megabytes.
MOST_MEGABYTES = 512

_CODE = re.compile(f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}")


class ScanState(StrEnum):
    """What became of a page. A blank one is remembered, so that its file isn't read twice, and not kept."""

    FILED = "filed"
    WAITING = "waiting"
    BLANK = "blank"
    DISCARDED = "discarded"


class Waiting(StrEnum):
    """Why a page waits to be filed by hand: no code, one of others (a web page, a payment), several orders', one that
    no order here has, that of an order in the bin; or it had been filed and was taken away again.
    """

    NO_CODE = "no_code"
    FOREIGN_CODE = "foreign_code"
    SEVERAL_ORDERS = "several_orders"
    UNKNOWN_ORDER = "unknown_order"
    ORDER_IN_BIN = "order_in_bin"
    TAKEN_AWAY = "taken_away"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPage:
    """One page that was scanned or photographed.

    `source` is the SHA-256 (hex) of the file it came in and `page` its place there, from 0: together they are filed
    once. `name` is that file's name. `file` is the SHA-256 of the page as it is kept (a picture or a PDF of one page,
    as `media_type` says), or "" for a blank one. `order_id` is where it was filed, `waiting` why it wasn't. `codes`
    are the orders' codes found on it.
    """

    id: int | None = None
    version: int = 0
    source: str = ""
    page: int = 0
    name: str = ""
    file: str = ""
    media_type: str = ""
    size: int = 0
    state: ScanState = ScanState.WAITING
    waiting: Waiting | None = None
    codes: tuple[str, ...] = ()
    order_id: int | None = None
    added_at: datetime | None = None
    filed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanFile:
    """A file of scanned pages as it was opened: `source` is the SHA-256 of its bytes."""

    path: str
    source: str
    name: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page as it was read: `data` is the page to be kept (b"" for a blank one), upright where its code says so.

    `codes` are the texts of all QR codes on it, each once. `trouble` is why it could not be read (a code such as
    `scan.damaged_page`), "" when it could.
    """

    page: int
    data: bytes = b""
    media_type: str = ""
    codes: tuple[str, ...] = ()
    blank: bool = False
    trouble: str = ""


def order_code(text: str) -> str:
    """The text of a QR code as an order's code, "" when it is somebody else's."""
    code = text.strip().upper()
    return code if _CODE.fullmatch(code) else ""


def judged(page: ScanPage, texts: Sequence[str], orders: Mapping[str, int], binned: Sequence[int] = ()) -> ScanPage:
    """The page filed, or waiting with its reason.

    `texts` are the QR codes on it; `orders` holds the ids of the orders here by code, `binned` those of them that lie
    in the bin. Codes of others on the page change nothing when one of an order is there.
    """
    codes = tuple(dict.fromkeys(code for text in texts if (code := order_code(text))))
    found = {orders[code] for code in codes if code in orders}
    page = replace(page, codes=codes, state=ScanState.WAITING, order_id=None, filed_at=None)
    if len(found) > 1:
        return replace(page, waiting=Waiting.SEVERAL_ORDERS)
    if found:
        (order_id,) = found
        if order_id in binned:
            return replace(page, waiting=Waiting.ORDER_IN_BIN)
        return replace(page, state=ScanState.FILED, waiting=None, order_id=order_id, filed_at=page.added_at)
    if codes:
        return replace(page, waiting=Waiting.UNKNOWN_ORDER)
    return replace(page, waiting=Waiting.FOREIGN_CODE if texts else Waiting.NO_CODE)
