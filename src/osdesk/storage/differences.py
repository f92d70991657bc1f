"""What differs between two values of one kind, field by field: for the journal, for drafts, for a conflict.

Parts are known by their ids, so that a line moved is not ten lines changed.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from osdesk.domain.history import FieldChange
from osdesk.storage.codec import to_plain

#: Fields that the program keeps itself; a person changed nothing by them.
_KEPT = frozenset({"id", "version"})


def differences(before: Any, after: Any) -> tuple[FieldChange, ...]:
    """The changed fields of two values of the same class, in the order of the fields.

    A field of an embedded value is `address.street`; a field of a part `materials.2.quantity` (its place in `after`);
    a part added has None before, a part removed None after (and its place in `before`); parts that only changed places
    are one change of the tuple's field, with the ids in their old and new order.
    """
    found: list[FieldChange] = []
    _compare(before, after, "", found)
    return tuple(found)


def _compare(before: Any, after: Any, path: str, found: list[FieldChange]) -> None:
    for field in dataclasses.fields(after):
        name = field.name
        if name in _KEPT:
            continue
        earlier, later = getattr(before, name), getattr(after, name)
        if earlier is later or earlier == later:
            continue
        where = f"{path}{name}"
        if dataclasses.is_dataclass(later):
            _compare(earlier, later, f"{where}.", found)
        elif isinstance(later, tuple) and any(dataclasses.is_dataclass(item) for item in (*earlier, *later)):
            _compare_parts(earlier, later, where, found)
        else:
            found.append(FieldChange(field=where, before=to_plain(earlier), after=to_plain(later)))


def _compare_parts(before: tuple[Any, ...], after: tuple[Any, ...], path: str, found: list[FieldChange]) -> None:
    stored = {part.id: part for part in before if part.id is not None}
    kept = [part.id for part in after if part.id in stored]
    for place, part in enumerate(before):
        if part.id is None or part.id not in kept:
            found.append(FieldChange(field=f"{path}.{place}", before=to_plain(part), after=None))
    for place, part in enumerate(after):
        if part.id in stored:
            _compare(stored[part.id], part, f"{path}.{place}.", found)
        else:
            found.append(FieldChange(field=f"{path}.{place}", before=None, after=to_plain(part)))
    order = [part_id for part_id in stored if part_id in set(kept)]
    if order != kept:
        found.append(FieldChange(field=path, before=order, after=kept))
