"""The paper that comes back: a scanned page, where it was filed or why it waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ScanState(StrEnum):
    """What became of a page. A blank one is remembered, so that its file isn't read twice, and not kept."""

    FILED = "filed"
    WAITING = "waiting"
    BLANK = "blank"
    DISCARDED = "discarded"


class Waiting(StrEnum):
    """Why a page waits to be filed by hand."""

    NO_CODE = "no_code"
    FOREIGN_CODE = "foreign_code"
    SEVERAL_ORDERS = "several_orders"
    BLANK_FORM = "blank_form"


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
