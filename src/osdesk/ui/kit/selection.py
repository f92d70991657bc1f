"""What is chosen in a list: ids that survive asking anew, or all that answers the question."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen: ids, or everything that answers the question (not a million ids)."""

    ids: frozenset[int] = frozenset()
    everything: bool = False

    def __contains__(self, row_id: object) -> bool:
        return self.everything or row_id in self.ids
