"""`osdesk report`: files that hold the month's figures, and what is wrong told in one sentence."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from commands import assert_one_sentence, run, run_here
from documents.reading import reader
from offices import an_office, saved_client, saved_order
from osdesk.domain.materials import MaterialLine
from osdesk.domain.reports import ReportName


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "office"
    with an_office(folder) as office:
        client = saved_client(office, name="=1+1")
        saved_order(office, client, materials=(MaterialLine(description="Gás", unit_price=Decimal(10)),))
    return folder


@pytest.mark.parametrize("name", ReportName)
def test_every_report_is_written_as_json(folder: Path, name: ReportName, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    done = run_here(
        folder, "report", name, "--since", "2026-01-01", "--until", "2026-12-31", "--format", "json", "-o", str(path)
    )
    assert (done.code, done.out, done.err) == (0, "", "")
    assert json.loads(path.read_text(encoding="utf-8"))["name"] == name


def test_a_report_goes_to_standard_output_as_pdf_beside_an_open_office(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    done = run(folder, "report", "clients", "--since", "2026-01-01", "--until", "2026-12-31", "-o", str(path))
    assert done.code == 0, done.err
    assert "=1+1" in reader(path.read_bytes()).pages[0].extract_text()


def test_a_spreadsheet_opens_and_holds_the_clients_name_as_text(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    run_here(
        folder,
        "report",
        "clients",
        "--since",
        "2026-01-01",
        "--until",
        "2026-12-31",
        "--format",
        "xlsx",
        "-o",
        str(path),
    )
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets[0]
    assert sheet["A6"].value == "=1+1"
    assert sheet["A6"].data_type == "s"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("report", "weather", "-o", "x"), "weather"),
        (("report", "orders"), "--output"),
        (("report", "orders", "--since", "amanhã de manhã", "-o", "x"), "amanhã de manhã"),
        (("report", "orders", "--since", "2026-12-31", "--until", "2026-01-01", "-o", "x"), "--until"),
        (("report", "orders", "--format", "doc", "-o", "x"), "doc"),
    ],
)
def test_wrong_use_is_told_in_one_sentence(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    assert_one_sentence(run_here(folder, *arguments), 2, words)


def test_a_file_that_cannot_be_written_is_told(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "none" / "out.pdf"
    assert_one_sentence(run_here(folder, "report", "orders", "-o", str(path)), 1)
