"""Reports on paper and in spreadsheets: what is in the value is in the file, text as text, whole and in place."""

from __future__ import annotations

import io
import json
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.pdfa import violations
from documents.reading import bare, reader
from osdesk.documents import report as paper
from osdesk.domain.cells import cell_text
from osdesk.domain.plots import axis_of, tick_text
from osdesk.domain.reports import Column, ColumnKind, Plot, PlotKind, Report, ReportName, Row, Series
from osdesk.services import report_files

ACCENT = "#0F4C5C"
FORMULA = "=1+1"
NASTY = 'Bar "Zé" <b>& Filhos</b> 🍕; @SUM(A1)'
COLUMNS = (
    Column(title="Cliente"),
    Column(title="OS", kind=ColumnKind.COUNT),
    Column(title="Tempo no local", kind=ColumnKind.DURATION),
    Column(title="Prazo cumprido", kind=ColumnKind.PERCENT),
    Column(title="Última", kind=ColumnKind.DATE),
    Column(title="Total", kind=ColumnKind.MONEY),
)


def a_report(rows: int = 3, **changes: object) -> Report:
    names = [FORMULA, NASTY, *(f"Cliente de nome comprido número {number}" for number in range(2, rows))]
    made = [
        Row(
            cells=(
                names[index],
                index + 1,
                timedelta(minutes=95 + index),
                Decimal("87.5"),
                date(2026, 11, 24),
                Decimal("1234.50") + index,
            )
        )
        for index in range(rows)
    ]
    report = Report(
        name=ReportName.CLIENTS,
        title="Clientes",
        about="Abertas neste mês",
        company="Ventosul Ltda.",
        since=date(2026, 11, 1),
        until=date(2026, 11, 30),
        made_at=datetime(2026, 11, 24, 16, 20, tzinfo=UTC),
        language="pt_BR",
        columns=COLUMNS,
        rows=made,
        totals=("Total", rows, None, None, None, Decimal("9999.99")),
    )
    return replace(report, **changes)  # type: ignore[arg-type]


BARS = Plot(
    kind=PlotKind.BARS,
    labels=("Aberta", "Concluída"),
    series=(Series(name="OS", values=(Decimal(3), Decimal(12))),),
)
LINES = Plot(
    kind=PlotKind.LINES,
    labels=("09/2026", "10/2026", "11/2026"),
    series=(
        Series(name="Primeira visita", values=(Decimal("4.5"), None, Decimal(80))),
        Series(name="Conclusão", values=(Decimal(30), Decimal(31), Decimal(200))),
    ),
    value=ColumnKind.DURATION,
)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader(pdf).pages).split())


@pytest.mark.parametrize("plot", [None, BARS, LINES], ids=["without", "bars", "lines"])
def test_everything_of_a_report_stands_on_its_paper(plot: Plot | None) -> None:
    report = a_report(plot=plot)
    made = paper.render(report, ACCENT)
    shown = text_of(made.pdf)
    for words in ("Clientes", "Abertas neste mês", "Ventosul Ltda.", "Cliente de nome comprido número 2", "1.236,50"):
        assert words in shown
    assert FORMULA in shown
    assert "<b>& Filhos</b>" in shown
    assert "página 1 de 1" in shown
    assert violations(made.pdf) == []
    assert made.pdf == paper.render(report, ACCENT).pdf


def test_a_long_report_repeats_its_heads_and_numbers_its_pages() -> None:
    made = paper.render(a_report(200), ACCENT)
    pages = [" ".join(page.extract_text().split()) for page in reader(made.pdf).pages]
    assert len(pages) == made.pages > 3
    for number, page in enumerate(pages, 1):
        assert "Prazo" in page
        assert f"página {number} de {made.pages}" in page
    assert "9.999,99" in pages[-1]
    assert sum(page.count("Cliente de nome comprido") for page in pages) == 198


def test_a_report_of_many_columns_lies_and_nothing_leaves_the_page() -> None:
    report = a_report(columns=COLUMNS + COLUMNS[1:] + COLUMNS[1:], totals=None)
    wide = replace(report, rows=[Row(cells=row.cells + row.cells[1:] * 2) for row in report.rows])
    (page,) = reader(paper.render(wide, ACCENT).pdf).pages
    assert page.mediabox.width > page.mediabox.height


@pytest.mark.parametrize("language", ["pt_BR", "es", "en"])
def test_a_report_without_any_row_says_so_by_its_heads_alone(language: str) -> None:
    report = a_report(2, totals=None, language=language, plot=replace(BARS, labels=(), series=()))
    report = replace(report, rows=())
    shown = text_of(paper.render(report, ACCENT).pdf)
    assert "Cliente" in shown
    workbook = openpyxl.load_workbook(io.BytesIO(report_files.as_xlsx(report)))
    assert len(workbook.worksheets) == 1
    assert json.loads(report_files.as_json(report))["rows"] == []


def test_a_workbook_holds_text_as_text_and_figures_that_calculate() -> None:
    report = a_report(plot=LINES)
    book = openpyxl.load_workbook(io.BytesIO(report_files.as_xlsx(report)))
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(min_row=6))
    assert [cell.value for cell in rows[0]][:2] == [FORMULA, 1]
    assert rows[0][0].data_type == "s"
    assert rows[1][0].value == NASTY
    assert rows[0][2].value == timedelta(minutes=95)
    assert rows[0][4].value == datetime(2026, 11, 24)  # noqa: DTZ001  a sheet knows no zones
    assert rows[0][5].value == pytest.approx(1234.5)
    assert rows[3][5].value == pytest.approx(9999.99)
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    plot = book.worksheets[1]
    assert [cell.value for cell in plot["A"]][1:] == list(LINES.labels)
    assert len(plot._charts) == 1
    assert report_files.as_xlsx(report) == report_files.as_xlsx(report)


def test_comma_separated_values_have_neutral_texts_and_plain_figures() -> None:
    written = report_files.as_csv(a_report()).decode("utf-8-sig").split("\r\n")
    assert written[0] == "Cliente;OS;Tempo no local (horas);Prazo cumprido;Última;Total"
    assert written[1] == f"'{FORMULA};1;1,58;87,5;24/11/2026;1234,50"
    assert written[2].startswith('"Bar ""Zé""')
    assert written[4] == "Total;3;;;;9999,99"


@pytest.mark.needs("libreoffice")
def test_another_program_opens_the_workbook_and_prints_it(tmp_path: Path) -> None:
    path = tmp_path / "relatorio.xlsx"
    path.write_bytes(report_files.as_xlsx(a_report(plot=BARS)))
    done = subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), str(path)),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    printed = tmp_path / "relatorio.pdf"
    assert printed.exists(), done.stderr
    shown = bare(text_of(printed.read_bytes()))
    assert bare(FORMULA) in shown
    assert bare("1.234,50") in shown or bare("1,234.50") in shown
    assert "#" not in shown


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), max_size=12), st.sampled_from(ColumnKind))
def test_an_axis_holds_every_value_between_round_ticks(values: list[Decimal], kind: ColumnKind) -> None:
    plot = Plot(
        kind=PlotKind.BARS, labels=("x",) * len(values), series=(Series(name="", values=tuple(values)),), value=kind
    )
    axis = axis_of(plot)
    assert axis.low <= min([Decimal(0), *values])
    assert axis.high >= max([Decimal(0), *values])
    assert 2 <= len(axis.ticks) <= 9
    assert Decimal(0) in axis.ticks
    assert all(0 <= axis.share(value) <= 1 for value in values)


@pytest.mark.parametrize(
    ("cell", "kind", "written"),
    [
        (None, ColumnKind.MONEY, "–"),
        (1234567, ColumnKind.COUNT, "1.234.567"),
        (Decimal("-0.5"), ColumnKind.MONEY, "\u22120,50"),
        (Decimal("1.500"), ColumnKind.QUANTITY, "1,5"),
        (Decimal("12.34"), ColumnKind.PERCENT, "12,3\u00a0%"),
        (timedelta(minutes=125), ColumnKind.DURATION, "2\u00a0h\u00a005"),
        (timedelta(days=3, hours=4), ColumnKind.DURATION, "3\u00a0d\u00a04\u00a0h"),
        (date(1900, 1, 2), ColumnKind.DATE, "02/01/1900"),
    ],
)
def test_a_cell_is_written_by_what_its_column_holds(cell: object, kind: ColumnKind, written: str) -> None:
    assert cell_text(cell, kind) == written  # type: ignore[arg-type]


def test_ticks_are_short() -> None:
    assert tick_text(Decimal(1500), ColumnKind.MONEY) == "1.500"
    assert tick_text(Decimal("0.5"), ColumnKind.MONEY) == "0,50"
    assert tick_text(Decimal(0), ColumnKind.DURATION) == "0"
    assert tick_text(Decimal(48), ColumnKind.DURATION) == "2\u00a0d"
