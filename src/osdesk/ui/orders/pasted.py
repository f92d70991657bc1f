"""Rows of a spreadsheet pasted into an order: which column is the description, which quantity, unit and price.

Pure, so that it can be tested with every table an office may have. People's tables differ; what a column holds tells
more than where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from osdesk.domain import money
from osdesk.domain.problems import Unreadable
from osdesk.domain.text import clean

LONGEST_UNIT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedLine:
    """One row as text, cell by cell; what is absent is ""."""

    quantity: str = ""
    unit: str = ""
    description: str = ""
    unit_price: str = ""


def is_table(text: str) -> bool:
    """Whether a pasted text is rows rather than words: a tab, or more than one line."""
    return "\t" in text.strip("\n") or "\n" in text.strip().replace("\r", "\n")


def read_rows(text: str, language: str) -> tuple[PastedLine, ...]:
    """The lines in a pasted table (cells parted by tabs, or by semicolons where there is no tab).

    Blank rows and a row of headings are left out; amounts stay text, to be read with the field's own strictness.
    """
    rows = [row for row in _cells(text) if any(row)]
    if not rows:
        return ()
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    if len(rows) > 1 and width > 1 and _is_heading(rows[0], rows[1], language):
        rows = rows[1:]
    columns = _assign(rows, language)

    def cell(row: Sequence[str], name: str) -> str:
        return row[columns[name]] if name in columns else ""

    lines = (
        PastedLine(
            quantity=cell(row, "quantity"),
            unit=cell(row, "unit"),
            description=cell(row, "description"),
            unit_price=cell(row, "unit_price"),
        )
        for row in rows
    )
    return tuple(line for line in lines if line.description or line.unit_price)


def _cells(text: str) -> list[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    mark = "\t" if any("\t" in line for line in lines) else ";"
    return [[_unquoted(clean(cell)) for cell in line.split(mark)] for line in lines]


def _unquoted(cell: str) -> str:
    """Without the quotes a spreadsheet puts around a cell; an inch's mark at its end stays."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"').strip()
    return cell


def _number(text: str, language: str) -> bool:
    """Whether a cell holds a figure, however it is punctuated."""
    if not text:
        return False
    try:
        money.parse_amount(text, language)
    except Unreadable as refusal:
        return refusal.code in ("money.ambiguous", "money.decimals")
    return True


def _is_heading(first: Sequence[str], second: Sequence[str], language: str) -> bool:
    """A row of words above a row that has figures where it has none."""
    return not any(_number(cell, language) for cell in first) and any(
        _number(cell, language) and first[place] for place, cell in enumerate(second)
    )


def _assign(rows: Sequence[Sequence[str]], language: str) -> dict[str, int]:
    """Column of each field. The description is the wordiest column; figures before it count, after it cost."""
    width = len(rows[0])
    filled = {place: [row[place] for row in rows if row[place]] for place in range(width)}
    figures = {
        place
        for place, cells in filled.items()
        if cells and sum(_number(cell, language) for cell in cells) * 2 > len(cells)
    }
    words = [place for place, cells in filled.items() if cells and place not in figures]
    if not words:
        return {"description": 0}
    description = max(words, key=lambda place: sum(map(len, filled[place])) / len(filled[place]))
    columns = {"description": description}
    units = [place for place in words if place != description and max(map(len, filled[place])) <= LONGEST_UNIT]
    if units:
        columns["unit"] = min(units, key=lambda place: abs(place - description))
    before = [place for place in sorted(figures) if place < description]
    after = [place for place in sorted(figures) if place > description]
    if before:
        # The last one: what stands further left is the row's number or a code.
        columns["quantity"] = before[-1]
    elif len(after) > 1:
        columns["quantity"] = after.pop(0)
    if after:
        columns["unit_price"] = after[0]
    return columns
