"""Loading a form anew under the hands of the one who types in it: cursor, selection and place stay as they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import shiboken6
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit


@contextmanager
def still() -> Iterator[None]:
    """Keep the cursor of the field that has the keyboard, if its text is the same afterwards."""
    widget = QApplication.focusWidget()
    if isinstance(widget, QLineEdit):
        text, at = widget.text(), widget.cursorPosition()
        start, length = widget.selectionStart(), len(widget.selectedText())
        yield
        if shiboken6.isValid(widget) and widget.text() == text:
            if start >= 0:
                widget.setSelection(start, length)
            else:
                widget.setCursorPosition(at)
    elif isinstance(widget, QPlainTextEdit):
        cursor, text = widget.textCursor(), widget.toPlainText()
        yield
        if shiboken6.isValid(widget) and widget.toPlainText() == text:
            widget.setTextCursor(cursor)
    else:
        yield
