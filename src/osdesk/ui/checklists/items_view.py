"""Writing a template's items one after another, moving them by Alt with arrows, pasting a list, choosing how each is
answered.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QMenu,
    QWidget,
)

from osdesk.domain.checklists import ItemKind, TemplateItem
from osdesk.services.wording import item_kind_name
from osdesk.texts import _
from osdesk.ui.checklists.details import has_detail
from osdesk.ui.checklists.items_model import Col
from osdesk.ui.checklists.items_paint import KIND_ICONS, ItemsDelegate
from osdesk.ui.checklists.items_table import ItemsTable
from osdesk.ui.checklists.pasted import read_items
from osdesk.ui.theme import current

_STEPS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
_CHANGEABLE = (Col.TEXT, Col.KIND, Col.DETAIL)


class ItemsView(ItemsTable):
    """The table. `removed` carries place and item, for the way back."""

    edited = Signal()
    removed = Signal(int, object)
    left_cell = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = ItemsDelegate(self)
        self.setItemDelegate(self._cells)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.items.edited.connect(self.edited)

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
            self.setFocus(Qt.FocusReason.OtherFocusReason)
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
        """Coming in by Tab, the first item can be typed into at once, coming back the last row."""
        super().focusInEvent(event)
        ends = {Qt.FocusReason.TabFocusReason: 0, Qt.FocusReason.BacktabFocusReason: self.items.rowCount() - 1}
        if event.reason() in ends:
            row = ends[event.reason()]
            # Not within the event that brings the keyboard here: an editor takes it.
            QTimer.singleShot(0, self, lambda: self.edit_text(row))
        elif Col(max(0, self.currentIndex().column())) not in _CHANGEABLE:
            # Qt begins at the handle, where nothing can be done by keyboard.
            self.go_to(max(0, self.currentIndex().row()), Col.TEXT)

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
            self.begin_drag(row)
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
