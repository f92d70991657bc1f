"""News from the office, brought to the UI thread: one signal for every view."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from osdesk.domain.changes import Changes


class ChangeSignal(QObject):
    """`announce` is what the office calls, from any thread; `happened` carries the `Changes` on the UI thread."""

    happened = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Queued from any thread, so that two announcements keep their order and no view runs inside a verb.
        self._arrived.connect(self.happened, Qt.ConnectionType.QueuedConnection)

    def announce(self, changes: Changes) -> None:
        """Tell the views; safe on any thread, and after the window has gone."""
        if shiboken6.isValid(self):
            self._arrived.emit(changes)
