"""Checklists: templates with their items, and the copy of one in an order with its answers.

A template used in an order is copied into it, so that a later edit of the template never changes an old order. A
section is a row of its own among the items: its heading stands where it was typed, and moves as items move.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from osdesk.domain.problems import Problem


class ItemKind(StrEnum):
    """How an item is answered."""

    SECTION = "section"
    YES_NO = "yes_no"
    MEASURE = "measure"
    TEXT = "text"
    CHOICE = "choice"


class Answer(StrEnum):
    """The tick of an item."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateItem:
    """One row of a template: its wording, how it is answered, and for a measure its unit and allowed range."""

    id: int | None = None
    kind: ItemKind = ItemKind.YES_NO
    text: str = ""
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistTemplate:
    """A checklist of the office, ready to be copied into orders."""

    id: int | None = None
    version: int = 0
    name: str = ""
    items: tuple[TemplateItem, ...] = ()
    active: bool = True
    sample: bool = False
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One row of an order's checklist: the template's row as it was, and what was answered.

    `measured` belongs to measures, `written` to texts and choices, `note` to any.
    """

    id: int | None = None
    kind: ItemKind = ItemKind.YES_NO
    text: str = ""
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: tuple[str, ...] = ()
    answer: Answer | None = None
    measured: Decimal | None = None
    written: str = ""
    note: str = ""

    @property
    def answered(self) -> bool:
        """Whether anything was answered; a heading asks nothing."""
        return self.answer is not None or self.measured is not None or bool(self.written)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A checklist in an order. `template_id` only remembers where it came from."""

    id: int | None = None
    name: str = ""
    template_id: int | None = None
    items: tuple[ChecklistItem, ...] = ()


def from_template(template: ChecklistTemplate) -> Checklist:
    """A fresh, unanswered copy of a template for an order."""
    return Checklist(
        name=template.name,
        template_id=template.id,
        items=tuple(
            ChecklistItem(
                kind=item.kind,
                text=item.text,
                unit=item.unit,
                minimum=item.minimum,
                maximum=item.maximum,
                choices=item.choices,
            )
            for item in template.items
        ),
    )


def within_range(item: ChecklistItem | TemplateItem, measured: Decimal) -> bool:
    """Whether a measured value lies in the item's allowed range (an absent bound allows everything)."""
    return not (
        (item.minimum is not None and measured < item.minimum) or (item.maximum is not None and measured > item.maximum)
    )


def proposed_answer(item: ChecklistItem, measured: Decimal) -> Answer:
    """The tick a measured value speaks for: yes within the range, no outside it."""
    return Answer.YES if within_range(item, measured) else Answer.NO


def questions(checklists: Iterable[Checklist]) -> tuple[ChecklistItem, ...]:
    """The items of all lists that ask something, headings left out."""
    return tuple(item for checklist in checklists for item in checklist.items if item.kind is not ItemKind.SECTION)


def progress(checklists: Iterable[Checklist]) -> tuple[int, int]:
    """How many items are answered, and how many ask something."""
    asked = questions(checklists)
    return sum(item.answered for item in asked), len(asked)


def template_problems(template: ChecklistTemplate) -> tuple[Problem, ...]:
    """What keeps a template from being stored."""
    found: list[Problem] = []
    if not template.name.strip():
        found.append(Problem(field="name", code="required"))
    for index, item in enumerate(template.items):
        if not item.text.strip():
            found.append(Problem(field=f"items.{index}.text", code="required"))
        if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
            found.append(Problem(field=f"items.{index}.minimum", code="checklist.range"))
        if item.kind is ItemKind.CHOICE and len(item.choices) < 2:
            found.append(Problem(field=f"items.{index}.choices", code="checklist.choices"))
    return tuple(found)
