"""Photos and files on their way into an order: read in the process of foreign files, kept by the office, told of.

Apart from the section, which only shows them: here is what goes on between the drop and the thumbnail, for one file or
five hundred, and what is done when that process dies of one.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from osdesk.domain.attachments import MOST_ATTACHMENTS, Attachment, AttachmentKind
from osdesk.domain.incoming import Arrived, Batch, Incoming, PhotoOptions, ReadingLost, TurnedAway
from osdesk.services import attachments
from osdesk.ui.desk import Desk
from osdesk.ui.photos import reading
from osdesk.ui.tasks import Lane


@dataclass(slots=True)
class Outcome:
    """What came of it all: how many photos and files were added, which were there already, which couldn't be read."""

    total: int = 0
    done: int = 0
    photos: int = 0
    files: int = 0
    known: list[Attachment] = field(default_factory=list)
    refused: list[TurnedAway] = field(default_factory=list)
    too_many: bool = False
    cancelled: bool = False


class Arriving(QObject):
    """Brings files in, one lot after the other. `arrived` has what was kept, in the order offered."""

    arrived = Signal(object)
    progressed = Signal(int, int)
    finished = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: list[tuple[Incoming, ...]] = []
        self._held: tuple[Attachment, ...] = ()
        self._sources: set[str] = set()
        self._items: tuple[Incoming, ...] = ()
        self._options = PhotoOptions()
        self._results: dict[int, Arrived | TurnedAway] = {}
        self._next = 0
        self._storing = 0
        self._key = ""
        self._alone = False
        self._busy = False
        self.outcome = Outcome()

    @property
    def busy(self) -> bool:
        """Whether files are on their way."""
        return self._busy

    def bring(self, items: Sequence[Incoming], held: Sequence[Attachment]) -> None:
        """Bring files in; `held` is what the order has already. Folders are taken for the pictures in them."""
        if not items:
            return
        self._held = tuple(held)
        if self._busy:
            self._waiting.append(tuple(items))
            return
        self._busy = True
        self.outcome = Outcome()
        self._sources = {each.source for each in held}
        paths = tuple(item.path for item in items if item.path is not None)
        pasted = tuple(item for item in items if item.path is None)
        self._run(Lane.FILES, reading.expand, paths, done=lambda found: self._expanded((*found, *pasted)))

    def cancel(self) -> None:
        """Bring no more; what was kept stays."""
        if not self._busy:
            return
        self._waiting.clear()
        self.outcome.cancelled = True
        self._desk.tasks.run(Lane.FILES, reading.drop, self._key)
        self._finish()

    # Reading

    def _expanded(self, items: tuple[Incoming, ...]) -> None:
        room = max(0, MOST_ATTACHMENTS - len(self._held))
        self.outcome.too_many = len(items) > room
        self._items = items[:room]
        self.outcome.total = len(self._items)
        self._results.clear()
        self._next = self._storing = 0
        self._alone = False
        if not self._items:
            self._finish()
            return
        self.progressed.emit(0, self.outcome.total)
        self._run(Lane.READ, attachments.options, self._desk.office, done=self._begin)

    def _begin(self, options: PhotoOptions) -> None:
        self._options = options
        self._key = uuid.uuid4().hex
        self._run(Lane.FILES, reading.begin, self._key, self._items, options, done=lambda _begun: self._ask())

    def _ask(self) -> None:
        self._run(Lane.FILES, reading.more, self._key, done=self._take, failed=self._lost)

    def _take(self, batch: Batch) -> None:
        for place, result in batch.results:
            self._results[place] = result
        if not batch.over:
            self._ask()
        self._keep()

    def _lost(self, error: BaseException) -> None:
        """The process ended: one of the files is deadly. Those that are left go one by one, and it is found."""
        if not isinstance(error, ReadingLost | BrokenProcessPool):
            self._fail(error)
            return
        self._alone = True
        self._read_next(self._next)

    def _read_next(self, place: int) -> None:
        while place in self._results:
            place += 1
        if place >= len(self._items):
            self._keep()
            return

        def take(result: Arrived | TurnedAway) -> None:
            self._results[place] = result
            self._keep()
            self._read_next(place + 1)

        def dead(error: BaseException) -> None:
            if isinstance(error, BrokenProcessPool):
                take(TurnedAway(name=self._items[place].called, code="photo.damaged"))
            else:
                self._fail(error)

        self._run(Lane.FILES, reading.read, self._items[place], self._options, done=take, failed=dead)

    # Keeping

    def _keep(self) -> None:
        """Keep what was read so far, without gaps: they come in the order in which they were offered."""
        ready: list[Arrived] = []
        while self._next in self._results:
            result = self._results.pop(self._next)
            self._next += 1
            if isinstance(result, TurnedAway):
                self.outcome.refused.append(result)
                self._count(1)
            elif result.source in self._sources:
                found = attachments.known(self._held, result)
                if found is not None:
                    self.outcome.known.append(found)
                self._count(1)
            else:
                self._sources.add(result.source)
                ready.append(result)
        if ready:
            self._storing += 1
            self._run(Lane.WRITE, attachments.store, self._desk.office, tuple(ready), done=self._kept)
        self._end_if_over()

    def _kept(self, stored: tuple[Attachment, ...]) -> None:
        self._storing -= 1
        self._held = (*self._held, *stored)
        photos = sum(each.kind is AttachmentKind.PHOTO for each in stored)
        self.outcome.photos += photos
        self.outcome.files += len(stored) - photos
        self.arrived.emit(stored)
        self._count(len(stored))
        self._end_if_over()

    def _count(self, more: int) -> None:
        self.outcome.done += more
        self.progressed.emit(self.outcome.done, self.outcome.total)

    def _end_if_over(self) -> None:
        if self._busy and self._next == len(self._items) and not self._storing:
            self._finish()

    def _finish(self) -> None:
        self._busy = False
        self._key = ""
        self._items = ()
        self._results.clear()
        self.finished.emit(self.outcome)
        if self._waiting:
            self.bring(self._waiting.pop(0), self._held)

    def _fail(self, error: BaseException) -> None:
        self._desk.tasks.failure.emit(error)
        self._waiting.clear()
        self.outcome.cancelled = True
        self._finish()

    def _run(self, lane: Lane, fn: object, *args: object, done: object, failed: object = None) -> None:
        """On a lane; what comes back after a cancel is dropped."""
        outcome = self.outcome

        def deliver(result: object) -> None:
            if outcome is self.outcome and self._busy:
                done(result)  # type: ignore[operator]  # one of the methods above

        def fail(error: BaseException) -> None:
            if outcome is self.outcome and self._busy:
                (failed or self._fail)(error)  # type: ignore[operator]  # as above

        self._desk.tasks.run(lane, fn, *args, done=deliver, failed=fail, owner=self)  # type: ignore[arg-type]  # as above


def offered(paths: Sequence[Path]) -> tuple[Incoming, ...]:
    """Files and folders by their paths."""
    return tuple(Incoming(path=path) for path in paths)
