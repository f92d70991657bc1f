"""The agenda by keyboard: where the arrows lead, and what each key asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from osdesk.domain.agenda import VisitRow
from osdesk.domain.planning import STEP_MINUTES
from osdesk.ui.agenda.carried import moved, shifted, stretched
from osdesk.ui.agenda.layout import Layout
from osdesk.ui.agenda.sight import Sight, View

if TYPE_CHECKING:
    from osdesk.ui.agenda.board import AgendaBoard

_KEY = Qt.Key
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
_ARROWS = (_KEY.Key_Left, _KEY.Key_Right, _KEY.Key_Up, _KEY.Key_Down)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is marked: somebody's day, and a visit of it (0: the day itself)."""

    who: int
    day: date
    visit: int = 0

    def within(self, sight: Sight) -> Mark | None:
        """The mark as it stands when other things are shown: it follows its visit, and stays on its day."""
        row = sight.visits.get(self.visit)
        if row is not None and row.day is not None:
            who = self.who if self.who in (row.technicians or (0,)) else next(iter(row.technicians), 0)
            return Mark(who, row.day if row.day in sight.days else sight.days[0], self.visit)
        return Mark(self.who, self.day, 0) if self.day in sight.days else None


def beginning(layed: Layout) -> Mark | None:
    """Where the keyboard begins: today, or the first day, of whoever stands first."""
    sight = layed.sight
    day = sight.now.date() if sight.now.date() in sight.days else sight.days[0]
    person = layed.rows[0].person
    return Mark(person.id, day) if person is not None else None


def act(canvas: AgendaBoard, event: QKeyEvent) -> bool:  # noqa: C901  one line a key
    """Do what a key asks for; False for one that means nothing here."""
    layed, key = canvas.layed, Qt.Key(event.key())
    keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if layed is None:
        return False
    if event.matches(QKeySequence.StandardKey.Cut):
        canvas.cut()
    elif event.matches(QKeySequence.StandardKey.Paste):
        canvas.paste()
    elif key in _ARROWS and keys & _ALT:
        return _replan(canvas, key, stretching=bool(keys & _SHIFT))
    elif keys and keys != _SHIFT:
        return False
    elif key in _ARROWS:
        canvas.put_mark(_arrow(layed, canvas.mark or beginning(layed), key))
    elif key in (_KEY.Key_PageUp, _KEY.Key_PageDown):
        canvas.stepped.emit(1 if key == _KEY.Key_PageDown else -1)
    elif key == _KEY.Key_T:
        canvas.today_wanted.emit()
    elif key in (_KEY.Key_Return, _KEY.Key_Enter):
        return _enter(canvas)
    elif key == _KEY.Key_Space and canvas.marked_row is not None:
        canvas.exact_wanted.emit(canvas.marked_row)
    elif key in (_KEY.Key_Delete, _KEY.Key_Backspace) and canvas.marked_row is not None:
        canvas.unplan_wanted.emit(canvas.marked_row)
    elif key == _KEY.Key_Escape and canvas.cut_id:
        canvas.cut_wanted.emit(None)
    else:
        return False
    return True


def _enter(canvas: AgendaBoard) -> bool:
    """Open the order of the visit; on a day that has more than it shows, show them."""
    mark, layed = canvas.mark, canvas.layed
    if canvas.marked_row is not None:
        canvas.opened.emit(canvas.marked_row)
        return True
    if mark is not None and layed is not None:
        place = layed.row_of(mark.who)
        if place is not None and any(each.day == mark.day and each.count for each in layed.more(place)):
            canvas.open_cell(mark.who, mark.day)
            return True
    return False


def _replan(canvas: AgendaBoard, key: Qt.Key, *, stretching: bool) -> bool:
    """Alt and an arrow: a day or a quarter of an hour; with Shift the end. With no visit marked: other days."""
    row, mark, layed = canvas.marked_row, canvas.mark, canvas.layed
    on = key in (_KEY.Key_Right, _KEY.Key_Down)
    if row is None or mark is None or layed is None or row.day is None:
        if not stretching and key in (_KEY.Key_Left, _KEY.Key_Right):
            canvas.stepped.emit(1 if on else -1)
            return True
        return False
    who, step = mark.who, STEP_MINUTES if on else -STEP_MINUTES
    if stretching:
        planned = stretched(row, step)
    elif layed.sight.view is View.DAY:
        if key in (_KEY.Key_Left, _KEY.Key_Right):
            planned = shifted(row, step)
        else:
            who = _neighbour(layed, mark.who, 1 if on else -1)
            planned = moved(row, who=mark.who, to=who, day=row.day)
    elif key in (_KEY.Key_Left, _KEY.Key_Right):
        planned = row._replace(day=row.day + timedelta(days=1 if on else -1))
    else:
        planned = shifted(row, step)
    if planned != row:
        canvas.replanned.emit(row, planned, who)
    return True


def _neighbour(layed: Layout, who: int, step: int) -> int:
    place = layed.row_of(who) or 0
    other = place + step
    if 0 <= other < len(layed.rows):
        person = layed.rows[other].person
        return person.id if person is not None else who
    return who


def _arrow(layed: Layout, mark: Mark | None, key: Qt.Key) -> Mark | None:
    """Left and right go to other days (in the day, to other visits), up and down through a day's visits, then rows."""
    place = layed.row_of(mark.who) if mark is not None else None
    if mark is None or place is None:
        return beginning(layed)
    on = key in (_KEY.Key_Right, _KEY.Key_Down)
    across = key in (_KEY.Key_Left, _KEY.Key_Right)
    rows = _rows(layed, place, mark.day)
    at = next((index for index, row in enumerate(rows) if row.id == mark.visit), -1)
    if across != (layed.sight.view is View.DAY):
        if not across and at >= 0 and 0 <= at + (1 if on else -1) < len(rows):
            return replace(mark, visit=rows[at + (1 if on else -1)].id)
        if across:
            days = [column.day for column in layed.columns]
            index = days.index(mark.day) + (1 if on else -1) if mark.day in days else 0
            if not 0 <= index < len(days):
                return mark
            return _land(layed, place, days[index], first=True)
        return _other_row(layed, place, mark.day, 1 if on else -1) or mark
    if across:
        index = at + (1 if on else -1)
        return replace(mark, visit=rows[index].id) if 0 <= index < len(rows) else mark
    return _other_row(layed, place, mark.day, 1 if on else -1) or mark


def _other_row(layed: Layout, place: int, day: date, step: int) -> Mark | None:
    other = place + step
    if not 0 <= other < len(layed.rows) or layed.rows[other].person is None:
        return None
    return _land(layed, other, day, first=step > 0 or layed.sight.view is View.DAY)


def _land(layed: Layout, place: int, day: date, *, first: bool) -> Mark | None:
    person = layed.rows[place].person
    if person is None:
        return None
    rows = _rows(layed, place, day)
    visit = (rows[0] if first else rows[-1]).id if rows else 0
    return Mark(person.id, day, visit)


def _rows(layed: Layout, place: int, day: date) -> Sequence[VisitRow]:
    """The visits of a day that show in a row, as they follow each other."""
    blocks = [each for each in layed.blocks(place) if each.day == day]
    if layed.sight.view is View.DAY:
        blocks.sort(key=lambda each: (each.box.left(), each.box.top()))
    return [each.row for each in blocks]
