"""Lengths that were fixed when a widget was made, brought to another size of the text while it is open.

The sheet and what is painted follow the theme by themselves; widths of fields, gaps of layouts and columns of tables
were computed once. Apart from `theme`, which knows nothing of widgets.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHeaderView, QLayout, QWidget

#: Qt's QWIDGETSIZE_MAX: no limit.
_NO_LIMIT = 16_777_215


def rescale(widgets: Iterable[QWidget], ratio: float) -> None:
    """Multiply fixed sizes, margins, gaps and widths of columns by `ratio` (the new size of the text by the old)."""
    for widget in widgets:
        if not widget.isWindow():
            _rescale_limits(widget, ratio)
        if isinstance(widget, QHeaderView):
            _rescale_columns(widget, ratio)
        layout = widget.layout()
        if layout is not None:
            _rescale_layout(layout, ratio)


def _rescale_limits(widget: QWidget, ratio: float) -> None:
    least, most = widget.minimumSize(), widget.maximumSize()
    # The greatest first: a least size above it would be cut.
    if most.width() < _NO_LIMIT:
        widget.setMaximumWidth(round(most.width() * ratio))
    if most.height() < _NO_LIMIT:
        widget.setMaximumHeight(round(most.height() * ratio))
    if least.width():
        widget.setMinimumWidth(round(least.width() * ratio))
    if least.height():
        widget.setMinimumHeight(round(least.height() * ratio))


def _rescale_columns(header: QHeaderView, ratio: float) -> None:
    header.setDefaultSectionSize(round(header.defaultSectionSize() * ratio))
    # Rows are all of the default size, and there may be a million of them.
    columns = header.count() if header.orientation() == Qt.Orientation.Horizontal else 0
    for section in range(columns):
        if header.sectionResizeMode(section) != QHeaderView.ResizeMode.Stretch:
            header.resizeSection(section, round(header.sectionSize(section) * ratio))


def _rescale_layout(layout: QLayout, ratio: float) -> None:
    left, top, right, bottom = (round(side * ratio) for side in _margins(layout))
    layout.setContentsMargins(left, top, right, bottom)
    if isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(round(layout.horizontalSpacing() * ratio))
        layout.setVerticalSpacing(round(layout.verticalSpacing() * ratio))
    elif layout.spacing() > 0:
        layout.setSpacing(round(layout.spacing() * ratio))
    for index in range(layout.count()):
        item = layout.itemAt(index)
        inner = item.layout() if item is not None else None
        gap = item.spacerItem() if item is not None else None
        if inner is not None:
            _rescale_layout(inner, ratio)
        elif gap is not None:
            size, policy = gap.sizeHint(), gap.sizePolicy()
            gap.changeSize(
                round(size.width() * ratio),
                round(size.height() * ratio),
                policy.horizontalPolicy(),
                policy.verticalPolicy(),
            )
    layout.invalidate()


def _margins(layout: QLayout) -> tuple[int, int, int, int]:
    margins = layout.contentsMargins()
    return margins.left(), margins.top(), margins.right(), margins.bottom()
