"""What a printer can reach of a sheet, and what would be cut. Millimetres throughout; apart from the printing itself,
so that the rule is tested without a printer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Nothing but the cut line is drawn nearer to an edge than this (the sheet's own rule).
CLEAR_OF_EDGES = 5.0
#: Offered where something would be cut.
REDUCED = 0.96


class Edge(StrEnum):
    """An edge of the paper."""

    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """What a printer can't reach along each edge."""

    top: float = 0.0
    bottom: float = 0.0
    left: float = 0.0
    right: float = 0.0

    def of(self, edge: Edge) -> float:
        """The margin along one edge."""
        return {Edge.TOP: self.top, Edge.BOTTOM: self.bottom, Edge.LEFT: self.left, Edge.RIGHT: self.right}[edge]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a page is drawn on the paper: `scale` of its size, its top left corner at `left`, `top`."""

    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0


TRUE_SIZE = Placement()


def worst_cut(margins: Margins) -> tuple[Edge, float] | None:
    """The edge along which most would be cut, with the printer's whole margin there; None if nothing is."""
    edge = max(Edge, key=margins.of)
    return (edge, margins.of(edge)) if margins.of(edge) > CLEAR_OF_EDGES else None


def lower_edge_only(margins: Margins) -> bool:
    """Whether a copy alone on the upper half of the paper would come out whole."""
    return worst_cut(Margins(top=margins.top, left=margins.left, right=margins.right)) is None


def reduced(width: float, height: float, margins: Margins) -> Placement:
    """A page of that size at 96 %, with its content in the middle of what the printer reaches.

    Printers seldom reach as far at the bottom as at the top: centred on the paper, the foot could still be cut.
    """
    return Placement(
        scale=REDUCED,
        left=margins.left + ((width - margins.left - margins.right) - width * REDUCED) / 2,
        top=margins.top + ((height - margins.top - margins.bottom) - height * REDUCED) / 2,
    )
