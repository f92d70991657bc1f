"""Checklists: what was checked, with its answers drawn as vectors, and the form to tick by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from osdesk.documents import faces, lines
from osdesk.documents.facts import Facts, clean
from osdesk.documents.lines import Piece
from osdesk.documents.marks import Mark, Sign, SignKind, Words, words
from osdesk.documents.page import Columns, Entry, Grid, Section
from osdesk.documents.styles import NOTE_BASELINE, SMALL, SMALL_LEADING, Step, Weight
from osdesk.domain.checklists import Answer, Checklist, ChecklistItem, ItemKind, proposed_answer

TEXT_OFFSET = 4.0
COLUMN_GAP = 4.0
BOX_OF_LEADING = 0.74
ROW_EXTRA = 0.15
VALUE_GAP = 1.45
# What is longer than this is parted, so that it can go on overleaf.
MOST_LINES = 24

SIGNS = {Answer.YES: SignKind.TICK, Answer.NO: SignKind.CROSS, Answer.NOT_APPLICABLE: SignKind.DASH}


def checklist_sections(facts: Facts, grid: Grid, step: Step) -> list[Section]:
    """One section for each list; its name stands under the title."""
    made = []
    for checklist in facts.order.checklists:
        if not checklist.items:
            continue
        count, width = _columns(facts, checklist, grid, step)
        entries = tuple(entry for item in checklist.items for entry in _entries(facts, item, width, step))
        body = Columns(entries, min(count, len(entries)), grid.content, width + COLUMN_GAP, _baseline(step))
        title = clean(facts.say.pgettext("paper", "Checklist"))
        made.append(Section("checklists", title, grid, body, (clean(checklist.name),)))
    return made


def answer_of(item: ChecklistItem) -> Answer | None:
    """The answer as it prints: what was ticked, or what a measured value or a written one speaks for."""
    if item.answer is not None:
        return item.answer
    if item.measured is not None:
        return proposed_answer(item, item.measured)
    return Answer.YES if item.written.strip() else None


def answers_used(checklists: Iterable[Checklist]) -> list[Answer]:
    """The answers that the sheet shows, in the order of the legend."""
    used = {answer_of(item) for each in checklists for item in each.items if item.kind is not ItemKind.SECTION}
    return [answer for answer in Answer if answer in used]


def answer_text(facts: Facts, answer: Answer | None) -> str:
    """What invisibly stands behind a box, so that copying and searching see the answer."""
    say = facts.say
    texts = {
        Answer.YES: say.pgettext("paper", "[yes]"),
        Answer.NO: say.pgettext("paper", "[no]"),
        Answer.NOT_APPLICABLE: say.pgettext("paper", "[n/a]"),
    }
    return clean(texts[answer]) if answer is not None else f"[{faces.NO_BREAK_SPACE}]"


def value_of(facts: Facts, item: ChecklistItem) -> str:
    """The measured value with its unit, or what was written or chosen."""
    if item.measured is not None:
        value = facts.number(item.measured)
        unit = clean(item.unit).replace(" ", faces.NO_BREAK_SPACE)
        return f"{value}{faces.NO_BREAK_SPACE}{unit}" if unit else value
    return lines.tied(clean(item.written))


def _baseline(step: Step) -> float:
    return step.baseline + ROW_EXTRA / 2


def _columns(facts: Facts, checklist: Checklist, grid: Grid, step: Step) -> tuple[int, float]:
    """How many columns and how wide: the most in which every item is one line, else two. Four only at 7.5 pt."""
    counts = (4, 3, 2) if step.points <= 7.5 else (3, 2)
    width = 0.0
    for count in counts:
        width = (grid.width - COLUMN_GAP * (count - 1)) / count
        if all(_is_one_line(facts, item, width, step) for item in checklist.items):
            return count, width
    return 2, width


def _pieces(facts: Facts, item: ChecklistItem) -> list[Piece]:
    bold = item.kind is ItemKind.SECTION or answer_of(item) is Answer.NO
    pieces = [Piece(lines.tied(clean(item.text)), Weight.BOLD if bold else Weight.MEDIUM)]
    value = value_of(facts, item)
    if value and item.kind is not ItemKind.SECTION:
        pieces.append(Piece(value, Weight.BOLD, VALUE_GAP))
    return pieces


def _is_one_line(facts: Facts, item: ChecklistItem, width: float, step: Step) -> bool:
    """Whether item and value take one line; a note may wrap below them."""
    offset = 0.0 if item.kind is ItemKind.SECTION else TEXT_OFFSET
    return lines.natural(_pieces(facts, item), step.points) <= width - offset


def _entries(facts: Facts, item: ChecklistItem, width: float, step: Step) -> list[Entry]:
    """An item as an entry of a column; one of very many lines goes on in others."""
    heading = item.kind is ItemKind.SECTION
    offset = 0.0 if heading else TEXT_OFFSET
    marks: list[Mark] = []
    if not heading:
        marks += box_marks(facts, answer_of(item), step)
    entries = []
    y = 0.0
    count = 0
    for spans in lines.set_pieces(_pieces(facts, item), step.points, width - offset):
        if count == MOST_LINES:
            entries.append(Entry(y, marks))
            marks, y, count = [], 0.0, 0
        marks += lines.placed(spans, offset, y + _baseline(step), step.points, width)
        y += step.leading
        count += 1
    # Notes hang closer to their item than a line of it would.
    below = y + NOTE_BASELINE
    for line in lines.paragraphs(faces.cleaned_lines(item.note), Weight.MEDIUM, SMALL, width - offset):
        if count == MOST_LINES:
            entries.append(Entry(y, marks))
            marks, y, below, count = [], 0.0, NOTE_BASELINE, 0
        marks.append(words(offset, below, line, Weight.MEDIUM, SMALL, right=width))
        below += SMALL_LEADING
        y += SMALL_LEADING
        count += 1
    entries.append(Entry(y + ROW_EXTRA, marks, glue=heading))
    return [*(replace(entry, glue=heading) for entry in entries[:-1]), entries[-1]]


def box_marks(facts: Facts, answer: Answer | None, step: Step) -> list[Mark]:
    """The box of an answer and the invisible text behind it."""
    size = BOX_OF_LEADING * step.leading
    top = step.baseline - size * 0.89
    hidden = Words(0.0, _baseline(step), answer_text(facts, answer), Weight.REGULAR, 4.0, 0.0, TEXT_OFFSET, hidden=True)
    return [Sign(SIGNS[answer] if answer else SignKind.EMPTY, 0.0, top, size), hidden]
