"""A visit and a week as calendar files, read back by a library that isn't ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import vobject

from builders import at
from offices import Clock, saved_client, saved_order
from osdesk.domain.contacts import Address
from osdesk.domain.orders import Order
from osdesk.domain.problems import Refused
from osdesk.domain.team import Technician
from osdesk.domain.visits import Visit, VisitOutcome
from osdesk.services import agenda, calendar_files, company, orders, statuses, team
from osdesk.services.office import Gone, Office
from osdesk.texts import catalogue

TODAY = date(2026, 11, 24)
ADDRESS = Address(street="Rua das Figueiras", number="288", city="Porto Alegre", state="RS", postal_code="90000010")


def an_entry(office: Office, visit: Visit | None = None, **changes: Any) -> Order:
    """A stored order with one visit, today from nine to half past ten."""
    planned = visit or Visit(day=TODAY, planned_start=time(9), planned_end=time(10, 30))
    client = saved_client(office, name=changes.pop("client", "Clínica Aurora"), tax_id="")
    return saved_order(office, client, visits=(planned,), address=ADDRESS, **changes)


def said(words: str) -> str:
    """A line's words on the office's paper."""
    return catalogue("pt_BR").pgettext("calendar", words)


def read(data: bytes) -> list[Any]:
    """The entries that another library finds in a file."""
    found = vobject.readOne(data.decode())
    return list(found.contents.get("vevent", ()))


def entry(office: Office, order: Order) -> Any:
    (found,) = read(agenda.ics_of_visit(office, order.visits[0].id or 0))
    return found


def test_a_visit_is_an_entry_with_all_that_whoever_goes_must_know(office: Office) -> None:
    person = team.save(office, Technician(name="Rafael Moura")).id or 0
    order = an_entry(
        office,
        Visit(day=TODAY, planned_start=time(9), planned_end=time(10, 30), technicians=(person,)),
        reason="Pinga na recepção; faz ruído",
        contact_name="Marina Siqueira",
        contact_phone="+5551995550187",
        deadline=date(2026, 11, 25),
        deadline_time=time(12),
        internal_notes="cliente devedor",
    )
    found = entry(office, order)
    assert found.summary.value == "OS 000001 – Clínica Aurora"
    assert found.location.value == "Rua das Figueiras, 288 – Porto Alegre/RS – 90000-010"
    assert found.description.value.splitlines() == [
        "Pinga na recepção; faz ruído",
        f"{said('Contact: {contact}').format(contact='Marina Siqueira · (51) 99555-0187')}",
        f"{said('Who comes: {names}').format(names='Rafael Moura')}",
        f"{said('Deadline: {date}').format(date='25/11/2026 12:00')}",
    ]
    assert (found.dtstart.value, found.dtend.value) == (at(2026, 11, 24, 9), at(2026, 11, 24, 10, 30))
    assert found.status.value == "CONFIRMED"
    assert found.dtstamp.value == office.instant()


def test_an_entry_keeps_its_name_and_counts_its_changes(office: Office) -> None:
    order = an_entry(office)
    before = entry(office, order)
    agenda.move(office, order.visits[0].id or 0, day=date(2026, 11, 27), start=time(14), end=None, technicians=())
    after = entry(office, order)
    assert before.uid.value == after.uid.value == f"{order.code}-{order.visits[0].id}@osdesk"
    assert int(after.sequence.value) > int(before.sequence.value)
    assert (after.dtstart.value, after.dtend.value) == (at(2026, 11, 27, 14), at(2026, 11, 27, 15))


def test_a_visit_without_hours_is_a_whole_day_and_a_night_ends_on_the_next(office: Office) -> None:
    whole = entry(office, an_entry(office, Visit(day=TODAY)))
    assert (whole.dtstart.value, whole.dtend.value) == (TODAY, TODAY + timedelta(days=1))
    night = entry(office, an_entry(office, Visit(day=TODAY, planned_start=time(22), planned_end=time(4))))
    assert (night.dtstart.value, night.dtend.value) == (at(2026, 11, 24, 22), at(2026, 11, 25, 4))


def test_what_took_place_without_a_plan_has_its_real_hours(office: Office) -> None:
    held = Visit(day=TODAY, check_in=at(2026, 11, 24, 7, 5), check_out=at(2026, 11, 24, 7, 50))
    found = entry(office, an_entry(office, held))
    assert (found.dtstart.value, found.dtend.value) == (held.check_in, held.check_out)


@pytest.mark.parametrize(
    "name",
    [
        "Souza, Filhos; Cia.\\Ltda",
        "Padaria\r\nEND:VCALENDAR\nBEGIN:VEVENT",
        "Oficina 🔧 do Zé – “ar”",
        "Condomínio " + "Residencial " * 40,
    ],
)
def test_no_clients_name_breaks_the_file(office: Office, name: str) -> None:
    order = an_entry(office, client=name, reason=f"{name}\n{name}")
    data = agenda.ics_of_visit(office, order.visits[0].id or 0)
    assert entry(office, order).summary.value == f"OS {order.number} – {' '.join(name.split())}".strip()
    assert sum(line.startswith(b"BEGIN:") for line in data.split(b"\r\n")) == 2
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_a_week_holds_what_the_technician_goes_to(office: Office) -> None:
    rafael, juliana = (team.save(office, Technician(name=name)).id or 0 for name in ("Rafael Moura", "Juliana"))
    monday = date(2026, 11, 23)
    for day, who in ((23, (rafael,)), (29, (juliana, rafael)), (24, (juliana,)), (30, (rafael,)), (22, (rafael,))):
        an_entry(office, Visit(day=date(2026, 11, day), planned_start=time(9), technicians=who))
    cancelled = an_entry(office, Visit(day=monday, technicians=(rafael,)))
    status = next(each.id or 0 for each in statuses.statuses(office) if each.key == "cancelled")
    orders.change_status(office, [cancelled.id or 0], status, "Desistiu")
    for asked in (monday, TODAY, date(2026, 11, 29)):
        data = agenda.ics_of_week(office, rafael, asked)
        assert [each.dtstart.value.day for each in read(data)] == [23, 29]
        assert "X-WR-CALNAME:Rafael Moura" in data.decode()
    assert read(agenda.ics_of_week(office, juliana, date(2026, 1, 1))) == []


def test_what_did_not_take_place_is_cancelled_in_the_calendar(office: Office) -> None:
    off = Visit(day=TODAY, outcome=VisitOutcome.NOT_DONE, reason="Fechado")
    assert entry(office, an_entry(office, off)).status.value == "CANCELLED"


def test_the_hour_is_that_of_the_offices_zone_also_where_clocks_change(office: Office, clock: Clock) -> None:
    company.save_settings(office, replace(company.settings(office), time_zone="America/New_York"))
    fall, spring = date(2026, 11, 1), date(2026, 3, 8)
    found = entry(office, an_entry(office, Visit(day=fall, planned_start=time(0, 30), planned_end=time(3))))
    assert found.dtstart.value == datetime(2026, 11, 1, 4, 30, tzinfo=UTC)
    assert found.dtend.value == datetime(2026, 11, 1, 8, tzinfo=UTC)
    # Half past two does not exist on that night; the visit must all the same end after it begins.
    missing = entry(office, an_entry(office, Visit(day=spring, planned_start=time(2, 30), planned_end=time(3, 15))))
    assert missing.dtend.value > missing.dtstart.value


def test_a_visit_without_a_day_is_no_entry(office: Office) -> None:
    order = saved_order(office, visits=(Visit(day=TODAY), Visit()))
    with pytest.raises(Refused) as refusal:
        agenda.ics_of_visit(office, order.visits[1].id or 0)
    assert [(problem.field, problem.code) for problem in refusal.value.problems] == [
        ("visits.1.day", "visit.day_missing")
    ]


def test_what_is_not_there_is_gone(office: Office) -> None:
    for ask in (
        lambda: agenda.ics_of_visit(office, 99),
        lambda: agenda.ics_of_week(office, 99, TODAY),
        lambda: calendar_files.file_name_of_visit(office, 99),
        lambda: calendar_files.file_name_of_week(office, 99, TODAY),
    ):
        with pytest.raises(Gone):
            ask()


def test_files_are_named_for_people_and_for_every_system(office: Office) -> None:
    order = an_entry(office, client="Souza & Filhos / Ltda")
    name = calendar_files.file_name_of_visit(office, order.visits[0].id or 0)
    assert name == "OS-000001_Souza-&-Filhos-Ltda_2026-11-24.ics"
    person = team.save(office, Technician(name="Rafael Moura")).id or 0
    assert calendar_files.file_name_of_week(office, person, TODAY) == "Agenda_Rafael-Moura_2026-11-23.ics"


def test_the_words_are_those_of_the_offices_paper(office: Office) -> None:
    company.save_settings(office, replace(company.settings(office), sheet_language="en"))
    order = an_entry(office, contact_name="Marina", deadline=TODAY)
    assert entry(office, order).description.value.splitlines() == ["Contact: Marina", "Deadline: 24/11/2026"]
