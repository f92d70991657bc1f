"""`osdesk agenda`: a week as lines, as JSON and as a calendar, and what it refuses."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
import vobject

from builders import at
from commands import assert_one_sentence, held_open, run, run_here
from offices import an_office, saved_client, saved_order
from osdesk.domain.contacts import Address
from osdesk.domain.team import Technician
from osdesk.domain.visits import Visit
from osdesk.services import team

TUESDAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three technicians; Rafael's Tuesday and Thursday, Juliana's Tuesday; a visit of last week."""
    path = tmp_path_factory.mktemp("agenda") / "office"
    with an_office(path) as office:
        names = ("Rafael Moura", "Rafaela Souza", "Juliana Tavares")
        rafael, _rafaela, juliana = (team.save(office, Technician(name=name)).id or 0 for name in names)
        client = saved_client(office, name="Padaria, “Ouro”; 🍞")
        address = Address(street="Rua A", district="Centro", city="Porto Alegre")
        nine, ten = time(9), time(10)
        visits = (
            Visit(day=TUESDAY, planned_start=nine, planned_end=ten, technicians=(rafael,)),
            Visit(day=date(2026, 11, 26), technicians=(rafael,)),
            Visit(day=date(2026, 11, 17), technicians=(rafael,)),
        )
        saved_order(office, client, address=address, reason="Forno não aquece", visits=visits)
        came = Visit(day=TUESDAY, planned_start=nine, technicians=(juliana, rafael), check_in=at(2026, 11, 24, 9, 2))
        saved_order(office, client, visits=(came,))
    return path


def test_a_week_is_told_in_lines(folder: Path) -> None:
    done = run(folder, "agenda", "--week", "2026-11-24")
    assert done.code == 0, done.err
    first, second, third = done.out.splitlines()
    assert first.split()[:4] == ["ter", "24/11/2026", "09:00–10:00", "000001"]
    assert "Centro, Porto Alegre" in first
    assert "Juliana Tavares, Rafael Moura" in second
    assert third.startswith("qui 26/11/2026")


def test_a_week_is_told_as_json(folder: Path) -> None:
    done = run_here(folder, "agenda", "--technician", "juliana", "--week", "28/11/2026", "--json")
    assert done.code == 0, done.err
    assert done.json == [
        {
            "day": "2026-11-24",
            "planned_start": "09:00",
            "planned_end": None,
            "number": "000002",
            "client": "Padaria, “Ouro”; 🍞",
            "place": None,
            "reason": None,
            "technicians": ["Juliana Tavares", "Rafael Moura"],
            "status": "on_site",
            "check_in": "2026-11-24T09:02:00-03:00",
            "check_out": None,
            "deadline": None,
            "clashes": ["overlap"],
        }
    ]
    assert run_here(folder, "agenda", "--week", "2026-01-01", "--json").json == []


def test_a_technicians_week_is_a_calendar_beside_an_open_window(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "week.ics"
    with held_open(folder):
        done = run(folder, "agenda", "--technician", "Rafael Moura", "--week", "2026-11-29", "--ics", str(target))
    assert (done.code, done.out, done.err) == (0, "", "")
    events = vobject.readOne(target.read_text(encoding="utf-8")).contents["vevent"]
    assert sorted(event.summary.value for event in events) == [
        "OS 000001 – Padaria, “Ouro”; 🍞",
        "OS 000001 – Padaria, “Ouro”; 🍞",
        "OS 000002 – Padaria, “Ouro”; 🍞",
    ]


def test_a_calendar_goes_to_standard_output_too(folder: Path) -> None:
    done = run(folder, "agenda", "--technician", "moura", "--week", "2026-11-24", "--ics", "-")
    assert done.code == 0
    assert done.out.startswith("BEGIN:VCALENDAR\r\n")
    assert done.out.endswith("END:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--technician", "Bruno"), ("Bruno", "Juliana Tavares, Rafael Moura, Rafaela Souza")),
        (("--technician", "raf"), ("raf", "Rafael Moura, Rafaela Souza")),
        (("--technician", " "), ("Juliana Tavares",)),
        (("--week", "amanhã cedo"), ("amanhã cedo",)),
        (("--ics", "week.ics"), ("--technician",)),
        (("--ics", "a.ics", "--json", "--technician", "moura"), ("--json",)),
        (("extra",), ("extra",)),
    ],
)
def test_wrong_use_is_told_in_one_sentence(folder: Path, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    assert_one_sentence(run_here(folder, "agenda", *arguments), 2, *words)


def test_what_cannot_be_written_is_refused_and_nothing_left_behind(folder: Path, tmp_path: Path) -> None:
    missing = tmp_path / "gone" / "week.ics"
    done = run_here(folder, "agenda", "--technician", "moura", "--week", "2026-11-24", "--ics", str(missing))
    assert_one_sentence(done, 1, "gone")
    assert list(tmp_path.iterdir()) == []


def test_a_name_in_full_is_that_one_though_it_begins_another(tmp_path: Path) -> None:
    with an_office(tmp_path / "office") as office:
        for name in ("Ana", "Ana Lima"):
            team.save(office, Technician(name=name))
    assert run_here(tmp_path / "office", "agenda", "--technician", "ana").code == 0
    assert run_here(tmp_path / "office", "agenda", "--technician", "an").code == 2


def test_where_there_is_no_office_nothing_is_made(tmp_path: Path) -> None:
    done = run_here(tmp_path / "none", "agenda")
    assert done.code == 1
    assert not (tmp_path / "none").exists()
