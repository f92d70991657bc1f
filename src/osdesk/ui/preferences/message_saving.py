"""Storing the words of messages, and what happens when somebody else stored other words meanwhile.

Apart from `kit.editor`, for here many values are written in one form: those that nobody else touched are stored, those
that were are put together, and each that both changed in the same place is asked about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain.changes import Subject
from osdesk.domain.messages import MessageTemplate, template_problems
from osdesk.services import message_templates, wording
from osdesk.services.office import Conflict, Office
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.merging import merge
from osdesk.ui.preferences.message_words import Words, key_of
from osdesk.ui.prompts import Answer
from osdesk.ui.tasks import Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A template that was refused: both changed `fields`. `merged` has mine there, and theirs elsewhere."""

    theirs: MessageTemplate
    merged: MessageTemplate
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was sent and how it is stored, and what was refused."""

    saved: tuple[tuple[MessageTemplate, MessageTemplate], ...]
    clashes: tuple[Clash, ...]


def store(
    office: Office, changes: tuple[tuple[MessageTemplate, MessageTemplate], ...], initiator: object = None
) -> Outcome:
    """Store what was typed, each with what typing began from; for the write lane."""
    saved, clashes = [], []
    for base, typed in changes:
        found = _store_one(office, base, typed, initiator)
        if isinstance(found, Clash):
            clashes.append(found)
        else:
            saved.append((typed, found))
    return Outcome(saved=tuple(saved), clashes=tuple(clashes))


def _store_one(
    office: Office, base: MessageTemplate, mine: MessageTemplate, initiator: object
) -> MessageTemplate | Clash:
    try:
        return message_templates.save(office, mine, initiator=initiator)
    except Conflict as conflict:
        theirs: MessageTemplate = conflict.stored
    merged, fields = merge(base, mine, theirs)
    if fields:
        return Clash(theirs=theirs, merged=merged, fields=fields)
    return _store_one(office, theirs, merged, initiator)


class WordsSaving(QObject):
    """Stores what is unsaved, one time after another."""

    #: What is shown may be stored otherwise now.
    changed = Signal()
    #: The key of the template that is about to be asked about.
    asking = Signal(object)
    #: Nothing more was stored; what was typed is still unsaved.
    failed = Signal()

    def __init__(self, desk: Desk, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._words, self._over = desk, words, parent
        #: Who announces these changes.
        self.token = object()
        self._busy = False
        self._after: list[Callable[[], None]] = []

    def save(self, then: Callable[[], None]) -> None:
        """Store everything unsaved; `then` is done only once nothing is."""
        self._after.append(then)
        if not self._busy:
            self._store()

    def _store(self) -> None:
        words = self._words
        # What was typed while the rest was being stored may be wrong yet, and waits for the next time.
        changes = tuple((words.base[key_of(typed)], typed) for typed in words.unsaved() if not template_problems(typed))
        if not changes:
            self._finish()
            return
        self._busy = True
        self._desk.tasks.run(
            Lane.WRITE,
            store,
            self._desk.office,
            changes,
            self.token,
            done=self._stored,
            failed=self._failed,
            owner=self,
        )

    def _stored(self, outcome: Outcome) -> None:
        self._busy = False
        for sent, stored in outcome.saved:
            self._words.saved(sent, stored)
        self.changed.emit()
        if outcome.clashes:
            self._ask(outcome.clashes[0])
        else:
            self._finish()

    def _finish(self) -> None:
        if self._words.unsaved():
            return
        waiting, self._after = self._after, []
        for act in waiting:
            act()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._after.clear()
        self.failed.emit()
        self._desk.tasks.failure.emit(error)

    def _ask(self, clash: Clash) -> None:
        """One at a time: the others are refused again when this one is settled."""
        # Whoever closes the question has decided nothing, and what was to be done after saving is not done.
        after, self._after = self._after, []
        self.asking.emit(key_of(clash.theirs))
        names = ", ".join(wording.field_name(Subject.MESSAGE_TEMPLATE, path) for path in clash.fields)
        sentence = _("While you typed, this was saved with something else in: {fields}. The rest was put together.")
        self._desk.prompts.ask(
            self._over,
            _("Somebody else changed this too"),
            sentence.format(fields=names),
            (
                Answer(_("Use what is stored"), partial(self._use_theirs, clash), "danger"),
                Answer(_("Keep editing"), partial(self._keep_mine, clash)),
                Answer(_("Save what I typed"), partial(self._store_mine, clash, after), "filled"),
            ),
        )

    def _use_theirs(self, clash: Clash) -> None:
        self._words.settle(clash.theirs)
        self.changed.emit()
        self._store()

    def _keep_mine(self, clash: Clash) -> None:
        self._words.put_over(clash.theirs, clash.merged)
        self.changed.emit()

    def _store_mine(self, clash: Clash, after: list[Callable[[], None]]) -> None:
        self._after += after
        self._words.put_over(clash.theirs, clash.merged)
        self.changed.emit()
        self._store()
