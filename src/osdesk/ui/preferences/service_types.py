"""The types of service: their list in the settings. What is changed here is stored at once, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.checklists import ChecklistTemplate
from osdesk.domain.closing import asks_anything
from osdesk.domain.durations import written_duration
from osdesk.domain.statuses import ServiceType
from osdesk.services import checklists, statuses, wording
from osdesk.services.office import Office
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.form import FormScroll, Section
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar
from osdesk.ui.kit.ordered_list import Line, OrderedList
from osdesk.ui.tasks import Lane


class Shown(NamedTuple):
    """What the list shows, and the checklists that a type may give."""

    types: tuple[ServiceType, ...]
    templates: tuple[ChecklistTemplate, ...]


def load(office: Office) -> Shown:
    """Read all of it; for the read lane."""
    return Shown(statuses.service_types(office), checklists.all(office, include_inactive=False))


class ServiceTypesPane(FormScroll):
    """The list."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self.shown = Shown((), ())
        self.list = OrderedList(_("Types of service"))
        self.add_button = Button(_("New type"), self.add_type, icon="plus")
        self.edit_button = Button(_("Edit"), self.edit, icon="pencil-line")
        self.offer_button = Button(_("Offer or not"), self.turn, icon="eye")
        section = Section(_("Types of service"), note=_("Applies to every computer, at once"))
        words = _(
            "What an order is for. A type fills in checklists, texts and hours where they are empty, and says what must"
            " be there before its orders are finished."
        )
        section.add(Label(words, "dim", wrap=True))
        section.add(self.list)
        section.add(bar(self.add_button, self.edit_button, self.offer_button, None))
        section.add(Label(_("Drag a row to move it, or press Alt with the arrows. Enter opens it."), "hint", wrap=True))
        self.add(section)
        self.lines.addStretch(1)
        self.list.moved.connect(self._moved)
        self.list.opened.connect(lambda _id: self.edit())
        desk.changes.happened.connect(self._happened)

    def read(self) -> None:
        """Ask for what is there."""
        self._desk.tasks.run(
            Lane.READ, load, self._desk.office, done=self._show, owner=self, latest="types of the settings"
        )

    def start(self) -> None:
        """The keyboard goes to the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> ServiceType | None:
        """The current row's type."""
        current_id = self.list.current_id()
        return next((each for each in self.shown.types if each.id == current_id), None)

    def add_type(self) -> None:
        """Write a new one."""
        self._open(ServiceType())

    def edit(self) -> None:
        """Open the current one."""
        kind = self.chosen()
        if kind is not None:
            self._open(kind)

    def turn(self) -> None:
        """Offer the current one in new orders, or no longer."""
        kind = self.chosen()
        if kind is not None:
            self._desk.tasks.run(
                Lane.WRITE,
                statuses.save_service_type,
                self._desk.office,
                replace(kind, active=not kind.active),
                done=partial(self._saved, kind),
                owner=self,
            )

    def _open(self, kind: ServiceType) -> None:
        from osdesk.ui.preferences.service_type_dialog import ServiceTypeDialog

        dialog = ServiceTypeDialog(self, self._desk, kind, self.shown.templates, saved=partial(self._saved, kind))
        self._desk.prompts.show(dialog)

    def _saved(self, before: ServiceType, after: ServiceType) -> None:
        if after == before:
            return
        said = _("Type “{type}” saved").format(type=wording.service_type_name(after))
        # A new one has no earlier state: undone, it is no longer offered.
        earlier = replace(after, active=False) if before.id is None else replace(before, version=after.version)
        save = partial(self._desk.tasks.run, Lane.WRITE, statuses.save_service_type, self._desk.office, earlier)
        self._desk.go.say(said, save)

    def _moved(self, ids: tuple[int, ...]) -> None:
        run, office = self._desk.tasks.run, self._desk.office
        before = tuple(each.id for each in self.shown.types if each.id is not None)
        run(Lane.WRITE, statuses.reorder_service_types, office, ids)
        back = partial(run, Lane.WRITE, statuses.reorder_service_types, office, before)
        self._desk.go.say(_("Order of the types changed"), back)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self.list.show_lines(
            [
                Line(
                    id=each.id or 0,
                    title=wording.service_type_name(each),
                    detail=_said(each),
                    faint=not each.active,
                )
                for each in shown.types
            ]
        )

    def _happened(self, changes: Changes) -> None:
        if changes.touches(Subject.SERVICE_TYPE) or changes.touches(Subject.TEMPLATE):
            self.read()


def _said(kind: ServiceType) -> str:
    """What the list says beside the name."""
    parts = [] if kind.active else [_("not offered")]
    parts += [part for part in (written_duration(kind.duration), kind.skill) if part]
    if kind.templates:
        words = ngettext("{count} checklist", "{count} checklists", len(kind.templates))
        parts.append(words.format(count=len(kind.templates)))
    if asks_anything(kind):
        parts.append(_("asks for something before finishing"))
    return " · ".join(parts)
