"""What the surroundings of a database can refuse, as exceptions that a person is told of.

Apart because every face names them. None of these is a fault of the program: the folder, the disk or the file is not as
it must be. `code` and `facts` become a sentence in `services.wording`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar


class OfficeTrouble(Exception):
    """The environment keeps an office from being opened, read or written. Nothing was lost that had been confirmed."""

    code: ClassVar[str] = "office.trouble"

    def __init__(self, folder: Path, /, **facts: object) -> None:
        super().__init__(f"{self.code}: {folder}")
        self.folder = folder
        self.facts: Mapping[str, object] = {"folder": str(folder), **facts}


class FolderUnsafe(OfficeTrouble):
    """The folder is a network drive or a synchronised one; facts: `kind` ("network", "synchronised"), `name`."""

    code = "folder.unsafe"


class FolderGone(OfficeTrouble):
    """The office's folder or its database is not there, or is no longer the one that was opened."""

    code = "folder.gone"


class AlreadyOpen(OfficeTrouble):
    """Another OS Desk has the office open for writing."""

    code = "office.already_open"


class NewerDatabase(OfficeTrouble):
    """The database was made by a newer OS Desk; facts: `found`, `known` (schema versions)."""

    code = "database.newer"


class OlderDatabase(OfficeTrouble):
    """The database must be brought up to date first, which reading alone can't do; facts: `found`, `known`."""

    code = "database.older"


class ForeignDatabase(OfficeTrouble):
    """The file is a database of another program, or no database at all."""

    code = "database.foreign"


class DamagedDatabase(OfficeTrouble):
    """The database file is damaged."""

    code = "database.damaged"


class ReadOnlyFolder(OfficeTrouble):
    """The folder or its files can't be written."""

    code = "folder.read_only"


class DiskFull(OfficeTrouble):
    """There is no room left on the disk; what was being saved was not saved."""

    code = "disk.full"


class DiskTrouble(OfficeTrouble):
    """The disk refuses to read or write."""

    code = "disk.trouble"


class Locked(OfficeTrouble):
    """Another program holds the database and didn't let go in time."""

    code = "database.locked"


class ReadInterrupted(Exception):
    """A read was broken off because its answer is no longer wanted, or the office is closing."""


# By the primary result code, the lowest byte of SQLite's extended ones.
_BY_RESULT: Mapping[int, type[OfficeTrouble]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_BUSY: Locked,
    sqlite3.SQLITE_LOCKED: Locked,
    sqlite3.SQLITE_PROTOCOL: Locked,
    sqlite3.SQLITE_READONLY: ReadOnlyFolder,
    sqlite3.SQLITE_PERM: ReadOnlyFolder,
    sqlite3.SQLITE_CORRUPT: DamagedDatabase,
    sqlite3.SQLITE_NOTADB: ForeignDatabase,
    sqlite3.SQLITE_IOERR: DiskTrouble,
    sqlite3.SQLITE_CANTOPEN: ReadOnlyFolder,
}


def from_sqlite(error: BaseException, folder: Path) -> OfficeTrouble | ReadInterrupted | None:
    """The trouble that an error of SQLite stands for; None when it is a fault of the program's own."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code & 0xFF == sqlite3.SQLITE_INTERRUPT:
        return ReadInterrupted()
    kind = _BY_RESULT.get(code & 0xFF)
    if kind is None:
        return None
    if kind in (DiskTrouble, ReadOnlyFolder) and not folder.is_dir():
        kind = FolderGone
    return kind(folder)
