"""A signature given on a screen: who signed, when, and the strokes, kept as they were drawn.

The strokes are text (`ink`), so that a signature is stored, compared and sent like any other field.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

#: A point: x and y in hundredths of a pixel, y downwards; pressure in thousandths (0: the device has none);
#: milliseconds since the first point.
Point = tuple[int, int, int, int]
Stroke = tuple[Point, ...]

#: More than any hand draws; what a broken file claims beyond it is not a signature.
MOST_POINTS = 20_000


class SignerRole(StrEnum):
    """For which side somebody signs."""

    TECHNICIAN = "technician"
    CLIENT = "client"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature on an order. `tax_id` is the signer's CPF without mask, or ""; `signed_at` aware, UTC.

    `ink` are the strokes (`read_ink`). One without ink was cleared, because what it stood under was changed
    afterwards: the order needs signing again. The signature itself stays with the revision that was signed.
    """

    id: int | None = None
    role: SignerRole = SignerRole.CLIENT
    name: str = ""
    tax_id: str = ""
    signed_at: datetime | None = None
    ink: str = ""

    @property
    def cleared(self) -> bool:
        """Whether it has to be given again."""
        return not self.ink


def write_ink(strokes: Iterable[Stroke]) -> str:
    """Strokes as text: points `x,y,pressure,milliseconds` separated by a space, strokes by a semicolon."""
    return ";".join(" ".join(",".join(map(str, point)) for point in stroke) for stroke in strokes if stroke)


def read_ink(ink: str) -> tuple[Stroke, ...]:
    """The strokes of a text that `write_ink` made. Raises ValueError for any other text."""
    if not ink:
        return ()
    strokes = tuple(tuple(_point(point) for point in stroke.split(" ")) for stroke in ink.split(";"))
    if sum(map(len, strokes)) > MOST_POINTS:
        raise ValueError("more points than a signature has")
    return strokes


def _point(text: str) -> Point:
    x, y, pressure, milliseconds = (int(figure) for figure in text.split(","))
    return x, y, pressure, milliseconds
