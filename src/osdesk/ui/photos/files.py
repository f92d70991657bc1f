"""The files of an order that are no photos: a row each, with what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from osdesk.domain.attachments import Attachment
from osdesk.domain.sizes import format_size
from osdesk.texts import _, language
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.buttons import IconButton
from osdesk.ui.kit.labels import ElidedLabel, Label
from osdesk.ui.kit.layout import bar
from osdesk.ui.theme import current

Wish = Literal["open", "save", "remove"]


class FileRow(QWidget):
    """Name, size, and three buttons. `wanted` says which was pressed."""

    wanted = Signal(str)

    def __init__(self, file: Attachment) -> None:
        super().__init__()
        self.file = file
        self.setFixedHeight(current().px(34))
        self.open_button = IconButton("external-link", _("Open {name}").format(name=file.name), self._wish("open"))
        self.save_button = IconButton("file-down", _("Save {name} as…").format(name=file.name), self._wish("save"))
        self.remove_button = IconButton("trash-2", _("Remove {name}").format(name=file.name), self._wish("remove"))
        buttons = (self.open_button, self.save_button, self.remove_button)
        size = Label(format_size(file.size, language()), "dim")
        self.setLayout(bar(Icon("paperclip"), ElidedLabel(file.name), 1, size, *buttons, gap=8))

    def _wish(self, wish: Wish) -> partial[None]:
        return partial(self.wanted.emit, wish)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes, as in the grid."""
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.wanted.emit("remove")
        else:
            super().keyPressEvent(event)


class FileList(QWidget):
    """All of them. `wanted` has the file and what is to be done with it."""

    wanted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[FileRow] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.setAccessibleName(_("Files"))
        self.hide()

    @property
    def rows(self) -> tuple[FileRow, ...]:
        """Their rows."""
        return tuple(self._rows)

    def show_files(self, files: Sequence[Attachment]) -> None:
        """Show these; rows that stay are kept, and the keyboard in them."""
        kept = {row.file.file: row for row in self._rows}
        for row in self._rows:
            self._lines.removeWidget(row)
        self._rows = []
        for file in files:
            found = kept.pop(file.file, None)
            row = found if found is not None else self._row(file)
            row.file = file
            self._rows.append(row)
            self._lines.addWidget(row)
        for row in kept.values():
            row.hide()
            row.deleteLater()
        self.setVisible(bool(self._rows))

    def _row(self, file: Attachment) -> FileRow:
        row = FileRow(file)
        row.wanted.connect(lambda wish: self.wanted.emit(row.file, wish))
        return row
