"""The day sheet: head, what to take along, and the visits one below the other, on as many pages as they need.

A technician reads it standing, in a van or at a gate: the hour is the largest thing of a visit, and whatever is written
on site has a box.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from osdesk.documents import day_rows, faces, lines
from osdesk.documents.archive import Description
from osdesk.documents.drawing import Surface
from osdesk.documents.facts import DOT, PROGRAM, Facts, clean, joined
from osdesk.documents.header import LEAST_HEIGHT, LOGO_HEIGHT, LOGO_WIDTH, RIGHT_BLOCK, TEXT_RIGHT
from osdesk.documents.marks import Group, Logo, Mark, Rule, words, words_ending
from osdesk.documents.page import PAGE_HEIGHT, PLAIN, WIDTH, Row
from osdesk.documents.paper import prepared_logo
from osdesk.documents.styles import (
    FOOT,
    HEADER_RULE,
    LABEL,
    SECTION_RULE,
    TITLE,
    TITLE_LEADING,
    WRITE_IN,
    Ink,
    Weight,
    accent,
)
from osdesk.domain.day_sheets import DaySheet
from osdesk.domain.sheets import ChosenForm, OrderSheet, Paper

TOP, FLOOR, FOOT_AT = 10.0, 280.4, 287.6
NEXT_HEAD = 9.0
PADDING = 2.0


@dataclass(frozen=True)
class _Block:
    """What stays together where a page has room for it: rows one below the other, and what they are called overleaf."""

    rows: tuple[Row, ...]
    title: str = ""


def render(sheets: Sequence[DaySheet]) -> Paper:
    """One PDF of all the sheets, each beginning on a page of its own; the same bytes for the same sheets.

    Raises `ValueError` without sheets.
    """
    if not sheets:
        raise ValueError("there is nothing to render")
    file = io.BytesIO()
    first = sheets[0]
    surface = Surface(file, (WIDTH, PAGE_HEIGHT), first.language.replace("_", "-"))
    _describe(surface, sheets)
    starts: list[int] = []
    count = 0
    for sheet in sheets:
        prepared = prepared_logo(sheet.logo)
        surface.accent = accent(sheet.company.accent)
        surface.logo_form(prepared.name if prepared else "", prepared.data if prepared else b"")
        starts.append(count)
        layout = Layout(sheet, prepared.size if prepared else (0, 0))
        for groups in layout.pages:
            surface.resize(WIDTH, PAGE_HEIGHT)
            for group in groups:
                surface.marks(group.marks, group.x, group.y)
            surface.showPage()
        count += len(layout.pages)
    surface.save()
    return Paper(
        pdf=file.getvalue(),
        pages=count,
        form=ChosenForm.FULL,
        size=day_rows.POINTS,
        copies_pages=count,
        starts=tuple(starts),
    )


class Layout:
    """One sheet laid out: the marks of each page. `logo` is the logo's width and height in pixels."""

    def __init__(self, sheet: DaySheet, logo: tuple[int, int]) -> None:
        self.sheet = sheet
        self.facts = Facts(OrderSheet(company=sheet.company, language=sheet.language, time_zone=sheet.time_zone))
        self._logo = logo

    @cached_property
    def pages(self) -> tuple[list[Group], ...]:
        """The groups of each page."""
        filled = list(self._filled())
        return tuple(
            [*self._head(number), *groups, Group(0.0, FOOT_AT, self._foot(number, len(filled)))]
            for number, groups in enumerate(filled)
        )

    def _filled(self) -> Iterator[list[Group]]:
        """What stands below the head of each page."""
        groups: list[Group] = []
        y = TOP + self._head_height
        bare = True
        for block in self._blocks():
            rows = list(block.rows)
            while rows:
                room = FLOOR - y - 2 * PADDING
                # Where even an empty page is too short for what belongs together, it is parted anywhere.
                fitting = _fitting(rows, room) or (_fitting(rows, room, loose=True) if bare else 0)
                whole = fitting == len(rows)
                alone = sum(row.height for row in rows) > FLOOR - TOP - NEXT_HEAD - 2 * PADDING
                # What fits on no page is parted at once, what fits on the next one goes there whole.
                if not whole and (not alone or not fitting) and not bare:
                    yield groups
                    groups, y, bare = [], TOP + NEXT_HEAD, True
                    continue
                taken = rows[: max(fitting, 1)]
                if len(rows) < len(block.rows):
                    groups.append(Group(0.0, y + PADDING, self._continued(block.title)))
                if not bare:
                    groups.append(Group(0.0, y, [Rule(PLAIN.left, 0.0, PLAIN.right, SECTION_RULE)]))
                y += PADDING
                for row in taken:
                    groups.append(Group(0.0, y, row.marks))
                    y += row.height
                y += PADDING
                bare = False
                rows = rows[len(taken) :]
        yield groups

    def _blocks(self) -> Iterator[_Block]:
        sheet = self.sheet
        if sheet.take:
            yield _Block(day_rows.take_rows(self.facts, sheet.take))
        if not sheet.visits:
            text = clean(self.facts.say.pgettext("paper", "No visit is planned for this day."))
            yield _Block((Row(5.0, [words(PLAIN.content, 3.2, text, Weight.MEDIUM, day_rows.POINTS)]),))
        for visit in sheet.visits:
            number = clean(f"{self.facts.say.pgettext('paper', 'SO')} {visit.number}")
            yield _Block(day_rows.visit_rows(self.facts, visit), number)

    def _continued(self, title: str) -> list[Mark]:
        """At the left of what goes on from the page before."""
        texts = ((title, Weight.BOLD, TITLE, Ink.ACCENT), (self._continues, Weight.REGULAR, LABEL, Ink.BLACK))
        made: list[Mark] = []
        y = day_rows.BASELINE
        for text, weight, points, ink in texts:
            for line in lines.broken(text, weight, points, PLAIN.title_room) if text else ():
                made.append(words(PLAIN.left, y, line, weight, points, right=PLAIN.content - 1.0, ink=ink))
                y += TITLE_LEADING
        return made

    @property
    def _continues(self) -> str:
        return clean(self.facts.say.pgettext("paper", "continued"))

    # Head and foot

    @cached_property
    def _logo_size(self) -> tuple[float, float]:
        wide, high = self._logo
        if not wide or not high:
            return 0.0, 0.0
        scale = min(LOGO_WIDTH / wide, LOGO_HEIGHT / high)
        return wide * scale, high * scale

    @cached_property
    def _company(self) -> tuple[float, list[tuple[str, Weight, float, float]]]:
        """Where the company's lines begin, and each with weight, size and baseline."""
        width = self._logo_size[0]
        x = PLAIN.left + (width + 4.5 if width else 0.0)
        made = []
        y = 3.2
        for line in lines.broken(clean(self.sheet.company.name), Weight.BOLD, 11.5, TEXT_RIGHT - x):
            made.append((line, Weight.BOLD, 11.5, y))
            y += 4.2
        y -= 0.57
        # Address and phones are enough for who comes from there.
        for line in lines.paragraphs(self.facts.company_lines[1:], Weight.MEDIUM, 7, TEXT_RIGHT - x):
            made.append((line, Weight.MEDIUM, 7.0, y))
            y += 3.0
        return x, made

    @cached_property
    def _names(self) -> list[str]:
        return lines.broken(clean(self.sheet.technician), Weight.BOLD, 14, PLAIN.right - RIGHT_BLOCK)

    @cached_property
    def _rule_at(self) -> float:
        """The height of the head's own part."""
        last = max((y for *_, y in self._company[1]), default=0.0)
        return max(LEAST_HEIGHT, last + 2.6, 8.0 + 5.4 * len(self._names) + 6.2)

    @cached_property
    def _head_height(self) -> float:
        """With the line of the day's kilometres under it."""
        return self._rule_at + 10.0

    def _head(self, number: int) -> Iterator[Group]:
        if number:
            yield Group(0.0, TOP, self._next_head())
            return
        x, company = self._company
        made: list[Mark] = []
        wide, high = self._logo_size
        if wide:
            made.append(Logo(PLAIN.left, (self._rule_at - high) / 2, wide, high))
        made += [words(x, y, line, weight, points, right=TEXT_RIGHT) for line, weight, points, y in company]
        say = self.facts.say
        title = clean(say.pgettext("paper", "DAY SHEET"))
        made.append(words(RIGHT_BLOCK, 3.0, title, Weight.SEMIBOLD, 6.8, spacing=0.25, right=PLAIN.right))
        y = 8.6
        for line in self._names:
            made.append(words(RIGHT_BLOCK, y, line, Weight.BOLD, 14, right=PLAIN.right))
            y += 5.4
        day = self.facts.day(self.sheet.day, weekday=True)
        made.append(words(RIGHT_BLOCK, y, day, Weight.BOLD, 11, right=PLAIN.right))
        made.append(words(RIGHT_BLOCK, y + 3.8, self._summary(), Weight.MEDIUM, 7, right=PLAIN.right))
        made.append(Rule(PLAIN.left, self._rule_at, PLAIN.right, HEADER_RULE, Ink.ACCENT))
        yield Group(0.0, TOP, made)
        yield Group(0.0, TOP + self._rule_at, self._written_of_day())

    def _summary(self) -> str:
        """`5 visitas · 7 h 30 planejadas`."""
        count = len(self.sheet.visits)
        visits = self.facts.say.npgettext("paper", "{count} visit", "{count} visits", count).format(count=count)
        hours = self.facts.duration(timedelta(minutes=self.sheet.minutes)) if self.sheet.minutes else ""
        planned = self.facts.say.pgettext("paper", "{hours} planned").format(hours=hours) if hours else ""
        return clean(joined([visits, planned]))

    def _written_of_day(self) -> list[Mark]:
        """Lines for the whole day: when the van left and came back, and what its meter said."""
        say = self.facts.say
        labels = (
            say.pgettext("paper", "Left at"),
            say.pgettext("paper", "Km at the start"),
            say.pgettext("paper", "Back at"),
            say.pgettext("paper", "Km at the end"),
        )
        made: list[Mark] = []
        pitch = (PLAIN.right - PLAIN.content) / len(labels)
        for place, label in enumerate(labels):
            x = PLAIN.content + place * pitch
            text = clean(label)
            made.append(words(x, 6.6, text, Weight.REGULAR, LABEL, right=x + pitch))
            start = x + faces.width(text, Weight.REGULAR, LABEL) + 1.2
            made.append(Rule(start, 7.2, x + pitch - 4.0, WRITE_IN))
        return made

    def _next_head(self) -> list[Mark]:
        sheet = self.sheet
        day = self.facts.day(sheet.day, weekday=True)
        width = faces.width(day, Weight.BOLD, 9.5)
        room = PLAIN.right - PLAIN.left - width - 6.0
        name = clean(sheet.technician)
        # A name of any usual length; of one that is longer still the first page has it whole.
        points = next((each for each in (9.5, 8.5, 7.5, 6.5) if faces.width(name, Weight.BOLD, each) <= room), 6.5)
        name = lines.broken(name, Weight.BOLD, points, room)[0]
        return [
            words(PLAIN.left, 3.4, name, Weight.BOLD, points, right=PLAIN.right - width - 4.0),
            words_ending(PLAIN.right, 3.4, day, Weight.BOLD, 9.5),
            Rule(PLAIN.left, 6.0, PLAIN.right, HEADER_RULE, Ink.ACCENT),
        ]

    def _foot(self, number: int, count: int) -> list[Mark]:
        say = self.facts.say
        paged = clean(say.pgettext("paper", "page {page} of {pages}").format(page=number + 1, pages=count))
        title = clean(say.pgettext("paper", "Day sheet"))
        name = clean(self.sheet.technician)
        end = words_ending(PLAIN.right, 0.0, PROGRAM, Weight.REGULAR, FOOT, left=PLAIN.left)
        text = DOT.join(part for part in (title, name, paged) if part)
        if faces.width(text, Weight.MEDIUM, FOOT) > end.x - PLAIN.left - 4.0:
            text = DOT.join((title, paged))
        return [words(PLAIN.left, 0.0, text, Weight.MEDIUM, FOOT, right=end.x - 1.0), end]


def _fitting(rows: Sequence[Row], room: float, *, loose: bool = False) -> int:
    """How many rows fit, without leaving one at the foot that stays with its next (unless `loose`)."""
    count, taken = 0, 0.0
    for index, row in enumerate(rows, 1):
        taken += row.height
        if taken > room + 1e-6:
            break
        if loose or not row.glue or index == len(rows):
            count = index
    return count


def _describe(surface: Surface, sheets: Sequence[DaySheet]) -> None:
    first = sheets[0]
    facts = Facts(OrderSheet(company=first.company, language=first.language))
    title = clean(facts.say.pgettext("paper", "Day sheet"))
    names = clean(first.technician) if len(sheets) == 1 else ""
    surface.describe(
        Description(
            title=" – ".join(part for part in (title, names, facts.day(first.day)) if part),
            author=clean(first.company.name) or PROGRAM,
            subject=title,
            program=PROGRAM,
            language=first.language.replace("_", "-"),
        )
    )
