"""The head of a copy: logo, company, tab, number, date, state and QR; on following pages a short one.

Heights are counted from the header's own top; the rule at its foot belongs to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from osdesk.documents import faces, lines
from osdesk.documents.facts import Facts, clean
from osdesk.documents.marks import (
    Box,
    Code,
    Logo,
    Mark,
    Rule,
    Sign,
    SignKind,
    slant,
    words,
    words_ending,
)
from osdesk.documents.page import Grid
from osdesk.documents.styles import HEADER_RULE, LABEL, WRITE_IN, Ink, Weight
from osdesk.domain.statuses import StatusKind

LEAST_HEIGHT = 19.2
NEXT_HEIGHT = 14.0
LOGO_WIDTH, LOGO_HEIGHT = 36.0, 16.0
TEXT_RIGHT = 134.0
RIGHT_BLOCK = 138.0
TAB_WIDTH, TAB_HEIGHT = 46.0, 4.4
TAB_RIGHT = RIGHT_BLOCK + TAB_WIDTH
QR_SIZE, NEXT_QR_SIZE = 13.0, 11.5
NEXT_COMPANY, NEXT_CLIENT = 9.5, 8.0
FIRST_NAME = 3.4
NAME_STEPS = {NEXT_COMPANY: 3.75, NEXT_CLIENT: 3.45}

_STATE_SIGNS = {
    StatusKind.OPEN: SignKind.RING,
    StatusKind.RUNNING: SignKind.HALF,
    StatusKind.WAITING: SignKind.HALF,
    StatusKind.DONE: SignKind.FULL,
    StatusKind.CANCELLED: SignKind.STRUCK,
}


@dataclass(frozen=True)
class Header:
    """The head of the first page or half. `logo` is the logo's width and height in pixels, (0, 0) without one."""

    facts: Facts
    grid: Grid
    logo: tuple[int, int]

    @cached_property
    def logo_size(self) -> tuple[float, float]:
        """Width and height on paper."""
        wide, high = self.logo
        if not wide or not high:
            return 0.0, 0.0
        scale = min(LOGO_WIDTH / wide, LOGO_HEIGHT / high)
        return wide * scale, high * scale

    @cached_property
    def _text_left(self) -> float:
        width = self.logo_size[0]
        return self.grid.left + (width + 4.5 if width else 0.0)

    @cached_property
    def _name(self) -> tuple[float, list[str]]:
        """Size and lines of the company's name: it shrinks to 9.5 pt before it wraps."""
        name = clean(self.facts.sheet.company.name)
        room = TEXT_RIGHT - self._text_left
        for points in (11.5, 11.0, 10.5, 10.0, 9.5):
            if faces.width(name, Weight.BOLD, points) <= room:
                return points, [name]
        return 9.5, lines.broken(name, Weight.BOLD, 9.5, room)

    @cached_property
    def _texts(self) -> list[str]:
        room = TEXT_RIGHT - self._text_left
        return lines.paragraphs(self.facts.company_lines, Weight.MEDIUM, 7, room)

    @cached_property
    def _state_lines(self) -> list[str]:
        """The order's state, wrapped where an office gave it a long name."""
        name = clean(self.facts.sheet.status_name)
        return lines.broken(name, Weight.BOLD, 7, self.grid.right - self._state_left - 2.84)

    @cached_property
    def _date_left(self) -> float:
        return RIGHT_BLOCK + faces.width(self._issued, Weight.REGULAR, LABEL) + 1.37

    @cached_property
    def _issued(self) -> str:
        return clean(self.facts.say.pgettext("paper", "Issued"))

    @cached_property
    def _date(self) -> str:
        opened = self.facts.order.opened_at
        return self.facts.moment(opened) if opened else ""

    @cached_property
    def _state_left(self) -> float:
        width = faces.width(self._date, Weight.MEDIUM, 7)
        return self._date_left + width + 2.97 if width else RIGHT_BLOCK

    @cached_property
    def height(self) -> float:
        """As much as name, lines and state need."""
        text = 3.4 + 4.2 * (len(self._name[1]) - 1) + 3.0 * len(self._texts) + 2.6
        state = LEAST_HEIGHT + 3.0 * (len(self._state_lines) - 1) if self._shows_state else 0.0
        return max(LEAST_HEIGHT, text, state)

    @property
    def _shows_state(self) -> bool:
        sheet = self.facts.sheet
        return sheet.order is not None and not sheet.options.blank and bool(sheet.status_name)

    def marks(self) -> list[Mark]:
        """Everything but the tab."""
        made: list[Mark] = []
        wide, high = self.logo_size
        if wide:
            made.append(Logo(self.grid.left, (self.height - high) / 2, wide, high))
        y = 3.2
        points, names = self._name
        for name in names:
            made.append(words(self._text_left, y, name, Weight.BOLD, points, right=TEXT_RIGHT))
            y += 4.2
        y -= 0.57
        for text in self._texts:
            made.append(words(self._text_left, y, text, Weight.MEDIUM, 7, right=TEXT_RIGHT))
            y += 3.0
        made += number_marks(self.facts, 7.6, 13.6, 18)
        made += self._issue_marks()
        code = self.facts.order.code
        if code:
            made.append(Code(self.grid.right - QR_SIZE, 0.0, QR_SIZE, code.upper()))
        made.append(Rule(self.grid.left, self.height, self.grid.right, HEADER_RULE, Ink.ACCENT))
        return made

    def _issue_marks(self) -> list[Mark]:
        """Date of issue and the order's state."""
        y = 17.3
        label = words(RIGHT_BLOCK, y, self._issued, Weight.REGULAR, LABEL, right=self._date_left - 0.5)
        if self.facts.sheet.order is None:
            return [label, *date_to_write(self._date_left, TAB_RIGHT - 16, y)]
        made: list[Mark] = [label] if self._date else []
        if self._date:
            made.append(words(self._date_left, y, self._date, Weight.MEDIUM, 7, right=self._state_left))
        if not self._shows_state:
            return made
        x = self._state_left
        sheet = self.facts.sheet
        if sheet.status_kind is StatusKind.CANCELLED:
            text = clean(self.facts.say.pgettext("paper", "CANCELLED"))
            if sheet.status_name.casefold() != text.casefold():
                text = clean(f"{text} · {sheet.status_name}")
            for line in lines.broken(text, Weight.BOLD, 7, self.grid.right - x):
                made.append(words(x, y, line, Weight.BOLD, 7, right=self.grid.right))
                y += 3.0
            return made
        made.append(Sign(_STATE_SIGNS[sheet.status_kind], x, y - 1.86, 2.0))
        for line in self._state_lines:
            made.append(words(x + 2.84, y, line, Weight.BOLD, 7, right=self.grid.right))
            y += 3.0
        return made


@dataclass(frozen=True)
class NextHeader:
    """The short head of a following page: whose order it is, and that it goes on. Names wrap, they are never cut."""

    facts: Facts
    grid: Grid

    @cached_property
    def _names(self) -> list[tuple[str, float]]:
        sheet = self.facts.sheet
        names = ((sheet.company.name, NEXT_COMPANY), (sheet.client.name if sheet.client else "", NEXT_CLIENT))
        room = TEXT_RIGHT - self.grid.left
        return [
            (line, points)
            for name, points in names
            if name.strip()
            for line in lines.broken(clean(name), Weight.BOLD, points, room)
        ]

    @cached_property
    def height(self) -> float:
        """14 with two names of one line."""
        return max(NEXT_HEIGHT, self._last_baseline + 3.4)

    @cached_property
    def _last_baseline(self) -> float:
        return FIRST_NAME + sum(NAME_STEPS[points] for _, points in self._names)

    def marks(self, page: int) -> list[Mark]:
        """Everything but the tab; `page` counts from 1."""
        made: list[Mark] = []
        y = FIRST_NAME
        for text, points in self._names:
            made.append(words(self.grid.left, y, text, Weight.BOLD, points, right=TEXT_RIGHT))
            y += NAME_STEPS[points]
        continued = self.facts.say.pgettext("paper", "continued from page {page}").format(page=page - 1)
        made.append(words(self.grid.left, y, clean(continued), Weight.REGULAR, LABEL, right=TEXT_RIGHT))
        made += number_marks(self.facts, 7.65, 11.95, 12, 6.5)
        code = self.facts.order.code
        if code:
            made.append(Code(self.grid.right - NEXT_QR_SIZE, 0.0, NEXT_QR_SIZE, code.upper()))
        made.append(Rule(self.grid.left, self.height, self.grid.right, HEADER_RULE, Ink.ACCENT))
        return made


def tab(facts: Facts, copy: int, page: tuple[int, int] | None = None) -> list[Mark]:
    """The tab of copy 1 or 2, told apart in a pile; `page` of so many, on whole pages."""
    say = facts.say
    text = say.pgettext("paper", "COPY 1 – COMPANY") if copy == 1 else say.pgettext("paper", "COPY 2 – CLIENT")
    ink = Ink.WHITE if copy == 1 else Ink.BLACK
    edge = 0.9 * 25.4 / 72 / 2
    made: list[Mark] = [
        Box(RIGHT_BLOCK, 0.0, TAB_WIDTH, TAB_HEIGHT, 0.0, Ink.ACCENT)
        if copy == 1
        else Box(RIGHT_BLOCK + edge, edge, TAB_WIDTH - 2 * edge, TAB_HEIGHT - 2 * edge, 0.9, Ink.ACCENT)
    ]
    text = clean(text)
    x, right = RIGHT_BLOCK + 1.8, TAB_RIGHT - 1.8
    spacing = 0.25
    if page is not None:
        of = clean(say.pgettext("paper", "Page {page} of {pages}").format(page=page[0], pages=page[1]))
        least = faces.width(text, Weight.SEMIBOLD, 8)
        # Longer words of another language give up the air between their letters, then the word for the page.
        if x + least + 1.0 + faces.width(of, Weight.SEMIBOLD, 7) > right:
            of = f"{page[0]}/{page[1]}"
        place = words_ending(right, 3.05, of, Weight.SEMIBOLD, 7, left=RIGHT_BLOCK, ink=ink)
        right = place.x - 1.0
        made.append(place)
    if x + faces.width(text, Weight.SEMIBOLD, 8, spacing) > right:
        spacing = 0.0
    made.insert(1, words(x, 3.2, text, Weight.SEMIBOLD, 8, right=right, ink=ink, spacing=spacing))
    return made


def number_marks(facts: Facts, label_y: float, y: float, points: float, label_points: float = 6.8) -> list[Mark]:
    """The document's name and the order's number, shrunk to stay within the tab's width; a line to write it on."""
    label = clean(facts.say.pgettext("paper", "SERVICE ORDER No."))
    made: list[Mark] = [
        words(RIGHT_BLOCK, label_y, label, Weight.SEMIBOLD, label_points, right=TAB_RIGHT + 2, spacing=0.25)
    ]
    number = clean(facts.order.number)
    if facts.sheet.order is None:
        return [*made, Rule(RIGHT_BLOCK, y, TAB_RIGHT - 16, WRITE_IN)]
    if number:
        # Ten points are enough for any number that the settings can make of narrow letters.
        while points > 6.5 and faces.width(number, Weight.BOLD, points) > TAB_WIDTH:
            points -= 0.5
        made.append(words(RIGHT_BLOCK, y, number, Weight.BOLD, points, right=TAB_RIGHT))
    return made


def date_to_write(x: float, end: float, y: float) -> list[Mark]:
    """A line with two strokes, for day, month and year; y is the baseline of its label."""
    line = y + 0.35
    third = (end - x) * 0.327
    return [
        Rule(x, line, end, WRITE_IN),
        slant(x + third, line, 2.1),
        slant(x + 2 * third, line, 2.1),
    ]
