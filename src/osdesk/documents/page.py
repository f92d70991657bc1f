"""Frames and fit: the grid of a half or page, rows and columns, sections, and how they are stacked and broken.

Knows nothing of orders: a block gives a section its body, and here it is decided where it stands.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from osdesk.documents import lines
from osdesk.documents.marks import Group, Mark, Rule, Words, words
from osdesk.documents.styles import (
    LABEL,
    NOTE_LEADING,
    SECTION_RULE,
    SMALL,
    TITLE,
    TITLE_LEADING,
    Ink,
    Weight,
)

HALF_HEIGHT = 148.5
PAGE_HEIGHT = 297.0
WIDTH = 210.0
EPSILON = 1e-6
FIRST_NOTE = 2.95
"""From a title's last baseline to the small line under it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of a half or page in mm: `left` of the titles, `content` beside them, and `right`."""

    left: float = 10.0
    content: float = 34.0
    right: float = 200.0

    @property
    def width(self) -> float:
        """W: what the content has."""
        return self.right - self.content

    @property
    def title_room(self) -> float:
        """The width of the column of titles, less a hair: the boxes of a checklist reach over their edge."""
        return self.content - self.left - 2.4


PLAIN = Grid()
FOR_FILING = Grid(left=20.0, content=44.0)


@dataclass(frozen=True, slots=True)
class Row:
    """Marks of one height that are never parted. `under` and `gap` come below it only where another row follows.

    `glue` keeps it with the next.
    """

    height: float
    marks: Sequence[Mark]
    under: Sequence[Mark] = ()
    gap: float = 0.0
    glue: bool = False


class Body(Protocol):
    """What a section holds: it has a height, gives its marks, and can be broken in two."""

    @property
    def height(self) -> float:
        """In mm, without padding."""
        ...

    @property
    def baseline(self) -> float:
        """Of its first line, which the title shares."""
        ...

    def groups(self) -> list[Group]:
        """Its marks, placed from its top; x is that of the page."""
        ...

    def split(self, room: float, *, loose: bool = False) -> tuple[Body, Body] | None:
        """A first part at most `room` high, as much as may be, and the rest; None when there's no good break.

        `loose` allows a single row on a side, and parts what is glued before it gives up.
        """
        ...


@dataclass(frozen=True)
class Rows:
    """Rows under an optional head, which is repeated when they are broken."""

    rows: tuple[Row, ...]
    baseline: float
    head: Row | None = None

    @cached_property
    def height(self) -> float:
        """In mm."""
        inner = sum(row.height for row in self.rows) + sum(row.gap for row in self.rows[:-1])
        return inner + (self.head.height if self.head else 0.0)

    def groups(self) -> list[Group]:
        """Marks from the top."""
        found = []
        y = 0.0
        if self.head:
            found.append(Group(0.0, 0.0, self.head.marks))
            y = self.head.height
        last = len(self.rows) - 1
        for index, row in enumerate(self.rows):
            found.append(Group(0.0, y, row.marks))
            if row.under and index < last:
                found.append(Group(0.0, y, row.under))
            y += row.height + row.gap
        return found

    def split(self, room: float, *, loose: bool = False) -> tuple[Rows, Rows] | None:
        """Two rows at least on either side."""
        best = glued = 0
        count = len(self.rows)
        y = self.head.height if self.head else 0.0
        for index, row in enumerate(self.rows[:-1], 1):
            y += row.height
            if y > room + EPSILON:
                break
            y += row.gap
            glued = index
            if not row.glue and (loose or (index >= 2 and count - index >= 2)):
                best = index
        if loose and not best:
            best = glued
        if not best:
            return None
        return replace(self, rows=self.rows[:best]), replace(self, rows=self.rows[best:])


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a column: its height, its marks from the column's left edge, and whether it stays with the next."""

    height: float
    marks: Sequence[Mark]
    glue: bool = False


@dataclass(frozen=True)
class Columns:
    """Entries that run down `count` columns, as even as can be, the first ones fuller."""

    entries: tuple[Entry, ...]
    count: int
    x: float
    pitch: float
    baseline: float

    @cached_property
    def _ends(self) -> list[int]:
        """Where each column ends."""
        return even(self.entries, self.count)

    @cached_property
    def height(self) -> float:
        """Of the tallest column."""
        starts = [0, *self._ends[:-1]]
        return max(
            sum(entry.height for entry in self.entries[start:end])
            for start, end in zip(starts, self._ends, strict=True)
        )

    def groups(self) -> list[Group]:
        """Marks from the top, column after column."""
        found = []
        start = 0
        for column, end in enumerate(self._ends):
            y = 0.0
            for entry in self.entries[start:end]:
                found.append(Group(self.x + column * self.pitch, y, entry.marks))
                y += entry.height
            start = end
        return found

    def split(self, room: float, *, loose: bool = False) -> tuple[Columns, Columns] | None:
        """Two entries at least on either side."""
        count = len(self.entries)
        least = 1 if loose else 2
        low, high = 0, count - least
        while low < high:  # how many fit grows with the room: search by halves
            middle = (low + high + 1) // 2
            if replace(self, entries=self.entries[:middle]).height <= room + EPSILON:
                low = middle
            else:
                high = middle - 1
        while low >= least and self.entries[low - 1].glue:
            low -= 1
        if low < least:
            return None
        return replace(self, entries=self.entries[:low]), replace(self, entries=self.entries[low:])


def even(entries: Sequence[Entry], count: int) -> list[int]:
    """The ends of `count` columns: the tallest as low as can be, then all as even as can be, then the first fuller."""
    total = len(entries)
    sums = [0.0]
    for entry in entries:
        sums.append(sums[-1] + entry.height)
    best: list[list[tuple[float, float]]] = [[(math.inf, math.inf)] * total + [(0.0, 0.0)]]
    choice: list[list[int]] = [[total] * (total + 1)]
    for _ in range(count):
        costs: list[tuple[float, float]] = []
        ends: list[int] = []
        rest = best[-1]
        for start in range(total + 1):
            cheapest, end = rest[start], start
            for stop in range(start + 1, total + 1):
                if entries[stop - 1].glue and stop < total:
                    continue
                height = sums[stop] - sums[start]
                if height > cheapest[0] + EPSILON:
                    break
                tallest, squares = rest[stop]
                cost = (max(height, tallest), height * height + squares)
                if cost[0] < cheapest[0] - EPSILON or (
                    cost[0] <= cheapest[0] + EPSILON and cost[1] <= cheapest[1] + EPSILON
                ):
                    cheapest, end = cost, stop
            costs.append(cheapest)
            ends.append(end)
        best.append(costs)
        choice.append(ends)
    found = []
    start = 0
    for left in range(count, 0, -1):
        start = choice[left][start]
        found.append(start)
    return found


@dataclass(frozen=True)
class Section:
    """A part of the sheet: its title in the left column (with small lines under it) and its body beside it."""

    key: str
    title: str
    grid: Grid
    body: Body
    notes: tuple[str, ...] = ()
    continued: str = ""
    marks: tuple[Mark, ...] = field(default=())

    @cached_property
    def _heading(self) -> tuple[float, tuple[Words, ...]]:
        """The height and the words of the title's column."""
        x, right = self.grid.left, self.grid.content - 1.0
        y = self.body.baseline
        made: list[Words] = []
        for line in lines.broken(self.title, Weight.BOLD, TITLE, self.grid.title_room):
            made.append(words(x, y, line, Weight.BOLD, TITLE, right=right, ink=Ink.ACCENT))
            y += TITLE_LEADING
        y += FIRST_NOTE - TITLE_LEADING
        for note in self.notes:
            for line in lines.broken(note, Weight.MEDIUM, SMALL, self.grid.title_room):
                made.append(words(x, y, line, Weight.MEDIUM, SMALL, right=right))
                y += NOTE_LEADING
        if self.continued:
            made.append(words(x, y, self.continued, Weight.REGULAR, LABEL, right=right))
        return (made[-1].y if made else 0.0) + 0.6, tuple(made)

    @cached_property
    def height(self) -> float:
        """Of the taller of title and body, without padding."""
        return max(self._heading[0], self.body.height)

    def groups(self, top: float) -> list[Group]:
        """Everything, with the first line's top at `top`."""
        inner = [Group(group.x, group.y + top, group.marks) for group in self.body.groups()]
        return [Group(0.0, top, (*self._heading[1], *self.marks)), *inner]

    def split(self, room: float, continued: str, *, loose: bool = False) -> tuple[Section, Section] | None:
        """The part that fits, and the rest under the same title with `continued` below it."""
        if self._heading[0] > room + EPSILON:
            return None
        parts = self.body.split(room, loose=loose)
        if parts is None:
            return None
        return replace(self, body=parts[0]), replace(self, body=parts[1], notes=(), continued=continued)


def total(sections: Iterable[Section], padding: float) -> float:
    """The height of sections stacked with this padding above and below each."""
    return sum(section.height + 2 * padding for section in sections)


def section_rule(grid: Grid, y: float) -> Rule:
    """The line between two sections."""
    return Rule(grid.left, y, grid.right, SECTION_RULE)
