"""The office's day at a million orders: filters of every kind, their sums, a week of the agenda, a year's reports.

Reports are held against the same statements run by `sqlite3` alone; the rest has a time that a person waits without
noticing, on a computer like this one.
"""

from __future__ import annotations

import sqlite3
import statistics
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

from bench.figures import Figure, in_turn, milliseconds, timed
from bench.saving import Recorder, Statements, run
from osdesk.domain.billing import Billing
from osdesk.domain.priorities import Priority
from osdesk.domain.questions import ChecklistResult, OrderDate, OrderQuestion, OrderSort
from osdesk.domain.reports import Grouping, ReportName
from osdesk.services import agenda, lists, reports, search
from osdesk.services.office import Office, open_office

GROUP = "The office's day"
_PAGE, _SUMS, _WEEK = 100, 300, 100
_REPORT = 1.5


def measure(office: Path, scratch: Path, rounds: int) -> list[Figure]:
    """Filters, sums, search, agenda, reports."""
    with open_office(office, readonly=True) as held:
        today = _last_day(held)
        figures = [_worst("first page of a filter", _pages(held, today), _PAGE, rounds)]
        figures.append(_worst("its count and sum", _sums(held, today), _SUMS, rounds))
        figures.append(_worst("search over everything", _searches(held), _PAGE, rounds))
        figures.append(_worst("a week of the agenda", _weeks(held, today), _WEEK, rounds))
        figures += _reports(held, office, today, rounds)
    return figures


def _last_day(office: Office) -> date:
    """The day of the newest order: an office that was made earlier has had no today since."""
    newest = lists.orders_first(office, OrderQuestion(), 1)
    return newest[0].opened_at.astimezone(office.zone).date() if newest else office.today()


def questions(today: date) -> Iterator[tuple[str, OrderQuestion]]:
    """Filters as people make them: broad and narrow, alone and together, of which some find nothing."""
    a_year_ago, a_month_ago = today - timedelta(days=365), today - timedelta(days=30)
    yield "a month of visits", OrderQuestion(dated=OrderDate.PLANNED, since=a_month_ago, until=today)
    yield (
        "a year by closing",
        OrderQuestion(dated=OrderDate.CLOSED, sort=OrderSort.CLOSED, since=a_year_ago, until=today),
    )
    yield "to be billed", OrderQuestion(billing=frozenset({Billing.TO_BILL}), sort=OrderSort.TOTAL)
    yield "paid", OrderQuestion(billing=frozenset({Billing.PAID}))
    yield (
        "urgent and failed",
        OrderQuestion(priorities=frozenset({Priority.URGENT}), checklist=ChecklistResult.FAILED, sort=OrderSort.CLIENT),
    )
    yield "a place and an amount", OrderQuestion(place="Porto", least=Decimal(500), most=Decimal(600))
    yield "a technician not signed", OrderQuestion(technicians=frozenset({1}), signed=False, sent=False)
    yield (
        "everything at once",
        OrderQuestion(
            technicians=frozenset({1, 2}),
            priorities=frozenset({Priority.HIGH}),
            dated=OrderDate.DEADLINE,
            least=Decimal(100),
            checklist=ChecklistResult.PASSED,
            sort=OrderSort.REASON,
            since=a_year_ago,
            until=today,
        ),
    )
    yield "nothing at all", OrderQuestion(least=Decimal(10**9), sort=OrderSort.TECHNICIANS)
    yield "on site now", OrderQuestion(on_site=True)
    yield "not planned", OrderQuestion(planned=False, sort=OrderSort.DEADLINE, descending=False)


def _pages(office: Office, today: date) -> list[tuple[str, Callable[[], object]]]:
    return [
        (name, lambda question=question: lists.orders_first(office, question, 100))  # type: ignore[misc]
        for name, question in questions(today)
    ]


def _sums(office: Office, today: date) -> list[tuple[str, Callable[[], object]]]:
    return [
        (name, lambda question=question: lists.orders_tally(office, question))  # type: ignore[misc]
        for name, question in questions(today)
    ]


def _searches(office: Office) -> list[tuple[str, Callable[[], object]]]:
    typed = ("co", "compressor nao gela", "123456", "padria", "51 99", "xyzw qqq")
    return [(text, lambda text=text: search.find(office, text, 8)) for text in typed]  # type: ignore[misc]


def _weeks(office: Office, today: date) -> list[tuple[str, Callable[[], object]]]:
    monday = today - timedelta(days=today.weekday())
    weeks = (monday, monday - timedelta(days=28), monday - timedelta(days=280))
    return [
        (first.isoformat(), lambda first=first: agenda.agenda(office, first, first + timedelta(days=6)))  # type: ignore[misc]
        for first in weeks
    ]


def _worst(what: str, works: list[tuple[str, Callable[[], object]]], most: float, rounds: int) -> Figure:
    """The slowest of several, by its median; all of them have their turn in every round."""
    times: dict[str, list[float]] = {name: [] for name, _ in works}
    for turn in range(rounds + 1):
        for name, work in works:
            took = timed(work)()
            if turn:
                times[name].append(took)
    medians = {name: statistics.median(found) for name, found in times.items()}
    slowest = max(medians, key=lambda name: medians[name])
    usual = statistics.median(medians.values())
    return Figure(
        group=GROUP,
        what=f"{what}, the slowest of {len(works)} ({slowest})",
        ours=milliseconds(medians[slowest]),
        bare=f"usual {milliseconds(usual)}",
        target=f"≤ {most:g} ms",
        met=medians[slowest] <= most,
    )


def _reports(office: Office, folder: Path, today: date, rounds: int) -> Iterator[Figure]:
    since = today - timedelta(days=364)
    raw = sqlite3.connect(f"file:{folder / 'office.db'}?mode=ro", uri=True)
    wanted = [(name, Grouping.STATUS) for name in ReportName] + [(ReportName.ORDERS, Grouping.MONTH)]
    for name, grouping in wanted:

        def ours(name: ReportName = name, grouping: Grouping = grouping) -> object:
            return reports.make(office, name, since, today, grouping=grouping)

        statements = _recorded(office, ours)
        pair = in_turn(timed(ours), timed(partial(run, raw, statements)), max(3, rounds // 3))
        what = f"a year's report: {name.value}" + (" by month" if grouping is Grouping.MONTH else "")
        yield pair.figure(GROUP, what, most=_REPORT)
    raw.close()


def _recorded(office: Office, work: Callable[[], object]) -> Statements:
    with Recorder(office, writing=False) as recorder:
        work()
    return recorder.statements
