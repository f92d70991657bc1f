"""Visits as an iCalendar file (RFC 5545), which every calendar of a phone or office program reads.

Written here and not by a library: it is one kind of component with ten properties, of which folding and escaping are
all there is to get wrong; the tests read every file back by two libraries. Instants are UTC: they mean the same in
every calendar, need no table of zones, and exist on the days that clocks change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

#: Octets of a line, without its end (RFC 5545, 3.1).
LONGEST_LINE = 75

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# Controls may not stand in a text (RFC 5545, 3.1), halves of surrogate pairs in no file at all.
_REFUSED = re.compile("[\x00-\x09\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of a calendar. `start` and `end` (which it no longer covers) are aware instants, or both dates for
    whole days. `uid` stays the same for ever; a higher `sequence` is a later state of it.
    """

    uid: str
    sequence: int
    start: datetime | date
    end: datetime | date
    summary: str
    location: str = ""
    description: str = ""
    cancelled: bool = False


def written(events: Iterable[Event], stamp: datetime, name: str, program: str, language: str) -> bytes:
    """The file: UTF-8, lines that end in CRLF and are folded at 75 octets. `stamp` is the instant of writing, `name`
    what the calendar is called, `language` as in `pt-BR`.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//OS Desk//{escaped(program)}//{language[:2].upper()}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def escaped(text: str) -> str:
    """A text as the value of a property: on one line, whatever is in it (RFC 5545, 3.3.11)."""
    plain = _REFUSED.sub(" ", _LINE_ENDS.sub("\n", text))
    return plain.strip().translate(_ESCAPED)


def folded(line: str) -> str:
    """A line in pieces of 75 octets at most, each after the first behind a blank; no character is cut in two."""
    if len(line) <= LONGEST_LINE // 4:
        return line
    pieces, start, octets = [], 0, 0
    for place, character in enumerate(line):
        wide = len(character.encode())
        if octets + wide > LONGEST_LINE:
            pieces.append(line[start:place])
            start, octets = place, 1
        octets += wide
    return "\r\n ".join([*pieces, line[start:]])


def _event(event: Event, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{_instant(stamp)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART{_moment(event.start)}"
    yield f"DTEND{_moment(event.end)}"
    yield f"SUMMARY:{escaped(event.summary)}"
    for name, text in (("LOCATION", event.location), ("DESCRIPTION", event.description)):
        if text.strip():
            yield f"{name}:{escaped(text)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    # A visit without an hour keeps nobody busy all day.
    yield f"TRANSP:{'OPAQUE' if isinstance(event.start, datetime) and not event.cancelled else 'TRANSPARENT'}"
    yield "END:VEVENT"


def _moment(moment: datetime | date) -> str:
    if isinstance(moment, datetime):
        return f":{_instant(moment)}"
    return f";VALUE=DATE:{moment.year:04}{moment.month:02}{moment.day:02}"


def _instant(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    return f"{utc.year:04}{utc.month:02}{utc.day:02}T{utc.hour:02}{utc.minute:02}{utc.second:02}Z"


def whole_day(day: date) -> tuple[date, date]:
    """The start and end of a day as a calendar counts it."""
    return day, date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))
