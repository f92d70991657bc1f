"""The live sheet beside the form: the very bytes that will be printed, drawn again after each pause in typing.

The sheet is gathered on the read lane and drawn in the paper process; the newest wish wins, and the old picture stays
until the new one is there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from osdesk.domain.sheets import ChosenForm, Copies, OrderSheet, Paper, SheetTooLong
from osdesk.texts import _, language, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.buttons import IconButton
from osdesk.ui.kit.labels import ElidedLabel, Ground, Hairline
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.orders import proof
from osdesk.ui.orders.paper_view import PaperView
from osdesk.ui.orders.proof import Proof
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.services.rendering import Picture


class LivePaper(QWidget):
    """Head and paper. `hide_wanted`: the person would rather have the room; `signed_wanted`: the paper that came back;
    `drawn`: a new picture stands there.
    """

    hide_wanted = Signal()
    signed_wanted = Signal()
    drawn = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sheet: OrderSheet | None = None
        self._paper: Paper | None = None
        self._wanted_section = ""
        self.setAccessibleName(_("Preview of the sheet"))
        self.view = PaperView()
        self.view.setAccessibleName(_("The sheet as it will be printed"))
        self._form = ElidedLabel(_("Preparing the sheet…"), "strong")
        self._farther = IconButton("zoom-out", _("Zoom out"), lambda: self.view.zoom_by(-1))
        self._nearer = IconButton("zoom-in", _("Zoom in"), lambda: self.view.zoom_by(1))
        self._whole = IconButton("maximize", _("Whole page"), self.view.fit)
        self._signed = IconButton("scan-line", _("Show the signed paper"), self.signed_wanted.emit)
        self._signed.hide()
        self._hide = IconButton("panel-right", _("Hide the preview (F9)"), self.hide_wanted.emit)
        head = Ground("surface")
        head.setLayout(
            bar(
                Icon("file-text"),
                self._form,
                1,
                self._farther,
                self._nearer,
                self._whole,
                self._signed,
                self._hide,
                gap=6,
                margins=(16, 4, 8, 4),
            )
        )
        self.setLayout(column(head, Hairline(), self.view, 1, gap=0))
        self.view.view_changed.connect(self._sharpen)
        self.view.zoom_changed.connect(self._show_zoom)
        self._show_zoom()

    @property
    def paper(self) -> Paper | None:
        """The document shown, None before the first."""
        return self._paper

    @property
    def sheet(self) -> OrderSheet | None:
        """What the document shown was made from."""
        return self._sheet

    def draw(self, gather: Callable[..., OrderSheet], *args: object) -> None:
        """Show the sheet that `gather(*args)` gives on the read lane."""
        self._desk.tasks.run(
            Lane.READ, gather, *args, done=self._draw_sheet, failed=self._fail, owner=self, latest="sheet"
        )

    def show_section(self, name: str) -> None:
        """While zoomed, keep the section being typed in view."""
        self._wanted_section = name
        if self.view.zoom > 1 and self._paper is not None:
            for section, page, top in self._paper.sections:
                if section == name:
                    self.view.scroll_to(page, top)
                    return

    def set_signed(self, there: bool) -> None:
        """Whether a signed paper came back, that can stand here instead."""
        self._signed.setVisible(there)

    def set_hiding(self, possible: bool) -> None:
        """Whether the head offers to hide the preview (where it took the form's place, F9 brings the form back)."""
        self._hide.set_name(_("Hide the preview (F9)") if possible else _("Back to the form (F9)"))

    def minimumSizeHint(self) -> QSize:
        """Narrow is still readable: the paper follows."""
        return QSize(240, 200)

    def _draw_sheet(self, sheet: OrderSheet) -> None:
        if sheet == self._sheet and self._paper is not None:
            return
        pages, width = self.view.wanted()
        self._desk.tasks.run(
            Lane.PAPER,
            proof.draw,
            sheet,
            pages,
            width,
            done=lambda drawn: self._show(sheet, drawn),
            failed=self._fail,
            owner=self,
            latest="paper",
        )

    def _show(self, sheet: OrderSheet, drawn: Proof) -> None:
        self._sheet, self._paper = sheet, drawn.paper
        self.view.set_pages(drawn.sizes)
        self._show_pictures(drawn.pictures)
        self._form.setText(form_words(drawn.paper, sheet.options.copies))
        self.show_section(self._wanted_section)
        self.drawn.emit()
        self._sharpen()

    def _sharpen(self) -> None:
        """Ask for the pictures that the view wants now: another zoom, other pages, another screen."""
        if self._paper is None or self.view.is_sharp() or not self.isVisible():
            return
        pages, width = self.view.wanted()
        self._desk.tasks.run(
            Lane.PAPER,
            proof.pictures,
            self._paper,
            pages,
            width,
            done=self._show_pictures,
            failed=self._fail,
            owner=self,
            latest="pictures",
        )

    def _show_pictures(self, pictures: tuple[tuple[int, Picture], ...]) -> None:
        for page, picture in pictures:
            self.view.set_picture(page, as_image(picture))

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, SheetTooLong):
            missing = f"{error.missing:.1f}".replace(".", "." if language() == "en" else ",")
            self._form.setText(_("Half a sheet lacks {missing} mm").format(missing=missing))
            return
        self._desk.tasks.failure.emit(error)

    def _show_zoom(self) -> None:
        self._farther.setEnabled(self.view.can_zoom(-1))
        self._nearer.setEnabled(self.view.can_zoom(1))
        self._whole.setEnabled(self.view.zoom > 1)
        if self._paper is not None:
            self.show_section(self._wanted_section)


def as_image(picture: Picture) -> QImage:
    """A picture of a page for Qt; it keeps its own bytes."""
    image = QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
    return image.copy()


def form_words(paper: Paper, copies: Copies) -> str:
    """Which form the fit chose, in words: "1 A4 sheet, 2 copies"."""
    photos = next((paper.pages - page for name, page, _top in paper.sections if name == "photos"), 0)
    sheets = paper.pages - photos
    made = 2 if copies is Copies.BOTH else 1
    name = "A4" if paper.form is ChosenForm.FULL or made == 2 else "A5"
    words = ngettext("{count} {paper} sheet", "{count} {paper} sheets", sheets).format(count=sheets, paper=name)
    words = f"{words}, " + ngettext("{count} copy", "{count} copies", made).format(count=made)
    return _("{sheets} + photos").format(sheets=words) if photos else words
