"""The grid of photos in the order's form: as high as its rows, worked by keyboard and mouse, ordered by dragging.

A list of Qt's, so that only what shows is ever painted, however many photos there are; only the form scrolls.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QItemSelectionModel, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy

from osdesk.domain.attachments import PhotoStage
from osdesk.texts import _
from osdesk.ui.photos.cells import ACROSS, PhotoCells, caption_box, picture_box, pitch
from osdesk.ui.photos.model import PhotoModel
from osdesk.ui.photos.pictures import Thumbnails
from osdesk.ui.theme import current

#: What a photo that is dragged carries: only the grid it came from knows what to do with it.
_MOVING = "application/x-osdesk-photos"
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_STAGES = {
    Qt.Key.Key_0: None,
    Qt.Key.Key_1: PhotoStage.BEFORE,
    Qt.Key.Key_2: PhotoStage.DURING,
    Qt.Key.Key_3: PhotoStage.AFTER,
}


class PhotoGrid(QListView):
    """The grid. `opened`: a photo is to be seen whole; `remove_wanted` and `menu_wanted` speak of what is chosen."""

    opened = Signal(int)
    remove_wanted = Signal()
    paste_wanted = Signal()
    menu_wanted = Signal(QPoint)
    dropped = Signal(QMimeData)
    cell_shown = Signal(QRect)
    over_changed = Signal(bool)

    def __init__(self, model: PhotoModel, thumbnails: Thumbnails, takes: Callable[[QMimeData], bool]) -> None:
        """`takes` says whether something from elsewhere may be dropped."""
        super().__init__()
        self.photos = model
        self.cells = PhotoCells(thumbnails, self)
        self._takes = takes
        self._gap = -1
        self._pressed = model.index(-1)
        self.setModel(model)
        self.setItemDelegate(self.cells)
        self.setAccessibleName(_("Photos"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(pitch())
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        thumbnails.ready.connect(self._picture_came)

    # Where things are

    @property
    def chosen(self) -> tuple[int, ...]:
        """The places of what is selected; the current one alone where nothing is."""
        found = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        if not found and self.currentIndex().isValid():
            found = [self.currentIndex().row()]
        return tuple(found)

    def columns(self, width: int) -> int:
        """How many stand side by side in so many pixels."""
        gap = current().px(ACROSS)
        return max(1, (width + gap) // pitch().width())

    def go_to(self, place: int, *, select: bool = True) -> None:
        """Make a photo the current one."""
        index = self.photos.index(min(place, self.photos.rowCount() - 1))
        if not index.isValid():
            return
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect if select else QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(index, how)
        self.cell_shown.emit(self.visualRect(index))

    def choose(self, places: range) -> None:
        """Select these, the first of them current."""
        self.go_to(places.start)
        for place in places:
            self.selectionModel().select(self.photos.index(place), QItemSelectionModel.SelectionFlag.Select)

    def move_by(self, step: int) -> None:
        """Move what is chosen one place on or back."""
        chosen = self.chosen
        if not chosen:
            return
        before = chosen[0] - 1 if step < 0 else chosen[-1] + 2
        if 0 <= before <= self.photos.rowCount():
            self.choose(self.photos.move(chosen, before))

    def paste(self) -> None:
        """What the menu calls, and Ctrl+V with it."""
        self.paste_wanted.emit()

    def undo(self) -> None:
        """What the menu calls, and Ctrl+Z with it."""
        self._turn(self.photos.undo)

    def redo(self) -> None:
        """As above, with Ctrl+Shift+Z."""
        self._turn(self.photos.redo)

    def _turn(self, act: Callable[[], tuple[int, ...]]) -> None:
        """The keyboard stays with its photo where that is one of those that changed: it is moved back, and followed."""
        row = self.currentIndex().row()
        file = self.photos.photos[row].file if row >= 0 else ""
        places = act()
        here = self.photos.place_of(file)
        if places and self.photos.rowCount():
            self.go_to(here if here in places else places[0])

    # Qt's hooks

    def event(self, event: QEvent) -> bool:
        """Its own keys before the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alone = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if alone == Qt.KeyboardModifier.AltModifier and event.key() in _ARROWS:
                event.accept()
                return True
        return super().event(event)

    def scrollTo(self, index: object, hint: object = None) -> None:
        """All of it shows: only the form scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """As above."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the line of keys teaches, and what is usual."""
        if self.state() == QAbstractItemView.State.EditingState:
            # What the caption's line didn't want (its Enter) isn't meant for the photos.
            event.accept()
            return
        key, alone = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif alone == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.move_by(-1 if key == Qt.Key.Key_Left else -self.columns(self.width()))
        elif alone == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.move_by(1 if key == Qt.Key.Key_Right else self.columns(self.width()))
        elif not alone and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
        elif not alone and key == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif not alone and key in _STAGES:
            self.photos.set_stage(self.chosen, _STAGES[Qt.Key(key)])
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != before:
                self.cell_shown.emit(self.visualRect(self.currentIndex()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Something is current as soon as it has the keyboard."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.photos.rowCount():
            self.go_to(0)
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the picture: see it whole; on the caption: write it."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        cell = self.visualRect(index)
        if picture_box(cell).contains(event.position().toPoint()):
            self.opened.emit(index.row())
        elif caption_box(cell).contains(event.position().toPoint()):
            self.edit(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the caption of the current photo writes it, as a name in a list of files."""
        index = self.indexAt(event.position().toPoint())
        again = index.isValid() and index == self._pressed and self.state() == QAbstractItemView.State.NoState
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        super().mouseReleaseEvent(event)
        if again and plain and caption_box(self.visualRect(index)).contains(event.position().toPoint()):
            self.edit(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember whether it was the current one already."""
        index = self.indexAt(event.position().toPoint())
        self._pressed = index if index.isValid() and index == self.currentIndex() else self.photos.index(-1)
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """At the mouse, or by its key at the current photo."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            if self.currentIndex().isValid():
                place = picture_box(self.visualRect(self.currentIndex())).center()
                self.menu_wanted.emit(self.viewport().mapToGlobal(place))
        elif self.indexAt(event.pos()).isValid():
            self.menu_wanted.emit(event.globalPos())

    # Dragging

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """The chosen photos are taken up."""
        chosen = self.chosen
        if not chosen:
            return
        drag = QDrag(self)
        mime = QMimeData()
        mime.setData(_MOVING, QByteArray(b"photos"))
        drag.setMimeData(mime)
        first = self.visualRect(self.photos.index(chosen[0]))
        drag.setPixmap(self.viewport().grab(picture_box(first)).scaledToWidth(current().px(100)))
        drag.exec(Qt.DropAction.MoveAction)
        self._set_gap(-1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Its own photos, or files from elsewhere."""
        own = event.source() is self
        if own or self._takes(event.mimeData()):
            event.setDropAction(Qt.DropAction.MoveAction if own else Qt.DropAction.CopyAction)
            event.accept()
            self.over_changed.emit(not own)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where its own would go."""
        own = event.source() is self
        if own:
            self._set_gap(self.gap_at(event.position().toPoint()))
        event.setDropAction(Qt.DropAction.MoveAction if own else Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        self._set_gap(-1)
        self.over_changed.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put its own there; take what is foreign."""
        own = event.source() is self
        gap = self.gap_at(event.position().toPoint())
        self._set_gap(-1)
        self.over_changed.emit(False)
        if own:
            self.drop_at(gap)
            # Qt would remove what was moved away.
            event.setDropAction(Qt.DropAction.CopyAction)
        else:
            self.dropped.emit(event.mimeData())
        event.accept()

    def drop_at(self, gap: int) -> None:
        """Move what is chosen before the photo at that place."""
        if self.chosen:
            self.choose(self.photos.move(self.chosen, gap))

    def gap_at(self, point: QPoint) -> int:
        """Before which photo something dropped there goes; the count: after the last."""
        step = pitch()
        columns = self.columns(self.viewport().width())
        row = max(0, point.y()) // step.height()
        column = min(columns, max(0, round(point.x() / step.width())))
        return min(self.photos.rowCount(), row * columns + column)

    def _set_gap(self, gap: int) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photos, and a bar where one would be put."""
        super().paintEvent(event)
        if self._gap < 0:
            return
        step, columns = pitch(), self.columns(self.viewport().width())
        row, column = divmod(self._gap, columns)
        if column == 0 and self._gap == self.photos.rowCount() and row:
            row, column = row - 1, columns
        theme = current()
        left = max(0, column * step.width() - theme.px(ACROSS) // 2 - 1)
        bar = QRect(left, row * step.height(), 3, picture_box(QRect()).height())
        QPainter(self.viewport()).fillRect(bar, theme.colour("link"))

    def sizeHint(self) -> QSize:
        """Its owner gives it its size."""
        return self.size()

    def changeEvent(self, event: QEvent) -> None:
        """Another look: paint anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def _picture_came(self, file: str) -> None:
        place = self.photos.place_of(file)
        if place >= 0:
            self.update(self.photos.index(place))
