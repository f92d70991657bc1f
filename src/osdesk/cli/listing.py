"""`osdesk list`: orders by question, as lines for people or as JSON; a million of them pass through by the thousand."""

from __future__ import annotations

import argparse
import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from osdesk.cli import filters, output
from osdesk.cli.opening import reading
from osdesk.cli.parser import Wrong
from osdesk.domain import dates, money
from osdesk.domain.problems import Unreadable
from osdesk.domain.questions import OrderQuestion, OrderRow
from osdesk.domain.statuses import Status
from osdesk.domain.team import Technician
from osdesk.domain.text import elide, fold
from osdesk.services import exchange, lists, statuses, team, wording
from osdesk.services.exchange import Names
from osdesk.services.office import Office
from osdesk.texts import LANGUAGES, _, language

_AT_ONCE = 1000
_FEW = 5000
_NAME, _REASON = 32, 48


def run_list(options: argparse.Namespace) -> int:
    """List the orders that answer the question."""
    with reading(options) as office:
        question = _question(options, office)
        pages = _pages(office, question, options.limit)
        names = exchange.names_of(office)
        if options.json:
            _print_json(pages, names)
        else:
            _print_lines(pages, names)
    return 0


def _question(options: argparse.Namespace, office: Office) -> OrderQuestion:
    today = office.today()
    question = filters.beginning(options, office)
    given: dict[str, Any] = {}
    if options.search:
        given["search"] = options.search
    if options.status is not None:
        given["statuses"] = _statuses(options.status, statuses.statuses(office))
    if options.technician:
        given["technicians"] = _technicians(options.technician, team.all(office))
    if options.client:
        given["client_text"] = options.client
    for name in ("since", "until"):
        if getattr(options, name) is not None:
            given[name] = day(getattr(options, name), today)
    return filters.narrowed(options, office, replace(question, **given))


def day(typed: str | None, today: date) -> date | None:
    """A day as it is typed anywhere in the program, or written by a script. Raises `Wrong`."""
    if typed is None:
        return None
    try:
        return dates.parse_date(typed, today, language())
    except Unreadable:
        with contextlib.suppress(ValueError):
            # Scripts write 0001-01-01 and 9999-12-31 for "always": no order was opened beyond the years that are taken.
            return min(max(date.fromisoformat(typed), date(dates.FIRST_YEAR, 1, 1)), date(dates.LAST_YEAR, 12, 31))
        raise Wrong(_("“{text}” is not a date. Write 24/11/2026 or 2026-11-24.").format(text=typed[:40])) from None


def _statuses(typed: str, known: Sequence[Status]) -> frozenset[int]:
    """The ids of the statuses whose name (in any language), key or kind that is."""
    wanted = fold(typed)
    found = frozenset(
        status.id
        for status in known
        if status.id is not None
        and wanted
        in {fold(status.key), fold(status.kind), *(fold(wording.status_name(status, each)) for each in LANGUAGES)}
    )
    if not wanted or not found:
        names = ", ".join(wording.status_name(status) for status in known)
        raise Wrong(_("There is no status “{text}”, only: {names}.").format(text=typed[:40], names=names))
    return found


def _technicians(typed: str, known: Sequence[Technician]) -> frozenset[int]:
    """The ids of the technicians whose names have all these words, or words that begin so."""
    wanted = fold(typed).split()
    found = frozenset(
        person.id
        for person in known
        if person.id is not None
        and wanted
        and all(any(word.startswith(part) for word in fold(person.name).split()) for part in wanted)
    )
    if not found:
        names = ", ".join(person.name for person in known)
        raise Wrong(_("There is no technician “{text}”, only: {names}.").format(text=typed[:40], names=names or "–"))
    return found


def _pages(office: Office, question: OrderQuestion, limit: int | None) -> Iterator[tuple[OrderRow, ...]]:
    if limit is not None and limit <= _FEW:
        yield lists.orders_first(office, question, limit)
        return
    ids = lists.orders_ids(office, question)[:limit]
    for start in range(0, len(ids), _AT_ONCE):
        yield lists.orders_rows(office, ids[start : start + _AT_ONCE])


def _print_json(pages: Iterator[tuple[OrderRow, ...]], names: Names) -> None:
    begin = "[\n"
    for row in (row for page in pages for row in page):
        output.raw(f"{begin}{json.dumps(exchange.row_json(row, names), ensure_ascii=False)}")
        begin = ",\n"
    output.say("[]" if begin == "[\n" else "\n]")


def _print_lines(pages: Iterator[tuple[OrderRow, ...]], names: Names) -> None:
    for page in pages:
        for line in output.columns([_cells(row, names) for row in page], frozenset({6})):
            output.say(line)


def _cells(row: OrderRow, names: Names) -> list[str]:
    status = names.statuses.get(row.status_id)
    return [
        row.number,
        dates.format_date(row.opened_at.astimezone(names.zone).date(), language()),
        elide(row.client, _NAME),
        elide(" ".join(row.reason.split()), _REASON),
        wording.status_name(status) if status is not None else "",
        dates.format_date(row.deadline, language()) if row.deadline is not None else "",
        money.format_amount(row.total, language()) if row.total is not None else "",
    ]
