"""What the room lists: waiting, filed and discarded, as rows and counts, and the words where there is nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from osdesk.domain.questions import OrderRow
from osdesk.domain.scans import ScanPage
from osdesk.services import scans
from osdesk.services.scans import FiledOrder, Tray
from osdesk.services.wording import order_title, page_place, waiting_reason
from osdesk.texts import _
from osdesk.ui.orders.when import moment_words
from osdesk.ui.scans.rows import Row
from osdesk.ui.scans.tray import pages_words

if TYPE_CHECKING:
    from osdesk.services.office import Office

WAITING, FILED, DISCARDED = "waiting", "filed", "discarded"
MODES = (WAITING, FILED, DISCARDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Everything the room lists."""

    tray: Tray = field(default_factory=Tray)
    filed: tuple[FiledOrder, ...] = ()
    discarded: tuple[ScanPage, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many in each list."""
        return {WAITING: self.tray.count, FILED: len(self.filed), DISCARDED: len(self.discarded)}

    def page(self, page_id: int) -> ScanPage:
        """The waiting or discarded page of that id; KeyError for another."""
        for page in (*self.tray.pages, *self.discarded):
            if page.id == page_id:
                return page
        raise KeyError(page_id)

    def why(self, page: ScanPage) -> str:
        """Why a page waits, or waited before it was thrown away."""
        named = self.tray.named.get(page.id or 0, ())
        return waiting_reason(page.waiting, [order_title(row.number) for row in named])

    def suggested(self, ids: Sequence[int]) -> OrderRow | None:
        """The order that these waiting pages are likely of, if it is one and the same."""
        found = [self.tray.suggested.get(page_id) for page_id in ids]
        return found[0] if found and all(each == found[0] for each in found) else None

    def order(self, order_id: int) -> FiledOrder:
        """The filed order of that id; KeyError for another."""
        for found in self.filed:
            if found.order.id == order_id:
                return found
        raise KeyError(order_id)

    def without(self, ids: Collection[int]) -> Listed:
        """The same, those pages gone from tray and discarded ones: before the database has said so."""
        pages = tuple(page for page in self.tray.pages if page.id not in ids)
        count = self.tray.count - len(self.tray.pages) + len(pages)
        kept = tuple(page for page in self.discarded if page.id not in ids)
        return replace(self, tray=replace(self.tray, pages=pages, count=count), discarded=kept)

    def rows(self, mode: str, now: datetime) -> list[Row]:
        """The rows of a list; `now` is the office's."""
        if mode == FILED:
            return [_filed_row(each, now) for each in self.filed]
        pages: Sequence[ScanPage] = self.tray.pages if mode == WAITING else self.discarded
        tone = "warn" if mode == WAITING else "text2"
        return [Row(page.id or 0, page_place(page), self.why(page), "file-text", tone) for page in pages]


def everything(office: Office) -> Listed:
    """For the read lane."""
    return Listed(tray=scans.tray(office), filed=scans.filed_orders(office), discarded=scans.discarded(office))


def empty_words(mode: str, listed: Listed) -> tuple[str, str]:
    """Title and sentence for a list with nothing in it."""
    if not any(listed.counts.values()):
        words = _("Scan the signed sheets and drop the file here. The code in its corner takes each page to its order.")
        return _("No scans yet"), words
    return {
        WAITING: (_("Nothing waits"), _("Every page that came in is with its order.")),
        FILED: (_("Nothing filed yet"), _("Pages with an order's code are filed by themselves.")),
        DISCARDED: (_("Nothing discarded"), ""),
    }[mode]


def _filed_row(each: FiledOrder, now: datetime) -> Row:
    title = f"{order_title(each.order.number)} · {each.order.client}"
    when = moment_words(each.filed_at.astimezone(now.tzinfo), now)
    return Row(each.order.id, title, f"{pages_words(each.pages)} · {when}", "file-check", "ok")
