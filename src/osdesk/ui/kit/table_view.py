"""The table every list is: paints whole rows itself, keeps a selection of ids, answers the keyboard.

Qt's own item painting asks the model dozens of times for each cell; here a row is drawn in one go from one light value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from osdesk.ui.kit.selection import Selection
from osdesk.ui.kit.table_header import TableHeader
from osdesk.ui.kit.table_model import IdTableModel
from osdesk.ui.kit.table_rows import RowPainter, RowState, column_boxes
from osdesk.ui.theme import current

ROW = 40
COMPACT_ROW = 32
TWO_LINE_ROW = 52
_KEY = Qt.Key
#: So many are looked for one by one sooner than all are gone through.
_FEW = 20


class TableView(QTableView):
    """A list. `opened` comes by Enter or double click, `details` by Space; both carry an id."""

    opened = Signal(int)
    details = Signal(int)
    current_changed = Signal(object)
    selection_changed = Signal()
    delete_wanted = Signal()
    menu_wanted = Signal(QPoint)
    sort_wanted = Signal(str, bool)

    def __init__(
        self,
        model: IdTableModel[Any],
        *,
        row_height: int = ROW,
        header: bool = True,
        faint: Callable[[Any], bool] = lambda _row: False,
        parent: QWidget | None = None,
    ) -> None:
        """`faint` tells rows whose text is quieter (cancelled ones)."""
        super().__init__(parent)
        self._model = model
        self._rows = RowPainter(model.columns, faint, lined=row_height < TWO_LINE_ROW)
        self._row_height = row_height
        self._selection = Selection()
        self._current: int | None = None
        #: Whether a person went to the current row, by key or mouse: it stays in view when the list is sorted anew.
        self.went_there = False
        self._anchor: int | None = None
        self._hovered = -1
        theme = current()
        self.setHorizontalHeader(TableHeader(self, model.columns))
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(16)
        rows.setDefaultSectionSize(theme.px(row_height))
        self.horizontalHeader().setVisible(header)
        self._size_columns()
        self.columns_head.sort_wanted.connect(self.sort_wanted)
        model.modelReset.connect(self._after_reset)
        model.rowsInserted.connect(self._rows_inserted)
        model.settled.connect(self._after_settling)
        theme.changed.connect(self._theme_changed)

    # What is shown

    @property
    def columns_head(self) -> TableHeader:
        """The header, which also knows how the list is sorted."""
        head = self.horizontalHeader()
        assert isinstance(head, TableHeader)  # noqa: S101  (set above)
        return head

    def set_compact(self, compact: bool) -> None:
        """Rows of one line at 32 in place of 40 pixels."""
        self._row_height = COMPACT_ROW if compact else ROW
        self.verticalHeader().setDefaultSectionSize(current().px(self._row_height))
        self.viewport().update()

    def current_id(self) -> int | None:
        """Id of the row the keyboard is on."""
        return self._current

    def set_current_id(self, row_id: int | None, *, centre: bool = False) -> None:
        """Go to a row by id; it is chosen and brought into view as soon as its place is known."""
        self._current = row_id
        self._anchor = row_id
        self.went_there = False
        self._choose(Selection(frozenset() if row_id is None else frozenset({row_id})))
        place = self._model.place_of(row_id)
        if place is not None:
            self._move_to(place, centre=centre)
        self.current_changed.emit(row_id)

    def begin_anew(self) -> None:
        """Be on no row until the next answer is here; whoever set the first row sets it again then."""
        self._current = None
        self.went_there = False

    def selection(self) -> Selection:
        """What is chosen."""
        return self._selection

    def chosen_in_order(self) -> tuple[int, ...]:
        """The chosen ids as the list has them, but for *everything*."""
        return tuple(self._in_order(self._selection.ids))

    def select_everything(self) -> None:
        """Choose all that answers the question."""
        self._choose(Selection(everything=True))

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, pages, ends; Enter, Space, Delete; Ctrl+A, Ctrl+C."""
        key, modifiers = event.key(), event.modifiers()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_everything()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif (place := self._target(key)) is not None:
            self._go(place, modifiers)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers and self._current is not None:
            self.opened.emit(self._current)
        elif key == Qt.Key.Key_Space and not modifiers and self._current is not None:
            self.details.emit(self._current)
        elif key == Qt.Key.Key_Delete and not modifiers and self._current is not None:
            self.delete_wanted.emit()
        else:
            event.ignore()

    def copy(self) -> None:
        """Copy the chosen rows at hand, tabs between their columns; no spreadsheet calculates anything in them."""
        from osdesk.services.spreadsheet import neutral

        ids = self._model.ids if self._selection.everything else self._in_order(self._selection.ids)
        rows = [row for row in map(self._model.row_of, ids) if row is not None]
        lines = ["\t".join(neutral(column.text(row)) for column in self._model.columns) for row in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row; with Ctrl one more, with Shift up to it."""
        place = self.rowAt(round(event.position().y()))
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if place < 0:
            return
        row_id = self._model.id_at(place)
        if event.button() == Qt.MouseButton.RightButton and row_id in self._selection:
            self._set_place(place)
            return
        self._go(place, event.modifiers(), scroll=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Everything happened at the press."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row."""
        row_id = self._model.id_at(self.rowAt(round(event.position().y())))
        if row_id is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(row_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the row under the pointer."""
        self._hover(self.rowAt(round(event.position().y())))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A menu for what is chosen; by the keyboard it opens at the current row."""
        place = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self._model.place_of(self._current)
            place = QPoint(40, self.rowViewportPosition(row or 0) + self.rowHeight(0))
        self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    def viewportEvent(self, event: QEvent) -> bool:
        """Leave the hovered row; tell the whole of what was cut."""
        if event.type() in (QEvent.Type.Leave, QEvent.Type.HoverLeave):
            self._hover(-1)
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._cut_text(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that show."""
        theme = current()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        first, last = self._visible()
        if first < 0:
            return
        self._model.want(first, last)
        columns = self._column_boxes()
        top = max(first, self.rowAt(event.rect().top()))
        for place in range(top, last + 1):
            y = self.rowViewportPosition(place)
            if y > event.rect().bottom():
                break
            box = QRect(0, y, self.viewport().width(), self.rowHeight(place))
            self._rows.paint(painter, box, self._model.row_at(place), place, self._state(place), columns)

    def _state(self, place: int) -> RowState:
        row_id = self._model.id_at(place)
        return RowState(
            chosen=row_id in self._selection,
            current=row_id == self._current,
            focused=self.hasFocus(),
            hovered=place == self._hovered,
            gone=row_id is not None and self._model.is_gone(row_id),
        )

    def _column_boxes(self) -> list[tuple[int, QRectF]]:
        return column_boxes(self.horizontalHeader(), float(current().px(self._row_height)))

    def _visible(self) -> tuple[int, int]:
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        return first, (last if last >= 0 else self._model.rowCount() - 1)

    # Columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns that need more room than there is give way."""
        super().resizeEvent(event)
        width = self.viewport().width()
        for index, column in enumerate(self._model.columns):
            hidden = bool(column.needs) and width < current().px(column.needs)
            if hidden != self.isColumnHidden(index):
                self.setColumnHidden(index, hidden)

    def _size_columns(self) -> None:
        theme = current()
        head = self.horizontalHeader()
        for index, column in enumerate(self._model.columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            head.setSectionResizeMode(index, mode)
            if not column.stretch:
                head.resizeSection(index, theme.px(column.width))

    def _theme_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(current().px(self._row_height))
        self.viewport().update()

    # Moving and choosing

    def _target(self, key: int) -> int | None:
        """The place a key goes to, None for other keys or an empty list."""
        count = self._model.rowCount()
        page = max(1, self.viewport().height() // max(1, self.rowHeight(0)) - 1)
        step = {_KEY.Key_Up: -1, _KEY.Key_Down: 1, _KEY.Key_PageUp: -page, _KEY.Key_PageDown: page}.get(_KEY(key))
        if not count or (step is None and key not in (_KEY.Key_Home, _KEY.Key_End)):
            return None
        if step is None:
            return 0 if key == _KEY.Key_Home else count - 1
        here = self._model.place_of(self._current)
        start = here if here is not None else (-1 if step > 0 else count)
        return max(0, min(count - 1, start + step))

    def _go(self, place: int, modifiers: Qt.KeyboardModifier, *, scroll: bool = True) -> None:
        row_id = self._model.id_at(place)
        if row_id is None:
            return
        before = self._current
        self._current = row_id
        self.went_there = True
        self._model.note_place(row_id, place)
        anchor = self._model.place_of(self._anchor)
        if modifiers & Qt.KeyboardModifier.ShiftModifier and anchor is not None:
            low, high = sorted((anchor, place))
            self._choose(Selection(frozenset(self._model.ids[low : high + 1])))
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self._anchor = row_id
            if not scroll:  # the mouse adds and takes; the keyboard only walks
                self._choose(Selection(self._chosen_ids() ^ {row_id}))
        else:
            self._anchor = row_id
            self._choose(Selection(frozenset({row_id})))
        if scroll:
            self._move_to(place)
        else:
            self._set_place(place)
        if before != row_id:
            self.current_changed.emit(row_id)

    def _chosen_ids(self) -> frozenset[int]:
        return frozenset(self._model.ids) if self._selection.everything else self._selection.ids

    def _choose(self, selection: Selection) -> None:
        if selection != self._selection:
            self._selection = selection
            self.selection_changed.emit()
        self.viewport().update()

    def _in_order(self, ids: frozenset[int]) -> list[int]:
        if len(ids) > _FEW:
            return [row_id for row_id in self._model.ids if row_id in ids]
        places = {place: row_id for row_id in ids if (place := self._model.place_of(row_id)) is not None}
        return [places[place] for place in sorted(places)]

    def _set_place(self, place: int) -> None:
        self._current = self._model.id_at(place)
        index = self._model.index(place, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.viewport().update()

    def _move_to(self, place: int, *, centre: bool = False) -> None:
        self._set_place(place)
        hint = QAbstractItemView.ScrollHint
        self.scrollTo(self._model.index(place, 0), hint.PositionAtCenter if centre else hint.EnsureVisible)
        self._model.want(*self._visible())  # fetched while bars are painted in its place

    def _after_reset(self) -> None:
        """Stay on the current row wherever it went; what is chosen but no longer here is no longer chosen."""
        self._hovered = -1
        if self._current is None:
            return
        place = self._model.place_of(self._current)
        if place is not None:
            self._move_to(place, centre=not self._model.is_settled)
        elif self._model.is_settled:
            self.set_current_id(None)

    def _after_settling(self) -> None:
        """All ids are here. Nothing moves: a person may be reading already."""
        if self._current is None:
            return
        place = self._model.place_of(self._current)
        if place is None:
            self.set_current_id(None)
        else:
            self._set_place(place)

    def _rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Rows that came above what is looked at push it nowhere."""
        if first == 0 and self._model.rowCount() > last + 1:
            bar = self.verticalScrollBar()
            value = bar.value()
            self.updateGeometries()
            bar.setValue(value + (last + 1) * self.rowHeight(0))

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            for row in (self._hovered, place):
                if row >= 0:
                    self.viewport().update(
                        0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row)
                    )
            self._hovered = place

    def _cut_text(self, at: QPoint) -> str:
        """The words of the cell under the pointer, when they were cut."""
        row = self._model.row_at(self.rowAt(at.y()))
        index = self.columnAt(at.x())
        if row is None or index < 0:
            return ""
        words = self._model.columns[index].text(row)
        room = dict(self._column_boxes())[index].width()
        return words if QFontMetricsF(current().font("text")).horizontalAdvance(words) > room else ""

    def scrollTo(self, index: Any, hint: Any = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Only up and down: a list never moves sideways."""
        if isinstance(index, QModelIndex) and index.isValid():
            super().scrollTo(index, hint)
