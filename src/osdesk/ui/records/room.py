"""A room of list and editor: going from record to record loses nothing and asks nothing.

A form with something unsaved stays as it is, half-typed numbers and all, while another record is looked at; its row
bears a dot, and choosing it brings the form back. The question comes only when the program is closed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from osdesk import folders
from osdesk.domain.changes import Changes
from osdesk.services import drafts
from osdesk.services.drafts import Draft
from osdesk.services.office import Gone, Office
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.labels import Ground
from osdesk.ui.kit.list_page import ListPane
from osdesk.ui.page import Page
from osdesk.ui.records.form import RecordForm, RecordVerbs
from osdesk.ui.records.notes import AdviceBar
from osdesk.ui.records.pinned import PinnedRows
from osdesk.ui.tasks import Lane


class RecordRoom(Page):
    """The page. A subclass gives `verbs`, makes pane and forms, and words what is said."""

    verbs: RecordVerbs
    #: Width of the list at first, pixels at 100 %.
    list_width = 331

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._serials = itertools.count(1)
        #: Forms by the id of their record; new records have negative numbers.
        self._forms: dict[int, RecordForm[Any]] = {}
        self._current = 0
        self._wanted: int | None = None
        self._opening_first = True
        self.pane = self.make_pane()
        self.pane.sum_row.setFixedHeight(0)
        self.pinned = PinnedRows()
        self.pinned.chosen.connect(self._show_new)
        layout = self.pane.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101  (the pane's own)
        layout.insertWidget(2, self.pinned)
        self._stack = QStackedWidget()
        self._nothing = Ground("surface")
        self._stack.addWidget(self._nothing)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.pane)
        self.recovered = AdviceBar("history")
        self._right = QWidget()
        above = QVBoxLayout()
        above.setContentsMargins(24, 12, 16, 0)
        above.addWidget(self.recovered)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(above)
        right.addWidget(self._stack, 1)
        self._above = above
        self.splitter.addWidget(self._right)
        self.splitter.setStretchFactor(1, 1)
        self.empty = self.make_empty()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.splitter)
        self._pages.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.new_button = Button(self.new_words(), self.new_record, icon="plus")
        self.save_button = Button(_("&Save"), self.save, kind="filled", icon="save")
        self.offer("save", self.save)
        self.offer("delete", self.delete)
        self.offer("next_problem", self._next_problem)
        self.offer("find", self.search_list)
        self._restore_splitter()
        self.splitter.splitterMoved.connect(lambda *_moved: desk.settings.keep_splitter(self.splitter, self._name()))
        table = self.pane.table
        table.current_changed.connect(self._row_chosen)
        table.opened.connect(self._row_opened)
        table.delete_wanted.connect(self.delete)
        self.pane.counted.connect(self._counted)
        self.pane.model.settled.connect(self._settled)
        desk.changes.happened.connect(self._happened)

    # What a subclass says

    def make_pane(self) -> ListPane:
        """The list at the left."""
        raise NotImplementedError

    def make_form(self) -> RecordForm[Any]:
        """A form with nothing in it."""
        raise NotImplementedError

    def make_empty(self) -> QWidget:
        """What shows when there is no record at all."""
        raise NotImplementedError

    def new_words(self) -> str:
        """The button of a new record ("New client")."""
        raise NotImplementedError

    def unnamed(self) -> str:
        """What a new record without a name is called."""
        raise NotImplementedError

    def deleted_words(self, names: Sequence[str]) -> str:
        """What is said once these were put into the bin."""
        raise NotImplementedError

    def ask_list(self, *, keep_place: bool | None = None) -> None:
        """Ask the list its question."""
        raise NotImplementedError

    def is_filtered(self) -> bool:
        """Whether the list leaves anything out."""
        return False

    def search_list(self) -> None:
        """Give the keyboard to what searches the list."""
        self.pane.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Page

    def bar_actions(self) -> Sequence[QWidget]:
        """*New …* and *Save*, unless the empty room offers the former itself."""
        return () if self._is_empty() else (self.new_button, self.save_button)

    def shown(self, first: bool) -> None:
        """Ask the list when first seen, and give the keyboard to it."""
        if first:
            self.ask_list()
            self.desk.tasks.run(
                Lane.READ, left_behind, self.desk.office, self.verbs, done=self._offer_drafts, owner=self
            )
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_record(self, record_id: int) -> None:
        """Show this record, wherever it stands in the list."""
        self._opening_first = False
        self._wanted = record_id
        self._pages.setCurrentWidget(self.splitter)
        self._show(record_id)
        self.pane.table.set_current_id(record_id, centre=True)

    def new_record(self, name: str = "") -> None:
        """Begin a new record; one begun before and left untouched is taken for it."""
        self._opening_first = False
        form = self._form()
        if not (self._current < 0 and form is not None and not form.editing.is_dirty):
            form = self._make(-next(self._serials))
        form.editing.begin(form.blank(name), untouched=not name)
        self._raise(form)
        self._pages.setCurrentWidget(self.splitter)
        self.pane.table.set_current_id(None)
        self.heading_changed.emit()
        form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_with(self, value: Any) -> None:
        """Begin a new record with these contents, unsaved (a duplicate)."""
        self._opening_first = False
        form = self._make(-next(self._serials))
        form.editing.begin(value, untouched=False)
        self._raise(form)
        self.pane.table.set_current_id(None)
        self._show_marks()
        form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_drafts(self, found: tuple[tuple[Draft, Any], ...]) -> None:
        """Show what a crash left behind, each in a form of its own, as unsaved; the newest is seen first."""
        for draft, stored in found:
            key = draft.record_id if stored is not None and draft.record_id is not None else -next(self._serials)
            form = self._forms.get(key)
            if form is not None and form.editing.is_dirty:
                continue
            value = draft.value if stored is not None else replace(draft.value, id=None, version=0)
            form = form or self._add_form(key)
            form.adopt_draft(replace(draft, value=value), stored)
            if not form.recovered:
                form.editing.discard(partial(self._drop, key))
                continue
            self._opening_first = False
            self._pages.setCurrentWidget(self.splitter)
            self._raise(form)
            self.pane.table.set_current_id(key if key > 0 else None, centre=True)

    def _show_recovered(self) -> None:
        """Say over the form that it shows what was left behind, as long as it is unsaved."""
        form = self._form()
        if form is None or not form.recovered or not form.editing.is_dirty:
            self.recovered.say("")
        elif self.recovered.text != form.recovered:
            self.recovered.say(form.recovered, (_("Discard"), self._discard_recovered))
        self._above.setContentsMargins(24, 12 if self.recovered.text else 0, 16, 0)

    def _discard_recovered(self) -> None:
        form, key = self._form(), self._current
        if form is None:
            return
        form.recovered = ""
        if key < 0:
            self._drop_new(form)
        else:
            form.editing.discard(lambda: form.editing.open(key))
        self._show_recovered()

    def is_dirty(self) -> bool:
        """Whether any form has something unsaved."""
        return any(form.editing.is_dirty for form in self._forms.values())

    def save(self, then: Any = None) -> None:
        """Save what is shown; with `then` (the room is being closed) every form that has something unsaved."""
        form = self._form()
        if then is None:
            if form is not None and form.is_loaded:
                form.editing.save()
            return
        dirty = next((form for form in self._forms.values() if form.editing.is_dirty), None)
        if dirty is None:
            then()
            return
        self._raise(dirty)
        dirty.editing.save(lambda: QTimer.singleShot(0, self, lambda: self.save(then)))

    def discard(self, then: Any) -> None:
        """Give up everything unsaved."""
        for form in tuple(self._forms.values()):
            if form.editing.is_dirty:
                form.editing.discard(lambda: None)
        then()

    def leave_question(self) -> tuple[str, str]:
        """Names what would be lost."""
        names = [form.heading() or self.unnamed() for form in self._forms.values() if form.editing.is_dirty]
        title = ngettext("Save the changes?", "Save the changes in {count} records?", len(names))
        sentence = _("Not saved yet: {names}.").format(names=", ".join(names))
        return title.format(count=len(names)), sentence

    def draft_line(self) -> str:
        """Whether what is shown is saved."""
        form = self._form()
        if form is None or not form.editing.is_dirty:
            return ""
        kept = form.editing.drafted_at
        if kept is None:
            return _("Changes not saved yet")
        return _("Changes not saved yet · draft kept at {time}").format(time=f"{kept:%H:%M}")

    # Deleting

    def delete(self) -> None:
        """Put what is chosen into the bin (or drop a new record), with a way back."""
        form = self._form()
        if self._current < 0:
            if form is not None:
                self._drop_new(form)
            return
        selection = self.pane.table.selection()
        if selection.everything:
            ids = [row_id for row_id in self.pane.model.ids if not self.pane.model.is_gone(row_id)]
        else:
            ids = sorted(selection.ids)
        if ids:
            self.delete_ids(ids)

    def delete_ids(self, ids: Sequence[int]) -> None:
        """Put these records into the bin."""
        names = [self._name_of(record_id) for record_id in ids]
        following = self._neighbour(ids)

        def done(_result: object) -> None:
            for record_id in ids:
                self._drop(record_id)
            self.ask_list(keep_place=True)
            if following is not None:
                self.pane.table.set_current_id(following)
            self.desk.go.say(self.deleted_words(names), lambda: self.restore_ids(ids))

        self.desk.tasks.run(Lane.WRITE, self.verbs.delete, self.desk.office, tuple(ids), done=done, owner=self)

    def restore_ids(self, ids: Sequence[int]) -> None:
        """Take these records out of the bin again."""

        def done(_result: object) -> None:
            self.ask_list(keep_place=True)
            self.open_record(ids[0])

        self.desk.tasks.run(Lane.WRITE, self.verbs.restore, self.desk.office, tuple(ids), done=done, owner=self)

    def _drop_new(self, form: RecordForm[Any]) -> None:
        value, _problems = form.binding.read()
        dirty, name = form.editing.is_dirty, form.heading() or self.unnamed()
        form.editing.discard(lambda: None)
        self._drop(self._current)
        first = self.pane.model.id_at(0)
        if first is not None:
            self.pane.table.set_current_id(first)
        if dirty:
            self.desk.go.say(_("{name} discarded").format(name=name), lambda: self.begin_with(value))

    # Forms

    def _form(self) -> RecordForm[Any] | None:
        return self._forms.get(self._current)

    def form(self) -> RecordForm[Any] | None:
        """The form shown."""
        return self._form()

    def forms(self) -> tuple[RecordForm[Any], ...]:
        """The form shown, and those with something unsaved."""
        return tuple(self._forms.values())

    def delete_shown(self) -> None:
        """Put the record whose form shows into the bin."""
        if self._current > 0:
            self.delete_ids([self._current])
        elif self._form() is not None:
            self.delete()

    def _make(self, key: int) -> RecordForm[Any]:
        """The form of that record, or a clean one taken over for it, or a new one."""
        known = self._forms.get(key)
        if known is not None:
            return known
        spare = self._form()
        # A form keeps its draft's place for a new record, so only stored records take one over.
        if spare is not None and key > 0 and self._current > 0 and not self._in_use(spare):
            del self._forms[self._current]
            self._forms[key] = spare
            return spare
        return self._add_form(key)

    def _add_form(self, key: int) -> RecordForm[Any]:
        form = self.make_form()
        self._forms[key] = form
        self._stack.addWidget(form)
        form.editing.dirty_changed.connect(self._dirty_changed)
        form.editing.saved.connect(self._saved)
        form.editing.draft_kept.connect(lambda _at: self.heading_changed.emit())
        form.heading_changed.connect(self._heading_changed)
        return form

    @staticmethod
    def _in_use(form: RecordForm[Any]) -> bool:
        return form.editing.is_dirty or form.editing.is_saving

    def _raise(self, form: RecordForm[Any]) -> None:
        self._current = next(key for key, other in self._forms.items() if other is form)
        self._stack.setCurrentWidget(form)
        self._sweep()
        self._show_marks()
        self._show_recovered()
        self.heading_changed.emit()

    def _sweep(self) -> None:
        """Forms that are neither shown nor unsaved have served."""
        for key, form in tuple(self._forms.items()):
            if key != self._current and not self._in_use(form):
                self._drop(key)

    def _drop(self, key: int) -> None:
        form = self._forms.pop(key, None)
        if form is None:
            return
        if key == self._current:
            self._current = 0
            self._stack.setCurrentWidget(self._nothing)
        self._stack.removeWidget(form)
        form.deleteLater()
        self._show_marks()

    def _show(self, record_id: int) -> None:
        if record_id == self._current:
            return
        fresh = record_id not in self._forms
        form = self._make(record_id)
        if fresh:
            form.editing.open(record_id)
        self._raise(form)

    def _show_new(self, key: int) -> None:
        form = self._forms.get(key)
        if form is not None:
            self._raise(form)
            self.pane.table.set_current_id(None)
            form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    # The list

    def _row_chosen(self, record_id: int | None) -> None:
        if record_id is not None:
            self._wanted = None
            self._show(record_id)

    def _row_opened(self, record_id: int) -> None:
        self._row_chosen(record_id)
        form = self._form()
        if form is not None:
            form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _counted(self, count: int) -> None:
        empty = count == 0 and not self.is_filtered() and not self._forms
        shown = self.empty if empty else self.splitter
        if self._pages.currentWidget() is not shown:
            self._pages.setCurrentWidget(shown)
            self.heading_changed.emit()
        if count and self._opening_first:
            self._opening_first = False
            first = self.pane.model.id_at(0)
            if first is not None and not self._current:
                self.pane.table.set_current_id(first)

    def _settled(self) -> None:
        if self._wanted is not None and self.pane.model.place_of(self._wanted) is not None:
            wanted, self._wanted = self._wanted, None
            self.pane.table.set_current_id(wanted, centre=True)

    def _is_empty(self) -> bool:
        return self._pages.currentWidget() is self.empty

    def _neighbour(self, ids: Iterable[int]) -> int | None:
        """The row that is shown once these are gone: the one below, or the one above."""
        gone = set(ids)
        places = [place for place in (self.pane.model.place_of(record_id) for record_id in gone) if place is not None]
        if not places:
            return None
        for place in (*range(max(places) + 1, len(self.pane.model.ids)), *range(min(places) - 1, -1, -1)):
            row_id = self.pane.model.id_at(place)
            if row_id is not None and row_id not in gone and not self.pane.model.is_gone(row_id):
                return row_id
        return None

    def _name_of(self, record_id: int) -> str:
        row: Any = self.pane.model.row_of(record_id)
        return "" if row is None else str(row.name)

    # News

    def _happened(self, changes: Changes) -> None:
        subject = self.verbs.subject
        if not changes.touches(subject):
            return
        own = any(form.token is changes.initiator for form in self._forms.values())
        ids = changes.ids(subject)
        if changes.everything(subject) or any(self.pane.model.place_of(record_id) is None for record_id in ids):
            self.ask_list(keep_place=True)
        elif not own:
            self.pane.model.refresh(ids)
        for key, form in self._forms.items():
            if form.token is not changes.initiator and (key in ids or changes.everything(subject)):
                form.editing.changed_elsewhere()

    def _saved(self, value: Any) -> None:
        form = next((form for form in self._forms.values() if form.record_id == value.id), None)
        if form is None:
            return
        key = next(key for key, other in self._forms.items() if other is form)
        if key != value.id:
            del self._forms[key]
            self._forms[value.id] = form
            if self._current == key:
                self._current = value.id
        if self._current == value.id:
            self._wanted = value.id
            self.pane.table.set_current_id(value.id)
        # Its name may have moved it.
        self.ask_list(keep_place=True)
        self.pane.model.refresh([value.id])
        self._show_marks()
        self.heading_changed.emit()

    def _dirty_changed(self, _dirty: bool) -> None:
        self._show_marks()
        self._show_recovered()
        self.dirty_changed.emit(self.is_dirty())

    def _heading_changed(self) -> None:
        if any(key < 0 for key in self._forms):
            self._show_marks()

    def unsaved(self) -> frozenset[int]:
        """Ids of the records with something unsaved: their rows bear a dot."""
        return frozenset(key for key, form in self._forms.items() if key > 0 and form.editing.is_dirty)

    def _show_marks(self) -> None:
        new = {key: form for key, form in self._forms.items() if key < 0}
        shown = {key: form.heading() or self.unnamed() for key, form in new.items()}
        self.pinned.show_rows(shown, self._current)
        self.pane.table.viewport().update()

    def _next_problem(self) -> None:
        form = self._form()
        if form is not None and form.is_loaded:
            form.next_problem()

    # Geometry

    def _name(self) -> str:
        return f"{self.verbs.subject.value}_room"

    def _restore_splitter(self) -> None:
        if not self.desk.settings.restore_splitter(self.splitter, self._name()):
            self.splitter.setSizes([self.desk.theme.px(self.list_width), 10_000])


def left_behind(office: Office, verbs: RecordVerbs) -> tuple[tuple[Draft, Any], ...]:
    """The drafts of a subject with the stored value each belongs to (None: never saved, or gone); on the read lane."""
    found = []
    for draft in drafts.all(folders.drafts_folder(office.folder)):
        if draft.subject is not verbs.subject:
            continue
        stored = None
        if draft.record_id is not None:
            try:
                stored = verbs.load(office, draft.record_id)
            except Gone:
                stored = None
        found.append((draft, stored))
    return tuple(found)
