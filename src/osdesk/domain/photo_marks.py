"""The shapes of what is drawn on a photo, for the screen and the paper alike: lines, boxes and ovals to be painted.

Apart from both, so that a mark looks the same wherever it is seen. Everything scales with the picture: a `unit` is the
longer side of the picture as it is shown, in whatever it is measured (pixels, points).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from osdesk.domain.attachments import WHOLE, MarkKind, PhotoMark

#: Of a line, of the white one under it, of an arrow's head and of letters, as shares of the longer side.
LINE, HALO, HEAD, LETTERS = 0.0065, 0.0135, 0.042, 0.04
#: From one line of words to the next, and what of a letter hangs below its line, as shares of a letter's height.
LEADING, BELOW = 1.18, 0.28
#: Red that is told from grey in black and white, too: a fifth as light as the halo.
RED = (0.83, 0.07, 0.11)
_SPREAD = math.radians(26)

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """What to stroke: corners joined by lines (`closed`: back to the first), or, when `oval`, the oval in the box
    between the two corners given.
    """

    corners: tuple[Place, ...]
    closed: bool = False
    oval: bool = False


def shapes(mark: PhotoMark, width: float, height: float) -> tuple[Shape, ...]:
    """The shapes of a mark on a picture shown so large, from its upper left; none for words, which are written."""
    start, end = _at(mark.x, mark.y, width, height), _at(mark.to_x, mark.to_y, width, height)
    if mark.kind is MarkKind.ARROW:
        return (Shape((start, end)), Shape(_head(start, end, max(width, height) * HEAD)))
    (left, right), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    if mark.kind is MarkKind.BOX:
        return (Shape(((left, top), (right, top), (right, bottom), (left, bottom)), closed=True),)
    if mark.kind is MarkKind.CIRCLE:
        return (Shape(((left, top), (right, bottom)), oval=True),)
    return ()


def words_at(mark: PhotoMark, width: float, height: float) -> Place:
    """Where the first line of a mark's words begins, its upper left corner."""
    return _at(mark.x, mark.y, width, height)


def words_top(mark: PhotoMark, height: float, letters: float, lines: int) -> float:
    """Where so many lines of letters so high begin: where they were put, or higher, so that the last is on the picture.

    How many lines there are depends on how large the picture is shown, so it can't be told when they are written.
    """
    whole = letters * (1 + LEADING * (lines - 1) + BELOW)
    return max(0.0, min(mark.y * height / WHOLE, height - whole))


def _at(x: int, y: int, width: float, height: float) -> Place:
    return x * width / WHOLE, y * height / WHOLE


def _head(start: Place, end: Place, size: float) -> tuple[Place, ...]:
    """The two strokes of an arrow's head, through its point; a short arrow has a small one."""
    length = math.dist(start, end)
    size = min(size, length * 0.6)
    turn = math.atan2(end[1] - start[1], end[0] - start[0])
    sides = [
        (end[0] - size * math.cos(turn + side * _SPREAD), end[1] - size * math.sin(turn + side * _SPREAD))
        for side in (-1, 1)
    ]
    return (sides[0], end, sides[1])
