"""What stands beside the form: the live sheet, or the signed paper that came back, so that what it shows is typed.

Apart from the editor, which is told only when the paper says that the order is done. Signed copies are a line in the
history's section too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.scans import ScanPage
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.labels import ElidedLabel, Ground, Hairline, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.orders.preview import LivePaper
from osdesk.ui.orders.when import moment_words
from osdesk.ui.scans.pictures import PagePictures
from osdesk.ui.scans.saving import save_copies
from osdesk.ui.scans.tray import pages_words
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.ui.orders.paper_view import PaperView


class SignedPaper(QWidget):
    """Head and pages of what came back, signed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.pictures = PagePictures(desk)
        self.finish = Button(_("Finish"), kind="soft", icon="circle-check", tip=_("Set the order done, and save it"))
        self.sheet = IconButton("file-text", _("Show the sheet again"))
        self.hide_button = IconButton("panel-right", _("Hide the paper (F9)"))
        self._words = ElidedLabel("", "strong")
        self.setAccessibleName(_("The signed paper"))
        head = Ground("surface")
        titles = bar(Icon("scan-line"), self._words, 1, self.finish, self.sheet, self.hide_button, gap=6)
        tools = bar(*self.pictures.tools, None, gap=2)
        head.setLayout(column(titles, tools, gap=2, margins=(16, 4, 8, 4)))
        self.setLayout(column(head, Hairline(), self.pictures, 1, gap=0))

    def show_pages(self, pages: tuple[ScanPage, ...]) -> None:
        """Show these."""
        self._words.setText(pages_words(len(pages)))
        self.pictures.show_pages(pages)


class SignedCopies(QWidget):
    """One line in the order: that a signed copy is here, of how many pages and since when; show it, save it."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Label("", "medium")
        self._when = Label("", "hint")
        self.show_button = Button(_("Show the paper beside the form"), kind="link", icon="panel-right")
        self.save_button = IconButton("file-down", _("Save the signed copy as PDF…"))
        self.setLayout(
            bar(Icon("file-check"), self._words, self._when, None, self.show_button, self.save_button, gap=8)
        )
        self.hide()

    def show_pages(self, pages: tuple[ScanPage, ...], desk: Desk) -> None:
        """Tell of these; nothing without any."""
        self.setVisible(bool(pages))
        if pages:
            self._words.setText(pages_words(len(pages)))
            filed = max((page.filed_at for page in pages if page.filed_at is not None), default=None)
            now = desk.office.now()
            self._when.setText(moment_words(filed.astimezone(now.tzinfo), now) if filed is not None else "")


class Beside(QStackedWidget):
    """The live sheet or the signed paper. `finish_wanted`: the order is done; `live_shown`: draw the sheet again."""

    hide_wanted = Signal()
    finish_wanted = Signal()
    live_shown = Signal()
    paper_wanted = Signal()

    def __init__(self, desk: Desk, live: LivePaper) -> None:
        super().__init__()
        self._desk, self._live = desk, live
        self._order_id: int | None = None
        self._number = ""
        self._wanted = False
        self._pages: tuple[ScanPage, ...] = ()
        self.signed = SignedPaper(desk)
        self.copies = SignedCopies()
        self.addWidget(live)
        self.addWidget(self.signed)
        live.hide_wanted.connect(self.hide_wanted)
        live.signed_wanted.connect(lambda: self.show_paper(wanted=True))
        signed = self.signed
        signed.hide_button.clicked.connect(self.hide_wanted)
        signed.sheet.clicked.connect(lambda: self.show_paper(wanted=False))
        signed.finish.clicked.connect(self.finish_wanted)
        self.copies.show_button.clicked.connect(lambda: self.show_paper(wanted=True))
        self.copies.save_button.clicked.connect(self._save)
        desk.changes.happened.connect(self._news)

    @property
    def view(self) -> PaperView:
        """What scrolls, of the one that shows."""
        return self._live.view if self.currentIndex() == 0 else self.signed.pictures.view

    @property
    def pages(self) -> tuple[ScanPage, ...]:
        """The signed copies of the order."""
        return self._pages

    def set_hiding(self, possible: bool) -> None:
        """Whether the heads offer to hide it."""
        self._live.set_hiding(possible)
        self.signed.hide_button.set_name(_("Hide the paper (F9)") if possible else _("Back to the form (F9)"))

    def show_order(self, order_id: int | None, number: str) -> None:
        """Whose signed copies; None for an order that was never saved."""
        self._number = number
        if order_id != self._order_id:
            self._order_id = order_id
            self._ask()

    def show_paper(self, *, wanted: bool) -> None:
        """The signed paper in place of the sheet (as soon as it is known), or the sheet again."""
        self._wanted = wanted
        self._show()
        if wanted:
            self.paper_wanted.emit()

    def _news(self, changes: Changes) -> None:
        if changes.touches(Subject.SCAN):
            self._ask()

    def _ask(self) -> None:
        from osdesk.services import scans  # not before an order is shown: the editor opens without

        if self._order_id is not None:
            self._desk.tasks.run(
                Lane.READ,
                scans.signed_copies,
                self._desk.office,
                self._order_id,
                done=self._take,
                owner=self,
                latest="copies",
            )

    def _take(self, pages: tuple[ScanPage, ...]) -> None:
        self._pages = pages
        self.copies.show_pages(pages, self._desk)
        self._live.set_signed(bool(pages))
        self._show()

    def _show(self) -> None:
        was_live = self.currentIndex() == 0
        paper = self._wanted and bool(self._pages)
        if paper:
            self.signed.show_pages(self._pages)
        self.setCurrentIndex(1 if paper else 0)
        if not paper and not was_live:
            self.live_shown.emit()

    def _save(self) -> None:
        save_copies(self._desk, self, self._number, self._pages)
