"""A company's own paper beside the form where it is described: an example order under the header being typed.

Used by the first-run assistant and the company's room. Drawn in the paper process; the newest wish wins and the old
picture stays until the new one is there.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain.company import Company
from osdesk.domain.sheets import OrderSheet
from osdesk.texts import _
from osdesk.ui.example_order import example_sheet
from osdesk.ui.orders import proof
from osdesk.ui.orders.paper_view import PaperView
from osdesk.ui.orders.preview import as_image
from osdesk.ui.orders.proof import Proof
from osdesk.ui.tasks import Lane, Tasks

#: Shorter than a person's pause, longer than the time between two keys.
_PAUSE = 120


class CompanyPaper(PaperView):
    """The sheet on the desk. `drawn` comes with each new picture."""

    drawn = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._wanted: OrderSheet | None = None
        self._shown: OrderSheet | None = None
        self.setAccessibleName(_("The sheet as it will be printed"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._draw)
        self.view_changed.connect(self._sharpen)

    @property
    def sheet(self) -> OrderSheet | None:
        """What the picture shown was made from."""
        return self._shown

    @property
    def newest(self) -> OrderSheet | None:
        """The newest sheet asked for, to be printed as a test."""
        return self._wanted

    def show_company(self, company: Company, logo: bytes, number: str, language: str) -> None:
        """Show this header, after the pause that typing makes."""
        sheet = example_sheet(company, logo, number or "000128", language)
        if sheet != self._wanted:
            self._wanted = sheet
            self._pause.start()

    def _draw(self) -> None:
        sheet = self._wanted
        if sheet is None or not self.isVisible() or (sheet == self._shown and self.is_sharp()):
            return
        pages, width = self.wanted()
        self._tasks.run(
            Lane.PAPER,
            proof.draw,
            sheet,
            pages,
            width,
            done=lambda drawn: self._show(sheet, drawn),
            owner=self,
            latest="paper",
        )

    def _show(self, sheet: OrderSheet, drawn: Proof) -> None:
        self._shown = sheet
        self.set_pages(drawn.sizes)
        for page, picture in drawn.pictures:
            self.set_picture(page, as_image(picture))
        self.drawn.emit()

    def _sharpen(self) -> None:
        """Other pictures may be wanted now: another size, another screen, or the first look at it."""
        if self._wanted is not None and self.isVisible() and not self.is_sharp():
            self._pause.start()
