"""Where in a very long list of ids one stands.

Apart from the model: looking at a million numbers one by one holds the window up, so they are searched as bytes, and
what was found is remembered.
"""

from __future__ import annotations

import sys
from array import array

_SIZE = 8
_AT_ONCE = 100_000 * _SIZE


class Places:
    """The places in one `array("q")` that doesn't change."""

    def __init__(self, ids: array[int]) -> None:
        self._ids = ids
        self._known: dict[int, int] = {}

    def of(self, row_id: int) -> int | None:
        """The place of an id, None when it isn't among them."""
        place = self._known.get(row_id)
        if place is None:
            place = self._search(row_id)
            if place is not None:
                self._known[row_id] = place
        return place

    def note(self, row_id: int, place: int) -> None:
        """Somebody saw it there."""
        self._known[row_id] = place

    def _search(self, row_id: int) -> int | None:
        wanted = row_id.to_bytes(_SIZE, sys.byteorder, signed=True)
        every = memoryview(self._ids).cast("B")
        for start in range(0, len(every), _AT_ONCE):
            piece = bytes(every[start : start + _AT_ONCE])
            at = piece.find(wanted)
            while at >= 0:
                # Bytes of two neighbours may look like it.
                if at % _SIZE == 0:
                    return (start + at) // _SIZE
                at = piece.find(wanted, at + 1)
        return None
