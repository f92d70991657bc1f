"""The room of orders: the list, the details of its current row, and what can be done with the chosen rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCursor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.questions import OrderQuestion
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.empty import Empty
from osdesk.ui.orders import source
from osdesk.ui.orders.billing import BillingVerbs
from osdesk.ui.orders.chosen import Chosen
from osdesk.ui.orders.order_list import OrderList
from osdesk.ui.page import Page
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.ui.orders.details import DetailsPane

#: From this width of the window on details stand beside the list and days have their hour.
WIDE = 1600
_SETTLE = 90
_DETAILS = "orders/details"
#: Actions that need a row, by their slot.
_ON_ROWS = ("send", "print", "print_now", "export", "duplicate", "blank", "delete", "change_status", "copy")


class OrdersPage(Page):
    """The room. It opens on what is in progress, newest first."""

    key = "orders"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.list = OrderList(desk)
        self.table = self.list.table
        self.chosen = Chosen(desk, self)
        self.billing = BillingVerbs(desk, self, self.chosen.initiator)
        self._glance = False
        self._details: DetailsPane | None = None
        self._offered: tuple[bool, bool] | None = None
        self._lay()
        self._offer_actions()
        self._connect()

    @property
    def details(self) -> DetailsPane:
        """The details beside the list, made when first wanted."""
        if self._details is None:
            from osdesk.ui.orders.details import DetailsPane

            self._details = DetailsPane(self._row_menu)
            self._details.open_wanted.connect(self.desk.go.order)
            self._details.print_wanted.connect(lambda order_id: self.chosen.print_out((order_id,)))
            self._details.close_wanted.connect(self._toggle_details)
            self._details.hide()
            self._line.addWidget(self._details)
        return self._details

    def _shows_details(self) -> bool:
        return self._details is not None and self._details.isVisible()

    # What the shell asks

    def title(self) -> str:
        """The room's name."""
        return _("Orders")

    def show_answers(self, question: OrderQuestion) -> None:
        """Show the answers to a question that somebody else asked."""
        self.list.show_answers(question)

    def bar_actions(self) -> Sequence[QWidget]:
        """The one filled button; an empty list shows it in its middle instead."""
        return () if self.list.is_empty else (self._new,)

    def shown(self, first: bool) -> None:
        """Ask the first time, and later whenever something was added behind its back."""
        self._fit()
        if first:
            self.list.begin()
        else:
            self.list.come_back()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's hooks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit columns and details to the width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the details that lie over a narrow list."""
        if event.key() == Qt.Key.Key_Escape and self._glance:
            self._toggle_details()
            return
        super().keyPressEvent(event)

    # Building

    def _lay(self) -> None:
        go = self.desk.go
        self._new = Button(_("New order"), go.new_order, kind="filled", icon="plus")
        self.list.pane.tools.addWidget(
            IconButton("sliders-horizontal", _("Search and filter (Ctrl+F)"), self.list.toggle_search)
        )
        self.list.pane.tools.addWidget(IconButton("panel-right", _("Details (Space)"), self._toggle_details))
        add = Button(_("Add sample data"), self._add_samples, kind="link")
        new = Button(_("New order"), go.new_order, kind="filled", icon="plus")
        words = _("When a client calls, begin here. Only the name is needed.")
        self.list.pane.set_empty(Empty(_("No order yet"), words, new, links=(add,)))
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._line.addWidget(self.list, 1)
        self._on_many = (
            Button(_("Print"), self._print_chosen, kind="link", icon="printer"),
            Button(_("Send"), self._send_chosen, kind="link", icon="send"),
            Button(_("Change status"), self._open_status_menu, kind="link", icon="refresh-cw"),
            Button(_("Billing"), self._open_billing_menu, kind="link", icon="receipt"),
            Button(_("Move to the bin"), self._delete_chosen, kind="link", icon="trash-2"),
        )
        for button in self._on_many:
            button.hide()
            self.list.pane.sum_row.buttons.addWidget(button)

    def _offer_actions(self) -> None:
        chosen = self.list.chosen_ids
        self.offer("print", self._print_chosen)
        self.offer("print_now", lambda: self.chosen.print_out(chosen(), at_once=True))
        self.offer("send", self._send_chosen)
        self.offer("export", lambda: self.chosen.export(chosen()))
        self.offer("duplicate", lambda: self._with_current(self.chosen.duplicate))
        self.offer("blank", lambda: self._with_current(self.chosen.blank))
        self.offer("delete", self._delete_chosen)
        self.offer("change_status", self._open_status_menu)
        self.offer("copy", lambda: self.chosen.copy(chosen()))
        self.offer("select_all", self.table.select_everything)
        self.offer("details", self._toggle_details)
        self.offer("find", self.list.open_search)
        self.offer("export_list", lambda: self.chosen.export_list(self.list.question()))
        self._selection_changed()

    def _connect(self) -> None:
        go = self.desk.go
        self.table.opened.connect(go.order)
        self.table.details.connect(self._toggle_details)
        self.table.delete_wanted.connect(self._delete_chosen)
        self.table.menu_wanted.connect(lambda at: self._row_menu().popup(at))
        self.table.current_changed.connect(self._current_changed)
        self.list.selection_changed.connect(self._selection_changed)
        self.list.empty_changed.connect(self.heading_changed)
        self.desk.changes.happened.connect(self._news)
        self._look = QTimer(self, singleShot=True, interval=_SETTLE)
        self._look.timeout.connect(self._ask_details)

    def _row_menu(self) -> QMenu:
        """The menu of a row: by the right button, the menu key, and ⋯ in the details."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = len(self.list.chosen_ids()) == 1
        lines: tuple[tuple[str, Callable[[], object], bool] | None, ...] = (
            (_("Open"), lambda: self._with_current(self.desk.go.order), one),
            None,
            (_("Print…"), self._print_chosen, True),
            (_("Send…"), self._send_chosen, True),
            (_("Export PDF…"), self.menu_actions["export"].trigger, True),
            (_("Blank form of this order…"), self.menu_actions["blank"].trigger, one),
            None,
            (_("Duplicate"), self.menu_actions["duplicate"].trigger, one),
            (_("Copy rows"), self.menu_actions["copy"].trigger, True),
        )
        for line in lines:
            if line is None:
                menu.addSeparator()
            else:
                words, act, enabled = line
                menu.addAction(words, act).setEnabled(enabled)
        statuses = self.chosen.status_menu(self.list.statuses, self.list.chosen_ids, menu)
        statuses.setTitle(_("Change status"))
        menu.addMenu(statuses)
        menu.addMenu(self.billing.menu(self.list.chosen_ids, menu))
        menu.addSeparator()
        menu.addAction(_("Move to the bin"), self._delete_chosen)
        return menu

    # Doing

    def _with_current(self, act: Callable[[int], object]) -> None:
        current = self.table.current_id()
        if current is not None:
            act(current)

    def _print_chosen(self) -> None:
        self.chosen.print_out(self.list.chosen_ids())

    def _send_chosen(self) -> None:
        from osdesk.ui.sending.begin import send_orders

        send_orders(self.desk, self, self.list.chosen_ids())

    def _delete_chosen(self) -> None:
        ids = self.list.chosen_ids()
        if not ids:
            return
        row = self.list.pane.model.row_of(ids[0])
        self.chosen.delete(ids, row.number if row is not None else "", lambda: None)

    def _open_status_menu(self) -> None:
        if not self.list.chosen_ids():
            return
        self._open_at(self.chosen.status_menu(self.list.statuses, self.list.chosen_ids, self), self._on_many[2])

    def _open_billing_menu(self) -> None:
        if self.list.chosen_ids():
            self._open_at(self.billing.menu(self.list.chosen_ids, self), self._on_many[3])

    def _open_at(self, menu: QMenu, button: Button) -> None:
        """Open over the button where it shows, else at the pointer."""
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if button.isVisible():
            menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))
        else:
            menu.popup(QCursor.pos() if self.underMouse() else self.mapToGlobal(QPoint(240, 120)))

    def _add_samples(self) -> None:
        from osdesk.services import demo

        self.desk.go.set_status(_("Adding sample data…"))
        self.desk.tasks.run(
            Lane.WRITE,
            demo.add_samples,
            self.desk.office,
            done=lambda _nothing: self.desk.go.set_status(""),
            failed=self._not_added,
            owner=self,
        )

    def _not_added(self, error: BaseException) -> None:
        self.desk.go.set_status("")
        self.desk.tasks.failure.emit(error)

    # Rows and details

    def _selection_changed(self) -> None:
        selection = self.table.selection()
        some = selection.everything or bool(selection.ids)
        many = selection.everything or len(selection.ids) > 1
        if (some, many) == self._offered:
            return
        self._offered = (some, many)
        for slot in _ON_ROWS:
            self.menu_actions[slot].setEnabled(some)
        for button in self._on_many:
            button.setVisible(many)

    def _current_changed(self, _order_id: object) -> None:
        if self._shows_details():
            self._look.start()

    def _toggle_details(self) -> None:
        if self._is_wide():
            self.desk.settings.set_flag(_DETAILS, not self._shows_details())
        else:
            self._glance = not self._glance
        self._fit()

    def _is_wide(self) -> bool:
        return self.window().width() >= self.desk.theme.px(WIDE)

    def _fit(self) -> None:
        wide = self._is_wide()
        if wide:
            self._glance = False
        shown = (self.desk.settings.flag(_DETAILS, True) if wide else self._glance) and not self.list.is_empty
        self.list.set_wide(wide, with_reason=wide or not shown)
        if shown != (self._details is not None and self._details.isVisibleTo(self)):
            self.details.setVisible(shown)
            if shown:
                self._ask_details()
            else:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_details(self) -> None:
        current = self.table.current_id()
        if current is None:
            self.details.clear()
            return
        self.desk.tasks.run(
            Lane.READ, source.details, self.desk.office, current, done=self._show_details, owner=self, latest="details"
        )

    def _show_details(self, found: source.Details | None) -> None:
        if found is None:
            self.details.clear()
        else:
            client = found.client.name if found.client is not None else ""
            self.details.show_order(found.order, client, self.list.around, found.papers)

    def _news(self, changes: Changes) -> None:
        self.list.take_news(changes, own=changes.initiator is self.chosen.initiator)
        if self._shows_details():
            shown = self.details.order_id
            of_paper = changes.touches(Subject.SCAN) or changes.touches(Subject.MESSAGE)
            if shown is not None and (of_paper or changes.touches(Subject.ORDER, shown)):
                self._look.start()
