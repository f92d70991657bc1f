"""The list of a room that has tens of records and not thousands: all of them at once, without filters.

It goes through the same model as the long lists, so that going from row to row is the same everywhere.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from osdesk.services.office import Office
from osdesk.ui.desk import Desk
from osdesk.ui.kit.cells import Column, LightRow
from osdesk.ui.kit.list_page import ListPane
from osdesk.ui.kit.table_view import TWO_LINE_ROW

R = TypeVar("R", bound=LightRow)


class ShortSource(Generic[R]):
    """Answers from one call that gives every row; runs on the read lane."""

    def __init__(self, office: Office, every: Callable[[Office], Sequence[R]]) -> None:
        self._office, self._every = office, every

    def first(self, _question: object, limit: int, /) -> tuple[Sequence[R], int]:
        """The first rows, and how many there are."""
        rows = self._every(self._office)
        return rows[:limit], len(rows)

    def ids(self, _question: object, /) -> array[int]:
        """All ids."""
        return array("q", (row.id for row in self._every(self._office)))

    def rows(self, ids: Sequence[int], /) -> Sequence[R]:
        """Rows by id."""
        wanted = set(ids)
        return [row for row in self._every(self._office) if row.id in wanted]


class ShortPane(ListPane):
    """Rows of two lines, and nothing above or below them."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        every: Callable[[Office], Sequence[R]],
        column: Column[R],
        *,
        faint: Callable[[R], bool] = lambda _row: False,
        parent: QWidget | None = None,
    ) -> None:
        """`every` gives all rows; `column` is the only one."""
        super().__init__(
            desk.tasks,
            ShortSource(desk.office, every),
            (column,),
            desk.settings,
            name,
            row_height=TWO_LINE_ROW,
            header=False,
            faint=faint,
            parent=parent,
        )
        self.table.setAccessibleName(column.title)
        layout = self.layout()
        for place in (0, 1):
            item = layout.itemAt(place) if layout is not None else None
            part = item.widget() if item is not None else None
            if part is not None:
                # The pane shows and hides them itself; without height they are never seen.
                part.setFixedHeight(0)

    def ask_every(self, keep_place: bool | None = None) -> None:
        """Ask for all rows."""
        self.ask(None, filtered=False, keep_place=keep_place)
