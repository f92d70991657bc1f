"""How grid and tile share their room: the tile takes what the last row of photos leaves. Apart from what they do."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from osdesk.ui.photos import cells
from osdesk.ui.photos.grid import PhotoGrid
from osdesk.ui.photos.tile import DropTile
from osdesk.ui.theme import current

#: The tile's least width beside photos, and its height in a row of its own.
_NARROWEST, _LOW = 120, 56


class Board(QWidget):
    """As high as both need at its width."""

    def __init__(self, grid: PhotoGrid, tile: DropTile) -> None:
        super().__init__()
        self.grid, self.tile = grid, tile
        self._places = _Places(self)
        self.setLayout(self._places)
        self._places.addWidget(grid)
        self._places.addWidget(tile)
        model = grid.photos
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self.arrange)
        self.arrange()

    def arrange(self) -> None:
        """Place both, and be as high as they are."""
        theme = current()
        step, width = cells.pitch(), self.width()
        if self.grid.gridSize() != step:
            self.grid.setGridSize(step)
        count = self.grid.photos.rowCount()
        columns = self.grid.columns(width)
        rows, last = divmod(count, columns)
        picture = theme.px(cells.HEIGHT)
        full = rows + (1 if last else 0)
        self.grid.setVisible(count > 0)
        # A hair wider than its columns: a list of Qt's wraps one too early otherwise.
        self.grid.setGeometry(QRect(0, 0, columns * step.width() + 1, full * step.height()))
        if not count:
            place = QRect(0, 0, width, picture)
        elif last and width - last * step.width() >= theme.px(_NARROWEST):
            place = QRect(last * step.width(), rows * step.height(), width - last * step.width(), picture)
        else:
            place = QRect(0, full * step.height(), width, theme.px(_LOW))
        self.tile.setGeometry(place)
        self.tile.raise_()
        height = max(full * step.height(), place.bottom() + 1)
        if (self.minimumHeight(), self.maximumHeight()) != (height, height):
            self.setFixedHeight(height)


class _Places(QLayout):
    """A layout in name: it tells the form's tab order what stands here, and lets the board place it."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's hook."""
        self._items.append(item)

    def count(self) -> int:
        """Both."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Grid, and then tile."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Qt's hook."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def sizeHint(self) -> QSize:
        """Any width; the board fixes its height."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """One photo beside another."""
        return QSize(2 * cells.pitch().width(), self._board.minimumHeight())

    def setGeometry(self, rect: QRect) -> None:
        """Another width: other rows."""
        super().setGeometry(rect)
        self._board.arrange()
