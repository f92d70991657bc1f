"""Reports as files: spreadsheet, comma-separated values, JSON. The PDF is drawn in the paper process (`rendering`)."""

from __future__ import annotations

import itertools
import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from osdesk.documents import workbook
from osdesk.domain import money
from osdesk.domain.cells import cell_text
from osdesk.domain.reports import Cell, Column, ColumnKind, Report
from osdesk.gateways import handover
from osdesk.services import spreadsheet
from osdesk.services.spreadsheet import neutral
from osdesk.services.wording.status_names import speaking


def as_xlsx(report: Report) -> bytes:
    """A workbook with the table and, where there is one, the plot. Raises `ValueError` with too many rows for one."""
    say = speaking(report.language)
    return workbook.render(report, (say.pgettext("spreadsheet", "Report"), say.pgettext("spreadsheet", "Plot")))


def as_csv(report: Report) -> bytes:
    """The table as the lists write theirs (utf-8-sig, `;`, CRLF): figures ungrouped, times in hours with decimals."""
    heads = [neutral(_heading(column, report.language)) for column in report.columns]
    rows = [row.cells for row in report.rows]
    if report.totals is not None:
        rows.append(report.totals)
    kinds = [column.kind for column in report.columns]
    cells = ([_csv(cell, kind, report.language) for cell, kind in zip(row, kinds, strict=True)] for row in rows)
    return spreadsheet.as_csv(itertools.chain([heads], cells))


def as_json(report: Report) -> bytes:
    """Everything, for programs: amounts and quantities are texts with a point, times are seconds, dates ISO 8601."""
    data = {
        "name": report.name.value,
        "title": report.title,
        "about": report.about,
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        "columns": [{"title": column.title, "kind": column.kind.value} for column in report.columns],
        "rows": [[_json(cell) for cell in row.cells] for row in report.rows],
        "totals": None if report.totals is None else [_json(cell) for cell in report.totals],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def file_name(report: Report, form: str) -> str:
    """`Clientes_2026-11-01_2026-11-30.xlsx`, safe on every system."""
    return handover.safe_name(f"{report.title}_{report.since.isoformat()}_{report.until.isoformat()}", f".{form}")


def export(path: Path, data: bytes) -> None:
    """Write a file whole, or leave what was there. Raises `HandoverTrouble`."""
    handover.write(path, data)


def _heading(column: Column, language: str) -> str:
    if column.kind is ColumnKind.DURATION:
        return speaking(language).pgettext("spreadsheet", "{title} (hours)").format(title=column.title)
    return column.title


def _csv(cell: Cell, kind: ColumnKind, language: str) -> str:
    if cell is None:
        return ""
    if kind is ColumnKind.TEXT:
        return neutral(str(cell))
    if isinstance(cell, timedelta):
        return _decimal(str(money.round_half_up(Decimal(cell // timedelta(seconds=1)) / 3600)), language)
    if isinstance(cell, (int, Decimal)):
        return _decimal(f"{Decimal(cell):f}", language)
    return cell_text(cell, kind, language)


def _decimal(written: str, language: str) -> str:
    return written if language == "en" else written.replace(".", ",")


def _json(cell: Cell) -> object:
    if isinstance(cell, timedelta):
        return cell // timedelta(seconds=1)
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()
    return cell
