"""One SQLite file: a connection that writes, under a lock, and a pool of connections that only read.

What SQLite alone has (pragmas, how a transaction begins, read-only opening) is here, apart from the subjects, whose
statements run on PostgreSQL as well.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

from osdesk.storage.outcomes import Gone, StoreClosed
from osdesk.storage.raw import connect
from osdesk.storage.trouble import FolderGone, ReadOnlyFolder, from_sqlite

_READERS = 4


class Database:
    """An existing SQLite file. `write` waits for the one writing connection; `read` never waits for a writer."""

    def __init__(self, path: Path, *, readonly: bool) -> None:
        self.path = path
        self.readonly = readonly
        self._lock = threading.Lock()
        self._writing_thread: int | None = None
        self._raw_readers: set[sqlite3.Connection] = set()
        self._writer: Connection | None = None
        self._closed = False
        self._readers = self._engine(reading=True)
        self._writers = self._engine(reading=False)
        self._identity = self._identify()

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection on one unchanging state of the database."""
        if self._closed:
            raise StoreClosed(self.path)
        with self._readers.connect() as connection, connection.begin() as transaction:
            yield connection
            transaction.rollback()

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """The writing connection in a transaction of its own: committed at the end, rolled back by an exception."""
        if self.readonly:
            raise ReadOnlyFolder(self.path.parent)
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("a transaction was begun inside another")
        with self._lock:
            if self._closed:
                raise StoreClosed(self.path)
            self._writing_thread = threading.get_ident()
            try:
                # A folder that was moved away would take what is written with it, without a word from SQLite.
                if self._identify() != self._identity:
                    raise FolderGone(self.path.parent)
                if self._writer is None:
                    self._writer = self._writers.connect()
                with self._writer.begin():
                    yield self._writer
            finally:
                self._writing_thread = None

    def interrupt_reads(self) -> None:
        """Break off every read that is running; each raises `ReadInterrupted`."""
        for raw in tuple(self._raw_readers):
            with contextlib.suppress(sqlite3.ProgrammingError):
                raw.interrupt()

    def close(self) -> None:
        """End: readers first, so that the writer's closing puts the log back into the file."""
        self._closed = True
        self.interrupt_reads()
        with self._lock:
            self._readers.dispose()
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            self._writers.dispose()

    def _identify(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _engine(self, *, reading: bool) -> Engine:
        pool: dict[str, Any] = {"poolclass": NullPool}
        if reading:
            pool = {
                "poolclass": QueuePool,
                "pool_size": _READERS,
                "max_overflow": _READERS,
                "pool_reset_on_return": None,
            }
        engine = create_engine(
            "sqlite+pysqlite://", creator=lambda: self._connect(reading=reading), query_cache_size=1500, **pool
        )
        begin = "BEGIN" if reading else "BEGIN IMMEDIATE"

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        @event.listens_for(engine, "handle_error")
        def _explain(context: Any) -> None:
            error = context.original_exception
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
                raise Gone("reference", "") from error
            trouble = from_sqlite(error, self.path.parent)
            if trouble is not None:
                raise trouble from error

        @event.listens_for(engine, "close")
        def _forget(raw: Any, _: Any) -> None:
            self._raw_readers.discard(raw)

        return engine

    def _connect(self, *, reading: bool) -> sqlite3.Connection:
        raw = connect(self.path, readonly=self.readonly)
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute("PRAGMA cache_size = -32000")
        if reading:
            raw.execute("PRAGMA query_only = ON")
            raw.execute("PRAGMA wal_autocheckpoint = 0")
            self._raw_readers.add(raw)
        else:
            # A bulk insert leaves a long log behind, which needn't stay on the disk.
            raw.execute("PRAGMA journal_size_limit = 67108864")
        return raw
