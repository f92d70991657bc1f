"""An older office is brought up to date behind a copy, and nothing that goes wrong meanwhile costs anything."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders import a_technician, a_visit
from offices import Clock, an_office, saved_order
from older_office import take_back
from osdesk.domain.questions import OrderQuestion
from osdesk.services import checkup, issuing, lists, orders, team
from osdesk.storage import files, migrate, raw, search
from osdesk.storage.engine import open_store
from osdesk.storage.trouble import DamagedDatabase, DiskFull, NewerDatabase, OfficeTrouble, OlderDatabase


@pytest.fixture
def older(folder: Path) -> Path:
    """An office of before the first revision: ours, and without a table but one of its own."""
    folder.mkdir()
    path = folder / "office.db"
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA application_id = {migrate.APPLICATION_ID}")
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("CREATE TABLE heirloom (word TEXT)")
    raw.execute("INSERT INTO heirloom VALUES ('kept')")
    raw.commit()
    raw.close()
    return path


def _tables(path: Path) -> set[str]:
    raw = sqlite3.connect(path)
    names = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    raw.close()
    return names


def test_an_older_office_is_upgraded_and_what_it_was_stays_beside_it(older: Path) -> None:
    open_store(older.parent).close()
    assert {"service_order", "heirloom"} <= _tables(older)
    assert _tables(older.with_name("office.db.v0")) == {"heirloom"}


def test_the_orders_of_an_older_office_are_found_by_their_technicians_and_every_word(folder: Path) -> None:
    with an_office(folder, Clock()) as office:
        crew = team.save(office, a_technician()).id or 0
        held = [saved_order(office, visits=(a_visit(technicians=(crew,)),)) for _ in range(3)]
        saved_order(office)
        with office.store.write() as session:
            # As it was before: none of the words that came since.
            search.ORDERS.clear(session)
            search.ORDERS.add(session, [(order.id, "padaria _1") for order in held])
    take_back(folder, "0002")
    with an_office(folder, Clock()) as office:
        question = OrderQuestion(technicians=frozenset({crew}), descending=False)
        assert list(lists.orders_ids(office, question)) == [order.id for order in held]
        assert checkup.check(office) == ()


def test_what_an_older_office_issued_is_proven_as_if_it_had_been_issued_today(folder: Path) -> None:
    with an_office(folder, Clock()) as office:
        order = saved_order(office)
        first = issuing.issue(office, order.id or 0)
        issuing.void(office, first.id or 0, "Cliente errado é “ç” 🙂")
        orders.save(office, replace(orders.get(office, order.id or 0), reason="Não gela"))
        issuing.issue(office, order.id or 0)
        today = issuing.revisions(office, order.id or 0)
    take_back(folder, "0003")
    with an_office(folder, Clock()) as office:
        assert issuing.revisions(office, order.id or 0) == today
        assert all(each.proof for each in today)
        assert checkup.check(office) == ()


def test_an_older_office_that_issued_nothing_is_upgraded(folder: Path) -> None:
    with an_office(folder, Clock()) as office:
        saved_order(office)
    take_back(folder, "0003")
    with an_office(folder, Clock()) as office:
        assert checkup.check(office) == ()


def test_reading_alone_upgrades_nothing(older: Path) -> None:
    with pytest.raises(OlderDatabase) as caught:
        open_store(older.parent, readonly=True)
    assert (caught.value.facts["found"], caught.value.facts["known"]) == (0, migrate.VERSION)
    assert _tables(older) == {"heirloom"}


def test_an_upgrade_that_breaks_off_leaves_the_older_office_as_it_was(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = migrate.run_revisions

    def broken(session: object) -> None:
        whole(session)  # type: ignore[arg-type]
        raise sqlite3.OperationalError("power cut")

    monkeypatch.setattr(migrate, "run_revisions", broken)
    with pytest.raises(OfficeTrouble):
        open_store(older.parent)
    assert _tables(older) == {"heirloom"}
    monkeypatch.setattr(migrate, "run_revisions", whole)
    open_store(older.parent).close()
    assert "service_order" in _tables(older)


def test_a_disk_that_fills_up_while_upgrading_is_told_and_costs_nothing(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = raw.connect

    def small(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
        raw = connect(path, readonly=readonly)
        if not readonly:
            raw.execute("PRAGMA max_page_count = 12")
        return raw

    monkeypatch.setattr(migrate, "connect", small)
    with pytest.raises(DiskFull):
        open_store(older.parent)
    assert _tables(older) == {"heirloom"}


def test_a_newer_office_is_refused_and_left_alone(folder: Path) -> None:
    open_store(folder).close()
    raw = sqlite3.connect(folder / "office.db")
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    before = (folder / "office.db").read_bytes()
    for readonly in (False, True):
        with pytest.raises(NewerDatabase) as caught:
            open_store(folder, readonly=readonly)
        assert caught.value.facts["found"] == 99
    assert (folder / "office.db").read_bytes() == before


def test_a_creation_that_broke_off_leaves_no_half_office(folder: Path) -> None:
    folder.mkdir()
    (folder / "office.db.new").write_bytes(b"half")
    open_store(folder).close()
    assert not (folder / "office.db.new").exists()
    assert "service_order" in _tables(folder / "office.db")


@pytest.mark.parametrize("readonly", [False, True])
@pytest.mark.parametrize("name", ["office.db", "files.db"])
def test_a_file_that_lost_its_content_is_damage_and_no_new_office(folder: Path, name: str, readonly: bool) -> None:
    with closing(open_store(folder)) as store, store.write_files() as session:
        files.put(session, b"logo", datetime(2026, 11, 24, tzinfo=UTC))
    (folder / name).write_bytes(b"")
    for left in (folder / f"{name}-wal", folder / f"{name}-shm"):
        left.unlink(missing_ok=True)
    with (
        pytest.raises(DamagedDatabase),
        closing(open_store(folder, readonly=readonly)) as store,
        store.read_files(),
    ):
        pass
    assert (folder / name).read_bytes() == b""
