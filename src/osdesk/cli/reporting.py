"""`osdesk report`: the month's figures as a file. It only reads, and works beside an open window."""

from __future__ import annotations

import argparse
from pathlib import Path

from osdesk.cli import output
from osdesk.cli.listing import day
from osdesk.cli.opening import reading
from osdesk.cli.parser import Wrong
from osdesk.domain.reports import Grouping, Report, ReportName
from osdesk.services import company as companies
from osdesk.services import report_files, reports
from osdesk.texts import _


def run_report(options: argparse.Namespace) -> int:
    """Write a report."""
    with reading(options) as office:
        today = office.today()
        since = day(options.since, today) or today.replace(day=1)
        until = day(options.until, today) or today
        if until < since:
            raise Wrong(_("--until is before --since."))
        name = ReportName(options.name)
        report = reports.make(office, name, since, until, grouping=Grouping(options.by.replace("-", "_")))
        accent = companies.get(office).accent
    data = _written(report, options.format, accent)
    if options.output == "-":
        stream = output.binary()
        stream.write(data)
        stream.flush()
    else:
        report_files.export(Path(options.output).absolute(), data)
    return 0


def _written(report: Report, form: str, accent: str) -> bytes:
    if form == "xlsx":
        return report_files.as_xlsx(report)
    if form == "csv":
        return report_files.as_csv(report)
    if form == "json":
        return report_files.as_json(report)
    from osdesk.services import rendering

    return rendering.report(report, accent).pdf
