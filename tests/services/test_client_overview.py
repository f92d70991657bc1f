"""Everything about one client at once: each figure is that of the list behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from builders import a_line, a_technician, a_visit, at
from offices import Clock, an_office, saved_client, saved_order
from osdesk.domain.billing import BillingMark
from osdesk.domain.client_overview import FigureKind, question
from osdesk.domain.statuses import StatusKind
from osdesk.services import billing, clients, lists, orders, statuses, team
from osdesk.services.office import Gone, Office


def _status(office: Office, kind: StatusKind) -> int:
    return next(status.id or 0 for status in statuses.statuses(office) if status.kind is kind)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A client with orders of every kind, and another with one."""
    with an_office(tmp_path_factory.mktemp("busy") / "office", Clock()) as office:
        rafael = team.save(office, a_technician()).id or 0
        client = saved_client(office)
        today = office.today()
        priced = (a_line("2", "un", "Filtro", "40.00"),)
        for place in range(6):
            opened, due = at(2026, 11, 20, 9), today + timedelta(days=place - 2)
            saved_order(office, client, reason=f"Aberta {place}", opened_at=opened, deadline=due)
        closed = _status(office, StatusKind.DONE)
        done = [saved_order(office, client, status_id=closed, materials=priced, reason=f"Feita {n}") for n in range(4)]
        saved_order(office, client, status_id=closed, reason="De graça")
        billing.mark(office, [done[0].id or 0], BillingMark(billed_on=today, invoice_number="NF 1"))
        billing.mark(office, [done[1].id or 0], BillingMark(billed_on=today, paid_on=today, paid_means="Pix"))
        orders.delete(office, [done[3].id or 0])
        coming = replace(a_visit(technicians=(rafael,)), day=today + timedelta(days=1), check_in=None, check_out=None)
        saved_order(
            office,
            client,
            equipment="Split",
            brand_model="Frio 12",
            serial_number="SN-1",
            visits=(a_visit(technicians=(rafael,)), replace(coming, planned_start=time(14))),
        )
        saved_order(office, client, equipment="Split", brand_model="Frio 12", serial_number="SN-1")
        saved_order(office, client, equipment="Freezer")
        saved_order(office, saved_client(office, name="Outra", tax_id="", contacts=()), materials=priced)
        yield office


@pytest.mark.parametrize("kind", FigureKind)
def test_every_figure_is_that_of_the_list_behind_it(busy: Office, kind: FigureKind) -> None:
    shown = clients.overview(busy, 1)
    assert shown.figures[kind] == lists.orders_tally(busy, question(kind, 1, busy.today()))


def test_the_figures_are_what_was_done(busy: Office) -> None:
    rows = {kind: tally.rows for kind, tally in clients.overview(busy, 1).figures.items()}
    assert rows[FigureKind.OPEN] == 9
    assert rows[FigureKind.LATE] == 2
    assert rows[FigureKind.DONE] == 4
    assert (rows[FigureKind.TO_BILL], rows[FigureKind.BILLED], rows[FigureKind.PAID]) == (1, 1, 1)
    assert rows[FigureKind.ALL] == 13


def test_what_is_due_first_stands_first_and_what_is_closed_newest_first(busy: Office) -> None:
    shown = clients.overview(busy, 1)
    assert [row.reason for row in shown.open][:3] == ["Aberta 0", "Aberta 1", "Aberta 2"]
    assert [row.reason for row in shown.closed] == ["De graça", "Feita 2", "Feita 1", "Feita 0"]


def test_visits_equipment_and_papers_are_told(busy: Office) -> None:
    shown = clients.overview(busy, 1)
    (made,), (coming,) = shown.made, shown.coming
    assert (made.check_in, made.technicians) == (at(2026, 11, 24, 8, 12), ("Rafael Moura",))
    assert (coming.day, coming.start) == (date(2026, 11, 25), time(14))
    assert [(piece.name, piece.serial, piece.orders) for piece in shown.equipment] == [
        ("Freezer", "", 1),
        ("Split", "SN-1", 2),
    ]
    assert (shown.photos, shown.issued) == (0, 0)
    assert shown.client.name == "Clínica Aurora"
    assert shown.last_opened is not None


def test_a_new_client_has_nothing_and_one_that_is_gone_is_told(office: Office) -> None:
    shown = clients.overview(office, saved_client(office).id or 0)
    assert {tally.rows for tally in shown.figures.values()} == {0}
    assert (shown.open, shown.closed, shown.coming, shown.made, shown.equipment) == ((), (), (), (), ())
    assert shown.last_opened is None
    with pytest.raises(Gone):
        clients.overview(office, 99)
