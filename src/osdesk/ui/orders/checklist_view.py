"""The list in which a checklist is answered by single keys: letters or digits answer, Enter notes, arrows move.

It is as high as its rows and never scrolls: only the form does.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QMenu, QSizePolicy, QWidget

from osdesk.domain.checklists import Answer, Checklist, ItemKind
from osdesk.services.wording import answer_name
from osdesk.texts import _
from osdesk.ui.orders.checklist_model import ChecklistModel, answer_letter, follow_up_letter
from osdesk.ui.orders.checklist_paint import ANSWERS, ROW, ChecklistDelegate, answer_box, note_box, value_box
from osdesk.ui.theme import current


class ChecklistView(QListView):
    """Rows of one checklist. `left_at` says that the arrows went past its end (-1 above, 1 below)."""

    edited = Signal()
    left_at = Signal(int)
    row_shown = Signal(QRect)
    #: The row that failed and for which another order is wanted.
    follow_up_wanted = Signal(int)

    def __init__(self, checklist: Checklist, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ChecklistModel(checklist, self)
        self._delegate = ChecklistDelegate(self)
        self._editor: QLineEdit | None = None
        self._edits_note = False
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(checklist.name or _("Checklist"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._model.edited.connect(self.edited)

    @property
    def answers(self) -> ChecklistModel:
        """The checklist being answered."""
        return self._model

    def sizeHint(self) -> QSize:
        """As high as the rows."""
        return QSize(400, self._model.rowCount() * current().px(ROW))

    def minimumSizeHint(self) -> QSize:
        """Narrow rooms cut the words, not the answers."""
        return QSize(320, self._model.rowCount() * current().px(ROW))

    def row(self) -> int:
        """The current row, -1 when there is none."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Make a row the current one and bring it into view."""
        index = self._model.index(row)
        self.setCurrentIndex(index)
        self.row_shown.emit(self.visualRect(index))

    def enter_from(self, side: int) -> None:
        """Take the keyboard at the first row (coming from above, 1) or at the last one (from below, -1)."""
        rows = [row for row in range(self._model.rowCount()) if self._asks(row)]
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if rows:
            self.go_to(rows[0] if side > 0 else rows[-1])

    def commit(self) -> None:
        """Take over what stands in an open editor."""
        self._close_editor(keep=True)

    # Answering

    def give(self, answer: Answer) -> None:
        """Answer the current row and go on to the next."""
        if self._asks(self.row()):
            self._model.answer(self.row(), answer)
            self._go_on()

    def write_note(self) -> None:
        """Open the editor for the current row's note."""
        if self._asks(self.row()):
            self._open_editor(note=True, text=self._model.item(self.row()).note)

    def _asks(self, row: int) -> bool:
        return 0 <= row < self._model.rowCount() and self._model.item(row).kind is not ItemKind.SECTION

    def _go_on(self, step: int = 1) -> None:
        row = self.row() + step
        while 0 <= row < self._model.rowCount() and not self._asks(row):
            row += step
        if 0 <= row < self._model.rowCount():
            self.go_to(row)
        else:
            self.left_at.emit(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer, note, move; whatever else is typed stays with Qt."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
            return
        row = self.row()
        match event.key():
            case Qt.Key.Key_Up:
                self._go_on(-1)
            case Qt.Key.Key_Down:
                self._go_on(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.write_note()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if self._asks(row):
                self._model.clear(row)
            case Qt.Key.Key_Menu if self._asks(row):
                self._open_menu(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))
            case _:
                if not (self._asks(row) and event.text().isprintable() and self._typed(event.text())):
                    super().keyPressEvent(event)

    def _typed(self, text: str) -> bool:
        """What a printable key does in the current row."""
        item = self._model.item(self.row())
        if not text:
            return False
        if item.kind is ItemKind.TEXT:
            if text != " ":
                self._open_editor(note=False, text=text, typed=True)
            return True
        if item.kind is ItemKind.MEASURE and (text.isdigit() or text in ",.-"):
            self._open_editor(note=False, text=text, typed=True)
            return True
        if item.kind is ItemKind.CHOICE:
            return self._type_choice(text)
        if text.upper() == follow_up_letter() and item.answer is Answer.NO:
            self.follow_up_wanted.emit(self.row())
            return True
        for place, answer in enumerate(ANSWERS, 1):
            if text.upper() == answer_letter(answer) or (text == str(place) and item.kind is ItemKind.YES_NO):
                self.give(answer)
                return True
        return text.isalnum()

    def _type_choice(self, text: str) -> bool:
        item = self._model.item(self.row())
        if text.isdigit():
            if self._model.choose(self.row(), int(text) - 1):
                self._go_on()
            return True
        starting = [place for place, choice in enumerate(item.choices) if choice[:1].casefold() == text.casefold()]
        if starting:
            written = item.choices.index(item.written) if item.written in item.choices else -1
            after = [place for place in starting if place > written]
            self._model.choose(self.row(), (after or starting)[0])
        elif text.upper() == answer_letter(Answer.NOT_APPLICABLE):
            self.give(Answer.NOT_APPLICABLE)
        elif text == " ":
            self._open_choices()
        return True

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press an answer, a value box, or a row."""
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not self._asks(index.row()):
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.setCurrentIndex(index)
        item, row = self._model.item(index.row()), self.visualRect(index)
        point = event.position().toPoint()
        for answer in ANSWERS:
            takes = item.kind in (ItemKind.YES_NO, ItemKind.MEASURE) or answer is Answer.NOT_APPLICABLE
            if takes and answer_box(row, answer).contains(point):
                self._model.answer(index.row(), None if item.answer is answer else answer)
                return
        if value_box(row, item).contains(point):
            if item.kind is ItemKind.CHOICE:
                self._open_choices()
            else:
                self._open_editor(note=False, text=self._model.value_text(index.row()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Twice on the words: note. Twice on an answer is twice a press."""
        index = self.indexAt(event.position().toPoint())
        point = event.position().toPoint()
        if (
            self._asks(index.row())
            and point.x() < note_box(self.visualRect(index), self._model.item(index.row())).right()
        ):
            self.setCurrentIndex(index)
            self.write_note()
            return
        self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The row's menu."""
        index = self.indexAt(event.pos())
        if self._asks(index.row()):
            self.setCurrentIndex(index)
            self._open_menu(event.globalPos())

    def _open_menu(self, at: QPoint) -> None:
        row = self.row()
        item = self._model.item(row)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for answer in ANSWERS:
            if item.kind in (ItemKind.YES_NO, ItemKind.MEASURE) or answer is Answer.NOT_APPLICABLE:
                action = QAction(f"{answer_name(answer)}\t{answer_letter(answer)}", menu)
                action.triggered.connect(lambda _checked=False, answer=answer: self.give(answer))
                menu.addAction(action)
        menu.addSeparator()
        menu.addAction(_("Note") + "\t" + _("Enter")).triggered.connect(lambda _checked=False: self.write_note())
        menu.addAction(_("Clear the answer") + "\t" + _("Del")).triggered.connect(
            lambda _checked=False: self._model.clear(row)
        )
        if item.answer is Answer.NO:
            wanted = menu.addAction(_("Order for what failed") + f"\t{follow_up_letter()}")
            wanted.triggered.connect(lambda _checked=False: self.follow_up_wanted.emit(row))
        menu.popup(at)

    def _open_choices(self) -> None:
        row = self.row()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, choice in enumerate(self._model.item(row).choices):
            action = menu.addAction(choice.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, place=place: self._model.choose(row, place))
        box = value_box(self.visualRect(self.currentIndex()), self._model.item(row))
        menu.setMinimumWidth(box.width())
        menu.popup(self.viewport().mapToGlobal(box.bottomLeft()))

    # The editor over a row

    def _open_editor(self, *, note: bool, text: str, typed: bool = False) -> None:
        self._close_editor(keep=True)
        row, item = self.row(), self._model.item(self.row())
        place = self.visualRect(self.currentIndex())
        editor = QLineEdit(self.viewport())
        editor.setProperty("kind", "cell")
        editor.setText(text)
        name = _("Note on {item}") if note else _("Value of {item}")
        editor.setAccessibleName(name.format(item=item.text))
        if note:
            editor.setPlaceholderText(_("Dry, change 2 m"))
        editor.setGeometry(note_box(place, item) if note else value_box(place, item))
        editor.installEventFilter(self)
        self._editor, self._edits_note = editor, note
        editor.setProperty("row", row)
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed:
            editor.deselect()
            editor.setCursorPosition(len(text))
        else:
            editor.selectAll()

    def _close_editor(self, *, keep: bool, step: int = 0) -> None:
        editor, note = self._editor, self._edits_note
        if editor is None:
            return
        self._editor = None
        row = int(editor.property("row"))
        had_focus = editor.hasFocus()
        text = editor.text()
        editor.removeEventFilter(self)
        editor.hide()
        editor.deleteLater()
        answered = True
        if keep and note:
            self._model.note(row, text)
        elif keep and text.strip() != self._model.value_text(row):
            answered = self._model.write(row, text)
        if had_focus or step:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        # A value out of range proposes *no* and waits on its row for a word about it.
        if step < 0 or (step > 0 and answered and not self._model.out_of_range(row)):
            self._go_on(step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the open editor: Enter keeps and goes on, Escape gives up, arrows keep and move."""
        if watched is not self._editor:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut and self._editor is not None:
            if isinstance(event, QFocusEvent) and event.reason() != Qt.FocusReason.PopupFocusReason:
                self._close_editor(keep=True)
            return False
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self._close_editor(keep=True, step=0 if self._edits_note else 1)
            case Qt.Key.Key_Escape:
                self._close_editor(keep=False)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._close_editor(keep=True)
                self._go_on(1 if event.key() == Qt.Key.Key_Down else -1)
            case _:
                return False
        return True

    # Qt's hooks

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Frame the current row; coming by Tab for the first time, the first one that is not answered."""
        if not self._asks(self.row()):
            open_rows = [
                row for row in range(self._model.rowCount()) if self._asks(row) and not self._model.item(row).answered
            ]
            asked = open_rows or [row for row in range(self._model.rowCount()) if self._asks(row)]
            if asked:
                self.setCurrentIndex(self._model.index(asked[0]))
        super().focusInEvent(event)
        if self._asks(self.row()) and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.row_shown.emit(self.visualRect(self.currentIndex()))
        self._frame()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away, unless the row is being written in."""
        super().focusOutEvent(event)
        self._frame()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The frame goes with the current row."""
        super().currentChanged(current, previous)
        self._frame()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The form scrolls, not the list."""
        event.ignore()

    def _frame(self) -> None:
        self._delegate.framed_row = self.row() if self.hasFocus() or self._editor is not None else -1
        self.viewport().update()
