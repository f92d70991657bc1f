"""Garbage collection, on the UI thread and nowhere else.

A collection that runs in a worker destroys widgets there, and the program crashes: so automatic collection is off and
a timer does its work here.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication

_EVERY = 1_000
_FULL_EVERY = 60_000
#: CPython's own thresholds for the two young generations.
_YOUNG = 700
_MIDDLE = 10


class GarbageCollection(QObject):
    """Collects young objects each second, everything once a minute while nobody points at anything."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._since_full = QElapsedTimer()
        self._pointer = QPoint()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Take over from the interpreter. Call it before the first worker thread starts."""
        gc.disable()
        self._since_full.start()
        self._timer.start()

    def settle(self) -> None:
        """After start-up: what is alive now stays, so no later collection walks through it."""
        gc.collect()
        gc.freeze()

    def _tick(self) -> None:
        pointer = QCursor.pos()
        still, self._pointer = pointer == self._pointer, pointer
        if still and self._since_full.hasExpired(_FULL_EVERY) and not self._pressed():
            gc.collect()
            self._since_full.restart()
            return
        young, middle, _old = gc.get_count()
        if middle > _MIDDLE:
            gc.collect(1)
        elif young > _YOUNG:
            gc.collect(0)

    @staticmethod
    def _pressed() -> bool:
        return QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
