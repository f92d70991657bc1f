"""What a crash left behind, and the line over a form that shows it: since when, what differs, a way to give it up."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from osdesk import folders
from osdesk.domain.changes import Subject
from osdesk.domain.dates import format_short_date, format_time
from osdesk.services import drafts, wording
from osdesk.services.drafts import Draft
from osdesk.services.office import Gone, Office
from osdesk.texts import _
from osdesk.ui.records.verbs import RecordVerbs

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


def left_behind(office: Office, verbs: RecordVerbs) -> tuple[tuple[Draft, Any], ...]:
    """The drafts of a subject with the stored value each belongs to (None: never saved, or gone); on the read lane."""
    found = []
    for draft in drafts.all(folders.drafts_folder(office.folder)):
        if draft.subject is not verbs.subject:
            continue
        stored = None
        if draft.record_id is not None:
            with contextlib.suppress(Gone):
                stored = verbs.load(office, draft.record_id)
        found.append((draft, stored))
    return tuple(found)
