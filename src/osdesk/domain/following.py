"""Orders next to each other in a chain of follow-ups. Apart from the orders, which hold no more than a code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """An order next to another in a chain of follow-ups. `number` is as printed, `status_id` as it is now."""

    id: int
    number: str
    status_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What an order follows up (None for most), and what follows it up, the oldest first; none from the bin."""

    earlier: Kin | None = None
    later: tuple[Kin, ...] = ()
