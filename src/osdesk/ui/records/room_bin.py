"""Deleting in a room of list and editor: into the bin, with a way back and the next row shown meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from osdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from osdesk.ui.records.room import RecordRoom


class RoomBin:
    """The bin as one room uses it."""

    def __init__(self, room: RecordRoom) -> None:
        self._room = room

    def delete(self, ids: Sequence[int]) -> None:
        """Put these records into the bin, and offer the way back."""
        room = self._room
        names = [self._name_of(record_id) for record_id in ids]
        following = self._neighbour(ids)

        def done(_result: object) -> None:
            focus = QApplication.focusWidget()
            typing = any(form.isAncestorOf(focus) for form in room.forms()) if focus is not None else False
            for record_id in ids:
                room.open_forms.drop(record_id)
            if typing:
                # Qt would hand the keyboard to the next button, which Enter then presses.
                room.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)
            room.ask_list(keep_place=True)
            if following is not None:
                room.pane.table.set_current_id(following)
            room.desk.go.say(room.deleted_words(names), partial(self.restore, ids))

        room.desk.tasks.run(Lane.WRITE, room.verbs.delete, room.desk.office, tuple(ids), done=done, owner=room)

    def restore(self, ids: Sequence[int]) -> None:
        """Take these records out of the bin again, and show the first of them."""
        room = self._room

        def done(_result: object) -> None:
            room.ask_list(keep_place=True)
            room.open_record(ids[0])

        room.desk.tasks.run(Lane.WRITE, room.verbs.restore, room.desk.office, tuple(ids), done=done, owner=room)

    def _neighbour(self, ids: Iterable[int]) -> int | None:
        """The row that is shown once these are gone: the one below, or the one above."""
        model, gone = self._room.pane.model, set(ids)
        places = [place for place in map(model.place_of, gone) if place is not None]
        if not places:
            return None
        for place in (*range(max(places) + 1, len(model.ids)), *range(min(places) - 1, -1, -1)):
            row_id = model.id_at(place)
            if row_id is not None and row_id not in gone and not model.is_gone(row_id):
                return row_id
        return None

    def _name_of(self, record_id: int) -> str:
        row: Any = self._room.pane.model.row_of(record_id)
        return "" if row is None else str(row.name)
