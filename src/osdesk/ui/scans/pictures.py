"""Scanned pages to look at: large, turned, near and far. The room shows them, and the order editor beside the form.

The bytes come from the database on the read lane and are drawn in the process for foreign files; what is shown stays
until the new picture is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain.problems import Unreadable
from osdesk.domain.scans import ScanPage
from osdesk.services import scan_reading, scans, wording
from osdesk.services.office import Gone
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import IconButton
from osdesk.ui.kit.layout import column
from osdesk.ui.orders.paper_view import A4, PaperView
from osdesk.ui.orders.preview import as_image
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.services.rendering import Picture


class PagePictures(QWidget):
    """The pages under one another. `tools` are its buttons, to be put where there is room; `shown` a picture came."""

    shown = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pages: tuple[ScanPage, ...] = ()
        self._data: dict[int, tuple[bytes, str]] = {}
        self._turns: dict[int, int] = {}
        self._sizes: list[tuple[float, float]] = []
        self._drawn: set[tuple[int, int]] = set()
        self.view = PaperView()
        self.view.setAccessibleName(_("The scanned page"))
        self.turn_left = IconButton("rotate-ccw", _("Turn left"), lambda: self.turn(-1))
        self.turn_right = IconButton("rotate-cw", _("Turn right"), lambda: self.turn(1))
        self.farther = IconButton("zoom-out", _("Zoom out"), lambda: self.view.zoom_by(-1))
        self.nearer = IconButton("zoom-in", _("Zoom in"), lambda: self.view.zoom_by(1))
        self.whole = IconButton("maximize", _("Whole page"), self.view.fit)
        self.setLayout(column(self.view, gap=0))
        self.view.view_changed.connect(self._sharpen)
        self.view.zoom_changed.connect(self._show_zoom)
        self._show_zoom()

    @property
    def tools(self) -> tuple[QWidget, ...]:
        """Turn and zoom."""
        return self.turn_left, self.turn_right, self.farther, self.nearer, self.whole

    @property
    def pages(self) -> tuple[ScanPage, ...]:
        """What is shown."""
        return self._pages

    def show_pages(self, pages: Sequence[ScanPage]) -> None:
        """Show these, from the first; those shown already keep how they were turned."""
        pages = tuple(pages)
        if [page.id for page in pages] == [page.id for page in self._pages]:
            self._pages = pages
            return
        held = {page.id: self._turns.get(place, 0) for place, page in enumerate(self._pages)}
        self._pages = pages
        self._turns = {place: held.get(page.id, 0) for place, page in enumerate(pages)}
        self._data.clear()
        self._drawn.clear()
        self._sizes = [A4] * len(pages)
        self.view.forget_pictures()
        self.view.set_pages(self._sizes)
        self.view.verticalScrollBar().setValue(0)
        if pages:
            ids = [page.id or 0 for page in pages]
            self._desk.tasks.run(
                Lane.READ,
                scans.pages_data,
                self._desk.office,
                ids,
                done=lambda data: self._take(ids, data),
                failed=self._fail,
                owner=self,
                latest="data",
            )

    def turn(self, quarters: int) -> None:
        """Turn the page in view clockwise, for the eye only."""
        if not self._pages:
            return
        place = self.view.wanted()[0][0]
        self._turns[place] = (self._turns.get(place, 0) + quarters) % 4
        width, height = self._sizes[place]
        self._sizes[place] = (A4[0], A4[0] * width / height)
        self._drawn = {each for each in self._drawn if each[0] != place}
        self.view.set_pages(self._sizes)

    def minimumSizeHint(self) -> QSize:
        """Narrow is still readable."""
        return QSize(240, 160)

    def _take(self, ids: list[int], data: tuple[tuple[bytes, str], ...]) -> None:
        if ids == [page.id for page in self._pages]:
            self._data = dict(enumerate(data))
            self._sharpen()

    def _sharpen(self) -> None:
        """Ask for the pictures of the pages in view at the size they are shown."""
        if not self._data or not self.isVisible():
            return
        places, width = self.view.wanted()
        wanted = tuple(
            (place, *self._data[place], self._turns.get(place, 0))
            for place in places
            if place in self._data and (place, width) not in self._drawn
        )
        if not wanted:
            return
        ids = [page.id for page in self._pages]
        self._desk.tasks.run(
            Lane.FILES,
            scan_reading.pictures,
            wanted,
            width,
            done=lambda drawn: self._show(ids, width, drawn),
            failed=self._fail,
            owner=self,
            latest="pictures",
        )

    def _show(self, ids: list[int | None], width: int, drawn: tuple[tuple[int, int, Picture | None], ...]) -> None:
        if ids != [page.id for page in self._pages]:
            return
        for place, turns, picture in drawn:
            if turns != self._turns.get(place, 0):
                continue
            self._drawn.add((place, width))
            if picture is not None:
                self.view.set_picture(place, as_image(picture))
                self._sizes[place] = (A4[0], A4[0] * picture.height / picture.width)
        self.view.set_pages(self._sizes)
        self.shown.emit()

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, Gone):
            self._desk.go.say(_("This page is not there any more."))
        elif isinstance(error, Unreadable):
            self._desk.go.say(wording.sentence(error.at("")))
        else:
            self._desk.tasks.failure.emit(error)

    def _show_zoom(self) -> None:
        self.farther.setEnabled(self.view.can_zoom(-1))
        self.nearer.setEnabled(self.view.can_zoom(1))
        self.whole.setEnabled(self.view.zoom > 1)
