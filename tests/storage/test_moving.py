"""An office is brought home whole, or not at all."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path

import pytest

from builders import logo
from offices import an_office, saved_order
from osdesk.domain.questions import OrderQuestion
from osdesk.services import company, lists
from osdesk.services.moving import copy_office
from osdesk.services.office import AlreadyOpen, DiskFull, FolderGone, ReadOnlyFolder


def test_orders_and_files_arrive_and_the_old_folder_stays(tmp_path: Path) -> None:
    with an_office(tmp_path / "there") as office:
        order = saved_order(office)
        company.set_logo(office, logo())
    copy_office(tmp_path / "there", tmp_path / "home")
    with an_office(tmp_path / "home") as office:
        rows = lists.orders_first(office, OrderQuestion(), 5)
        assert [row.number for row in rows] == [order.number]
        assert company.logo(office) == logo()
    assert (tmp_path / "there" / "office.db").exists()


def test_what_was_confirmed_but_not_yet_in_the_file_comes_along(tmp_path: Path) -> None:
    with an_office(tmp_path / "there") as office:
        order = saved_order(office)
        # As a power cut would leave it: the log is still beside the file.
        shutil.copytree(tmp_path / "there", tmp_path / "cut")
    assert (tmp_path / "cut" / "office.db-wal").stat().st_size > 0
    copy_office(tmp_path / "cut", tmp_path / "home")
    with an_office(tmp_path / "home") as office:
        assert lists.orders_first(office, OrderQuestion(), 5)[0].number == order.number


def test_an_office_that_is_open_is_not_copied(tmp_path: Path) -> None:
    with an_office(tmp_path / "there"), pytest.raises(AlreadyOpen):
        copy_office(tmp_path / "there", tmp_path / "home")
    assert not (tmp_path / "home" / "office.db").exists()


def test_an_office_is_never_overwritten(tmp_path: Path) -> None:
    for name in ("there", "home"):
        with an_office(tmp_path / name) as office:
            saved_order(office)
    before = (tmp_path / "home" / "office.db").read_bytes()
    with pytest.raises(ReadOnlyFolder):
        copy_office(tmp_path / "there", tmp_path / "home")
    assert (tmp_path / "home" / "office.db").read_bytes() == before


def test_a_folder_without_an_office_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        copy_office(tmp_path / "nothing", tmp_path / "home")


def test_a_full_disk_leaves_nothing_half_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with an_office(tmp_path / "there") as office:
        saved_order(office)
        company.set_logo(office, logo())
    real = shutil.copyfile

    def fills_up(origin: Path, copy: Path) -> None:
        if copy.name == "files.db":
            copy.write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device", str(copy))
        real(origin, copy)

    monkeypatch.setattr(shutil, "copyfile", fills_up)
    with pytest.raises(DiskFull):
        copy_office(tmp_path / "there", tmp_path / "home")
    assert list((tmp_path / "home").iterdir()) == []


def test_the_copy_is_sound(tmp_path: Path) -> None:
    with an_office(tmp_path / "there") as office:
        saved_order(office)
    copy_office(tmp_path / "there", tmp_path / "home")
    with sqlite3.connect(tmp_path / "home" / "office.db") as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()
