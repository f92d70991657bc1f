"""The lines of the palette: their model, the view that the line above moves through, and how each is painted.

Apart from the panel, which asks and goes where a line leads.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from osdesk.services import wording
from osdesk.texts import _
from osdesk.ui import theme
from osdesk.ui.kit import matching, paint
from osdesk.ui.palette_find import Entry

_ROW = 42
_HEADING = 28
_Index = QModelIndex | QPersistentModelIndex


class Entries(QAbstractListModel):
    """The lines, as a model that a screen reader can walk."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show_entries(self, lines: list[Entry]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._entries = lines
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """The line of a row."""
        return self._entries[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """Qt's hook."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt's hook: the words, for screen readers; painting asks for the entry itself."""
        entry = self._entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.title}, {entry.detail}" if entry.detail else entry.title
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Qt's hook: headings can't be chosen."""
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if self._entries[index.row()].open is not None else Qt.ItemFlag.NoItemFlags


class EntryList(QListView):
    """The list; the keyboard stays in the line above, which moves the choice."""

    def __init__(self, model: Entries, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries = model
        self.setModel(model)
        self.setItemDelegate(_EntryDelegate(model, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Results"))

    def sizeHint(self) -> QSize:
        """Qt's hook: as high as all lines."""
        look = theme.current()
        headings = sum(self._entries.entry(row).open is None for row in range(self._entries.rowCount()))
        return QSize(100, look.px(_HEADING) * headings + look.px(_ROW) * (self._entries.rowCount() - headings))

    def minimumSizeHint(self) -> QSize:
        """Qt's hook: it scrolls."""
        return QSize(100, 40)

    def current_entry(self) -> Entry | None:
        """The line that is chosen."""
        index = self.currentIndex()
        return self._entries.entry(index.row()) if index.isValid() else None

    def choose_first(self) -> None:
        """Choose the first line that is no heading."""
        self.setCurrentIndex(QModelIndex())
        self.move(1)
        self.scrollToTop()

    def move(self, steps: int) -> None:  # type: ignore[override]  # a view in a layout is never moved by hand
        """Choose another line, over headings, stopping at the ends."""
        rows = [row for row in range(self._entries.rowCount()) if self._entries.entry(row).open is not None]
        if not rows:
            return
        here = self.currentIndex().row()
        at = rows.index(here) + steps if here in rows else 0
        row = rows[max(0, min(len(rows) - 1, at))]
        self.setCurrentIndex(self._entries.index(row))
        if row == rows[0]:
            self.scrollToTop()


class _EntryDelegate(QStyledItemDelegate):
    """Paints a line: icon, words with the match in bold, a second line, and at the right a status or a key."""

    def __init__(self, model: Entries, parent: QObject) -> None:
        super().__init__(parent)
        self._entries = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Qt's hook."""
        heading = self._entries.entry(index.row()).open is None
        return QSize(100, theme.current().px(_HEADING if heading else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Qt's hook."""
        look = theme.current()
        entry = self._entries.entry(index.row())
        box = QRectF(option.rect)
        if entry.open is None:
            paint.label(
                painter, box.adjusted(look.px(12), 0, 0, 0), entry.title, look.font("chip"), look.colour("text2")
            )
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            paint.rounded(painter, box, 6, look.colour("soft" if chosen else "hover"))
        size = look.px(18)
        ink = look.colour("link" if chosen else "text2")
        look.icons.paint(
            painter, entry.icon, ink, box.left() + look.px(12), box.top() + (box.height() - size) / 2, size
        )
        right = self._paint_right(painter, box, entry)
        words = QRectF(box.left() + look.px(42), box.top(), right - box.left() - look.px(54), box.height())
        if entry.detail:
            words.setHeight(box.height() / 2)
            words.translate(0, look.px(3))
        found = matching.spans(entry.title, entry.query, forgiving=entry.forgiven)
        plain = (look.font("medium"), look.colour("text"))
        bold = (look.font("strong"), look.colour("link"))
        paint.matched(painter, words, entry.title, found, plain, bold)
        if entry.detail:
            words.translate(0, box.height() / 2 - look.px(5))
            found = matching.spans(entry.detail, entry.query, forgiving=entry.forgiven)
            plain = (look.font("hint"), look.colour("text2"))
            bold = (look.font("chip"), look.colour("link"))
            paint.matched(painter, words, entry.detail, found, plain, bold)

    def _paint_right(self, painter: QPainter, box: QRectF, entry: Entry) -> float:
        """What stands at the right; gives back where it begins."""
        look = theme.current()
        right = box.right() - look.px(14)
        if entry.status is not None:
            words = wording.status_name(entry.status)
            width = paint.chip_width(look, words)
            height = look.px(24)
            chip = QRectF(right - width, box.top() + (box.height() - height) / 2, width, height)
            paint.chip(painter, look, chip, look.of_status(entry.status), words)
            return right - width
        if entry.hint:
            room = box.adjusted(0, 0, -look.px(14), 0)
            wide = paint.label(
                painter, room, entry.hint, look.font("label"), look.colour("text2"), Qt.AlignmentFlag.AlignRight
            )
            return right - wide
        return right
