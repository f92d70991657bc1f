"""Columns of a list, and what a column may draw in a cell: text, numbers, a status, people, a mark of lateness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from osdesk.ui.kit import paint
from osdesk.ui.theme import Look, Theme


class LightRow(Protocol):
    """What every row has."""

    @property
    def id(self) -> int:
        """Identity of the record."""


R = TypeVar("R", bound=LightRow)

#: What an avatar's ring reaches beyond it.
_RING = 2


class Person(NamedTuple):
    """Somebody shown by an avatar: name, initials and colour."""

    name: str
    letters: str
    colour: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Where and how one cell is drawn. `faint` rows (cancelled, gone) go to the second text colour."""

    painter: QPainter
    theme: Theme
    box: QRectF
    ground: QColor
    faint: bool = False

    def text(self, words: str, role: str = "text", colour: str = "", *, right: bool = False) -> float:
        """One line of text; gives back its width."""
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return paint.line(self.painter, self.box, words, self.theme.face(role), self._colour(colour), align)

    def strong(self, words: str) -> float:
        """Emphasised text: the client, the number."""
        return self.text(words, "strong")

    def pair(self, words: str, after: str, *, gap: int = 12) -> None:
        """A number and, after it in the second colour, its date."""
        width = self.text(words, "figures_strong")
        left = self.box.left() + width + self.theme.px(gap)
        box = QRectF(left, self.box.top(), self.box.right() - left, self.box.height())
        if box.width() > 0:
            paint.line(self.painter, box, after, self.theme.face("figures"), self.theme.colour("text2"))

    def two_lines(self, words: str, below: str, *, right: str = "", icon: str = "") -> None:
        """Two lines, with a count and its icon at the right of the first."""
        half = self.theme.px(17)
        middle = self.box.center().y()
        upper = QRectF(self.box.left(), middle - half, self.box.width(), half)
        if right:
            width = paint.line(
                self.painter,
                upper,
                right,
                self.theme.face("label"),
                self.theme.colour("text2"),
                Qt.AlignmentFlag.AlignRight,
            )
            if icon:
                size = self.theme.px(14)
                left = upper.right() - width - self.theme.px(2) - size
                self.theme.icons.paint(self.painter, icon, self.theme.colour("text2"), left, upper.top() + 1, size)
                width += size + self.theme.px(2)
            upper.setWidth(upper.width() - width - self.theme.px(8))
        paint.line(self.painter, upper, words, self.theme.face("strong"), self._colour(""))
        lower = QRectF(self.box.left(), middle, self.box.width(), half)
        paint.line(self.painter, lower, below, self.theme.face("hint"), self.theme.colour("text2"))

    def chip(self, look: Look, words: str) -> None:
        """A status."""
        width = min(paint.chip_width(self.theme, words), int(self.box.width()))
        height = self.theme.px(24)
        box = QRectF(self.box.left() - 2, self.box.center().y() - height / 2, width, height)
        name = ("chip", words, look.icon, look.ink.rgba(), look.ground.rgba(), look.dashed)
        self.theme.icons.stamp(
            self.painter, box, self.ground, name, lambda painter: paint.chip(painter, self.theme, box, look, words)
        )

    def mark(self, icon: str, words: str, colour: str) -> None:
        """Words with an icon before them, in a colour of the tokens ("danger": late; "warn": today)."""
        size = self.theme.px(14)
        self.theme.icons.paint(
            self.painter,
            icon,
            self.theme.colour(colour),
            self.box.left(),
            self.box.center().y() - size / 2,
            size,
            stroke=2,
        )
        words_box = self.box.adjusted(self.theme.px(20), 0, 0, 0)
        paint.line(self.painter, words_box, words, self.theme.face("strong"), self.theme.colour(colour))

    def people(self, people: Sequence[Person], none: str) -> None:
        """Avatars, overlapping a little, and as many names as there's room for; `none` says that there's nobody."""
        if not people:
            self.text(none, colour="text2")
            return
        size = self.theme.px(22)
        step = size - self.theme.px(3)
        top = self.box.center().y() - size / 2
        first = self.box.left() - 1
        shown = people[:3]
        left = first + step * len(shown)
        name = ("avatars", *((person.letters, person.colour) for person in shown))
        whole = QRectF(first - _RING, top - _RING, left - first + size - step + 2 * _RING, size + 2 * _RING)

        def draw(painter: QPainter) -> None:
            for place, person in enumerate(shown):
                box = QRectF(first + step * place, top, size, size)
                look = self.theme.avatar(person.colour)
                paint.avatar(painter, self.theme, box, person.letters, look, ring=self.ground)

        self.theme.icons.stamp(self.painter, whole, self.ground, name, draw)
        left += self.theme.px(3 + 6)
        words = people[0].name.split(" ")[0]
        if len(people) > 1:
            words = f"{words} +{len(people) - 1}"
        room = self.box.right() - left
        if self.theme.face("text").width(words) <= room:
            box = QRectF(left, self.box.top(), room, self.box.height())
            paint.line(self.painter, box, words, self.theme.face("text"), self._colour(""))

    def placeholder(self, share: float) -> None:
        """A bar in place of what isn't here yet."""
        height = self.theme.px(8)
        box = QRectF(self.box.left(), self.box.center().y() - height / 2, self.box.width() * share, height)
        colour = self.theme.colour("line")
        self.theme.icons.stamp(
            self.painter,
            box,
            self.ground,
            ("bar", colour.rgba()),
            lambda painter: paint.rounded(painter, box, height / 2, colour),
        )

    def _colour(self, name: str) -> QColor:
        return self.theme.colour(name or ("text2" if self.faint else "text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[R]):
    """One column. Widths are pixels at 100 %; the one that stretches takes what is left, `width` at least.

    `text` gives its words to screen readers, tooltips and the clipboard; `draw` paints it.
    """

    key: str
    title: str
    width: int
    text: Callable[[R], str]
    draw: Callable[[Cell, R], object]
    stretch: bool = False
    right: bool = False
    sortable: bool = True
    #: Hidden while the table is narrower than this.
    needs: int = 0
