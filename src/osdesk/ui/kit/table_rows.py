"""Painting one row of a list whole, and where its cells lie: the same insets for rows and head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from osdesk.ui.kit import paint
from osdesk.ui.kit.cells import Cell, Column
from osdesk.ui.theme import current

#: Space inside a cell: before the first column, after the last, and after each of the others.
_FIRST, _LAST, _BETWEEN = 20, 18, 12


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands: chosen, under the keyboard, under the pointer, no longer there."""

    chosen: bool = False
    current: bool = False
    focused: bool = False
    hovered: bool = False
    gone: bool = False


def shown_columns(head: QHeaderView) -> list[int]:
    """Logical numbers of the columns that show, from left to right."""
    in_order = [head.logicalIndex(place) for place in range(head.count())]
    return [index for index in in_order if not head.isSectionHidden(index)]


def insets(index: int, shown: Sequence[int]) -> tuple[int, int]:
    """Space at the left and at the right inside a column."""
    theme = current()
    left = theme.px(_FIRST) if shown and index == shown[0] else 0
    right = theme.px(_LAST if shown and index == shown[-1] else _BETWEEN)
    return left, right


def column_boxes(head: QHeaderView, height: float) -> list[tuple[int, QRectF]]:
    """Column numbers and where their cells lie in a row at the top."""
    shown = shown_columns(head)
    boxes = []
    for index in shown:
        left, right = insets(index, shown)
        x, width = head.sectionViewportPosition(index), head.sectionSize(index)
        boxes.append((index, QRectF(x + left, 0, max(0, width - left - right), height - 1)))
    return boxes


class RowPainter:
    """Draws rows: ground, hairline, bar of the current one, and the cells by their columns."""

    def __init__(self, columns: Sequence[Column[Any]], faint: Callable[[Any], bool], *, lined: bool) -> None:
        """`faint` tells rows whose text is quieter; `lined` hairlines go from edge to edge."""
        self._columns, self._faint, self._lined = columns, faint, lined

    def paint(
        self, painter: QPainter, box: QRect, row: Any, place: int, state: RowState, boxes: list[tuple[int, QRectF]]
    ) -> None:
        """One row; `row` is None while it isn't at hand, which bars stand for."""
        theme = current()
        name = "soft" if state.chosen else "surface2" if state.hovered else "surface"
        ground = theme.colour(name)
        if name != "surface":
            painter.fillRect(box, ground)
        left = 0 if self._lined else theme.px(16)
        paint.hairline(painter, theme.colour("line"), left, box.width(), box.bottom())
        if state.current and state.chosen:
            painter.fillRect(QRect(0, box.top(), 3, box.height()), theme.colour("link"))
        elif state.current and state.focused:
            paint.rounded(painter, box.adjusted(0, 0, 0, -1).toRectF(), 2, None, theme.colour("link"), 2)
        faint = state.gone or (row is not None and self._faint(row))
        for index, area in boxes:
            cell = Cell(painter, theme, area.translated(0, box.top()), ground, faint)
            if row is not None:
                self._columns[index].draw(cell, row)
            elif not state.gone:
                cell.placeholder(0.45 + 0.1 * ((place + index) % 4))
