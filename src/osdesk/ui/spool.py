"""Where a print job lies until it is whole, so that one that is broken off leaves nothing half printed.

Apart from the job because it is about one system's ways: on Windows and macOS Qt takes a job back (`QPrinter.abort`).
With CUPS it can't: Qt gathers the pages in a temporary file and, as the last act of painting, whatever came before,
hands that file over by its name. So the file gets a folder of its own here, and a job whose folder is gone is refused
by CUPS's own library, which cancels it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

#: What CUPS's library asks where to put a temporary file.
_ASKED = "TMPDIR"


class Spool:
    """A folder for one job's pages. `close` it when the job is over, however it ended."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="osdesk-print-", ignore_cleanup_errors=True)

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Around the beginning of painting, which makes the file: it is made in the folder."""
        if sys.platform in {"win32", "darwin"}:
            yield
            return
        before = os.environ.get(_ASKED)
        os.environ[_ASKED] = self._folder.name
        try:
            yield
        finally:
            if before is None:
                del os.environ[_ASKED]
            else:
                os.environ[_ASKED] = before

    def close(self) -> None:
        """Drop the folder with what is in it; before painting ends, that takes the job back."""
        self._folder.cleanup()
