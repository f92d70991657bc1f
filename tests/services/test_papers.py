"""Sheets hold all that a paper says, in the sheet's own language, from whatever is stored or being typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders import a_company, logo
from offices import saved_client, saved_order, whole_order
from osdesk.domain.company import SheetForm
from osdesk.domain.sheets import Copies, LonePaper, SheetOptions
from osdesk.domain.statuses import StatusKind
from osdesk.services import clients, company, orders, papers, statuses, team
from osdesk.services.office import Office

TODAY = date(2026, 11, 24)


def test_a_stored_order_has_everything_resolved(office: Office) -> None:
    company.save(office, a_company())
    company.set_logo(office, logo())
    order = orders.save(office, whole_order(office)).order
    sheet = papers.sheet(office, order)
    assert sheet.company.trade_name == "Ventosul Climatização"
    assert sheet.logo == logo()
    assert sheet.client is not None
    assert sheet.client.name == "Clínica Aurora"
    assert (sheet.status_name, sheet.status_kind) == ("Aberta", StatusKind.OPEN)
    assert dict(sheet.technicians) == {held.id: held.name for held in team.all(office)[:2]}
    assert (sheet.language, sheet.time_zone) == ("pt_BR", "America/Sao_Paulo")


def test_an_order_being_typed_needs_neither_client_nor_number(office: Office) -> None:
    sheet = papers.sheet(office, orders.new(office))
    assert sheet.client is None
    assert sheet.order is not None
    assert sheet.order.number == ""
    assert sheet.status_name == "Aberta"


def test_the_sheet_speaks_its_own_language(office: Office) -> None:
    company.save_settings(office, replace(company.settings(office), sheet_language="es"))
    kind = statuses.service_types(office)[1]
    sheet = papers.sheet(office, saved_order(office, service_type_id=kind.id))
    assert (sheet.status_name, sheet.service_type_name) == ("Abierta", "Mantenimiento preventivo")


def test_the_office_decides_prices_form_and_holes(office: Office) -> None:
    settings = replace(company.settings(office), show_prices=False, sheet_form=SheetForm.FULL, filing_holes=True)
    company.save_settings(office, settings)
    assert papers.options(office) == SheetOptions(
        copies=Copies.BOTH, prices=False, form=SheetForm.FULL, lone_paper=LonePaper.A5, filing_holes=True
    )


def test_a_blank_form_has_no_prices_unless_they_are_asked_for(office: Office) -> None:
    assert papers.options(office).prices
    chosen = papers.options(office, blank=True)
    assert (chosen.blank, chosen.prices) == (True, False)


def test_who_was_on_site_stays_on_the_paper(office: Office) -> None:
    order = orders.save(office, whole_order(office)).order
    client = clients.get(office, order.client_id or 0)
    team.delete(office, [held.id or 0 for held in team.all(office)])
    clients.delete(office, [client.id or 0])
    sheet = papers.sheet(office, order)
    assert len(sheet.technicians) == 2
    assert sheet.client is not None
    assert sheet.client.name == client.name


def test_many_sheets_come_in_the_order_asked_for_without_those_that_are_not_there(office: Office) -> None:
    first = saved_order(office)
    second = saved_order(office, saved_client(office, name="Outro", tax_id=""))
    found = papers.sheets(office, [second.id or 0, 999, first.id or 0])
    assert [sheet.client.name for sheet in found if sheet.client is not None] == ["Outro", "Clínica Aurora"]


def test_the_wholly_blank_form_has_only_the_header(office: Office) -> None:
    company.save(office, a_company())
    sheet = papers.blank_sheet(office)
    assert sheet.order is None
    assert sheet.client is None
    assert sheet.options.blank
    assert sheet.company.name == "Ventosul Climatização"


@pytest.mark.parametrize(
    ("client", "number", "name"),
    [
        ("Clínica Aurora", "000042", "OS-000042_Clínica-Aurora_2026-11-24.pdf"),
        ("A/C Norte: <Filial>", "ABC-2026/000042", "OS-ABC-2026-000042_A-C-Norte-Filial_2026-11-24.pdf"),
        ("🙂", "000042", "OS-000042_2026-11-24.pdf"),
        ("", "", "OS_2026-11-24.pdf"),
    ],
)
def test_a_file_is_named_after_order_and_client(office: Office, client: str, number: str, name: str) -> None:
    order = replace(saved_order(office), number=number)
    sheet = papers.sheet(office, order)
    assert sheet.client is not None
    assert papers.file_name(replace(sheet, client=replace(sheet.client, name=client)), TODAY) == name


def test_a_long_name_still_makes_a_name(office: Office) -> None:
    sheet = papers.sheet(office, saved_order(office, saved_client(office, name="Ç" * 300)))
    name = papers.file_name(sheet, TODAY)
    assert len(name) < 120
    assert name.endswith("_2026-11-24.pdf")


def test_many_sheets_are_named_after_their_first_and_last(office: Office) -> None:
    ids = [saved_order(office).id or 0 for _ in range(3)]
    assert papers.file_name(papers.sheets(office, ids), TODAY) == "OS-000001-000003_2026-11-24.pdf"


def test_a_blank_form_is_named_too(office: Office) -> None:
    assert papers.file_name(papers.blank_sheet(office), TODAY) == "OS_2026-11-24.pdf"


def test_an_export_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "OS.pdf"
    papers.export(path, b"%PDF")
    assert path.read_bytes() == b"%PDF"
    with pytest.raises(papers.HandoverTrouble):
        papers.export(tmp_path / "gone" / "OS.pdf", b"%PDF")
