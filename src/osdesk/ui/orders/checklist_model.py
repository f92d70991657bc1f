"""One checklist being answered, as Qt shows it: rows, their words for screen readers, and every way to answer one.

Apart from the list that paints it: what an answer does is decided here, without a pixel.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from osdesk.domain import checklists, money
from osdesk.domain.checklists import Answer, Checklist, ChecklistItem, ItemKind
from osdesk.domain.problems import Problem, Unreadable
from osdesk.services.wording import answer_name
from osdesk.texts import _, language, pgettext

_Index = QModelIndex | QPersistentModelIndex


def answer_letter(answer: Answer) -> str:
    """The one letter that an answer is shown by, and answered with."""
    match answer:
        case Answer.YES:
            return pgettext("key of an answer", "Y")
        case Answer.NO:
            return pgettext("key of an answer", "N")
        case Answer.NOT_APPLICABLE:
            return pgettext("key of an answer", "A")


def follow_up_letter() -> str:
    """The key, on a row that failed, for another order about it."""
    return pgettext("key for a follow-up order", "F")


def measured_text(item: ChecklistItem) -> str:
    """The measured value as it is shown and typed, without its unit."""
    return "" if item.measured is None else money.format_quantity(item.measured, language())


def range_text(item: ChecklistItem) -> str:
    """The allowed range in words ("198 to 242 V", "at most 8 A"), "" where there is none."""
    if item.minimum is None and item.maximum is None:
        return ""
    spoken = language()
    low = "" if item.minimum is None else money.format_quantity(item.minimum, spoken)
    high = "" if item.maximum is None else money.format_quantity(item.maximum, spoken)
    if low and high:
        words = _("{low} to {high}").format(low=low, high=high)
    else:
        words = _("at least {low}").format(low=low) if low else _("at most {high}").format(high=high)
    return f"{words} {item.unit}".rstrip()


class ChecklistModel(QAbstractListModel):
    """The rows of one checklist. `edited` follows every change a person makes."""

    edited = Signal()

    def __init__(self, checklist: Checklist, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._checklist = checklist
        self._items = list(checklist.items)
        self._unread: dict[int, tuple[str, Problem]] = {}
        self._numbers: list[int] = []
        number = 0
        for item in self._items:
            number += item.kind is not ItemKind.SECTION
            self._numbers.append(number)

    # The value

    def checklist(self) -> Checklist:
        """The checklist as it stands; the very value it was made from while nothing differs."""
        made = replace(self._checklist, items=tuple(self._items))
        return self._checklist if made == self._checklist else made

    def follow(self, stored: Checklist) -> bool:
        """Take over what saving gave back (ids) without touching a row on screen; False if its rows differ."""
        alike = [(item.kind, item.text) for item in stored.items] == [(item.kind, item.text) for item in self._items]
        if alike:
            self._checklist = stored
            self._items = [replace(item, id=other.id) for item, other in zip(self._items, stored.items, strict=True)]
        return alike

    def unreadable(self) -> tuple[tuple[int, str, Problem], ...]:
        """Rows whose typed value can't be read: place, text, and what is wrong."""
        return tuple((row, text, problem) for row, (text, problem) in sorted(self._unread.items()))

    def item(self, row: int) -> ChecklistItem:
        """The row's value."""
        return self._items[row]

    def first_open(self) -> int:
        """The first row that asks something and is not answered, -1 when there is none."""
        asking = (row for row, item in enumerate(self._items) if item.kind is not ItemKind.SECTION)
        return next((row for row in asking if not self._items[row].answered), -1)

    def number(self, row: int) -> int:
        """The row's number among those that ask something."""
        return self._numbers[row]

    def value_text(self, row: int) -> str:
        """What stands in the row's value box."""
        if row in self._unread:
            return self._unread[row][0]
        item = self._items[row]
        return measured_text(item) if item.kind is ItemKind.MEASURE else item.written

    def problem(self, row: int) -> Problem | None:
        """What is wrong with the row's typed value."""
        return self._unread[row][1] if row in self._unread else None

    def out_of_range(self, row: int) -> bool:
        """Whether the row holds a measured value outside its range."""
        item = self._items[row]
        return item.measured is not None and not checklists.within_range(item, item.measured)

    # Answering

    def answer(self, row: int, answer: Answer | None) -> None:
        """Tick the row, or take its tick away."""
        item = self._items[row]
        if item.kind is ItemKind.SECTION:
            return
        if answer is not None and item.kind in (ItemKind.TEXT, ItemKind.CHOICE):
            # A text says itself what it says; only "not applicable" is ticked, and then nothing is written.
            item = replace(item, written="")
            answer = Answer.NOT_APPLICABLE
        self._set(row, replace(item, answer=answer))

    def clear(self, row: int) -> None:
        """Take tick, value and text of the row away; its note stays."""
        self._unread.pop(row, None)
        self._set(row, replace(self._items[row], answer=None, measured=None, written=""))

    def write(self, row: int, text: str) -> bool:
        """Take what was typed in the row's value box; True when it answers the row by itself.

        A measured value within its range answers yes; outside it, no is proposed. What can't be read stays as typed.
        """
        item = self._items[row]
        text = text.strip()
        self._unread.pop(row, None)
        if item.kind is not ItemKind.MEASURE:
            answer = None if text else item.answer
            self._set(row, replace(item, written=text, answer=answer))
            return bool(text)
        if not text:
            self._set(row, replace(item, measured=None, answer=None if item.measured is not None else item.answer))
            return False
        try:
            measured = money.parse_quantity(text.removesuffix(item.unit).rstrip() or text, language())
        except Unreadable as refusal:
            self._unread[row] = text, refusal.at("measured")
            self._set(row, replace(item, measured=None))
            return False
        return self.measure(row, measured)

    def measure(self, row: int, measured: Decimal) -> bool:
        """Set the row's measured value; True when it lies in the range and so answers the row."""
        item = self._items[row]
        self._unread.pop(row, None)
        answer = checklists.proposed_answer(item, measured)
        self._set(row, replace(item, measured=measured, answer=answer))
        return answer is Answer.YES

    def choose(self, row: int, choice: int) -> bool:
        """Write one of the row's choices; False if it has no such one."""
        item = self._items[row]
        if not 0 <= choice < len(item.choices):
            return False
        self._set(row, replace(item, written=item.choices[choice], answer=None))
        return True

    def note(self, row: int, text: str) -> None:
        """Write the row's note."""
        self._set(row, replace(self._items[row], note=text.strip()))

    def answer_rest(self, answer: Answer) -> None:
        """Tick every yes-or-no row that has no answer yet."""
        for row, item in enumerate(self._items):
            if item.kind is ItemKind.YES_NO and not item.answered:
                self._set(row, replace(item, answer=answer))

    def clear_all(self) -> None:
        """Take all answers away; notes stay."""
        for row in range(len(self._items)):
            self.clear(row)

    def _set(self, row: int, item: ChecklistItem) -> None:
        self._items[row] = item
        index = self.index(row)
        self.dataChanged.emit(index, index)
        self.edited.emit()

    # Qt's hooks

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """How many rows."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The row's words; for a screen reader with its answer, for the pointer with what doesn't fit."""
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (item.text, range_text(item), item.note) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings can't be the current row."""
        if index.isValid() and self._items[index.row()].kind is ItemKind.SECTION:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _spoken(self, row: int) -> str:
        item = self._items[row]
        if item.kind is ItemKind.SECTION:
            return item.text
        answer = answer_name(item.answer) if item.answer is not None else ""
        value = f"{self.value_text(row)} {item.unit}".strip() if self.value_text(row) else ""
        said = [f"{self._numbers[row]} {item.text}", value, answer or ("" if value else _("not answered")), item.note]
        return ", ".join(part for part in said if part)
