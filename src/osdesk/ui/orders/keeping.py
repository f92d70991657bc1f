"""The draft of what is being typed: written every few seconds on the write lane, gone once it is saved or given up.

Apart from the editor: when something is kept is one thing, what is kept another.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from osdesk import folders
from osdesk.domain.changes import Subject
from osdesk.domain.orders import Order
from osdesk.log import without_data
from osdesk.services import drafts
from osdesk.services.drafts import Draft
from osdesk.ui.desk import Desk
from osdesk.ui.tasks import Lane

_log = logging.getLogger(__name__)

#: Milliseconds after the last key, and at most after the first.
_PAUSE = 1500
_LONGEST = 5000


class DraftKeeper(QObject):
    """Keeps the draft of one order. `kept` tells that one was written, or that none could be (`kept_at` says which)."""

    kept = Signal()

    def __init__(self, desk: Desk, take: Callable[[], tuple[Order, int, dict[str, str]]], parent: QObject) -> None:
        """`take` gives the order as typed, the version it was loaded with, and what can't be read."""
        super().__init__(parent)
        self._desk, self._take = desk, take
        self._folder = folders.drafts_folder(desk.office.folder)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._longest = QTimer(self, singleShot=True, interval=_LONGEST)
        self._pause.timeout.connect(self.keep_now)
        self._longest.timeout.connect(self.keep_now)
        self._keys: set[str] = set()
        self.kept_at: datetime | None = None

    def touch(self) -> None:
        """Something was typed."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def adopt(self, draft: Draft) -> None:
        """A draft that was found is this order's from now on."""
        self._keys.add(draft.key)
        self.kept_at = draft.kept_at

    def keep_now(self) -> None:
        """Write the draft without waiting for a pause."""
        self._stop()
        order, version, unreadable = self._take()
        draft = Draft(
            key=f"order-{order.code}",
            subject=Subject.ORDER,
            value=order,
            stored_version=version,
            unreadable=unreadable,
            kept_at=self._desk.office.instant(),
        )
        self._keys.add(draft.key)
        self._desk.tasks.run(
            Lane.WRITE,
            drafts.keep,
            self._folder,
            draft,
            done=lambda _nothing: self._written(draft.kept_at),
            failed=self._not_written,
            owner=self,
            latest="draft",
        )

    def drop(self) -> None:
        """Nothing is unsaved any more: no draft is needed."""
        self._stop()
        keys, self._keys, self.kept_at = self._keys, set(), None
        for key in keys:
            self._desk.tasks.run(Lane.WRITE, drafts.drop, self._folder, key)

    def _not_written(self, error: BaseException) -> None:
        """Nobody asked for a draft, so its failure (a full disk) is no question over the form that is typed in: the
        line at the window's foot says that nothing is kept, and the next pause tries again.
        """
        if not isinstance(getattr(error, "code", None), str):
            self._desk.tasks.failure.emit(error)
            return
        _log.warning("a draft was not kept: %s", without_data(error))
        self.kept_at = None
        self.kept.emit()

    def _stop(self) -> None:
        self._pause.stop()
        self._longest.stop()

    def _written(self, at: datetime) -> None:
        if self._keys:
            self.kept_at = at
            self.kept.emit()
