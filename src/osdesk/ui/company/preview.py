"""The live sheet beside the form: an example order under the header as it is being typed."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain.company import Company
from osdesk.domain.sheets import OrderSheet
from osdesk.texts import _
from osdesk.ui.example_order import example_sheet
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.buttons import IconButton
from osdesk.ui.kit.labels import ElidedLabel, Ground, Hairline
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.orders import proof
from osdesk.ui.orders.paper_view import PaperView
from osdesk.ui.orders.preview import as_image
from osdesk.ui.orders.proof import Proof
from osdesk.ui.tasks import Lane, Tasks

#: Shorter than a person's pause, longer than the time between two keys.
_PAUSE = 120


class CompanyPreview(QWidget):
    """Head and paper. `drawn` comes with each new picture."""

    drawn = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._wanted: OrderSheet | None = None
        self._shown: OrderSheet | None = None
        self.view = PaperView()
        self.view.setAccessibleName(_("The sheet as it will be printed"))
        self._words = ElidedLabel(_("On paper it looks like this, while you type"), "strong")
        self._farther = IconButton("zoom-out", _("Zoom out"), lambda: self.view.zoom_by(-1))
        self._nearer = IconButton("zoom-in", _("Zoom in"), lambda: self.view.zoom_by(1))
        head = Ground("surface")
        head.setLayout(bar(Icon("eye"), self._words, 1, self._farther, self._nearer, gap=8, margins=(16, 4, 8, 4)))
        self.setLayout(column(head, Hairline(), self.view, 1, gap=0))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._draw)
        self.view.view_changed.connect(self._sharpen)
        self.view.zoom_changed.connect(self._show_zoom)
        self._show_zoom()

    @property
    def sheet(self) -> OrderSheet | None:
        """What the picture shown was made from."""
        return self._shown

    @property
    def wanted(self) -> OrderSheet | None:
        """The newest sheet asked for, to be printed as a test."""
        return self._wanted

    def show_company(self, company: Company, logo: bytes, number: str, language: str) -> None:
        """Show this header, after the pause that typing makes."""
        sheet = example_sheet(company, logo, number or "000128", language)
        if sheet != self._wanted:
            self._wanted = sheet
            self._pause.start()

    def minimumSizeHint(self) -> QSize:
        """Narrow is still readable: the paper follows."""
        return QSize(240, 200)

    def _draw(self) -> None:
        sheet = self._wanted
        if sheet is None or not self.isVisible() or (sheet == self._shown and self.view.is_sharp()):
            return
        pages, width = self.view.wanted()
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
        self.view.set_pages(drawn.sizes)
        for page, picture in drawn.pictures:
            self.view.set_picture(page, as_image(picture))
        self.drawn.emit()

    def _sharpen(self) -> None:
        if self._wanted is not None and self.isVisible() and not self.view.is_sharp():
            self._pause.start()

    def _show_zoom(self) -> None:
        self._farther.setEnabled(self.view.can_zoom(-1))
        self._nearer.setEnabled(self.view.can_zoom(1))
