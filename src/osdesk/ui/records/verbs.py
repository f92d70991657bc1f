"""The verbs of one subject, as a room uses them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from osdesk.domain.changes import Subject
from osdesk.services.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVerbs:
    """The verbs of a subject (`services.clients`, …), as functions of the office."""

    subject: Subject
    load: Callable[[Office, int], Any]
    save: Callable[..., Any]
    delete: Callable[..., None]
    restore: Callable[..., None]
