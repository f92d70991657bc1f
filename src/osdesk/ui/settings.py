"""What belongs to this workstation: geometry, columns, printer, language, look. What the office shares is elsewhere.

An ini file that a person may delete; a value that can't be read counts as not set.
"""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QSettings, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QMainWindow, QSplitter, QWidget

from osdesk.ui.theme import TEXT_SIZES, Appearance

#: Milliseconds after the last choice.
_QUIET = 800


class Settings:
    """The settings file, with one typed accessor for each thing kept."""

    def __init__(self, file: Path) -> None:
        self._store = QSettings(str(file), QSettings.Format.IniFormat)
        self._unwritten: dict[str, object] = {}
        self._timer: QTimer | None = None

    # What a person chose

    @property
    def language(self) -> str:
        """Language of the screen ("pt_BR"), "" to follow the system."""
        return self._text("look/language")

    @language.setter
    def language(self, language: str) -> None:
        self._keep("look/language", language)

    @property
    def appearance(self) -> Appearance:
        """Light, dark, or as the system."""
        try:
            return Appearance(self._text("look/appearance") or Appearance.SYSTEM)
        except ValueError:
            return Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._keep("look/appearance", str(appearance))

    @property
    def text_size(self) -> int:
        """One of TEXT_SIZES, percent."""
        size = self.number("look/text_size", 100)
        return size if size in TEXT_SIZES else 100

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._keep("look/text_size", percent)

    @property
    def printer(self) -> str:
        """Name of the printer last used, "" before the first sheet."""
        return self._text("paper/printer")

    @printer.setter
    def printer(self, name: str) -> None:
        self._keep("paper/printer", name)

    @property
    def last_office(self) -> Path | None:
        """The office folder opened last."""
        return self._path("office/last")

    @last_office.setter
    def last_office(self, folder: Path) -> None:
        self._keep("office/last", str(folder))

    @property
    def scan_folder(self) -> str:
        """The folder that this computer's scanner writes to, "" while none is watched."""
        return self._text("scans/folder")

    @scan_folder.setter
    def scan_folder(self, folder: str) -> None:
        self._keep("scans/folder", folder)

    def last_folder(self, purpose: str) -> Path | None:
        """The folder a file dialog was last left in for this purpose ("pdf", "photo"), if it still exists."""
        folder = self._path(f"folders/{purpose}")
        return folder if folder is not None and folder.is_dir() else None

    def set_last_folder(self, purpose: str, folder: Path) -> None:
        """Remember where a file dialog was left."""
        self._keep(f"folders/{purpose}", str(folder))

    # How windows and lists were left

    def restore_window(self, window: QMainWindow | QWidget, name: str) -> bool:
        """Bring a window back to where it was; one that would lie off every screen comes home. False the first time."""
        geometry = self._bytes(f"windows/{name}")
        if geometry.isEmpty() or not window.restoreGeometry(geometry):
            return False
        frame = window.frameGeometry()
        screens = QGuiApplication.screens()
        if not any(screen.availableGeometry().intersects(frame) for screen in screens):
            window.move(QGuiApplication.primaryScreen().availableGeometry().topLeft())
        return True

    def keep_window(self, window: QWidget, name: str) -> None:
        """Remember where a window is."""
        self._keep(f"windows/{name}", window.saveGeometry())

    def restore_splitter(self, splitter: QSplitter, name: str) -> bool:
        """Bring a splitter back; False the first time."""
        state = self._bytes(f"splitters/{name}")
        return not state.isEmpty() and splitter.restoreState(state)

    def keep_splitter(self, splitter: QSplitter, name: str) -> None:
        """Remember a splitter."""
        self._keep(f"splitters/{name}", splitter.saveState())

    def restore_columns(self, header: QHeaderView, name: str) -> bool:
        """Bring widths and order of columns back; False the first time or after the table got other columns."""
        if self.number(f"columns/{name}_count", 0) != header.count():
            return False
        return header.restoreState(self._bytes(f"columns/{name}"))

    def keep_columns(self, header: QHeaderView, name: str) -> None:
        """Remember widths and order of columns."""
        self._keep(f"columns/{name}_count", header.count())
        self._keep(f"columns/{name}", header.saveState())

    def sort(self, name: str) -> tuple[str, bool] | None:
        """Column key and whether descending, of a list."""
        kept = self.choices(f"sort/{name}")
        key, descending = kept.get("key"), kept.get("descending")
        return (key, descending) if isinstance(key, str) and isinstance(descending, bool) else None

    def keep_sort(self, name: str, key: str, descending: bool) -> None:
        """Remember how a list is sorted."""
        self.keep_choices(f"sort/{name}", {"key": key, "descending": descending})

    def flag(self, name: str, default: bool) -> bool:
        """A choice of yes or no ("panes/preview")."""
        kept = self._text(name)
        return default if kept not in {"true", "false"} else kept == "true"

    def set_flag(self, name: str, value: bool) -> None:
        """Remember a choice of yes or no."""
        self._keep(name, "true" if value else "false")

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        try:
            return int(self._text(name))
        except ValueError:
            return default

    def set_number(self, name: str, value: int) -> None:
        """Remember a whole number."""
        self._keep(name, value)

    def choices(self, name: str) -> dict[str, object]:
        """Several choices kept together (a filter), {} where there are none."""
        try:
            kept = json.loads(self._text(name) or "{}")
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    def keep_choices(self, name: str, choices: dict[str, object]) -> None:
        """Remember several choices together; the values must be JSON's."""
        self._keep(name, json.dumps(choices, ensure_ascii=False))

    def save(self) -> None:
        """Write the file now; without it, it is written in a quiet moment."""
        self._write()
        self._store.sync()

    def _keep(self, name: str, value: object) -> None:
        """Remember it at once and write it soon: a file written at each click is a click that shows late."""
        self._unwritten[name] = value
        if QCoreApplication.instance() is None:
            self._write()
            return
        if self._timer is None:
            self._timer = QTimer(singleShot=True, interval=_QUIET)
            self._timer.timeout.connect(self._write)
        self._timer.start()

    def _write(self) -> None:
        for name, value in self._unwritten.items():
            self._store.setValue(name, value)
        self._unwritten.clear()

    def _value(self, name: str) -> object:
        return self._unwritten[name] if name in self._unwritten else self._store.value(name)

    def _text(self, name: str) -> str:
        value = self._value(name)
        return value if isinstance(value, str) else "" if value is None else str(value)

    def _path(self, name: str) -> Path | None:
        kept = self._text(name)
        return Path(kept) if kept else None

    def _bytes(self, name: str) -> QByteArray:
        value = self._value(name)
        return value if isinstance(value, QByteArray) else QByteArray()
