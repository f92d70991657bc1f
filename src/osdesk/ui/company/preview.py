"""The live sheet beside the form, with its head: nearer, farther."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from osdesk.texts import _
from osdesk.ui.company_paper import CompanyPaper
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.buttons import IconButton
from osdesk.ui.kit.labels import ElidedLabel, Ground, Hairline
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.tasks import Tasks


class CompanyPreview(QWidget):
    """Head and `paper`."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = CompanyPaper(tasks)
        self._words = ElidedLabel(_("On paper it looks like this, while you type"), "strong")
        self._farther = IconButton("zoom-out", _("Zoom out"), lambda: self.paper.zoom_by(-1))
        self._nearer = IconButton("zoom-in", _("Zoom in"), lambda: self.paper.zoom_by(1))
        head = Ground("surface")
        head.setLayout(bar(Icon("eye"), self._words, 1, self._farther, self._nearer, gap=8, margins=(16, 4, 8, 4)))
        self.setLayout(column(head, Hairline(), self.paper, 1, gap=0))
        self.paper.zoom_changed.connect(self._show_zoom)
        self._show_zoom()

    def minimumSizeHint(self) -> QSize:
        """Narrow is still readable: the paper follows."""
        return QSize(240, 200)

    def _show_zoom(self) -> None:
        self._farther.setEnabled(self.paper.can_zoom(-1))
        self._nearer.setEnabled(self.paper.can_zoom(1))
