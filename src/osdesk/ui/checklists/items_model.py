"""The items of a template as rows of a table; after the last there is always an empty one to type into."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from osdesk.domain.checklists import ItemKind, TemplateItem
from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.text import clean
from osdesk.services.wording import item_kind_name
from osdesk.texts import _, language, pgettext
from osdesk.ui.checklists.details import has_detail, read_detail, write_detail

_Index = QModelIndex | QPersistentModelIndex


class Col(IntEnum):
    """The columns."""

    HANDLE = 0
    NUMBER = 1
    TEXT = 2
    KIND = 3
    DETAIL = 4


#: Which fields of an item stand in which column.
_COLUMN_OF = {"text": Col.TEXT, "kind": Col.KIND}


@dataclass(slots=True)
class Row:
    """An item, and what was written beside it as long as that can't be read."""

    item: TemplateItem
    unread: str | None = None
    trouble: Problem | None = None


class ItemsModel(QAbstractTableModel):
    """The rows. `edited` comes with every change a person makes."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._problems: dict[tuple[int, Col], Problem] = {}

    # Values

    def load(self, items: tuple[TemplateItem, ...]) -> None:
        """Show these items."""
        self.beginResetModel()
        self._rows = [Row(item) for item in items]
        self._problems = {}
        self.endResetModel()

    def items(self) -> tuple[TemplateItem, ...]:
        """The items; a row in which nothing was written is none."""
        return tuple(self._rows[place].item for place in self._written())

    def unread(self) -> tuple[Problem, ...]:
        """What couldn't be read, with paths like `3.minimum` that count the items."""
        found = []
        for index, place in enumerate(self._written()):
            trouble = self._rows[place].trouble
            if trouble is not None:
                found.append(replace(trouble, field=f"{index}.minimum"))
        return tuple(found)

    def unreadable(self) -> dict[str, str]:
        """The same as it was written, by the same paths."""
        rows = [self._rows[place] for place in self._written()]
        return {f"{index}.minimum": row.unread for index, row in enumerate(rows) if row.unread is not None}

    def is_blank(self, row: int) -> bool:
        """Whether nothing was written in a row."""
        held = self._rows[row]
        return held.unread is None and replace(held.item, id=None) == TemplateItem()

    def _written(self) -> list[int]:
        return [row for row in range(len(self._rows)) if not self.is_blank(row)]

    def item(self, row: int) -> TemplateItem | None:
        """The item of a row, None for the empty one."""
        return self._rows[row].item if 0 <= row < len(self._rows) else None

    def number(self, row: int) -> int | None:
        """Its number among the questions; a heading has none."""
        item = self.item(row)
        if item is None or item.kind is ItemKind.SECTION:
            return None
        return sum(each.item.kind is not ItemKind.SECTION for each in self._rows[: row + 1])

    def count(self) -> int:
        """How many questions there are."""
        return sum(row.item.kind is not ItemKind.SECTION for row in self._rows)

    # Problems

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Mark these cells."""
        found: dict[tuple[int, Col], Problem] = {}
        written = self._written()
        for problem in problems:
            index, _dot, name = problem.field.partition(".")
            if index.isdecimal() and int(index) < len(written):
                found.setdefault((written[int(index)], _COLUMN_OF.get(name, Col.DETAIL)), problem)
        if found != self._problems:
            self._problems = found
            self._repaint()

    def problem_at(self, row: int, column: Col) -> Problem | None:
        """The problem of a cell."""
        return self._problems.get((row, column))

    def problems(self) -> tuple[tuple[int, Col, Problem], ...]:
        """The cells marked, from the top."""
        return tuple((row, column, problem) for (row, column), problem in sorted(self._problems.items()))

    # Changing

    def set_text(self, row: int, text: str) -> bool:
        """Write an item's text; in the empty row that makes an item. False when nothing changed."""
        words = clean(text)
        if row >= len(self._rows):
            if not words:
                return False
            # The empty row becomes the item and a new one comes below it, so that an open editor stays where it is.
            below = len(self._rows) + 1
            self.beginInsertRows(QModelIndex(), below, below)
            self._rows.append(Row(TemplateItem(text=words)))
            self.endInsertRows()
            self._tell()
            return True
        if words == self._rows[row].item.text:
            return False
        self._rows[row].item = replace(self._rows[row].item, text=words)
        self._changed(row)
        return True

    def set_kind(self, row: int, kind: ItemKind) -> None:
        """Change how an item is answered; unit, range and options stay for the case that it is changed back."""
        item = self.item(row)
        if item is not None and item.kind is not kind:
            self._rows[row] = Row(replace(item, kind=kind))
            self._changed(row)

    def set_detail(self, row: int, text: str) -> None:
        """Write what stands beside an item; what can't be read stays as it was written."""
        item = self.item(row)
        if item is None or not has_detail(item.kind):
            return
        held = self._rows[row]
        before = Row(held.item, held.unread, held.trouble)
        try:
            held.item, held.unread, held.trouble = read_detail(item, text, language()), None, None
        except Unreadable as trouble:
            held.unread, held.trouble = text, trouble.at("minimum")
        if held != before:
            self._changed(row)

    def insert(self, at: int, items: tuple[TemplateItem, ...]) -> None:
        """Put items in before that row."""
        if not items:
            return
        at = max(0, min(at, len(self._rows)))
        self.beginInsertRows(QModelIndex(), at, at + len(items) - 1)
        self._rows[at:at] = [Row(item) for item in items]
        self.endInsertRows()
        self._tell()

    def open_row(self, at: int) -> None:
        """Put an empty item in before that row, to be typed into; nobody has edited anything by that."""
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.insert(at, Row(TemplateItem()))
        self.endInsertRows()
        self._repaint()

    def remove(self, row: int) -> TemplateItem | None:
        """Take an item out and give it back."""
        item = self.item(row)
        if item is None:
            return None
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._rows[row]
        self.endRemoveRows()
        self._tell()
        return item

    def move(self, row: int, to: int) -> bool:
        """Put an item at another place; False when there is no such place."""
        if row == to or not (0 <= row < len(self._rows) and 0 <= to < len(self._rows)):
            return False
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to + 1 if to > row else to)
        self._rows.insert(to, self._rows.pop(row))
        self.endMoveRows()
        self._tell()
        return True

    # Qt's own

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        """The items and the empty row."""
        return 0 if parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  as above
        """Five."""
        return 0 if parent.isValid() else len(Col)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Text and detail are typed, the kind is chosen."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item = self.item(index.row())
        column = Col(index.column())
        if column is Col.TEXT or (column is Col.DETAIL and item is not None and has_detail(item.kind)):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            problem = self.problem_at(index.row(), Col(index.column()))
            return None if problem is None else problem.code
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        item = self.item(index.row())
        if item is None:
            return ""
        match Col(index.column()):
            case Col.TEXT:
                return item.text
            case Col.KIND:
                return item_kind_name(item.kind)
            case Col.DETAIL:
                unread = self._rows[index.row()].unread
                return unread if unread is not None else write_detail(item, language(), pgettext("198 to 242", "to"))
            case Col.NUMBER:
                number = self.number(index.row())
                return "" if number is None else str(number)
            case _:
                return ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = {Col.TEXT: _("Item"), Col.KIND: _("Answer"), Col.DETAIL: _("Unit and range")}
        return titles.get(Col(section), "")

    def _changed(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, Col.DETAIL))
        self._tell()

    def _tell(self) -> None:
        self._repaint()
        self.edited.emit()

    def _repaint(self) -> None:
        """Numbers and problems of other rows may have moved."""
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows), Col.DETAIL))
