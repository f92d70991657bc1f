"""Paper asked for: the print dialog, the last printer without one, and what is said before something would be cut.

The only place that speaks to the system's printing. Qt's part for it is imported when first used: it is no business of
the first screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from osdesk.domain.company import SheetForm
from osdesk.domain.history import Deed
from osdesk.domain.printers import TRUE_SIZE, Edge, Margins, Placement, lower_edge_only, reduced, worst_cut
from osdesk.domain.sheets import Copies, LonePaper, OrderSheet, SheetOptions
from osdesk.services import wording
from osdesk.services.office import Office
from osdesk.texts import _, ngettext
from osdesk.ui.prompts import Answer, Prompts
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from osdesk.ui.print_job import PrintJob

Gather = Callable[[], tuple[OrderSheet, ...]]


class Printing(QObject):
    """Prints orders and forms. `said` tells what is done, `working` how far a job is ("" when none is left)."""

    said = Signal(str)
    working = Signal(str)

    def __init__(
        self, office: Office, tasks: Tasks, prompts: Prompts, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = tasks
        self._prompts = prompts
        self._settings = settings
        self._jobs: list[PrintJob] = []

    def print_orders(
        self, parent: QWidget, ids: Sequence[int], options: SheetOptions | None = None, *, direct: bool = False
    ) -> None:
        """Print stored orders, in that order, as one job. `direct`: on the last printer, without the dialog.

        Without options those of the office. It goes into the history of each order.
        """
        from osdesk.services import papers

        office, chosen = self._office, tuple(ids)

        def begin(options: SheetOptions) -> None:
            def sheets(options: SheetOptions) -> list[Gather]:
                return [partial(papers.sheets, office, (order_id,), options) for order_id in chosen]

            self._choose(parent, options, sheets, direct=direct, ids=chosen)

        if not chosen:
            return
        self._with_options(options, begin)

    def print_blank(self, parent: QWidget, options: SheetOptions | None = None, *, direct: bool = False) -> None:
        """Print the wholly blank form."""
        office = self._office

        def begin(options: SheetOptions) -> None:
            self._choose(parent, options, lambda options: [partial(_blank, office, options)], direct=direct, ids=())

        self._with_options(options, begin, blank=True)

    def print_sheet(self, parent: QWidget, sheet: OrderSheet, *, direct: bool = False) -> None:
        """Print a sheet that is no stored order's, such as a test of the company's header."""
        self._choose(
            parent,
            sheet.options,
            lambda options: [partial(_given, replace(sheet, options=options))],
            direct=direct,
            ids=(),
        )

    def printer_names(self) -> list[str]:
        """The printers that this computer knows, the default one first."""
        from PySide6.QtPrintSupport import QPrinterInfo

        default = QPrinterInfo.defaultPrinterName()
        names: list[str] = QPrinterInfo.availablePrinterNames()
        return sorted(names, key=lambda name: (name != default, name.casefold()))

    def cancel(self) -> None:
        """Stop every job under way, nothing of which is printed: a person wants it, or the office is being closed."""
        for job in tuple(self._jobs):
            job.cancel()
            self._forget(job)

    def cancel_and_say(self) -> None:
        """The same, as a person asks for it."""
        if self._jobs:
            self.cancel()
            self.said.emit(_("Printing cancelled: nothing was printed"))

    def _with_options(
        self, options: SheetOptions | None, begin: Callable[[SheetOptions], None], *, blank: bool = False
    ) -> None:
        if options is not None:
            begin(options)
        else:
            from osdesk.services import papers

            office = self._office
            self._tasks.run(Lane.READ, partial(papers.options, office, blank=blank), done=begin, owner=self)

    def _choose(
        self,
        parent: QWidget,
        options: SheetOptions,
        sheets: Callable[[SheetOptions], list[Gather]],
        *,
        direct: bool,
        ids: tuple[int, ...],
    ) -> None:
        """Find the printer: the last one, or by Qt's dialog; then look whether it suits, then print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        names = self.printer_names()
        if not names:
            self._prompts.tell(
                parent,
                _("No printer is installed"),
                _("Install one in the system's settings, or export the PDF and print it elsewhere."),
            )
            return
        last = self._settings.printer
        if direct and last and last not in names:
            self._gone(parent, last, lambda: self._choose(parent, options, sheets, direct=False, ids=ids))
            return
        known = last if last in names else names[0]
        printer = QPrinter(QPrinterInfo.printerInfo(known), QPrinter.PrinterMode.HighResolution)
        _ask_plainly(printer, options)
        if direct and last:
            self._suit(parent, printer, options, sheets, ids)
            return
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(_("Print"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=True)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintCollateCopies, on=True)

        def accepted() -> None:
            self._settings.printer = printer.printerName()
            self._suit(parent, printer, options, sheets, ids)

        dialog.accepted.connect(accepted)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _suit(
        self,
        parent: QWidget,
        printer: QPrinter,
        options: SheetOptions,
        sheets: Callable[[SheetOptions], list[Gather]],
        ids: tuple[int, ...],
    ) -> None:
        """Say before printing what would be cut or which paper is lacking, and offer ways round it."""
        from PySide6.QtGui import QPageSize
        from PySide6.QtPrintSupport import QPrinterInfo

        from osdesk.ui.print_job import ask_for_paper

        width, height = _page(options)
        wanted = QPageSize.PageSizeId.A4 if height > width else QPageSize.PageSizeId.A5
        info = QPrinterInfo.printerInfo(printer.printerName())
        sizes = info.supportedPageSizes()
        lacking = bool(sizes) and wanted not in {size.id() for size in sizes} and not info.supportsCustomPageSizes()
        ask_for_paper(printer, width, height)
        margins = _margins(printer)
        cut = worst_cut(margins)

        def go(options: SheetOptions = options, placement: Placement = TRUE_SIZE) -> None:
            self._start(parent, printer, sheets(options), placement, options, ids)

        if not lacking and cut is None:
            go()
            return
        answers = [Answer(_("Print anyway"), go)]
        if cut is not None:
            answers.append(Answer(_("Reduce to 96 %"), lambda: go(placement=reduced(width, height, margins))))
        if options.copies is Copies.BOTH and lower_edge_only(margins):
            answers.append(
                Answer(_("One copy per sheet"), lambda: self._one_by_one(parent, printer, sheets, options, ids))
            )
        answers[-1] = replace(answers[-1], kind="filled")
        if cut is not None and not lacking:
            title, sentence = _("Part of the sheet would be missing"), _cut_sentence(*cut)
        else:
            paper = "A4" if wanted is QPageSize.PageSizeId.A4 else "A5"
            title = _("This printer has no {paper} paper").format(paper=paper)
            sentence = _("{printer} does not offer {paper}: part of the sheet could be missing.").format(
                printer=printer.printerName(), paper=paper
            )
        self._prompts.ask(parent, title, sentence, answers)

    def _one_by_one(
        self,
        parent: QWidget,
        printer: QPrinter,
        sheets: Callable[[SheetOptions], list[Gather]],
        options: SheetOptions,
        ids: tuple[int, ...],
    ) -> None:
        """Each copy on the upper half of a sheet of its own."""
        gathered: list[Gather] = []
        by_copy = [
            sheets(replace(options, copies=copy, lone_paper=LonePaper.A4)) for copy in (Copies.COMPANY, Copies.CLIENT)
        ]
        for copies in zip(*by_copy, strict=True):
            gathered.extend(copies)
        self._start(parent, printer, gathered, TRUE_SIZE, options, ids)

    def _start(
        self,
        parent: QWidget,
        printer: QPrinter,
        gather: list[Gather],
        placement: Placement,
        options: SheetOptions,
        ids: tuple[int, ...],
    ) -> None:
        from osdesk.services import orders
        from osdesk.ui.print_job import PrintJob

        copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
        self._settings.printer = printer.printerName()
        job = PrintJob(self._tasks, printer, gather * copies, placement, self)
        self._jobs.append(job)
        pieces = len(gather) // len(ids) if ids else 1

        def finished() -> None:
            came_out = {place % len(gather) // pieces for place in job.came_out}
            printed = tuple(order_id for place, order_id in enumerate(ids) if place in came_out)
            self._forget(job)
            if printed:
                detail = f"blank:{options.copies}" if options.blank else str(options.copies)
                self._tasks.run(Lane.WRITE, orders.record, self._office, printed, Deed.PRINTED, detail, owner=self)
            if ids and not printed:
                self.said.emit(_("There was nothing to print"))
            elif len(ids) > 1:
                self.said.emit(
                    ngettext(
                        "{count} order sent to {printer}", "{count} orders sent to {printer}", len(printed)
                    ).format(count=len(printed), printer=printer.printerName())
                )
            else:
                self.said.emit(_("Sent to {printer}").format(printer=printer.printerName()))

        def failed(error: BaseException) -> None:
            from osdesk.ui.print_job import PrinterSilent

            self._forget(job)
            if isinstance(error, PrinterSilent):
                self._prompts.tell(
                    parent,
                    _("The printer did not answer"),
                    _("See whether {printer} is switched on and try again.").format(printer=printer.printerName()),
                )
            else:
                self._prompts.tell(parent, *wording.trouble_sentence(error))

        job.finished.connect(finished)
        job.failed.connect(failed)
        job.progress.connect(self._tell_progress)
        job.start()

    def _tell_progress(self, at: int, of: int) -> None:
        words = _("Printing {done} of {total}…").format(done=at, total=of) if of > 1 else _("Printing…")
        self.working.emit(words)

    def _forget(self, job: PrintJob) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
            job.deleteLater()
        if not self._jobs:
            self.working.emit("")

    def _gone(self, parent: QWidget, name: str, choose: Callable[[], None]) -> None:
        self._prompts.ask(
            parent,
            _("The printer is not there any more"),
            _("{printer} was used last and is no longer installed.").format(printer=name),
            [Answer(_("Choose another"), choose, kind="filled")],
        )


def _blank(office: Office, options: SheetOptions) -> tuple[OrderSheet, ...]:
    from osdesk.services import papers

    return (papers.blank_sheet(office, options),)


def _given(sheet: OrderSheet) -> tuple[OrderSheet, ...]:
    return (sheet,)


def _ask_plainly(printer: QPrinter, options: SheetOptions) -> None:
    """One side of A4, or of A5 for a copy alone, whatever the driver's default; both sides only if a person says so."""
    from PySide6.QtPrintSupport import QPrinter

    from osdesk.ui.print_job import DPI, ask_for_paper

    printer.setResolution(DPI)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    ask_for_paper(printer, *_page(options))
    printer.setDocName(_("Service order"))


def _page(options: SheetOptions) -> tuple[float, float]:
    """Width and height in mm of the page these options ask for first: A5 on its side for a copy alone, else A4."""
    alone = options.copies is not Copies.BOTH and options.lone_paper is LonePaper.A5
    return (210.0, 148.0) if alone and options.form is not SheetForm.FULL else (210.0, 297.0)


def _margins(printer: QPrinter) -> Margins:
    from PySide6.QtGui import QPageLayout

    layout = printer.pageLayout()
    layout.setUnits(QPageLayout.Unit.Millimeter)
    least = layout.minimumMargins()
    return Margins(top=least.top(), bottom=least.bottom(), left=least.left(), right=least.right())


def _cut_sentence(edge: Edge, millimetres: float) -> str:
    sentences = {
        Edge.BOTTOM: _("This printer does not reach the last {mm} mm of the sheet."),
        Edge.TOP: _("This printer does not reach the first {mm} mm of the sheet."),
        Edge.LEFT: _("This printer does not reach {mm} mm at the left of the sheet."),
        Edge.RIGHT: _("This printer does not reach {mm} mm at the right of the sheet."),
    }
    return sentences[edge].format(mm=round(millimetres))
