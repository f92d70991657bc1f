"""A report as a spreadsheet (XLSX): the table with figures that calculate, and its plot as the spreadsheet's own chart.

Text stays text: a client called `=1+1` is written as a string, never as a formula, link or number.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from osdesk.domain.reports import Cell, ColumnKind, PlotKind, Report

#: Excel's own limits.
_LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_576
_SHEET_NAME = 31
_FORMATS: Mapping[ColumnKind, str] = MappingProxyType(
    {
        ColumnKind.TEXT: "@",
        ColumnKind.COUNT: "#,##0",
        ColumnKind.QUANTITY: "#,##0.###",
        ColumnKind.MONEY: "#,##0.00",
        ColumnKind.DURATION: "[h]:mm",
        ColumnKind.DATE: "dd/mm/yyyy",
        ColumnKind.PERCENT: '0.0" %"',
    }
)
_HEAD = 4
_WIDEST, _NARROWEST = 60, 9


def render(report: Report, names: tuple[str, str]) -> bytes:
    """The workbook's bytes; `names` are what the sheets of table and plot are called. The same report, the same bytes.

    Raises `ValueError` with more rows than a sheet has.
    """
    import xlsxwriter

    if len(report.rows) + _HEAD + 2 > MOST_ROWS:
        raise ValueError("more rows than a sheet has")
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties(
        {"title": report.title, "subject": report.about, "company": report.company, "created": _naive(report.made_at)}
    )
    _table(book, report, names[0][:_SHEET_NAME])
    if report.plot is not None and report.plot.labels:
        _plot(book, report, names[1][:_SHEET_NAME])
    book.close()
    return file.getvalue()


def _table(book: Any, report: Report, name: str) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
    formats = {kind: book.add_format({"num_format": form, "valign": "top"}) for kind, form in _FORMATS.items()}
    sums = {kind: book.add_format({"num_format": form, "bold": True, "top": 1}) for kind, form in _FORMATS.items()}
    sheet.write_string(0, 0, _text(report.title), book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, _text(report.about))
    sheet.write_string(2, 0, _text(report.company), bold)
    widths = [len(column.title) for column in report.columns]
    for place, column in enumerate(report.columns):
        sheet.write_string(_HEAD, place, _text(column.title), head)
    for index, row in enumerate(report.rows, _HEAD + 1):
        for place, (cell, column) in enumerate(zip(row.cells, report.columns, strict=True)):
            _write(sheet, index, place, cell, column.kind, formats[column.kind])
            if column.kind is ColumnKind.TEXT:
                widths[place] = max(widths[place], len(str(cell or "")))
    last = _HEAD + len(report.rows)
    if report.rows:
        sheet.autofilter(_HEAD, 0, last, len(report.columns) - 1)
    if report.totals is not None:
        for place, (cell, column) in enumerate(zip(report.totals, report.columns, strict=True)):
            _write(sheet, last + 1, place, cell, column.kind, sums[column.kind])
    for place, width in enumerate(widths):
        sheet.set_column(place, place, max(_NARROWEST, min(width + 2, _WIDEST)))
    sheet.freeze_panes(_HEAD + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)


def _plot(book: Any, report: Report, name: str) -> None:
    """The plot's figures on a sheet of their own, and a chart of them."""
    plot = report.plot
    if plot is None:
        return
    sheet = book.add_worksheet(name)
    form = book.add_format({"num_format": _FORMATS[plot.value]})
    bold = book.add_format({"bold": True})
    for column, series in enumerate(plot.series, 1):
        sheet.write_string(0, column, _text(series.name), bold)
    for row, label in enumerate(plot.labels, 1):
        sheet.write_string(row, 0, _text(label))
        for column, series in enumerate(plot.series, 1):
            value = series.values[row - 1]
            hours = timedelta(hours=float(value)) if value is not None and plot.value is ColumnKind.DURATION else value
            _write(sheet, row, column, hours, plot.value, form)
    sheet.set_column(0, 0, 40)
    chart = book.add_chart({"type": "bar" if plot.kind is PlotKind.BARS else "line"})
    last = len(plot.labels)
    for column, _ in enumerate(plot.series, 1):
        chart.add_series(
            {
                "name": [name, 0, column],
                "categories": [name, 1, 0, last, 0],
                "values": [name, 1, column, last, column],
                "data_labels": {"value": plot.kind is PlotKind.BARS, "num_format": _FORMATS[plot.value]},
                "marker": {"type": "automatic"},
            }
        )
    chart.set_title({"name": _text(report.title)})
    if plot.kind is PlotKind.BARS:
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"num_format": _FORMATS[plot.value]})
    else:
        chart.set_y_axis({"num_format": _FORMATS[plot.value]})
    if len(plot.series) < 2:
        chart.set_legend({"none": True})
    chart.set_size({"width": 900, "height": max(360, 60 + 24 * last if plot.kind is PlotKind.BARS else 420)})
    sheet.insert_chart(0, len(plot.series) + 2, chart)


def _write(sheet: Any, row: int, column: int, cell: Cell, kind: ColumnKind, form: Any) -> None:
    if cell is None:
        sheet.write_blank(row, column, None, form)
    elif isinstance(cell, str) or kind is ColumnKind.TEXT:
        sheet.write_string(row, column, _text(str(cell)), form)
    elif isinstance(cell, timedelta):
        sheet.write_number(row, column, cell / timedelta(days=1), form)
    elif isinstance(cell, (datetime, date)):
        moment = _naive(cell) if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001  a sheet knows no zones
        # Before its first day a sheet has no dates: then it is told as words.
        if moment.year < 1901:
            sheet.write_string(row, column, moment.date().isoformat(), form)
        else:
            sheet.write_datetime(row, column, moment, form)
    else:
        sheet.write_number(row, column, float(Decimal(cell)), form)


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def _text(text: str) -> str:
    """What a cell can hold: without control characters, and not longer than Excel allows."""
    kept = "".join(character for character in text if character >= " " or character in "\n\t")
    return kept[:_LONGEST_TEXT]
