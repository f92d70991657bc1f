"""One status, written in a dialog: name, kind, colour, what may follow it, and whether it asks for a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from osdesk.domain.statuses import LONGEST_NAME, Status, StatusKind
from osdesk.services import statuses, wording
from osdesk.texts import _
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.choices import Choice, Option
from osdesk.ui.kit.field import Field
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar, row
from osdesk.ui.kit.text_inputs import TextInput
from osdesk.ui.kit.toggles import CheckBox
from osdesk.ui.preferences.record_dialog import RecordDialog
from osdesk.ui.preferences.status_parts import ChipSample, StatusSwatches

_WIDTH = 600
#: Ticks stand in so many columns.
_COLUMNS = 3


class StatusDialog(RecordDialog[Status]):
    """A new status or a stored one. `saved` is told what was stored; the dialog closes by itself."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        status: Status,
        others: Sequence[Status],
        *,
        fixed: bool,
        saved: Callable[[Status], object],
    ) -> None:
        """`others` are all there are; `fixed`: its kind can't be changed any more."""
        title = wording.status_name(status) if status.id is not None else _("New status")
        super().__init__(parent, desk, title, saved, width=_WIDTH)
        self._status = status
        own = wording.status_name(replace(status, name="")) if status.key else _("Waiting for a part")
        self.name: Any = TextInput(longest=LONGEST_NAME, example=own)
        self.kind: Any = Choice([Option(kind, wording.status_kind_name(kind)) for kind in StatusKind])
        self.colour: Any = StatusSwatches(status)
        self.sample = ChipSample()
        self.asks: Any = CheckBox(_("Ask for a &reason when an order gets it"))
        self.fields = {
            "name": Field(_("&Name"), self.name),
            "kind": Field(_("&Kind"), self.kind, width=200, hint=_("The kind stays.") if fixed else ""),
            "colour": Field(_("&Colour"), self.colour),
        }
        self.ticks = {
            each.id: CheckBox(wording.status_name(each).replace("&", "&&")) for each in others if each.id != status.id
        }
        self._lay_out()
        self.kind.setEnabled(not fixed)
        self._show(status)
        self._connect()
        self.name.setFocus()

    def _lay_out(self) -> None:
        self.add(row(self.fields["name"], 1, self.fields["kind"]))
        other = Button(_("Other…"), self._choose_other, icon="palette")
        colours = bar(self.fields["colour"], other, None, gap=8)
        colours.setAlignment(other, Qt.AlignmentFlag.AlignBottom)
        self.add(colours)
        self.add(self.sample)
        self.add(Label(_("After it, an order may become (none ticked: any of them)"), "label", wrap=True))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        for place, tick in enumerate(self.ticks.values()):
            grid.addWidget(tick, place // _COLUMNS, place % _COLUMNS)
        self.add(grid)
        self.add(self.asks)
        self.save_button = Button(_("Save"), self.save, kind="filled")
        self.add_buttons(Button(_("Back"), self.reject), self.save_button)

    def _connect(self) -> None:
        for field in self.fields.values():
            control: Any = field.control
            control.edited.connect(partial(field.show_problem, None))
            control.edited.connect(self._follow)
        self.name.returnPressed.connect(self.save)
        self.done_with.connect(self.save)

    def _show(self, status: Status) -> None:
        self.name.show_value(status.name)
        self.kind.show_value(status.kind)
        self.colour.show_value(status.colour)
        self.asks.show_value(status.asks_reason)
        for status_id, tick in self.ticks.items():
            tick.show_value(status_id in status.leads_to)
        self._follow()

    def value(self) -> Status:
        """The status as it is typed."""
        return replace(
            self._status,
            name=self.name.read(),
            kind=self.kind.read(),
            colour=self.colour.read(),
            asks_reason=self.asks.read(),
            leads_to=tuple(each for each, tick in self.ticks.items() if tick.read() and each is not None),
        )

    def save(self) -> None:
        """Store it; what is wrong with it is said where it is wrong."""
        if self.may_save:
            self.store(statuses.save_status, self.value())

    def _follow(self) -> None:
        shown = self.value()
        self.colour.follow(shown)
        self.sample.show_status(shown, wording.status_name(shown) if shown.name or shown.key else _("New status"))

    def _choose_other(self) -> None:
        from osdesk.ui.company.accent import ColourDialog

        def chosen(colour: str) -> None:
            self.colour.show_value(colour)
            self._follow()

        self._desk.prompts.show(ColourDialog(self, self.colour.read() or "#1B5A9E", chosen, _("Colour of the status")))
