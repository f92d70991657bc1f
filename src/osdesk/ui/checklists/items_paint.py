"""How a row of a template's items is painted, and the editors of its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QHeaderView, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from osdesk.domain.checklists import ItemKind
from osdesk.texts import _
from osdesk.ui.checklists.details import has_detail
from osdesk.ui.checklists.items_model import Col, ItemsModel
from osdesk.ui.checklists.pasted import LONGEST, is_list
from osdesk.ui.kit import paint
from osdesk.ui.theme import current

if TYPE_CHECKING:
    from osdesk.ui.checklists.items_view import ItemsView

_Index = QModelIndex | QPersistentModelIndex

KIND_ICONS = {
    ItemKind.YES_NO: "check",
    ItemKind.MEASURE: "hash",
    ItemKind.TEXT: "type",
    ItemKind.CHOICE: "list",
    ItemKind.SECTION: "minus",
}
#: Room at the left of the words in a cell.
INSET = 10


class ItemsDelegate(QStyledItemDelegate):
    """Paints and edits the cells of a view."""

    def __init__(self, view: ItemsView) -> None:
        super().__init__(view)
        self._view = view

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One cell; the row's hairline with it."""
        theme, view = current(), self._view
        rect: QRect = option.rect
        box = QRectF(rect)
        model = view.items
        row, column = index.row(), Col(index.column())
        item = model.item(row)
        painter.save()
        if view.is_dragged(row):
            painter.fillRect(box, theme.colour("soft"))
        elif row == view.hovered:
            painter.fillRect(box, theme.colour("surface2"))
        paint.hairline(painter, theme.colour("line"), box.left(), box.right(), box.bottom() - 1)
        problem = model.problem_at(row, column)
        if problem is not None:
            painter.fillRect(box.adjusted(0, 0, 0, -1), theme.colour("danger_soft"))
        ink = "danger" if problem is not None else "text"
        if item is None:
            self._paint_empty(painter, box, column)
        elif column is Col.HANDLE:
            size = theme.px(16)
            left, top = box.left() + theme.px(8), box.center().y() - size / 2
            theme.icons.paint(painter, "grip-vertical", theme.colour("text2"), left, top, size)
        elif column is Col.NUMBER:
            words = str(index.data() or "")
            right = Qt.AlignmentFlag.AlignRight
            inner = box.adjusted(0, 0, -theme.px(8), 0)
            paint.label(painter, inner, words, theme.font("label"), theme.colour("text2"), right)
        elif column is Col.TEXT:
            font = theme.font("strong" if item.kind is ItemKind.SECTION else "text")
            words = item.text or (_("Item without text") if problem is not None else "")
            paint.label(painter, self._inner(box), words, font, theme.colour(ink))
        elif column is Col.KIND:
            self._paint_kind(painter, box, item.kind, str(index.data()))
        else:
            words = str(index.data() or "")
            if not words:
                words, ink = ("—" if not has_detail(item.kind) else _example(item.kind)), "text3"
            paint.label(painter, self._inner(box), words, theme.font("text"), theme.colour(ink))
        if view.hasFocus() and view.currentIndex() == index and column in (Col.TEXT, Col.KIND, Col.DETAIL):
            paint.rounded(painter, box.adjusted(1, 1, -1, -2), theme.px(6), None, theme.colour("link"), 2)
        line = view.drop_line(row)
        if line is not None:
            painter.fillRect(QRectF(box.left(), line, box.width(), 2), theme.colour("link"))
        painter.restore()

    def _paint_empty(self, painter: QPainter, box: QRectF, column: Col) -> None:
        """The row that is typed into next."""
        theme = current()
        if column is Col.HANDLE:
            size = theme.px(16)
            left, top = box.left() + theme.px(8), box.center().y() - size / 2
            theme.icons.paint(painter, "plus", theme.colour("link"), left, top, size)
        elif column in (Col.TEXT, Col.KIND, Col.DETAIL):
            # Over all three cells, each with its part: the words are longer than one in some language.
            view = self._view
            left = view.columnViewportPosition(Col.TEXT)
            whole = QRectF(left, box.top(), view.viewport().width() - left, box.height())
            painter.setClipRect(box)
            words = _("Type the next item, or paste a list")
            paint.label(painter, self._inner(whole), words, theme.font("text"), theme.colour("text2"))
            painter.setClipping(False)

    def _paint_kind(self, painter: QPainter, box: QRectF, kind: ItemKind, words: str) -> None:
        theme = current()
        size = theme.px(14)
        top = box.center().y() - size / 2
        left = box.left() + theme.px(INSET)
        theme.icons.paint(painter, KIND_ICONS[kind], theme.colour("text2"), left, top, size)
        inner = box.adjusted(theme.px(INSET + 22), 0, -theme.px(24), 0)
        paint.label(painter, inner, words, theme.font("text"), theme.colour("text"))
        arrow = theme.px(12)
        right = box.right() - theme.px(20)
        theme.icons.paint(painter, "chevron-down", theme.colour("text2"), right, box.center().y() - arrow / 2, arrow)

    @staticmethod
    def _inner(box: QRectF) -> QRectF:
        inset = current().px(INSET)
        return box.adjusted(inset, 0, -inset, 0)

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A line over the cell."""
        editor = QLineEdit(parent)
        editor.setProperty("slim", True)
        column = Col(index.column())
        item = self._view.items.item(index.row())
        editor.setMaxLength(LONGEST)
        if column is Col.DETAIL and item is not None:
            editor.setPlaceholderText(_example(item.kind))
        elif item is None:
            editor.setPlaceholderText(_("Type the next item, or paste a list"))
        head = index.model().headerData(column, Qt.Orientation.Horizontal)
        editor.setAccessibleName(_("{column}, row {number}").format(column=head, number=index.row() + 1))
        if column is Col.TEXT:
            # The sheet beside it follows each key.
            row = index.row()
            editor.textEdited.connect(lambda text: self._view.text_typed(row, text))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """The whole cell."""
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(0, 0, 0, -1))

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Once, when it opens: what is typed is newer than the model."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        """Take over what was typed."""
        if not isinstance(editor, QLineEdit) or not isinstance(model, ItemsModel):
            return
        if Col(index.column()) is Col.TEXT:
            model.set_text(index.row(), editor.text())
        else:
            model.set_detail(index.row(), editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that go on, move the row, or paste a list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit):
            if self._view.editor_key(watched, event):
                return True
            pasting = event.matches(QKeySequence.StandardKey.Paste)
            if pasting and self._view.editing_text() and is_list(QGuiApplication.clipboard().text()):
                self._view.close_editor(keep=True)
                self._view.paste()
                return True
        return super().eventFilter(watched, event)


class ItemsHead(QHeaderView):
    """Titles of the columns as quiet labels, without the lines of a grid."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """A title over the hairline."""
        theme = current()
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        paint.hairline(painter, theme.colour("line"), rect.left(), rect.right() + 1, rect.bottom())
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        box = QRectF(rect).adjusted(theme.px(INSET), 0, 0, -1)
        paint.label(painter, box, title, theme.font("label"), theme.colour("text2"))
        painter.restore()


def _example(kind: ItemKind) -> str:
    return _("V 198 to 242") if kind is ItemKind.MEASURE else _("Good / Fair / Bad")
