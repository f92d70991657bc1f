"""The grid in which materials and services are typed, as in a spreadsheet: Tab goes on, rows can be pasted and moved.

It is as high as its rows: only the form scrolls.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QTableView,
    QWidget,
)

from osdesk.domain.materials import LineKind, MaterialLine
from osdesk.services.wording import line_kind_name
from osdesk.texts import _, language
from osdesk.ui.orders import pasted
from osdesk.ui.orders.materials_cells import CellDelegate, DescriptionHelp
from osdesk.ui.orders.materials_model import TYPED, Column, MaterialsModel
from osdesk.ui.theme import current

ROW = 34
HEAD = 31
_Index = QModelIndex | QPersistentModelIndex


class MaterialsGrid(QTableView):
    """The grid. `current_changed` says that another cell is current, or none."""

    row_shown = Signal(QRect)
    current_changed = Signal()
    removed = Signal(object)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current()
        self.lines = MaterialsModel(self)
        self._cells = CellDelegate(self, self)
        self.setProperty("kind", "grid")
        self.setModel(self.lines)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(_("Materials and services"))
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setFixedHeight(theme.px(HEAD))
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(theme.px(24))
        for column, width in (
            (Column.KIND, 34),
            (Column.QUANTITY, 62),
            (Column.UNIT, 58),
            (Column.UNIT_PRICE, 118),
            (Column.TOTAL, 111),
        ):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, theme.px(width))
        head.setSectionResizeMode(Column.DESCRIPTION, QHeaderView.ResizeMode.Stretch)
        for changed in (self.lines.rowsInserted, self.lines.rowsRemoved, self.lines.modelReset):
            changed.connect(lambda *_args: self.updateGeometry())

    def set_units(self, units: Sequence[str]) -> None:
        """The office's units, completed while one is typed."""
        self._cells.units = tuple(units)

    def help_descriptions(self, help_description: DescriptionHelp) -> None:
        """What is asked to offer lines typed before."""
        self._cells.help_description = help_description

    # Moving

    def go_to(self, row: int, column: Column, *, edit: bool = False) -> None:
        """Make a cell the current one and bring it into view."""
        index = self.lines.index(row, column)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(index)
        self.row_shown.emit(self.visualRect(index).translated(0, self.horizontalHeader().height()))
        if edit:
            self.edit(index)

    def go_on(self, step: int) -> None:
        """Go to the next cell to be typed in (step 1) or the one before; past the empty row's end, leave the grid."""
        index = self.currentIndex()
        row = index.row()
        typed = [column for column in TYPED if (column > index.column() if step > 0 else column < index.column())]
        if typed:
            self.go_to(row, typed[0] if step > 0 else typed[-1])
        elif step > 0:
            if self.lines.is_blank(row) and row >= self.lines.rowCount() - 1:
                self._leave(step)
            else:
                self.go_to(row + 1, TYPED[0])
        elif row > 0:
            self.go_to(row - 1, TYPED[-1])
        else:
            self._leave(step)

    def go_vertically(self, step: int) -> None:
        """One row up or down, in the same column."""
        index = self.currentIndex()
        row = index.row() + step
        if 0 <= row < self.lines.rowCount():
            self.go_to(row, Column(index.column()))

    def _leave(self, step: int) -> None:
        if not self.focusNextPrevChild(step > 0):
            self.clearFocus()

    def is_current(self, index: _Index) -> bool:
        """Whether the cell has the keyboard."""
        return self.hasFocus() and self.currentIndex() == index

    # Changing

    def commit(self) -> None:
        """Take over what stands in a cell's open editor."""
        editor = self.indexWidget(self.currentIndex()) if self.currentIndex().isValid() else None
        if self.state() == QAbstractItemView.State.EditingState and isinstance(editor, QLineEdit):
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.lines.check_rows()

    def paste(self) -> None:
        """Put in the rows of a spreadsheet from the clipboard."""
        lines = pasted.read_rows(QGuiApplication.clipboard().text(), language())
        row = max(0, self.currentIndex().row())
        self.lines.paste(row, lines)
        self.go_to(min(row + len(lines), self.lines.rowCount() - 1), Column.QUANTITY)

    def remove_row(self) -> None:
        """Take the current row away; `removed` carries what puts it back."""
        index = self.currentIndex()
        put_back = self.lines.remove(index.row())
        self.go_to(min(index.row(), self.lines.rowCount() - 1), Column(max(0, index.column())))
        if put_back is not None:
            self.removed.emit(put_back)

    def move_row(self, step: int) -> None:
        """Move the current row up or down."""
        index = self.currentIndex()
        if self.lines.move(index.row(), step):
            self.go_to(index.row() + step, Column(index.column()))

    def open_menu(self, at: QPoint | None = None) -> None:
        """The row's menu: what it charges for, and where it goes."""
        row = self.currentIndex().row()
        line = self.lines.line(row)
        if line is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in LineKind:
            action = menu.addAction(line_kind_name(kind))
            action.setCheckable(True)
            action.setChecked(kind is line.kind)
            action.triggered.connect(lambda _checked=False, kind=kind: self.lines.set_kind(row, kind))
        menu.addSeparator()
        entries: tuple[tuple[str, str, Callable[[], None], bool], ...] = (
            (_("Move up"), "Alt+↑", lambda: self.move_row(-1), row > 0),
            (_("Move down"), "Alt+↓", lambda: self.move_row(1), row < self.lines.rowCount() - 2),
            (_("Insert a line above"), "Ctrl+Ins", self.insert_above, True),
            (_("Remove the line"), "Ctrl+Del", self.remove_row, True),
        )
        for words, keys, act, possible in entries:
            action = menu.addAction(f"{words}\t{keys}")
            action.setEnabled(possible)
            action.triggered.connect(lambda _checked=False, act=act: act())
        place = self.visualRect(self.lines.index(row, Column.KIND)).bottomLeft()
        menu.popup(at if at is not None else self.viewport().mapToGlobal(place))

    def insert_above(self) -> None:
        """An empty row before the current one."""
        row = self.currentIndex().row()
        self.lines.insert(row, MaterialLine())
        self.go_to(row, Column.QUANTITY)

    # Qt's hooks

    def sizeHint(self) -> QSize:
        """As high as head and rows."""
        theme = current()
        return QSize(560, theme.px(HEAD) + self.lines.rowCount() * theme.px(ROW) + 2)

    def minimumSizeHint(self) -> QSize:
        """The description gives way first."""
        return QSize(current().px(383 + 120), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """The grid's own keys before the window's: Ctrl+Del takes a line away here and an order elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            own = {
                Qt.KeyboardModifier.ControlModifier: (Qt.Key.Key_Delete, Qt.Key.Key_Insert, Qt.Key.Key_C, Qt.Key.Key_V),
                Qt.KeyboardModifier.AltModifier: (Qt.Key.Key_Up, Qt.Key.Key_Down),
            }
            if event.key() in own.get(modifiers, ()):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a key does while no cell is being typed in."""
        ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        key = event.key()
        column = self.currentIndex().column()
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste_here()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(str(self.currentIndex().data() or ""))
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_row(-1 if key == Qt.Key.Key_Up else 1)
        elif ctrl and key == Qt.Key.Key_Delete:
            self.remove_row()
        elif ctrl and key == Qt.Key.Key_Insert:
            self.insert_above()
        elif key == Qt.Key.Key_Menu or (column == Column.KIND and key in (Qt.Key.Key_Space, Qt.Key.Key_Return)):
            self.open_menu()
        elif event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            # Ctrl+Enter and the like are the window's.
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if column in TYPED:
                self.edit(self.currentIndex())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if column in TYPED:
                self.lines.setData(self.currentIndex(), "")
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell, and out of the grid at its ends."""
        index = self.currentIndex()
        if self.hasFocus() and index.isValid() and not self._at_end(index, forward):
            self.go_on(1 if forward else -1)
            return True
        return super().focusNextPrevChild(forward)

    def _at_end(self, index: QModelIndex, forward: bool) -> bool:
        if forward:
            last = index.row() >= self.lines.rowCount() - 1
            return last and index.column() >= TYPED[-1]
        return index.row() == 0 and index.column() <= TYPED[0]

    def _paste_here(self) -> None:
        text = QGuiApplication.clipboard().text()
        if pasted.is_table(text):
            self.paste()
        elif self.currentIndex().column() in TYPED:
            self.lines.setData(self.currentIndex(), text.strip())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the kind opens its menu; on the cell that is current already, the editor."""
        index = self.indexAt(event.position().toPoint())
        again = index.isValid() and index == self.currentIndex() and self.hasFocus()
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if index.column() == Column.KIND:
            self.open_menu()
        elif again and index.column() in TYPED:
            self.edit(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The row's menu."""
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self.open_menu(event.globalPos())

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """A row that was left is checked; one that was emptied goes."""
        super().currentChanged(current, previous)
        if previous.isValid() and previous.row() != current.row():
            self.lines.check_row(previous.row())
        self.current_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by Tab, the empty row waits."""
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.setCurrentIndex(self.lines.index(self.lines.rowCount() - 1, Column.QUANTITY))
        super().focusInEvent(event)
        if self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            rect = self.visualRect(self.currentIndex())
            self.row_shown.emit(rect.translated(0, self.horizontalHeader().height()))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the grid, and not into a cell's editor, checks the row."""
        super().focusOutEvent(event)
        self.viewport().update()
        if self.state() != QAbstractItemView.State.EditingState:
            self.lines.check_row(self.currentIndex().row())
            self.current_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Nothing to scroll: the grid is as high as its rows."""
        super().resizeEvent(event)
        self.verticalScrollBar().setRange(0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The form scrolls, not the grid."""
        event.ignore()
