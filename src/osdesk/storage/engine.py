"""The store of one office: `office.db` and `files.db` in a folder, locked, guarded, and opened only when it is ours.

SQLAlchemy is loaded by the first session and not by opening: what the first screen shows is read without (`glance`).
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from osdesk import folders
from osdesk.storage import migrate
from osdesk.storage.lock import FolderLock
from osdesk.storage.outcomes import ForbiddenThread, StoreClosed
from osdesk.storage.raw import connect, tidy_up
from osdesk.storage.trouble import FolderGone, FolderUnsafe, OfficeTrouble, ReadOnlyFolder

__all__ = ["ForbiddenThread", "Session", "Store", "StoreClosed", "open_store"]

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from osdesk.storage.connections import Database

#: One transaction, as all functions of storage take it first.
Session: TypeAlias = "Connection"

OFFICE_FILE = "office.db"
FILES_FILE = "files.db"


class Store:
    """An open office folder. Any thread may use it but the one forbidden; made by `open_store`."""

    def __init__(self, folder: Path, *, readonly: bool, lock: FolderLock | None) -> None:
        self.folder = folder
        self.readonly = readonly
        self._lock = lock
        self._forbidden: int | None = None
        self._office: Database | None = None
        self._files: Database | None = None
        self._opening = threading.Lock()
        self._closed = False

    def forbid_thread(self, ident: int) -> None:
        """From now on that thread must not touch the database."""
        self._forbidden = ident

    def read(self) -> contextlib.AbstractContextManager[Connection]:
        """A session that reads one unchanging state of `office.db`."""
        self._guard()
        return self._office_database().read()

    def write(self) -> contextlib.AbstractContextManager[Connection]:
        """A session that writes: committed at the end, rolled back by an exception. One at a time; others wait."""
        self._guard()
        return self._office_database().write()

    @contextlib.contextmanager
    def read_files(self) -> Iterator[Connection | None]:
        """A session on `files.db`, or None while no file was ever stored."""
        self._guard()
        database = self._files_database(create=False)
        if database is None:
            yield None
        else:
            with database.read() as session:
                yield session

    @contextlib.contextmanager
    def write_files(self) -> Iterator[Connection]:
        """A session that writes `files.db`. Commit it before the transaction that refers to the file."""
        self._guard()
        if self.readonly:
            raise ReadOnlyFolder(self.folder)
        database = self._files_database(create=True)
        if database is None:
            raise FolderGone(self.folder)
        with database.write() as session:
            yield session

    @contextlib.contextmanager
    def glance(self) -> Iterator[sqlite3.Connection]:
        """A bare connection that reads one unchanging state of `office.db`; for `glance` alone."""
        self._guard()
        if self._closed:
            raise StoreClosed(self.folder / OFFICE_FILE)
        with contextlib.closing(connect(self.folder / OFFICE_FILE, readonly=self.readonly)) as raw:
            raw.execute("PRAGMA query_only = ON")
            raw.execute("BEGIN")
            yield raw
            raw.execute("ROLLBACK")

    def interrupt_reads(self) -> None:
        """Break off the reads that are running: their answers are no longer wanted."""
        for database in (self._office, self._files):
            if database is not None:
                database.interrupt_reads()

    def close(self) -> None:
        """Close both files and let go of the folder. Doing it twice does nothing."""
        with self._opening:
            self._closed = True
        for database in (self._files, self._office):
            if database is not None:
                database.close()
        if self.readonly:
            _tidy_up(self.folder)
        if self._lock is not None:
            self._lock.release()

    def _guard(self) -> None:
        if self._forbidden == threading.get_ident():
            raise ForbiddenThread("the window's thread must not wait for the database")

    def _office_database(self) -> Database:
        if self._office is None:
            from osdesk.storage.connections import Database

            with self._opening:
                if self._closed:
                    raise StoreClosed(self.folder / OFFICE_FILE)
                if self._office is None:
                    self._office = Database(self.folder / OFFICE_FILE, readonly=self.readonly)
        return self._office

    def _files_database(self, *, create: bool) -> Database | None:
        with self._opening:
            if self._files is None:
                path = self.folder / FILES_FILE
                if create or path.exists():
                    from osdesk.storage.connections import Database

                    migrate.prepare_files(path, readonly=self.readonly)
                    self._files = Database(path, readonly=self.readonly)
            return self._files


def _tidy_up(folder: Path) -> None:
    """A command that only read leaves the folder as it found it."""
    for name in (OFFICE_FILE, FILES_FILE):
        if (folder / name).exists():
            tidy_up(folder / name)


def open_store(folder: Path, *, readonly: bool = False, create: bool = True) -> Store:
    """Open the office of a folder; a new one is made where there is none, if `create`.

    `readonly` takes no lock, changes nothing and works beside a program that writes. Raises the `OfficeTrouble`s of
    `storage.trouble`.
    """
    reason = folders.unsafe_reason(folder)
    if reason is not None:
        raise FolderUnsafe(folder, kind=reason.kind, name=reason.name)
    path = folder / OFFICE_FILE
    if readonly:
        if not path.exists():
            raise FolderGone(folder)
        try:
            migrate.prepare_office(path, readonly=True)
        except OfficeTrouble:
            _tidy_up(folder)
            raise
        return Store(folder, readonly=True, lock=None)
    if not path.exists():
        if not create:
            raise FolderGone(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReadOnlyFolder(folder) from error
    lock = FolderLock(folder)
    try:
        migrate.prepare_office(path, readonly=False)
        return Store(folder, readonly=False, lock=lock)
    except BaseException:
        lock.release()
        raise
