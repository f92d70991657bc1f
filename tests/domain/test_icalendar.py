"""Calendar files: every text comes back as it was, from lines no longer than the standard allows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import icalendar as reader
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osdesk.domain.icalendar import LONGEST_LINE, Event, escaped, folded, whole_day, written

NINE = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEN = datetime(2026, 11, 24, 13, tzinfo=UTC)
AWKWARD = (
    "Silva; Souza, Filhos & Cia.",
    "C:\\Obras\\novo",
    "linha um\r\nlinha dois\rlinha três\nEND:VEVENT\nBEGIN:VALARM",
    "👩🏽‍🔧 técnica – “ar condicionado” ☃",
    "Ω" * 300,
    "x" * 75,
    "çã" * 40,
    'aspas " e : e =',
    "nulo\x00 sino\x07 fim\x1f",
    "separador\u2028de linha\x85e mais",
)


def file_of(**changes: Any) -> bytes:
    held: dict[str, Any] = {"uid": "ABC-1@osdesk", "sequence": 3, "start": NINE, "end": TEN, "summary": "OS 000042"}
    event = Event(**{**held, **changes})
    return written([event], NINE, "Agenda", "OS Desk 1.0", "pt-BR")


def event_of(data: bytes) -> Any:
    (event,) = reader.Calendar.from_ical(data).walk("VEVENT")
    return event


def plain(text: str) -> str:
    """What may be left of a text: its lines ended alike, without what no calendar may hold."""
    for end in ("\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return "".join(" " if (character != "\n" and (ord(character) < 32 or 127 <= ord(character) < 160))
                   or character in "\ufffe\uffff" else character for character in text).strip()  # fmt: skip


def test_the_whole_file_is_as_the_standard_writes_it() -> None:
    assert file_of(location="Rua A, 1", description="Levar escada") == (
        b"BEGIN:VCALENDAR\r\n"
        b"VERSION:2.0\r\n"
        b"PRODID:-//OS Desk//OS Desk 1.0//PT\r\n"
        b"CALSCALE:GREGORIAN\r\n"
        b"X-WR-CALNAME:Agenda\r\n"
        b"BEGIN:VEVENT\r\n"
        b"UID:ABC-1@osdesk\r\n"
        b"DTSTAMP:20261124T120000Z\r\n"
        b"SEQUENCE:3\r\n"
        b"DTSTART:20261124T120000Z\r\n"
        b"DTEND:20261124T130000Z\r\n"
        b"SUMMARY:OS 000042\r\n"
        b"LOCATION:Rua A\\, 1\r\n"
        b"DESCRIPTION:Levar escada\r\n"
        b"STATUS:CONFIRMED\r\n"
        b"TRANSP:OPAQUE\r\n"
        b"END:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    )


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    data = file_of(summary=text, description=text, location=text)
    event = event_of(data)
    for name in ("SUMMARY", "DESCRIPTION", "LOCATION"):
        assert str(event[name]) == plain(text)
    assert sum(line.startswith(b"BEGIN:") for line in data.split(b"\r\n")) == 2
    assert all(len(line) <= LONGEST_LINE for line in data.split(b"\r\n"))


@given(st.text(max_size=300))
def test_any_text_comes_back(text: str) -> None:
    assert str(event_of(file_of(summary=f"«{text}»"))["SUMMARY"]) == plain(f"«{text}»")


@given(st.text(st.characters(codec="utf-8", min_codepoint=32), max_size=400))
def test_a_folded_line_is_itself_again_and_no_character_is_cut(line: str) -> None:
    pieces = folded(line).split("\r\n ")
    assert "".join(pieces) == line
    for place, piece in enumerate(pieces):
        assert len(piece.encode()) + (place > 0) <= LONGEST_LINE


def test_a_line_of_75_octets_stays_whole_and_one_more_is_folded() -> None:
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 76) == "x" * 75 + "\r\n x"
    assert escaped("  a;b,c\\d\ne ") == "a\\;b\\,c\\\\d\\ne"


def test_a_day_without_hours_is_a_whole_day_that_keeps_nobody_busy() -> None:
    start, end = whole_day(date(2026, 11, 24))
    event = event_of(file_of(start=start, end=end))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 11, 24), date(2026, 11, 25))
    assert event["TRANSP"] == "TRANSPARENT"
    assert whole_day(date.max) == (date.max, date.max)


def test_what_is_off_says_so() -> None:
    assert event_of(file_of(cancelled=True))["STATUS"] == "CANCELLED"
    assert b"LOCATION" not in file_of(location="  ")


def test_a_calendar_without_entries_is_one_all_the_same() -> None:
    assert reader.Calendar.from_ical(written([], NINE, "Agenda", "OS Desk", "es")).walk("VEVENT") == []
