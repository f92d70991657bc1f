"""The forms that are open in a room: the one shown, and those that keep something unsaved while another is shown.

Apart from the room, which knows the list and the records: here is only which form belongs to which key. The key of a
stored record is its id; new records have negative ones until they are stored.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from osdesk.ui.kit.labels import Ground
from osdesk.ui.records.form import RecordForm


class OpenForms(QObject):
    """Forms in a stack. `marked` says that what is unsaved, or what is shown, is something else now."""

    marked = Signal()
    #: A form was made: the room connects to it.
    made = Signal(object)

    def __init__(self, stack: QStackedWidget, make: Callable[[], RecordForm[Any]]) -> None:
        super().__init__(stack)
        self._stack, self._make_form = stack, make
        self._serials = itertools.count(1)
        self._forms: dict[int, RecordForm[Any]] = {}
        self._nothing = Ground("surface")
        stack.addWidget(self._nothing)
        #: Key of the form shown, 0 for none.
        self.current = 0

    def __iter__(self) -> Iterator[RecordForm[Any]]:
        return iter(tuple(self._forms.values()))

    def __len__(self) -> int:
        return len(self._forms)

    def get(self, key: int) -> RecordForm[Any] | None:
        """The form of that key."""
        return self._forms.get(key)

    def items(self) -> tuple[tuple[int, RecordForm[Any]], ...]:
        """Keys and forms."""
        return tuple(self._forms.items())

    @property
    def shown(self) -> RecordForm[Any] | None:
        """The form shown."""
        return self._forms.get(self.current)

    def key_of(self, form: RecordForm[Any]) -> int:
        """The key of a form; StopIteration for one that isn't open."""
        return next(key for key, other in self._forms.items() if other is form)

    def new_key(self) -> int:
        """A key for a new record."""
        return -next(self._serials)

    def dirty(self) -> tuple[RecordForm[Any], ...]:
        """The forms with something unsaved."""
        return tuple(form for form in self._forms.values() if form.editing.is_dirty)

    def unsaved(self) -> frozenset[int]:
        """Ids of the stored records with something unsaved: their rows bear a dot."""
        return frozenset(key for key, form in self._forms.items() if key > 0 and form.editing.is_dirty)

    def new_ones(self) -> dict[int, RecordForm[Any]]:
        """The forms of records that aren't stored yet."""
        return {key: form for key, form in self._forms.items() if key < 0}

    def make(self, key: int) -> RecordForm[Any]:
        """The form of that key, or a clean one taken over for it, or a new one."""
        known = self._forms.get(key)
        if known is not None:
            return known
        spare = self.shown
        # A form keeps its draft's place for a new record, so only stored records take one over.
        if spare is not None and key > 0 and self.current > 0 and not _in_use(spare):
            del self._forms[self.current]
            self._forms[key] = spare
            return spare
        return self.add(key)

    def add(self, key: int) -> RecordForm[Any]:
        """A new form for that key."""
        form = self._make_form()
        self._forms[key] = form
        self._stack.addWidget(form)
        self.made.emit(form)
        return form

    def show(self, form: RecordForm[Any]) -> None:
        """Show a form; those that are neither shown nor unsaved have served."""
        self.current = self.key_of(form)
        self._stack.setCurrentWidget(form)
        for key, other in self.items():
            if key != self.current and not _in_use(other):
                self.drop(key)
        self.marked.emit()

    def drop(self, key: int) -> None:
        """Close a form."""
        form = self._forms.pop(key, None)
        if form is None:
            return
        if key == self.current:
            self.current = 0
            self._stack.setCurrentWidget(self._nothing)
        self._stack.removeWidget(form)
        form.deleteLater()
        self.marked.emit()

    def rekey(self, form: RecordForm[Any], key: int) -> None:
        """A new record has got its id."""
        before = self.key_of(form)
        if before == key:
            return
        del self._forms[before]
        self._forms[key] = form
        if self.current == before:
            self.current = key


def _in_use(form: RecordForm[Any]) -> bool:
    return form.editing.is_dirty or form.editing.is_saving
