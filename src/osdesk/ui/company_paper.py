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
from osdesk.ui.kit.labels import Ground, Label
from osdesk.ui.kit.layout import column
from osdesk.ui.orders import proof
from osdesk.ui.orders.paper_view import PaperView
from osdesk.ui.orders.preview import as_image
from osdesk.ui.orders.proof import Proof
from osdesk.ui.tasks import Lane, Tasks

_PAUSE = 120


class CompanyPaper(Ground):
    """The sheet on the desk. `drawn` comes with each new picture; `failed` when the logo can't be drawn."""

    drawn = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("desk", parent)
        self._tasks = tasks
        self._wanted: OrderSheet | None = None
        self._shown: OrderSheet | None = None
        self.view = PaperView()
        self.view.setAccessibleName(_("The sheet as it will be printed"))
        caption = Label(_("On paper it looks like this (example order)"), "group")
        paper = column(self.view, margins=(30, 0, 22, 0))
        self.setLayout(column(column(caption, margins=(63, 32, 24, 0)), paper, 1, gap=0))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._draw)
        self.view.view_changed.connect(self._sharpen)

    def show_company(self, company: Company, logo: bytes, number: str = "000128", language: str = "pt_BR") -> None:
        """Show this header, after the pause that typing makes."""
        self._wanted = example_sheet(company, logo, number, language)
        self._pause.start()

    def _draw(self) -> None:
        sheet = self._wanted
        if sheet is None or (sheet == self._shown and self.view.is_sharp()):
            return
        pages, width = self.view.wanted()
        self._tasks.run(
            Lane.PAPER,
            proof.draw,
            sheet,
            pages,
            width,
            done=lambda drawn: self._show(sheet, drawn),
            failed=self.failed.emit,
            owner=self,
            latest="paper",
        )

    def _show(self, sheet: OrderSheet, drawn: Proof) -> None:
        self._shown = sheet
        self.view.set_pages(drawn.sizes)
        for page, picture in drawn.pictures:
            self.view.set_picture(page, as_image(picture))
        self.drawn.emit()

    def _sharpen(self) -> None:
        if self._shown is not None and self.isVisible() and not self.view.is_sharp():
            self._pause.start()
