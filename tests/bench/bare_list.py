"""A bare Qt list in a process of its own: the same rows by raw SQL, put into a plain table fed from memory.

The measure that the order list is held against. It reads one JSON line after the other: statements to run (the last
one's answer fills the table), and answers with the milliseconds until it had painted them. No stylesheet, no delegate.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QTableView

_COLUMNS = (2, 5, 6, 7, 8, 9, 11)
_SIZE = (1306, 620)


class Rows(QAbstractTableModel):
    """Rows in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Any] = []

    def put(self, rows: list[Any]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's default
        """Number of rows."""
        return len(self.rows)

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  as above
        """Number of columns."""
        return len(_COLUMNS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self.rows[index.row()]
        at = _COLUMNS[index.column()]
        return str(row[at]) if at < len(row) and row[at] is not None else ""


class View(QTableView):
    """A table that tells when it has painted."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and count it."""
        super().paintEvent(event)
        self.painted += 1


def main(path: Path) -> None:
    """Answer until the input ends."""
    application = QApplication([])
    connection = sqlite3.connect(f"file:{quote(path.absolute().as_posix())}?mode=ro", uri=True)
    connection.execute("PRAGMA cache_size = -32000")
    connection.execute("PRAGMA temp_store = MEMORY")
    model, view = Rows(), View()
    view.setModel(model)
    view.verticalHeader().hide()
    view.resize(*_SIZE)
    view.show()
    application.processEvents()
    for line in sys.stdin:
        statements = json.loads(line)
        begin = time.perf_counter()
        rows: list[Any] = []
        for statement, parameters in statements:
            rows = connection.execute(statement, parameters).fetchall()
        before = view.painted
        model.put(rows)
        while view.painted == before:
            application.processEvents()
        print(json.dumps((time.perf_counter() - begin) * 1000), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
