"""What keeps a command from being done, as one sentence for people."""

from __future__ import annotations

import errno

from osdesk.domain.changes import Subject
from osdesk.domain.problems import Problem, Refused, Unreadable
from osdesk.domain.sheets import SheetTooLong
from osdesk.services import wording
from osdesk.texts import _, language, ngettext


class CommandRefused(Exception):
    """The environment or the data refuses, in words that are ready."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def told(trouble: BaseException) -> str | None:
    """The sentence of a trouble that a person can cause or meet; None for a fault of the program itself."""
    if isinstance(trouble, CommandRefused):
        return trouble.sentence
    if isinstance(trouble, Refused):
        return refused(trouble)
    if isinstance(trouble, Unreadable):
        return wording.sentence(trouble.at(""))
    if isinstance(trouble, SheetTooLong):
        figure = f"{trouble.missing:.1f}"
        figure = figure if language() == "en" else figure.replace(".", ",")
        return _("The order does not fit on half a sheet: {missing} mm are missing.").format(missing=figure)
    if isinstance(getattr(trouble, "code", None), str):
        title, sentence = wording.trouble_sentence(trouble)
        return f"{title}. {sentence}"
    if isinstance(trouble, OSError) and trouble.errno == errno.ENOSPC:
        # The disk to which what is told here was sent; the office's own has a sentence with a way on.
        return f"{_('The disk is full')}."
    if isinstance(trouble, MemoryError):
        return _("There is not enough memory for this.")
    return None


def unforeseen(trouble: BaseException) -> str:
    """The sentence of a fault of the program itself, after it was logged."""
    title, sentence = wording.trouble_sentence(trouble)
    return f"{title}. {sentence}"


def refused(refusal: Refused, subject: Subject = Subject.ORDER) -> str:
    """The first problem with its place, and how many more there are."""
    first = refusal.problems[0]
    sentence = _placed(subject, first)
    place = getattr(refusal, "place", None)
    if isinstance(place, int):
        sentence = _("Order {place}: {sentence}").format(place=place, sentence=sentence)
    more = len(refusal.problems) - 1
    if more:
        sentence = ngettext("{sentence} ({count} more problem)", "{sentence} ({count} more problems)", more).format(
            sentence=sentence, count=more
        )
    return sentence


def _placed(subject: Subject, problem: Problem) -> str:
    sentence = wording.sentence(problem)
    return f"{wording.field_name(subject, problem.field)}: {sentence}" if problem.field else sentence
