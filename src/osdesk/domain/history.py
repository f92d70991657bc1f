"""The history of a record: who changed what, from what to what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from osdesk.domain.changes import Subject


class Deed(StrEnum):
    """What was done to a record."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"
    RESTORED = "restored"
    PRINTED = "printed"
    EXPORTED = "exported"
    ISSUED = "issued"
    VOIDED = "voided"
    SENT = "sent"
    FILED = "filed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One changed field: its path, and its value before and after as plain JSON values (None where absent)."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the journal, as it was written. `detail` says which copies were printed, or where to; of a
    document its revision, of something sent the channel and the receivers (`email a@b.example`).
    """

    id: int
    subject: Subject
    record_id: int
    deed: Deed
    actor: str
    at: datetime
    changes: tuple[FieldChange, ...] = ()
    detail: str = ""
