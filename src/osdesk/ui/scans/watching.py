"""The watched folder at work while an office is open: looked at every few seconds, filed from, told of quietly.

Apart from the room, which need not be open. Looks are on the *net* lane, for the folder may be on a network that hangs;
a notice from the system only makes the next look come sooner.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from osdesk.domain.scans import ScanFile
from osdesk.texts import _, pgettext
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from osdesk.services.office import Office
    from osdesk.services.scan_folder import Look
    from osdesk.ui.scans.filing import Filing, Report

#: Milliseconds between two looks; between which a file must not change.
_PACE = 4_000
#: After a full disk, and for how long a line stands in the status bar.
_REST, _SHOWN = 60_000, 12_000
_WORK = "watched scans"


class _Teller(Protocol):
    """Where lines are shown: the window."""

    def set_status(self, text: str) -> None:
        """A line at the left of the status bar."""

    def set_work(self, key: str, text: str, cancel: Callable[[], object] | None = None) -> None:
        """How far something long is."""


class Watching(QObject):
    """One watched folder at most. `changed`: another folder, one that went or came back, or files with troubles."""

    changed = Signal()

    def __init__(
        self, office: Office, tasks: Tasks, settings: Settings, teller: _Teller, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._office, self._tasks, self._settings, self._teller = office, tasks, settings, teller
        self._look: Look | None = None
        self._looking = self._begun = False
        self.there = True
        #: Milliseconds between two looks, and until the next after a full disk.
        self.pace, self.rest = _PACE, _REST
        #: Files that can't be read, as they looked then: told once, left alone until they change.
        self._bad: dict[str, int] = {}
        self.troubles: list[tuple[str, str]] = []
        self._filing: Filing | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look_now)
        self._silence = QTimer(self, singleShot=True, interval=_SHOWN)
        self._silence.timeout.connect(lambda: self._teller.set_status(""))
        self._notices = QFileSystemWatcher(self)
        self._notices.directoryChanged.connect(self._noticed)

    @property
    def folder(self) -> str:
        """The folder watched on this computer, "" for none."""
        return self._settings.scan_folder

    def watch(self, folder: str) -> None:
        """Watch this folder from now on; "" none."""
        self._settings.scan_folder = folder
        self._forget()
        if folder:
            self._look_now()

    def begin(self) -> None:
        """The office is open: look."""
        self._begun = True
        if self.folder:
            self._look_now()

    def _filing_here(self) -> Filing:
        """Made when the first file comes: it loads the database, which the first page is shown without."""
        if self._filing is None:
            from osdesk.ui.scans.filing import Filing

            self._filing = Filing(self._office, self._tasks, self)
            self._filing.moved.connect(self._show_progress)
            self._filing.file_done.connect(self._file_done)
            self._filing.ended.connect(self._tell)
            self._filing.stopped.connect(self._rest)
        return self._filing

    def end(self) -> None:
        """The office is being closed: look no more, begin no other page."""
        self._begun = False
        if self._filing is not None:
            self._filing.cancel()
        self._forget()

    def _forget(self) -> None:
        self._timer.stop()
        if self._notices.directories():
            self._notices.removePaths(self._notices.directories())
        self._look, self.there = None, True
        self._bad.clear()
        self.troubles.clear()
        self.changed.emit()

    def _noticed(self) -> None:
        # Never at once: two looks apart a file must not have changed.
        if not self._looking and not self._timer.isActive():
            self._timer.start(self.pace)

    def _look_now(self) -> None:
        filing = self._filing
        if not self.folder or self._looking or not self._begun or (filing is not None and filing.busy):
            return
        from osdesk.services import scan_folder

        self._looking = True
        folder = self.folder
        self._tasks.run(
            Lane.NET,
            scan_folder.look,
            folder,
            self._look or scan_folder.NOTHING,
            done=lambda look: self._looked(folder, look),
            failed=lambda _error: self._looked(folder, scan_folder.GONE),
            owner=self,
        )

    def _looked(self, folder: str, look: Look) -> None:
        self._looking = False
        if folder != self.folder or not self._begun:
            self._look_now()
            return
        self._look = look
        if look.there != self.there:
            self.there = look.there
            self.changed.emit()
        if look.there and not self._notices.directories():
            self._notices.addPath(folder)
        ready = [path for path in look.whole if self._bad.get(path) != look.files[path].changed]
        if ready:
            self._filing_here().take(ready)
        else:
            self._timer.start(self.pace)

    def _file_done(self, file: ScanFile, whole: bool) -> None:
        if not whole:
            self._leave_alone(file)
            return
        from osdesk.services import scan_folder

        subfolder = pgettext("folder", "Filed scans")
        self._tasks.run(
            Lane.NET,
            scan_folder.put_away,
            self._office,
            file,
            subfolder,
            failed=lambda error: self._not_put_away(file, error),
            owner=self,
        )

    def _not_put_away(self, file: ScanFile, error: BaseException) -> None:
        # Every page of it is filed; tried again at each start, and told once meanwhile.
        self._leave_alone(file)
        if not isinstance(error, FileNotFoundError):
            self.troubles.append((file.name, _("It is filed, but could not be moved out of the folder.")))
            self.changed.emit()

    def _leave_alone(self, file: ScanFile) -> None:
        """Until it is written to again."""
        seen = self._look.files.get(file.path) if self._look is not None else None
        self._bad[file.path] = seen.changed if seen is not None else 0

    def _show_progress(self) -> None:
        if self._filing is None:
            return
        filing = self._filing
        cancel = filing.cancel if filing.busy and not filing.stopping else None
        self._teller.set_work(_WORK, filing.words(), cancel)

    def _tell(self, report: Report) -> None:
        words = report.words()
        if report.troubles:
            self.troubles += report.troubles
            self.changed.emit()
            name = report.troubles[0][0]
            words = " · ".join(part for part in (words, _("{file} could not be read").format(file=name)) if part)
        if words:
            self._teller.set_status(_("Scans: {what}").format(what=words))
            self._silence.start()
        if self._begun and self.folder:
            self._timer.start(self.pace)

    def _rest(self, error: BaseException) -> None:
        """A full disk, most likely: nothing is lost, and in a while it is tried again."""
        self._tasks.failure.emit(error)
        self._bad.clear()
        if self._begun and self.folder:
            self._timer.start(self.rest)


def shown_path(folder: str, longest: int = 48) -> str:
    """A folder's path for people, its beginning left out where it is long."""
    path = str(Path(folder))
    return path if len(path) <= longest else "…" + path[-longest + 1 :]
