"""A report handed on: printed, or written as PDF, spreadsheet or comma-separated values."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from osdesk.domain.reports import Report
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.exporting import tell_written
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.domain.sheets import Paper
    from osdesk.services.office import Office

#: What a report can be written as, and what such files are called.
FORMS = {"pdf": "PDF", "xlsx": "Excel", "csv": "CSV"}


def save_as(desk: Desk, parent: QWidget, report: Report, form: str) -> None:
    """Ask where, write the file, and offer to open it."""

    def write_to(path: Path) -> None:
        done = partial(_told, desk, parent, path)
        if form == "pdf":
            desk.tasks.run(Lane.READ, _accent, desk.office, done=lambda colour: draw(colour, path))
        else:
            desk.tasks.run(Lane.NET, _write_sheet, path, report, form, done=done)

    def draw(colour: str, path: Path) -> None:
        from osdesk.services import rendering

        desk.tasks.run(Lane.PAPER, rendering.report, report, colour, done=lambda paper: write(paper, path))

    def write(paper: Paper, path: Path) -> None:
        from osdesk.services import report_files

        desk.tasks.run(Lane.NET, report_files.export, path, paper.pdf, done=partial(_told, desk, parent, path))

    from osdesk.services import report_files

    desk.prompts.save_file(
        parent,
        _("Save the report"),
        "reports",
        report_files.file_name(report, form),
        [(FORMS[form], f"*.{form}")],
        write_to,
    )


def print_out(desk: Desk, parent: QWidget, report: Report, *, direct: bool = False) -> None:
    """Print it: drawn in the paper process, which the job waits for on its own lane."""
    desk.printing.print_paper(parent, partial(_paper, desk, report), direct=direct)


def _paper(desk: Desk, report: Report) -> Paper:
    from osdesk.services import rendering

    return desk.tasks.call(Lane.PAPER, rendering.report, report, _accent(desk.office))


def _accent(office: Office) -> str:
    from osdesk.services import company

    return company.get(office).accent


def _write_sheet(path: Path, report: Report, form: str) -> None:
    from osdesk.services import report_files

    report_files.export(path, report_files.as_xlsx(report) if form == "xlsx" else report_files.as_csv(report))


def _told(desk: Desk, parent: QWidget, path: Path, _nothing: object = None) -> None:
    tell_written(desk, parent, path)
