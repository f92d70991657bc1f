"""Widths of the order list's columns: room for the longest number and total, the rest shared by client and reason."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QHeaderView

from osdesk.ui import theme
from osdesk.ui.desk import Desk
from osdesk.ui.kit.table_model import IdTableModel
from osdesk.ui.kit.table_view import TableView
from osdesk.ui.orders.columns import total_words

_NUMBER, _CLIENT, _REASON, _TECHNICIANS, _TOTAL = 0, 1, 2, 3, 6
#: Pixels at 100 %: of the client at least; of technicians usually, and where they give way to the total.
_LEAST, _PEOPLE, _FACES = 110, 138, 62
_KEPT = "orders/client_width"
#: Rows that are measured: a screen full.
_MEASURED = 60


class ColumnFit(QObject):
    """Keeps the columns fitting. `wide`: days have their hour."""

    def __init__(self, table: TableView, model: IdTableModel[Any], desk: Desk) -> None:
        super().__init__(table)
        self._table, self._model, self._desk = table, model, desk
        self._wide = self._fitting = False
        self._with_reason = True
        self._client_width = desk.settings.number(_KEPT, 0)
        table.horizontalHeader().sectionResized.connect(self._resized)

    def set_wide(self, wide: bool, *, with_reason: bool) -> None:
        """Days with their hour or not; the reason goes where details need its room, and the client takes it over."""
        if (wide, with_reason) == (self._wide, self._with_reason):
            return
        self._wide, self._with_reason = wide, with_reason
        mode = QHeaderView.ResizeMode.Interactive if with_reason else QHeaderView.ResizeMode.Stretch
        self._table.horizontalHeader().setSectionResizeMode(_CLIENT, mode)
        self.fit(shrink=True)

    def fit(self, *, shrink: bool = False) -> None:
        """Room for the longest number and total at hand; never narrower, unless days lose their hour."""
        look = theme.current()
        places = range(min(_MEASURED, self._model.rowCount()))
        rows = [row for place in places if (row := self._model.row_at(place)) is not None]
        strong, figures = QFontMetrics(look.font("figures_strong")), QFontMetrics(look.font("figures"))
        # Figures have one width: the longest number and the greatest total are the widest.
        longest = max((row.number for row in rows), key=len, default="000000")
        dearest = max((row for row in rows if row.total is not None), key=lambda row: row.total or 0, default=None)
        day = figures.horizontalAdvance("24/11 14:10" if self._wide else "24/11")
        total = figures.horizontalAdvance(total_words(dearest)) if dearest is not None else 0
        wanted = {
            _NUMBER: look.px(20) + strong.horizontalAdvance(longest) + look.px(12) + day + look.px(24),
            _TOTAL: max(look.px(112), total + look.px(18 + 4)),
        }
        for column, width in wanted.items():
            if shrink or self._table.columnWidth(column) < width:
                self._table.setColumnWidth(column, width)
        self.fit_client()

    def fit_client(self) -> None:
        """The client has the width a person gave it, or the usual one, as far as the reason keeps room beside it."""
        if not self._with_reason:
            return
        look = theme.current()
        self._fitting = True
        room = self._room()
        lacking, people = look.px(_LEAST) - room, self._table.columnWidth(_TECHNICIANS)
        if lacking > 0 or people < look.px(_PEOPLE):
            # Large letters in a small window: the total would be cut off. With more room they have theirs again.
            people = min(max(people, look.px(_PEOPLE)), max(look.px(_FACES), people - lacking))
            self._table.setColumnWidth(_TECHNICIANS, people)
            room = self._room()
        usual = self._client_width or look.px(250 if self._wide else 204)
        if self._table.isColumnHidden(_REASON):
            width = max(look.px(_LEAST), room)
        else:
            width = min(usual, max(look.px(_LEAST), round(room * 0.5)))
        self._table.setColumnWidth(_CLIENT, width)
        self._fitting = False

    def _room(self) -> int:
        """What the other columns leave to client and reason."""
        widths = (self._table.columnWidth(column) for column in (_NUMBER, *range(_REASON + 1, _TOTAL + 1)))
        return self._table.viewport().width() - sum(widths)

    def _resized(self, column: int, _before: int, width: int) -> None:
        """Remember a width that was dragged."""
        dragged = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if column == _CLIENT and dragged and self._with_reason and not self._fitting:
            self._client_width = width
            self._desk.settings.set_number(_KEPT, width)
