"""A bare form of forty fields in a process of its own: a key typed into it, until it is painted.

Reads a line for each key and answers with the milliseconds. No stylesheet, nothing bound to the fields.
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

_FIELDS = 40


class Painted(QObject):
    """Counts the paintings of a widget."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See it paint."""
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


def main() -> None:
    """Answer until the input ends."""
    application = QApplication([])
    area, form = QScrollArea(), QWidget()
    lines = QFormLayout(form)
    field = QPlainTextEdit()
    lines.addRow("Field", field)
    for place in range(_FIELDS - 1):
        lines.addRow(f"Field {place}", QLineEdit())
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.resize(900, 760)
    area.show()
    field.setFocus()
    painted = Painted()
    field.viewport().installEventFilter(painted)
    application.processEvents()
    for line in sys.stdin:
        letter = line.strip()
        before = painted.count
        begin = time.perf_counter()
        application.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
        while painted.count == before:
            application.processEvents()
        print(json.dumps((time.perf_counter() - begin) * 1000), flush=True)


if __name__ == "__main__":
    main()
