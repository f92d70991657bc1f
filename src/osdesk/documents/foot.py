"""The last line of a half or page: what the document is, the legend of its marks, and the program's name."""

from __future__ import annotations

from osdesk.documents import faces
from osdesk.documents.checklists import SIGNS, answers_used
from osdesk.documents.facts import DOT, PROGRAM, Facts, clean
from osdesk.documents.marks import Mark, Sign, words, words_ending
from osdesk.documents.page import Grid
from osdesk.documents.styles import FOOT, Weight
from osdesk.domain.checklists import Answer
from osdesk.domain.revisions import format_code

SIGN_SIZE = 2.0
TEXT_AFTER_SIGN = 2.7
ITEM_GAP, PROGRAM_GAP = 3.2, 7.0
CONTINUES_ABOVE = 4.75


def foot(facts: Facts, grid: Grid, y: float, page: tuple[int, int] | None = None) -> list[Mark]:
    """The foot on the baseline y; `page` of so many, on whole pages."""
    sheet, say = facts.sheet, facts.say
    texts = [say.pgettext("paper", "Not a tax document"), facts.document_number if sheet.order else ""]
    if sheet.options.blank or sheet.order is None:
        texts.append(say.pgettext("paper", "field form"))
    elif sheet.revision:
        texts.append(say.pgettext("paper", "revision {number}").format(number=sheet.revision))
        if sheet.verification:
            code = format_code(sheet.verification)
            texts.append(say.pgettext("paper", "verification {code}").format(code=code))
    if page is not None:
        texts.append(say.pgettext("paper", "page {page} of {pages}").format(page=page[0], pages=page[1]))
    left = clean(DOT.join(text for text in texts if text))
    program = words_ending(grid.right, y, PROGRAM, Weight.REGULAR, FOOT, left=grid.left)
    legend = _legend(facts, program.x - PROGRAM_GAP, y)
    right = next((mark.x for mark in legend if isinstance(mark, Sign)), program.x) - 1.0
    return [words(grid.left, y, left, Weight.MEDIUM, FOOT, right=right), *legend, program]


def _legend(facts: Facts, end: float, y: float) -> list[Mark]:
    """The marks in use and what they mean; a blank form says it over its boxes."""
    if facts.sheet.options.blank:
        return []
    say = facts.say
    texts = {
        Answer.YES: clean(say.pgettext("paper", "yes")),
        Answer.NO: clean(say.pgettext("paper", "no")),
        Answer.NOT_APPLICABLE: clean(say.pgettext("paper", "not applicable")),
    }
    used = answers_used(facts.order.checklists)
    x = end - sum(_width(texts[answer]) for answer in used) - ITEM_GAP * max(0, len(used) - 1)
    made: list[Mark] = []
    for answer in used:
        made.append(Sign(SIGNS[answer], x, y - SIGN_SIZE + 0.2, SIGN_SIZE))
        right = x + _width(texts[answer])
        made.append(words(x + TEXT_AFTER_SIGN, y, texts[answer], Weight.REGULAR, FOOT, right=right + 0.01))
        x = right + ITEM_GAP
    return made


def _width(text: str) -> float:
    return TEXT_AFTER_SIGN + faces.width(text, Weight.REGULAR, FOOT)


def continues(facts: Facts, grid: Grid, foot_y: float, page: int) -> list[Mark]:
    """`continua na página 2`, above the foot."""
    text = clean(facts.say.pgettext("paper", "continued on page {page}").format(page=page))
    return [words_ending(grid.right, foot_y - CONTINUES_ABOVE, text, Weight.SEMIBOLD, 6.5, left=grid.left)]
