"""Keys and clicks as a person gives them, typed (pytest-qt's own aren't)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_PLAIN = Qt.KeyboardModifier.NoModifier


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = _PLAIN) -> None:
    """Press and release a key."""
    QTest.keyClick(widget, key, modifiers)


def type_text(widget: QWidget, text: str) -> None:
    """Type a text, key by key; Qt's own way aborts at the first accent."""
    for character in text:
        key = ord(character.upper()) if character.isascii() else 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, _PLAIN, character))


def click(widget: QWidget, place: QPoint | None = None, modifiers: Qt.KeyboardModifier = _PLAIN) -> None:
    """Press the left button, in the middle unless told where."""
    QTest.mouseClick(
        widget, Qt.MouseButton.LeftButton, modifiers, place if place is not None else widget.rect().center()
    )


def double_click(widget: QWidget, place: QPoint) -> None:
    """Press the left button twice."""
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, _PLAIN, place)
