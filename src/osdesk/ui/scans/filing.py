"""Files of scanned pages on their way into the office: read in the process for foreign files, stored batch by batch.

Apart from the room, for the watched folder files as well, and goes on whatever is on the screen. While a batch is being
stored the next is read. What was stored stays stored, however it ends.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.scans import ReadPage, ScanFile, ScanPage, ScanState
from osdesk.services import scan_reading, scans, wording
from osdesk.services.office import Office
from osdesk.texts import _, ngettext
from osdesk.ui.tasks import Lane, Tasks


@dataclass(slots=True, kw_only=True)
class Report:
    """What became of some files: pages by their fate, orders that got some, and what could not be read and why."""

    filed: int = 0
    waiting: int = 0
    blank: int = 0
    known: int = 0
    orders: set[int] = field(default_factory=set)
    troubles: list[tuple[str, str]] = field(default_factory=list)

    def add(self, pages: Iterable[ScanPage]) -> None:
        """Count pages that were stored."""
        for page in pages:
            self.filed += page.state is ScanState.FILED
            self.waiting += page.state is ScanState.WAITING
            self.blank += page.state is ScanState.BLANK
            if page.order_id is not None:
                self.orders.add(page.order_id)

    def words(self) -> str:
        """One line: "5 pages filed with 4 orders · 1 waits · 2 blank"; "" when nothing came of it.

        The first part names what is counted.
        """
        parts: list[str] = []
        if self.filed:
            pages = ngettext("{count} page filed", "{count} pages filed", self.filed).format(count=self.filed)
            orders = ngettext("with {count} order", "with {count} orders", len(self.orders))
            parts.append(f"{pages} {orders.format(count=len(self.orders))}")
        if self.waiting:
            words = ngettext("{count} waits", "{count} wait", self.waiting)
            if not parts:
                words = ngettext("{count} page waits in the tray", "{count} pages wait in the tray", self.waiting)
            parts.append(words.format(count=self.waiting))
        if self.blank:
            words = ngettext("{count} blank", "{count} blank", self.blank)
            if not parts:
                words = ngettext("{count} blank page", "{count} blank pages", self.blank)
            parts.append(words.format(count=self.blank))
        if self.known:
            words = ngettext("{count} was here already", "{count} were here already", self.known)
            if not parts:
                words = ngettext("{count} page was here already", "{count} pages were here already", self.known)
            parts.append(words.format(count=self.known))
        return " · ".join(parts)


class Filing(QObject):
    """A queue of files. `moved` says that it got on; `file_done` a file and whether all of it is stored; `ended` that
    the queue is empty, with the `Report`; `stopped` an error that is not the file's (a full disk).
    """

    moved = Signal()
    file_done = Signal(object, bool)
    ended = Signal(object)
    stopped = Signal(object)

    def __init__(self, office: Office, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office, self._tasks = office, tasks
        self._token = object()
        self._queue: deque[str] = deque()
        self._report = Report()
        self._file: ScanFile | None = None
        self._path = ""
        self._batches: deque[tuple[int, ...]] = deque()
        self._storing = 0
        self._reading = False
        self._whole = True
        self._done = 0
        self._all = 0
        self._cancelled = False

    @property
    def stopping(self) -> bool:
        """Whether it was cancelled, and only ends what it had begun."""
        return self.busy and self._cancelled

    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return bool(self._path)

    @property
    def progress(self) -> tuple[int, int]:
        """Pages done and pages there are, of the file being read."""
        return self._done, self._all

    def words(self) -> str:
        """How far it is: "scan.pdf, page 12 of 40"."""
        if not self._path:
            return ""
        name = Path(self._path).name
        if self._cancelled:
            return _("Stopping once these pages of {file} are read…").format(file=name)
        if not self._all:
            return _("Reading {file}…").format(file=name)
        return _("{file}, page {page} of {pages}").format(
            file=name, page=min(self._done + 1, self._all), pages=self._all
        )

    def take(self, paths: Iterable[str]) -> None:
        """File these too."""
        fresh = [path for path in paths if path not in self._queue and (path != self._path or self._cancelled)]
        self._queue.extend(fresh)
        self._cancelled = self._cancelled and not fresh
        if not self._path:
            self._report = Report()
            self._next()

    def cancel(self) -> None:
        """Leave out what has not been read yet; what is filed stays."""
        self._queue.clear()
        self._cancelled = self.busy
        if self._batches:
            self._batches.clear()
            self._whole = False
        self.moved.emit()

    # One file

    def _next(self) -> None:
        self._file, self._done, self._all, self._whole = None, 0, 0, True
        if not self._queue:
            self._path, self._cancelled = "", False
            self.moved.emit()
            self.ended.emit(self._report)
            return
        self._path = self._queue.popleft()
        self.moved.emit()
        self._tasks.run(
            Lane.FILES, scan_reading.look, self._path, done=self._looked, failed=self._cannot_read, owner=self
        )

    def _looked(self, file: ScanFile) -> None:
        self._file = file
        self._tasks.run(Lane.READ, scans.missing, self._office, file, done=self._begin, failed=self._stop, owner=self)

    def _begin(self, batches: tuple[tuple[int, ...], ...]) -> None:
        if self._file is None:
            return
        left = sum(len(batch) for batch in batches)
        self._report.known += self._file.pages - left
        self._batches = deque(batches)
        self._all = left
        self._go_on()

    def _go_on(self) -> None:
        self.moved.emit()
        if self._file is None:
            return
        if self._batches and not self._reading:
            self._reading = True
            batch = self._batches.popleft()
            self._tasks.run(
                Lane.FILES,
                scan_reading.read,
                self._file,
                batch,
                done=self._read,
                failed=self._cannot_read,
                owner=self,
            )
        elif not self._batches and not self._reading and not self._storing:
            self._finish()

    def _read(self, pages: tuple[ReadPage, ...]) -> None:
        self._reading = False
        if self._file is None:
            return
        for page in pages:
            if page.trouble:
                place = _("Page {page} of {file}").format(file=self._file.name, page=page.page + 1)
                self._report.troubles.append((place, wording.sentence(Problem(field="", code=page.trouble))))
                self._whole = False
        self._storing += 1
        store = partial(scans.store, initiator=self._token)
        self._tasks.run(
            Lane.WRITE,
            store,
            self._office,
            self._file,
            pages,
            done=partial(self._count, self._file),
            failed=partial(self._not_stored, self._file),
            owner=self,
        )
        self._go_on()

    def _not_stored(self, file: ScanFile, error: BaseException) -> None:
        # Told once, however many batches were on their way.
        if file is self._file:
            self._stop(error)

    def _count(self, file: ScanFile, pages: tuple[ScanPage, ...]) -> None:
        if file is not self._file:
            # Of a file that was broken off: it is stored, and counted when that file comes again.
            return
        self._storing -= 1
        self._done += len(pages)
        self._report.add(pages)
        self._go_on()

    def _finish(self) -> None:
        file, whole = self._file, self._whole
        self._tasks.run(Lane.FILES, scan_reading.drop, self._path, failed=lambda _error: None)
        self._file = None
        if file is not None:
            self.file_done.emit(file, whole)
        self._next()

    def _cannot_read(self, error: BaseException) -> None:
        """The file's own fault, or that of the process that fell over it: tell, and go on with the next."""
        self._reading = False
        if not self._path:
            # It was broken off meanwhile.
            return
        name = Path(self._path).name
        if isinstance(error, Unreadable):
            why = wording.sentence(error.at(""))
        elif isinstance(error, BrokenProcessPool | MemoryError):
            why = wording.sentence(Problem(field="", code="scan.damaged"))
        elif isinstance(error, OSError):
            why = _("This file could not be read.")
        else:
            self._stop(error)
            return
        self._report.troubles.append((name, why))
        self._batches.clear()
        self._whole = False
        if self._file is None:
            self.file_done.emit(ScanFile(path=self._path, source="", name=name, pages=0), False)
            self._next()
        elif not self._storing:
            self._finish()

    def _stop(self, error: BaseException) -> None:
        """Not the file's fault: nothing after it would fare better."""
        file, path = self._file, self._path
        self._queue.clear()
        self._batches.clear()
        self._storing, self._reading, self._file, self._path = 0, False, None, ""
        self._cancelled = False
        self.moved.emit()
        if file is not None or path:
            self.file_done.emit(file or ScanFile(path=path, source="", name=Path(path).name, pages=0), False)
        self.stopped.emit(error)
