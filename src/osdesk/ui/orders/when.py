"""Moments of the past as people tell them, for every list of what was done to an order."""

from __future__ import annotations

from datetime import datetime, timedelta

from osdesk.domain.dates import format_date, format_short_date, format_time
from osdesk.texts import _, language


def moment_words(moment: datetime, now: datetime) -> str:
    """`today, 14:32`, `yesterday, 17:05`, `13/11, 09:00`, with its year when it is another."""
    day = moment.date()
    if day == now.date():
        words = _("today")
    elif day == now.date() - timedelta(days=1):
        words = _("yesterday")
    else:
        words = format_short_date(day) if day.year == now.year else format_date(day, language())
    return f"{words}, {format_time(moment)}"
