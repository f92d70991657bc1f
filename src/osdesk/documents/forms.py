"""What the blank form has in place of results: boxes to tick, and lines to write materials and remarks on."""

from __future__ import annotations

from collections.abc import Sequence

from osdesk.documents import faces, lines
from osdesk.documents.checklists import SIGNS, answer_of, value_of
from osdesk.documents.facts import Facts, clean
from osdesk.documents.marks import Box, Mark, Rule, Sign, SignKind, upright, words, words_amid, words_ending
from osdesk.documents.materials import (
    Columns,
    columns_for,
    described,
    figure_marks,
    head_marks,
    price_marks,
    title,
    unit_lines,
)
from osdesk.documents.page import Grid, Row, Rows, Section
from osdesk.documents.styles import (
    BOX_LINE,
    HAIRLINE,
    HEAD_BASELINE,
    HEAD_RULE,
    HEAD_RULE_AT,
    LABEL,
    POINT,
    TITLE,
    WRITE_IN,
    Ink,
    Step,
    Weight,
)
from osdesk.domain.checklists import Answer, Checklist, ChecklistItem, ItemKind
from osdesk.domain.materials import MaterialLine

COLUMN_GAP = 5.0
TICK_BOX, TICK_PITCH = 3.2, 5.2
TICK_ROW, WRITE_ROW = 5.2, 6.5
TICK_TEXT = 16.2
TICK_HEAD = 2.5
VALUE_WIDTH, TEXT_WIDTH, WIDEST_UNIT, UNIT_GAP = 17.0, 40.0, 20.0, 0.9

LINE_PITCH = 6.8
TABLE_WIDTH, TABLE_GAP = 92.0, 6.0
FORM_TICKS = (13.0, 23.5)
FORM_DESCRIPTION = 25.0
TICK_HEIGHT = 4.6
ON_LINE = 1.6
"""From a baseline to the line that is written on."""


def checklist_forms(facts: Facts, grid: Grid, step: Step) -> list[Section]:
    """One section for each list: two columns of rows that share their heights, since each is written in."""
    return [checklist_form(facts, checklist, grid, step) for checklist in facts.order.checklists if checklist.items]


def checklist_form(facts: Facts, checklist: Checklist, grid: Grid, step: Step, *, count: int = 2) -> Section:
    """A list to tick by hand, in one column or two; what is known is ticked."""
    width = (grid.width - COLUMN_GAP * (count - 1)) / count
    lefts = (grid.content, grid.content + width + COLUMN_GAP)
    items = checklist.items
    middle = (len(items) + 1) // 2 if count > 1 else len(items)
    if 1 < middle < len(items) and items[middle - 1].kind is ItemKind.SECTION:
        middle -= 1  # a heading stays with its first item
    columns = (items[:middle], items[middle:])
    rows = []
    for index in range(max(map(len, columns))):
        pair = [(lefts[number], column[index]) for number, column in enumerate(columns) if index < len(column)]
        height = max(_item_height(facts, item, width, step) for _, item in pair)
        marks = [mark for x, item in pair for mark in _item_marks(facts, item, x, width, height, step)]
        under = [Rule(x, height, x + width, HAIRLINE, Ink.GREY) for x, _ in pair]
        rows.append(Row(height, marks, under, glue=pair[0][1].kind is ItemKind.SECTION))
    head = Row(TICK_HEAD, [mark for x in lefts[: 1 + bool(columns[1])] for mark in _tick_head(facts, x)])
    name = clean(checklist.name)
    section_title = clean(facts.say.pgettext("paper", "Checklist"))
    return Section("checklists", section_title, grid, Rows(tuple(rows), HEAD_BASELINE, head), (name,))


def _tick_head(facts: Facts, x: float) -> list[Mark]:
    say = facts.say
    texts = (say.pgettext("paper", "yes"), say.pgettext("paper", "no"), say.pgettext("paper", "n/a"))
    return [
        words_amid(
            x + TICK_BOX / 2 + index * TICK_PITCH,
            HEAD_BASELINE - 0.2,
            clean(text),
            Weight.REGULAR,
            LABEL,
            half=TICK_PITCH / 2,
        )
        for index, text in enumerate(texts)
    ]


def _ticked(item: ChecklistItem) -> bool:
    return item.kind in {ItemKind.YES_NO, ItemKind.MEASURE}


def _known(facts: Facts, item: ChecklistItem) -> str:
    """A value that is known before the visit; it goes on after the wording, and needs no line."""
    return value_of(facts, item) if item.kind in {ItemKind.MEASURE, ItemKind.TEXT} else ""


def _unit(item: ChecklistItem, step: Step) -> str:
    """The unit that ends the line of a value; one that is no unit but a remark stands with the wording instead."""
    unit = clean(item.unit)
    return unit if faces.width(unit, Weight.MEDIUM, step.points) <= WIDEST_UNIT else ""


def _write_width(facts: Facts, item: ChecklistItem, step: Step) -> float:
    """What the line to write on takes, with its unit; 0 where there is none."""
    if _known(facts, item):
        return 0.0
    if item.kind is ItemKind.TEXT:
        return TEXT_WIDTH
    if item.kind is not ItemKind.MEASURE:
        return 0.0
    return max(VALUE_WIDTH, faces.width(_unit(item, step), Weight.MEDIUM, step.points) + 9.0)


def _text_lines(facts: Facts, item: ChecklistItem, width: float, step: Step) -> list[str]:
    """The wording of an item in what its boxes and its line to write on leave."""
    weight = Weight.BOLD if item.kind is ItemKind.SECTION else Weight.MEDIUM
    room = width - (TICK_TEXT if _ticked(item) else 0.0)
    text = clean(item.text)
    known = _known(facts, item)
    if known:
        text = f"{text}  {known}"
    elif item.kind is ItemKind.MEASURE and item.unit and not _unit(item, step):
        text = f"{text} ({clean(item.unit)})"
    written = _write_width(facts, item, step)
    return lines.broken(lines.tied(text), weight, step.points, room - (written + 2.0 if written else 0.0))


def _choice_lines(item: ChecklistItem, width: float, step: Step) -> list[list[tuple[float, str]]]:
    """The choices with the x of each box, in lines of the column's width, hanging from the text's edge."""
    made: list[list[tuple[float, str]]] = [[]]
    x = TICK_TEXT
    chosen = clean(item.written)
    choices = [clean(choice) for choice in item.choices]
    for text in choices if chosen in choices or not chosen else [*choices, chosen]:
        wide = TICK_BOX + 1.0 + faces.width(text, Weight.MEDIUM, step.points)
        if made[-1] and x + wide > width:
            made.append([])
            x = TICK_TEXT
        made[-1].append((x, text))
        x += wide + 3.5
    return made


def _item_height(facts: Facts, item: ChecklistItem, width: float, step: Step) -> float:
    text = step.leading * (len(_text_lines(facts, item, width, step)) - 1)
    if item.kind is ItemKind.CHOICE:
        more = [line for choices in _choice_lines(item, width, step) for line in _choice_text(choices, width, step)]
        return TICK_ROW + text + 4.2 * len(more)
    return text + (WRITE_ROW if item.kind in {ItemKind.MEASURE, ItemKind.TEXT} else TICK_ROW)


def _choice_text(choices: Sequence[tuple[float, str]], width: float, step: Step) -> list[str]:
    """The lines of the last choice of a line: only one that has the line to itself can need several."""
    x, text = choices[-1] if choices else (0.0, "")
    return lines.broken(text, Weight.MEDIUM, step.points, max(10.0, width - x - TICK_BOX - 1.0))


def _item_marks(facts: Facts, item: ChecklistItem, x: float, width: float, height: float, step: Step) -> list[Mark]:
    own = height if item.kind is not ItemKind.CHOICE else TICK_ROW
    texts = _text_lines(facts, item, width, step)
    first = own / 2 - step.leading * (len(texts) - 1) / 2
    if item.kind is ItemKind.CHOICE:
        first = TICK_ROW / 2
    y = first + step.points * POINT * 0.34
    made: list[Mark] = []
    left = x
    if _ticked(item):
        left = x + TICK_TEXT
        for index, answer in enumerate((Answer.YES, Answer.NO, Answer.NOT_APPLICABLE)):
            box_x, box_y = x + index * TICK_PITCH, first - TICK_BOX / 2
            if answer_of(item) is answer:
                made.append(Sign(SIGNS[answer], box_x, box_y, TICK_BOX))
            else:
                made.append(Box(box_x, box_y, TICK_BOX, TICK_BOX, BOX_LINE))
    weight = Weight.BOLD if item.kind is ItemKind.SECTION else Weight.MEDIUM
    right = x + width
    text_right = right - _write_width(facts, item, step)
    made += [
        words(left, y + index * step.leading, text, weight, step.points, right=text_right)
        for index, text in enumerate(texts)
    ]
    if item.kind is ItemKind.CHOICE:
        made += _choice_marks(item, x, width, y + step.leading * (len(texts) - 1) + 4.2, step)
    return made + _write_marks(facts, item, right, first + 2.0, step)


def _write_marks(facts: Facts, item: ChecklistItem, right: float, line: float, step: Step) -> list[Mark]:
    """The line that a value is written on, ending in its unit."""
    wide = _write_width(facts, item, step)
    if not wide:
        return []
    unit = _unit(item, step) if item.kind is ItemKind.MEASURE else ""
    if not unit:
        return [Rule(right - wide, line, right, WRITE_IN)]
    end = right - faces.width(unit, Weight.MEDIUM, step.points) - UNIT_GAP
    return [
        Rule(right - wide, line, end, WRITE_IN),
        words_ending(right, line - 0.5, unit, Weight.MEDIUM, step.points, left=end),
    ]


def _choice_marks(item: ChecklistItem, x: float, width: float, y: float, step: Step) -> list[Mark]:
    made: list[Mark] = []
    chosen = clean(item.written)
    for choices in _choice_lines(item, width, step):
        texts = _choice_text(choices, width, step)
        for number, (offset, text) in enumerate(choices):
            top = y - TICK_BOX + 0.45
            made.append(Box(x + offset, top, TICK_BOX, TICK_BOX, BOX_LINE))
            if text == chosen:
                made.append(Sign(SignKind.TICK, x + offset, top, TICK_BOX))
            shown = texts if number == len(choices) - 1 else [text]
            made += [
                words(x + offset + TICK_BOX + 1.0, y + line * 4.2, part, Weight.MEDIUM, step.points, right=x + width)
                for line, part in enumerate(shown)
            ]
        y += 4.2 * len(texts)
    return made


def materials_form(facts: Facts, grid: Grid, step: Step, count: int) -> Section:
    """Materials beside remarks, at least `count` rows of 6.8 to write in; known lines and remarks stand on them."""
    remarks_x = grid.content + TABLE_WIDTH + TABLE_GAP
    known = _known_lines(facts, grid, step)
    remarks = lines.paragraphs(
        faces.cleaned_lines(facts.order.observations), Weight.MEDIUM, step.points, grid.right - remarks_x
    )
    amount = max(count, len(known) + (1 if known else 0), len(remarks) + (1 if remarks else 0))
    table_right = grid.content + TABLE_WIDTH
    rows = []
    for index in range(amount):
        marks: list[Mark] = [*_row_ticks(grid, LINE_PITCH), *(known[index] if index < len(known) else [])]
        if index < len(remarks):
            y = LINE_PITCH - ON_LINE
            marks.append(words(remarks_x, y, remarks[index], Weight.MEDIUM, step.points, right=grid.right))
        under = (
            Rule(grid.content, LINE_PITCH, table_right, WRITE_IN),
            Rule(remarks_x, LINE_PITCH, grid.right, WRITE_IN),
        )
        rows.append(Row(LINE_PITCH, marks, under))
    say = facts.say
    labels: list[Mark] = [
        *_form_heads(facts, grid, table_right),
        Rule(grid.content, HEAD_RULE_AT, table_right, HEAD_RULE),
        words(
            remarks_x,
            HEAD_BASELINE,
            clean(say.pgettext("paper", "Technicians’ remarks")),
            Weight.BOLD,
            TITLE,
            right=grid.right,
            ink=Ink.ACCENT,
        ),
    ]
    head = Row(HEAD_RULE_AT, labels)
    return Section("materials", title(facts), grid, Rows(tuple(rows), HEAD_BASELINE, head))


def _form_heads(facts: Facts, grid: Grid, right: float) -> list[Mark]:
    say, y = facts.say, HEAD_BASELINE
    quantity, unit = clean(say.pgettext("paper", "Qty.")), clean(say.pgettext("paper", "Unit"))
    what = clean(say.pgettext("paper", "Material or service"))
    return [
        words_ending(grid.content + 12.0, y, quantity, Weight.REGULAR, LABEL, left=grid.content),
        words(grid.content + 14.5, y, unit, Weight.REGULAR, LABEL, right=grid.content + FORM_DESCRIPTION),
        words(grid.content + FORM_DESCRIPTION, y, what, Weight.REGULAR, LABEL, right=right),
    ]


def _row_ticks(grid: Grid, pitch: float) -> list[Mark]:
    return [upright(grid.content + x, pitch - TICK_HEIGHT, pitch, WRITE_IN) for x in FORM_TICKS]


def _known_lines(facts: Facts, grid: Grid, step: Step) -> list[list[Mark]]:
    """Known materials, each on as many written lines as its description needs."""
    made: list[list[Mark]] = []
    y = LINE_PITCH - ON_LINE
    x, right = grid.content + FORM_DESCRIPTION, grid.content + TABLE_WIDTH
    for line in facts.order.materials:
        described = lines.paragraphs(faces.cleaned_lines(line.description), Weight.MEDIUM, step.points, right - x) or [
            ""
        ]
        units = lines.broken(clean(line.unit), Weight.MEDIUM, step.points, FORM_DESCRIPTION - 15.5)
        for index in range(max(len(described), len(units))):
            marks: list[Mark] = []
            if index == 0:
                quantity = facts.quantity(line.quantity)
                marks.append(words_ending(grid.content + 12.0, y, quantity, Weight.MEDIUM, step.points, left=grid.left))
            if index < len(units) and units[index]:
                unit_x = grid.content + 14.5
                marks.append(words(unit_x, y, units[index], Weight.MEDIUM, step.points, right=x))
            if index < len(described):
                marks.append(words(x, y, described[index], Weight.MEDIUM, step.points, right=right))
            made.append(marks)
    return made


def wide_materials_form(facts: Facts, grid: Grid, step: Step, count: int, pitch: float) -> Section:
    """Materials across the whole width with columns for prices, for whole pages."""
    columns = columns_for(facts, grid, step, with_prices=True)
    rows = [
        Row(pitch, marks, (Rule(grid.content, pitch, grid.right, WRITE_IN),))
        for line in facts.order.materials
        for marks in _wide_lines(facts, line, columns, grid, step, pitch)
    ]
    ticks = (columns.unit - 1.5, columns.description - 1.5, columns.description_right, columns.price_right + 2.0)
    empty = [upright(x, pitch - TICK_HEIGHT, pitch, WRITE_IN) for x in ticks]
    rows += [
        Row(pitch, empty, (Rule(grid.content, pitch, grid.right, WRITE_IN),)) for _ in range(max(count - len(rows), 2))
    ]
    head = Row(HEAD_RULE_AT, head_marks(facts, columns, grid, with_prices=True))
    return Section("materials", title(facts), grid, Rows(tuple(rows), HEAD_BASELINE, head))


def _wide_lines(
    facts: Facts, line: MaterialLine, columns: Columns, grid: Grid, step: Step, pitch: float
) -> list[list[Mark]]:
    """A known material on as many written lines as it needs."""
    y = pitch - ON_LINE
    first = figure_marks(facts, line, columns, grid, step, y)
    columns_of_text = (
        (columns.unit, columns.description, unit_lines(line, columns, step.points)),
        (columns.description, columns.description_right, described(line, columns, step.points)),
    )
    made: list[list[Mark]] = [first]
    for x, right, texts in columns_of_text:
        for index, text in enumerate(texts):
            if index == len(made):
                made.append([])
            if text:
                made[index].append(words(x, y, text, Weight.MEDIUM, step.points, right=right))
    if facts.sheet.options.prices:
        first += price_marks(facts, line, columns, step, y)
    return made


def remarks_form(facts: Facts, grid: Grid, step: Step, count: int, pitch: float) -> Section:
    """Lines across the whole width for remarks; known ones stand on the first."""
    known = lines.paragraphs(faces.cleaned_lines(facts.order.observations), Weight.MEDIUM, step.points, grid.width)
    rows = []
    for index in range(max(count, len(known) + 2)):
        y = pitch - ON_LINE
        marks: list[Mark] = [Rule(grid.content, pitch, grid.right, WRITE_IN)]
        if index < len(known):
            marks.append(words(grid.content, y, known[index], Weight.MEDIUM, step.points, right=grid.right))
        rows.append(Row(pitch, marks))
    section_title = clean(facts.say.pgettext("paper", "Technicians’ remarks"))
    return Section("observations", section_title, grid, Rows(tuple(rows), pitch - ON_LINE))
