"""A bare Qt window with the same widgets, icons, menus and stylesheet as ours, all of it known beforehand."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QAction, QFontDatabase, QIcon, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

_BEGIN = int(os.environ["OSDESK_BENCH_BEGIN"])
_RESOURCES = Path(__file__).resolve().parents[2] / "resources"


class Window(QMainWindow):
    """Tells of its first paint as ours does."""

    def event(self, event: QEvent) -> bool:
        """The first paint is what it is here for."""
        done = super().event(event)
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, _painted)
        return done


def _painted() -> None:
    print(json.dumps({"paint": (time.time_ns() - _BEGIN) / 1e6}), flush=True)
    os._exit(0)


def main() -> None:
    """Make it and show it."""
    drawn = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    for weight in ("Regular", "Medium", "SemiBold"):
        QFontDatabase.addApplicationFont(str(_RESOURCES / "fonts" / f"Inter-{weight}.ttf"))
    font = application.font()
    font.setFamilies(["Inter"])
    font.setPixelSize(13)
    application.setFont(font)
    application.setStyleSheet(drawn["sheet"])
    icons = [QIcon(str(_RESOURCES / "icons" / f"{name}.svg")) for name in drawn["icons"]]
    window = Window()
    window.resize(*drawn["size"])
    for menu in drawn["menus"]:
        window.menuBar().addMenu(_menu(menu, window))
    for widget in drawn["widgets"]:
        _make(widget, window, icons)
    window.show()
    application.exec()


def _make(described: dict[str, Any], parent: QWidget, icons: list[QIcon]) -> None:
    widget: Any = getattr(QtWidgets, described["class"])(parent)
    widget.setObjectName(described["name"])
    for name, value in described["properties"].items():
        widget.setProperty(name, value)
    if described["text"]:
        widget.setText(described["text"])
    if described["icon"] and icons:
        widget.setIcon(icons.pop() if len(icons) > 1 else icons[0])
    if described["align"]:
        widget.setAlignment(Qt.AlignmentFlag(described["align"]))
    widget.setFocusPolicy(Qt.FocusPolicy(described["focus"]))
    widget.setGeometry(QRect(*described["at"]))
    for child in described["children"]:
        _make(child, widget, icons)
    widget.setVisible(described["shown"])


def _menu(described: dict[str, Any], parent: QWidget) -> QMenu:
    menu = QMenu(described["title"], parent)
    for entry in described["actions"]:
        if "actions" in entry:
            menu.addMenu(_menu(entry, menu))
            continue
        action = QAction(entry["text"], menu)
        action.setSeparator(entry["line"])
        action.setCheckable(entry["checkable"])
        action.setShortcut(QKeySequence(entry["key"]))
        menu.addAction(action)
    return menu


if __name__ == "__main__":
    main()
