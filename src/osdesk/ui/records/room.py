"""A room of list and editor: going from record to record loses nothing and asks nothing.

A form with something unsaved stays as it is, half-typed numbers and all, while another record is looked at; its row
bears a dot, and choosing it brings the form back. The question comes only when the program is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from osdesk.domain.changes import Changes
from osdesk.texts import _, ngettext
from osdesk.ui.desk import Desk
from osdesk.ui.kit.buttons import Button
from osdesk.ui.kit.list_page import ListPane
from osdesk.ui.page import Page
from osdesk.ui.records.draft_words import draft_words
from osdesk.ui.records.form import RecordForm
from osdesk.ui.records.leftovers import Leftovers, left_behind
from osdesk.ui.records.open_forms import OpenForms
from osdesk.ui.records.pinned import PinnedRows
from osdesk.ui.records.room_bin import RoomBin
from osdesk.ui.records.verbs import RecordVerbs
from osdesk.ui.tasks import Lane


class RecordRoom(Page):
    """The page. A subclass gives `verbs`, makes pane and forms, and words what is said."""

    verbs: RecordVerbs
    #: Width of the list at first, pixels at 100 %.
    list_width = 331

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        #: A record that is to be shown in the list as soon as its place there is known.
        self._wanted: int | None = None
        self._opening_first = True
        self.pane = self.make_pane()
        self.pane.tells_empty = False
        self.pinned = PinnedRows()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.empty = self.make_empty()
        self._pages = QStackedWidget()
        stack = QStackedWidget()
        self.open_forms = OpenForms(stack, self.make_form)
        self.leftovers = Leftovers(self)
        self._bin = RoomBin(self)
        self._lay(stack)
        self.new_button = Button(self.new_words(), self.new_record, icon="plus")
        self.save_button = Button(_("&Save"), self.save, kind="filled", icon="save")
        self.offer("save", self.save)
        self.offer("delete", self.delete)
        self.offer("next_problem", self._next_problem)
        self.offer("find", self.search_list)
        self._connect()

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
        """*New …* and *Save*; an empty room offers the former itself."""
        return () if self._is_empty() else (self.new_button, self.save_button)

    def shown(self, first: bool) -> None:
        """Ask the list when first seen, and give the keyboard to it."""
        if first:
            self.ask_list()
            office, verbs = self.desk.office, self.verbs
            self.desk.tasks.run(Lane.READ, left_behind, office, verbs, done=self.leftovers.offer, owner=self)
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_record(self, record_id: int) -> None:
        """Show this record, wherever it stands in the list."""
        self.begin()
        self._wanted = record_id
        self._show(record_id)
        self.pane.table.set_current_id(record_id, centre=True)

    def new_record(self, name: str = "") -> None:
        """Begin a new record; one begun before and left untouched is taken for it."""
        self.begin()
        form = self.form()
        if form is None or self.open_forms.current > 0 or form.editing.is_dirty:
            form = self.open_forms.add(self.open_forms.new_key())
        form.editing.begin(form.blank(name), untouched=not name)
        self._show_form(form)

    def begin_with(self, value: Any) -> None:
        """Begin a new record with these contents, unsaved (a duplicate)."""
        self.begin()
        form = self.open_forms.add(self.open_forms.new_key())
        form.editing.begin(value, untouched=False)
        self._show_form(form)

    def is_dirty(self) -> bool:
        """Whether any form has something unsaved."""
        return bool(self.open_forms.dirty())

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save what is shown; with `then` (the room is being closed) every form that has something unsaved."""
        form = self.form()
        if then is None:
            if form is not None and form.is_loaded:
                form.editing.save()
            return
        dirty = self.open_forms.dirty()
        if not dirty:
            then()
            return
        self.open_forms.show(dirty[0])
        # Not from within the first one's saving: the next form is shown and saved by itself.
        dirty[0].editing.save(lambda: QTimer.singleShot(0, self, lambda: self.save(then)))

    def discard(self, then: Callable[[], None]) -> None:
        """Give up everything unsaved."""
        for form in self.open_forms.dirty():
            form.editing.discard(lambda: None)
        then()

    def leave_question(self) -> tuple[str, str]:
        """Names what would be lost."""
        names = [form.heading() or self.unnamed() for form in self.open_forms.dirty()]
        title = ngettext("Save the changes?", "Save the changes in {count} records?", len(names))
        sentence = _("Not saved yet: {names}.").format(names=", ".join(names))
        return title.format(count=len(names)), sentence

    def draft_line(self) -> str:
        """Whether what is shown is saved."""
        form = self.form()
        return "" if form is None else draft_words(form.editing.is_dirty, form.editing.drafted_at)

    # Deleting

    def delete(self) -> None:
        """Put what is chosen into the bin (or drop a new record), with a way back."""
        form = self.form()
        if self.open_forms.current < 0 and form is not None:
            self.drop_new(form)
            return
        selection = self.pane.table.selection()
        model = self.pane.model
        ids = [row_id for row_id in model.ids if row_id in selection and not model.is_gone(row_id)]
        if ids:
            self.delete_ids(ids)

    def delete_shown(self) -> None:
        """Put the record whose form shows into the bin."""
        if self.open_forms.current > 0:
            self.delete_ids([self.open_forms.current])
        else:
            self.delete()

    def delete_ids(self, ids: Sequence[int]) -> None:
        """Put these records into the bin."""
        self._bin.delete(ids)

    def drop_new(self, form: RecordForm[Any]) -> None:
        value, _problems = form.binding.read()
        dirty, name = form.editing.is_dirty, form.heading() or self.unnamed()
        form.editing.discard(lambda: None)
        self.open_forms.drop(self.open_forms.current)
        first = self.pane.model.id_at(0)
        if first is not None:
            self.pane.table.set_current_id(first)
        else:
            self._counted(0)
        if dirty:
            self.desk.go.say(_("{name} discarded").format(name=name), partial(self.begin_with, value))

    # Forms

    def form(self) -> RecordForm[Any] | None:
        """The form shown."""
        return self.open_forms.shown

    def forms(self) -> tuple[RecordForm[Any], ...]:
        """The form shown, and those with something unsaved."""
        return tuple(self.open_forms)

    def unsaved(self) -> frozenset[int]:
        """Ids of the records whose rows bear a dot."""
        return self.open_forms.unsaved()

    def begin(self) -> None:
        """Something else than the first record is wanted."""
        self._opening_first = False
        self._pages.setCurrentWidget(self.splitter)

    def _show(self, record_id: int) -> None:
        if record_id == self.open_forms.current:
            return
        fresh = self.open_forms.get(record_id) is None
        form = self.open_forms.make(record_id)
        if fresh:
            form.editing.open(record_id)
        self.open_forms.show(form)

    def _show_form(self, form: RecordForm[Any]) -> None:
        """Show the form of a new record, which has no row yet."""
        self.open_forms.show(form)
        self.pane.table.set_current_id(None)
        form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_new(self, key: int) -> None:
        form = self.open_forms.get(key)
        if form is not None:
            self._show_form(form)

    def _show_marks(self) -> None:
        """Dots on rows, rows of new records, the line over a form, the bar."""
        self._show_new_ones()
        self.pane.table.viewport().update()
        self.leftovers.show_line()
        self.heading_changed.emit()

    def _form_made(self, form: RecordForm[Any]) -> None:
        form.editing.dirty_changed.connect(self._dirty_changed)
        form.editing.saved.connect(self._saved)
        form.editing.draft_kept.connect(lambda _at: self.heading_changed.emit())
        form.heading_changed.connect(self._typed)

    def _show_new_ones(self) -> None:
        new = {key: form.heading() or self.unnamed() for key, form in self.open_forms.new_ones().items()}
        self.pinned.show_rows(new, self.open_forms.current)

    def _typed(self) -> None:
        # A new record is called by what is being typed; nothing else changes with each key.
        if self.open_forms.current < 0:
            self._show_new_ones()

    def _dirty_changed(self, _dirty: bool) -> None:
        self._show_marks()
        self.dirty_changed.emit(self.is_dirty())

    def _next_problem(self) -> None:
        form = self.form()
        if form is not None and form.is_loaded:
            form.next_problem()

    # The list

    def _row_chosen(self, record_id: int | None) -> None:
        if record_id is not None:
            self._wanted = None
            self._show(record_id)

    def _row_opened(self, record_id: int) -> None:
        self._row_chosen(record_id)
        form = self.form()
        if form is not None:
            form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _counted(self, count: int) -> None:
        empty = count == 0 and not self.is_filtered() and not len(self.open_forms)
        shown = self.empty if empty else self.splitter
        if self._pages.currentWidget() is not shown:
            self._pages.setCurrentWidget(shown)
            if empty and self.isVisible():
                self.empty.setFocus(Qt.FocusReason.OtherFocusReason)
            self.heading_changed.emit()
        if count and self._opening_first:
            # The rows are painted before the first form is built.
            QTimer.singleShot(0, self, self._open_first)

    def _open_first(self) -> None:
        first = self.pane.model.id_at(0)
        if self._opening_first and first is not None and not self.open_forms.current:
            self.pane.table.set_current_id(first)
        self._opening_first = False

    def _settled(self) -> None:
        if self._wanted is not None and self.pane.model.place_of(self._wanted) is not None:
            wanted, self._wanted = self._wanted, None
            self.pane.table.set_current_id(wanted, centre=True)
            return
        shown = self.open_forms.current
        if shown > 0 and self.pane.table.current_id() is None and self.pane.model.has(shown):
            # A filter had left out the record whose form shows; now it is there again.
            self.pane.table.set_current_id(shown)

    def _is_empty(self) -> bool:
        return self._pages.currentWidget() is self.empty

    # News

    def _happened(self, changes: Changes) -> None:
        subject = self.verbs.subject
        if not changes.touches(subject):
            return
        ids = changes.ids(subject)
        everything = changes.everything(subject)
        if everything or any(self.pane.model.place_of(record_id) is None for record_id in ids):
            self.ask_list(keep_place=True)
        else:
            self.pane.model.refresh(ids)
        for key, form in self.open_forms.items():
            if form.token is not changes.initiator and (key in ids or everything):
                form.editing.changed_elsewhere()

    def _saved(self, value: Any) -> None:
        form = next((form for form in self.open_forms if form.record_id == value.id), None)
        if form is None:
            return
        form.recovered = ""
        self.open_forms.rekey(form, value.id)
        if self.open_forms.current == value.id:
            self._wanted = value.id
            self.pane.table.set_current_id(value.id)
        # Its name may have moved it.
        self.ask_list(keep_place=True)
        self._show_marks()

    # Building

    def _lay(self, stack: QStackedWidget) -> None:
        self.pane.sum_row.setFixedHeight(0)
        layout = self.pane.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101  (the pane's own)
        # Below the filters and their line, above the table.
        layout.insertWidget(2, self.pinned)
        right_side = QWidget()
        right = QVBoxLayout(right_side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.leftovers)
        right.addWidget(stack, 1)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.pane)
        self.splitter.addWidget(right_side)
        self.splitter.setStretchFactor(1, 1)
        self._pages.addWidget(self.splitter)
        self._pages.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        if not self.desk.settings.restore_splitter(self.splitter, self._name()):
            self.splitter.setSizes([self.desk.theme.px(self.list_width), 10_000])

    def _connect(self) -> None:
        settings, table = self.desk.settings, self.pane.table
        self.open_forms.made.connect(self._form_made)
        self.open_forms.marked.connect(self._show_marks)
        self.pinned.chosen.connect(self._show_new)
        self.splitter.splitterMoved.connect(lambda *_moved: settings.keep_splitter(self.splitter, self._name()))
        table.current_changed.connect(self._row_chosen)
        table.opened.connect(self._row_opened)
        table.delete_wanted.connect(self.delete)
        self.pane.counted.connect(self._counted)
        self.pane.model.settled.connect(self._settled)
        self.desk.changes.happened.connect(self._happened)

    def _name(self) -> str:
        return f"{self.verbs.subject.value}_room"
