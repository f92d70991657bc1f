"""What becomes of work that can't be done as asked, for reasons that lie in the records and not in the disk.

Apart from what loads and saves, so that a face can name them before the database's library is loaded.
"""

from __future__ import annotations

from typing import Any


class Conflict(Exception):
    """The record was changed by somebody else since it was loaded. Both values are kept."""

    def __init__(self, stored: Any, offered: Any) -> None:
        super().__init__(f"version {offered.version} was offered, {stored.version} is stored")
        self.stored = stored
        self.offered = offered


class Gone(LookupError):
    """There is no such record."""

    def __init__(self, kind: str, record_id: object) -> None:
        super().__init__(f"{kind} {record_id}")
        self.kind = kind
        self.record_id = record_id


class StoreClosed(RuntimeError):
    """The office was closed while work for it was still on its way."""


class ForbiddenThread(RuntimeError):
    """The database was touched from the thread that paints the window: a fault of the program."""
