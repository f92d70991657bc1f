"""What every section of the order form is to the form: title and icon for the index, a mark, a first place to type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from osdesk.domain.clients import Client
from osdesk.domain.company import OfficeSettings
from osdesk.domain.orders import Order
from osdesk.domain.questions import ClientFigures
from osdesk.domain.statuses import ServiceType, Status
from osdesk.domain.team import Technician
from osdesk.ui.kit.form import FormScroll, Section
from osdesk.ui.orders.index import Mark

if TYPE_CHECKING:
    from osdesk.domain.checklists import ChecklistTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What an order is shown with: the office's rows and settings, and who its client is."""

    statuses: tuple[Status, ...]
    service_types: tuple[ServiceType, ...]
    technicians: tuple[Technician, ...]
    templates: tuple[ChecklistTemplate, ...]
    settings: OfficeSettings
    area_code: str
    zone: tzinfo
    today: date
    client: Client | None = None
    figures: ClientFigures | None = None
    next_number: str = ""
    #: By id, also those that went: the history speaks of them.
    status_names: Mapping[int, str] = field(default_factory=dict)

    def local(self, instant: datetime) -> datetime:
        """An instant on the office's wall clock."""
        return instant.astimezone(self.zone)


class OrderSection(Section):
    """A section of the order form. `paths` are the order's fields in it, `paper` its name on the sheet."""

    icon = ""
    paper = ""
    paths: tuple[str, ...] = ()

    def __init__(self, title: str, *actions: QWidget, note: str = "", index_title: str = "") -> None:
        super().__init__(title, *actions, note=note)
        self.index_title = index_title or title
        for action in actions:
            # In the eye's order the heading's action comes before the rows, and so it was built.
            action.setParent(self)

    def show_around(self, around: Around) -> None:
        """Take over the office's rows; called before a value is shown, and again when they change."""

    def mark(self, order: Order) -> Mark:
        """How the section stands, problems aside."""
        return Mark()

    def first_place(self) -> QWidget:
        """Where the keyboard goes when the section is chosen."""
        raise NotImplementedError

    def enter(self) -> None:
        """Give the keyboard to the section's first place."""
        self.first_place().setFocus(Qt.FocusReason.OtherFocusReason)

    def bring_rect(self, widget: QWidget, rect: QRect) -> None:
        """Scroll the form until a part of a widget in it shows."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, FormScroll):
            above = above.parentWidget()
        page = above.widget() if above is not None else None
        if above is not None and page is not None:
            place = widget.mapTo(page, rect.center())
            above.ensureVisible(place.x(), place.y(), 0, rect.height() // 2 + 40)
