"""Work away from the UI thread: named lanes, and the way results come back to it.

*write* is one thread, *read* one, *net* two, *paper* one spawned process, and *files* another, which reads what comes
from outside (photos, scans) so that previews stay live meanwhile; that one ends when it has had nothing to do for a
while. *survey* is two threads for the reads that take their time (all ids, counts, sums), so that the first rows of a
new question never wait behind what was asked before. Lanes keep the window lively; that no two of them hurt the
database is the store's own business.

What is handed to a lane must hold no widget: the last reference to one, dropped on another thread, destroys it there.
So callbacks stay here in a table on the UI thread, and a job crosses over as a number.
"""

from __future__ import annotations

import itertools
import logging
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from osdesk.ui.worker import Worker

_log = logging.getLogger(__name__)

T = TypeVar("T")

#: A process that dies takes innocent neighbours with it: each job gets a second try, and no third.
_TRIES = 2
#: Milliseconds for which the process of foreign files waits for more: long enough for somebody who adds photo by photo.
_IDLE = 60_000


class Lane(StrEnum):
    """Where a piece of work is done."""

    WRITE = "write"
    READ = "read"
    SURVEY = "survey"
    NET = "net"
    PAPER = "paper"
    FILES = "files"


@dataclass(slots=True)
class _Job:
    lane: Lane
    fn: Callable[..., Any]
    args: tuple[object, ...]
    done: Callable[[Any], object] | None
    failed: Callable[[BaseException], object] | None
    owner: QObject | None
    series: tuple[int, str] | None
    tries: int = 1
    future: Future[Any] | None = None


class Tasks(QObject):
    """The lanes. `failure` takes what no caller caught; `busy_changed` tells how many jobs a lane has now."""

    failure = Signal(object)
    busy_changed = Signal(str, int)
    _finished = Signal(int)
    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Half a millisecond: a pure-Python job must not keep a repaint waiting for the usual five.
        sys.setswitchinterval(0.0005)
        self._numbers = itertools.count(1)
        self._jobs: dict[int, _Job] = {}
        self._newest: dict[tuple[int, str], int] = {}
        self._closing = False
        self._threads = {
            Lane.WRITE: ThreadPoolExecutor(1, "write"),
            Lane.READ: ThreadPoolExecutor(1, "read"),
            Lane.SURVEY: ThreadPoolExecutor(2, "survey"),
            Lane.NET: ThreadPoolExecutor(2, "net"),
        }
        self._workers = {Lane.PAPER: Worker(), Lane.FILES: Worker()}
        self._idle = QTimer(self, singleShot=True, interval=_IDLE)
        self._idle.timeout.connect(self._rest)
        # Queued even from this thread: a future that is already done calls back inside `submit`.
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._asked.connect(self._ask, Qt.ConnectionType.QueuedConnection)
        self._answers: set[Future[Any]] = set()

    def run(
        self,
        lane: Lane,
        fn: Callable[..., T],
        *args: object,
        done: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        owner: QObject | None = None,
        latest: str | None = None,
        later: int = 0,
    ) -> None:
        """Call `fn(*args)` on a lane, then `done(result)` or `failed(error)` on the UI thread.

        Nothing is delivered once `owner` has died. Of the jobs of one owner with the same `latest`, only the newest is
        delivered, and those not yet begun are not begun. Without `failed` an error goes to `failure`. For *paper* and
        *files* the function and its arguments must be picklable. It begins `later` (milliseconds), so that what is on
        the screen can be painted first: another thread at work makes that take twice as long. After `shutdown` work is
        refused silently.
        """
        if isinstance(getattr(fn, "__self__", None), QObject) or any(isinstance(arg, QObject) for arg in args):
            raise TypeError(f"{fn!r} would take a Qt object to another thread")
        if self._closing:
            return
        number = next(self._numbers)
        series = None if latest is None else (id(owner), latest)
        if series is not None:
            self._drop_older(series)
            self._newest[series] = number
        job = _Job(lane, fn, args, done, failed, owner, series)
        self._jobs[number] = job
        if later:
            QTimer.singleShot(later, self, lambda: self._begin(number))
        else:
            self._start(number, job)
        self.busy_changed.emit(lane, self.pending(lane))

    def call(self, lane: Lane, fn: Callable[..., T], *args: object) -> T:
        """From the thread of another lane: do it on that one and wait for what comes of it.

        Raises what it raised, or `CancelledError` when the program ends meanwhile.
        """
        answer: Future[Any] = Future()
        self._answers.add(answer)
        try:
            # After joining the answers: whoever closes cancels those it finds, and this sees that it is closing.
            if self._closing:
                raise CancelledError
            self._asked.emit((lane, fn, args, answer))
            found: T = answer.result()
            return found
        finally:
            self._answers.discard(answer)

    def pending(self, lane: Lane) -> int:
        """Jobs of a lane that were not delivered yet."""
        return sum(job.lane is lane for job in self._jobs.values())

    def warm_up(self) -> None:
        """Start the paper process before the first sheet is asked for, or it costs a second then."""
        self.run(Lane.PAPER, int)

    def shutdown(self, interrupt_reads: Callable[[], object] | None = None) -> None:
        """Take no more work, let what is being written finish, interrupt what is being read; nothing is delivered.

        `interrupt_reads` breaks off running queries (the store's). Returns when *write*, *read* and *survey* are at
        rest, so that the database can be closed.
        """
        self._closing = True
        for answer in tuple(self._answers):
            answer.cancel()
        self._threads[Lane.WRITE].shutdown(wait=True)
        reading = (self._threads[Lane.READ], self._threads[Lane.SURVEY])
        for lane in reading:
            lane.shutdown(wait=False, cancel_futures=True)
        if interrupt_reads is not None:
            interrupt_reads()
        for lane in reading:
            lane.shutdown(wait=True)
        self._threads[Lane.NET].shutdown(wait=False, cancel_futures=True)
        self._idle.stop()
        for worker in self._workers.values():
            worker.end()
        self._jobs.clear()
        self._newest.clear()

    @Slot(object)
    def _ask(self, asked: tuple[Lane, Callable[..., Any], tuple[object, ...], Future[Any]]) -> None:
        lane, fn, args, answer = asked
        if not answer.cancelled():
            self.run(lane, fn, *args, done=answer.set_result, failed=answer.set_exception)

    def _drop_older(self, series: tuple[int, str]) -> None:
        older = self._newest.get(series)
        if older is None:
            return
        future = self._jobs[older].future
        if future is not None:
            future.cancel()
        else:
            self._forget(older)

    def _begin(self, number: int) -> None:
        """Start what was put off, if it is still wanted."""
        job = self._jobs.get(number)
        if job is None or self._closing:
            return
        if job.owner is None or shiboken6.isValid(job.owner):
            self._start(number, job)
        else:
            self._forget(number)

    def _forget(self, number: int) -> None:
        job = self._jobs.pop(number)
        if job.series is not None and self._newest.get(job.series) == number:
            del self._newest[job.series]
        self.busy_changed.emit(job.lane, self.pending(job.lane))

    def _start(self, number: int, job: _Job) -> None:
        worker = self._workers.get(job.lane)
        if worker is not None:
            job.future = worker.submit(job.fn, *job.args)
        else:
            job.future = self._threads[job.lane].submit(job.fn, *job.args)
        job.future.add_done_callback(partial(_announce, self, number))

    def _rest(self) -> None:
        """End the process of foreign files: it holds memory, and is back in half a second."""
        if not self.pending(Lane.FILES):
            self._workers[Lane.FILES].drop()

    @Slot(int)
    def _deliver(self, number: int) -> None:
        job = self._jobs.get(number)
        if job is None or job.future is None or self._closing:
            return
        overtaken = job.series is not None and self._newest.get(job.series) != number
        error = None if job.future.cancelled() else job.future.exception()
        if isinstance(error, BrokenExecutor) and not overtaken and job.tries < _TRIES:
            # Its neighbours may have started another already: the worker itself knows.
            _log.warning("the process of the lane %s stopped; starting another", job.lane.value)
            job.tries += 1
            self._start(number, job)
            return
        self._forget(number)
        if job.lane is Lane.FILES:
            self._idle.start()
        wanted = not overtaken and (job.owner is None or shiboken6.isValid(job.owner))
        if not wanted or job.future.cancelled():
            return
        if error is None:
            if job.done is not None:
                job.done(job.future.result())
        elif job.failed is not None:
            job.failed(error)
        else:
            self.failure.emit(error)


def _announce(tasks: Tasks, number: int, _future: Future[Any]) -> None:
    """Called on whatever thread the job ended on."""
    if shiboken6.isValid(tasks):
        tasks._finished.emit(number)  # noqa: SLF001  (a free function, so that the future holds no bound method of Qt)
