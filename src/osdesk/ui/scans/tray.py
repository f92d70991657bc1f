"""The head over a scanned page: of a waiting one the field for its order, of filed ones what can be done with them.

Apart from the page of the room, which knows the lists; here only what is pressed and typed.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from osdesk.domain.questions import OrderRow
from osdesk.domain.scans import ScanPage, Waiting
from osdesk.services.scans import FiledOrder
from osdesk.services.wording import order_title, page_place
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.labels import ElidedLabel, Ground, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.scans.order_field import OrderField
from osdesk.ui.theme import current


class WaitingHead(Ground):
    """Why a page waits, and the field. `filed` gives the order chosen and its title; `discard_wanted`; `moved`."""

    filed = Signal(int, str)
    discard_wanted = Signal()
    moved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self._place = ElidedLabel("", "strong")
        self._why = Label("", "hint")
        self.field = OrderField(desk)
        self.field.setMinimumWidth(current().px(120))
        label = Label(_("&Order"), "label")
        label.setBuddy(self.field)
        self.file_button = Button(_("File it"), self.field.file_typed, kind="soft", icon="file-check")
        self.discard_button = IconButton("trash-2", _("Discard the page (Ctrl+Del)"), self.discard_wanted.emit)
        self._hint = ElidedLabel("", "hint")
        words = bar(self._place, 1, self._why, gap=12)
        typed = bar(label, self.field, 1, self.file_button, self.discard_button, gap=6)
        self.setLayout(column(words, typed, self._hint, gap=6, margins=(16, 10, 12, 8)))
        self.field.chosen.connect(self._chosen)
        self.field.unknown.connect(self._unknown)
        self.field.moved.connect(self.moved)
        self.field.textEdited.connect(lambda _text: self._show_hint())
        self._suggested: OrderRow | None = None
        self._own_code = False
        self._chosen_pages: tuple[int, ...] = ()

    def show_page(self, page: ScanPage, chosen: tuple[int, ...], why: str, suggested: OrderRow | None) -> None:
        """Show why it waits; `chosen` are the ids of all that are chosen, `suggested` the order they are likely of.

        What is being typed for the same pages stays: others may come in meanwhile.
        """
        self._place.setText(page_place(page) if len(chosen) == 1 else chosen_words(len(chosen)))
        self._why.setText(why if len(chosen) == 1 else "")
        self._suggested = suggested
        self._own_code = page.waiting is Waiting.SEVERAL_ORDERS
        self.field.suggest(suggested)
        if chosen != self._chosen_pages:
            self._chosen_pages = chosen
            self.field.start_anew()
        if not self.field.text():
            self._show_hint()

    def _show_hint(self) -> None:
        self._hint.set_role("hint")
        if self._suggested is not None and not self.field.text():
            title = order_title(self._suggested.number)
            words = _("Enter: {order}, {client}, as the page beside it")
            if self._own_code:
                words = _("Enter: {order}, {client}, whose code is on the page")
            self._hint.setText(words.format(order=title, client=self._suggested.client))
        else:
            self._hint.setText(_("Type the number and press Enter; the next page comes up by itself."))

    def _chosen(self, order_id: int, title: str) -> None:
        self.field.start_anew()
        self.filed.emit(order_id, title)

    def _unknown(self, typed: str) -> None:
        self._hint.set_role("problem")
        self._hint.setText(_("No order was found for “{text}”.").format(text=typed[:40]))
        self.field.selectAll()


class FiledHead(Ground):
    """The signed copies of an order: open it, with the paper beside it, save them, take them away."""

    open_wanted = Signal()
    beside_wanted = Signal()
    save_wanted = Signal()
    take_away_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self._title = ElidedLabel("", "strong")
        self._about = Label("", "hint")
        # Without icons: with large text a narrow window has room for their words alone.
        self.open_button = Button(_("Open the order"), self.open_wanted.emit)
        self.beside_button = Button(_("With the paper beside it"), self.beside_wanted.emit, kind="soft")
        self.save_button = IconButton("file-down", _("Save as PDF…"), self.save_wanted.emit)
        self.take_away_button = IconButton(
            "undo-2", _("Take the pages away from this order"), self.take_away_wanted.emit
        )
        buttons = bar(self.open_button, self.beside_button, self.save_button, self.take_away_button, None, gap=6)
        words = bar(self._title, 1, self._about, gap=12)
        self.setLayout(column(words, buttons, None, gap=6, margins=(16, 10, 12, 8)))

    def show_order(self, filed: FiledOrder) -> None:
        """Whose they are, and how many."""
        self._title.setText(f"{order_title(filed.order.number)} · {filed.order.client}")
        self._about.setText(pages_words(filed.pages))


class DiscardedHead(Ground):
    """A page that was thrown away."""

    restore_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self._place = ElidedLabel("", "strong")
        self.restore_button = Button(_("Back to the tray"), self.restore_wanted.emit, icon="undo-2")
        buttons = bar(self.restore_button, None, gap=6)
        self.setLayout(column(self._place, buttons, None, gap=6, margins=(16, 10, 12, 8)))

    def show_page(self, page: ScanPage, count: int) -> None:
        """Which page it is, or how many are chosen."""
        self._place.setText(page_place(page) if count == 1 else chosen_words(count))


def chosen_words(count: int) -> str:
    """`2 pages chosen`."""
    return ngettext("{count} page chosen", "{count} pages chosen", count).format(count=count)


def pages_words(count: int) -> str:
    """`Signed copy, 2 pages`."""
    return ngettext("Signed copy, {count} page", "Signed copy, {count} pages", count).format(count=count)
