"""Index, form and live sheet side by side, sharing the width there is; F9 hides the sheet or puts it in front.

Apart from the editor, which knows what they show and not how wide they are.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from osdesk.ui.kit.labels import Hairline
from osdesk.ui.orders.beside import Beside
from osdesk.ui.orders.form import OrderForm
from osdesk.ui.orders.index import SectionIndex
from osdesk.ui.orders.room import Room, share
from osdesk.ui.settings import Settings

_PREVIEW = "panes/preview"
_ANY_WIDTH = 16_777_215


class Panes(QWidget):
    """The three of them. `preview_shown` says that the sheet came into view and should be drawn."""

    preview_shown = Signal()

    def __init__(self, settings: Settings, index: SectionIndex, form: OrderForm, preview: Beside) -> None:
        super().__init__()
        self._settings = settings
        self._index, self._form, self._preview = index, form, preview
        self._index_line, self._preview_line = Hairline(standing=True), Hairline(standing=True)
        self._in_front = False
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (index, self._index_line):
            whole.addWidget(part)
        whole.addWidget(form, 1)
        whole.addWidget(self._preview_line)
        whole.addWidget(preview)
        preview.hide_wanted.connect(self.toggle_preview)
        # Rows that come later (a visit with two technicians, larger text) may need more room than the empty form did.
        self._needed = 0
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self.arrange)
        form.page.installEventFilter(self)

    def toggle_preview(self) -> None:
        """F9: beside the form the sheet comes and goes; where there's no room, it takes the form's place."""
        keyboard = QApplication.focusWidget()
        had_keyboard = keyboard is not None and self._preview.isAncestorOf(keyboard)
        if self._room().beside:
            self._settings.set_flag(_PREVIEW, self._preview.isHidden())
        else:
            self._in_front = not self._in_front
        self.arrange()
        if self._in_front and not self._form.isVisible():
            self._preview.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_keyboard:
            self._form.go_to_section(self._form.current)

    def show_preview(self) -> None:
        """Bring the paper into view, however it was left."""
        if self._preview.isHidden():
            self.toggle_preview()

    def arrange(self) -> None:
        """Share the width anew."""
        room = self._room()
        beside = room.beside and self._settings.flag(_PREVIEW, True)
        in_front = not room.beside and self._in_front
        self._index.setFixedWidth(room.index)
        for part in (self._index, self._index_line, self._form):
            part.setVisible(not in_front)
        was_hidden = self._preview.isHidden()
        self._preview_line.setVisible(beside)
        self._preview.setVisible(beside or in_front)
        self._preview.set_hiding(not in_front)
        if beside:
            self._preview.setFixedWidth(room.preview)
        else:
            self._preview.setMinimumWidth(0)
            self._preview.setMaximumWidth(_ANY_WIDTH)
        if was_hidden and not self._preview.isHidden():
            self.preview_shown.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The form was laid out anew: share again when it needs another width."""
        if event.type() == QEvent.Type.LayoutRequest and self._form.minimumSizeHint().width() != self._needed:
            self._refit.start()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is shared otherwise."""
        super().resizeEvent(event)
        self.arrange()

    def _room(self) -> Room:
        self._needed = self._form.minimumSizeHint().width()
        return share(self.window().width(), self.width(), self._needed)
