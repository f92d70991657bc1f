"""What a painted window is made of, written down so that a bare program can make the same out of Qt's own classes."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMainWindow, QMenu, QMenuBar, QWidget

from osdesk.ui.theme import Theme


def of(window: QMainWindow, theme: Theme) -> dict[str, Any]:
    """Widgets, menus, icons drawn, stylesheet."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return {
        "sheet": application.styleSheet(),
        "size": [window.width(), window.height()],
        "menus": [_menu(menu) for action in window.menuBar().actions() if isinstance(menu := action.menu(), QMenu)],
        "icons": sorted({key[0] for key in theme.icons._drawn}),
        "widgets": [_widget(child) for child in _children(window) if not isinstance(child, QMenuBar)],
    }


def _children(widget: QWidget) -> list[QWidget]:
    return [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]


def _widget(widget: QWidget) -> dict[str, Any]:
    own = next(cls for cls in type(widget).__mro__ if cls.__module__ == "PySide6.QtWidgets")
    names = [bytes(name.data()).decode() for name in widget.dynamicPropertyNames()]
    held = {name: widget.property(name) for name in names if not name.startswith("_")}
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    return {
        "class": {"QAbstractButton": "QPushButton"}.get(own.__name__, own.__name__),
        "name": widget.objectName(),
        "properties": {name: value for name, value in held.items() if isinstance(value, str | bool | int)},
        "text": words,
        "icon": isinstance(widget, QAbstractButton) and not widget.icon().isNull(),
        "align": widget.alignment().value if isinstance(widget, QLabel) else 0,
        "focus": widget.focusPolicy().value,
        "at": widget.geometry().getRect(),
        "shown": not widget.isHidden(),
        "children": [_widget(child) for child in _children(widget)],
    }


def _menu(menu: QMenu) -> dict[str, Any]:
    return {"title": menu.title(), "actions": [_action(action) for action in menu.actions()]}


def _action(action: QAction) -> dict[str, Any]:
    inner = action.menu()
    if isinstance(inner, QMenu):
        return _menu(inner)
    return {
        "text": action.text(),
        "key": action.shortcut().toString(),
        "line": action.isSeparator(),
        "checkable": action.isCheckable(),
    }
