"""The order's form: its sections in the order of the paper, bound to one value; where the keyboard is and goes next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLayout, QWidget

from osdesk.domain import orders as rules
from osdesk.domain.orders import Order
from osdesk.domain.problems import Problem
from osdesk.services import wording
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.form import FormScroll
from osdesk.ui.orders.checklist import ChecklistSection
from osdesk.ui.orders.client_section import ClientSection
from osdesk.ui.orders.history import HistorySection
from osdesk.ui.orders.index import Mark
from osdesk.ui.orders.materials import MaterialsSection
from osdesk.ui.orders.observations import ObservationsSection
from osdesk.ui.orders.request import RequestSection
from osdesk.ui.orders.section import Around, OrderSection
from osdesk.ui.orders.signatures import SignaturesSection
from osdesk.ui.orders.visits import VisitsSection
from osdesk.ui.photos.section import PhotosSection


class OrderForm(FormScroll):
    """All of an order but its status. `changed` follows every edit; `section_entered` the keyboard and the wheel."""

    changed = Signal()
    section_entered = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        now: Callable[[], datetime] = desk.office.now
        self._office = desk.office
        self.binding: Binding[Order] = Binding(sentence, self._rules, self)
        self.client = ClientSection(desk)
        self.request = RequestSection(desk, now)
        self.visits = VisitsSection(desk, now)
        self.checklist = ChecklistSection(desk)
        self.materials = MaterialsSection(desk)
        self.remarks = ObservationsSection(desk)
        self.photos = PhotosSection(desk)
        self.signatures = SignaturesSection(desk)
        self.history = HistorySection(desk)
        self.parts: tuple[OrderSection, ...] = (
            self.client,
            self.request,
            self.visits,
            self.checklist,
            self.materials,
            self.remarks,
            self.photos,
            self.signatures,
            self.history,
        )
        for section in self.parts:
            self.add(section)
        self._bind()
        self._current = 0
        self._retab = QTimer(self, singleShot=True, interval=0)
        self._retab.timeout.connect(self._order_tabs)
        for signal in (
            self.client.shape_changed,
            self.request.shape_changed,
            self.visits.shape_changed,
            self.checklist.shape_changed,
        ):
            signal.connect(self._retab.start)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self._retab.start()

    def _bind(self) -> None:
        bind = self.binding
        self.client.bind(bind)
        self.request.bind(bind)
        bind.part("visits", self.visits)
        bind.part("checklists", self.checklist)
        bind.part("materials", self.materials.part)
        bind.value("discount_kind", self.materials.discount.kind_choice)
        bind.value("discount", self.materials.discount_field)
        bind.value("payment_terms", self.materials.payment_field)
        self.remarks.bind(bind)
        bind.part("attachments", self.photos.part)
        bind.part("signatures", self.signatures)
        bind.changed.connect(self.changed)

    # The value

    def show_around(self, around: Around) -> None:
        """Take over the office's rows and who the client is."""
        for section in self.parts:
            section.show_around(around)

    def order(self) -> Order:
        """The order as it is typed now; a signature under which something was changed is cleared."""
        order = self.binding.read()[0]
        return self.binding.read()[0] if self.signatures.follow(order) else order

    def refresh(self, order: Order) -> tuple[Mark, ...]:
        """After a pause: the sums of the order as typed, and how each section stands for the index."""
        self.materials.show_totals(order)
        return tuple(
            Mark(count=mark.count, done=mark.done, problems=self.binding.problems_under(*section.paths))
            for section in self.parts
            for mark in (section.mark(order),)
        )

    def show_details(self, order: Order) -> None:
        """Unfold what holds something."""
        self.client.show_details(order)
        self.request.show_details(order)
        self._retab.start()

    def commit(self) -> None:
        """Take over what is still in an open cell."""
        self.checklist.commit()
        self.materials.part.grid.commit()
        self.signatures.follow(self.binding.read()[0])

    def _rules(self, order: Order) -> Iterable[Problem]:
        opened = order.opened_at
        zone = self._office.zone
        return rules.problems(order, opened_on=None if opened is None else opened.astimezone(zone).date())

    # Where the keyboard is

    @property
    def current(self) -> int:
        """The section being worked in."""
        return self._current

    def go_to_section(self, place: int) -> None:
        """Bring a section to the top and give it the keyboard."""
        if 0 <= place < len(self.parts):
            section = self.parts[place]
            section.enter()
            self.bring(section, top=True)
            self._enter(place)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isAncestorOf(now):
            return
        for place, section in enumerate(self.parts):
            if section.isAncestorOf(now):
                self._enter(place)
                return

    def _scrolled(self) -> None:
        """The wheel moves on in the index too, unless what is being typed still shows."""
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            top = now.mapTo(self.viewport(), now.rect().topLeft()).y()
            if -now.height() < top < self.viewport().height():
                return
        self._enter(self.current_section())

    def _enter(self, place: int) -> None:
        if place >= 0 and place != self._current:
            self._current = place
            self.section_entered.emit(place)

    def _order_tabs(self) -> None:
        """Tab follows the eye, also through rows that came later."""
        before: QWidget | None = None
        for widget in _in_order(self.lines):
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget


def _in_order(layout: QLayout) -> Iterable[QWidget]:
    """The widgets that Tab reaches, as they are laid out."""
    for index in range(layout.count()):
        item = layout.itemAt(index)
        inner = item.layout() if item is not None else None
        widget = item.widget() if item is not None else None
        if inner is not None:
            yield from _in_order(inner)
        elif widget is not None:
            own = widget.layout()
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield widget
            elif own is not None and not isinstance(widget, QAbstractItemView):
                yield from _in_order(own)


def sentence(problem: Problem) -> str:
    """The words for a problem; those that only this form knows are its own."""
    if problem.code == "client.not_chosen":
        typed = str(problem.facts.get("text", ""))
        return _("Choose the client in the list, or press Ctrl+Enter to add “{name}”.").format(name=typed)
    return wording.sentence(problem)
