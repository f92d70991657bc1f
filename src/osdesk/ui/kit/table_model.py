"""The model of a list that may hold a million rows: ids in order, and the light rows near what is looked at.

`data()` never queries: it answers from the rows at hand and asks for the others on the read lane, where the newest
viewport goes first. Rows are kept by id and not by place, so that sorting anew fetches nothing twice.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from osdesk.ui.kit.cells import Column, LightRow
from osdesk.ui.kit.places import Places
from osdesk.ui.tasks import Lane, Tasks

Q_contra = TypeVar("Q_contra", contravariant=True)
R = TypeVar("R", bound=LightRow)
R_co = TypeVar("R_co", bound=LightRow, covariant=True)

#: Rows shown before the ids are there: more than a screen.
FIRST = 60
#: Rows fetched at once, and kept in all.
_AHEAD = 60
_KEPT = 4_000
#: Milliseconds in which the first rows have surely been painted.
PAINTING = 25


class Source(Protocol[Q_contra, R_co]):
    """Who answers: called on the lanes that read, so it must hold nothing of Qt."""

    def first(self, question: Q_contra, limit: int, /) -> tuple[Sequence[R_co], int]:
        """The first rows; how many there are in all, or at least, where counting would take long."""

    def ids(self, question: Q_contra, /) -> array[int]:
        """The ids of all rows in order, as `array("q")`."""

    def rows(self, ids: Sequence[int], /) -> Sequence[R_co]:
        """The rows of these ids, in any order; those that are gone are missing."""


@runtime_checkable
class Nearby(Protocol[Q_contra, R_co]):
    """A source that finds the neighbours of a row without all ids, so that a long list is sorted anew at once."""

    def around(self, question: Q_contra, row_id: int, limit: int, /) -> Sequence[R_co]:
        """So many rows before it, itself, and so many after it; none when it isn't there or can't be told quickly."""


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
        self._retired: array[int] | None = None
        self._places = Places(self._ids)
        self._rows: OrderedDict[int, R] = OrderedDict()
        self._gone: set[int] = set()
        self._question: object = None
        self._asked = 0
        self._wanted = (0, 0)
        self._fetching = False
        self._settled = False

    # Asking

    def ask(
        self,
        question: object,
        *,
        keep_place: bool = False,
        near: int | None = None,
        first: Sequence[R] | None = None,
    ) -> None:
        """Ask anew: the first rows show at once, or those around the row `near`, and all the others when they are here.

        With `keep_place` the list stays as it is until then; so it does where a source can't tell what is near. `first`
        are the first rows where they are at hand already, `FIRST` of them if there are so many.
        """
        self._question = question
        self._settled = False
        self._asked += 1
        source = self._source
        if first is not None:
            self._begin((first, len(first)))
        elif near is None and not keep_place:
            self._run_first(source.first, question, FIRST, done=self._begin)
        elif near is not None and isinstance(source, Nearby):
            self._run_first(source.around, question, near, FIRST // 2, done=self._begin_near)
        else:
            self._ask_ids()

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
        return None if row_id is None else self._places.of(row_id)

    def has(self, row_id: int) -> bool:
        """Whether a row is among them."""
        return self._places.of(row_id) is not None

    def note_place(self, row_id: int, place: int) -> None:
        """A row was seen at a place: it needs no search later."""
        self._places.note(row_id, place)

    def row_at(self, row: int) -> R | None:
        """The row at a place, None while it isn't at hand."""
        row_id = self.id_at(row)
        return None if row_id is None else self._rows.get(row_id)

    def rows_at_hand(self) -> tuple[R, ...]:
        """The rows fetched so far and kept, in no order."""
        return tuple(self._rows.values())

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

    def _run_first(self, verb: Callable[..., Any], *args: object, done: Callable[[Any], None]) -> None:
        self._tasks.run(Lane.READ, verb, *args, done=self._if_wanted(done), owner=self, latest="first")

    def _ask_ids(self, later: int = 0) -> None:
        done = self._if_wanted(self._complete)
        self._tasks.run(Lane.SURVEY, self._source.ids, self._question, done=done, owner=self, latest="ids", later=later)

    def _if_wanted(self, done: Callable[[Any], None]) -> Callable[[Any], None]:
        """Take an answer only while its question is the last one."""
        asked = self._asked
        return lambda answer: done(answer) if asked == self._asked else None

    def _begin(self, answer: tuple[Sequence[R], int]) -> None:
        rows, count = answer
        self._show_alone(rows)
        if len(rows) < FIRST:
            self._settled = True
        self.counted.emit(count)
        if self._settled:
            self.settled.emit()
        else:
            self._ask_ids(later=PAINTING)

    def _begin_near(self, rows: Sequence[R]) -> None:
        if rows:
            self._show_alone(rows)
            self.counted.emit(len(rows))
            self._ask_ids(later=PAINTING)
        else:
            self._ask_ids()

    def _show_alone(self, rows: Sequence[R]) -> None:
        self.beginResetModel()
        self._gone.clear()
        # Kept until all ids are here: giving eight megabytes back takes a millisecond, and now is the time to paint.
        self._retired = self._ids
        self._set_ids(array("q", (row.id for row in rows)))
        self._keep(rows)
        self.endResetModel()

    def _complete(self, ids: array[int]) -> None:
        """Put the ids that are still missing above and below those that are here; where these differ, show anew."""
        here = len(self._ids)
        above = Places(ids).of(self._ids[0]) if here else None
        self._settled = True
        if self._gone:
            # What is among them again was taken out of the bin: it is no longer grey, and fetched anew.
            places = Places(ids)
            for row_id in [row_id for row_id in self._gone if places.of(row_id) is not None]:
                self._gone.discard(row_id)
                self._rows.pop(row_id, None)
        if above is not None and ids[above : above + here] == self._ids:
            if above:
                self.beginInsertRows(QModelIndex(), 0, above - 1)
                self._set_ids(ids[: above + here])
                self.endInsertRows()
            if above + here < len(ids):
                self.beginInsertRows(QModelIndex(), above + here, len(ids) - 1)
                self._set_ids(ids)
                self.endInsertRows()
        elif ids != self._ids:
            self.beginResetModel()
            self._gone.clear()
            self._set_ids(ids)
            self.endResetModel()
        self.counted.emit(len(ids))
        self.settled.emit()

    def _set_ids(self, ids: array[int]) -> None:
        self._ids = ids
        self._places = Places(ids)

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
