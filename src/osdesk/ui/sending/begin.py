"""Sending begins here: one order in its dialog, many without; and what is done once a person decided.

Held by the callbacks of its own steps, and gone after the last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QWidget

from osdesk.domain.messages import Channel, Event, Message
from osdesk.domain.problems import Problem, Refused
from osdesk.domain.revisions import Revision
from osdesk.domain.sheets import Copies, SheetOptions
from osdesk.services import handing, orders, outbox, rendering, wording
from osdesk.services.office import Office
from osdesk.texts import _, ngettext
from osdesk.ui import issuing
from osdesk.ui.desk import Desk
from osdesk.ui.outbox.columns import goes_words
from osdesk.ui.outbox.deeds import cancelled_words
from osdesk.ui.sending.dialog import SendDialog
from osdesk.ui.sending.gathering import Gathered, gather
from osdesk.ui.tasks import Lane


def send_order(desk: Desk, parent: QWidget, order_id: int, event: Event = Event.REQUEST) -> None:
    """Open the dialog for a stored order."""
    _Sending(desk, parent, order_id).begin(event)


def send_orders(desk: Desk, parent: QWidget, ids: Sequence[int], event: Event = Event.REQUEST) -> None:
    """Send orders: one in its dialog; many each to its own client, after a question that says how many can go."""
    if len(ids) == 1:
        send_order(desk, parent, ids[0], event)
    elif ids:
        done = partial(_ask, desk, parent)
        desk.tasks.run(Lane.READ, _reachable, desk.office, tuple(ids), event, done=done, owner=parent)


@dataclass(frozen=True, slots=True)
class _Many:
    messages: tuple[Message, ...]
    unreachable: tuple[str, ...]
    account_ready: bool


def _reachable(office: Office, ids: tuple[int, ...], event: Event = Event.REQUEST) -> _Many:
    messages, unreachable, ready = [], [], False
    for order_id in ids:
        suggestion = outbox.compose(office, order_id, event)
        ready = suggestion.account_ready
        if suggestion.message.to:
            messages.append(suggestion.message)
        else:
            unreachable.append(orders.get(office, order_id).number)
    return _Many(tuple(messages), tuple(unreachable), ready)


def _queue_all(office: Office, messages: tuple[Message, ...]) -> tuple[int, ...]:
    return tuple(outbox.queue(office, message).id or 0 for message in messages)


def _ask(desk: Desk, parent: QWidget, many: _Many) -> None:
    from osdesk.ui.prompts import Answer

    count = len(many.messages)
    lacking = ""
    if many.unreachable:
        shown = ", ".join(many.unreachable[:6]) + ("…" if len(many.unreachable) > 6 else "")
        lacking = _("Without an e-mail address: {numbers}.").format(numbers=shown)
    if not many.account_ready:
        words = _("The program can't send by itself yet. Set up the mail account, or send one order at a time.")
        set_up = Answer(_("Set up the mail account"), lambda: desk.go.room("preferences", "mail"), "filled")
        desk.prompts.ask(parent, _("No mail account yet"), words, (Answer(_("Cancel")), set_up))
        return
    if not count:
        desk.prompts.ask(parent, _("No address to send to"), lacking, (Answer(_("Close"), None, "filled"),))
        return

    def queued(ids: tuple[int, ...]) -> None:
        said = ngettext("{count} message in the outbox", "{count} messages in the outbox", len(ids))
        desk.go.say(said.format(count=len(ids)), lambda: _take_back(desk, parent, ids))

    def go() -> None:
        desk.tasks.run(Lane.WRITE, _queue_all, desk.office, many.messages, done=queued, owner=parent)

    title = ngettext("Send {count} order by e-mail?", "Send {count} orders by e-mail?", count).format(count=count)
    sentence = " ".join(part for part in (_("Each goes to its own client, in the usual words."), lacking) if part)
    desk.prompts.ask(parent, title, sentence, (Answer(_("Cancel")), Answer(_("Send"), go, "filled")))


def _take_back(desk: Desk, parent: QWidget, ids: tuple[int, ...]) -> None:
    """Give messages up, and say what came of it: most go within a second, and then nothing can be taken back."""

    def told(given_up: tuple[int, ...]) -> None:
        desk.go.say(cancelled_words(len(ids), len(given_up)))

    desk.tasks.run(Lane.WRITE, outbox.cancel, desk.office, ids, done=told, owner=parent)


class _Sending:
    """One order: gathered, shown, and sent as the person decides."""

    def __init__(self, desk: Desk, parent: QWidget, order_id: int) -> None:
        self._desk, self._parent, self._order_id = desk, parent, order_id
        self._dialog: SendDialog | None = None

    def begin(self, event: Event) -> None:
        desk = self._desk
        desk.tasks.run(Lane.READ, gather, desk.office, self._order_id, event, done=self._show, owner=self._parent)

    def _show(self, gathered: Gathered) -> None:
        self._title = wording.order_title(gathered.order.number)
        dialog = self._dialog = SendDialog(self._parent, self._desk, gathered, self, offline=is_offline())
        self._desk.tasks.run(Lane.PAPER, rendering.render, (gathered.sheet,), done=dialog.show_paper, owner=dialog)
        self._desk.prompts.show(dialog)
        dialog.start()

    # What the dialog asks for

    def queue(self, message: Message, refused: Callable[[tuple[Problem, ...]], object]) -> None:
        desk, dialog = self._desk, self._dialog

        def done(queued: Message) -> None:
            if dialog is not None:
                dialog.accept()
            ids = (queued.id or 0,)
            others = len(queued.recipients) - 1
            receivers = (
                queued.to[0]
                if not others
                else _("{address} and {count} more").format(address=queued.to[0], count=others)
            )
            said = _("{order} goes to {receivers}").format(order=self._title, receivers=receivers)
            later, now = queued.not_before, desk.office.now()
            if later is not None and later > now:
                said = _("{order} goes to {receivers}: {moment}").format(
                    order=self._title, receivers=receivers, moment=goes_words(later, now)
                )
            desk.go.say(said, lambda: _take_back(desk, self._parent, ids))

        def failed(error: BaseException) -> None:
            if isinstance(error, Refused):
                refused(error.problems)
                return
            refused(())
            desk.tasks.failure.emit(error)

        desk.tasks.run(Lane.WRITE, outbox.queue, desk.office, message, done=done, failed=failed, owner=dialog)

    def open_draft(self, message: Message) -> None:
        def hand(revision: Revision) -> None:
            self._desk.tasks.run(
                Lane.NET, handing.mail_draft, self._desk.office, message, revision.id, done=opened, owner=self._parent
            )

        def opened(path: Path) -> None:
            self._desk.prompts.open_path(path)
            self._note(Channel.DRAFT, message.recipients)

        issuing.issue(self._desk, self._parent, self._order_id, done=hand)

    def open_whatsapp(self, link: str, number: str) -> None:
        def hand(revision: Revision) -> None:
            self._desk.tasks.run(
                Lane.NET, handing.document, self._desk.office, revision.id, done=opened, owner=self._parent
            )

        def opened(path: Path) -> None:
            copy_file(path)
            self._desk.prompts.reveal(path)
            self._desk.prompts.open_url(link)
            self._note(Channel.WHATSAPP, (number,))
            # Without the file's name, which is long: what is to be done now must not be cut.
            self._desk.go.say(_("The PDF is in the clipboard: paste it into the conversation"))

        issuing.issue(self._desk, self._parent, self._order_id, done=hand)

    def print_copy(self) -> None:
        self._desk.printing.print_orders(self._parent, (self._order_id,), SheetOptions(copies=Copies.CLIENT))

    def set_up(self) -> None:
        self._desk.go.room("preferences", "mail")

    def fix_address(self, old: str, new: str) -> None:
        desk = self._desk
        said = _("Corrected in the client's record: {address}").format(address=new)
        desk.tasks.run(
            Lane.WRITE,
            outbox.fix_address,
            desk.office,
            self._order_id,
            old,
            new,
            done=lambda _done: desk.go.say(said),
            owner=self._parent,
        )

    def _note(self, channel: Channel, receivers: tuple[str, ...]) -> None:
        desk = self._desk
        desk.tasks.run(Lane.WRITE, outbox.record_handed_over, desk.office, self._order_id, channel, receivers)


def is_offline() -> bool:
    """Whether the system says that there is no network. Where it can't tell, it is taken to be there."""
    if QNetworkInformation.instance() is None and not QNetworkInformation.loadDefaultBackend():
        return False
    return QNetworkInformation.instance().reachability() is QNetworkInformation.Reachability.Disconnected


def copy_file(path: Path) -> None:
    """Put a file on the clipboard, to be pasted as a file."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(data)
