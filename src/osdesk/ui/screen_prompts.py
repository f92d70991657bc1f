"""The real prompts: dialogs over the window, and the system's own for files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import shiboken6
from PySide6.QtCore import QProcess, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from osdesk.texts import _
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field, Message
from osdesk.ui.kit.text_inputs import MultilineInput, TextInput
from osdesk.ui.prompts import Answer
from osdesk.ui.settings import Settings


class ScreenPrompts:
    """The real ones."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def ask(self, parent: QWidget, title: str, sentence: str, answers: Sequence[Answer]) -> None:
        """A question over the window."""
        dialog = Dialog(parent, title, icon="circle-dot")
        if sentence:
            dialog.say(sentence)
        buttons = {answer: _answering(dialog, answer) for answer in answers}
        left = next((buttons[answer] for answer in answers if answer.kind == "danger"), None)
        right = [buttons[answer] for answer in answers if answer.kind == "plain"]
        right += [buttons[answer] for answer in answers if answer.kind == "filled"]
        dialog.add_buttons(*right, left=left)
        if all(answer.act is not None for answer in answers):
            dialog.add_close()
        self.show(dialog)
        # Never on the destructive one.
        (right[-1] if right else next(iter(buttons.values()))).setFocus()

    def leave(
        self, parent: QWidget, title: str, sentence: str, *, save: Callable[[], object], discard: Callable[[], object]
    ) -> None:
        """The question of picture 11."""
        self.ask(
            parent,
            title,
            sentence,
            (
                Answer(_("Discard changes"), discard, "danger"),
                Answer(_("Keep editing")),
                Answer(_("Save and close"), save, "filled"),
            ),
        )

    def tell(self, parent: QWidget | None, title: str, sentence: str, *, details: str = "") -> None:
        """A message over the window."""
        dialog = Dialog(parent, title, icon="circle-alert", tone="danger")
        dialog.say(sentence)
        go_on = Button(_("Continue"), dialog.accept, kind="filled")
        copy = None
        if details:
            copy = Button(_("Copy details"), lambda: QGuiApplication.clipboard().setText(details), icon="copy")
        dialog.add_buttons(*(button for button in (copy, go_on) if button is not None))
        self.show(dialog)
        go_on.setFocus()

    def text(
        self,
        parent: QWidget,
        title: str,
        sentence: str,
        *,
        label: str,
        verb: str,
        then: Callable[[str], object],
        initial: str = "",
        required: str = "",
        wrong: Callable[[str], str] | None = None,
        lines: int = 1,
    ) -> None:
        """A question with a field."""
        dialog = Dialog(parent, title)
        if sentence:
            dialog.say(sentence)
        line = MultilineInput(lines=lines) if lines > 1 else TextInput()
        line.show_value(initial)
        field = Field(label, line)

        def done() -> None:
            # Ctrl+Enter in a line comes twice: as the line's Enter, and as the dialog's own key.
            if dialog.result() == QDialog.DialogCode.Accepted:
                return
            typed = line.read()
            trouble = required if not typed else wrong(typed) if wrong is not None else ""
            if trouble:
                field.show_problem(Message(trouble))
                line.setFocus()
                return
            dialog.accept()
            then(typed)

        line.edited.connect(lambda: field.show_problem(None))
        if isinstance(line, TextInput):
            line.returnPressed.connect(done)
        dialog.done_with.connect(done)
        dialog.add(field)
        dialog.add_buttons(Button(_("Back"), dialog.reject), Button(verb, done, kind="filled"))
        self.show(dialog)
        line.setFocus()

    def show(self, dialog: Dialog) -> None:
        """Open it over its window; it dies when it closes."""
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_file(
        self,
        parent: QWidget,
        title: str,
        purpose: str,
        filters: Sequence[tuple[str, str]],
        then: Callable[[Path], object],
    ) -> None:
        """The system's dialog."""
        dialog = self._dialog(parent, title, purpose, filters, lambda paths: then(paths[0]))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, _("File name:"))
        dialog.open()

    def open_files(
        self,
        parent: QWidget,
        title: str,
        purpose: str,
        filters: Sequence[tuple[str, str]],
        then: Callable[[tuple[Path, ...]], object],
    ) -> None:
        """The system's dialog."""
        dialog = self._dialog(parent, title, purpose, filters, then)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.open()

    def save_file(
        self,
        parent: QWidget,
        title: str,
        purpose: str,
        name: str,
        filters: Sequence[tuple[str, str]],
        then: Callable[[Path], object],
    ) -> None:
        """The system's dialog."""
        dialog = self._dialog(parent, title, purpose, filters, lambda paths: then(paths[0]))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, _("File name:"))
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        dialog.open()

    def folder(self, parent: QWidget, title: str, purpose: str, then: Callable[[Path], object]) -> None:
        """The system's dialog."""
        dialog = self._dialog(parent, title, purpose, (), lambda paths: then(paths[0]))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def open_path(self, path: Path) -> None:
        """The system decides with what; where it has nothing, it is said where the file is."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            title = _("No program on this computer opens this")
            self.tell(QApplication.activeWindow(), title, _("It is here: {path}").format(path=path))

    def reveal(self, path: Path) -> None:
        """Marked in its folder where the system can, else the folder."""
        if sys.platform == "win32":
            QProcess.startDetached("explorer.exe", [f"/select,{path}"])
        elif sys.platform == "darwin":
            QProcess.startDetached("/usr/bin/open", ["-R", str(path)])
        else:
            self.open_path(path.parent)

    def open_url(self, url: str) -> None:
        """The system decides with what."""
        QDesktopServices.openUrl(QUrl(url))

    def _dialog(
        self,
        parent: QWidget,
        title: str,
        purpose: str,
        filters: Sequence[tuple[str, str]],
        then: Callable[[tuple[Path, ...]], object],
    ) -> QFileDialog:
        folder = self._settings.last_folder(purpose) or _usual_folder(purpose)
        dialog = QFileDialog(parent.window(), title, str(folder))
        # Where the system has no dialog of its own Qt's is shown, which doesn't translate these or says it otherwise.
        dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _("Folder:"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileType, _("Kind of file:"))
        dialog.setNameFilters([f"{name} ({patterns})" for name, patterns in filters])

        def chosen(result: int) -> None:
            paths = tuple(Path(name) for name in dialog.selectedFiles())
            dialog.deleteLater()
            if result != QDialog.DialogCode.Accepted or not paths:
                return
            self._settings.set_last_folder(purpose, paths[0] if paths[0].is_dir() else paths[0].parent)
            if shiboken6.isValid(parent):
                then(paths)

        dialog.finished.connect(chosen)
        return dialog


def _answering(dialog: Dialog, answer: Answer) -> Button:
    def press() -> None:
        dialog.accept()
        if answer.act is not None:
            answer.act()

    return Button(answer.label, press, kind=answer.kind)


def _usual_folder(purpose: str) -> str:
    pictures = purpose in {"photo", "logo"}
    place = (
        QStandardPaths.StandardLocation.PicturesLocation
        if pictures
        else QStandardPaths.StandardLocation.DocumentsLocation
    )
    folder = QStandardPaths.writableLocation(place)
    # Where it was never made, Qt's dialog would take its name for a file's.
    return folder if Path(folder).is_dir() else str(Path.home())
