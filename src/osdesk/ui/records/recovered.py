"""The sentence about what a crash left behind: since when it lies there, and what differs from what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from osdesk.domain.changes import Subject
from osdesk.domain.dates import format_short_date, format_time
from osdesk.services import drafts, wording
from osdesk.services.drafts import Draft
from osdesk.texts import _

_NAMED = 5


def recovered_words(draft: Draft, stored: object | None, kept_at: datetime) -> str:
    """The sentence about a draft; `kept_at` in the office's zone. "" when it differs in nothing."""
    fields = tuple(dict.fromkeys(change.field for change in drafts.differences(stored, draft)))
    if not fields:
        return ""
    return _("Not saved on {day} at {time}, and still here: {fields}.").format(
        day=format_short_date(kept_at.date()),
        time=format_time(kept_at),
        fields=names_of(draft.subject, fields),
    )


def names_of(subject: Subject, fields: Sequence[str]) -> str:
    """The names of fields, the first few of them."""
    names = list(dict.fromkeys(wording.field_name(subject, field) for field in fields))
    shown = ", ".join(names[:_NAMED])
    return f"{shown}…" if len(names) > _NAMED else shown
