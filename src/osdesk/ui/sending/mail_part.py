"""The half of the dialog that writes an e-mail: receivers, words, what goes with it, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from osdesk.domain.messages import Message, MessageFile, read_recipients, recipient_problems
from osdesk.domain.problems import Problem
from osdesk.domain.sizes import format_size
from osdesk.domain.text import elide
from osdesk.services import wording
from osdesk.services.outbox import Suggestion
from osdesk.texts import _, language, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.date_inputs import MomentInput
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.field import Message as Line
from osdesk.ui.kit.layout import Flow, bar, column, row
from osdesk.ui.kit.text_inputs import MultilineInput, TextInput
from osdesk.ui.kit.toggles import CheckBox

_SEPARATOR = "; "
#: When a message put off to a day without an hour goes.
_MORNING = time(8)
#: So many lines of the text show at most: with more fields open, and else; each in a small window and in a roomy one.
_CROWDED, _ALONE = (3, 5), (5, 8)
#: An address of the client's is shown so far, and stands beside the other links where it is no longer than that.
_LONGEST, _BESIDE = 56, 30


class MailPart(QWidget):
    """The fields of a message. `fix` corrects an address in the client: old, new. Where the window is `roomy` the
    program's own words show whole.
    """

    def __init__(
        self,
        desk: Desk,
        suggestion: Suggestion,
        photos: tuple[MessageFile, ...],
        fix: Callable[[str, str], object],
        *,
        roomy: bool = False,
    ) -> None:
        super().__init__()
        self._desk, self._fix, self._roomy = desk, fix, roomy
        self._message = suggestion.message
        self._photos = photos
        self._known = tuple(known.address for known in suggestion.addresses)
        self.to = Field(_("&To"), TextInput())
        self.cc = Field(_("&Cc"), TextInput())
        self.bcc = Field(_("&Bcc"), TextInput())
        self.subject = Field(_("S&ubject"), TextInput())
        self.body = Field(_("&Message"), MultilineInput(lines=4, most=_ALONE[roomy]))
        self.when = Field(_("Send &on"), MomentInput(desk.office.today, example=_("tomorrow 8:00")), width=220)
        self.fields = {
            "to": self.to,
            "cc": self.cc,
            "bcc": self.bcc,
            "subject": self.subject,
            "body": self.body,
            "not_before": self.when,
        }
        self._copies = row(self.cc, self.bcc)
        self.more_copies = Button(_("Cc and Bcc"), self.show_copies, kind="link")
        self.later = Button(_("Send later…"), self.show_later, kind="link")
        #: What adds an address of the client's that the message doesn't go to yet.
        self.others: dict[str, Button] = {}
        for known in self._known:
            if known not in self._message.to:
                adds = Button(f"+ {elide(known, _LONGEST)}", partial(self._add, known), kind="link")
                adds.setAccessibleName(f"+ {known}")
                adds.setToolTip(known)
                self.others[known] = adds
        count = len(photos)
        size = format_size(sum(photo.size for photo in photos), language())
        self.with_photos = CheckBox(
            ngettext(
                "Attach the {count} photo as well ({size})", "Attach the {count} photos as well ({size})", count
            ).format(count=count, size=size)
        )
        self.with_photos.setVisible(bool(photos))
        self._lay_out()
        self._load(suggestion)

    def _lay_out(self) -> None:
        others, above = list(self.others.values()), Flow(gap=0)
        beside = others if len(others) == 1 and len(others[0].text()) <= _BESIDE else []
        for adds in others if not beside else ():
            above.addWidget(adds)
        links = bar(*beside, None, self.more_copies, self.later, gap=4)
        added = [above, links] if above.count() else [links]
        # The day beside the subject: all fields open are as much as a small window with large letters can take.
        subject = row(self.subject, 1, self.when)
        self.setLayout(
            column(self.to, column(*added, gap=0), self._copies, subject, self.body, self.with_photos, gap=8)
        )
        self.cc.hide()
        self.bcc.hide()
        self.when.hide()

    def _load(self, suggestion: Suggestion) -> None:
        message = suggestion.message
        for name, value in (
            ("to", _SEPARATOR.join(message.to)),
            ("cc", _SEPARATOR.join(message.cc)),
            ("bcc", _SEPARATOR.join(message.bcc)),
            ("subject", message.subject),
            ("body", message.body),
        ):
            self._control(name).show_value(value)
        if message.cc or message.bcc:
            self.show_copies()
        self._control("to").edited.connect(self._receivers_typed)
        for name, field in self.fields.items():
            self._control(name).edited.connect(partial(field.show_problem, None))

    # What was typed

    def addresses(self) -> tuple[str, ...]:
        """The addresses in *To*."""
        return read_recipients(self._control("to").read())

    def message(self) -> Message:
        """The message as it is typed. Raises `Unreadable` when the day can't be read."""
        message: Message = replace(
            self._message,
            to=self.addresses(),
            cc=read_recipients(self._control("cc").read()),
            bcc=read_recipients(self._control("bcc").read()),
            subject=self._control("subject").read(),
            body=self._control("body").read(),
            files=self._photos if self.with_photos.isChecked() else (),
            not_before=self._moment(),
        )
        return message

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what keeps it from going, the keyboard at the first."""
        for problem in reversed(problems):
            field = self.fields.get(problem.field, self.to)
            field.show_problem(Line(wording.sentence(problem)))
            field.show()
            field.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """The keyboard to the receivers, all of them chosen, so that typing replaces them."""
        to = self._control("to")
        to.setFocus(Qt.FocusReason.OtherFocusReason)
        # From the end: of many or long addresses the beginning shows.
        to.setSelection(len(to.text()), -len(to.text()))

    def show_copies(self) -> None:
        """Show the fields for copies."""
        self.more_copies.hide()
        self._make_room()
        self.cc.show()
        self.bcc.show()
        self.cc.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_later(self) -> None:
        """Show the field for the day and hour."""
        self.later.hide()
        self._make_room()
        self.when.show()
        self.when.control.setFocus(Qt.FocusReason.OtherFocusReason)

    # Inside

    def _make_room(self) -> None:
        self._control("body").set_most(_CROWDED[self._roomy])

    def _control(self, name: str) -> Any:
        return self.fields[name].control

    def _moment(self) -> datetime | None:
        if self.when.isHidden():
            return None
        day, start, _end = self._control("not_before").read()
        if day is None:
            return None
        return datetime.combine(day, start or _MORNING, self._desk.office.zone)

    def _add(self, address: str) -> None:
        to = self._control("to")
        to.show_value(_SEPARATOR.join((*self.addresses(), address)))
        to.edited.emit()
        to.setFocus(Qt.FocusReason.OtherFocusReason)

    def _receivers_typed(self) -> None:
        """One address typed in place of one that is known: put right in the client with one press."""
        typed = self.addresses()
        for address, adds in self.others.items():
            adds.setVisible(address not in typed)
        gone = [address for address in self._message.to if address in self._known and address not in typed]
        new = [address for address in typed if address not in self._known and not recipient_problems([address], "to")]
        if len(gone) == 1 and len(new) == 1:
            old, right = gone[0], new[0]
            words = _("{old} is what the client's record says.").format(old=old)
            self.to.show_advice(Line(words, _("Correct it there"), partial(self._correct, old, right)))
        else:
            self.to.show_advice(None)

    def _correct(self, old: str, right: str) -> None:
        self.to.show_advice(None)
        self._known = tuple(right if address == old else address for address in self._known)
        self._fix(old, right)
