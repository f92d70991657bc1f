"""What an order follows up and what follows it up, as links above its form. Apart from the form, whose value it isn't:
the other orders are asked for anew whenever any order changes.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.following import Chain, Kin
from osdesk.domain.orders import Order
from osdesk.services import following
from osdesk.services.wording import order_title
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.layout import bar
from osdesk.ui.tasks import Lane


class KinLine(QWidget):
    """The links; hidden where there are none."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._order: Order | None = None
        self._shown = Chain()
        self.links: list[Button] = []
        self._line = bar(None, gap=16)
        self.setLayout(self._line)
        self.hide()
        desk.changes.happened.connect(self._happened)

    def show_order(self, order: Order) -> None:
        """Say of this order what it is next to."""
        self._order = order
        self._ask()

    def _happened(self, changes: Changes) -> None:
        if self._order is not None and self._order.id is not None and changes.touches(Subject.ORDER):
            self._ask()

    def _ask(self) -> None:
        order = self._order
        if order is None or (order.id is None and not order.follows):
            return
        ask = partial(following.chain, self._desk.office, order.id, order.code, order.follows)
        self._desk.tasks.run(Lane.READ, ask, done=self._show, owner=self, latest="kin")

    def _show(self, chain: Chain) -> None:
        if chain == self._shown:
            return
        self._shown = chain
        for link in self.links:
            self._line.removeWidget(link)
            link.hide()
            link.deleteLater()
        earlier = (chain.earlier,) if chain.earlier is not None else ()
        self.links = [self._link(_("Follow-up of {order}"), kin) for kin in earlier]
        self.links += [self._link(_("Continued in {order}"), kin) for kin in chain.later]
        for place, link in enumerate(self.links):
            self._line.insertWidget(place, link)
        self.setVisible(bool(self.links))

    def _link(self, words: str, kin: Kin) -> Button:
        words = words.format(order=order_title(kin.number))
        return Button(words, partial(self._desk.go.order, kin.id), kind="link", icon="link", parent=self)
