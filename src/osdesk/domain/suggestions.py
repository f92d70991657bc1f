"""What is offered while typing: phrases used before, and for a line its last unit and price."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from osdesk.domain.materials import LineKind


class SuggestionKind(StrEnum):
    """Which field is being typed in."""

    MATERIAL = "material"
    REASON = "reason"
    OBSERVATION = "observation"
    UNIT = "unit"


class MaterialSuggestion(NamedTuple):
    """A description used before, with the unit and price it last had."""

    description: str
    unit: str
    unit_price: Decimal | None
    kind: LineKind
