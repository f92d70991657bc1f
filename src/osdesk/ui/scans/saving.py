"""Signed copies given to people: all pages of an order as one PDF, written where they choose.

Apart because the room and the order's editor offer it alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from osdesk.domain.scans import ScanPage
from osdesk.services import papers, scan_reading, scans
from osdesk.services.wording import order_title
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.exporting import tell_written
from osdesk.ui.tasks import Lane


def save_copies(desk: Desk, parent: QWidget, number: str, pages: Sequence[ScanPage]) -> None:
    """Ask where, and write these pages as one PDF."""
    if not pages:
        return
    ids = [page.id or 0 for page in pages]

    def write(path: Path) -> None:
        def written(_nothing: object) -> None:
            tell_written(desk, parent, path)

        def bound(pdf: bytes) -> None:
            desk.tasks.run(Lane.NET, papers.export, path, pdf, done=written, owner=parent)

        def read(data: tuple[tuple[bytes, str], ...]) -> None:
            desk.tasks.run(Lane.FILES, scan_reading.bind, data, done=bound, owner=parent)

        desk.tasks.run(Lane.READ, scans.pages_data, desk.office, ids, done=read, owner=parent)

    name = papers.safe_name(_("{order} signed copy").format(order=order_title(number)))
    desk.prompts.save_file(parent, _("Save the signed copy"), "pdf", name, [(_("PDF"), "*.pdf")], write)
