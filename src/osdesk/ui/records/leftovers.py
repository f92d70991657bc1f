"""What a crash left behind in a room: each draft in a form of its own, with a line over it and a way to give it up."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from osdesk import folders
from osdesk.services import drafts
from osdesk.services.drafts import Draft
from osdesk.services.office import Gone, Office
from osdesk.texts import _
from osdesk.ui.records.notes import AdviceBar
from osdesk.ui.records.verbs import RecordVerbs

if TYPE_CHECKING:
    from osdesk.ui.records.room import RecordRoom


def left_behind(office: Office, verbs: RecordVerbs) -> tuple[tuple[Draft, Any], ...]:
    """The drafts of a subject with the stored value each belongs to (None: never saved, or gone); on the read lane."""
    found = []
    for draft in drafts.all(folders.drafts_folder(office.folder)):
        if draft.subject is not verbs.subject:
            continue
        stored = None
        if draft.record_id is not None:
            with contextlib.suppress(Gone):
                stored = verbs.load(office, draft.record_id)
        found.append((draft, stored))
    return tuple(found)


class Leftovers(QWidget):
    """The line over the forms of one room, and how drafts get into them."""

    def __init__(self, room: RecordRoom) -> None:
        super().__init__()
        self._room = room
        self.bar = AdviceBar("history")
        self._line = QVBoxLayout(self)
        self._line.setContentsMargins(24, 12, 16, 0)
        self._line.addWidget(self.bar)
        self.hide()

    def offer(self, found: tuple[tuple[Draft, Any], ...]) -> None:
        """Show each draft in a form of its own, as unsaved; the newest is seen first."""
        forms = self._room.open_forms
        for draft, stored in found:
            key = forms.new_key() if stored is None else stored.id
            known = forms.get(key)
            if known is not None and known.editing.is_dirty:
                continue
            value = draft.value if stored is not None else replace(draft.value, id=None, version=0)
            form = known or forms.add(key)
            form.adopt_draft(replace(draft, value=value), stored)
            if not form.recovered:
                form.editing.discard(partial(forms.drop, key))
                continue
            self._room.begin()
            forms.show(form)
            self._room.pane.table.set_current_id(key if key > 0 else None, centre=True)

    def show_line(self) -> None:
        """Say over the form shown that it is what was left behind, as long as it is unsaved."""
        form = self._room.form()
        if form is None or not form.recovered or not form.editing.is_dirty:
            self.bar.say("")
        elif self.bar.text != form.recovered:
            self.bar.say(form.recovered, (_("Discard"), self._discard))
        self.setVisible(bool(self.bar.text))

    def _discard(self) -> None:
        form, key = self._room.form(), self._room.open_forms.current
        if form is None:
            return
        form.recovered = ""
        if key < 0:
            self._room.drop_new(form)
        else:
            form.editing.discard(lambda: form.editing.open(key))
        self.show_line()
