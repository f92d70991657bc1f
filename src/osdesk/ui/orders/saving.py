"""Storing what was typed: what must be put right first, what the store refuses, and when two people changed one order.

Apart from the editor, which shows things; here is what happens between *Save* and an order that is safe.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain.orders import Order
from osdesk.domain.problems import Refused
from osdesk.services import orders
from osdesk.services.office import Conflict, Gone
from osdesk.services.orders import Saved
from osdesk.services.wording import order_title
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.orders import merged
from osdesk.ui.orders.after_saving import tell_after_save
from osdesk.ui.orders.conflict import ConflictDialog
from osdesk.ui.orders.form import OrderForm
from osdesk.ui.orders.history import Names
from osdesk.ui.orders.keeping import DraftKeeper
from osdesk.ui.orders.still import still
from osdesk.ui.tasks import Lane

_TOLD = 6000  # milliseconds that the status bar says what keeps an order from being saved


class OrderSaving(QObject):
    """Saves one form's order. `adopted`: something else is stored now; `busy`: a save is under way, or no longer."""

    adopted = Signal()
    stored_first = Signal()
    busy = Signal(bool)
    refused = Signal()
    #: It isn't closed yet: what is missing, and what was to be done after saving.
    lacking = Signal(object, object)
    #: A signature was stored with the order of this id.
    signed = Signal(int)

    def __init__(self, desk: Desk, form: OrderForm, keeper: DraftKeeper, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._form, self._keeper, self._page = desk, form, keeper, page
        #: Marks what this editor changes, so that it knows its own work in the news.
        self.token = object()
        self.stored: Order | None = None
        self.names: Names = {}
        self._under_way = False

    @property
    def under_way(self) -> bool:
        """Whether a save was sent and not answered yet."""
        return self._under_way

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Store what was typed, and then do `then`; what has to be put right first gets the keyboard."""
        if self._under_way:
            return
        form = self._form
        form.commit()
        if form.binding.show_all_problems():
            self._show_refusal()
            return
        order, _problems = form.binding.read()
        if self.stored is not None and order == self.stored:
            self._finish(then)
            return
        self._send(order, then)

    def adopt(self, stored: Order, value: Order) -> None:
        """Go on from what is stored now, `value` in the form; the cursor stays where it was."""
        self.stored = stored
        with still():
            if value == stored:
                self._form.binding.load(stored)
            else:
                self._form.binding.load_unsaved(value, stored)
        self.adopted.emit()

    def _send(self, order: Order, then: Callable[[], object] | None) -> None:
        self._set_busy(True)
        self._desk.tasks.run(
            Lane.WRITE,
            partial(orders.save, initiator=self.token),
            self._desk.office,
            order,
            done=partial(self._saved, order, then),
            failed=partial(self._not_saved, order, then),
            owner=self,
        )

    def _saved(self, sent: Order, then: Callable[[], object] | None, saved: Saved) -> None:
        self._set_busy(False)
        before = self.stored.signatures if self.stored is not None else ()
        earlier = self.stored
        first = earlier is None
        typed, _problems = self._form.binding.read()
        value = merged.after_saving(typed, sent, saved.order)
        if first and not saved.changes.changes:
            # It was stored before and the answer was lost: what was typed since then is still to be saved.
            value = merged.after_saving(typed, replace(saved.order, id=None), saved.order)
            self.adopt(saved.order, value)
            if value != saved.order:
                self._send(value, then)
                return
        else:
            self.adopt(saved.order, value)
        if first:
            self.stored_first.emit()
        tell_after_save(self._desk, self._page, earlier, saved.order)
        known = {signature.ink for signature in before}
        if any(not held.cleared and held.ink not in known for held in saved.order.signatures):
            self.signed.emit(saved.order.id)
        self._finish(then)

    def _finish(self, then: Callable[[], object] | None) -> None:
        if not self._form.binding.is_dirty():
            self._keeper.drop()
        if then is not None:
            then()

    def _not_saved(self, sent: Order, then: Callable[[], object] | None, error: BaseException) -> None:
        self._set_busy(False)
        self._keeper.keep_now()
        if isinstance(error, Refused) and {problem.code for problem in error.problems} == {"closing.missing"}:
            self.lacking.emit(error.problems[0].facts["missing"], then)
        elif isinstance(error, Refused):
            self._form.binding.show_refused(error.problems)
            self._show_refusal()
        elif isinstance(error, Conflict) and isinstance(error.stored, Order):
            self._settle(sent, error.stored, then)
        elif isinstance(error, Gone):
            # Deleted for good by somebody else: what was typed is not lost with it.
            self._desk.prompts.tell(
                self._page,
                _("This order is not there any more"),
                _("What you typed is kept as a draft. Start a new order with it."),
            )
        else:
            self._desk.tasks.failure.emit(error)

    def _settle(self, mine: Order, theirs: Order, then: Callable[[], object] | None) -> None:
        """Put both people's work together; ask only where they changed the same field differently."""
        base = self.stored if self.stored is not None else theirs
        both, clashes = merged.with_theirs(base, mine, theirs)
        if not clashes:
            self.adopt(theirs, both)
            self._desk.go.say(_("Somebody else's changes were kept together with yours."))
            self._send(both, then)
            return

        def keep(fields: tuple[str, ...]) -> None:
            value = merged.chosen(both, theirs, fields)
            self.adopt(theirs, value)
            self._send(value, then)

        self._desk.prompts.show(
            ConflictDialog(
                self._page,
                clashes,
                mine,
                theirs,
                names=self.names,
                save=keep,
                discard=lambda: self.adopt(theirs, theirs),
            )
        )

    def _show_refusal(self) -> None:
        self.refused.emit()
        self._form.binding.focus_first_problem()
        count = len(self._form.binding.problems)
        words = ngettext("{count} field to correct", "{count} fields to correct", count).format(count=count)
        self._desk.go.set_status(words)
        QTimer.singleShot(_TOLD, self, lambda: self._desk.go.set_status(""))

    def _set_busy(self, busy: bool) -> None:
        self._under_way = busy
        self.busy.emit(busy)


def saved_words(order: Order) -> str:
    """What is said of a first save."""
    return _("{order} saved").format(order=order_title(order.number))
