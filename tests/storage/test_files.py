"""Files are kept once, by their hash, and swept only when nothing refers to them."""

from __future__ import annotations

import hashlib

import pytest

from builders import at
from osdesk.storage import files
from osdesk.storage.engine import Store, open_store
from osdesk.storage.trouble import ReadOnlyFolder


def test_bytes_come_back_and_the_same_twice_are_kept_once(store: Store) -> None:
    data = bytes(range(256)) * 5000
    with store.write_files() as session:
        digest = files.put(session, data, at(2026, 11, 24))
        assert files.put(session, data, at(2026, 11, 25)) == digest == hashlib.sha256(data).hexdigest()
        assert session.exec_driver_sql("SELECT count(*) FROM file").scalar() == 1
    with store.read_files() as reader:
        assert reader is not None
        assert files.get(reader, digest) == data
        assert files.has(reader, digest)
        assert files.get(reader, "0" * 64) is None
        assert not files.has(reader, "0" * 64)


def test_an_office_without_files_has_no_file_for_them(store: Store) -> None:
    with store.read_files() as session:
        assert session is None
    assert not (store.folder / "files.db").exists()


def test_the_sweep_spares_what_is_referred_to_and_what_is_new(store: Store) -> None:
    with store.write_files() as session:
        old, kept, new = (
            files.put(session, data, at(2026, 11, day)) for data, day in ((b"old", 1), (b"kept", 1), (b"new", 20))
        )
        assert files.sweep(session, [kept], at(2026, 11, 10)) == 1
        assert [files.has(session, digest) for digest in (old, kept, new)] == [False, True, True]
        assert files.sweep(session, [], at(2026, 11, 10)) == 1


def test_a_file_put_again_counts_as_new_for_the_sweep(store: Store) -> None:
    with store.write_files() as session:
        digest = files.put(session, b"x", at(2026, 11, 1))
        files.put(session, b"x", at(2026, 11, 20))
        assert files.sweep(session, [], at(2026, 11, 10)) == 0
        assert files.has(session, digest)


def test_files_are_read_beside_an_open_office_and_not_written(store: Store) -> None:
    with store.write_files() as session:
        digest = files.put(session, b"x", at(2026, 11, 1))
    beside = open_store(store.folder, readonly=True)
    with beside.read_files() as reader:
        assert reader is not None
        assert files.get(reader, digest) == b"x"
    with pytest.raises(ReadOnlyFolder), beside.write_files():
        pass
    beside.close()
