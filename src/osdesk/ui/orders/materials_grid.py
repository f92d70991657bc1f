"""The grid in which materials and services are typed, as in a spreadsheet: Tab goes on, rows can be pasted and moved.

It is as high as its rows: only the form scrolls.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from osdesk.domain.materials import LineKind
from osdesk.services.wording import line_kind_name
from osdesk.texts import _, language
from osdesk.ui.kit import paint
from osdesk.ui.orders import pasted
from osdesk.ui.orders.materials_model import TYPED, Column, MaterialsModel, alignment
from osdesk.ui.theme import current

ROW = 34
HEAD = 31
KIND_ICONS = {LineKind.PART: "package", LineKind.LABOUR: "wrench", LineKind.TRAVEL: "truck"}
_Index = QModelIndex | QPersistentModelIndex


#: Watches the editor of a row's description for as long as it lives, and offers lines typed before.
DescriptionHelp = Callable[[QLineEdit, int], None]


class _CellDelegate(QStyledItemDelegate):
    """Paints cells and makes their editors."""

    def __init__(self, grid: MaterialsGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self.units: Sequence[str] = ()
        self.help_description: DescriptionHelp | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        column = Column(index.column())
        editor = QLineEdit(parent)
        editor.setProperty("kind", "cell")
        editor.setAlignment(alignment(column))
        head = index.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
        editor.setAccessibleName(str(head))
        if column is Column.UNIT and self.units:
            completer = QCompleter(list(self.units), editor)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            editor.setCompleter(completer)
        if column is Column.DESCRIPTION and self.help_description is not None:
            self.help_description(editor, index.row())
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect)

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        if isinstance(editor, QLineEdit) and isinstance(model, MaterialsModel):
            model.setData(index, editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab and Enter go on as the grid says, a pasted table becomes rows."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit):
            match event.key():
                case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                    self._commit(watched)
                    self._grid.go_on(-1 if event.key() == Qt.Key.Key_Backtab else 1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                    self._commit(watched)
                    self._grid.go_down()
                    return True
                case Qt.Key.Key_Up | Qt.Key.Key_Down if not event.modifiers():
                    self._commit(watched)
                    self._grid.go_vertically(-1 if event.key() == Qt.Key.Key_Up else 1)
                    return True
            if event.matches(QKeySequence.StandardKey.Paste) and pasted.is_table(QGuiApplication.clipboard().text()):
                self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.RevertModelCache)
                self._grid.paste()
                return True
        return super().eventFilter(watched, event)

    def _commit(self, editor: QLineEdit) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = self._grid.lines
        theme = current()
        rect: QRect = option.rect
        box = QRectF(rect)
        column = Column(index.column())
        line = model.line(index.row())
        problem = model.problem_at(index.row(), column)
        painter.save()
        if problem is not None:
            painter.fillRect(box, theme.colour("danger_soft"))
        if column is Column.KIND:
            if line is not None:
                size = theme.px(16)
                left, top = box.left() + (box.width() - size) / 2, box.top() + (box.height() - size) / 2
                theme.icons.paint(painter, KIND_ICONS[line.kind], theme.colour("text2"), left, top, size)
        else:
            words = str(index.data() or "")
            tint = "danger" if problem is not None else "text2" if column is Column.UNIT else "text"
            font = theme.font("strong" if column is Column.TOTAL else "text")
            side = alignment(column) & ~Qt.AlignmentFlag.AlignVCenter
            inner = box.adjusted(theme.px(10), 0, -theme.px(10), 0)
            if line is None and column is Column.DESCRIPTION:
                words, tint = _("Type, or paste rows of a spreadsheet"), "text3"
            paint.label(painter, inner, words, font, theme.colour(tint), side)
        if self._grid.hasFocus() and self._grid.currentIndex() == index:
            paint.rounded(painter, box.adjusted(-1, -1, 0, 0), 2, None, theme.colour("link"), 2)
        painter.restore()


class MaterialsGrid(QTableView):
    """The grid. `current_changed` says that another cell is current, or none."""

    left_down = Signal()
    row_shown = Signal(QRect)
    current_changed = Signal()
    removed = Signal(object)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current()
        self.lines = MaterialsModel(self)
        self._cells = _CellDelegate(self)
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

    def go_down(self) -> None:
        """Enter: the next row's first cell from the last one, else the cell to the right."""
        self.go_on(1)

    def go_vertically(self, step: int) -> None:
        """One row up or down, in the same column."""
        index = self.currentIndex()
        row = index.row() + step
        if 0 <= row < self.lines.rowCount():
            self.go_to(row, Column(index.column()))

    def _leave(self, step: int) -> None:
        if not self.focusNextPrevChild(step > 0):
            self.clearFocus()

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
        from osdesk.domain.materials import MaterialLine

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
