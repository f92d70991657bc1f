"""The bin: deleted orders and clients, and the way back. Nothing leaves it by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from osdesk.domain import phones, tax_ids
from osdesk.domain.changes import Changes, Subject
from osdesk.domain.questions import ClientQuestion, ClientRow, OrderQuestion
from osdesk.texts import _, ngettext
from osdesk.ui.clients.source import ClientSource
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.cells import Column
from osdesk.ui.kit.filters import FilterChip
from osdesk.ui.kit.list_page import ListPane
from osdesk.ui.orders import source
from osdesk.ui.orders.columns import Surroundings, order_columns
from osdesk.ui.page import Page
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.services.office import Office

ORDERS = "orders"
CLIENTS = "clients"


class BinPage(Page):
    """Two lists under one row of chips; what is chosen can be restored."""

    key = "bin"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._around = Surroundings(statuses={}, team={}, now=desk.office.now())
        self._counts = {ORDERS: 0, CLIENTS: 0}
        self._lists = {
            ORDERS: self._pane(source.OrderSource(desk.office), order_columns(lambda: self._around, lambda: False)),
            CLIENTS: self._pane(ClientSource(desk.office), client_columns()),
        }
        self._restore = Button(_("Restore"), self.restore_chosen, kind="filled", icon="archive-restore")
        self._restore.setEnabled(False)
        self._stack = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        for pane in self._lists.values():
            self._stack.addWidget(pane)
        desk.changes.happened.connect(self._news)

    def title(self) -> str:
        """The room's name."""
        return _("Bin")

    def bar_actions(self) -> Sequence[QWidget]:
        """The one filled button."""
        return (self._restore,)

    def shown(self, first: bool) -> None:
        """Ask each time: what was deleted elsewhere is here."""
        if first:
            self.desk.tasks.run(Lane.READ, source.setting, self.desk.office, done=self._take_setting, owner=self)
        self._ask()
        self._here().table.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore_chosen(self) -> None:
        """Bring back what is chosen."""
        from osdesk.services import clients, orders

        name = self._shown()
        pane = self._lists[name]
        selection = pane.table.selection()
        ids = tuple(pane.model.ids) if selection.everything else tuple(selection.ids)
        if not ids:
            return
        verb = orders.restore if name == ORDERS else clients.restore

        def done(_nothing: object) -> None:
            if name == ORDERS:
                said = ngettext("{count} order restored", "{count} orders restored", len(ids))
            else:
                said = ngettext("{count} client restored", "{count} clients restored", len(ids))
            self.desk.go.say(said.format(count=len(ids)))

        self.desk.tasks.run(Lane.WRITE, partial(verb, initiator=None), self.desk.office, ids, done=done, owner=self)

    def _pane(self, rows: Any, columns: Sequence[Column[Any]]) -> ListPane:
        pane = ListPane(self.desk.tasks, rows, columns, self.desk.settings, f"bin_{len(columns)}")
        pane.chips.add(ORDERS, FilterChip(_("Orders"), icon="clipboard-list"))
        pane.chips.add(CLIENTS, FilterChip(_("Clients"), icon="contact-round"))
        pane.chips.chosen.connect(self._switch)
        words = _("What you delete comes here, and stays until you want it back.")
        pane.set_nothing_found(_("The bin is empty"), words, lambda: None)
        pane.table.opened.connect(lambda _id: self.restore_chosen())
        pane.table.selection_changed.connect(self._selection_changed)
        pane.table.menu_wanted.connect(self._open_menu)
        return pane

    def _shown(self) -> str:
        return ORDERS if self._stack.currentIndex() == 0 else CLIENTS

    def _here(self) -> ListPane:
        return self._lists[self._shown()]

    def _switch(self, name: str) -> None:
        self._stack.setCurrentWidget(self._lists[name])
        self._lists[name].table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._selection_changed()
        for pane in self._lists.values():
            pane.chips.choose(name)

    def _ask(self) -> None:
        for pane in self._lists.values():
            pane.chips.choose(self._shown())
        self._lists[ORDERS].ask(OrderQuestion(deleted=True), filtered=False)
        self._lists[CLIENTS].ask(ClientQuestion(deleted=True), filtered=False)
        self.desk.tasks.run(Lane.READ, count_bin, self.desk.office, done=self._show_counts, owner=self, latest="counts")

    def _show_counts(self, counts: tuple[int, int]) -> None:
        self._counts = dict(zip((ORDERS, CLIENTS), counts, strict=True))
        for pane in self._lists.values():
            pane.chips.set_counts(self._counts)
        orders, clients = counts
        words = ngettext("{count} order", "{count} orders", orders).format(count=orders)
        self._lists[ORDERS].sum_row.say(words if orders else "")
        words = ngettext("{count} client", "{count} clients", clients).format(count=clients)
        self._lists[CLIENTS].sum_row.say(words if clients else "")

    def _take_setting(self, setting: source.Setting) -> None:
        self._around = Surroundings(
            statuses={status.id: status for status in setting.statuses if status.id is not None},
            team={person.id: person for person in setting.team if person.id is not None},
            now=self.desk.office.now(),
        )

    def _selection_changed(self) -> None:
        selection = self._here().table.selection()
        self._restore.setEnabled(selection.everything or bool(selection.ids))

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Restore"), self.restore_chosen)
        menu.popup(at)

    def _news(self, changes: Changes) -> None:
        if self.isVisible() and (changes.touches(Subject.ORDER) or changes.touches(Subject.CLIENT)):
            self._ask()


def client_columns() -> tuple[Column[ClientRow], ...]:
    """Name, tax id, phone, town."""
    return (
        Column(
            key="name",
            title=_("Name"),
            width=260,
            text=lambda row: row.name,
            draw=lambda cell, row: cell.strong(row.name),
            stretch=True,
            sortable=False,
        ),
        Column(
            key="tax_id",
            title=_("CPF/CNPJ"),
            width=180,
            text=lambda row: tax_ids.format(row.tax_id) if row.tax_id else "",
            draw=lambda cell, row: cell.text(tax_ids.format(row.tax_id) if row.tax_id else "—", "figures"),
            sortable=False,
        ),
        Column(
            key="phone",
            title=_("Phone"),
            width=170,
            text=lambda row: phones.format_phone(row.phone) if row.phone else "",
            draw=lambda cell, row: cell.text(phones.format_phone(row.phone) if row.phone else "—", "figures"),
            sortable=False,
        ),
        Column(
            key="city",
            title=_("Town"),
            width=200,
            text=lambda row: row.city,
            draw=lambda cell, row: cell.text(row.city or "—"),
            sortable=False,
        ),
    )


def count_bin(office: Office) -> tuple[int, int]:
    """Deleted orders and clients; for the read lane."""
    from osdesk.services import lists

    orders = lists.orders_tally(office, OrderQuestion(deleted=True)).rows
    return orders, lists.clients_tally(office, ClientQuestion(deleted=True))
