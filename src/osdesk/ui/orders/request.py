"""What is asked for: type, priority, deadline, reason, equipment; and who asked, who agreed, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain.orders import Order
from osdesk.domain.priorities import Priority
from osdesk.domain.suggestions import SuggestionKind
from osdesk.services.wording import priority_name, service_type_name
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.binding import Binding
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Choice, Option, SegmentedChoice
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.layout import column, row
from osdesk.ui.kit.text_inputs import MultilineInput, TextInput
from osdesk.ui.orders.index import Mark
from osdesk.ui.orders.moments import DeadlineInput, InstantInput
from osdesk.ui.orders.phrases import FixedPhrases, PhraseHelp
from osdesk.ui.orders.section import Around, OrderSection

_MORE = ("accessories", "condition", "requested_by", "quote_number", "authorised_by", "authorised_how", "authorised_at")


class RequestSection(OrderSection):
    """The request; what is seldom needed unfolds under *More*."""

    icon = "message-square-text"
    paper = "request"
    paths = (
        "service_type_id",
        "priority",
        "deadline",
        "deadline_time",
        "reason",
        "equipment",
        "brand_model",
        "serial_number",
        "opened_at",
        *_MORE,
    )

    shape_changed = Signal()

    def __init__(self, desk: Desk, now: Callable[[], datetime]) -> None:
        super().__init__(_("Request"))
        self.service_type = Choice()
        self.priority = SegmentedChoice([Option(each, priority_name(each)) for each in Priority])
        self.deadline = DeadlineInput(lambda: now().date())
        self.reason = MultilineInput(lines=2, example=_("What the client told"))
        self._phrases = PhraseHelp(desk, self.reason, SuggestionKind.REASON)
        self.how = TextInput(longest=100)
        self._ways = FixedPhrases(
            self.how, (_("by phone"), _("by WhatsApp"), _("by e-mail"), _("in person"), _("in writing"))
        )
        self.fields = {
            "service_type_id": Field(_("T&ype of service"), self.service_type),
            "priority": Field(_("Priority"), self.priority),
            "deadline": Field(_("&Deadline"), self.deadline),
            "reason": Field(_("Reaso&n"), self.reason),
            "equipment": Field(_("E&quipment"), TextInput(longest=300)),
            "brand_model": Field(_("Brand and model"), TextInput(longest=300)),
            "serial_number": Field(_("Serial n&umber"), TextInput(longest=100, example=_("From the label"))),
            "accessories": Field(_("Accessories left"), TextInput(longest=500)),
            "condition": Field(_("Condition on arrival"), TextInput(longest=500)),
            "requested_by": Field(_("Requested by"), TextInput(longest=300)),
            "opened_at": Field(_("Opened on"), InstantInput(now)),
            "quote_number": Field(_("Quote number"), TextInput(longest=60)),
            "authorised_by": Field(_("Authorised by"), TextInput(longest=300)),
            "authorised_how": Field(_("By what means"), self.how),
            "authorised_at": Field(_("When"), InstantInput(now)),
        }
        self._unfold = Button(_("More: opening, accessories, authorisation"), self.unfold, kind="text")
        self._more = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        of = self.fields
        self.add(row(of["service_type_id"], 12, of["priority"], of["deadline"], 10))
        self.add(of["reason"])
        self.add(row(of["equipment"], 1, of["brand_model"], 1, of["serial_number"], 1))
        self.add(row(self._unfold, None))
        self._more.setLayout(
            column(
                row(of["accessories"], 1, of["condition"], 1),
                row(of["requested_by"], 1, of["opened_at"], 1, of["quote_number"], 1),
                row(of["authorised_by"], 1, of["authorised_how"], 1, of["authorised_at"], 1),
                gap=8,
            )
        )
        self._more.hide()
        self.add(self._more)

    def bind(self, binding: Binding[Order]) -> None:
        """Declare what shows which field."""
        for path, field in self.fields.items():
            binding.value(path, field)
            if path == "deadline":
                binding.value("deadline_time", self.deadline.hour)

    def show_around(self, around: Around) -> None:
        """Take over the types of service."""
        chosen = self.service_type.read()
        options = [Option(None, _("Not chosen"))]
        options += [
            Option(each.id, service_type_name(each))
            for each in around.service_types
            if each.active or each.id == chosen
        ]
        self.service_type.set_options(options)

    def show_details(self, order: Order) -> None:
        """Unfold where something stands in the folded fields."""
        if any(getattr(order, name) for name in _MORE):
            self._open()

    def unfold(self) -> None:
        """Show the fields that are seldom needed."""
        self._open()
        self.fields["accessories"].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, order: Order) -> Mark:
        """Done once it is said what for."""
        return Mark(done=bool(order.reason))

    def first_place(self) -> QWidget:
        """The type of service."""
        return self.service_type

    def _open(self) -> None:
        if self._more.isHidden():
            self._more.show()
            self._unfold.hide()
            self.shape_changed.emit()
