"""Inputs for plain text: one line, and several that grow."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.text import clean
from osdesk.ui.theme import current

#: Reasons of a lost focus that don't mean the field was left: another program, a menu, a list of its own.
STILL_HERE = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class TextInput(QLineEdit):
    """One line of text. An input: `edited`, `left`, `read`, `show_value`."""

    edited = Signal()
    left = Signal()

    def __init__(
        self, *, example: str = "", longest: int = 0, icon: str = "", width: int = 0, parent: QWidget | None = None
    ) -> None:
        """`example` is shown while it is empty; `longest` counts characters; `width` is a least width.

        What is longer isn't cut, for nobody would notice: it stays as it was typed or pasted, with its problem.
        """
        super().__init__(parent)
        self._icon, self._longest, self._stored_text = icon, longest, ""
        if example:
            self.setPlaceholderText(example)
        if icon:
            self.setProperty("icon", True)
        if width:
            self.setMinimumWidth(current().px(width))
        self.textEdited.connect(self.edited)

    def read(self) -> Any:
        """The text as it is stored: without space around, without control characters. Raises `Unreadable`."""
        return self.fitting()

    def fitting(self) -> str:
        """The clean text; raises `Unreadable` when it is longer than it may be, unless it was stored so already."""
        typed = clean(self.text())
        if self._longest and len(typed) > self._longest and typed != self._stored_text:
            raise Unreadable("text.too_long", longest=self._longest)
        return typed

    def show_value(self, value: Any) -> None:
        """Show a text from its beginning."""
        if self.text() != value:
            self.setText(value)
        self._stored_text = clean(value)
        self.setCursorPosition(0)

    def written(self, value: Any) -> str:
        """The text itself."""
        return str(value)

    def advice(self) -> Problem | None:
        """Nothing is to be known about plain text."""
        return None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left, unless the person is still in it."""
        super().focusOutEvent(event)
        if event.reason() not in STILL_HERE:
            self.leave()

    def leave(self) -> None:
        """What happens when the field is left."""
        self.left.emit()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough that a row of several fits a small window."""
        return QSize(current().px(56), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon within the field."""
        super().paintEvent(event)
        if self._icon:
            theme = current()
            size = theme.px(16)
            top = (self.height() - size) / 2
            theme.icons.paint(QPainter(self), self._icon, theme.colour("text2"), theme.px(8), top, size)


class MultilineInput(QPlainTextEdit):
    """Several lines; grows with what is typed. Tab goes on to the next field."""

    edited = Signal()
    left = Signal()

    def __init__(self, *, example: str = "", lines: int = 2, most: int = 12, parent: QWidget | None = None) -> None:
        """At least `lines` high, at most `most`; beyond that it scrolls."""
        super().__init__(parent)
        self._lines, self._most = lines, most
        self._loading = False
        self.setPlaceholderText(example)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._typed)
        self._fit()

    def set_most(self, most: int) -> None:
        """Be at most so many lines high from now on."""
        self._most = most
        self._fit()

    def read(self) -> Any:
        """The text as it is stored: lines kept, without space at their ends."""
        return clean(self.toPlainText(), multiline=True)

    def show_value(self, value: Any) -> None:
        """Show a text."""
        self._loading = True
        try:
            if self.toPlainText() != value:
                self.setPlainText(value)
        finally:
            self._loading = False
        self._fit()

    def written(self, value: Any) -> str:
        """The text itself."""
        return str(value)

    def advice(self) -> Problem | None:
        """Nothing is to be known about plain text."""
        return None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left, unless the person is still in it."""
        super().focusOutEvent(event)
        if event.reason() not in STILL_HERE:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower lines are more lines."""
        super().resizeEvent(event)
        self._fit()

    def _typed(self) -> None:
        self._fit()
        if not self._loading:
            self.edited.emit()

    def _fit(self) -> None:
        # The document's height counts lines as they are wrapped.
        wanted = min(max(int(self.document().size().height()), self._lines), self._most)
        # Border, padding and the document's own margin, and as much air as a one-line field has.
        height = wanted * self.fontMetrics().lineSpacing() + current().px(26)
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
