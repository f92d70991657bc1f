"""One print job: orders gathered, rendered and drawn one after another, each page in bands at 600 dpi.

Apart from the questions asked before it. Nothing here waits: gathering runs on *read*, rendering on *paper*, and only
the drawing of one band at a time is done on the UI thread, so that a hundred orders leave the window lively. One order
is in memory at a time, whatever their number.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from osdesk.domain.printers import TRUE_SIZE, Placement
from osdesk.domain.sheets import OrderSheet, Paper
from osdesk.services import rendering
from osdesk.services.rendering import Picture
from osdesk.ui.print_wanted import Gather
from osdesk.ui.spool import Spool
from osdesk.ui.tasks import Lane, Tasks

DPI = 600
#: Rows of a band: an A4 is 4,960 pixels wide, so that a band takes 10 MB and some 10 ms to draw.
BAND = 512

_MM_PER_INCH = 25.4
#: Papers asked for, by width and height of the page in mm, as PDF points round them.
_A4, _A5 = (210, 297), (148, 210)


class PrinterSilent(Exception):
    """The system's printing took no page: a printer switched off, unplugged or removed."""

    code = "printer.silent"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.facts = {"name": name}


class PrintJob(QObject):
    """Draws the sheets that `gather` functions give. Told by `progress(at, of)` as one begins, then `finished` or
    `failed`.
    """

    progress = Signal(int, int)
    finished = Signal()
    failed = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        printer: QPrinter,
        gather: Sequence[Gather],
        placement: Placement = TRUE_SIZE,
        parent: QObject | None = None,
    ) -> None:
        """`gather` is called on the *read* lane, one after another: sheets to be drawn, or a document as it is."""
        super().__init__(parent)
        self._tasks = tasks
        self._printer = printer
        self._gather = tuple(gather)
        self._placement = placement
        self._painter: QPainter | None = None
        self._spool: Spool | None = None
        self._at = 0
        self._came_out: set[int] = set()
        self._paper: Paper | None = None
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._page = 0
        self._counted = 0
        self._drawn = 0
        self._over = False

    def start(self) -> None:
        """Begin; everything else happens in turns of the event loop."""
        self._next_sheet()

    @property
    def came_out(self) -> frozenset[int]:
        """Which of `gather` (from 0) have a page in the job: one deleted meanwhile, or outside the range, has none."""
        return frozenset(self._came_out)

    def cancel(self) -> None:
        """Stop after the band being drawn, and take the job back from the system."""
        self._over = True
        self._end(abort=True)

    def _next_sheet(self) -> None:
        if self._over:
            return
        if self._at == len(self._gather):
            self._over = True
            self._end()
            self.finished.emit()
            return
        self.progress.emit(self._at + 1, len(self._gather))
        self._tasks.run(Lane.READ, self._gather[self._at], done=self._render, failed=self._fail, owner=self)

    def _render(self, sheets: tuple[OrderSheet, ...] | Paper) -> None:
        if self._over:
            return
        if isinstance(sheets, Paper):
            self._measure(sheets)
            return
        if not sheets:  # deleted for good meanwhile
            self._at += 1
            self._next_sheet()
            return
        self._tasks.run(Lane.PAPER, rendering.render, sheets, done=self._measure, failed=self._fail, owner=self)

    def _measure(self, paper: Paper) -> None:
        self._paper = paper
        self._tasks.run(
            Lane.PAPER, rendering.page_sizes, paper.pdf, done=self._draw_sheet, failed=self._fail, owner=self
        )

    def _draw_sheet(self, sizes: tuple[tuple[float, float], ...]) -> None:
        self._sizes = sizes
        self._page = 0
        self._next_page()

    def _next_page(self) -> None:
        if self._over or self._paper is None:
            return
        if self._page == self._paper.pages:
            self._at += 1
            self._next_sheet()
            return
        self._counted += 1
        first, last = self._printer.fromPage(), self._printer.toPage()
        if first and not first <= self._counted <= (last or self._counted):
            self._page += 1
            self._next_page()
            return
        try:
            self._new_page(*self._sizes[self._page])
        except PrinterSilent as silent:
            self._fail(silent)
            return
        self._next_band(0)

    def _new_page(self, width: float, height: float) -> None:
        """Take a fresh page of the paper this one asks for; printed on both sides, a copy begins on a new sheet."""
        ask_for_paper(self._printer, width, height)
        if self._painter is None:
            self._begin()
        elif not self._printer.newPage():
            raise PrinterSilent(self._printer.printerName())
        both_sides = self._printer.duplex() not in {QPrinter.DuplexMode.DuplexNone, QPrinter.DuplexMode.DuplexAuto}
        if both_sides and self._drawn % 2 and self._paper is not None and self._page in self._paper.starts:
            self._drawn += 1
            if not self._printer.newPage():
                raise PrinterSilent(self._printer.printerName())
        self._drawn += 1
        self._came_out.add(self._at)

    def _begin(self) -> None:
        self._painter, self._spool = QPainter(), Spool()
        with self._spool.opening():
            begun = self._painter.begin(self._printer)
        if not begun:
            self._painter = None
            self._spool.close()
            raise PrinterSilent(self._printer.printerName())

    def _next_band(self, top: int) -> None:
        if self._over or self._paper is None:
            return
        height = round(self._sizes[self._page][1] / _MM_PER_INCH * DPI)
        if top >= height:
            self._page += 1
            self._next_page()
            return
        rows = min(BAND, height - top)

        def drawn(band: Picture) -> None:
            self._draw_band(band, top)
            self._next_band(top + rows)

        self._tasks.run(
            Lane.PAPER,
            rendering.page_band,
            self._paper.pdf,
            self._page,
            DPI,
            top,
            rows,
            done=drawn,
            failed=self._fail,
            owner=self,
        )

    def _draw_band(self, band: Picture, top: int) -> None:
        if self._over or self._painter is None:
            return
        image = QImage(band.data, band.width, band.height, band.stride, QImage.Format.Format_RGB32)
        dots = self._printer.resolution() / DPI * self._placement.scale
        millimetre = self._printer.resolution() / _MM_PER_INCH
        place = QRectF(
            self._placement.left * millimetre,
            self._placement.top * millimetre + top * dots,
            band.width * dots,
            band.height * dots,
        )
        self._painter.drawImage(place, image)

    def _fail(self, error: BaseException) -> None:
        if not self._over:
            self._over = True
            self._end(abort=True)
            self.failed.emit(error)

    def _end(self, *, abort: bool = False) -> None:
        if self._painter is None or self._spool is None:
            return
        if abort:
            self._printer.abort()
            self._spool.close()
        self._painter.end()
        self._painter = None
        self._spool.close()


def ask_for_paper(printer: QPrinter, width: float, height: float) -> None:
    """A4 or A5, measured from the paper's corner, whatever the driver's default (Letter would cut 17 mm off).

    A printer takes other paper between pages, not on one.
    """
    upright = (min(width, height), max(width, height))
    a4 = abs(upright[0] - _A4[0]) < abs(upright[0] - _A5[0])
    layout = printer.pageLayout()
    size = QPageSize(QPageSize.PageSizeId.A4 if a4 else QPageSize.PageSizeId.A5)
    turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    if layout.pageSize().id() != size.id() or layout.orientation() != turned:
        printer.setPageSize(size)
        printer.setPageOrientation(turned)
    printer.setFullPage(True)
