"""Durations as people type them: `90`, `1h30`, `1:30`, `1,5 h`. Apart from times of day, which read the same text
otherwise: `8` is an hour there and eight minutes here.
"""

from __future__ import annotations

import re
from decimal import Decimal

from osdesk.domain.problems import Unreadable

_HOURS = re.compile(r"(?:(?P<hours>[0-9]{1,3})(?:[.,](?P<part>[0-9]{1,2}))? ?h(?:oras?|ours?|s|rs)?)?(?P<rest>.*)")
_MINUTES = re.compile(r"(?P<minutes>[0-9]{1,4}) ?(?:m|min|mins|minutos?|minutes?|')?\.?")
_CLOCK = re.compile(r"(?P<hours>[0-9]{1,3}):(?P<minutes>[0-5][0-9])")


def parse_duration(text: str) -> int | None:
    """Minutes of what was typed, None for nothing. Raises `Unreadable` (`duration.unreadable`)."""
    typed = " ".join(text.lower().split())
    if not typed:
        return None
    clock = _CLOCK.fullmatch(typed)
    if clock is not None:
        return int(clock["hours"]) * 60 + int(clock["minutes"])
    found = _HOURS.fullmatch(typed)
    if found is None or (found["hours"] is None and not found["rest"]):
        raise Unreadable("duration.unreadable")
    rest = found["rest"].strip().removeprefix("e ").strip()
    minutes = _MINUTES.fullmatch(rest)
    # After hours and a fraction of one nothing more makes sense, and minutes are less than one.
    if rest and (minutes is None or (found["hours"] is not None and (found["part"] or int(minutes["minutes"]) >= 60))):
        raise Unreadable("duration.unreadable")
    total = Decimal(f"{found['hours'] or 0}.{found['part'] or 0}") * 60 + int(minutes["minutes"] if minutes else 0)
    return round(total)


def written_duration(minutes: int | None) -> str:
    """As it stands in a field: `1h30`, `2h`, `45 min`; "" for nothing."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours}h{rest:02}" if rest else f"{hours}h"
