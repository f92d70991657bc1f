"""The table in which a template's items are written one after another, moved by handle or Alt with arrows, and pasted.

It is as high as its rows: only the form scrolls.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QWheelEvent
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

from osdesk.domain.checklists import ItemKind, TemplateItem
from osdesk.services.wording import item_kind_name
from osdesk.texts import _
from osdesk.ui.checklists.details import has_detail
from osdesk.ui.checklists.items_model import Col, ItemsModel
from osdesk.ui.checklists.items_paint import KIND_ICONS, ItemsDelegate, ItemsHead
from osdesk.ui.checklists.pasted import read_items
from osdesk.ui.theme import current

ROW = 36
HEAD = 32
_WIDTHS = {Col.HANDLE: 34, Col.NUMBER: 30, Col.KIND: 140, Col.DETAIL: 126}
_STEPS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
_CHANGEABLE = (Col.TEXT, Col.KIND, Col.DETAIL)


class ItemsView(QTableView):
    """The table. `removed` carries place and item, for the way back; `row_shown` the rectangle to scroll to."""

    edited = Signal()
    removed = Signal(int, object)
    row_shown = Signal(QRect)
    left_cell = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current()
        self.items = ItemsModel(self)
        self.hovered = -1
        self._dragged = -1
        self._drop_at = -1
        self._cells = ItemsDelegate(self)
        self.setModel(self.items)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(_("Items of the checklist"))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(ROW))
        head = ItemsHead(self)
        self.setHorizontalHeader(head)
        head.setFixedHeight(theme.px(HEAD))
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(theme.px(24))
        for column, width in _WIDTHS.items():
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, theme.px(width))
        head.setSectionResizeMode(Col.TEXT, QHeaderView.ResizeMode.Stretch)
        for changed in (self.items.rowsInserted, self.items.rowsRemoved, self.items.modelReset):
            changed.connect(lambda *_args: self.updateGeometry())
        self.items.edited.connect(self.edited)

    # Geometry

    def sizeHint(self) -> QSize:
        """As high as the rows."""
        return QSize(520, current().px(HEAD) + self.items.rowCount() * current().px(ROW) + 1)

    def minimumSizeHint(self) -> QSize:
        """Narrow rooms cut the words."""
        return QSize(440, self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The form scrolls, not the table."""
        event.ignore()

    # What the delegate asks

    def is_dragged(self, row: int) -> bool:
        """Whether that row is being moved by its handle."""
        return row == self._dragged

    def drop_line(self, row: int) -> float | None:
        """Where in that row the line shows at which the dragged one would be dropped."""
        if self._dragged < 0 or self._drop_at < 0 or self._drop_at in (self._dragged, self._dragged + 1):
            return None
        top = self.rowViewportPosition(row)
        if row == self._drop_at:
            return float(top)
        if row == self._drop_at - 1 and self._drop_at == self.items.rowCount():
            return float(top + self.rowHeight(row) - 3)
        return None

    def text_typed(self, row: int, text: str) -> None:
        """An item's text is being typed: the sheet follows each key."""
        self.items.set_text(row, text)

    # Going about

    def edit_text(self, row: int) -> None:
        """Go to an item's text and type into it."""
        self.go_to(row, Col.TEXT)
        self.open_cell()

    def open_cell(self) -> None:
        """Type into the current cell, from its end on: who opens it wants to add or correct, not to write it anew."""
        self.edit(self.currentIndex())
        editor = self.open_editor()
        if editor is not None:
            editor.end(False)

    def go_to(self, row: int, column: Col) -> None:
        """Make a cell the current one and bring it into view."""
        index = self.items.index(row, column)
        self.setCurrentIndex(index)
        rect = self.visualRect(index)
        rect.translate(0, self.horizontalHeader().height())
        self.row_shown.emit(rect)

    def editing_text(self) -> bool:
        """Whether an item's text is being typed now."""
        return self.open_editor() is not None and Col(self.currentIndex().column()) is Col.TEXT

    def open_editor(self) -> QLineEdit | None:
        """The editor that is open."""
        editors = self.viewport().findChildren(QLineEdit)
        return next((editor for editor in editors if editor.isVisible()), None)

    def close_editor(self, *, keep: bool) -> None:
        """Close the open editor, and take over what was typed or not."""
        editor = self.open_editor()
        if editor is None:
            return
        if keep:
            self._cells.commitData.emit(editor)
        self._cells.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """A row opened for typing and left empty goes again."""
        row = self.indexAt(editor.geometry().center()).row()
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if 0 <= row < self.items.rowCount() - 1 and self.items.is_blank(row):
            self.items.remove(row)
        self.left_cell.emit()

    def editor_key(self, editor: QLineEdit, event: QKeyEvent) -> bool:
        """What a key does in an open editor; False leaves it to the editor."""
        row, column = self.currentIndex().row(), Col(self.currentIndex().column())
        key, modifiers = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self._enter(editor, row, column)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            back = key == Qt.Key.Key_Backtab
            self.close_editor(keep=True)
            if not self._go_on(row, column, -1 if back else 1):
                self.focusNextPrevChild(not back)
        elif key in _STEPS and modifiers == Qt.KeyboardModifier.AltModifier:
            position = editor.cursorPosition()
            self.close_editor(keep=True)
            self.move_row(row, _STEPS[key])
            self.open_cell()
            reopened = self.open_editor()
            if reopened is not None:
                reopened.setCursorPosition(position)
        elif key in _STEPS and not modifiers:
            self.close_editor(keep=True)
            self._go_vertically(row, column, _STEPS[key])
        elif key == Qt.Key.Key_Backspace and column is Col.TEXT and not editor.text() and row > 0:
            self.close_editor(keep=True)
            self.edit_text(row - 1)
        else:
            return False
        return True

    def _enter(self, editor: QLineEdit, row: int, column: Col) -> None:
        """On to the next item: below the last one into the empty row, between two into a new one."""
        empty = not editor.text().strip()
        self.close_editor(keep=True)
        if column is not Col.TEXT or empty:
            self.edit_text(min(row + (0 if empty else 1), self.items.rowCount() - 1))
            return
        following = row + 1
        if following < self.items.rowCount() - 1:
            self.items.open_row(following)
        self.edit_text(following)

    def _go_on(self, row: int, column: Col, step: int) -> bool:
        """To the next cell that can be changed; False past either end."""
        cells = [
            (place, each)
            for place in (row - 1, row, row + 1)
            if 0 <= place < self.items.rowCount()
            for each in _CHANGEABLE
            if self._can_change(place, each)
        ]
        if (row, column) not in cells:
            return False
        at = cells.index((row, column)) + step
        if not 0 <= at < len(cells):
            return False
        place, each = cells[at]
        self.go_to(place, each)
        if each is not Col.KIND:
            self.open_cell()
        else:
            self.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _can_change(self, row: int, column: Col) -> bool:
        item = self.items.item(row)
        if item is None:
            return column is Col.TEXT
        return column is not Col.DETAIL or has_detail(item.kind)

    def _go_vertically(self, row: int, column: Col, step: int) -> None:
        place = row + step
        if 0 <= place < self.items.rowCount():
            self.go_to(place, column if self._can_change(place, column) else Col.TEXT)
            self.open_cell()

    # Changing

    def move_row(self, row: int, step: int) -> None:
        """Exchange an item with its neighbour."""
        column = self.currentIndex().column()
        if self.items.move(row, row + step):
            self.go_to(row + step, Col(column))

    def remove_row(self, row: int) -> None:
        """Take an item out."""
        item = self.items.remove(row)
        if item is not None:
            self.go_to(min(row, self.items.rowCount() - 1), Col.TEXT)
            self.removed.emit(row, item)

    def restore(self, row: int, item: TemplateItem) -> None:
        """Bring a removed item back."""
        self.items.insert(row, (item,))
        self.go_to(row, Col.TEXT)

    def paste(self) -> None:
        """A list on the clipboard becomes items below the current one."""
        items = read_items(QGuiApplication.clipboard().text())
        if not items:
            return
        row = self.currentIndex().row()
        at = min(row + 1, self.items.rowCount() - 1) if row >= 0 else self.items.rowCount() - 1
        self.items.insert(at, items)
        self.go_to(at + len(items), Col.TEXT)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_kinds(self, row: int) -> None:
        """The menu of the ways to answer."""
        item = self.items.item(row)
        if item is None:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self._add_kinds(menu, row, item.kind)
        rect = self.visualRect(self.items.index(row, Col.KIND))
        menu.popup(self.viewport().mapToGlobal(rect.bottomLeft()))

    def _add_kinds(self, menu: QMenu, row: int, chosen: ItemKind) -> None:
        theme = current()
        for kind in KIND_ICONS:
            icon = theme.icons.icon(
                KIND_ICONS[kind], theme.colour("text2"), theme.colour("text3"), 16, self.devicePixelRatioF()
            )
            action = menu.addAction(icon, item_kind_name(kind))
            action.triggered.connect(lambda _checked=False, kind=kind: self._choose_kind(row, kind))
            if kind is chosen:
                menu.setActiveAction(action)

    def _choose_kind(self, row: int, kind: ItemKind) -> None:
        self.items.set_kind(row, kind)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if has_detail(kind):
            # The unit or the choices are what is missing now; after the menu has gone.
            QTimer.singleShot(0, self, lambda: self._edit_detail(row))

    def _edit_detail(self, row: int) -> None:
        self.go_to(row, Col.DETAIL)
        self.open_cell()

    # Qt's hooks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys outside an editor."""
        row, column = self.currentIndex().row(), Col(max(0, self.currentIndex().column()))
        key, modifiers = event.key(), event.modifiers()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif key in _STEPS and modifiers == Qt.KeyboardModifier.AltModifier:
            if column is Col.KIND and key == Qt.Key.Key_Down and row == self.items.rowCount() - 1:
                return
            self.move_row(row, _STEPS[key])
        elif key == Qt.Key.Key_Delete and not modifiers and self.items.item(row) is not None:
            self.remove_row(row)
        elif column is Col.KIND and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F4):
            self.open_kinds(row)
        elif column is Col.KIND and event.text().isalpha() and not modifiers & Qt.KeyboardModifier.ControlModifier:
            self._kind_by_letter(row, event.text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not modifiers and row >= 0:
            self.open_cell()
        else:
            super().keyPressEvent(event)

    def _kind_by_letter(self, row: int, letter: str) -> None:
        item = self.items.item(row)
        if item is None:
            return
        kinds = [kind for kind in KIND_ICONS if item_kind_name(kind).casefold().startswith(letter.casefold())]
        if kinds:
            at = kinds.index(item.kind) + 1 if item.kind in kinds else 0
            self.items.set_kind(row, kinds[at % len(kinds)])

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  Qt's name
        """Tab goes from cell to cell, and out of the table at its ends."""
        index = self.currentIndex()
        if self.hasFocus() and index.isValid() and self._go_on(index.row(), Col(index.column()), 1 if next else -1):
            return True
        return super().focusNextPrevChild(next)

    def focusInEvent(self, event: Any) -> None:
        """Coming in by Tab, the keyboard is at the first item, or at the last coming back."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason and not self.currentIndex().isValid():
            self.go_to(0, Col.TEXT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The handle drags, a kind opens its menu, text opens its editor."""
        index = self.indexAt(event.position().toPoint())
        self.close_editor(keep=True)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            super().mousePressEvent(event)
            return
        column, row = Col(index.column()), index.row()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if column is Col.HANDLE and self.items.item(row) is not None:
            self._dragged, self._drop_at = row, -1
            self.setCurrentIndex(self.items.index(row, Col.TEXT))
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif column is Col.KIND and self.items.item(row) is not None:
            self.setCurrentIndex(index)
            self.open_kinds(row)
        else:
            to = column if column in _CHANGEABLE and self._can_change(row, column) else Col.TEXT
            self.go_to(row, to)
            self.open_cell()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As a press."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the dragged item would go, or which row the pointer is on."""
        at = event.position().toPoint()
        if self._dragged >= 0:
            self._drop_at = self._gap_at(at.y())
            self.viewport().update()
            return
        index = self.indexAt(at)
        over_handle = index.isValid() and index.column() == Col.HANDLE and self.items.item(index.row()) is not None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if over_handle else Qt.CursorShape.ArrowCursor)
        if index.row() != self.hovered:
            self.hovered = index.row()
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop."""
        if self._dragged < 0:
            return
        row, at = self._dragged, self._drop_at
        self._dragged = self._drop_at = -1
        self.viewport().unsetCursor()
        if at >= 0:
            to = at - 1 if at > row else at
            if self.items.move(row, to):
                self.go_to(to, Col.TEXT)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """The pointer has left."""
        if event.type() == QEvent.Type.Leave and self.hovered >= 0:
            self.hovered = -1
            self.viewport().update()
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Kinds, moving, removing."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyboard else self.indexAt(event.pos())
        item = self.items.item(index.row())
        if item is None:
            return
        row = index.row()
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self._add_kinds(menu, row, item.kind)
        menu.addSeparator()
        menu.addAction(_("Insert above")).triggered.connect(lambda: self._insert_at(row))
        menu.addAction(_("Move up")).triggered.connect(lambda: self.move_row(row, -1))
        menu.addAction(_("Move down")).triggered.connect(lambda: self.move_row(row, 1))
        menu.addSeparator()
        menu.addAction(_("Remove")).triggered.connect(lambda: self.remove_row(row))
        place = self.visualRect(index).bottomLeft() if keyboard else event.pos()
        menu.popup(self.viewport().mapToGlobal(place))

    def _insert_at(self, row: int) -> None:
        self.items.open_row(row)
        QTimer.singleShot(0, self, lambda: self.edit_text(row))

    def _gap_at(self, y: int) -> int:
        """The gap between rows nearest to that height: 0 above the first; never below the empty row."""
        height = max(1, self.rowHeight(0))
        return max(0, min(round((y - self.rowViewportPosition(0)) / height), self.items.rowCount() - 1))
