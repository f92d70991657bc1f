"""Paper that came back is filed once, with the right order, whatever ends the program; by hand too, and undone."""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest

import scanned
from offices import an_office, saved_client, saved_order
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.history import Deed
from osdesk.domain.orders import Order, new_code
from osdesk.domain.permissions import ALL_PERMISSIONS, Actor, Permission
from osdesk.domain.scans import ReadPage, ScanFile, ScanPage, ScanState, Waiting
from osdesk.services import company, orders, scan_reading, scans
from osdesk.services.office import DiskFull, Gone, NotAllowed, Office

FILE = ScanFile(path="scan.pdf", source="a" * 64, name="scan.pdf", pages=4)


def page(place: int, *codes: str, data: bytes = b"") -> ReadPage:
    return ReadPage(page=place, data=data or b"page %d" % place, media_type="application/pdf", codes=codes)


def filed_file(office: Office, path: Path) -> tuple[ScanPage, ...]:
    return tuple(stored for _file, _read, batch in scans.filing(office, path) for stored in batch)


def deeds(office: Office, order: Order) -> list[str]:
    """What the order's history says of signed copies, the newest first."""
    history = orders.history(office, order.id or 0)
    filed = [f"filed {entry.detail}" if entry.deed is Deed.FILED else "" for entry in history]
    lost = [
        " ".join(f"lost {change.before}" for change in entry.changes if change.field == "signed_copies")
        for entry in history
    ]
    return [first or second for first, second in zip(filed, lost, strict=True) if first or second]


@pytest.fixture
def order(office: Office) -> Order:
    return saved_order(office, reason="Câmara fria")


# Whole files


def test_twenty_orders_scanned_turned_skewed_and_noisy_are_each_filed_right(office: Office, tmp_path: Path) -> None:
    client = saved_client(office)
    made = [saved_order(office, client) for _ in range(20)]
    chance = random.Random(2026)
    fronts = scanned.pictures(scanned.sheets([each.code for each in made]))
    pages = [
        scanned.scanned(front, seed, turn=chance.choice((0, 90, 180, 270)), skew=chance.uniform(-3, 3))
        for seed, front in enumerate(fronts)
    ]
    foreign = scanned.scanned(scanned.qr_page("https://pix.example.com/qr/v2/9d36b84f"), 21, turn=180, skew=1.5)
    pages.insert(7, foreign)
    path = tmp_path / "pilha.pdf"
    path.write_bytes(scanned.as_pdf(pages))

    stored = filed_file(office, path)

    expected = [each.id for each in made]
    expected.insert(7, None)
    assert [each.order_id for each in stored] == expected
    assert [each.waiting for each in stored if each.order_id is None] == [Waiting.FOREIGN_CODE]
    assert [each.page for each in scans.tray(office).pages] == [7]
    for each in made:
        (copy,) = scans.signed_copies(office, each.id or 0)
        data, media_type = scans.page_data(office, copy.id or 0)
        assert media_type == "application/pdf"
        assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == 1
        assert deeds(office, each)[0] == "filed pilha.pdf"


def test_the_same_file_again_is_read_not_at_all(
    office: Office, order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned.as_pdf([scanned.qr_page(order.code), scanned.back(3)]))
    assert [each.state for each in filed_file(office, path)] == [ScanState.FILED, ScanState.BLANK]
    monkeypatch.setattr(scan_reading, "read", lambda *_arguments: pytest.fail("it was read again"))
    other = tmp_path / "again.pdf"
    other.write_bytes(path.read_bytes())
    assert filed_file(office, other) == ()
    assert len(scans.signed_copies(office, order.id or 0)) == 1


# Storing


def test_pages_are_stored_once_however_often_they_come(office: Office, order: Order) -> None:
    first = scans.store(office, FILE, [page(0, order.code), page(1)])
    again = scans.store(office, FILE, [page(0), page(1, order.code), page(2)])
    assert again[:2] == first
    assert scans.missing(office, FILE) == ((3,),)


def test_pages_that_could_not_be_read_stay_missing(office: Office) -> None:
    scans.store(office, FILE, [ReadPage(page=0, trouble="scan.damaged_page"), ReadPage(page=1, blank=True)])
    assert scans.missing(office, FILE) == ((0, 2, 3),)


def test_a_blank_page_is_remembered_and_not_kept(office: Office) -> None:
    (blank,) = scans.store(office, FILE, [ReadPage(page=0, blank=True)])
    assert (blank.state, blank.file, blank.size) == (ScanState.BLANK, "", 0)
    with pytest.raises(Gone):
        scans.page_data(office, blank.id or 0)


def test_an_order_in_the_bin_gets_nothing_by_itself(office: Office, order: Order) -> None:
    orders.delete(office, [order.id or 0])
    (stored,) = scans.store(office, FILE, [page(0, order.code)])
    assert (stored.waiting, stored.codes) == (Waiting.ORDER_IN_BIN, (order.code,))


def test_several_pages_of_one_order_are_one_line_in_its_history(office: Office, order: Order) -> None:
    scans.store(office, FILE, [page(0, order.code), page(1, order.code)])
    entries = [entry for entry in orders.history(office, order.id or 0) if entry.deed is Deed.FILED]
    assert [entry.detail for entry in entries] == ["scan.pdf"]


def test_a_file_that_could_not_be_written_leaves_no_row(office: Office, order: Order) -> None:
    with office.store.write_files() as session:
        session.exec_driver_sql("CREATE TRIGGER full BEFORE INSERT ON file BEGIN SELECT RAISE(FAIL, 'full'); END")
    with pytest.raises(Exception, match="full"):
        scans.store(office, FILE, [page(0, order.code)])
    assert scans.signed_copies(office, order.id or 0) == ()
    assert scans.missing(office, FILE) == ((0, 1, 2, 3),)


def test_a_full_disk_keeps_what_was_stored_and_the_rest_comes_later(
    office: Office, order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scans, "BATCH", 1)
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned.as_pdf([scanned.qr_page(order.code), scanned.qr_page(order.code)]))
    with office.store.read() as session:
        (size,) = session.exec_driver_sql("PRAGMA page_count").fetchone() or (0,)
    assert size
    work = scans.filing(office, path)
    next(work)
    next(work)
    with office.store.write_files() as session:
        (used,) = session.exec_driver_sql("PRAGMA page_count").fetchone() or (0,)
        session.exec_driver_sql(f"PRAGMA max_page_count = {used}")
    with pytest.raises(DiskFull):
        next(work)
    assert [each.page for each in scans.signed_copies(office, order.id or 0)] == [0]
    with office.store.write_files() as session:
        session.exec_driver_sql("PRAGMA max_page_count = 1073741823")
    assert [each.page for each in filed_file(office, path)] == [1]


def test_nobody_files_without_the_right(folder: Path) -> None:
    actor = Actor(name="Bia", permissions=ALL_PERMISSIONS - {Permission.FILE_SCANS})
    with an_office(folder) as office:
        office.actor = actor
        with pytest.raises(NotAllowed):
            scans.store(office, FILE, [page(0)])


# By hand


def test_a_waiting_page_is_filed_by_hand_and_taken_back(office: Office, order: Order) -> None:
    (waits,) = scans.store(office, FILE, [page(0)])
    before = scans.file_by_hand(office, [waits.id or 0], order.id or 0)
    assert [each.page for each in scans.signed_copies(office, order.id or 0)] == [0]
    assert scans.tray(office).count == 0
    scans.put_back(office, before)
    assert scans.signed_copies(office, order.id or 0) == ()
    assert [each.waiting for each in scans.tray(office).pages] == [Waiting.NO_CODE]
    assert deeds(office, order)[:2] == ["lost scan.pdf", "filed scan.pdf"]


def test_a_page_filed_wrong_goes_to_another_order_and_both_histories_tell_it(office: Office, order: Order) -> None:
    other = saved_order(office)
    (stored,) = scans.store(office, FILE, [page(0, order.code)])
    scans.file_by_hand(office, [stored.id or 0], other.id or 0)
    assert scans.signed_copies(office, order.id or 0) == ()
    assert deeds(office, order)[0] == "lost scan.pdf"
    assert deeds(office, other)[0] == "filed scan.pdf"


def test_a_page_taken_away_waits_again(office: Office, order: Order) -> None:
    (stored,) = scans.store(office, FILE, [page(0, order.code)])
    scans.take_away(office, [stored.id or 0])
    assert [each.waiting for each in scans.tray(office).pages] == [Waiting.TAKEN_AWAY]


def test_a_discarded_page_can_be_had_back_and_does_not_come_again(office: Office) -> None:
    (stored,) = scans.store(office, FILE, [page(0)])
    before = scans.discard(office, [stored.id or 0])
    assert scans.tray(office).pages == ()
    assert [each.id for each in scans.discarded(office)] == [stored.id]
    assert 0 not in [place for batch in scans.missing(office, FILE) for place in batch]
    scans.put_back(office, before)
    assert [each.id for each in scans.tray(office).pages] == [stored.id]


def test_nothing_is_filed_with_an_order_that_is_not_there(office: Office) -> None:
    (stored,) = scans.store(office, FILE, [page(0)])
    with pytest.raises(Gone):
        scans.file_by_hand(office, [stored.id or 0], 999)
    assert scans.tray(office).count == 1


def test_a_page_without_code_is_offered_the_order_of_the_one_before(office: Office, order: Order) -> None:
    other = saved_order(office)
    stored = scans.store(office, FILE, [page(0), page(1, order.code), page(2), page(3, other.code)])
    suggested = {page_id: row.id for page_id, row in scans.tray(office).suggested.items()}
    assert suggested == {stored[0].id: order.id, stored[2].id: order.id}


def test_a_page_with_an_order_s_code_is_not_taken_for_the_back_of_the_one_beside_it(
    office: Office, order: Order
) -> None:
    binned = saved_order(office)
    orders.delete(office, [binned.id or 0])
    strange = "".join(sorted(order.code))
    stored = scans.store(office, FILE, [page(0, order.code), page(1, binned.code), page(2, strange), page(3)])
    scans.take_away(office, [stored[0].id or 0])
    scans.store(office, FILE, [page(4, order.code)])
    assert set(scans.tray(office).suggested) == {stored[3].id}


def test_a_page_with_the_codes_of_several_orders_is_offered_its_own(office: Office, order: Order) -> None:
    others = [saved_order(office) for _ in range(2)]
    stored = scans.store(office, FILE, [page(0, order.code), page(1, *(other.code for other in others))])
    tray = scans.tray(office)
    assert [row.id for row in tray.named[stored[1].id or 0]] == [other.id for other in others]
    assert tray.suggested[stored[1].id or 0].id == others[0].id


def test_a_page_that_is_had_back_waits_for_the_reason_it_had(office: Office, order: Order) -> None:
    stored = scans.store(office, FILE, [page(0), page(1, order.code, saved_order(office).code)])
    ids = [each.id or 0 for each in stored]
    scans.discard(office, ids)
    scans.take_away(office, ids)
    assert [each.waiting for each in scans.tray(office).pages] == [Waiting.NO_CODE, Waiting.SEVERAL_ORDERS]


def test_filed_orders_come_the_latest_first(office: Office, order: Order) -> None:
    other = saved_order(office)
    scans.store(office, FILE, [page(0, order.code), page(1, order.code)])
    office._clock.forward(minutes=5)  # type: ignore[attr-defined]  # the test's own clock
    scans.store(office, FILE, [page(2, other.code)])
    assert [(each.order.id, each.pages) for each in scans.filed_orders(office)] == [(other.id, 1), (order.id, 2)]


def test_those_who_show_orders_and_scans_are_told(office: Office, order: Order) -> None:
    heard: list[Changes] = []
    office.listen(heard.append)
    (stored,) = scans.store(office, FILE, [page(0, order.code)], initiator="me")
    (news,) = heard
    assert news.touches(Subject.SCAN, stored.id)
    assert news.touches(Subject.ORDER, order.id)
    assert news.initiator == "me"


def test_no_sweep_takes_a_page_that_was_kept(office: Office, order: Order) -> None:
    stored = scans.store(office, FILE, [page(0, order.code), ReadPage(page=1, blank=True), page(2, data=b"x")])
    scans.discard(office, [stored[2].id or 0])
    assert company.sweep_files(office, office.instant() + timedelta(days=400)) == 0
    assert scans.page_data(office, stored[2].id or 0)[0] == b"x"


# Ended in the middle

_FILING = """
import sys
from datetime import timedelta
from pathlib import Path
from osdesk.services import scans
from osdesk.services.office import open_office
scans.BATCH = 1
with open_office(Path(sys.argv[1])) as office:
    for _file, _read, stored in scans.filing(office, Path(sys.argv[2])):
        print(*(page.page for page in stored), flush=True)
"""


@pytest.fixture
def stack(office: Office, tmp_path: Path) -> tuple[Path, list[Order]]:
    made = [saved_order(office) for _ in range(6)]
    path = tmp_path / "pilha.pdf"
    path.write_bytes(scanned.as_pdf([scanned.qr_page(each.code) for each in made]))
    return path, made


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("after", range(0, 6, 2))
def test_killed_at_any_page_every_page_is_filed_once(
    office: Office, folder: Path, stack: tuple[Path, list[Order]], after: int
) -> None:
    path, made = stack
    office.close()
    worker = subprocess.Popen(
        [sys.executable, "-c", _FILING, str(folder), str(path)], stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    told = [worker.stdout.readline() for _line in range(after + 1)]
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    acknowledged = {int(line) for line in told if line.strip()}
    with an_office(folder) as again:
        (file, _read, _stored) = next(scans.filing(again, path))
        kept = {each.page for each in scans.of_source(again, file.source)}
        assert acknowledged <= kept
        filed_file(again, path)
        for each in made:
            (copy,) = scans.signed_copies(again, each.id or 0)
            assert scans.page_data(again, copy.id or 0)[0].startswith(b"%PDF-")
        assert scans.missing(again, file) == ()


def test_an_unknown_code_waits_with_it(office: Office) -> None:
    code = new_code()
    (stored,) = scans.store(office, FILE, [page(0, code)])
    assert (stored.waiting, stored.codes) == (Waiting.UNKNOWN_ORDER, (code,))
