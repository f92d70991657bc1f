"""What the status bar says of something unsaved. One sentence for every room."""

from __future__ import annotations

from datetime import datetime

from osdesk.domain.dates import format_time
from osdesk.texts import _


def draft_words(dirty: bool, kept_at: datetime | None) -> str:
    """That there are changes, and when their draft was kept (in the office's zone); "" when all is saved."""
    if not dirty:
        return ""
    if kept_at is None:
        return _("Changes not saved yet")
    return _("Changes not saved yet · draft kept at {time}").format(time=format_time(kept_at))
