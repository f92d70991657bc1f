"""Scanned pages: verbs. A page of a file is stored once: with its order as signed copy, waiting, or known to be blank.

Its bytes are in `files.db` before the row that names them, and the rows of a batch and the history of their orders are
one transaction: whatever ends the program in between, the pages that are missing are read again and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from osdesk.domain.changes import Subject
from osdesk.domain.history import Deed, FieldChange
from osdesk.domain.permissions import Permission
from osdesk.domain.questions import OrderRow
from osdesk.domain.scans import ReadPage, ScanFile, ScanPage, ScanState, Waiting, judged
from osdesk.services.office import Gone, Office, Session, Work
from osdesk.storage import facets_made, files, listing
from osdesk.storage import scans as storage
from osdesk.storage.differences import differences

#: Pages read and stored at once: a moment's work, lost by a crash at most.
BATCH = 16
#: More waiting pages than these are shown after the first are filed.
MOST_SHOWN = 2_000
#: Why a page waits that may be the other side of the sheet beside it. One with a code has an order of its own.
_CODELESS = (Waiting.NO_CODE, Waiting.FOREIGN_CODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """What waits: the pages, how many there are in all, the order that each page is likely of, and the orders whose
    codes are on it where there are several.

    Likely is the order of a page's neighbours in its file, for one that bears no order's code; the first of its own
    orders for one that bears several.
    """

    pages: tuple[ScanPage, ...] = ()
    count: int = 0
    suggested: Mapping[int, OrderRow] = field(default_factory=dict)
    named: Mapping[int, tuple[OrderRow, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledOrder:
    """An order with signed copies: how many pages, and when the last was filed."""

    order: OrderRow
    pages: int
    filed_at: datetime


def missing(office: Office, file: ScanFile) -> tuple[tuple[int, ...], ...]:
    """The pages of a file that are not here yet, in batches to be read and stored one after another."""
    with office.read() as session:
        known = storage.known(session, file.source)
    left = [page for page in range(file.pages) if page not in known]
    return tuple(tuple(left[start : start + BATCH]) for start in range(0, len(left), BATCH))


def store(
    office: Office, file: ScanFile, pages: Sequence[ReadPage], *, initiator: object = None
) -> tuple[ScanPage, ...]:
    """Store pages that were read; those with a `trouble` are left out, those that are here already come back as stored.

    Raises `NotAllowed`, and the `OfficeTrouble`s of a disk that is full or gone; then none of these pages is stored.
    """
    kept = [page for page in pages if not page.trouble]
    digests: dict[int, str] = {}
    if any(page.data for page in kept):
        with office.store.write_files() as session:
            digests = {page.page: files.put(session, page.data, office.instant()) for page in kept if page.data}
    with office.write(Permission.FILE_SCANS, initiator) as work:
        known = {page.page: page for page in storage.of_source(work.session, file.source)}
        texts = {text.strip().upper() for page in kept for text in page.codes}
        orders, binned = storage.by_codes(work.session, texts)
        done: list[ScanPage] = []
        for page in kept:
            if page.page in known:
                done.append(known[page.page])
                continue
            fresh = ScanPage(
                source=file.source,
                page=page.page,
                name=file.name,
                file=digests.get(page.page, ""),
                media_type=page.media_type,
                size=len(page.data),
                added_at=work.at,
            )
            fresh = replace(fresh, state=ScanState.BLANK) if page.blank else judged(fresh, page.codes, orders, binned)
            saved = storage.SCANS.save(work.session, fresh)
            work.record(Subject.SCAN, [saved.id or 0], Deed.ADDED, detail=file.name)
            done.append(saved)
        _tell_orders(work, [page for page in done if page.page not in known])
    return tuple(done)


def of_source(office: Office, source: str) -> tuple[ScanPage, ...]:
    """The pages of a file that are here, in its order."""
    with office.read() as session:
        return storage.of_source(session, source)


def tray(office: Office) -> Tray:
    """What waits to be filed by hand, the first that came in first."""
    with office.read() as session:
        pages = storage.of_state(session, ScanState.WAITING, MOST_SHOWN)
        counts = storage.counts(session)
        likely = _of_codes(session, [page for page in pages if page.waiting is Waiting.SEVERAL_ORDERS])
        several = frozenset(likely)
        codeless = [page for page in pages if page.waiting in _CODELESS]
        beside = {source: storage.neighbours(session, source) for source in {page.source for page in codeless}}
        for page in codeless:
            if (found := _beside(page, beside[page.source])) is not None:
                likely[page.id or 0] = (found,)
        rows = {
            row.id: row for row in listing.rows(session, sorted({each for found in likely.values() for each in found}))
        }
    named = {page_id: tuple(rows[each] for each in found if each in rows) for page_id, found in likely.items()}
    return Tray(
        pages=pages,
        count=counts.get(ScanState.WAITING, 0),
        suggested={page_id: found[0] for page_id, found in named.items() if found},
        named={page_id: found for page_id, found in named.items() if page_id in several},
    )


def _of_codes(session: Session, pages: Sequence[ScanPage]) -> dict[int, tuple[int, ...]]:
    """The orders whose codes are on each of these pages, those in the bin left out."""
    orders, binned = storage.by_codes(session, {code for page in pages for code in page.codes})
    alive = {code: order_id for code, order_id in orders.items() if order_id not in binned}
    return {page.id or 0: tuple(dict.fromkeys(alive[code] for code in page.codes if code in alive)) for page in pages}


def _beside(page: ScanPage, filed: Mapping[int, int]) -> int | None:
    """The order of the page before it, or of the page after it: the other side of a sheet, or its second page."""
    before = [place for place in filed if place < page.page]
    if before:
        return filed[max(before)]
    return filed[min(filed)] if filed else None


def waiting_count(office: Office) -> int:
    """How many pages wait."""
    with office.read() as session:
        return storage.counts(session).get(ScanState.WAITING, 0)


def filed_orders(office: Office, limit: int = 500) -> tuple[FiledOrder, ...]:
    """Orders that have signed copies, the latest filed first."""
    with office.read() as session:
        found = storage.filed(session, limit)
        rows = {row.id: row for row in listing.rows(session, [order_id for order_id, _, _ in found])}
    return tuple(
        FiledOrder(order=rows[order_id], pages=count, filed_at=at) for order_id, count, at in found if order_id in rows
    )


def signed_copies(office: Office, order_id: int) -> tuple[ScanPage, ...]:
    """The pages filed with an order, in the order in which they were."""
    with office.read() as session:
        return storage.of_order(session, order_id)


def discarded(office: Office, limit: int = 500) -> tuple[ScanPage, ...]:
    """Pages that were thrown away, and can be had back."""
    with office.read() as session:
        return storage.of_state(session, ScanState.DISCARDED, limit)


def page_data(office: Office, page_id: int) -> tuple[bytes, str]:
    """The bytes of a kept page and their media type. Raises `Gone`, for a blank page too."""
    with office.read() as session:
        page = storage.SCANS.load(session, page_id)
    if page is None or not page.file:
        raise Gone(Subject.SCAN, page_id)
    with office.store.read_files() as session:
        data = files.get(session, page.file) if session is not None else None
    if data is None:
        raise Gone(Subject.SCAN, page_id)
    return data, page.media_type


def pages_data(office: Office, ids: Sequence[int]) -> tuple[tuple[bytes, str], ...]:
    """The same of several pages. Raises `Gone`."""
    return tuple(page_data(office, page_id) for page_id in ids)


def file_by_hand(
    office: Office, ids: Iterable[int], order_id: int, *, initiator: object = None
) -> tuple[ScanPage, ...]:
    """File pages with an order, wherever they were; returns them as they were before, for `put_back`.

    Raises `Gone` for an order that isn't there, `NotAllowed`.
    """
    with office.write(Permission.FILE_SCANS, initiator) as work:
        if not listing.rows(work.session, [order_id]):
            raise Gone(Subject.ORDER, order_id)

        def filed(page: ScanPage) -> ScanPage:
            return replace(page, state=ScanState.FILED, waiting=None, order_id=order_id, filed_at=work.at)

        return _change(work, ids, filed)


def take_away(office: Office, ids: Iterable[int], *, initiator: object = None) -> tuple[ScanPage, ...]:
    """Take pages away from their orders or back from the discarded ones, to what waits; returns them as they were.

    One that was discarded waits for the reason it had.
    """

    def waiting(page: ScanPage) -> ScanPage:
        reason = page.waiting or Waiting.TAKEN_AWAY
        return replace(page, state=ScanState.WAITING, waiting=reason, order_id=None, filed_at=None)

    with office.write(Permission.FILE_SCANS, initiator) as work:
        return _change(work, ids, waiting)


def discard(office: Office, ids: Iterable[int], *, initiator: object = None) -> tuple[ScanPage, ...]:
    """Throw pages away; they stay, and can be had back. Returns them as they were before."""

    def gone(page: ScanPage) -> ScanPage:
        return replace(page, state=ScanState.DISCARDED, order_id=None, filed_at=None)

    with office.write(Permission.FILE_SCANS, initiator) as work:
        return _change(work, ids, gone)


def put_back(office: Office, earlier: Iterable[ScanPage], *, initiator: object = None) -> None:
    """Undo: where pages were earlier, whatever happened to them since; all or none."""
    before = {page.id: page for page in earlier}

    def again(page: ScanPage) -> ScanPage:
        return replace(before[page.id], version=page.version)

    with office.write(Permission.FILE_SCANS, initiator) as work:
        _change(work, [page_id for page_id in before if page_id is not None], again)


def _change(work: Work, ids: Iterable[int], change: Callable[[ScanPage], ScanPage]) -> tuple[ScanPage, ...]:
    before = storage.SCANS.load_many(work.session, list(dict.fromkeys(ids)))
    changed: list[ScanPage] = []
    for page in before:
        after = change(page)
        if after == page:
            continue
        storage.SCANS.save(work.session, after, page)
        work.record(Subject.SCAN, [page.id or 0], Deed.CHANGED, differences(page, after))
        if page.order_id is not None and page.order_id != after.order_id:
            # The order's own history must tell it too: whoever asks for the paper looks there.
            lost = FieldChange(field="signed_copies", before=page.name, after=None)
            work.record(Subject.ORDER, [page.order_id], Deed.CHANGED, [lost])
        if page.order_id != after.order_id:
            changed.append(after)
    _tell_orders(work, changed)
    facets_made.mark_filed(work.session, [page.order_id for page in before if page.order_id is not None])
    return before


def _tell_orders(work: Work, pages: Sequence[ScanPage]) -> None:
    """One entry in the history of each order for all the pages that it got from one file."""
    told = dict.fromkeys((page.order_id, page.name) for page in pages if page.order_id is not None)
    for order_id, name in told:
        work.record(Subject.ORDER, [order_id], Deed.FILED, detail=name)
    facets_made.mark_filed(work.session, [order_id for order_id, _ in told])


def filing(office: Office, path: Path) -> Iterator[tuple[ScanFile, tuple[ReadPage, ...], tuple[ScanPage, ...]]]:
    """File a whole file in this process, batch by batch: what was read and what was stored, each time.

    First comes the file alone. Raises `Unreadable` `scan.…`, `OSError`, and what `store` raises; what was stored until
    then stays stored, and the next time only the rest is read.
    """
    from osdesk.services import scan_reading  # PDFium and Pillow, which the window keeps in a process of their own

    file = scan_reading.look(str(path))
    # Beside the reading, which leaves the disk idle: while it writes, the next pages are drawn.
    with ThreadPoolExecutor(1, "scans") as disk:
        try:
            yield file, (), ()
            storing: tuple[tuple[ReadPage, ...], Future[tuple[ScanPage, ...]]] | None = None
            for batch in missing(office, file):
                read = scan_reading.read(file, batch)
                if storing is not None:
                    yield file, storing[0], storing[1].result()
                storing = read, disk.submit(store, office, file, read)
            if storing is not None:
                yield file, storing[0], storing[1].result()
        finally:
            scan_reading.drop(file.path)
