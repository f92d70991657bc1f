"""What a committed piece of work changed, told to whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """The kinds of thing an office keeps; the noun is the same in every layer."""

    COMPANY = "company"
    SETTINGS = "settings"
    CLIENT = "client"
    TECHNICIAN = "technician"
    TEMPLATE = "template"
    STATUS = "status"
    SERVICE_TYPE = "service_type"
    ORDER = "order"
    REVISION = "revision"
    MESSAGE = "message"
    MESSAGE_TEMPLATE = "message_template"
    MAIL_ACCOUNT = "mail_account"
    SCAN = "scan"
    SAVED_FILTER = "saved_filter"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The records of one subject that were added, changed, deleted or restored; `everything` when too many to name."""

    subject: Subject
    ids: frozenset[int] = frozenset()
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that one transaction changed. `initiator` is whatever the face passed in, so that it knows its own work."""

    changes: tuple[Change, ...]
    initiator: object = None

    def touches(self, subject: Subject, record_id: int | None = None) -> bool:
        """Whether anything of that subject (or that very record) changed."""
        return any(
            change.subject is subject and (record_id is None or change.everything or record_id in change.ids)
            for change in self.changes
        )

    def ids(self, subject: Subject) -> frozenset[int]:
        """The named records of a subject that changed (empty as well when `everything` did)."""
        found: frozenset[int] = frozenset()
        for change in self.changes:
            if change.subject is subject:
                found |= change.ids
        return found

    def everything(self, subject: Subject) -> bool:
        """Whether so much of that subject changed that it must be asked for anew."""
        return any(change.subject is subject and change.everything for change in self.changes)
