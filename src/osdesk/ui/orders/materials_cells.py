"""The cells of the materials grid: how they look, the editor that opens in one, and which keys leave it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from osdesk.domain.materials import LineKind
from osdesk.texts import _
from osdesk.ui.kit import paint
from osdesk.ui.orders import pasted
from osdesk.ui.orders.materials_model import Column, MaterialsModel, alignment
from osdesk.ui.orders.suggestions import SuggestionList
from osdesk.ui.theme import current

KIND_ICONS = {LineKind.PART: "package", LineKind.LABOUR: "wrench", LineKind.TRAVEL: "truck"}
_Index = QModelIndex | QPersistentModelIndex

#: Offers lines typed before under the editor of a row's description, in the list it gives back.
DescriptionHelp = Callable[[QLineEdit, int], SuggestionList]


class Grid(Protocol):
    """What cells ask of their grid."""

    lines: MaterialsModel

    def go_on(self, step: int) -> None:
        """Go to the next cell, or the one before."""

    def go_vertically(self, step: int) -> None:
        """Go a row up or down."""

    def paste(self) -> None:
        """Put in the rows of a spreadsheet."""

    def is_current(self, index: _Index) -> bool:
        """Whether the cell has the keyboard."""


class CellDelegate(QStyledItemDelegate):
    """Paints cells and makes their editors."""

    def __init__(self, grid: Grid, parent: QObject) -> None:
        super().__init__(parent)
        self._grid = grid
        self.units: Sequence[str] = ()
        self.help_description: DescriptionHelp | None = None
        self._offered: SuggestionList | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A line edit; units complete, descriptions are helped."""
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
            self._offered = self.help_description(editor, index.row())
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """The editor covers the cell."""
        rect: QRect = option.rect
        editor.setGeometry(rect)

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        """Take what was typed."""
        if isinstance(editor, QLineEdit) and isinstance(model, MaterialsModel):
            model.setData(index, editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab and Enter go on as the grid says, a pasted table becomes rows."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit):
            if self._is_for_list(watched, event):
                return False
            match event.key():
                case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                    self._commit(watched)
                    self._grid.go_on(-1 if event.key() == Qt.Key.Key_Backtab else 1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                    self._commit(watched)
                    self._grid.go_on(1)
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

    def _is_for_list(self, editor: QLineEdit, event: QKeyEvent) -> bool:
        """Whether a key belongs to the list that is open under the editor."""
        offered = self._offered
        if offered is None or not shiboken6.isValid(offered) or not offered.is_open_for(editor):
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and offered.row >= 0
        return enter or event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape)

    def _commit(self, editor: QLineEdit) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One cell."""
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
        if self._grid.is_current(index):
            paint.rounded(painter, box.adjusted(-1, -1, 0, 0), 2, None, theme.colour("link"), 2)
        painter.restore()
