"""What the editor puts into the window's bar: number, status as a menu, client; print, more, save."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from osdesk.domain.orders import Order
from osdesk.domain.statuses import Status, offered
from osdesk.services.wording import order_title, status_name
from osdesk.texts import _
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.chips import StatusChip
from osdesk.ui.kit.labels import ElidedLabel, Label
from osdesk.ui.kit.layout import bar
from osdesk.ui.orders.section import Around
from osdesk.ui.theme import Look, current


class OrderHeading(QWidget):
    """The bar's left: which order this is. `status_chosen` is a status picked in the chip's menu."""

    status_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(_("New order"), "page")
        self._chip = StatusChip()
        self._about = ElidedLabel("", "dim")
        self._about.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._menu = QMenu(self._chip)
        self._offered: tuple[Status, ...] = ()
        self.setLayout(bar(self._title, self._chip, self._about, 1, gap=10))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @property
    def chip(self) -> StatusChip:
        """The status."""
        return self._chip

    @property
    def about(self) -> str:
        """The words after the status."""
        return self._about.text()

    def show_order(self, order: Order, around: Around, status_id: int | None = None) -> None:
        """Show number, status and client of an order as it is being typed; `status_id` is the one that is stored."""
        stored = order.id is not None
        self._title.setText(order_title(order.number) if order.number else _("New order"))
        status = next((each for each in around.statuses if each.id == order.status_id), None)
        if stored and status is not None:
            known = status
            self._chip.show_status(lambda: current().of_status(known), status_name(status))
            # Why it was cancelled or reopened.
            self._chip.setToolTip(order.status_reason)
        else:
            self._chip.show_status(_draft_look, _("Draft"))
        before = next((each for each in around.statuses if each.id == status_id), None)
        self._offer(offered(before, around.statuses) if stored else (), order.status_id)
        client = around.client
        if stored:
            names = (client.name if client is not None else "", _("in the bin") if order.deleted_at is not None else "")
            self._about.setText(" · ".join(part for part in names if part))
        elif around.next_number:
            self._about.setText(_("Gets the number {number} when it is saved").format(number=around.next_number))

    def open_menu(self) -> None:
        """Open the menu of statuses."""
        if self._offered:
            self._chip.click()

    def _offer(self, statuses: Sequence[Status], chosen: int | None) -> None:
        if tuple(statuses) != self._offered:
            self._offered = tuple(statuses)
            self._menu.clear()
            look = current()
            for status in statuses:
                action = QAction(status_name(status).replace("&", "&&"), self._menu)
                action.setCheckable(True)
                action.setData(status.id)
                shown = look.of_status(status)
                ratio = self.devicePixelRatioF()
                action.setIcon(look.icons.icon(shown.icon, shown.ink, look.colour("text3"), look.px(16), ratio))
                action.triggered.connect(self._picker(status))
                self._menu.addAction(action)
            self._chip.set_menu(self._menu if statuses else None)
        for action in self._menu.actions():
            action.setChecked(action.data() == chosen)

    def _picker(self, status: Status) -> Callable[[], None]:
        return lambda: self.status_chosen.emit(status)


def _draft_look() -> Look:
    return current().status("draft")


class OrderVerbs:
    """The bar's right: the buttons, made once and lent to the bar."""

    def __init__(self, owner: QWidget, actions: dict[str, QAction]) -> None:
        """`actions` are the page's own, by slot; the buttons press them."""
        self.print = Button(_("Print"), actions["print"].trigger, icon="printer", parent=owner)
        self.print.setToolTip(_("Print both copies (Ctrl+P)"))
        self.send = Button(_("Send"), actions["send"].trigger, icon="send", parent=owner)
        self.send.setToolTip(_("Send to the client (Ctrl+Shift+M)"))
        self.more = IconButton("ellipsis", _("More about this order"), self._open, kind="plain", parent=owner)
        self.save = Button(_("Save"), actions["save"].trigger, kind="filled", icon="save", parent=owner)
        self.save.setToolTip(_("Save (Ctrl+S)"))
        self._actions = actions
        for button in (self.print, self.send, self.more, self.save):
            button.hide()

    def widgets(self) -> tuple[QWidget, ...]:
        """In order, the filled one last."""
        return self.print, self.send, self.more, self.save

    def _open(self) -> None:
        menu = QMenu(self.more)
        theme = current()
        for slot, words, icon, keys in (
            ("finish", _("Finish order"), "circle-check", "Ctrl+Shift+Enter"),
            ("follow_up", _("Order for what failed"), "list-checks", ""),
            ("", "", "", ""),
            ("export", _("Export PDF…"), "file-down", "Ctrl+E"),
            ("issue", _("Issue"), "stamp", "Ctrl+Shift+E"),
            ("duplicate", _("Duplicate"), "copy", "Ctrl+D"),
            ("blank", _("Blank form of this order…"), "clipboard-pen", ""),
            ("", "", "", ""),
            ("delete", _("Move to the bin"), "trash-2", "Ctrl+Del"),
        ):
            if not slot:
                menu.addSeparator()
                continue
            target = self._actions[slot]
            action = menu.addAction(words + (f"\t{keys}" if keys else ""))
            colour, faint = theme.colour("text2"), theme.colour("text3")
            ratio = self.more.devicePixelRatioF()
            action.setIcon(theme.icons.icon(icon, colour, faint, theme.px(16), ratio))
            action.setEnabled(target.isEnabled())
            action.triggered.connect(lambda _checked=False, target=target: target.trigger())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def short_number(number: str) -> str:
    """A number as the narrow rail shows it: without prefix, year and leading zeros."""
    digits = number.rpartition("-")[2].rpartition("/")[2]
    return digits.lstrip("0") or number
