"""The postman at work while the window is open: when he goes out, what waits for him, and the password he may ask for.

Apart from `services.postman`, who delivers: here are the lanes, the timer and the question to a person.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from osdesk.domain.changes import Changes, Subject
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.domain.outbox import OutboxCounts
    from osdesk.domain.sheets import OrderSheet, Paper
    from osdesk.services.office import Office
    from osdesk.services.postman import Postman, Round, Standing
    from osdesk.ui.changes import ChangeSignal
    from osdesk.ui.tasks import Tasks

#: After a change: several messages may be queued one after another.
_SOON = 300
#: The clock of the computer may jump: nothing is put off longer without another look.
_LONGEST = 10 * 60 * 1000
_AFTER_FAULT = 60_000


class Mailing(QObject):
    """One for each open office. `counted` tells what waits, `came_back` that a round is over."""

    counted = Signal(object)
    came_back = Signal(object)

    def __init__(self, office: Office, tasks: Tasks, changes: ChangeSignal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office, self._tasks, self._changes = office, tasks, changes
        self._postman: Postman | None = None
        self._out = False
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._go_out)
        self._recount = QTimer(self, singleShot=True, interval=_SOON)
        self._recount.timeout.connect(self._count)
        self._ended = False

    def begin(self) -> None:
        """Put right what a crash left, and go out from now on whenever something is due."""
        if self._office.readonly:
            return
        self._changes.happened.connect(self._news)
        self._count()
        draw = partial(_draw, self._tasks)
        # There and not here: what speaks to servers takes a while to be imported.
        self._tasks.run(Lane.NET, _hire, self._office, draw, done=self._hired, owner=self)

    def end(self) -> None:
        """The office is being closed: break off."""
        self._ended = True
        self._next.stop()
        self._recount.stop()
        if self._postman is not None:
            self._postman.stop()

    def try_now(self) -> None:
        """A person says to try at once, or has put right why nothing went."""
        if self._postman is not None:
            self._postman.forget_block()
            self._go_out()

    def standing(self) -> Standing | None:
        """Why nothing goes just now; None before the postman has begun."""
        return self._postman.standing() if self._postman is not None else None

    def _hired(self, postman: Postman) -> None:
        self._postman = postman
        if self._ended:
            postman.stop()
        else:
            self._go_out()

    def _news(self, changes: Changes) -> None:
        if changes.touches(Subject.MESSAGE) or changes.touches(Subject.MAIL_ACCOUNT):
            self._recount.start()
            if not self._out:
                self._next.start(_SOON)

    def _count(self) -> None:
        counts: Callable[[Office], OutboxCounts] = _counts
        self._tasks.run(Lane.READ, counts, self._office, done=self.counted.emit, owner=self, latest="outbox")

    def _go_out(self) -> None:
        if self._out or self._ended or self._postman is None:
            return
        self._out = True
        self._tasks.run(Lane.NET, self._postman.deliver, done=self._back, failed=self._broken, owner=self)

    def _back(self, found: Round) -> None:
        self._out = False
        self._put_off(found.next_at)
        self._recount.start()
        self.came_back.emit(found)

    def _broken(self, error: BaseException) -> None:
        """A fault of ours: told once, and the next round comes all the same."""
        self._out = False
        self._next.start(_AFTER_FAULT)
        self._tasks.failure.emit(error)

    def _put_off(self, moment: datetime | None) -> None:
        if moment is not None and not self._ended:
            wait = (moment - self._office.instant()).total_seconds() * 1000
            self._next.start(round(min(max(wait, _SOON), _LONGEST)))


def _hire(office: Office, draw: Callable[[tuple[OrderSheet, ...]], Paper]) -> Postman:
    from osdesk.services import handing
    from osdesk.services.postman import Postman

    # What was handed to other programs days ago was attached or forgotten.
    handing.sweep()
    postman = Postman(office, draw)
    postman.recover()
    return postman


def _counts(office: Office) -> OutboxCounts:
    from osdesk.services import outbox

    return outbox.counts(office)


def _draw(tasks: Tasks, sheets: tuple[OrderSheet, ...]) -> Paper:
    """Draw in the paper process, asked by the postman's thread."""
    from osdesk.services import rendering

    paper: Paper = tasks.call(Lane.PAPER, rendering.render, sheets)
    return paper
