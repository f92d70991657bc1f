"""Day sheets gathered from an office: whose visits, what is said of them, and what is taken along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_company, a_line, at
from offices import saved_client, saved_order
from osdesk.domain.contacts import Address, Contact, ContactKind
from osdesk.domain.day_sheets import DayVisit, TakeAlong, take_along
from osdesk.domain.materials import LineKind, MaterialLine
from osdesk.domain.priorities import Priority
from osdesk.domain.team import Technician
from osdesk.domain.visits import Visit, VisitOutcome, VisitStatus
from osdesk.services import company, day_sheets, orders, rendering, statuses, team
from osdesk.services.office import Gone, Office

TODAY = date(2026, 11, 24)
ADDRESS = Address(street="Rua das Figueiras", number="288", city="Porto Alegre", state="RS")


@pytest.fixture
def rafael(office: Office) -> int:
    company.save(office, replace(company.get(office), legal_name=a_company().legal_name))
    return team.save(office, Technician(name="Rafael Moura")).id or 0


def a_plan(*technicians: int, **changes: object) -> Visit:
    """Today from nine to ten."""
    visit = Visit(day=TODAY, planned_start=time(9), planned_end=time(10), technicians=technicians)
    return replace(visit, **changes)  # type: ignore[arg-type]  # a few fields by name


def test_a_sheet_says_all_that_the_technician_must_know(office: Office, rafael: int) -> None:
    juliana = team.save(office, Technician(name="Juliana Tavares")).id or 0
    client = saved_client(office, name="Clínica Aurora", advice="Portaria fecha ao meio-dia")
    order = saved_order(
        office,
        client,
        address=ADDRESS,
        contact_name="Marina",
        reason="Pinga",
        deadline=TODAY,
        deadline_time=time(12),
        priority=Priority.URGENT,
        equipment="Split",
        serial_number="0B8I5",
        visits=(a_plan(juliana, rafael, observations="Levar escada"),),
    )
    sheet = day_sheets.gather(office, rafael, TODAY)
    assert (sheet.technician, sheet.day, sheet.minutes) == ("Rafael Moura", TODAY, 60)
    assert sheet.visits == (
        DayVisit(
            number=order.number,
            client="Clínica Aurora",
            planned_start=time(9),
            planned_end=time(10),
            address=ADDRESS,
            contact="Marina",
            phone="+5551995550187",  # the client's, where the order has none
            priority=Priority.URGENT,
            deadline=TODAY,
            deadline_time=time(12),
            equipment="Split · 0B8I5",
            reason="Pinga",
            advice="Portaria fecha ao meio-dia",
            note="Levar escada",
            with_whom=("Juliana Tavares",),
        ),
    )
    paper = rendering.day_sheets((sheet,))
    assert paper.pages == 1
    assert paper.pdf.startswith(b"%PDF")


def test_visits_come_in_the_order_of_the_day_without_those_that_are_off(office: Office, rafael: int) -> None:
    late = saved_order(office, visits=(a_plan(rafael, planned_start=time(15), planned_end=None),))
    early = saved_order(office, visits=(a_plan(rafael, check_in=at(2026, 11, 24, 9), check_out=at(2026, 11, 24, 10)),))
    whole = saved_order(office, visits=(a_plan(rafael, planned_start=None, planned_end=None),))
    saved_order(office, visits=(a_plan(rafael, outcome=VisitOutcome.NOT_DONE, reason="Fechado"),))
    saved_order(office, visits=(a_plan(rafael, day=date(2026, 11, 25)), a_plan()))
    cancelled = saved_order(office, visits=(a_plan(rafael),))
    status = next(each.id or 0 for each in statuses.statuses(office) if each.key == "cancelled")
    orders.change_status(office, [cancelled.id or 0], status, "Desistiu")
    sheet = day_sheets.gather(office, rafael, TODAY)
    assert [visit.number for visit in sheet.visits] == [whole.number, early.number, late.number]
    assert [visit.status for visit in sheet.visits][1] is VisitStatus.DONE


def test_materials_of_all_that_is_to_come_are_taken_along_summed(office: Office, rafael: int) -> None:
    pipe = a_line("3.5", "m", "Mangueira de dreno")
    first = saved_order(office, visits=(a_plan(rafael), a_plan(rafael, planned_start=time(16))), materials=(pipe,))
    again = (a_line("0.125", "M", " mangueira  de DRENO "), a_line("2", "h", "Mão de obra", kind=LineKind.LABOUR))
    second = saved_order(office, visits=(a_plan(rafael),), materials=again)
    done = a_plan(rafael, check_in=at(2026, 11, 24, 7), check_out=at(2026, 11, 24, 8))
    saved_order(office, visits=(done,), materials=(a_line("9", "un", "Filtro"),))
    (taken,) = day_sheets.gather(office, rafael, TODAY).take
    assert taken == TakeAlong(
        description="Mangueira de dreno",
        unit="m",
        quantity=Decimal("3.625"),
        numbers=(first.number, second.number),
    )


def test_everybodys_sheets_come_by_name_and_share_a_visit_of_two(office: Office, rafael: int) -> None:
    ana = team.save(office, Technician(name="Ana Lima")).id or 0
    team.save(office, Technician(name="Bruno"))
    saved_order(office, visits=(a_plan(rafael, ana),))
    sheets = day_sheets.gather_all(office, TODAY)
    assert [sheet.technician for sheet in sheets] == ["Ana Lima", "Rafael Moura"]
    assert [sheet.visits[0].with_whom for sheet in sheets] == [("Rafael Moura",), ("Ana Lima",)]
    assert day_sheets.gather_all(office, date(2026, 11, 25)) == ()


def test_a_free_day_is_a_sheet_without_visits_and_a_stranger_is_gone(office: Office, rafael: int) -> None:
    sheet = day_sheets.gather(office, rafael, TODAY)
    assert (sheet.visits, sheet.take, sheet.minutes) == ((), (), 0)
    with pytest.raises(Gone):
        day_sheets.gather(office, 99, TODAY)


def test_files_are_named_for_who_takes_them(office: Office, rafael: int) -> None:
    company.save_settings(office, replace(company.settings(office), sheet_language="en"))
    sheet = day_sheets.gather(office, rafael, TODAY)
    assert day_sheets.file_name(sheet) == "Day-sheet_Rafael-Moura_2026-11-24.pdf"
    assert day_sheets.file_name((sheet, sheet)) == "Day-sheet_2026-11-24.pdf"
    with pytest.raises(ValueError, match="no sheet"):
        day_sheets.file_name(())


def test_a_client_without_a_contact_leaves_the_phone_empty(office: Office, rafael: int) -> None:
    mail = (Contact(kind=ContactKind.EMAIL, value="a@b.example"),)
    saved_order(office, saved_client(office, name="Sem Fone", contacts=mail), visits=(a_plan(rafael),))
    assert day_sheets.gather(office, rafael, TODAY).visits[0].phone == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [('Cano 3/4"', "Cano 3/4"), ("Cabo 1,5 mm²", "Cabo 15 mm²"), ("Parafuso M6", "Parafuso M8")],
)
def test_things_of_different_sizes_are_not_added_up(one: str, other: str) -> None:
    found = take_along([("1", [a_line("1", "un", one), a_line("2", "un", other)])])
    assert {(each.description, each.quantity) for each in found} == {(one, Decimal(1)), (other, Decimal(2))}


LINES = st.builds(
    MaterialLine,
    kind=st.sampled_from(LineKind),
    description=st.sampled_from(["Filtro", "filtro ", "FILTRO", "Cabo", " ", "Óleo", "oleo"]),
    unit=st.sampled_from(["un", "UN", "m", ""]),
    quantity=st.decimals(Decimal("0.001"), Decimal(999999), places=3),
)


@given(st.lists(st.tuples(st.sampled_from(["000001", "000002"]), st.lists(LINES, max_size=6)), max_size=4))
def test_nothing_is_lost_or_rounded_in_the_sums(held: list[tuple[str, list[MaterialLine]]]) -> None:
    found = take_along(held)
    parts = [
        line for _number, lines in held for line in lines if line.kind is LineKind.PART and line.description.strip()
    ]
    assert sum((each.quantity for each in found), Decimal(0)) == sum((line.quantity for line in parts), Decimal(0))
    keys = [(each.description.casefold().replace("ó", "o"), each.unit.casefold()) for each in found]
    assert len(keys) == len(set(keys))
