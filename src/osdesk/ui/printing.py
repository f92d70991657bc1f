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
from osdesk.domain.revisions import Revision
from osdesk.domain.sheets import Copies, LonePaper, OrderSheet, Paper, SheetOptions
from osdesk.services import wording
from osdesk.services.office import Office
from osdesk.texts import _, ngettext
from osdesk.ui.print_wanted import Gather, Wanted, blank_sheet, copy_by_copy, given, issued, usual
from osdesk.ui.prompts import Answer, Prompts
from osdesk.ui.settings import Settings
from osdesk.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from osdesk.ui.issuing import Issuing
    from osdesk.ui.print_job import PrintJob


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
        self._jobs: list[PrintJob | Issuing] = []

    def print_orders(
        self, parent: QWidget, ids: Sequence[int], options: SheetOptions | None = None, *, direct: bool = False
    ) -> None:
        """Print stored orders, in that order, as one job. `direct`: on the last printer, without the dialog.

        Without options those of the office. It goes into the history of each order.
        """
        from osdesk.services import papers

        office, chosen = self._office, tuple(ids)

        def sheets(options: SheetOptions) -> list[Gather]:
            return [partial(papers.sheets, office, (order_id,), options) for order_id in chosen]

        def begin(theirs: SheetOptions, issue: bool) -> None:
            taken = options if options is not None else theirs
            wanted = Wanted(gather=sheets, ids=chosen, issue=issue and not taken.blank)
            self._choose(parent, taken, wanted, direct=direct)

        if chosen:
            self._with_options(begin)

    def print_issued(self, parent: QWidget, revision: Revision, *, direct: bool = False) -> None:
        """Print a document as it was issued; `direct`: without the dialog."""
        gather: list[Gather] = [partial(issued, self._office, revision)]
        wanted = Wanted(gather=lambda _options: gather, ids=(revision.order_id,), revision=revision.number)
        self._choose(parent, SheetOptions(), wanted, direct=direct)

    def print_paper(self, parent: QWidget, paper: Callable[[], Paper], *, direct: bool = False) -> None:
        """Print pages that are no order's, as they are: a report, a day's visits. `paper` is called on a lane."""
        gather: list[Gather] = [paper]
        self._choose(parent, SheetOptions(), Wanted(gather=lambda _options: gather, drawn=True), direct=direct)

    def print_blank(self, parent: QWidget, options: SheetOptions | None = None, *, direct: bool = False) -> None:
        """Print the wholly blank form."""
        office = self._office

        def begin(theirs: SheetOptions, _issue: bool) -> None:
            wanted = Wanted(gather=lambda options: [partial(blank_sheet, office, options)])
            self._choose(parent, options if options is not None else theirs, wanted, direct=direct)

        self._with_options(begin, blank=True)

    def print_sheet(self, parent: QWidget, sheet: OrderSheet, *, direct: bool = False) -> None:
        """Print a sheet that is no stored order's, such as a test of the company's header."""
        wanted = Wanted(gather=lambda options: [partial(given, replace(sheet, options=options))])
        self._choose(parent, sheet.options, wanted, direct=direct)

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

    def _with_options(self, begin: Callable[[SheetOptions, bool], None], *, blank: bool = False) -> None:
        """Ask for the office's options, and whether it issues what it prints."""
        asked = partial(usual, self._office, blank=blank)
        self._tasks.run(Lane.READ, asked, done=lambda found: begin(*found), owner=self)

    def _choose(
        self,
        parent: QWidget,
        options: SheetOptions,
        wanted: Wanted,
        *,
        direct: bool,
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
            self._gone(parent, last, lambda: self._choose(parent, options, wanted, direct=False))
            return
        known = last if last in names else names[0]
        printer = QPrinter(QPrinterInfo.printerInfo(known), QPrinter.PrinterMode.HighResolution)
        _ask_plainly(printer, options)
        if direct and last:
            self._suit(parent, printer, options, wanted)
            return
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(_("Print"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=True)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintCollateCopies, on=True)

        def accepted() -> None:
            self._settings.printer = printer.printerName()
            self._suit(parent, printer, options, wanted)

        dialog.accepted.connect(accepted)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _suit(
        self,
        parent: QWidget,
        printer: QPrinter,
        options: SheetOptions,
        wanted: Wanted,
    ) -> None:
        """Say before printing what would be cut or which paper is lacking, and offer ways round it."""
        from PySide6.QtGui import QPageSize
        from PySide6.QtPrintSupport import QPrinterInfo

        from osdesk.ui.print_job import ask_for_paper

        width, height = _page(options)
        size = QPageSize.PageSizeId.A4 if height > width else QPageSize.PageSizeId.A5
        info = QPrinterInfo.printerInfo(printer.printerName())
        sizes = info.supportedPageSizes()
        lacking = bool(sizes) and size not in {each.id() for each in sizes} and not info.supportsCustomPageSizes()
        ask_for_paper(printer, width, height)
        margins = _margins(printer)
        cut = worst_cut(margins)

        def go(options: SheetOptions = options, placement: Placement = TRUE_SIZE) -> None:
            self._start(parent, printer, options, wanted, placement)

        if not lacking and cut is None:
            go()
            return
        answers = [Answer(_("Print anyway"), go)]
        if cut is not None:
            answers.append(Answer(_("Reduce to 96 %"), lambda: go(placement=reduced(width, height, margins))))
        if options.copies is Copies.BOTH and lower_edge_only(margins) and not wanted.fixed:
            one_by_one = replace(wanted, gather=partial(copy_by_copy, wanted.gather))
            answers.append(Answer(_("One copy per sheet"), lambda: self._start(parent, printer, options, one_by_one)))
        answers[-1] = replace(answers[-1], kind="filled")
        if cut is not None and not lacking:
            title, sentence = _("Part of the sheet would be missing"), _cut_sentence(*cut)
        else:
            paper = "A4" if size is QPageSize.PageSizeId.A4 else "A5"
            title = _("This printer has no {paper} paper").format(paper=paper)
            sentence = _("{printer} does not offer {paper}: part of the sheet could be missing.").format(
                printer=printer.printerName(), paper=paper
            )
        self._prompts.ask(parent, title, sentence, answers)

    def _start(
        self,
        parent: QWidget,
        printer: QPrinter,
        options: SheetOptions,
        wanted: Wanted,
        placement: Placement = TRUE_SIZE,
    ) -> None:
        if wanted.issue:
            self._issue_first(parent, printer, options, wanted, placement)
        else:
            self._print(parent, printer, options, wanted, placement)

    def _issue_first(
        self, parent: QWidget, printer: QPrinter, options: SheetOptions, wanted: Wanted, placement: Placement
    ) -> None:
        """Print the documents themselves: issued now, or before where they say the same."""
        from osdesk.ui.issuing import Issuing

        def done(revisions: tuple[Revision, ...]) -> None:
            self._forget(issuing)
            gather: list[Gather] = [partial(issued, self._office, revision) for revision in revisions]
            ids = tuple(revision.order_id for revision in revisions)
            self._print(parent, printer, options, replace(wanted, gather=lambda _options: gather, ids=ids), placement)

        def failed(error: BaseException) -> None:
            self._forget(issuing)
            self._prompts.tell(parent, *wording.trouble_sentence(error))

        issuing = Issuing(
            self._office,
            self._tasks,
            wanted.ids,
            options,
            done=done,
            failed=failed,
            progress=lambda at, of: self.working.emit(_("Issuing {done} of {total}…").format(done=at, total=of)),
        )
        self._jobs.append(issuing)
        issuing.begin()

    def _print(
        self, parent: QWidget, printer: QPrinter, options: SheetOptions, wanted: Wanted, placement: Placement
    ) -> None:
        from osdesk.services import orders
        from osdesk.ui.print_job import PrintJob

        copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
        self._settings.printer = printer.printerName()
        ids, gather = wanted.ids, wanted.gather(options)
        job = PrintJob(self._tasks, printer, gather * copies, placement, self)
        self._jobs.append(job)
        pieces = len(gather) // len(ids) if ids else 1

        def finished() -> None:
            came_out = {place % len(gather) // pieces for place in job.came_out}
            printed = tuple(order_id for place, order_id in enumerate(ids) if place in came_out)
            self._forget(job)
            if printed:
                detail = f"revision:{wanted.revision}" if wanted.revision else str(options.copies)
                detail = f"blank:{options.copies}" if options.blank else detail
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

    def _forget(self, job: PrintJob | Issuing) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
            if isinstance(job, QObject):
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
