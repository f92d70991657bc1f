"""What can be done with the orders chosen in the list: print, change status, duplicate, delete, copy, export.

Apart from the page, which shows rows: a verb takes ids, asks the person where something must be known, and does its
work on a lane.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from osdesk.domain.questions import OrderQuestion
from osdesk.domain.sheets import SheetOptions
from osdesk.domain.statuses import Status, StatusKind
from osdesk.services import wording
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.exporting import export_orders
from osdesk.ui.orders.after_saving import tell_after_many
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.domain.orders import Order
    from osdesk.services.closing import Survey

_SPREADSHEETS = "*.csv"


class Chosen(QObject):
    """The verbs. `initiator` marks what they change, so that the list knows its own work."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.initiator = object()

    def print_out(self, ids: Sequence[int], *, at_once: bool = False) -> None:
        """Print these orders, one after another in one job."""
        if ids:
            self._desk.printing.print_orders(self._page, ids, direct=at_once)

    def export(self, ids: Sequence[int]) -> None:
        """Write these orders as one PDF."""
        if ids:
            export_orders(self._desk, self._page, ids)

    def duplicate(self, order_id: int) -> None:
        """Begin a new order like this one."""
        from osdesk.services import orders

        def begin(order: Order) -> None:
            self._desk.go.new_order(from_order=order)

        self._desk.tasks.run(Lane.READ, orders.duplicate, self._desk.office, order_id, done=begin, owner=self)

    def blank(self, order_id: int) -> None:
        """Print the form of this order with blanks to fill in on site."""
        self._desk.printing.print_orders(self._page, (order_id,), SheetOptions(blank=True, prices=False))

    def delete(self, ids: Sequence[int], number: str, then: Callable[[], object]) -> None:
        """Move to the bin, with a way back; `number` names a single one."""
        from osdesk.services import orders

        def done(_nothing: object) -> None:
            then()
            if len(ids) == 1:
                said = _("{order} moved to the bin").format(order=wording.order_title(number))
            else:
                said = ngettext("{count} order moved to the bin", "{count} orders moved to the bin", len(ids))
                said = said.format(count=len(ids))
            self._desk.go.say(said, lambda: self.restore(ids))

        self._desk.tasks.run(
            Lane.WRITE,
            partial(orders.delete, initiator=self.initiator),
            self._desk.office,
            tuple(ids),
            done=done,
            owner=self,
        )

    def restore(self, ids: Sequence[int]) -> None:
        """Bring back from the bin."""
        from osdesk.services import orders

        self._desk.tasks.run(
            Lane.WRITE, partial(orders.restore, initiator=self.initiator), self._desk.office, tuple(ids), owner=self
        )

    def status_menu(self, statuses: Sequence[Status], ids: Callable[[], Sequence[int]], parent: QWidget) -> QMenu:
        """A menu of the statuses; choosing one changes these orders."""
        menu = QMenu(parent)
        look = self._desk.theme
        for status in statuses:
            action = QAction(wording.status_name(status).replace("&", "&&"), menu)
            shown = look.of_status(status)
            ratio = self._page.devicePixelRatioF()
            action.setIcon(look.icons.icon(shown.icon, shown.ink, look.colour("text3"), look.px(16), ratio))
            action.triggered.connect(self._changer(status, statuses, ids))
            menu.addAction(action)
        return menu

    def change_status(self, status: Status, statuses: Sequence[Status], ids: Sequence[int]) -> None:
        """Change the status of these orders; says which of them can't have it, and asks for a reason where one is
        needed.
        """

        def look(found: Survey) -> None:
            if found.lacking or found.elsewhere:
                from osdesk.ui.orders.closing import BarredDialog

                change = partial(self._ask_reason, found)
                self._desk.prompts.show(BarredDialog(self._page, found, change))
            elif found.free:
                self._ask_reason(found, found.free, "")

        from osdesk.services import closing

        if ids and status.id is not None:
            self._desk.tasks.run(
                Lane.READ, closing.survey, self._desk.office, tuple(ids), status.id, done=look, owner=self
            )

    def _ask_reason(self, found: Survey, ids: tuple[int, ...], override: str) -> None:
        status, count = found.status, len(ids)
        if not found.asks_reason:
            self._store_status(status, ids, "", override)
            return
        if status.kind is StatusKind.CANCELLED:
            title = ngettext("Cancel {count} order?", "Cancel {count} orders?", count).format(count=count)
        elif found.reopens:
            title = ngettext("Reopen {count} order?", "Reopen {count} orders?", count).format(count=count)
        else:
            title = _("Why “{status}”?").format(status=wording.status_name(status))
        self._desk.prompts.text(
            self._page,
            title,
            _("The reason stays in the history."),
            label=_("Reason"),
            verb=_("Change status"),
            then=lambda reason: self._store_status(status, ids, reason, override),
            required=_("Say why, in a few words."),
            lines=2,
        )

    def copy(self, ids: Sequence[int]) -> None:
        """Copy rows for a spreadsheet."""
        from osdesk.ui.orders import source

        def put(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            said = ngettext("{count} row copied", "{count} rows copied", len(ids)).format(count=len(ids))
            self._desk.go.say(said)

        if ids:
            self._desk.tasks.run(Lane.READ, source.as_cells, self._desk.office, ids, done=put, owner=self)

    def export_list(self, question: OrderQuestion) -> None:
        """Write the filtered list as CSV."""
        name = _("orders {day}").format(day=self._desk.office.today().isoformat()) + ".csv"
        self._desk.prompts.save_file(
            self._page,
            _("Export list"),
            "list",
            name,
            [(_("Spreadsheet (CSV)"), _SPREADSHEETS)],
            lambda path: self._write_csv(question, path),
        )

    def _write_csv(self, question: OrderQuestion, path: Path) -> None:
        from osdesk.ui.orders import source

        def written(_nothing: object) -> None:
            from osdesk.ui.exporting import tell_written

            tell_written(self._desk, self._page, path)

        def write(data: bytes) -> None:
            from osdesk.services import papers

            self._desk.tasks.run(Lane.NET, papers.export, path, data, done=written, owner=self)

        self._desk.tasks.run(Lane.READ, source.as_csv, self._desk.office, question, done=write, owner=self)

    def _put_back(self, before: tuple[Order, ...]) -> None:
        from osdesk.services import orders

        self._desk.tasks.run(
            Lane.WRITE, partial(orders.put_back, initiator=self.initiator), self._desk.office, before, owner=self
        )

    def _changer(
        self, status: Status, statuses: Sequence[Status], ids: Callable[[], Sequence[int]]
    ) -> Callable[[], None]:
        return lambda: self.change_status(status, statuses, ids())

    def _store_status(self, status: Status, ids: Sequence[int], reason: str, override: str = "") -> None:
        from osdesk.services import orders

        def done(before: tuple[Order, ...]) -> None:
            name = wording.status_name(status)
            said = ngettext("{count} order is now “{status}”", "{count} orders are now “{status}”", len(ids))
            words, undo = said.format(count=len(ids), status=name), partial(self._put_back, before)
            self._desk.go.say(words, undo)
            tell_after_many(self._desk, self._page, before, words, undo)

        self._desk.tasks.run(
            Lane.WRITE,
            partial(orders.change_status, override=override, initiator=self.initiator),
            self._desk.office,
            tuple(ids),
            status.id,
            reason,
            done=done,
            owner=self,
        )
