"""The model of a list that may hold a million rows: ids in order, and the light rows near what is looked at.

`data()` never queries: it answers from the rows at hand and asks for the others on the read lane, where the newest
viewport goes first. Rows are kept by id and not by place, so that sorting anew fetches nothing twice.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from osdesk.ui.kit.cells import Column, LightRow
from osdesk.ui.tasks import Lane, Tasks

Q_contra = TypeVar("Q_contra", contravariant=True)
R = TypeVar("R", bound=LightRow)
R_co = TypeVar("R_co", bound=LightRow, covariant=True)

#: Rows shown before the ids are there: more than a screen.
FIRST = 60
#: Rows fetched at once, and kept in all.
_AHEAD = 60
_KEPT = 4_000


class Source(Protocol[Q_contra, R_co]):
    """Who answers: called on the read lane, so it must hold nothing of Qt."""

    def first(self, question: Q_contra, limit: int, /) -> tuple[Sequence[R_co], int]:
        """The first rows, and how many there are in all."""

    def ids(self, question: Q_contra, /) -> array[int]:
        """The ids of all rows in order, as `array("q")`."""

    def rows(self, ids: Sequence[int], /) -> Sequence[R_co]:
        """The rows of these ids, in any order; those that are gone are missing."""


class IdTableModel(QAbstractTableModel, Generic[R]):
    """Rows by id. `counted` tells how many answer the question, `settled` that all their ids are here."""

    counted = Signal(int)
    settled = Signal()

    def __init__(
        self,
        tasks: Tasks,
        source: Source[Any, R],
        columns: Sequence[Column[R]],
        *,
        gone: Callable[[R], bool] = lambda _row: False,
        parent: QObject | None = None,
    ) -> None:
        """`gone` tells a row that no longer belongs here (it was deleted)."""
        super().__init__(parent)
        self._tasks, self._source = tasks, source
        self.columns = tuple(columns)
        self._is_gone = gone
        self._ids: array[int] = array("q")
        self._rows: OrderedDict[int, R] = OrderedDict()
        self._gone: set[int] = set()
        self._question: object = None
        self._wanted = (0, 0)
        self._fetching = False
        self._settled = False

    # Asking

    def ask(self, question: object, *, keep_place: bool = False) -> None:
        """Ask anew. With `keep_place` the list stays until all ids are here; else its first rows show at once."""
        self._question = question
        self._settled = False
        if not keep_place:
            self._tasks.run(
                Lane.READ, self._source.first, question, FIRST, done=self._begin, owner=self, latest="first"
            )
        self._tasks.run(Lane.READ, self._source.ids, question, done=self._complete, owner=self, latest="ids")

    def refresh(self, ids: Iterable[int]) -> None:
        """Fetch again those of these rows that are at hand: they changed elsewhere. Nothing moves."""
        known = [row_id for row_id in ids if row_id in self._rows]
        if known:
            self._tasks.run(Lane.READ, self._source.rows, known, done=lambda rows: self._take(known, rows), owner=self)

    def refresh_all(self) -> None:
        """Fetch again every row at hand."""
        self.refresh(list(self._rows))

    def want(self, first: int, last: int) -> None:
        """The rows looked at now; what is missing near them is fetched."""
        self._wanted = (first, last)
        self._fetch()

    # Rows

    @property
    def is_settled(self) -> bool:
        """Whether all ids are here."""
        return self._settled

    @property
    def ids(self) -> array[int]:
        """The ids in order; don't change it."""
        return self._ids

    def id_at(self, row: int) -> int | None:
        """Id of the row at a place."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def place_of(self, row_id: int | None) -> int | None:
        """Place of a row, None when it isn't among them."""
        if row_id is None:
            return None
        try:
            return self._ids.index(row_id)
        except ValueError:
            return None

    def row_at(self, row: int) -> R | None:
        """The row at a place, None while it isn't at hand."""
        row_id = self.id_at(row)
        return None if row_id is None else self._rows.get(row_id)

    def row_of(self, row_id: int) -> R | None:
        """The row of an id, None while it isn't at hand."""
        return self._rows.get(row_id)

    def is_gone(self, row_id: int) -> bool:
        """Whether the row was deleted meanwhile: it is shown greyed until the list is asked for anew."""
        return row_id in self._gone

    # Qt's own

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's default
        """Number of ids."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  as above
        """Number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell, for screen readers and the clipboard; the view paints the rows itself."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row_at(index.row())
        return "" if row is None else self.columns[index.column()].text(row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    # Answers

    def _begin(self, answer: tuple[Sequence[R], int]) -> None:
        rows, count = answer
        if self._settled:  # the ids overtook it
            return
        self.beginResetModel()
        self._gone.clear()
        self._ids = array("q", (row.id for row in rows))
        self._keep(rows)
        self.endResetModel()
        self.counted.emit(count)

    def _complete(self, ids: array[int]) -> None:
        here = len(self._ids)
        self._settled = True
        if 0 < here < len(ids) and ids[:here] == self._ids:
            self.beginInsertRows(QModelIndex(), here, len(ids) - 1)
            self._ids = ids
            self.endInsertRows()
        elif ids != self._ids:
            self.beginResetModel()
            self._gone.clear()
            self._ids = ids
            self.endResetModel()
        self.counted.emit(len(ids))
        self.settled.emit()

    def _fetch(self) -> None:
        if self._fetching:
            return
        first, last = self._wanted
        near = self._ids[max(0, first - _AHEAD // 3) : last + _AHEAD]
        looked_at = self._ids[max(0, first) : last + 1]
        if all(row_id in self._rows or row_id in self._gone for row_id in looked_at):
            return
        missing = [row_id for row_id in near if row_id not in self._rows and row_id not in self._gone]
        self._fetching = True
        self._tasks.run(
            Lane.READ,
            self._source.rows,
            missing,
            done=lambda rows: self._fetched(missing, rows),
            failed=self._not_fetched,
            owner=self,
        )

    def _fetched(self, asked: Sequence[int], rows: Sequence[R]) -> None:
        self._fetching = False
        self._take(asked, rows)
        self._fetch()

    def _not_fetched(self, error: BaseException) -> None:
        self._fetching = False
        self._tasks.failure.emit(error)

    def _take(self, asked: Sequence[int], rows: Sequence[R]) -> None:
        found = {row.id for row in rows}
        self._gone |= {row_id for row_id in asked if row_id not in found}
        for row in rows:
            if self._is_gone(row):
                self._gone.add(row.id)
            else:
                self._gone.discard(row.id)
        self._keep(rows)
        if self._ids:
            corner = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), corner)

    def _keep(self, rows: Sequence[R]) -> None:
        for row in rows:
            self._rows[row.id] = row
            self._rows.move_to_end(row.id)
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)
