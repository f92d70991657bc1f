"""The form of one record in a room of list and editor: a binding, its editing, and the draft that a crash leaves."""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from osdesk import folders
from osdesk.domain.changes import Subject
from osdesk.services import drafts, wording
from osdesk.services.drafts import Draft
from osdesk.services.office import Conflict
from osdesk.ui.desk import Desk
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.editor import Editing, Verbs
from osdesk.ui.records.recovered import recovered_words
from osdesk.ui.records.verbs import RecordVerbs

T = TypeVar("T")


class RecordForm(QWidget, Generic[T]):
    """One record being edited. A subclass builds the fields, binds them, and calls `begin_editing` at its end."""

    #: The name at its head changed.
    heading_changed = Signal()
    #: Sections from here on are new ones: the rest of the window may go on with the keyboard.
    problems_changed = Signal()

    def __init__(self, desk: Desk, verbs: RecordVerbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.verbs = verbs
        #: What is said over it when it shows what a crash left behind.
        self.recovered = ""
        #: Whether it shows a record by now.
        self.is_loaded = False
        #: Tells this form's own work from others' in `Changes`; it crosses threads, so it is no widget.
        self.token = object()
        self.binding: Binding[T]
        self.editing: Editing[T]
        self._place = _DraftPlace(
            folders.drafts_folder(desk.office.folder),
            verbs.subject,
            f"{verbs.subject.value}-new-{uuid.uuid4().hex[:12]}",
        )

    @property
    def record_id(self) -> int | None:
        """Id of the record shown, None for a new one."""
        stored: Any = self.editing.stored
        return None if stored is None else stored.id

    def heading(self) -> str:
        """What the record is called, as typed."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """The field a new record begins with."""
        raise NotImplementedError

    def blank(self, name: str) -> T:
        """A new record of that name."""
        raise NotImplementedError

    def begin_editing(self, binding: Binding[T]) -> None:
        """Put the binding to work."""
        self.binding = binding
        office, verbs, token = self.desk.office, self.verbs, self.token
        place = self._place
        subject = verbs.subject
        self.editing = Editing(
            self,
            binding,
            Verbs(
                load=lambda record_id: verbs.load(office, record_id),
                save=lambda value: verbs.save(office, value, initiator=token),
                keep_draft=lambda value, unreadable: place.keep(value, unreadable, office.now()),
                drop_draft=place.drop,
                stored_instead=stored_instead,
            ),
            self.desk.tasks,
            self.desk.prompts,
            field_name=lambda path: wording.field_name(subject, path),
            now=office.now,
        )
        self.editing.loaded.connect(self._now_loaded)
        binding.changed.connect(self.heading_changed)
        binding.problems_changed.connect(self.problems_changed)

    def adopt_draft(self, draft: Draft, stored: T | None) -> None:
        """Show what a crash left behind; it is of this form from now on."""
        kept_at = draft.kept_at.astimezone(self.desk.office.zone)
        self.recovered = recovered_words(draft, stored, kept_at)
        self._place.adopt(draft.key)
        self.editing.restore(draft.value, stored, draft.unreadable)

    def _now_loaded(self, _value: object) -> None:
        self.is_loaded = True

    def next_problem(self) -> None:
        """Go to the next problem (F8)."""
        self.binding.next_problem()


def stored_instead(error: BaseException) -> Any:
    """What somebody else stored meanwhile, None when the error is another one."""
    return error.stored if isinstance(error, Conflict) else None


class _DraftPlace:
    """Where the drafts of one form go. Its methods run on the write lane and know nothing of Qt."""

    def __init__(self, folder: Path, subject: Subject, new_key: str) -> None:
        self._folder, self._subject, self._new_key = folder, subject, new_key

    def keep(self, value: Any, unreadable: dict[str, str], at: datetime) -> None:
        """Keep a draft."""
        drafts.keep(
            self._folder,
            Draft(
                key=self._key(value.id),
                subject=self._subject,
                value=value,
                stored_version=value.version,
                unreadable=unreadable,
                kept_at=at,
            ),
        )

    def adopt(self, key: str) -> None:
        """Go on with the draft of that name, which another run of the program began."""
        if key.startswith(f"{self._subject.value}-new-"):
            self._new_key = key

    def drop(self, value: Any) -> None:
        """Drop it; one of the time before the record had an id as well."""
        drafts.drop(self._folder, self._new_key)
        if value.id is not None:
            drafts.drop(self._folder, self._key(value.id))

    def _key(self, record_id: int | None) -> str:
        return self._new_key if record_id is None else f"{self._subject.value}-{record_id}"
