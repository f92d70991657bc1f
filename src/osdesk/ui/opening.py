"""Opening an office: what keeps a folder from being opened is said in words, each with a way on.

The database is imported on the read lane, after the window was painted. Apart from `app`, which decides what to open
first and what to do with an open office.
"""

from __future__ import annotations

import getpass
import logging
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from osdesk import folders
from osdesk.domain.permissions import Actor
from osdesk.log import without_data
from osdesk.services import wording
from osdesk.texts import _
from osdesk.ui.prompts import Answer, Prompts
from osdesk.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from osdesk.services.office import Office

_log = logging.getLogger(__name__)


class Opened(NamedTuple):
    """An open office, and what the first screen needs to know of it."""

    office: Office
    folder: Path
    #: The name the company is known by, "" until it is set up.
    company: str


class Trouble(NamedTuple):
    """Why no office could be opened, and what can be done about it: for a page or a question."""

    title: str
    sentence: str
    answers: tuple[Answer, ...]


def open_folder(folder: Path, create: bool) -> Opened:
    """Open the office there; for the read lane. Raises `OfficeTrouble`."""
    from osdesk.services import glance
    from osdesk.services.office import open_office

    office = open_office(folder, create=create, actor=Actor(name=_who()))
    try:
        return Opened(office, folder, glance.company_name(office))
    except BaseException:
        office.close()
        raise


def copy_folder(source: Path, target: Path) -> Path:
    """Copy an office to a folder of this computer; for the write lane. Raises `OfficeTrouble`."""
    from osdesk.services.moving import copy_office

    copy_office(source, target)
    return target


class Opening(QObject):
    """Opens one folder after another until one opens. `opened` carries `Opened`, `failed` a `Trouble`."""

    opened = Signal(object)
    failed = Signal(object)
    #: Another program has that office open and came to the front.
    elsewhere = Signal()

    def __init__(self, tasks: Tasks, prompts: Prompts, window: QMainWindow) -> None:
        super().__init__(window)
        self._tasks, self._prompts, self._window = tasks, prompts, window

    def open(self, folder: Path, *, create: bool = True) -> None:
        """Open this folder's office; `create` makes one where there is none."""
        self._tasks.run(
            Lane.READ,
            open_folder,
            folder,
            create,
            done=self.opened.emit,
            failed=lambda error: self._explain(error, folder, create),
            owner=self,
            latest="open",
        )

    def choose(self) -> None:
        """Ask for a folder and open it."""
        title = _("Folder of the office")
        self._prompts.folder(self._window, title, "office", self.open)

    def _explain(self, error: BaseException, folder: Path, create: bool) -> None:
        code = str(getattr(error, "code", ""))
        _log.warning("an office was not opened: %s %s", code, without_data(error))
        if code == "office.already_open":
            from osdesk.ui.single import raise_other

            if raise_other(folder):
                self.elsewhere.emit()
                return
        title, sentence = wording.trouble_sentence(error)
        again = Answer(_("Try again"), lambda: self.open(folder, create=create))
        other = Answer(_("Choose another folder…"), self.choose)
        here = folders.data_folder()
        local = Answer(_("Use this computer's folder"), lambda: self.open(here))
        answers: tuple[Answer, ...]
        if code == "folder.unsafe":
            answers = (other, Answer(_("Copy it there"), lambda: self._copy(folder)), _filled(local))
        elif folder != here:
            answers = (other, local, _filled(again))
        else:
            answers = (other, _filled(again))
        self.failed.emit(Trouble(title, sentence, answers))

    def _copy(self, source: Path) -> None:
        target = _free_folder(folders.data_folder())
        self._tasks.run(
            Lane.WRITE,
            copy_folder,
            source,
            target,
            done=self.open,
            failed=lambda error: self._explain(error, source, False),
            owner=self,
        )


def _filled(answer: Answer) -> Answer:
    return Answer(answer.label, answer.act, "filled")


def _free_folder(wanted: Path) -> Path:
    """The folder itself, or the first `office-2`, `office-3` … that holds nothing."""
    for count in range(1, 1000):
        folder = wanted if count == 1 else wanted.with_name(f"{wanted.name}-{count}")
        if not folder.exists() or not any(folder.iterdir()):
            return folder
    return wanted


def _who() -> str:
    """The name that the history shows: of the person at this computer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return _("Office")
