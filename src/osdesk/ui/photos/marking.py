"""Where marks are on a shown photo and what becomes of them when they are moved: figures only, no widget.

Apart from the canvas, which has mouse, keyboard and paint.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPathStroker

from osdesk.domain.attachments import WHOLE, MarkKind, PhotoMark
from osdesk.ui.photos.drawn import mark_path

#: How far from a line, in pixels, a click still means it; the size of what a click or a key draws; letters at least.
NEAR, FIRST, LEAST_LETTERS = 9, 1_800, 9


class Grip(StrEnum):
    """What of a mark is held: the whole of it, or one of its ends."""

    WHOLE = "whole"
    START = "start"
    END = "end"


def within(share: float) -> int:
    """A share of the picture that lies on it."""
    return max(0, min(WHOLE, round(share)))


def share(point: QPointF, box: QRectF) -> tuple[int, int]:
    """A point in ten-thousandths of the picture that fills `box`."""
    return (
        within((point.x() - box.left()) * WHOLE / max(1.0, box.width())),
        within((point.y() - box.top()) * WHOLE / max(1.0, box.height())),
    )


def ends(mark: PhotoMark, box: QRectF) -> tuple[QPointF, QPointF]:
    """Both its ends on the picture that fills `box`."""
    return (
        box.topLeft() + QPointF(mark.x * box.width() / WHOLE, mark.y * box.height() / WHOLE),
        box.topLeft() + QPointF(mark.to_x * box.width() / WHOLE, mark.to_y * box.height() / WHOLE),
    )


def shifted(mark: PhotoMark, across: int, down: int) -> PhotoMark:
    """Moved as far as it stays on the picture."""
    across = max(-min(mark.x, mark.to_x), min(across, WHOLE - max(mark.x, mark.to_x)))
    down = max(-min(mark.y, mark.to_y), min(down, WHOLE - max(mark.y, mark.to_y)))
    return replace(mark, x=mark.x + across, y=mark.y + down, to_x=mark.to_x + across, to_y=mark.to_y + down)


def stretched(mark: PhotoMark, across: int, down: int) -> PhotoMark:
    """With its second end moved."""
    return replace(mark, to_x=within(mark.to_x + across), to_y=within(mark.to_y + down))


def placed(kind: MarkKind, x: int, y: int) -> PhotoMark:
    """One of usual size: an arrow that points there, words that begin there, anything else around it."""
    half = FIRST // 2
    if kind is MarkKind.ARROW:
        return PhotoMark(kind=kind, x=within(x - FIRST), y=within(y + FIRST), to_x=x, to_y=y)
    if kind is MarkKind.WORDS:
        return PhotoMark(kind=kind, x=x, y=y, to_x=x, to_y=y)
    return PhotoMark(kind=kind, x=within(x - half), y=within(y - half), to_x=within(x + half), to_y=within(y + half))


def reaching_its_words(mark: PhotoMark, box: QRectF) -> PhotoMark:
    """With its second corner where the words end on the picture that fills `box`."""
    end = mark_path(mark, box).boundingRect().translated(-box.topLeft()).bottomRight()
    return replace(mark, to_x=within(end.x() * WHOLE / box.width()), to_y=within(end.y() * WHOLE / box.height()))


def mark_at(marks: Sequence[PhotoMark], point: QPointF, box: QRectF) -> tuple[int, Grip | None]:
    """The place of the mark at a point, the topmost first, and what of it is there; -1 where there is none."""
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * NEAR)
    for place in reversed(range(len(marks))):
        mark = marks[place]
        path = mark_path(mark, box, least_letters=LEAST_LETTERS)
        if mark.kind is MarkKind.WORDS:
            if path.boundingRect().adjusted(-4, -4, 4, 4).contains(point):
                return place, Grip.WHOLE
            continue
        for grip, corner in zip((Grip.START, Grip.END), ends(mark, box), strict=True):
            if (corner - point).manhattanLength() <= NEAR * 1.5:
                return place, grip
        if stroker.createStroke(path).contains(point):
            return place, Grip.WHOLE
    return -1, None
