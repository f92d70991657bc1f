"""The section of the order's form that holds photos and files."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from osdesk.domain.orders import Order
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.orders.index import Mark
from osdesk.ui.orders.section import Around, OrderSection
from osdesk.ui.photos.part import AttachmentsPart


class PhotosSection(OrderSection):
    """Photos and files; the note says whether photos print."""

    icon = "camera"
    paper = "photos"
    paths = ("attachments",)

    def __init__(self, desk: Desk) -> None:
        self.folder_button = Button(_("From a folder…"), kind="link", icon="folder-open")
        super().__init__(_("Photos"), self.folder_button)
        self.part = AttachmentsPart(desk)
        self.folder_button.clicked.connect(lambda _checked=False: self.part.choose_folder())
        self.add(self.part)
        self.part.cell_shown.connect(self.bring_rect)

    def show_around(self, around: Around) -> None:
        """Say whether they go on the paper."""
        prints = around.settings.photos_a_page > 0
        self.set_note(_("They print on pages of their own") if prints else _("They don't print: see the settings"))
        self.part.grid.cells.prints = prints

    def mark(self, order: Order) -> Mark:
        """How many."""
        return Mark(count=str(len(order.attachments)) if order.attachments else "")

    def first_place(self) -> QWidget:
        """The photos, or where the first one is put."""
        return self.part.first_place()
