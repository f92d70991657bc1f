"""How the whole office takes photos in and prints them: size, originals, place, and how many go on a page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from osdesk.domain.attachments import PHOTOS_A_PAGE
from osdesk.domain.company import OfficeSettings
from osdesk.texts import _
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.choices import Choice, Option, SegmentedChoice
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.form import Section
from osdesk.ui.kit.layout import row
from osdesk.ui.kit.toggles import CheckBox

#: Longest edges in pixels; any other that was set is offered as well.
EDGES = (1_024, 1_600, 2_400, 4_000)


class PhotosSettings(Section):
    """What the order's form does with photos, in every window of the office."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Photos"), note=_("For the whole office, not this computer, once saved"), parent=parent)
        pages = [
            Option(count, _("{count} on a page").format(count=count) if count else _("Don't print"))
            for count in PHOTOS_A_PAGE
        ]
        self.a_page = Field(_("Photos &on paper, after the client's copy"), SegmentedChoice(pages))
        names = (_("Small"), _("Usual"), _("Large"), _("Very large"))
        sizes = [
            Option(edge, _("{name}: {pixels} pixels").format(name=name, pixels=edge))
            for edge, name in zip(EDGES, names, strict=True)
        ]
        self.edge = Field(
            _("Si&ze of photos"),
            Choice(sizes),
            width=260,
            hint=_("Of the longer side. What is larger is made smaller; 1600 prints sharp on half a page."),
        )
        self.originals = CheckBox(_("&Keep the original photos as well"))
        self.place = CheckBox(_("Keep the &place where a photo was taken"))
        self.add(self.a_page)
        self.add(row(self.edge, None))
        self.add(self.originals)
        self.add(self.place)

    def bind(self, binding: Binding[OfficeSettings]) -> None:
        """Bind the fields."""
        binding.value("photos_a_page", self.a_page)
        binding.value("photo_edge", self.edge)
        binding.value("keep_originals", self.originals)
        binding.value("keep_location", self.place)
