"""An open office, and the one funnel through which everything is written.

`Office` is what every verb takes: a store, an actor, a clock. `Office.write` checks the permission, opens the
transaction, stamps actor and time, writes the journal and gathers what changed; listeners hear of it after the commit.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from osdesk.domain.changes import Change, Changes, Subject
from osdesk.domain.permissions import Actor, Permission
from osdesk.storage import glance
from osdesk.storage.engine import Session, Store, open_store
from osdesk.storage.outcomes import Conflict, ForbiddenThread, Gone, StoreClosed
from osdesk.storage.trouble import (
    AlreadyOpen,
    DamagedDatabase,
    DiskFull,
    DiskTrouble,
    FolderGone,
    FolderUnsafe,
    ForeignDatabase,
    Locked,
    NewerDatabase,
    OfficeTrouble,
    OlderDatabase,
    ReadInterrupted,
    ReadOnlyFolder,
)

if TYPE_CHECKING:
    from osdesk.domain.company import OfficeSettings
    from osdesk.domain.history import Deed, FieldChange

__all__ = [
    "AlreadyOpen",
    "Conflict",
    "DamagedDatabase",
    "DiskFull",
    "DiskTrouble",
    "FolderGone",
    "FolderUnsafe",
    "ForbiddenThread",
    "ForeignDatabase",
    "Gone",
    "Locked",
    "NewerDatabase",
    "NotAllowed",
    "Office",
    "OfficeTrouble",
    "OlderDatabase",
    "ReadInterrupted",
    "ReadOnlyFolder",
    "Session",
    "Store",
    "StoreClosed",
    "Work",
    "open_office",
]

_log = logging.getLogger(__name__)
_SOMEBODY = Actor(name="")
#: More ids than this are told as "everything".
_NAMED = 5000


class NotAllowed(Exception):
    """The actor has no such right."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(permission.value)
        self.permission = permission


class Work:
    """One transaction on its way: its session, who does it and when, and what it changed so far."""

    def __init__(self, office: Office, session: Session, initiator: object) -> None:
        self.office = office
        self.session = session
        self.actor = office.actor.name
        self.at = office.instant()
        self._initiator = initiator
        self._changed: dict[Subject, set[int]] = {}
        self._everything: set[Subject] = set()

    def require(self, permission: Permission) -> None:
        """Refuse the work unless its actor has this right too."""
        if not self.office.actor.may(permission):
            raise NotAllowed(permission)

    def record(
        self,
        subject: Subject,
        ids: Iterable[int],
        deed: Deed,
        changes: Sequence[FieldChange] = (),
        detail: str = "",
    ) -> None:
        """Write the deed into the journal of each record, and tell of it after the commit."""
        from osdesk.storage import journal

        named = list(ids)
        journal.record(self.session, subject, named, deed, actor=self.actor, at=self.at, changes=changes, detail=detail)
        self.changed(subject, named)

    def changed(self, subject: Subject, ids: Iterable[int]) -> None:
        """Tell of these records after the commit, without an entry in the journal."""
        self._changed.setdefault(subject, set()).update(ids)

    def changed_everything(self, subject: Subject) -> None:
        """Tell that too much of a subject changed to name it."""
        self._everything.add(subject)

    @property
    def changes(self) -> Changes:
        """All that was changed so far."""
        found = []
        for subject in Subject:
            ids = self._changed.get(subject, set())
            everything = subject in self._everything or len(ids) > _NAMED
            if everything or ids:
                found.append(Change(subject=subject, ids=frozenset(() if everything else ids), everything=everything))
        return Changes(changes=tuple(found), initiator=self._initiator)


class Office:
    """An open office. Any thread may call any verb with it, but the one that `forbid_thread` names."""

    def __init__(self, store: Store, actor: Actor = _SOMEBODY, clock: Callable[[], datetime] | None = None) -> None:
        self.store = store
        self.actor = actor
        self._clock = clock or (lambda: datetime.now(UTC))
        self._listeners: list[Callable[[Changes], None]] = []
        self._zone = ZoneInfo("UTC")
        with store.glance() as raw:
            time_zone = glance.time_zone(raw)
        if time_zone:
            self._go_by(time_zone)
        else:
            from osdesk.domain.company import OfficeSettings

            self.adopt(OfficeSettings())

    @property
    def folder(self) -> Path:
        """The office's folder."""
        return self.store.folder

    @property
    def readonly(self) -> bool:
        """Whether nothing can be written."""
        return self.store.readonly

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return self._zone

    def adopt(self, settings: OfficeSettings) -> None:
        """Go by these settings from now on, so that telling the date needs no database."""
        self._go_by(settings.time_zone)

    def _go_by(self, time_zone: str) -> None:
        # A zone that this system doesn't know, from another one's settings, must not keep the office shut.
        with contextlib.suppress(ZoneInfoNotFoundError, ValueError, OSError):
            self._zone = ZoneInfo(time_zone)

    def instant(self) -> datetime:
        """Now, in UTC."""
        return self._clock().astimezone(UTC)

    def now(self) -> datetime:
        """Now, in the office's zone."""
        return self._clock().astimezone(self._zone)

    def today(self) -> date:
        """The day it is in the office."""
        return self.now().date()

    def listen(self, callback: Callable[[Changes], None]) -> None:
        """Call back after every commit, from the thread that did the work."""
        self._listeners.append(callback)

    def forbid_thread(self, ident: int) -> None:
        """From now on that thread (the one that paints) must not touch the database."""
        self.store.forbid_thread(ident)

    def interrupt_reads(self) -> None:
        """Break off every read that is running; each raises `ReadInterrupted`."""
        self.store.interrupt_reads()

    def read(self) -> contextlib.AbstractContextManager[Session]:
        """A session that reads one unchanging state. Only services use it."""
        return self.store.read()

    @contextlib.contextmanager
    def write(self, permission: Permission, initiator: object = None) -> Iterator[Work]:
        """One transaction by an actor with that right: committed and told at the end, undone by an exception.

        Raises `NotAllowed` before anything is touched. Only services use it.
        """
        if not self.actor.may(permission):
            raise NotAllowed(permission)
        with self.store.write() as session:
            work = Work(self, session, initiator)
            yield work
        self._tell(work.changes)

    def _tell(self, changes: Changes) -> None:
        if not changes.changes:
            return
        for listener in tuple(self._listeners):
            try:
                listener(changes)
            except Exception:  # noqa: BLE001  whatever it is, it is not the fault of this work
                # The work is done and stored: whoever saved must not hear of somebody else's fault.
                _log.exception("a listener failed")

    def close(self) -> None:
        """Close the database and let go of the folder."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def open_office(
    folder: Path,
    *,
    readonly: bool = False,
    create: bool = True,
    actor: Actor = _SOMEBODY,
    clock: Callable[[], datetime] | None = None,
) -> Office:
    """Open the office in a folder; raises `OfficeTrouble`.

    Where there is none, one is made, unless `create` is off: a folder remembered from last time that has gone is
    `FolderGone` and not a new, empty office. `readonly` takes no lock and works beside an open window.
    """
    store = open_store(folder, readonly=readonly, create=create)
    try:
        return Office(store, actor, clock)
    except BaseException:
        store.close()
        raise
