"""One program at a time for an office folder: a lock that the system lets go of when its holder dies, however."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

from osdesk.storage.trouble import AlreadyOpen, FolderGone, ReadOnlyFolder

LOCK_FILE = "office.lock"


class FolderLock:
    """Holds `office.lock` of a folder from construction to `release`. The file stays; only the lock on it counts.

    Raises `AlreadyOpen` at once when another program holds it, `ReadOnlyFolder` when the folder can't be written.
    """

    def __init__(self, folder: Path) -> None:
        self._file: IO[bytes] | None = None
        try:
            file = (folder / LOCK_FILE).open("a+b")
        except FileNotFoundError:
            raise FolderGone(folder) from None
        except OSError as error:
            raise ReadOnlyFolder(folder) from error
        try:
            _take(file)
        except OSError:
            file.close()
            raise AlreadyOpen(folder) from None
        self._file = file

    def release(self) -> None:
        """Let go. Doing it twice does nothing."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        # flock and not lockf: a POSIX record lock is lost when any descriptor of the file is closed in this process.
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        # A child process started meanwhile must not keep the office locked after this one has gone.
        os.set_inheritable(file.fileno(), False)
