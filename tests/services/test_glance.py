"""The first screen, read without the database's library, says what the lists say that are read with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from builders import a_line, a_technician, a_visit
from offices import an_office, saved_client, saved_order
from osdesk.domain.company import Company, OfficeSettings
from osdesk.domain.questions import OrderQuestion, OrderSort
from osdesk.domain.statuses import UNFINISHED
from osdesk.services import company, glance, lists, orders, statuses, team
from osdesk.services.office import FolderGone, ForbiddenThread, Office, StoreClosed, open_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Orders of every status, with and without deadline, hour, total and people, and some in the bin."""
    with an_office(tmp_path_factory.mktemp("glance") / "office") as opened:
        people = [
            team.save(opened, a_technician(name=name, active=name != "Bia", phone="+5551995550101"))
            for name in ("Zeca", "Édson", "Bia", "Ana")
        ]
        team.delete(opened, [people[3].id or 0])
        client = saved_client(opened)
        for place, status in enumerate(statuses.statuses(opened) * 3):
            visit = a_visit(technicians=tuple(person.id or 0 for person in people[: place % 3]))
            order = saved_order(
                opened,
                client,
                reason=f"Motor {place}",
                status_id=status.id,
                status_reason="pedido do cliente",
                deadline=date(2026, 12, 1 + place) if place % 2 else None,
                deadline_time=time(8, 12) if place % 4 == 1 else None,
                visits=(visit,) if place % 3 else (),
                materials=(a_line("2", "un", "Filtro", "12.34"),) if place % 5 else (),
            )
            if place % 7 == 6:
                orders.delete(opened, [order.id or 0])
        yield opened


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("limit", [4, 100])
@pytest.mark.parametrize(
    "question",
    [OrderQuestion(), OrderQuestion(kinds=UNFINISHED), OrderQuestion(statuses=frozenset({5}))],
    ids=["all", "unfinished", "one status"],
)
def test_the_first_rows_are_those_of_the_list(
    office: Office, question: OrderQuestion, limit: int, descending: bool
) -> None:
    question = replace(question, descending=descending)
    rows = glance.orders(office, question, limit).rows
    assert rows
    assert rows == lists.orders_first(office, question, limit)
    assert [list(map(type, row)) for row in rows] == [
        list(map(type, row)) for row in lists.orders_first(office, question, limit)
    ]


def test_statuses_and_team_are_those_of_the_office(office: Office) -> None:
    found = glance.orders(office, OrderQuestion())
    assert found.statuses == statuses.statuses(office)
    assert found.team == team.all(office)
    assert [person.name for person in found.team] == ["Bia", "Édson", "Zeca"]


@pytest.mark.parametrize(
    "question",
    [
        OrderQuestion(sort=OrderSort.CLIENT),
        OrderQuestion(search="motor"),
        OrderQuestion(late_on=date(2026, 12, 9)),
        OrderQuestion(since=date(2026, 1, 1)),
        OrderQuestion(client_id=1),
        OrderQuestion(deleted=True),
        OrderQuestion(statuses=frozenset({99})),
    ],
)
def test_what_asks_for_more_than_statuses_by_number_is_left_to_the_list(
    office: Office, question: OrderQuestion
) -> None:
    assert glance.orders(office, question).rows is None


def test_the_company_is_named_once_it_is_set_up(tmp_path: Path) -> None:
    with an_office(tmp_path / "office") as office:
        assert glance.company_name(office) == ""
        company.save(office, Company(legal_name="Clima Sul Ltda"))
        assert glance.company_name(office) == company.get(office).name == "Clima Sul Ltda"
        company.save(office, replace(company.get(office), trade_name="Clima Sul"))
        assert glance.company_name(office) == company.get(office).name == "Clima Sul"


def test_an_office_goes_by_its_time_zone_from_the_start(tmp_path: Path) -> None:
    with an_office(tmp_path / "office") as office:
        assert office.zone.key == OfficeSettings().time_zone
        company.save_settings(office, replace(company.settings(office), time_zone="America/Manaus"))
    with open_office(tmp_path / "office") as office:
        assert office.zone.key == "America/Manaus"


def test_a_glance_keeps_the_rules_of_the_store(tmp_path: Path) -> None:
    import threading

    office = an_office(tmp_path / "office")
    office.forbid_thread(threading.get_ident())
    with pytest.raises(ForbiddenThread):
        glance.company_name(office)
    office.forbid_thread(0)
    office.close()
    with pytest.raises(StoreClosed):
        glance.company_name(office)
    with pytest.raises(StoreClosed):
        company.get(office)
    with pytest.raises(FolderGone):
        open_office(tmp_path / "nowhere", create=False)
