"""Details of one message beside the list: what stands in its way and what helps, to whom it goes, all that it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from osdesk.domain.messages import MessageState
from osdesk.domain.outbox import MessageRow
from osdesk.services import wording
from osdesk.services.wording import MailRemedy
from osdesk.texts import _, ngettext
from osdesk.ui import theme
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.buttons import Button, IconButton
from osdesk.ui.kit.labels import ElidedLabel, Ground, Hairline, Label
from osdesk.ui.kit.layout import bar, column, row
from osdesk.ui.kit.side_pane import SidePane
from osdesk.ui.orders.when import moment_words
from osdesk.ui.outbox.columns import goes_words, standing, state_look
from osdesk.ui.outbox.source import Shown

WIDTH = 380
_MOST_ADDRESSES = 3


class DetailsPane(SidePane):
    """The pane. It shows what it is given; what is pressed in it goes out as signals."""

    close_wanted = Signal()
    order_wanted = Signal(object)
    document_wanted = Signal(int)
    #: The row, and whether the message arrived.
    decided = Signal(object, bool)
    #: The row, and the address to be put right.
    correct_wanted = Signal(object, str)
    #: The row whose trouble another room or field cures: `MailRemedy`.
    remedy_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, parent)
        self._shown: Shown | None = None
        self.clear()

    @property
    def message_id(self) -> int | None:
        """Whose details are shown."""
        return self._shown.row.id if self._shown is not None else None

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self._shown = None
        hint = Label(_("Choose a message to read it here."), "dim", wrap=True)
        self.fill(column(hint, None, margins=(20, 24, 20, 24)))

    def show_message(self, shown: Shown, now: datetime) -> None:
        """Show this message; `now` is in the office's zone."""
        if self._shown == shown:
            return
        place = self._scroll.verticalScrollBar().value() if self.message_id == shown.row.id else 0
        self._shown = shown
        message = shown.message
        parts = column(gap=0, margins=(20, 16, 16, 24))
        parts.addLayout(self._head(shown.row, now))
        parts.addLayout(self._moments(shown, now))
        trouble = self._trouble(shown)
        if trouble is not None:
            parts.addSpacing(10)
            parts.addWidget(trouble)
        parts.addWidget(Hairline(above=14, below=14))
        named = ((_("To"), message.to), (_("Cc"), message.cc), (_("Bcc"), message.bcc))
        for name, addresses in named:
            if addresses:
                parts.addLayout(_line(name, ", ".join(addresses)))
        parts.addSpacing(10)
        parts.addWidget(_text(message.subject, "strong"))
        parts.addSpacing(8)
        parts.addWidget(_text(message.body, ""))
        parts.addWidget(Hairline(above=14, below=14))
        parts.addLayout(self._files(shown))
        if message.answer and message.state is MessageState.SENT:
            parts.addWidget(Hairline(above=14, below=14))
            parts.addWidget(self._answer(message.answer))
        parts.addStretch(1)
        self.fill(parts)
        self._scroll.verticalScrollBar().setValue(place)

    def _head(self, shown: MessageRow, now: datetime) -> QVBoxLayout:
        look = state_look(shown, now)
        close = IconButton("x", _("Close details (Space)"), self.close_wanted.emit)
        title = wording.order_title(shown.number) if shown.number else wording.event_name(shown.event)
        name = wording.message_state_name(standing(shown, now))
        state = bar(Icon(look.icon, look.tone), Label(name, "strong"), None, gap=6)
        head = column(bar(Label(title, "record"), None, close), gap=6)
        if shown.client:
            head.addWidget(ElidedLabel(shown.client, "strong"))
        head.addLayout(state)
        if shown.order_id is not None:
            opened = Button(_("Open the order"), partial(self.order_wanted.emit, shown), icon="clipboard-list")
            head.addLayout(bar(opened, None))
        return head

    def _moments(self, shown: Shown, now: datetime) -> QVBoxLayout:
        message, lines = shown.message, column(gap=2)
        lines.setContentsMargins(0, theme.current().px(8), 0, 0)

        def told(moment: datetime) -> str:
            return moment_words(moment.astimezone(now.tzinfo), now)

        says = [(_("What for"), wording.event_name(message.event))]
        if message.created_at is not None:
            says.append((_("Written"), told(message.created_at)))
        waits = standing(shown.row, now) is MessageState.WAITING
        if waits and message.not_before is not None and message.not_before > now:
            says.append((_("Goes"), goes_words(message.not_before, now)))
        if message.sent_at is not None:
            says.append((_("Went"), told(message.sent_at)))
        if message.tries > 1:
            says.append((_("Tries"), str(message.tries)))
        for name, words in says:
            lines.addLayout(_line(name, words))
        return lines

    def _trouble(self, shown: Shown) -> QWidget | None:
        title, sentence = shown.trouble
        if not title or shown.message.state in (MessageState.SENT, MessageState.CANCELLED):
            return None
        danger = shown.message.state is MessageState.STOPPED
        words = Label(title, "problem" if danger else "advice")
        box = Ground("surface2")
        inside = column(words, _text(sentence, ""), gap=6, margins=(12, 10, 12, 12))
        for button in self._ways(shown):
            inside.addLayout(bar(button, None))
        if shown.message.answer and shown.message.answer not in sentence:
            inside.addWidget(self._answer(shown.message.answer))
        box.setLayout(inside)
        return box

    def _ways(self, shown: Shown) -> Sequence[Button]:
        """What helps: buttons in the order in which they should be tried."""
        current, message = shown.row, shown.message
        remedy = wording.mail_remedy(message.trouble)
        if message.state is MessageState.UNSURE:
            return (
                Button(_("It arrived"), partial(self.decided.emit, current, True), icon="circle-check"),
                Button(_("Send again"), partial(self.decided.emit, current, False), icon="refresh-cw"),
            )
        if remedy is MailRemedy.ADDRESS:
            return [
                Button(_("Correct {address}…").format(address=address), self._corrector(address), kind="text")
                for address in message.to[:_MOST_ADDRESSES]
            ]
        if remedy is MailRemedy.ACCOUNT:
            return (Button(_("Set up the mail account"), partial(self.remedy_wanted.emit, current, remedy)),)
        if remedy is MailRemedy.PASSWORD:
            return (Button(_("Type the password…"), partial(self.remedy_wanted.emit, current, remedy)),)
        return ()

    def _corrector(self, address: str) -> partial[None]:
        shown = self._shown
        return partial(self.correct_wanted.emit, shown.row if shown is not None else None, address)

    def _files(self, shown: Shown) -> QVBoxLayout:
        message, files = shown.message, column(gap=6)
        if message.revision_id is not None:
            name = ElidedLabel(shown.document or _("Document"), "dim")
            opened = Button(_("Open"), partial(self.document_wanted.emit, message.revision_id), kind="link")
            opened.setAccessibleName(_("Open the document"))
            files.addLayout(bar(Icon("file-text"), name, 1, opened, gap=6))
        elif message.order_id is not None:
            files.addWidget(Label(_("The document is issued right before it goes."), "hint", wrap=True))
        if message.files:
            count = len(message.files)
            words = ngettext("{count} photo or file", "{count} photos or files", count).format(count=count)
            files.addLayout(bar(Icon("paperclip"), Label(words, "dim"), None, gap=6))
        return files

    def _answer(self, answer: str) -> QWidget:
        holder = QWidget()
        holder.setLayout(column(Label(_("What the server said"), "label"), _text(answer, "hint"), gap=2))
        return holder


def _line(name: str, words: str) -> QVBoxLayout:
    caption = Label(name, "label")
    caption.setFixedWidth(theme.current().px(84))
    line = row(caption, _text(words, ""), 1, gap=8)
    return column(line, gap=0)


def _text(words: str, role: str) -> Label:
    """Wrapped words that can be copied."""
    label = Label(_breakable(words), role, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setCursor(Qt.CursorShape.IBeamCursor)
    # Words that can be copied ask for the room of a whole line, and would widen the pane.
    label.setMinimumWidth(1)
    return label


def _breakable(words: str) -> str:
    """A long address or answer without spaces may break after these: else it would widen the pane."""
    longest = max((len(word) for word in words.split()), default=0)
    if longest <= 36:
        return words
    for sign in "@._-/":
        words = words.replace(sign, f"{sign}\u200b")
    return words
