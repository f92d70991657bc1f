"""Reports add up: with plain SQL over the very rows, and with the lists that their rows open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builders import a_client, a_technician, a_visit, at
from offices import Clock, an_office
from osdesk.domain.checklists import Answer, Checklist, ChecklistItem
from osdesk.domain.materials import DiscountKind, LineKind, MaterialLine
from osdesk.domain.orders import Order
from osdesk.domain.questions import OrderDate, OrderQuestion
from osdesk.domain.reports import Grouping, ReportName
from osdesk.domain.visits import Visit
from osdesk.services import clients, company, lists, orders, reports, statuses, team
from osdesk.services.office import Office

SINCE, UNTIL = date(2026, 10, 1), date(2026, 11, 30)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("reports") / "office"
    with an_office(folder, Clock()) as made:
        _fill(made)
        yield made


def _fill(office: Office) -> None:
    people = [team.save(office, a_technician(name=name)).id or 0 for name in ("Rafael", "=JULIA()", "Marcos")]
    owners = [clients.save(office, a_client(name=name)).id or 0 for name in ("Padaria", "=1+1", "Igreja & Cia <b>")]
    kinds = {status.key: status.id for status in statuses.statuses(office)}
    types = [kind.id for kind in statuses.service_types(office)]
    for number in range(60):
        opened = at(2026, 9 + number // 7 % 3, 1 + number % 28, 22, 30)
        key = ("open", "running", "waiting", "done", "done", "cancelled")[number % 6]
        crew = tuple(people[: number % 4][:2])
        came = opened + timedelta(hours=5 + number)
        visits: tuple[Visit, ...] = ()
        if crew:
            visits = (
                a_visit(
                    day=(opened + timedelta(days=1)).date(),
                    technicians=crew,
                    check_in=came if number % 5 else None,
                    check_out=came + timedelta(minutes=30 + number) if number % 5 and number % 7 else None,
                    kilometres=Decimal(number) / 2 if number % 3 else None,
                ),
            )
        saved = orders.save(
            office,
            Order(
                client_id=owners[number // 5 % 3],
                opened_at=opened,
                service_type_id=types[number % len(types)] if number % 4 else None,
                status_id=kinds[key],
                status_reason="porque sim" if key == "cancelled" else "",
                reason=f"Motivo {number}",
                deadline=(opened + timedelta(days=3)).date() if number // 3 % 4 else None,
                visits=visits,
                materials=_lines(number),
                discount_kind=DiscountKind.PERCENT,
                discount=Decimal(number % 10),
                checklists=_checklists(number),
                closed_at=opened + timedelta(days=number % 9, hours=1) if key in ("done", "cancelled") else None,
            ),
        ).order
        if key == "done" and number % 4 == 0:
            billed = (opened + timedelta(days=10)).date()
            paid = billed + timedelta(days=5) if number % 8 == 0 else None
            orders.save(office, replace(saved, billed_on=billed, invoice_number=str(number), paid_on=paid))


def _lines(number: int) -> tuple[MaterialLine, ...]:
    if number % 5 == 0:
        return ()
    return (
        MaterialLine(description="Gás R410A", quantity=Decimal("0.333"), unit="kg", unit_price=Decimal("99.99")),
        MaterialLine(
            kind=LineKind.LABOUR,
            description="gás r410a" if number % 2 else "Mão de obra",
            quantity=Decimal(1 + number),
            unit="h",
            unit_price=Decimal("80.05"),
        ),
    )


def _checklists(number: int) -> tuple[Checklist, ...]:
    if number % 3:
        return ()
    answers = (Answer.YES, Answer.NO, Answer.NOT_APPLICABLE, None)
    items = tuple(
        ChecklistItem(text=text, answer=answers[(number + place) % 4])
        for place, text in enumerate(("Filtro limpo", "Dreno livre"))
    )
    return (Checklist(name="Preventiva", items=items),)


def rows_of(office: Office, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Plain SQL on the office's own tables, on a connection of its own."""
    with closing(sqlite3.connect(f"file:{Path(office.folder) / 'office.db'}?mode=ro", uri=True)) as raw:
        return raw.execute(sql, values).fetchall()


#: The days of the period as instants in microseconds: São Paulo has been three hours behind UTC since 2019.
_HOUR = 3_600_000_000
_FROM = (date(2026, 10, 1) - date(1970, 1, 1)).days * 24 * _HOUR + 3 * _HOUR
_TO = (date(2026, 12, 1) - date(1970, 1, 1)).days * 24 * _HOUR + 3 * _HOUR


@pytest.mark.parametrize("grouping", Grouping)
def test_every_row_of_the_report_of_orders_adds_up_with_the_list_it_opens(office: Office, grouping: Grouping) -> None:
    report = reports.make(office, ReportName.ORDERS, SINCE, UNTIL, grouping=grouping)
    assert report.rows
    for row in report.rows:
        assert row.opens is not None
        tally = lists.orders_tally(office, row.opens)
        assert (tally.rows, tally.total) == (row.cells[1], row.cells[5]), row.cells[0]
    assert report.opens is not None
    assert report.totals is not None
    whole = lists.orders_tally(office, report.opens)
    assert (whole.rows, whole.total) == (report.totals[1], report.totals[5])


@pytest.mark.parametrize("dated", OrderDate)
def test_months_add_up_with_their_lists_whichever_date_a_filter_is_about(office: Office, dated: OrderDate) -> None:
    question = OrderQuestion(dated=dated)
    report = reports.make(office, ReportName.ORDERS, SINCE, UNTIL, question=question, grouping=Grouping.MONTH)
    assert sum(row.cells[1] for row in report.rows) > 0  # type: ignore[misc]  # counts
    for row in report.rows:
        assert row.opens is not None
        assert lists.orders_tally(office, row.opens).rows == row.cells[1]


def test_the_report_of_orders_is_what_plain_sql_counts(office: Office) -> None:
    report = reports.make(office, ReportName.ORDERS, SINCE, UNTIL, grouping=Grouping.CLIENT)
    counted = rows_of(
        office,
        """SELECT c.name, count(*), sum(s.kind = 'done'), sum(s.kind = 'cancelled'), coalesce(sum(o.total), 0)
           FROM service_order o JOIN client c ON c.id = o.client_id JOIN status s ON s.id = o.status_id
           WHERE o.opened_at >= ? AND o.opened_at < ? AND o.deleted_at IS NULL GROUP BY c.name""",
        _FROM,
        _TO,
    )
    shown = {row.cells[0]: (row.cells[1], row.cells[3], row.cells[4], row.cells[5]) for row in report.rows}
    assert shown == {name: (n, done, gone, Decimal(total) / 100) for name, n, done, gone, total in counted}


def test_technicians_times_on_site_are_what_plain_sql_sums(office: Office) -> None:
    report = reports.make(office, ReportName.TECHNICIANS, SINCE, UNTIL)
    summed = rows_of(
        office,
        """SELECT t.name, count(*), sum(coalesce(v.check_out - v.check_in, 0)) / 1000000, sum(coalesce(v.kilometres, 0))
           FROM order_visit v JOIN visit_technician l ON l.visit_id = v.id JOIN technician t ON t.id = l.technician_id
           WHERE v.day BETWEEN '2026-10-01' AND '2026-11-30' AND v.check_in IS NOT NULL GROUP BY t.name""",
    )
    shown = {row.cells[0]: (row.cells[2], row.cells[3], row.cells[5]) for row in report.rows if row.cells[2]}
    wanted = {name: (count, timedelta(seconds=seconds), Decimal(km) / 1000) for name, count, seconds, km in summed}
    assert shown == wanted
    assert len(shown) > 1
    for row in report.rows:
        assert row.opens is not None
        assert lists.orders_tally(office, row.opens).rows == row.cells[1]


def test_clients_add_up_with_their_lists_and_with_plain_sql(office: Office) -> None:
    report = reports.make(office, ReportName.CLIENTS, SINCE, UNTIL)
    for row in report.rows:
        assert row.opens is not None
        assert lists.orders_tally(office, row.opens).rows == row.cells[1]
    (total,) = rows_of(
        office,
        """SELECT sum(o.total) FROM service_order o JOIN status s ON s.id = o.status_id
           WHERE s.kind = 'done' AND o.opened_at >= ? AND o.opened_at < ?""",
        _FROM,
        _TO,
    )
    assert report.totals is not None
    assert report.totals[5] == Decimal(total[0]) / 100
    assert {row.cells[0] for row in report.rows} == {"Padaria", "=1+1", "Igreja & Cia <b>"}


@pytest.mark.parametrize("grouping", [Grouping.MONTH, Grouping.SERVICE_TYPE, Grouping.CLIENT])
def test_lead_times_are_what_a_loop_over_the_orders_works_out(office: Office, grouping: Grouping) -> None:
    report = reports.make(office, ReportName.LEAD_TIMES, SINCE, UNTIL, grouping=grouping)
    assert report.totals is not None
    done = {status.id for status in statuses.statuses(office) if status.kind == "done"}
    found = [
        order
        for order in orders.get_many(office, lists.orders_ids(office, OrderQuestion()))
        if order.status_id in done
        and order.closed_at is not None
        and SINCE <= order.closed_at.astimezone(office.zone).date() <= UNTIL
    ]
    assert len(found) == report.totals[1]
    assert len(found) > 5
    to_done = [max(order.closed_at - order.opened_at, timedelta()) for order in found]  # type: ignore[operator]
    assert report.totals[3] == sum(to_done, timedelta()) // timedelta(seconds=1) // len(found) * timedelta(seconds=1)
    came = [
        max(min(visit.check_in for visit in order.visits if visit.check_in) - order.opened_at, timedelta())  # type: ignore[operator]
        for order in found
        if any(visit.check_in for visit in order.visits)
    ]
    assert report.totals[2] == sum(came, timedelta()) // timedelta(seconds=1) // len(came) * timedelta(seconds=1)
    limited = [order for order in found if order.deadline is not None]
    kept = [order for order in limited if order.closed_at.astimezone(office.zone).date() <= order.deadline]  # type: ignore[union-attr,operator]
    assert report.totals[5] == len(limited)
    assert report.totals[6] == Decimal(len(kept)) * 100 / len(limited)
    for row in report.rows:
        assert row.opens is not None
        assert lists.orders_tally(office, row.opens).rows == row.cells[1]


def test_materials_are_summed_to_the_cent_of_each_line(office: Office) -> None:
    report = reports.make(office, ReportName.MATERIALS, SINCE, UNTIL)
    wanted: dict[tuple[str, str, str], list[Decimal]] = {}
    question = OrderQuestion(since=SINCE, until=UNTIL)
    for order in orders.get_many(office, lists.orders_ids(office, question)):
        for line in order.materials:
            sums = wanted.setdefault((line.kind, line.description.casefold(), line.unit), [Decimal(0), Decimal(0)])
            sums[0] += line.quantity
            sums[1] += line.total
    shown = {(str(row.cells[0]).casefold(), row.cells[3]): (row.cells[2], row.cells[5]) for row in report.rows}
    assert shown == {(text, unit): (quantity, amount) for (_, text, unit), (quantity, amount) in wanted.items()}
    assert report.totals is not None
    assert report.totals[5] == sum((amount for _, amount in wanted.values()), Decimal(0))


def test_what_is_not_yet_billed_is_what_plain_sql_finds(office: Office) -> None:
    report = reports.make(office, ReportName.UNBILLED, SINCE, UNTIL)
    wanted = rows_of(
        office,
        """SELECT o.number, o.total FROM service_order o JOIN status s ON s.id = o.status_id
           WHERE s.kind = 'done' AND o.billed_on IS NULL AND o.paid_on IS NULL AND o.total > 0
           AND o.closed_at >= ? AND o.closed_at < ?""",
        _FROM,
        _TO,
    )
    assert {(row.cells[1], row.cells[4]) for row in report.rows} == {(n, Decimal(cents) / 100) for n, cents in wanted}
    assert report.opens is not None
    assert report.totals is not None
    assert lists.orders_tally(office, report.opens).total == report.totals[4]


def test_failures_are_counted_item_by_item(office: Office) -> None:
    report = reports.make(office, ReportName.CHECKLISTS, SINCE, UNTIL)
    wanted = rows_of(
        office,
        """SELECT i.text, count(*), sum(i.answer IS NOT NULL), sum(i.answer = 'no') FROM order_checklist_item i
           JOIN order_checklist l ON l.id = i.checklist_id JOIN service_order o ON o.id = l.order_id
           WHERE o.opened_at >= ? AND o.opened_at < ? GROUP BY i.text""",
        _FROM,
        _TO,
    )
    assert {(row.cells[0], row.cells[2], row.cells[3], row.cells[5]) for row in report.rows} == {
        (text, asked, answered, failed or 0) for text, asked, answered, failed in wanted
    }


@pytest.mark.parametrize("name", ReportName)
@pytest.mark.parametrize("language", ["pt_BR", "es", "en"])
def test_a_period_without_anything_is_told_so(office: Office, name: ReportName, language: str) -> None:
    report = reports.make(office, name, date(1900, 1, 1), date(1900, 12, 31), language=language)
    assert (list(report.rows), report.totals, report.plot) == ([], None, None)
    assert report.note
    assert report.title


def test_clocks_that_change_within_the_period_move_no_order_to_another_month(tmp_path: Path) -> None:
    with an_office(tmp_path / "office", Clock()) as office:
        company.save_settings(office, replace(company.settings(office), time_zone="America/New_York"))
        owner = clients.save(office, a_client()).id
        # Half past midnight and half past eleven at night there, on both sides of the change of clocks.
        for moment in ("2026-03-01T05:30", "2026-03-31T03:30", "2026-04-01T03:30", "2026-04-01T04:30"):
            opened = datetime.fromisoformat(moment).replace(tzinfo=UTC)
            orders.save(office, Order(client_id=owner, opened_at=opened, reason="x"))
        report = reports.make(office, ReportName.ORDERS, date(2026, 3, 1), date(2026, 4, 30), grouping=Grouping.MONTH)
        assert [(row.cells[0], row.cells[1]) for row in report.rows] == [("03/2026", 3), ("04/2026", 1)]
        for row in report.rows:
            assert row.opens is not None
            assert lists.orders_tally(office, row.opens).rows == row.cells[1]
