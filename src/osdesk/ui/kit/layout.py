"""How parts are placed: rows, bars, columns, wrapping lines; and making the sheet look again at a widget."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

from osdesk.ui.theme import current


class Flow(QLayout):
    """Items side by side, going on in a new line where the width ends."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's hook."""
        self._items.append(item)

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Add a widget before the item at `index`."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Item by place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and give back an item."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height at that width."""
        return self._place(QRect(0, 0, width, 0), dry=True)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, dry=False)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """The widest item alone."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, dry: bool) -> int:
        margins: QMargins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        x, y, line = area.x(), area.y(), 0
        for item in self._shown():
            size = item.sizeHint()
            width = min(size.width(), max(area.width(), 0)) if area.width() > 0 else size.width()
            if x > area.x() and x + width > area.right() + 1:
                x, y, line = area.x(), y + line + self._gap, 0
            if not dry:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + self._gap
            line = max(line, size.height())
        return y + line - rect.y() + margins.bottom()


def row(*parts: QWidget | QLayout | int | None, gap: int = 12, margins: Sequence[int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Widgets side by side, aligned at the top (a problem line must not stretch its neighbours).

    A number is the stretch of the part before it; None is a spring.
    """
    theme = current()
    made = QHBoxLayout()
    made.setSpacing(theme.px(gap))
    made.setContentsMargins(*(theme.px(margin) for margin in margins))
    _fill(made, parts, Qt.AlignmentFlag.AlignTop)
    return made


def bar(*parts: QWidget | QLayout | int | None, gap: int = 8, margins: Sequence[int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """As `row`, but centred in height: for buttons and titles."""
    theme = current()
    made = QHBoxLayout()
    made.setSpacing(theme.px(gap))
    made.setContentsMargins(*(theme.px(margin) for margin in margins))
    _fill(made, parts, Qt.AlignmentFlag.AlignVCenter)
    return made


def column(*parts: QWidget | QLayout | int | None, gap: int = 8, margins: Sequence[int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Widgets one below the other; numbers and None as in `row`."""
    theme = current()
    made = QVBoxLayout()
    made.setSpacing(theme.px(gap))
    made.setContentsMargins(*(theme.px(margin) for margin in margins))
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, int):
            made.setStretch(made.count() - 1, part)
        elif isinstance(part, QLayout):
            made.addLayout(part)
        else:
            made.addWidget(part)
    return made


def _fill(layout: QHBoxLayout, parts: Sequence[QWidget | QLayout | int | None], align: Qt.AlignmentFlag) -> None:
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.setStretch(layout.count() - 1, part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part, 0, align)


def repolish(widget: QWidget) -> None:
    """Make the sheet look again at a widget whose properties changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_flag(widget: QWidget, name: str, value: bool) -> None:
    """Set a property of the sheet, and re-polish only on a change."""
    if bool(widget.property(name)) != value:
        widget.setProperty(name, value)
        repolish(widget)
