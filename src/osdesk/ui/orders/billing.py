"""The billing mark of the chosen orders: billed on a day under an invoice number, paid on a day by some means, or none.

Apart from the other verbs because each asks a question of its own, and what the office refuses is said in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from osdesk.domain.billing import BillingMark
from osdesk.domain.dates import format_date
from osdesk.domain.problems import Problem, Refused, Unreadable
from osdesk.services.wording.sentences import sentence
from osdesk.texts import _, language, ngettext, pgettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.date_inputs import DateInput
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Field, Message
from osdesk.ui.kit.layout import bar
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.domain.orders import Order

_LONGEST = 60


class _MarkDialog(Dialog):
    """A day and some words. `put` is told the mark; what the office refuses of it comes back by `show_refused`."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        today: Callable[[], date],
        words: tuple[str, str],
        put: Callable[[_MarkDialog, BillingMark], object],
    ) -> None:
        """`words` are the labels of the day and of the text beside it."""
        super().__init__(parent, title, icon="receipt")
        self._put = put
        self.day = DateInput(today)
        self.day.show_value(today())
        self.text = TextInput(longest=_LONGEST)
        self.day_field = Field(words[0], self.day, width=150)
        self.text_field = Field(words[1], self.text)
        for control in (self.day, self.text):
            control.edited.connect(lambda: self.day_field.show_problem(None))
        self.add(bar(self.day_field, self.text_field, 1, gap=12))
        self.done_with.connect(self.store)

    def finish_with(self, verb: str) -> None:
        """Put the buttons at the foot."""
        self.verb = Button(verb, self.store, kind="filled")
        self.verb.setDefault(True)
        self.add_buttons(Button(_("Back"), self.reject), self.verb)
        self.day.setFocus()
        self.day.selectAll()

    def mark(self, day: date) -> BillingMark:
        """The mark that is typed, on this day."""
        raise NotImplementedError

    def store(self) -> None:
        """Put the mark, if a day is there."""
        # Ctrl+Enter on the button comes twice.
        if self.result() == QDialog.DialogCode.Accepted or not self.verb.isEnabled():
            return
        try:
            day = self.day.read()
        except Unreadable as error:
            self.day_field.show_problem(Message(sentence(error.at("day"))))
            return
        if day is None:
            self.show_refused((Problem(field="day", code="billing.no_day"),))
            return
        self.verb.setEnabled(False)
        self._put(self, self.mark(day))

    def show_refused(self, problems: Sequence[Problem]) -> None:
        """Say why nothing was marked."""
        self.verb.setEnabled(True)
        self.day_field.show_problem(Message("\n".join(map(sentence, problems))))
        self.day.setFocus()


class BilledDialog(_MarkDialog):
    """When orders were billed, and under which invoice."""

    def __init__(
        self, parent: QWidget, count: int, today: Callable[[], date], put: Callable[[_MarkDialog, BillingMark], object]
    ) -> None:
        title = ngettext("Mark {count} order as billed", "Mark {count} orders as billed", count).format(count=count)
        super().__init__(parent, title, today, (_("Billed on"), _("Invoice number")), put)
        self.finish_with(_("Mark as billed"))

    def mark(self, day: date) -> BillingMark:
        """Billed, not paid."""
        return BillingMark(billed_on=day, invoice_number=str(self.text.read()))


class PaidDialog(_MarkDialog):
    """When orders were paid, and how; the usual means are a press away."""

    def __init__(
        self, parent: QWidget, count: int, today: Callable[[], date], put: Callable[[_MarkDialog, BillingMark], object]
    ) -> None:
        title = ngettext("Mark {count} order as paid", "Mark {count} orders as paid", count).format(count=count)
        super().__init__(parent, title, today, (_("Paid on"), _("Means of payment")), put)
        self.offered = tuple(Button(words, partial(self._take, words), kind="link") for words in _means())
        self.add(bar(*self.offered, None, gap=4))
        self.finish_with(_("Mark as paid"))

    def mark(self, day: date) -> BillingMark:
        """Paid; how it was billed stays."""
        return BillingMark(paid_on=day, paid_means=str(self.text.read()))

    def _take(self, words: str) -> None:
        self.text.show_value(words)
        self.verb.setFocus()


class BillingVerbs(QObject):
    """Marks orders. `initiator` marks what it changes, so that the list knows its own work."""

    def __init__(self, desk: Desk, page: QWidget, initiator: object) -> None:
        super().__init__(page)
        self._desk, self._page, self._initiator = desk, page, initiator

    def menu(self, ids: Callable[[], Sequence[int]], parent: QWidget) -> QMenu:
        """A menu of what can be marked."""
        menu = QMenu(parent)
        menu.setTitle(_("Billing"))
        menu.addAction(_("Mark as billed…"), lambda: self.bill(ids()))
        menu.addAction(_("Mark as paid…"), lambda: self.pay(ids()))
        menu.addSeparator()
        menu.addAction(_("Take the billing mark off"), lambda: self.clear(ids()))
        return menu

    def bill(self, ids: Sequence[int]) -> None:
        """Ask when these were billed, and mark them."""
        if ids:
            put = partial(self._put, tuple(ids))
            self._desk.prompts.show(BilledDialog(self._page, len(ids), self._desk.office.today, put))

    def pay(self, ids: Sequence[int]) -> None:
        """Ask when and how these were paid, and mark them."""
        if ids:
            put = partial(self._put, tuple(ids))
            self._desk.prompts.show(PaidDialog(self._page, len(ids), self._desk.office.today, put))

    def clear(self, ids: Sequence[int]) -> None:
        """These are to be billed again."""
        if ids:
            self._put(tuple(ids), None, BillingMark())

    def _put(self, ids: tuple[int, ...], dialog: _MarkDialog | None, mark: BillingMark) -> None:
        from osdesk.services import billing

        def done(before: tuple[Order, ...]) -> None:
            if dialog is not None:
                dialog.accept()
            self._desk.go.say(_told(mark, len(before)), partial(self._put_back, before))

        def failed(error: BaseException) -> None:
            if isinstance(error, Refused) and dialog is not None:
                dialog.show_refused(error.problems)
                return
            if dialog is not None:
                dialog.reject()
            self._desk.tasks.failure.emit(error)

        self._desk.tasks.run(
            Lane.WRITE,
            partial(billing.mark, initiator=self._initiator),
            self._desk.office,
            ids,
            mark,
            done=done,
            failed=failed,
            owner=self,
        )

    def _put_back(self, before: tuple[Order, ...]) -> None:
        from osdesk.services import orders

        self._desk.tasks.run(
            Lane.WRITE, partial(orders.put_back, initiator=self._initiator), self._desk.office, before, owner=self
        )


def mark_rows(order: Order) -> list[tuple[str, str, str]]:
    """Icon, words and a quieter line for each step of an order on its way to being paid; none before it is billed."""
    rows: list[tuple[str, str, str]] = []
    if order.billed_on is not None:
        number = _("Invoice {number}").format(number=order.invoice_number) if order.invoice_number else ""
        rows.append(("receipt", _("Billed on {day}").format(day=format_date(order.billed_on, language())), number))
    if order.paid_on is not None:
        day = format_date(order.paid_on, language())
        rows.append(("circle-check", _("Paid on {day}").format(day=day), order.paid_means))
    return rows


def _means() -> tuple[str, ...]:
    return (
        pgettext("payment", "Pix"),
        pgettext("payment", "Bank slip"),
        pgettext("payment", "Cash"),
        pgettext("payment", "Card"),
        pgettext("payment", "Transfer"),
    )


def _told(mark: BillingMark, count: int) -> str:
    if mark.paid_on is not None:
        words = ngettext("{count} order marked as paid", "{count} orders marked as paid", count)
    elif mark.billed_on is not None:
        words = ngettext("{count} order marked as billed", "{count} orders marked as billed", count)
    else:
        words = ngettext("Billing mark taken off {count} order", "Billing mark taken off {count} orders", count)
    return words.format(count=count)
