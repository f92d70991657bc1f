"""The lines of materials and services as a grid: what stands in each cell, read as it is left, and what is wrong.

A cell that can't be read keeps its text. The last row is always empty: typing in it makes a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from osdesk.domain import materials, money
from osdesk.domain.materials import LineKind, MaterialLine
from osdesk.domain.problems import Problem, Unreadable
from osdesk.domain.text import clean
from osdesk.services.wording import line_kind_name, sentence
from osdesk.texts import _, language, pgettext
from osdesk.ui.orders.pasted import PastedLine

_Index = QModelIndex | QPersistentModelIndex

#: Units that say what a line charges for, folded and without their full stop.
_KINDS = {
    "serv": LineKind.LABOUR,
    "h": LineKind.LABOUR,
    "hora": LineKind.LABOUR,
    "km": LineKind.TRAVEL,
}


class Column(IntEnum):
    """The columns, in the order of the paper, with the kind before them."""

    KIND = 0
    QUANTITY = 1
    UNIT = 2
    DESCRIPTION = 3
    UNIT_PRICE = 4
    TOTAL = 5


FIELDS = {
    Column.KIND: "kind",
    Column.QUANTITY: "quantity",
    Column.UNIT: "unit",
    Column.DESCRIPTION: "description",
    Column.UNIT_PRICE: "unit_price",
}
TYPED = (Column.QUANTITY, Column.UNIT, Column.DESCRIPTION, Column.UNIT_PRICE)


@dataclass(slots=True)
class _Row:
    line: MaterialLine
    #: What was typed where it can't be read, by column.
    unread: dict[Column, tuple[str, Problem]] = field(default_factory=dict)
    #: What the rules say of the line, by column, once it was left.
    wrong: dict[Column, Problem] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        line = self.line
        return not (line.description or line.unit or line.unit_price is not None or self.unread) and (
            line.id is None and line.quantity == 1
        )


class MaterialsModel(QAbstractTableModel):
    """The rows of the grid. `edited` follows every change a person makes."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []

    # The value

    def show_lines(self, lines: Iterable[MaterialLine]) -> None:
        """Show these lines; nothing is told."""
        self.beginResetModel()
        self._rows = [_Row(line) for line in lines]
        self.endResetModel()

    def follow(self, lines: Sequence[MaterialLine]) -> None:
        """Take over the ids that saving gave, row by row, without touching what is shown."""
        kept = [row for row in self._rows if not row.blank]
        for row, line in zip(kept, lines, strict=False):
            row.line = replace(row.line, id=line.id)

    def lines(self) -> tuple[MaterialLine, ...]:
        """The lines; rows in which nothing stands are none. An unreadable cell gives its last value."""
        return tuple(row.line for row in self._rows if not row.blank)

    def unreadable(self) -> dict[str, str]:
        """What was typed and can't be read, by path of its field in the order ("materials.0.quantity")."""
        return {
            f"materials.{place}.{FIELDS[column]}": text
            for place, row in enumerate(row for row in self._rows if not row.blank)
            for column, (text, _problem) in row.unread.items()
        }

    def show_unreadable(self, row: int, name: str, text: str) -> None:
        """Put back what could not be read (from a draft)."""
        columns = {field: column for column, field in FIELDS.items()}
        if 0 <= row < len(self._rows) and name in columns:
            self._write(row, columns[name], text)

    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong, by path of the field in the order."""
        return tuple(
            replace(problem, field=f"materials.{place}.{FIELDS[column]}")
            for place, row in enumerate(row for row in self._rows if not row.blank)
            for column, problem in self._wrong(row).items()
        )

    def check_rows(self, *, but: int = -1) -> None:
        """Apply the rules to every row except the one still being typed (`but`)."""
        for place in range(len(self._rows)):
            if place != but:
                self.check_row(place)

    def check_row(self, row: int) -> None:
        """Apply the rules to a row that was left."""
        if not 0 <= row < len(self._rows):
            return
        kept = self._rows[row]
        found = {} if kept.blank else {p.field: p for p in materials.problems(kept.line, "line")}
        wrong = {column: found[f"line.{name}"] for column, name in FIELDS.items() if f"line.{name}" in found}
        if wrong != kept.wrong:
            kept.wrong = wrong
            self._changed(row)

    def problem_at(self, row: int, column: int) -> Problem | None:
        """What is wrong in a cell."""
        return self._wrong(self._rows[row]).get(Column(column)) if row < len(self._rows) else None

    def first_problem(self) -> tuple[int, Column, Problem] | None:
        """The first cell in which something is wrong."""
        for place, row in enumerate(self._rows):
            for column, problem in sorted(self._wrong(row).items()):
                return place, column, problem
        return None

    def place_of(self, line: int) -> int:
        """The row that shows the line of that place in the order."""
        filled = [place for place, row in enumerate(self._rows) if not row.blank]
        return filled[line] if 0 <= line < len(filled) else len(self._rows)

    def line(self, row: int) -> MaterialLine | None:
        """The line of a row; None for the empty last one."""
        return self._rows[row].line if row < len(self._rows) else None

    def is_blank(self, row: int) -> bool:
        """Whether nothing was typed in a row."""
        return row >= len(self._rows) or self._rows[row].blank

    @staticmethod
    def _wrong(row: _Row) -> dict[Column, Problem]:
        return {**row.wrong, **{column: problem for column, (_text, problem) in row.unread.items()}}

    # Changing it

    def set_kind(self, row: int, kind: LineKind) -> None:
        """Say what a line charges for."""
        self._grow(row)
        self._rows[row].line = replace(self._rows[row].line, kind=kind)
        self._told(row)

    def fill(self, row: int, *, description: str, unit: str, unit_price: Decimal | None, kind: LineKind) -> None:
        """Write a line typed before into a row, its quantity untouched."""
        self._grow(row)
        kept = self._rows[row]
        kept.unread = {column: text for column, text in kept.unread.items() if column is Column.QUANTITY}
        kept.line = replace(kept.line, description=description, unit=unit, unit_price=unit_price, kind=kind)
        self._told(row)

    def paste(self, row: int, lines: Sequence[PastedLine]) -> None:
        """Put pasted lines in before a row (an empty row gives way)."""
        if not lines:
            return
        at = min(row, len(self._rows))
        self.beginInsertRows(QModelIndex(), at, at + len(lines) - 1)
        self._rows[at:at] = [_Row(MaterialLine()) for _line in lines]
        self.endInsertRows()
        for place, line in enumerate(lines, at):
            for column in TYPED:
                text = str(getattr(line, FIELDS[column]))
                if text:
                    self._write(place, column, text)
            self.check_row(place)
        self.edited.emit()

    def insert(self, row: int, line: MaterialLine) -> None:
        """Put a line in before a row."""
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.insert(row, _Row(line))
        self.endInsertRows()
        self.edited.emit()

    def remove(self, row: int) -> Callable[[], None] | None:
        """Take a row away; gives back what puts it back, None where there was nothing."""
        if row >= len(self._rows):
            return None
        self.beginRemoveRows(QModelIndex(), row, row)
        gone = self._rows.pop(row)
        self.endRemoveRows()
        self.edited.emit()

        def put_back() -> None:
            at = min(row, len(self._rows))
            self.beginInsertRows(QModelIndex(), at, at)
            self._rows.insert(at, gone)
            self.endInsertRows()
            self.edited.emit()

        return None if gone.blank else put_back

    def move(self, row: int, step: int) -> bool:
        """Move a row up (-1) or down (1); False where it can't."""
        to = row + step
        if not (0 <= row < len(self._rows) and 0 <= to < len(self._rows)):
            return False
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to + (1 if step > 0 else 0))
        self._rows.insert(to, self._rows.pop(row))
        self.endMoveRows()
        self.edited.emit()
        return True

    def _grow(self, row: int) -> None:
        if row >= len(self._rows):
            # What was the empty row becomes the line, and a new empty one comes below: the cursor stays in it.
            self.beginInsertRows(QModelIndex(), len(self._rows) + 1, len(self._rows) + 1)
            self._rows.append(_Row(MaterialLine()))
            self.endInsertRows()

    def _write(self, row: int, column: Column, text: str) -> None:
        kept = self._rows[row]
        kept.unread.pop(column, None)
        kept.wrong.pop(column, None)
        text = clean(text)
        try:
            line = _with(kept.line, column, text)
        except Unreadable as refusal:
            kept.unread[column] = text, refusal.at(FIELDS[column])
            return
        if column is Column.UNIT and kept.line.kind is LineKind.PART and kept.line.unit != line.unit:
            line = replace(line, kind=_KINDS.get(text.casefold().rstrip("."), line.kind))
        kept.line = line

    def _told(self, row: int) -> None:
        self._changed(row)
        self.edited.emit()

    def _changed(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    # Qt's hooks

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """The lines and the empty row."""
        return 0 if parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Always the same."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Kind and total aren't typed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in TYPED else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        """The heads, as on the paper."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(alignment(Column(section)))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _head(Column(section)) if section or role != Qt.ItemDataRole.DisplayRole else ""
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell, to be shown, typed over, or spoken."""
        if not index.isValid():
            return None
        row, column = index.row(), Column(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(alignment(column))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column)
        problem = self.problem_at(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._text(row, column) if column is not Column.KIND else self._kind_name(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return sentence(problem) if problem else _head(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            if problem:
                return sentence(problem)
            return self._kind_name(row) if column is Column.KIND else self._text(row, column)
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed in a cell."""
        column = Column(index.column())
        if role != Qt.ItemDataRole.EditRole or column not in TYPED:
            return False
        text = str(value)
        if text == self._text(index.row(), column):
            return False
        if index.row() >= len(self._rows) and not text.strip():
            return False
        row = index.row()
        self._grow(row)
        self._write(row, column, text)
        self._told(row)
        return True

    def _kind_name(self, row: int) -> str:
        line = self.line(row)
        return line_kind_name(line.kind) if line is not None else ""

    def _text(self, row: int, column: Column) -> str:
        if row >= len(self._rows):
            return ""
        kept = self._rows[row]
        if column in kept.unread:
            return kept.unread[column][0]
        line = kept.line
        match column:
            case Column.QUANTITY:
                return money.format_quantity(line.quantity, language())
            case Column.UNIT:
                return line.unit
            case Column.DESCRIPTION:
                return line.description
            case Column.UNIT_PRICE:
                return "" if line.unit_price is None else money.format_amount(line.unit_price, language())
            case Column.TOTAL:
                return "" if line.unit_price is None else money.format_amount(line.total, language())
            case Column.KIND:
                return ""


def alignment(column: Column) -> Qt.AlignmentFlag:
    """Figures stand at the right, words at the left."""
    right = column in (Column.QUANTITY, Column.UNIT_PRICE, Column.TOTAL)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _head(column: Column) -> str:
    return {
        Column.KIND: _("Kind"),
        Column.QUANTITY: _("Qty."),
        Column.UNIT: pgettext("head of a column", "Unit"),
        Column.DESCRIPTION: _("Description"),
        Column.UNIT_PRICE: _("Unit price"),
        Column.TOTAL: _("Total"),
    }[column]


def _with(line: MaterialLine, column: Column, text: str) -> MaterialLine:
    """The line with what was typed in one of its cells; raises Unreadable."""
    match column:
        case Column.QUANTITY:
            quantity = money.parse_quantity(text, language()) if text else Decimal("1.000")
            return replace(line, quantity=quantity)
        case Column.UNIT_PRICE:
            return replace(line, unit_price=money.parse_amount(text, language()) if text else None)
        case Column.UNIT:
            return replace(line, unit=text)
        case _:
            return replace(line, description=text)
