"""Where the data are, and the samples that can be looked at before there are any of one's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from osdesk import folders
from osdesk.domain.changes import Changes, Subject
from osdesk.services import demo
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.form import Section
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.prompts import Answer
from osdesk.ui.records.notes import NoteLine
from osdesk.ui.tasks import Lane


class SamplesSection(Section):
    """Add the sample office, or take all of it out again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Sample data"), parent=parent)
        self._desk = desk
        self._here: bool | None = None
        self.words = Label("", "dim", wrap=True)
        self.button = Button(_("Add sample data"), self._press, icon="sparkles")
        self.progress = NoteLine()
        self.add(self.words)
        self.add(bar(self.button, None))
        self.add(self.progress)
        desk.changes.happened.connect(self._happened)
        self._show(None)

    def ask(self) -> None:
        """Find out whether the samples are there."""
        self._desk.tasks.run(
            Lane.READ, demo.has_samples, self._desk.office, done=self._show, owner=self, latest="samples"
        )

    def _show(self, here: bool | None) -> None:
        self._here = here
        self.button.setEnabled(here is not None)
        if here:
            self.words.setText(_("The office holds sample orders, clients and technicians (EX-000001 and on)."))
            self.button.setText(_("Remove sample data"))
            self.button.set_icon("trash-2")
        else:
            self.words.setText(
                _("Forty invented orders to look around in. They bear numbers of their own and go without a trace.")
            )
            self.button.setText(_("Add sample data"))
            self.button.set_icon("sparkles")
        self.button.setAccessibleName(self.button.text())

    def _press(self) -> None:
        if not self._here:
            self._run(demo.add_samples, _("Sample data added"))
            return
        self._desk.prompts.ask(
            self,
            _("Remove the sample data?"),
            _("The orders EX-…, and the sample clients and technicians, go for good. Your own data stay."),
            (
                Answer(_("Keep them")),
                Answer(_("Remove sample data"), self._remove, "danger"),
            ),
        )

    def _remove(self) -> None:
        self._run(demo.remove_samples, _("Sample data removed"))

    def _run(self, verb: Callable[..., None], words: str) -> None:
        self.button.setEnabled(False)
        self.progress.say(_("One moment…"), "busy")

        def done(_result: object) -> None:
            self.progress.say("")
            self._desk.go.say(words)
            self.ask()

        def failed(error: BaseException) -> None:
            self.progress.say("")
            self.ask()
            self._desk.tasks.failure.emit(error)

        self._desk.tasks.run(Lane.WRITE, verb, self._desk.office, done=done, failed=failed, owner=self)

    def _happened(self, changes: Changes) -> None:
        if changes.touches(Subject.ORDER) or changes.touches(Subject.CLIENT):
            self.ask()


class PlacesSection(Section):
    """The folders, to be opened or copied."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Where the data are"), parent=parent)
        self._desk = desk
        folder = desk.office.folder
        line = TextInput()
        line.setReadOnly(True)
        line.show_value(str(folder))
        self.folder = Field(
            _("Folder of the office"),
            line,
            hint=_("To take it to another computer, close OS Desk and copy this folder whole."),
        )
        self.open_button = Button(_("Open folder"), lambda: desk.prompts.open_path(folder), icon="folder-open")
        self.copy_button = Button(_("Copy the path"), self._copy, icon="copy")
        self.log_button = Button(
            _("Open the log's folder"), lambda: desk.prompts.open_path(folders.log_folder()), kind="text"
        )
        self.add(self.folder)
        self.add(bar(self.open_button, self.copy_button, self.log_button, None))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._desk.office.folder))
        self._desk.go.say(_("Path copied"))
        self.copy_button.setFocus(Qt.FocusReason.OtherFocusReason)
