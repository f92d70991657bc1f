"""The values of an issued document as text, always the same for the same sheet, and what differs between two of them.

Apart from the journal's differences, for these are compared as they were written, perhaps by an older program that knew
other fields, and parts carry no ids: a line is known again by what it says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from osdesk.domain.history import FieldChange
from osdesk.domain.printed import printed
from osdesk.domain.sheets import OrderSheet
from osdesk.storage.codec import to_plain


def frozen(sheet: OrderSheet) -> str:
    """The canonical JSON of what prints: one line, fields by name, files by their SHA-256."""
    return _written(to_plain(printed(sheet)))


def changes(before: str, after: str) -> tuple[FieldChange, ...]:
    """What differs, by path (`order.materials.1.quantity`): a part added has None before, one removed None after.

    Technicians are told by name, for only the sheet of its day knows whom an id meant.
    """
    earlier, later = (_readable(json.loads(text)) for text in (before, after))
    return tuple(_compare(earlier, later, ""))


def _written(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _readable(values: dict[str, Any]) -> dict[str, Any]:
    names = dict(map(tuple, values.pop("technicians", [])))
    order = values.get("order")
    for visit in order.get("visits", []) if order else []:
        visit["technicians"] = [names.get(each, str(each)) for each in visit.get("technicians", [])]
    # What is told of a photo stands in the order too.
    values.pop("photos", None)
    return values


def _compare(before: Any, after: Any, path: str) -> Iterator[FieldChange]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*after, *before)):
            yield from _compare(before.get(name), after.get(name), f"{path}.{name}" if path else name)
    elif _parts(before) and _parts(after):
        yield from _compare_parts(before, after, path)
    else:
        yield FieldChange(field=path, before=before, after=after)


def _parts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, Mapping) for part in value)


def _compare_parts(before: list[Any], after: list[Any], path: str) -> Iterator[FieldChange]:
    """Parts that say the same are one; of what stands between, the first is taken for the first, and so on."""
    matcher = SequenceMatcher(None, [_written(part) for part in before], [_written(part) for part in after], False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        both = min(end - start, new_end - new_start)
        for step in range(both):
            yield from _compare(before[start + step], after[new_start + step], f"{path}.{new_start + step}")
        for place in range(start + both, end):
            yield FieldChange(field=f"{path}.{place}", before=before[place], after=None)
        for place in range(new_start + both, new_end):
            yield FieldChange(field=f"{path}.{place}", before=None, after=after[place])
