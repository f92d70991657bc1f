"""What a laid-out sheet consists of: words, rules, boxes and signs, each with its place in millimetres.

Layout makes these and drawing draws them; tests read them. `y` counts downwards from the top of the half or page (or
of the block, until a `Group` places it); of words it is the baseline.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from osdesk.documents import faces
from osdesk.documents.styles import Ink, Weight
from osdesk.domain.attachments import PhotoMark


class Words(NamedTuple):
    """Words on one baseline. `left` and `right` bound the column they must stay in; `hidden` ones print nothing.

    `spacing` (points) is added after each letter.
    """

    x: float
    y: float
    text: str
    weight: Weight
    points: float
    left: float
    right: float
    ink: Ink = Ink.BLACK
    spacing: float = 0.0
    hidden: bool = False

    @property
    def width(self) -> float:
        """What the words take, in mm."""
        return faces.width(self.text, self.weight, self.points, self.spacing)


class Rule(NamedTuple):
    """A level line."""

    x: float
    y: float
    end: float
    points: float
    ink: Ink = Ink.BLACK


class Stroke(NamedTuple):
    """A line through points, round-ended; of a signature, or a slanted or upright one."""

    points: tuple[tuple[float, float], ...]
    width: float


class Line(NamedTuple):
    """Straight lines from point to point, of a plot."""

    points: tuple[tuple[float, float], ...]
    width: float
    ink: Ink = Ink.BLACK


class Box(NamedTuple):
    """A rectangle: filled when `points` is 0, else outlined with a line of so many points along its edge."""

    x: float
    y: float
    width: float
    height: float
    points: float = 0.0
    ink: Ink = Ink.BLACK


class SignKind(StrEnum):
    """Signs drawn as vectors: what a box holds, and the marks of states."""

    TICK = "tick"
    CROSS = "cross"
    DASH = "dash"
    EMPTY = "empty"
    FULL = "full"
    HALF = "half"
    RING = "ring"
    STRUCK = "struck"
    SCISSORS = "scissors"


class Sign(NamedTuple):
    """A sign whose square (of scissors: width) begins at x, y and is `size` wide."""

    kind: SignKind
    x: float
    y: float
    size: float


class Code(NamedTuple):
    """A QR code of so many mm."""

    x: float
    y: float
    size: float
    content: str


class Logo(NamedTuple):
    """The company's logo, fitted into its place."""

    x: float
    y: float
    width: float
    height: float


class Photo(NamedTuple):
    """A photo (a JPEG; b"" leaves its place empty) in its place, and what was drawn on it."""

    x: float
    y: float
    width: float
    height: float
    data: bytes
    drawn: tuple[PhotoMark, ...] = ()


Mark: TypeAlias = Words | Rule | Stroke | Line | Box | Sign | Code | Logo | Photo


class Group(NamedTuple):
    """Marks placed together: moved right by `x` and down by `y`."""

    x: float
    y: float
    marks: Sequence[Mark]


def words(
    x: float,
    y: float,
    text: str,
    weight: Weight,
    points: float,
    *,
    left: float | None = None,
    right: float = 1000.0,
    ink: Ink = Ink.BLACK,
    spacing: float = 0.0,
) -> Words:
    """Words that begin at x."""
    return Words(x, y, text, weight, points, x if left is None else left, right, ink, spacing)


def words_ending(
    x: float,
    y: float,
    text: str,
    weight: Weight,
    points: float,
    *,
    left: float = -1000.0,
    ink: Ink = Ink.BLACK,
    spacing: float = 0.0,
) -> Words:
    """Words that end at x."""
    start = x - faces.width(text, weight, points, spacing)
    return Words(start, y, text, weight, points, left, x, ink, spacing)


def words_amid(x: float, y: float, text: str, weight: Weight, points: float, *, half: float) -> Words:
    """Words centred on x, with `half` mm to either side."""
    start = x - faces.width(text, weight, points) / 2
    return Words(start, y, text, weight, points, x - half, x + half)


def slant(x: float, y: float, height: float) -> Stroke:
    """The stroke between day, month and year of a date to write, standing on y."""
    lean = height * 0.3
    return Stroke(((x - lean / 2, y), (x + lean / 2, y - height)), 0.4)


def upright(x: float, top: float, bottom: float, points: float) -> Stroke:
    """An upright line."""
    return Stroke(((x, top), (x, bottom)), points)
