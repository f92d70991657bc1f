"""Connections to a SQLite file by the standard library alone: safe settings, and what keeps it from being opened.

Apart from `connections.py`, which hands them to SQLAlchemy: the first screen is read before that is loaded.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from osdesk.storage.trouble import FolderGone, OfficeTrouble, ReadOnlyFolder, from_sqlite

#: Seconds that a connection waits for another program to let go of the file.
PATIENCE = 5.0


def connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """A connection to an existing file, its transactions begun by hand. Raises `OfficeTrouble`.

    Read-only it works beside a writer, and on a medium that can't be written at all if no log is left beside the file.
    """
    if not readonly and path.exists() and not os.access(path, os.W_OK):
        # SQLite would open it for reading without a word, and fail at the first save.
        raise ReadOnlyFolder(path.parent)
    try:
        raw = _open(path, "mode=ro" if readonly else "mode=rw")
        try:
            _prepare(raw)
        except sqlite3.Error as error:
            raw.close()
            log = path.with_name(f"{path.name}-wal")
            cant_make_log = getattr(error, "sqlite_errorcode", 0) & 0xFF in (
                sqlite3.SQLITE_CANTOPEN,
                sqlite3.SQLITE_READONLY,
            )
            if not (readonly and cant_make_log) or (log.exists() and log.stat().st_size):
                raise
            raw = _open(path, "mode=ro&immutable=1")
            _prepare(raw)
    except sqlite3.Error as error:
        raise _opening_trouble(error, path) from error
    return raw


def tidy_up(path: Path) -> None:
    """Take away the empty log that reading alone left beside a file: SQLite lets only a connection that may write do
    it, and only the last one of all programs. A log that holds something is left to whoever writes.
    """
    log, index = (path.with_name(f"{path.name}-{part}") for part in ("wal", "shm"))
    try:
        if not (log.exists() or index.exists()) or (log.exists() and log.stat().st_size):
            return
        connect(path).close()
    except (OfficeTrouble, OSError):
        # A folder that can't be written, a disk that was pulled out: then they lie there, and do no harm.
        return


def _open(path: Path, options: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(path.absolute().as_posix())}?{options}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=300,
    )


def _prepare(raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _opening_trouble(error: sqlite3.Error, path: Path) -> Exception:
    if not path.exists():
        return FolderGone(path.parent)
    found = from_sqlite(error, path.parent)
    return found if found is not None else OfficeTrouble(path.parent, fault=str(error))
