"""An office copied from a folder where it must not live to one of this computer.

Apart from opening, which refuses such a folder: here nothing is opened there. The files are copied as they lie, with
what SQLite had not yet put back, and recovered where they arrive.
"""

from __future__ import annotations

import errno
import shutil
from contextlib import suppress
from pathlib import Path

from osdesk.storage.engine import FILES_FILE, OFFICE_FILE
from osdesk.storage.lock import FolderLock
from osdesk.storage.trouble import DiskFull, DiskTrouble, FolderGone, ReadOnlyFolder

#: A log belongs to its file; the shared memory beside it doesn't survive its program.
_PARTS = ("", "-wal")


def copy_office(source: Path, target: Path) -> None:
    """Copy the office of `source` into `target`, which must hold none; on any trouble nothing is left there.

    Raises `FolderGone`, `AlreadyOpen` (somebody works in it), `DiskFull`, `DiskTrouble`, `ReadOnlyFolder` (the target,
    or it holds an office already).
    """
    if not (source / OFFICE_FILE).is_file():
        raise FolderGone(source)
    if (target / OFFICE_FILE).exists():
        raise ReadOnlyFolder(target)
    lock = None
    # A folder that can't be written needs no lock: nobody can be writing in it.
    with suppress(ReadOnlyFolder):
        lock = FolderLock(source)
    made: list[Path] = []
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name in (OFFICE_FILE, FILES_FILE):
            for part in _PARTS:
                origin, copy = source / f"{name}{part}", target / f"{name}{part}"
                if origin.is_file():
                    made.append(copy)
                    shutil.copyfile(origin, copy)
    except OSError as error:
        for copy in made:
            with suppress(OSError):
                copy.unlink()
        raise _trouble(error, source, target) from error
    finally:
        if lock is not None:
            lock.release()


def _trouble(error: OSError, source: Path, target: Path) -> Exception:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(target)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return ReadOnlyFolder(target)
    return DiskTrouble(source) if source.is_dir() else FolderGone(source)
