"""The watched folder: what a scanner wrote and is whole, and putting it away once every page of it is stored.

Apart from `scans`, which knows no folders. Nothing here deletes a file; only what the office has is moved.
"""

from __future__ import annotations

from collections.abc import Sequence

from osdesk.domain.scans import ScanFile
from osdesk.gateways import scanner_folder
from osdesk.gateways.scanner_folder import Look
from osdesk.services import scans
from osdesk.services.office import Office

__all__ = ["GONE", "NOTHING", "Look", "look", "put_away", "within"]

NOTHING = Look()
GONE = Look(there=False)


def within(paths: Sequence[str]) -> tuple[str, ...]:
    """The files among these paths, and in place of each folder the scans that lie in it, by name."""
    return scanner_folder.within(paths)


def look(folder: str, before: Look) -> Look:
    """What is in the folder now; `before` is the look before (`NOTHING` at first). May take long on a network."""
    return scanner_folder.look(folder, before)


def put_away(office: Office, file: ScanFile, subfolder: str) -> bool:
    """Move a file into a subfolder, if all of its pages are stored and it is still that one; whether it was.

    Raises `OSError`.
    """
    # Many a scanner begins its names anew: by now another stack may lie under this one.
    if scans.missing(office, file) or scanner_folder.digest(file.path) != file.source:
        return False
    scanner_folder.put_away(file.path, subfolder)
    return True
