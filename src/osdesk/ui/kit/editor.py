"""Editing one record: load, save, draft, and what happens when somebody else saved it meanwhile.

A part of a page, not a page: it holds the binding and calls the verbs it was given on their lanes, so that the order,
a client and a template are edited alike.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain.problems import Refused
from osdesk.log import without_data
from osdesk.texts import _
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.merging import merge, over
from osdesk.ui.prompts import Answer, Prompts
from osdesk.ui.tasks import Lane, Tasks

_log = logging.getLogger(__name__)

T = TypeVar("T")

#: A draft is kept this long after the last key, so that a crash costs a few words at most.
DRAFT_AFTER = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbs(Generic[T]):
    """What can be done with a record; each runs on a lane and holds nothing of Qt.

    `save` gives back the value as stored and raises `Refused`, or the conflict that `stored_instead` understands.
    """

    load: Callable[[int], T]
    save: Callable[[T], T]
    #: The value, and by path what was typed and can't be read.
    keep_draft: Callable[[T, dict[str, str]], object] | None = None
    drop_draft: Callable[[T], object] | None = None
    #: Of an error: the value somebody else stored meanwhile, None for any other error.
    stored_instead: Callable[[BaseException], T | None] = lambda _error: None


class Editing(QObject, Generic[T]):
    """One record being edited. `loaded` and `saved` carry the value, `draft_kept` the time."""

    loaded = Signal(object)
    saved = Signal(object)
    dirty_changed = Signal(bool)
    draft_kept = Signal(object)
    #: Saving began (True) or ended.
    busy_changed = Signal(bool)

    def __init__(
        self,
        page: QWidget,
        binding: Binding[T],
        verbs: Verbs[T],
        tasks: Tasks,
        prompts: Prompts,
        *,
        field_name: Callable[[str], str] = lambda path: path,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        """`field_name` words a path of the value ("deadline" → "prazo") for the question about a conflict."""
        super().__init__(page)
        self._page, self._binding, self._verbs = page, binding, verbs
        self._tasks, self._prompts = tasks, prompts
        self._field_name, self._now = field_name, now
        self._dirty = False
        self._saving = False
        self._after_saving: list[Callable[[], None]] = []
        self._stored: T | None = None
        self._drafted_at: datetime | None = None
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_AFTER)
        self._draft_timer.timeout.connect(self.keep_draft)
        binding.changed.connect(self._changed)

    @property
    def is_dirty(self) -> bool:
        """Whether something isn't stored."""
        return self._dirty

    @property
    def is_saving(self) -> bool:
        """Whether it is being stored now."""
        return self._saving

    @property
    def stored(self) -> T | None:
        """The value as stored, None for a new record."""
        return self._stored

    @property
    def drafted_at(self) -> datetime | None:
        """When the draft was last kept, None while there's none."""
        return self._drafted_at

    def open(self, record_id: int) -> None:
        """Load a stored record on the read lane, then show it."""
        self._tasks.run(Lane.READ, self._verbs.load, record_id, done=self._opened, owner=self, latest="load")

    def show(self, value: T) -> None:
        """Show a stored value."""
        self._stored = value
        self._drafted_at = None
        self._binding.load(value)
        self._draft_timer.stop()
        self.loaded.emit(value)

    def begin(self, value: T, *, untouched: bool = True) -> None:
        """Show a new record. It is unsaved only once something is typed, unless it isn't `untouched` (a duplicate)."""
        self._stored = None
        self._binding.load(value)
        if not untouched:
            self._binding.load_unsaved(value, None)
        self.loaded.emit(value)

    def restore(self, draft: T, stored: T | None, unreadable: Mapping[str, str]) -> None:
        """Show what a draft kept, with what can't be read in it; `stored` is what the office has, None for nothing."""
        self._stored = stored
        self._binding.load_unsaved(draft, stored)
        self.loaded.emit(draft)
        self._binding.show_unreadable(unreadable)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Store what was typed; `then` is done only once it is. The first problem gets the keyboard instead."""
        if then is not None:
            self._after_saving.append(then)
        if self._saving:
            return
        if self._binding.show_all_problems():
            self._after_saving.clear()
            self._binding.focus_first_problem()
            return
        if not self._dirty and self._stored is not None:
            self._finish()
            return
        value, _problems = self._binding.read()
        self._store(value)

    def discard(self, then: Callable[[], None]) -> None:
        """Give up what was typed, its draft too."""
        self._draft_timer.stop()
        value, _problems = self._binding.read()
        if self._verbs.drop_draft is not None:
            self._tasks.run(Lane.WRITE, self._verbs.drop_draft, value)
        self._set_dirty(False)
        then()

    def keep_draft(self) -> None:
        """Keep what was typed where a crash can't reach it."""
        self._draft_timer.stop()
        if not self._dirty or self._verbs.keep_draft is None:
            return
        value, _problems = self._binding.read()
        self._tasks.run(
            Lane.WRITE,
            self._verbs.keep_draft,
            value,
            self._binding.unreadable(),
            done=self._draft_done,
            failed=self._draft_failed,
            owner=self,
            latest="draft",
        )

    def changed_elsewhere(self) -> None:
        """The stored record changed: an untouched form shows it anew, one being edited takes it in when it is saved."""
        record_id = getattr(self._stored, "id", None)
        if record_id is not None and not self._dirty and not self._saving:
            self.open(record_id)

    # Inside

    def _opened(self, value: T) -> None:
        # What a draft brought back while it was being loaded is not to be covered by what is stored.
        if not self._dirty:
            self.show(value)

    def _changed(self) -> None:
        self._set_dirty(self._binding.is_dirty())
        if self._dirty:
            self._draft_timer.start()

    def _set_dirty(self, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)

    def _store(self, value: T) -> None:
        self._saving = True
        self._draft_timer.stop()
        self.busy_changed.emit(True)
        self._tasks.run(
            Lane.WRITE,
            self._verbs.save,
            value,
            done=lambda stored: self._done(value, stored),
            failed=lambda error: self._failed(value, error),
            owner=self,
        )

    def _done(self, sent: T, stored: T) -> None:
        self._saving = False
        self._stored = stored
        self._drafted_at = None
        if self._verbs.drop_draft is not None:
            self._tasks.run(Lane.WRITE, self._verbs.drop_draft, stored)
        self._binding.stored(sent, stored)
        self._set_dirty(self._binding.is_dirty())
        self.busy_changed.emit(False)
        self.saved.emit(stored)
        if not self._dirty:
            self._finish()

    def _finish(self) -> None:
        waiting, self._after_saving = self._after_saving, []
        for act in waiting:
            act()

    def _failed(self, value: T, error: BaseException) -> None:
        self._saving = False
        self.busy_changed.emit(False)
        theirs = self._verbs.stored_instead(error)
        if theirs is not None:
            self._conflict(value, theirs)
        elif isinstance(error, Refused):
            self._after_saving.clear()
            self._binding.show_refused(error.problems)
            self._binding.focus_first_problem()
        else:
            self._after_saving.clear()
            # Nothing is lost: what was typed is still here, and in the draft.
            self.keep_draft()
            self._tasks.failure.emit(error)

    def _conflict(self, mine: T, theirs: T) -> None:
        """Somebody saved it first: put both together; ask only where both changed the same."""
        base: Any = self._stored
        if base is None:
            base = theirs
        known = getattr(base, "version", None) == getattr(mine, "version", None)
        merged, clashes = merge(base, mine, theirs) if known else over(mine, theirs)
        self._stored = theirs
        if not clashes:
            self._binding.load_unsaved(merged, theirs)
            self._store(merged)
            return
        names = ", ".join(self._field_name(path) for path in clashes)
        sentence = _("While you typed, this was saved with something else in: {fields}. The rest was put together.")
        self._prompts.ask(
            self._page,
            _("Somebody else changed this too"),
            sentence.format(fields=names),
            (
                Answer(_("Use what is stored"), lambda: self._take_theirs(theirs), "danger"),
                Answer(_("Keep editing"), lambda: self._keep_mine(merged, theirs)),
                Answer(_("Save what I typed"), lambda: self._store_mine(merged, theirs), "filled"),
            ),
        )

    def _take_theirs(self, theirs: T) -> None:
        self._after_saving.clear()
        self.show(theirs)
        self._set_dirty(False)

    def _keep_mine(self, merged: T, theirs: T) -> None:
        self._after_saving.clear()
        self._binding.load_unsaved(merged, theirs)

    def _store_mine(self, merged: T, theirs: T) -> None:
        self._binding.load_unsaved(merged, theirs)
        self._store(merged)

    def _draft_failed(self, error: BaseException) -> None:
        """Nobody asked for a draft, so what the disk refuses is no question over the form: the page says that none is
        kept, and after the next key it is tried again.
        """
        if not isinstance(getattr(error, "code", None), str):
            self._tasks.failure.emit(error)
            return
        _log.warning("a draft was not kept: %s", without_data(error))
        self._drafted_at = None
        self.draft_kept.emit(None)

    def _draft_done(self, _result: object) -> None:
        if self._dirty:
            self._drafted_at = self._now()
            self.draft_kept.emit(self._drafted_at)
