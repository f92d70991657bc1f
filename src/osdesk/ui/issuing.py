"""Issuing from the window: gathered, drawn and kept on their lanes, one order after another, each until it isn't stale.

Apart from the deeds of the editor, for printing, exporting and sending issue first too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QWidget

from osdesk.domain.revisions import Revision
from osdesk.domain.sheets import Paper, SheetOptions
from osdesk.ui.desk import Desk
from osdesk.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from osdesk.services.issuing import Prepared
    from osdesk.services.office import Office

#: How often an order may be saved between drawing and keeping before that is told as trouble.
_TRIES = 5


def issue(
    desk: Desk,
    parent: QWidget,
    order_id: int,
    options: SheetOptions | None = None,
    done: Callable[[Revision], object] | None = None,
) -> None:
    """Issue a stored order, or find that its last document says it all; `done` gets the document while `parent` lives.

    Trouble is told as `failure`. Without options those of the office.
    """

    def finished(revisions: tuple[Revision, ...]) -> None:
        if done is not None and revisions and shiboken6.isValid(parent):
            done(revisions[0])

    Issuing(desk.office, desk.tasks, (order_id,), options, done=finished, failed=desk.tasks.failure.emit).begin()


class Issuing:
    """Issues orders one after another. Held by the callbacks of its own steps, and gone after the last.

    What is gone meanwhile is left out. What was issued before it was cancelled stays issued.
    """

    def __init__(
        self,
        office: Office,
        tasks: Tasks,
        ids: Sequence[int],
        options: SheetOptions | None,
        *,
        done: Callable[[tuple[Revision, ...]], object],
        failed: Callable[[BaseException], object],
        progress: Callable[[int, int], object] | None = None,
        initiator: object = None,
    ) -> None:
        """`progress(at, of)` is called as each begins, counted from 1."""
        self._office, self._tasks = office, tasks
        self._ids, self._options = tuple(ids), options
        self._done, self._failed, self._progress = done, failed, progress
        self._initiator = initiator
        self._found: list[Revision] = []
        self._at = 0
        self._tries = 0
        self._over = False

    def begin(self) -> None:
        """Issue the first; everything else happens in turns of the event loop."""
        self._next()

    def cancel(self) -> None:
        """Issue no more, and call back no more."""
        self._over = True

    def _next(self) -> None:
        if self._at == len(self._ids):
            self._over = True
            self._done(tuple(self._found))
            return
        self._tries = 0
        if self._progress is not None:
            self._progress(self._at + 1, len(self._ids))
        self._prepare()

    def _prepare(self) -> None:
        from osdesk.services import issuing

        self._tries += 1
        self._run(Lane.READ, issuing.prepare, self._office, self._ids[self._at], self._options, done=self._draw)

    def _draw(self, prepared: Prepared) -> None:
        from osdesk.services import rendering

        if prepared.existing is not None:
            self._kept(prepared.existing)
            return
        self._run(
            Lane.PAPER,
            rendering.render,
            (prepared.sheet,),
            done=lambda paper: self._keep(prepared, paper),
        )

    def _keep(self, prepared: Prepared, paper: Paper) -> None:
        self._run(Lane.WRITE, _store, self._office, prepared, paper, self._initiator, done=self._kept)

    def _kept(self, revision: Revision) -> None:
        self._found.append(revision)
        self._go_on()

    def _go_on(self) -> None:
        self._at += 1
        self._next()

    def _run(self, lane: Lane, fn: Callable[..., object], *args: object, done: Callable[..., object]) -> None:
        def delivered(result: object) -> None:
            if not self._over:
                done(result)

        self._tasks.run(lane, fn, *args, done=delivered, failed=self._fail)

    def _fail(self, error: BaseException) -> None:
        from osdesk.services import issuing
        from osdesk.services.office import Gone

        if self._over:
            return
        if isinstance(error, issuing.Stale) and self._tries < _TRIES:
            self._prepare()
        elif isinstance(error, Gone) and len(self._ids) > 1:
            self._go_on()
        else:
            self._over = True
            self._failed(error)


def _store(office: Office, prepared: Prepared, paper: Paper, initiator: object) -> Revision:
    from osdesk.services import issuing

    return issuing.store(office, prepared, paper, initiator=initiator)
