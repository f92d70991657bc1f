"""Two versions of an order put together: what was typed while it was being saved, and what somebody else saved.

Pure: values in, a value out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from osdesk.domain.attachments import Attachment, PhotoMark
from osdesk.domain.checklists import Checklist, ChecklistItem
from osdesk.domain.materials import MaterialLine
from osdesk.domain.orders import Order
from osdesk.domain.visits import Visit
from osdesk.ui.kit.merging import merge

Part = TypeVar("Part", Visit, MaterialLine, ChecklistItem, PhotoMark)

#: What the program gives an order: never a matter of choice between two people.
_GIVEN = ("id", "version", "code", "number", "sample", "closed_at", "deleted_at")


def after_saving(typed: Order, sent: Order, saved: Order) -> Order:
    """What stands in the form now (`typed`), as a change of what was just stored (`saved`) from `sent`.

    Numbers, version and the ids of parts come from the store; what was typed meanwhile stays.
    """
    if typed == sent:
        return saved
    merged, _clashes = merge(sent, typed, saved)
    return replace(
        merged,
        **{name: getattr(saved, name) for name in _GIVEN},
        visits=_with_ids(typed.visits, saved.visits),
        materials=_with_ids(typed.materials, saved.materials),
        attachments=_attached_with_ids(typed.attachments, saved.attachments),
        checklists=tuple(
            _list_with_ids(mine, saved.checklists[place]) if place < len(saved.checklists) else mine
            for place, mine in enumerate(typed.checklists)
        ),
    )


def _attached_with_ids(typed: Sequence[Attachment], saved: Sequence[Attachment]) -> tuple[Attachment, ...]:
    """Photos are moved and come while an order is being stored: each is known by its file."""
    known = {each.file: each for each in saved}
    return tuple(
        replace(each, id=known[each.file].id, marks=_with_ids(each.marks, known[each.file].marks))
        if each.file in known
        else each
        for each in typed
    )


def with_theirs(base: Order, mine: Order, theirs: Order) -> tuple[Order, tuple[str, ...]]:
    """Both people's changes since `base`, ready to be saved over `theirs`; and the fields both changed differently.

    In those mine stands until it is chosen otherwise (`chosen`).
    """
    merged, clashes = merge(base, mine, theirs)
    given = {name: getattr(theirs, name) for name in _GIVEN}
    return replace(merged, **given), tuple(name for name in clashes if name not in _GIVEN)


def chosen(merged: Order, theirs: Order, fields: Sequence[str]) -> Order:
    """The merged order with these fields as the other person saved them."""
    for path in fields:
        head, _dot, rest = path.partition(".")
        value = getattr(theirs, head)
        if rest:
            value = replace(getattr(merged, head), **{rest: getattr(value, rest)})
        merged = replace(merged, **{head: value})
    return merged


def _with_ids(mine: Sequence[Part], stored: Sequence[Part]) -> tuple[Part, ...]:
    """My parts, those without an id given the one of the stored part in their place."""
    taken = {part.id for part in mine if part.id is not None}
    found = []
    for place, part in enumerate(mine):
        other = stored[place].id if place < len(stored) else None
        if part.id is None and other is not None and other not in taken:
            taken.add(other)
            part = replace(part, id=other)  # noqa: PLW2901  (the part as it is from here on)
        found.append(part)
    return tuple(found)


def _list_with_ids(mine: Checklist, stored: Checklist) -> Checklist:
    if mine.id is None and mine.name == stored.name:
        return replace(mine, id=stored.id, items=_with_ids(mine.items, stored.items))
    return mine
