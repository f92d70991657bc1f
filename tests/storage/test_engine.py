"""The office folder is guarded: who may open it, who may write, and what is told when the surroundings refuse."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from builders import at
from osdesk.domain.team import Technician
from osdesk.storage import connections, files, team
from osdesk.storage import raw as bare
from osdesk.storage.engine import ForbiddenThread, Session, Store, StoreClosed, open_store
from osdesk.storage.outcomes import Gone
from osdesk.storage.trouble import (
    AlreadyOpen,
    DamagedDatabase,
    DiskFull,
    FolderGone,
    FolderUnsafe,
    ForeignDatabase,
    Locked,
    OfficeTrouble,
    OlderDatabase,
    ReadInterrupted,
    ReadOnlyFolder,
)

AS_ROOT = os.name == "posix" and os.geteuid() == 0
NOBODY = 65534


def _add(store: Store, name: str) -> Technician:
    with store.write() as session:
        return team.TECHNICIANS.save(session, Technician(name=name))


def _names(session: Session) -> list[str]:
    return [row[0] for row in session.exec_driver_sql("SELECT name FROM technician ORDER BY id")]


def test_what_is_committed_is_there_after_opening_again(folder: Path) -> None:
    store = open_store(folder)
    saved = _add(store, "Rafael")
    store.close()
    store = open_store(folder)
    with store.read() as session:
        assert team.TECHNICIANS.load(session, saved.id or 0) == saved
    store.close()


def test_an_exception_undoes_the_whole_transaction(store: Store) -> None:
    def broken() -> None:
        with store.write() as session:
            team.TECHNICIANS.save(session, Technician(name="Rafael"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    with store.read() as session:
        assert _names(session) == []
    assert _add(store, "Juliana").id == 1


def test_the_pragmas_are_what_keeps_confirmed_work(store: Store) -> None:
    with store.write() as session:
        found = {
            name: session.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "query_only")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "query_only": 0}
    with store.read() as session:
        assert session.exec_driver_sql("PRAGMA query_only").scalar() == 1
        assert session.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar() == 0


def test_a_reader_can_not_write(store: Store) -> None:
    with pytest.raises(ReadOnlyFolder), store.read() as session:
        session.exec_driver_sql("DELETE FROM technician")


def test_a_reader_sees_one_state_however_much_is_written_meanwhile(store: Store) -> None:
    _add(store, "Rafael")
    with store.read() as session:
        assert _names(session) == ["Rafael"]
        _add(store, "Juliana")
        assert _names(session) == ["Rafael"]
    with store.read() as session:
        assert _names(session) == ["Rafael", "Juliana"]


def test_foreign_keys_hold(store: Store) -> None:
    with pytest.raises(Gone), store.write() as session:
        session.exec_driver_sql("INSERT INTO visit_technician VALUES (1, 0, 1)")


def test_a_second_program_is_told_that_the_office_is_open(store: Store) -> None:
    code = (
        "import sys, pathlib\n"
        "from osdesk.storage.engine import open_store\n"
        "from osdesk.storage.trouble import AlreadyOpen\n"
        "try:\n    open_store(pathlib.Path(sys.argv[1]))\n"
        "except AlreadyOpen as error:\n    print(error.code)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(store.folder)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "office.already_open"
    with pytest.raises(AlreadyOpen):
        open_store(store.folder)


def test_the_lock_goes_with_the_store_and_with_a_killed_program(folder: Path) -> None:
    code = (
        "import sys, pathlib, time\n"
        "from osdesk.storage.engine import open_store\n"
        "store = open_store(pathlib.Path(sys.argv[1]))\nprint('open', flush=True)\ntime.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(AlreadyOpen):
            open_store(folder)
        other.kill()
    open_store(folder).close()
    open_store(folder).close()


def test_reading_alone_works_beside_an_open_office_and_leaves_its_files_as_they_are(store: Store) -> None:
    _add(store, "Rafael")
    log = store.folder / "office.db-wal"
    before = log.read_bytes()
    assert before
    beside = open_store(store.folder, readonly=True)
    with beside.read() as session:
        assert _names(session) == ["Rafael"]
    _add(store, "Juliana")
    with beside.read() as session:
        assert _names(session) == ["Rafael", "Juliana"]
    with pytest.raises(ReadOnlyFolder), beside.write():
        pass
    beside.close()
    assert log.read_bytes().startswith(before)


def _state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_reading_alone_leaves_the_folder_as_it_was(folder: Path) -> None:
    store = open_store(folder)
    with store.write_files() as session:
        files.put(session, b"x", at(2026, 11, 24))
    _add(store, "Rafael")
    store.close()
    before = _state(folder)
    for _time in range(2):
        beside = open_store(folder, readonly=True)
        with beside.read() as session, beside.read_files() as held:
            assert _names(session) == ["Rafael"]
            assert held is not None
        beside.close()
        assert _state(folder) == before


def test_an_older_office_that_reading_alone_refuses_is_left_as_it_was(folder: Path) -> None:
    open_store(folder).close()
    with contextlib.closing(sqlite3.connect(folder / "office.db")) as database:
        database.execute("PRAGMA user_version = 1")
    before = _state(folder)
    with pytest.raises(OlderDatabase):
        open_store(folder, readonly=True)
    assert _state(folder) == before


def test_a_log_that_holds_something_is_not_put_away_by_reading(folder: Path, tmp_path: Path) -> None:
    store = open_store(folder)
    _add(store, "Rafael")
    # As a power cut leaves it.
    cut = tmp_path / "cut"
    shutil.copytree(folder, cut)
    store.close()
    before = (cut / "office.db").read_bytes(), (cut / "office.db-wal").read_bytes()
    beside = open_store(cut, readonly=True)
    with beside.read() as session:
        assert _names(session) == ["Rafael"]
    beside.close()
    assert ((cut / "office.db").read_bytes(), (cut / "office.db-wal").read_bytes()) == before


def test_reading_alone_takes_no_lock(folder: Path) -> None:
    open_store(folder).close()
    beside = open_store(folder, readonly=True)
    store = open_store(folder)
    _add(store, "Rafael")
    with beside.read() as session:
        assert _names(session) == ["Rafael"]
    beside.close()
    store.close()


def test_reading_alone_makes_no_office(folder: Path) -> None:
    with pytest.raises(FolderGone):
        open_store(folder, readonly=True)
    assert not folder.exists()


def test_a_remembered_folder_that_has_gone_is_no_new_office(folder: Path) -> None:
    with pytest.raises(FolderGone):
        open_store(folder, create=False)
    assert not folder.exists()


def test_the_forbidden_thread_is_refused_and_others_are_not(store: Store) -> None:
    store.forbid_thread(threading.get_ident())
    for door in (store.read, store.write, store.read_files, store.write_files):
        with pytest.raises(ForbiddenThread), door():
            pass
    with ThreadPoolExecutor(1) as other:
        assert other.submit(_add, store, "Rafael").result().id == 1
    store.forbid_thread(0)


def test_threads_write_one_after_the_other_and_none_is_lost(store: Store) -> None:
    with ThreadPoolExecutor(8) as others:
        saved = list(others.map(lambda place: _add(store, str(place)), range(60)))
    assert sorted(technician.id or 0 for technician in saved) == list(range(1, 61))
    with store.read() as session:
        assert sorted(map(int, _names(session))) == list(range(60))


def test_readers_in_many_threads_don_t_wait_for_a_writer(store: Store) -> None:
    _add(store, "Rafael")

    def count(_: int) -> int:
        with store.read() as session:
            return len(_names(session))

    with store.write() as session, ThreadPoolExecutor(6) as others:
        team.TECHNICIANS.save(session, Technician(name="Juliana"))
        assert set(others.map(count, range(30))) == {1}


def test_a_transaction_inside_another_is_a_fault_and_not_a_deadlock(store: Store) -> None:
    with pytest.raises(RuntimeError, match="inside another"), store.write(), store.write():
        pass
    _add(store, "Rafael")


def test_a_long_read_is_broken_off(store: Store) -> None:
    begun = threading.Event()

    def endless() -> None:
        with store.read() as session:
            begun.set()
            session.exec_driver_sql(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
            ).scalar()

    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(endless)
        begun.wait()
        while not waiting.done():
            store.interrupt_reads()
        with pytest.raises(ReadInterrupted):
            waiting.result()
    _add(store, "Rafael")
    with store.read() as session:
        assert _names(session) == ["Rafael"]


def test_a_closed_store_refuses_work_and_closes_twice(store: Store) -> None:
    _add(store, "Rafael")
    store.close()
    store.close()
    with pytest.raises(StoreClosed), store.read():
        pass
    with pytest.raises(StoreClosed), store.write():
        pass
    assert not (store.folder / "office.db-wal").exists()


def test_a_synchronised_folder_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(FolderUnsafe) as caught:
        open_store(tmp_path / "OneDrive - Frio Bom" / "office")
    assert caught.value.facts["kind"] == "synchronised"
    assert caught.value.facts["name"] == "OneDrive"
    assert not (tmp_path / "OneDrive - Frio Bom").exists()


@pytest.mark.parametrize("content", [b"PK\x03\x04 a spreadsheet" * 100, b"x", b"SQLite format 3\0" + b"\xff" * 200])
def test_what_is_no_database_is_refused_and_left_alone(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "office.db").write_bytes(content)
    for readonly in (False, True):
        with pytest.raises((ForeignDatabase, DamagedDatabase)):
            open_store(folder, readonly=readonly)
    assert (folder / "office.db").read_bytes() == content


def test_another_program_s_database_is_refused_and_left_alone(folder: Path) -> None:
    folder.mkdir()
    raw = sqlite3.connect(folder / "office.db")
    raw.execute("CREATE TABLE notes (text)")
    raw.commit()
    raw.close()
    before = (folder / "office.db").read_bytes()
    for readonly in (False, True):
        with pytest.raises(ForeignDatabase):
            open_store(folder, readonly=readonly)
    assert (folder / "office.db").read_bytes() == before
    open_store(folder.with_name("other")).close()


def test_a_damaged_page_is_told_and_not_a_crash(folder: Path) -> None:
    store = open_store(folder)
    for place in range(300):
        _add(store, "x" * 200 + str(place))
    store.close()
    path = folder / "office.db"
    raw = bytearray(path.read_bytes())
    page = 4096
    # Every page but the first, where the schema begins; its own tables lie behind it.
    raw[20 * page :] = os.urandom(len(raw) - 20 * page)
    path.write_bytes(raw)

    def look() -> None:
        with contextlib.closing(open_store(folder)) as store, store.read() as session:
            _names(session)
            session.exec_driver_sql("SELECT * FROM service_order, status").fetchall()

    with pytest.raises(DamagedDatabase):
        look()


def test_a_folder_that_vanished_takes_no_more_work(store: Store) -> None:
    _add(store, "Rafael")
    moved = store.folder.with_name("moved")
    store.folder.rename(moved)
    with pytest.raises(FolderGone):
        _add(store, "Juliana")
    moved.rename(store.folder)
    assert _add(store, "Edimar").id == 2


def test_a_folder_that_was_replaced_takes_no_more_work(store: Store) -> None:
    _add(store, "Rafael")
    copy = store.folder.with_name("copy")
    shutil.copytree(store.folder, copy)
    store.folder.rename(store.folder.with_name("moved"))
    copy.rename(store.folder)
    with pytest.raises(FolderGone):
        _add(store, "Juliana")


def test_a_full_disk_is_told_and_only_what_was_being_saved_is_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = bare.connect

    def small(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
        raw = connect(path, readonly=readonly)
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages + 3}")
        return raw

    monkeypatch.setattr(connections, "connect", small)
    store = open_store(folder)
    _add(store, "Rafael")
    with pytest.raises(DiskFull):
        _add(store, "x" * 100_000)
    assert _add(store, "Edimar").id == 2
    with store.read() as session:
        assert _names(session) == ["Rafael", "Edimar"]
    store.close()


def test_a_database_that_another_program_holds_is_told_in_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("osdesk.storage.raw.PATIENCE", 0.05)
    store = open_store(folder)
    raw = sqlite3.connect(folder / "office.db", isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    with pytest.raises(Locked):
        _add(store, "Rafael")
    raw.execute("ROLLBACK")
    raw.close()
    assert _add(store, "Juliana").id == 1
    store.close()


@pytest.fixture
def plain_folder() -> Iterator[Path]:
    """A folder of somebody who isn't root, and the test run as that person: root may write anywhere."""
    with tempfile.TemporaryDirectory(prefix="osdesk-") as holder:
        if not AS_ROOT:
            yield Path(holder) / "office"
            return
        os.chown(holder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield Path(holder) / "office"
        finally:
            os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_folder_that_can_t_be_written_is_told(plain_folder: Path) -> None:
    folder = plain_folder
    open_store(folder).close()
    folder.chmod(0o500)
    try:
        with pytest.raises(ReadOnlyFolder):
            open_store(folder)
        with pytest.raises(ReadOnlyFolder):
            open_store(folder / "below")
        beside = open_store(folder, readonly=True)
        with beside.read() as session:
            assert _names(session) == []
        beside.close()
    finally:
        folder.chmod(0o700)


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "office").write_text("not a folder")
    with pytest.raises(OfficeTrouble):
        open_store(tmp_path / "office" / "below")


def test_names_with_signs_that_addresses_give_a_meaning_are_folders_like_any_other(tmp_path: Path) -> None:
    store = open_store(tmp_path / "Ação 100% #1 ?mode=memory&x='y'")
    assert _add(store, "Rafael").id == 1
    store.close()
