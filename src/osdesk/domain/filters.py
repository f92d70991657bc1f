"""Filters that are kept: a question whose periods follow the calendar, a name for it, and the columns it is shown in.

Apart from `questions`, which hold plain dates: "this month" is another question every month.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from osdesk.domain.problems import Problem
from osdesk.domain.questions import OrderQuestion

LONGEST_NAME = 60


class Period(StrEnum):
    """A stretch of the calendar, told from today. `BETWEEN` keeps the question's own dates."""

    ANY = "any"
    TODAY = "today"
    TOMORROW = "tomorrow"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    NEXT_WEEK = "next_week"
    NEXT_7_DAYS = "next_7_days"
    LAST_7_DAYS = "last_7_days"
    LAST_30_DAYS = "last_30_days"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    BETWEEN = "between"


Span = tuple[date | None, date | None]


def span(period: Period, today: date) -> Span:
    """First and last day of a period, both in it; None where it is open. Weeks begin on Monday."""
    if period in (Period.ANY, Period.BETWEEN):
        return None, None
    return _SPANS[period](today)


def _month(day: date) -> Span:
    first = day.replace(day=1)
    return first, _first_of_next(first) - timedelta(days=1)


def _first_of_next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _week(day: date) -> Span:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _year(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)


_DAY = timedelta(days=1)
_SPANS: Mapping[Period, Callable[[date], Span]] = MappingProxyType(
    {
        Period.TODAY: lambda today: (today, today),
        Period.TOMORROW: lambda today: (today + _DAY, today + _DAY),
        Period.THIS_WEEK: _week,
        Period.LAST_WEEK: lambda today: _week(today - 7 * _DAY),
        Period.NEXT_WEEK: lambda today: _week(today + 7 * _DAY),
        Period.NEXT_7_DAYS: lambda today: (today, today + 6 * _DAY),
        Period.LAST_7_DAYS: lambda today: (today - 6 * _DAY, today),
        Period.LAST_30_DAYS: lambda today: (today - 29 * _DAY, today),
        Period.THIS_MONTH: _month,
        Period.LAST_MONTH: lambda today: _month(today.replace(day=1) - _DAY),
        Period.THIS_YEAR: lambda today: _year(today.year),
        Period.LAST_YEAR: lambda today: _year(today.year - 1),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter:
    """A filter of the order list under a name, for the whole office. `late` stands for `late_on` of the day it is
    asked; `columns` are keys of the list's columns in their order, none for the usual ones.
    """

    id: int | None = None
    version: int = 0
    name: str = ""
    position: int = 0
    period: Period = Period.ANY
    late: bool = False
    question: OrderQuestion = field(default_factory=OrderQuestion)
    columns: tuple[str, ...] = ()


def question_of(saved: SavedFilter, today: date) -> OrderQuestion:
    """What a filter asks on that day."""
    question = saved.question
    if saved.period is not Period.BETWEEN:
        since, until = span(saved.period, today)
        question = replace(question, since=since, until=until)
    return replace(question, late_on=today if saved.late else None)


def problems(saved: SavedFilter) -> tuple[Problem, ...]:
    """What keeps a filter from being stored."""
    if not saved.name.strip():
        return (Problem(field="name", code="required"),)
    if len(saved.name) > LONGEST_NAME:
        return (Problem(field="name", code="text.too_long", facts={"longest": LONGEST_NAME}),)
    return ()
