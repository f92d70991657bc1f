"""A photo seen whole, and the drawing on it: by mouse with a tool, by keyboard with arrows; every step can be undone.

The photo itself is never touched: what is drawn is a value beside it. Apart from the viewer, which has the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from osdesk.domain.attachments import MOST_MARKS, WHOLE, MarkKind, PhotoMark
from osdesk.domain.text import clean
from osdesk.texts import _
from osdesk.ui.kit import paint
from osdesk.ui.kit.text_inputs import STILL_HERE
from osdesk.ui.photos.drawn import mark_path, paint_marks
from osdesk.ui.photos.marking import (
    LEAST_LETTERS,
    Grip,
    ends,
    mark_at,
    placed,
    reaching_its_words,
    share,
    shifted,
    stretched,
)
from osdesk.ui.theme import current

LONGEST_WORDS = 80
_STEP, _FINE = 250, 50
#: A drag shorter than this, in pixels, was a click.
_LEAST = 5


class _WordsLine(QLineEdit):
    """Where words are typed. Enter and Escape end here: else they would go on to the canvas, and to the dialog."""

    done = Signal()
    given_up = Signal()

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setMaxLength(LONGEST_WORDS)
        self.setAccessibleName(_("Words on the photo"))
        self.setPlaceholderText(_("Write, then Enter"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter: they stand there; Escape: they don't."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left for something else: what is typed stands there."""
        super().focusOutEvent(event)
        if event.reason() not in STILL_HERE:
            self.done.emit()


class PhotoCanvas(QWidget):
    """`marks_changed` has the marks as they are now; `tool_changed` the tool, for its button."""

    marks_changed = Signal(object)
    tool_changed = Signal(object)
    selection_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._marks: tuple[PhotoMark, ...] = ()
        self._before: list[tuple[PhotoMark, ...]] = []
        self._tool: MarkKind | None = None
        self._chosen = -1
        self._grip: Grip | None = None
        self._from = QPointF()
        self._held: tuple[PhotoMark, ...] = ()
        self._note = ""
        self._editor: _WordsLine | None = None
        self._writes = PhotoMark(kind=MarkKind.WORDS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(current().px(240), current().px(160))

    # What is shown

    def show_photo(self, image: QImage, marks: Sequence[PhotoMark], note: str = "") -> None:
        """Show another photo with what was drawn on it; `note` stands in the place of one that isn't there yet."""
        self._drop_editor()
        self._image, self._note = image, note
        self._marks = tuple(marks)
        self._before.clear()
        self._chosen, self._grip = -1, None
        self.selection_changed.emit()
        self.update()

    @property
    def marks(self) -> tuple[PhotoMark, ...]:
        """What is drawn."""
        return self._marks

    @property
    def tool(self) -> MarkKind | None:
        """What the mouse draws; None: it takes hold of what is drawn."""
        return self._tool

    @property
    def chosen(self) -> int:
        """The place of the mark that the keyboard works on, or -1."""
        return self._chosen

    @property
    def can_undo(self) -> bool:
        """Whether something was drawn on this photo since it is shown."""
        return bool(self._before)

    @property
    def picture_box(self) -> QRectF:
        """Where the picture stands: all of it, as large as there is room, never larger than it is."""
        room = self.rect().toRectF()
        size = QSizeF(self._image.size()) / self.devicePixelRatioF()
        if size.isEmpty():
            return room
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(QPointF(), size)
        box.moveCenter(room.center())
        return box

    def set_tool(self, tool: MarkKind | None) -> None:
        """Take up a tool, or put it down."""
        if tool is not self._tool:
            self._tool = tool
            self.setCursor(Qt.CursorShape.ArrowCursor if tool is None else Qt.CursorShape.CrossCursor)
            self.tool_changed.emit(tool)

    # Changing

    def undo(self) -> None:
        """Take back the last step."""
        if self._before:
            self._marks = self._before.pop()
            self._choose(min(self._chosen, len(self._marks) - 1))
            self.marks_changed.emit(self._marks)
            self.update()

    def remove_chosen(self) -> None:
        """Take away the mark that is chosen."""
        if 0 <= self._chosen < len(self._marks):
            self._put((*self._marks[: self._chosen], *self._marks[self._chosen + 1 :]))
            self._choose(-1)

    def add(self, kind: MarkKind) -> None:
        """Draw one in the middle, to be moved by the arrows."""
        mark = placed(kind, WHOLE // 2, WHOLE // 2)
        if kind is MarkKind.WORDS:
            self._write(mark)
        elif len(self._marks) < MOST_MARKS:
            self._put((*self._marks, mark))
            self._choose(len(self._marks) - 1)

    def _put(self, marks: tuple[PhotoMark, ...], *, step: bool = True) -> None:
        if marks == self._marks:
            return
        if step:
            self._before.append(self._marks)
        self._marks = marks
        self.marks_changed.emit(marks)
        self.update()

    def _choose(self, place: int) -> None:
        if place != self._chosen:
            self._chosen = place
            self.selection_changed.emit()
        self.update()

    def _with(self, place: int, mark: PhotoMark) -> tuple[PhotoMark, ...]:
        return (*self._marks[:place], mark, *self._marks[place + 1 :])

    # Words

    def _write(self, mark: PhotoMark, place: int = -1) -> None:
        """Type words where they will stand."""
        self._drop_editor()
        if self._image.isNull() or (place < 0 and len(self._marks) >= MOST_MARKS):
            return
        editor = _WordsLine(mark.words, self)
        box = self.picture_box
        width, height = min(current().px(240), self.width()), current().px(34)
        left = min(self.width() - width, round(box.left() + mark.x * box.width() / WHOLE))
        top = min(self.height() - height, round(box.top() + mark.y * box.height() / WHOLE))
        editor.setGeometry(max(0, left), max(0, top), width, height)
        editor.done.connect(self._written)
        editor.given_up.connect(self._given_up)
        self._editor, self._writes, self._chosen = editor, mark, place
        editor.show()
        editor.setFocus()

    def _written(self) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        words, place = clean(editor.text()), self._chosen
        had_focus = editor.hasFocus()
        editor.hide()
        editor.deleteLater()
        if had_focus:
            self.setFocus()
        if words and place < 0:
            self._put((*self._marks, reaching_its_words(replace(self._writes, words=words), self.picture_box)))
            self._choose(len(self._marks) - 1)
            self.selection_changed.emit()
        elif words:
            self._put(self._with(place, reaching_its_words(replace(self._writes, words=words), self.picture_box)))
        elif place >= 0:
            self.remove_chosen()

    def _given_up(self) -> None:
        self._drop_editor()
        self.setFocus()

    def _drop_editor(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            editor.hide()
            editor.deleteLater()

    @property
    def writing(self) -> bool:
        """Whether words are being typed."""
        return self._editor is not None

    def finish_writing(self) -> None:
        """Take over what is being typed."""
        self._written()

    # Qt's hooks

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(current().px(720), current().px(420))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photo, what is drawn, and handles on what is chosen."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image.isNull():
            paint.rounded(painter, self.rect().toRectF(), theme.px(6), theme.colour("surface2"))
            painter.setFont(theme.font("text"))
            painter.setPen(theme.colour("text2"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._note)
            return
        box = self.picture_box
        painter.drawImage(box, self._image)
        painter.save()
        painter.setClipRect(box)
        paint_marks(painter, box, self._marks, least_letters=LEAST_LETTERS)
        painter.restore()
        if 0 <= self._chosen < len(self._marks):
            self._paint_handles(painter, self._marks[self._chosen])
        if self.hasFocus():
            paint.rounded(painter, box.adjusted(-1, -1, 1, 1), 2, None, theme.colour("link"), 2)

    def _paint_handles(self, painter: QPainter, mark: PhotoMark) -> None:
        theme = current()
        around = mark_path(mark, self.picture_box, least_letters=LEAST_LETTERS).boundingRect().adjusted(-6, -6, 6, 6)
        paint.rounded(painter, around, 3, None, theme.colour("link"), 1.5, dashed=True)
        if mark.kind is not MarkKind.WORDS:
            for corner in ends(mark, self.picture_box):
                handle = QRectF(0, 0, 10, 10)
                handle.moveCenter(corner)
                paint.rounded(painter, handle, 5, theme.colour("surface"), theme.colour("link"), 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw, or take hold."""
        if event.button() != Qt.MouseButton.LeftButton or self._image.isNull():
            return
        if self.writing:
            self.finish_writing()
            return
        point = event.position()
        self._from, self._held = point, self._marks
        if self._tool is not None:
            x, y = share(point, self.picture_box)
            mark = PhotoMark(kind=self._tool, x=x, y=y, to_x=x, to_y=y)
            if self._tool is MarkKind.WORDS:
                self._write(mark)
            elif len(self._marks) < MOST_MARKS:
                self._marks = (*self._marks, mark)
                self._grip = Grip.END
                self._choose(len(self._marks) - 1)
            return
        place, grip = mark_at(self._marks, point, self.picture_box)
        self._grip = grip
        self._choose(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on, or move what is held."""
        point = event.position()
        if self._grip is None or not 0 <= self._chosen < len(self._marks):
            if self._tool is None:
                over = mark_at(self._marks, point, self.picture_box)[0] >= 0
                self.setCursor(Qt.CursorShape.SizeAllCursor if over else Qt.CursorShape.ArrowCursor)
            return
        mark = self._marks[self._chosen]
        if self._grip is Grip.WHOLE:
            self._drag_whole(point)
            return
        x, y = share(point, self.picture_box)
        mark = replace(mark, x=x, y=y) if self._grip is Grip.START else replace(mark, to_x=x, to_y=y)
        self._marks = self._with(self._chosen, mark)
        self.update()

    def _drag_whole(self, point: QPointF) -> None:
        """From where it was when it was taken hold of, so that rounding doesn't add up."""
        before, box = self._held[self._chosen], self.picture_box
        across = round((point.x() - self._from.x()) * WHOLE / box.width())
        down = round((point.y() - self._from.y()) * WHOLE / box.height())
        moved = shifted(before, across, down)
        self._marks = self._with(self._chosen, moved)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It is drawn, or was only a click."""
        grip, self._grip = self._grip, None
        if grip is None:
            return
        now = self._marks
        drawn_now = len(now) > len(self._held)
        moved = (event.position() - self._from).manhattanLength() >= _LEAST
        self._marks = self._held
        if moved:
            self._put(now)
        elif drawn_now and self._tool is not None:
            # A click with a tool draws one of usual size there.
            mark = placed(now[-1].kind, now[-1].to_x, now[-1].to_y)
            self._put((*self._marks, mark))
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Words are written anew."""
        place, _grip = mark_at(self._marks, event.position(), self.picture_box)
        if self._tool is None and place >= 0 and self._marks[place].kind is MarkKind.WORDS:
            self._write(self._marks[place], place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the chosen mark, with Shift its end; with Ctrl finer. Delete takes it away."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        step = _FINE if modifiers & control else _STEP
        moves = {
            Qt.Key.Key_Left: (-step, 0),
            Qt.Key.Key_Right: (step, 0),
            Qt.Key.Key_Up: (0, -step),
            Qt.Key.Key_Down: (0, step),
        }
        chosen = 0 <= self._chosen < len(self._marks)
        if chosen and event.key() in moves and not modifiers & ~(shift | control):
            change = stretched if modifiers & shift else shifted
            mark = change(self._marks[self._chosen], *moves[Qt.Key(event.key())])
            self._put(self._with(self._chosen, mark))
        elif chosen and event.key() == Qt.Key.Key_Delete:
            self.remove_chosen()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers:
            if chosen and self._marks[self._chosen].kind is MarkKind.WORDS:
                self._write(self._marks[self._chosen], self._chosen)
            elif not chosen and self._marks:
                self._choose(0)
        elif event.key() == Qt.Key.Key_Escape and (chosen or self._tool is not None):
            self._choose(-1)
            self.set_tool(None)
        elif event.text() == "m" and self._marks:
            self._choose((self._chosen + 1) % len(self._marks))
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Without it."""
        super().focusOutEvent(event)
        self.update()
