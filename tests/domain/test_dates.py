"""Dates and hours from few keys; durations and working days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osdesk.domain import dates
from osdesk.domain.problems import Unreadable

TODAY = date(2026, 11, 23)  # a Monday
OFFICE = timezone(timedelta(hours=-3))
LANGUAGES = ("pt_BR", "es", "en")

days = st.dates(date(dates.FIRST_YEAR, 1, 1), date(dates.LAST_YEAR, 12, 31))
todays = st.dates(date(1950, 1, 1), date(2150, 12, 31))
languages = st.sampled_from(LANGUAGES)
typed_dates = st.text() | st.text("0123456789/-.:+h hojeamanhã", max_size=16)


def refused_date(text: str, today: date = TODAY, language: str = "pt_BR") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        dates.parse_date(text, today, language)
    return caught.value


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24", date(2026, 11, 24)),
        ("23", date(2026, 11, 23)),
        ("16", date(2026, 11, 16)),
        ("15", date(2026, 12, 15)),
        ("31", date(2026, 12, 31)),
        ("1", date(2026, 12, 1)),
        ("24/11", date(2026, 11, 24)),
        ("24-11", date(2026, 11, 24)),
        ("24.11", date(2026, 11, 24)),
        ("24 / 11", date(2026, 11, 24)),
        ("24–11", date(2026, 11, 24)),
        ("2411", date(2026, 11, 24)),
        ("10/1", date(2027, 1, 10)),
        ("22/5", date(2027, 5, 22)),
        ("1/7", date(2026, 7, 1)),
        ("24/11/26", date(2026, 11, 24)),
        ("24/11/2026", date(2026, 11, 24)),
        ("24-11-2025", date(2025, 11, 24)),
        ("241126", date(2026, 11, 24)),
        ("24112026", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
        ("hoje", date(2026, 11, 23)),
        ("HOJE", date(2026, 11, 23)),
        ("ontem", date(2026, 11, 22)),
        ("anteontem", date(2026, 11, 21)),
        ("amanhã", date(2026, 11, 24)),
        ("amanha", date(2026, 11, 24)),
        ("depois de amanhã", date(2026, 11, 25)),
        ("seg", date(2026, 11, 30)),
        ("ter", date(2026, 11, 24)),
        ("terça", date(2026, 11, 24)),
        ("sex", date(2026, 11, 27)),
        ("sex.", date(2026, 11, 27)),
        ("sexta", date(2026, 11, 27)),
        ("sexta-feira", date(2026, 11, 27)),
        ("Sexta Feira", date(2026, 11, 27)),
        ("sáb", date(2026, 11, 28)),
        ("domingo", date(2026, 11, 29)),
        ("+3", date(2026, 11, 26)),
        ("-1", date(2026, 11, 22)),
        ("+0", date(2026, 11, 23)),
    ],
)
def test_a_date_is_read_from_few_keys(typed: str, meant: date) -> None:
    assert dates.parse_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("hoy", "es", date(2026, 11, 23)),
        ("mañana", "es", date(2026, 11, 24)),
        ("pasado mañana", "es", date(2026, 11, 25)),
        ("ayer", "es", date(2026, 11, 22)),
        ("vie", "es", date(2026, 11, 27)),
        ("miércoles", "es", date(2026, 11, 25)),
        ("today", "en", date(2026, 11, 23)),
        ("Tomorrow", "en", date(2026, 11, 24)),
        ("fri", "en", date(2026, 11, 27)),
        ("3/12", "en", date(2026, 12, 3)),
        ("sex", "en", date(2026, 11, 27)),
        ("hoje", "es", date(2026, 11, 23)),
    ],
)
def test_each_language_has_its_words_and_portuguese_is_always_understood(
    typed: str, language: str, meant: date
) -> None:
    assert dates.parse_date(typed, TODAY, language) == meant


def test_a_leap_day_is_looked_for_in_the_years_around() -> None:
    assert dates.parse_date("29/2", date(2027, 11, 23)) == date(2028, 2, 29)
    assert dates.parse_date("29/2", date(2025, 3, 1)) == date(2024, 2, 29)
    assert refused_date("29/2", TODAY).remedy == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("typed", "code", "remedy"),
    [
        ("31/02", "date.no_such_day", date(2026, 2, 28)),
        ("31/02/2028", "date.no_such_day", date(2028, 2, 29)),
        ("31/11", "date.no_such_day", date(2026, 11, 30)),
        ("11/24", "date.no_such_day", date(2026, 11, 24)),
        ("2026-02-30", "date.no_such_day", date(2026, 2, 28)),
        ("24/13", "date.no_such_day", None),
        ("45/11", "date.no_such_day", None),
        ("0/11", "date.no_such_day", None),
        ("99", "date.no_such_day", None),
        ("0", "date.no_such_day", None),
        ("24/11/1826", "date.out_of_range", None),
        ("24/11/2201", "date.out_of_range", None),
        ("0000-01-01", "date.out_of_range", None),
        ("", "date.unreadable", None),
        ("   ", "date.unreadable", None),
        ("logo", "date.unreadable", None),
        ("241", "date.unreadable", None),
        ("24/11/202", "date.unreadable", None),
        ("24/11-2026", "date.unreadable", None),
        ("14h", "date.unreadable", None),
        ("hoy", "date.unreadable", None),
        ("٢٤", "date.unreadable", None),
        ("1" * 10_000, "date.unreadable", None),
    ],
)
def test_what_is_no_date_is_refused_for_its_reason_and_with_a_way_on(
    typed: str, code: str, remedy: date | None
) -> None:
    refused = refused_date(typed)
    assert (refused.code, refused.remedy) == (code, remedy)


def test_a_refusal_shows_what_was_typed_and_the_limits() -> None:
    assert refused_date("31/02").facts == {"text": "31/02", "day": 31, "month": 2}
    assert refused_date("24/11/2201").facts == {"text": "24/11/2201", "first": 1900, "last": 2200}


@given(todays, st.integers(1, 31))
def test_a_bare_day_is_the_first_one_from_a_week_ago(today: date, day: int) -> None:
    found = dates.parse_date(str(day), today)
    assert found.day == day
    assert timedelta(days=-7) <= found - today <= timedelta(days=61 - 7)
    assert not any((today + timedelta(days=offset)).day == day for offset in range(-7, (found - today).days))


@given(days, todays, languages)
def test_every_date_reads_back_as_it_is_written(day: date, today: date, language: str) -> None:
    for written in (dates.format_date(day, language), day.isoformat(), f"{day:%d%m%Y}", f"{day:%d.%m.%Y}"):
        assert dates.parse_date(written, today, language) == day


@given(todays, st.integers(-180, 180), languages)
def test_a_short_date_within_half_a_year_reads_back(today: date, offset: int, language: str) -> None:
    day = today + timedelta(days=offset)
    if (day.month, day.day) != (2, 29):
        assert dates.parse_date(dates.format_short_date(day), today, language) == day


@given(todays, st.integers(1, 7), languages)
def test_a_weekday_is_the_next_such_day_after_today(today: date, offset: int, language: str) -> None:
    day = today + timedelta(days=offset)
    assert dates.parse_date(dates.format_weekday(day, language), today, language) == day


def outcome(text: str, today: date, language: str) -> date | Unreadable:
    try:
        return dates.parse_date(text, today, language)
    except Unreadable as refused:
        return refused


@given(typed_dates, days, languages)
def test_any_text_is_a_date_in_range_or_refused(text: str, today: date, language: str) -> None:
    found = outcome(text, today, language)
    if isinstance(found, Unreadable):
        assert found.code in ("date.unreadable", "date.no_such_day", "date.out_of_range")
        assert found.remedy is None or isinstance(found.remedy, date)
    else:
        assert dates.FIRST_YEAR <= found.year <= dates.LAST_YEAR


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8", time(8)),
        ("812", time(8, 12)),
        ("0812", time(8, 12)),
        ("8h", time(8)),
        ("8H", time(8)),
        ("8h12", time(8, 12)),
        ("8 h 12", time(8, 12)),
        ("8h12min", time(8, 12)),
        ("08:12", time(8, 12)),
        ("8:12", time(8, 12)),
        ("8:12h", time(8, 12)),
        ("20h", time(20)),
        ("0", time(0)),
        ("2359", time(23, 59)),
        ("2:30 pm", time(14, 30)),
        ("12am", time(0)),
        ("12 p.m.", time(12)),
    ],
)
def test_an_hour_is_read_from_few_keys(typed: str, meant: time) -> None:
    assert dates.parse_time(typed) == meant


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("24", "time.out_of_range"),
        ("24:00", "time.out_of_range"),
        ("8:75", "time.out_of_range"),
        ("1260", "time.out_of_range"),
        ("13pm", "time.out_of_range"),
        ("8:5", "time.unreadable"),
        ("8h5", "time.unreadable"),
        ("", "time.unreadable"),
        ("cedo", "time.unreadable"),
        ("12345", "time.unreadable"),
        ("-8", "time.unreadable"),
    ],
)
def test_what_is_no_hour_is_refused_for_its_reason(typed: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        dates.parse_time(typed)
    assert (caught.value.code, caught.value.facts) == (code, {"text": typed})


@given(st.times())
def test_every_hour_reads_back_as_it_is_written(moment: time) -> None:
    to_the_minute = moment.replace(second=0, microsecond=0)
    half = f"{moment.hour % 12 or 12}:{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"
    ways = (dates.format_time(moment), f"{moment.hour}h{moment.minute:02}", f"{moment:%H%M}", half)
    assert {dates.parse_time(written) for written in ways} == {to_the_minute}


@given(st.text() | st.text("0123456789h: apm", max_size=8))
def test_any_text_is_an_hour_or_refused(text: str) -> None:
    try:
        found = dates.parse_time(text)
    except Unreadable as refused:
        code = refused.code
        assert code in ("time.unreadable", "time.out_of_range")
    else:
        assert (found.second, found.microsecond, found.tzinfo) == (0, 0, None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24/11", (date(2026, 11, 24), None, None)),
        ("24/11 14h", (date(2026, 11, 24), time(14), None)),
        ("24/11 14", (date(2026, 11, 24), time(14), None)),
        ("24/11, 14h30", (date(2026, 11, 24), time(14, 30), None)),
        ("24/11 1430", (date(2026, 11, 24), time(14, 30), None)),
        ("24/11/2026 14:00", (date(2026, 11, 24), time(14), None)),
        ("24/11 14:00–16:00", (date(2026, 11, 24), time(14), time(16))),
        ("24/11 14-16", (date(2026, 11, 24), time(14), time(16))),
        ("24/11 das 14h às 16h", (date(2026, 11, 24), time(14), time(16))),
        ("24 8h até 10h", (date(2026, 11, 24), time(8), time(10))),
        ("amanhã 8h-10h", (date(2026, 11, 24), time(8), time(10))),
        ("depois de amanhã às 8h", (date(2026, 11, 25), time(8), None)),
        ("hoje 14h", (TODAY, time(14), None)),
        ("14h", (TODAY, time(14), None)),
        ("14:00 - 16:00", (TODAY, time(14), time(16))),
        ("sex 22h-2h", (date(2026, 11, 27), time(22), time(2))),
        ("+2 8:00", (date(2026, 11, 25), time(8), None)),
        ("14", (date(2026, 12, 14), None, None)),
    ],
)
def test_a_moment_is_a_date_with_an_hour_or_two_if_wanted(
    typed: str, meant: tuple[date, time | None, time | None]
) -> None:
    assert dates.parse_moment(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("mañana a las 8h", "es", (date(2026, 11, 24), time(8), None)),
        ("viernes 8h a 10h", "es", (date(2026, 11, 27), time(8), time(10))),
        ("tomorrow at 2pm", "en", (date(2026, 11, 24), time(14), None)),
        ("fri 8:00 to 10:00", "en", (date(2026, 11, 27), time(8), time(10))),
    ],
)
def test_a_moment_is_read_in_the_other_languages(
    typed: str, language: str, meant: tuple[date, time | None, time | None]
) -> None:
    assert dates.parse_moment(typed, TODAY, language) == meant


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31/02 14h", "date.no_such_day"),
        ("31/02", "date.no_such_day"),
        ("24/11 25h", "time.out_of_range"),
        ("24/11 14h-25h", "time.out_of_range"),
        ("logo 14h", "date.unreadable"),
        ("24/11 2026", "date.unreadable"),
        ("24/11 cedo", "date.unreadable"),
        ("814", "date.unreadable"),
        ("", "date.unreadable"),
    ],
)
def test_what_is_no_moment_is_refused_for_its_reason(typed: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        dates.parse_moment(typed, TODAY)
    assert caught.value.code == code


@given(days, st.times(), st.times(), todays, languages)
def test_every_moment_reads_back_as_it_is_written(
    day: date, start: time, end: time, today: date, language: str
) -> None:
    start, end = (moment.replace(second=0, microsecond=0) for moment in (start, end))
    written = f"{dates.format_date(day, language)} {dates.format_time(start)}–{dates.format_time(end)}"
    assert dates.parse_moment(written, today, language) == (day, start, end)


@given(typed_dates, todays, languages)
def test_any_text_is_a_moment_or_refused(text: str, today: date, language: str) -> None:
    try:
        _day, start, end = dates.parse_moment(text, today, language)
    except Unreadable as refused:
        code = refused.code
        assert code.split(".")[0] in ("date", "time")
    else:
        assert end is None or start is not None


def test_dates_and_hours_are_written_short_and_day_first() -> None:
    day = date(2026, 11, 24)
    assert dates.format_date(day) == dates.format_date(day, "en") == "24/11/2026"
    assert dates.format_date(date(2026, 1, 2), weekday=True) == "sex 02/01/2026"
    assert dates.format_short_date(date(2026, 1, 2)) == "02/01"
    assert dates.format_time(time(8, 12, 59)) == "08:12"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("pt_BR", "seg ter qua qui sex sáb dom"),
        ("es", "lun mar mié jue vie sáb dom"),
        ("en", "Mon Tue Wed Thu Fri Sat Sun"),
    ],
)
def test_weekdays_have_three_letters(language: str, written: str) -> None:
    assert [dates.format_weekday(TODAY + timedelta(days=offset), language) for offset in range(7)] == written.split()


@pytest.mark.parametrize(
    ("duration", "language", "written"),
    [
        (timedelta(hours=1, minutes=53), "pt_BR", "1 h 53"),
        (timedelta(hours=1, minutes=53), "es", "1 h 53 min"),
        (timedelta(hours=1, minutes=53), "en", "1 h 53 min"),
        (timedelta(hours=2, minutes=5), "pt_BR", "2 h 05"),
        (timedelta(minutes=45, seconds=59), "pt_BR", "45 min"),
        (timedelta(hours=2), "pt_BR", "2 h"),
        (timedelta(days=1, hours=2, minutes=10), "pt_BR", "26 h 10"),
        (timedelta(), "pt_BR", "0 min"),
        (timedelta(seconds=-5), "pt_BR", "0 min"),
        (timedelta(minutes=-45), "pt_BR", "−45 min"),
    ],
)
def test_a_duration_is_hours_and_minutes(duration: timedelta, language: str, written: str) -> None:
    assert dates.format_duration(duration, language) == written


def test_an_end_past_midnight_is_marked_with_the_days_gone_by() -> None:
    assert dates.format_clock_after(datetime(2026, 11, 24, 16, 5, tzinfo=OFFICE), date(2026, 11, 24)) == "16:05"
    assert dates.format_clock_after(datetime(2026, 11, 25, 4, 45, tzinfo=OFFICE), date(2026, 11, 24)) == "04:45 (+1)"
    assert dates.format_clock_after(datetime(2026, 11, 23, 4, 45, tzinfo=OFFICE), date(2026, 11, 24)) == "04:45 (−1)"


def test_working_days_skip_weekends_and_holidays() -> None:
    holidays = frozenset({date(2026, 12, 25), date(2027, 1, 1)})
    assert dates.add_working_days(date(2026, 11, 27), 1) == date(2026, 11, 30)
    assert dates.add_working_days(date(2026, 12, 24), 1, holidays) == date(2026, 12, 28)
    assert dates.add_working_days(date(2026, 12, 24), 5, holidays) == date(2027, 1, 4)
    assert dates.add_working_days(date(2026, 11, 28), 0) == date(2026, 11, 30)
    assert dates.add_working_days(date(2026, 11, 30), -1) == date(2026, 11, 27)
    assert dates.working_days_until(date(2026, 12, 24), date(2027, 1, 4), holidays) == 5
    assert dates.working_days_until(date(2026, 11, 27), date(2026, 11, 29)) == 0


@given(todays, st.integers(1, 60), st.frozensets(todays, max_size=5))
def test_counting_back_what_was_added_gives_the_same_number(start: date, count: int, holidays: frozenset[date]) -> None:
    end = dates.add_working_days(start, count, holidays)
    assert dates.is_working_day(end, holidays)
    assert dates.working_days_until(start, end, holidays) == count
