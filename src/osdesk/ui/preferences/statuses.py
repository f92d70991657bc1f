"""The statuses of the office's own: their list in the settings, and what is done with one of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from osdesk.domain.changes import Changes, Subject
from osdesk.domain.problems import Problem, Refused
from osdesk.domain.statuses import Status, last_of_kind
from osdesk.services import statuses, wording
from osdesk.services.office import Office
from osdesk.services.statuses import Merged
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.form import FormScroll, Section
from osdesk.ui.kit.labels import Label
from osdesk.ui.kit.layout import bar
from osdesk.ui.kit.ordered_list import Line, OrderedList
from osdesk.ui.tasks import Lane
from osdesk.ui.theme import Look, current

_WORK = "merging statuses"


class Shown(NamedTuple):
    """What the list shows: the statuses, and how many orders each has."""

    statuses: tuple[Status, ...]
    uses: Mapping[int, int]


def load(office: Office) -> Shown:
    """Read all of it; for the read lane."""
    return Shown(statuses.statuses(office), statuses.uses(office))


class _Counting(QObject):
    """Brings the progress of a merge from its thread to the window's."""

    counted = Signal(int, int)


class StatusesPane(FormScroll):
    """The list. What is changed here is stored at once, and can be undone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self.shown = Shown((), {})
        self.list = OrderedList(_("Statuses"))
        self.add_button = Button(_("New status"), self.add_status, icon="plus")
        self.edit_button = Button(_("Edit"), self.edit, icon="pencil-line")
        self.merge_button = Button(_("Merge…"), self.merge, icon="link")
        self.delete_button = Button(_("Delete"), self.delete, kind="danger", icon="trash-2")
        section = Section(_("Statuses"), note=_("Applies to every computer, at once"))
        words = _("What an order can be in, in the office's words. The order here is that of menus and filters.")
        section.add(Label(words, "dim", wrap=True))
        section.add(self.list)
        section.add(bar(self.add_button, self.edit_button, self.merge_button, self.delete_button, None))
        section.add(Label(_("Drag a row to move it, or press Alt with the arrows. Enter opens it."), "hint", wrap=True))
        self.add(section)
        self.lines.addStretch(1)
        self._counting = _Counting(self)
        self._counting.counted.connect(self._count)
        self.list.moved.connect(self._moved)
        self.list.opened.connect(lambda _id: self.edit())
        self.list.delete_wanted.connect(lambda _id: self.delete())
        desk.changes.happened.connect(self._happened)

    def read(self) -> None:
        """Ask for what is there."""
        self._desk.tasks.run(
            Lane.READ, load, self._desk.office, done=self._show, owner=self, latest="statuses of the settings"
        )

    def start(self) -> None:
        """The keyboard goes to the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> Status | None:
        """The current row's status."""
        current_id = self.list.current_id()
        return next((each for each in self.shown.statuses if each.id == current_id), None)

    # What a person does

    def add_status(self) -> None:
        """Write a new one."""
        self._open(Status(), fixed=False)

    def edit(self) -> None:
        """Open the current one."""
        status = self.chosen()
        if status is not None:
            self._open(status, fixed=bool(status.key) or bool(self.shown.uses.get(status.id or 0)))

    def merge(self) -> None:
        """Ask into which status the current one goes."""
        gone = self.chosen()
        if gone is None or self._stays(gone):
            return
        from osdesk.ui.preferences.merge_dialog import MergeDialog

        count = self.shown.uses.get(gone.id or 0, 0)
        dialog = MergeDialog(self, gone, self.shown.statuses, count, partial(self._merge, gone))
        self._desk.prompts.show(dialog)

    def delete(self) -> None:
        """Delete the current one; one that orders have can only be merged."""
        gone = self.chosen()
        if gone is None or self._stays(gone):
            return
        if self.shown.uses.get(gone.id or 0):
            self.merge()
            return
        said = _("Status “{status}” deleted").format(status=wording.status_name(gone))
        self._desk.tasks.run(
            Lane.WRITE,
            statuses.delete_status,
            self._desk.office,
            gone.id,
            done=partial(self._gone, said),
            failed=self._refused,
            owner=self,
        )

    # Inside

    def _open(self, status: Status, *, fixed: bool) -> None:
        from osdesk.ui.preferences.status_dialog import StatusDialog

        dialog = StatusDialog(
            self, self._desk, status, self.shown.statuses, fixed=fixed, saved=partial(self._saved, status)
        )
        self._desk.prompts.show(dialog)

    def _saved(self, before: Status, after: Status) -> None:
        from dataclasses import replace

        said = _("Status “{status}” saved").format(status=wording.status_name(after))
        if after == before:
            return
        run, office = self._desk.tasks.run, self._desk.office
        if before.id is None:
            self._desk.go.say(said, lambda: run(Lane.WRITE, statuses.delete_status, office, after.id))
        else:
            earlier = replace(before, version=after.version)
            self._desk.go.say(said, lambda: run(Lane.WRITE, statuses.save_status, office, earlier))

    def _stays(self, gone: Status) -> bool:
        """Whether it is the last of a kind that must be there; then that is said."""
        problems = last_of_kind(gone, self.shown.statuses)
        if problems:
            self._tell(problems[0])
        return bool(problems)

    def _merge(self, gone: Status, into: Status) -> None:
        said = _("Status “{status}” merged into “{into}”")
        words = said.format(status=wording.status_name(gone), into=wording.status_name(into))
        self._desk.tasks.run(
            Lane.WRITE,
            partial(statuses.merge_statuses, progress=self._counting.counted.emit),
            self._desk.office,
            gone.id,
            into.id,
            done=partial(self._gone, words),
            failed=self._refused,
            owner=self,
        )

    def _count(self, done: int, total: int) -> None:
        words = ngettext("{done} of {total} order moved", "{done} of {total} orders moved", total)
        self._desk.go.set_work(_WORK, "" if done == total else words.format(done=done, total=total))

    def _gone(self, said: str, merged: Merged) -> None:
        self._desk.go.set_work(_WORK, "")
        if not merged.undoable:
            self._desk.go.say(said)
            return

        def undo() -> None:
            self._desk.tasks.run(
                Lane.WRITE, statuses.put_back, self._desk.office, merged, failed=self._refused, owner=self
            )

        self._desk.go.say(said, undo)

    def _refused(self, error: BaseException) -> None:
        self._desk.go.set_work(_WORK, "")
        if isinstance(error, Refused):
            self._tell(error.problems[0])
        else:
            self._desk.tasks.failure.emit(error)

    def _tell(self, problem: Problem) -> None:
        self._desk.prompts.tell(self, _("This status stays"), wording.sentence(problem))

    def _moved(self, ids: tuple[int, ...]) -> None:
        run, office = self._desk.tasks.run, self._desk.office
        before = tuple(each.id for each in self.shown.statuses if each.id is not None)
        run(Lane.WRITE, statuses.reorder_statuses, office, ids)
        self._desk.go.say(
            _("Order of the statuses changed"), lambda: run(Lane.WRITE, statuses.reorder_statuses, office, before)
        )

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        names = {each.id: wording.status_name(each) for each in shown.statuses}
        self.list.show_lines(
            [
                Line(
                    id=each.id or 0,
                    title=names[each.id],
                    detail=_said(each, names, shown.uses.get(each.id or 0, 0)),
                    look=partial(_look, each),
                )
                for each in shown.statuses
            ]
        )
        for button in (self.edit_button, self.merge_button, self.delete_button):
            button.setEnabled(bool(shown.statuses))

    def _happened(self, changes: Changes) -> None:
        if changes.touches(Subject.STATUS) or (changes.touches(Subject.ORDER) and self.isVisible()):
            self.read()


def _look(status: Status) -> Look:
    return current().of_status(status)


def _said(status: Status, names: Mapping[int | None, str], count: int) -> str:
    """What the list says beside the chip."""
    kind = wording.status_kind_name(status.kind)
    parts = [kind] if kind != names[status.id] else []
    parts.append(ngettext("{count} order", "{count} orders", count).format(count=count))
    if status.asks_reason:
        parts.append(_("asks for a reason"))
    if status.leads_to:
        leads = ", ".join(names[each] for each in status.leads_to if each in names)
        parts.append(_("leads to {statuses}").format(statuses=leads))
    return " · ".join(parts)
