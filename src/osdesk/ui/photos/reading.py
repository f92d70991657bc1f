"""What the process of foreign files does for photos. Apart because it runs there: it imports no Qt.

The window only names these functions: what reads pictures is imported where it runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from osdesk.domain.incoming import Arrived, Batch, Incoming, PhotoOptions, TurnedAway


def expand(paths: Sequence[Path]) -> tuple[Incoming, ...]:
    """The files among these, and the pictures in the folders among them."""
    from osdesk.services import foreign

    return foreign.expand(paths)


def begin(key: str, items: Sequence[Incoming], options: PhotoOptions) -> None:
    """Begin to read files on all cores."""
    from osdesk.services import foreign

    foreign.begin(key, items, options)


def more(key: str) -> Batch:
    """What is ready now. Raises `ReadingLost`."""
    from osdesk.services import foreign

    return foreign.more(key)


def drop(key: str) -> None:
    """Read no more of these."""
    from osdesk.services import foreign

    foreign.drop(key)


def read(item: Incoming, options: PhotoOptions) -> Arrived | TurnedAway:
    """Read one file."""
    from osdesk.services import foreign

    return foreign.read(item, options)
