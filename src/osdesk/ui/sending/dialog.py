"""The dialog of sending an order (picture 11b): by e-mail or WhatsApp, with the document that goes along.

Apart from `begin.py`, which gathers what it shows and does what it decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from osdesk.domain.messages import Channel, Message
from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.sheets import Paper
from osdesk.services import wording
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit import paint
from osdesk.ui.kit.badges import Icon
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Option, SegmentedChoice
from osdesk.ui.kit.dialog import Dialog
from osdesk.ui.kit.field import Message as Line
from osdesk.ui.kit.field import MessageLine
from osdesk.ui.kit.labels import ElidedLabel, Label
from osdesk.ui.kit.layout import bar, column
from osdesk.ui.sending.gathering import Gathered, paper_words
from osdesk.ui.sending.mail_part import MailPart
from osdesk.ui.sending.whatsapp_part import WhatsAppPart
from osdesk.ui.theme import current

#: From this height of the window on the whole message has room.
_ROOMY = 680


class Deeds(Protocol):
    """What the dialog asks for; it closes by itself when a deed is under way."""

    def queue(self, message: Message, refused: Callable[[tuple[Problem, ...]], object]) -> None:
        """Put the message into the outbox."""

    def open_draft(self, message: Message) -> None:
        """Open it as a draft of the person's own mail program."""

    def open_whatsapp(self, link: str, number: str) -> None:
        """Open the conversation, the document in the clipboard."""

    def print_copy(self) -> None:
        """Print the client's copy: there is no address at all."""

    def set_up(self) -> None:
        """Go where the mail account is set up."""

    def fix_address(self, old: str, new: str) -> None:
        """Correct an address in the client."""


class _Card(QWidget):
    """The document that goes along, on a card of its own."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        box = self.rect().toRectF()
        paint.rounded(painter, box, theme.px(6), theme.colour("surface2"), theme.colour("line"))


@dataclass(frozen=True, slots=True)
class _Buttons:
    send: Button
    draft: Button
    whatsapp: Button
    print: Button


class SendDialog(Dialog):
    """An order on its way to the client. It opens on what the office can use: e-mail, else WhatsApp."""

    def __init__(self, parent: QWidget, desk: Desk, gathered: Gathered, deeds: Deeds, *, offline: bool = False) -> None:
        order = gathered.order
        super().__init__(parent, _("Send {order}").format(order=wording.order_title(order.number)), width=560)
        self._deeds, self._sheet = deeds, gathered.sheet
        suggestion = gathered.suggestion
        self.channel = SegmentedChoice(
            [Option(Channel.EMAIL, _("E-mail"), "mail"), Option(Channel.WHATSAPP, "WhatsApp", "message-circle")]
        )
        self.channel.setAccessibleName(_("By what means"))
        self.head.addWidget(self.channel)
        roomy = parent.window().height() >= current().px(_ROOMY)
        self.mail = MailPart(desk, suggestion, gathered.photos, deeds.fix_address, roomy=roomy)
        self.whatsapp = WhatsAppPart(
            suggestion.whatsapp, gathered.whatsapp_text, gathered.area_code, suggestion.whatsapp_problem
        )
        self.parts = QStackedWidget()
        for part in (self.mail, self.whatsapp):
            self.parts.addWidget(part)
        self._document = ElidedLabel(gathered.file_name, "strong")
        self._measure = Label(_("Preparing the document…"), "hint")
        self._standing = MessageLine()
        self._ready, self._offline = suggestion.account_ready, offline
        self._nobody = not suggestion.addresses and not suggestion.whatsapp
        box = _Card()
        box.setLayout(
            bar(Icon("file-text"), column(self._document, self._measure, gap=2), gap=12, margins=(12, 8, 12, 8))
        )
        self.add(self.parts)
        self.add(box)
        self.add(self._standing)
        self.buttons = _Buttons(
            send=Button(_("Send"), self.send, kind="filled", icon="send"),
            draft=Button(_("Open in the mail program"), self.open_draft, icon="external-link"),
            whatsapp=Button(_("Open WhatsApp"), self.open_whatsapp, kind="filled", icon="message-circle"),
            print=Button(_("Print the client's copy"), self._print, icon="printer"),
        )
        self.add_buttons(
            Button(_("Cancel"), self.reject),
            self.buttons.draft,
            self.buttons.send,
            self.buttons.whatsapp,
            left=self.buttons.print,
        )
        self.channel.edited.connect(self._switch)
        self.done_with.connect(self._done)
        by_phone = not suggestion.addresses and suggestion.whatsapp and suggestion.whatsapp_problem is None
        self.channel.show_value(Channel.WHATSAPP if by_phone else Channel.EMAIL)
        self._switch()

    def show_paper(self, paper: Paper) -> None:
        """The document is measured."""
        self._measure.setText(paper_words(paper, self._sheet))

    def start(self) -> None:
        """The keyboard where something is to be typed."""
        (self.mail if self._by_mail else self.whatsapp).start()

    # What is pressed

    def send(self) -> None:
        """Put the message into the outbox, if nothing is wrong with it."""
        message = self._message()
        if message is not None:
            self.buttons.send.setEnabled(False)
            self._deeds.queue(message, self._refused)

    def open_draft(self) -> None:
        """Hand the message to the person's mail program."""
        message = self._message()
        if message is not None:
            self.accept()
            self._deeds.open_draft(message)

    def open_whatsapp(self) -> None:
        """Open the conversation, if the number can have one."""
        link = self.whatsapp.link()
        if link:
            self.accept()
            self._deeds.open_whatsapp(link, self.whatsapp.number())

    # Inside

    @property
    def _by_mail(self) -> bool:
        return bool(self.channel.read() is Channel.EMAIL)

    def _print(self) -> None:
        self.reject()
        self._deeds.print_copy()

    def _message(self) -> Message | None:
        try:
            return self.mail.message()
        except Unreadable as trouble:
            self.mail.show_problems((trouble.at("not_before"),))
            return None

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.buttons.send.setEnabled(True)
        self.mail.show_problems(problems)

    def _done(self) -> None:
        if not self._by_mail:
            self.open_whatsapp()
        elif self._ready:
            self.send()
        else:
            self.open_draft()

    def _switch(self) -> None:
        by_mail = self._by_mail
        self.parts.setCurrentWidget(self.mail if by_mail else self.whatsapp)
        buttons = self.buttons
        buttons.send.setVisible(by_mail and self._ready)
        buttons.draft.setVisible(by_mail)
        buttons.draft.set_kind("plain" if self._ready else "filled")
        buttons.whatsapp.setVisible(not by_mail)
        buttons.print.setVisible(self._nobody)
        self._standing.show_message(self._advice(), advice=True)

    def _advice(self) -> Line | None:
        if self._nobody:
            return Line(_("This client has no e-mail and no mobile phone. Type one, or print the copy."))
        if self._by_mail and not self._ready:
            return Line(_("The program can't send by itself yet."), _("Set up the mail account"), self._set_up)
        if self._by_mail and self._offline:
            return Line(_("No internet just now. It waits in the outbox and goes by itself."))
        return None

    def _set_up(self) -> None:
        self.reject()
        self._deeds.set_up()
