"""What can be done with the order in the editor besides writing it: print, export, duplicate, move to the bin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from osdesk.domain.orders import Order
from osdesk.domain.revisions import Revision
from osdesk.domain.sheets import OrderSheet
from osdesk.services import orders, papers
from osdesk.services.office import Office
from osdesk.services.wording import order_title
from osdesk.services.wording.verdicts import revision_title
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.orders.keeping import DraftKeeper
from osdesk.ui.orders.saving import OrderSaving
from osdesk.ui.page import Page
from osdesk.ui.tasks import Lane


class OrderDeeds:
    """The verbs of one editor. What needs a number is saved first."""

    def __init__(self, desk: Desk, page: Page, saving: OrderSaving, keeper: DraftKeeper) -> None:
        self._desk, self._page, self._saving, self._keeper = desk, page, saving, keeper

    def print_out(self, *, direct: bool = False) -> None:
        """Print both copies of what stands in the form; `direct` on the last printer, without the dialog."""
        desk, page = self._desk, self._page
        self._when_saved(lambda order_id: desk.printing.print_orders(page, (order_id,), direct=direct))

    def export(self) -> None:
        """Write the sheet as PDF."""
        from osdesk.ui import exporting

        desk, page = self._desk, self._page
        self._when_saved(lambda order_id: exporting.export_orders(desk, page, (order_id,)))

    def issue(self) -> None:
        """Freeze what stands in the form as a document that never changes, saving it first."""
        from osdesk.ui import issuing
        from osdesk.ui.issued_files import open_document

        desk, page = self._desk, self._page

        def done(revision: Revision) -> None:
            fresh = revision.issued_at is not None and revision.issued_at >= begun
            said = _("{document} issued") if fresh else _("{document} says the same: nothing new was issued")
            show = partial(open_document, desk, page, revision)
            desk.go.say(said.format(document=revision_title(revision)), show, link=_("Open"))

        # A document tells its second.
        begun = desk.office.instant().replace(microsecond=0)
        self._when_saved(lambda order_id: issuing.issue(desk, page, order_id, done=done))

    def send(self) -> None:
        """Send it to the client: by e-mail, WhatsApp or the person's own mail program."""
        from osdesk.ui.sending.begin import send_order

        desk, page = self._desk, self._page
        self._when_saved(lambda order_id: send_order(desk, page, order_id))

    def keep_signed(self, order_id: int) -> None:
        """Freeze what was just signed, so that the signature stays with what it stood under."""
        from osdesk.ui import issuing

        issuing.issue(self._desk, self._page, order_id)

    def blank(self, order: Order) -> None:
        """Print this order's form with room to write by hand."""
        desk, page = self._desk, self._page
        desk.tasks.run(
            Lane.READ,
            _blank_sheet,
            desk.office,
            order,
            done=lambda sheet: desk.printing.print_sheet(page, sheet),
            owner=page,
        )

    def duplicate(self) -> None:
        """Begin a new order like this one."""
        stored, desk = self._saving.stored, self._desk
        if stored is not None:
            desk.tasks.run(
                Lane.READ,
                orders.duplicate,
                desk.office,
                stored.id,
                done=lambda order: desk.go.new_order(from_order=order),
                owner=self._page,
            )

    def follow_up(self, places: Sequence[tuple[int, int]] = ()) -> None:
        """Begin an order for what failed in the checklists: rows at these places (list, row), or all that failed."""

        def begin(order_id: int) -> None:
            # Only what is stored has ids.
            lists = self._saving.stored.checklists if self._saving.stored is not None else ()
            ids = [lists[place].items[row].id for place, row in places if place < len(lists)]
            follow = partial(orders.follow_up, item_ids=tuple(each for each in ids if each is not None))
            desk.tasks.run(
                Lane.READ,
                follow,
                desk.office,
                order_id,
                done=lambda order: desk.go.new_order(from_order=order),
                owner=self._page,
            )

        desk = self._desk
        self._when_saved(begin)

    def delete(self) -> None:
        """Move the order to the bin, with a way back."""
        stored, desk = self._saving.stored, self._desk
        if stored is None:
            return
        ids = (stored.id,)

        def restore() -> None:
            desk.tasks.run(Lane.WRITE, orders.restore, desk.office, ids)

        def done(_nothing: object) -> None:
            self._keeper.drop()
            desk.go.close(self._page)
            desk.go.say(_("{order} moved to the bin").format(order=order_title(stored.number)), restore)

        delete = partial(orders.delete, initiator=self._saving.token)
        desk.tasks.run(Lane.WRITE, delete, desk.office, ids, done=done, owner=self._page)

    def _when_saved(self, act: Callable[[int], object]) -> None:
        def then() -> None:
            stored = self._saving.stored
            if stored is not None and stored.id is not None:
                act(stored.id)

        if self._page.is_dirty() or self._saving.stored is None:
            self._saving.save(then)
        else:
            then()


def _blank_sheet(office: Office, order: Order) -> OrderSheet:
    return papers.sheet(office, order, papers.options(office, blank=True))
