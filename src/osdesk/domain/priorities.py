"""How soon an order wants doing. Apart from orders, for the lists know it and nothing else of them."""

from __future__ import annotations

from enum import StrEnum


class Priority(StrEnum):
    """How soon."""

    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"
