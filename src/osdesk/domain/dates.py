"""Dates, hours and moments: read from few keys, written short, and counted in working days.

Apart from the values that hold them because every field, the command line and the list's filter read the same words.
Dates are read day first in all three languages: the office is Brazilian whatever its language.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from osdesk.domain.problems import Unreadable
from osdesk.domain.text import DASHES, fold, quote

FIRST_YEAR = 1900
LAST_YEAR = 2200
LOOK_BACK = timedelta(days=7)
"""How far back a bare day of the month may lie: `24` is six days ago on the 30th and three weeks ahead on the 2nd."""

_DAYS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "pt_BR": {"hoje": 0, "ontem": -1, "anteontem": -2, "amanha": 1, "depois de amanha": 2},
        "es": {"hoy": 0, "ayer": -1, "anteayer": -2, "manana": 1, "pasado manana": 2},
        "en": {"today": 0, "yesterday": -1, "day before yesterday": -2, "tomorrow": 1, "day after tomorrow": 2},
    }
)
# Monday first, as `date.weekday` counts. The first three letters are read too, and shown in lists.
_WEEKDAYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "pt_BR": ("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo"),
        "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    }
)
_LONGEST = 60  # characters; whatever is longer is a text pasted into the wrong field

_MINUS = "\u2212"
_DASHES = re.compile(f"[{DASHES}]")
_DATE = re.compile(r"([0-9]{1,2})\s*([/.\-])\s*([0-9]{1,2})(?:\s*\2\s*([0-9]{2}|[0-9]{4}))?")
_ISO = re.compile(r"([0-9]{4})[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,2})")
_BARE = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2}|[0-9]{4})?")
_DAY = re.compile(r"[0-9]{1,2}")
_OFFSET = re.compile(r"([+-])\s*([0-9]{1,4})")
_TIME = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:\s*h\s*(?P<past>[0-9]{2})\s*(?:m|min)?|\s*(?:h|hs|hrs)|:(?P<minute>[0-9]{2})\s*h?)?"
    r"|(?P<run>[0-9]{3,4})"
    r"|(?P<half>[0-9]{1,2})(?::(?P<half_minute>[0-9]{2}))?\s*(?P<of_day>[ap])\.?m\.?",
    re.IGNORECASE,
)
_CLOCK = r"[0-9]{1,2}(?:\s?h\s?[0-9]{2}|\s?h|:[0-9]{2}h?)|[0-9]{1,4}|[0-9]{1,2}(?::[0-9]{2})?\s?[ap]\.?m\.?"
_SPAN = rf"(?P<start>{_CLOCK})(?:\s*(?:-|\bàs|\bas|\baté|\bate|\ba(?:\s+las)?|\bto)\s*(?P<end>{_CLOCK}))?"
_HOURS = re.compile(_SPAN, re.IGNORECASE)
_MOMENT = re.compile(
    rf"(?P<day>.*?\S)(?:\s*,\s*|\s+)(?:(?:às|as|das|de|a\s+las|de\s+las|at|from)\s+)?{_SPAN}", re.IGNORECASE
)
_MARKED = re.compile(r"h|:|[ap]\.?m", re.IGNORECASE)
_YEAR_LIKE = re.compile("19[0-9]{2}|2[01][0-9]{2}")


def parse_date(text: str, today: date, language: str = "pt_BR") -> date:
    """A date from what people type, relative to `today` (the office's own).

    - `24`: the next 24th, counted from seven days ago; `+3`: in three days; `-1`: yesterday.
    - `24/11`, `24-11`, `24.11`, `2411`: the one nearest to today. `24/11/26`, `24/11/2026`, `241126`, `24112026`; ISO.
    - Words of the language and of Portuguese, with or without accents: `hoje`, `ontem`, `amanhã`, `depois de amanhã`;
      a weekday or its first three letters is the next such day after today.

    Raises `Unreadable`: `date.unreadable` (blank too), `date.no_such_day` (`day`, `month`; remedy: the last day of that
    month, or the date with day and month exchanged where only that exists), `date.out_of_range` (`first`, `last` year).
    All carry `text`.
    """
    typed = _tidy(text, "date.unreadable")
    if found := _OFFSET.fullmatch(typed):
        return _ranged(today.toordinal() + int(found[1] + found[2]), text)
    if found := _ISO.fullmatch(typed):
        return _on(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _DATE.fullmatch(typed):
        return _day_and_month(int(found[1]), int(found[3]), found[4], today, text)
    if found := _BARE.fullmatch(typed):
        return _day_and_month(int(found[1]), int(found[2]), found[3], today, text)
    if _DAY.fullmatch(typed):
        return _next_day(int(typed), today, text)
    word = fold(typed)
    days, weekdays = _words(language)
    if word in days:
        return _ranged(today.toordinal() + days[word], text)
    if word in weekdays:
        return _ranged(today.toordinal() + (weekdays[word] - today.weekday() - 1) % 7 + 1, text)
    raise Unreadable("date.unreadable", text=quote(text))


def parse_time(text: str) -> time:
    """An hour of the day from `8`, `812`, `0812`, `8h`, `8h12`, `08:12`, `20h` or `2:30 pm`, to the minute.

    Raises `Unreadable`: `time.unreadable` (blank too) or `time.out_of_range` (`24:00`, `8:75`), both with `text`.
    """
    found = _TIME.fullmatch(_tidy(text, "time.unreadable"))
    if found is None:
        raise Unreadable("time.unreadable", text=quote(text))
    if run := found["run"]:
        hour, minute = int(run[:-2]), int(run[-2:])
    elif found["half"]:
        hour, minute = int(found["half"]), int(found["half_minute"] or 0)
        if not 1 <= hour <= 12:
            raise Unreadable("time.out_of_range", text=quote(text))
        hour = hour % 12 + (12 if found["of_day"] in "pP" else 0)
    else:
        hour, minute = int(found["hour"]), int(found["past"] or found["minute"] or 0)
    if hour > 23 or minute > 59:
        raise Unreadable("time.out_of_range", text=quote(text))
    return time(hour, minute)


def parse_moment(text: str, today: date, language: str = "pt_BR") -> tuple[date, time | None, time | None]:
    """A date and, if typed, an hour or two: `24/11`, `24/11 14h`, `amanhã 8h-10h`, `hoje às 14h`.

    Hours alone mean today and need their mark (`14h`, `14:00`), since `14` is a day. The second hour may be before the
    first: work over midnight. Four bare digits that look like a year (`24/11 2026`) aren't taken as an hour. Raises
    `Unreadable` as `parse_date` and `parse_time` do.
    """
    try:
        return parse_date(text, today, language), None, None
    except Unreadable as refusal:
        if refusal.code != "date.unreadable":
            raise
        typed = _tidy(text, "date.unreadable")
        if (hours := _HOURS.fullmatch(typed)) and _MARKED.search(typed):
            return today, *_span(hours)
        found = _MOMENT.fullmatch(typed)
        if found is None or _YEAR_LIKE.fullmatch(found["start"]):
            raise
    return parse_date(found["day"], today, language), *_span(found)


def format_date(day: date, language: str = "pt_BR", weekday: bool = False) -> str:
    """`24/11/2026`, with weekday `ter 24/11/2026`; day first in every language."""
    written = f"{day.day:02}/{day.month:02}/{day.year:04}"
    return f"{format_weekday(day, language)} {written}" if weekday else written


def format_short_date(day: date) -> str:
    """`24/11`."""
    return f"{day.day:02}/{day.month:02}"


def format_weekday(day: date, language: str = "pt_BR") -> str:
    """The weekday in three letters: `seg`, `lun`, `Mon`."""
    return _WEEKDAYS.get(language, _WEEKDAYS["pt_BR"])[day.weekday()][:3]


def format_time(moment: time | datetime) -> str:
    """`08:12`; seconds are cut off, as a clock does."""
    return f"{moment.hour:02}:{moment.minute:02}"


def format_clock_after(moment: datetime, start: date) -> str:
    """The hour of an end, marked with the days gone by since `start`: `16:05`, past midnight `04:45 (+1)`."""
    days = (moment.date() - start).days
    return f"{format_time(moment)} ({'+' if days > 0 else _MINUS}{abs(days)})" if days else format_time(moment)


def format_duration(duration: timedelta, language: str = "pt_BR") -> str:
    """`45 min`, `1 h 53`, `2 h`, `26 h 10`: whole minutes, cut off; Spanish and English say `1 h 53 min`."""
    total = abs(duration) // timedelta(minutes=1)
    hours, minutes = divmod(total, 60)
    if not hours:
        written = f"{minutes} min"
    elif not minutes:
        written = f"{hours} h"
    else:
        written = f"{hours} h {minutes:02}" + ("" if language == "pt_BR" else " min")
    return _MINUS + written if total and duration < timedelta() else written


def is_working_day(day: date, holidays: frozenset[date] = frozenset()) -> bool:
    """Monday to Friday, and no holiday."""
    return day.weekday() < 5 and day not in holidays


def add_working_days(start: date, count: int, holidays: frozenset[date] = frozenset()) -> date:
    """The day that is `count` working days after `start`, which itself doesn't count (Código Civil, art. 132).

    0 gives `start` itself, or the first working day after it; a negative count goes back.
    """
    step = timedelta(days=-1 if count < 0 else 1)
    day = start
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day, holidays):
            day += step
    while not is_working_day(day, holidays):
        day += step
    return day


def working_days_until(start: date, end: date, holidays: frozenset[date] = frozenset()) -> int:
    """How many working days lie after `start` up to and with `end`; negative when `end` is the earlier one."""
    if end < start:
        return -working_days_until(end, start, holidays)
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays) for day in days)


def _tidy(text: str, code: str) -> str:
    """Without space around and with plain hyphens; refused when blank or longer than any date."""
    typed = _DASHES.sub("-", text.strip())
    if not typed or len(typed) > _LONGEST:
        raise Unreadable(code, text=quote(text))
    return typed


def _span(found: re.Match[str]) -> tuple[time, time | None]:
    return parse_time(found["start"]), parse_time(found["end"]) if found["end"] else None


def _words(language: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Words for days counted from today, and for weekdays, folded: of Portuguese and of the language."""
    days: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for spoken in ("pt_BR", language):
        days |= _DAYS.get(spoken, {})
        for number, name in enumerate(_WEEKDAYS.get(spoken, ())):
            weekdays |= dict.fromkeys((fold(name), fold(name)[:3]), number)
            if spoken == "pt_BR" and number < 5:
                weekdays[fold(name) + " feira"] = number
    return days, weekdays


def _ranged(ordinal: int, text: str) -> date:
    if not date(FIRST_YEAR, 1, 1).toordinal() <= ordinal <= date(LAST_YEAR, 12, 31).toordinal():
        raise Unreadable("date.out_of_range", text=quote(text), first=FIRST_YEAR, last=LAST_YEAR)
    return date.fromordinal(ordinal)


def _on(year: int, month: int, day: int, text: str) -> date:
    """That date, or what is wrong with it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable("date.out_of_range", text=quote(text), first=FIRST_YEAR, last=LAST_YEAR)
    if _exists(year, month, day):
        return date(year, month, day)
    remedy = None
    if _exists(year, day, month):
        remedy = date(year, day, month)
    elif 1 <= month <= 12 and 29 <= day <= 31:
        remedy = date(year, month, monthrange(year, month)[1])
    raise Unreadable("date.no_such_day", remedy, text=quote(text), day=day, month=month)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _day_and_month(day: int, month: int, year: str | None, today: date, text: str) -> date:
    if year is not None:
        return _on(int(year) + (2000 if len(year) == 2 else 0), month, day, text)
    years = (today.year + offset for offset in (1, 0, -1))  # the coming one wins a tie
    near = [date(each, month, day) for each in years if _exists(each, month, day)]
    if not near:
        return _on(today.year, month, day, text)
    return _ranged(min(near, key=lambda found: abs(found - today)).toordinal(), text)


def _next_day(day: int, today: date, text: str) -> date:
    """The first date with that day of the month that isn't more than `LOOK_BACK` past."""
    if not 1 <= day <= 31:
        raise Unreadable("date.no_such_day", text=quote(text), day=day, month=None)
    found = today - LOOK_BACK
    while found.day != day:
        found += timedelta(days=1)
    return _ranged(found.toordinal(), text)
