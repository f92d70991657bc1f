"""One type of service, written in a dialog: what its orders start with, and what must be there before they are closed.

Two columns, so that it fits the smallest screen with the largest letters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from osdesk.domain.checklists import ChecklistTemplate
from osdesk.domain.durations import parse_duration, written_duration
from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.statuses import LONGEST_NAME, MOST_PHOTOS, ServiceType
from osdesk.services import statuses, wording
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.labels import Ground, Label
from osdesk.ui.kit.layout import bar, column, row
from osdesk.ui.kit.text_inputs import MultilineInput, TextInput
from osdesk.ui.kit.toggles import CheckBox
from osdesk.ui.kit.value_inputs import NumberInput, ValueInput
from osdesk.ui.preferences.record_dialog import RecordDialog
from osdesk.ui.theme import current

_WIDTH = 780
#: More templates than fit in here scroll.
_TEMPLATES = 112


class ServiceTypeDialog(RecordDialog[ServiceType]):
    """A new type or a stored one. `saved` is told what was stored; the dialog closes by itself."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        kind: ServiceType,
        templates: Sequence[ChecklistTemplate],
        *,
        saved: Callable[[ServiceType], object],
    ) -> None:
        """`templates` are those on offer."""
        title = wording.service_type_name(kind) if kind.id is not None else _("New type of service")
        super().__init__(parent, desk, title, saved, width=_WIDTH)
        self._kind = kind
        own = wording.service_type_name(replace(kind, name="")) if kind.key else _("Monthly inspection")
        self.fields = {
            "name": Field(_("&Name"), TextInput(longest=LONGEST_NAME, example=own)),
            "duration": Field(
                _("Standard &duration"),
                ValueInput(parse_duration, written_duration, example="1h30", longest=12),
                width=150,
            ),
            "skill": Field(_("S&kill wanted"), TextInput(longest=60, example=_("Electrician"))),
            "reason": Field(_("&Reason that its orders start with"), MultilineInput(lines=2, most=2)),
            "observations": Field(_("Re&marks that its orders start with"), MultilineInput(lines=2, most=2)),
            "needs_photos": Field("", NumberInput(0, MOST_PHOTOS, blank=0), width=64),
        }
        self.fields["needs_photos"].control.setAccessibleName(_("How many photos"))
        self.needs: dict[str, Any] = {
            "needs_checklist": CheckBox(_("Checklist answered")),
            "needs_signature": CheckBox(_("Client's signature")),
            "needs_observations": CheckBox(_("Remarks written")),
            "needs_materials": CheckBox(_("Materials listed")),
            "needs_kilometres": CheckBox(_("Kilometres of each visit")),
        }
        self.ticks: dict[int, Any] = {
            each.id: CheckBox(each.name.replace("&", "&&")) for each in templates if each.id is not None
        }
        self.active: Any = CheckBox(_("&Offer in new orders"))
        self._lay_out()
        self._show(kind)
        self._connect()
        self.fields["name"].control.setFocus()

    def _lay_out(self) -> None:
        of = self.fields
        lists = QWidget()
        lists.setLayout(column(*self.ticks.values(), gap=2))
        room = Ground("surface")
        inner = column(lists, None, gap=0)
        room.setLayout(inner)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(room)
        height = min(lists.sizeHint().height(), current().px(_TEMPLATES)) if self.ticks else 0
        scroll.setFixedHeight(height)
        photos = bar(of["needs_photos"], Label(_("photos")), None, gap=8)
        start = column(
            of["name"], row(of["duration"], of["skill"], 1), of["reason"], of["observations"], self.active, None, gap=10
        )
        no_lists = Label(_("No template yet"), "dim")
        no_lists.setVisible(not self.ticks)
        ends = column(
            Label(_("Checklists that its orders start with"), "label", wrap=True),
            scroll if self.ticks else no_lists,
            Label(_("Before an order is finished, this must be there:"), "label", wrap=True),
            *self.needs.values(),
            photos,
            None,
            gap=4,
        )
        both = row(gap=24)
        both.addLayout(start, 1)
        both.addLayout(ends, 1)
        self.add(both)
        self.save_button = Button(_("Save"), self.save, kind="filled")
        self.add_buttons(Button(_("Back"), self.reject), self.save_button)

    def _connect(self) -> None:
        for field in self.fields.values():
            control: Any = field.control
            control.edited.connect(partial(field.show_problem, None))
            if isinstance(control, TextInput):
                control.returnPressed.connect(self.save)
        self.done_with.connect(self.save)

    def _show(self, kind: ServiceType) -> None:
        for name, field in self.fields.items():
            control: Any = field.control
            control.show_value(getattr(kind, name))
        for name, tick in self.needs.items():
            tick.show_value(getattr(kind, name))
        for template_id, tick in self.ticks.items():
            tick.show_value(template_id in kind.templates)
        self.active.show_value(kind.active)

    def value(self) -> tuple[ServiceType, tuple[Problem, ...]]:
        """The type as it is typed, and what can't be read."""
        read: dict[str, Any] = {}
        unread: list[Problem] = []
        for name, field in self.fields.items():
            control: Any = field.control
            try:
                read[name] = control.read()
            except Unreadable as refusal:
                unread.append(refusal.at(name))
        read |= {name: tick.read() for name, tick in self.needs.items()}
        # What is in the bin or no longer offered stays until the person takes the whole type anew.
        kept = [each for each in self._kind.templates if each not in self.ticks]
        read["templates"] = (*kept, *(each for each, tick in self.ticks.items() if tick.read()))
        return replace(self._kind, active=self.active.read(), **read), tuple(unread)

    def save(self) -> None:
        """Store it; what is wrong with it is said where it is wrong."""
        if not self.may_save:
            return
        kind, unread = self.value()
        if unread:
            self.tell(unread)
        else:
            self.store(statuses.save_service_type, kind)
